"""Baris kemajuan: jujur tentang yang selesai dan yang terhenti, dan tahan layar yang ditutup."""

import io
import os
import pty
import re
import signal

import pytest

from inti.layanan.proses import Pengawas
from inti.layanan.setelan import FolderData
from inti.layanan.tampil import Papan, ekor


def test_langkah_selesai_menyebut_lamanya_dengan_koma() -> None:
    layar = io.StringIO()
    with Papan(layar).langkah("PostgreSQL 17"):
        pass
    assert re.fullmatch(r"  PostgreSQL 17 \.+ siap  \d+,\d dtk\n", layar.getvalue())


def test_langkah_yang_berhenti_di_tengah_tidak_disebut_siap() -> None:
    layar = io.StringIO()
    with pytest.raises(RuntimeError), Papan(layar).langkah("Menyiapkan tabel"):
        raise RuntimeError
    assert layar.getvalue().endswith("terhenti\n")
    assert "siap " not in layar.getvalue()


def test_layar_yang_sudah_ditutup_tidak_menggagalkan_pembersihan() -> None:
    layar = io.StringIO()
    papan = Papan(layar)
    layar.close()
    papan.kata("Menghentikan")


def test_ekor_log_hanya_baris_terakhir(data: FolderData) -> None:
    log = data.log / "x.log"
    log.write_text("".join(f"{angka}\n" for angka in range(50)))
    assert ekor(log, 2) == "    48\n    49"
    assert ekor(data.log / "tidak-ada.log") == "    (log kosong)"


def test_terminal_yang_ditutup_berarti_diminta_berhenti() -> None:
    # Di bawah `nohup` SIGHUP diabaikan dengan sengaja, dan terminal yang hilang memang bukan permintaan.
    semula = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    induk, anak = pty.openpty()
    try:
        with os.fdopen(anak, "w") as layar, Pengawas(Papan(layar)) as pengawas:
            assert not pengawas.diminta_berhenti
            os.close(induk)
            assert pengawas.diminta_berhenti
    finally:
        signal.signal(signal.SIGHUP, semula)
