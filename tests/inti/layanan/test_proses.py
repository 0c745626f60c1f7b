"""Pengawas: tidak ada proses anak atau cucu yang tertinggal, bagaimanapun berakhirnya."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from inti.layanan.galat import Dihentikan, TidakDapatMulai
from inti.layanan.proses import Pengawas
from inti.layanan.setelan import AKAR, FolderData

Hidup = Callable[[int], bool]
ENV = {"PATH": os.environ["PATH"]}


def tunggu(syarat: Callable[[], bool], batas: float = 15) -> bool:
    akhir = time.monotonic() + batas
    while not syarat() and time.monotonic() < akhir:
        time.sleep(0.05)
    return syarat()


def pid_dari(berkas: Path) -> int:
    assert tunggu(lambda: berkas.exists() and berkas.read_text().strip() != "")
    return int(berkas.read_text())


def test_langkah_yang_gagal_menyebut_kode_dan_ekor_lognya(pengawas: Pengawas, data: FolderData) -> None:
    perintah = ["sh", "-c", "seq 1 100; exit 3"]
    with pytest.raises(TidakDapatMulai) as tangkap:
        pengawas.jalankan("menghitung", perintah, env=ENV, log=data.log / "x.log", cwd="/")
    pesan = str(tangkap.value)
    assert "'menghitung' berhenti dengan kode 3" in pesan
    assert str(data.log / "x.log") in pesan
    assert [baris.strip() for baris in pesan.splitlines()[2:]] == [str(angka) for angka in range(71, 101)]


def test_program_yang_tidak_ada_menjadi_kalimat(pengawas: Pengawas, data: FolderData) -> None:
    with pytest.raises(TidakDapatMulai, match="web tidak dapat dijalankan"):
        pengawas.nyalakan("web", ["/tidak/ada"], env=ENV, log=data.log / "x.log", cwd="/")


def test_anak_yang_mati_sendiri_disebut_namanya(pengawas: Pengawas, data: FolderData) -> None:
    anak = pengawas.nyalakan("worker", ["sh", "-c", "exit 5"], env=ENV, log=data.log / "x.log", cwd="/")
    anak.popen.wait()
    with pytest.raises(TidakDapatMulai, match=r"worker berhenti sendiri \(kode 5\)"):
        pengawas.periksa()


def test_menunggu_yang_tak_kunjung_siap_berakhir_dengan_kalimat(pengawas: Pengawas, data: FolderData) -> None:
    with pytest.raises(TidakDapatMulai, match="situs belum siap"):
        pengawas.tunggu(lambda: False, batas=0.2, nama="situs", log=data.log / "x.log")


def test_sinyal_berhenti_menghentikan_penungguan(pengawas: Pengawas) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
    with pytest.raises(Dihentikan):
        pengawas.awasi()


def test_cucu_ikut_berhenti_walau_mengabaikan_sinyal(
    pengawas: Pengawas, data: FolderData, tmp_path: Path, masih_hidup: Hidup
) -> None:
    naskah = f"trap '' TERM; (trap '' TERM; sleep 100) & echo $! > {tmp_path}/cucu; wait"
    anak = pengawas.nyalakan("x", ["sh", "-c", naskah], env=ENV, log=data.log / "x.log", cwd="/", tenggat=0.3)
    cucu = pid_dari(tmp_path / "cucu")
    assert masih_hidup(cucu)
    pengawas.hentikan(anak)
    assert not masih_hidup(anak.popen.pid)
    assert tunggu(lambda: not masih_hidup(cucu))


def test_anak_diberi_waktu_menutup_diri(pengawas: Pengawas, data: FolderData, tmp_path: Path) -> None:
    tutup = f"trap 'echo rapi > {tmp_path}/rapi; exit 0' TERM"
    naskah = f"{tutup}; echo siap > {tmp_path}/siap; while :; do sleep 0.05; done"
    anak = pengawas.nyalakan("x", ["sh", "-c", naskah], env=ENV, log=data.log / "x.log", cwd="/")
    assert tunggu((tmp_path / "siap").exists)
    pengawas.hentikan(anak)
    assert (tmp_path / "rapi").read_text() == "rapi\n"
    assert anak.popen.returncode == 0


@pytest.mark.parametrize(
    "macet", ["", "proses.Anak = lambda *_: time.sleep(100)"], ids=["biasa", "baru jalan"]
)
def test_kill_9_pada_induk_tidak_meninggalkan_cucu_dan_folder(
    tmp_path: Path, masih_hidup: Hidup, macet: str
) -> None:
    """Cucu mengabaikan sinyal dan tidak tahu induknya mati: hanya penjaga yang dapat menghentikannya.

    Juga bila induk mati tepat sesudah anaknya jalan, sebelum `nyalakan` selesai.
    """
    titipan = tmp_path / "titipan"
    titipan.mkdir()
    naskah = f"""
import sys, time
from pathlib import Path
from inti.layanan import proses
from inti.layanan.proses import Pengawas
from inti.layanan.tampil import Papan
{macet}
cucu = "trap '' TERM; (trap '' TERM; sleep 100) & echo $! > {tmp_path}/cucu; sleep 100"
with Pengawas(Papan(senyap=True)) as pengawas:
    pengawas.titip_folder(Path("{titipan}"))
    pengawas.nyalakan("x", ["sh", "-c", cucu], env={ENV!r}, log=Path("{tmp_path}/x.log"), cwd="/",
        tenggat=0.5)
    time.sleep(100)
"""
    with subprocess.Popen([sys.executable, "-c", naskah], cwd=AKAR) as induk:
        cucu = pid_dari(tmp_path / "cucu")
        induk.kill()
    assert tunggu(lambda: not masih_hidup(cucu))
    assert tunggu(lambda: not titipan.exists())


def test_perintah_pengguna_mengembalikan_kode_keluarnya(pengawas: Pengawas) -> None:
    assert pengawas.tunggu_perintah(["sh", "-c", "exit 7"], env=ENV) == 7
    assert pengawas.tunggu_perintah(["sh", "-c", "kill -9 $$"], env=ENV) == 137


def test_sigterm_diteruskan_kepada_perintah_pengguna(pengawas: Pengawas) -> None:
    naskah = "trap 'exit 9' TERM; kill -TERM $PPID; while :; do sleep 0.05; done"
    assert pengawas.tunggu_perintah(["sh", "-c", naskah], env=ENV) == 9


def test_ctrl_c_dibiarkan_menjadi_urusan_perintah_pengguna(pengawas: Pengawas) -> None:
    """Di terminal Ctrl-C sampai ke keduanya; diteruskan lagi, pytest akan mengira diminta dua kali."""
    naskah = "trap 'exit 9' TERM; kill -INT $PPID; sleep 0.5; exit 4"
    assert pengawas.tunggu_perintah(["sh", "-c", naskah], env=ENV) == 4
