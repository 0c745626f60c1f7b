"""Kalender tenggat sebuah tahun: semua periode yang sudah dibuka, menurut bulan."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from indikator.models import Periode
from indikator.queries.periode.berjalan import periode_dibaca, tahap
from inti.rules.format import BULAN
from kepegawaian.models import Pegawai


@dataclass(frozen=True, slots=True)
class Acara:
    """Satu tenggat. `kunci` tetap sama walaupun tenggatnya digeser, supaya kalender orang tidak menggandakannya."""

    kunci: str
    judul: str
    periode: Periode
    saat: datetime
    keadaan: str


@dataclass(frozen=True, slots=True)
class Bulan:
    """Tenggat dalam satu bulan kalender, menurut waktu di zona instansi."""

    nama: str
    acara: list[Acara]


def acara_tahun(pegawai: Pegawai, *, tahun: int, sekarang: datetime, kelola: bool) -> list[Acara]:
    """Semua tenggat periode tahun itu, urut waktu; yang terdekat di depan ditandai `kini`. Satu kueri.

    Tenggat SKP dan masa mulai disebut sekali, pada tahunnya.
    """
    semua: list[Acara] = []
    for periode in (
        periode_dibaca(pegawai, kelola=kelola).filter(mulai__year=tahun).order_by("mulai", "jenis")
    ):
        bagian = periode.induk_id is not None
        for satu in tahap(periode, sekarang=sekarang):
            if bagian and satu.judul == "Tenggat mengajukan SKP":
                continue
            kunci = f"periode-{periode.pk}-{satu.judul.lower().replace(' ', '-').replace(',', '')}"
            semua.append(Acara(kunci, satu.judul, periode, satu.saat, satu.keadaan))
    semua.sort(key=lambda a: (a.saat, a.kunci))
    depan = next((a.saat for a in semua if a.saat > sekarang), None)
    return [
        Acara(
            a.kunci,
            a.judul,
            a.periode,
            a.saat,
            "lewat" if a.saat <= sekarang else "kini" if a.saat == depan else "",
        )
        for a in semua
    ]


def per_bulan(acara: list[Acara], pegawai: Pegawai) -> list[Bulan]:
    """Kelompokkan menurut bulan di zona instansi. Tanpa kueri."""
    zona = pegawai.instansi.zona_waktu
    bulan: dict[tuple[int, int], list[Acara]] = defaultdict(list)
    for satu in acara:
        setempat = satu.saat.astimezone(zona)
        bulan[setempat.year, setempat.month].append(satu)
    return [Bulan(f"{BULAN[b - 1]} {t}", isi) for (t, b), isi in sorted(bulan.items())]


def tahun_tersedia(pegawai: Pegawai, *, kelola: bool) -> list[int]:
    """Tahun kalender yang punya periode, terbaru di depan. Satu kueri."""
    baris = periode_dibaca(pegawai, kelola=kelola).filter(induk__isnull=True)
    return sorted({p.mulai.year for p in baris}, reverse=True)
