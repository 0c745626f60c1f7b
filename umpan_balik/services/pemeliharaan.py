"""Masa simpan data warga, seperti dijanjikan naskah persetujuan."""

from datetime import datetime, timedelta

from django.db import transaction

from inti.services import jejak
from umpan_balik.models import Aspirasi, ProfilWarga, Survei
from umpan_balik.persetujuan import HARI_SIMPAN_PROFIL, HARI_SIMPAN_SARAN, HARI_SIMPAN_SIDIK

MASA_SIMPAN_LEWAT = "[Dihapus sesudah masa simpan]"


@transaction.atomic
def musnahkan_lewat_masa(*, sekarang: datetime) -> tuple[int, int, int]:
    """Hapus sidik alat sesudah 30 hari, teks saran dan keterangan diri sesudah 2 tahun; kembalikan banyaknya.

    Jawaban tanpa nama tetap dihitung. Diulang tidak mengubah apa pun.
    """
    sidik = Survei.objects.filter(setuju_waktu__lt=sekarang - timedelta(days=HARI_SIMPAN_SIDIK))
    saran = Aspirasi.objects.filter(tanggal__lt=(sekarang - timedelta(days=HARI_SIMPAN_SARAN)).date())
    hasil = (
        sidik.exclude(sidik="").update(sidik=""),
        saran.exclude(teks=MASA_SIMPAN_LEWAT).update(
            teks=MASA_SIMPAN_LEWAT, tampil=False, alasan_belum="", tenggat=None
        ),
        ProfilWarga.objects.filter(
            bulan__lt=(sekarang - timedelta(days=HARI_SIMPAN_PROFIL)).date().replace(day=1)
        ).delete()[0],
    )
    if any(hasil):
        jejak.catat(
            aksi="survei.dimusnahkan",
            objek_jenis="survei",
            objek_id=None,
            oleh=None,
            sekarang=sekarang,
            isi={"sidik": hasil[0], "saran": hasil[1], "profil": hasil[2]},
        )
    return hasil
