"""`python -m inti.layanan.reset`: buang semua data demo; menolak selagi ada yang memakainya."""

import shutil
import sys

from inti.layanan import kunci, yatim
from inti.layanan.galat import TidakDapatMulai
from inti.layanan.peladen import BerkasKunci
from inti.layanan.setelan import AKAR, FolderData


def main() -> int:
    data = FolderData(AKAR / "data")
    if not data.akar.exists():
        print("Belum ada data; tidak ada yang dihapus.")
        return 0
    berkas = BerkasKunci.di(data)
    pemilik = kunci.Kunci(berkas.pemilik)
    try:
        if not pemilik.coba():
            pid = kunci.baca_kartu(berkas.kartu).get("pid", "?")
            print(
                f"Data sedang dipakai (PID {pid}). Hentikan dulu demo itu dengan Ctrl-C, lalu ulangi.",
                file=sys.stderr,
            )
            return 1
        if data.postgres.exists():
            yatim.bersihkan(data.postgres, data.soket)
        shutil.rmtree(data.akar)
    except TidakDapatMulai as sebab:
        print(sebab, file=sys.stderr)
        return 1
    except OSError as sebab:
        print(
            f"{sebab.filename} tidak dapat dihapus: {sebab.strerror}. Pakai pengguna yang membuatnya.",
            file=sys.stderr,
        )
        return 1
    finally:
        pemilik.lepas()
    print("Data demo dihapus. `make demo` memulai dari awal.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
