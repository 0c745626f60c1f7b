"""Berkas kiriman: yang keliru ditolak dengan sebab dan jalan keluarnya, yang disimpan sudah bersih."""

import io
import zipfile
import zlib
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image, ImageDraw, PngImagePlugin

from inti.galat import GalatAturan
from inti.models import Berkas, Jejak
from inti.services import berkas

pytestmark = pytest.mark.django_db
SEKARANG = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
RAHASIA = b"Rumah Ratna"


class Ratna:
    pk = 7
    nama = "Ratna Wulandari"
    instansi_id = 3


def simpan(nama: str, isi: bytes) -> Berkas:
    # name dipasang sesudahnya: bukan Django yang boleh menolong nama kiriman di uji ini.
    kiriman = SimpleUploadedFile("sementara", isi)
    kiriman._name = nama
    return berkas.simpan(kiriman=kiriman, oleh=Ratna(), sekarang=SEKARANG)  # type: ignore[arg-type]


def ditolak(nama: str, isi: bytes) -> str:
    with pytest.raises(GalatAturan) as galat:
        simpan(nama, isi)
    assert galat.value.bidang == "berkas"
    assert not Berkas.objects.exists()
    return galat.value.pesan


def foto(bentuk: str = "JPEG", ukuran: tuple[int, int] = (60, 30), arah: int = 1, mode: str = "RGB") -> bytes:
    """Foto kamera: separuh kiri merah, dengan lokasi, merek ponsel, dan komentar."""
    gambar = Image.new(mode, ukuran, 0)
    if mode == "RGB":
        ImageDraw.Draw(gambar).rectangle((0, 0, ukuran[0] // 2, ukuran[1]), fill=(200, 0, 0))
    exif = gambar.getexif()
    exif[ExifTags.Base.Orientation] = arah
    exif[ExifTags.Base.ImageDescription] = RAHASIA.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (8.0, 35.0, 1.5)
    keluar = io.BytesIO()
    lain: dict[str, object] = {"exif": exif}
    if bentuk == "JPEG":
        lain["comment"] = RAHASIA
    else:
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", RAHASIA.decode())
        lain["pnginfo"] = info
    gambar.save(keluar, bentuk, **lain)
    return keluar.getvalue()


def arsip(*anggota: tuple[str, bytes]) -> bytes:
    keluar = io.BytesIO()
    with zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as satu:
        for nama, isi in anggota:
            satu.writestr(nama, isi)
    return keluar.getvalue()


DOCX = arsip(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<document/>"))
XLSX = arsip(("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", b"<workbook/>"))


class TestDiterima:
    @pytest.mark.parametrize(
        ("nama", "isi", "jenis"),
        [
            ("Rekap.pdf", PDF, "application/pdf"),
            ("Rekap.PDF", PDF, "application/pdf"),
            ("foto.jpg", foto(), "image/jpeg"),
            ("foto.JPEG", foto(), "image/jpeg"),
            ("layar.png", foto("PNG"), "image/png"),
            ("Laporan.docx", DOCX, berkas.KANTOR[".docx"][0]),
            ("Rekap.xlsx", XLSX, berkas.KANTOR[".xlsx"][0]),
        ],
    )
    def test_lima_bentuk_dikenali_dari_isinya(self, nama: str, isi: bytes, jenis: str) -> None:
        simpan(nama, isi)
        tersimpan = Berkas.objects.get()
        assert (tersimpan.nama, tersimpan.jenis) == (nama, jenis)
        assert (tersimpan.pemilik_id, tersimpan.instansi_id, tersimpan.dibuat) == (7, 3, SEKARANG)
        with tersimpan.isi.open() as terbuka:
            assert len(terbuka.read()) == tersimpan.ukuran

    def test_tempat_simpan_tidak_memuat_nama_kiriman(self) -> None:
        tersimpan = simpan("rahasia.pdf", PDF)
        assert "rahasia" not in tersimpan.isi.name
        assert tersimpan.isi.name.startswith(f"bukti/3/{tersimpan.sha256[:2]}/{tersimpan.sha256}-")

    def test_isi_yang_sama_dua_kali_tidak_saling_menimpa(self) -> None:
        satu, dua = simpan("a.pdf", PDF), simpan("b.pdf", PDF)
        assert satu.sha256 == dua.sha256
        assert satu.isi.name != dua.isi.name

    def test_penyimpanan_tercatat_dalam_jejak(self) -> None:
        tersimpan = simpan("Rekap.pdf", PDF)
        baris = Jejak.objects.get()
        assert (baris.aksi, baris.objek_id, baris.pelaku_id) == ("berkas.disimpan", tersimpan.pk, 7)
        assert baris.isi["sha256"] == tersimpan.sha256


class TestGambarDibersihkan:
    @pytest.mark.parametrize(("nama", "bentuk"), [("foto.jpg", "JPEG"), ("layar.png", "PNG")])
    def test_lokasi_keterangan_dan_komentar_dibuang(self, nama: str, bentuk: str) -> None:
        semula = foto(bentuk)
        assert RAHASIA in semula
        with simpan(nama, semula).isi.open() as terbuka:
            isi = terbuka.read()
        assert RAHASIA not in isi and b"Exif" not in isi and b"eXIf" not in isi
        with Image.open(io.BytesIO(isi)) as gambar:
            assert not gambar.getexif()
            assert gambar.size == (60, 30)

    def test_arah_foto_ponsel_dipertahankan_sebagai_titik_bukan_tanda(self) -> None:
        """Arah 6: kamera tegak, sensor miring; yang merah di kiri sensor harus tampil di atas."""
        with simpan("tegak.jpg", foto(arah=6)).isi.open() as terbuka, Image.open(terbuka) as gambar:
            assert gambar.size == (30, 60)
            assert gambar.getpixel((15, 5))[0] > 150
            assert gambar.getpixel((15, 55))[0] < 60

    @pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
    def test_semua_ragam_warna_png_dapat_dibaca_lagi(self, mode: str) -> None:
        keluar = io.BytesIO()
        Image.new(mode, (4, 3)).save(keluar, "PNG")
        with simpan("layar.png", keluar.getvalue()).isi.open() as terbuka, Image.open(terbuka) as gambar:
            gambar.load()
            assert gambar.size == (4, 3)

    def test_jpg_cetak_berwarna_cmyk_diterima(self) -> None:
        keluar = io.BytesIO()
        Image.new("CMYK", (4, 3)).save(keluar, "JPEG")
        assert simpan("pindai.jpg", keluar.getvalue()).jenis == "image/jpeg"

    def test_gambar_terpotong_ditolak(self) -> None:
        assert "rusak. Ambil foto ulang" in ditolak("foto.jpg", foto(ukuran=(900, 900))[:400])

    @pytest.mark.parametrize("sisi", [(8_000, 8_000), (60_000, 60_000)])
    def test_gambar_yang_mengembang_terlalu_luas_ditolak_tanpa_dibuka(self, sisi: tuple[int, int]) -> None:
        """Kepala PNG 1 bit yang mengaku seluas itu, tanpa isinya."""
        ihdr = sisi[0].to_bytes(4, "big") + sisi[1].to_bytes(4, "big") + bytes([1, 0, 0, 0, 0])
        potong = b"".join(
            len(d).to_bytes(4, "big") + t + d + zlib.crc32(t + d).to_bytes(4, "big")
            for t, d in ((b"IHDR", ihdr), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
        )
        assert "terlalu luas" in ditolak("besar.png", b"\x89PNG\r\n\x1a\n" + potong)


class TestDitolak:
    def test_kosong(self) -> None:
        assert ditolak("Rekap.pdf", b"") == "“Rekap.pdf” kosong. Pilih berkas yang ada isinya."

    def test_terlalu_besar_menyebut_ukuran_dan_batasnya(self, settings: object) -> None:
        settings.BERKAS_MAKS_BYTE = 1024 * 1024  # type: ignore[attr-defined]
        pesan = ditolak("Rekap.pdf", PDF + bytes(1024 * 1024 * 2))
        assert pesan.startswith("“Rekap.pdf” 2 MB, batasnya 1 MB.")

    @pytest.mark.parametrize(
        ("nama", "isi"),
        [
            ("Rekap.pdf", b"<html><script>alert(1)</script></html>"),
            ("foto.jpg", b"MZ\x90\x00 program"),
            ("layar.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            ("Rekap.html", b"<html></html>"),
            ("Rekap", PDF),
            ("Rekap.zip", DOCX),
            ("Laporan.docx", PDF),
            ("Rekap.pdf.exe", PDF),
        ],
    )
    def test_isi_yang_tidak_sesuai_namanya(self, nama: str, isi: bytes) -> None:
        assert "bukan PDF, JPG, PNG, DOCX, atau XLSX" in ditolak(nama, isi)

    def test_gambar_dengan_akhiran_keliru_diberi_tahu_akhiran_yang_benar(self) -> None:
        assert "Ganti akhiran namanya menjadi .jpg" in ditolak("foto.png", foto())
        assert "Ganti akhiran namanya menjadi .png" in ditolak("layar.jpg", foto("PNG"))

    def test_xlsx_yang_diberi_nama_docx(self) -> None:
        assert "tidak sesuai dengan akhiran" in ditolak("Rekap.docx", XLSX)

    def test_arsip_rusak(self) -> None:
        assert "rusak. Simpan ulang" in ditolak("Rekap.docx", DOCX[:40])

    def test_arsip_yang_mengembang_berlebihan(self) -> None:
        bom = arsip(("word/document.xml", b""), ("word/media/a.xml", bytes(60 * 1024 * 1024)))
        assert len(bom) < 100_000
        assert "mengembang terlalu besar" in ditolak("Rekap.docx", bom)

    def test_arsip_dengan_terlalu_banyak_anggota(self) -> None:
        isi = arsip(("word/document.xml", b""), *((f"a{n}", b"") for n in range(berkas.ANGGOTA_ZIP_MAKS)))
        assert "mengembang terlalu besar" in ditolak("Rekap.docx", isi)

    @pytest.mark.parametrize("makro", ["word/vbaProject.bin", "word/VBAPROJECT.BIN", "word/activeX/a.bin"])
    def test_dokumen_bermakro(self, makro: str) -> None:
        assert "berisi makro" in ditolak("Rekap.docx", arsip(("word/document.xml", b""), (makro, b"x")))

    def test_lembar_bermakro_lama(self) -> None:
        isi = arsip(("xl/workbook.xml", b""), ("xl/macrosheets/sheet1.xml", b"x"))
        assert "berisi makro" in ditolak("Rekap.xlsx", isi)

    def test_arsip_bersandi(self) -> None:
        bersandi = bytearray(DOCX)
        letak = bersandi.find(b"PK\x01\x02")
        bersandi[letak + 8] |= 1  # bendera "disandikan" di daftar isi arsip
        assert "bersandi. Simpan tanpa sandi" in ditolak("Rekap.docx", bytes(bersandi))

    @pytest.mark.parametrize("nama", ["Rekap.docx", "Rekap.xlsx", "Lama.doc"])
    def test_kantor_bersandi_dan_bentuk_lama_disebut_sebabnya(self, nama: str) -> None:
        """Word menyimpan DOCX bersandi di dalam bungkus OLE, bukan ZIP."""
        pesan = ditolak(nama, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        assert "bersandi atau berbentuk lama" in pesan

    def test_penolakan_tidak_meninggalkan_jejak_atau_berkas(self) -> None:
        ditolak("Rekap.pdf", b"bukan")
        assert not Jejak.objects.exists()


class TestNama:
    @pytest.mark.parametrize(
        ("kiriman", "tampil"),
        [
            ("../../etc/passwd", "passwd"),
            ("C:\\Users\\ratna\\Rekap.pdf", "Rekap.pdf"),
            ("Rekap\r\nSet-Cookie: a=b.pdf", "RekapSet-Cookie_ a=b.pdf"),
            ("laporan\u202efdp.exe", "laporanfdp.exe"),
            ("a\x00b.pdf", "ab.pdf"),
            ('"><b>.pdf', "___b_.pdf"),
            ("  dua\u2003 spasi .pdf", "dua spasi .pdf"),
            ("baris\u2028baru.pdf", "baris baru.pdf"),
            ("..", "berkas"),
            ("", "berkas"),
            ("Rekap Ékspor ñ 日本.pdf", "Rekap Ékspor ñ 日本.pdf"),
        ],
    )
    def test_nama_tampil_tanpa_jalur_kendali_dan_pembalik_arah(self, kiriman: str, tampil: str) -> None:
        assert berkas.nama_aman(kiriman) == tampil

    def test_nama_panjang_dipotong_di_tengah_akhirannya_tetap(self) -> None:
        nama = berkas.nama_aman("a" * 400 + ".pdf")
        assert len(nama) == 150 and nama.endswith(".pdf")
        assert simpan("a" * 400 + ".pdf", PDF).nama == nama

    @given(st.text(max_size=300))
    def test_nama_apa_pun_menjadi_satu_baris_yang_muat(self, kiriman: str) -> None:
        nama = berkas.nama_aman(kiriman)
        assert 1 <= len(nama) <= 150
        assert not set(nama) & set('/\\\r\n\x00"<>')
        assert nama.splitlines() == [nama]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_isi_yang_dirusak_acak_selalu_dijawab_dengan_pesan(data: st.DataObject) -> None:
    """Apa pun yang dikirim: tersimpan atau GalatAturan, tidak pernah galat lain."""
    nama, awal = data.draw(
        st.sampled_from(
            [("a.pdf", PDF), ("a.jpg", foto()), ("a.png", foto("PNG")), ("a.docx", DOCX), ("a.xlsx", XLSX)]
        )
    )
    isi = bytearray(awal)
    for letak, nilai in data.draw(
        st.lists(st.tuples(st.integers(0, len(awal) - 1), st.integers(0, 255)), max_size=12)
    ):
        isi[letak] = nilai
    potong = data.draw(st.integers(1, len(isi)))
    try:
        simpan(nama, bytes(isi[:potong]))
    except GalatAturan as galat:
        assert galat.pesan.endswith(".")
