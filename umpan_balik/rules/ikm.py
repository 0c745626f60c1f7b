"""Indeks Kepuasan Masyarakat (IKM) dan nilai per unsur.

Dasar: PermenPANRB 14/2017. NRR tiap unsur = jumlah nilai : banyaknya yang
menjawab; IKM = Σ NRR × 1/9 × 25, dibulatkan setengah ke atas ke 2 desimal, baru
digolongkan A–D. Hanya 1/9 yang memberi nilai tertinggi tepat 100; angka dengan
bobot 0,11 ikut dihitung karena masih sering dicetak. Lihat docs/aturan/ikm.md.

Sebagai program: ``python -m umpan_balik.rules.ikm FILE.csv``, untuk jawaban responden atau laporan yang sudah terbit.
"""

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from indikator.rules.angka import bagi, bulatkan, dua_desimal, jumlah, sebagai_teks, tampil, teliti
from indikator.rules.program import jalankan_dari_terminal
from umpan_balik.rules.skm_terbitan import berupa_terbitan, cocokkan
from umpan_balik.rules.tabulasi import Tabulasi, Tanggapan, tabulasikan
from umpan_balik.rules.unsur import NILAI_TERENDAH, NILAI_TERTINGGI, UNSUR, KodeUnsur, Unsur

PENGALI: Final = Decimal(25)
BOBOT_KOMA_SEBELAS: Final = Decimal("0.11")
MINIMAL_TERBIT: Final = 5
CARA_PAKAI: Final = "Cara pakai: python -m umpan_balik.rules.ikm FILE.csv (atau - untuk masukan standar)"
# Batas bawah IKM yang sudah dibulatkan, mutu, kinerja unit: tanpa celah.
GOLONGAN: Final = (
    (Decimal("88.31"), "A", "Sangat baik"),
    (Decimal("76.61"), "B", "Baik"),
    (Decimal("65.00"), "C", "Kurang baik"),
    (Decimal("25.00"), "D", "Tidak baik"),
)


@dataclass(frozen=True, slots=True)
class HasilIkm:
    """IKM dan NRR belum dibulatkan; kosong bila ada unsur tanpa jawaban."""

    nrr: Mapping[KodeUnsur, Decimal | None]
    ikm_utuh: Decimal | None
    ikm_koma_sebelas_utuh: Decimal | None
    alasan: str

    @property
    def ikm(self) -> Decimal | None:
        """IKM resmi (bobot 1/9), 2 desimal."""
        return None if self.ikm_utuh is None else bulatkan(self.ikm_utuh)

    @property
    def ikm_koma_sebelas(self) -> Decimal | None:
        """IKM dengan bobot 0,11, 2 desimal; pembanding, bukan angka resmi."""
        utuh = self.ikm_koma_sebelas_utuh
        return None if utuh is None else bulatkan(utuh)

    @property
    def mutu(self) -> str | None:
        """Huruf mutu A–D."""
        return None if self.ikm is None else mutu_dan_kinerja(self.ikm)[0]

    @property
    def kinerja(self) -> str | None:
        """Kinerja unit menurut mutunya."""
        return None if self.ikm is None else mutu_dan_kinerja(self.ikm)[1]


@teliti
def hitung_ikm(tanggapan: Mapping[KodeUnsur, Tanggapan]) -> HasilIkm:
    """IKM dari jumlah dan banyaknya jawaban tiap unsur.

    Unsur yang tidak dijawab siapa pun: IKM kosong dengan alasannya, tidak
    dikarang. Menolak jumlah yang tidak mungkin untuk jawaban 1–4.
    """
    nrr = {u.kode: _nrr(u, tanggapan.get(u.kode, Tanggapan())) for u in UNSUR}
    ada = [x for x in nrr.values() if x is not None]
    if len(ada) < len(UNSUR):
        kosong = ", ".join(u.nama for u in UNSUR if nrr[u.kode] is None)
        return HasilIkm(nrr, None, None, f"Belum ada yang menjawab unsur: {kosong}.")
    total = jumlah(ada)
    return HasilIkm(
        nrr=nrr,
        ikm_utuh=bagi(total * PENGALI, Decimal(len(UNSUR))),
        ikm_koma_sebelas_utuh=total * BOBOT_KOMA_SEBELAS * PENGALI,
        alasan="",
    )


@teliti
def nilai_petugas(tanggapan: Iterable[Tanggapan]) -> Decimal | None:
    """Nilai petugas 25–100: rata-rata NRR beberapa unsur × 25, belum dibulatkan.

    Dipakai untuk unsur kompetensi dan perilaku pelaksana. Kosong bila salah satu
    unsur belum dijawab siapa pun.
    """
    nrr = [bagi(Decimal(t.total), Decimal(t.n)) if t.n else None for t in tanggapan]
    ada = [x for x in nrr if x is not None]
    if not ada or len(ada) < len(nrr):
        return None
    return bagi(jumlah(ada) * PENGALI, Decimal(len(ada)))


def mutu_dan_kinerja(ikm: Decimal) -> tuple[str, str]:
    """Mutu A–D dan kinerja unit; menolak IKM yang belum dibulatkan atau di luar 25–100."""
    if ikm != bulatkan(ikm):
        raise ValueError("Bulatkan IKM menjadi 2 desimal sebelum menggolongkannya.")
    if not 25 <= ikm <= 100:
        raise ValueError(f"IKM harus antara 25 dan 100. Terhitung: {tampil(ikm)}.")
    return next((mutu, kinerja) for batas, mutu, kinerja in GOLONGAN if ikm >= batas)


def boleh_terbit(n: int) -> bool:
    """IKM dengan kurang dari lima responden tidak diterbitkan."""
    return n >= MINIMAL_TERBIT


def _nrr(unsur: Unsur, t: Tanggapan) -> Decimal | None:
    if t.n == 0 and t.total == 0:
        return None
    if t.n <= 0 or not t.n * NILAI_TERENDAH <= t.total <= t.n * NILAI_TERTINGGI:
        raise ValueError(
            f"Unsur {unsur.nama}: jumlah nilai {t.total} tidak mungkin dari {t.n} jawaban 1–4. "
            "Periksa hitungan jawabannya."
        )
    return bagi(Decimal(t.total), Decimal(t.n))


# --- sebagai program ---


def laporan(tabulasi: Tabulasi) -> dict[str, object]:
    """Bentuk JSON yang dicetak program: NRR 2 desimal, dan utuhnya di ``nrr_utuh``."""
    hasil = hitung_ikm(tabulasi.tanggapan)
    nrr = {u.kolom: hasil.nrr[u.kode] for u in UNSUR}
    return {
        "n": tabulasi.n,
        "tanpa_jawaban": tabulasi.tanpa_jawaban,
        "n_unsur": {u.kolom: tabulasi.tanggapan[u.kode].n for u in UNSUR},
        "unsur": {u.kolom: u.nama for u in UNSUR},
        "nrr": {k: None if x is None else dua_desimal(x) for k, x in nrr.items()},
        "nrr_utuh": {k: None if x is None else sebagai_teks(x) for k, x in nrr.items()},
        "ikm": _teks(hasil.ikm),
        "mutu": hasil.mutu,
        "kinerja": hasil.kinerja,
        "bobot": {
            "1/9": {"ikm": _teks(hasil.ikm), "resmi": True},
            "0,11": {"ikm": _teks(hasil.ikm_koma_sebelas), "resmi": False},
        },
        "boleh_terbit": boleh_terbit(tabulasi.n),
        "alasan": hasil.alasan or None,
    }


def laporan_dari_csv(teks: str) -> dict[str, object]:
    """Laporan dari teks CSV jawaban; yang memuat kolom ``ikm_cetak`` dicocokkan sebagai laporan terbit.

    Menolak (``DaftarKeliru``) nilai di luar 1–4.
    """
    return cocokkan(teks) if berupa_terbitan(teks) else laporan(tabulasikan(teks))


def _teks(x: Decimal | None) -> str | None:
    return None if x is None else f"{x:f}"


if __name__ == "__main__":  # pragma: no cover
    sys.exit(jalankan_dari_terminal(CARA_PAKAI, laporan_dari_csv))
