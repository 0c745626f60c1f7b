"""Memberi dan mencabut peran."""

from datetime import date, datetime, timedelta

from django.db import transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.services.jejak import catat
from kepegawaian.models import Pegawai, Peran, UnitKerja
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.wewenang import wajib_kelola_pegawai, wajib_seinstansi

# Peran yang membuka data atau kewenangan lintas unit hanya diberikan admin seluruh instansi.
PERAN_DARI_PUSAT = frozenset({Peran.Jenis.ADMIN_BKD, Peran.Jenis.ADMIN_DINAS, Peran.Jenis.AUDITOR})


@transaction.atomic
def beri(
    *,
    pegawai: Pegawai,
    jenis: str,
    unit: UnitKerja | None,
    sejak: date,
    sampai: date | None = None,
    dasar: str = "",
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Peran:
    """Beri peran bertanggal di unit (kosong: seluruh instansi).

    Menolak: peran untuk diri sendiri, peran pusat oleh admin dinas, peran sama yang masih berlaku,
    unit di luar kewenangan, dan admin dinas tanpa unit.
    """
    wajib_seinstansi(pegawai.instansi_id, unit)
    _periksa(pegawai, jenis, unit, sejak, sampai, oleh)
    wajib_kelola_pegawai(oleh, instansi=pegawai.instansi, sekarang=sekarang, unit_ids=_lingkup(jenis, unit))
    peran = Peran(pegawai=pegawai, jenis=jenis, unit=unit, sejak=sejak, sampai=sampai, dasar=dasar)
    ganda = GalatAturan(
        f"{pegawai.nama} sudah memegang peran ini pada tanggal itu. Akhiri yang lama dahulu.", bidang="jenis"
    )
    with jelaskan_bentrok({"peran_tidak_ganda": lambda: ganda}):
        peran.save()
    _catat("peran.diberikan", peran, oleh=oleh, sekarang=sekarang)
    return peran


@transaction.atomic
def cabut(*, peran: Peran, alasan: str, oleh: Pegawai | None, sekarang: datetime) -> None:
    """Cabut peran mulai hari ini; berlaku pada permintaan berikutnya. Peran yang sudah berakhir dibiarkan."""
    instansi = peran.pegawai.instansi
    wajib_kelola_pegawai(
        oleh, instansi=instansi, sekarang=sekarang, unit_ids=_lingkup(peran.jenis, peran.unit)
    )
    if not alasan.strip():
        raise GalatAturan("Tulis alasan pencabutan.", bidang="alasan")
    kemarin = instansi.hari_pada(sekarang) - timedelta(days=1)
    baris = Peran.objects.select_for_update().filter(pk=peran.pk).first()
    if baris is None or (baris.sampai is not None and baris.sampai <= kemarin):
        return
    _catat("peran.dicabut", baris, oleh=oleh, sekarang=sekarang, alasan=alasan)
    if baris.sejak > kemarin:
        baris.delete()
    else:
        baris.sampai = kemarin
        baris.save(update_fields=["sampai"])


def _lingkup(jenis: str, unit: UnitKerja | None) -> set[int] | None:
    """Unit yang harus dikelola pemberi; None berarti seluruh instansi."""
    return None if unit is None or jenis in PERAN_DARI_PUSAT else {unit.pk}


def _periksa(
    pegawai: Pegawai,
    jenis: str,
    unit: UnitKerja | None,
    sejak: date,
    sampai: date | None,
    oleh: Pegawai | None,
) -> None:
    if jenis not in Peran.Jenis.values:
        raise GalatAturan(f"Peran “{jenis}” belum dikenal. Pilih dari daftar.", bidang="jenis")
    if sampai is not None and sampai < sejak:
        raise GalatAturan(
            "Hari terakhir tidak boleh sebelum hari mulai. Perbaiki salah satunya.", bidang="sampai"
        )
    if jenis == Peran.Jenis.ADMIN_DINAS and unit is None:
        raise GalatAturan("Admin dinas perlu unit. Pilih dinasnya.", bidang="unit")
    if oleh is not None and oleh.pk == pegawai.pk:
        raise TidakBerhak("Peran tidak dapat diberikan kepada diri sendiri. Mintalah admin BKD lain.")


def _catat(aksi: str, peran: Peran, *, oleh: Pegawai | None, sekarang: datetime, alasan: str = "") -> None:
    catat(
        aksi=aksi,
        objek_jenis="peran",
        objek_id=peran.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=peran.pegawai.instansi_id,
        isi={
            "pegawai": peran.pegawai_id,
            "jenis": peran.jenis,
            "unit": peran.unit_id,
            "sejak": peran.sejak.isoformat(),
            "sampai": peran.sampai.isoformat() if peran.sampai else None,
            "dasar": peran.dasar,
        },
        alasan=alasan,
    )
