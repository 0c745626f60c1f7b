"""Hitungan terbuka: berapa suara diterima, dihitung, ditahan, dan tidak dihitung, serta siapa yang menjawab.

Hanya bulan yang sudah lewat, dan hitungan satu sampai empat tidak disebut tepat: hitungan yang bergerak tiap suara,
atau yang sekecil itu, memperlihatkan suara seseorang.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Coalesce

from kepegawaian.models import Instansi, UnitKerja
from umpan_balik.models import ProfilWarga, Survei
from umpan_balik.rules.profil import PROFIL, TERKECIL_TAMPIL, BarisProfil, tabel


@dataclass(frozen=True, slots=True)
class Hitungan:
    """Suara satu perangkat daerah; `diterima` jumlah keempat yang lain."""

    nama: str
    diterima: int
    langsung: int
    diperiksa: int
    ditahan: int
    ditolak: int

    @property
    def sel(self) -> list[tuple[str, str]]:
        """Judul kolom dan isinya; yang terlalu kecil disamarkan."""
        angka = (self.diterima, self.langsung, self.diperiksa, self.ditahan, self.ditolak)
        return list(zip(KOLOM, map(samar, angka), strict=True))


@dataclass(frozen=True, slots=True)
class HitunganInstansi:
    """Seluruh instansi, tiap perangkat daerah, tiap sebab, dan profil penjawab."""

    mulai: date
    selesai: date
    seluruhnya: Hitungan
    dinas: list[Hitungan]
    sebab: list[tuple[str, str]] = field(default_factory=list)
    profil: list[tuple[str, list[BarisProfil]]] = field(default_factory=list)


KOLOM = ("Diterima", "Dihitung langsung", "Dihitung sesudah diperiksa", "Masih ditahan", "Tidak dihitung")
_DIHITUNG = Q(status=Survei.Status.DIHITUNG)
_JUMLAH = {
    "diterima": Count("pk"),
    "langsung": Count("pk", filter=_DIHITUNG & Q(alasan_ditahan="")),
    "diperiksa": Count("pk", filter=_DIHITUNG & ~Q(alasan_ditahan="")),
    "ditahan": Count("pk", filter=Q(status=Survei.Status.DITAHAN)),
    "ditolak": Count("pk", filter=Q(status=Survei.Status.DITOLAK)),
}


def samar(n: int) -> str:
    """Angka seperti tampil: satu sampai empat menjadi "1–4"."""
    return f"1–{TERKECIL_TAMPIL - 1}" if 0 < n < TERKECIL_TAMPIL else f"{n:,}".replace(",", ".")


def hitungan(instansi: Instansi, *, hari_ini: date) -> HitunganInstansi:
    """Dua belas bulan terakhir yang sudah lewat. Lima kueri, berapa pun banyaknya dinas."""
    selesai = hari_ini.replace(day=1) - timedelta(days=1)
    mulai = date(selesai.year - 1, selesai.month, 1)
    mulai = (mulai + timedelta(days=31)).replace(day=1)
    suara = Survei.objects.filter(instansi=instansi, tanggal__range=(mulai, selesai))
    kolom_dinas = suara.values(dinas=Coalesce("unit__dinas_id", "unit_id")).annotate(**_JUMLAH)
    per_dinas: list[Any] = list(kolom_dinas)
    nama = UnitKerja.objects.in_bulk([b["dinas"] for b in per_dinas])
    baris = [
        Hitungan(nama=nama[b["dinas"]].nama, **{kolom: b[kolom] for kolom in _JUMLAH}) for b in per_dinas
    ]
    sebab = suara.exclude(alasan_ditahan="").values_list("alasan_ditahan").annotate(n=Count("pk"))
    return HitunganInstansi(
        mulai=mulai,
        selesai=selesai,
        seluruhnya=Hitungan(nama=instansi.nama, **suara.aggregate(**_JUMLAH)),
        dinas=sorted(baris, key=lambda satu: satu.nama),
        sebab=[(teks, samar(n)) for teks, n in sebab.order_by("-n", "alasan_ditahan")],
        profil=_profil(instansi, mulai, selesai),
    )


def _profil(instansi: Instansi, mulai: date, selesai: date) -> list[tuple[str, list[BarisProfil]]]:
    """Satu tabel tiap pertanyaan; dua pertanyaan tidak pernah disilangkan, dan tidak dipecah menurut dinas."""
    banyak: dict[str, dict[str, int]] = {}
    isi = ProfilWarga.objects.filter(instansi=instansi, bulan__range=(mulai, selesai))
    for jenis, pilihan, n in isi.values_list("jenis", "pilihan").annotate(n=Count("pk")).order_by("jenis"):
        banyak.setdefault(jenis, {})[pilihan] = n
    return [(p.bunyi, tabel(p.kode, banyak[p.kode])) for p in PROFIL if p.kode in banyak]
