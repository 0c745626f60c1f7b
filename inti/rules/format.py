"""Angka, tanggal, dan nama seperti dibaca orang Indonesia: tanpa Django, tanpa jam, tanpa locale mesin.

Nama bulan dan hari ditulis di tabel sendiri supaya hasilnya sama di semua mesin.
Zona waktu menurut Keppres 41/1987: UTC+7 WIB, UTC+8 WITA, UTC+9 WIT.
"""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

KOSONG = "–"  # tanda "tidak ada angka"; bukan nol

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
BULAN_PENDEK = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ZONA = {7: "WIB", 8: "WITA", 9: "WIT"}

_JAM = dt.timedelta(hours=1)
_GELAR_DEPAN = {"dr", "drg", "drh", "drs", "dra", "ir", "h", "hj", "prof", "apt", "ns", "kh", "dr.-ing"}


def _desimal(nilai: Decimal | int | str) -> Decimal:
    if isinstance(nilai, float):
        raise TypeError(
            "Angka dari float tidak diterima: pakai Decimal supaya tidak ada pembulatan tersembunyi."
        )
    try:
        angka_ = Decimal(nilai)
    except InvalidOperation as sebab:
        raise ValueError(f"{nilai!r} bukan angka.") from sebab
    if not angka_.is_finite():
        raise ValueError(f"{nilai!r} bukan angka berhingga.")
    return angka_


def _tulis(teks: str) -> str:
    """Titik ribuan dan koma desimal untuk tulisan "1234.50"; tanda kurang memakai "−"."""
    tanda = "−" if teks.startswith("-") else ""
    bulat, _, pecahan = teks.lstrip("-").partition(".")
    return tanda + f"{int(bulat):,}".replace(",", ".") + (f",{pecahan}" if pecahan else "")


def angka(nilai: Decimal | int | str | None, desimal: int = 2) -> str:
    """Tulis angka dengan banyak desimal tetap, dibulatkan setengah ke atas: 1234.5 → "1.234,50".

    None menjadi "–". Menolak float (TypeError) dan tulisan yang bukan angka (ValueError).
    """
    if nilai is None:
        return KOSONG
    bulat = _desimal(nilai).quantize(Decimal(1).scaleb(-desimal), rounding=ROUND_HALF_UP)
    return _tulis(f"{abs(bulat) if bulat == 0 else bulat:f}")


def angka_ringkas(nilai: Decimal | int | str | None, paling_banyak: int = 2) -> str:
    """Seperti `angka`, tetapi nol di ekor dibuang: 30.00 → "30", 104.50 → "104,5"."""
    if nilai is None:
        return KOSONG
    teks = angka(nilai, paling_banyak)
    return teks.rstrip("0").rstrip(",") if "," in teks else teks


def titik(teks: str) -> str:
    """Teks dengan tepat satu titik di ujung: “Ani, S.Kep.” tidak menjadi “Ani, S.Kep..”; kosong tetap kosong."""
    rapi = teks.strip()
    return rapi if not rapi or rapi[-1] in ".?!…" else f"{rapi}."


def persen(nilai: Decimal | int | str | None, desimal: int | None = None) -> str:
    """Nilai yang sudah dalam persen: 30 → "30 %". Tanpa `desimal` nol di ekor dibuang."""
    if nilai is None:
        return KOSONG
    return f"{angka_ringkas(nilai) if desimal is None else angka(nilai, desimal)} %"


def bagian_persen(nilai: int, dari: int) -> int:
    """Berapa persen `nilai` dari `dari`, setengah ke atas; 100 hanya bila memang selesai.

    Menolak bilangan negatif. `dari` nol berarti tidak ada yang dikerjakan, jadi 100.
    """
    if dari < 0 or nilai < 0:
        raise ValueError("Kemajuan dihitung dari bilangan yang tidak negatif.")
    if nilai >= dari:
        return 100
    return min(99, (nilai * 200 + dari) // (dari * 2))


def ukuran(bita: int) -> str:
    """Ukuran berkas dalam satuan yang enak dibaca: 1887437 → "1,8 MB"."""
    if bita < 1024:
        return f"{bita} bita"
    besar = Decimal(bita)
    for satuan in ("KB", "MB", "GB"):
        besar /= 1024
        # Yang tertulis "1.024 KB" sudah 1 MB.
        if round(besar, 1) < 1024 or satuan == "GB":
            break
    return f"{angka_ringkas(besar, 1)} {satuan}"


def tanggal(hari: dt.date | None) -> str:
    """31 Desember 2026. None menjadi "–"."""
    return KOSONG if hari is None else f"{hari.day} {BULAN[hari.month - 1]} {hari.year}"


def tanggal_pendek(hari: dt.date | None) -> str:
    """31 Des 2026, untuk tempat sempit. None menjadi "–"."""
    return KOSONG if hari is None else f"{hari.day} {BULAN_PENDEK[hari.month - 1]} {hari.year}"


def hari_tanggal(hari: dt.date | None) -> str:
    """Senin, 14 Desember 2026."""
    return KOSONG if hari is None else f"{HARI[hari.weekday()]}, {tanggal(hari)}"


def rentang(mulai: dt.date, selesai: dt.date) -> str:
    """7 sampai 8 Mei 2026, 1 Januari sampai 31 Desember 2026; bulan dan tahun ditulis dua kali hanya bila berbeda.

    Menolak urutan terbalik.
    """
    if selesai < mulai:
        raise ValueError("Rentang berakhir sebelum dimulai.")
    if mulai == selesai:
        return tanggal(mulai)
    awal = tanggal(mulai) if mulai.year != selesai.year else f"{mulai.day} {BULAN[mulai.month - 1]}"
    if (mulai.year, mulai.month) == (selesai.year, selesai.month):
        awal = str(mulai.day)
    return f"{awal} sampai {tanggal(selesai)}"


def zona(saat: dt.datetime) -> str:
    """WIB, WITA, atau WIT dari selisih UTC; di luar Indonesia "UTC+01.00". Menolak waktu tanpa zona."""
    selisih = saat.utcoffset()
    if selisih is None:
        raise ValueError("Waktu tanpa zona tidak boleh tampil: beri tzinfo lebih dahulu.")
    if selisih % _JAM == dt.timedelta(0) and selisih // _JAM in ZONA:
        return ZONA[selisih // _JAM]
    menit = int(selisih.total_seconds()) // 60
    return f"UTC{'+' if menit >= 0 else '−'}{abs(menit) // 60:02d}.{abs(menit) % 60:02d}"


def jam(saat: dt.datetime | None) -> str:
    """23.59 WIB. Menolak waktu tanpa zona."""
    return KOSONG if saat is None else f"{saat:%H.%M} {zona(saat)}"


def waktu(saat: dt.datetime | None) -> str:
    """31 Desember 2026 pukul 23.59 WIB, dalam zona milik `saat` sendiri. Menolak waktu tanpa zona."""
    return KOSONG if saat is None else f"{tanggal(saat)} pukul {jam(saat)}"


def _jarak(lama: dt.timedelta) -> str:
    menit = int(lama.total_seconds()) // 60
    return f"{menit} menit" if menit < 60 else f"{menit // 60} jam"


def jarak_tenggat(batas: dt.datetime, sekarang: dt.datetime) -> str:
    """ "17 hari lagi", "3 jam lagi", "lewat 20 menit", "lewat 3 hari".

    Hari dihitung menurut tanggal di zona `batas`, seperti orang membaca kalender;
    pada hari yang sama, dan sampai 24 jam sesudah lewat, jaraknya ditulis dalam jam atau menit.
    """
    if batas.utcoffset() is None or sekarang.utcoffset() is None:
        raise ValueError("Tenggat dan jam harus sama-sama berzona.")
    sekarang = sekarang.astimezone(batas.tzinfo)
    hari = (batas.date() - sekarang.date()).days
    if sekarang <= batas:
        return f"{hari} hari lagi" if hari else f"{_jarak(batas - sekarang)} lagi"
    lewat = sekarang - batas
    return f"lewat {_jarak(lewat)}" if lewat < dt.timedelta(days=1) else f"lewat {-hari} hari"


def tenggat(batas: dt.datetime | None, sekarang: dt.datetime) -> str:
    """31 Desember 2026 pukul 23.59 WIB (17 hari lagi). Tanggal selalu ikut, tidak pernah jaraknya saja."""
    return KOSONG if batas is None else f"{waktu(batas)} ({jarak_tenggat(batas, sekarang)})"


def nip(nomor: str | None) -> str:
    """NIP dikelompokkan untuk dibaca: lahir, TMT, jenis kelamin, urut.

    Yang bukan 18 angka dikembalikan apa adanya.
    """
    teks = str(nomor or "")
    if not re.fullmatch(r"[0-9]{18}", teks):
        return teks or KOSONG
    return f"{teks[:8]} {teks[8:14]} {teks[14]} {teks[15:]}"


def inisial(nama: str) -> str:
    """Dua huruf untuk lingkaran nama, tanpa gelar: "dr. Hendra Gunawan Siregar, M.Si." → "HS"."""
    kata = [k for k in nama.split(",")[0].split() if k.rstrip(".").lower() not in _GELAR_DEPAN]
    kata = kata or nama.split()
    if not kata:
        return "?"
    return (kata[0][0] + (kata[-1][0] if len(kata) > 1 else "")).upper()
