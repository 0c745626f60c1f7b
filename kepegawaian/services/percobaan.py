"""Membatasi tebakan kata sandi tanpa mengunci pemiliknya.

Yang dihitung adalah pasangan NIP dan klien (perangkat yang dikenal, atau alamat), serta klien itu sendiri.
Penyerang dari tempat lain tidak menghabiskan jatah pemilik, dan perangkat yang pernah dipakai masuk
punya jatah sendiri walaupun satu jaringan dengan penyerang.
"""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.db.models import Min, Sum

from inti.galat import GalatAturan
from kepegawaian.models import PercobaanMasuk

EMBER = timedelta(minutes=5)
# Empat ember = 15 sampai 20 menit: dalam 15 menit mana pun tidak pernah lebih dari batasnya.
EMBER_DIHITUNG = 4
BATAS_PASANGAN = 10
BATAS_KLIEN = 100
SIMPAN = timedelta(days=1)
# Tahap sesudah kata sandi benar: penebaknya sudah tahu sandinya, jadi yang dihitung akunnya, dari mana pun asalnya.
BATAS_AKUN = 10
BATAS_AKUN_SEHARI = 50


@dataclass(frozen=True, slots=True)
class Klien:
    """Dari mana percobaan datang. `perangkat` hanya terisi bila kuki perangkatnya asli dan milik NIP itu."""

    alamat: str
    perangkat: str = ""


class TerlaluSering(GalatAturan):
    """Jatah percobaan habis (429); `coba_lagi` saat jatahnya kembali."""

    def __init__(self, pesan: str, *, coba_lagi: datetime) -> None:
        super().__init__(pesan)
        self.coba_lagi = coba_lagi


def hitung(*, nip: str, klien: Klien, untuk: str, sekarang: datetime) -> None:
    """Catat satu percobaan, lalu tolak dengan TerlaluSering bila jatahnya habis.

    Dicatat sebelum kata sandi diperiksa dan di luar transaksi, supaya percobaan serentak pun terhitung.
    """
    kunci = {_pasangan(nip, klien, untuk): BATAS_PASANGAN}
    if not klien.perangkat:
        kunci[_klien(klien, untuk)] = BATAS_KLIEN
    for satu, batas in kunci.items():
        _tambah(satu, sekarang)
        ember = _ember_terisi(satu, sekarang)
        if sum(ember.values()) > batas:
            coba_lagi = _jatah_kembali(ember, batas)
            menit = max(1, -(-int((coba_lagi - sekarang).total_seconds()) // 60))
            raise TerlaluSering(
                f"Sudah terlalu banyak percobaan dari sini. Coba lagi {menit} menit lagi, "
                "atau minta kode sekali pakai kepada pengelola kepegawaian di unit Anda.",
                coba_lagi=coba_lagi,
            )


def hitung_akun(*, nip: str, untuk: str, sekarang: datetime) -> None:
    """Catat satu percobaan pada akunnya; tolak dengan TerlaluSering sesudah 10 per 15 menit atau 50 sehari.

    Dipakai untuk kode faktor kedua dan konfirmasi ulang: hanya yang sudah tahu sandi (atau memegang sesi)
    sampai di sini, jadi orang luar tidak dapat mengunci pemiliknya.
    """
    kunci = sidik("akun", untuk, nip)
    _tambah(kunci, sekarang)
    ember = _ember_terisi(kunci, sekarang)
    sehari = PercobaanMasuk.objects.filter(kunci=kunci, jendela__gt=sekarang - SIMPAN).aggregate(
        jumlah=Sum("jumlah"), awal=Min("jendela")
    )
    if sum(ember.values()) > BATAS_AKUN:
        _tolak(_jatah_kembali(ember, BATAS_AKUN), sekarang)
    if (sehari["jumlah"] or 0) > BATAS_AKUN_SEHARI:
        _tolak(sehari["awal"] + SIMPAN, sekarang)


def lupakan_akun(*, nip: str, untuk: str) -> None:
    """Sesudah berhasil: hitungan akunnya mulai dari nol."""
    PercobaanMasuk.objects.filter(kunci=sidik("akun", untuk, nip)).delete()


def _tolak(coba_lagi: datetime, sekarang: datetime) -> None:
    menit = max(1, -(-int((coba_lagi - sekarang).total_seconds()) // 60))
    lama = f"{menit} menit" if menit < 120 else f"{-(-menit // 60)} jam"
    raise TerlaluSering(
        f"Sudah terlalu banyak percobaan. Coba lagi {lama} lagi, "
        "atau minta bantuan pengelola kepegawaian di unit Anda.",
        coba_lagi=coba_lagi,
    )


def lupakan(*, nip: str, klien: Klien, untuk: str, sekarang: datetime) -> None:
    """Sesudah berhasil: hapus hitungan pasangannya, kembalikan satu jatah klien, dan buang catatan lama."""
    PercobaanMasuk.objects.filter(kunci=_pasangan(nip, klien, untuk)).delete()
    if not klien.perangkat:
        _tambah(_klien(klien, untuk), sekarang, -1)
    PercobaanMasuk.objects.filter(jendela__lt=sekarang - SIMPAN).delete()


def _pasangan(nip: str, klien: Klien, untuk: str) -> str:
    return sidik("pasangan", untuk, nip, klien.perangkat or jaringan(klien.alamat))


def _klien(klien: Klien, untuk: str) -> str:
    return sidik("klien", untuk, jaringan(klien.alamat))


def jaringan(alamat: str) -> str:
    """Satu langganan IPv6 memegang satu /64 penuh; dihitung sebagai satu klien."""
    try:
        ip = ip_address(alamat)
    except ValueError:
        return alamat
    return str(ip_network(f"{ip}/64", strict=False)) if ip.version == 6 else alamat


def sidik(*bagian: str) -> str:
    """Kunci hitungan: sidik berkunci rahasia, sehingga NIP dan alamat tidak tersimpan."""
    isi = "\x1f".join(bagian).encode()
    return hmac.new(settings.KUNCI_SIDIK.encode(), b"percobaan\x1f" + isi, hashlib.sha256).hexdigest()


def ember_kini(sekarang: datetime) -> datetime:
    """Awal ember lima menit yang sedang berjalan."""
    detik = int(EMBER.total_seconds())
    return datetime.fromtimestamp(int(sekarang.timestamp()) // detik * detik, tz=UTC)


def _tambah(kunci: str, sekarang: datetime, banyak: int = 1) -> None:
    with connection.cursor() as kursor:
        kursor.execute(
            """
            INSERT INTO kepegawaian_percobaanmasuk AS p (kunci, jendela, jumlah)
            VALUES (%(kunci)s, %(jendela)s, GREATEST(%(banyak)s, 0))
            ON CONFLICT (kunci, jendela) DO UPDATE SET jumlah = GREATEST(p.jumlah + %(banyak)s, 0)
            """,
            {"kunci": kunci, "jendela": ember_kini(sekarang), "banyak": banyak},
        )


def _ember_terisi(kunci: str, sekarang: datetime) -> dict[datetime, int]:
    """Banyak percobaan tiap ember yang masih dihitung, dari yang tertua."""
    batas = ember_kini(sekarang) - EMBER * (EMBER_DIHITUNG - 1)
    baris = PercobaanMasuk.objects.filter(kunci=kunci, jendela__gte=batas, jumlah__gt=0).order_by("jendela")
    return dict(baris.values_list("jendela", "jumlah"))


def _jatah_kembali(ember: dict[datetime, int], batas: int) -> datetime:
    """Saat cukup banyak ember tertua gugur sehingga satu percobaan lagi diterima."""
    sisa = sum(ember.values())
    for jendela, banyak in ember.items():
        sisa -= banyak
        if sisa < batas:
            return jendela + EMBER * EMBER_DIHITUNG
    raise AssertionError("batas percobaan harus lebih dari nol")
