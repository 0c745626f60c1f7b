"""Daftar batas mutu: tiap baris satu janji dengan batasnya dan cara mengukurnya.

Cara menambah baris:

1. Tulis di modul sendiri `mutu/baris/<topik>.py`; modul itu ditemukan sendiri, tidak perlu didaftarkan:

       from mutu.batas import Baris

       BARIS = [
           Baris(
               id="U7",
               janji="Sambungan putus saat mengirim: satu laporan, ketikan tetap ada",
               batas="20 dari 20, 1 baris tiap kiriman",
               ukur=("tests/e2e/pakai/test_putus.py::test_kiriman_yang_putus",),
               panjang=True,
           ),
       ]

2. Di dalam uji atau pengukurannya, SEBELUM `assert`:

       from mutu.catat import catat

       catat("U7", f"{utuh} dari {semua} kiriman", lulus=utuh == semua)

   Baris boleh dicatat berkali-kali (beberapa bagian, beberapa uji); ia lulus bila semua bagiannya lulus dan semua
   sasarannya selesai tanpa gagal. Satu uji boleh mencatat beberapa baris; sasaran yang sama dijalankan sekali saja.
   Baris yang tidak pernah dicatat sasarannya memakai banyaknya uji: "12 dari 12 uji lulus".

3. Ukur: `python -m mutu U7` (lingkungan sekarang) atau `make mutu ARGS="U7 K"` (peladen sekali pakai); `K` berarti semua
   baris kelompok K. Baris lain tetap memuat angka terakhirnya beserta tanggalnya.
4. Tanpa mengukur: `python -m mutu --tulis` membuat ulang docs/mutu.md dan docs/mutu.json sesudah daftar ini berubah.
   Catatan dari pengukuran yang dijalankan sendiri: `MUTU_CATATAN=/tmp/c.jsonl pytest …`, lalu
   `python -m mutu --serap /tmp/c.jsonl`.
"""

import importlib
import pkgutil
import re
from dataclasses import dataclass

# Kelompok menurut huruf di depan id, menurut urutan tampilnya.
KELOMPOK = {
    "A": "Izin",
    "S": "Nilai",
    "K": "Pekerja, antrean, basis data, dan cakram yang rusak",
    "C": "Bersamaan",
    "JAM": "Jam di tenggat",
    "M": "Migrasi",
    "B": "Cadangan dan pemulihan",
    "F": "Berkas jahat",
    "X": "CSV dan Excel",
    "P": "Formulir warga",
    "N": "Anonimitas umpan balik",
    "SC": "Saluran samping, sesi, dan kepala jawaban",
    "L": "Beban",
    "AU": "Jejak",
    "U": "Kemudahan pakai",
    "V": "ASVS 5.0",
    "KAL": "Kalibrasi",
    "TUTUP": "Kecepatan penutupan",
    "R": "Rencana dan capaian",
    "W": "Kecepatan halaman",
    "UJI": "Uji sendiri",
}


@dataclass(frozen=True, kw_only=True)
class Baris:
    """Satu janji. Teksnya bahasa Indonesia, dibaca orang di docs/mutu.md.

    `id`: huruf kelompok (kunci KELOMPOK) lalu nomor, misalnya "K5", "V1.2.1", "JAM"; satu id sekali saja.
    `ukur`: sasaran pytest ("tests/…", boleh "berkas.py::uji", boleh beberapa dipisah spasi) atau perintah ("python -m
    mutu.cakupan"), boleh diawali lingkungannya ("KASUS_SIFAT=20000 tests/…"). Kosong berarti belum ada ukurannya: tampil
    sebagai belum diukur.
    `panjang`: sasaran tanpa `::` yang memuat uji panjang dijalankan dengan `-m panjang`; selain itu hanya yang bukan panjang.
    Sasaran dengan `::` selalu dijalankan tepat seperti tertulis.
    `detik`: batas waktu tiap sasaran; sesudah itu dihentikan dan barisnya tercatat tidak lulus.
    `pengubah`: variabel lingkungan yang mengecilkan ukuran ini di bawah batasnya ("ULANG", "LAMA", …); selama ia diisi,
    barisnya tidak lulus dan nilainya menyebutnya.
    `catatan`: temuan, sebab belum lulus, dan langkah berikutnya; wajib bagi baris yang belum lulus atau belum diukur.
    """

    id: str
    janji: str
    batas: str
    ukur: tuple[str, ...] = ()
    panjang: bool = False
    detik: int = 900
    pengubah: tuple[str, ...] = ()
    catatan: str = ""

    @property
    def kelompok(self) -> str:
        """Huruf di depan id."""
        return kelompok_dari(self.id)


def kelompok_dari(id_baris: str) -> str:
    """ "K5" → "K"; "V1.2.1" → "V"; "JAM" → "JAM"."""
    return re.split(r"\d", id_baris, maxsplit=1)[0]


def kunci_urut(id_baris: str) -> tuple[int, list[int], str]:
    """Urutan tampil: kelompok menurut KELOMPOK, lalu nomornya sebagai bilangan (U2 sebelum U10), lalu akhirannya."""
    nomor = [int(angka) for angka in re.findall(r"\d+", id_baris)]
    return list(KELOMPOK).index(kelompok_dari(id_baris)), nomor, id_baris


def semua() -> list[Baris]:
    """Semua baris dari modul di mutu/baris, terurut. Menolak id ganda dan kelompok yang tidak dikenal."""
    paket = importlib.import_module("mutu.baris")
    tertulis = [
        baris
        for modul in sorted(nama for _, nama, _ in pkgutil.iter_modules(paket.__path__))
        for baris in importlib.import_module(f"mutu.baris.{modul}").BARIS
    ]
    hasil: dict[str, Baris] = {}
    for baris in tertulis:
        if baris.kelompok not in KELOMPOK:
            raise ValueError(f"Kelompok baris {baris.id} tidak ada di KELOMPOK.")
        if baris.id in hasil:
            raise ValueError(f"Baris mutu {baris.id} tertulis dua kali di mutu/baris.")
        hasil[baris.id] = baris
    return sorted(hasil.values(), key=lambda baris: kunci_urut(baris.id))


def pilih(nama: list[str]) -> list[Baris]:
    """Baris menurut id ("K5") atau kelompok ("K"); tanpa nama semuanya. Menolak nama yang tidak dikenal."""
    baris = semua()
    dikenal = {b.id for b in baris} | {b.kelompok for b in baris}
    if asing := [n for n in nama if n not in dikenal]:
        raise ValueError(f"Tidak dikenal: {', '.join(asing)}. Pakai id atau kelompok dari docs/mutu.md.")
    return [b for b in baris if not nama or b.id in nama or b.kelompok in nama]
