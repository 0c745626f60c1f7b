"""Perkakas uji yang menyerang: kiriman dengan bidang titipan, bekasnya di basis data, dan isian acak."""

import os
import re
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import connection, models, transaction
from django.test import Client
from hypothesis import strategies as st

from tests.idor import DIABAIKAN, Formulir, semua_model, tulisan

TITIPAN = "TITIPAN-9c41"
# Bukan data orang: sesi, percobaan masuk, antrean kirim, dan riwayat yang ditulis pemicu.
BUKAN_DATA = DIABAIKAN | {"inti_kotakkeluar", "inti_jejak", "inti_segel"}
Baris = tuple[str, tuple[tuple[str, str], ...]]


@dataclass
class Bekas:
    """Yang tertinggal sesudah satu kiriman, sebelum digulung balik."""

    kode: int
    baru: list[Baris] = field(default_factory=list)
    hilang: list[Baris] = field(default_factory=list)
    jejak: int = 0
    badan: bytes = b""

    @property
    def berbuah(self) -> bool:
        return any(tabel not in BUKAN_DATA for tabel, _ in self.baru + self.hilang)


class Ingatan:
    """Isi tabel sebelum kiriman. Tiap kiriman digulung balik, jadi isi awal itu tetap dan cukup dibaca sekali tiap tabel."""

    def __init__(self) -> None:
        self.kunci = {
            m._meta.db_table: m._meta.pk.column for m in semua_model() if m._meta.db_table not in BUKAN_DATA
        }
        self.isi: dict[str, dict[Any, dict[str, str]]] = {}
        self.sidik: dict[str, dict[Any, str]] = {}

    def ingat(self, tabel: str) -> None:
        """Baca isi awal satu tabel; dipanggil di luar kiriman."""
        if tabel not in self.isi:
            self.isi[tabel], self.sidik[tabel] = self.baca(tabel), self.baca_sidik(tabel)

    def berubah(self, tabel: str) -> tuple[dict[Any, dict[str, str]], set[Any]]:
        """(baris yang baru atau berbeda, kunci yang hilang) dibanding isi awalnya; seluruhnya bila awalnya belum diingat."""
        if tabel not in self.isi:
            return self.baca(tabel), set()
        kini, lama = self.baca_sidik(tabel), self.sidik[tabel]
        beda = [pk for pk, sidik in kini.items() if lama.get(pk) != sidik]
        return self.baca(tabel, beda) if beda else {}, lama.keys() - kini.keys()

    def baca(self, tabel: str, hanya: list[Any] | None = None) -> dict[Any, dict[str, str]]:
        saring, isi = "", []
        if hanya is not None:
            saring, isi = f' WHERE "{self.kunci[tabel]}"::text = ANY(%s)', [[str(pk) for pk in hanya]]
        with connection.cursor() as kursor:
            kursor.execute(f'SELECT * FROM "{tabel}"{saring}', isi)
            kolom = [satu[0] for satu in kursor.description]
            letak = kolom.index(self.kunci[tabel])
            return {
                baris[letak]: {k: repr(v) for k, v in zip(kolom, baris, strict=True)}
                for baris in kursor.fetchall()
            }

    def baca_sidik(self, tabel: str) -> dict[Any, str]:
        with connection.cursor() as kursor:
            kursor.execute(f'SELECT "{self.kunci[tabel]}", md5(t::text) FROM "{tabel}" t')
            return dict(kursor.fetchall())


def kirim(klien: Client, tujuan: str, isi: dict[str, Any], *, ingatan: Ingatan) -> Bekas:
    """Kirim, baca baris yang tertulis, gulung balik. Kunci yang baru dibuat disamarkan supaya dua kiriman dapat dibandingkan."""
    kuki, awal = klien.cookies.copy(), tulisan()
    with transaction.atomic():
        jawaban = klien.post(tujuan, isi)
        badan = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
        kini = tulisan()
        tertulis = {t for t, n in kini.items() if n != awal.get(t, 0)} & ingatan.kunci.keys()
        sesudah = {t: ingatan.berubah(t) for t in tertulis}
        transaction.set_rollback(True)
    klien.cookies = kuki
    hasil = Bekas(
        jawaban.status_code, badan=badan, jejak=kini.get("inti_jejak", 0) - awal.get("inti_jejak", 0)
    )
    belum = tertulis - ingatan.isi.keys()
    for tabel in belum:
        ingatan.ingat(tabel)
    segar = {t: {repr(pk) for pk in baru.keys() - ingatan.isi[t].keys()} for t, (baru, _) in sesudah.items()}
    for tabel in sorted(tertulis):
        lama, (baru, hilang) = ingatan.isi[tabel], sesudah[tabel]
        hilang = lama.keys() - baru.keys() if tabel in belum else hilang
        hasil.baru += [
            (tabel, _samarkan(tabel, satu, segar)) for pk, satu in baru.items() if satu != lama.get(pk)
        ]
        hasil.hilang += [(tabel, _samarkan(tabel, lama[pk], segar)) for pk in hilang]
    hasil.baru.sort()
    hasil.hilang.sort()
    return hasil


def _samarkan(tabel: str, baris: dict[str, str], segar: dict[str, set[Any]]) -> tuple[tuple[str, str], ...]:
    """Kunci yang baru dibuat kiriman itu, dan jam di dalam teks, berbeda tiap kali walau kirimannya sama."""
    rujukan = _rujukan(tabel)
    return tuple(
        (k, "baru" if v in segar.get(rujukan.get(k, ""), ()) else re.sub(r"20\d{12}", "jam", v))
        for k, v in sorted(baris.items())
    )


@cache
def _rujukan(tabel: str) -> dict[str, str]:
    """Kolom kunci utama dan kunci tamu → tabel yang ditunjuknya."""
    model = next(m for m in semua_model() if m._meta.db_table == tabel)
    return {model._meta.pk.column: tabel} | {
        satu.column: satu.related_model._meta.db_table
        for satu in model._meta.fields
        if isinstance(satu, models.ForeignKey)
    }


def goyah(satu: Bekas, dua: Bekas) -> set[tuple[str, str]]:
    """Kolom yang berbeda antara dua kiriman yang sama persis: jam, kode acak, nomor urut."""
    return {
        (tabel, kolom)
        for (tabel, kiri), (_, kanan) in zip(satu.baru, dua.baru, strict=False)
        for (kolom, a), (_, b) in zip(kiri, kanan, strict=False)
        if a != b
    }


def beda(satu: Bekas, dua: Bekas, selain: set[tuple[str, str]]) -> list[str]:
    """Tabel dan kolom yang berbeda di luar kolom yang goyah."""

    def rapi(daftar: list[Baris]) -> Counter[Baris]:
        return Counter(
            (t, tuple((k, v) for k, v in b if (t, k) not in selain)) for t, b in daftar if t not in BUKAN_DATA
        )

    hasil = []
    for kiri, kanan in ((satu.baru, dua.baru), (satu.hilang, dua.hilang)):
        a, b = rapi(kiri), rapi(kanan)
        kurang, lebih = list((a - b).elements()), list((b - a).elements())
        for n, (tabel, isi) in enumerate(lebih):
            asal = dict(kurang[n][1]) if n < len(kurang) and kurang[n][0] == tabel else {}
            ubah = [f"{k}: {asal.get(k)} -> {v}" for k, v in isi if asal.get(k) != v]
            hasil.append(f"{tabel} {ubah[:6]}")
        hasil += [f"{t} tidak tertulis" for t, _ in kurang[len(lebih) :]]
    return hasil


def titipan(formulir: Formulir, asing: dict[type[models.Model], list[Any]]) -> dict[str, str]:
    """Semua nama bidang semua model, dengan nilai yang bukan bawaannya; bidang formulir itu sendiri tidak disentuh."""
    hasil: dict[str, str] = {}
    sendiri = {nama.rsplit("-", 1)[-1] for nama in (*formulir.isi, *formulir.pilihan)}
    for model in semua_model():
        for satu in model._meta.fields:
            for nama in {satu.name, satu.attname}:
                if nama not in sendiri and nama.removesuffix("_id") not in sendiri:
                    hasil.setdefault(nama, _nilai_titipan(satu, asing))
    return hasil


def _nilai_titipan(satu: models.Field, asing: dict[type[models.Model], list[Any]]) -> str:
    if isinstance(satu, models.ForeignKey):
        return str((asing.get(satu.related_model) or [1])[0])
    if satu.choices:
        return str(satu.flatchoices[-1][0])
    if isinstance(satu, models.BooleanField):
        return "on"
    if isinstance(satu, models.IntegerField | models.AutoField):
        return "7"
    if isinstance(satu, models.DecimalField):
        return "111"
    if isinstance(satu, models.DateTimeField):
        return "2020-02-03T04:05"
    return "2020-02-03" if isinstance(satu, models.DateField) else TITIPAN


# Isian yang pernah mematahkan aplikasi: bilangan di luar batas, tanggal mustahil, huruf NUL, tanda arah, templat, kutip.
NAKAL = (
    "", " ", "-1", "0", "7", "2147483648", "9223372036854775808", "9" * 40, "1e309", "1e-400", "NaN", "Infinity", "-0",
    "1,5", "1.000,5", "٣", "²", "½", "31/02/2026", "2026-13-45", "2026-02-30", "0001-01-01", "9999-12-31", "99999-01-01",
    "2026-11-18T99:99", "25:61", "'", "''; DROP TABLE x;--", '"><svg/onload=x>{{7*7}}', "%00", "\x00", "a\x00b", "\r\nX: y",
    "\u202e", "\ufeff", "\U0001f600" * 40, "a" * 10_000, "{{7*7}}", "${7*7}", "../../etc/passwd", "[]", "{}", "null", "true",
    "True", "None", "on", "semua", "-", "--", "%", "_", "\\", "(", "*", "1 OR 1=1", "simpan", "terima", "2026-W99", "1|2|3",
)  # fmt: skip
isian = st.one_of(st.sampled_from(NAKAL), st.text(max_size=60), st.integers(-(10**20), 10**20).map(str))
BACA_TANYA = re.compile(r"""GET(?:\.get|\.getlist)?[(\[]["'](\w+)["']""")


def nama_tanya() -> list[str]:
    """Semua nama parameter tanya yang dibaca kode, ditambah nama bidang formulir saringan."""
    hasil = {"q", "urut", "halaman", "page", "next", "periode", "unit", "status", "format", "id", "pegawai"}
    for aplikasi in (
        "asn_kinerja",
        "inti",
        "kepegawaian",
        "indikator",
        "umpan_balik",
        "penilaian",
        "pelatihan",
    ):
        for berkas in (Path(settings.BASE_DIR) / aplikasi).rglob("*.py"):
            naskah = berkas.read_text(encoding="utf-8")
            hasil |= set(BACA_TANYA.findall(naskah))
            if "forms" in berkas.parts or berkas.name == "forms.py":
                hasil |= set(re.findall(r"^    (\w+) = (?:forms\.)?\w*Field\(", naskah, re.MULTILINE))
    return sorted(hasil)


class Pencatat:
    """Galat yang sampai ke pintu terakhir, beserta tempatnya."""

    def __init__(self) -> None:
        self.galat: Counter[str] = Counter()

    def __enter__(self) -> "Pencatat":
        got_request_exception.connect(self._catat)
        return self

    def __exit__(self, *_: object) -> None:
        got_request_exception.disconnect(self._catat)

    def _catat(self, **kata: Any) -> None:
        jenis, galat, jejak = sys.exc_info()
        milik = [b for b in traceback.extract_tb(jejak) if "/site-packages/" not in b.filename]
        tempat = f"{Path(milik[-1].filename).name}:{milik[-1].lineno} {milik[-1].name}" if milik else "?"
        asal = kata.get("request")
        if tujuan := os.environ.get("CATATAN_SERANGAN"):
            with open(tujuan, "a", encoding="utf-8") as berkas:
                berkas.write(
                    f"galat {jenis.__name__ if jenis else ''} {tempat} {str(galat)[:200]!r} {getattr(asal, 'path', '')}\n"
                )
        self.galat[
            f"{getattr(jenis, '__name__', jenis)} {tempat}: {str(galat)[:120]!r} di {getattr(asal, 'path', '')}"
        ] += 1


def kelompok(galat: Counter[str]) -> Iterator[str]:
    """Satu baris tiap tempat galat."""
    menurut: Counter[str] = Counter()
    for satu, n in galat.items():
        menurut[satu.split(" di ")[0]] += n
    yield from (f"{n}× {satu}" for satu, n in menurut.most_common())
