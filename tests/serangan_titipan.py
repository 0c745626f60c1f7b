"""Penyapu titipan: kiriman yang ditambahi bidang milik model, dan kiriman yang menulis tanpa jejak."""

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.test import Client

from inti.dahulu import TOMBOL
from tests.idor import Formulir
from tests.serangan import BUKAN_DATA, Ingatan, beda, goyah, kirim, titipan

# Halaman yang kirimannya sengaja tanpa jejak, dengan alasannya.
TANPA_JEJAK = {
    "pemberitahuan": "tanda dibaca milik sendiri",
    "umpan_balik:isi_360": "jejak akan menghubungkan jawaban tanpa nama dengan pemberinya",
    "umpan_balik:tolak_360": "sama",
    "umpan_balik:musyawarah": "warga tanpa akun",
}
# Formulir yang sama (tujuan dan bidangnya) memakai kode yang sama bagi siapa pun; dua peran sudah membandingkan haknya.
PERAN_TIAP_FORMULIR = 2
Kunci = tuple[str, tuple[str, ...], tuple[str, str]]
# "Simpan dahulu" menyimpan kiriman orang itu sendiri apa adanya, juga yang tidak dikenal formulirnya; terkirim lagi, titipannya
# melewati tombol lain yang diserang di sini juga. Bukan perbuatan, jadi tanpa jejak (inti.services.draf).
KETIKAN = "inti_draf"


@dataclass
class Titipan:
    """Hasil sapuan; `sunyi` menulis data tanpa jejak, `ganda` berjejak lebih dari satu."""

    klien: dict[str, Client]
    asing: dict[type[models.Model], list[Any]]
    ingatan: Ingatan = field(default_factory=Ingatan)
    terlihat: Counter[Kunci] = field(default_factory=Counter)
    formulir: int = 0
    berbuah: int = 0
    bocor: list[str] = field(default_factory=list)
    sunyi: list[str] = field(default_factory=list)
    ganda: list[str] = field(default_factory=list)

    def sapu(self, peran: str, tampil: Iterable[tuple[str, str, Formulir]]) -> None:
        """Semua formulir (nama alamat, tujuan, isi) yang tampil bagi peran itu; yang sama persis paling banyak dua peran."""
        sebagai_ini: set[Kunci] = set()
        for nama, tujuan, satu in tampil:
            kunci = (tujuan, tuple(satu.isi), satu.tombol)
            if kunci in sebagai_ini or self.terlihat[kunci] >= PERAN_TIAP_FORMULIR:
                continue
            sebagai_ini.add(kunci)
            self.terlihat[kunci] += 1
            self.satu(peran, nama, tujuan, satu)

    def satu(self, peran: str, nama: str, tujuan: str, formulir: Formulir, **tambahan: Any) -> None:
        """Satu formulir: dua kali apa adanya, sekali dengan titipan."""
        klien = self.klien[peran]
        self.formulir += 1
        a = kirim(klien, tujuan, formulir.isi, ingatan=self.ingatan)
        b = kirim(klien, tujuan, formulir.isi, ingatan=self.ingatan)
        lebih = tambahan or titipan(formulir, self.asing)
        c = kirim(klien, tujuan, formulir.isi | lebih, ingatan=self.ingatan)
        ketikan = formulir.tombol[0] == TOMBOL
        if ubah := beda(b, c, goyah(a, b) | ({(KETIKAN, "isi")} if ketikan else set())):
            self._catat(self.bocor, f"{peran} {nama} {tujuan}: {ubah[:3]}")
        if not a.berbuah:
            return
        self.berbuah += 1
        tabel = sorted({t for t, _ in a.baru + a.hilang} - BUKAN_DATA)
        if a.jejak == 0 and nama not in TANPA_JEJAK and not (ketikan and tabel == [KETIKAN]):
            self._catat(self.sunyi, f"{nama} {peran} {tujuan} {tabel} {list(formulir.isi)}")
        elif a.jejak > 1:
            self._catat(self.ganda, f"{nama} {peran} {a.jejak} {tabel}")

    def _catat(self, ke: list[str], kalimat: str) -> None:
        ke.append(kalimat)
        if tujuan := os.environ.get("CATATAN_SERANGAN"):
            with open(tujuan, "a", encoding="utf-8") as berkas:
                jenis = next(n for n in ("bocor", "sunyi", "ganda") if getattr(self, n) is ke)
                berkas.write(f"{jenis} {kalimat}\n")
