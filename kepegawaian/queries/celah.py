"""Pegawai tanpa penilai: siapa, mengapa, dan unit mana yang harus dibereskan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import F, FilteredRelation

from inti.rules.format import tanggal
from kepegawaian.models import LetakUnit, Pegawai, Penempatan, UnitKerja
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.penilai import penilai_pada

DALAM_MAKS = 12
SEBUT_MAKS = 3


class JenisCelah(StrEnum):
    """Sebab seseorang tidak punya penilai."""

    PUNCAK = "puncak"
    KEPALA_KOSONG = "kepala_kosong"
    UNIT_BERAKHIR = "unit_berakhir"
    BELUM_DITEMPATKAN = "belum_ditempatkan"


@dataclass(frozen=True, slots=True)
class Celah:
    """Satu orang tanpa penilai. `unit_id` unit yang dibereskan (diberi kepala atau Plt.); kosong bila bukan soal unit."""

    pegawai_id: int
    nama: str
    nip: str
    jabatan: str
    unit: str
    jenis: JenisCelah
    alasan: str
    unit_id: int | None


def celah_penilai(akses: Akses, pada: date) -> list[Celah]:
    """Semua pegawai aktif di wilayah pengelola yang hari itu tanpa penilai, urut sebab lalu nama. Paling banyak enam kueri.

    Puncak organisasi ikut, sebab ia dinilai kepala daerah di luar aplikasi. Yang belum ditempatkan hanya tampil bagi
    pengelola seluruh instansi, atau bagi pengelola unit terakhirnya.
    """
    wilayah = akses.unit(Izin.KELOLA_PEGAWAI)
    jawaban = penilai_pada(pada=pada, instansi_id=akses.instansi_id)
    kosong = [pk for pk, p in jawaban.items() if p.penilai_id is None]
    hasil = _ditempatkan(kosong, akses.instansi_id, pada, wilayah)
    hasil += _belum_ditempatkan(akses.instansi_id, pada, wilayah)
    urut = list(JenisCelah)
    return sorted(hasil, key=lambda c: (urut.index(c.jenis), c.unit, c.nama, c.pegawai_id))


def _ditempatkan(
    kosong: list[int], instansi_id: int, pada: date, wilayah: frozenset[int] | None
) -> list[Celah]:
    if not kosong:
        return []
    sumber = Penempatan.objects.filter(
        berlaku(pada), pegawai_id__in=kosong, jenis=Penempatan.Jenis.DEFINITIF, pegawai__is_active=True
    )
    if wilayah is not None:
        sumber = sumber.filter(unit_id__in=wilayah)
    baris = list(
        sumber.select_related("pegawai", "jabatan", "unit")
        .annotate(letak=FilteredRelation("unit__letak", condition=berlaku(pada, "unit__letak__")))
        .annotate(nama_unit=F("letak__nama"))
    )
    letak = _letak(instansi_id, pada)
    tidak_aktif = _kepala_tidak_aktif(instansi_id, pada)
    dipimpin = set(
        Penempatan.objects.filter(berlaku(pada), pegawai_id__in=kosong, kepala=True).values_list(
            "pegawai_id", "unit_id"
        )
    )
    return [_celah(p, p.nama_unit, letak, tidak_aktif, dipimpin) for p in baris]


def _letak(instansi_id: int, pada: date) -> dict[int, tuple[int | None, str]]:
    """Induk dan nama tiap unit pada hari itu. Satu kueri."""
    baris = LetakUnit.objects.filter(berlaku(pada), unit__instansi_id=instansi_id)
    return {unit: (induk, nama) for unit, induk, nama in baris.values_list("unit_id", "induk_id", "nama")}


def _kepala_tidak_aktif(instansi_id: int, pada: date) -> dict[int, str]:
    """Nama kepala yang akunnya sudah tidak aktif, menurut unitnya. Satu kueri."""
    baris = Penempatan.objects.filter(
        berlaku(pada), unit__instansi_id=instansi_id, kepala=True, pegawai__is_active=False
    )
    return dict(baris.values_list("unit_id", "pegawai__nama"))


def _celah(
    p: Penempatan,
    nama_unit: str | None,
    letak: Mapping[int, tuple[int | None, str]],
    tidak_aktif: Mapping[int, str],
    dipimpin: set[tuple[int, int]],
) -> Celah:
    def buat(jenis: JenisCelah, alasan: str, unit_id: int | None) -> Celah:
        return Celah(
            p.pegawai_id,
            p.pegawai.nama_lengkap,
            p.pegawai.nip,
            p.jabatan.nama,
            nama_unit or p.unit.nama,
            jenis,
            alasan,
            unit_id,
        )

    if p.unit_id not in letak:
        akhir = p.unit.sampai
        kapan = f" berakhir {tanggal(akhir)}" if akhir else " belum berlaku"
        return buat(
            JenisCelah.UNIT_BERAKHIR, f"{p.unit.nama}{kapan}. Tempatkan pegawai ini di unit penerusnya.", None
        )
    atas = [u for u in _di_atas(p, letak) if (p.pegawai_id, u) not in dipimpin]
    if not atas:
        return buat(JenisCelah.PUNCAK, "Jabatan tertinggi: dinilai kepala daerah, di luar aplikasi.", None)
    dekat = atas[0]
    sebut = ", ".join(letak[u][1] for u in atas[:SEBUT_MAKS])
    lebih = f" dan {len(atas) - SEBUT_MAKS} unit di atasnya" if len(atas) > SEBUT_MAKS else ""
    if dekat in tidak_aktif:
        alasan = f"Kepala {letak[dekat][1]}, {tidak_aktif[dekat]}, tidak aktif lagi dan tidak ada Plt."
    else:
        alasan = f"Kepala {sebut}{lebih} kosong dan tidak ada Plt."
    return buat(JenisCelah.KEPALA_KOSONG, alasan, dekat)


def _di_atas(p: Penempatan, letak: Mapping[int, tuple[int | None, str]]) -> list[int]:
    """Unit-unit yang kepalanya menilai orang ini, dari yang terdekat; kosong bagi kepala puncak organisasi."""
    hasil: list[int] = []
    kini = letak[p.unit_id][0] if p.kepala else p.unit_id
    while kini is not None and kini in letak and len(hasil) < DALAM_MAKS:
        hasil.append(kini)
        kini = letak[kini][0]
    return hasil


def _belum_ditempatkan(instansi_id: int, pada: date, wilayah: frozenset[int] | None) -> list[Celah]:
    """Pegawai aktif tanpa penempatan definitif hari itu. Dua kueri."""
    definitif = Penempatan.objects.filter(jenis=Penempatan.Jenis.DEFINITIF)
    orang = list(
        Pegawai.objects.filter(instansi_id=instansi_id, is_active=True)
        .exclude(pk__in=definitif.filter(berlaku(pada)).values("pegawai_id"))
        .defer("password")
    )
    terakhir = {
        p.pegawai_id: p
        for p in definitif.filter(pegawai__in=orang, sejak__lte=pada)
        .select_related("unit", "unit__penerus", "jabatan")
        .order_by("sejak")
    }
    return [
        _celah_lepas(satu, terakhir.get(satu.pk))
        for satu in orang
        if wilayah is None or (satu.pk in terakhir and terakhir[satu.pk].unit_id in wilayah)
    ]


def _celah_lepas(orang: Pegawai, terakhir: Penempatan | None) -> Celah:
    alasan = "Belum pernah ditempatkan."
    unit: UnitKerja | None = None
    if terakhir is not None:
        unit = terakhir.unit.penerus or terakhir.unit
        akhir = f" {tanggal(terakhir.sampai)}" if terakhir.sampai else ""
        alasan = f"Penempatan di {terakhir.unit.nama} berakhir{akhir} dan belum ada penggantinya."
    return Celah(
        orang.pk,
        orang.nama_lengkap,
        orang.nip,
        terakhir.jabatan.nama if terakhir else "",
        terakhir.unit.nama if terakhir else "",
        JenisCelah.BELUM_DITEMPATKAN,
        alasan,
        unit.pk if unit else None,
    )
