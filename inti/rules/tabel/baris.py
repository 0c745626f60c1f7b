"""Membaca satu baris berkas: nilainya per kolom, dan catatan untuk tiap sel yang bermasalah."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from inti.rules.tabel.judul import Catatan, Peta, huruf
from inti.rules.tabel.kolom import Jenis, Kolom, Nilai, Sel
from inti.rules.tabel.sel import baca, kosong, rapikan


@dataclass(slots=True)
class Baris:
    """Satu baris data. `nilai` hanya memuat kolom yang ada di berkas dan terbaca; `mentah` tulisan aslinya."""

    nomor: int
    nilai: dict[str, Nilai]
    mentah: dict[str, str]
    catatan: list[Catatan] = field(default_factory=list)

    @property
    def ditolak(self) -> bool:
        """Apakah ada catatan yang menolak."""
        return any(c.tolak for c in self.catatan)

    def tolak(self, kolom: str, pesan: str) -> None:
        """Tambah sebab penolakan."""
        self.catatan.append(Catatan(kolom, pesan))

    def teks(self, nama: str) -> str:
        """Nilai teks, kosong bila kolomnya tidak ada."""
        nilai = self.nilai.get(nama)
        return "" if nilai is None else str(nilai)


@dataclass(frozen=True, slots=True)
class Pembaca:
    """Yang sama bagi semua baris satu berkas."""

    kolom: Sequence[Kolom]
    peta: Peta
    bulan_dulu: Collection[str] = ()
    pengodean_tebakan: bool = False
    tepat_lebar: bool = False

    def baca(self, nomor: int, sel: Sequence[Sel], rumus: Collection[int] = ()) -> Baris:
        """Baca satu baris; `rumus` urutan sel yang berisi rumus."""
        baris = Baris(nomor, {}, {})
        self._periksa_lebar(baris, sel)
        for k in self.kolom:
            letak = self.peta.letak.get(k.nama)
            if letak is None:
                continue
            isi = sel[letak] if letak < len(sel) else None
            baris.mentah[k.nama] = mentah(isi)
            if letak in rumus:
                baris.tolak(k.judul, "Sel ini berisi rumus. Salin, lalu tempel kembali sebagai nilai saja.")
                continue
            self._sel(baris, k, isi)
        return baris

    def _sel(self, baris: Baris, k: Kolom, isi: Sel) -> None:
        try:
            hasil = baca(k, isi, bulan_dulu=k.nama in self.bulan_dulu)
        except ValueError as galat:
            baris.tolak(k.judul, str(galat))
            return
        baris.nilai[k.nama] = hasil.nilai
        if hasil.ingat:
            baris.catatan.append(Catatan(k.judul, hasil.ingat, tolak=False))
        if self.pengodean_tebakan and isinstance(isi, str) and not isi.isascii():
            baris.catatan.append(
                Catatan(
                    k.judul,
                    f"“{rapikan(isi)[:40]}” dibaca sebagai Windows-1252. Bila hurufnya keliru, simpan ulang sebagai CSV UTF-8.",
                    tolak=False,
                )
            )

    def _periksa_lebar(self, baris: Baris, sel: Sequence[Sel]) -> None:
        lebih = [n for n, isi in enumerate(sel) if n >= self.peta.lebar and not kosong(isi)]
        if lebih:
            baris.tolak(
                huruf(lebih[0]),
                f"Baris ini lebih panjang daripada judulnya. Hapus isi {huruf(lebih[0])} dan sesudahnya, "
                "atau beri kutip pada isi yang memuat pemisah.",
            )
        if self.tepat_lebar and len(sel) < self.peta.lebar:
            baris.tolak(
                huruf(len(sel)),
                f"Baris ini hanya {len(sel)} kolom, seharusnya {self.peta.lebar}. Lengkapi pemisahnya.",
            )


def mentah(sel: Sel) -> str:
    """Isi sel sebagai tulisan yang aman disimpan: tanpa NUL, paling panjang 500 huruf."""
    if sel is None:
        return ""
    if isinstance(sel, bool):
        return "Ya" if sel else "Tidak"
    if isinstance(sel, float):
        teks = f"{sel:.0f}" if abs(sel) < 10**15 and sel == int(sel) else str(sel).replace(".", ",")
        return teks
    return str(sel).replace("\0", "␀")[:500]


def kolom_tanggal(kolom: Sequence[Kolom]) -> list[Kolom]:
    """Kolom yang perlu dicari buktinya sebelum dibaca."""
    return [k for k in kolom if k.jenis is Jenis.TANGGAL]
