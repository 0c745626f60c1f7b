"""Buku Excel: arsipnya diperiksa sebelum dikembangkan, lembarnya dipindai sekali tanpa menampung isinya."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO, Any, Final
from xml.parsers import expat

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, ZipError

from inti.rules.tabel import Sel
from inti.services.berkas import ANGGOTA_ZIP_MAKS, ISI_ZIP_MAKS, NISBAH_ZIP_MAKS, TANDA_MAKRO, TANDA_OLE
from inti.services.lembar.galat import GalatLembar

KOLOM_MAKS: Final = 60
TEKS_MAKS: Final = 3_000_000
RUMUS_MAKS: Final = 20_000
POTONG: Final = 1 << 18
_ALAMAT: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})", re.ASCII)
_RUANG_REL: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SIMPAN_ULANG: Final = "Buka di Excel, simpan ulang sebagai Buku Kerja Excel (.xlsx), lalu unggah lagi."


def periksa_arsip(isi: bytes) -> None:
    """Tolak yang bukan XLSX, bersandi, bermakro, atau mengembang berlebihan. Hanya daftar isinya yang dibaca."""
    if isi.startswith(TANDA_OLE):
        raise GalatLembar("Berkas ini bersandi atau berbentuk .xls lama. " + SIMPAN_ULANG)
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            anggota = arsip.infolist()
    except Exception as galat:  # zipfile melempar macam-macam pada arsip yang dirusak
        raise GalatLembar("Berkas ini bukan buku Excel yang utuh. " + SIMPAN_ULANG) from galat
    nama = [info.filename for info in anggota]
    if any(info.flag_bits & 0x1 for info in anggota):
        raise GalatLembar("Berkas ini bersandi. Simpan tanpa sandi, lalu unggah lagi.")
    if any(tanda in satu.lower() for satu in nama for tanda in TANDA_MAKRO):
        raise GalatLembar("Berkas ini berisi makro. Simpan sebagai .xlsx tanpa makro, lalu unggah lagi.")
    if len(nama) != len(set(nama)) or "xl/workbook.xml" not in nama:
        raise GalatLembar("Isi berkas ini bukan buku Excel. " + SIMPAN_ULANG)
    total = sum(info.file_size for info in anggota)
    if len(anggota) > ANGGOTA_ZIP_MAKS or total > min(ISI_ZIP_MAKS, NISBAH_ZIP_MAKS * max(len(isi), 10_000)):
        raise GalatLembar(
            "Berkas ini mengembang terlalu besar bila dibuka. Salin datanya saja ke buku baru, lalu unggah."
        )


@dataclass(slots=True)
class Pindaian:
    """Hasil memindai satu lembar: baris terakhir yang berisi, dan letak rumus (baris, urutan kolom)."""

    baris_maks: int
    terakhir: int = 0
    rumus: dict[int, set[int]] = field(default_factory=dict)
    banyak_rumus: int = 0


class BukuExcel:
    """Lembar pertama yang terlihat, atau yang bernama `lembar`. Menolak dengan GalatLembar."""

    def __init__(self, isi: bytes, *, lembar: str, baris_maks: int) -> None:
        periksa_arsip(isi)
        try:
            with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
                jalur = _jalur_lembar(arsip)
                self.nama = lembar if lembar in jalur else next(iter(jalur))
                self.pindaian = _pindai(arsip, jalur[self.nama], baris_maks)
            self._lembar = _buka(isi, self.nama)
        except GalatLembar:
            raise
        except (
            expat.ExpatError,
            zipfile.BadZipFile,
            KeyError,
            StopIteration,
            CalamineError,
            OSError,
        ) as galat:
            raise GalatLembar("Buku Excel ini rusak. " + SIMPAN_ULANG) from galat

    def baris(self) -> Iterator[tuple[int, list[Sel]]]:
        """Nomor baris seperti di Excel dan selnya, mulai dari yang pertama berisi."""
        awal = self._lembar.start
        if awal is None:
            return
        lompat: list[Sel] = [None] * awal[1]
        # iter_rows menyertakan baris kosong di atas, tetapi tidak kolom kosong di kiri.
        for nomor, sel in enumerate(self._lembar.iter_rows(), start=1):
            yield nomor, [*lompat, *sel] if lompat else sel


def _buka(isi: bytes, nama: str) -> Any:
    try:
        buku = CalamineWorkbook.from_filelike(io.BytesIO(isi))
        return buku.get_sheet_by_name(nama)
    except PasswordError as galat:
        raise GalatLembar("Berkas ini bersandi. Simpan tanpa sandi, lalu unggah lagi.") from galat
    except ZipError as galat:
        raise GalatLembar("Buku Excel ini rusak. " + SIMPAN_ULANG) from galat


def _jalur_lembar(arsip: zipfile.ZipFile) -> dict[str, str]:
    """Nama lembar yang terlihat → jalurnya di dalam arsip, urut seperti di Excel."""
    tujuan: dict[str, str] = {}

    def hubungan(nama: str, isi: dict[str, str]) -> None:
        if nama == "Relationship":
            tujuan[isi.get("Id", "")] = isi.get("Target", "")

    _urai(arsip.open("xl/_rels/workbook.xml.rels"), hubungan)
    lembar: dict[str, str] = {}

    def daftar(nama: str, isi: dict[str, str]) -> None:
        if nama == "sheet" and isi.get("state", "visible") == "visible":
            target = tujuan.get(isi.get(f"{_RUANG_REL} id", ""), "")
            jalur = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            lembar[isi.get("name", "")] = posixpath.normpath(jalur)

    _urai(arsip.open("xl/workbook.xml"), daftar)
    if not lembar:
        raise GalatLembar("Buku ini tidak punya lembar yang terlihat. Tampilkan lembarnya, lalu unggah lagi.")
    return lembar


def _pindai(arsip: zipfile.ZipFile, jalur: str, baris_maks: int) -> Pindaian:
    """Cari rumus dan sel di luar batas; sekaligus membuktikan ukuran yang tertulis di arsip memang benar."""
    hasil = Pindaian(baris_maks)
    kini = [0, 0]

    def sel(nama: str, isi: dict[str, str]) -> None:
        if nama == "c":
            cocok = _ALAMAT.fullmatch(isi.get("r", ""))
            kini[:] = (int(cocok[2]), _nomor_kolom(cocok[1])) if cocok else (kini[0], kini[1] + 1)
        elif nama in ("v", "is", "f"):
            _catat(hasil, kini[0], kini[1], rumus=nama == "f")
        elif nama == "row":
            kini[:] = (int(isi["r"]) if isi.get("r", "").isdigit() else kini[0] + 1, -1)

    _urai(arsip.open(jalur), sel)
    if "xl/sharedStrings.xml" in arsip.namelist():
        _hitung_teks(arsip.open("xl/sharedStrings.xml"))
    return hasil


def _catat(hasil: Pindaian, baris: int, kolom: int, *, rumus: bool) -> None:
    if baris > hasil.baris_maks:
        raise kebanyakan(hasil.baris_maks)
    if kolom >= KOLOM_MAKS:
        raise GalatLembar(
            f"Ada isi di luar kolom ke-{KOLOM_MAKS}. Hapus kolom yang tidak dipakai, lalu unggah lagi.",
            baris=baris,
        )
    hasil.terakhir = max(hasil.terakhir, baris)
    if rumus:
        hasil.banyak_rumus += 1
        hasil.rumus.setdefault(baris, set()).add(kolom)
        if hasil.banyak_rumus > RUMUS_MAKS:
            raise GalatLembar(
                "Lembar ini penuh rumus. Salin semuanya, tempel sebagai nilai, lalu unggah lagi.", baris=baris
            )


def kebanyakan(baris_maks: int) -> GalatLembar:
    """Berkas yang melebihi batas baris; menyebut baris pertama yang berlebih."""
    return GalatLembar(
        f"Berkas ini lebih dari {baris_maks - 1:,} baris data. Bagi menjadi beberapa berkas.".replace(
            ",", "."
        ),
        baris=baris_maks + 1,
    )


def _nomor_kolom(huruf: str) -> int:
    nomor = 0
    for satu in huruf:
        nomor = nomor * 26 + ord(satu) - 64
    return nomor - 1


def _hitung_teks(aliran: IO[bytes]) -> None:
    banyak, ekor = 0, b""
    while potong := aliran.read(POTONG):
        banyak += (ekor + potong).count(b"<si") - ekor.count(b"<si")
        ekor = potong[-2:]
        if banyak > TEKS_MAKS:
            raise GalatLembar("Buku ini memuat terlalu banyak tulisan. Bagi menjadi beberapa berkas.")


def _urai(aliran: IO[bytes], mulai: Any) -> None:
    """Uraikan XML sambil lewat; DTD ditolak, entitas luar tidak pernah dibuka."""
    pengurai = expat.ParserCreate(namespace_separator=" ")
    pengurai.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def unsur(nama: str, isi: dict[str, str]) -> None:
        mulai(nama.rpartition(" ")[2], isi)

    def dtd(*_: object) -> None:
        raise GalatLembar("Buku ini memuat bagian yang tidak lazim. " + SIMPAN_ULANG)

    pengurai.StartElementHandler = unsur
    pengurai.StartDoctypeDeclHandler = dtd
    with aliran:
        while potong := aliran.read(POTONG):
            pengurai.Parse(potong, False)
        pengurai.Parse(b"", True)
