"""Tanda objektivitas tiap penilai atau unit: bahan untuk dibicarakan, tidak pernah mengubah nilai (docs/aturan/objektivitas.md).

Rating dibaca 1 (di bawah), 2 (sesuai), 3 (di atas); skor seseorang rata-rata rating hasil kerja dan perilakunya.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from inti.rules.format import angka
from penilaian.rules.objektivitas_selang import (
    NOL,
    Kumpulan,
    Selang,
    selang_bagian,
    selang_beda,
    selang_rata,
)
from penilaian.rules.predikat import Rating

MIN_ORANG: Final = 5  # yang dinilai, sebelum apa pun disimpulkan
MIN_REKAN: Final = 10  # orang yang dinilai rekan setingkat
MIN_PENILAI_REKAN: Final = 2  # satu rekan saja akan terbaca sebagai orang
MIN_INDIKATOR: Final = 10
BEDA_BERARTI: Final = Decimal("0.25")  # tingkat rating
BEDA_KELOMPOK: Final = Decimal("0.5")  # skala 1–5 umpan balik
PELUANG_KEBETULAN: Final = Decimal("0.05")
BATAS_KUANTITAS: Final = Decimal("0.8")
SKOR: Final = {Rating.DI_BAWAH: 1, Rating.SESUAI: 2, Rating.DI_ATAS: 3}
# Kata utuh; "kapel" atau "penghadiran" tidak ikut.
KATA_HADIR: Final = (
    "kehadiran",
    "hadir",
    "absensi",
    "absen",
    "presensi",
    "apel",
    "finger print",
    "fingerprint",
)
TINGKAT: Final = {
    "Perangkat daerah": ("pemda", "setda", "badan", "dinas", "inspektorat", "kecamatan"),
    "Bagian atau bidang": ("sekretariat", "bidang", "bagian"),
    "Subbagian atau seksi": ("subbagian", "seksi"),
    "Unit layanan": ("uptd", "puskesmas", "rumah_sakit", "sekolah", "kelurahan"),
}
TINGKAT_LAIN: Final = "Lainnya"
KOSONG: Final = Kumpulan()
_HADIR = re.compile(rf"\b({'|'.join(KATA_HADIR)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sel:
    """Sebanyak `n` orang dengan dua rating dan dua usul angka yang sama; usul kosong berarti angkanya belum ada."""

    hasil: str
    perilaku: str
    usul_hasil: str = ""
    usul_perilaku: str = ""
    n: int = 1

    @property
    def skor(self) -> Decimal:
        return Decimal(SKOR[Rating(self.hasil)] + SKOR[Rating(self.perilaku)]) / 2

    @property
    def simpang(self) -> Decimal | None:
        """Rata-rata selisih rating dari usulnya; None bila tidak ada usul."""
        beda = [
            SKOR[Rating(rating)] - SKOR[Rating(usul)]
            for rating, usul in ((self.hasil, self.usul_hasil), (self.perilaku, self.usul_perilaku))
            if usul
        ]
        return Decimal(sum(beda)) / len(beda) if beda else None


@dataclass(frozen=True, slots=True)
class Ringkas:
    """Semua yang dinilai satu penilai (atau satu unit), dapat digabung."""

    skor: Kumpulan = KOSONG
    simpang: Kumpulan = KOSONG
    sama: int = 0  # rating hasil kerja = rating perilaku
    setuju: int = 0  # kedua rating sama dengan usulnya (yang ada)
    petak: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def n(self) -> int:
        return self.skor.n

    def gabung(self, lain: "Ringkas") -> "Ringkas":
        petak = dict(self.petak)
        for kunci, n in lain.petak.items():
            petak[kunci] = petak.get(kunci, 0) + n
        return Ringkas(
            self.skor.gabung(lain.skor),
            self.simpang.gabung(lain.simpang),
            self.sama + lain.sama,
            self.setuju + lain.setuju,
            petak,
        )


@dataclass(frozen=True, slots=True)
class Bahan:
    """Isi SKP dan umpan balik yang dinilai: dari catatan hasil yang beku."""

    aspek: Mapping[str, int] = field(default_factory=dict)
    hanya_hadir: int = 0
    beda_kelompok: Kumpulan = KOSONG  # atasan dikurangi rata-rata rekan, tiap orang yang keduanya tampil


@dataclass(frozen=True, slots=True)
class Temuan:
    """Satu tanda dalam kalimat; `nama` untuk pengelompokan."""

    nama: str
    teks: str


def ringkas(sel: Iterable[Sel]) -> Ringkas:
    """Jumlahkan sel-sel satu penilai."""
    skor, simpang, sama, setuju = Kumpulan(), Kumpulan(), 0, 0
    petak: dict[tuple[str, str], int] = {}
    for s in sel:
        skor = skor.tambah(s.skor, s.n)
        if s.simpang is not None:
            simpang = simpang.tambah(s.simpang, s.n)
            cocok = (s.usul_hasil in ("", s.hasil)) and (s.usul_perilaku in ("", s.perilaku))
            setuju += s.n if cocok else 0
        sama += s.n if s.hasil == s.perilaku else 0
        petak[s.hasil, s.perilaku] = petak.get((s.hasil, s.perilaku), 0) + s.n
    return Ringkas(skor, simpang, sama, setuju, petak)


def tingkat(jenis_unit: str) -> str:
    """Tingkat penilai menurut jenis unit yang dipimpinnya."""
    return next((nama for nama, jenis in TINGKAT.items() if jenis_unit in jenis), TINGKAT_LAIN)


def hanya_kehadiran(nama_indikator: Iterable[str]) -> bool:
    """SKP yang semua indikatornya menyebut kehadiran; SKP tanpa indikator tidak."""
    nama = list(nama_indikator)
    return bool(nama) and all(_HADIR.search(satu) for satu in nama)


def cukup(ini: Ringkas) -> bool:
    return ini.n >= MIN_ORANG


def cukup_rekan(rekan: Ringkas, penilai: int) -> bool:
    """Pembandingnya cukup banyak, dan bukan satu orang."""
    return rekan.n >= MIN_REKAN and penilai >= MIN_PENILAI_REKAN


def kelonggaran(ini: Ringkas, rekan: Ringkas) -> Selang:
    """Beda skor rata-rata dari rekan setingkat; positif berarti lebih tinggi."""
    return selang_beda(ini.skor, rekan.skor)


def peluang_seragam(n: int, rekan: Ringkas) -> Decimal:
    """Peluang `n` orang mendapat petak yang sama semua bila dinilai seperti rekan setingkat."""
    return sum(((Decimal(k) / rekan.n) ** n for k in rekan.petak.values()), NOL) if rekan.n else NOL


def temuan(ini: Ringkas, rekan: Ringkas | None, bahan: Bahan) -> list[Temuan]:
    """Semua tanda; `rekan` None bila pembandingnya kurang. Tanpa cukup orang hanya tanda tentang isi SKP."""
    daftar: list[Temuan | None] = []
    if cukup(ini):
        if rekan is not None:
            daftar += [_longgar(ini, rekan), _seragam(ini, rekan), _halo(ini, rekan)]
        daftar += [_menyimpang(ini), _kelompok(bahan)]
    return [t for t in (*daftar, _aspek(bahan), _hadir(bahan)) if t is not None]


def _longgar(ini: Ringkas, rekan: Ringkas) -> Temuan | None:
    s = kelonggaran(ini, rekan)
    if not s.tanpa_nol or abs(s.nilai) < BEDA_BERARTI:
        return None
    arah = "tinggi" if s.nilai > 0 else "rendah"
    return Temuan(
        "longgar" if s.nilai > 0 else "ketat",
        f"Menilai {tulis(abs(s.nilai))} lebih {arah} daripada rekan setingkatnya pada skala 1–3, "
        f"selang {tulis(s.bawah)} sampai {tulis(s.atas)}; n = {ini.n}, rekan {rekan.n}.",
    )


def _seragam(ini: Ringkas, rekan: Ringkas) -> Temuan | None:
    peluang = peluang_seragam(ini.n, rekan)
    if len(ini.petak) != 1 or peluang >= PELUANG_KEBETULAN:
        return None
    return Temuan(
        "seragam",
        f"Semua orang yang dinilai ({ini.n}) mendapat pasangan rating yang sama. Bila dinilai seperti rekan setingkat, "
        f"peluangnya di bawah {'1' if peluang < Decimal('0.01') else '5'} dari 100.",
    )


def _halo(ini: Ringkas, rekan: Ringkas) -> Temuan | None:
    s = selang_bagian(ini.sama, ini.n)
    umum = Decimal(rekan.sama) / rekan.n
    if s.bawah <= umum:
        return None
    return Temuan(
        "halo",
        f"Rating hasil kerja dan perilaku sama pada {ini.sama} dari {ini.n} orang ({persen(s.nilai)}, selang "
        f"{persen(s.bawah)} sampai {persen(s.atas)}); pada rekan setingkatnya {persen(umum)}.",
    )


def _menyimpang(ini: Ringkas) -> Temuan | None:
    if ini.simpang.n < MIN_ORANG:
        return None
    s = selang_rata(ini.simpang)
    if not s.tanpa_nol or abs(s.nilai) < BEDA_BERARTI:
        return None
    arah = "atas" if s.nilai > 0 else "bawah"
    return Temuan(
        "usul",
        f"Rating rata-rata {tulis(abs(s.nilai))} tingkat di {arah} usul angka, selang {tulis(s.bawah)} sampai "
        f"{tulis(s.atas)}; sama dengan usul pada {ini.setuju} dari {ini.simpang.n} orang.",
    )


def _kelompok(bahan: Bahan) -> Temuan | None:
    if bahan.beda_kelompok.n < MIN_ORANG:
        return None
    s = selang_rata(bahan.beda_kelompok)
    if not s.tanpa_nol or abs(s.nilai) < BEDA_KELOMPOK:
        return None
    arah = "tinggi" if s.nilai > 0 else "rendah"
    return Temuan(
        "kelompok",
        f"Umpan balik atasan {tulis(abs(s.nilai))} lebih {arah} daripada kelompok rekan pada skala 1–5, selang "
        f"{tulis(s.bawah)} sampai {tulis(s.atas)}; n = {bahan.beda_kelompok.n}.",
    )


def _aspek(bahan: Bahan) -> Temuan | None:
    jumlah, kuantitas = sum(bahan.aspek.values()), bahan.aspek.get("kuantitas", 0)
    if jumlah < MIN_INDIKATOR or Decimal(kuantitas) / jumlah < BATAS_KUANTITAS:
        return None
    return Temuan(
        "aspek",
        f"{kuantitas} dari {jumlah} indikator mengukur kuantitas; mutu hasilnya hampir tidak terukur.",
    )


def _hadir(bahan: Bahan) -> Temuan | None:
    if not bahan.hanya_hadir:
        return None
    return Temuan("hadir", f"{bahan.hanya_hadir} SKP hanya berisi indikator kehadiran.")


def tulis(nilai: Decimal) -> str:
    """Dua desimal berkoma; nol tidak bertanda. −0,304 → "−0,30"."""
    return angka(nilai.quantize(Decimal("0.01"), ROUND_HALF_UP) + 0)


def persen(bagian: Decimal) -> str:
    return f"{angka(bagian * 100, 0)} %"
