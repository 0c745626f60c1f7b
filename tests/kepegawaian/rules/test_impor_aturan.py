"""Aturan berkas impor: kode, jalur unit, induk yang melingkar, dan penempatan yang bertumpang."""

from datetime import date

import pytest

from kepegawaian.rules.impor.jalur import DALAM_MAKS, Jalur, lingkaran, ringkas
from kepegawaian.rules.impor.kode import kode
from kepegawaian.rules.impor.tumpang import SELAMANYA, Letak, bertumpang

POHON = {
    1: ("Pemerintah Kota", None),
    2: ("Dinas Kesehatan", 1),
    3: ("Puskesmas  Ampenan", 2),
    4: ("Sekretariat", 2),
    5: ("Dinas Sosial", 1),
    6: ("Sekretariat", 5),
    7: ("Kembar", 1),
    8: ("Kembar", 1),
}


@pytest.mark.parametrize(
    ("teks", "hasil"), [("12", "12"), ("[0012]", "12"), ("#7", "7"), ("9" * 12, "9" * 12)]
)
def test_kode_dari_ekspor_dibaca(teks: str, hasil: str) -> None:
    assert kode(teks) == hasil


@pytest.mark.parametrize("teks", ["", "[]", "A12", "1 2", "９", "9" * 13])
def test_kode_karangan_ditolak(teks: str) -> None:
    with pytest.raises(ValueError, match="angka dari hasil ekspor"):
        kode(teks)


def test_jalur_tidak_menulis_puncak_kecuali_puncaknya_sendiri() -> None:
    jalur = Jalur(POHON)
    assert [jalur.teks(n) for n in (1, 2, 3, 6)] == [
        "Pemerintah Kota",
        "Dinas Kesehatan",
        "Dinas Kesehatan / Puskesmas  Ampenan",
        "Dinas Sosial / Sekretariat",
    ]
    assert jalur.teks(99) == ""


@pytest.mark.parametrize(
    ("teks", "nomor"),
    [
        ("Dinas Kesehatan / Puskesmas Ampenan", 3),
        ("dinas kesehatan/PUSKESMAS   ampenan", 3),
        ("Puskesmas Ampenan", 3),
        ("Dinas Sosial / Sekretariat", 6),
        ("[4]", 4),
        ("#6", 6),
        ("5", 5),
    ],
)
def test_unit_dicari_menurut_kode_jalur_atau_nama_yang_hanya_satu(teks: str, nomor: int) -> None:
    assert Jalur(POHON).cari(teks) == nomor


@pytest.mark.parametrize(
    ("teks", "kalimat"),
    [
        (
            "Sekretariat",
            r"Ada 2 unit bernama “Sekretariat”.*Dinas Kesehatan / Sekretariat \[4\]; Dinas Sosial",
        ),
        ("Kembar", r"Ada 2 unit bernama “Kembar”.*Kembar \[7\]; Kembar \[8\]"),
        ("Dinas Pasar", "“Dinas Pasar” tidak ada"),
        ("77", "“77” tidak ada"),
    ],
)
def test_unit_yang_tidak_tentu_ditolak_dengan_contoh_tulisannya(teks: str, kalimat: str) -> None:
    with pytest.raises(ValueError, match=kalimat):
        Jalur(POHON).cari(teks)


def test_paling_banyak_tiga_contoh_dan_nama_panjang_dipotong() -> None:
    empat = Jalur({n: ("X" * 100, None) for n in range(1, 5)})
    with pytest.raises(ValueError, match=r"Ada 4 unit") as galat:
        empat.cari("x" * 100)
    assert str(galat.value).count("[") == 3 and f"“{'x' * 80}”" in str(galat.value)


def test_jalur_tepat_hanya_bila_satu() -> None:
    jalur = Jalur(POHON)
    assert (jalur.tepat("dinas sosial / sekretariat"), jalur.tepat("Kembar"), jalur.tepat("Tidak ada")) == (
        6,
        None,
        None,
    )
    assert jalur.tepat("Sekretariat") is None, "nama saja bukan jalur"
    assert ringkas(" A  B/ C ") == "a b / c"


def test_pohon_yang_melingkar_tidak_membuat_jalur_tanpa_akhir() -> None:
    jalur = Jalur({1: ("A", 2), 2: ("B", 1)})
    assert len(jalur.teks(1).split(" / ")) == DALAM_MAKS == 20


@pytest.mark.parametrize(
    ("induk", "mulai", "rantai"),
    [
        ({1: None, 2: 1}, 2, []),
        ({1: 2, 2: 1}, 1, [1, 2, 1]),
        ({1: 1}, 1, [1, 1]),
        ({1: 2, 2: 3, 3: 1}, 1, [1, 2, 3, 1]),
        ({1: 2, 2: 3, 3: 2}, 1, []),  # melingkar di atasnya, bukan dirinya
        ({}, 5, []),
    ],
)
def test_lingkaran_induk(induk: dict[int, int | None], mulai: int, rantai: list[int]) -> None:
    assert lingkaran(induk, mulai) == rantai


def letak(nomor: int, sejak: str, sampai: str | None, baris: int = 0) -> Letak:
    akhir = date.fromisoformat(sampai) if sampai else None
    return Letak(nomor, 1, 1, 1, "definitif", False, date.fromisoformat(sejak), akhir, "SK", baris)


@pytest.mark.parametrize(
    ("isi", "pasangan"),
    [
        ([(1, "2026-01-01", "2026-01-31"), (2, "2026-02-01", None)], []),
        ([(1, "2026-01-01", "2026-02-01"), (2, "2026-02-01", None)], [(1, 2)]),
        ([(2, "2026-02-01", None), (1, "2026-01-01", None)], [(1, 2)]),
        # Yang panjang memuat dua yang pendek.
        (
            [(1, "2026-01-01", None), (2, "2026-02-01", "2026-02-10"), (3, "2026-03-01", "2026-03-10")],
            [(1, 2), (1, 3)],
        ),
        # Yang berakhir sama: yang lebih akhir mulainya menjadi pembanding berikutnya.
        (
            [(1, "2026-01-01", "2026-03-01"), (2, "2026-02-01", "2026-03-01"), (3, "2026-03-01", None)],
            [(1, 2), (2, 3)],
        ),
        ([], []),
    ],
)
def test_penempatan_yang_harinya_beririsan(
    isi: list[tuple[int, str, str | None]], pasangan: list[tuple[int, int]]
) -> None:
    assert [(a.id, b.id) for a, b in bertumpang(letak(*satu) for satu in isi)] == pasangan


def test_urutan_pada_hari_yang_sama_menurut_baris_berkas() -> None:
    dua = [letak(1, "2026-01-01", None, baris=9), letak(2, "2026-01-01", None, baris=3)]
    assert [(a.id, b.id) for a, b in bertumpang(dua)] == [(2, 1)]


def test_letak_memuat_hari_pertama_dan_terakhirnya() -> None:
    satu = letak(1, "2026-01-01", "2026-01-31")
    hari = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 1, 31), date(2026, 2, 1)]
    assert [satu.memuat(x) for x in hari] == [False, True, True, False]
    assert letak(1, "2026-01-01", None).akhir == SELAMANYA == date(9999, 12, 31)
