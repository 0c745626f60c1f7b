"""Yang terdaftar tidak tertebak: masuk, pulih, kode, dan penyedia identitas menolak dengan bita, kode, dan lama yang sama.

Tiap pintu dicoba berpasangan: satu yang ada akunnya dan satu yang tidak, urutannya diundi, supaya keramaian mesin mengenai
keduanya sama rata. Cara menghitungnya sama dengan `python -m bench masuk`, yang mengukur lewat HTTP sungguhan.
"""

import os
import random
import re
import statistics
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench.masuk import auc
from kepegawaian.models import Pegawai
from kepegawaian.services import kode
from mutu.catat import catat
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota, bangun
from tests.kepegawaian.views.test_oidc import Penyedia, berangkat, penyedia  # noqa: F401

PASANGAN = int(os.environ.get("PASANGAN", "500"))
PEMANASAN = 20
SANDI_BARU = "perahu-kelapa-lonceng"
SEGEL = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]+|nonce="[^"]+"')
# Kirim satu percobaan dengan NIP itu, dari klien baru.
Coba = Callable[[Client, str], HttpResponse]


@pytest.fixture
def kota(db: None) -> Kota:
    return bangun("Kota Uji")


def orang(kota: Kota, banyak: int) -> list[str]:
    """NIP pegawai bersandi dan bersurel; sidiknya satu, sebab yang diukur memeriksanya."""
    contoh = kota.staf
    contoh.set_password(pabrik.SANDI)
    semua = [
        Pegawai(
            instansi=kota.instansi,
            nip=pabrik.nip(),
            nama=f"Orang {n}",
            status="PNS",
            kelamin="P",
            tanggal_lahir=contoh.tanggal_lahir,
            email=f"orang{n}@contoh.go.id",
            password=contoh.password,
        )
        for n in range(banyak)
    ]
    Pegawai.objects.bulk_create(semua)
    return [satu.nip for satu in semua]


def bersih(badan: bytes, nip: str) -> bytes:
    """Tanpa tanda formulir, nonce, dan NIP yang memang diketik pengirimnya."""
    return SEGEL.sub(b"", badan).replace(nip.encode(), b"NIP")


def ukur(dikenal: list[str], asing: list[str], coba: Coba) -> tuple[float, float, set[tuple[int, bytes]]]:
    """AUC, beda median (bagian), dan himpunan jawaban yang berbeda."""
    acak = random.Random(20261123)
    lama: dict[bool, list[float]] = {True: [], False: []}
    jawaban: set[tuple[int, bytes]] = set()
    for nomor, (ada, tidak) in enumerate(zip(dikenal, asing, strict=True)):
        pasang = [(True, ada), (False, tidak)]
        acak.shuffle(pasang)
        for terdaftar, nip in pasang:
            klien = Client(REMOTE_ADDR=f"10.{nomor % 250}.{nomor // 250}.{1 + terdaftar}")
            mulai = time.perf_counter()
            satu = coba(klien, nip)
            selang = time.perf_counter() - mulai
            jawaban.add((satu.status_code, bersih(satu.content + satu.get("Location", "").encode(), nip)))
            if nomor >= PEMANASAN:
                lama[terdaftar].append(selang)
    tengah = {k: statistics.median(v) for k, v in lama.items()}
    return auc(lama[True], lama[False]), abs(tengah[True] / tengah[False] - 1), jawaban


def catat_pintu(nama: str, hasil: tuple[float, float, set[tuple[int, bytes]]]) -> bool:
    peluang, beda, jawaban = hasil
    baik = peluang <= 0.55 and beda <= 0.05 and len(jawaban) == 1
    teks = f"{nama}: {PASANGAN} pasangan, AUC {peluang:.3f}, beda median {beda:.1%}, {len(jawaban)} macam jawaban"
    catat("V6.3.8", teks.replace(".", ","), lulus=baik)
    return baik


def _masuk(klien: Client, nip: str) -> HttpResponse:
    return klien.post("/masuk/", {"nip": nip, "sandi": "tebakan-yang-keliru"})


def _pulih(klien: Client, nip: str) -> HttpResponse:
    return klien.post("/kata-sandi/pulih/", {"nip": nip})


def _kode(klien: Client, nip: str) -> HttpResponse:
    sandi = {"sandi_baru": SANDI_BARU, "sandi_ulang": SANDI_BARU}
    return klien.post(reverse("kepegawaian:sandi_baru"), {"nip": nip, "kode": "ABCD-EFGH-JKMN", **sandi})


@pytest.mark.panjang
@pytest.mark.parametrize(("nama", "coba"), [("masuk", _masuk), ("pulih", _pulih), ("kode", _kode)])
def test_pintu_bersandi_menolak_sama(kota: Kota, settings: Any, nama: str, coba: Coba) -> None:
    settings.PASSWORD_HASHERS = ["kepegawaian.sandi.Argon2Hemat"]
    dikenal = orang(kota, PASANGAN + PEMANASAN)
    if nama == "kode":
        for satu in Pegawai.objects.filter(nip__in=dikenal):
            kode.terbitkan(pegawai=satu, oleh=None, sekarang=timezone.now())
    asing = [pabrik.nip() for _ in dikenal]
    assert catat_pintu(nama, ukur(dikenal, asing, coba))


@pytest.mark.panjang
def test_penyedia_identitas_menolak_sama(kota: Kota, penyedia: Penyedia) -> None:  # noqa: F811
    """Yang akunnya ada tetapi tidak aktif, dan yang tidak ada; yang aktif memang masuk."""
    dikenal = orang(kota, PASANGAN + PEMANASAN)
    Pegawai.objects.filter(nip__in=dikenal).update(is_active=False)
    asing = [pabrik.nip() for _ in dikenal]

    def coba(klien: Client, nip: str) -> HttpResponse:
        penyedia.nip = nip
        state = berangkat(klien)["state"][0]
        satu = klien.get("/masuk/oidc/kembali/", {"code": "abc", "state": state})
        assert "_auth_user_id" not in klien.session
        return satu

    assert catat_pintu("penyedia identitas", ukur(dikenal, asing, coba))


def test_pembandingnya_pintu_yang_lebih_cepat_atau_berbunyi_lain_ketahuan() -> None:
    """Pintu karangan yang menyandi hanya bagi yang ada, lalu menyebutnya."""

    def coba(klien: Client, nip: str) -> HttpResponse:
        time.sleep(0.02 if nip.startswith("ada") else 0.001)
        return HttpResponse("NIP ini tidak terdaftar" if nip.startswith("tidak") else "belum cocok")

    dikenal, asing = [f"ada-{n}" for n in range(60)], [f"tidak-{n}" for n in range(60)]
    peluang, beda, jawaban = ukur(dikenal, asing, coba)
    assert peluang > 0.75 and beda > 0.5 and len(jawaban) == 2
