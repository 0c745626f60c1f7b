"""Umpan balik berkelanjutan dari orang ke orang, dengan nama."""

from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from indikator.models import Realisasi
from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan, TidakBerhak
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import penilai_pada
from umpan_balik.models import UmpanBalik

TERPENDEK, TERPANJANG = 10, 2_000
KLIK_GANDA = timedelta(minutes=10)


@transaction.atomic
def kirim(
    *,
    penerima: Pegawai,
    jenis: str,
    teks: str,
    realisasi: Realisasi | None,
    terbaca_atasan: bool,
    oleh: Pegawai,
    sekarang: datetime,
) -> UmpanBalik:
    """Kirim pujian atau saran kepada rekan satu instansi; terbaca penerima, dan atasannya bila diminta.

    Isi yang sama kepada orang yang sama dalam sepuluh menit dianggap klik ganda. Menolak untuk diri sendiri,
    pegawai tidak aktif, teks terlalu pendek atau panjang, dan laporan milik orang lain.
    """
    teks = teks.strip()
    _periksa(penerima, jenis, teks, oleh)
    if realisasi is not None:
        if realisasi.pegawai_id != penerima.pk:
            raise GalatAturan(
                "Laporan itu bukan milik penerima. Pilih laporannya atau kosongkan.", bidang="realisasi"
            )
        kunci_bersama(periode_id=realisasi.periode_id, sekarang=sekarang)
    Pegawai.objects.select_for_update(no_key=True).get(pk=oleh.pk)  # dua klik bergiliran
    isi = {"penerima": penerima, "jenis": jenis, "teks": teks, "realisasi": realisasi, "ditulis_oleh": oleh}
    kembar = UmpanBalik.objects.filter(**isi, ditulis_pada__gt=sekarang - KLIK_GANDA).first()
    if kembar is not None:
        return kembar
    baris = UmpanBalik.objects.create(
        instansi_id=oleh.instansi_id, terbaca_atasan=terbaca_atasan, ditulis_pada=sekarang, **isi
    )
    _kabari(baris, sekarang)
    jejak.catat(
        aksi="umpan_balik.dikirim",
        objek_jenis="umpan_balik",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"penerima": penerima.pk, "jenis": jenis, "terbaca_atasan": terbaca_atasan},
    )
    return baris


def _periksa(penerima: Pegawai, jenis: str, teks: str, oleh: Pegawai) -> None:
    if penerima.instansi_id != oleh.instansi_id:
        raise TidakBerhak("Umpan balik hanya untuk pegawai di instansi Anda.")
    if penerima.pk == oleh.pk or not penerima.is_active:
        raise GalatAturan("Pilih pegawai lain yang masih aktif.", bidang="penerima")
    if jenis not in UmpanBalik.Jenis.values:
        raise GalatAturan("Pilih pujian atau saran.", bidang="jenis")
    if not TERPENDEK <= len(teks) <= TERPANJANG:
        raise GalatAturan(
            f"Tulis {TERPENDEK} sampai {TERPANJANG} huruf; ini {len(teks)}. "
            "Sebutkan apa yang dilakukan dan akibatnya.",
            bidang="teks",
        )


def _kabari(baris: UmpanBalik, sekarang: datetime) -> None:
    """Kabar tanpa isi: teksnya hanya di halaman penerima."""
    atasan = None
    if baris.terbaca_atasan:
        hari = timezone.localdate(sekarang)
        atasan = penilai_pada(pada=hari, pegawai_ids=[baris.penerima_id]).get(baris.penerima_id)
    penerima = {baris.penerima_id: "untuk Anda"}
    if atasan is not None and atasan.penilai_id not in (None, baris.ditulis_oleh_id):
        penerima[atasan.penilai_id] = f"untuk {baris.penerima.nama}"
    for siapa, untuk in penerima.items():
        kotak.beri_tahu(
            penerima_id=siapa,
            instansi_id=baris.instansi_id,
            judul=f"{baris.get_jenis_display()} {untuk} dari {baris.ditulis_oleh.nama}",
            isi="",
            tautan=reverse("umpan_balik:daftar"),
            kunci=f"umpan-balik:{baris.pk}:{siapa}",
            sekarang=sekarang,
        )
