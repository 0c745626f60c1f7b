"""Peta talenta: ukurannya ditetapkan admin BKD, dan tiap orang yang membacanya tercatat."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from indikator.models import Periode
from inti.galat import GalatAturan, TidakBerhak
from inti.services.jejak import catat
from inti.services.tulisan import berukuran
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.permissions import DI_LUAR_WEWENANG
from pelatihan.models import AturanTalenta
from pelatihan.permissions import membaca_talenta, pengelola
from pelatihan.queries.talenta import aturan_berlaku
from pelatihan.rules.alasan import ALASAN_TERPENDEK
from pelatihan.rules.talenta import Aturan

BUKAN_PEMBACA = "Peta talenta dibaca admin BKD dan pimpinan yang perannya untuk seluruh instansi."


@transaction.atomic
def tetapkan_aturan(
    *, aturan: Aturan, sejak: date, dasar: str, alasan: str, oleh: Pegawai, sekarang: datetime
) -> AturanTalenta:
    """Versi baru ukuran peta, berlaku sejak hari itu; yang lama tetap terbaca.

    Menolak selain admin BKD, alasan kurang dari sepuluh huruf, hari yang sudah lewat, dan ukuran yang sama.
    """
    hari = oleh.instansi.hari_pada(sekarang)
    if not pengelola(oleh, pada=hari):
        raise TidakBerhak(DI_LUAR_WEWENANG)
    Instansi.objects.select_for_update(no_key=True).get(pk=oleh.instansi_id)
    alasan = berukuran(alasan, sekurangnya=ALASAN_TERPENDEK)
    if sejak < hari:
        raise GalatAturan("Berlaku paling awal hari ini; yang sudah lewat tidak berubah.", bidang="sejak")
    if aturan_berlaku(oleh.instansi_id, pada=sejak).beku() == aturan.beku():
        raise GalatAturan("Belum ada yang berbeda dari ukuran yang berlaku hari itu. Ubah satu hal dahulu.")
    terakhir = AturanTalenta.objects.filter(instansi_id=oleh.instansi_id).aggregate(v=Max("versi"))["v"]
    baris = AturanTalenta.objects.create(
        instansi_id=oleh.instansi_id,
        versi=(terakhir or 0) + 1,
        sejak=sejak,
        kinerja={p.value: k.value for p, k in aturan.kinerja.items()},
        menengah=aturan.menengah,
        tinggi=aturan.tinggi,
        masa_bulan=aturan.masa_bulan,
        lihat_sendiri=aturan.lihat_sendiri,
        dasar=dasar.strip(),
        alasan=alasan,
        ditetapkan_pada=sekarang,
        ditetapkan_oleh=oleh,
    )
    catat(
        aksi="talenta.aturan_ditetapkan",
        objek_jenis="aturan_talenta",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=oleh.instansi_id,
        isi={"versi": baris.versi, "sejak": sejak.isoformat(), **aturan.beku()},
        alasan=alasan,
    )
    return baris


@transaction.atomic
def catat_lihat(
    *,
    periode: Periode,
    saringan: Mapping[str, Any],
    banyak: int,
    oleh: Pegawai,
    sekarang: datetime,
    pegawai: Pegawai | None = None,
    unduh: bool = False,
) -> None:
    """Jejak bahwa peta, atau letak satu orang, dibaca atau diunduh: oleh siapa, dengan saringan apa, berapa orang.

    Menolak yang tidak berhak membaca, periode dan orang instansi lain, dan periode yang belum ditutup. Letaknya sendiri
    tidak ikut ditulis.
    """
    if not membaca_talenta(oleh, pada=oleh.instansi.hari_pada(sekarang)):
        raise TidakBerhak(BUKAN_PEMBACA)
    if any(b.instansi_id != oleh.instansi_id for b in (periode, pegawai) if b is not None):
        raise TidakBerhak("Data ini milik instansi lain. Buka data instansi Anda.")
    if periode.status != Periode.Status.DITUTUP:
        raise GalatAturan(f"{periode.nama} belum ditutup, jadi belum ada hasil yang dapat dipetakan.")
    catat(
        aksi="talenta.diunduh" if unduh else "talenta.dilihat",
        objek_jenis="pegawai" if pegawai else "periode",
        objek_id=pegawai.pk if pegawai else periode.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=oleh.instansi_id,
        isi={"periode": periode.pk, "banyak": banyak, **{k: v for k, v in saringan.items() if v}},
    )
