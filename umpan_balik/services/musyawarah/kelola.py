"""Menjalankan musyawarah: disusun, dibuka, ditutup, dan diputuskan."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from inti.galat import GalatAturan
from inti.services import jejak
from inti.services.tulisan import berukuran
from kepegawaian.models import Instansi, Pegawai, UnitKerja
from kepegawaian.permissions import Izin, wajib
from umpan_balik.models import Dukungan, Musyawarah, Usul
from umpan_balik.rules.musyawarah import HARI_TERPANJANG, HARI_TERPENDEK

RINGKASAN_TERPENDEK, RINGKASAN_TERPANJANG = 20, 3_000
URAIAN_TERPENDEK = 20
Status = Musyawarah.Status


@transaction.atomic
def susun(
    *,
    musyawarah: Musyawarah | None,
    unit: UnitKerja,
    judul: str,
    uraian: str,
    mulai: date,
    selesai: date,
    oleh: Pegawai,
    sekarang: datetime,
) -> Musyawarah:
    """Buat draf, atau ubah draf yang ada. Menolak rentang di luar 3–90 hari, uraian pendek, dan yang sudah dibuka."""
    _wajib(unit.instansi_id, unit.pk, unit.instansi, oleh, sekarang)
    judul, uraian = " ".join(judul.split()), uraian.strip()
    _periksa(judul, uraian, mulai, selesai)
    isi = {"unit": unit, "judul": judul, "uraian": uraian, "mulai": mulai, "selesai": selesai}
    if musyawarah is None:
        baris = Musyawarah.objects.create(
            instansi=unit.instansi, dibuat_pada=sekarang, dibuat_oleh=oleh, **isi
        )
        _catat("musyawarah.dibuat", baris, oleh, sekarang, judul=judul)
        return baris
    baris = _ambil(musyawarah, oleh, sekarang)
    if baris.status != Status.DRAF:
        raise GalatAturan("Musyawarah ini sudah dibuka, jadi isinya tetap. Tutup lalu buat yang baru.")
    for bidang, nilai in isi.items():
        setattr(baris, bidang, nilai)
    baris.save()
    _catat("musyawarah.diubah", baris, oleh, sekarang, judul=judul, mulai=str(mulai), selesai=str(selesai))
    return baris


def _periksa(judul: str, uraian: str, mulai: date, selesai: date) -> None:
    if not judul or len(uraian) < URAIAN_TERPENDEK:
        raise GalatAturan(
            f"Tulis judul, dan uraian paling sedikit {URAIAN_TERPENDEK} huruf tentang apa yang ditanyakan.",
            bidang="uraian" if judul else "judul",
        )
    lama = (selesai - mulai).days + 1
    if not HARI_TERPENDEK <= lama <= HARI_TERPANJANG:
        raise GalatAturan(
            f"Musyawarah dibuka {HARI_TERPENDEK} sampai {HARI_TERPANJANG} hari; ini {lama}.", bidang="selesai"
        )


@transaction.atomic
def buka(*, musyawarah: Musyawarah, oleh: Pegawai, sekarang: datetime) -> Musyawarah:
    """Buka untuk warga; usul diterima sejak hari mulai. Menolak yang hari terakhirnya sudah lewat."""
    baris = _ambil(musyawarah, oleh, sekarang)
    if baris.status != Status.DRAF:
        return baris
    if baris.selesai < baris.instansi.hari_pada(sekarang):
        raise GalatAturan("Hari terakhirnya sudah lewat. Ubah tanggalnya dahulu.", bidang="selesai")
    baris.status, baris.dibuka_pada, baris.dibuka_oleh = Status.DIPROSES, sekarang, oleh
    baris.save()
    _catat("musyawarah.dibuka", baris, oleh, sekarang)
    return baris


@transaction.atomic
def tutup(*, musyawarah: Musyawarah, oleh: Pegawai, sekarang: datetime) -> Musyawarah:
    """Tutup sebelum hari terakhirnya; sidik alat dihapus saat itu juga."""
    baris = _ambil(musyawarah, oleh, sekarang)
    if baris.status == Status.DIPROSES:
        _tutup(baris, oleh, sekarang)
    return baris


def tutup_yang_lewat(*, sekarang: datetime) -> int:
    """Tutup semua yang hari terakhirnya sudah lewat menurut zona pemdanya; kembalikan banyaknya. Aman diulang."""
    banyak = 0
    for instansi in Instansi.objects.filter(pk__in=_terbuka().values("instansi")):
        for nomor in (
            _terbuka()
            .filter(instansi=instansi, selesai__lt=instansi.hari_pada(sekarang))
            .values_list("pk", flat=True)
        ):
            with transaction.atomic():
                baris = Musyawarah.objects.select_for_update().get(pk=nomor)
                if baris.status == Status.DIPROSES:
                    _tutup(baris, None, sekarang)
                    banyak += 1
    return banyak


@transaction.atomic
def tetapkan(*, musyawarah: Musyawarah, ringkasan: str, oleh: Pegawai, sekarang: datetime) -> Musyawarah:
    """Umumkan putusannya. Menolak sebelum ditutup, dan selama masih ada usul yang belum disaring atau belum diputus."""
    baris = _ambil(musyawarah, oleh, sekarang)
    ringkasan = ringkasan.strip()
    if baris.status not in (Status.DITUTUP, Status.DITETAPKAN):
        raise GalatAturan("Tutup musyawarahnya dahulu; sesudah itu putusannya diumumkan.")
    berukuran(
        ringkasan,
        sekurangnya=RINGKASAN_TERPENDEK,
        paling_banyak=RINGKASAN_TERPANJANG,
        apa="ringkasan",
        bidang="ringkasan",
    )
    belum = baris.usul.filter(moderasi=Usul.Moderasi.MENUNGGU).count()
    terbuka = baris.usul.filter(moderasi=Usul.Moderasi.DITERIMA, keputusan="").count()
    if belum or terbuka:
        raise GalatAturan(
            f"Saring dan putuskan dahulu: masih ada {belum} usul belum disaring dan {terbuka} belum diputuskan."
        )
    if (baris.status, baris.ringkasan) == (Status.DITETAPKAN, ringkasan):
        return baris
    baris.ringkasan, baris.status = ringkasan, Status.DITETAPKAN
    baris.ditetapkan_pada, baris.ditetapkan_oleh = sekarang, oleh
    baris.save()
    _catat("musyawarah.ditetapkan", baris, oleh, sekarang, ringkasan=ringkasan)
    return baris


def _tutup(baris: Musyawarah, oleh: Pegawai | None, sekarang: datetime) -> None:
    baris.status = Status.DITUTUP
    baris.save(update_fields=["status"])
    Dukungan.objects.filter(usul__musyawarah=baris).exclude(sidik="").update(sidik="")
    Usul.objects.filter(musyawarah=baris).exclude(sidik="").update(sidik="")
    _catat("musyawarah.ditutup", baris, oleh, sekarang)


def _terbuka() -> Any:
    return Musyawarah.objects.filter(status=Status.DIPROSES)


def _ambil(musyawarah: Musyawarah, oleh: Pegawai, sekarang: datetime) -> Musyawarah:
    baris = (
        Musyawarah.objects.select_for_update(of=("self",))
        .select_related("instansi", "unit")
        .get(pk=musyawarah.pk)
    )
    _wajib(baris.instansi_id, baris.unit_id, baris.instansi, oleh, sekarang)
    return baris


def _wajib(instansi_id: int, unit_id: int, instansi: Instansi, oleh: Pegawai, sekarang: datetime) -> None:
    hari = instansi.hari_pada(sekarang)
    wajib(oleh, Izin.KELOLA_MUSYAWARAH, pada=hari, instansi_id=instansi_id, unit_id=unit_id)


def _catat(aksi: str, baris: Musyawarah, oleh: Pegawai | None, sekarang: datetime, **isi: object) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="musyawarah",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=baris.instansi_id,
        isi=isi,
    )
