import csv

import pytest

from pelatihan.rules.tanda import klasikal, sebut_tanda, tag_pelatihan, tanda_jabatan, terbatas
from tests.indikator.rules.bantu import DATA
from umpan_balik.rules.berakhlak import KodeNilai

with (DATA / "pelatihan.csv").open(encoding="utf-8-sig", newline="") as berkas:
    KATALOG = list(csv.DictReader(berkas))
TANDA = [tag_pelatihan(b["judul"], b["jenis"], b["kompetensi"]) for b in KATALOG]
KEBUTUHAN = [f"nilai:{n}" for n in KodeNilai] + [
    f"aspek:{a}" for a in ("kuantitas", "kualitas", "waktu", "biaya")
]


def test_sembilan_dari_sepuluh_pelatihan_dikenali() -> None:
    assert sum(bool(t) for t in TANDA) >= 0.9 * len(KATALOG)


@pytest.mark.parametrize("tanda", KEBUTUHAN)
def test_setiap_kebutuhan_dijawab_sekurangnya_dua_pelatihan_untuk_siapa_pun(tanda: str) -> None:
    terbuka = [
        b["judul"]
        for b, t in zip(KATALOG, TANDA, strict=True)
        if tanda in t and not terbatas(t) and b["jp_demo"]
    ]
    assert len(terbuka) >= 2


def test_tanda_hanya_yang_dikenal() -> None:
    lain = {x for t in TANDA for x in t if not x.startswith(("teknis:", "jabatan:"))}
    assert lain == set(KEBUTUHAN)


@pytest.mark.parametrize(
    ("judul", "jenis", "kompetensi", "tanda"),
    [
        (
            "KOMUNIKASI PUBLIK",
            "Bimbingan Teknis",
            "Komunikasi; Berorientasi pada Pelayanan",
            {"nilai:berorientasi_pelayanan", "nilai:kolaboratif", "nilai:harmonis"},
        ),
        (
            "DIKLAT FUNGSIONAL BIDAN",
            "Diklat Fungsional",
            "Asuhan kebidanan",
            {"teknis:kebidanan", "nilai:kompeten", "nilai:berorientasi_pelayanan", "aspek:kualitas"},
        ),
        ("BIDANG PERSAMPAHAN", "Diklat Teknis", "", {"teknis:lingkungan"}),  # bukan bidan
        ("SESPIM", "Diklat Struktural", "", set()),
    ],
)
def test_tanda_pelatihan(judul: str, jenis: str, kompetensi: str, tanda: set[str]) -> None:
    assert tag_pelatihan(judul, jenis, kompetensi) == tanda


@pytest.mark.parametrize(
    ("jabatan", "unit", "jenjang", "tanda"),
    [
        ("Bidan Terampil", "Puskesmas Unyur", "", {"teknis:kebidanan", "teknis:kesehatan"}),
        ("Kepala Bidang Mutasi", "Sekretariat Daerah", "", set()),
        ("Operator SIAK", "Disdukcapil", "", {"teknis:kependudukan"}),
        ("Guru Ahli Muda", "SDN 1 Serang", "", {"teknis:pendidikan"}),
        ("Camat", "Kecamatan Ampenan", "Administrator", {"jabatan:administrator"}),
    ],
)
def test_tanda_jabatan(jabatan: str, unit: str, jenjang: str, tanda: set[str]) -> None:
    assert tanda_jabatan(jabatan, unit=unit, jenjang=jenjang) == tanda


def test_nama_pelatihan_lama_tidak_terbuka_bagi_siapa_pun() -> None:
    lama = [t for b, t in zip(KATALOG, TANDA, strict=True) if "nama pelatihan lama" in b["kompetensi"]]
    assert len(lama) == 8
    assert all("jabatan:nama_lama" in t for t in lama)


@pytest.mark.parametrize(
    ("bentuk", "jawab"),
    [
        ("Diklat Fungsional", True),
        ("Seminar", True),
        ("Kursus", True),
        ("Bimbingan Teknis", True),
        ("Bimbingan Di Tempat Kerja", False),
        ("Komunitas Belajar (Community Of Practices)", False),
        ("E-Learning", False),
        ("Magang", False),
        ("Coaching", False),
        ("Pelatihan Jarak Jauh", False),
    ],
)
def test_bentuk_klasikal_menurut_daftar_siasn(bentuk: str, jawab: bool) -> None:
    assert klasikal(bentuk) is jawab


@pytest.mark.parametrize(
    ("tanda", "kata"),
    [
        ("aspek:kualitas", "Aspek: kualitas"),
        ("nilai:berorientasi_pelayanan", "Nilai: berorientasi pelayanan"),
        ("teknis:kebidanan", "Bidang: kebidanan"),
        ("jabatan:ahli_muda", "Jabatan: ahli muda"),
        ("unsur:waktu", "Unsur: waktu"),
    ],
)
def test_tanda_disebut_dengan_kata(tanda: str, kata: str) -> None:
    assert sebut_tanda(tanda) == kata
