"""Peramban yang halamannya dibiarkan terbuka memegang sambungannya; orang berikutnya tetap dijawab."""

import resource
import socket
import urllib.error
import urllib.request
from contextlib import ExitStack
from pathlib import Path

import pytest

from inti.layanan.setelan import HOST
from inti.rules.format import angka
from mutu.catat import catat
from tests.proses.panggung import panggung

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
DIAM, SABAR = 1_100, 5


def dijawab(porta: int) -> bool:
    """Sambungan baru dijawab selagi 1.100 yang lain tersambung tanpa meminta apa pun."""
    _, keras = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4 * DIAM, keras), keras))
    with ExitStack() as terbuka:
        for _ in range(DIAM):
            terbuka.enter_context(socket.create_connection((HOST, porta), timeout=SABAR))
        try:
            with urllib.request.urlopen(f"http://{HOST}:{porta}/sehat/", timeout=SABAR) as jawaban:
                return jawaban.status == 200
        except (TimeoutError, urllib.error.URLError):
            return False


def test_orang_berikutnya_dijawab_selagi_seribu_seratus_sambungan_diam(tmp_path: Path) -> None:
    with panggung(tmp_path) as p:
        lulus = dijawab(p.web())
        bawaan = dijawab(p.web(lain=("--backpressure", "512")))
    catat(
        "L8",
        f"{angka(DIAM, 0)} sambungan diam, dua pekerja: orang berikutnya {'dijawab' if lulus else 'menunggu'}; "
        f"pembanding dengan setelan bawaan granian: {'dijawab' if bawaan else 'menunggu'}",
        lulus=lulus and not bawaan,
    )
    assert lulus
    assert not bawaan, "kendalinya harus menunggu"
