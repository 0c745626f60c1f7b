"""Beranda pegawai di samping view satu kueri, pada peladen granian yang sama."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench.basis import basis_sementara
from bench.catat import Ukuran
from bench.isi import isi_pemda
from kepegawaian.models import Pegawai, Penempatan

UKURAN = (60, 20_000)
PUTARAN, SEKALI, PEMINTA = 6, 60, 2


def ukur() -> list[Ukuran]:
    """Laju beranda dan pembandingnya pada tiap besar pemda."""
    hasil = []
    for n in UKURAN:
        with basis_sementara("asn_bench_beranda") as nama:
            isi_pemda(n)
            orang = _pegawai_biasa()
            kueri = _jumlah_kueri(orang)
            laju, polos = _laju(orang, nama)
        print(f"  beranda {n}: {laju:.1f} permintaan/detik, polos {polos:.1f}, {kueri} kueri", flush=True)
        hasil.append(
            Ukuran(
                nama="beranda_pegawai",
                n=n,
                nilai=laju,
                satuan="permintaan/detik",
                pembanding="view satu kueri",
                nilai_pembanding=polos,
                rasio=polos / laju,
                kueri=kueri,
            )
        )
    if len({h.kueri for h in hasil}) > 1:
        raise RuntimeError(f"Jumlah kueri beranda berubah menurut besar pemda: {[h.kueri for h in hasil]}.")
    return hasil


def _pegawai_biasa() -> Pegawai:
    """Staf yang bukan kepala, dengan SKP dan laporan."""
    tempat = Penempatan.objects.filter(kepala=False).select_related("pegawai__instansi").order_by("pk")[7]
    return tempat.pegawai


def _jumlah_kueri(orang: Pegawai) -> int:
    """Kueri satu permintaan, termasuk sesi dan pengguna."""
    klien = Client()
    with override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=import_module("bench.pengaturan").STORAGES):
        klien.force_login(orang)
        klien.get("/")
        with CaptureQueriesContext(connection) as catatan:
            jawaban = klien.get("/")
    if jawaban.status_code != 200:
        raise RuntimeError(f"Beranda menjawab {jawaban.status_code}.")
    return len(catatan)


def _laju(orang: Pegawai, nama: str) -> tuple[float, float]:
    """Permintaan per detik ke beranda dan ke pembanding, bergantian supaya keramaian mesin mengenai keduanya."""
    kue = f"{settings.SESSION_COOKIE_NAME}={_sesi(orang)}"
    with _granian(nama) as port:
        detik = {"/": 0.0, "/polos/": 0.0}
        for alamat in detik:
            _minta(port, alamat, kue, SEKALI // 2)
        for _ in range(PUTARAN):
            for alamat in detik:
                detik[alamat] += _serentak(port, alamat, kue)
    jumlah = PUTARAN * SEKALI
    return jumlah / detik["/"], jumlah / detik["/polos/"]


def _sesi(orang: Pegawai) -> str:
    sesi = import_module(settings.SESSION_ENGINE).SessionStore()
    sesi[SESSION_KEY] = str(orang.pk)
    sesi[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesi[HASH_SESSION_KEY] = orang.get_session_auth_hash()
    sesi.save()
    return str(sesi.session_key)


@contextmanager
def _granian(nama: str) -> Iterator[int]:
    """Peladen web satu pekerja di atas basis data pengukuran; dihentikan saat selesai."""
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        port = soket.getsockname()[1]
    lingkungan = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.pengaturan", "DATABASE_URL": _alamat(nama)}
    perintah = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--no-access-log"]
    perintah += [
        "--log-level",
        "error",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "asn_kinerja.wsgi:application",
    ]
    proses = subprocess.Popen(perintah, env=lingkungan)
    try:
        _tunggu(port, proses)
        yield port
    finally:
        proses.terminate()
        proses.wait(timeout=20)


def _alamat(nama: str) -> str:
    isi = settings.DATABASES["default"]
    tempat = {
        "host": isi["HOST"],
        "user": isi["USER"],
        "password": isi["PASSWORD"],
        "port": str(isi["PORT"] or ""),
    }
    host = f"{quote(tempat['user'])}:{quote(tempat['password'])}@" if tempat["password"] else ""
    if tempat["host"].startswith("/") or not tempat["host"]:
        return f"postgres:///{nama}?host={quote(tempat['host'], safe='')}&user={quote(tempat['user'])}"
    return f"postgres://{host or quote(tempat['user']) + '@'}{tempat['host']}:{tempat['port'] or 5432}/{nama}"


def _tunggu(port: int, proses: "subprocess.Popen[bytes]") -> None:
    for _ in range(200):
        if proses.poll() is not None:
            raise RuntimeError("Peladen web berhenti sebelum siap.")
        try:
            _minta(port, "/polos/", "", 1)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("Peladen web tidak kunjung siap.")


def _minta(port: int, alamat: str, kue: str, kali: int) -> None:
    """Permintaan berturut-turut lewat satu sambungan; menolak jawaban selain 200."""
    sambungan = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    # Pembanding tanpa kue: view kosong tidak membaca sesi.
    kepala = {"Cookie": kue} if kue and alamat == "/" else {}
    try:
        for _ in range(kali):
            sambungan.request("GET", alamat, headers=kepala)
            jawaban = sambungan.getresponse()
            jawaban.read()
            if jawaban.status != 200:
                raise RuntimeError(f"{alamat} menjawab {jawaban.status}.")
    finally:
        sambungan.close()


def _serentak(port: int, alamat: str, kue: str) -> float:
    """Detik untuk SEKALI permintaan oleh PEMINTA sambungan bersama."""
    utas = [
        threading.Thread(target=_minta, args=(port, alamat, kue, SEKALI // PEMINTA)) for _ in range(PEMINTA)
    ]
    awal = time.perf_counter()
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    return time.perf_counter() - awal
