"""Siapa dinilai siapa sebelum dan sesudah sebuah perubahan, untuk halaman periksa."""

from dataclasses import dataclass
from datetime import date

from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.orang import KartuOrang, alasan_penilai, kartu_orang
from kepegawaian.queries.pegawai import Potongan
from kepegawaian.queries.penilai import Penilai, bawahan_pada, penilai_pada

TERBANYAK = 50


@dataclass(frozen=True, slots=True)
class Potret:
    """Penilai seseorang dan semua yang dinilainya, pada satu hari; penempatannya sampai kapan pun."""

    pada: date
    penilai: dict[int, Penilai]
    bawahan: frozenset[int]
    penempatan: list[Penempatan]


@dataclass(frozen=True, slots=True)
class Tersentuh:
    """Satu orang yang penilainya berganti; yang kosong berarti belum ada penilai."""

    orang: KartuOrang
    lama: KartuOrang | None
    baru: KartuOrang | None
    alasan: str


@dataclass(frozen=True, slots=True)
class Dampak:
    """Yang tampil di halaman periksa: dua strip, penilai orangnya, dan yang dinilainya."""

    pada: date
    tersentuh: list[Tersentuh]
    banyak: int
    tanpa_penilai: int
    sebelum: list[Potongan]
    sesudah: list[Potongan]

    @property
    def sisa(self) -> int:
        return self.banyak - len(self.tersentuh)


def potret(pegawai: Pegawai, *, pada: date, juga: frozenset[int] = frozenset()) -> Potret:
    """Keadaan di sekitar seseorang pada hari itu. Tiga kueri.

    Perubahan penempatan, penilai khusus, atau keaktifan seseorang hanya mengubah penilai dirinya dan penilai orang
    yang ia nilai sebelum atau sesudahnya; `juga` melengkapi potret kedua dengan orang dari potret pertama.
    """
    bawahan = frozenset(bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id))
    return Potret(
        pada,
        penilai_pada(pada=pada, pegawai_ids=[pegawai.pk, *sorted(bawahan | juga)]),
        bawahan,
        list(
            Penempatan.objects.filter(pegawai=pegawai)
            .select_related("unit", "jabatan")
            .order_by("sejak", "pk")
        ),
    )


def bandingkan(sebelum: Potret, sesudah: Potret) -> Dampak:
    """Yang penilainya berganti, paling banyak 50 disebut namanya. Dua kueri."""
    orang = sorted(sebelum.bawahan | sesudah.bawahan | set(sesudah.penilai) | set(sebelum.penilai))
    kini = sebelum.penilai
    # Orang yang baru dinilai sesudahnya belum ada di potret pertama; penilai lamanya dibaca sekarang.
    kurang = [pk for pk in orang if pk not in kini]
    kini = kini | (penilai_pada(pada=sebelum.pada, pegawai_ids=kurang) if kurang else {})
    # Yang tidak ditempatkan lagi pada hari itu tidak memerlukan penilai.
    berganti = [
        pk for pk in orang if pk in sesudah.penilai and _siapa(kini, pk) != _siapa(sesudah.penilai, pk)
    ]
    tampil = berganti[:TERBANYAK]
    penilai = {_siapa(p, pk) for p in (kini, sesudah.penilai) for pk in tampil} - {None}
    kartu = kartu_orang([*tampil, *(p for p in penilai if p is not None)], sesudah.pada)
    return Dampak(
        pada=sesudah.pada,
        tersentuh=[
            Tersentuh(
                orang=kartu[pk],
                lama=kartu.get(_siapa(kini, pk) or 0),
                baru=kartu.get(_siapa(sesudah.penilai, pk) or 0),
                alasan=alasan_penilai(sesudah.penilai[pk], untuk="pegawai ini"),
            )
            for pk in tampil
        ],
        banyak=len(berganti),
        tanpa_penilai=sum(1 for pk in berganti if _siapa(sesudah.penilai, pk) is None),
        sebelum=strip_semua(sebelum.penempatan, sampai=sesudah.pada),
        sesudah=strip_semua(sesudah.penempatan, sampai=sesudah.pada),
    )


def strip_semua(baris: list[Penempatan], *, sampai: date) -> list[Potongan]:
    """Semua penempatan termasuk Plt. dan yang akan datang, urut waktu; yang tanpa akhir ditulis sampai hari itu."""
    return [
        Potongan(
            p.sejak,
            p.sampai or max(p.sejak, sampai),
            ("" if p.jenis == Penempatan.Jenis.DEFINITIF else f"{p.get_jenis_display()} ")
            + f"{p.jabatan.nama}, {p.unit.nama}"
            + ("" if p.sampai else " (masih)"),
        )
        for p in baris
    ]


def _siapa(peta: dict[int, Penilai], pk: int) -> int | None:
    jawaban = peta.get(pk)
    return jawaban.penilai_id if jawaban else None
