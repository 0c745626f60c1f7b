"""Contoh penilaian potensi: semua pejabat struktural dan sebagian yang lain; ditulis sekaligus."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Final

from asn_kinerja.demo.organisasi import Anggota, Pasangan
from kepegawaian.models import Jabatan
from pelatihan.models import PenilaianPotensi

STRUKTURAL: Final = frozenset({Jabatan.Jenis.JPT, Jabatan.Jenis.ADMINISTRATOR, Jabatan.Jenis.PENGAWAS})
# Lebih dari separuh pegawai lain sudah dinilai; sebagian kecil sudah lewat masanya, supaya keadaan itu pun tampak.
DINILAI: Final = 60
LEWAT: Final = 4
CARA: Final = ("Pusat penilaian", "Tes potensi berkomputer", "Wawancara terstruktur")


def isi_contoh(hasil: Pasangan, *, sekarang: datetime) -> None:
    """Skor di sekitar 70, sedikit mengikuti kecakapan rekaan orangnya, tidak pernah di luar 0–100."""
    hari, acak = hasil.instansi.hari_pada(sekarang), Random(f"potensi {hasil.instansi.slug}")
    baris = []
    for a in hasil.anggota:
        if not _dinilai(a, acak):
            continue
        umur = acak.randrange(1200, 1500) if acak.randrange(100) < LEWAT else acak.randrange(20, 540)
        skor = 70 + (a.cakap - 1.02) * 80 + acak.gauss(0, 9)
        baris.append(
            PenilaianPotensi(
                instansi=hasil.instansi,
                pegawai=a.pegawai,
                tanggal=hari - timedelta(days=umur),
                skor=Decimal(str(round(min(98.0, max(31.0, skor)), 1))),
                cara=acak.choice(CARA),
                penyelenggara="Contoh",
            )
        )
    PenilaianPotensi.objects.bulk_create(baris, batch_size=2000)


def _dinilai(a: Anggota, acak: Random) -> bool:
    return a.jenis in STRUKTURAL or acak.randrange(100) < DINILAI
