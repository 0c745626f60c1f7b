"""Aturan membaca lembar kerja: sel, tanggal, judul, dan teks yang tidak pernah menjadi rumus."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.rules.tabel import Jenis, Kolom, amankan, baca, bulan_di_depan, cocokkan, pulihkan, rapikan, tulis
from inti.rules.tabel.aman import berbahaya
from inti.rules.tabel.baris import mentah
from inti.rules.tabel.judul import Catatan, huruf
from inti.rules.tabel.kolom import Nilai
from inti.rules.tabel.tanggal import _ASING

TANGGAL = Kolom("t", "Tanggal", Jenis.TANGGAL)
TEKS = Kolom("n", "Nama", maks=10)
NOMOR = Kolom("nip", "NIP", Jenis.NOMOR, wajib=True)
TELEPON = Kolom("hp", "Telepon", Jenis.TELEPON)
BULAT = Kolom("k", "Kelas", Jenis.BULAT, terkecil=1, terbesar=2_000)
DESIMAL = Kolom("d", "Nilai", Jenis.DESIMAL, terkecil=0, terbesar=100)
PILIH = Kolom("j", "Jenis", Jenis.PILIHAN, pilihan=(("plt", "Plt."), ("rumah_sakit", "Rumah sakit")))
YA = Kolom("y", "Kepala", Jenis.YA_TIDAK)
ANGKA_PILIH = Kolom("a", "Jenjang", Jenis.PILIHAN, pilihan=tuple((str(n), f"Ke-{n}") for n in range(1, 23)))


@pytest.mark.parametrize(
    ("kolom", "sel", "nilai"),
    [
        (TANGGAL, "31-12-2026", date(2026, 12, 31)),
        (TANGGAL, "31/12/2026", date(2026, 12, 31)),
        (TANGGAL, "2026-12-31", date(2026, 12, 31)),
        (TANGGAL, "20261231", date(2026, 12, 31)),
        (TANGGAL, "31 Desember 2026", date(2026, 12, 31)),
        (TANGGAL, "7 Agt 2026", date(2026, 8, 7)),
        (TANGGAL, "31.12.2026", date(2026, 12, 31)),
        (TANGGAL, datetime(2026, 12, 31), date(2026, 12, 31)),
        (TANGGAL, 46387.0, date(2026, 12, 31)),
        (TANGGAL, "03/04/2026", date(2026, 4, 3)),
        (TANGGAL, "", None),
        (TEKS, "  Budi \n A ", "Budi A"),
        (TEKS, 12.0, "12"),
        (TEKS, None, ""),
        (TEKS, True, "Ya"),
        (NOMOR, "'198609262015051001", "198609262015051001"),
        (TELEPON, "0812-3456 789", "08123456789"),
        (TELEPON, "+62 812 3456", "+628123456"),
        (BULAT, "1.000", 1000),
        (BULAT, 7.0, 7),
        (DESIMAL, "98,7", Decimal("98.7")),
        (DESIMAL, "98.7", Decimal("98.7")),
        (PILIH, "PLT", "plt"),
        (PILIH, "rumah  sakit", "rumah_sakit"),
        (YA, "ya", True),
        (YA, True, True),
        (TANGGAL, 20261231.0, date(2026, 12, 31)),
        (TANGGAL, "46387", date(2026, 12, 31)),
        (YA, "Tidak", False),
        (YA, 1.0, True),
        (YA, 0.0, False),
        (YA, " Ya. ", True),
        (YA, "-", False),
        (TANGGAL, date(2100, 12, 31), date(2100, 12, 31)),
        (TANGGAL, "01-01-1900", date(1900, 1, 1)),
        (TANGGAL, 73_050, date(2099, 12, 31)),
        (TANGGAL, 61, date(1900, 3, 1)),
        (TANGGAL, "2026-12-31T00:00:00", date(2026, 12, 31)),
        (TANGGAL, "\u200b", None),
        (TEKS, 12.5, "12,5"),
        (TEKS, "Bu\x07di", "Bu di"),
        (TEKS, False, "Tidak"),
        (TEKS, "sepuluh***", "sepuluh***"),
        (NOMOR, 999_999_999_999_999, "999999999999999"),
        (TELEPON, 628123456789.0, "628123456789"),
        (TELEPON, "(0370) 621.862", "0370621862"),
        (TELEPON, None, ""),
        (BULAT, "7,0", 7),
        (BULAT, 1, 1),
        (BULAT, 2_000, 2_000),
        (DESIMAL, "0", Decimal(0)),
        (DESIMAL, 100, Decimal(100)),
        (DESIMAL, ",5", Decimal("0.5")),
        (DESIMAL, "-0,0", Decimal(0)),
        (DESIMAL, "12,5 %", Decimal("12.5")),
        (DESIMAL, " ", None),
        (ANGKA_PILIH, 2.0, "2"),
    ],
)
def test_sel_dibaca_menurut_jenis_kolomnya(kolom: Kolom, sel: object, nilai: object) -> None:
    assert baca(kolom, sel).nilai == nilai  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kolom", "sel", "kalimat"),
    [
        (TANGGAL, "31/02/2026", "tidak ada dalam kalender"),
        (TANGGAL, "04/25/2026", "Bulan 25 tidak ada: tanggal ditulis hari-bulan-tahun. Tulis 25-04-2026."),
        (TANGGAL, "03/04/26", "Tulis empat angka"),
        (TANGGAL, "kemarin", "“kemarin” bukan tanggal"),
        (TANGGAL, "31-12-1826", "Tulis tahun antara 1900 dan 2100"),
        (TANGGAL, timedelta(hours=3), "bukan tanggal"),
        (TEKS, "nama yang terlalu panjang", "Paling panjang 10 huruf, tertulis 25"),
        (TEKS, date(2026, 3, 1), "Jadikan kolom berjenis teks"),
        (TEKS, "#REF!", "Ganti dengan isinya"),
        (NOMOR, "", "Isi NIP"),
        (NOMOR, 1.98012e17, "Tertulis 1,98012E+17: Excel hanya menyimpan 15 angka"),
        (NOMOR, "1,98012E+17", "Excel hanya menyimpan 15 angka"),
        (TELEPON, 8123456789.0, "Nol di depan hilang. Jadikan kolom berjenis teks, lalu tulis 08123456789."),
        (TELEPON, "dua belas", "berisi 6–15 angka"),
        (BULAT, "7,5", "bukan bilangan bulat"),
        (BULAT, "0", "Paling kecil 1, tertulis 0"),
        (BULAT, "-3", "Paling kecil 1, tertulis −3"),
        (BULAT, "1,234.5", "bukan angka"),
        (DESIMAL, "101", "Paling besar 100, tertulis 101"),
        (DESIMAL, float("nan"), "bukan angka"),
        (PILIH, "Pjs", "Pilih salah satu: Plt., Rumah sakit"),
        (YA, "mungkin", "Tulis Ya atau Tidak"),
        (NOMOR, date(2026, 3, 1), "Isi sel ini bukan nomor. Tulis NIP sebagai teks."),
        (TELEPON, True, "Isi sel ini bukan nomor telepon"),
        (DESIMAL, date(2026, 3, 1), "Isi sel ini bukan angka"),
        (DESIMAL, True, "Isi sel ini bukan angka"),
        (DESIMAL, "-0,01", "Paling kecil 0, tertulis −0,01"),
        (DESIMAL, "100,01", "Paling besar 100, tertulis 100,01"),
        (BULAT, "2001", "Paling besar 2000, tertulis 2001"),
        (TANGGAL, 0, "“0” bukan tanggal"),
        (TANGGAL, 73_051, "“73051” bukan tanggal"),
        (TANGGAL, True, "bukan tanggal"),
        (TANGGAL, "13/13/2026", "tidak ada dalam kalender"),
        (TANGGAL, "12/13/2026", "Bulan 13 tidak ada: tanggal ditulis hari-bulan-tahun. Tulis 13-12-2026."),
        (TANGGAL, "01/02/026", "Tulis empat angka"),
        (TANGGAL, datetime(1899, 12, 31), "Tulis tahun antara 1900 dan 2100"),
        (TANGGAL, date(2101, 1, 1), "Tulis tahun antara 1900 dan 2100"),
        (NOMOR, 10**15, "Excel hanya menyimpan 15 angka"),
        (NOMOR, True, "Isi sel ini bukan nomor"),
        (TEKS, "sebelas****", "Paling panjang 10 huruf, tertulis 11"),
        (TEKS, 1e15, "Excel hanya menyimpan 15 angka"),
        (TELEPON, "81234567", "Nol di depan hilang"),
        (TELEPON, 21555666, "tulis 021555666"),
        (TELEPON, "12345", "berisi 6–15 angka"),
    ],
)
def test_sel_yang_salah_menyebut_apa_dan_bagaimana(kolom: Kolom, sel: object, kalimat: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as galat:
        baca(kolom, sel)  # type: ignore[arg-type]
    assert kalimat in str(galat.value)
    for kalimat_ in str(galat.value).replace("Plt.", "Plt").split(". "):
        assert len(kalimat_.split()) <= 20, kalimat_


@pytest.mark.parametrize("kolom", [TANGGAL, DESIMAL, PILIH, YA])
def test_tulisan_panjang_dikutip_empat_puluh_huruf(kolom: Kolom) -> None:
    with pytest.raises(ValueError, match=f"“{'x' * 40}”"):
        baca(kolom, "x" * 60)


def test_pilihan_yang_banyak_disebut_dua_puluh_saja() -> None:
    with pytest.raises(ValueError, match=r"Pilih salah satu: Ke-1, .*Ke-20\.$"):
        baca(ANGKA_PILIH, "lain")


def test_kolom_wajib_yang_kosong_disebut_namanya() -> None:
    with pytest.raises(ValueError, match=r"Kolom ini kosong\. Isi nama jabatan\."):
        baca(Kolom("n", "Nama jabatan", wajib=True), "\u00a0")


def test_nama_bulan_asing_dan_singkatan_lain_terbaca() -> None:
    """Yang lazim di berkas kantor: singkatan Inggris, Agt, Nop, Sept."""
    assert {baca(TANGGAL, f"7 {nama} 2026").nilai: n for nama, n in _ASING.items()} == {
        date(2026, n, 7): n for n in (5, 8, 9, 10, 11, 12)
    }
    assert all(baca(TANGGAL, f"7 {nama} 2026").nilai == date(2026, n, 7) for nama, n in _ASING.items())


@pytest.mark.parametrize(
    ("sel", "bukti"),
    [
        ("12/13/2026", True),
        ("13/14/2026", False),
        ("12/12/2026", False),
        (" 04/31/2026 ", True),
        ("04/32/2026", False),
    ],
)
def test_bukti_bulan_dahulu_hanya_bila_yang_kedua_pasti_hari(sel: str, bukti: bool) -> None:
    assert bulan_di_depan(sel) is bukti


def test_catatan_hanya_bila_hari_dan_bulan_dapat_tertukar() -> None:
    ingat = baca(TANGGAL, "12/04/2026").ingat
    assert "dibaca 12 April 2026" in ingat and "tulis 2026-12-04" in ingat
    assert [baca(TANGGAL, t).ingat for t in ("13/04/2026", "04/04/2026", "12.04.2026")] == [""] * 3
    assert baca(TANGGAL, 46387).ingat == "Bilangan 46387 dibaca sebagai tanggal Excel: 31 Desember 2026."


def test_tiga_april_ditolak_hanya_bila_kolomnya_terbukti_bulan_dahulu() -> None:
    assert "dibaca 3 April 2026" in baca(TANGGAL, "03/04/2026").ingat
    assert baca(TANGGAL, "03-04-2026").ingat == ""
    assert baca(TANGGAL, "04/04/2026", bulan_dulu=True).nilai == date(2026, 4, 4)
    assert baca(TANGGAL, "25/04/2026", bulan_dulu=True).nilai == date(2026, 4, 25)
    with pytest.raises(ValueError, match="Tulis 2026-04-03 atau 2026-03-04"):
        baca(TANGGAL, "03/04/2026", bulan_dulu=True)
    assert [bulan_di_depan(t) for t in ("04/25/2026", "25/04/2026", "03/04/2026", None)] == [
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("sel", "tulisan"),
    [
        (True, "Ya"),
        (False, "Tidak"),
        (None, ""),
        (7.5, "7,5"),
        (7.0, "7"),
        (-7.0, "-7"),
        (999_999_999_999_999.0, "999999999999999"),
        (1e16, "1e+16"),
        ("a\x00b", "a␀b"),
        ("x" * 501, "x" * 500),
    ],
)
def test_isi_sel_apa_adanya_untuk_ditampilkan(sel: object, tulisan: str) -> None:
    assert mentah(sel) == tulisan  # type: ignore[arg-type]


def test_titik_ribuan_dicatat() -> None:
    assert "titik adalah pemisah ribuan" in baca(BULAT, "1.000").ingat
    assert baca(BULAT, "999").ingat == ""
    assert [baca(DESIMAL, t).ingat for t in ("0.123", "99,999")] == ["", ""]
    assert baca(BULAT, 1000.0).ingat == ""


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_setiap_tanggal_yang_ditulis_terbaca_kembali(hari: date) -> None:
    assert baca(TANGGAL, tulis(TANGGAL, hari)).nilai == hari
    assert baca(TANGGAL, hari.isoformat()).nilai == hari


@given(st.text())
def test_rapikan_tidak_berubah_bila_diulang(teks: str) -> None:
    assert rapikan(rapikan(teks)) == rapikan(teks)


MUATAN = ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠", '"=', ";="]


@pytest.mark.parametrize("muatan", MUATAN)
def test_empat_belas_muatan_diberi_petik(muatan: str) -> None:
    teks = f"{muatan}cmd|' /C calc'!A0"
    assert berbahaya(teks) and amankan(teks) == f"'{teks}"
    assert not berbahaya(amankan(teks)[0]), "di depannya petik, bukan tanda rumus"


@given(st.one_of(st.text(), st.builds("{}{}".format, st.sampled_from([*MUATAN, "'", "''="]), st.text())))
def test_pulihkan_mengembalikan_teks_semula(teks: str) -> None:
    assert pulihkan(amankan(teks)) == teks


def test_judul_dicocokkan_tanpa_peduli_urutan_dan_tanda_baca() -> None:
    peta, galat = cocokkan([NOMOR, TELEPON], ["telepon *", " n.i.p ", ""])
    assert (peta.letak, galat) == ({"hp": 0}, [*galat]) and galat[0].kolom == "n.i.p"
    peta, galat = cocokkan([NOMOR, TELEPON], ["TELEPON", "nip"])
    assert (peta.letak, peta.lebar, galat) == ({"hp": 0, "nip": 1}, 2, [])


def test_judul_yang_keliru_menyebut_kolom_yang_mirip() -> None:
    _, galat = cocokkan([NOMOR, TELEPON], ["NIP", "NIP", "Telpon", "", "Golongan darah"])
    pesan = {g.kolom: g.pesan for g in galat}
    assert "ada dua kali" in pesan["NIP"]
    assert "maksudnya “Telepon”" in pesan["Telpon"]
    assert "tanpa judul" in pesan["kolom D"]
    assert "Yang dikenal: NIP, Telepon" in pesan["Golongan darah"]
    _, galat = cocokkan([NOMOR], ["Yang perlu diperbaiki", "Baris asal"])
    assert [g.kolom for g in galat] == ["NIP"], "kolom tambahan kita sendiri dilewati"


@pytest.mark.parametrize(("nomor", "nama"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_nama_kolom_seperti_di_excel(nomor: int, nama: str) -> None:
    assert huruf(nomor) == f"kolom {nama}"


def test_catatan_disimpan_dengan_tanda_hanya_bila_sekadar_diingat() -> None:
    assert Catatan("NIP", "Salah.").ke_dict() == {"kolom": "NIP", "pesan": "Salah."}
    assert Catatan("NIP", "Lihat.", tolak=False).ke_dict() == {
        "kolom": "NIP",
        "pesan": "Lihat.",
        "ingat": True,
    }


def test_judul_asing_yang_panjang_dikutip_delapan_puluh_huruf() -> None:
    _, (galat,) = cocokkan([TELEPON], ["telepon", "q" * 100])
    assert galat.kolom == "q" * 80


@pytest.mark.parametrize(
    ("kolom", "sebutan"),
    [
        (BULAT, "Bilangan bulat 1–2000"),
        (Kolom("k", "K", Jenis.BULAT, terkecil=1), "Bilangan bulat"),
        (Kolom("k", "K", Jenis.DESIMAL, terbesar=9), "Angka"),
        (PILIH, "Salah satu: Plt., Rumah sakit"),
        (YA, "Ya atau Tidak"),
    ],
)
def test_jenis_kolom_disebut_dengan_kata(kolom: Kolom, sebutan: str) -> None:
    assert kolom.sebutan == sebutan


@pytest.mark.parametrize(
    ("kolom", "nilai", "tulisan"),
    [
        (YA, True, "Ya"),
        (YA, False, "Tidak"),
        (DESIMAL, Decimal("1E+2"), "100"),
        (DESIMAL, Decimal("0.50"), "0,50"),
        (BULAT, 0, "0"),
        (PILIH, "plt", "Plt."),
        (PILIH, "asing", "asing"),
        (TEKS, None, ""),
        (TEKS, "", ""),
    ],
)
def test_nilai_ditulis_seperti_dibaca_orang(kolom: Kolom, nilai: Nilai, tulisan: str) -> None:
    assert tulis(kolom, nilai) == tulisan
