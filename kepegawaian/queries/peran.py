"""Siapa boleh apa: matriks peran × izin, pemegangnya, dan riwayat pemberiannya."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet

from inti.models import Jejak
from inti.rules.format import tanggal
from kepegawaian.models import Pegawai, Peran, UnitKerja
from kepegawaian.permissions import IZIN_PERAN, KETERANGAN_IZIN, PERAN_PENGELOLA, Akses, Izin
from kepegawaian.queries.akses import arti_peran
from kepegawaian.queries.orang import berlaku

AKSI = {"peran.diberikan": "Diberikan", "peran.dicabut": "Dicabut"}


@dataclass(frozen=True, slots=True)
class BarisPeran:
    """Satu peran: artinya, dan semua yang dibolehkannya."""

    kode: str
    nama: str
    arti: str
    boleh: list[str]


@dataclass(frozen=True, slots=True)
class BarisRiwayat:
    """Satu pemberian atau pencabutan, siap dibaca."""

    waktu: Any
    kata: str
    peran: str
    siapa: str
    di: str
    masa: str
    oleh: str
    alasan: str


def matriks() -> list[BarisPeran]:
    """Semua peran yang dikenal versi ini. Tanpa kueri."""
    return [
        BarisPeran(
            kode=jenis.value,
            nama=str(jenis.label),
            arti=arti_peran(jenis.value),
            boleh=[KETERANGAN_IZIN[izin] for izin in Izin if izin in IZIN_PERAN.get(jenis, frozenset())],
        )
        for jenis in Peran.Jenis
    ]


def tabel_izin() -> list[dict[str, Any]]:
    """Tiap izin dengan ya atau tidak bagi setiap peran, urut seperti `matriks`. Tanpa kueri."""
    return [
        {
            "izin": KETERANGAN_IZIN[izin],
            "sel": [
                {"peran": str(j.label), "boleh": izin in IZIN_PERAN.get(j, frozenset())} for j in Peran.Jenis
            ],
        }
        for izin in Izin
    ]


def peran_untuk(akses: Akses) -> QuerySet[Peran]:
    """Peran yang boleh dilihat pengelola: seinstansi, atau yang unitnya di wilayahnya."""
    semua = Peran.objects.filter(pegawai__instansi_id=akses.instansi_id).select_related(
        "pegawai__instansi", "unit"
    )
    unit = lingkup_baca(akses)
    return semua if unit is None else semua.filter(unit_id__in=unit)


def pemegang(
    akses: Akses, *, pada: date, lampau: bool = False, jenis: str = "", cari: str = ""
) -> QuerySet[Peran]:
    """Peran yang berlaku atau akan berlaku (atau yang sudah berakhir), urut peran lalu nama."""
    lewat = Q(sampai__isnull=False) & Q(sampai__lt=pada)
    semua = peran_untuk(akses).filter(lewat if lampau else ~lewat)
    if jenis:
        semua = semua.filter(jenis=jenis)
    if cari:
        semua = semua.filter(Q(pegawai__nama__icontains=cari) | Q(unit__nama__icontains=cari))
    return semua.order_by("jenis", "pegawai__nama", F("sampai").asc(nulls_first=True), "pk")


def riwayat_peran(akses: Akses) -> QuerySet[Jejak]:
    """Pemberian dan pencabutan, terbaru di atas; pengelola wilayah hanya melihat unitnya."""
    semua = Jejak.objects.filter(instansi_id=akses.instansi_id, aksi__in=AKSI)
    unit = lingkup_baca(akses)
    return (semua if unit is None else semua.filter(isi__unit__in=list(unit))).order_by("-pk")


def baca_riwayat(jejak: Iterable[Jejak]) -> list[BarisRiwayat]:
    """Jejak menjadi kalimat. Dua kueri, berapa pun barisnya."""
    daftar = list(jejak)
    orang = Pegawai.objects.in_bulk({j.isi.get("pegawai") for j in daftar} - {None})
    unit = UnitKerja.objects.in_bulk({j.isi.get("unit") for j in daftar} - {None})
    sebut = dict(Peran.Jenis.choices)
    hasil = []
    for j in daftar:
        siapa, di = orang.get(j.isi.get("pegawai")), unit.get(j.isi.get("unit"))
        hasil.append(
            BarisRiwayat(
                waktu=j.waktu,
                kata=AKSI[j.aksi],
                peran=str(sebut.get(j.isi.get("jenis"), j.isi.get("jenis", ""))),
                siapa=siapa.nama_lengkap if siapa else "",
                di=di.nama if di else "Seluruh pemerintah daerah",
                masa=_masa(j.isi),
                oleh=j.pelaku_nama,
                alasan=j.alasan or j.isi.get("dasar", ""),
            )
        )
    return hasil


def peran_pegawai(pegawai: Pegawai, *, pada: date) -> QuerySet[Peran]:
    """Peran seseorang yang berlaku hari itu."""
    return Peran.objects.filter(berlaku(pada), pegawai=pegawai).select_related("unit").order_by("jenis", "pk")


def _masa(isi: dict[str, Any]) -> str:
    sejak, sampai = isi.get("sejak"), isi.get("sampai")
    awal = tanggal(date.fromisoformat(sejak)) if sejak else "–"
    return f"{awal} sampai {tanggal(date.fromisoformat(sampai))}" if sampai else f"Sejak {awal}, tanpa batas"


def boleh_ubah(akses: Akses, pegawai: Pegawai, *, pada: date) -> bool:
    """Data pemegang peran pengelola hanya diubah admin seluruh instansi; tombolnya mengikuti itu."""
    if akses.unit(Izin.KELOLA_PEGAWAI) is None:
        return True
    return not peran_pegawai(pegawai, pada=pada).filter(jenis__in=PERAN_PENGELOLA).exists()


def jenis_dapat_diberi(akses: Akses) -> list[str]:
    """Peran yang boleh diberikan pemegang akses: admin dinas hanya petugas layanan."""
    seluruh = akses.unit(Izin.KELOLA_PEGAWAI) is None
    return [j.value for j in Peran.Jenis if seluruh or j == Peran.Jenis.PETUGAS_LAYANAN]


def lingkup_baca(akses: Akses) -> frozenset[int] | None:
    """Unit yang perannya boleh dilihat: seluruhnya bagi pembaca jejak, selain itu wilayah yang dikelola."""
    return akses.unit(Izin.BACA_JEJAK if akses.boleh(Izin.BACA_JEJAK) else Izin.KELOLA_PEGAWAI)
