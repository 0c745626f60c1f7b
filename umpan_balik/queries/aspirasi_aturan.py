"""Aturan yang berlaku bagi saran warga pada satu hari: jam menjawab, hari libur, dan penyebutan nama."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.orang import berlaku
from umpan_balik.models import HariLibur, IzinNama, JagaTitik, KebijakanAspirasi, Survei
from umpan_balik.rules.hari_kerja import TERLAMA, Batas, Jam, batas

# Enam puluh hari kerja tidak pernah lebih panjang daripada ini, juga dengan libur panjang.
JANGKAUAN = timedelta(days=TERLAMA * 3)


@dataclass(frozen=True, slots=True)
class Aturan:
    """Jam dan penyebutan nama yang berlaku; `sejak` kosong berarti bawaan SP4N-LAPOR!."""

    jam: Jam
    puji_bernama: bool
    dasar: str
    sejak: date | None


BAWAAN = Aturan(Jam(), True, "Kebiasaan SP4N-LAPOR!: 3, 5, dan 10 hari kerja.", None)


def aturan_pada(instansi_id: int, hari: date) -> Aturan:
    """Kebijakan terakhir yang sudah berlaku hari itu; tanpa kebijakan dipakai bawaan. Satu kueri."""
    baris = KebijakanAspirasi.objects.filter(instansi=instansi_id, sejak__lte=hari).order_by("-sejak").first()
    if baris is None:
        return BAWAAN
    jam = Jam(baris.hari_baca, baris.hari_rencana, baris.hari_jawab)
    return Aturan(jam, baris.puji_bernama, baris.dasar, baris.sejak)


def libur(instansi_id: int, mulai: date) -> frozenset[date]:
    """Hari libur yang tercatat sejak `mulai`, sejauh jam terpanjang. Satu kueri."""
    return frozenset(
        HariLibur.objects.filter(instansi=instansi_id, tanggal__range=(mulai, mulai + JANGKAUAN)).values_list(
            "tanggal", flat=True
        )
    )


def batas_pada(instansi_id: int, masuk: date) -> Batas:
    """Hari terakhir tiap tahap bagi saran yang masuk hari itu. Dua kueri."""
    return batas(masuk, aturan_pada(instansi_id, masuk).jam, libur(instansi_id, masuk))


def semua_kebijakan(instansi_id: int) -> QuerySet[KebijakanAspirasi]:
    """Kebijakan yang pernah ditetapkan, terbaru lebih dahulu."""
    return (
        KebijakanAspirasi.objects.filter(instansi=instansi_id)
        .select_related("ditetapkan_oleh")
        .order_by("-sejak")
    )


def libur_tahun(instansi_id: int, tahun: int) -> QuerySet[HariLibur]:
    """Hari libur satu tahun menurut tanggal."""
    return HariLibur.objects.filter(instansi=instansi_id, tanggal__year=tahun).order_by("tanggal")


def petugas_sekitar(survei: Survei, hari: date) -> list[tuple[int, str]]:
    """(id, nama) pegawai yang mungkin disebut warga: yang bertugas di unit itu atau berjaga di titik itu. Dua kueri."""
    kini = berlaku(hari)
    di_unit = Penempatan.objects.filter(kini, unit=survei.unit_id).values("pegawai")
    berjaga = JagaTitik.objects.filter(kini, titik=survei.titik_id).values("pegawai")
    return list(
        Pegawai.objects.filter(Q(pk__in=di_unit) | Q(pk__in=berjaga), is_active=True)
        .order_by("pk")
        .values_list("pk", "nama")
    )


def boleh_disebut(pegawai_ids: Iterable[int]) -> set[int]:
    """Di antara mereka, siapa yang menyetujui namanya disebut. Satu kueri."""
    return set(
        IzinNama.objects.filter(pegawai__in=list(pegawai_ids), boleh=True).values_list(
            "pegawai_id", flat=True
        )
    )


def izin_nama(pegawai: Pegawai) -> bool:
    """Pilihan pegawai itu; belum memilih berarti tidak."""
    return IzinNama.objects.filter(pegawai=pegawai, boleh=True).exists()
