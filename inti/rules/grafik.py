"""Letak titik dan batang grafik SVG: angka masuk, koordinat (tulisan bertitik) keluar; warna urusan CSS.

Koordinat berupa str supaya templat berbahasa Indonesia tidak mengubah titiknya menjadi koma.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

NOL = Decimal(0)
BULAN_AWAL = ("J", "F", "M", "A", "M", "J", "J", "A", "S", "O", "N", "D")
BULAN_SISA = ("an", "eb", "ar", "pr", "ei", "un", "ul", "gu", "ep", "kt", "ov", "es")


def koordinat(nilai: Decimal | int) -> str:
    """Satu desimal, titik, tanpa nol di belakang koma: 85.0 → "85"."""
    teks = f"{Decimal(nilai):.1f}"
    return teks.removesuffix(".0")


def _skala(nilai: Decimal, rendah: Decimal, tinggi: Decimal, y_rendah: Decimal, y_tinggi: Decimal) -> Decimal:
    if tinggi == rendah:
        return (y_rendah + y_tinggi) / 2
    return y_rendah - (nilai - rendah) / (tinggi - rendah) * (y_rendah - y_tinggi)


@dataclass(frozen=True, slots=True)
class Titik:
    x: str
    y: str
    y_teks: str
    label: str
    nilai: Decimal | None
    kini: bool  # titik terakhir yang ada nilainya
    bertulis: bool  # cukup tempat untuk menulis angkanya


@dataclass(frozen=True, slots=True)
class Garis:
    lebar: int
    tinggi: int
    dasar: str
    y_label: str
    ujung: str
    y_sasaran: str | None
    segmen: tuple[str, ...]
    titik: tuple[Titik, ...]


def garis(
    titik: Sequence[tuple[str, Decimal | None]],
    *,
    sasaran: Decimal | None = None,
    lebar: int = 290,
    tinggi: int = 140,
) -> Garis:
    """Garis tren: satu titik tiap label; nilai None memutus garis, tidak dianggap nol.

    Paling banyak sekitar enam angka ditulis supaya tidak bertindih; yang terakhir selalu ditulis.
    """
    ada = [n for _, n in titik if n is not None]
    batas = ada + ([sasaran] if sasaran is not None else [])
    rendah, atas = (min(batas), max(batas)) if batas else (NOL, NOL)
    dasar = Decimal(tinggi - 24)

    def ke_y(nilai: Decimal) -> Decimal:
        return _skala(nilai, rendah, atas, dasar - 28, Decimal(40))

    langkah = Decimal(lebar - 44) / max(1, len(titik) - 1)
    awal = Decimal(22) if len(titik) > 1 else Decimal(lebar) / 2
    terakhir = max((i for i, (_, n) in enumerate(titik) if n is not None), default=-1)
    jarang = -(-len(titik) // 6)
    hasil: list[Titik] = []
    segmen: list[list[str]] = [[]]
    for i, (label, nilai) in enumerate(titik):
        x = koordinat(awal + langkah * i)
        if nilai is None:
            segmen.append([])
        else:
            segmen[-1].append(f"{x},{koordinat(ke_y(nilai))}")
        y = ke_y(nilai) if nilai is not None else dasar
        bertulis = (len(titik) - 1 - i) % jarang == 0 or i == terakhir
        hasil.append(Titik(x, koordinat(y), koordinat(y - 9), label, nilai, i == terakhir, bertulis))
    return Garis(
        lebar,
        tinggi,
        koordinat(dasar),
        koordinat(dasar + 16),
        koordinat(lebar - 6),
        koordinat(ke_y(sasaran)) if sasaran is not None else None,
        tuple(" ".join(s) for s in segmen if len(s) > 1),
        tuple(hasil),
    )


def sparkline(nilai: Sequence[Decimal]) -> tuple[str, str, str]:
    """Titik-titik polyline pada bidang 120×32, lalu x dan y titik terakhir. Menolak deret kosong."""
    if not nilai:
        raise ValueError("Grafik kecil memerlukan paling sedikit satu nilai.")
    langkah = Decimal(112) / max(1, len(nilai) - 1)
    rendah, atas = min(nilai), max(nilai)
    titik = [
        (koordinat(4 + langkah * i), koordinat(_skala(n, rendah, atas, Decimal(27), Decimal(5))))
        for i, n in enumerate(nilai)
    ]
    return " ".join(f"{x},{y}" for x, y in titik), *titik[-1]


def panjang_batang(nilai: Decimal, bawah: Decimal, atas: Decimal) -> Decimal:
    """Panjang 0–100 dari `bawah` sampai `atas`; yang keluar dari skala berhenti di tepinya."""
    if atas <= bawah:
        raise ValueError("Batas atas skala harus lebih besar daripada batas bawahnya.")
    return min(Decimal(100), max(NOL, (nilai - bawah) / (atas - bawah) * 100))


@dataclass(frozen=True, slots=True)
class Batang:
    x: str
    y: str
    tinggi: str


def sebaran(jumlah: Sequence[int], pola: Sequence[Decimal | int] = ()) -> tuple[tuple[Batang, ...], str]:
    """Batang tegak (bidang lebar 340, dasar 122, tinggi 95) dan titik kurva `pola` di tengah tiap batang."""
    puncak = max([Decimal(j) for j in jumlah] + [Decimal(p) for p in pola] + [Decimal(1)])
    jarak = Decimal(340) / max(1, len(jumlah))
    batang: list[Batang] = []
    for i, j in enumerate(jumlah):
        tinggi = Decimal(j) / puncak * 95
        batang.append(
            Batang(koordinat(jarak * i + (jarak - 36) / 2), koordinat(122 - tinggi), koordinat(tinggi))
        )
    kurva = " ".join(
        f"{koordinat(jarak * i + jarak / 2)},{koordinat(122 - Decimal(p) / puncak * 95)}"
        for i, p in enumerate(pola)
    )
    return tuple(batang), kurva


@dataclass(frozen=True, slots=True)
class BatangMendatar:
    """Satu baris: tulisannya di atas batang, panjang batang 0–lebar."""

    y_teks: str
    y: str
    panjang: str


TINGGI_BARIS = 36


def batang_mendatar(
    nilai: Sequence[Decimal | int | None], *, atas: Decimal | int | None = None, lebar: int = 290
) -> tuple[tuple[BatangMendatar, ...], int]:
    """Batang mendatar berjajar ke bawah dan tinggi bidangnya; tanpa `atas`, yang terbesar sepanjang `lebar`.

    Yang kosong (None) tidak berbatang. Menolak nilai negatif.
    """
    ada = [Decimal(n) for n in nilai if n is not None]
    if any(n < 0 for n in ada):
        raise ValueError("Batang mendatar hanya untuk bilangan yang tidak negatif.")
    puncak = max([*([Decimal(atas)] if atas is not None else ada), Decimal(0)])
    baris: list[BatangMendatar] = []
    for i, n in enumerate(nilai):
        panjang = min(Decimal(1), Decimal(n) / puncak) * lebar if n is not None and puncak else NOL
        dasar = i * TINGGI_BARIS
        baris.append(BatangMendatar(str(dasar + 12), str(dasar + 18), koordinat(panjang)))
    return tuple(baris), max(1, len(nilai)) * TINGGI_BARIS


@dataclass(frozen=True, slots=True)
class Benang:
    kelas: str
    x: str
    y: str
    lebar: str
    tinggi: str


@dataclass(frozen=True, slots=True)
class StripTahun:
    hari: int
    benang: tuple[Benang, ...]
    bulan: tuple[
        tuple[str, str, bool], ...
    ]  # huruf awal, sisanya, bulan ini; kosong bila bukan dua belas bulan


def strip_tahun(mulai: dt.date, selesai: dt.date, hari_ini: dt.date) -> StripTahun:
    """Satu benang tiap minggu; minggu yang memuat `hari_ini` menjadi "kini". Menolak rentang terbalik."""
    if selesai < mulai:
        raise ValueError("Strip berakhir sebelum dimulai.")
    hari = (selesai - mulai).days + 1
    kini = (hari_ini - mulai).days // 7 if mulai <= hari_ini <= selesai else None
    lewat_semua = hari_ini > selesai
    benang: list[Benang] = []
    for i in range(max(1, hari // 7)):
        lebar = Decimal("5.4") if i % 2 == 0 else Decimal("4.6")
        akhir = i == max(1, hari // 7) - 1
        if kini is not None and (i == kini or (akhir and kini > i)):
            benang.append(Benang("s-kini", str(7 * i), "0", koordinat(lebar), "40"))
            continue
        sudah = lewat_semua or (kini is not None and i < kini)
        y = 12 if sudah and i % 4 == 1 else 8
        benang.append(
            Benang("s-lewat" if sudah else "s-nanti", str(7 * i), str(y), koordinat(lebar), str(40 - y))
        )
    bulan: tuple[tuple[str, str, bool], ...] = ()
    if 360 <= hari <= 366 and mulai.day == 1:
        urut = [(mulai.month - 1 + i) % 12 for i in range(12)]
        bulan = tuple(
            (BULAN_AWAL[b], BULAN_SISA[b], kini is not None and b == hari_ini.month - 1) for b in urut
        )
    return StripTahun(hari, tuple(benang), bulan)


def potongan(panjang: Sequence[Decimal | int], celah: Decimal) -> tuple[tuple[str, str], ...]:
    """Letak dan lebar potongan yang berjajar dengan celah di antaranya; untuk strip hari dan strip bobot."""
    hasil: list[tuple[str, str]] = []
    x = NOL
    for i, p in enumerate(panjang):
        tepi_kiri = celah / 2 if i else NOL
        tepi_kanan = celah / 2 if i < len(panjang) - 1 else NOL
        lebar = max(NOL, Decimal(p) - tepi_kiri - tepi_kanan)
        hasil.append((koordinat(x + tepi_kiri), koordinat(lebar)))
        x += Decimal(p)
    return tuple(hasil)
