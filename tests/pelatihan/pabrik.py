"""Satu triwulan yang ditutup lewat layanan penutupan sungguhan, dan katalog pelatihan kecil."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indikator.models import Kebijakan
from kepegawaian.models import Pegawai
from pelatihan.models import Pelatihan, Rekomendasi
from pelatihan.services import katalog
from penilaian.services import penutupan
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, SESUDAH, Dunia

__all__ = ["SEKARANG", "SESUDAH", "Tertutup", "isi_katalog", "saran", "tutup"]

# Judulnya bertanda: pelayanan (16 JP), adaptif dan waktu (24 JP, lebih dari hak PNS), kualitas (6 JP).
KATALOG = (
    ("Komunikasi Publik untuk Pelayanan", "PELATIHAN TEKNIS", 14),
    ("Kursus Komputer dan Aplikasi", "KURSUS", 24),
    ("Mentoring Pelayanan Prima", "MENTORING", 12),
    ("Pengelolaan Mutu", "SEMINAR", 6),
)


@dataclass
class Tertutup:
    """Pegangan uji: dunia yang sudah ditutup, Ratna yang kurang, dan Budi yang tanpa cela."""

    d: Dunia
    ratna: Pegawai
    budi: Pegawai

    @property
    def periode_id(self) -> int:
        return self.d.triwulan.pk


def isi_katalog(d: Dunia) -> dict[str, Pelatihan]:
    return {
        judul: katalog.tambah(
            instansi=d.instansi, judul=judul, bentuk=bentuk, jp=jp, oleh=None, sekarang=SEKARANG
        )
        for judul, bentuk, jp in KATALOG
    }


def tutup(
    *, nama: str = "Kota Uji", studi: bool = False, sebelum: Callable[[Dunia], Any] | None = None
) -> Tertutup:
    """Ratna: layanan 2,00 dari atasan, kualitas tercapai 60. Budi: semuanya di atas harapan, rating di atas."""
    d = pabrik.dunia(nama, staf=3)
    if studi:
        d.triwulan.kebijakan = Kebijakan.objects.create(
            instansi=d.instansi,
            nama="Bertawaran",
            penjelasan="",
            aturan=d.kebijakan.aturan,
            tawaran_studi=True,
        )
        d.triwulan.save(update_fields=["kebijakan"])
    ratna, budi, _ = d.staf
    for siapa, capaian, layanan, rating in ((ratna, 60, 2, "di_bawah"), (budi, 110, 5, "di_atas")):
        s = pabrik.skp(d, siapa, {"aspek": "kualitas", "nama": "Berkas tanpa perbaikan"})
        pabrik.lapor(d, s.indikator.get(), Decimal(capaian))
        pabrik.jawab(d, siapa, d.kepala, "atasan", *[layanan] * 3, *[5] * 18)
        pabrik.nilai(d, siapa, rating, rating, alasan_hasil="Sesuai bukti.", alasan_perilaku="Sesuai bukti.")
    if sebelum:
        sebelum(d)
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH)
    d.triwulan.refresh_from_db()
    return Tertutup(d, ratna, budi)


def saran(siapa: Pegawai, **saring: Any) -> list[Rekomendasi]:
    return list(Rekomendasi.objects.filter(pegawai=siapa, **saring).order_by("urutan"))
