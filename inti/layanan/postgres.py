"""PostgreSQL tertanam: hanya soket Unix dalam folder 0700, tanpa TCP, jadi cukup `trust`."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from inti.layanan import biner, identitas, yatim
from inti.layanan.galat import TidakDapatMulai
from inti.layanan.proses import Anak, Pengawas
from inti.layanan.setelan import FolderData

PENGGUNA = "asn"
BASIS_DATA = "asn_kinerja"
_NAMA_SOKET = "/.s.PGSQL.5432"
_PANJANG_SOKET = 100  # batas kernel 107 bita di Linux, 103 di macOS

_SETELAN = {
    "listen_addresses": "",
    "port": "5432",
    "unix_socket_permissions": "0700",
    "client_connection_check_interval": "1s",
    # Seratus warga sekaligus, di samping pekerja dan yang memeriksanya.
    "max_connections": "200",
    "shared_buffers": "128MB",
}
_SETELAN_UJI = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def alamat(soket: Path, nama: str = BASIS_DATA) -> str:
    """DATABASE_URL untuk soket Unix; jalurnya disandikan karena boleh berisi apa saja."""
    return f"postgres:///{nama}?host={quote(str(soket), safe='')}&user={PENGGUNA}"


def folder_soket(data: FolderData) -> Path:
    """Folder soket di dalam folder data, atau folder sementara bila jalurnya melewati batas kernel."""
    if len(os.fsencode(str(data.soket) + _NAMA_SOKET)) <= _PANJANG_SOKET:
        data.soket.mkdir(mode=0o700, exist_ok=True)
        return data.soket
    return Path(tempfile.mkdtemp(prefix="asn-soket-", dir="/tmp"))


class Postgres:
    """Satu kluster di satu folder data; hidup selama pengawasnya."""

    def __init__(
        self, data: FolderData, pengawas: Pengawas, *, env: Mapping[str, str], uji: bool = False
    ) -> None:
        self._data = data
        self._pengawas = pengawas
        self._uji = uji
        self._log = data.log / "postgres.log"
        self._env = {nama: nilai for nama, nilai in env.items() if not nama.startswith("PG")} | {
            "LC_ALL": "C"
        }
        self._biner = biner.cari_postgres(self._versi_data())
        biner.pastikan_zona_waktu()
        self._identitas = self._pilih_identitas()
        self._soket: Path | None = None
        self.anak: Anak | None = None

    @property
    def versi(self) -> int:
        return self._biner.versi

    def _versi_data(self) -> int | None:
        """Versi besar pembuat data yang ada, None bila belum ada data."""
        try:
            return int((self._data.postgres / "PG_VERSION").read_text().strip())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as sebab:
            raise TidakDapatMulai(
                f"Data PostgreSQL di {self._data.postgres} tidak terbaca ({sebab}). "
                "Pakai pengguna yang membuatnya, atau mulai dari awal dengan: make reset"
            ) from sebab

    def _pilih_identitas(self) -> identitas.Identitas:
        """Identitas dicoba pada folder baru atau pada data yang ada, sebelum apa pun dijalankan."""
        ada = self._data.postgres.exists()
        folder = self._data.postgres if ada else self._calon_baru()
        return identitas.pilih(
            self._biner.program("postgres"),
            folder,
            pemilik_data=folder.stat().st_uid if ada else None,
            pemilik_proyek=Path(__file__).stat().st_uid,
        )

    def _calon_baru(self) -> Path:
        """Folder kosong untuk initdb; baru diberi nama sebenarnya setelah initdb selesai utuh."""
        baru = self._data.akar / "postgres.baru"
        shutil.rmtree(baru, ignore_errors=True)
        baru.mkdir(mode=0o700)
        return baru

    def mulai(self) -> str:
        """Siapkan kluster bila perlu, nyalakan, buat basis data; kembalikan DATABASE_URL."""
        if not self._data.postgres.exists():
            self._initdb()
        yatim.bersihkan(self._data.postgres, self._data.soket)
        self._soket = folder_soket(self._data)
        if self._soket != self._data.soket:
            self._pengawas.titip_folder(self._soket)
        self._identitas.serahkan(self._soket)
        self.anak = self._pengawas.nyalakan(
            "PostgreSQL",
            [
                *self._identitas.awalan,
                self._biner.program("postgres"),
                "-D",
                str(self._data.postgres),
                *self._opsi(),
            ],
            env=self._env,
            log=self._log,
            cwd="/",
            sinyal=signal.SIGINT,
            tenggat=20,
            sinyal_paksa=signal.SIGQUIT,
            opsi=self._identitas.opsi_popen(),
        )
        self._pengawas.tunggu(self._siap, batas=60, nama="PostgreSQL", log=self._log)
        self._buat_basis_data()
        return alamat(self._soket)

    def berhenti(self) -> None:
        """Hentikan dengan cepat dan rapi, lalu buang folder soket sementara."""
        if self.anak is not None:
            self._pengawas.hentikan(self.anak)
        if self._soket is not None and self._soket != self._data.soket:
            self._pengawas.buang_folder(self._soket)

    def _opsi(self) -> list[str]:
        soket = '"' + str(self._soket).replace('"', '""') + '"'
        setelan = _SETELAN | {"unix_socket_directories": soket} | (_SETELAN_UJI if self._uji else {})
        return [bagian for nama, nilai in setelan.items() for bagian in ("-c", f"{nama}={nilai}")]

    def _initdb(self) -> None:
        baru = self._data.akar / "postgres.baru"
        lokal = "C.UTF-8" if os.uname().sysname == "Linux" else "C"
        self._pengawas.jalankan(
            "menyiapkan PostgreSQL",
            [
                *self._identitas.awalan,
                self._biner.program("initdb"),
                *("-D", str(baru), "-U", PENGGUNA, "-A", "trust", "-E", "UTF8", f"--locale={lokal}"),
                *(["--no-sync"] if self._uji else []),
            ],
            env=self._env,
            log=self._log,
            cwd="/",
            opsi=self._identitas.opsi_popen(),
        )
        baru.rename(self._data.postgres)

    def _klien(self, program: str, *argumen: str) -> subprocess.CompletedProcess[str]:
        """Program klien lewat soket; akar proses ini pemilik foldernya, jadi tanpa ganti identitas."""
        return subprocess.run(
            [self._biner.program(program), "-h", str(self._soket), "-U", PENGGUNA, *argumen],
            env=self._env,
            cwd="/",
            capture_output=True,
            text=True,
            timeout=60,
        )

    def _siap(self) -> bool:
        return self._klien("pg_isready", "-q", "-d", "postgres").returncode == 0

    def _buat_basis_data(self) -> None:
        ada = self._klien(
            "psql", "-XAtqc", f"SELECT 1 FROM pg_database WHERE datname = '{BASIS_DATA}'", "postgres"
        )
        if ada.returncode == 0 and ada.stdout.strip() == "1":
            return
        buat = self._klien("psql", "-XAtqc", f'CREATE DATABASE "{BASIS_DATA}"', "postgres")
        if buat.returncode != 0:
            raise TidakDapatMulai(f"Basis data {BASIS_DATA} tidak dapat dibuat: {buat.stderr.strip()}")
