import io
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.angka import bulatkan
from indikator.rules.program import jalankan
from tests.indikator.rules.bantu import DATA, SIFAT, D
from umpan_balik.rules.ikm import (
    CARA_PAKAI,
    boleh_terbit,
    hitung_ikm,
    laporan_dari_csv,
    mutu_dan_kinerja,
    nilai_petugas,
)
from umpan_balik.rules.tabulasi import SurveiKeliru, Tanggapan, tabulasikan
from umpan_balik.rules.unsur import UNSUR, KodeUnsur

JUDUL = ",".join(u.kolom for u in UNSUR)


def survei(*baris: str, judul: str = JUDUL) -> str:
    return "\n".join([judul, *baris]) + "\n"


def sama_rata(nilai: int, n: int = 10) -> dict[KodeUnsur, Tanggapan]:
    return {u.kode: Tanggapan(nilai * n, n) for u in UNSUR}


def test_survei_nyata_sekadau_2019() -> None:
    """Jumlah per unsur dihitung tangan dari 49 responden; jumlah semuanya 1.389."""
    hasil: Any = laporan_dari_csv((DATA / "skm_responden.csv").read_text(encoding="utf-8"))
    jumlah = dict(zip(JUDUL.split(","), (138, 139, 150, 177, 159, 163, 161, 143, 159), strict=True))
    assert hasil["n"] == 49
    assert hasil["nrr"] == {k: f"{bulatkan(D(j) / 49):f}" for k, j in jumlah.items()}
    assert hasil["ikm"] == "78.74"  # 1389 : 49 : 9 × 25 = 78,7415
    assert (hasil["mutu"], hasil["kinerja"]) == ("B", "Baik")
    assert hasil["bobot"] == {
        "1/9": {"ikm": "78.74", "resmi": True},
        "0,11": {"ikm": "77.95", "resmi": False},  # 1389 : 49 × 0,11 × 25 = 77,9541
    }


@pytest.mark.parametrize(
    ("nilai", "ikm", "koma_sebelas", "mutu"),
    [
        (4, "100.00", "99.00", "A"),
        (3, "75.00", "74.25", "C"),
        (2, "50.00", "49.50", "D"),
        (1, "25.00", "24.75", "D"),
    ],
)
def test_hanya_sepersembilan_yang_memberi_seratus(nilai: int, ikm: str, koma_sebelas: str, mutu: str) -> None:
    hasil = hitung_ikm(sama_rata(nilai))
    assert str(hasil.ikm) == ikm
    assert str(hasil.ikm_koma_sebelas) == koma_sebelas
    assert hasil.mutu == mutu


@pytest.mark.parametrize(
    ("ikm", "mutu", "kinerja"),
    [
        ("25.00", "D", "Tidak baik"),
        ("64.99", "D", "Tidak baik"),
        ("65.00", "C", "Kurang baik"),
        ("76.60", "C", "Kurang baik"),
        ("76.61", "B", "Baik"),
        ("88.30", "B", "Baik"),
        ("88.31", "A", "Sangat baik"),
        ("100.00", "A", "Sangat baik"),
    ],
)
def test_golongan_mutu(ikm: str, mutu: str, kinerja: str) -> None:
    assert mutu_dan_kinerja(D(ikm)) == (mutu, kinerja)


@pytest.mark.parametrize(
    ("ikm", "potongan"), [("88.305", "Bulatkan"), ("24.99", "antara"), ("100.01", "antara")]
)
def test_golongan_menolak_angka_yang_tidak_mungkin(ikm: str, potongan: str) -> None:
    with pytest.raises(ValueError, match=potongan):
        mutu_dan_kinerja(D(ikm))


def test_angka_di_celah_dibulatkan_lebih_dahulu() -> None:
    """88,305 tidak berada di celah 88,30–88,31: dibulatkan menjadi 88,31, mutu A."""
    # Σ NRR × 25 : 9 = 88,305 ⇔ Σ NRR = 31,7898; sembilan unsur masing-masing 3,5322
    hasil = hitung_ikm({u.kode: Tanggapan(35322, 10000) for u in UNSUR})
    assert str(hasil.ikm) == "88.31"
    assert hasil.mutu == "A"


def test_jawaban_kosong_tidak_dihitung_dan_tidak_menjadi_nol() -> None:
    hasil: Any = laporan_dari_csv(survei("4,4,4,4,4,4,4,4,4", "2,,,,,,,,"))
    assert hasil["n"] == 2
    assert hasil["n_unsur"]["U1"] == 2
    assert hasil["n_unsur"]["U2"] == 1
    assert hasil["nrr"]["U1"] == "3.00"
    assert hasil["nrr"]["U2"] == "4.00"
    assert hasil["ikm"] == "97.22"  # (3 + 8 × 4) : 9 × 25


def test_unsur_yang_tidak_dijawab_siapa_pun_mengosongkan_ikm_dengan_alasan() -> None:
    hasil: Any = laporan_dari_csv(survei("4,4,4,,4,4,4,4,4", "3,3,3,,3,3,3,3,3"))
    assert hasil["nrr"]["U4"] is None
    assert (hasil["ikm"], hasil["mutu"], hasil["kinerja"]) == (None, None, None)
    assert hasil["bobot"]["1/9"] == {"ikm": None, "resmi": True}
    assert hasil["alasan"] == "Belum ada yang menjawab unsur: Biaya/Tarif."


def test_survei_tanpa_responden() -> None:
    hasil: Any = laporan_dari_csv(survei())
    assert (hasil["n"], hasil["ikm"], hasil["boleh_terbit"]) == (0, None, False)


@pytest.mark.parametrize(("n", "boleh"), [(0, False), (4, False), (5, True)])
def test_kurang_dari_lima_responden_tidak_diterbitkan(n: int, boleh: bool) -> None:
    assert boleh_terbit(n) is boleh


@pytest.mark.parametrize(
    "teks",
    [
        "u1;U2;u3;U4;u5;U6;u7;U8;u9\n4;3;4;3;4;3;4;3;4\n",
        "\ufeffU1,U2,U3,U4,U5,U6,U7,U8,U9\r\n4,3,4,3,4,3,4,3,4\r\n",
        '"U1","U2","U3","U4","U5","U6","U7","U8","U9"\n" 4",3 ,4,3,4,3,4,3,4\n\n,,,,,,,,\n',
        'no,U9,U8,U7,U6,U5,U4,U3,U2,U1,saran\n1,4,3,4,3,4,3,4,3,4,"cepat, ramah\nsekali"\n',
        "\n\nu1;U2;u3;U4;u5;U6;u7;U8;u9;saran\n4;3;4;3;4;3;4;3;4;a,b,c,d,e,f,g,h,i,j,k\n",
        "U1,U2,U3,U4,U5,U6,U7,U8,U9\n4,3,4,3,4,3,4,3,4,,\n",
    ],
    ids=[
        "titik koma",
        "bom dan crlf",
        "petik dan baris kosong",
        "urutan lain dan saran berbaris",
        "judul menentukan pemisah",
        "sel kosong di belakang",
    ],
)
def test_berbagai_bentuk_csv_terbaca_sama(teks: str) -> None:
    hasil = tabulasikan(teks)
    assert hasil.n == 1
    assert [hasil.tanggapan[u.kode].total for u in UNSUR] == [4, 3, 4, 3, 4, 3, 4, 3, 4]


def test_responden_yang_tidak_menjawab_satu_unsur_pun_disebut_terpisah() -> None:
    hasil = tabulasikan("nama,U1,U2,U3,U4,U5,U6,U7,U8,U9\nA,4,4,4,4,4,4,4,4,4\nB,,,,,,,,,\n")
    assert (hasil.n, hasil.tanpa_jawaban) == (1, 1)


@pytest.mark.parametrize(
    ("teks", "potongan"),
    [
        (survei("4,4,5,4,4,4,4,4,4"), 'Baris 2, kolom U3: "5" bukan nilai 1–4'),
        (survei("4,4,4,4,4,4,4,4,4", "4,4,4,4,4,4,4,4,0"), 'Baris 3, kolom U9: "0" bukan nilai 1–4'),
        (survei("", "4,4,4,4,-1,4,4,4,4"), 'Baris 3, kolom U5: "-1" bukan nilai 1–4'),
        (survei("2.5,4,4,4,4,4,4,4,4"), 'Baris 2, kolom U1: "2.5" bukan nilai 1–4'),
        (survei("4,x,4,4,4,4,4,4,4"), 'Baris 2, kolom U2: "x" bukan nilai 1–4'),
        (survei("123456789012345678901,4,4,4,4,4,4,4,4"), 'U1: "12345678901234567890" bukan'),
        (survei("４,4,4,4,4,4,4,4,4"), 'Baris 2, kolom U1: "４" bukan nilai 1–4'),
        (survei("4,4,4,4,4,4,4,4,4,lebih"), "Baris 2: isinya lebih banyak daripada judul"),
        (survei(judul="U1,U2,U3,U4,U5,U6,U7,U8"), "Kolom U9 tidak ada di baris judul"),
        (survei(judul=JUDUL + ",u1"), "Kolom U1 ada 2 kali"),
        ("", "Berkas kosong"),
        ("\n\n", "Berkas kosong"),
        (survei('4,"4,4'), "Kolom|dapat dibaca|bukan nilai"),
        (survei("x" * 140_000), "Baris 2 tidak dapat dibaca sebagai CSV"),
        ("U1\x00," * 3, "dapat dibaca|tidak ada di baris judul"),
    ],
)
def test_berkas_yang_tidak_dapat_dihitung_ditolak(teks: str, potongan: str) -> None:
    with pytest.raises(SurveiKeliru, match=potongan):
        laporan_dari_csv(teks)


def test_banyak_kesalahan_diringkas() -> None:
    with pytest.raises(SurveiKeliru) as galat:
        laporan_dari_csv(survei(*["9,9,9,9,9,9,9,9,9"] * 10))
    assert len(galat.value.kesalahan) == 21
    assert galat.value.kesalahan[-1] == "Masih ada 70 nilai lain yang perlu diperbaiki."


def test_dua_puluh_kesalahan_disebut_semuanya_tanpa_ringkasan() -> None:
    with pytest.raises(SurveiKeliru) as galat:
        laporan_dari_csv(survei(*["9,9,9,9,9,9,9,9,9"] * 2, "9,9,4,4,4,4,4,4,4"))
    assert len(galat.value.kesalahan) == 20
    assert "Masih ada" not in galat.value.kesalahan[-1]


def test_program_keluar_dua_dengan_baris_dan_kolom() -> None:
    keluar, galat = io.StringIO(), io.StringIO()
    kode = jalankan(
        ["-"],
        cara_pakai=CARA_PAKAI,
        hitung=laporan_dari_csv,
        masuk=io.StringIO(survei("4,4,5,4,4,4,4,4,4")),
        keluar=keluar,
        galat=galat,
    )
    assert (kode, keluar.getvalue()) == (2, "")
    assert galat.getvalue().startswith('Baris 2, kolom U3: "5" bukan nilai 1–4.')


@pytest.mark.parametrize("t", [Tanggapan(41, 10), Tanggapan(9, 10), Tanggapan(1, 0), Tanggapan(-4, -1)])
def test_jumlah_yang_tidak_mungkin_ditolak(t: Tanggapan) -> None:
    with pytest.raises(ValueError, match="tidak mungkin dari"):
        hitung_ikm(sama_rata(3) | {KodeUnsur.WAKTU: t})


def test_nilai_petugas_rata_rata_dua_unsur() -> None:
    assert nilai_petugas([Tanggapan(34, 10), Tanggapan(36, 10)]) == D("87.5")
    assert nilai_petugas([Tanggapan(34, 10), Tanggapan(0, 0)]) is None
    assert nilai_petugas([]) is None


# --- sifat ---

RESPONDEN = st.lists(
    st.lists(st.sampled_from([None, 1, 2, 3, 4]), min_size=9, max_size=9), min_size=1, max_size=30
)


def _csv(isi: list[list[int | None]]) -> str:
    return survei(*(",".join("" if x is None else str(x) for x in baris) for baris in isi))


@SIFAT
@given(RESPONDEN)
def test_sama_dengan_hitungan_pecahan(isi: list[list[int | None]]) -> None:
    hasil: Any = laporan_dari_csv(_csv(isi))
    kolom = [[x for x in k if x is not None] for k in zip(*isi, strict=True)]
    assert hasil["n"] == sum(any(x is not None for x in baris) for baris in isi)
    if not all(kolom):
        assert hasil["ikm"] is None
        return
    tepat = sum((Fraction(sum(k), len(k)) for k in kolom), Fraction(0)) * 25 / 9
    sen = floor(tepat * 100 + Fraction(1, 2))
    assert hasil["ikm"] == f"{sen // 100}.{sen % 100:02d}"
    assert 25 <= D(hasil["ikm"]) <= 100
    assert hasil["mutu"] in "ABCD"


@SIFAT
@given(RESPONDEN, st.integers(0, 29), st.integers(0, 8))
def test_satu_jawaban_lebih_baik_tidak_menurunkan_ikm(
    isi: list[list[int | None]], baris: int, kolom: int
) -> None:
    lengkap = [[x or 3 for x in b] for b in isi]
    lebih = [[*b] for b in lengkap]
    lebih[baris % len(isi)][kolom] = 4
    sebelum: Any = laporan_dari_csv(_csv([[*b] for b in lengkap]))
    sesudah: Any = laporan_dari_csv(_csv([[*b] for b in lebih]))
    assert D(sebelum["ikm"]) <= D(sesudah["ikm"])
