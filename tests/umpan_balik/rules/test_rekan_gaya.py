"""Komentar 360 diberi petunjuk sebelum dikirim, dan nama penulisnya tidak ikut."""

import pytest

from umpan_balik.rules.rekan_gaya import petunjuk, samarkan_penulis

PENULIS = "Ratna Sari Dewi"


@pytest.mark.parametrize(
    ("teks", "kutipan"),
    [
        ("Waktu saya rapat di aula, ia memotong.", "Waktu saya rapat di"),
        ("Saya waktu rapat anggaran ditegur.", "Saya waktu rapat anggaran"),
        ("Ia atasan saya yang adil.", "atasan saya"),
        ("Sering membentak kepada saya.", "kepada saya"),
        ("Kami seruangan sejak lama.", "seruangan"),
        ("Berkas hilang kemarin.", "kemarin"),
        ("Terlambat pada 12 Maret.", "12 Maret"),
        ("Hebat sekali!!!", "!!!"),
        ("Kerjanya bagus bgt.", "bgt"),
        ("Saya setuju dengan caranya.", "Saya"),
        ("Lapor ke 0812 3456 7890.", "nomor atau alamat"),
        ("Tanyakan Pak Darto saja.", "nama orang"),
        ("Tertanda Ratna.", "Ratna"),
    ],
)
def test_yang_menunjuk_penulis_disebut(teks: str, kutipan: str) -> None:
    assert kutipan in [p.kutipan for p in petunjuk(teks, penulis=PENULIS)]


@pytest.mark.parametrize(
    "teks",
    [
        "",
        "Selalu menjelaskan syarat sekaligus sehingga warga tidak kembali lagi.",
        "Perlu menyampaikan perubahan jadwal lebih awal kepada semua anggota.",
        "Kata sarinya ringkas dan ratna mutu manikam.",
        "Laporan 2026 selesai 3 hari lebih cepat dan menghemat Rp1.500.000.",
    ],
)
def test_tulisan_tentang_perbuatan_tidak_diganggu(teks: str) -> None:
    assert petunjuk(teks, penulis=PENULIS) == ()
    assert samarkan_penulis(teks, PENULIS) == teks


def test_nama_rekan_yang_dikenal_disebut_walau_tanpa_sapaan() -> None:
    teks = "Seperti kata Budi Santoso, ia teliti."
    assert petunjuk(teks, penulis=PENULIS) == ()
    assert petunjuk(teks, penulis=PENULIS, dikenal=["Budi Santoso"])[0].kutipan == "nama orang"


def test_nama_penulis_dan_nomornya_tidak_ikut_terkirim() -> None:
    teks = "Salam, Ratna Sari Dewi, 0812-3456-7890. Sari tahu."
    assert samarkan_penulis(teks, PENULIS) == (
        "Salam, [nama disamarkan], [telepon disamarkan]. [nama disamarkan] tahu."
    )


@pytest.mark.parametrize(("teks", "kutipan"), [("Bagus bgt!!", ["!!", "bgt"]), ("!!bgt", ["!!", "bgt"])])
def test_dua_petunjuk_yang_bersebelahan_keduanya_disebut(teks: str, kutipan: list[str]) -> None:
    assert [p.kutipan for p in petunjuk(teks, penulis=PENULIS)] == kutipan


def test_satu_potongan_hanya_satu_petunjuk_yang_paling_khusus() -> None:
    (satu,) = petunjuk("Waktu saya rapat kemarin.", penulis=PENULIS)
    assert (satu.kutipan, satu.sebab) == (
        "Waktu saya rapat kemarin",
        "menunjuk kejadian yang Anda alami sendiri",
    )


def test_kata_nama_penulis_paling_pendek_empat_huruf() -> None:
    assert samarkan_penulis("Tertanda Sari.", "Sari Ayu") == "Tertanda [nama disamarkan]."
    assert samarkan_penulis("Tertanda Ayu.", "Sari Ayu") == "Tertanda Ayu."


def test_paling_banyak_empat_petunjuk_tiap_komentar() -> None:
    ramai = "Ratna: kemarin waktu saya rapat bgt!!! Pak Darto 0812 3456 7890 seruangan, atasan saya."
    assert len(petunjuk(ramai, penulis=PENULIS)) == 4
