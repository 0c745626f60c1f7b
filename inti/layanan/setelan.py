"""Lingkungan perintah satu baris: `.env`, folder data, porta, dan kunci rahasia demo."""

import os
import re
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from inti.layanan.galat import TidakDapatMulai

AKAR = Path(__file__).resolve().parents[2]
PORTA_BAWAAN = 8000
HOST = "127.0.0.1"

_BARIS = re.compile(r"^(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$")


@dataclass(frozen=True)
class FolderData:
    """Letak semua yang ditulis peladen; seluruhnya di luar git."""

    akar: Path

    @property
    def postgres(self) -> Path:
        return self.akar / "postgres"

    @property
    def soket(self) -> Path:
        return self.akar / "soket"

    @property
    def redis(self) -> Path:
        return self.akar / "redis"

    @property
    def log(self) -> Path:
        return self.akar / "log"

    @property
    def berkas(self) -> Path:
        return self.akar / "berkas"

    def siapkan(self) -> None:
        """Buat folder-foldernya, hanya terbuka bagi pemiliknya."""
        try:
            self.akar.mkdir(parents=True, exist_ok=True)
            for folder in (self.redis, self.log, self.berkas):
                folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as sebab:
            raise TidakDapatMulai(f"Folder {sebab.filename} tidak dapat dibuat: {sebab.strerror}.") from sebab
        for folder in (self.akar, self.redis, self.log, self.berkas):
            if not os.access(folder, os.W_OK | os.X_OK):
                raise TidakDapatMulai(
                    f"Folder {folder} milik pengguna lain. Jalankan perintah ini sebagai pengguna itu, "
                    "atau hapus folder data dengan hak pengguna itu lalu ulangi."
                )


def baca_env(berkas: Path) -> dict[str, str]:
    """Baca `NAMA=nilai` per baris; baris kosong dan `#` dilewati, tanda kutip dilepas.

    Menolak baris yang bukan keduanya, supaya salah ketik tidak hilang diam-diam.
    """
    if not berkas.is_file():
        return {}
    hasil: dict[str, str] = {}
    for nomor, mentah in enumerate(berkas.read_text(encoding="utf-8-sig").splitlines(), start=1):
        baris = mentah.strip()
        if not baris or baris.startswith("#"):
            continue
        cocok = _BARIS.match(baris)
        if cocok is None:
            raise TidakDapatMulai(f"{berkas.name} baris {nomor} tidak terbaca: tulis NAMA=nilai.")
        hasil[cocok[1]] = _nilai(cocok[2])
    return hasil


def _nilai(mentah: str) -> str:
    """Lepas kutip; tanpa kutip, ` #` memulai catatan."""
    if mentah[:1] in {"'", '"'}:
        penutup = mentah.find(mentah[0], 1)
        if penutup > 0:
            return mentah[1:penutup]
    return re.split(r"(?:^|\s)#", mentah, maxsplit=1)[0].strip()


def lingkungan(akar: Path = AKAR, proses: Mapping[str, str] | None = None) -> dict[str, str]:
    """Lingkungan proses ditambah `.env`; yang sudah ada di proses menang."""
    return {**baca_env(akar / ".env"), **(os.environ if proses is None else proses)}


def porta_terbuka(porta: int) -> bool:
    """Benar bila belum ada yang mendengarkan di porta itu."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as soket:
        soket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            soket.bind((HOST, porta))
            soket.listen(1)
        except OSError:
            return False
    return True


def porta_bebas() -> int:
    """Porta yang saat ini tidak dipakai siapa pun."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as soket:
        soket.bind((HOST, 0))
        porta: int = soket.getsockname()[1]
    return porta


def porta_web(env: Mapping[str, str]) -> tuple[int, str]:
    """Porta situs dan catatan untuk pengguna (kosong bila tak ada yang perlu dikatakan).

    Porta bawaan yang terpakai diganti yang bebas; porta pilihan pengguna tidak pernah diganti.
    """
    mentah = env.get("PORT", "").strip()
    if not mentah:
        if porta_terbuka(PORTA_BAWAAN):
            return PORTA_BAWAAN, ""
        porta = porta_bebas()
        return porta, f"Porta {PORTA_BAWAAN} sedang dipakai program lain; memakai porta {porta}."
    if not mentah.isascii() or not mentah.isdigit() or not 1 <= int(mentah) <= 65535:
        raise TidakDapatMulai(f"PORT harus bilangan 1 sampai 65535, bukan {mentah!r}.")
    porta = int(mentah)
    if not porta_terbuka(porta):
        raise TidakDapatMulai(
            f"Porta {porta} (dari PORT) sedang dipakai program lain atau tidak boleh dipakai. "
            "Pilih PORT lain, atau kosongkan supaya dipilihkan."
        )
    return porta, ""


def kunci_rahasia(data: FolderData) -> str:
    """SECRET_KEY demo: dibuat sekali, disimpan hanya untuk pemiliknya, supaya sesi masuk tetap berlaku."""
    berkas = data.akar / "rahasia.txt"
    try:
        isi = berkas.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        isi = ""
    if len(isi) >= 50:
        return isi
    kunci = secrets.token_urlsafe(48)
    berkas.unlink(missing_ok=True)
    with os.fdopen(
        os.open(berkas, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii"
    ) as tujuan:
        tujuan.write(kunci + "\n")
    return kunci


def lingkungan_demo(env: Mapping[str, str], data: FolderData) -> dict[str, str]:
    """Lingkungan bersama semua proses Django di folder data ini."""
    return {
        **env,
        "SECRET_KEY": env.get("SECRET_KEY") or kunci_rahasia(data),
        "MODE_CONTOH": "1",
        "DEBUG": env.get("DEBUG") or "0",
        "ALLOWED_HOSTS": env.get("ALLOWED_HOSTS") or f"{HOST},localhost",
        "MEDIA_ROOT": env.get("MEDIA_ROOT") or str(data.berkas),
        "PYTHONUNBUFFERED": "1",
        "PYTHONUTF8": "1",
    }


def tanpa_pg(env: Mapping[str, str]) -> dict[str, str]:
    """Buang PGHOST, PGOPTIONS, dan kawannya: alamat tertanam sudah lengkap, sisanya hanya membelokkan."""
    return {nama: nilai for nama, nilai in env.items() if not nama.startswith("PG")}
