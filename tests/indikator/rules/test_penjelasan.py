"""Cara menilai dengan kata biasa, dan contoh hitung."""

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.capaian import Polaritas, Sasaran
from indikator.rules.kebijakan import aturan_dari
from indikator.rules.penjelasan import contoh_capaian, contoh_hitung, jelaskan, uraian_realisasi

BAWAAN = aturan_dari()


def maksimal(target: str) -> Sasaran:
    return Sasaran(Polaritas.MAKSIMAL, target=D(target))


def test_penjelasan_menyebut_bobot_ambang_dan_minimal_penilai() -> None:
    kata = {k.judul: k.isi for k in jelaskan(BAWAAN)}
    assert kata["Nilai akhir"] == "Hasil kerja 60 %, perilaku kerja 40 %."
    assert kata["Perilaku kerja"] == (
        "Dinilai oleh atasan 60 %, rekan 20 % (paling sedikit 3 orang), bawahan 10 % (paling sedikit 3 orang), "
        "masyarakat 10 % (paling sedikit 3 orang)."
    )
    assert "di bawah 90" in kata["Rating"] and "110 ke atas" in kata["Rating"]


def test_kelompok_tanpa_bobot_tidak_disebut_dan_bagiannya_berjumlah_seratus() -> None:
    aturan = aturan_dari({"bobot_kelompok": {"atasan": "3", "rekan": "1", "bawahan": "0", "masyarakat": "0"}})
    kata = {k.judul: k.isi for k in jelaskan(aturan)}["Perilaku kerja"]
    assert kata == "Dinilai oleh atasan 75 %, rekan 25 % (paling sedikit 3 orang)."


@pytest.mark.parametrize(
    ("rumus", "kalimat"),
    [("(2T-R)/T", "(2 × target − realisasi)"), ("T/R", "target : realisasi"), ("R/T", "realisasi : target")],
)
def test_rumus_minimal_disebut_menurut_kebijakan(rumus: str, kalimat: str) -> None:
    assert kalimat in jelaskan(aturan_dari({"rumus_minimal": rumus}))[-1].isi


def test_contoh_dengan_bobot_sendiri_dihitung_sampai_nilai_akhir() -> None:
    contoh = contoh_hitung(
        [
            ("Tindakan", maksimal("900"), D(40)),
            ("Kepatuhan", maksimal("85"), D(30)),
            ("Penyuluhan", maksimal("24"), D(30)),
        ],
        aturan=BAWAAN,
    )
    assert [b.realisasi for b in contoh.baris] == [D(900), D(82), D(25)]
    assert [str(b.bagian) for b in contoh.baris] == ["40.00", "28.94", "31.25"]
    assert (str(contoh.hasil), str(contoh.bagian_hasil), str(contoh.akhir)) == ("100.19", "60.11", "98.11")


def test_tanpa_bobot_yang_lengkap_dibagi_rata_tepat_seratus() -> None:
    contoh = contoh_hitung([(n, maksimal("10"), None) for n in "abc"], aturan=BAWAAN)
    assert [b.bobot for b in contoh.baris] == [D("33.34"), D("33.33"), D("33.33")]


def test_semua_polaritas_punya_contoh() -> None:
    sasaran = [
        Sasaran(Polaritas.MINIMAL, target=D(0)),
        Sasaran(Polaritas.RENTANG, bawah=D(2), atas=D(5)),
        Sasaran(Polaritas.YA_TIDAK),
        Sasaran(Polaritas.TANGGAL, mulai=date(2026, 1, 1), tenggat=date(2026, 3, 31)),
    ]
    contoh = contoh_hitung([("x", s, D(25)) for s in sasaran], aturan=BAWAAN)
    assert [uraian_realisasi(b.realisasi) for b in contoh.baris] == ["0", "3,5", "ya", "31-03-2026"]
    assert contoh.baris[1].capaian.nilai == 100


def test_contoh_kosong_ditolak() -> None:
    with pytest.raises(ValueError, match="sekurangnya satu"):
        contoh_hitung([], aturan=BAWAAN)


@given(st.lists(st.decimals("0.5", "100000", places=2), min_size=1, max_size=12))
def test_nilai_akhir_contoh_selalu_di_dalam_batas(target: list[D]) -> None:
    contoh = contoh_hitung(
        [("x", Sasaran(Polaritas.MAKSIMAL, target=t), None) for t in target], aturan=BAWAAN
    )
    assert D(0) <= contoh.hasil <= BAWAAN.batas_capaian
    assert abs(contoh.bagian_hasil + contoh.bagian_perilaku - contoh.akhir) <= D("0.01")


def test_bagian_kelompok_satu_desimal_dan_minimal_satu_orang_tidak_disebut() -> None:
    isi = {
        "bobot_kelompok": {"atasan": "2", "rekan": "1", "bawahan": "0", "masyarakat": "0"},
        "min_n": {"rekan": 2},
    }
    kata = {k.judul: k.isi for k in jelaskan(aturan_dari(isi))}["Perilaku kerja"]
    assert kata == "Dinilai oleh atasan 66,7 %, rekan 33,3 % (paling sedikit 2 orang)."


def realisasi(sasaran: Sasaran, urutan: int) -> object:
    """Realisasi karangan pada urutan itu: tepat target, 96 %, atau 103 % bagi makin besar makin baik."""
    return contoh_hitung([("x", sasaran, None)] * 3, aturan=BAWAAN).baris[urutan].realisasi


@pytest.mark.parametrize(
    ("sasaran", "hasil"),
    [
        (maksimal("100"), [100, 96, 103]),
        (Sasaran(Polaritas.MINIMAL, target=D(100)), [100, 104, 97]),
        (maksimal("0.55"), [D("0.55"), D("0.53"), D("0.57")]),
        (Sasaran(Polaritas.RENTANG, bawah=D("0.0001"), atas=D("0.0002")), [D("0.0002")] * 3),
    ],
)
def test_realisasi_contoh_di_sekitar_target_dan_sehalus_targetnya(
    sasaran: Sasaran, hasil: list[object]
) -> None:
    assert [realisasi(sasaran, n) for n in range(3)] == hasil


def test_contoh_capaian_di_sekitar_target_dan_di_luar_rentang() -> None:
    def hasil(sasaran: Sasaran) -> list[object]:
        return [r for r, _ in contoh_capaian(sasaran, aturan=BAWAAN)]

    assert hasil(Sasaran(Polaritas.YA_TIDAK)) == [False, True]
    assert hasil(maksimal("50")) == [45, 50, 55]
    assert hasil(Sasaran(Polaritas.MINIMAL, target=D(50))) == [55, 50, 45]
    assert hasil(Sasaran(Polaritas.RENTANG, bawah=D("2.35"), atas=D("5.05"))) == [
        D("2.12"), D("2.35"), D("5.05"), D("5.56")
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("nilai", "kata"),
    [
        (D("0.12345"), "0,1235"),
        (D("1200"), "1.200"),
        (D("3.50"), "3,5"),
        (True, "ya"),
        (False, "tidak"),
        (date(2026, 3, 1), "01-03-2026"),
    ],
)
def test_realisasi_ditulis_ringkas(nilai: D | bool | date, kata: str) -> None:
    assert uraian_realisasi(nilai) == kata


@pytest.mark.parametrize("bobot", [(D(60), None), (D(60), D(41))])
def test_bobot_yang_tidak_genap_seratus_dibagi_rata(bobot: tuple[D | None, ...]) -> None:
    contoh = contoh_hitung([("x", maksimal("10"), b) for b in bobot], aturan=BAWAAN)
    assert [b.bobot for b in contoh.baris] == [50, 50]


def test_contoh_capaian_naik_bersama_realisasi() -> None:
    capaian = [c.nilai for _, c in contoh_capaian(maksimal("95"), aturan=BAWAAN)]
    assert capaian == sorted(capaian) and len(capaian) == 3
    assert len(contoh_capaian(Sasaran(Polaritas.YA_TIDAK), aturan=BAWAAN)) == 2
    assert len(contoh_capaian(Sasaran(Polaritas.RENTANG, bawah=D(2), atas=D(5)), aturan=BAWAAN)) == 4


def test_contoh_capaian_tidak_mengulang_realisasi_yang_sama() -> None:
    assert len(contoh_capaian(maksimal("1"), aturan=BAWAAN)) == 1
