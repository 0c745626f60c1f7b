"""Pintu WSGI produk; UJI_TANPA mematikan satu penjaga sebagai pembanding."""

import os
import signal
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.proses.siap import app

# isort: split
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.handlers.wsgi import WSGIHandler
from django.db import transaction

from asn_kinerja.wsgi import application
from indikator.services.realisasi import lapor, unggah
from inti import besar, sekali
from inti.models import Berkas
from inti.models.berkas import tempat_simpan
from inti.services import berkas, jejak, kotak
from inti.services.impor import terima

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


def _tanpa_isi_dahulu() -> None:
    """Baris berkas tersimpan sebelum isinya tertulis, di luar transaksinya sendiri dan transaksi pengunggahnya."""

    def tulis(satu: Berkas, isi: bytes) -> None:
        satu.isi.name = tempat_simpan(satu, "")
        satu.save()
        satu.isi.storage.save(satu.isi.name, ContentFile(isi))

    berkas._tulis_isi = tulis
    berkas.tulis = berkas.tulis.__wrapped__
    unggah.transaction = SimpleNamespace(atomic=nullcontext)  # type: ignore[assignment]
    unggah._bergiliran = lambda oleh: None


def _mati_bila_diminta() -> None:
    """kill -9 peladen ini di titik unggahan yang tertulis di berkas `mati`, sekali saja."""
    perintah = Path(os.environ["UJI_FOLDER"]) / "mati"
    simpan_isi, simpan_baris, tulis = FileSystemStorage._save, Berkas.save, berkas.tulis

    def mati(titik: str) -> None:
        if perintah.exists() and perintah.read_text() == titik:
            perintah.unlink()
            os.kill(os.getpid(), signal.SIGKILL)

    def isi(diri: FileSystemStorage, nama: str, kiriman: Any) -> str:
        if perintah.exists() and perintah.read_text() == "separuh":
            simpan_isi(diri, nama, ContentFile(kiriman.read()[: kiriman.size // 2]))
            mati("separuh")
        hasil = simpan_isi(diri, nama, kiriman)
        mati("tertulis")
        return hasil

    def baris(diri: Berkas, *posisi: Any, **nama: Any) -> None:
        simpan_baris(diri, *posisi, **nama)
        mati("berbaris")

    def seluruhnya(lolos: berkas.Lolos, **argumen: Any) -> Berkas:
        hasil = tulis(lolos, **argumen)
        mati("tersimpan")
        return hasil

    FileSystemStorage._save, Berkas.save = isi, baris  # type: ignore[method-assign]
    berkas.tulis = seluruhnya


def _tanpa_lepas() -> None:
    """Tiap permintaan meninggalkan seperempat megabita."""
    asli, sisa = WSGIHandler.get_response, list[bytearray]()

    def menjawab(diri: WSGIHandler, request: Any) -> Any:
        sisa.append(bytearray(os.urandom(1 << 18)))
        return asli(diri, request)

    WSGIHandler.get_response = menjawab  # type: ignore[method-assign]


def _tanpa_tahan() -> None:
    """Berkas yang belum terperiksa diberikan juga."""
    Berkas.tertahan = False  # type: ignore[assignment,method-assign]


def _surel_langsung() -> None:
    """Surel dikirim dari dalam permintaan, bukan lewat kotak keluar."""
    asli = kotak.antre

    def antre(**argumen: Any) -> None:
        if argumen["jenis"] == "surel":
            mail.send_mail(argumen["muatan"]["judul"], "", None, [argumen["muatan"]["kepada"]])
        asli(**argumen)

    kotak.antre = antre


def _tanpa_latar() -> None:
    """Pekerjaan berat dikerjakan di dalam permintaan yang memintanya."""

    def antre_tugas(*, nama: str, kunci: str, sekarang: Any, **argumen: Any) -> None:
        transaction.on_commit(lambda: app.tasks[nama].apply(kwargs=argumen))

    app.loader.import_default_modules()
    kotak.antre_tugas = terima.antre_tugas = antre_tugas


def _tanpa_pintu_besar() -> None:
    """Kiriman sebesar dan sebanyak apa pun langsung dibaca."""
    besar.BesarKirimanMiddleware.__call__ = lambda diri, request: diri.get_response(request)  # type: ignore[method-assign]


TANPA: dict[str, Callable[[], None]] = {
    "kotak": _tanpa_kotak,
    "kiriman_ulang": _tanpa_kiriman_ulang,
    "isi_dahulu": _tanpa_isi_dahulu,
    "lepas": _tanpa_lepas,
    "pintu_besar": _tanpa_pintu_besar,
    "tahan": _tanpa_tahan,
    "surel": _surel_langsung,
    "latar": _tanpa_latar,
}
for _satu in os.environ.get("UJI_TANPA", "").split():
    TANPA[_satu]()
if "UJI_MATI" in os.environ:
    _mati_bila_diminta()
