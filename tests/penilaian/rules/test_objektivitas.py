"""Tanda objektivitas: angkanya dari tabel tangan, dan tidak pernah muncul tanpa cukup orang."""

import statistics
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.rules import objektivitas as o
from penilaian.rules.objektivitas_baris import Baris
from penilaian.rules.objektivitas_selang import (
    Kumpulan,
    Selang,
    kuantil_t,
    selang_bagian,
    selang_beda,
    selang_rata,
)

B, S, A = "di_bawah", "sesuai", "di_atas"
# 20 orang dinilai rekan: rata-rata 2, 12 di antaranya kedua ratingnya sama.
REKAN = o.ringkas([o.Sel(S, S, n=10), o.Sel(A, S, n=4), o.Sel(B, S, n=4), o.Sel(A, A, n=1), o.Sel(B, B, n=1)])


def kumpulan(*angka: str) -> Kumpulan:
    isi = Kumpulan()
    for satu in angka:
        isi = isi.tambah(D(satu))
    return isi


def nama(ini: o.Ringkas, rekan: o.Ringkas | None = REKAN, bahan: o.Bahan | None = None) -> list[str]:
    return [t.nama for t in o.temuan(ini, rekan, bahan or o.Bahan())]


@pytest.mark.parametrize(("derajat", "tabel"), [(4, "2.776"), (10, "2.228"), (30, "2.042"), (120, "1.980")])
def test_kuantil_t_mendekati_tabel(derajat: int, tabel: str) -> None:
    assert abs(kuantil_t(derajat) - D(tabel)) < D("0.01")


def test_derajat_yang_terlalu_kecil_ditolak() -> None:
    with pytest.raises(ValueError, match="minimal 3"):
        kuantil_t(2)
    with pytest.raises(ValueError, match="berisi"):
        selang_beda(Kumpulan(), kumpulan("1", "2"))
    with pytest.raises(ValueError, match="antara"):
        selang_bagian(3, 2)


def test_selang_menurut_hitungan_tangan() -> None:
    # 2, 4, 4, 4, 6: rata-rata 4, simpangan baku √2, galat √(2/5) = 0,6325, t(4) = 2,776.
    s = selang_rata(kumpulan("2", "4", "4", "4", "6"))
    assert (s.nilai, round(s.bawah, 1), round(s.atas, 1)) == (4, D("2.2"), D("5.8"))
    # Wilson 7 dari 10: 0,397 sampai 0,892.
    s = selang_bagian(7, 10)
    assert (round(s.bawah, 3), round(s.atas, 3)) == (D("0.397"), D("0.892"))


def test_contoh_docs_penilai_longgar_seragam_dan_melampaui_usul() -> None:
    ini = o.ringkas([o.Sel(A, A, usul_hasil=S, usul_perilaku=S, n=6)])
    temuan = {t.nama: t.teks for t in o.temuan(ini, REKAN, o.Bahan())}
    assert temuan.keys() == {"longgar", "seragam", "halo", "usul"}
    assert temuan["longgar"] == (
        "Menilai 1,00 lebih tinggi daripada rekan setingkatnya pada skala 1–3, selang 0,61 sampai 1,39; "
        "n = 6, rekan 20."
    )
    assert temuan["usul"].startswith("Rating rata-rata 1,00 tingkat di atas usul angka")
    assert "sama dengan usul pada 0 dari 6 orang" in temuan["usul"]
    assert "di bawah 5 dari 100" in temuan["seragam"]


@pytest.mark.parametrize(
    ("sel", "tanda"),
    [
        ([o.Sel(B, B, n=6)], ["ketat", "seragam", "halo"]),
        ([o.Sel(S, S, n=10), o.Sel(A, S, n=4), o.Sel(B, S, n=4)], []),
        ([o.Sel(S, S, n=9), o.Sel(A, A, n=2), o.Sel(B, B, n=2)], ["halo"]),
        ([o.Sel(S, S, A, A, n=6), o.Sel(B, A, A, A, n=2)], ["usul"]),
        ([o.Sel(A, A, n=4)], []),
    ],
)
def test_pola_menimbulkan_tandanya_sendiri(sel: list[o.Sel], tanda: list[str]) -> None:
    assert nama(o.ringkas(sel)) == tanda


def test_umpan_balik_atasan_yang_jauh_dari_rekan_ditandai() -> None:
    tenang = o.ringkas([o.Sel(S, S, n=4), o.Sel(A, S, n=2)])
    jauh = o.Bahan(beda_kelompok=kumpulan("1", "0.8", "1.2", "0.9", "1.1"))
    assert nama(tenang, bahan=jauh) == ["kelompok"]
    dekat = o.Bahan(beda_kelompok=kumpulan("0.1", "-0.2", "0.3", "0", "-0.1"))
    sedikit = o.Bahan(beda_kelompok=kumpulan("1", "1", "1", "1"))
    assert nama(tenang, bahan=dekat) == nama(tenang, bahan=sedikit) == []


def test_isi_skp_ditandai_walaupun_orangnya_sedikit() -> None:
    bahan = o.Bahan({"kuantitas": 9, "kualitas": 1}, hanya_hadir=2)
    assert nama(o.Ringkas(), None, bahan) == ["aspek", "hadir"]
    assert nama(o.Ringkas(), None, o.Bahan({"kuantitas": 9})) == []
    assert nama(o.Ringkas(), None, o.Bahan({"kuantitas": 7, "kualitas": 3})) == []


@pytest.mark.parametrize(
    ("indikator", "ya"),
    [
        (["Persentase kehadiran", "Jumlah apel pagi"], True),
        (["Rekap ABSENSI bulanan"], True),
        (["Persentase kehadiran", "Jumlah laporan"], False),
        (["Renovasi kapel"], False),
        ([], False),
    ],
)
def test_skp_yang_hanya_mengukur_kehadiran(indikator: list[str], ya: bool) -> None:
    assert o.hanya_kehadiran(indikator) is ya


def test_tingkat_dan_batas_pembanding() -> None:
    assert [o.tingkat(j) for j in ("dinas", "bidang", "puskesmas", "seksi", "")] == [
        "Perangkat daerah",
        "Bagian atau bidang",
        "Unit layanan",
        "Subbagian atau seksi",
        "Lainnya",
    ]
    assert o.cukup_rekan(REKAN, 2)
    assert not o.cukup_rekan(REKAN, 1), "satu rekan saja akan terbaca sebagai orang"
    assert not o.cukup_rekan(o.ringkas([o.Sel(S, S, n=9)]), 3)


def test_baris_menulis_angkanya_atau_tanda_kosong() -> None:
    ini = o.ringkas([o.Sel(S, S, S, S, n=4), o.Sel(A, S, S, S, n=2)])
    isi = o.Bahan({"kuantitas": 3, "kualitas": 1})
    penuh = Baris(1, "A", "", "", ini, isi, REKAN, o.kelonggaran(ini, REKAN), (), ())
    assert penuh.teks_beda.startswith("+0,17 (−0,")
    assert penuh.teks_baku.startswith("0,26; rekan 0,4")
    assert penuh.teks_cocok.startswith("67 % (") and penuh.teks_sama.startswith("67 % (")
    assert penuh.teks_aspek == "75 %; kualitas 25 %"
    tanpa_usul = o.ringkas([o.Sel(S, S, n=6)])
    assert Baris(1, "A", "", "", tanpa_usul, isi, None, None, (), ()).teks_cocok == "–"
    kosong = Baris(1, "A", "", "", o.Ringkas(), o.Bahan(), None, None, (), ())
    tertulis = (kosong.teks_beda, kosong.teks_baku, kosong.teks_cocok, kosong.teks_sama, kosong.teks_aspek)
    assert set(tertulis) == {"–"}


angka = st.lists(st.integers(0, 300).map(lambda n: D(n) / 100), min_size=5, max_size=40)


@given(angka, angka)
def test_jumlah_cukup_untuk_simpangan_baku_dan_beda_berlawanan_arah(satu: list[D], dua: list[D]) -> None:
    kiri, kanan = kumpulan(*map(str, satu)), kumpulan(*map(str, dua))
    assert kiri.baku is not None
    assert abs(kiri.baku - statistics.stdev(satu)) < D("1e-9")
    s, balik = selang_beda(kiri, kanan), selang_beda(kanan, kiri)
    assert s.bawah <= s.nilai <= s.atas
    assert (s.nilai, s.bawah, s.atas) == pytest.approx((-balik.nilai, -balik.atas, -balik.bawah))


sel = st.builds(
    o.Sel,
    st.sampled_from([B, S, A]),
    st.sampled_from([B, S, A]),
    st.sampled_from(["", B, S, A]),
    st.sampled_from(["", B, S, A]),
    st.integers(1, 9),
)


@given(st.lists(sel, max_size=8), st.lists(sel, max_size=8))
def test_menggabung_ringkasan_sama_dengan_meringkas_semuanya(satu: list[o.Sel], dua: list[o.Sel]) -> None:
    assert o.ringkas(satu).gabung(o.ringkas(dua)) == o.ringkas([*satu, *dua])


@given(st.lists(sel, max_size=3))
def test_kurang_dari_batas_tidak_pernah_bertanda(isi: list[o.Sel]) -> None:
    ini = o.ringkas(isi)
    if ini.n < o.MIN_ORANG:
        assert nama(ini) == []


@given(st.integers(0, 60), st.integers(1, 60))
def test_selang_bagian_memuat_bagiannya_dan_tetap_di_antara_nol_dan_satu(kena: int, n: int) -> None:
    s = selang_bagian(min(kena, n), n)
    assert 0 <= s.bawah <= s.nilai + D("1e-20") and s.nilai - D("1e-20") <= s.atas <= 1


def test_peluang_keseragaman_yang_sangat_kecil_ditulis_di_bawah_satu_dari_seratus() -> None:
    ini = o.ringkas([o.Sel(A, A, usul_hasil=S, usul_perilaku=S, n=14)])
    seragam = next(t for t in o.temuan(ini, REKAN, o.Bahan()) if t.nama == "seragam")
    assert seragam.teks.endswith("peluangnya di bawah 1 dari 100.")


@pytest.mark.parametrize(
    ("nilai", "teks"), [("0.005", "+0,01 (0,00 sampai 0,02)"), ("0.0049", "0,00 (0,00 sampai 0,02)")]
)
def test_beda_yang_tertulis_nol_tidak_bertanda(nilai: str, teks: str) -> None:
    beda = Selang(D(nilai), D(0), D("0.02"))
    assert Baris(1, "A", "", "", o.Ringkas(), o.Bahan(), None, beda, (), ()).teks_beda == teks
