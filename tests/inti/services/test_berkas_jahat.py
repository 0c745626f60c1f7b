"""Tiga puluh berkas jahat dan dua puluh berkas jujur lewat layanan unggah sungguhan; tiap barisnya tertulis di sini.

`DITOLAK` dengan bagian kalimatnya, atau `DISIMPAN`: tidak pernah dibuka produk, hanya diunduh sebagai lampiran dengan nama
yang sudah aman (tests/indikator/views tentang unduhan bukti). Di sini tanpa pemindai antivirus; dengan clamd yang isinya
berbahaya bagi aplikasi lain ditolak juga (test_pindai.py).
"""

import io
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from inti.galat import GalatAturan
from inti.models import Berkas, Jejak
from inti.services import berkas

pytestmark = pytest.mark.django_db
SEKARANG = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
PALING_LAMA = 2.0
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
DISIMPAN = ""


class Ratna:
    pk = 7
    nama = "Ratna Wulandari"
    instansi_id = 3


def arsip(*anggota: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as satu:
        for nama, isi in anggota:
            satu.writestr(nama, isi)
    return keluar.getvalue()


def docx(*lain: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    return arsip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>"), *lain)


def xlsx(*lain: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    return arsip(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"), *lain)


def png(lebar: int, tinggi: int) -> bytes:
    """Kepala PNG yang mengaku seluas itu."""
    potong = (
        (b"IHDR", struct.pack(">IIBBBBB", lebar, tinggi, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d)) for t, d in potong
    )


def gambar(
    bentuk: str, ukuran: tuple[int, int] = (40, 30), *, arah: int = 1, mode: str = "RGB", gps: bool = False
) -> bytes:
    keluar = io.BytesIO()
    satu = Image.new(mode, ukuran, 0)
    exif = satu.getexif()
    exif[ExifTags.Base.Orientation] = arah
    if gps:
        exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (8.0, 35.0, 1.5)
    satu.save(keluar, bentuk, exif=exif)
    return keluar.getvalue()


def seratus_ribu_anggota() -> bytes:
    """Daftar isi arsip sepanjang seratus ribu baris, tanpa isinya."""
    kepala = zipfile.ZipInfo("word/document.xml")
    awal = docx()
    letak = awal.find(b"PK\x01\x02")
    satu = awal[letak : awal.find(b"PK\x01\x02", letak + 4)]
    daftar = awal[letak : awal.rfind(b"PK\x05\x06")] + satu * 100_000
    akhir = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(daftar), letak, 0)
    assert kepala.filename.encode() in daftar
    return awal[:letak] + daftar + akhir


def tautan_arsip() -> bytes:
    info = zipfile.ZipInfo("word/media/foto.png")
    info.external_attr = 0o120777 << 16
    return docx((info, b"/etc/passwd"))


def bersandi() -> bytes:
    isi = bytearray(docx())
    isi[isi.find(b"PK\x01\x02") + 8] |= 1
    return bytes(isi)


def pdf_berskrip() -> bytes:
    return PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>")


def templat_luar() -> bytes:
    hubungan = (
        b'<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'attachedTemplate" Target="https://jahat.example/t.dotm" TargetMode="External"/></Relationships>'
    )
    return docx(("word/_rels/settings.xml.rels", hubungan))


TIFF = (
    b"II*\x00\x08\x00\x00\x00" + b"\x01\x00\x00\x01\x04\x00\x01\x00\x00\x00\x01\x00\x00\x00\x08\x00\x00\x00"
)
GIF = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00"
    + b"\x00" * 6
    + (b"!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00" * 100_000)
    + b";"
)
HALAMAN = b"".join(b"%d 0 obj<</Type/Page/Parent 2 0 R>>endobj\n" % n for n in range(3, 10_003))
BUKAN = "bukan PDF, JPG, PNG, DOCX, atau XLSX"
MENGEMBANG = "mengembang terlalu besar"
Kasus = tuple[str, str, Callable[[], bytes], str, str]

# (nama kasus, nama kiriman, isi, bagian kalimat penolakan atau DISIMPAN, nama tampil bila disimpan)
JAHAT: list[Kasus] = [
    ("bom zip", "rekap.docx", lambda: docx(("word/a.xml", bytes(60 * 1024**2))), MENGEMBANG, ""),
    ("bom bersarang", "rekap.docx", lambda: docx(("word/embeddings/a.zip", arsip(("b", bytes(20 * 1024**2))))), DISIMPAN, "rekap.docx"),
    ("seratus ribu anggota", "rekap.docx", seratus_ribu_anggota, MENGEMBANG, ""),
    ("bom xlsx: teks bersama", "rekap.xlsx", lambda: xlsx(("xl/sharedStrings.xml", bytes(60 * 1024**2))), MENGEMBANG, ""),
    ("bom xlsx: sejuta kolom", "rekap.xlsx", lambda: xlsx(("xl/worksheets/sheet1.xml", b"<row>" + b"<c/>" * 1_000_000)), MENGEMBANG, ""),
    ("docx bertemplat luar", "surat.docx", templat_luar, "mengambil templat atau benda dari luar", ""),
    ("svg berskrip", "logo.svg", lambda: b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", BUKAN, ""),
    ("html bernama png", "foto.png", lambda: b"<!doctype html><script>alert(1)</script>", BUKAN, ""),
    ("pdf berskrip", "rekap.pdf", pdf_berskrip, DISIMPAN, "rekap.pdf"),
    ("pdf sekaligus zip", "rekap.pdf", lambda: PDF + docx(), DISIMPAN, "rekap.pdf"),
    ("zip sekaligus pdf", "rekap.docx", lambda: PDF + docx(), BUKAN, ""),
    ("pdf sepuluh ribu halaman", "rekap.pdf", lambda: PDF.replace(b"trailer", HALAMAN + b"trailer"), DISIMPAN, "rekap.pdf"),
    ("png 50.000 × 50.000", "peta.png", lambda: png(50_000, 50_000), "terlalu luas", ""),
    ("tiff berputar", "pindai.tiff", lambda: TIFF, BUKAN, ""),
    ("gif seratus ribu bingkai", "gerak.gif", lambda: GIF, BUKAN, ""),
    ("eicar", "uji.pdf", lambda: EICAR, BUKAN, ""),
    ("eicar dalam docx", "uji.docx", lambda: docx(("word/media/a.bin", EICAR)), DISIMPAN, "uji.docx"),
    ("eicar dalam zip", "uji.zip", lambda: arsip(("eicar.com", EICAR)), BUKAN, ""),
    ("pdf bersandi", "rekap.pdf", lambda: PDF.replace(b"<</Root", b"<</Encrypt 9 0 R/Root"), DISIMPAN, "rekap.pdf"),
    ("berkas kosong", "rekap.pdf", lambda: b"", "kosong", ""),
    ("nama berganti baris", "rekap\r\nSet-Cookie: a=b.pdf", lambda: PDF, DISIMPAN, "rekapSet-Cookie_ a=b.pdf"),
    ("nama terbalik arah", "rekap\u202efdp.exe", lambda: PDF, BUKAN, ""),
    ("nama 255 bita", "a" * 251 + ".pdf", lambda: PDF, DISIMPAN, "a" * 140 + "aaaaaa.pdf"),
    ("con.pdf", "con.pdf", lambda: PDF, DISIMPAN, "_con.pdf"),
    ("akhiran ganda", "rekap.pdf.exe", lambda: PDF, BUKAN, ""),
    ("NUL dalam nama", "rekap\x00.exe.pdf", lambda: PDF, DISIMPAN, "rekap.exe.pdf"),
    ("zip bertautan", "rekap.docx", tautan_arsip, "rusak", ""),
    ("zip keluar folder", "rekap.docx", lambda: docx(("../../etc/cron.d/a", b"x")), "rusak", ""),
    ("xlsm bermakro", "rekap.xlsm", lambda: xlsx(("xl/vbaProject.bin", b"x")), BUKAN, ""),
    ("makro bernama xlsx", "rekap.xlsx", lambda: xlsx(("xl/vbaProject.bin", b"x")), "berisi makro", ""),
    ("zip bersandi", "rekap.docx", bersandi, "bersandi", ""),
    ("foto berlokasi", "foto.jpg", lambda: gambar("JPEG", gps=True), DISIMPAN, "foto.jpg"),
]  # fmt: skip

TAUTAN_BIASA = b'<Relationship Id="r" Type="http://x/relationships/hyperlink" Target="https://contoh.go.id" TargetMode="External"/>'
JUJUR: list[tuple[str, Callable[[], bytes]]] = [
    *((f"IMG_{n}.jpg", lambda n=n: gambar("JPEG", (400, 300), arah=n)) for n in range(1, 9)),
    ("WhatsApp Image 2026-11-02 at 08.15.30.jpeg", lambda: gambar("JPEG", (1600, 1200), gps=True)),
    ("pindai abu-abu.JPG", lambda: gambar("JPEG", (800, 600), mode="L")),
    ("cetak.jpg", lambda: gambar("JPEG", mode="CMYK")),
    ("Tangkapan layar.png", lambda: gambar("PNG", (1080, 2400))),
    ("logo bening.png", lambda: gambar("PNG", mode="RGBA")),
    ("Laporan.pdf", lambda: PDF),
    ("Pindai 9,9 MB.pdf", lambda: PDF + bytes(int(9.9 * 1024**2) - len(PDF))),
    ("SK Kepala Dinas No. 800.1/2026.PDF", lambda: PDF),
    ("Laporan Kegiatan.docx", lambda: docx(("word/media/foto.jpeg", gambar("JPEG")))),
    ("Undangan bertautan.docx", lambda: docx(("word/_rels/document.xml.rels", TAUTAN_BIASA))),
    ("Rekap Triwulan IV.xlsx", lambda: xlsx(("xl/worksheets/sheet1.xml", b"<sheetData>" + b"<c r='A1'><v>1</v></c>" * 2_000))),
    ("Daftar hadir – 2 Nov.xlsx", xlsx),
]  # fmt: skip


def kirim(nama: str, isi: bytes) -> Berkas:
    kiriman = SimpleUploadedFile("sementara", isi)
    kiriman._name = nama  # bukan Django yang boleh menolong nama kiriman di uji ini
    return berkas.simpan(kiriman=kiriman, oleh=Ratna(), sekarang=SEKARANG)  # type: ignore[arg-type]


def tersisa() -> list[Path]:
    return [p for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file()]


@pytest.mark.parametrize("kasus", JAHAT, ids=[k[0] for k in JAHAT])
def test_berkas_jahat_ditangani_seperti_tertulis(kasus: Kasus) -> None:
    _, nama, buat, penolakan, tampil = kasus
    isi = buat()
    mulai = time.process_time()
    if penolakan == DISIMPAN:
        assert kirim(nama, isi).nama == tampil
    else:
        with pytest.raises(GalatAturan) as galat:
            kirim(nama, isi)
        assert penolakan in galat.value.pesan and galat.value.bidang == "berkas"
        assert not Berkas.objects.exists() and not Jejak.objects.exists() and not tersisa()
    assert time.process_time() - mulai <= PALING_LAMA


def test_korpusnya_tiga_puluh_jahat_dan_dua_puluh_jujur() -> None:
    assert len({k[0] for k in JAHAT}) >= 30
    assert len({nama for nama, _ in JUJUR}) == 20


@pytest.mark.parametrize(("nama", "buat"), JUJUR, ids=[nama for nama, _ in JUJUR])
def test_berkas_jujur_diterima(nama: str, buat: Callable[[], bytes]) -> None:
    disimpan = kirim(nama, buat())
    assert disimpan.nama == nama.rsplit("/", 1)[-1]
    assert [p.stat().st_size for p in tersisa()] == [disimpan.ukuran]


def test_lokasi_foto_tidak_ikut_tersimpan() -> None:
    with kirim("foto.jpg", gambar("JPEG", gps=True)).isi.open() as terbuka, Image.open(terbuka) as satu:
        assert not satu.getexif()
