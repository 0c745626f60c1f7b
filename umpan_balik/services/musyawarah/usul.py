"""Petugas menyaring usul, memutuskannya dengan alasan, dan memeriksa dukungan yang ditahan."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from indikator.models import Indikator
from inti.galat import GalatAturan
from inti.services import jejak
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, wajib
from umpan_balik.models import Dukungan, Musyawarah, Usul
from umpan_balik.rules.penyamaran_nama import samarkan_kata

ALASAN_TERPENDEK, ALASAN_TERPANJANG = 10, 500
KEPUTUSAN_TERPANJANG = 2_000


@transaction.atomic
def saring_usul(
    *, usul: Usul, tampil: bool, alasan: str, kata: Iterable[str], oleh: Pegawai, sekarang: datetime
) -> Usul:
    """Tampilkan, atau tidak dengan alasan yang terbaca umum. Dapat diubah selama belum diputuskan."""
    baris = _ambil(usul, oleh, sekarang)
    alasan = " ".join(alasan.split())
    if baris.keputusan:
        raise GalatAturan("Usul ini sudah diputuskan, jadi tidak disaring lagi.")
    if not tampil:
        berukuran(
            alasan,
            sekurangnya=ALASAN_TERPENDEK,
            paling_banyak=ALASAN_TERPANJANG,
            pesan="Umum membacanya.",
        )
    try:
        baris.teks = samarkan_kata(baris.teks, [k for k in kata if k.strip()])
    except ValueError as galat:
        raise GalatAturan(
            f"“{galat}” tidak ada di dalam usul. Salin potongannya persis seperti tertulis.", bidang="kata"
        ) from galat
    baris.moderasi = Usul.Moderasi.DITERIMA if tampil else Usul.Moderasi.DITOLAK
    baris.alasan_moderasi = "" if tampil else alasan
    baris.dimoderasi_pada, baris.dimoderasi_oleh = sekarang, oleh
    baris.save()
    _catat("usul.disaring", baris, oleh, sekarang, alasan=alasan, tampil=tampil)
    return baris


@transaction.atomic
def putuskan(
    *,
    usul: Usul,
    keputusan: str,
    alasan: str,
    indikator: Indikator | None,
    oleh: Pegawai,
    sekarang: datetime,
) -> Usul:
    """Putuskan satu usul dengan alasan; yang dikerjakan boleh diukur dengan indikator periode berikutnya.

    Menolak usul yang tidak tampil, selama musyawarah masih dibuka, sesudah putusannya diumumkan, dan indikator
    instansi lain.
    """
    baris = _ambil(usul, oleh, sekarang)
    alasan = alasan.strip()
    _boleh_diputus(baris, keputusan, alasan, indikator)
    baris.keputusan, baris.alasan_keputusan, baris.indikator = keputusan, alasan, indikator
    baris.diputus_pada, baris.diputus_oleh = sekarang, oleh
    baris.save()
    _catat(
        "usul.diputus",
        baris,
        oleh,
        sekarang,
        alasan=alasan,
        keputusan=keputusan,
        indikator=indikator.pk if indikator else None,
    )
    return baris


def _boleh_diputus(baris: Usul, keputusan: str, alasan: str, indikator: Indikator | None) -> None:
    if baris.musyawarah.status == Musyawarah.Status.DITETAPKAN:
        raise GalatAturan("Putusannya sudah diumumkan dan menjadi catatan.")
    if baris.musyawarah.status != Musyawarah.Status.DITUTUP:
        raise GalatAturan("Usul diputuskan sesudah musyawarahnya ditutup, supaya semua suara masuk dahulu.")
    if baris.moderasi != Usul.Moderasi.DITERIMA:
        raise GalatAturan("Saring dahulu usul ini.")
    if keputusan not in Usul.Keputusan.values:
        raise GalatAturan("Pilih keputusannya.", bidang="keputusan")
    berukuran(alasan, sekurangnya=ALASAN_TERPENDEK, paling_banyak=KEPUTUSAN_TERPANJANG)
    if indikator is not None and (
        keputusan == Usul.Keputusan.TIDAK or indikator.instansi_id != baris.musyawarah.instansi_id
    ):
        raise GalatAturan(
            "Indikator hanya untuk usul yang dikerjakan di pemda ini. Kosongkan indikatornya.",
            bidang="indikator",
        )


@transaction.atomic
def hitung_dukungan(*, usul: Usul, alasan: str, oleh: Pegawai, sekarang: datetime) -> int:
    """Hitung dukungan yang ditahan pada satu usul sesudah diperiksa; alasannya tercatat. Kembalikan banyaknya."""
    baris = _ambil(usul, oleh, sekarang)
    alasan = berukuran(
        " ".join(alasan.split()),
        sekurangnya=ALASAN_TERPENDEK,
        paling_banyak=ALASAN_TERPANJANG,
        pesan="Misalnya “Warga satu balai desa”.",
    )
    if baris.musyawarah.status == Musyawarah.Status.DITETAPKAN:
        raise GalatAturan("Putusannya sudah diumumkan dan menjadi catatan.")
    banyak = Dukungan.objects.filter(usul=baris, status=Dukungan.Status.DITAHAN).update(
        status=Dukungan.Status.DIHITUNG, alasan_ditahan=""
    )
    if banyak:
        _catat("musyawarah.dukungan_dihitung", baris, oleh, sekarang, alasan=alasan, banyak=banyak)
    return banyak


def _ambil(usul: Usul, oleh: Pegawai, sekarang: datetime) -> Usul:
    baris = (
        Usul.objects.select_for_update(of=("self",)).select_related("musyawarah__instansi").get(pk=usul.pk)
    )
    topik = baris.musyawarah
    hari = topik.instansi.hari_pada(sekarang)
    wajib(oleh, Izin.KELOLA_MUSYAWARAH, pada=hari, instansi_id=topik.instansi_id, unit_id=topik.unit_id)
    return baris


def _catat(aksi: str, baris: Usul, oleh: Pegawai, sekarang: datetime, *, alasan: str, **isi: object) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="usul",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=baris.musyawarah.instansi_id,
        isi=isi,
        alasan=alasan,
    )
