"""Catatan pribadi penilai: ditulis selama tahun berjalan, dihapus penulisnya atau oleh masanya."""

from datetime import date, datetime

from django.db import connection, transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.services import jejak
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import penilai_pada
from penilaian.models import CatatanPenilai
from penilaian.queries.catatan import batas_lama, rhk_dicatat

TERPANJANG = 2_000
BUKAN_BAWAHAN = (
    "Catatan hanya tentang orang yang Anda nilai. Bila susunan organisasinya keliru, hubungi admin BKD."
)


@transaction.atomic
def tulis(
    *, pegawai: Pegawai, tanggal: date, teks: str, rhk_nomor: int | None, oleh: Pegawai, sekarang: datetime
) -> CatatanPenilai:
    """Catat satu peristiwa tentang orang yang dinilai hari ini; kiriman ulang yang sama mengembalikan baris yang sama.

    Menolak orang yang tidak ia nilai, tanggal yang belum tiba atau dari tahun lalu, teks kosong, dan RHK orang lain.
    Jejaknya tanpa isi dan tanpa nama orangnya.
    """
    hari = oleh.instansi.hari_pada(sekarang)
    penilai = penilai_pada(pada=hari, pegawai_ids=[pegawai.pk]).get(pegawai.pk)
    if pegawai.instansi_id != oleh.instansi_id or penilai is None or penilai.penilai_id != oleh.pk:
        raise TidakBerhak(BUKAN_BAWAHAN)
    teks = _periksa(teks, tanggal, hari=hari)
    rhk = next((r for r in rhk_dicatat(pegawai.pk, tahun=tanggal.year) if r.pk == rhk_nomor), None)
    if rhk_nomor is not None and rhk is None:
        raise GalatAturan(
            "Pilih RHK dari SKP orang itu pada tahun peristiwanya, atau kosongkan.", bidang="rhk"
        )
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"catatan:{oleh.pk}"])
    isi = {"pegawai": pegawai, "tanggal": tanggal, "rhk_nomor": rhk_nomor, "teks": teks}
    ada = CatatanPenilai.objects.filter(ditulis_oleh=oleh, **isi).first()
    if ada is not None:
        return ada
    baru = CatatanPenilai.objects.create(
        instansi_id=oleh.instansi_id,
        tentang=rhk.teks if rhk else "",
        ditulis_pada=sekarang,
        ditulis_oleh=oleh,
        **isi,
    )
    _catat("catatan_penilai.ditulis", baru.pk, oleh=oleh, sekarang=sekarang)
    return baru


@transaction.atomic
def hapus(*, catatan_id: int, oleh: Pegawai, sekarang: datetime) -> bool:
    """Hapus catatan sendiri; hilang untuk seterusnya. False bila sudah tidak ada, atau milik orang lain."""
    banyak, _ = CatatanPenilai.objects.filter(pk=catatan_id, ditulis_oleh=oleh).delete()
    if banyak:
        _catat("catatan_penilai.dihapus", catatan_id, oleh=oleh, sekarang=sekarang)
    return bool(banyak)


@transaction.atomic
def buang_lewat_masa(*, sekarang: datetime) -> int:
    """Hapus catatan yang lewat masanya (1 Juli tahun sesudah peristiwanya); aman diulang."""
    banyak, _ = CatatanPenilai.objects.filter(tanggal__lt=batas_lama(sekarang.date())).delete()
    if banyak:
        jejak.catat(
            aksi="catatan_penilai.lewat_masa",
            objek_jenis="catatan_penilai",
            objek_id=None,
            oleh=None,
            sekarang=sekarang,
            isi={"banyak": banyak},
        )
    return banyak


def _periksa(teks: str, tanggal: date, *, hari: date) -> str:
    """Teks yang rapi; menolak yang kosong, terlalu panjang, atau di luar masa catatan."""
    teks = teks.strip()
    if not teks:
        raise GalatAturan("Tulis peristiwanya dengan singkat.", bidang="teks")
    if len(teks) > TERPANJANG:
        raise GalatAturan(
            f"Paling banyak {TERPANJANG} huruf, Anda menulis {len(teks)}. Ringkas.", bidang="teks"
        )
    if not batas_lama(hari) <= tanggal <= hari:
        raise GalatAturan(
            f"Isi hari peristiwanya, dari {batas_lama(hari):%d-%m-%Y} sampai hari ini.", bidang="tanggal"
        )
    return teks


def _catat(aksi: str, nomor: int, *, oleh: Pegawai, sekarang: datetime) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="catatan_penilai",
        objek_id=nomor,
        oleh=oleh,
        sekarang=sekarang,
        isi={},
    )
