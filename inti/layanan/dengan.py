"""`python -m inti.layanan.dengan -- PERINTAH`: jalankan perintah dengan peladen demo menyala.

Bila demo (atau perintah lain) sudah berjalan pada folder data yang sama, peladennya dipakai bersama.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from inti.layanan import peladen
from inti.layanan.galat import Dihentikan, TidakDapatMulai
from inti.layanan.proses import Pengawas
from inti.layanan.setelan import AKAR, FolderData, lingkungan, lingkungan_demo, tanpa_pg
from inti.layanan.tampil import Papan

BATAS_TUNGGU = 60


def perintah_dari(argumen: list[str]) -> list[str]:
    """Perintah setelah `--` (boleh tanpa `--`)."""
    perintah = argumen[1:] if argumen[:1] == ["--"] else argumen
    if not perintah:
        raise TidakDapatMulai(
            "Tuliskan perintahnya, misalnya: python -m inti.layanan.dengan -- python manage.py shell"
        )
    return perintah


@contextmanager
def peladen_bersama(
    data: FolderData, pengawas: Pengawas, papan: Papan, env: dict[str, str]
) -> Iterator[dict[str, str]]:
    """Alamat peladen: dinyalakan sendiri, atau menumpang pada yang sudah menyala."""
    akhir = time.monotonic() + BATAS_TUNGGU
    while True:
        with peladen.memiliki(data, jenis="perintah") as berkas:
            if berkas is not None:
                with peladen.nyalakan(data, pengawas, papan, env=env) as alamat:
                    berkas.perbarui_kartu(siap=True, **alamat)
                    try:
                        yield alamat
                    finally:
                        peladen.tunggu_penumpang(berkas, pengawas, papan)
                return
        with peladen.menumpang(data, env) as alamat_lain:
            if alamat_lain is not None:
                yield alamat_lain
                return
        pengawas.periksa()
        if time.monotonic() > akhir:
            raise TidakDapatMulai(
                "Peladen di folder data sedang dinyalakan perintah lain dan belum siap. Coba lagi."
            )
        time.sleep(0.2)


def main(argumen: list[str]) -> int:
    """Kode keluar perintah itu."""
    papan = Papan(senyap=True)
    data = FolderData(AKAR / "data")
    try:
        perintah = perintah_dari(argumen)
        env = lingkungan()
        data.siapkan()
        with Pengawas(papan) as pengawas, peladen_bersama(data, pengawas, Papan(sys.stderr), env) as alamat:
            env_perintah = (tanpa_pg(env) if "DATABASE_URL" in alamat else env) | alamat
            return pengawas.tunggu_perintah(perintah, env=lingkungan_demo(env_perintah, data))
    except (Dihentikan, KeyboardInterrupt):
        return 130
    except TidakDapatMulai as sebab:
        print(f"\n{sebab}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
