import csv
import re
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.indikator.rules.bantu import DATA, SIFAT
from umpan_balik.rules.penyamaran import PENGGANTI, JenisData, samarkan

with (DATA / "saran_warga.csv").open(encoding="utf-8-sig", newline="") as berkas:
    SARAN = [(b["teks"], b["perlu_redaksi"] == "1") for b in csv.DictReader(berkas)]

POTONGAN = st.sampled_from(
    [
        "0812-0000-0000",
        "3200000000000000",
        "198609262015051001",
        "warga@contoh.invalid",
        "B 1234 XYZ",
        "08.00-15.30",
        "12-05-2024",
        "Rp1.500.000",
        "motor",
        "+62",
        "(0371)",
        "7",
        " ",
        ".",
        "-",
        "2024",
        "loket",
        "👍",
    ]
)


@pytest.mark.parametrize(("teks", "perlu"), SARAN, ids=[str(i) for i in range(1, len(SARAN) + 1)])
def test_saran_contoh_disamarkan_hanya_bila_perlu(teks: str, perlu: bool) -> None:
    hasil = samarkan(teks)
    assert bool(hasil.jenis) is perlu
    if perlu:
        assert not re.search(r"[0-9]{4}|@", hasil.teks)
    else:
        assert hasil.teks == teks


@pytest.mark.parametrize(
    ("teks", "jenis"),
    [
        ("NIK 3273010101900001 salah", JenisData.NIK),
        ("NIK 3273 0101 0190 0001", JenisData.NIK),
        ("NIK 327301.010190.0001", JenisData.NIK),
        ("NIP 198609262015051001", JenisData.NIP),
        ("NIP 19860926 201505 1 001", JenisData.NIP),
        ("NI PPPK 199009132025242014", JenisData.NIP),
        ("wa 081234567890", JenisData.TELEPON),
        ("wa 0812-3456-7890", JenisData.TELEPON),
        ("wa 0812 345 6789", JenisData.TELEPON),
        ("wa 0812.3456.7890", JenisData.TELEPON),
        ("wa 08 1234 5678 90", JenisData.TELEPON),
        ("wa 62812345678", JenisData.TELEPON),
        ("wa +62 812 3456 7890", JenisData.TELEPON),
        ("wa (+62)812-3456-7890", JenisData.TELEPON),
        ("telp (0371) 123456", JenisData.TELEPON),
        ("telp 021-7654321", JenisData.TELEPON),
        ("wa 0812\u200b3456\u200b7890", JenisData.TELEPON),
        ("tulis ke Warga.Contoh+1@surat.contoh.invalid ya", JenisData.SUREL),
        ("warga @ contoh.invalid", JenisData.SUREL),
        ("B 1234 XYZ parkir sembarangan", JenisData.PELAT),
        ("mobil AB1234CD", JenisData.PELAT),
        ("motor dr 12 xy hilang", JenisData.PELAT),
        ("rekening 1234567890", JenisData.NOMOR),
        ("rekening 1234-5678-9012", JenisData.NOMOR),
        ("kartu 0011 2233 4455 66", JenisData.NOMOR),
        ("hubungi 0 8 1 2 3 4 5 6 7 8 9 0", JenisData.NOMOR),
        ("BPJS 0001234567890", JenisData.NOMOR),
    ],
)
def test_data_pribadi_dalam_berbagai_tulisan_disamarkan(teks: str, jenis: JenisData) -> None:
    hasil = samarkan(teks)
    assert hasil.jenis == {jenis}
    assert PENGGANTI[jenis] in hasil.teks
    assert not re.search(r"[0-9]", hasil.teks)


@pytest.mark.parametrize(
    ("teks", "jenis"),
    [
        ("1234567", None),  # tujuh angka rapat dibiarkan
        ("12345678", JenisData.NOMOR),
        ("08123456", JenisData.NOMOR),  # terlalu pendek untuk telepon
        ("081234567", JenisData.TELEPON),
        ("081234567890123", JenisData.TELEPON),
        ("0812345678901234", JenisData.NIK),
        ("08 12 34 56 789", JenisData.TELEPON),  # lima kelompok
        ("08 12 34 56 78 90", JenisData.NOMOR),  # enam kelompok
        ("123 456 789", None),  # sembilan angka bersela dibiarkan
        ("1234 567 890", JenisData.NOMOR),
        ("12 34 56 78 90", JenisData.NOMOR),  # rata-rata dua angka sekelompok
        ("1 23 45 67 8 90", None),  # kurang dari dua angka sekelompok
        ("198602302015051001", JenisData.NOMOR),  # 18 angka tanpa tanggal yang ada
        ("198613012015051001", JenisData.NOMOR),
        ("198602282015051001", JenisData.NIP),
    ],
)
def test_batas_panjang_deret_angka(teks: str, jenis: JenisData | None) -> None:
    assert samarkan(teks).jenis == ({jenis} if jenis else frozenset())


@pytest.mark.parametrize(
    "teks",
    [
        "Buka 08.00-15.30, istirahat 12.00-13.00",
        "Senin 08.00-12.00 13.00-16.00 tutup",
        "tanggal 12-05-2024 dan 2024-05-13 dan 1/6/24",
        "Diminta Rp 1.500.000, biasanya 25.000.000",
        "bayar Rp15000000",
        "tahun 2019 2020 2021 sama saja",
        "nilai saya 4 4 3 4 4 4 4 3 4",
        "nomor 1-2-3-4-5-6-7-8-9-10 dipanggil acak",
        "LOKET B 3 DAN 4 KOSONG",
        "RT 003 RW 005 kode pos 42111",
        "antre nomor 0123456",
        "uang 20 ribu, 2x datang, 100% kecewa",
        "ketemu petugas @ loket",
        "",
    ],
)
def test_jam_tanggal_dan_uang_dibiarkan(teks: str) -> None:
    hasil = samarkan(teks)
    assert (hasil.teks, hasil.jenis) == (teks, frozenset())


def test_beberapa_data_dalam_satu_saran() -> None:
    hasil = samarkan(
        "Jam 08.00 saya (NIK 3273010101900001, wa 081234567890) ditolak, motor B 1234 XYZ ditahan"
    )
    assert hasil.teks == (
        "Jam 08.00 saya (NIK [NIK disamarkan], wa [telepon disamarkan]) ditolak, "
        "motor [pelat nomor disamarkan] ditahan"
    )
    assert hasil.jenis == {JenisData.NIK, JenisData.TELEPON, JenisData.PELAT}


@SIFAT
@given(st.one_of(st.text(max_size=200), st.lists(POTONGAN, max_size=12).map("".join)))
def test_menyamarkan_dua_kali_sama_dengan_sekali(teks: str) -> None:
    sekali = samarkan(teks).teks
    assert samarkan(sekali).teks == sekali


@SIFAT
@given(st.text(max_size=40), st.integers(10**9, 10**20), st.text(max_size=40))
def test_deret_angka_panjang_tidak_pernah_lolos(awal: str, nomor: int, akhir: str) -> None:
    hasil = samarkan(f"{awal} {nomor} {akhir}").teks
    assert str(nomor) not in hasil


def test_teks_panjang_tetap_cepat() -> None:
    """Pola tidak boleh meledak pada masukan jahat: 20.000 huruf tanpa hasil."""
    mulai = monotonic()
    for isi in ("a" * 20_000, "1 " * 10_000, "a.b" * 7_000 + "@", "(" * 20_000, "0812-" * 4_000):
        samarkan(isi)
    assert monotonic() - mulai < 5
