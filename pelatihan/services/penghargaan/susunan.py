"""Ukuran calon dan susunan panitia, diatur admin BKD."""

from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from inti.galat import GalatAturan, TidakBerhak
from inti.services.tulisan import berukuran
from kepegawaian.models import Instansi, Pegawai
from pelatihan.models import AnggotaPanitia, AturanPenghargaan
from pelatihan.rules.alasan import ALASAN_TERPENDEK
from pelatihan.services.penghargaan import umum


@transaction.atomic
def tetapkan_aturan(
    *, beruntun: int, pujian: int, naik: Decimal, unit: int, alasan: str, oleh: Pegawai, sekarang: datetime
) -> AturanPenghargaan:
    """Versi baru ukuran calon; sidang yang sudah dibuka memakai ukuran saat dibuka. Menolak tanpa alasan."""
    umum.wajib_pengelola(oleh, sekarang)
    Instansi.objects.select_for_update().get(pk=oleh.instansi_id)
    terakhir = AturanPenghargaan.objects.filter(instansi_id=oleh.instansi_id).aggregate(v=Max("versi"))["v"]
    baris = AturanPenghargaan.objects.create(
        instansi_id=oleh.instansi_id,
        versi=(terakhir or 0) + 1,
        beruntun=beruntun,
        pujian=pujian,
        naik=naik,
        unit=unit,
        alasan=berukuran(alasan, sekurangnya=ALASAN_TERPENDEK),
        ditetapkan_pada=sekarang,
        ditetapkan_oleh=oleh,
    )
    umum.jejak(
        "penghargaan.aturan_ditetapkan",
        baris.pk,
        jenis="aturan_penghargaan",
        oleh=oleh,
        sekarang=sekarang,
        alasan=baris.alasan,
        beruntun=beruntun,
        pujian=pujian,
        naik=str(naik),
        unit=unit,
    )
    return baris


@transaction.atomic
def tunjuk(*, pegawai: Pegawai, oleh: Pegawai, sekarang: datetime) -> AnggotaPanitia:
    """Tunjuk satu anggota mulai hari ini. Menolak pegawai instansi lain, yang nonaktif, dan yang sudah anggota."""
    umum.wajib_pengelola(oleh, sekarang)
    if pegawai.instansi_id != oleh.instansi_id or not pegawai.is_active:
        raise TidakBerhak("Anggota panitia pegawai aktif instansi Anda. Pilih pegawai lain.")
    Pegawai.objects.select_for_update().get(pk=pegawai.pk)
    if AnggotaPanitia.objects.filter(pegawai=pegawai, sampai__isnull=True).exists():
        raise GalatAturan(f"{pegawai.nama} sudah menjadi anggota panitia.", bidang="nip")
    baris = AnggotaPanitia.objects.create(
        instansi_id=oleh.instansi_id,
        pegawai=pegawai,
        sejak=oleh.instansi.hari_pada(sekarang),
        ditunjuk_pada=sekarang,
        ditunjuk_oleh=oleh,
    )
    umum.jejak(
        "penghargaan.panitia_ditunjuk",
        baris.pk,
        jenis="anggota_panitia",
        oleh=oleh,
        sekarang=sekarang,
        pegawai=pegawai.pk,
    )
    return baris


@transaction.atomic
def akhiri(*, anggota_id: int, oleh: Pegawai, sekarang: datetime) -> None:
    """Keanggotaan berakhir kemarin: mulai saat ini ia tidak memutus lagi. Diakhiri dua kali sama saja."""
    umum.wajib_pengelola(oleh, sekarang)
    baris = (
        AnggotaPanitia.objects.select_for_update().filter(pk=anggota_id, instansi_id=oleh.instansi_id).first()
    )
    if baris is None:
        raise TidakBerhak("Anggota ini tidak ada di instansi Anda. Buka lagi dari daftarnya.")
    if baris.sampai is not None:
        return
    baris.sampai = oleh.instansi.hari_pada(sekarang) - timedelta(days=1)
    baris.save(update_fields=["sampai"])
    umum.jejak(
        "penghargaan.panitia_diakhiri",
        baris.pk,
        jenis="anggota_panitia",
        oleh=oleh,
        sekarang=sekarang,
        pegawai=baris.pegawai_id,
    )
