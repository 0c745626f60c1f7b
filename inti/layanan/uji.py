"""`python -m inti.layanan.uji -- PERINTAH`: jalankan perintah dengan peladen sekali pakai, lalu buang."""

import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from inti.layanan import peladen
from inti.layanan.dengan import perintah_dari
from inti.layanan.galat import Dihentikan, TidakDapatMulai
from inti.layanan.proses import Pengawas
from inti.layanan.setelan import FolderData, lingkungan, tanpa_pg
from inti.layanan.tampil import Papan


@contextmanager
def folder_sementara() -> Iterator[FolderData]:
    """Folder data yang hilang sesudah dipakai, juga bila pemakaiannya terhenti."""
    akar = Path(tempfile.mkdtemp(prefix="asn-uji-"))
    akar.chmod(0o711)  # dapat ditelusuri bila PostgreSQL harus berjalan sebagai pengguna lain
    try:
        yield FolderData(akar)
    finally:
        shutil.rmtree(akar, ignore_errors=True)


def main(argumen: list[str]) -> int:
    """Kode keluar perintah itu."""
    papan = Papan(senyap=True)
    try:
        perintah = perintah_dari(argumen)
        env = lingkungan()
        with folder_sementara() as data:
            data.siapkan()
            with (
                Pengawas(papan) as pengawas,
                peladen.nyalakan(data, pengawas, papan, env=env, uji=True) as alamat,
            ):
                env = (tanpa_pg(env) if "DATABASE_URL" in alamat else env) | alamat
                env["SECRET_KEY"] = env.get("SECRET_KEY") or secrets.token_urlsafe(48)
                env["MEDIA_ROOT"] = str(data.berkas)
                return pengawas.tunggu_perintah(perintah, env=env)
    except Dihentikan:
        return 130
    except TidakDapatMulai as sebab:
        print(f"\n{sebab}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
