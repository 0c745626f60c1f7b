from decimal import Decimal
from typing import Any

import pytest

from indikator.rules.angka import bulatkan
from indikator.rules.capaian import Sasaran
from indikator.rules.hasil_kerja import (
    HasilKerja,
    IndikatorDinilai,
    MasukanKeliru,
    StatusIndikator,
    hitung_hasil_kerja,
    tampil_bobot,
)
from indikator.rules.kebijakan import aturan_dari
from indikator.rules.prakiraan import prakirakan
from tests.indikator.rules.bantu import D, maksimal, minimal

BAWAAN = aturan_dari({})


def indikator(
    kode: str, bobot: str, realisasi: str | None, *, sasaran: Sasaran | None = None, **tanda: Any
) -> IndikatorDinilai:
    return IndikatorDinilai(
        kode=kode,
        bobot=D(bobot),
        sasaran=sasaran or maksimal("100"),
        realisasi=None if realisasi is None else D(realisasi),
        **tanda,
    )


def hitung(*isi: IndikatorDinilai) -> HasilKerja:
    return hitung_hasil_kerja(isi, aturan=BAWAAN)


def test_nilai_adalah_rata_rata_berbobot() -> None:
    hasil = hitung(indikator("A", "60", "100"), indikator("B", "40", "80"))
    assert hasil.nilai == D(92)
    assert [h.status for h in hasil.indikator] == [StatusIndikator.DIHITUNG] * 2


@pytest.mark.parametrize(
    ("bobot", "kata"),
    [("30", "30"), ("12.50", "12,5"), ("0.1234567890125", "0,123456789013"), ("1000", "1.000")],
)
def test_bobot_ditulis_tanpa_nol_di_ekor_paling_banyak_dua_belas_desimal(bobot: str, kata: str) -> None:
    assert tampil_bobot(D(bobot)) == kata


def test_bobot_indikator_dikecualikan_keluar_dari_jumlah() -> None:
    hasil = hitung(
        indikator("A", "60", "100"), indikator("B", "30", "50"), indikator("C", "10", None, dikecualikan=True)
    )
    assert hasil.jumlah_bobot == 90
    assert hasil.nilai is not None
    assert bulatkan(hasil.nilai) == D("83.33")  # (6000 + 1500) : 90


def test_indikator_tidak_dilaporkan_dihitung_nol() -> None:
    hasil = hitung(indikator("A", "60", "100"), indikator("B", "40", None, tidak_dilaporkan=True))
    assert hasil.nilai == 60
    assert hasil.indikator[1].status is StatusIndikator.TIDAK_DILAPORKAN
    assert hasil.indikator[1].capaian == 0


def test_tidak_dilaporkan_menang_atas_realisasi_yang_tertinggal() -> None:
    hasil = hitung(indikator("A", "60", "100"), indikator("B", "40", "95", tidak_dilaporkan=True))
    assert hasil.nilai == 60


def test_indikator_tanpa_realisasi_dan_tanpa_keputusan_mengosongkan_nilai() -> None:
    hasil = hitung(indikator("A", "60", "100"), indikator("B", "40", None))
    assert hasil.nilai is None
    assert [i.kode for i in hasil.belum_dilaporkan] == ["B"]


@pytest.mark.parametrize(
    "isi", [(), (indikator("A", "50", "1", dikecualikan=True), indikator("B", "50", None, dikecualikan=True))]
)
def test_tanpa_indikator_yang_dihitung_nilai_kosong_bukan_nol(isi: tuple[IndikatorDinilai, ...]) -> None:
    hasil = hitung(*isi)
    assert hasil.nilai is None
    assert hasil.belum_dilaporkan == ()


def test_bobot_tersisa_yang_kecil_tetap_membentuk_nilai() -> None:
    hasil = hitung(indikator("A", "0.5", "80"), indikator("B", "99.5", None, dikecualikan=True))
    assert hasil.nilai == 80


def test_target_indikator_dikecualikan_tidak_diperiksa() -> None:
    """Target yang tidak mungkin sering justru sebab pengecualian."""
    rusak = indikator("B", "40", "5", sasaran=maksimal("0"), dikecualikan=True)
    assert hitung(indikator("A", "60", "90"), rusak).nilai == 90


@pytest.mark.parametrize(
    ("isi", "potongan"),
    [
        ([indikator("A", "60", "1"), indikator("B", "39.99", "1")], "99,99, harus tepat 100. Kurang 0,01"),
        ([indikator("A", "60", "1"), indikator("B", "40.5", "1")], "100,5, harus tepat 100. Lebih 0,5"),
        ([indikator("A", "33.33", "1", dikecualikan=True)], "33,33, harus tepat 100"),
        ([indikator("A", "50", "1"), indikator("A", "50", "1")], '"A" dipakai lebih dari sekali'),
        ([indikator(" ", "100", "1")], "tanpa kode"),
        ([indikator("rekan", "100", "1")], "sudah dipakai sistem"),
        ([indikator("A", "110", "1"), indikator("B", "-10", "1")], 'Indikator "B": Bobot tidak boleh kurang'),
        (
            [indikator("A", "100", None, dikecualikan=True, tidak_dilaporkan=True)],
            "tidak dapat sekaligus dikecualikan dan tidak dilaporkan",
        ),
        ([indikator("A", "100", None, sasaran=maksimal("0"))], 'Indikator "A": Target indikator'),
        ([indikator("A", "100", "-1")], 'Indikator "A": Realisasi tidak boleh kurang'),
    ],
)
def test_daftar_indikator_yang_tidak_mungkin_ditolak(isi: list[IndikatorDinilai], potongan: str) -> None:
    with pytest.raises(MasukanKeliru, match=potongan):
        hitung(*isi)


def test_semua_kesalahan_indikator_disebut_sekaligus() -> None:
    with pytest.raises(MasukanKeliru) as galat:
        hitung(indikator("A", "10", "-1"), indikator("B", "10", "1", sasaran=maksimal("0")))
    assert len(galat.value.kesalahan) == 3  # jumlah bobot, A, dan B


def test_bobot_berdesimal_yang_tepat_seratus_diterima() -> None:
    tiga = [indikator(k, b, "100") for k, b in (("A", "33.33"), ("B", "33.33"), ("C", "33.34"))]
    assert hitung(*tiga).nilai == 100


def test_rumus_minimal_dan_batas_dari_kebijakan_dipakai() -> None:
    aturan = aturan_dari({"rumus_minimal": "T/R", "batas_capaian": "110"})
    hasil = hitung_hasil_kerja((indikator("A", "100", "2.6", sasaran=minimal("3")),), aturan=aturan)
    assert hasil.nilai == 110  # 3 : 2,6 × 100 = 115,38, dibatasi 110


@pytest.mark.parametrize(("bobot", "teks"), [("30", "30"), ("12.5", "12,5"), ("0.60", "0,6"), ("0", "0")])
def test_bobot_ditulis_tanpa_nol_di_ekor(bobot: str, teks: str) -> None:
    assert tampil_bobot(D(bobot)) == teks


def test_prakiraan_dari_yang_sudah_dilaporkan_dan_batas_batasnya() -> None:
    p = prakirakan(
        (
            indikator("A", "60", "100"),
            indikator("B", "30", None),
            indikator("C", "10", "0", dikecualikan=True),
        ),
        aturan=BAWAAN,
    )
    assert p.nilai == 100
    assert p.terendah is not None
    assert p.tertinggi is not None
    assert bulatkan(p.terendah) == D("66.67")  # 6000 : 90
    assert bulatkan(p.tertinggi) == D("106.67")  # (6000 + 30 × 120) : 90
    assert (p.bobot_terhitung, p.bobot_menunggu) == (60, 30)


def test_prakiraan_sebelum_ada_laporan_tidak_mengarang_nilai() -> None:
    p = prakirakan((indikator("A", "100", None),), aturan=BAWAAN)
    assert p.nilai is None
    assert (p.terendah, p.tertinggi) == (Decimal(0), Decimal(120))


def test_prakiraan_tanpa_indikator_kosong() -> None:
    p = prakirakan((), aturan=BAWAAN)
    assert (p.nilai, p.terendah, p.tertinggi) == (None, None, None)
