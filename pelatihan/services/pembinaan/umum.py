"""Yang dipakai bersama langkah pembinaan: kunci, hak, perpindahan keadaan, jejak, dan kabar."""

from datetime import datetime

from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai
from kepegawaian.permissions import DI_LUAR_WEWENANG
from pelatihan.models import Pembinaan, SasaranPembinaan
from pelatihan.permissions import pelaku_pembinaan
from pelatihan.rules.alasan import ALASAN_TERPENDEK
from pelatihan.rules.pembinaan import PELAKU, Perbuatan, berikut

TIDAK_ADA = "Rencana pembinaan ini tidak ada di instansi Anda. Buka lagi dari daftarnya."


def terkunci(pembinaan_id: int, perbuatan: Perbuatan, *, oleh: Pegawai, sekarang: datetime) -> Pembinaan:
    """Rencana yang terkunci sampai transaksi selesai; TidakBerhak bila bukan pelakunya, GalatAturan bila bukan saatnya."""
    rencana = (
        Pembinaan.objects.select_for_update(of=("self",))
        .select_related("pegawai", "periode", "instansi")
        .filter(pk=pembinaan_id, instansi_id=oleh.instansi_id)
        .first()
    )
    if rencana is None:
        raise TidakBerhak(TIDAK_ADA)
    if PELAKU[perbuatan] not in pelaku_pembinaan(oleh, rencana, pada=oleh.instansi.hari_pada(sekarang)):
        raise TidakBerhak(DI_LUAR_WEWENANG)
    if berikut(rencana.status, perbuatan) is None:
        raise GalatAturan(
            f"Rencana pembinaan ini sekarang: {rencana.get_status_display().lower()}. Muat ulang halamannya."
        )
    return rencana


def pindah(rencana: Pembinaan, perbuatan: Perbuatan) -> None:
    """Keadaan berikutnya menurut tabel; belum disimpan."""
    baru = berikut(rencana.status, perbuatan)
    assert baru is not None
    rencana.status = baru.value


def sasaran_dari(rencana: Pembinaan, sasaran_id: int) -> SasaranPembinaan:
    """Sasaran rencana itu; TidakBerhak bila milik rencana lain."""
    satu = rencana.sasaran.filter(pk=sasaran_id).first()
    if satu is None:
        raise TidakBerhak("Sasaran ini bukan bagian rencana yang dibuka. Buka lagi dari daftarnya.")
    return satu


def cukup(teks: str, *, bidang: str, apa: str) -> str:
    """Teks yang dirapikan; menolak yang kurang dari sepuluh huruf."""
    return berukuran(teks, sekurangnya=ALASAN_TERPENDEK, apa=apa, bidang=bidang)


def jejak(
    rencana: Pembinaan,
    aksi: str,
    *,
    oleh: Pegawai | None,
    sekarang: datetime,
    alasan: str = "",
    **isi: object,
) -> None:
    """Satu baris jejak tentang rencana ini."""
    catat(
        aksi=aksi,
        objek_jenis="pembinaan",
        objek_id=rencana.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=rencana.instansi_id,
        isi={"pegawai": rencana.pegawai_id, "periode": rencana.periode_id, **isi},
        alasan=alasan,
    )


def kabari(
    rencana: Pembinaan, penerima: Pegawai, *, judul: str, isi: str, kunci: str, sekarang: datetime
) -> None:
    """Kabar ke layar dan, menurut pilihan penerima, surel."""
    beri_tahu(
        penerima_id=penerima.pk,
        instansi_id=rencana.instansi_id,
        judul=judul,
        isi=isi,
        tautan=reverse("pelatihan:pembinaan_rinci", args=[rencana.pk]),
        kunci=f"pembinaan:{rencana.pk}:{kunci}:{penerima.pk}",
        sekarang=sekarang,
        jenis=JenisKabar.TUGAS,
        surel_ke=penerima,
    )
