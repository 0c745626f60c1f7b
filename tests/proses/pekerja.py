"""Pekerja Celery produk dengan alat perusak, yang hanya bekerja bila diperintah lewat berkas atau lingkungan.

`perintah.json` di folder UJI_FOLDER: {"nomor", "n", "sesudah", "cara", "lebih_dari"}. Tulisan penutupan yang id-nya
lebih dari `lebih_dari` dihitung, sejak dimulai sampai tampil; sebelum atau sesudah yang ke-n `cara` dijalankan: "anak"
(kill -9 proses anak), "kelompok" (kill -9 pekerja beserta semua anaknya), atau "tahan" (menunggu berkas `lanjut`).
"tahan_langkah" menahan satu langkah tepat di depan pagarnya. Tiap nomor hanya sekali, juga bila tugasnya diulang.
"""

import json
import os
import resource
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.proses.siap import app

# isort: split
from celery.signals import task_postrun, task_prerun, worker_process_init
from django.db import connection, transaction
from django.db.models import QuerySet

from inti.models import KotakKeluar, PaketDokumen
from inti.services.dokumen import paket
from penilaian import tasks
from penilaian.models import LangkahPenutupan
from penilaian.services.penutupan import kerja, mulai

TULIS = ("INSERT", "UPDATE", "DELETE", "WITH")
# Bita di atas yang sudah terpakai: kurang daripada yang diminta pencetak PDF.
SISA_MEMORI = 8 << 20
FOLDER = Path(os.environ.get("UJI_FOLDER", "/nonexistent"))

__all__ = ["app"]


def catat(nama: str, isi: str) -> None:
    """Tambah satu baris ke catatan bersama; satu write(2) tidak terpotong pekerja lain."""
    berkas = os.open(FOLDER / nama, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(berkas, f"{isi}\n".encode())
    finally:
        os.close(berkas)


def sekali(nama: str) -> bool:
    """Benar hanya bagi pemanggil pertama dari semua proses."""
    try:
        os.close(os.open(FOLDER / nama, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return False
    return True


class Perusak:
    """Menghitung tulisan tugas penutupan dan merusak pada yang diminta."""

    def __init__(self) -> None:
        self.nomor, self.hitung, self.aktif = "", 0, False

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not self.aktif or not str(sql).lstrip().upper().startswith(TULIS):
            return execute(sql, params, many, context)
        perintah = _perintah()
        if perintah is None:
            return execute(sql, params, many, context)
        if perintah["nomor"] != self.nomor:
            self.nomor, self.hitung = perintah["nomor"], 0
        self.hitung += 1
        catat(f"hitung-{self.nomor}.txt", str(self.hitung))
        kena = self.hitung == perintah["n"]
        if kena and not perintah["sesudah"]:
            _rusak(perintah, str(sql))
        hasil = execute(sql, params, many, context)
        if kena and perintah["sesudah"]:
            _rusak(perintah, str(sql))
        return hasil


def _perintah() -> dict[str, Any] | None:
    try:
        return dict(json.loads((FOLDER / "perintah.json").read_text()))
    except (FileNotFoundError, json.JSONDecodeError):
        return None


def _rusak(perintah: dict[str, Any], sql: str) -> None:
    if not sekali(f"kena-{perintah['nomor']}"):
        return
    catat(
        "titik.txt",
        json.dumps([perintah["nomor"], perintah["n"], perintah["sesudah"], sql.strip()[:60], time.time()]),
    )
    match perintah["cara"]:
        case "anak":
            os.kill(os.getpid(), signal.SIGKILL)
        case "kelompok":
            os.killpg(os.getpgid(0), signal.SIGKILL)
        case "tahan":
            while not (FOLDER / f"lanjut-{perintah['nomor']}").exists():
                time.sleep(0.02)


perusak = Perusak()


@worker_process_init.connect
def _pasang(**_: Any) -> None:
    connection.execute_wrappers.append(perusak)
    _percepat()
    _hitung_permintaan()
    _catat_langkah()
    _batasi_memori(os.environ.get("UJI_MEMORI", ""))
    for satu in os.environ.get("UJI_TANPA", "").split():
        TANPA[satu]()


@task_prerun.connect
def _mulai_hitung(task_id: str = "", task: Any = None, kwargs: Any = None, **_: Any) -> None:
    catat("tugas.txt", json.dumps([task_id, task.name, kwargs]))
    perintah = _perintah()
    if perintah is not None and task.name == "penilaian.tasks.kerjakan_penutupan":
        perusak.aktif = kwargs["penutupan_id"] > perintah["lebih_dari"]


@task_postrun.connect
def _berhenti_hitung(**_: Any) -> None:
    perusak.aktif = False


def _hitung_permintaan() -> None:
    """Detak menengok semua pemda; yang dihitung hanya tulisannya saat memulai satu penutupan."""
    asli = mulai.minta

    def minta(**argumen: Any) -> Any:
        perusak.aktif = True
        try:
            return asli(**argumen)
        finally:
            perusak.aktif = False

    mulai.minta = minta


def _percepat() -> None:
    if "UJI_BASI" in os.environ:
        basi = timedelta(seconds=float(os.environ["UJI_BASI"]))
        kerja.BASI = mulai.BASI = basi  # type: ignore[misc]


def _catat_langkah() -> None:
    """Tiap langkah yang dijalankan dan apakah tulisannya diterima; yang diminta ditahan di depan pagarnya."""
    asli = kerja.jalankan

    def jalankan(ambilan: Any, bersama: Any = None) -> bool:
        perintah = _perintah()
        if (
            perintah is not None
            and perintah["cara"] == "tahan_langkah"
            and sekali(f"kena-{perintah['nomor']}")
        ):
            catat("titik.txt", json.dumps([perintah["nomor"], ambilan.langkah_id, ambilan.pagar]))
            while not (FOLDER / f"lanjut-{perintah['nomor']}").exists():
                time.sleep(0.02)
        diterima = asli(ambilan, bersama)
        catat("langkah.txt", json.dumps([ambilan.langkah_id, ambilan.pagar, diterima]))
        return diterima

    kerja.jalankan = jalankan


def _batasi_memori(cara: str) -> None:
    """Mencetak paket dengan memori yang tidak cukup: dibatasi (RLIMIT_AS), atau dibunuh seperti oleh kernel."""
    asli = paket._tulis_bagian

    def tulis(satu: PaketDokumen, isi: Any) -> None:
        catat("paket.txt", json.dumps([satu.pk, satu.jadi, os.getpid()]))
        if cara == "dibunuh":
            os.kill(os.getpid(), signal.SIGKILL)
        terpakai = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (terpakai + SISA_MEMORI, resource.RLIM_INFINITY))
        try:
            asli(satu, isi)
        finally:
            resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    if cara:
        paket._tulis_bagian, paket.DIAM = tulis, timedelta(seconds=1)


def _tanpa_percobaan() -> None:
    """Pembanding: percobaan baru dihitung bila ada galat yang sempat dicatat."""

    def ambil(paket_id: int, **_: Any) -> PaketDokumen | None:
        return PaketDokumen.objects.filter(pk=paket_id, status__in=PaketDokumen.BERJALAN).first()

    paket._ambil = ambil


def _tanpa_pagar() -> None:
    """Pembanding: langkah dikerjakan tanpa melihat siapa pemegangnya. Sesudah itu tinggal pembeku periode yang menahannya."""

    def jalankan(ambilan: Any, bersama: Any = None) -> bool:
        with transaction.atomic():
            langkah = LangkahPenutupan.objects.select_for_update().get(pk=ambilan.langkah_id)
            catat("langkah.txt", json.dumps([ambilan.langkah_id, ambilan.pagar, True]))
            langkah.jumlah = kerja.KERJA[langkah.jenis](
                bersama or kerja.Bersama(langkah.penutupan_id), langkah.dinas_id
            )
            langkah.status = LangkahPenutupan.Status.DITUTUP
            langkah.save(update_fields=["jumlah", "status"])
        return True

    kerja.jalankan = jalankan
    _catat_langkah()


def _tanpa_penyambung() -> None:
    """Pembanding: tidak ada yang menyambung penutupan yang ditinggalkan, dan pesannya hanya satu."""
    mulai.PEKERJA_AWAL = 1  # type: ignore[misc]
    kerja.antre_pekerja = lambda **_: None
    tasks.penutupan.lanjutkan_yang_terhenti = lambda **_: 0


def _tanpa_kunci_kotak() -> None:
    """Pembanding: pengirim membaca kotak keluar tanpa memegang barisnya."""
    asli = QuerySet.select_for_update

    def polos(diri: Any, *posisi: Any, **nama: Any) -> Any:
        return diri.all() if diri.model is KotakKeluar else asli(diri, *posisi, **nama)

    QuerySet.select_for_update = polos  # type: ignore[method-assign]


TANPA: dict[str, Callable[[], None]] = {
    "pagar": _tanpa_pagar,
    "penyambung": _tanpa_penyambung,
    "kunci_kotak": _tanpa_kunci_kotak,
    "percobaan": _tanpa_percobaan,
}
