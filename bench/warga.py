"""Kiriman formulir warga di samping view Django polos yang hanya melakukan satu INSERT, pada peladen yang sama."""

import http.client
import threading
import time
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings

from bench.basis import basis_sementara, jalankan
from bench.beranda import PEMINTA, granian
from bench.catat import Ukuran
from bench.masuk import _di_belakang_proksi
from kepegawaian.models import Instansi, Pegawai, UnitKerja
from umpan_balik import tanda
from umpan_balik.models import Layanan, Survei, TitikLayanan
from umpan_balik.persetujuan import VERSI_KINI

TITIK, PUTARAN, SEKALI = 400, 8, 100
POLOS = "/polos/sisip/"


def ukur() -> list[Ukuran]:
    """Kiriman per detik: sembilan jawaban tanpa saran, tiap kali dari orang, jaringan, dan titik yang lain."""
    with basis_sementara("asn_bench_warga") as nama:
        jalankan("CREATE TABLE bench_sisip (id bigserial PRIMARY KEY, isi text NOT NULL)")
        token = _siapkan()
        kueri = _jumlah_kueri(token[0])
        laju, polos = _laju(token[1:], nama)
        masuk = Survei.objects.filter(status="dihitung").count()
    kirim = PUTARAN * SEKALI + SEKALI // 2 + 2
    if masuk != kirim:
        raise RuntimeError(
            f"{masuk} dari {kirim} kiriman yang langsung dihitung; angkanya bukan angka jalan biasa."
        )
    print(f"  warga: {laju:.1f} kiriman/detik, polos {polos:.1f}, {kueri} kueri", flush=True)
    return [
        Ukuran(
            nama="kiriman_warga",
            n=kirim,
            nilai=laju,
            satuan="kiriman/detik",
            pembanding="view satu INSERT",
            nilai_pembanding=polos,
            rasio=polos / laju,
            kueri=kueri,
        )
    ]


def _siapkan() -> list[str]:
    instansi = Instansi.objects.create(nama="Kota Ukur", slug="ukur")
    unit = UnitKerja.objects.create(instansi=instansi, nama="Dinas", jenis="dinas", sejak=date(2020, 1, 1))
    # Peladen dianggap siap setelah /polos/ menjawab, dan view itu membaca satu pegawai.
    Pegawai.objects.create(
        instansi=instansi,
        nip="198001012005011001",
        nama="Ukur",
        status="PNS",
        kelamin="L",
        tanggal_lahir=date(1980, 1, 1),
    )
    layanan = Layanan.objects.create(instansi=instansi, unit=unit, nama="Layanan")
    titik = [TitikLayanan(layanan=layanan, nama=f"Loket {i}", token=f"ukur{i:08}") for i in range(TITIK)]
    return [t.token for t in TitikLayanan.objects.bulk_create(titik)]


def _isi(token: str) -> dict[str, str]:
    return dict.fromkeys(Survei.UNSUR, "3") | {"tanda": tanda.formulir_baru(token), "setuju": str(VERSI_KINI)}


def _jumlah_kueri(token: str) -> int:
    """Kueri satu kiriman, termasuk awal dan akhir transaksinya."""
    klien = Client()
    with override_settings(ALLOWED_HOSTS=["testserver"], STORAGES=import_module("bench.pengaturan").STORAGES):
        klien.post(f"/s/{token}/", _isi(token))
        with CaptureQueriesContext(connection) as catatan:
            jawaban = klien.post(f"/s/{token}/", _isi(token))
    if jawaban.status_code != 302:
        raise RuntimeError(f"Formulir menjawab {jawaban.status_code}.")
    return len(catatan)


def _laju(token: list[str], nama: str) -> tuple[float, float]:
    """Kiriman per detik ke formulir dan ke pembanding, bergantian supaya keramaian mesin mengenai keduanya."""
    nomor = iter(range(10**6))
    with _di_belakang_proksi(), granian(nama) as port:
        _putaran(port, token, nomor, SEKALI // 2)
        _putaran(port, [], nomor, SEKALI // 2)
        detik = [0.0, 0.0]
        for _ in range(PUTARAN):
            detik[0] += _putaran(port, token, nomor, SEKALI)
            detik[1] += _putaran(port, [], nomor, SEKALI)
    jumlah = PUTARAN * SEKALI
    return jumlah / detik[0], jumlah / detik[1]


def _putaran(port: int, token: list[str], nomor: Iterator[int], banyak: int) -> float:
    """Detik untuk sebanyak itu kiriman oleh PEMINTA sambungan; tanpa token berarti pembanding."""
    kiriman: list[tuple[str, bytes, str]] = []
    for _ in range(banyak):
        i = next(nomor)
        satu = token[i % len(token)] if token else ""
        isi = _isi(satu) if token else {"isi": "x" * 200}
        alamat = f"10.{i // 65536 % 256}.{i // 256 % 256}.{i % 256}"
        kiriman.append((f"/s/{satu}/" if token else POLOS, urlencode(isi).encode(), alamat))
    utas = [threading.Thread(target=_kirim, args=(port, kiriman[n::PEMINTA])) for n in range(PEMINTA)]
    awal = time.perf_counter()
    for satu_utas in utas:
        satu_utas.start()
    for satu_utas in utas:
        satu_utas.join()
    return time.perf_counter() - awal


def _kirim(port: int, kiriman: list[tuple[str, bytes, str]]) -> None:
    """Kiriman berturut-turut lewat satu sambungan; menolak jawaban selain yang diharapkan."""
    sambungan = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        for jalur, isi, alamat in kiriman:
            kepala = {"Content-Type": "application/x-www-form-urlencoded", "X-Forwarded-For": alamat}
            sambungan.request("POST", jalur, body=isi, headers=kepala)
            jawaban = sambungan.getresponse()
            jawaban.read()
            if jawaban.status != (200 if jalur == POLOS else 302):
                raise RuntimeError(f"{jalur} menjawab {jawaban.status}.")
    finally:
        sambungan.close()
