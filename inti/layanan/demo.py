"""`python -m inti.layanan.demo`: dari folder kosong sampai situs menjawab, dan bersih lagi sesudahnya."""

import os
import signal
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

from inti.layanan import kunci, peladen
from inti.layanan.galat import Dihentikan, TidakDapatMulai
from inti.layanan.peladen import BerkasKunci
from inti.layanan.proses import Anak, Pengawas, mati_bersama_induk
from inti.layanan.setelan import AKAR, HOST, FolderData, lingkungan, lingkungan_demo, porta_web, tanpa_pg
from inti.layanan.tampil import Papan, detik
from inti.layanan.web import granian

BATAS_SIAP = 90


class Demo:
    """Urutan menyalakan dan menghentikan; yang terakhir menyala pertama berhenti."""

    def __init__(self, pengawas: Pengawas, papan: Papan, data: FolderData, env: dict[str, str]) -> None:
        self._pengawas = pengawas
        self._papan = papan
        self._data = data
        self._porta, self._catatan = porta_web(env)
        self.situs = f"http://{HOST}:{self._porta}"
        env = {**lingkungan_demo(env, data), "PORT": str(self._porta)}
        self._env = {**env, "BASE_URL": env.get("BASE_URL") or self.situs}

    def jalankan(self, berkas: BerkasKunci) -> None:
        """Nyalakan semuanya, umumkan alamatnya, lalu awasi sampai diminta berhenti."""
        if self._catatan:
            self._papan.kata(self._catatan)
        with peladen.nyalakan(self._data, self._pengawas, self._papan, env=self._env) as alamat:
            self._env = (tanpa_pg(self._env) if "DATABASE_URL" in alamat else self._env) | alamat
            berkas.perbarui_kartu(siap=True, **alamat)
            self._siapkan()
            anak = [self._web(), self._celery("worker"), self._celery("beat")]
            try:
                with self._papan.langkah("Menunggu situs menjawab"):
                    self._tunggu_situs(anak[0])
                berkas.perbarui_kartu(situs=self.situs)
                self._umumkan()
                self._pengawas.awasi()
            finally:
                self._papan.kata("\nMenghentikan …" if self._pengawas.diminta_berhenti else "")
                self._pengawas.hentikan(*reversed(anak))

    def _manage(self, *argumen: str) -> list[str]:
        return [sys.executable, "manage.py", *argumen]

    def _siapkan(self) -> None:
        langkah = [
            ("Menyiapkan tabel", ("migrate", "--noinput")),
            ("Memuat data contoh", ("muat_demo",)),
            ("Menata berkas tampilan", ("collectstatic", "--noinput", "--verbosity", "0")),
        ]
        log = self._data.log / "persiapan.log"
        peladen.geser_log(log)
        for label, argumen in langkah:
            if argumen[0] == "collectstatic" and self._env["DEBUG"] == "1":
                continue
            with self._papan.langkah(label):
                self._pengawas.jalankan(label, self._manage(*argumen), env=self._env, log=log, cwd=AKAR)

    def _nyalakan(self, nama: str, perintah: list[str], paksa: signal.Signals = signal.SIGKILL) -> Anak:
        log = self._data.log / f"{nama}.log"
        peladen.geser_log(log)
        return self._pengawas.nyalakan(
            nama,
            [sys.executable, "-m", *perintah],
            env=self._env,
            log=log,
            cwd=AKAR,
            tenggat=5,
            sinyal_paksa=paksa,
            sinyal_yatim=signal.SIGTERM if paksa == signal.SIGKILL else paksa,
        )

    def _web(self) -> Anak:
        lekas = ("--workers-kill-timeout", "5")
        return self._nyalakan(
            "web", granian("asn_kinerja.wsgi:application", porta=self._porta, pekerja=2, lain=lekas)
        )

    def _celery(self, nama: str) -> Anak:
        opsi = {
            "worker": ["-c", "2", "--without-gossip", "--without-mingle"],
            "beat": ["--schedule", str(self._data.akar / "jadwal-beat"), "--pidfile", ""],
        }
        perintah = ["celery", "-A", "asn_kinerja", nama, "--loglevel", "INFO", *opsi[nama]]
        # SIGQUIT: worker mengembalikan tugas yang belum selesai ke antrean, tidak menunggunya sampai habis.
        return self._nyalakan(nama, perintah, signal.SIGQUIT if nama == "worker" else signal.SIGKILL)

    def _tunggu_situs(self, web: Anak) -> None:
        self._pengawas.tunggu(menjawab(f"{self.situs}/sehat/"), batas=BATAS_SIAP, nama="Situs", log=web.log)

    def _umumkan(self) -> None:
        self._papan.kata(f"\nSitus siap setelah {detik(self._papan.lama())}:  {self.situs}/\n")
        log = self._data.log / "akun.txt"
        log.unlink(missing_ok=True)
        self._pengawas.jalankan(
            "Daftar akun contoh", self._manage("akun_demo"), env=self._env, log=log, cwd=AKAR
        )
        self._papan.kata(log.read_text(encoding="utf-8", errors="replace").rstrip())
        self._papan.kata(
            f"\nLog: {tampil_jalur(self._data.log)}/   Berhenti: Ctrl-C   Mulai dari awal: make reset"
        )


def tampil_jalur(jalur: Path) -> str:
    """Jalur relatif terhadap proyek bila di dalamnya."""
    return str(jalur.relative_to(AKAR)) if jalur.is_relative_to(AKAR) else str(jalur)


def menjawab(url: str) -> Callable[[], bool]:
    """Pemeriksa: benar bila `url` menjawab 200; perantara (proxy) di lingkungan diabaikan."""
    pembuka = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def periksa() -> bool:
        try:
            with pembuka.open(url, timeout=5) as jawaban:
                return bool(jawaban.status == 200)
        except OSError:
            return False

    return periksa


def sudah_berjalan(data: FolderData) -> int:
    """Jelaskan siapa yang memegang folder data; demo yang sudah berjalan bukan kegagalan."""
    kartu = kunci.baca_kartu(BerkasKunci.di(data).kartu)
    pid = f"PID {kartu.get('pid', '?')}"
    if kartu.get("situs"):
        print(f"Demo sudah berjalan ({pid}):  {kartu['situs']}/")
        print("Hentikan dengan Ctrl-C di terminalnya bila ingin memulai ulang.")
        return 0
    if kartu.get("jenis") == "demo":
        print(f"Demo sedang dinyalakan oleh perintah lain ({pid}); alamatnya tampil di sana sebentar lagi.")
        return 0
    print(
        f"Folder data sedang dipakai perintah lain ({pid}). Tunggu sampai selesai, lalu ulangi.",
        file=sys.stderr,
    )
    return 1


def main() -> int:
    """Kode keluar 0 juga setelah Ctrl-C: berhenti karena diminta bukan kegagalan."""
    if "MAKELEVEL" in os.environ:
        mati_bersama_induk(signal.SIGTERM, os.getppid())
    papan = Papan()
    data = FolderData(AKAR / "data")
    try:
        env = lingkungan()
        data.siapkan()
        with peladen.memiliki(data, jenis="demo") as berkas:
            if berkas is None:
                return sudah_berjalan(data)
            with Pengawas(papan) as pengawas:
                papan.kata("ASN Kinerja, demonstrasi dengan data contoh")
                Demo(pengawas, papan, data, env).jalankan(berkas)
    except (Dihentikan, KeyboardInterrupt):
        papan.kata("Semua sudah berhenti. Data tetap tersimpan; `make demo` melanjutkannya.")
    except TidakDapatMulai as sebab:
        print(f"\n{sebab}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
