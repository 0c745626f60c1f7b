"""V5.2.1: unggahan yang terlalu besar atau terlalu banyak sekaligus ditolak dini; orang lain tidak ikut menunggu."""

import http.client
import os
import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse

from inti.layanan.setelan import HOST
from inti.models import Berkas
from mutu.catat import catat
from tests.penilaian import pabrik
from tests.proses.dunia import berjalan
from tests.proses.panggung import Panggung, panggung
from tests.proses.pengamat import Amatan, memori, mengamati
from tests.proses.peramban import KUNCI_CSRF, sesi
from tests.proses.test_web_mati import PEMISAH, formulir

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
BATAS_MB, KALI = 150, 2.0
DUA_GB = 2 << 30
ORANG = 100
PEMBACA = 3
POTONG = b"%PDF-1.4\n" + b"0" * ((64 << 10) - 9)


@dataclass
class Kiriman:
    """Nasib satu kiriman mentah: status (0 bila diputus tanpa jawaban), bita yang sempat dikirim, dan detiknya."""

    status: int
    terkirim: int
    lama: float
    jeda: int = 0


def kepala(kuki: str, *ukuran: str) -> bytes:
    baris = (
        f"POST {reverse('indikator:bukti_unggah')} HTTP/1.1",
        f"Host: {HOST}",
        f"Cookie: {settings.CSRF_COOKIE_NAME}={KUNCI_CSRF}; {kuki}",
        f"X-CSRFToken: {KUNCI_CSRF}",
        f"Content-Type: multipart/form-data; boundary={PEMISAH}",
        *ukuran,
    )
    return ("\r\n".join(baris) + "\r\n\r\n").encode()


def kirim_raksasa(porta: int, kuki: str, *, mengaku: bool, bita: int = DUA_GB) -> Kiriman:
    """Dua gigabita (atau `bita`): dengan Content-Length yang jujur, atau sepotong demi sepotong tanpa mengaku besarnya."""
    mulai, terkirim = time.monotonic(), 0
    isi = formulir(b"")
    awal = isi[: isi.rindex(f"\r\n--{PEMISAH}--".encode())]
    soket = socket.create_connection((HOST, porta), timeout=60)
    ukuran = f"Content-Length: {bita}" if mengaku else "Transfer-Encoding: chunked"
    jawaban = b""
    with suppress(OSError):
        soket.sendall(kepala(kuki, ukuran))
        potong = awal + POTONG
        soket.settimeout(10)
        while terkirim < bita:
            soket.sendall(potong if mengaku else b"%x\r\n%b\r\n" % (len(potong), potong))
            terkirim += len(potong)
            potong = POTONG
            soket.setblocking(False)
            with suppress(BlockingIOError):
                jawaban = soket.recv(4096)
            soket.settimeout(10)
            if jawaban:
                break
    with suppress(OSError):
        jawaban = jawaban or soket.recv(4096)
    soket.close()
    status = int(jawaban.split(b" ", 2)[1]) if jawaban.startswith(b"HTTP/") else 0
    return Kiriman(status, terkirim, time.monotonic() - mulai)


def sampai(porta: int, kuki: str, isi: bytes) -> tuple[Kiriman, int]:
    """Seperti berkas.js: yang dijawab penuh dikirim lagi sesudah jeda yang diminta; hasil akhirnya dan banyaknya diminta menunggu."""
    mulai, penuh = time.monotonic(), 0
    while (satu := unggah(porta, kuki, isi)).status in (0, 503) and penuh < 30:
        penuh += 1
        time.sleep(satu.jeda or 5)
    satu.lama = time.monotonic() - mulai
    return satu, penuh


def unggah(porta: int, kuki: str, isi: bytes) -> Kiriman:
    """Satu berkas seperti dikirim peramban."""
    mulai, badan, status, jeda = time.monotonic(), formulir(isi), 0, 0
    sambungan = http.client.HTTPConnection(HOST, porta, timeout=180)
    with suppress(OSError, http.client.HTTPException):
        sambungan.putrequest("POST", reverse("indikator:bukti_unggah"))
        for nama, nilai in (
            ("Cookie", f"{settings.CSRF_COOKIE_NAME}={KUNCI_CSRF}; {kuki}"),
            ("Content-Type", f"multipart/form-data; boundary={PEMISAH}"),
            ("Content-Length", str(len(badan))),
        ):
            sambungan.putheader(nama, nilai)
        sambungan.endheaders()
        with suppress(OSError):  # yang ditolak dini berhenti dibaca
            sambungan.send(badan)
        jawaban = sambungan.getresponse()
        jawaban.read()
        status, jeda = jawaban.status, int(jawaban.getheader("Retry-After") or 0)
    sambungan.close()
    return Kiriman(status, len(badan), time.monotonic() - mulai, jeda)


def pdf(besar: int) -> bytes:
    return b"%PDF-1.4\n" + os.urandom(16).hex().encode() + b"0" * (besar - 41)


@dataclass
class Tempat:
    """Web yang sudah hangat, beserta orang-orangnya."""

    p: Panggung
    d: pabrik.Dunia
    porta: int
    pid: int

    def kuki(self, banyak: int) -> list[str]:
        return [sesi(orang) for orang in self.d.staf[:banyak]]

    def amati(self, jeda: float = 0.05) -> Any:
        halaman = [reverse("indikator:capaian"), reverse("pemberitahuan"), "/profil/"]
        return mengamati(self.porta, self.pid, halaman, self.kuki(PEMBACA), jeda=jeda)

    def hangatkan(self) -> None:
        with self.amati(0.0):
            time.sleep(3)
        for kuki in self.kuki(4):
            unggah(self.porta, kuki, pdf(1 << 20))


def nyalakan(p: Panggung, *, orang: int, **lingkungan: str) -> Tempat:
    d = berjalan("Kota Unggah", orang=orang)
    porta = p.web(**lingkungan)
    tempat = Tempat(p, d, porta, p.proses[-1].pid)
    tempat.hangatkan()
    return tempat


@pytest.fixture(autouse=True)
def _media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "berkas"


def test_lebih_satu_bita_dan_dua_gigabita_ditolak_dini(tmp_path: Path) -> None:
    with panggung(tmp_path) as p:
        t = nyalakan(p, orang=4)
        kuki, awal = t.kuki(1)[0], Berkas.objects.count()
        tepat = unggah(t.porta, kuki, pdf(settings.BERKAS_MAKS_BYTE)).status
        lebih = unggah(t.porta, kuki, pdf(settings.BERKAS_MAKS_BYTE + 1)).status
        dasar = memori(t.pid)
        with t.amati() as amatan:
            raksasa = [kirim_raksasa(t.porta, kuki, mengaku=satu) for satu in (True, False)]
        tumbuh = amatan.puncak - dasar
    dini = all(r.status in (411, 413) and r.terkirim <= 16 << 20 and r.lama <= 5 for r in raksasa)
    bersih = (tepat, lebih) == (200, 422) and Berkas.objects.count() == awal + 1
    terlebar = max(r.terkirim for r in raksasa) / (1 << 20)
    catat(
        "V5.2.1",
        f"10 MB diterima, lebih satu bita ditolak ({lebih}); 2 GB mengaku dan berpotong ditolak "
        f"({'/'.join(str(r.status) for r in raksasa)}) sesudah {terlebar:.1f} MB dan {max(r.lama for r in raksasa):.1f} detik, "
        f"memori web +{tumbuh:.0f} MB",
        lulus=dini and bersih and tumbuh <= BATAS_MB,
    )
    assert bersih, (tepat, lebih)
    assert dini, raksasa
    assert tumbuh <= BATAS_MB


def serempak(t: Tempat, kuki: list[str]) -> list[tuple[Kiriman, int]]:
    """Semua berkas berangkat bersama, satu orang satu berkas hampir 10 MB."""
    isi, hasil, mulai = (
        pdf(settings.BERKAS_MAKS_BYTE - 4096),
        list[tuple[Kiriman, int]](),
        threading.Barrier(len(kuki)),
    )

    def satu(kunci: str) -> None:
        mulai.wait()
        hasil.append(sampai(t.porta, kunci, isi))

    regu = [threading.Thread(target=satu, args=(k,)) for k in kuki]
    for utas in regu:
        utas.start()
    for utas in regu:
        utas.join()
    return hasil


def test_pembanding_tanpa_pintu_semuanya_dibaca(tmp_path: Path) -> None:
    bita = 200 << 20
    with panggung(tmp_path) as p:
        t = nyalakan(p, orang=4, UJI_TANPA="pintu_besar")
        satu = kirim_raksasa(t.porta, t.kuki(1)[0], mengaku=True, bita=bita)
    catat(
        "V5.2.1",
        f"pembanding tanpa pintu: {satu.terkirim >> 20} dari {bita >> 20} MB dibaca",
        lulus=satu.terkirim >= bita,
    )
    assert satu.terkirim >= bita


@dataclass
class Tekanan:
    """Halaman orang lain sebelum dan selama seratus unggahan, dan nasib unggahannya."""

    tenang: Amatan
    sibuk: Amatan
    tumbuh: float
    hasil: list[tuple[Kiriman, int]]

    @property
    def kali(self) -> float:
        return self.sibuk.p95 / self.tenang.p95

    @property
    def ringan(self) -> bool:
        return self.kali <= KALI and self.tumbuh <= BATAS_MB and not self.sibuk.gagal

    def kalimat(self) -> str:
        return (
            f"memori web +{self.tumbuh:.0f} MB; p95 yang lain {self.tenang.p95 * 1000:.0f} menjadi "
            f"{self.sibuk.p95 * 1000:.0f} md ({self.kali:.1f} kali, {len(self.sibuk.lama)} halaman, {self.sibuk.gagal} gagal)"
        )


def seratus(folder: Path, **lingkungan: str) -> Tekanan:
    with panggung(folder) as p:
        t = nyalakan(p, orang=ORANG, **lingkungan)
        kuki = t.kuki(ORANG)
        with t.amati() as tenang:
            time.sleep(10)
        dasar = memori(t.pid)
        with t.amati() as sibuk:
            hasil = serempak(t, kuki)
        return Tekanan(tenang, sibuk, sibuk.puncak - dasar, hasil)


def test_seratus_unggahan_sekaligus_tidak_menahan_yang_lain(tmp_path: Path) -> None:
    """Yang tidak kebagian giliran diminta menunggu tanpa dibaca; akhirnya semuanya sampai, tidak ada yang hilang."""
    satu = seratus(tmp_path)
    status = Counter(r.status for r, _ in satu.hasil)
    utuh = status == {200: ORANG} and len({b.pemilik_id for b in Berkas.objects.all()}) == ORANG
    catat(
        "V5.2.1",
        f"{ORANG} unggahan 10 MB sekaligus: {status[200]} sampai sesudah {sum(penuh for _, penuh in satu.hasil)} kali diminta "
        f"menunggu, seluruhnya {max(r.lama for r, _ in satu.hasil):.0f} detik, {satu.kalimat()}",
        lulus=utuh and satu.ringan,
    )
    assert utuh, status
    assert satu.ringan, satu.kalimat()


def test_pembanding_seratus_unggahan_tanpa_pintu(tmp_path: Path) -> None:
    satu = seratus(tmp_path, UJI_TANPA="pintu_besar")
    catat("V5.2.1", f"pembanding tanpa pintu: {satu.kalimat()}", lulus=not satu.ringan)
    assert not satu.ringan
