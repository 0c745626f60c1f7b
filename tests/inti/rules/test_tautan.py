"""Tautan bukti: yang tidak mungkin dibuka penilai ditolak dari tulisannya saja."""

import pytest

from inti.rules.tautan import penyimpan_berizin, periksa_tautan


@pytest.mark.parametrize(
    "url",
    [
        "https://data.contoh.go.id/rekap",
        "http://contoh.go.id:8080/a?b=c#d",
        "https://drive.google.com/file/d/1AbC/view",
        "https://8.8.8.8/rekap",
        "https://[2606:4700:4700::1111]/x",
        "https://dinas-kesehatan.mataramkota.go.id./rekap",
    ],
)
def test_alamat_umum_diterima(url: str) -> None:
    periksa_tautan(url)


@pytest.mark.parametrize(
    ("url", "sebab"),
    [
        ("ftp://contoh.go.id/a", "diawali https://"),
        ("javascript:alert(1)", "diawali https://"),
        ("data:text/html,x", "diawali https://"),
        ("//contoh.go.id/a", "diawali https://"),
        ("https://", "diawali https://"),
        ("https://contoh.go.id:99999/", "diawali https://"),
        ("https://[::1", "diawali https://"),
        ("https://ratna:sandi@contoh.go.id/a", "nama pengguna atau sandi"),
        ("https://contoh.go.id@127.0.0.1/", "nama pengguna atau sandi"),
        ("http://localhost/a", "hanya terbuka di jaringan"),
        ("http://LOCALHOST./a", "hanya terbuka di jaringan"),
        ("http://nas/rekap", "hanya terbuka di jaringan"),
        ("http://berkas.local/rekap", "hanya terbuka di jaringan"),
        ("http://arsip.internal/rekap", "hanya terbuka di jaringan"),
        ("http://127.0.0.1/a", "hanya terbuka di jaringan"),
        ("http://10.1.2.3/a", "hanya terbuka di jaringan"),
        ("http://192.168.1.10/a", "hanya terbuka di jaringan"),
        ("http://172.16.0.1/a", "hanya terbuka di jaringan"),
        ("http://169.254.169.254/latest", "hanya terbuka di jaringan"),
        ("http://0.0.0.0/", "hanya terbuka di jaringan"),
        ("http://[::1]/", "hanya terbuka di jaringan"),
        ("http://[fd00::1]/", "hanya terbuka di jaringan"),
        ("http://[::ffff:127.0.0.1]/", "hanya terbuka di jaringan"),
        ("http://2130706433/", "hanya terbuka di jaringan"),
        ("http://0x7f.1/", "hanya terbuka di jaringan"),
        ("http://127.1/", "hanya terbuka di jaringan"),
    ],
)
def test_alamat_lain_ditolak_dengan_sebab(url: str, sebab: str) -> None:
    with pytest.raises(ValueError, match=sebab):
        periksa_tautan(url)


@pytest.mark.parametrize(
    ("url", "nama"),
    [
        ("https://drive.google.com/file/d/abc/view", "Google Drive"),
        ("https://DOCS.google.com/x", "Google Dokumen"),
        ("https://pemda.sharepoint.com/a", "SharePoint"),
        ("https://www.dropbox.com/s/x", "Dropbox"),
        ("https://drive.google.com.contoh.go.id/x", ""),
        ("https://contoh.go.id/drive.google.com", ""),
        ("http://[rusak", ""),
    ],
)
def test_penyimpan_yang_tautannya_dapat_terkunci_dikenali_dari_inangnya(url: str, nama: str) -> None:
    assert penyimpan_berizin(url) == nama


def test_alamat_yang_panjang_dikutip_enam_puluh_huruf() -> None:
    with pytest.raises(ValueError, match=f"^“{'x' * 60}” bukan"):
        periksa_tautan("x" * 80)
    panjang = f"https://a:b@contoh.go.id/{'x' * 80}"
    with pytest.raises(ValueError, match=f"^“{panjang[:60]}” memuat"):
        periksa_tautan(panjang)


@pytest.mark.parametrize("url", ["https://:sandi@contoh.go.id/", "https://ratna@contoh.go.id/"])
def test_nama_pengguna_atau_sandi_saja_pun_ditolak(url: str) -> None:
    with pytest.raises(ValueError, match="nama pengguna atau sandi"):
        periksa_tautan(url)
