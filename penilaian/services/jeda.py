"""Mencatat dan membatalkan cuti atau pelatihan panjang."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from indikator.models import Periode
from inti.galat import GalatAturan
from inti.services.jejak import catat
from kepegawaian.models import Pegawai
from kepegawaian.services.lingkup import kunci_pegawai, wajib_kelola_orang
from penilaian.models import Jeda


@transaction.atomic
def catat_jeda(
    *,
    pegawai: Pegawai,
    jenis: str,
    sejak: date,
    sampai: date,
    dasar: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> Jeda:
    """Catat bahwa pegawai tidak bertugas sejak–sampai; dicatat lagi dengan isi yang sama tidak berbuat apa-apa.

    Menolak: di luar wilayah pengelola, tanggal terbalik, tanpa dasar, bertumpang tindih dengan jeda lain, dan masa yang
    menyentuh periode yang sudah ditutup (hasilnya sudah beku).
    """
    wajib_kelola_orang(oleh, pegawai, sekarang=sekarang)
    _periksa(jenis, sejak, sampai, dasar)
    kunci_pegawai(pegawai)
    isi = {"pegawai": pegawai, "jenis": jenis, "sejak": sejak, "sampai": sampai, "dasar": dasar.strip()}
    sudah = Jeda.objects.filter(dibatalkan_pada=None, **isi).first()
    if sudah is not None:
        return sudah
    _tolak_yang_beku(pegawai.instansi_id, sejak, sampai)
    try:
        with transaction.atomic():
            jeda = Jeda.objects.create(
                instansi_id=pegawai.instansi_id, dicatat_pada=sekarang, dicatat_oleh=oleh, **isi
            )
    except IntegrityError as galat:
        raise GalatAturan(
            f"{pegawai.nama} sudah punya cuti atau pelatihan pada sebagian hari itu. Batalkan dulu yang lama.",
            bidang="sejak",
        ) from galat
    _jejak("jeda.dicatat", jeda, oleh, sekarang)
    return jeda


@transaction.atomic
def batalkan(*, jeda: Jeda, oleh: Pegawai, sekarang: datetime) -> Jeda:
    """Tandai jeda tidak berlaku; barisnya tetap terbaca. Dibatalkan dua kali sama saja."""
    baris = Jeda.objects.select_for_update(of=("self",)).select_related("pegawai").get(pk=jeda.pk)
    wajib_kelola_orang(oleh, baris.pegawai, sekarang=sekarang)
    if baris.dibatalkan_pada is not None:
        return baris
    _tolak_yang_beku(baris.instansi_id, baris.sejak, baris.sampai)
    baris.dibatalkan_pada, baris.dibatalkan_oleh = sekarang, oleh
    baris.save(update_fields=["dibatalkan_pada", "dibatalkan_oleh"])
    _jejak("jeda.dibatalkan", baris, oleh, sekarang)
    return baris


def _periksa(jenis: str, sejak: date, sampai: date, dasar: str) -> None:
    if jenis not in Jeda.Jenis.values:
        raise GalatAturan("Pilih cuti, pelatihan, atau tugas belajar.", bidang="jenis")
    if sampai < sejak:
        raise GalatAturan("Hari terakhir mendahului hari pertama. Tukar tanggalnya.", bidang="sampai")
    if not dasar.strip():
        raise GalatAturan("Tulis nomor surat izin cuti atau surat tugasnya.", bidang="dasar")


def _tolak_yang_beku(instansi_id: int, sejak: date, sampai: date) -> None:
    """Kunci bersama pada periodenya: penutupan yang sedang mulai menunggu, yang sudah mulai menolak."""
    kena = Periode.objects.raw(
        "SELECT * FROM indikator_periode WHERE instansi_id = %s AND jenis <> 'tahunan' AND mulai <= %s AND selesai >= %s"
        " ORDER BY mulai FOR SHARE",
        [instansi_id, sampai, sejak],
    )
    beku = next((p for p in kena if p.penutupan_dimulai is not None or p.status == "ditutup"), None)
    if beku is not None:
        raise GalatAturan(
            f"{beku.nama} sudah ditutup dan hasilnya tidak berubah. Pilih tanggal sesudahnya, "
            "atau minta admin BKD membuka kembali periode itu.",
            bidang="sejak",
        )


def _jejak(aksi: str, jeda: Jeda, oleh: Pegawai, sekarang: datetime) -> None:
    catat(
        aksi=aksi,
        objek_jenis="pegawai",
        objek_id=jeda.pegawai_id,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=jeda.instansi_id,
        isi={"jenis": jeda.jenis, "sejak": jeda.sejak.isoformat(), "sampai": jeda.sampai.isoformat()},
        alasan=jeda.dasar,
    )
