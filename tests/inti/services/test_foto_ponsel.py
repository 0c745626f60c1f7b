"""Dua puluh foto seperti yang ditulis ponsel: tempat memotretnya tidak ikut tersimpan, di wadah mana pun ia ditulis."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, PngImagePlugin

from inti.services import berkas
from mutu.catat import catat

pytestmark = pytest.mark.django_db
SEKARANG = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
TEMPAT = "-8.583702, 116.105313"
XMP = (
    f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a exif:GPSLatitude="8,35.02S" exif:Place="{TEMPAT}"/></x:xmpmeta>'
).encode()
# Wadah metadata yang dapat memuat tempat, dan teks tempatnya sendiri.
BERTEMPAT = re.compile(rb"Exif\0|eXIf|iTXt|tEXt|zTXt|adobe|Photoshop|8\.583702|GPSLatitude|ftyp|MPF\0")


class Ratna:
    pk = 7
    nama = "Ratna Wulandari"
    instansi_id = 3


def gambar(mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (48, 32), 90)


def exif(satu: Image.Image, *, arah: int = 1) -> Image.Exif:
    """Lintang, bujur, ketinggian, dan keterangan yang menyebut tempat."""
    isi = satu.getexif()
    isi[ExifTags.Base.Orientation] = arah
    isi[ExifTags.Base.Make] = "samsung"
    isi[ExifTags.Base.ImageDescription] = TEMPAT
    letak = isi.get_ifd(ExifTags.IFD.GPSInfo)
    letak[ExifTags.GPS.GPSLatitudeRef], letak[ExifTags.GPS.GPSLatitude] = "S", (8.0, 35.0, 1.3)
    letak[ExifTags.GPS.GPSLongitudeRef], letak[ExifTags.GPS.GPSLongitude] = "E", (116.0, 6.0, 19.1)
    letak[ExifTags.GPS.GPSAltitude] = 17.0
    return isi


def foto(
    bentuk: str = "JPEG", *, mode: str = "RGB", arah: int = 1, ber_exif: bool = True, **lain: object
) -> bytes:
    satu, keluar = gambar(mode), io.BytesIO()
    if ber_exif:
        lain["exif"] = exif(satu, arah=arah)
    satu.save(keluar, bentuk, **lain)
    return keluar.getvalue()


def segmen(nomor: int, isi: bytes) -> bytes:
    """JPEG dengan segmen APP tambahan sesudah penanda awalnya."""
    polos = foto(ber_exif=False)
    return polos[:2] + bytes((0xFF, nomor)) + (len(isi) + 2).to_bytes(2, "big") + isi + polos[2:]


def png(**kata: str) -> bytes:
    info = PngImagePlugin.PngInfo()
    for kunci, isi in kata.items():
        info.add_itxt(kunci, isi) if kunci == "XMP" else info.add_text(kunci, isi)
    return foto("PNG", ber_exif=False, pnginfo=info)


def bercatatan_pabrik() -> bytes:
    satu, keluar = gambar(), io.BytesIO()
    isi = exif(satu)
    isi.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.MakerNote] = TEMPAT.encode()
    satu.save(keluar, "JPEG", exif=isi)
    return keluar.getvalue()


def dua_gambar() -> bytes:
    satu, keluar = gambar(), io.BytesIO()
    satu.save(keluar, "MPO", save_all=True, append_images=[gambar()], exif=exif(satu))
    return keluar.getvalue()


IPTC = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + len(TEMPAT).to_bytes(4, "big") + TEMPAT.encode()
# Foto bergerak: rekaman pendek beserta tempatnya ditempel di belakang gambarnya.
REKAMAN = b"\x00\x00\x00\x18ftypmp42" + b"\xa9xyz" + TEMPAT.encode()
FOTO: dict[str, Callable[[], bytes]] = {
    **{f"tegak_{n}.jpg": lambda n=n: foto(arah=n) for n in range(1, 9)},
    "kelabu.jpg": lambda: foto(mode="L"),
    "cetak.jpg": lambda: foto(mode="CMYK"),
    "bertahap.jpeg": lambda: foto(progressive=True),
    "xmp.jpg": lambda: foto(xmp=XMP),
    "iptc.jpg": lambda: segmen(0xED, IPTC),
    "komentar.jpg": lambda: foto(ber_exif=False, comment=TEMPAT.encode()),
    "pabrik.jpg": bercatatan_pabrik,
    "dua_gambar.jpg": dua_gambar,
    "bergerak.jpg": lambda: foto() + REKAMAN,
    "layar.png": lambda: foto("PNG"),
    "teks.png": lambda: png(Location=TEMPAT),
    "xmp.png": lambda: png(XMP=XMP.decode()),
}  # fmt: skip


def tersimpan(nama: str, isi: bytes) -> bytes:
    satu = berkas.simpan(kiriman=SimpleUploadedFile(nama, isi), oleh=Ratna(), sekarang=SEKARANG)  # type: ignore[arg-type]
    with satu.isi.open() as terbuka:
        return bytes(terbuka.read())


def test_tempat_memotret_dua_puluh_foto_ponsel_tidak_tersimpan() -> None:
    asli = {nama: buat() for nama, buat in FOTO.items()}
    # Pembanding: tanpa pembersih, kedua puluhnya memang menyebut tempatnya.
    assert [nama for nama, isi in asli.items() if not BERTEMPAT.search(isi)] == []
    tersisa = []
    for nama, isi in asli.items():
        bersih = tersimpan(nama, isi)
        with Image.open(io.BytesIO(bersih)) as satu:
            if BERTEMPAT.search(bersih) or satu.getexif() or satu.size not in {(48, 32), (32, 48)}:
                tersisa.append(nama)
    catat("V14.2.8", f"{len(FOTO)} foto ponsel, {len(tersisa)} masih menyebut tempat",
          lulus=len(FOTO) >= 20 and not tersisa)  # fmt: skip
    assert len(FOTO) >= 20
    assert tersisa == []
