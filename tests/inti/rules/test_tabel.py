"""Aturan membaca lembar kerja: sel, tanggal, judul, dan teks yang tidak pernah menjadi rumus."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.rules.tabel import Jenis, Kolom, amankan, baca, bulan_di_depan, cocokkan, pulihkan, rapikan, tulis
from inti.rules.tabel.aman import berbahaya
from inti.rules.tabel.baris import mentah

TANGGAL = Kolom("t", "Tanggal", Jenis.TANGGAL)
TEKS = Kolom("n", "Nama", maks=10)
NOMOR = Kolom("nip", "NIP", Jenis.NOMOR, wajib=True)
TELEPON = Kolom("hp", "Telepon", Jenis.TELEPON)
BULAT = Kolom("k", "Kelas", Jenis.BULAT, terkecil=1, terbesar=2_000)
DESIMAL = Kolom("d", "Nilai", Jenis.DESIMAL, terkecil=0, terbesar=100)
PILIH = Kolom("j", "Jenis", Jenis.PILIHAN, pilihan=(("plt", "Plt."), ("rumah_sakit", "Rumah sakit")))
YA = Kolom("y", "Kepala", Jenis.YA_TIDAK)


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
    ],
)
def test_sel_yang_salah_menyebut_apa_dan_bagaimana(kolom: Kolom, sel: object, kalimat: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as galat:
        baca(kolom, sel)  # type: ignore[arg-type]
    assert kalimat in str(galat.value)
    for kalimat_ in str(galat.value).replace("Plt.", "Plt").split(". "):
        assert len(kalimat_.split()) <= 20, kalimat_


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
    ("sel", "tulisan"), [(True, "Ya"), (False, "Tidak"), (None, ""), (7.5, "7,5"), ("a\x00b", "a␀b")]
)
def test_isi_sel_apa_adanya_untuk_ditampilkan(sel: object, tulisan: str) -> None:
    assert mentah(sel) == tulisan  # type: ignore[arg-type]


def test_titik_ribuan_dicatat() -> None:
    assert "titik adalah pemisah ribuan" in baca(BULAT, "1.000").ingat
    assert baca(BULAT, "999").ingat == ""


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
