"""Penilai menyusun rencana: sasaran, tanggal pertemuan, lalu menetapkannya."""

from datetime import date, datetime

from django.db import transaction

from inti.galat import GalatAturan
from kepegawaian.models import Pegawai
from pelatihan.models import Pembinaan, PertemuanPembinaan, SasaranPembinaan
from pelatihan.queries.pembinaan import acuan as acuan_hasil
from pelatihan.rules.pembinaan import SASARAN_TERBANYAK, Perbuatan
from pelatihan.services.pembinaan import umum


@transaction.atomic
def tambah_sasaran(
    *,
    pembinaan_id: int,
    acuan: str,
    teks: str,
    ukuran: str,
    batas: date,
    oleh: Pegawai,
    sekarang: datetime,
) -> SasaranPembinaan:
    """Tambah satu sasaran pada indikator atau nilai dari rincian hasilnya.

    Menolak acuan yang tidak ada di rincian, batas yang sudah lewat, dan lebih dari sepuluh sasaran.
    """
    rencana = umum.terkunci(pembinaan_id, Perbuatan.SUSUN, oleh=oleh, sekarang=sekarang)
    pilihan = {a.kode: a for a in acuan_hasil(rencana.hasil_id)}
    if acuan not in pilihan:
        raise GalatAturan("Pilih indikator atau nilai dari hasil ini.", bidang="acuan")
    if batas < oleh.instansi.hari_pada(sekarang):
        raise GalatAturan("Batasnya sudah lewat. Pilih hari ini atau sesudahnya.", bidang="batas")
    if rencana.sasaran.count() >= SASARAN_TERBANYAK:
        raise GalatAturan(f"Paling banyak {SASARAN_TERBANYAK} sasaran, supaya dapat dikerjakan.")
    teks = umum.cukup(teks, bidang="teks", apa="sasarannya")
    satu = SasaranPembinaan.objects.create(
        pembinaan=rencana,
        acuan=acuan,
        sebutan=pilihan[acuan].sebutan,
        awal=pilihan[acuan].awal,
        teks=teks,
        ukuran=umum.cukup(ukuran, bidang="ukuran", apa="ukurannya")[:300],
        batas=batas,
    )
    umum.jejak(rencana, "pembinaan.sasaran_ditambah", oleh=oleh, sekarang=sekarang, acuan=acuan, sasaran=teks)
    return satu


@transaction.atomic
def hapus_sasaran(*, pembinaan_id: int, sasaran_id: int, oleh: Pegawai, sekarang: datetime) -> None:
    """Buang sasaran selama rencananya belum ditetapkan. Menolak yang diteruskan dari periode lalu."""
    rencana = umum.terkunci(pembinaan_id, Perbuatan.SUSUN, oleh=oleh, sekarang=sekarang)
    satu = umum.sasaran_dari(rencana, sasaran_id)
    if rencana.status != Pembinaan.Status.BELUM_DISUSUN or satu.asal_id is not None:
        raise GalatAturan("Sasaran yang sudah ditetapkan tidak dapat dihapus; ia diteruskan sampai tercapai.")
    satu.delete()
    umum.jejak(
        rencana,
        "pembinaan.sasaran_dihapus",
        oleh=oleh,
        sekarang=sekarang,
        sasaran=satu.teks,
    )


@transaction.atomic
def jadwalkan(
    *, pembinaan_id: int, tanggal: date, pokok: str, oleh: Pegawai, sekarang: datetime
) -> PertemuanPembinaan:
    """Tanggal satu pertemuan bimbingan. Menolak tanggal yang sudah lewat."""
    rencana = umum.terkunci(pembinaan_id, Perbuatan.JADWALKAN, oleh=oleh, sekarang=sekarang)
    if tanggal < oleh.instansi.hari_pada(sekarang):
        raise GalatAturan("Tanggalnya sudah lewat. Pilih hari ini atau sesudahnya.", bidang="tanggal")
    satu = PertemuanPembinaan.objects.create(
        pembinaan=rencana, tanggal=tanggal, pokok=umum.cukup(pokok, bidang="pokok", apa="pokoknya")[:300]
    )
    umum.jejak(
        rencana,
        "pembinaan.pertemuan_dijadwalkan",
        oleh=oleh,
        sekarang=sekarang,
        tanggal=tanggal.isoformat(),
    )
    umum.kabari(
        rencana,
        rencana.pegawai,
        judul="Pertemuan pembinaan dijadwalkan",
        isi=f"{tanggal:%d-%m-%Y}. {satu.pokok}",
        kunci=f"pertemuan:{satu.pk}",
        sekarang=sekarang,
    )
    return satu


@transaction.atomic
def tetapkan(*, pembinaan_id: int, oleh: Pegawai, sekarang: datetime) -> Pembinaan:
    """Rencana mulai berjalan dan dibaca orangnya. Menolak tanpa sasaran atau tanpa tanggal pertemuan."""
    rencana = umum.terkunci(pembinaan_id, Perbuatan.TETAPKAN, oleh=oleh, sekarang=sekarang)
    if not rencana.sasaran.exists():
        raise GalatAturan("Tambah sekurangnya satu sasaran, lalu tetapkan.")
    if not rencana.pertemuan.exists():
        raise GalatAturan("Tambah sekurangnya satu tanggal pertemuan, lalu tetapkan.")
    umum.pindah(rencana, Perbuatan.TETAPKAN)
    rencana.ditetapkan_pada, rencana.ditetapkan_oleh = sekarang, oleh
    rencana.save(update_fields=["status", "ditetapkan_pada", "ditetapkan_oleh"])
    umum.jejak(rencana, "pembinaan.ditetapkan", oleh=oleh, sekarang=sekarang, sasaran=rencana.sasaran.count())
    umum.kabari(
        rencana,
        rencana.pegawai,
        judul="Rencana pembinaan Anda ditetapkan",
        isi=f"Hasil {rencana.periode.nama}. Baca sasarannya, lalu serahkan buktinya sebelum batasnya.",
        kunci="ditetapkan",
        sekarang=sekarang,
    )
    return rencana
