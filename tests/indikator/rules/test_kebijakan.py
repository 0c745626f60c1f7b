import json
import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.capaian import RumusMinimal
from indikator.rules.kebijakan import BAWAAN, KebijakanKeliru, aturan_dari
from indikator.rules.kelompok import Kelompok
from tests.indikator.rules.bantu import SIFAT, D, angka


def test_kebijakan_kosong_memakai_nilai_bawaan() -> None:
    aturan = aturan_dari({})
    assert aturan == aturan_dari(None) == aturan_dari(BAWAAN)
    assert aturan.bobot_hasil == D("0.6")
    assert aturan.bobot_perilaku == D("0.4")
    assert aturan.batas_capaian == 120
    assert (aturan.ambang_sesuai, aturan.ambang_di_atas) == (90, 110)
    assert [(k.kelompok, k.bobot, k.min_n) for k in aturan.kelompok] == [
        (Kelompok.ATASAN, 60, 1),
        (Kelompok.REKAN, 20, 3),
        (Kelompok.BAWAHAN, 10, 3),
        (Kelompok.MASYARAKAT, 10, 3),
    ]
    assert aturan.skala == ((1, 50), (2, 70), (3, 90), (4, 105), (5, 120))
    assert aturan.skala_ikm == ((25, 50), (65, 70), (D("76.61"), 90), (D("88.31"), 110), (100, 120))
    assert aturan.rumus_minimal is RumusMinimal.DUA_T_KURANG_R


def test_kebijakan_bawaan_tertulis_kembali_apa_adanya() -> None:
    assert aturan_dari({}).ke_dict() == BAWAAN


def test_isian_bersarang_yang_tidak_ditulis_tetap_bawaan() -> None:
    aturan = aturan_dari(
        {"bobot_kelompok": {"rekan": "40"}, "min_n": {"masyarakat": 30}, "ambang": {"di_atas": "115"}}
    )
    assert aturan.untuk(Kelompok.REKAN).bobot == 40
    assert aturan.untuk(Kelompok.ATASAN).bobot == 60
    assert aturan.untuk(Kelompok.MASYARAKAT).min_n == 30
    assert aturan.untuk(Kelompok.REKAN).min_n == 3
    assert (aturan.ambang_sesuai, aturan.ambang_di_atas) == (90, 115)


def test_pengenal_dan_catatan_dibawa_serta() -> None:
    isi = {"versi": 3, "nama": "Kota Serang", "dasar_hukum": "Perwal 1/2026", "_catatan": ["bebas"]}
    aturan = aturan_dari({**isi, "bobot_hasil": "0.7"})
    assert {k: v for k, v in aturan.ke_dict().items() if k in isi} == isi
    assert aturan_dari(aturan.ke_dict()) == aturan


@pytest.mark.parametrize(
    ("isi", "potongan"),
    [
        ({"bobot_hasill": "0.6"}, 'Kunci "bobot_hasill" tidak dikenal'),
        ({"min_n": {"tetangga": 1}}, 'Kunci "min_n.tetangga" tidak dikenal'),
        ({"ambang": {"baik": "1"}}, 'Kunci "ambang.baik" tidak dikenal'),
        ({"bobot_kelompok": {"tetangga": "1"}}, 'Kunci "bobot_kelompok.tetangga" tidak dikenal'),
        ({"bobot_hasil": "1.01"}, "bobot_hasil harus antara 0 dan 1"),
        ({"bobot_hasil": "-0.1"}, "bobot_hasil tidak boleh kurang dari 0"),
        ({"bobot_hasil": 0.6}, "bobot_hasil harus berupa angka dalam tanda kutip"),
        ({"bobot_hasil": None}, "bobot_hasil harus berupa angka dalam tanda kutip"),
        ({"batas_capaian": "99"}, "batas_capaian harus antara 100 dan 1000"),
        ({"bobot_kelompok": {k.value: 0 for k in Kelompok}}, "harus lebih dari 0"),
        ({"bobot_kelompok": ["60"]}, "bobot_kelompok harus berupa pasangan"),
        ({"min_n": {"rekan": 0}}, "min_n.rekan harus antara 1 dan 1000"),
        ({"min_n": {"rekan": "2.5"}}, "min_n.rekan harus bilangan bulat"),
        ({"ambang": {"sesuai": "110"}}, "ambang.di_atas harus lebih besar"),
        ({"skala": "1-5"}, "skala harus berupa daftar pasangan"),
        ({"skala": [["1", "50"], ["5"]]}, "skala harus berupa daftar pasangan"),
        ({"skala": []}, "skala harus mulai dari 1 dan berakhir di 5"),
        ({"skala": [["2", "50"], ["5", "120"]]}, "skala harus mulai dari 1 dan berakhir di 5"),
        ({"skala": [["1", "50"], ["4", "120"]]}, "skala harus mulai dari 1 dan berakhir di 5"),
        ({"skala": [["1", "50"], ["3", "60"], ["3", "70"], ["5", "120"]]}, "titik 3 tidak boleh setelah 3"),
        ({"skala": [["1", "50"], ["3", "40"], ["5", "120"]]}, "nilai 40 lebih kecil daripada 50"),
        ({"skala": [["1", "50"], ["6", "120"]]}, "skala titik ke-2 harus antara 1 dan 5"),
        ({"skala_ikm": [["25", "50"], ["99", "120"]]}, "skala_ikm harus mulai dari 25 dan berakhir di 100"),
        ({"rumus_minimal": "T-R"}, "rumus_minimal harus salah satu dari"),
        ([], "Kebijakan harus berupa pasangan"),
        ({"skala": [["1", "50"]]}, "skala harus mulai dari 1 dan berakhir di 5"),
        ({"skala": 15}, "skala harus berupa daftar pasangan"),
        ({"skala": [["1", "50", "9"], ["5", "120"]]}, "skala harus berupa daftar pasangan"),
        ({"skala": [["1", "50"], ["5", "1001"]]}, "skala nilai ke-2 harus antara 0 dan 1000"),
        ({"skala": [["0.99", "50"], ["5", "120"]]}, "skala titik ke-1 harus antara 1 dan 5"),
        ({"batas_capaian": "1000.01"}, "batas_capaian harus antara 100 dan 1000"),
        ({"ambang": {"sesuai": "0.99"}}, "ambang.sesuai harus antara 1 dan 1000"),
        ({"bobot_kelompok": {"rekan": "1001"}}, "bobot_kelompok.rekan harus antara 0 dan 1000"),
        ({"hari_ruas": 0}, "hari_ruas harus antara 1 dan 1000"),
        ({"hari_jeda": "1.5"}, "hari_jeda harus bilangan bulat"),
        ({"usul_kualitatif": "rata"}, "usul_kualitatif harus salah satu dari tengah, tanpa"),
    ],
)
def test_kebijakan_yang_tidak_dapat_dipakai_ditolak(isi: object, potongan: str) -> None:
    with pytest.raises(KebijakanKeliru, match=potongan):
        aturan_dari(isi)


def test_ruas_dan_jeda_bawaan_tiga_puluh_hari_dan_skala_cukup_dua_titik() -> None:
    assert (aturan_dari().hari_ruas, aturan_dari().hari_jeda) == (30, 30)
    assert aturan_dari({"hari_ruas": 1, "hari_jeda": 1000}).hari_jeda == 1000
    assert aturan_dari({"skala": [["1", "50"], ["5", "120"]]}).skala == ((1, 50), (5, 120))


def test_angka_di_tepinya_diterima() -> None:
    isi = {"bobot_hasil": "1", "batas_capaian": "1000", "ambang": {"sesuai": "1", "di_atas": "1000"}}
    aturan = aturan_dari(isi)
    assert (aturan.bobot_perilaku, aturan.batas_capaian) == (0, 1000)
    assert aturan_dari({"bobot_hasil": "0", "batas_capaian": "100"}).bobot_perilaku == 1


@pytest.mark.parametrize(
    "isi", [{"ambang": 9}, {"ambang": {"baik": 1}}, {"bobot_kelompok": 9}, {"maks_n": 9}, {"skala": 9}]
)
def test_isian_yang_salah_bentuk_disebut_satu_kali(isi: dict[str, object]) -> None:
    with pytest.raises(KebijakanKeliru) as galat:
        aturan_dari(isi)
    assert len(galat.value.kesalahan) == 1


def test_skala_boleh_datar_di_satu_ruas() -> None:
    datar = [["1", "50"], ["2", "90"], ["3", "90"], ["5", "120"]]
    assert aturan_dari({"skala": datar}).skala[2] == (3, 90)


@pytest.mark.parametrize("isi", [{"ambang": {"baik": "1"}}, {"skala": []}, {"min_n": "3"}])
def test_satu_kesalahan_disebut_satu_kali(isi: dict[str, object]) -> None:
    with pytest.raises(KebijakanKeliru) as galat:
        aturan_dari(isi)
    assert len(galat.value.kesalahan) == 1


def test_semua_kesalahan_disebut_sekaligus() -> None:
    with pytest.raises(KebijakanKeliru) as galat:
        aturan_dari({"x": 1, "bobot_hasil": "2", "rumus_minimal": "?", "min_n": {"rekan": "a"}})
    assert len(galat.value.kesalahan) == 4


@SIFAT
@given(
    st.builds(
        lambda hasil, rekan, batas, tengah: {
            "bobot_hasil": str(hasil),
            "bobot_kelompok": {"rekan": str(rekan)},
            "batas_capaian": str(batas),
            "skala": [["1", "0"], [str(tengah), "90"], ["5", "150"]],
        },
        angka(0, 1),
        angka(0, 100),
        angka(100, 1000),
        st.decimals("1.01", "4.99", places=2),
    )
)
def test_kebijakan_tertulis_dan_terbaca_kembali_sama(isi: dict[str, object]) -> None:
    aturan = aturan_dari(isi)
    assert aturan_dari(json.loads(json.dumps(aturan.ke_dict()))) == aturan


def test_kebijakan_tidak_menerima_float_lewat_json() -> None:
    """JSON 0.6 harus dibaca sebagai teks angkanya; float ditolak."""
    baca = json.loads('{"bobot_hasil": 0.6}', parse_float=Decimal)
    assert aturan_dari(baca).bobot_hasil == D("0.6")
    with pytest.raises(KebijakanKeliru):
        aturan_dari(json.loads('{"bobot_hasil": 0.6}'))


def test_jumlah_penilai_terbanyak_mengikuti_minimum_bila_tidak_ditulis() -> None:
    assert [(k.kelompok, k.maks_n) for k in aturan_dari().kelompok] == [
        (Kelompok.ATASAN, None),
        (Kelompok.REKAN, 5),
        (Kelompok.BAWAHAN, 5),
        (Kelompok.MASYARAKAT, None),
    ]
    assert aturan_dari({"min_n": {"rekan": 8}}).untuk(Kelompok.REKAN).maks_n == 8
    aturan = aturan_dari({"maks_n": {"rekan": 7}})
    assert (aturan.untuk(Kelompok.REKAN).maks_n, aturan.untuk(Kelompok.BAWAHAN).maks_n) == (7, 5)
    assert aturan_dari(aturan.ke_dict()) == aturan


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"maks_n": {"rekan": 2}}, "maks_n.rekan tidak boleh lebih kecil daripada min_n"),
        ({"maks_n": {"atasan": 2}}, 'Kunci "maks_n.atasan" tidak dikenal'),
        ({"maks_n": 5}, "maks_n harus berupa pasangan"),
        ({"maks_n": {"bawahan": "3.5"}}, "maks_n.bawahan harus bilangan bulat"),
    ],
)
def test_jumlah_penilai_terbanyak_yang_keliru_ditolak(isi: dict[str, object], kata: str) -> None:
    with pytest.raises(KebijakanKeliru, match=re.escape(kata)):
        aturan_dari(isi)
