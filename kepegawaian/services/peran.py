"""Memberi dan mencabut peran."""

from datetime import date, datetime, timedelta

from django.db import transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import tanggal
from inti.services.jejak import catat
from kepegawaian.models import Pegawai, Peran, UnitKerja
from kepegawaian.queries.orang import berlaku
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.lingkup import kunci_instansi
from kepegawaian.services.wewenang import wajib_kelola_pegawai, wajib_seinstansi

# Peran yang membuka data atau kewenangan lintas unit: pintunya hanya dibuka admin seluruh instansi.
PERAN_DARI_PUSAT = frozenset({Peran.Jenis.ADMIN_BKD, Peran.Jenis.ADMIN_DINAS, Peran.Jenis.AUDITOR})
# Yang boleh diberikan dan dicabut admin dinas di cabangnya sendiri; selain ini dari admin seluruh instansi.
PERAN_OLEH_DINAS = frozenset({Peran.Jenis.PETUGAS_LAYANAN})


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

    Kiriman kedua yang persis sama mengembalikan peran yang sudah ada. Menolak: peran untuk diri sendiri (juga
    memperpanjangnya), peran selain petugas layanan oleh admin dinas, peran sama yang masih berlaku, unit di luar
    kewenangan, orang yang tidak aktif, hari mulai yang sudah lewat bagi orang, dan admin dinas tanpa unit.
    """
    wajib_seinstansi(pegawai.instansi_id, unit)
    periksa_pemberian(
        pegawai=pegawai,
        jenis=jenis,
        unit_ada=unit is not None,
        sejak=sejak,
        sampai=sampai,
        oleh=oleh,
        sekarang=sekarang,
    )
    wajib_kelola_pegawai(oleh, instansi=pegawai.instansi, sekarang=sekarang, unit_ids=_lingkup(jenis, unit))
    kembar = Peran.objects.filter(pegawai=pegawai, jenis=jenis, unit=unit, sejak=sejak, sampai=sampai).first()
    if kembar is not None:
        return kembar
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
    """Cabut peran mulai hari ini; berlaku pada permintaan berikutnya. Peran yang sudah berakhir dibiarkan.

    Menolak: tanpa alasan, di luar kewenangan, dan admin BKD terakhir.
    """
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
    kunci_instansi(instansi)
    if baris.jenis == Peran.Jenis.ADMIN_BKD:
        tolak_bila_admin_terakhir(peran.pegawai, pada=instansi.hari_pada(sekarang))
    _catat("peran.dicabut", baris, oleh=oleh, sekarang=sekarang, alasan=alasan)
    if baris.sejak > kemarin:
        baris.delete()
    else:
        baris.sampai = kemarin
        baris.save(update_fields=["sampai"])


def tolak_bila_admin_terakhir(pegawai: Pegawai, *, pada: date) -> None:
    """Tolak bila tanpa orang ini tidak ada lagi admin BKD yang aktif; pemanggil memegang kunci instansinya."""
    pemegang = set(
        Peran.objects.filter(
            berlaku(pada),
            jenis=Peran.Jenis.ADMIN_BKD,
            unit__isnull=True,
            pegawai__instansi_id=pegawai.instansi_id,
            pegawai__is_active=True,
        ).values_list("pegawai_id", "sampai", "pegawai__hari_terakhir")
    )
    ids = {pk for pk, _, _ in pemegang}
    # Pengganti harus berjangka panjang: yang peran atau masa kerjanya sudah dijadwalkan berakhir tidak dihitung.
    pengganti = {pk for pk, sampai, akhir in pemegang if sampai is None and akhir is None} - {pegawai.pk}
    if pegawai.pk in ids and not pengganti:
        raise GalatAturan(
            f"{pegawai.nama} satu-satunya admin BKD. Beri peran itu kepada orang lain dahulu, lalu ulangi."
        )


def _lingkup(jenis: str, unit: UnitKerja | None) -> set[int] | None:
    """Unit yang harus dikelola pemberi; None berarti seluruh instansi."""
    return {unit.pk} if unit is not None and jenis in PERAN_OLEH_DINAS else None


def periksa_pemberian(
    *,
    pegawai: Pegawai,
    jenis: str,
    unit_ada: bool,
    sejak: date,
    sampai: date | None,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> None:
    """Yang dapat ditolak sebelum menulis; dipakai juga halaman periksa.

    Orang memberi peran mulai hari ini atau nanti: yang berlaku surut mengubah siapa yang dahulu berwenang.
    """
    if oleh is not None and oleh.pk == pegawai.pk:
        raise TidakBerhak("Peran tidak dapat diberikan kepada diri sendiri. Mintalah admin BKD lain.")
    if jenis not in Peran.Jenis.values:
        raise GalatAturan(f"Peran “{jenis}” belum dikenal. Pilih dari daftar.", bidang="jenis")
    if sampai is not None and sampai < sejak:
        raise GalatAturan(
            "Hari terakhir tidak boleh sebelum hari mulai. Perbaiki salah satunya.", bidang="sampai"
        )
    if jenis == Peran.Jenis.ADMIN_DINAS and not unit_ada:
        raise GalatAturan("Admin dinas perlu unit. Pilih dinasnya.", bidang="unit")
    if not pegawai.is_active:
        raise GalatAturan(f"{pegawai.nama} tidak aktif. Pilih orang lain.", bidang="pegawai")
    hari_ini = pegawai.instansi.hari_pada(sekarang)
    if oleh is not None and sejak < hari_ini:
        raise GalatAturan(f"Peran paling awal berlaku hari ini, {tanggal(hari_ini)}.", bidang="sejak")


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
