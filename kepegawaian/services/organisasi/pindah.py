"""Memindahkan unit ke induk lain mulai suatu hari, dan membatalkan yang belum mulai."""

from datetime import date, datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.services.jejak import catat
from kepegawaian.models import LetakUnit, Pegawai, UnitKerja
from kepegawaian.services.organisasi.dampak import kabari_berganti, penilai_cabang
from kepegawaian.services.organisasi.letak import (
    kunci_pohon,
    letak_pada,
    tolak_periode_ditutup,
    ubah_letak,
    wajib_dasar,
)
from kepegawaian.services.wewenang import wajib_kelola_pegawai, wajib_seinstansi


@transaction.atomic
def pindahkan_unit(
    *, unit: UnitKerja, induk: UnitKerja, sejak: date, dasar: str, oleh: Pegawai | None, sekarang: datetime
) -> UnitKerja:
    """Letakkan unit di bawah `induk` mulai `sejak`: sudah lewat, hari ini, atau nanti. Kiriman kedua tidak mengubah apa pun.

    Penilai semua orang di cabangnya mengikuti mulai hari itu; hasil yang sudah ditutup tidak tersentuh. Menolak: akar
    pohon, instansi lain, induk di bawah unit itu sendiri (juga menurut jadwal), induk yang tidak berlaku, hari di luar
    masa unit atau di dalam periode yang sudah ditutup, tanpa dasar, dan kedua ujung di luar kewenangan `oleh`.
    """
    instansi = kunci_pohon(unit.instansi_id)
    wajib_seinstansi(instansi.pk, induk)
    kini = letak_pada(unit, sejak)
    if kini.induk_id is None:
        raise GalatAturan(f"{unit.nama} adalah puncak organisasi dan tidak dapat dipindah.", bidang="unit")
    wajib_kelola_pegawai(
        oleh, instansi=instansi, sekarang=sekarang, unit_ids={unit.pk, induk.pk, kini.induk_id}
    )
    if kini.induk_id == induk.pk:
        if kini.sejak == sejak:
            return unit
        raise GalatAturan(f"{unit.nama} memang sudah di bawah {induk.nama} pada hari itu.", bidang="induk")
    dasar = wajib_dasar(dasar)
    tolak_periode_ditutup(instansi.pk, sejak)
    hari = max(sejak, instansi.hari_pada(sekarang))
    sebelum = penilai_cabang([unit.pk], hari)
    ubah_letak(
        instansi_id=instansi.pk,
        unit_ids=[unit.pk],
        sejak=sejak,
        dasar=dasar,
        isi={"induk": induk.pk},
        sekarang=sekarang,
    )
    catat(
        aksi="unit.dipindah",
        objek_jenis="unit_kerja",
        objek_id=unit.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi={"induk_lama": kini.induk_id, "induk": induk.pk, "sejak": sejak.isoformat()},
        alasan=dasar,
    )
    kabari_berganti(
        sebab=f"{unit.nama} pindah ke {induk.nama}",
        kunci=f"pindah-{unit.pk}-{induk.pk}",
        sebelum=sebelum,
        hari=hari,
        sekarang=sekarang,
    )
    unit.refresh_from_db()
    return unit


@transaction.atomic
def batalkan_letak(*, letak: LetakUnit, alasan: str, oleh: Pegawai | None, sekarang: datetime) -> None:
    """Batalkan pemindahan atau nama baru yang belum mulai; letak sebelumnya berlanjut. Yang sudah hilang dibiarkan.

    Menolak yang sudah mulai (pindahkan lagi), letak pertama unit, dan tanpa alasan.
    """
    instansi = kunci_pohon(letak.unit.instansi_id)
    baris = LetakUnit.objects.filter(pk=letak.pk).select_related("unit").first()
    if baris is None:
        return
    sebelumnya = (
        LetakUnit.objects.filter(unit_id=baris.unit_id, sejak__lt=baris.sejak).order_by("-sejak").first()
    )
    tempat = {baris.unit_id, baris.induk_id, sebelumnya.induk_id if sebelumnya else None} - {None}
    wajib_kelola_pegawai(
        oleh, instansi=instansi, sekarang=sekarang, unit_ids={pk for pk in tempat if pk is not None}
    )
    if sebelumnya is None or baris.sejak <= instansi.hari_pada(sekarang):
        raise GalatAturan("Perubahan ini sudah mulai. Untuk mengembalikannya, pindahkan unitnya sekali lagi.")
    if not alasan.strip():
        raise GalatAturan("Tulis alasan pembatalan.", bidang="alasan")
    isi = {"induk": sebelumnya.induk_id, "nama": sebelumnya.nama, "singkatan": sebelumnya.singkatan}
    semula = {"induk": baris.induk_id, "nama": baris.nama, "sejak": baris.sejak.isoformat()}
    ubah_letak(
        instansi_id=instansi.pk,
        unit_ids=[baris.unit_id],
        sejak=baris.sejak,
        dasar="",
        isi=isi,
        sekarang=sekarang,
    )
    catat(
        aksi="unit.batal_diubah",
        objek_jenis="unit_kerja",
        objek_id=baris.unit_id,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi=semula,
        alasan=alasan.strip(),
    )
