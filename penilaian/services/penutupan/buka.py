"""Membuka kembali periode yang sudah ditutup: satu orang mengusulkan, orang lain menyetujui atau menolak."""

from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Max
from django.urls import reverse

from indikator.models import Periode
from inti.galat import GalatAturan, TidakBerhak
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, wajib_di
from penilaian.models import Hasil, PembukaanKembali, Penutupan
from penilaian.services.penutupan.aturan import KELAS_KUNCI

ALASAN_TERPENDEK = 20


@transaction.atomic
def ajukan_buka(
    *, periode: Periode, alasan: str, tutup_pada: datetime, oleh: Pegawai, sekarang: datetime
) -> PembukaanKembali:
    """Usulkan membuka kembali sampai `tutup_pada`; belum mengubah apa pun sampai orang kedua menyetujui.

    Usul yang sama dikirim dua kali mengembalikan usul yang sudah ada. Menolak periode yang belum ditutup, alasan yang
    terlalu pendek, dan tenggat yang sudah lewat.
    """
    terkunci = _terkunci(periode.pk)
    _wajib(terkunci, oleh, sekarang)
    if terkunci.status != Periode.Status.DITUTUP:
        raise GalatAturan(f"{terkunci.nama} belum ditutup, jadi belum ada yang perlu dibuka kembali.")
    if len(alasan.strip()) < ALASAN_TERPENDEK:
        raise GalatAturan(
            "Tulis alasannya dengan satu kalimat utuh; semua orang akan membacanya.", bidang="alasan"
        )
    if tutup_pada <= sekarang:
        raise GalatAturan("Waktu itu sudah lewat. Pilih waktu sesudah sekarang.", bidang="tutup_pada")
    menunggu = PembukaanKembali.objects.filter(periode=terkunci, status="diajukan").first()
    if menunggu is not None:
        if (menunggu.diajukan_oleh_id, menunggu.alasan, menunggu.tutup_pada) == (
            oleh.pk,
            alasan.strip(),
            tutup_pada,
        ):
            return menunggu
        raise GalatAturan(
            "Sudah ada usul yang menunggu persetujuan, dan yang ini belum dikirim. Tunggu sampai usul itu disetujui atau "
            "ditolak, atau mintalah pengusulnya menariknya dahulu.",
            bidang="alasan",
        )
    usul = PembukaanKembali.objects.create(
        periode=terkunci,
        putaran=_putaran_terakhir(terkunci) + 1,
        alasan=alasan.strip(),
        tutup_pada=tutup_pada,
        diajukan_pada=sekarang,
        diajukan_oleh=oleh,
    )
    _jejak("periode.buka_diusulkan", usul, oleh, sekarang, usul.alasan)
    return usul


@transaction.atomic
def setujui_buka(*, usul: PembukaanKembali, oleh: Pegawai, sekarang: datetime) -> PembukaanKembali:
    """Setujui usul orang lain: periodenya menerima tulisan lagi dan hasilnya tidak tampil sampai ditutup lagi.

    Versi hasil yang ada tidak disentuh. Menolak pengusulnya sendiri dan usul yang tenggatnya sudah lewat.
    """
    periode, baris = _terkunci(usul.periode_id), _usul_terkunci(usul)
    _wajib(periode, oleh, sekarang)
    if baris.status == PembukaanKembali.Status.DITETAPKAN:
        return baris
    _wajib_menunggu(baris)
    if baris.diajukan_oleh_id == oleh.pk:
        raise TidakBerhak(
            "Usul ini Anda yang mengajukan. Orang lain yang berwenang menutup periode menyetujuinya."
        )
    if baris.tutup_pada <= sekarang:
        raise GalatAturan(
            "Tenggat yang diusulkan sudah lewat. Tolak usul ini, lalu usulkan lagi dengan waktu baru."
        )
    _putus(baris, PembukaanKembali.Status.DITETAPKAN, "", oleh, sekarang)
    periode.status, periode.ditutup, periode.penutupan_dimulai = Periode.Status.DIPROSES, None, None
    periode.tutup_pada = baris.tutup_pada
    try:
        with transaction.atomic():
            periode.save(update_fields=["status", "ditutup", "penutupan_dimulai", "tutup_pada"])
    except IntegrityError as galat:
        raise GalatAturan(
            "Tenggat yang diusulkan mendahului tenggat menilai periode ini. Tolak, lalu usulkan waktu yang lebih akhir."
        ) from galat
    _jejak("periode.dibuka_kembali", baris, oleh, sekarang, baris.alasan)
    _kabari(baris, "disetujui", sekarang)
    return baris


@transaction.atomic
def tolak_buka(*, usul: PembukaanKembali, alasan: str, oleh: Pegawai, sekarang: datetime) -> PembukaanKembali:
    """Tolak usul, atau tarik usul sendiri; wajib beralasan."""
    periode, baris = _terkunci(usul.periode_id), _usul_terkunci(usul)
    _wajib(periode, oleh, sekarang)
    if baris.status == PembukaanKembali.Status.DITUTUP:
        return baris
    _wajib_menunggu(baris)
    if not alasan.strip():
        raise GalatAturan("Tulis alasannya; pengusul akan membacanya.", bidang="alasan_putusan")
    _putus(baris, PembukaanKembali.Status.DITUTUP, alasan.strip(), oleh, sekarang)
    _jejak("periode.buka_ditolak", baris, oleh, sekarang, alasan.strip())
    if baris.diajukan_oleh_id != oleh.pk:
        _kabari(baris, "tidak disetujui", sekarang)
    return baris


def _terkunci(periode_id: int) -> Periode:
    """Kunci yang sama dengan penutupan, supaya membuka tidak pernah berpapasan dengan menutup."""
    instansi = Periode.objects.values_list("instansi_id", flat=True).get(pk=periode_id)
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [KELAS_KUNCI, instansi])
    return Periode.objects.select_for_update().get(pk=periode_id)


def _usul_terkunci(usul: PembukaanKembali) -> PembukaanKembali:
    return PembukaanKembali.objects.select_for_update().get(pk=usul.pk)


def _wajib(periode: Periode, oleh: Pegawai, sekarang: datetime) -> None:
    wajib_di(
        oleh,
        Izin.TUTUP_PERIODE,
        pada=periode.instansi.hari_pada(sekarang),
        instansi_id=periode.instansi_id,
        unit_ids=None,
    )


def _wajib_menunggu(usul: PembukaanKembali) -> None:
    if usul.status != PembukaanKembali.Status.DIAJUKAN:
        raise GalatAturan(f"Usul ini sudah {usul.get_status_display().lower()}. Muat ulang halamannya.")


def _putus(usul: PembukaanKembali, status: str, alasan: str, oleh: Pegawai, sekarang: datetime) -> None:
    usul.status, usul.alasan_putusan = status, alasan
    usul.diputus_pada, usul.diputus_oleh = sekarang, oleh
    usul.save(update_fields=["status", "alasan_putusan", "diputus_pada", "diputus_oleh"])


def _putaran_terakhir(periode: Periode) -> int:
    """Putaran penutupan terakhir; hasil yang lahir tanpa penutupan tercatat dihitung putaran pertama."""
    terakhir: int | None = Penutupan.objects.filter(periode=periode).aggregate(n=Max("putaran"))["n"]
    if terakhir is None:
        raise GalatAturan(
            f"{periode.nama} tidak mempunyai catatan penutupan, jadi tidak dapat dibuka kembali."
        )
    return terakhir


def _kabari(usul: PembukaanKembali, kata: str, sekarang: datetime) -> None:
    beri_tahu(
        penerima_id=usul.diajukan_oleh_id,
        instansi_id=usul.periode.instansi_id,
        surel_ke=usul.diajukan_oleh,
        judul=f"Usul membuka kembali {usul.periode.nama} {kata}",
        isi=usul.alasan_putusan or f"Menerima tulisan sampai {usul.tutup_pada:%d-%m-%Y}.",
        tautan=reverse("penilaian:penutupan", args=[usul.periode_id]),
        jenis=JenisKabar.TUGAS,
        kunci=f"buka:{usul.pk}",
        sekarang=sekarang,
    )


def _jejak(aksi: str, usul: PembukaanKembali, oleh: Pegawai, sekarang: datetime, alasan: str) -> None:
    catat(
        aksi=aksi,
        objek_jenis="periode",
        objek_id=usul.periode_id,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=usul.periode.instansi_id,
        isi={
            "putaran": usul.putaran,
            "tutup_pada": usul.tutup_pada.isoformat(),
            "hasil": Hasil.objects.filter(periode_id=usul.periode_id).count(),
        },
        alasan=alasan,
    )
