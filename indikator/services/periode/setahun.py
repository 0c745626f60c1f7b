"""Menyiapkan satu tahun beserta semua bagiannya sekaligus, biasanya menurut penyiapan tahun lalu."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from indikator.models import Kebijakan, Periode
from indikator.permissions import wajib_kelola_periode
from indikator.rules.jadwal import Pembagian, Pola, bagian_tahun
from indikator.services.periode.buat import buat_tahun, buat_triwulan
from indikator.services.periode.tenggat import Tenggat, tolak_tenggat_terbalik
from inti.galat import GalatAturan
from kepegawaian.models import Instansi, Pegawai


@dataclass(frozen=True, slots=True)
class RencanaBagian:
    """Satu bagian yang akan dibuat, dengan tenggatnya."""

    nama: str
    mulai: date
    selesai: date
    tenggat: Tenggat


def rencana_setahun(
    *, instansi: Instansi, tahun: int, pembagian: Pembagian, pola: Pola, tenggat_skp: datetime
) -> list[RencanaBagian]:
    """Bagian-bagian tahun itu dengan tenggat menurut `pola`, pukul 23.59 di zona instansi. Tidak menulis apa pun."""

    def saat(hari: date, sesudah: int) -> datetime:
        return instansi.akhir_hari(hari + timedelta(days=sesudah))

    return [
        RencanaBagian(
            b.nama,
            b.mulai,
            b.selesai,
            Tenggat(
                tenggat_skp,
                saat(b.selesai, pola.lapor),
                saat(b.selesai, pola.umpan_balik),
                saat(b.selesai, pola.nilai),
                saat(b.selesai, pola.tutup),
            ),
        )
        for b in bagian_tahun(tahun, pembagian)
    ]


@transaction.atomic
def siapkan_tahun(
    *,
    instansi: Instansi,
    tahun: int,
    pembagian: Pembagian,
    kebijakan: Kebijakan,
    pola: Pola,
    tenggat_skp: datetime,
    tutup_tahun: datetime,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> tuple[Periode, int]:
    """Buat tahun itu dan bagiannya yang belum ada, semuanya draf; kembalikan tahunnya dan banyaknya bagian yang baru.

    Yang sudah ada tidak diubah, jadi kiriman kedua tidak menambah apa pun. Menolak: bukan pengelola periode, kebijakan
    instansi lain, tahun yang sudah dibagi dengan cara lain atau ditutup, tenggat yang terbalik.
    """
    wajib_kelola_periode(oleh, instansi=instansi, sekarang=sekarang)
    rencana = rencana_setahun(
        instansi=instansi, tahun=tahun, pembagian=pembagian, pola=pola, tenggat_skp=tenggat_skp
    )
    _tolak_tenggat(rencana, tutup_tahun=tutup_tahun)
    induk = Periode.objects.filter(
        instansi=instansi, jenis=Periode.Jenis.TAHUNAN, mulai=date(tahun, 1, 1)
    ).first() or buat_tahun(
        instansi=instansi,
        tahun=tahun,
        kebijakan=kebijakan,
        tenggat_skp=tenggat_skp,
        tutup_pada=tutup_tahun,
        oleh=oleh,
        sekarang=sekarang,
    )
    sudah = set(induk.bagian.filter(jenis=pembagian.value).values_list("mulai", flat=True))
    baru = [b for b in rencana if b.mulai not in sudah]
    for b in baru:
        _buat_bagian(induk, b, jenis=pembagian.value, kebijakan=kebijakan, oleh=oleh, sekarang=sekarang)
    return induk, len(baru)


def _tolak_tenggat(rencana: list[RencanaBagian], *, tutup_tahun: datetime) -> None:
    for b in rencana:
        tolak_tenggat_terbalik(b.tenggat, tahun=None)
    if rencana[-1].tenggat.tutup > tutup_tahun:
        raise GalatAturan(
            f"{rencana[-1].nama} baru ditutup sesudah tahunnya. Mundurkan penutupan tahun.",
            bidang="tutup_tahun",
        )


def _buat_bagian(
    induk: Periode,
    b: RencanaBagian,
    *,
    jenis: str,
    kebijakan: Kebijakan,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Periode:
    return buat_triwulan(
        tahun=induk,
        mulai=b.mulai,
        selesai=b.selesai,
        nama=b.nama,
        jenis=jenis,
        kebijakan=kebijakan,
        tenggat_lapor=b.tenggat.lapor,
        tenggat_umpan_balik=b.tenggat.umpan_balik,
        tenggat_nilai=b.tenggat.nilai,
        tutup_pada=b.tenggat.tutup,
        oleh=oleh,
        sekarang=sekarang,
    )
