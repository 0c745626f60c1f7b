"""K10: peladen web dibunuh di tengah unggahan; tidak ada berkas separuh yang tampil, dan kirimannya dapat diulang."""

import hashlib
import http.client
import os
import signal
import subprocess
import time
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from inti.layanan.setelan import HOST
from inti.models import Berkas
from inti.services.berkas_yatim import sapu_tanpa_baris
from mutu.catat import catat
from tests.proses.dunia import berjalan
from tests.proses.panggung import Panggung, panggung, tunggu, ulang
from tests.proses.peramban import KUNCI_CSRF, sesi

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
# Di tengah kiriman; isinya tertulis separuh; tertulis utuh; barisnya ada; sesudah tersimpan, sebelum dijawab.
TITIK = ("kiriman", "separuh", "tertulis", "berbaris", "tersimpan")
BESAR = 1 << 20
# Granian menyerah bila pekerja yang sama mati dua kali dalam 5,5 detik: itu putaran rusak, bukan yang diukur di sini.
TENANG = 8
PEMISAH = "batas-formulir-uji"


def formulir(isi: bytes) -> bytes:
    """Badan multipart seperti yang dikirim peramban."""
    kepala = (
        f'--{PEMISAH}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{KUNCI_CSRF}\r\n'
        f'--{PEMISAH}\r\nContent-Disposition: form-data; name="berkas"; filename="bukti.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return kepala.encode() + isi + f"\r\n--{PEMISAH}--\r\n".encode()


class Pengunggah:
    """Satu orang yang mengunggah, dan peladen yang dinyalakan lagi seperti oleh pengawas mesin bila padam seluruhnya."""

    def __init__(self, p: Panggung, kuki: str, **lingkungan: str) -> None:
        self.p, self.kuki, self.lingkungan, self.padam = p, kuki, lingkungan, 0
        self.dibunuh = 0.0
        self.nyalakan()

    def nyalakan(self) -> None:
        self.porta = self.p.web(**self.lingkungan)
        self.web: subprocess.Popen[bytes] = self.p.proses[-1]

    def tenang(self) -> None:
        """Tunggu sampai pembunuhan berikutnya bukan putaran rusak bagi granian."""
        tunggu(lambda: time.monotonic() - self.dibunuh > TENANG, batas=60, apa="pekerja pengganti tenang")

    def anak(self) -> list[int]:
        berkas = Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children")
        return [int(n) for n in berkas.read_text().split()] if berkas.exists() else []

    def unggah(self, isi: bytes, *, bunuh_di_tengah: bool = False) -> int:
        """Nomor berkas yang dijawab tersimpan; 0 bila tidak dijawab."""
        badan = formulir(isi)
        sambungan = http.client.HTTPConnection(HOST, self.porta, timeout=60)
        with suppress(OSError, http.client.HTTPException):
            sambungan.putrequest("POST", reverse("indikator:bukti_unggah"))
            sambungan.putheader("Cookie", f"{settings.CSRF_COOKIE_NAME}={KUNCI_CSRF}; {self.kuki}")
            sambungan.putheader("Content-Type", f"multipart/form-data; boundary={PEMISAH}")
            sambungan.putheader("Content-Length", str(len(badan)))
            sambungan.endheaders(badan[: len(badan) // 2])
            if bunuh_di_tengah:
                for pid in self.anak():
                    os.kill(pid, signal.SIGKILL)
            sambungan.send(badan[len(badan) // 2 :])
            jawaban = sambungan.getresponse()
            jawaban.read()
            if jawaban.status == 200:
                sambungan.close()
                return int(jawaban.headers["X-Berkas"])
        sambungan.close()
        return 0

    def ulangi(self, isi: bytes) -> int:
        """Tekan lagi sampai dijawab; 0 bila dua menit tidak berhasil."""
        nomor, self.dibunuh = [0], time.monotonic()

        def coba() -> bool:
            if self.web.poll() is not None:
                self.padam += 1
                self.nyalakan()
            nomor[0] = self.unggah(isi)
            return nomor[0] > 0

        with suppress(AssertionError):
            tunggu(coba, batas=120, apa="kiriman ulang diterima")
        return nomor[0]


def separuh() -> list[int]:
    """Baris yang isinya tidak ada atau tidak utuh: yang dapat dibuka orang."""
    rusak = []
    for satu in Berkas.objects.all():
        jalur = Path(settings.MEDIA_ROOT) / str(satu.isi.name)
        isi = jalur.read_bytes() if jalur.exists() else b""
        if hashlib.sha256(isi).hexdigest() != satu.sha256:
            rusak.append(satu.pk)
    return rusak


def berkas_tanpa_baris() -> int:
    ada = {
        str(b.relative_to(settings.MEDIA_ROOT)) for b in Path(settings.MEDIA_ROOT).rglob("*") if b.is_file()
    }
    return len(ada - set(Berkas.objects.values_list("isi", flat=True)))


@pytest.fixture(autouse=True)
def _media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "berkas"


def dibunuh(folder: Path, kali: int, *titik: str, **lingkungan: str) -> tuple[Counter[str], int]:
    """Bunuh di tiap titik sekian kali; berapa yang dijawab, separuh, dan berhasil diulang, dan berapa kali padam seluruhnya."""
    hasil: Counter[str] = Counter()
    with panggung(folder, **lingkungan) as p:
        d = berjalan("Kota Unggah", orang=1)
        siapa = Pengunggah(p, sesi(d.staf[0]), UJI_MATI="1")
        for nomor, di in enumerate(titik * kali):
            siapa.tenang()
            isi = b"%PDF-1.4\n" + nomor.to_bytes(4) + os.urandom(BESAR)
            (folder / "mati").write_text(di)
            hasil["dijawab"] += siapa.unggah(isi, bunuh_di_tengah=di == "kiriman") > 0
            (folder / "mati").unlink(missing_ok=True)
            hasil["separuh"] += len(separuh())
            baru = siapa.ulangi(isi)
            sidik = Berkas.objects.filter(pk=baru).values_list("sha256", flat=True).first()
            hasil["diulang"] += sidik == hashlib.sha256(isi).hexdigest()
    return hasil, siapa.padam


def test_tidak_ada_berkas_separuh_yang_tampil_dan_kirimannya_dapat_diulang(tmp_path: Path) -> None:
    kali = ulang(6)
    hasil, padam = dibunuh(tmp_path, kali, *TITIK)
    semua, sisa = kali * len(TITIK), berkas_tanpa_baris()
    sapu_tanpa_baris(sekarang=timezone.now() + timedelta(days=2))
    tinggal = berkas_tanpa_baris()
    catat(
        "K10",
        f"{semua} kali kill -9 di {len(TITIK)} titik: {hasil['separuh']} berkas separuh tampil, {hasil['diulang']} dari {semua} "
        f"berhasil diulang; {sisa} isi tanpa baris, {tinggal} sesudah disapu; {padam} kali seluruh web padam",
        lulus=not hasil["separuh"] and hasil["diulang"] == semua and not tinggal and not padam,
    )
    assert hasil["dijawab"] == 0, "yang dibunuh tidak boleh sempat menjawab"
    assert sisa > 0, "pembunuhannya tidak pernah terjadi di antara isi dan barisnya"
    assert (hasil["separuh"], hasil["diulang"], tinggal, padam) == (0, semua, 0, 0)


def test_pembanding_baris_lebih_dahulu_menampilkan_berkas_separuh(tmp_path: Path) -> None:
    hasil, _ = dibunuh(tmp_path, 2, "separuh", UJI_TANPA="isi_dahulu")
    catat(
        "K10", f"pembanding baris lebih dahulu: {hasil['separuh']} berkas separuh", lulus=hasil["separuh"] > 0
    )
    assert hasil["separuh"] > 0
