"""Membaca dan menulis lembar kerja: arsip jahat, pengodean, kutip, dan teks yang menyerupai rumus."""

import io
import time
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from inti.rules.tabel import Jenis, Kolom
from inti.services.lembar import GalatLembar, buka, periksa_arsip
from inti.services.lembar.csv import BukuCsv
from inti.services.lembar.xlsx import BukuExcel
from inti.services.tulis_lembar import KolomTulis, LembarTulis, tulis_csv, tulis_xlsx

MUATAN = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", '"=', ";="]
TEKS = [f"{m}1+1" for m in MUATAN]
KOLOM = [Kolom("nama", "Nama"), Kolom("lahir", "Lahir", Jenis.TANGGAL)]


def buku(tulis: object = None, **pilihan: object) -> bytes:
    keluar = io.BytesIO()
    satu = Workbook(keluar, pilihan)
    isi = satu.add_worksheet("Data")
    isi.write_row(0, 0, ["Nama", "Lahir"])
    if callable(tulis):
        tulis(isi)
    else:
        isi.write_row(1, 0, ["Budi", "26-09-1986"])
    satu.close()
    return keluar.getvalue()


def ganti_anggota(isi: bytes, nama: str, baru: bytes) -> bytes:
    keluar = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(isi)) as lama,
        zipfile.ZipFile(keluar, "w", zipfile.ZIP_DEFLATED) as arsip,
    ):
        for info in lama.infolist():
            arsip.writestr(info.filename, baru if info.filename == nama else lama.read(info))
        if nama not in lama.namelist():
            arsip.writestr(nama, baru)
    return keluar.getvalue()


def test_empat_belas_muatan_di_xlsx_tetap_teks_dan_kembali_persis() -> None:
    with tulis_xlsx([LembarTulis("A", [KolomTulis("Teks")], [[t] for t in TEKS])]) as berkas:
        isi = berkas.read()
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        lembar = arsip.read("xl/worksheets/sheet1.xml")
        gaya = arsip.read("xl/styles.xml")
    assert b"<f" not in lembar.replace(b"<f/>", b"")
    assert b'quotePrefix="1"' in gaya
    baca = CalamineWorkbook.from_filelike(io.BytesIO(isi)).get_sheet_by_index(0).to_python()
    assert [b[0] for b in baca[1:]] == TEKS


def test_empat_belas_muatan_di_csv_berpetik_dan_kembali_persis() -> None:
    with tulis_csv([KolomTulis("Teks"), KolomTulis("Lain")], [[t, "x"] for t in TEKS]) as berkas:
        isi = berkas.read()
    sel = isi.decode("utf-8-sig")
    assert sel.count("'") == len(TEKS)
    for muatan in "=+-@＝＋－＠":
        assert f"\n{muatan}" not in sel and f";{muatan}" not in sel.replace(f"';{muatan}", "").replace(
            f"\"'{muatan}", ""
        )
    tanpa_nul = isi.replace(b"\0", b"?")
    kembali = [b[0] for _, b in BukuCsv(tanpa_nul, baris_maks=100).baris()]
    assert kembali[1:] == [t.replace("\0", "?") if "\0" not in t else "'?1+1" for t in TEKS]


def test_nip_angka_tanggal_dan_ya_tidak_ditulis_utuh() -> None:
    kolom = [
        KolomTulis("NIP", teks=True),
        KolomTulis("Nilai", desimal=2),
        KolomTulis("Lahir"),
        KolomTulis("Kepala"),
    ]
    sel = ["198609262015051001", Decimal("98.70"), date(1986, 9, 26), True]
    with tulis_xlsx([LembarTulis("A", kolom, [sel])]) as berkas:
        baca = CalamineWorkbook.from_filelike(io.BytesIO(berkas.read())).get_sheet_by_index(0).to_python()
    assert baca[1] == ["198609262015051001", 98.7, date(1986, 9, 26), "Ya"]
    with tulis_csv(kolom, [sel]) as berkas:
        assert berkas.read().decode("utf-8-sig").splitlines()[1] == "198609262015051001;98,70;1986-09-26;Ya"


def test_bom_zip_ditolak_tanpa_dikembangkan() -> None:
    bom = ganti_anggota(buku(), "xl/sharedStrings.xml", b"\0" * (300 * 1024 * 1024))
    awal = time.perf_counter()
    with pytest.raises(GalatLembar, match="mengembang terlalu besar"):
        periksa_arsip(bom)
    assert time.perf_counter() - awal < 2


def test_ukuran_yang_dipalsukan_di_arsip_ketahuan() -> None:
    isi = bytearray(ganti_anggota(buku(), "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 3_000_000))
    letak = isi.find((11 + 3_000_000).to_bytes(4, "little"))
    while letak >= 0:
        isi[letak : letak + 4] = (50).to_bytes(4, "little")
        letak = isi.find((11 + 3_000_000).to_bytes(4, "little"), letak)
    with pytest.raises(GalatLembar):
        BukuExcel(bytes(isi), lembar="Data", baris_maks=100)


@pytest.mark.parametrize(
    ("nama", "isi", "kalimat"),
    [
        ("xl/vbaProject.bin", b"x", "berisi makro"),
        (
            "xl/worksheets/sheet1.xml",
            b'<!DOCTYPE a [<!ENTITY x "y">]><worksheet>&x;</worksheet>',
            "tidak lazim",
        ),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'>", "rusak"),
        (
            "xl/worksheets/sheet1.xml",
            b'<worksheet><sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData></worksheet>',
            "di luar kolom",
        ),
    ],
)
def test_buku_jahat_ditolak_dengan_jalan_keluar(nama: str, isi: bytes, kalimat: str) -> None:
    with pytest.raises(GalatLembar, match=kalimat):
        BukuExcel(ganti_anggota(buku(), nama, isi), lembar="Data", baris_maks=100)


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "bersandi atau berbentuk .xls lama"),
        (b"PK\x03\x04rusak", "bukan buku Excel yang utuh"),
    ],
)
def test_bukan_xlsx_ditolak(isi: bytes, kalimat: str) -> None:
    with pytest.raises(GalatLembar, match=kalimat):
        periksa_arsip(isi)


def test_sel_jauh_yang_hanya_bergaya_tidak_menolak() -> None:
    def tulis(isi: object) -> None:
        isi.write_row(1, 0, ["Budi"])  # type: ignore[attr-defined]
        isi.set_row(1_000_000, 20)  # type: ignore[attr-defined]
        isi.write_blank(900_000, 5, None, None)  # type: ignore[attr-defined]

    lembar = buka(buku(tulis), excel=True, kolom=KOLOM, lembar="Data")
    assert [b.nilai["nama"] for b in lembar.baris()] == ["Budi"]


def test_lembar_tersembunyi_dilewati_dan_yang_bernama_dipilih() -> None:
    keluar = io.BytesIO()
    satu = Workbook(keluar)
    satu.add_worksheet("Petunjuk").write_string(0, 0, "bacalah")
    rahasia = satu.add_worksheet("Rahasia")
    rahasia.write_string(0, 0, "x")
    rahasia.hide()
    satu.add_worksheet("Data").write_row(0, 0, ["Nama"])
    satu.get_worksheet_by_name("Data").write_string(1, 0, "Budi")
    satu.close()
    lembar = buka(keluar.getvalue(), excel=True, kolom=KOLOM, lembar="Data")
    assert [b.nilai["nama"] for b in lembar.baris()] == ["Budi"]
    assert lembar.cara == ["Lembar “Data” dari buku Excel."]


def test_nomor_baris_seperti_di_excel_walau_data_tidak_mulai_di_a1() -> None:
    keluar = io.BytesIO()
    satu = Workbook(keluar)
    isi = satu.add_worksheet("Data")
    isi.write_row(3, 2, ["Nama", "Lahir"])
    isi.write_row(4, 2, ["Budi", "31-02-1986"])
    satu.close()
    with pytest.raises(GalatLembar) as galat:
        buka(keluar.getvalue(), excel=True, kolom=KOLOM, lembar="Data")
    assert galat.value.butir[0]["baris"] == 4 and "tanpa judul" in galat.value.butir[0]["pesan"]


@pytest.mark.parametrize(
    ("isi", "pemisah", "pengodean", "nama"),
    [
        ("Nama,Lahir\nÉva,\n".encode(), ",", "UTF-8", "Éva"),
        ("Nama;Lahir\nÉva;\n".encode("utf-8-sig"), ";", "UTF-8 bertanda", "Éva"),
        ("Nama\tLahir\nÉva\t\n".encode("utf-16"), "\t", "UTF-16", "Éva"),
        ("Nama,Lahir\nÉva,\n".encode("cp1252"), ",", "Windows-1252", "Éva"),
        (b"sep=;\nNama;Lahir\nBudi, S.E.;\n", ";", "UTF-8", "Budi, S.E."),
        (b'Nama,Lahir\n"Budi\r\nSantoso",\n', ",", "UTF-8", "Budi Santoso"),
    ],
)
def test_csv_dikenali_pemisah_dan_pengodeannya(isi: bytes, pemisah: str, pengodean: str, nama: str) -> None:
    lembar = buka(isi, excel=False, kolom=KOLOM, lembar="Data")
    assert isinstance(lembar.buku, BukuCsv)
    assert (lembar.buku.pemisah, lembar.buku.pengodean) == (pemisah, pengodean)
    assert [b.nilai["nama"] for b in lembar.baris()] == [nama]


@pytest.mark.parametrize(
    ("isi", "baris", "kalimat"),
    [
        (b"", 1, "kosong"),
        (b"Nama,Lahir\n", 2, "hanya berisi judul"),
        (b'Nama,Lahir\nA,\n"B,\nC,\n', 3, "dibuka di baris ini tetapi tidak ditutup"),
        (b'Nama,Lahir\n"A"x,\n', 2, "di tengah isi"),
        (b"Nama,Lahir\nA,\nB\0,\n", 3, "NUL"),
        (b"Nama,Lahir\nA,\n\x81\xff,\n", 3, "tidak dikenal"),
    ],
)
def test_csv_yang_rusak_menyebut_barisnya(isi: bytes, baris: int, kalimat: str) -> None:
    with pytest.raises(GalatLembar, match=kalimat) as galat:
        lembar = buka(isi, excel=False, kolom=KOLOM, lembar="Data")
        list(lembar.baris())
    assert galat.value.butir[0]["baris"] == baris


def test_baris_kosong_di_ujung_dilewati() -> None:
    lembar = buka(b"Nama,Lahir\nBudi,\n,\n\n", excel=False, kolom=KOLOM, lembar="Data")
    assert [b.nomor for b in lembar.baris()] == [2]
