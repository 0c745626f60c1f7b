"""Membuka rapat kalibrasi satu unit."""

from datetime import date, datetime
from typing import Final

from django.db import connection, transaction

from indikator.models import Periode
from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.models import Pegawai, UnitKerja
from kepegawaian.queries.unit import cabang, leluhur
from penilaian.models import Kalibrasi
from penilaian.permissions import kepala_pada
from penilaian.queries.bahan import hari_penilaian
from penilaian.services.kalibrasi.umum import BUKAN_PIMPINAN, isi_papan, jejak, kabari

# Kelas kunci pg_advisory_xact_lock; anggota keduanya id periode.
KELAS_KUNCI: Final = 20_260_113


@transaction.atomic
def buka(*, periode_id: int, unit_id: int, oleh: Pegawai, sekarang: datetime) -> Kalibrasi:
    """Buka rapat kalibrasi; dibuka dua kali mengembalikan rapat yang sama.

    Hanya kepala unit itu pada hari penilaian, selama periodenya menerima tulisan. Menolak periode tahunan, unit yang
    penilainya hanya dia sendiri, dan cabang yang sudah punya rapat terbuka di bawahnya atau rapat apa pun di atasnya.
    """
    periode = kunci_bersama(periode_id=periode_id, sekarang=sekarang)
    pada = hari_penilaian(periode, sekarang)
    unit = UnitKerja.objects.filter(pk=unit_id, instansi_id=oleh.instansi_id).first()
    if unit is None or periode.instansi_id != oleh.instansi_id:
        raise TidakBerhak("Unit atau periode ini tidak ada di instansi Anda. Kembali ke daftar kalibrasi.")
    if not oleh.is_active or kepala_pada(unit.pk, pada=pada) != oleh.pk:
        raise TidakBerhak(BUKAN_PIMPINAN)
    if periode.jenis == Periode.Jenis.TAHUNAN:
        raise GalatAturan("Rating ditetapkan per triwulan atau bulan. Pilih salah satu bagian tahun ini.")
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [KELAS_KUNCI, periode.pk])
    terbuka = Kalibrasi.objects.filter(periode=periode, unit=unit, status=Kalibrasi.Status.DIPROSES).first()
    if terbuka is not None:
        return terbuka
    _tolak_bertumpuk(periode, unit, pada=pada)
    rapat = Kalibrasi(
        instansi_id=periode.instansi_id, periode=periode, unit=unit, dibuka_pada=sekarang, dibuka_oleh=oleh
    )
    lain = {b.penilai_id for b in isi_papan(rapat, sekarang).penilai} - {oleh.pk}
    if not lain:
        raise GalatAturan(
            "Kalibrasi membandingkan beberapa penilai, dan di bawah unit ini belum ada penilai lain yang menetapkan rating. "
            "Rating yang Anda tetapkan sendiri dapat Anda ubah di Menilai tim."
        )
    rapat.save()
    kabari(
        rapat,
        lain,
        judul=f"Rapat kalibrasi {unit.nama} dibuka",
        isi=f"{oleh.nama} membuka rapat kalibrasi {periode.nama}. Rating yang Anda tetapkan tetap tersimpan; "
        "tiap perubahan disampaikan kepada Anda dengan alasannya.",
        kunci="dibuka",
        sekarang=sekarang,
    )
    jejak(rapat, "kalibrasi.dibuka", oleh=oleh, sekarang=sekarang)
    return rapat


def _tolak_bertumpuk(periode: Periode, unit: UnitKerja, *, pada: date) -> None:
    """Satu cabang satu rapat pada satu saat; putusan atasan tidak ditimpa rapat di bawahnya."""
    atas = [u.pk for u in leluhur(unit.pk, pada=pada) if u.pk != unit.pk]
    bawah = cabang([unit.pk], pada=pada)[unit.pk] - {unit.pk}
    rapat = Kalibrasi.objects.filter(periode=periode).select_related("unit")
    di_atas = rapat.filter(unit_id__in=atas).first()
    if di_atas is not None:
        raise GalatAturan(
            f"{di_atas.unit.nama} sudah mengadakan rapat kalibrasi untuk periode ini. "
            "Sampaikan usul Anda kepada pimpinannya."
        )
    di_bawah = rapat.filter(unit_id__in=bawah, status=Kalibrasi.Status.DIPROSES).first()
    if di_bawah is not None:
        raise GalatAturan(
            f"Rapat kalibrasi {di_bawah.unit.nama} masih terbuka. Minta pimpinannya menutup rapat itu lebih dahulu."
        )
