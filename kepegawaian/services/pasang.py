"""Memasang pemerintah daerah baru beserta pengelola pertamanya."""

from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from inti.galat import GalatAturan
from kepegawaian.models import Instansi, Pegawai, Peran
from kepegawaian.rules import nip as aturan_nip
from kepegawaian.services import kode
from kepegawaian.services.organisasi import tambah_instansi, tambah_unit
from kepegawaian.services.pegawai import tambah
from kepegawaian.services.peran import beri


@transaction.atomic
def pasang_pemda(
    *, nama: str, zona: str, kontak: str, nip: str, nama_admin: str, sekarang: datetime
) -> tuple[Pegawai, str]:
    """Pemda, unit puncaknya, dan admin BKD pertama; kembalikan orangnya dan kode sekali pakainya (72 jam).

    Dijalankan di peladen, jadi pelakunya sistem. Lahir, kelamin, dan status dibaca dari NIP. Menolak nama pemda yang
    sudah ada serta NIP yang keliru atau sudah terdaftar; yang ditolak tidak meninggalkan apa pun.
    """
    try:
        terbaca = aturan_nip.baca(nip)
    except ValueError as galat:
        raise GalatAturan(str(galat), bidang="nip") from galat
    instansi = tambah_instansi(
        nama=nama, slug=slugify(nama)[:60], zona=zona, kontak=kontak, oleh=None, sekarang=sekarang
    )
    hari = Instansi.objects.get(pk=instansi.pk).hari_pada(sekarang)
    tambah_unit(
        instansi=instansi,
        induk=None,
        nama=f"Pemerintah {nama}",
        jenis="pemda",
        sejak=hari.replace(month=1, day=1),
        oleh=None,
        sekarang=sekarang,
    )
    admin = tambah(
        instansi=instansi,
        nip=nip,
        nama=nama_admin,
        status=str(terbaca.jenis),
        kelamin=str(terbaca.kelamin),
        tanggal_lahir=terbaca.tanggal_lahir,
        oleh=None,
        sekarang=sekarang,
    )
    beri(pegawai=admin, jenis=Peran.Jenis.ADMIN_BKD, unit=None, sejak=hari, oleh=None, sekarang=sekarang)
    return admin, kode.terbitkan(pegawai=admin, oleh=None, sekarang=sekarang)
