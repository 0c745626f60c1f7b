"""Pintu WSGI produk; UJI_TANPA mematikan satu penjaga sebagai pembanding."""

import os
from collections.abc import Callable
from typing import Any

from tests.proses.siap import app

# isort: split
from asn_kinerja.wsgi import application
from indikator.services.realisasi import lapor
from inti import sekali
from inti.services import jejak

__all__ = ["application"]


def _tanpa_kotak() -> None:
    """Antrean dihubungi dari dalam permintaan, seperti `delay()` sesudah menulis."""
    asli = jejak.catat_banyak

    def catat_banyak(**argumen: Any) -> Any:
        hasil = asli(**argumen)
        app.send_task("inti.tasks.kirim_kotak_keluar")
        return hasil

    jejak.catat_banyak = catat_banyak


def _tanpa_kiriman_ulang() -> None:
    """Kiriman kedua yang sama tidak dikenali, baik oleh pengenalnya maupun oleh penjaga di pintu."""
    lapor._terkirim_ulang = lambda *_: False
    sekali.sidik = lambda _: ""


TANPA: dict[str, Callable[[], None]] = {"kotak": _tanpa_kotak, "kiriman_ulang": _tanpa_kiriman_ulang}
for _satu in os.environ.get("UJI_TANPA", "").split():
    TANPA[_satu]()
