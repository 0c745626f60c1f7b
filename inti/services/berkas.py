"""Menyimpan berkas kiriman: dikenali dari isinya, dibersihkan, diberi nama buatan."""

import hashlib
import io
import re
import secrets
import unicodedata
import zipfile
from datetime import datetime

import puremagic
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

from inti.galat import GalatAturan
from inti.models import Berkas
from inti.services.jejak import Pelaku

PIKSEL_MAKS = 40_000_000
NISBAH_ZIP_MAKS = 100
ISI_ZIP_MAKS = 200 * 1024 * 1024
ANGGOTA_ZIP_MAKS = 2_000
GAMBAR = {"image/jpeg": "JPEG", "image/png": "PNG"}
KANTOR = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
UKURAN_MAKS_TEKS = "10 MB"


def simpan(*, kiriman: UploadedFile, oleh: Pelaku, sekarang: datetime) -> Berkas:
    """Simpan PDF, JPG, PNG, DOCX, atau XLSX sampai 10 MB.

    Menolak dengan GalatAturan: kosong, terlalu besar, isi tidak sesuai nama, gambar terlalu luas,
    arsip yang mengembang berlebihan, dokumen bermakro. Metadata gambar (termasuk lokasi) dibuang.
    """
    nama = nama_aman(kiriman.name or "berkas")
    if not kiriman.size:
        raise GalatAturan(f"“{nama}” kosong. Pilih berkas yang ada isinya.", bidang="berkas")
    if kiriman.size > settings.BERKAS_MAKS_BYTE:
        besar = f"{kiriman.size / 1024 / 1024:.1f}".replace(".", ",")
        raise GalatAturan(
            f"“{nama}” {besar} MB, batasnya {UKURAN_MAKS_TEKS}. Kirim ringkasan PDF atau perkecil fotonya.",
            bidang="berkas",
        )
    isi = kiriman.read()
    jenis, isi = _periksa(nama, isi)
    berkas = Berkas(
        instansi_id=oleh.instansi_id,
        pemilik_id=oleh.pk,
        nama=nama,
        jenis=jenis,
        ukuran=len(isi),
        sha256=hashlib.sha256(isi).hexdigest(),
        acak=secrets.token_hex(16),
        dibuat=sekarang,
    )
    berkas.isi.save("", ContentFile(isi), save=False)
    berkas.save()
    return berkas


def nama_aman(nama: str) -> str:
    """Nama tampil: tanpa jalur, tanpa tanda kendali atau pembalik arah, paling panjang 150 huruf."""
    nama = unicodedata.normalize("NFC", nama.replace("\\", "/").rsplit("/", 1)[-1])
    nama = "".join(huruf for huruf in nama if unicodedata.category(huruf)[0] != "C")
    nama = re.sub(r'["<>:|?*]', "_", nama).strip(" .")
    return (nama[:140] + nama[-10:] if len(nama) > 150 else nama) or "berkas"


def _periksa(nama: str, isi: bytes) -> tuple[str, bytes]:
    akhiran = "." + nama.rsplit(".", 1)[-1].lower() if "." in nama else ""
    jenis = _jenis_menurut_isi(isi)
    if akhiran in {".jpg", ".jpeg"} and jenis == "image/jpeg" or akhiran == ".png" and jenis == "image/png":
        return jenis, _bersihkan_gambar(nama, isi, jenis)
    if akhiran == ".pdf" and isi.startswith(b"%PDF-"):
        return "application/pdf", isi
    if akhiran in KANTOR and isi.startswith(b"PK"):
        _periksa_kantor(nama, isi, akhiran)
        return KANTOR[akhiran], isi
    raise GalatAturan(
        f"Isi “{nama}” bukan PDF, JPG, PNG, DOCX, atau XLSX. Simpan ulang dalam salah satu bentuk itu lalu kirim lagi.",
        bidang="berkas",
    )


def _jenis_menurut_isi(isi: bytes) -> str:
    try:
        return str(puremagic.from_string(isi[:4096], mime=True))
    except (puremagic.PureError, ValueError):
        return ""


def _bersihkan_gambar(nama: str, isi: bytes, jenis: str) -> bytes:
    """Tulis ulang gambar tanpa metadata; arah foto dari kamera dipertahankan."""
    try:
        with Image.open(io.BytesIO(isi)) as gambar:
            if gambar.width * gambar.height > PIKSEL_MAKS:
                raise GalatAturan(f"“{nama}” terlalu luas ({gambar.width} × {gambar.height}). Perkecil lalu kirim lagi.", bidang="berkas")
            tegak = ImageOps.exif_transpose(gambar)
            bersih = Image.new(tegak.mode, tegak.size)
            bersih.paste(tegak)
            if tegak.mode == "P" and tegak.getpalette():
                bersih.putpalette(tegak.getpalette() or [])
            keluar = io.BytesIO()
            bersih.save(keluar, GAMBAR[jenis], **({"quality": 88} if jenis == "image/jpeg" else {"optimize": False}))
            return keluar.getvalue()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as galat:
        raise GalatAturan(f"Gambar “{nama}” rusak. Ambil foto ulang lalu kirim lagi.", bidang="berkas") from galat


def _periksa_kantor(nama: str, isi: bytes, akhiran: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            anggota = arsip.infolist()
    except (zipfile.BadZipFile, NotImplementedError) as galat:
        raise GalatAturan(f"Dokumen “{nama}” rusak. Simpan ulang lalu kirim lagi.", bidang="berkas") from galat
    nama_anggota = {info.filename for info in anggota}
    wajib = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}[akhiran]
    total = sum(info.file_size for info in anggota)
    if wajib not in nama_anggota:
        raise GalatAturan(f"Isi “{nama}” tidak sesuai dengan akhiran namanya. Simpan ulang dari aplikasi asalnya.", bidang="berkas")
    if len(anggota) > ANGGOTA_ZIP_MAKS or total > ISI_ZIP_MAKS or total > NISBAH_ZIP_MAKS * max(len(isi), 10_000):
        raise GalatAturan(f"“{nama}” mengembang terlalu besar bila dibuka. Kirim sebagai PDF.", bidang="berkas")
    if any("vbaProject" in butir for butir in nama_anggota):
        raise GalatAturan(f"“{nama}” berisi makro. Simpan tanpa makro atau sebagai PDF.", bidang="berkas")
    if any(info.flag_bits & 0x1 for info in anggota):
        raise GalatAturan(f"“{nama}” bersandi. Simpan tanpa sandi lalu kirim lagi.", bidang="berkas")
