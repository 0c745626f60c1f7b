"""Masuk dengan NIP dan kata sandi."""

from datetime import datetime

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import waktu
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from kepegawaian.models import Pegawai, SesiMasuk
from kepegawaian.services import percobaan
from kepegawaian.services.percobaan import Klien

UNTUK = "masuk"
UNTUK_KONFIRMASI = "konfirmasi"
SANDI_BELUM_COCOK = "Kata sandi belum cocok. Ketik ulang."
BELUM_COCOK = (
    "NIP dan kata sandi belum cocok. Periksa keduanya; bila lupa, pakai “Lupa kata sandi” "
    "atau minta kode sekali pakai kepada pengelola kepegawaian di unit Anda."
)


def masuk(*, nip: str, sandi: str, klien: Klien, sekarang: datetime) -> Pegawai:
    """Periksa NIP dan kata sandi; kembalikan pegawainya. Masuknya sendiri dicatat `sesi_masuk.buka`.

    Menolak dengan kalimat yang sama: NIP tidak dikenal, sandi keliru, pegawai tidak aktif, belum punya sandi.
    Menolak dengan TerlaluSering bila jatah percobaan habis; sandinya tidak diperiksa.
    """
    percobaan.hitung(nip=nip, klien=klien, untuk=UNTUK, sekarang=sekarang)
    pegawai = authenticate(None, username=nip, password=sandi)
    if not isinstance(pegawai, Pegawai):
        raise GalatAturan(BELUM_COCOK)
    percobaan.lupakan(nip=nip, klien=klien, untuk=UNTUK, sekarang=sekarang)
    return pegawai


def konfirmasi(*, pegawai: Pegawai, sandi: str, sekarang: datetime) -> None:
    """Sandi sekali lagi sebelum tindakan peka. Menolak sandi keliru, dan TerlaluSering bila jatah akunnya habis."""
    percobaan.hitung_akun(nip=pegawai.nip, untuk=UNTUK_KONFIRMASI, sekarang=sekarang)
    if not check_password(sandi, pegawai.password):
        raise GalatAturan(SANDI_BELUM_COCOK, bidang="sandi")
    percobaan.lupakan_akun(nip=pegawai.nip, untuk=UNTUK_KONFIRMASI)
    catat(
        aksi="masuk.dikonfirmasi", objek_jenis="pegawai", objek_id=pegawai.pk, oleh=pegawai, sekarang=sekarang
    )


def ubah_sandi(
    *,
    pegawai: Pegawai,
    sandi_lama: str,
    sandi_baru: str,
    oleh: Pegawai,
    sekarang: datetime,
    sesi_ini: int | None = None,
) -> Pegawai:
    """Ganti kata sandi sendiri. Sesi di perangkat lain berhenti karena sidiknya berubah; `sesi_ini` tetap tercatat.

    Menolak: bukan pemiliknya, sandi lama keliru, sandi baru lemah atau sama.
    """
    if oleh.pk != pegawai.pk:
        raise TidakBerhak("Hanya pemiliknya yang dapat mengganti kata sandi ini.")
    percobaan.hitung_akun(nip=pegawai.nip, untuk=UNTUK_KONFIRMASI, sekarang=sekarang)
    # Bukan pegawai.check_password: yang itu memperbarui sidik lama dan menutup sesi di tengah permintaan.
    if not check_password(sandi_lama, pegawai.password):
        raise GalatAturan("Kata sandi sekarang belum cocok. Ketik ulang.", bidang="sandi_lama")
    percobaan.lupakan_akun(nip=pegawai.nip, untuk=UNTUK_KONFIRMASI)
    if sandi_lama == sandi_baru:
        raise GalatAturan("Kata sandi baru harus berbeda dari yang sekarang.", bidang="sandi_baru")
    with transaction.atomic():
        hasil = pasang_sandi(
            pegawai=pegawai,
            sandi=sandi_baru,
            aksi="sandi.diubah",
            oleh=oleh,
            sekarang=sekarang,
            sesi_ini=sesi_ini,
        )
        beri_tahu_sandi(pegawai=pegawai, judul="Kata sandi Anda diganti", sekarang=sekarang)
    return hasil


def pasang_sandi(
    *,
    pegawai: Pegawai,
    sandi: str,
    aksi: str,
    oleh: Pegawai,
    sekarang: datetime,
    sesi_ini: int | None = None,
) -> Pegawai:
    """Simpan kata sandi yang sudah boleh diganti. Menolak sandi lemah, termasuk yang memuat NIP."""
    tolak_sandi_lemah(sandi, pegawai)
    pegawai.set_password(sandi)
    pegawai.save(update_fields=["password"])
    terbuka = SesiMasuk.objects.filter(pegawai=pegawai, selesai__isnull=True)
    terbuka.exclude(pk=sesi_ini or 0).update(selesai=sekarang)
    catat(aksi=aksi, objek_jenis="pegawai", objek_id=pegawai.pk, oleh=oleh, sekarang=sekarang)
    return pegawai


def beri_tahu_sandi(*, pegawai: Pegawai, judul: str, sekarang: datetime) -> None:
    """Kabari pemiliknya di layar dan lewat surel, supaya penggantian yang bukan olehnya segera ketahuan."""
    beri_tahu(
        penerima_id=pegawai.pk,
        instansi_id=pegawai.instansi_id,
        judul=judul,
        isi=(
            f"{waktu(sekarang.astimezone(pegawai.instansi.zona_waktu))}. Perangkat lain sudah dikeluarkan. "
            "Bila bukan Anda, hubungi admin BKD."
        ),
        tautan=reverse("kepegawaian:profil"),
        kunci=f"sandi:{pegawai.pk}:{sekarang.isoformat()}",
        sekarang=sekarang,
        surel=pegawai.email,
    )


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
