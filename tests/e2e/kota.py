"""Kota kecil untuk uji menyeluruh: satu orang untuk tiap peran dalam cerita; periodenya dibuka di peramban."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from asn_kinerja.demo import organisasi, rencana, sumber, warga
from asn_kinerja.demo.organisasi import Anggota, Pasangan
from kepegawaian.models import Pegawai, Peran
from pelatihan.services import katalog as katalog_pelatihan
from penilaian.services import kebijakan
from tests.dunia import KOTA_A

SANDI = "uji-menyeluruh-2026"


@dataclass(frozen=True, slots=True)
class Kota:
    """NIP tiap pelaku cerita, dan susunan lengkapnya."""

    pasangan: Pasangan
    admin: str
    admin_dinas: str
    penilai: str
    pegawai: str
    rekan: list[str]

    def orang(self, nip: str) -> Anggota:
        return next(a for a in self.pasangan.anggota if a.pegawai.nip == nip)

    def nama(self, nip: str) -> str:
        return self.orang(nip).pegawai.nama


def beri_sandi(instansi_id: int) -> None:
    """Sandi yang sama untuk semua orang kota itu."""
    Pegawai.objects.filter(instansi_id=instansi_id).update(password=make_password(SANDI))


def pasang() -> Kota:
    """Organisasi, kebijakan, katalog indikator dan pelatihan, titik layanan, dan survei bulan-bulan lalu."""
    sekarang = timezone.now()
    hasil = organisasi.pasang(KOTA_A, sandi=SANDI, hari_ini=timezone.localdate(), sekarang=sekarang)
    beri_sandi(hasil.instansi.pk)
    kebijakan.tetapkan(
        instansi=hasil.instansi,
        dasar_hukum="Contoh",
        **KOTA_A.kebijakan,
        oleh=hasil.admin,
        sekarang=sekarang,
    )
    rencana.isi_katalog(hasil, sekarang=sekarang)
    _survei_lampau(hasil, sekarang)
    _katalog_pelatihan(hasil, sekarang)
    puskesmas = [a for a in hasil.anggota if a.unit.nama == "Puskesmas Melati"]
    staf = [a.pegawai.nip for a in puskesmas if a.jabatan == "Perawat Terampil"]
    return Kota(
        hasil,
        admin=hasil.admin.nip,
        admin_dinas=Peran.objects.get(jenis=Peran.Jenis.ADMIN_DINAS).pegawai.nip,
        penilai=next(a.pegawai.nip for a in puskesmas if a.kepala),
        pegawai=staf[0],
        rekan=staf[1:],
    )


def _survei_lampau(hasil: Pasangan, sekarang: datetime) -> None:
    """IKM terbit sesudah bulannya lewat; karena itu jawaban dua bulan terakhir sudah ada sebelum cerita mulai."""
    titik = warga.pasang_titik(hasil, sekarang=sekarang)
    for hari in (35, 65):
        warga.kirim_survei(hasil, titik, saat=sekarang - timedelta(days=hari), tiap_titik=12)


def _katalog_pelatihan(hasil: Pasangan, sekarang: datetime) -> None:
    for satu in sumber.pelatihan():
        katalog_pelatihan.tambah(
            instansi=hasil.instansi,
            judul=satu.judul[:250],
            bentuk=satu.jenis,
            jp=satu.jp,
            jp_usulan=satu.jp_usulan,
            penyelenggara=satu.penyelenggara,
            kompetensi=satu.kompetensi,
            oleh=None,
            sekarang=sekarang,
        )
