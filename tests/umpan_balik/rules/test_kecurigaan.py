"""Kapan suara ditahan, bukti kerja, masa kode, tabel profil, dan kelengkapan dua bahasa: tanpa basis data."""

import hashlib
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umpan_balik.rules import kecurigaan
from umpan_balik.rules.bahasa import (
    GALAT_INGGRIS,
    KATA,
    UNSUR_INGGRIS,
    Bahasa,
    bahasa,
    galat,
    saat_inggris,
    sebab,
    tanggal,
)
from umpan_balik.rules.bukti_kerja import BIT, cari, terbukti
from umpan_balik.rules.kecurigaan import Keramaian, batas_jaringan, sebab_kios, sebab_menahan
from umpan_balik.rules.kode import masih_berlaku
from umpan_balik.rules.profil import PROFIL, dikenal, tabel
from umpan_balik.rules.unsur import UNSUR


@pytest.mark.parametrize(
    ("sealat", "sealamat", "ramai", "terbukti_", "hasil"),
    [
        (0, 0, 0, False, ""),
        (4, 9, 39, False, ""),
        (5, 5, 0, True, kecurigaan.SEALAT),
        (0, 10, 0, True, kecurigaan.SEALAMAT),
        (0, 0, 40, False, kecurigaan.TANPA_BUKTI),
        (0, 0, 40, True, ""),
        (4, 9, 40, True, ""),
    ],
)
def test_sebab_menahan(sealat: int, sealamat: int, ramai: int, terbukti_: bool, hasil: str) -> None:
    assert sebab_menahan(Keramaian(sealat, sealamat, ramai), batas=10, terbukti=terbukti_) == hasil


@pytest.mark.parametrize(
    ("banyak", "detik", "hasil"),
    [
        (0, None, ""),
        (299, 15, ""),
        (1, 14.9, kecurigaan.KIOS_CEPAT),
        (300, 60, kecurigaan.KIOS_BANYAK),
    ],
)
def test_sebab_tablet(banyak: int, detik: float | None, hasil: str) -> None:
    assert sebab_kios(banyak=banyak, detik_sejak_terakhir=detik) == hasil


@pytest.mark.parametrize(
    ("terhitung", "batas"), [(0, 10), (666, 10), (733, 10), (734, 11), (1000, 15), (10_000, 150)]
)
def test_satu_jaringan_satu_setengah_persen_dari_sebulan_paling_sedikit_sepuluh(
    terhitung: int, batas: int
) -> None:
    assert batas_jaringan(terhitung) == batas


@given(st.integers(500, 1_000_000))
def test_satu_jaringan_menggeser_angka_titik_ramai_paling_banyak_seperdua_puluh(terhitung: int) -> None:
    """500 suara jujur 3,20 dan seluruh jatah satu jaringan diisi nilai 1."""
    n = batas_jaringan(terhitung)
    geser = Decimal("3.20") - (Decimal("3.20") * terhitung + n) / (terhitung + n)
    assert geser <= Decimal("0.05")


def test_kendali_batas_yang_lebih_longgar_menggeser_lebih() -> None:
    assert Decimal("3.20") - (Decimal("3.20") * 500 + 100) / 600 > Decimal("0.3")


def test_bukti_kerja_hanya_untuk_soalnya_dan_cukup_mahal() -> None:
    jawaban = cari("soal-satu", bit=10)
    assert terbukti("soal-satu", jawaban, bit=10)
    nol = bin(int.from_bytes(hashlib.sha256(f"soal-satu:{jawaban}".encode()).digest()) | 1 << 256)[3:]
    assert nol.startswith("0" * 10)
    assert sum(terbukti(f"soal {n}", jawaban, bit=10) for n in range(50)) <= 2
    assert not any(terbukti("soal-satu", teks, bit=0) for teks in ("", "-1", "1e3", "٣", "9" * 17, "abc"))


def test_bukti_kerja_rata_rata_131_072_kali_hitung() -> None:
    """Janjinya di docs/aturan/survei.md."""
    assert 2**BIT == 131_072
    jawaban = cari("soal-dua", bit=BIT - 1)
    assert terbukti("soal-dua", jawaban, bit=BIT - 1)
    assert terbukti("soal-dua", jawaban) == terbukti("soal-dua", jawaban, bit=BIT)


def test_jawaban_terpanjang_enam_belas_angka() -> None:
    assert terbukti("soal", "9" * 16, bit=0)
    assert terbukti("soal", "9" * 17, bit=0) is False


def test_yang_dicari_jawaban_terkecil() -> None:
    jawaban = int(cari("soal-tiga", bit=6))
    assert not any(terbukti("soal-tiga", str(n), bit=6) for n in range(jawaban))


@pytest.mark.parametrize(("hari", "boleh"), [(15, False), (16, True), (30, True)])
def test_kode_berlaku_sejak_hari_layanan(hari: int, boleh: bool) -> None:
    assert masih_berlaku(date(2026, 11, 16), date(2026, 11, hari)) is boleh


def test_kode_lewat_sesudah_tiga_puluh_hari() -> None:
    assert masih_berlaku(date(2026, 11, 16), date(2026, 12, 16))
    assert not masih_berlaku(date(2026, 11, 16), date(2026, 12, 17))


# --- profil ---


@pytest.mark.parametrize(
    ("banyak", "tampil"),
    [
        ({"L": 20, "P": 30}, [20, 30]),
        ({"L": 4, "P": 30}, [None, None]),
        ({"L": 0, "P": 30}, [0, 30]),
        ({}, [0, 0]),
    ],
)
def test_kelompok_kecil_tidak_tampil_juga_lewat_selisih(
    banyak: dict[str, int], tampil: list[int | None]
) -> None:
    assert [b.banyak for b in tabel("kelamin", banyak)] == tampil


@given(st.dictionaries(st.sampled_from(list(PROFIL[0].pilihan)), st.integers(0, 30)))
def test_yang_tersembunyi_tidak_pernah_satu_orang_atau_satu_kelompok(banyak: dict[str, int]) -> None:
    baris = tabel("usia", banyak)
    tampil = sum(b.banyak for b in baris if b.banyak is not None)
    simpan = [b for b in baris if b.banyak is None]
    sisa = sum(banyak.values()) - tampil
    assert all(b.banyak is None or b.banyak == 0 or b.banyak >= 5 for b in baris)
    # Satu kelompok saja tersembunyi hanya bila tidak ada kelompok lain yang berisi.
    assert not simpan or len(simpan) >= 2 or tampil == 0
    assert not simpan or sisa >= 5 or tampil == 0


@pytest.mark.parametrize(
    ("banyak", "tampil"),
    [
        # Satu kelompok kecil menarik yang terkecil berikutnya, tidak lebih.
        ([4, 6, 8, 9, 10], [None, None, 8, 9, 10]),
        ([4, 9, 8, 6, 10], [None, 9, 8, None, 10]),
        # Dua kelompok kecil yang bersama-sama lima orang sudah cukup.
        ([1, 4, 8, 9, 10], [None, None, 8, 9, 10]),
        # Dua kelompok kecil yang bersama-sama kurang dari lima menarik satu lagi.
        ([1, 3, 8, 9, 10], [None, None, None, 9, 10]),
        ([5, 5, 5, 5, 5], [5, 5, 5, 5, 5]),
        ([0, 0, 4, 0, 0], [0, 0, None, 0, 0]),
        ([1, 1, 0, 0, 0], [None, None, 0, 0, 0]),
    ],
)
def test_yang_ikut_tersembunyi_secukupnya(banyak: list[int], tampil: list[int | None]) -> None:
    isi = dict(zip(PROFIL[0].pilihan, banyak, strict=True))
    assert [b.banyak for b in tabel("usia", isi)] == tampil


def test_kelompok_usia_berurutan_tanpa_celah_dan_kodenya_umur_tertingginya() -> None:
    """Kode kelompok menyebut tepinya: sampai 24, 25–34, …; yang terakhir umur terendahnya."""
    pilihan = PROFIL[0].pilihan
    tengah = [(kode, bunyi.split()[0].split("–")) for kode, (bunyi, _) in pilihan.items()][1:-1]
    assert [atas for _, (_, atas) in tengah] == [kode for kode, _ in tengah]
    atas = [int(kode) for kode in list(pilihan)[:-1]]
    assert [int(bawah) for _, (bawah, _) in tengah] == [n + 1 for n in atas[:-1]]
    assert next(iter(pilihan.values()))[0] == f"Sampai {atas[0]} tahun"
    assert list(pilihan.items())[-1] == (
        str(atas[-1] + 1),
        (f"{atas[-1] + 1} tahun ke atas", f"{atas[-1] + 1} and over"),
    )


def test_tabel_profil_menolak_hitungan_negatif_dan_menerima_nol() -> None:
    assert [b.banyak for b in tabel("kelamin", {"L": 0, "P": 0})] == [0, 0]
    with pytest.raises(ValueError, match="di bawah 0"):
        tabel("kelamin", {"L": -1, "P": 9})


def test_pilihan_asing_dibuang_bukan_menggagalkan() -> None:
    assert dikenal({"usia": "34", "agama": "x", "kelamin": "L' OR 1=1"}) == {"usia": "34"}
    with pytest.raises(ValueError, match="tidak dikenal"):
        tabel("agama", {})


# --- dua bahasa ---


def test_kedua_bahasa_punya_kata_yang_sama_lengkap() -> None:
    indonesia, inggris = KATA[Bahasa.INDONESIA], KATA[Bahasa.INGGRIS]
    assert indonesia.keys() == inggris.keys()
    assert set(UNSUR_INGGRIS) == {u.kode for u in UNSUR}
    assert all(len(set(jawaban)) == 4 for _, jawaban in UNSUR_INGGRIS.values())
    assert not any(teks == inggris[kunci] for kunci, teks in indonesia.items() if kunci != "galat")


def test_sebab_dan_galat_punya_bahasa_inggris() -> None:
    semua = {v for k, v in vars(kecurigaan).items() if k.isupper() and isinstance(v, str)}
    assert semua == set(kecurigaan.SEBAB_INGGRIS)
    assert sebab(kecurigaan.JEBAKAN, Bahasa.INDONESIA) == kecurigaan.JEBAKAN
    assert "hidden" in sebab(kecurigaan.JEBAKAN, Bahasa.INGGRIS)
    assert galat("setuju", "Centang.", Bahasa.INGGRIS) == GALAT_INGGRIS["setuju"]
    assert galat("waktu", "Pilih.", Bahasa.INDONESIA) == "Pilih."


def test_tanggal_dan_pilihan_bahasa() -> None:
    assert tanggal(date(2026, 8, 5), Bahasa.INGGRIS) == "5 August 2026"
    assert tanggal(date(2026, 8, 5), Bahasa.INDONESIA) == "5 Agustus 2026"
    assert saat_inggris(datetime(2026, 8, 5, 9, 7)).startswith("5 August 2026 at 09:07")
    assert [bahasa(t) for t in ("en", "id", "", "fr", "EN")] == ["en", "id", "id", "id", "id"]
