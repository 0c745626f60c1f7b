"""Orang tiruan bagi locust. Tanpa Django: yang perlu diketahui ada di berkas rencana."""

import itertools
import json
import os
import random
import re
from pathlib import Path

import gevent
from locust import HttpUser, between, constant_throughput, task
from locust.clients import ResponseContextManager

RENCANA = json.loads(Path(os.environ["BEBAN_RENCANA"]).read_text())
BUKU = Path(os.environ["BEBAN_BUKU"])
LAMA = float(os.environ["BEBAN_LAMA"])
CSRF_NAMA, CSRF = RENCANA["csrf"]
PDF = b"%PDF-1.4\n" + random.Random(1).randbytes(1024 * 1024 - 9)
NOMOR = itertools.count(1)
KALIMAT = "Berkas permohonan diperiksa setiap hari. Yang kurang diberitahukan pada hari itu juga. Rekapnya terlampir."


def asal(nomor: int) -> str:
    return f"10.{nomor // 62500 % 250}.{nomor // 250 % 250}.{nomor % 250 + 1}"


def terima(apa: object) -> None:
    """Satu baris buku; satu write(2) tidak terpotong."""
    with BUKU.open("a") as buku:
        buku.write(f"{apa}\n")


def keliru(jawaban: ResponseContextManager, sebab: str) -> None:
    """Galat bagi hitungan locust, dan sebabnya di samping buku."""
    jawaban.failure(sebab)
    with BUKU.with_suffix(".galat").open("a") as buku:
        buku.write(f"{sebab}\n")


class Orang(HttpUser):
    """Orang yang sudah masuk, dengan kuki dan alamatnya sendiri."""

    abstract = True

    def on_start(self) -> None:
        self.nomor = next(NOMOR)
        self.pk, kuki, self.ik = RENCANA["orang"][self.nomor % len(RENCANA["orang"])]
        self.client.headers["X-Forwarded-For"] = asal(self.nomor)
        # Di laci kuki, bukan di kepala: kepala Cookie hilang bila jawabannya mengalihkan.
        self.client.cookies.set(CSRF_NAMA, CSRF)
        self.client.cookies.set(*kuki.split("=", 1))
        self.versi = 0

    def buka(self, alamat: str, nama: str = "") -> str:
        with self.client.get(alamat, name=nama or alamat, catch_response=True) as jawaban:
            if jawaban.status_code != 200 or "/masuk/" in str(jawaban.url):
                keliru(jawaban, f"GET {jawaban.status_code} {jawaban.url}")
            return jawaban.text or ""

    def buka_formulir(self) -> None:
        """Formulir laporannya, dan versi draf yang dibawanya."""
        isi = self.buka(f"/capaian/{RENCANA['periode']}/{self.ik}/", "formulir lapor")
        ketemu = re.search(r'name="versi" value="(\d+)"', isi)
        self.versi = int(ketemu[1]) if ketemu else self.versi

    def lapor(self, aksi: str, berkas: bool) -> None:
        alamat = f"/capaian/{RENCANA['periode']}/{self.ik}/"
        isi = {
            "csrfmiddlewaretoken": CSRF,
            "versi": self.versi,
            "nilai": "90",
            "aksi": aksi,
            "keterangan": KALIMAT,
        }
        kiriman = {"berkas": ("bukti.pdf", PDF, "application/pdf")} if berkas else None
        with self.client.post(
            alamat, isi, files=kiriman, name=f"lapor {aksi}", allow_redirects=False, catch_response=True
        ) as jawaban:
            if jawaban.status_code != 302 or "/masuk/" in jawaban.headers.get("Location", ""):
                keliru(jawaban, f"lapor {jawaban.status_code} {jawaban.headers.get('Location', '')}")
            elif aksi == "simpan":
                self.versi += 1
            else:
                terima(self.ik)


class Harian(Orang):
    """L1: membaca berandanya, laporannya, dan hasilnya; sesekali menyimpan draf."""

    wait_time = between(5, 15)

    @task(5)
    def beranda(self) -> None:
        self.buka("/")

    @task(4)
    def capaian(self) -> None:
        self.buka("/capaian/")

    @task(2)
    def skp(self) -> None:
        self.buka("/skp/")

    @task(2)
    def kabar(self) -> None:
        self.buka("/pemberitahuan/")

    @task(3)
    def draf(self) -> None:
        self.buka_formulir()
        self.lapor("simpan", berkas=False)


class Tenggat(Orang):
    """L2: tiap orang membuka beranda dan formulirnya, mengajukan satu laporan berberkas 1 MB, melihat hasilnya, lalu menengok
    beranda lagi tiap satu atau dua menit; tersebar sepanjang waktunya."""

    wait_time = between(60, 120)

    def on_start(self) -> None:
        super().on_start()
        self.sudah = False
        self.saat = random.Random(self.nomor).uniform(0, LAMA * 0.9)

    @task
    def kirim(self) -> None:
        if not self.sudah:
            self.sudah = True
            gevent.sleep(self.saat)
            self.buka("/")
            self.buka_formulir()
            self.lapor("ajukan", berkas=True)
        self.buka("/")


class Masuk(HttpUser):
    """L3: seratus pintu, bersama-sama lima orang tiap detik; tiap kali orang lain dari alamat lain."""

    wait_time = constant_throughput(0.05)

    @task
    def masuk(self) -> None:
        nomor = next(NOMOR)
        kepala = {"X-Forwarded-For": asal(nomor)}
        self.client.cookies.clear()
        halaman = self.client.get("/masuk/", headers=kepala).text or ""
        tanda = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', halaman)
        isi = {
            "csrfmiddlewaretoken": tanda[1] if tanda else "",
            "nip": RENCANA["nip"][nomor * 7919 % len(RENCANA["nip"])],
            "sandi": RENCANA["sandi"],
        }
        with self.client.post(
            "/masuk/", isi, headers=kepala, allow_redirects=False, catch_response=True
        ) as jawaban:
            if jawaban.status_code != 302:
                keliru(jawaban, f"{jawaban.url} {jawaban.status_code}")
                return
            terima(nomor)
        self.client.get("/", headers=kepala)


class Warga(HttpUser):
    """L6: seratus warga, bersama-sama 25 formulir dibuka dan dikirim tiap detik."""

    wait_time = constant_throughput(0.25)

    def on_start(self) -> None:
        gevent.sleep(random.uniform(0, 4))

    @task
    def nilai(self) -> None:
        nomor = next(NOMOR)
        kepala = {"X-Forwarded-For": asal(nomor)}
        alamat = f"/s/{RENCANA['titik'][nomor % len(RENCANA['titik'])]}/"
        self.client.cookies.clear()
        halaman = self.client.get(alamat, headers=kepala, name="formulir warga").text or ""
        tanda = re.search(r'name="tanda" value="([^"]+)"', halaman)
        # Locust menyalakan orangnya serombongan; tanpa saat mengisi yang berbeda-beda mereka tetap datang serombongan.
        gevent.sleep(random.uniform(0, 3))
        isi = dict.fromkeys(RENCANA["unsur"], "3") | {
            "tanda": tanda[1] if tanda else "",
            "setuju": RENCANA["setuju"],
        }
        with self.client.post(
            alamat, isi, headers=kepala, name="kirim warga", allow_redirects=False, catch_response=True
        ) as jawaban:
            if jawaban.status_code != 302:
                keliru(jawaban, f"{jawaban.url} {jawaban.status_code}")
                return
            terima(nomor)
