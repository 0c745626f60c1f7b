"""Menyimpan berkas kiriman: dikenali dari isinya, dibersihkan, diberi nama buatan."""

import contextlib
import hashlib
import io
import logging
import re
import secrets
import unicodedata
import zipfile
from dataclasses import dataclass
from datetime import datetime

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from PIL import Image, ImageOps

from inti.galat import GalatAturan
from inti.models import Berkas
from inti.models.berkas import tempat_simpan
from inti.rules.format import ukuran
from inti.services.jejak import Pelaku, catat
from inti.services.pindai import periksa_kiriman

log = logging.getLogger(__name__)
PIKSEL_MAKS = 40_000_000
NISBAH_ZIP_MAKS = 100
ISI_ZIP_MAKS = 200 * 1024 * 1024
ANGGOTA_ZIP_MAKS = 2_000
NAMA_MAKS = 150
GAMBAR = {"image/jpeg": ("JPEG", (".jpg", ".jpeg")), "image/png": ("PNG", (".png",))}
KANTOR = {
    ".docx": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "word/document.xml",
    ),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/workbook.xml"),
}
# DOC/XLS lama, dan DOCX/XLSX bersandi, dibungkus dalam bentuk OLE.
TANDA_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TANDA_MAKRO = ("vbaproject", "xl/macrosheets/", "word/activex", "xl/activex")
# Dokumen yang mengambil templat atau benda dari luar saat dibuka; tautan biasa di dalam teks bukan itu.
PENGAMBIL_LUAR = ("/attachedtemplate", "/oleobject", "/frame", "/subdocument")
HUBUNGAN = re.compile(rb"<Relationship\s[^>]*>", re.IGNORECASE)
HUBUNGAN_MAKS = 1024 * 1024
TAUTAN_ARSIP = 0xA000
# Nama perangkat Windows: berkas bernama ini tidak dapat disimpan di sana.
NAMA_PERANGKAT = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lolos:
    """Kiriman yang sudah diperiksa: barisnya belum tersimpan, isinya sudah bersih."""

    berkas: Berkas
    isi: bytes


def simpan(*, kiriman: "UploadedFile[bytes]", oleh: Pelaku, sekarang: datetime) -> Berkas:
    """Periksa lalu simpan sekaligus, bagi yang tidak sedang memegang kunci; penolakannya pada `periksa` dan `tulis`."""
    return tulis(periksa(kiriman=kiriman, oleh=oleh, sekarang=sekarang), oleh=oleh)


def periksa(*, kiriman: "UploadedFile[bytes]", oleh: Pelaku, sekarang: datetime) -> Lolos:
    """Terima PDF, JPG, PNG, DOCX, atau XLSX sampai BERKAS_MAKS_BYTE, tanpa menyimpannya.

    Menolak dengan GalatAturan: kosong, terlalu besar, isi tidak sesuai nama, gambar rusak atau terlalu luas,
    arsip yang mengembang berlebihan, dokumen bermakro atau bersandi, temuan pemindai. Metadata gambar (termasuk lokasi)
    dibuang. Pemindainya dapat lambat: panggil di luar transaksi, sebelum mengunci apa pun.
    """
    nama = nama_aman(kiriman.name or "")
    _periksa_ukuran(nama, kiriman.size)
    mentah = kiriman.read()
    pindai = periksa_kiriman(nama=nama, isi=mentah, oleh=oleh)
    jenis, isi = _periksa(nama, mentah)
    return Lolos(berkas_baru(nama, jenis, isi, pindai, oleh, sekarang), isi)


def berkas_baru(
    nama: str, jenis: str, isi: bytes, pindai: Berkas.Pindai, oleh: Pelaku, sekarang: datetime
) -> Berkas:
    """Baris yang belum tersimpan; `pindai` jawaban pintu pemindai. Satu-satunya tempat sebuah Berkas lahir."""
    return Berkas(
        instansi_id=oleh.instansi_id,
        pemilik_id=oleh.pk,
        nama=nama,
        jenis=jenis,
        ukuran=len(isi),
        sha256=hashlib.sha256(isi).hexdigest(),
        acak=secrets.token_hex(16),
        dibuat=sekarang,
        pindai=pindai,
    )


@transaction.atomic
def tulis(lolos: Lolos, *, oleh: Pelaku) -> Berkas:
    """Simpan isi dan barisnya, beserta jejaknya. Menolak bila tempat penyimpanan tidak dapat ditulis."""
    berkas = lolos.berkas
    _tulis_isi(berkas, lolos.isi)
    berkas.save()
    catat(
        aksi="berkas.disimpan",
        objek_jenis="berkas",
        objek_id=berkas.pk,
        oleh=oleh,
        sekarang=berkas.dibuat,
        isi={
            "nama": berkas.nama,
            "jenis": berkas.jenis,
            "ukuran": berkas.ukuran,
            "sha256": berkas.sha256,
            "pindai": berkas.pindai,
        },
    )
    return berkas


def _tulis_isi(berkas: Berkas, isi: bytes) -> None:
    """Isi lebih dahulu, barisnya sesudahnya; yang tertulis sebagian dibuang lagi."""
    try:
        berkas.isi.save("", ContentFile(isi), save=False)
    except OSError as galat:
        log.exception("Berkas tidak dapat ditulis ke penyimpanan.")
        with contextlib.suppress(OSError):
            berkas.isi.storage.delete(tempat_simpan(berkas, ""))
        raise _tolak(
            f"“{berkas.nama}” belum tersimpan karena tempat penyimpanan berkas penuh. Isian lain tidak hilang. Kirim lagi nanti, "
            "atau hubungi admin BKD bila berlanjut."
        ) from galat


def nama_aman(nama: str) -> str:
    """Nama tampil: tanpa jalur, tanpa tanda kendali atau pembalik arah, paling panjang 150 huruf."""
    nama = unicodedata.normalize("NFC", nama.replace("\\", "/").rsplit("/", 1)[-1])
    nama = "".join(" " if unicodedata.category(h)[0] == "Z" else h for h in nama if not _terlarang(h))
    nama = re.sub(r'["<>:|?*]', "_", " ".join(nama.split())).strip(" .")
    nama = f"_{nama}" if NAMA_PERANGKAT.match(nama) else nama
    return (nama[: NAMA_MAKS - 10] + nama[-10:] if len(nama) > NAMA_MAKS else nama) or "berkas"


def _terlarang(huruf: str) -> bool:
    """Kendali, pembalik arah, dan huruf yang belum atau tidak bermakna (kategori Unicode C)."""
    return unicodedata.category(huruf)[0] == "C"


def _tolak(pesan: str) -> GalatAturan:
    return GalatAturan(pesan, bidang="berkas")


def _periksa_ukuran(nama: str, besar: int | None) -> None:
    if not besar:
        raise _tolak(f"“{nama}” kosong. Pilih berkas yang ada isinya.")
    if besar > settings.BERKAS_MAKS_BYTE:
        raise _tolak(
            f"“{nama}” {ukuran(besar)}, batasnya {ukuran(settings.BERKAS_MAKS_BYTE)}. "
            "Kirim ringkasan PDF atau perkecil fotonya."
        )


def _periksa(nama: str, isi: bytes) -> tuple[str, bytes]:
    """Jenis menurut isi, dan isi yang sudah bersih."""
    akhiran = "." + nama.rsplit(".", 1)[-1].lower() if "." in nama else ""
    jenis = _jenis_menurut_isi(isi)
    if jenis in GAMBAR:
        bentuk, boleh = GAMBAR[jenis]
        if akhiran not in boleh:
            raise _tolak(
                f"“{nama}” berisi gambar {bentuk}. Ganti akhiran namanya menjadi {boleh[0]} lalu kirim lagi."
            )
        return jenis, _bersihkan_gambar(nama, isi, jenis)
    if akhiran == ".pdf" and isi.startswith(b"%PDF-"):
        return "application/pdf", isi
    if akhiran in KANTOR and isi.startswith(b"PK"):
        _periksa_kantor(nama, isi, akhiran)
        return KANTOR[akhiran][0], isi
    if isi.startswith(TANDA_OLE):
        raise _tolak(
            f"“{nama}” bersandi atau berbentuk lama. Simpan tanpa sandi sebagai PDF, DOCX, atau XLSX."
        )
    raise _tolak(
        f"Isi “{nama}” bukan PDF, JPG, PNG, DOCX, atau XLSX. Simpan ulang dalam salah satu bentuk itu lalu kirim lagi."
    )


def _jenis_menurut_isi(isi: bytes) -> str:
    try:
        return str(puremagic.from_string(isi[:4096], mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _bersihkan_gambar(nama: str, isi: bytes, jenis: str) -> bytes:
    """Tulis ulang gambar tanpa metadata; arah foto dari kamera dipertahankan."""
    try:
        with Image.open(io.BytesIO(isi), formats=[GAMBAR[jenis][0], "MPO"]) as gambar:
            if gambar.width * gambar.height > PIKSEL_MAKS:
                raise Image.DecompressionBombError
            return _tulis_ulang(ImageOps.exif_transpose(gambar), jenis)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as galat:
        raise _tolak(
            f"Gambar “{nama}” terlalu luas, lebih dari 40 juta titik. Perkecil lalu kirim lagi."
        ) from galat
    except Exception as galat:  # Pillow melempar belasan jenis galat pada gambar yang rusak
        raise _tolak(f"Gambar “{nama}” rusak. Ambil foto ulang lalu kirim lagi.") from galat


def _tulis_ulang(tegak: Image.Image, jenis: str) -> bytes:
    """Gambar baru yang hanya berisi titik-titiknya: tanpa EXIF, lokasi, komentar, atau pratinjau."""
    bersih = Image.new(tegak.mode, tegak.size)
    bersih.paste(tegak)
    if tegak.mode == "P":
        bersih.putpalette(tegak.getpalette() or [])
    keluar = io.BytesIO()
    bersih.save(keluar, GAMBAR[jenis][0], **({"quality": 88} if jenis == "image/jpeg" else {}))
    return keluar.getvalue()


def _periksa_kantor(nama: str, isi: bytes, akhiran: str) -> None:
    """Yang dibaca hanya daftar isi arsip dan daftar hubungannya; isi dokumennya tidak dikembangkan."""
    mengembang = f"“{nama}” mengembang terlalu besar bila dibuka. Kirim sebagai PDF."
    # Dihitung sebelum dibuka: membaca daftar seratus ribu anggota sudah sedetik lebih.
    if isi.count(b"PK\x01\x02") > ANGGOTA_ZIP_MAKS:
        raise _tolak(mengembang)
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            anggota = arsip.infolist()
            dari_luar = _mengambil_dari_luar(arsip, anggota)
    except Exception as galat:  # zipfile melempar macam-macam pada arsip yang dirusak
        raise _tolak(f"Dokumen “{nama}” rusak. Simpan ulang lalu kirim lagi.") from galat
    nama_anggota = {info.filename for info in anggota}
    if KANTOR[akhiran][1] not in nama_anggota:
        raise _tolak(f"Isi “{nama}” tidak sesuai dengan akhiran namanya. Simpan ulang dari aplikasi asalnya.")
    if any(_keluar_folder(info) for info in anggota):
        raise _tolak(f"Dokumen “{nama}” rusak. Simpan ulang lalu kirim lagi.")
    if dari_luar:
        raise _tolak(f"“{nama}” mengambil templat atau benda dari luar saat dibuka. Kirim sebagai PDF.")
    total = sum(info.file_size for info in anggota)
    if total > min(ISI_ZIP_MAKS, NISBAH_ZIP_MAKS * max(len(isi), 10_000)):
        raise _tolak(mengembang)
    if any(tanda in butir.lower() for butir in nama_anggota for tanda in TANDA_MAKRO):
        raise _tolak(f"“{nama}” berisi makro. Simpan tanpa makro atau sebagai PDF.")
    if any(info.flag_bits & 0x1 for info in anggota):
        raise _tolak(f"“{nama}” bersandi. Simpan tanpa sandi lalu kirim lagi.")


def _mengambil_dari_luar(arsip: zipfile.ZipFile, anggota: list[zipfile.ZipInfo]) -> bool:
    """Benar bila ada hubungan keluar yang dimuat sendiri; daftar hubungan yang terlalu besar dianggap begitu."""
    for info in anggota:
        if not info.filename.lower().endswith(".rels") or info.flag_bits & 0x1:
            continue
        with arsip.open(info) as terbuka:
            daftar = terbuka.read(HUBUNGAN_MAKS + 1)
        if len(daftar) > HUBUNGAN_MAKS:
            return True
        for satu in HUBUNGAN.findall(daftar):
            teks = satu.decode("utf-8", "replace").lower()
            if 'targetmode="external"' in teks and any(tanda in teks for tanda in PENGAMBIL_LUAR):
                return True
    return False


def _keluar_folder(info: zipfile.ZipInfo) -> bool:
    """Anggota yang menunjuk ke luar foldernya, atau berupa tautan; aplikasi kantor tidak pernah menulis begitu."""
    bagian = info.filename.replace("\\", "/").split("/")
    return (
        ".." in bagian or info.filename.startswith("/") or (info.external_attr >> 16) & 0xF000 == TAUTAN_ARSIP
    )
