"""`python -m inti.layanan.peramban`: jalur Chromium untuk uji peramban, dipasang bila boleh.

Tidak pernah melewatkan diam-diam: tanpa peramban, satu kalimat dan kode keluar 1.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from inti.layanan.galat import TidakDapatMulai

_NAMA = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_MACOS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Bila apt sedang dipakai perintah lain, tunggu gilirannya.
_APT = ("-q", "-o", "DPkg::Lock::Timeout=300")
_CARA = (
    "Uji peramban membutuhkan Chromium: pasang dulu (Debian: sudo apt install chromium; lainnya: "
    ".venv/bin/python -m playwright install chromium), atau isi CHROMIUM_PATH dengan jalur programnya."
)


def _playwright() -> list[str]:
    """Chromium yang pernah diunduh playwright, terbaru dulu."""
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache" / "ms-playwright")
    pola = ("chromium-*/chrome-linux*/chrome", "chromium-*/chrome-mac*/Chromium.app/Contents/MacOS/Chromium")
    return sorted((str(jalur) for satu in pola for jalur in folder.glob(satu)), reverse=True)


def _calon() -> Iterator[str]:
    yield from filter(None, (shutil.which(nama) for nama in _NAMA))
    yield from _MACOS
    yield from _playwright()


def berjalan(jalur: str) -> bool:
    """Program sungguhan, bukan rintisan yang hanya menyuruh memasang paket lain."""
    try:
        return subprocess.run([jalur, "--version"], capture_output=True, timeout=60).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def cari() -> str | None:
    """Jalur Chromium yang berjalan di mesin ini."""
    return next((jalur for jalur in _calon() if berjalan(jalur)), None)


def _awalan_root() -> list[str] | None:
    """Awalan supaya apt-get boleh memasang; None bila tidak boleh tanpa bertanya."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:
        return [sudo, "-n"]
    return None


def pasang() -> bool:
    """Pasang lewat apt-get; salah bila tidak ada, tidak boleh, atau tidak selesai."""
    awalan = _awalan_root()
    if shutil.which("apt-get") is None or awalan is None:
        return False
    print("Memasang Chromium dari paket sistem (sekali saja) …", file=sys.stderr)
    for perintah in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        lengkap = [*awalan, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", *_APT, *perintah]
        hasil = subprocess.run(
            lengkap, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        if hasil.returncode != 0 and perintah[0] == "install":
            print(hasil.stdout.decode("utf-8", "replace")[-2000:], file=sys.stderr)
            return False
    return True


def temukan() -> str:
    """Jalur Chromium: CHROMIUM_PATH, yang terpasang, atau yang baru dipasang."""
    pilihan = os.environ.get("CHROMIUM_PATH")
    if pilihan:
        if berjalan(pilihan):
            return pilihan
        raise TidakDapatMulai(f"CHROMIUM_PATH menunjuk {pilihan}, yang tidak dapat dijalankan.")
    jalur = cari() or (cari() if pasang() else None)
    if jalur is None:
        raise TidakDapatMulai(_CARA)
    return jalur


if __name__ == "__main__":
    try:
        print(temukan())
    except TidakDapatMulai as sebab:
        print(sebab, file=sys.stderr)
        sys.exit(1)
