"""Penyerang acak: tanya dan kiriman hypothesis ke semua alamat sebagai semua peran."""

from dataclasses import dataclass, field
from itertools import cycle, product
from random import Random
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.idor import Formulir
from tests.serangan import isian, nama_tanya

BADAN = (
    ("application/json", b'{"nip": [1, {"a": null}]}'),
    ("application/x-www-form-urlencoded", b"nama=%ff%fe&tahap=simpan&%00=%00&a[]=1;b"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="berkas"; filename=""\r\n\r\n',
    ),
    ("text/plain; charset=utf-7", b"+ADw-script+AD4-"),
)


# Nilai nakal sekali undi untuk sekian permintaan: mengundi ulang tiap permintaan lebih mahal daripada permintaannya.
ROMBONGAN, UNDIAN = 2_000, 300
BAGIAN_FORMULIR = 0.35


def undi(benih: int) -> list[str]:
    """Kumpulan isian dari hypothesis; benih yang sama memberi kumpulan yang sama."""
    kumpulan: list[str] = []

    @seed(benih)
    @settings(
        max_examples=UNDIAN,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(isian, min_size=5, max_size=12))
    def ambil(isi: list[str]) -> None:
        kumpulan.extend(isi)

    ambil()
    return kumpulan


@dataclass
class PenyerangAcak:
    """Sasarannya dari pemanggil: alamat jadi, dan formulir (peran, tujuan, isinya). Tiap permintaan digulung balik."""

    klien: dict[str, Client]
    alamat: list[str]
    formulir: list[tuple[str, str, Formulir]]
    banyak: int = 0
    galat: list[str] = field(default_factory=list)
    bocor: list[str] = field(default_factory=list)

    def jalan(self, banyak: int, *, benih: int = 1) -> None:
        """Sebanyak itu permintaan: tiap alamat sebagai tiap peran bergilir, diselingi formulir yang tampil."""
        acak, nama, kumpulan = Random(benih), nama_tanya(), list[str]()
        kisi = list(product(("GET", "POST"), self.alamat, self.klien))
        acak.shuffle(kisi)
        giliran = cycle(kisi)
        for ke in range(banyak):
            if ke % ROMBONGAN == 0:
                kumpulan = undi(benih * 1_000 + ke)
            if self.formulir and acak.random() < BAGIAN_FORMULIR:
                self._kirim(acak, kumpulan)
                continue
            cara, alamat, peran = next(giliran)
            tanya = {
                acak.choice(nama): acak.choices(kumpulan, k=acak.randint(1, 2))
                for _ in range(acak.randint(0, 5))
            }
            self._minta(peran, cara, alamat, tanya)

    def _kirim(self, acak: Random, kumpulan: list[str]) -> None:
        """Satu formulir dengan paling banyak empat bidang diganti, dihapus, atau diganti berkas; kadang badan mentah."""
        peran, tujuan, formulir = acak.choice(self.formulir)
        nama = list(formulir.isi) or ["tahap"]
        badan: dict[str, Any] = {k: [v] for k, v in formulir.isi.items()}
        for bidang in acak.choices(nama, k=acak.randint(0, 4)):
            badan[bidang] = acak.choices(kumpulan, k=acak.randint(0, 2))
        pilihan = acak.randrange(20)
        if pilihan == 0:
            badan[nama[0]] = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n")
        elif pilihan == 1:
            nama_berkas = acak.choice(["x.csv", "x.xlsx", "../a.png"])
            badan["berkas"] = SimpleUploadedFile(nama_berkas, acak.randbytes(acak.randint(0, 80)))
        elif pilihan == 2:
            jenis, mentah = acak.choice(BADAN)
            self._minta(peran, "MENTAH", tujuan, mentah, jenis)
            return
        self._minta(peran, "POST", tujuan, badan)

    def _minta(self, peran: str, cara: str, alamat: str, isi: Any, jenis: str = "") -> None:
        klien = self.klien[peran]
        kuki = klien.cookies.copy()
        with transaction.atomic():
            if cara == "GET":
                jawaban = klien.get(alamat, isi)
            elif cara == "POST":
                jawaban = klien.post(alamat, isi)
            else:
                jawaban = klien.generic("POST", alamat, isi, jenis)
            transaction.set_rollback(True)
        klien.cookies = kuki
        self.banyak += 1
        badan = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
        if jawaban.status_code >= 500:
            self.galat.append(f"{peran} {cara} {alamat} {str(isi)[:300]}")
        if b"Traceback (most recent" in badan or b"/site-packages/" in badan:
            self.bocor.append(f"{peran} {cara} {alamat}")
