"""Sesi pelatihan: menyusun, membuka pendaftaran, mengubah, membatalkan, dan menutup."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan
from inti.rules.format import rentang, tanggal
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu_banyak
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai
from pelatihan.models import Pelatihan, Sesi
from pelatihan.permissions import wajib_kelola_katalog
from pelatihan.rules.alasan import ALASAN_TERPENDEK
from pelatihan.services.usulan.kursi import keluarkan_semua, kunci_sesi, naikkan


@dataclass(frozen=True, slots=True)
class IsianSesi:
    """Isi satu sesi; `biaya` rupiah tiap peserta, `batas_daftar` hari terakhir mendaftar."""

    mulai: date
    selesai: date
    batas_daftar: date
    kursi: int
    tempat: str = ""
    daring: bool = False
    biaya: int = 0


def _periksa(isi: IsianSesi) -> None:
    if isi.selesai < isi.mulai:
        raise GalatAturan("Hari selesai tidak boleh sebelum hari mulai.", bidang="selesai")
    if isi.batas_daftar > isi.mulai:
        raise GalatAturan("Batas pendaftaran paling lambat hari mulai.", bidang="batas_daftar")
    if isi.kursi < 1:
        raise GalatAturan("Kursinya paling sedikit satu.", bidang="kursi")
    if not isi.daring and not isi.tempat.strip():
        raise GalatAturan("Tulis tempatnya, atau centang daring.", bidang="tempat")


@transaction.atomic
def buat(*, pelatihan: Pelatihan, isi: IsianSesi, buka: bool, oleh: Pegawai, sekarang: datetime) -> Sesi:
    """Sesi baru: draf, atau langsung menerima pendaftaran bila `buka`. Menolak tanggal yang berbalik dan tanpa tempat."""
    wajib_kelola_katalog(oleh, instansi=pelatihan.instansi, sekarang=sekarang)
    _periksa(isi)
    if not pelatihan.aktif:
        raise GalatAturan("Pelatihan ini sudah ditarik dari katalog. Tawarkan lagi sebelum membuka sesinya.")
    status = Sesi.Status.DISETUJUI if buka else Sesi.Status.DRAF
    sesi = Sesi.objects.create(
        instansi_id=pelatihan.instansi_id, pelatihan=pelatihan, status=status, **asdict(isi)
    )
    _jejak(sesi, "sesi_pelatihan.dibuat", oleh=oleh, sekarang=sekarang, status=status)
    _kabari_dibuka(sesi, sekarang)
    return sesi


@transaction.atomic
def ubah(*, sesi_id: int, isi: IsianSesi, buka: bool, oleh: Pegawai, sekarang: datetime) -> Sesi:
    """Ubah sesi yang belum ditutup; kursi tambahan langsung diberikan kepada yang menunggu.

    Menolak kursi kurang dari yang sudah terisi, dan menarik kembali sesi yang sudah ada pendaftarnya menjadi draf.
    """
    sesi = kunci_sesi(sesi_id, instansi_id=oleh.instansi_id)
    wajib_kelola_katalog(oleh, instansi=sesi.instansi, sekarang=sekarang)
    _wajib_terbuka(sesi)
    _periksa(isi)
    if isi.kursi < sesi.terisi:
        raise GalatAturan(
            f"Sudah {sesi.terisi} peserta terdaftar. Kursinya tidak dapat kurang dari itu.", bidang="kursi"
        )
    if not buka and sesi.usulan.exists():
        raise GalatAturan("Sesi ini sudah ada pendaftarnya. Batalkan sesinya bila tidak jadi.", bidang="buka")
    for nama, nilai in asdict(isi).items():
        setattr(sesi, nama, nilai)
    sesi.status = Sesi.Status.DISETUJUI if buka else Sesi.Status.DRAF
    sesi.save()
    _jejak(sesi, "sesi_pelatihan.diubah", oleh=oleh, sekarang=sekarang, status=sesi.status)
    _kabari_dibuka(sesi, sekarang)
    naikkan(sesi, sekarang=sekarang)
    return sesi


@transaction.atomic
def batalkan(*, sesi_id: int, alasan: str, oleh: Pegawai, sekarang: datetime) -> Sesi:
    """Batalkan sesi; pendaftarnya kembali ke rencana dan diberi tahu alasannya. Menolak bila kehadiran sudah dicatat."""
    sesi = kunci_sesi(sesi_id, instansi_id=oleh.instansi_id)
    wajib_kelola_katalog(oleh, instansi=sesi.instansi, sekarang=sekarang)
    _wajib_terbuka(sesi)
    alasan = berukuran(alasan, sekurangnya=ALASAN_TERPENDEK, pesan="Semua pendaftarnya membacanya.")
    if sesi.kepesertaan.exists():
        raise GalatAturan("Kehadiran sesi ini sudah dicatat, jadi tidak dapat dibatalkan.")
    keluarkan_semua(sesi, alasan=alasan, oleh=oleh, sekarang=sekarang)
    sesi.refresh_from_db()
    sesi.status, sesi.alasan_batal = Sesi.Status.DITUTUP, alasan
    sesi.ditutup_pada, sesi.ditutup_oleh = sekarang, oleh
    sesi.save()
    _jejak(sesi, "sesi_pelatihan.dibatalkan", oleh=oleh, sekarang=sekarang, alasan=alasan)
    return sesi


@transaction.atomic
def tutup(*, sesi_id: int, oleh: Pegawai, sekarang: datetime) -> Sesi:
    """Tutup sesi yang selesai; yang masih di daftar tunggu kembali ke rencana.

    Menolak sebelum hari terakhirnya, dan selama masih ada peserta yang kehadirannya belum dicatat.
    """
    sesi = kunci_sesi(sesi_id, instansi_id=oleh.instansi_id)
    wajib_kelola_katalog(oleh, instansi=sesi.instansi, sekarang=sekarang)
    _wajib_terbuka(sesi)
    if sesi.instansi.hari_pada(sekarang) < sesi.selesai:
        raise GalatAturan(f"Sesi berlangsung sampai {tanggal(sesi.selesai)}. Tutup sesudahnya.")
    belum = sesi.usulan.filter(status="terdaftar").count()
    if belum:
        raise GalatAturan(f"Kehadiran {belum} peserta belum dicatat. Catat dahulu, lalu tutup sesinya.")
    keluarkan_semua(sesi, alasan="Sesi sudah selesai.", oleh=oleh, sekarang=sekarang)
    sesi.status, sesi.ditutup_pada, sesi.ditutup_oleh = Sesi.Status.DITUTUP, sekarang, oleh
    sesi.save(update_fields=["status", "ditutup_pada", "ditutup_oleh"])
    _jejak(sesi, "sesi_pelatihan.ditutup", oleh=oleh, sekarang=sekarang)
    return sesi


def _kabari_dibuka(sesi: Sesi, sekarang: datetime) -> None:
    """Yang usulannya sudah direncanakan tahu sesinya dapat dipilih; sekali bagi tiap sesi."""
    if sesi.status != Sesi.Status.DISETUJUI:
        return
    beri_tahu_banyak(
        Pegawai.objects.filter(
            pk__in=sesi.pelatihan.usulan.filter(status="direncanakan").values("pegawai_id"), is_active=True
        ),
        judul="Sesi pelatihan dibuka",
        isi=f"{sesi.pelatihan.judul}, {rentang(sesi.mulai, sesi.selesai)}. Daftar sampai {tanggal(sesi.batas_daftar)}.",
        tautan=reverse("pelatihan:usulan"),
        kunci=f"sesi_dibuka:{sesi.pk}",
        sekarang=sekarang,
        jenis=JenisKabar.TUGAS,
    )


def _wajib_terbuka(sesi: Sesi) -> None:
    if sesi.status == Sesi.Status.DITUTUP:
        raise GalatAturan("Sesi ini sudah ditutup. Buat sesi baru bila diadakan lagi.")


def _jejak(sesi: Sesi, aksi: str, *, oleh: Pegawai, sekarang: datetime, alasan: str = "", **isi: Any) -> None:
    catat(
        aksi=aksi,
        objek_jenis="sesi_pelatihan",
        objek_id=sesi.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=sesi.instansi_id,
        isi={"pelatihan": sesi.pelatihan.judul, "mulai": sesi.mulai.isoformat(), "kursi": sesi.kursi, **isi},
        alasan=alasan,
    )
