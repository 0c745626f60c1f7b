"""Masuk dengan NIP dan kata sandi."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.services.jejak import catat
from kepegawaian.models import Pegawai
from kepegawaian.services import percobaan
from kepegawaian.services.percobaan import Klien

UNTUK = "masuk"
BELUM_COCOK = (
    "NIP dan kata sandi belum cocok. Periksa keduanya; bila lupa, minta kode sekali pakai "
    "kepada pengelola kepegawaian di unit Anda."
)


def masuk(*, nip: str, sandi: str, klien: Klien, sekarang: datetime) -> Pegawai:
    """Periksa NIP dan kata sandi; kembalikan pegawainya.

    Menolak dengan kalimat yang sama: NIP tidak dikenal, sandi keliru, pegawai tidak aktif, belum punya sandi.
    Menolak dengan TerlaluSering bila jatah percobaan habis; sandinya tidak diperiksa.
    """
    percobaan.hitung(nip=nip, klien=klien, untuk=UNTUK, sekarang=sekarang)
    pegawai = authenticate(None, username=nip, password=sandi)
    if not isinstance(pegawai, Pegawai):
        raise GalatAturan(BELUM_COCOK)
    percobaan.lupakan(nip=nip, klien=klien, untuk=UNTUK, sekarang=sekarang)
    catat(aksi="masuk.berhasil", objek_jenis="pegawai", objek_id=pegawai.pk, oleh=pegawai, sekarang=sekarang)
    return pegawai


@transaction.atomic
def ubah_sandi(
    *, pegawai: Pegawai, sandi_lama: str, sandi_baru: str, oleh: Pegawai, sekarang: datetime
) -> Pegawai:
    """Ganti kata sandi sendiri. Sesi di perangkat lain berhenti karena sidiknya berubah.

    Menolak: bukan pemiliknya, sandi lama keliru, sandi baru lemah atau sama.
    """
    if oleh.pk != pegawai.pk:
        raise TidakBerhak("Hanya pemiliknya yang dapat mengganti kata sandi ini.")
    # Bukan pegawai.check_password: yang itu memperbarui sidik lama dan menutup sesi di tengah permintaan.
    if not check_password(sandi_lama, pegawai.password):
        raise GalatAturan("Kata sandi sekarang belum cocok. Ketik ulang.", bidang="sandi_lama")
    if sandi_lama == sandi_baru:
        raise GalatAturan("Kata sandi baru harus berbeda dari yang sekarang.", bidang="sandi_baru")
    return pasang_sandi(pegawai=pegawai, sandi=sandi_baru, aksi="sandi.diubah", oleh=oleh, sekarang=sekarang)


def pasang_sandi(*, pegawai: Pegawai, sandi: str, aksi: str, oleh: Pegawai, sekarang: datetime) -> Pegawai:
    """Simpan kata sandi yang sudah boleh diganti. Menolak sandi lemah, termasuk yang memuat NIP."""
    tolak_sandi_lemah(sandi, pegawai)
    pegawai.set_password(sandi)
    pegawai.save(update_fields=["password"])
    catat(aksi=aksi, objek_jenis="pegawai", objek_id=pegawai.pk, oleh=oleh, sekarang=sekarang)
    return pegawai


def tolak_sandi_lemah(sandi: str, pegawai: Pegawai) -> None:
    """Tolak sandi yang pendek, lazim, hanya angka, atau memuat NIP, tanggal lahir, dan nama."""
    rapat = sandi.lower().replace(" ", "")
    milik = [pegawai.nip, pegawai.nip[:8], *(k.lower() for k in pegawai.nama.split() if len(k) > 4)]
    if any(kata in rapat for kata in milik):
        raise GalatAturan(
            "Kata sandi memuat NIP, tanggal lahir, atau nama Anda. Pakai beberapa kata lain yang mudah Anda ingat.",
            bidang="sandi_baru",
        )
    try:
        validate_password(sandi, pegawai)
    except ValidationError as galat:
        raise GalatAturan(" ".join(galat.messages), bidang="sandi_baru") from galat
