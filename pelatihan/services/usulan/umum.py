"""Yang dipakai bersama semua langkah usulan: kunci, perpindahan keadaan, alasan, jejak, dan kabar."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai
from kepegawaian.permissions import DI_LUAR_WEWENANG
from pelatihan.models import Sesi, Usulan
from pelatihan.permissions import pelaku, pengelola
from pelatihan.rules.alasan import ALASAN_TERPENDEK
from pelatihan.rules.usulan import PELAKU, Perbuatan, berikut

TIDAK_ADA = "Usulan ini tidak ada di instansi Anda. Buka lagi dari daftar usulan."


@dataclass(slots=True)
class Banyak:
    """Akibat satu tindakan atas beberapa usulan: yang berhasil, dan yang dilewati dengan sebabnya."""

    berhasil: list[Usulan] = field(default_factory=list)
    dilewati: list[tuple[Usulan, str]] = field(default_factory=list)


def terkunci(usulan_id: int, *, instansi_id: int) -> Usulan:
    """Usulan yang terkunci sampai transaksi selesai, sesudah sesinya: urutan kunci selalu sesi lalu usulan."""
    sesi_id = Usulan.objects.filter(pk=usulan_id).values_list("sesi_id", flat=True).first()
    if sesi_id is not None:
        Sesi.objects.select_for_update().get(pk=sesi_id)
    usulan = kunci([usulan_id], instansi_id=instansi_id)
    if not usulan:
        raise TidakBerhak(TIDAK_ADA)
    if usulan[0].sesi_id != sesi_id:
        raise SudahBerubah("Usulan ini baru saja berpindah sesi. Muat ulang halaman, lalu coba lagi.")
    return usulan[0]


def kunci(usulan_ids: Iterable[int], *, instansi_id: int) -> list[Usulan]:
    """Beberapa usulan seinstansi, terkunci urut nomor; yang tidak ada diabaikan."""
    terkunci = Usulan.objects.select_for_update(of=("self",)).select_related(
        "pegawai__instansi", "pelatihan__prasyarat", "sesi", "dinas"
    )
    return list(terkunci.filter(pk__in=list(usulan_ids), instansi_id=instansi_id).order_by("pk"))


def salah_saat(usulan: Usulan) -> str:
    """Mengapa perbuatan itu bukan saatnya, dengan keadaan sekarang."""
    return f"Usulan {usulan.pelatihan.judul} sekarang: {usulan.get_status_display().lower()}. Muat ulang halamannya."


def wajib(usulan: Usulan, perbuatan: Perbuatan, *, oleh: Pegawai, sekarang: datetime) -> None:
    """Hak dahulu, lalu saatnya: TidakBerhak bila bukan pelakunya, GalatAturan bila bukan saatnya."""
    sebagai = pelaku(oleh, usulan, pada=oleh.instansi.hari_pada(sekarang))
    if not PELAKU[perbuatan] & sebagai:
        raise TidakBerhak(DI_LUAR_WEWENANG)
    if berikut(usulan.status, perbuatan) is None:
        raise GalatAturan(salah_saat(usulan))


def wajib_bkd(oleh: Pegawai, sekarang: datetime) -> None:
    """TidakBerhak bila bukan pengurus pelatihan seluruh instansi."""
    if not pengelola(oleh, pada=oleh.instansi.hari_pada(sekarang)):
        raise TidakBerhak(DI_LUAR_WEWENANG)


def pindah(usulan: Usulan, perbuatan: Perbuatan) -> None:
    """Keadaan berikutnya menurut tabel; belum disimpan."""
    baru = berikut(usulan.status, perbuatan)
    if baru is None:
        raise GalatAturan(salah_saat(usulan))
    usulan.status = baru.value


def alasan_cukup(teks: str, *, bidang: str = "alasan") -> str:
    """Teks yang dirapikan; menolak yang kurang dari sepuluh huruf."""
    return berukuran(teks, sekurangnya=ALASAN_TERPENDEK, bidang=bidang, pesan="Pengusulnya membacanya.")


def tutup(usulan: Usulan, sebab: str, alasan: str, *, oleh: Pegawai, sekarang: datetime) -> None:
    """Catat akhir tanpa JP dan simpan; sesinya dilepas kecuali yang tidak hadir."""
    usulan.sebab_tutup, usulan.alasan_tutup = sebab, alasan
    usulan.ditutup_pada, usulan.ditutup_oleh = sekarang, oleh
    if sebab != Usulan.Sebab.TIDAK_HADIR:
        usulan.sesi = usulan.didaftar_pada = usulan.didaftar_oleh = None
    usulan.save()


def jejak(
    usulan: Usulan, aksi: str, *, oleh: Pegawai | None, sekarang: datetime, alasan: str = "", **isi: object
) -> None:
    """Satu baris jejak tentang usulan ini."""
    catat(
        aksi=aksi,
        objek_jenis="usulan_pelatihan",
        objek_id=usulan.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=usulan.instansi_id,
        isi={"pelatihan": usulan.pelatihan.judul, "pegawai": usulan.pegawai_id, **isi},
        alasan=alasan,
    )


def kabari(
    usulan: Usulan,
    penerima: Pegawai,
    *,
    judul: str,
    isi: str,
    kunci: str,
    sekarang: datetime,
    jenis: JenisKabar = JenisKabar.HASIL,
) -> None:
    """Kabar ke layar dan, menurut pilihan penerima, surel; kunci yang sama tidak mengulang."""
    beri_tahu(
        penerima_id=penerima.pk,
        instansi_id=usulan.instansi_id,
        judul=judul,
        isi=isi,
        tautan=reverse("pelatihan:usulan_rinci", args=[usulan.pk]),
        kunci=f"usulan:{usulan.pk}:{kunci}:{penerima.pk}",
        sekarang=sekarang,
        jenis=jenis,
        surel_ke=penerima,
    )
