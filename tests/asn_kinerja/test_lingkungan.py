"""Pengaturan dari lingkungan: yang kurang atau salah ketik menghentikan start dengan kalimat yang menolong."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from asn_kinerja import lingkungan

AKAR = Path(__file__).resolve().parents[2]


class TestTeks:
    def test_membaca_nilainya(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UJI", "isi")
        assert lingkungan.teks("UJI") == "isi"

    def test_kosong_berarti_bawaannya(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UJI", "")
        assert lingkungan.teks("UJI", "bawaan") == "bawaan"
        assert lingkungan.teks("UJI_LAIN", "") == ""

    def test_tanpa_bawaan_kekosongan_menyebut_nama_dan_jalan_keluarnya(self) -> None:
        with pytest.raises(ImproperlyConfigured, match=r"UJI belum diisi\. Contoh: abc\. .*make demo"):
            lingkungan.teks("UJI", bantuan="Contoh: abc.")


class TestYaTidak:
    @pytest.mark.parametrize("nilai", ["1", "ya", "YA", " true ", "yes", "on"])
    def test_ejaan_ya(self, nilai: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UJI", nilai)
        assert lingkungan.ya_tidak("UJI", bawaan=False) is True

    @pytest.mark.parametrize("nilai", ["0", "tidak", "False", "no", "off"])
    def test_ejaan_tidak(self, nilai: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UJI", nilai)
        assert lingkungan.ya_tidak("UJI", bawaan=True) is False

    @pytest.mark.parametrize("bawaan", [True, False])
    @pytest.mark.parametrize("nilai", ["", "  "])
    def test_baris_kosong_tidak_mengubah_bawaan(
        self, nilai: str, bawaan: bool, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """`HTTPS=` yang lupa diisi tidak boleh mematikan HTTPS."""
        monkeypatch.setenv("UJI", nilai)
        assert lingkungan.ya_tidak("UJI", bawaan=bawaan) is bawaan

    @pytest.mark.parametrize("nilai", ["ja", "2", "truee", "nyala"])
    def test_salah_ketik_ditolak(self, nilai: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UJI", nilai)
        with pytest.raises(ImproperlyConfigured, match="UJI harus 1 atau 0"):
            lingkungan.ya_tidak("UJI", bawaan=False)


class TestClamd:
    @pytest.mark.parametrize(
        "nilai", ["", "unix:///run/clamav/clamd.ctl", "tcp://10.0.0.5:3310", "tcp://pemindai"]
    )
    def test_yang_benar_apa_adanya(self, nilai: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UJI", f" {nilai} ")
        assert lingkungan.clamd("UJI") == nilai

    @pytest.mark.parametrize(
        "nilai", ["10.0.0.5:3310", "http://a", "unix://", "tcp://", "tcp://a:x", "tcp://a:70000", "mati"]
    )
    def test_salah_tulis_tidak_berarti_tanpa_pemindai(
        self, nilai: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("UJI", nilai)
        with pytest.raises(ImproperlyConfigured, match="UJI harus tcp://host:3310"):
            lingkungan.clamd("UJI")


class TestBulatDanDaftar:
    def test_bilangan_bulat(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UJI", " 25 ")
        assert lingkungan.bulat("UJI", 1) == 25
        assert lingkungan.bulat("UJI_LAIN", 1) == 1

    @pytest.mark.parametrize("nilai", ["2,5", "dua", "0x10"])
    def test_bukan_bilangan_bulat_ditolak(self, nilai: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UJI", nilai)
        with pytest.raises(ImproperlyConfigured, match="UJI harus bilangan bulat"):
            lingkungan.bulat("UJI", 1)

    def test_daftar_dipisah_koma_tanpa_butir_kosong(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("UJI", " a.go.id, ,b.go.id,")
        assert lingkungan.daftar("UJI") == ["a.go.id", "b.go.id"]
        assert lingkungan.daftar("UJI_LAIN", "x,y") == ["x", "y"]


class TestBasisData:
    def test_alamat_lengkap_dengan_sandi_bertanda_khusus(self) -> None:
        isi = lingkungan.basis_data("postgres://asn:a%40b%3Ac@db.contoh:5433/kinerja?sslmode=require")
        assert isi == {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "kinerja",
            "USER": "asn",
            "PASSWORD": "a@b:c",
            "HOST": "db.contoh",
            "PORT": "5433",
            "OPTIONS": {"sslmode": "require"},
        }

    def test_soket_unix(self) -> None:
        isi = lingkungan.basis_data("postgres:///kinerja?host=/tmp/soket&user=asn&port=5999")
        assert (isi["HOST"], isi["USER"], isi["PORT"], isi["OPTIONS"]) == ("/tmp/soket", "asn", "5999", {})

    @pytest.mark.parametrize(
        ("url", "pesan"),
        [
            ("mysql://asn:rahasia@h/kinerja", "harus diawali postgres://"),
            ("kinerja", "harus diawali postgres://"),
            ("postgres://asn:rahasia@h:5432/", "belum menyebut nama basis data"),
            ("postgres://asn:rahasia@h:lima/kinerja", "Port dalam DATABASE_URL"),
            ("postgres://asn:rahasia@h:99999/kinerja", "Port dalam DATABASE_URL"),
        ],
    )
    def test_alamat_keliru_ditolak_tanpa_menyebut_sandi(self, url: str, pesan: str) -> None:
        with pytest.raises(ImproperlyConfigured, match=pesan) as galat:
            lingkungan.basis_data(url)
        assert "rahasia" not in str(galat.value)


def mulai(**ubah: str | None) -> subprocess.CompletedProcess[str]:
    """Jalankan `manage.py check` dengan lingkungan yang hampir kosong."""
    isi: dict[str, str | None] = {
        "PATH": os.environ["PATH"],
        "SECRET_KEY": "kunci-uji-yang-panjang-sekali-0123456789-abcdefghij",
        "DATABASE_URL": "postgres://periksa@127.0.0.1:1/periksa",
        **ubah,
    }
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=AKAR,
        env={k: v for k, v in isi.items() if v is not None},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("kurang", ["SECRET_KEY", "DATABASE_URL"])
@pytest.mark.parametrize("nilai", [None, ""])
def test_sistem_menolak_mulai_dan_mengatakan_apa_yang_kurang(kurang: str, nilai: str | None) -> None:
    hasil = mulai(**{kurang: nilai})
    assert hasil.returncode != 0
    terakhir = hasil.stderr.strip().splitlines()[-1]
    assert f"Variabel lingkungan {kurang} belum diisi." in terakhir
    assert "make demo" in terakhir


def test_sistem_mulai_bila_yang_wajib_sudah_ada() -> None:
    hasil = mulai()
    assert hasil.returncode == 0, hasil.stderr


def nilai_setelan(ungkapan: str, **ubah: str) -> str:
    perintah = f"from asn_kinerja import settings as s; print({ungkapan})"
    hasil = subprocess.run(
        [sys.executable, "-c", perintah],
        cwd=AKAR,
        env={"PATH": os.environ["PATH"], "SECRET_KEY": "k" * 50, "DATABASE_URL": "postgres://a@h/n", **ubah},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return hasil.stdout.strip()


def test_tanpa_disebut_apa_pun_yang_berlaku_adalah_yang_aman() -> None:
    assert nilai_setelan("s.DEBUG, s.MODE_CONTOH, s.HTTPS, s.SESSION_COOKIE_SECURE, s.ALLOWED_HOSTS") == (
        "False False True True []"
    )


def test_mode_contoh_tidak_pernah_mengirim_surel_sungguhan() -> None:
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    assert nilai_setelan("s.EMAIL_BACKEND", EMAIL_BACKEND=smtp) == smtp
    assert "console" in nilai_setelan("s.EMAIL_BACKEND", EMAIL_BACKEND=smtp, MODE_CONTOH="1")


@pytest.mark.parametrize(
    ("ubah", "lama"),
    [
        ({}, "[] []"),
        ({"SECRET_KEY_LAMA": "a,b"}, "['a', 'b'] ['a', 'b']"),
        ({"SECRET_KEY_LAMA": "a", "KUNCI_SIDIK": "s"}, "['a'] []"),
        ({"SECRET_KEY_LAMA": "a", "KUNCI_SIDIK": "s", "KUNCI_SIDIK_LAMA": "r"}, "['a'] ['r']"),
    ],
)
def test_kunci_lama_mengikuti_kunci_yang_digantikannya(ubah: dict[str, str], lama: str) -> None:
    assert nilai_setelan("s.SECRET_KEY_FALLBACKS, s.KUNCI_SIDIK_LAMA", **ubah) == lama
