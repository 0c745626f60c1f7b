"""Bentuk baku naskah: sidik yang tetap, dan perbandingan yang lengkap."""

import hashlib
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules import naskah

INDIKATOR = {
    "rhk_id": 1,
    "kode": "IK1",
    "nama": "Akta terbit",
    "satuan": "akta",
    "polaritas": "maksimal",
    "aspek": "kuantitas",
    "target": Decimal("500.0000"),
    "bawah": None,
    "atas": None,
    "mulai": None,
    "tenggat": None,
}


def isi(*bobot: tuple[int, str], teks: str = "Hasil", lampiran: str = "", loyal: str = "") -> naskah.Isi:
    return naskah.susun(
        kepala={"tahun": 2026},
        rhk=[{"id": 1, "jenis": "utama", "teks": teks, "mendukung": ""}],
        indikator=[{**INDIKATOR, "id": i, "bobot": Decimal(b)} for i, b in bobot],
        lampiran={"sumber_daya": lampiran},
        ekspektasi={"loyal": loyal},
    )


def test_angka_ditulis_tanpa_nol_buntut_dan_yang_kosong_tidak_ikut() -> None:
    satu = isi((1, "30.00"))
    assert (satu["rhk"][0]["indikator"][0]["bobot"], satu["rhk"][0]["indikator"][0]["target"]) == (
        "30",
        "500",
    )
    assert (satu["sumber_daya"], satu["ekspektasi"]) == ([], {})


def test_sidik_tidak_bergantung_urutan_kunci_tetapi_pada_tiap_isi() -> None:
    satu = isi((1, "100"))
    assert naskah.sidik(dict(reversed(satu.items()))) == naskah.sidik(satu)
    assert len({naskah.sidik(x) for x in (satu, isi((1, "99")), isi((1, "100"), lampiran="A"))}) == 3


def test_banding_menyebut_tetap_diubah_ditambah_dan_dihentikan() -> None:
    hasil = naskah.banding(isi((1, "30"), (2, "30"), (3, "40")), isi((1, "30"), (2, "60"), (4, "10")))
    assert [(b.jenis, b.kata, b.isi["id"], b.kolom) for b in hasil] == [
        ("rhk", "tetap", 1, ()),
        ("indikator", "tetap", 1, ()),
        ("indikator", "diubah", 2, ("bobot",)),
        ("indikator", "ditambah", 4, ()),
        ("indikator", "dihentikan", 3, ()),
    ]


def test_banding_lain_menyebut_lampiran_dan_ekspektasi_yang_berbeda_saja() -> None:
    hasil = naskah.banding_lain(isi(lampiran="A\n B  C"), isi(lampiran="A", loyal="Jaga rahasia"))
    assert [(b.jenis, b.lama, b.baru) for b in hasil] == [
        (
            "lampiran",
            {"nama": "Dukungan sumber daya", "isi": ["A", "B C"]},
            {"nama": "Dukungan sumber daya", "isi": ["A"]},
        ),
        ("ekspektasi", {"nama": "loyal", "isi": []}, {"nama": "loyal", "isi": ["Jaga rahasia"]}),
    ]


NOMOR = st.integers(1, 12)


@given(st.dictionaries(NOMOR, st.integers(1, 100), max_size=6), st.sets(NOMOR, max_size=6))
def test_tiap_indikator_lama_dan_baru_tepat_sekali_dalam_perbandingan(
    bobot: dict[int, int], lama: set[int]
) -> None:
    hasil = naskah.banding(isi(*((i, "10") for i in lama)), isi(*((i, str(b)) for i, b in bobot.items())))
    nomor = [b.isi["id"] for b in hasil if b.jenis == "indikator"]
    assert sorted(nomor) == sorted(lama | bobot.keys())
    assert {b.isi["id"] for b in hasil if b.kata == "dihentikan"} == lama - bobot.keys()


def naskah_satu(**isian: object) -> naskah.Isi:
    return naskah.susun(
        kepala={},
        rhk=[{"id": 1, "jenis": "utama", "teks": "Hasil", "mendukung": ""}],
        indikator=[{**INDIKATOR, "id": 1, "bobot": Decimal(100), **isian}],
        lampiran={},
        ekspektasi={},
    )


@pytest.mark.parametrize(
    ("kolom", "nilai"),
    [
        ("nama", "Lain"),
        ("satuan", "orang"),
        ("polaritas", "minimal"),
        ("aspek", "waktu"),
        ("bobot", Decimal(50)),
        ("target", Decimal(1)),
        ("bawah", Decimal(1)),
        ("atas", Decimal(1)),
        ("mulai", date(2026, 1, 1)),
        ("tenggat", date(2026, 3, 31)),
        ("triwulan", ["jumlah", Decimal(1)]),
    ],
)
def test_banding_menyebut_kolom_yang_berubah(kolom: str, nilai: object) -> None:
    _, beda = naskah.banding(naskah_satu(), naskah_satu(**{kolom: nilai}))
    assert (beda.kata, beda.kolom) == ("diubah", (kolom,))


def test_kode_yang_diganti_bukan_perubahan_isi() -> None:
    _, beda = naskah.banding(naskah_satu(), naskah_satu(kode="IK9"))
    assert beda.kata == "tetap"


def test_tanggal_dan_target_triwulan_dibekukan_sebagai_teks() -> None:
    isi_ = naskah_satu(
        tenggat=date(2026, 3, 31), triwulan=["jumlah", Decimal("1.50"), None, Decimal(100), Decimal(0)]
    )
    (satu,) = isi_["rhk"][0]["indikator"]
    assert satu["tenggat"] == "2026-03-31"
    assert satu["triwulan"] == ["jumlah", "1.5", None, "100", "0"]
    assert "triwulan" not in naskah_satu()["rhk"][0]["indikator"][0]


def test_bentuk_baku_tanpa_spasi_terurut_dan_berbahasa_apa_adanya() -> None:
    assert naskah.kanonik({"b": ["é", 1], "a": None}) == '{"a":null,"b":["é",1]}'
    assert naskah.sidik({}) == hashlib.sha256(b"{}").hexdigest()
    assert naskah_satu()["bentuk"] == 1


def test_indikator_kualitatif_membekukan_kriterianya_bukan_target_lama() -> None:
    satu = naskah.susun(
        kepala={},
        rhk=[{"id": 1, "jenis": "utama", "teks": "Hasil", "mendukung": ""}],
        indikator=[
            {**INDIKATOR, "id": 1, "bobot": Decimal(100), "polaritas": "kualitatif", "kriteria": "Rapi"}
        ],
        lampiran={},
        ekspektasi={},
    )["rhk"][0]["indikator"][0]
    assert (satu["kriteria"], satu["satuan"], satu["target"], satu["bobot"]) == ("Rapi", "", None, "100")
