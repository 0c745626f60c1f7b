"""Penyapu titipan: kiriman yang ditambahi bidang milik model, dan kiriman yang menulis tanpa jejak."""

import os
from dataclasses import dataclass, field
from typing import Any

from tests.idor import Formulir
from tests.serangan import BUKAN_DATA, beda, goyah, kirim, titipan
from tests.test_idor import Kancah, formulir_tampil

# Halaman yang kirimannya sengaja tanpa jejak, dengan alasannya.
TANPA_JEJAK = {
    "pemberitahuan": "tanda dibaca milik sendiri",
    "umpan_balik:isi_360": "jejak akan menghubungkan jawaban tanpa nama dengan pemberinya",
    "umpan_balik:tolak_360": "sama",
    "umpan_balik:musyawarah": "warga tanpa akun",
}


@dataclass
class Titipan:
    """Hasil sapuan; `sunyi` menulis data tanpa jejak, `ganda` berjejak lebih dari satu."""

    kancah: Kancah
    formulir: int = 0
    berbuah: int = 0
    bocor: list[str] = field(default_factory=list)
    sunyi: list[str] = field(default_factory=list)
    ganda: list[str] = field(default_factory=list)

    def sapu(self, peran: str, batas: int = 10_000) -> None:
        terlihat: set[tuple[str, tuple[str, ...]]] = set()
        for nama, tujuan, satu in formulir_tampil(self.kancah, peran):
            kunci = (tujuan, tuple(satu.isi))
            if kunci in terlihat or len(terlihat) >= batas:
                continue
            terlihat.add(kunci)
            self.satu(peran, nama, tujuan, satu)

    def satu(self, peran: str, nama: str, tujuan: str, formulir: Formulir, **tambahan: Any) -> None:
        """Satu formulir: dua kali apa adanya, sekali dengan titipan."""
        klien, asing = self.kancah.klien[peran], {m: sorted(p)[:1] for m, p in self.kancah.punya.items()}
        self.formulir += 1
        a = kirim(klien, tujuan, formulir.isi, tertulis=self.kancah.tertulis)
        b = kirim(klien, tujuan, formulir.isi, tertulis=self.kancah.tertulis)
        lebih = tambahan or titipan(formulir, asing)
        c = kirim(klien, tujuan, formulir.isi | lebih, tertulis=self.kancah.tertulis)
        if ubah := beda(b, c, goyah(a, b)):
            self._catat(self.bocor, f"{peran} {nama} {tujuan}: {ubah[:3]}")
        if not a.berbuah:
            return
        self.berbuah += 1
        tabel = sorted({t for t, _ in a.baru + a.hilang} - BUKAN_DATA)
        if a.jejak == 0 and nama not in TANPA_JEJAK:
            self._catat(self.sunyi, f"{nama} {peran} {tujuan} {tabel} {list(formulir.isi)}")
        elif a.jejak > 1:
            self._catat(self.ganda, f"{nama} {peran} {a.jejak} {tabel}")

    def _catat(self, ke: list[str], kalimat: str) -> None:
        ke.append(kalimat)
        if tujuan := os.environ.get("CATATAN_SERANGAN"):
            with open(tujuan, "a", encoding="utf-8") as berkas:
                jenis = next(n for n in ("bocor", "sunyi", "ganda") if getattr(self, n) is ke)
                berkas.write(f"{jenis} {kalimat}\n")
