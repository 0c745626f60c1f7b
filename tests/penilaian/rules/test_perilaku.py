from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.angka import bulatkan
from indikator.rules.capaian import Polaritas, Sasaran
from indikator.rules.hasil_kerja import IndikatorDinilai, hitung_hasil_kerja
from indikator.rules.kebijakan import aturan_dari
from indikator.rules.kelompok import Kelompok
from penilaian.rules.langkah import langkah_hasil, langkah_perilaku
from penilaian.rules.perilaku import (
    HasilKelompok,
    HasilPerilaku,
    MasukanPerilaku,
    SurveiMasyarakat,
    hitung_perilaku,
    konversi,
)
from tests.indikator.rules.bantu import SIFAT, D

BAWAAN = aturan_dari({})
JAWABAN = st.decimals("1", "5", places=2)


def hitung(
    *,
    atasan: tuple[str, ...] = (),
    rekan: tuple[str, ...] = (),
    bawahan: tuple[str, ...] = (),
    masyarakat: SurveiMasyarakat | None = None,
) -> HasilPerilaku:
    masukan = MasukanPerilaku(
        atasan=tuple(D(x) for x in atasan),
        rekan=tuple(D(x) for x in rekan),
        bawahan=tuple(D(x) for x in bawahan),
        masyarakat=masyarakat,
    )
    return hitung_perilaku(masukan, aturan=BAWAAN)


def kelompok(hasil: HasilPerilaku, mana: Kelompok) -> HasilKelompok:
    return next(k for k in hasil.kelompok if k.kelompok is mana)


@pytest.mark.parametrize(
    ("jawaban", "nilai"),
    [
        ("1", 50),
        ("1.5", 60),
        ("2", 70),
        ("3", 90),
        ("3.5", "97.5"),
        ("4", 105),
        ("4.25", "108.75"),
        ("5", 120),
    ],
)
def test_jawaban_diubah_lurus_di_antara_titik_skala(jawaban: str, nilai: str | int) -> None:
    assert konversi(D(jawaban), skala=BAWAAN.skala) == D(nilai)


@pytest.mark.parametrize(
    ("ikm", "nilai"),
    [
        ("25", "50"),
        ("45", "60"),
        ("65", "70"),
        ("76.61", "90"),
        ("82.46", "100"),
        ("88.31", "110"),
        ("100", "120"),
    ],
)
def test_ikm_diubah_lurus_di_antara_titik_skala(ikm: str, nilai: str) -> None:
    assert konversi(D(ikm), skala=BAWAAN.skala_ikm) == D(nilai)


@pytest.mark.parametrize("x", ["0.99", "5.01"])
def test_di_luar_skala_ditolak(x: str) -> None:
    with pytest.raises(ValueError, match="di luar skala 1–5"):
        konversi(D(x), skala=BAWAAN.skala)


def test_nilai_kelompok_adalah_rata_rata_nilai_yang_sudah_diubah() -> None:
    """Bukan ubahan dari rata-rata: 2 dan 5 menjadi (70 + 120) : 2 = 95, bukan 97,5."""
    hasil = hitung(rekan=("2", "5", "3.5"))
    rekan = kelompok(hasil, Kelompok.REKAN)
    assert rekan.nilai is not None
    assert bulatkan(rekan.nilai) == D("95.83")  # (70 + 120 + 97,5) : 3
    assert rekan.rata_jawaban == D("3.5")


def test_kelompok_yang_cukup_digabung_menurut_bobot() -> None:
    hasil = hitung(
        atasan=("4.10",),
        rekan=("3.90",) * 5,
        masyarakat=SurveiMasyarakat(D("86.20"), 212),
    )
    assert hasil.jumlah_bobot == 90
    assert hasil.nilai is not None
    assert bulatkan(hasil.nilai) == D("105.82")
    assert kelompok(hasil, Kelompok.BAWAHAN).kurang


@pytest.mark.parametrize(("n", "dihitung"), [(0, False), (1, False), (2, False), (3, True), (4, True)])
def test_kelompok_dihitung_hanya_bila_penilainya_cukup(n: int, dihitung: bool) -> None:
    hasil = hitung(atasan=("3",), bawahan=("5",) * n)
    bawahan = kelompok(hasil, Kelompok.BAWAHAN)
    assert bawahan.dihitung is dihitung
    assert hasil.jumlah_bobot == (70 if dihitung else 60)


def test_kelompok_yang_tidak_cukup_tidak_menampakkan_angkanya() -> None:
    bawahan = kelompok(hitung(atasan=("3",), bawahan=("5", "1")), Kelompok.BAWAHAN)
    assert (bawahan.nilai, bawahan.rata_jawaban) == (None, None)
    assert bawahan.alasan == "baru 2 penilai, diperlukan 3"


def test_tanpa_kelompok_yang_cukup_nilai_kosong_bukan_nol() -> None:
    hasil = hitung(rekan=("5", "5"))
    assert hasil.nilai is None
    assert [k.kelompok for k in hasil.kelompok if k.kurang] == list(Kelompok)


def test_kelompok_tanpa_bobot_keluar_tanpa_disebut_kurang() -> None:
    aturan = aturan_dari({"bobot_kelompok": {"bawahan": "0"}})
    hasil = hitung_perilaku(MasukanPerilaku(atasan=(D(3),), bawahan=(D(5),) * 9), aturan=aturan)
    bawahan = kelompok(hasil, Kelompok.BAWAHAN)
    assert not bawahan.kurang
    assert bawahan.alasan == "tidak berbobot dalam kebijakan"
    assert hasil.nilai == 90


def test_bobot_sekecil_apa_pun_tetap_kelompok_yang_dihitung_atau_kurang() -> None:
    aturan = aturan_dari({"bobot_kelompok": {"rekan": "1", "bawahan": "0.5"}})
    hasil = hitung_perilaku(MasukanPerilaku(atasan=(D(3),), rekan=(D(5),) * 3), aturan=aturan)
    assert hasil.jumlah_bobot == 61
    assert kelompok(hasil, Kelompok.BAWAHAN).kurang


def test_survei_tanpa_jawaban_tidak_dihitung() -> None:
    for survei in (None, SurveiMasyarakat(None, 0), SurveiMasyarakat(D(80), 2)):
        assert not kelompok(hitung(masyarakat=survei), Kelompok.MASYARAKAT).dihitung


@pytest.mark.parametrize(
    ("isi", "potongan"),
    [
        ({"atasan": ("5.01",)}, "Rata-rata jawaban atasan ke-1 harus antara 1 dan 5"),
        ({"rekan": ("3", "0.99", "3")}, "Rata-rata jawaban rekan ke-2 harus antara 1 dan 5"),
        ({"bawahan": ("6",)}, "Rata-rata jawaban bawahan ke-1"),  # juga bila kelompoknya tidak cukup
        ({"masyarakat": SurveiMasyarakat(D("24.99"), 40)}, "survei masyarakat harus antara 25 dan 100"),
        ({"masyarakat": SurveiMasyarakat(D("100.01"), 1)}, "survei masyarakat harus antara 25 dan 100"),
        ({"masyarakat": SurveiMasyarakat(None, 5)}, "belum diisi padahal ada jawaban"),
        ({"masyarakat": SurveiMasyarakat(D("80"), -1)}, "tidak boleh kurang dari 0"),
    ],
)
def test_jawaban_di_luar_skala_ditolak(isi: dict[str, tuple[str, ...]], potongan: str) -> None:
    with pytest.raises(ValueError, match=potongan):
        hitung(**isi)  # type: ignore[arg-type]


@SIFAT
@given(st.lists(JAWABAN, min_size=3, max_size=8), st.integers(0, 7), JAWABAN)
def test_satu_jawaban_lebih_baik_tidak_menurunkan_nilai(
    jawaban: list[Decimal], letak: int, lain: Decimal
) -> None:
    letak %= len(jawaban)
    lebih_baik = [*jawaban]
    lebih_baik[letak] = max(lain, jawaban[letak])
    sebelum = hitung(atasan=("3",), rekan=tuple(str(x) for x in jawaban)).nilai
    sesudah = hitung(atasan=("3",), rekan=tuple(str(x) for x in lebih_baik)).nilai
    assert sebelum is not None
    assert sesudah is not None
    assert bulatkan(sebelum, 20) <= bulatkan(sesudah, 20)


@SIFAT
@given(
    st.lists(JAWABAN, min_size=1, max_size=2),
    st.lists(JAWABAN, max_size=6),
    st.lists(JAWABAN, max_size=6),
    st.integers(2500, 10000),
    st.integers(0, 50),
)
def test_nilai_perilaku_selalu_dalam_skala(
    atasan: list[Decimal], rekan: list[Decimal], bawahan: list[Decimal], ikm: int, n: int
) -> None:
    masukan = MasukanPerilaku(
        tuple(atasan), tuple(rekan), tuple(bawahan), SurveiMasyarakat(D(ikm).scaleb(-2), n)
    )
    hasil = hitung_perilaku(masukan, aturan=BAWAAN)
    assert hasil.nilai is not None
    assert 50 <= bulatkan(hasil.nilai, 20) <= 120


def test_langkah_menyebut_angka_tiap_kelompok_dan_pembaginya() -> None:
    hasil = hitung(atasan=("4",), rekan=("4", "3", "5"), masyarakat=SurveiMasyarakat(D("80"), 5))
    kalimat = {satu.langkah: satu.uraian for satu in langkah_perilaku(hasil)}
    assert kalimat["perilaku.atasan"].startswith(
        "Atasan, 1 orang: rata-rata 4,00 dari 5, menjadi 105,00; bobot"
    )
    assert ", 3 orang: rata-rata 4,00 dari 5, menjadi 105,00; bobot" in kalimat["perilaku.rekan"]
    assert " tidak dihitung: belum ada penilai, diperlukan 3; bobot" in kalimat["perilaku.bawahan"]
    assert kalimat["perilaku"].startswith("Nilai perilaku = (") and "105,00" in kalimat["perilaku"]


def test_langkah_hasil_kerja_menyebut_jumlah_dan_pembaginya() -> None:
    sasaran = Sasaran(Polaritas.MAKSIMAL, target=D(100))
    kerja = hitung_hasil_kerja(
        (
            IndikatorDinilai("IK1", D(60), sasaran, D(80)),
            IndikatorDinilai("IK2", D(40), sasaran, D(100)),
        ),
        aturan=BAWAAN,
    )
    akhir = langkah_hasil(kerja)[-1]
    assert akhir.uraian.endswith("= 8.800,00 : 100 = 88,00.") and akhir.hasil == "88.00"
