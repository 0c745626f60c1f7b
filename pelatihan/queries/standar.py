"""Standar kompetensi sebuah jabatan pada suatu hari."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.db.models import F, Q, QuerySet

from kepegawaian.models import Jabatan
from pelatihan.models import StandarKompetensi
from pelatihan.queries.pemetaan import DATA
from pelatihan.rules.kompetensi import RESMI


@dataclass(frozen=True, slots=True)
class Standar:
    """Tingkat yang diminta dan pentingnya (1–3). `umum`: dari jenis jabatannya, bukan jabatannya sendiri."""

    tingkat: int
    bobot: int = 1
    umum: bool = False


Milik = dict[str, Standar]


class BukuStandar:
    """Standar semua jabatan satu instansi pada satu hari; satu kueri, lalu dibaca dari ingatan.

    Yang khusus jabatan mengalahkan yang umum bagi jenis dan jenjang, yang mengalahkan yang umum bagi jenis saja.
    Instansi yang belum menulis standar umum satu pun memakai bawaan data/standar_umum.csv.
    """

    def __init__(self, instansi_id: int, *, pada: date) -> None:
        self._jabatan: dict[int, Milik] = defaultdict(dict)
        self._umum: dict[tuple[str, str], Milik] = defaultdict(dict)
        self._ingat: dict[int, Milik] = {}
        for s in standar_berlaku(instansi_id, pada=pada):
            isi = Standar(s.tingkat, s.bobot, umum=s.jabatan_id is None)
            if s.jabatan_id is not None:
                self._jabatan[s.jabatan_id][s.kompetensi] = isi
            else:
                self._umum[s.jenis, s.jenjang][s.kompetensi] = isi
        self.bawaan = not self._umum
        if self.bawaan:
            self._umum = standar_bawaan()

    def milik(self, jabatan: Jabatan) -> Milik:
        """Kode kompetensi → standar bagi jabatan itu; kosong bila tidak ada yang ditulis baginya."""
        if jabatan.pk not in self._ingat:
            self._ingat[jabatan.pk] = (
                self._umum.get((jabatan.jenis, ""), {})
                | self._umum.get((jabatan.jenis, jabatan.jenjang), {})
                | self._jabatan.get(jabatan.pk, {})
            )
        return self._ingat[jabatan.pk]


def standar_berlaku(instansi_id: int, *, pada: date) -> QuerySet[StandarKompetensi]:
    """Baris standar yang berlaku hari itu."""
    return StandarKompetensi.objects.filter(
        Q(sampai__isnull=True) | Q(sampai__gte=pada), instansi=instansi_id, sejak__lte=pada
    )


@cache
def standar_bawaan() -> dict[tuple[str, str], Milik]:
    """Standar umum yang ikut dengan produk, menurut (jenis, jenjang)."""
    with (DATA / "standar_umum.csv").open(encoding="utf-8", newline="") as berkas:
        return {
            (b["jenis"], b["jenjang"]): {k.kode: Standar(int(b["tingkat"]), umum=True) for k in RESMI}
            for b in csv.DictReader(berkas)
        }


def standar_tampil(instansi_id: int, *, pada: date, cari: str = "") -> QuerySet[StandarKompetensi]:
    """Yang berlaku hari itu, yang umum lebih dulu lalu menurut jabatan; `cari` di nama jabatan atau jenisnya."""
    semua = standar_berlaku(instansi_id, pada=pada).select_related("jabatan")
    for kata in cari.split()[:10]:
        semua = semua.filter(
            Q(jabatan__nama__icontains=kata) | Q(jenis__icontains=kata) | Q(jenjang__icontains=kata)
        )
    return semua.order_by(F("jabatan__nama").asc(nulls_first=True), "jenis", "jenjang", "kompetensi", "pk")
