"""Yang ditolak tiap aturan dan tepinya yang jarang dilewati; aturan selebihnya diuji di tests/<aplikasi>/rules."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise

import pytest

from indikator.rules.capaian import Ekspektasi
from indikator.rules.jadwal import Pembagian, bagian_tahun
from indikator.rules.penjelasan import uraian_realisasi
from inti.rules.format import angka_ringkas, jarak_tenggat
from inti.rules.grafik import TINGGI_BARIS, batang_mendatar
from pelatihan.rules.kebutuhan import skor
from pelatihan.rules.kompetensi import andal_penjawab
from pelatihan.rules.rupiah import rupiah
from penilaian.rules.kalibrasi import Kotak
from penilaian.rules.predikat import KODE_SIASN_PREDIKAT, KODE_SIASN_RATING, Predikat, Rating
from penilaian.rules.siasn import kode_golongan
from umpan_balik.rules.ikm_masa import Masa
from umpan_balik.rules.kecurigaan import batas_jaringan

TANPA_ZONA = datetime(2026, 11, 2, 9)


@pytest.mark.parametrize(
    ("kerja", "pesan"),
    [
        (lambda: skor(Decimal(3), harapan=Decimal(2), terendah=Decimal(2)), "lebih tinggi"),
        (lambda: andal_penjawab(0), "satu penjawab"),
        (lambda: batas_jaringan(-1), "kurang dari 0"),
        (lambda: batang_mendatar([Decimal(-1)]), "tidak negatif"),
        (lambda: Masa("bulan", date(2026, 11, 2)), "hari pertama"),
        (lambda: Masa("pekan", date(2026, 11, 1)), "hari pertama"),
        (lambda: jarak_tenggat(TANPA_ZONA, TANPA_ZONA), "berzona"),
    ],
)
def test_masukan_yang_ditolak_menyebut_sebabnya(kerja: Callable[[], object], pesan: str) -> None:
    with pytest.raises(ValueError, match=pesan):
        kerja()


def test_dua_belas_bulan_menutup_setahun_tanpa_celah() -> None:
    bulan = bagian_tahun(2028, Pembagian.BULANAN)
    assert (len(bulan), bulan[1].nama, bulan[1].selesai) == (12, "Februari 2028", date(2028, 2, 29))
    assert (bulan[0].mulai, bulan[-1].selesai) == (date(2028, 1, 1), date(2028, 12, 31))
    assert all((b.mulai - a.selesai).days == 1 for a, b in pairwise(bulan))


def test_batang_mendatar_menurut_yang_terbesar_dan_yang_kosong_tidak_berbatang() -> None:
    batang, tinggi = batang_mendatar([Decimal(10), None, Decimal(5)], lebar=200)
    assert tinggi == 3 * TINGGI_BARIS
    assert [b.panjang for b in batang] == ["200", "0", "100"]
    assert batang_mendatar([Decimal(5)], atas=10, lebar=200)[0][0].panjang == "100"
    assert batang_mendatar([Decimal(20)], atas=10, lebar=200)[0][0].panjang == "200", (
        "tidak keluar dari bidangnya"
    )
    assert batang_mendatar([Decimal(0)])[0][0].panjang == "0"
    assert batang_mendatar([]) == ((), TINGGI_BARIS)


def test_kata_untuk_yang_kosong_dan_yang_jarang() -> None:
    assert angka_ringkas(None) == rupiah(None) == "–"
    assert rupiah(1_250_000) == "Rp 1.250.000"
    assert uraian_realisasi(Ekspektasi.DI_ATAS) == "di atas ekspektasi"
    assert Kotak(Rating.DI_ATAS, Rating.DI_BAWAH).sebutan == "hasil di atas, perilaku di bawah"


def test_kode_siasn_seperti_di_lembar_unggahnya() -> None:
    assert KODE_SIASN_RATING == {Rating.DI_ATAS: 1, Rating.SESUAI: 2, Rating.DI_BAWAH: 3}
    assert [
        KODE_SIASN_PREDIKAT[p] for p in ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
    ] == [*range(1, 6)]
    assert set(KODE_SIASN_PREDIKAT) == set(Predikat)
    assert [kode_golongan(g) for g in ("I/a", "II/c", "III/b", "IV/e")] == [11, 23, 32, 45]
    assert [kode_golongan(g) for g in ("", "IX", "V/a", "III/f", "III/ab", "III/")] == [None] * 6
