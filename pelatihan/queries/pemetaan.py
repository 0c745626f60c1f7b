"""Aturan belajar yang berlaku: tabel pemetaan dan JP PPPK. Tanpa versi daerah, bawaannya data/pemetaan.csv."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from django.db.models import QuerySet

from indikator.models import Aspek
from kepegawaian.models import Pegawai
from pelatihan.models import AturanBelajar, KompetensiTeknis
from pelatihan.rules.hak import HAK_JP
from pelatihan.rules.kompetensi import AWALAN, RESMI, JenisKompetensi, Kompetensi
from pelatihan.rules.pemetaan import Hubungan, Peta
from umpan_balik.rules.berakhlak import NILAI
from umpan_balik.rules.unsur import UNSUR

DATA: Final = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class AturanBerlaku:
    """Aturan pada suatu hari; `versi` kosong berarti bawaan."""

    peta: Peta
    jp_pppk: int
    versi: int | None = None
    sejak: date | None = None

    def hak_jp(self, status: str) -> int:
        """JP setahun: PNS menurut PP 11/2017, PPPK menurut kebijakan daerah."""
        return self.jp_pppk if status == "PPPK" else HAK_JP[status]


@cache
def peta_bawaan() -> Peta:
    """Tabel pemetaan yang ikut dengan produk."""
    with (DATA / "pemetaan.csv").open(encoding="utf-8", newline="") as berkas:
        return Peta(
            tuple(Hubungan(b["sumber"], b["sasaran"], int(b["kekuatan"])) for b in csv.DictReader(berkas))
        )


def aturan_berlaku(instansi_id: int, *, pada: date) -> AturanBerlaku:
    """Versi terbaru yang sudah mulai; tanpa versi, bawaan. Satu kueri."""
    satu = versi_aturan(instansi_id).filter(sejak__lte=pada).first()
    if satu is None:
        return AturanBerlaku(peta_bawaan(), HAK_JP["PPPK"])
    return AturanBerlaku(Peta(_baca(satu.pemetaan)), satu.jp_pppk, satu.versi, satu.sejak)


def hak_jp(pegawai: Pegawai, *, pada: date) -> int:
    """JP setahun bagi orang itu pada hari itu. Satu kueri bagi PPPK, tanpa kueri bagi PNS."""
    if pegawai.status != Pegawai.Status.PPPK:
        return HAK_JP[pegawai.status]
    return aturan_berlaku(pegawai.instansi_id, pada=pada).hak_jp(pegawai.status)


def versi_aturan(instansi_id: int) -> QuerySet[AturanBelajar]:
    """Semua versi, terbaru lebih dulu."""
    return (
        AturanBelajar.objects.filter(instansi=instansi_id)
        .select_related("ditetapkan_oleh")
        .order_by("-versi")
    )


def _baca(isi: Iterable[list[str | int]]) -> tuple[Hubungan, ...]:
    return tuple(Hubungan(str(a), str(b), int(c)) for a, b, c in isi)


def kompetensi_instansi(instansi_id: int) -> dict[str, Kompetensi]:
    """Sembilan yang resmi lalu yang teknis, menurut kodenya. Satu kueri."""
    teknis = KompetensiTeknis.objects.filter(instansi=instansi_id).order_by("nama")
    return {k.kode: k for k in RESMI} | {
        t.kode: Kompetensi(t.kode, t.nama, JenisKompetensi.TEKNIS) for t in teknis
    }


def sebutan_sumber() -> dict[str, str]:
    """Yang dapat berbicara tentang kompetensi, dengan sebutannya di layar."""
    return (
        {f"nilai:{n.kode}": f"Panduan {n.nama}" for n in NILAI}
        | {f"unsur:{u.kode}": f"Unsur {u.kode.value}" for u in UNSUR}
        | {f"aspek:{kode}": f"Aspek {label.lower()}" for kode, label in _aspek()}
    )


def sebutan_sasaran(kompetensi: dict[str, Kompetensi]) -> dict[str, str]:
    """Yang dapat dibicarakan: kompetensi, dan tanda pelatihan yang melatihnya."""
    return (
        {AWALAN + k.kode: k.nama for k in kompetensi.values()}
        | {f"nilai:{n.kode}": f"Pelatihan {n.nama}" for n in NILAI}
        | {f"aspek:{kode}": f"Pelatihan {label.lower()}" for kode, label in _aspek()}
    )


def _aspek() -> list[tuple[str, str]]:
    return [(str(kode), str(label)) for kode, label in Aspek.choices]
