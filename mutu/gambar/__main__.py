"""`python -m mutu.gambar`: potret tiap jenis halaman data contoh dan daftarnya, ke docs/gambar/.

`python -m mutu.gambar --utuh FOLDER [potongan nama …]`: sepanjang halaman dan berukuran asli, untuk ditinjau.
"""

import argparse
import os
from itertools import groupby
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_kinerja.settings")
    # Playwright menjalankan putaran async di utas yang sama; basis datanya tetap dipakai berurutan.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    django.setup()
    if not settings.MODE_CONTOH:
        raise SystemExit("Potret hanya dari data contoh. Jalankan dengan MODE_CONTOH=1, atau: make gambar")
    pilihan = _pilihan()
    call_command("collectstatic", "--noinput", verbosity=0)
    _kerjakan(pilihan)


def _pilihan() -> argparse.Namespace:
    urai = argparse.ArgumentParser(prog="python -m mutu.gambar")
    urai.add_argument("--pemda", default="Kota Serang")
    urai.add_argument("--utuh", type=Path)
    urai.add_argument("nama", nargs="*", help="hanya jenis halaman yang memuat salah satu potongan ini")
    return urai.parse_args()


def _kerjakan(pilihan: argparse.Namespace) -> None:
    # Model baru dapat diimpor sesudah django.setup().
    from kepegawaian.models import Instansi
    from mutu.gambar import jelajah, potret

    instansi = Instansi.objects.filter(nama=pilihan.pemda).first()
    if instansi is None:
        raise SystemExit(f"{pilihan.pemda} belum ada. Jalankan lebih dahulu: make demo")
    laman = list(jelajah.jelajahi(instansi))
    dipilih = [satu for satu in laman if not pilihan.nama or any(n in satu.jenis for n in pilihan.nama)]
    folder = pilihan.utuh or Path(settings.BASE_DIR) / "docs" / "gambar"
    folder.mkdir(parents=True, exist_ok=True)
    banyak = potret.potret_semua(dipilih, folder, utuh=bool(pilihan.utuh))
    if not pilihan.utuh:
        (folder / "README.md").write_text(_daftar(laman), encoding="utf-8")
    print(f"{banyak} potret dari {len(dipilih)} jenis halaman di {folder}")


def _daftar(laman: list) -> str:  # type: ignore[type-arg]
    """Halaman indeks: satu tabel tiap peran."""
    bagian = [
        "# Potret tiap jenis halaman\n",
        "Dibuat `make gambar` dari data contoh: layar pertama tiap jenis halaman pada 1280 dan 360 px, terang dan gelap. "
        "Semua orang di dalamnya rekaan.\n",
    ]
    for peran, milik in groupby(laman, key=lambda satu: satu.peran):
        bagian.append(f"## {peran}\n")
        for satu in milik:
            judul = satu.judul.replace("|", "/")
            tautan = " ".join(
                f"[{lebar} {tema}]({satu.berkas}-{lebar}-{tema}.webp)"
                for lebar in (1280, 360)
                for tema in ("terang", "gelap")
            )
            bagian.append(f"- **{judul}** (`{satu.jenis}`): {tautan}")
        bagian.append("")
    return "\n".join(bagian)


if __name__ == "__main__":
    main()
