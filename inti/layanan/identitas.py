"""Sebagai siapa PostgreSQL dijalankan: ia menolak uid 0, dan initdb menolak uid tanpa nama.

Tidak membuat pengguna dan tidak mengubah hak di luar folder data. Urutan cara bagi root:
1. ruang nama pengguna baru (`unshare`): berkas tetap milik root, jalan juga di bawah folder 0700;
2. akun biasa yang sudah ada: pemilik proyek, postgres, atau nobody.
"""

import contextlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inti.layanan.galat import TidakDapatMulai

NOBODY = 65534


@dataclass(frozen=True)
class Identitas:
    """Awalan perintah, dan uid/gid bila prosesnya berganti pengguna."""

    awalan: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None

    def serahkan(self, folder: Path) -> None:
        """Jadikan folder milik identitas ini (hanya bila ia pengguna lain)."""
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)

    def opsi_popen(self) -> dict[str, object]:
        """Opsi subprocess untuk berganti pengguna tanpa program bantu."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def _bernama(uid: int) -> bool:
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def _ruang_nama() -> Identitas | None:
    unshare = shutil.which("unshare")
    if unshare is None:
        return None
    return Identitas((unshare, "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--"))


def _pengguna_biasa(pemilik_data: int | None, pemilik_proyek: int) -> list[pwd.struct_passwd]:
    """Akun biasa yang sudah ada: pemilik data bila sudah ada data, jika tidak siapa pun yang mungkin."""
    if pemilik_data:
        return [pwd.getpwuid(pemilik_data)] if _bernama(pemilik_data) else []
    akun = [pwd.getpwuid(pemilik_proyek)] if pemilik_proyek and _bernama(pemilik_proyek) else []
    for nama in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            akun.append(pwd.getpwnam(nama))
    return akun


def _calon_root(pemilik_data: int | None, pemilik_proyek: int) -> Iterator[Identitas]:
    """Cara-cara yang mungkin bagi root, dari yang paling sedikit mengubah."""
    if not pemilik_data and (ruang := _ruang_nama()):
        yield ruang
    if pemilik_data == 0:
        return
    for akun in _pengguna_biasa(pemilik_data, pemilik_proyek):
        yield Identitas(uid=akun.pw_uid, gid=akun.pw_gid)


def _dapat(identitas: Identitas, program: str, folder: Path) -> bool:
    """Coba sungguhan: dapatkah identitas ini menjalankan program dan menulis di folder itu?"""
    semula = folder.stat()
    identitas.serahkan(folder)
    uji = 'test "$(id -u)" != 0 && test -w "$2" && "$1" --version'
    try:
        hasil = subprocess.run(
            [*identitas.awalan, "/bin/sh", "-c", uji, "sh", program, str(folder)],
            cwd="/",
            capture_output=True,
            timeout=20,
            **identitas.opsi_popen(),  # type: ignore[call-overload]
        )
    except (OSError, subprocess.SubprocessError):
        hasil = None
    if hasil is not None and hasil.returncode == 0:
        return True
    os.chown(folder, semula.st_uid, semula.st_gid)
    return False


def pilih(program: str, folder: Path, *, pemilik_data: int | None, pemilik_proyek: int) -> Identitas:
    """Identitas yang terbukti dapat menjalankan `program` dan menulis di `folder`.

    `pemilik_data`: uid pemilik data yang sudah ada (PostgreSQL menuntut pemilik yang sama), atau None.
    """
    aku = os.geteuid()
    if aku == 0:
        calon = _calon_root(pemilik_data, pemilik_proyek)
    elif _bernama(aku):
        return Identitas()
    else:
        calon = iter([ruang] if (ruang := _ruang_nama()) else [])
    for identitas in calon:
        if _dapat(identitas, program, folder):
            return identitas
    raise TidakDapatMulai(
        "PostgreSQL tidak mau dijalankan sebagai root, dan di mesin ini tidak ada cara menjalankannya "
        "sebagai pengguna lain yang dapat membuka folder proyek. Jalankan perintah ini sebagai pengguna "
        "biasa, pindahkan proyek ke luar folder rumah root, atau isi DATABASE_URL dengan alamat "
        "PostgreSQL yang sudah ada."
    )
