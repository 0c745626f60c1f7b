"""Menyalakan, menunggui, dan menghentikan proses anak tanpa sisa.

Janji: setiap anak punya grup proses sendiri, lognya sendiri, dan ikut berhenti bila induknya mati,
juga oleh kill -9 (Linux: PR_SET_PDEATHSIG; di mana pun: proses penjaga). Sinyal hanya menaikkan
bendera; semua penungguan memeriksanya, sehingga tidak ada keadaan setengah jalan.
"""

import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from inti.layanan.galat import Dihentikan, TidakDapatMulai
from inti.layanan.tampil import Papan, ekor

JEDA = 0.05
TENGGAT_PAKSA = 15
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
_SINYAL_HENTI = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def mati_bersama_induk(sinyal: signal.Signals, induk: int) -> None:
    """Minta kernel mengirim `sinyal` ke proses ini saat induknya mati, juga bila ia sudah terlanjur mati."""
    if _libc is None:
        return
    _libc.prctl(_PR_SET_PDEATHSIG, int(sinyal), 0, 0, 0)
    if os.getppid() != induk:
        os.kill(os.getpid(), sinyal)


@dataclass
class Anak:
    """Satu proses anak dan cara menghentikannya dengan sopan."""

    nama: str
    popen: subprocess.Popen[bytes]
    log: Path
    sinyal: signal.Signals
    tenggat: float
    sinyal_paksa: signal.Signals = signal.SIGKILL

    @property
    def hidup(self) -> bool:
        return self.popen.poll() is None

    def minta_berhenti(self) -> None:
        """Kirim sinyal sopan tanpa menunggu."""
        if self.hidup:
            self.popen.send_signal(self.sinyal)

    def tunggu_berhenti(self, paksa: Callable[[], bool]) -> None:
        """Tunggu sampai tenggat, lalu paksa; sisa anggota grupnya ikut dibersihkan."""
        batas = time.monotonic() + self.tenggat
        while self.hidup and time.monotonic() < batas and not paksa():
            time.sleep(JEDA)
        if self.hidup and self.sinyal_paksa != signal.SIGKILL:
            self.popen.send_signal(self.sinyal_paksa)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.popen.wait(TENGGAT_PAKSA)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.popen.pid, signal.SIGKILL)
        self.popen.wait()


class Pengawas:
    """Memegang semua anak. Dipakai sebagai `with`, supaya tidak ada jalan keluar yang lupa membersihkan."""

    def __init__(self, papan: Papan) -> None:
        self.papan = papan
        self._anak: list[Anak] = []
        self._diterima: list[int] = []
        self._dulu: dict[int, Any] = {}
        self._penjaga: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Pengawas":
        for sinyal in _SINYAL_HENTI:
            dulu = signal.getsignal(sinyal)
            if sinyal == signal.SIGHUP and dulu == signal.SIG_IGN:
                continue  # nohup: pengguna sengaja ingin tetap berjalan
            self._dulu[sinyal] = dulu
            signal.signal(sinyal, self._catat)
        self._penjaga = subprocess.Popen(
            [sys.executable, "-I", "-S", str(Path(__file__).with_name("penjaga.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            start_new_session=True,
        )
        return self

    def __exit__(
        self, jenis: type[BaseException] | None, galat: BaseException | None, jejak: TracebackType | None
    ) -> None:
        self.hentikan(*reversed(self._anak))
        if self._penjaga is not None and self._penjaga.stdin is not None:
            with contextlib.suppress(OSError):
                self._penjaga.stdin.close()
            self._penjaga.wait()
        for sinyal, dulu in self._dulu.items():
            signal.signal(sinyal, dulu)

    def _catat(self, sinyal: int, bingkai: FrameType | None) -> None:
        self._diterima.append(sinyal)

    def _beri_tahu(self, pesan: str) -> None:
        if self._penjaga is not None and self._penjaga.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                # Satu tulisan pendek ke pipa tidak pernah tercampur dengan tulisan proses lain.
                os.write(self._penjaga.stdin.fileno(), os.fsencode(pesan + "\n"))

    def titip_folder(self, folder: Path) -> None:
        """Folder sementara yang harus hilang juga bila proses ini mati mendadak."""
        self._beri_tahu(f"f {folder}")

    def buang_folder(self, folder: Path) -> None:
        """Selesai memakai folder titipan."""
        shutil.rmtree(folder, ignore_errors=True)
        self._beri_tahu(f"g {folder}")

    @property
    def diminta_berhenti(self) -> bool:
        """Benar setelah Ctrl-C, sinyal berhenti, atau terminal ditutup.

        Terminal diperiksa sendiri: `ssh -t mesin make demo` yang putus hanya memberi tahu make, bukan kita.
        """
        if not self._diterima and signal.SIGHUP in self._dulu and self.papan.layar_hilang():
            self._diterima.append(signal.SIGHUP)
        return bool(self._diterima)

    def nyalakan(
        self,
        nama: str,
        perintah: Sequence[str],
        *,
        env: Mapping[str, str],
        log: Path,
        cwd: Path | str,
        sinyal: signal.Signals = signal.SIGTERM,
        tenggat: float = 10,
        sinyal_paksa: signal.Signals = signal.SIGKILL,
        sinyal_yatim: signal.Signals | None = None,
        masukan: bytes | None = None,
        opsi: Mapping[str, object] | None = None,
    ) -> Anak:
        """Nyalakan anak dalam sesi sendiri, keluarannya ke log, terikat pada hidup kita."""
        induk = os.getpid()

        def sebelum_jalan() -> None:
            # Anak mendaftarkan dirinya sendiri: kita dapat mati tepat sesudah ia jalan, sebelum sempat mendaftarkannya.
            self._beri_tahu(f"+ {os.getpid()} {int(sinyal)} {tenggat}")
            mati_bersama_induk(sinyal_yatim or sinyal, induk)

        popen = _buka(
            nama, perintah, log, masukan, env=dict(env), cwd=cwd, preexec_fn=sebelum_jalan, **(opsi or {})
        )
        anak = Anak(nama, popen, log, sinyal, tenggat, sinyal_paksa)
        self._anak.append(anak)
        return anak

    def periksa(self) -> None:
        """Lempar bila diminta berhenti, atau bila ada anak yang mati sendiri."""
        if self.diminta_berhenti:
            raise Dihentikan
        for anak in self._anak:
            if not anak.hidup:
                raise TidakDapatMulai(
                    f"{anak.nama} berhenti sendiri ({_arti_kode(anak.popen.returncode)}); "
                    f"yang lain ikut dihentikan.\n"
                    f"  Baris terakhir {anak.log}:\n{ekor(anak.log)}"
                )

    def tunggu(self, syarat: Callable[[], bool], *, batas: float, nama: str, log: Path) -> None:
        """Tunggu sampai `syarat` benar, sambil tetap mengawasi semua anak."""
        akhir = time.monotonic() + batas
        while not syarat():
            self.periksa()
            if time.monotonic() > akhir:
                raise TidakDapatMulai(
                    f"{nama} belum siap setelah {batas:.0f} detik.\n  Baris terakhir {log}:\n{ekor(log)}"
                )
            self.papan.detak()
            time.sleep(JEDA)
        self.periksa()

    def jalankan(
        self,
        nama: str,
        perintah: Sequence[str],
        *,
        env: Mapping[str, str],
        log: Path,
        cwd: Path | str,
        opsi: Mapping[str, object] | None = None,
    ) -> None:
        """Jalankan satu langkah sampai selesai; kode bukan nol menghentikan semuanya dengan ekor lognya."""
        anak = self.nyalakan(nama, perintah, env=env, log=log, cwd=cwd, opsi=opsi)
        self._anak.remove(anak)
        try:
            while anak.hidup:
                self.periksa()
                self.papan.detak(log)
                time.sleep(JEDA)
        finally:
            anak.minta_berhenti()
            anak.tunggu_berhenti(lambda: len(self._diterima) > 1)
            self._beri_tahu(f"- {anak.popen.pid}")
        if anak.popen.returncode != 0:
            raise TidakDapatMulai(
                f"Langkah '{nama}' berhenti dengan {_arti_kode(anak.popen.returncode)}.\n"
                f"  Baris terakhir {log}:\n{ekor(log)}"
            )

    def hentikan(self, *anak: Anak) -> None:
        """Hentikan berurutan; sinyal berhenti kedua dari pengguna mempercepatnya."""
        awal = max(len(self._diterima), 1)
        for satu in anak:
            if satu in self._anak:
                self._anak.remove(satu)
            satu.minta_berhenti()
            satu.tunggu_berhenti(lambda: len(self._diterima) > awal)
            self._beri_tahu(f"- {satu.popen.pid}")

    def awasi(self) -> None:
        """Diam sampai diminta berhenti atau ada anak yang mati."""
        while True:
            self.periksa()
            time.sleep(0.2)

    def tunggu_perintah(self, perintah: Sequence[str], *, env: Mapping[str, str]) -> int:
        """Jalankan perintah pengguna di terminal ini (Ctrl-C sampai kepadanya); kembalikan kode keluarnya."""
        induk = os.getpid()
        try:
            popen = subprocess.Popen(
                list(perintah), env=dict(env), preexec_fn=lambda: mati_bersama_induk(signal.SIGTERM, induk)
            )
        except OSError as sebab:
            raise TidakDapatMulai(
                f"Perintah {perintah[0]} tidak dapat dijalankan: {sebab.strerror}."
            ) from sebab
        diteruskan = 0
        while popen.poll() is None:
            # Ctrl-C di terminal sudah sampai kepada perintah itu sendiri; yang lain hanya sampai kepada kita.
            permintaan = sum(sinyal != signal.SIGINT for sinyal in self._diterima)
            if permintaan > diteruskan:
                (popen.kill if diteruskan else popen.terminate)()
                diteruskan = permintaan
            time.sleep(JEDA)
        return popen.returncode if popen.returncode >= 0 else 128 - popen.returncode


def _buka(
    nama: str, perintah: Sequence[str], log: Path, masukan: bytes | None, **opsi: Any
) -> subprocess.Popen[bytes]:
    """Popen dalam sesi sendiri dengan keluaran ke log; kegagalannya menjadi kalimat."""
    try:
        with log.open("ab") as tujuan:
            popen = subprocess.Popen(
                list(perintah),
                stdin=subprocess.PIPE if masukan is not None else subprocess.DEVNULL,
                stdout=tujuan,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                **opsi,
            )
    except OSError as sebab:
        raise TidakDapatMulai(f"{nama} tidak dapat dijalankan: {sebab}.") from sebab
    if masukan is not None and popen.stdin is not None:
        with contextlib.suppress(BrokenPipeError), popen.stdin:
            popen.stdin.write(masukan)
    return popen


def _arti_kode(kode: int) -> str:
    if kode < 0:
        try:
            return f"sinyal {signal.Signals(-kode).name}"
        except ValueError:
            return f"sinyal {-kode}"
    return f"kode {kode}"
