"""Faktor kedua: mencocokkan kode, mencatat perubahannya, dan melepas yang hilang."""

from datetime import datetime

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import waktu
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from kepegawaian.models import Pegawai, Peran
from kepegawaian.permissions import DI_LUAR_WEWENANG, akses
from kepegawaian.services import percobaan, sesi_masuk
from kepegawaian.services.wewenang import wajib_kelola_pegawai

UNTUK = "faktor"
UTAMA = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
KODE_BELUM_COCOK = "Kode belum cocok. Ketik kode yang sedang tampil di aplikasi, atau satu kode cadangan."
KODE_TERPAKAI = "Kode ini sudah dipakai. Tunggu kode berikutnya di aplikasi, paling lama 30 detik."
TERAKHIR_WAJIB = "Peran Anda mewajibkan faktor kedua. Pasang penggantinya dahulu, baru lepas yang ini."
# Kejadian allauth → kalimat di layar sesudahnya.
PESAN = {
    "mfa/messages/totp_activated.txt": "Aplikasi kode terpasang. Simpan juga kode cadangannya.",
    "mfa/messages/totp_deactivated.txt": "Aplikasi kode dilepas.",
    "mfa/messages/webauthn_added.txt": "Kunci sandi ditambahkan.",
    "mfa/messages/webauthn_removed.txt": "Kunci sandi dilepas.",
}
# Kejadian allauth → aksi di jejak dan judul pemberitahuan.
KEJADIAN = {
    "mfa/email/totp_activated": ("faktor.aplikasi_dipasang", "Aplikasi kode dipasang di akun Anda"),
    "mfa/email/totp_deactivated": ("faktor.aplikasi_dilepas", "Aplikasi kode dilepas dari akun Anda"),
    "mfa/email/webauthn_added": ("faktor.kunci_ditambah", "Kunci sandi ditambahkan ke akun Anda"),
    "mfa/email/webauthn_removed": ("faktor.kunci_dilepas", "Kunci sandi dilepas dari akun Anda"),
    "mfa/email/recovery_codes_generated": ("faktor.kode_cadangan_baru", "Kode cadangan Anda dibuat ulang"),
}
DICATAT_HALAMAN = {"mfa/email/totp_activated", "mfa/email/recovery_codes_generated"}


class FaktorTidakTerbaca(GalatAturan):
    """Rahasia faktor kedua tidak terbaca dengan kunci peladen mana pun (docs/operasi/kunci.md)."""

    def __init__(self) -> None:
        super().__init__(
            "Kode Anda belum dapat diperiksa: kunci peladen berganti dan faktor kedua Anda belum disalin ke kunci baru. Ini bukan "
            "kesalahan Anda. Hubungi admin BKD; pengelola peladen dapat memulihkannya tanpa Anda memasang ulang.",
            bidang="code",
        )


def cocokkan(*, pegawai: Pegawai, kode: str, sekarang: datetime) -> Authenticator:
    """Cocokkan kode aplikasi atau kode cadangan; kembalikan faktornya.

    Menolak dengan TerlaluSering sesudah 10 kali per 15 menit atau 50 sehari; kode yang sudah dipakai, juga di
    peladen lain (langkah terakhir disimpan di barisnya, di bawah kunci); kode yang keliru; FaktorTidakTerbaca.
    """
    percobaan.hitung_akun(nip=pegawai.nip, untuk=UNTUK, sekarang=sekarang)
    faktor = _cari(pegawai, "".join(kode.split()))
    if faktor is None:
        raise GalatAturan(KODE_BELUM_COCOK, bidang="code")
    percobaan.lupakan_akun(nip=pegawai.nip, untuk=UNTUK)
    return faktor


@transaction.atomic
def _cari(pegawai: Pegawai, kode: str) -> Authenticator | None:
    milik = {
        a.type: a
        for a in Authenticator.objects.select_for_update().filter(
            user_id=pegawai.pk, type__in=(Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)
        )
    }
    aplikasi = milik.get(Authenticator.Type.TOTP)
    if aplikasi is not None:
        langkah = langkah_kode(decrypt(aplikasi.data["secret"]), kode)
        if langkah is not None:
            tandai_langkah(faktor=aplikasi, langkah=langkah)
            return aplikasi
    cadangan = milik.get(Authenticator.Type.RECOVERY_CODES)
    return cadangan if cadangan is not None and cadangan.wrap().validate_code(kode) else None


def sisa_cadangan(faktor: Authenticator) -> int | None:
    """Banyaknya kode cadangan yang masih dapat dipakai; None bila tidak terbaca."""
    try:
        return len(faktor.wrap().get_unused_codes())
    except FaktorTidakTerbaca:
        return None


def langkah_kode(rahasia: str, kode: str) -> int | None:
    """Langkah 30 detik yang menghasilkan kode itu; None bila bukan kode yang berlaku sekarang."""
    for langkah in yield_hotp_counters_from_time():
        if compare_user_code(actual=kode, expected=format_hotp_value(hotp_value(rahasia, langkah))):
            return int(langkah)
    return None


def tandai_langkah(*, faktor: Authenticator, langkah: int) -> None:
    """Langkah itu dan sebelumnya tidak diterima lagi. Menolak yang sudah terpakai."""
    if langkah <= faktor.data.get("langkah", -1):
        raise GalatAturan(KODE_TERPAKAI, bidang="code")
    faktor.data["langkah"] = langkah
    faktor.save(update_fields=["data"])


def wajib(pegawai: Pegawai, *, sekarang: datetime) -> bool:
    """Apakah peran yang dipegang hari ini mewajibkan faktor kedua."""
    hari_ini = pegawai.instansi.hari_pada(sekarang)
    return bool(settings.FAKTOR_KEDUA_WAJIB) and akses(pegawai, pada=hari_ini).pengelola


def terakhir_dan_wajib(faktor: Authenticator, *, sekarang: datetime) -> bool:
    """Apakah melepasnya meninggalkan pemegang peran pengelola tanpa faktor kedua."""
    lain = Authenticator.objects.filter(user_id=faktor.user_id, type__in=UTAMA).exclude(pk=faktor.pk)
    return faktor.type in UTAMA and not lain.exists() and wajib(faktor.user, sekarang=sekarang)


def catat_perubahan(*, kejadian: str, pegawai: Pegawai, sekarang: datetime) -> None:
    """Jejak dan pemberitahuan untuk faktor yang dipasang atau dilepas pemiliknya."""
    aksi, judul = KEJADIAN[kejadian]
    with transaction.atomic():
        jejak = catat(aksi=aksi, objek_jenis="pegawai", objek_id=pegawai.pk, oleh=pegawai, sekarang=sekarang)
        _beri_tahu(pegawai, judul, f"faktor:{jejak.pk}", pegawai, sekarang)


@transaction.atomic
def lepaskan(*, pegawai: Pegawai, alasan: str, oleh: Pegawai, sekarang: datetime) -> int:
    """Lepas semua faktor kedua orang yang kehilangan ponsel atau kuncinya, sesudah dikenali langsung.

    Kembalikan banyaknya. Menolak: diri sendiri, pemegang peran pengelola oleh selain admin BKD, di luar kewenangan,
    tanpa alasan, dan orang yang memang belum memasang apa pun. Semua perangkatnya keluar, termasuk ponsel yang hilang itu.
    """
    if oleh.pk == pegawai.pk:
        raise TidakBerhak("Faktor kedua sendiri dilepas admin BKD lain, supaya sandi yang bocor tidak cukup.")
    hari_ini = pegawai.instansi.hari_pada(sekarang)
    wajib_kelola_pegawai(oleh, instansi=pegawai.instansi, sekarang=sekarang, unit_ids=None)
    if (
        akses(pegawai, pada=hari_ini).pengelola
        and Peran.Jenis.ADMIN_BKD not in akses(oleh, pada=hari_ini).peran
    ):
        raise TidakBerhak(DI_LUAR_WEWENANG)
    if not alasan.strip():
        raise GalatAturan("Tulis bagaimana orangnya dikenali, misalnya datang dengan KTP.", bidang="alasan")
    milik = Authenticator.objects.select_for_update().filter(user_id=pegawai.pk)
    jenis = sorted(milik.values_list("type", flat=True))
    if not jenis:
        raise GalatAturan(f"{pegawai.nama} belum memasang faktor kedua, jadi tidak ada yang dilepas.")
    milik.delete()
    sesi_masuk.keluarkan_semua(pegawai=pegawai, sekarang=sekarang)
    jejak = catat(
        aksi="faktor.dilepas_pengelola",
        objek_jenis="pegawai",
        objek_id=pegawai.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=pegawai.instansi_id,
        isi={"jenis": jenis},
        alasan=alasan.strip(),
    )
    _beri_tahu(pegawai, "Faktor kedua Anda dilepas", f"faktor:{jejak.pk}", oleh, sekarang)
    return len(jenis)


def _beri_tahu(pegawai: Pegawai, judul: str, kunci: str, oleh: Pegawai, sekarang: datetime) -> None:
    beri_tahu(
        penerima_id=pegawai.pk,
        instansi_id=pegawai.instansi_id,
        judul=judul,
        isi=(
            f"Oleh {oleh.nama}, {waktu(sekarang.astimezone(pegawai.instansi.zona_waktu))}. "
            "Bila bukan Anda, ganti kata sandi dan hubungi admin BKD."
        ),
        tautan=reverse("mfa_index"),
        kunci=kunci,
        sekarang=sekarang,
        surel=pegawai.email,
    )
