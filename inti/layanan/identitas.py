"""Sebagai siapa PostgreSQL dijalankan: ia menolak uid 0, dan initdb menolak uid tanpa nama.

Tidak membuat pengguna dan tidak mengubah hak di luar folder data. Urutan cara bagi root:
1. ruang nama pengguna baru (`unshare`): berkas tetap milik root, jalan di bawah folder 0700;
2. `setpriv` ke pengguna biasa dengan hak menelusuri folder saja;
3. pengguna biasa tanpa hak apa pun.
"""

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
    lewat_popen: bool = False

    def serahkan(self, folder: Path) -> None:
        """Jadikan folder milik identitas ini (hanya bila ia pengguna lain)."""
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)

    def opsi_popen(self) -> dict[str, object]:
        """Opsi subprocess untuk berganti pengguna tanpa program bantu."""
        if not self.lewat_popen:
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
    """Akun yang sudah ada di mesin, tanpa root: pemilik data, pemilik proyek, postgres, nobody."""
    uid = [satu for satu in (pemilik_data, pemilik_proyek) if satu]
    akun = [pwd.getpwuid(satu) for satu in uid if _bernama(satu)]
    for nama in () if pemilik_data else ("postgres", "nobody"):
        try:
            akun.append(pwd.getpwnam(nama))
        except KeyError:
            continue
    return akun[:1] if pemilik_data else akun


def _calon_root(pemilik_data: int | None, pemilik_proyek: int) -> Iterator[Identitas]:
    """Cara-cara yang mungkin bagi root, dari yang paling sedikit mengubah."""
    if not pemilik_data and (ruang := _ruang_nama()):
        yield ruang
    if pemilik_data == 0:
        return
    setpriv = shutil.which("setpriv")
    for akun in _pengguna_biasa(pemilik_data, pemilik_proyek):
        if setpriv is not None:
            hak = ("--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search")
            ganti = (f"--reuid={akun.pw_uid}", f"--regid={akun.pw_gid}", "--clear-groups")
            yield Identitas((setpriv, *ganti, *hak, "--pdeathsig=INT", "--"), akun.pw_uid, akun.pw_gid)
        yield Identitas((), akun.pw_uid, akun.pw_gid, lewat_popen=True)


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
        "sebagai pengguna lain. Jalankan perintah ini sebagai pengguna biasa, "
        "atau isi DATABASE_URL dengan alamat PostgreSQL yang sudah ada."
    )
