"""`python -m inti.layanan.uji -- PERINTAH`: jalankan perintah dengan peladen sekali pakai, lalu buang."""

import secrets
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
def folder_sementara(pengawas: Pengawas) -> Iterator[FolderData]:
    """Folder data yang hilang sesudah dipakai, juga bila pemakaiannya terhenti."""
    akar = Path(tempfile.mkdtemp(prefix="asn-uji-"))
    pengawas.titip_folder(akar)
    akar.chmod(0o711)  # dapat ditelusuri bila PostgreSQL harus berjalan sebagai pengguna lain
    try:
        data = FolderData(akar)
        data.siapkan()
        yield data
    finally:
        pengawas.buang_folder(akar)


def main(argumen: list[str]) -> int:
    """Kode keluar perintah itu."""
    papan = Papan(senyap=True)
    try:
        perintah = perintah_dari(argumen)
        env = lingkungan()
        with (
            Pengawas(papan) as pengawas,
            folder_sementara(pengawas) as data,
            peladen.nyalakan(data, pengawas, papan, env=env, uji=True) as alamat,
        ):
            env = (tanpa_pg(env) if "DATABASE_URL" in alamat else env) | alamat
            env["SECRET_KEY"] = env.get("SECRET_KEY") or secrets.token_urlsafe(48)
            env["MEDIA_ROOT"] = str(data.berkas)
            # Situs uji melayani HTTP di mesin sendiri, seperti situs contoh.
            env.setdefault("MODE_CONTOH", "1")
            return pengawas.tunggu_perintah(perintah, env=env)
    except (Dihentikan, KeyboardInterrupt):
        return 130
    except TidakDapatMulai as sebab:
        print(f"\n{sebab}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
