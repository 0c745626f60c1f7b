"""Perangkat yang masuk: dicatat saat masuk, dikeluarkan pemiliknya, dibuang sesudah 90 hari."""

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from kepegawaian.models import GantiSurel, KodeMasuk, Pegawai, PercobaanMasuk, SesiMasuk
from kepegawaian.services import percobaan
from kepegawaian.services.lingkup import wajib_kelola_orang

SIMPAN = timedelta(days=90)


@transaction.atomic
def buka(
    *, pegawai: Pegawai, kunci: str, cara: str, alamat: str, perangkat: str, sekarang: datetime
) -> SesiMasuk:
    """Catat satu masuk yang berhasil, beserta jejaknya."""
    SesiMasuk.objects.filter(kunci=kunci, selesai__isnull=True).update(selesai=sekarang)
    baris = SesiMasuk.objects.create(
        pegawai=pegawai,
        kunci=kunci,
        cara=cara,
        masuk=sekarang,
        terakhir=sekarang,
        alamat=alamat or None,
        perangkat=perangkat,
    )
    catat(
        aksi="masuk.berhasil",
        objek_jenis="pegawai",
        objek_id=pegawai.pk,
        oleh=pegawai,
        sekarang=sekarang,
        isi={"cara": str(cara)},
    )
    return baris


def pindah(*, catatan: int | None, kunci: str, sekarang: datetime) -> None:
    """Kunci sesinya berganti, atau orangnya masih terlihat: perbarui catatannya."""
    if catatan is not None:
        SesiMasuk.objects.filter(pk=catatan, selesai__isnull=True).update(kunci=kunci, terakhir=sekarang)


def tutup(*, catatan: int | None, sekarang: datetime) -> None:
    """Orangnya keluar sendiri."""
    if catatan is not None:
        SesiMasuk.objects.filter(pk=catatan, selesai__isnull=True).update(selesai=sekarang)


@transaction.atomic
def keluarkan(*, sesi: SesiMasuk, oleh: Pegawai, sekarang: datetime) -> None:
    """Keluarkan satu perangkat milik sendiri. Permintaan berikutnya dari sana ditolak. Menolak milik orang lain."""
    if sesi.pegawai_id != oleh.pk:
        raise TidakBerhak("Hanya pemiliknya yang dapat mengeluarkan perangkat ini.")
    if sesi.selesai is not None:
        raise GalatAturan("Perangkat itu sudah keluar.")
    _hentikan([sesi], sekarang)
    _catat("sesi.dikeluarkan", oleh, 1, sekarang)


@transaction.atomic
def keluarkan_lain(*, kecuali: str, oleh: Pegawai, sekarang: datetime) -> int:
    """Keluarkan semua perangkat sendiri kecuali yang sedang dipakai; kembalikan banyaknya."""
    lain = list(SesiMasuk.objects.filter(pegawai=oleh, selesai__isnull=True).exclude(kunci=kecuali))
    _hentikan(lain, sekarang)
    if lain:
        _catat("sesi.dikeluarkan", oleh, len(lain), sekarang)
    return len(lain)


@transaction.atomic
def keluarkan_orang(*, pegawai: Pegawai, oleh: Pegawai, sekarang: datetime) -> int:
    """Pengelola mengeluarkan seseorang dari semua perangkatnya, misalnya ponselnya hilang; kembalikan banyaknya.

    Kata sandinya tetap, dan pemiliknya dikabari. Menolak: diri sendiri, dan di luar kewenangan.
    """
    if oleh.pk == pegawai.pk:
        raise TidakBerhak("Perangkat sendiri dikeluarkan dari halaman Perangkat yang masuk.")
    wajib_kelola_orang(oleh, pegawai, sekarang=sekarang)
    banyak = keluarkan_semua(pegawai=pegawai, sekarang=sekarang)
    jejak = catat(
        aksi="sesi.dikeluarkan_pengelola",
        objek_jenis="pegawai",
        objek_id=pegawai.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=pegawai.instansi_id,
        isi={"banyak": banyak},
    )
    beri_tahu(
        penerima_id=pegawai.pk,
        instansi_id=pegawai.instansi_id,
        judul="Anda dikeluarkan dari semua perangkat",
        isi=f"Oleh {oleh.nama}. Masuk lagi dengan kata sandi Anda; gantilah bila ada yang mengetahuinya.",
        tautan=reverse("kepegawaian:sesi"),
        kunci=f"sesi:{jejak.pk}",
        sekarang=sekarang,
        surel=pegawai.email,
    )
    return banyak


def keluarkan_semua(*, pegawai: Pegawai, sekarang: datetime) -> int:
    """Hentikan semua sesi orang itu, kembalikan banyaknya; pemanggilnya sudah memeriksa hak dan mencatat jejaknya."""
    terbuka = list(SesiMasuk.objects.filter(pegawai=pegawai, selesai__isnull=True))
    _hentikan(terbuka, sekarang)
    return len(terbuka)


def pangkas(*, sekarang: datetime) -> int:
    """Buang catatan yang lewat 90 hari, dan yang sudah lewat masa berlakunya; kembalikan banyaknya catatan.

    Yang kedua: sesi, hitungan percobaan sehari, kode masuk, dan permintaan ganti surel. Jejaknya tetap.
    """
    Session.objects.filter(expire_date__lt=sekarang).delete()
    PercobaanMasuk.objects.filter(jendela__lt=sekarang - percobaan.SIMPAN).delete()
    KodeMasuk.objects.filter(kedaluwarsa__lt=sekarang).delete()
    GantiSurel.objects.filter(kedaluwarsa__lt=sekarang).delete()
    return SesiMasuk.objects.filter(masuk__lt=sekarang - SIMPAN).delete()[0]


def _hentikan(daftar: list[SesiMasuk], sekarang: datetime) -> None:
    Session.objects.filter(session_key__in=[s.kunci for s in daftar]).delete()
    SesiMasuk.objects.filter(pk__in=[s.pk for s in daftar]).update(selesai=sekarang)


def _catat(aksi: str, oleh: Pegawai, banyak: int, sekarang: datetime) -> None:
    catat(
        aksi=aksi,
        objek_jenis="pegawai",
        objek_id=oleh.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"banyak": banyak},
    )
