"""Sifat capaian yang harus benar untuk angka apa pun."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import assume, given
from hypothesis import strategies as st

from indikator.rules.angka import amankan
from indikator.rules.capaian import Polaritas, RumusMinimal, Sasaran, capaian
from tests.indikator.rules.bantu import SIFAT, D, angka

TAK_TERBALIK = st.sampled_from([RumusMinimal.DUA_T_KURANG_R, RumusMinimal.T_PER_R])
TARGET = angka().filter(lambda x: x > 0)
HARI_NOL = date(2026, 1, 1)


@SIFAT
@given(TARGET, angka(), angka())
def test_realisasi_lebih_besar_tidak_menurunkan_maksimal(t: Decimal, r1: Decimal, r2: Decimal) -> None:
    sasaran = Sasaran(Polaritas.MAKSIMAL, target=t)
    kecil, besar = sorted((r1, r2))
    assert capaian(sasaran, realisasi=kecil).nilai <= capaian(sasaran, realisasi=besar).nilai


@SIFAT
@given(angka(), angka(), angka(), TAK_TERBALIK)
def test_realisasi_lebih_kecil_tidak_menurunkan_minimal(
    t: Decimal, r1: Decimal, r2: Decimal, rumus: RumusMinimal
) -> None:
    sasaran = Sasaran(Polaritas.MINIMAL, target=t)
    kecil, besar = sorted((r1, r2))
    baik = capaian(sasaran, realisasi=kecil, rumus_minimal=rumus).nilai
    buruk = capaian(sasaran, realisasi=besar, rumus_minimal=rumus).nilai
    assert buruk <= baik


@SIFAT
@given(angka(), angka(), angka(), angka())
def test_mendekati_rentang_tidak_menurunkan(x: Decimal, y: Decimal, r1: Decimal, r2: Decimal) -> None:
    a, b = sorted((x, y))
    sasaran = Sasaran(Polaritas.RENTANG, bawah=a, atas=b)
    kecil, besar = sorted((r1, r2))
    jauh, dekat = (kecil, besar) if besar <= b else (besar, kecil)
    assume(besar <= b or kecil >= a)  # keduanya di sisi yang sama, atau salah satunya di dalam
    assert capaian(sasaran, realisasi=jauh).nilai <= capaian(sasaran, realisasi=dekat).nilai


@SIFAT
@given(st.integers(0, 1000), st.integers(0, 3000), st.integers(0, 3000), TAK_TERBALIK)
def test_selesai_lebih_awal_tidak_menurunkan(tersedia: int, h1: int, h2: int, rumus: RumusMinimal) -> None:
    sasaran = Sasaran(Polaritas.TANGGAL, mulai=HARI_NOL, tenggat=HARI_NOL + timedelta(tersedia))
    awal, akhir = (HARI_NOL + timedelta(h) for h in sorted((h1, h2)))
    baik = capaian(sasaran, realisasi=awal, rumus_minimal=rumus).nilai
    assert capaian(sasaran, realisasi=akhir, rumus_minimal=rumus).nilai <= baik


@SIFAT
@given(
    st.sampled_from([Polaritas.MAKSIMAL, Polaritas.MINIMAL]),
    TARGET,
    angka(),
    st.sampled_from(list(RumusMinimal)),
    st.integers(100, 200),
)
def test_capaian_tidak_pernah_keluar_dari_batas(
    polaritas: Polaritas, t: Decimal, r: Decimal, rumus: RumusMinimal, batas: int
) -> None:
    c = capaian(Sasaran(polaritas, target=t), realisasi=r, rumus_minimal=rumus, batas=D(batas))
    assert 0 <= c.nilai <= batas


@SIFAT
@given(
    st.sampled_from([Polaritas.MAKSIMAL, Polaritas.MINIMAL]),
    TARGET,
    angka(),
    st.sampled_from(list(RumusMinimal)),
    st.integers(1, 1000),
)
def test_mengganti_satuan_tidak_mengubah_capaian(
    polaritas: Polaritas, t: Decimal, r: Decimal, rumus: RumusMinimal, kali: int
) -> None:
    satu = capaian(Sasaran(polaritas, target=t), realisasi=r, rumus_minimal=rumus)
    dua = capaian(Sasaran(polaritas, target=t * kali), realisasi=r * kali, rumus_minimal=rumus)
    assert amankan(satu.nilai) == amankan(dua.nilai)


@SIFAT
@given(st.sampled_from([Polaritas.MAKSIMAL, Polaritas.MINIMAL]), TARGET, st.sampled_from(list(RumusMinimal)))
def test_tepat_sasaran_selalu_seratus(polaritas: Polaritas, t: Decimal, rumus: RumusMinimal) -> None:
    assert capaian(Sasaran(polaritas, target=t), realisasi=t, rumus_minimal=rumus).nilai == 100
