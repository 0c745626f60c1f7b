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


def test_contoh_capaian_naik_bersama_realisasi() -> None:
    capaian = [c.nilai for _, c in contoh_capaian(maksimal("95"), aturan=BAWAAN)]
    assert capaian == sorted(capaian) and len(capaian) == 3
    assert len(contoh_capaian(Sasaran(Polaritas.YA_TIDAK), aturan=BAWAAN)) == 2
    assert len(contoh_capaian(Sasaran(Polaritas.RENTANG, bawah=D(2), atas=D(5)), aturan=BAWAAN)) == 4


def test_contoh_capaian_tidak_mengulang_realisasi_yang_sama() -> None:
    assert len(contoh_capaian(maksimal("1"), aturan=BAWAAN)) == 1
