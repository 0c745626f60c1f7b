"""Penyerang acak: tanya dan kiriman hypothesis ke semua alamat sebagai semua peran."""

from dataclasses import dataclass, field
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
        """Sebanyak itu permintaan, dalam rombongan supaya hypothesis tidak menimbun riwayatnya."""
        tanya = st.dictionaries(
            st.sampled_from(nama_tanya()), st.lists(isian, min_size=1, max_size=2), max_size=5
        )
        peran = st.sampled_from(list(self.klien))
        ragam = [
            st.tuples(st.just(cara), st.sampled_from(self.alamat), peran, tanya) for cara in ("GET", "POST")
        ]
        if self.formulir:
            ragam.append(
                st.tuples(
                    st.just("FORMULIR"), st.sampled_from(range(len(self.formulir))), st.data(), st.none()
                )
            )
        gerak = st.one_of(ragam)
        for rombongan in range(0, banyak, 2_000):

            @seed(benih * 1_000 + rombongan)
            @settings(
                max_examples=min(2_000, banyak - rombongan),
                database=None,
                deadline=None,
                phases=[Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(gerak)
            def sekali(satu: tuple[Any, Any, Any, Any]) -> None:
                self._gerak(*satu)

            sekali()

    def _gerak(self, cara: str, sasaran: Any, siapa: Any, isi: Any) -> None:
        if cara != "FORMULIR":
            self._minta(siapa, cara, sasaran, isi)
            return
        peran, tujuan, formulir = self.formulir[sasaran]
        nama = list(formulir.isi) or ["tahap"]
        badan: dict[str, Any] = {k: [v] for k, v in formulir.isi.items()}
        for bidang in siapa.draw(st.lists(st.sampled_from(nama), max_size=4)):
            badan[bidang] = siapa.draw(st.lists(isian, max_size=2))
        pilihan = siapa.draw(st.integers(0, 19))
        if pilihan == 0:
            badan[nama[0]] = SimpleUploadedFile("a.pdf", b"%PDF-1.4\n%%EOF\n")
        elif pilihan == 1:
            nama_berkas = siapa.draw(st.sampled_from(["x.csv", "x.xlsx", "../a.png"]))
            badan["berkas"] = SimpleUploadedFile(nama_berkas, siapa.draw(st.binary(max_size=80)))
        elif pilihan == 2:
            jenis, mentah = siapa.draw(st.sampled_from(BADAN))
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
