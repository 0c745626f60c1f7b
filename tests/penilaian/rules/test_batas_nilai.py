"""Tepi aturan nilai yang ditemukan uji mutasi: batasnya sendiri, bukan hanya di sekitarnya."""

from datetime import date
from decimal import Decimal as D

import pytest

from penilaian.rules import objektivitas as o
from penilaian.rules.objektivitas_baris import Baris
from penilaian.rules.objektivitas_selang import Selang, kuantil_t
from penilaian.rules.pp30 import MasukanPP30, PP30Keliru, hitung_pp30, pita_dari
from penilaian.rules.ruas import Ruas, periksa_ruas
from penilaian.rules.umpan_rhk import masih_contoh

HARI = date(2026, 7, 1)


@pytest.mark.parametrize(
    ("rekan", "bobot"), [(False, "SKP 70 %, perilaku 30 %"), (True, "SKP 60 %, perilaku 40 %")]
)
def test_langkah_menyebut_bobot_yang_dipakai(rekan: bool, bobot: str) -> None:
    hasil = hitung_pp30(MasukanPP30(skp=D(115), perilaku=D(105), pakai_rekan=rekan))
    assert bobot in str(hasil.langkah[0])


def test_ambang_terendah_boleh_di_bawah_satu_tetapi_tidak_nol() -> None:
    assert pita_dari({"kurang": "0.5"}).kurang == D("0.5")
    for keliru in ({"kurang": "0"}, {"sangat_baik": "121"}):
        with pytest.raises(PP30Keliru):
            pita_dari(keliru)


def test_lima_orang_sudah_cukup_untuk_membandingkan_dengan_usulnya() -> None:
    def tanda(n: int) -> list[str]:
        ini = o.ringkas([o.Sel("di_atas", "di_atas", usul_hasil="sesuai", usul_perilaku="sesuai", n=n)])
        return [t.nama for t in o.temuan(ini, None, o.Bahan())]

    assert "usul" in tanda(5)
    assert "usul" not in tanda(4)


@pytest.mark.parametrize(
    ("bawah", "atas", "tanpa"),
    [("0.2", "0.8", True), ("-0.8", "-0.2", True), ("-1", "0.5", False), ("0", "1", False)],
)
def test_selang_yang_memuat_nol(bawah: str, atas: str, tanpa: bool) -> None:
    assert Selang(D(0), D(bawah), D(atas)).tanpa_nol is tanpa


def test_kuantil_t_menurut_uraiannya_sampai_suku_terakhir() -> None:
    # z = 1,959964: 1,959964 + 0,790756 + 0,313608 + 0,094660.
    assert abs(kuantil_t(3) - D("3.158988")) < D("0.0001")


@pytest.mark.parametrize(
    ("aspek", "teks"), [({"kualitas": 2}, "0 %; kualitas 100 %"), ({"kuantitas": 2}, "100 %; kualitas 0 %")]
)
def test_aspek_yang_tidak_ada_ditulis_nol(aspek: dict[str, int], teks: str) -> None:
    assert Baris(1, "A", "", "", o.Ringkas(), o.Bahan(aspek), None, None, (), ()).teks_aspek == teks


def test_ruas_satu_hari_bukan_ruas_terbalik() -> None:
    assert periksa_ruas([Ruas(sejak=HARI, sampai=HARI, utama=True)]) == []


def test_tulisan_sendiri_bukan_contoh() -> None:
    assert masih_contoh("satu dua tiga empat lima enam tujuh") is False
