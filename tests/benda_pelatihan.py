"""Benda pelatihan satu pegawai bagi sapuan alamat: sebuah sesi dan usulan yang sertifikatnya menunggu diperiksa."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from inti.models import Berkas
from kepegawaian.models import Pegawai
from pelatihan.models import Kepesertaan, Pelatihan, Sesi, Usulan


@dataclass(frozen=True)
class BendaPelatihan:
    pelatihan: Pelatihan
    sesi: Sesi
    usulan: Usulan


def buat(pegawai: Pegawai, berkas: Berkas, admin: Pegawai, *, sekarang: datetime) -> BendaPelatihan:
    """Usulan pegawai itu sudah dihadiri dan bersertifikat; sesinya masih terbuka."""
    hari = pegawai.instansi.hari_pada(sekarang)
    pelatihan = Pelatihan.objects.create(
        instansi=pegawai.instansi, judul="Pelatihan uji sapuan", bentuk="Kursus", kode_bentuk=11, jp=6
    )
    sesi = Sesi.objects.create(
        instansi=pegawai.instansi,
        pelatihan=pelatihan,
        mulai=hari - timedelta(days=3),
        selesai=hari - timedelta(days=2),
        batas_daftar=hari - timedelta(days=4),
        tempat="Aula",
        kursi=5,
        terisi=1,
        status=Sesi.Status.DISETUJUI,
    )
    saat = sekarang - timedelta(days=1)
    usulan = Usulan.objects.create(
        instansi=pegawai.instansi,
        pegawai=pegawai,
        pelatihan=pelatihan,
        sesi=sesi,
        tahun=hari.year,
        alasan="Menata arsip layanan.",
        status=Usulan.Status.DIPERIKSA,
        diajukan_pada=saat,
        diajukan_oleh=pegawai,
    )
    Kepesertaan.objects.create(
        instansi=pegawai.instansi,
        pegawai=pegawai,
        pelatihan=pelatihan,
        sesi=sesi,
        usulan=usulan,
        mulai=sesi.mulai,
        selesai=sesi.selesai,
        tahun=hari.year,
        jp=6,
        hadir_pada=saat,
        hadir_oleh=admin,
        nomor_sertifikat="1/2026",
        sertifikat=berkas,
        diunggah_pada=saat,
        diunggah_oleh=pegawai,
    )
    return BendaPelatihan(pelatihan, sesi, usulan)
