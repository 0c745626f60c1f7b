"""Yang diatur pegawainya sendiri: telepon, dan kabar mana yang datang lewat surel. Alamat surelnya: services.surel."""

from datetime import datetime

from django.db import transaction

from inti.galat import TidakBerhak
from inti.services.jejak import catat
from kepegawaian.models import Pegawai
from kepegawaian.services.lingkup import kunci_pegawai
from kepegawaian.services.pegawai.ubah import periksa_kontak, tulis

HANYA_SENDIRI = "Hanya pemiliknya yang dapat mengubah ini."


@transaction.atomic
def ubah_telepon(*, pegawai: Pegawai, telepon: str, oleh: Pegawai, sekarang: datetime) -> Pegawai:
    """Ganti nomor telepon sendiri; kosong berarti dihapus. Menolak nomor yang tidak terbaca."""
    _wajib_sendiri(pegawai, oleh)
    _, telepon = periksa_kontak("", telepon)
    baris = kunci_pegawai(pegawai)
    if baris.telepon != telepon:
        tulis(baris, {"telepon": (baris.telepon, telepon)}, oleh=oleh, sekarang=sekarang)
    return baris


@transaction.atomic
def pilih_kabar(
    *, pegawai: Pegawai, tugas: bool, hasil: bool, lainnya: bool, cara: str, oleh: Pegawai, sekarang: datetime
) -> Pegawai:
    """Pilih kabar yang juga datang lewat surel, dan caranya: langsung, ringkasan harian, atau mingguan.

    Kabar keamanan akun selalu dikirim dan tidak dapat dimatikan.
    """
    _wajib_sendiri(pegawai, oleh)
    baris = kunci_pegawai(pegawai)
    baru = {"surel_tugas": tugas, "surel_hasil": hasil, "surel_lainnya": lainnya, "surel_cara": cara}
    beda = {b: [getattr(baris, b), n] for b, n in baru.items() if getattr(baris, b) != n}
    if not beda:
        return baris
    for bidang, nilai in baru.items():
        setattr(baris, bidang, nilai)
    baris.save(update_fields=list(baru))
    catat(
        aksi="pegawai.kabar_dipilih",
        objek_jenis="pegawai",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi=beda,
    )
    return baris


def _wajib_sendiri(pegawai: Pegawai, oleh: Pegawai) -> None:
    if oleh.pk != pegawai.pk:
        raise TidakBerhak(HANYA_SENDIRI)
