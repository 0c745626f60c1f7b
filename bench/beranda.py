"""Beranda tiap peran dan papan tim di samping view satu kueri, pada peladen granian yang sama."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from bench.basis import basis_sementara
from bench.catat import Ukuran
from bench.isi import AWAL, isi_pemda
from kepegawaian.models import Pegawai, Penempatan, Peran

UKURAN = (60, 20_000)
PUTARAN, SEKALI, PEMINTA = 6, 60, 2


@dataclass(frozen=True, slots=True)
class Halaman:
    """Satu halaman yang diukur: siapa yang membukanya, alamatnya, dan tulisan yang membuktikan isinya memang ada."""

    nama: str
    orang: Pegawai
    alamat: str
    memuat: tuple[str, ...]


def ukur() -> list[Ukuran]:
    """Laju tiap halaman dan pembandingnya pada tiap besar pemda; menolak bila jumlah kuerinya berubah."""
    hasil = []
    for n in UKURAN:
        with basis_sementara("asn_bench_beranda") as nama:
            isi_pemda(n)
            for satu in _halaman():
                hasil.append(_ukur_satu(satu, n, nama))
    for nama in {h.nama for h in hasil}:
        kueri = {h.n: h.kueri for h in hasil if h.nama == nama}
        if len(set(kueri.values())) > 1:
            raise RuntimeError(f"Jumlah kueri {nama} berubah menurut besar pemda: {kueri}.")
    return sorted(hasil, key=lambda satu: satu.nama)


def _halaman() -> list[Halaman]:
    """Staf, kepala dinas (lima kepala bidang di bawahnya), pimpinan daerah, admin dinas, dan admin BKD."""
    urut = Penempatan.objects.select_related("pegawai__instansi", "unit").order_by("pk")
    staf, bkd, dinas = (satu.pegawai for satu in urut.filter(kepala=False)[7:10])
    kepala = urut.filter(unit__jenis="dinas", kepala=True)[0]
    bidang = urut.filter(unit__jenis="bidang", unit__dinas=kepala.unit, kepala=True)
    pimpinan = bidang[0].pegawai
    Peran.objects.create(pegawai=bkd, jenis="admin_bkd", sejak=AWAL)
    Peran.objects.create(pegawai=dinas, jenis="admin_dinas", unit=kepala.unit, sejak=AWAL)
    Peran.objects.create(pegawai=pimpinan, jenis="pimpinan", sejak=AWAL)
    tim = tuple(satu.pegawai.nama_lengkap for satu in bidang)
    kira, dasbor = "Perkiraan hasil kerja", "Buka dasbor"
    return [
        Halaman("beranda_pegawai", staf, "/", (kira,)),
        Halaman("beranda_atasan", kepala.pegawai, "/", (kira, "Tim Anda")),
        Halaman("beranda_pimpinan", pimpinan, "/", (kira, "Tim Anda", dasbor)),
        Halaman("beranda_dinas", dinas, "/", (kira, dasbor)),
        Halaman("beranda_admin", bkd, "/", (kira, dasbor)),
        Halaman("papan_tim", kepala.pegawai, reverse("indikator:papan"), ("Triwulan III 2026", *tim)),
    ]


def _ukur_satu(satu: Halaman, n: int, nama: str) -> Ukuran:
    kueri = _jumlah_kueri(satu)
    laju, polos = _laju(satu, nama)
    print(f"  {satu.nama} {n}: {laju:.1f} permintaan/detik, polos {polos:.1f}, {kueri} kueri", flush=True)
    return Ukuran(
        nama=satu.nama,
        n=n,
        nilai=laju,
        satuan="permintaan/detik",
        pembanding="view satu kueri",
        nilai_pembanding=polos,
        rasio=polos / laju,
        kueri=kueri,
    )


def _jumlah_kueri(satu: Halaman) -> int:
    """Kueri satu permintaan tanpa simpanan, termasuk sesi dan pengguna; menolak halaman yang isinya tidak ada."""
    segar = import_module("bench.pengaturan_segar")
    klien = Client()
    with override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=segar.STORAGES, CACHES=segar.CACHES):
        klien.force_login(satu.orang)
        klien.get(satu.alamat)
        with CaptureQueriesContext(connection) as catatan:
            jawaban = klien.get(satu.alamat)
    if jawaban.status_code != 200:
        raise RuntimeError(f"{satu.nama} menjawab {jawaban.status_code}.")
    isi = jawaban.content.decode()
    if kurang := [teks for teks in satu.memuat if teks not in isi]:
        raise RuntimeError(f"{satu.nama} tidak memuat {', '.join(kurang)}.")
    return len(catatan)


def _laju(satu: Halaman, nama: str) -> tuple[float, float]:
    """Permintaan per detik ke halaman dan ke pembanding, bergantian supaya keramaian mesin mengenai keduanya."""
    kue = kuki(satu.orang)
    with granian(nama, pengaturan="bench.pengaturan_segar") as port:
        detik = {satu.alamat: 0.0, "/polos/": 0.0}
        for alamat in detik:
            _minta(port, alamat, kue, SEKALI // 2)
        for _ in range(PUTARAN):
            for alamat in detik:
                detik[alamat] += _serentak(port, alamat, kue)
    jumlah = PUTARAN * SEKALI
    return jumlah / detik[satu.alamat], jumlah / detik["/polos/"]


def kuki(orang: Pegawai) -> str:
    """Kuki orang yang sudah masuk."""
    return f"{settings.SESSION_COOKIE_NAME}={_sesi(orang)}"


def _sesi(orang: Pegawai) -> str:
    sesi = import_module(settings.SESSION_ENGINE).SessionStore()
    sesi[SESSION_KEY] = str(orang.pk)
    sesi[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sesi[HASH_SESSION_KEY] = orang.get_session_auth_hash()
    sesi.save()
    return str(sesi.session_key)


@contextmanager
def granian(
    nama: str, *, pengaturan: str = "bench.pengaturan", siap: str = "/polos/", pekerja: int = 1
) -> Iterator[int]:
    """Peladen web di atas basis data pengukuran, siap bila `siap` menjawab 200; dihentikan saat selesai."""
    with socket.socket() as soket:
        soket.bind(("127.0.0.1", 0))
        port = soket.getsockname()[1]
    lingkungan = os.environ | {
        "DJANGO_SETTINGS_MODULE": pengaturan,
        "DATABASE_URL": alamat_basis(nama),
    }
    perintah = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-access-log"]
    perintah += [
        "--workers",
        str(pekerja),
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
        _tunggu(port, proses, siap)
        yield port
    finally:
        proses.terminate()
        proses.wait(timeout=20)


def alamat_basis(nama: str) -> str:
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


def _tunggu(port: int, proses: "subprocess.Popen[bytes]", siap: str) -> None:
    for _ in range(200):
        if proses.poll() is not None:
            raise RuntimeError("Peladen web berhenti sebelum siap.")
        try:
            _minta(port, siap, "", 1)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("Peladen web tidak kunjung siap.")


def _minta(port: int, alamat: str, kue: str, kali: int) -> None:
    """Permintaan berturut-turut lewat satu sambungan; menolak jawaban selain 200."""
    sambungan = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    # Pembanding tanpa kue: view kosong tidak membaca sesi.
    kepala = {"Cookie": kue} if kue and alamat != "/polos/" else {}
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
