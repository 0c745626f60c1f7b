"""Penyandi kata sandi yang biayanya dipilih untuk hari tenggat, dan kata setempat yang tidak boleh menjadi sandi."""

import re
from typing import Any

from django.contrib.auth.hashers import Argon2PasswordHasher
from django.core.exceptions import ValidationError


class Argon2Hemat(Argon2PasswordHasher):
    """Argon2id dengan parameter kedua RFC 9106 diperkecil (19 MiB, 2 putaran, anjuran OWASP).

    Ribuan orang masuk dalam sepuluh menit pada hari tenggat; bawaan Django (100 MiB, 8 utas) membuat
    dua inti hanya melayani beberapa orang per detik.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1


class KataSetempat:
    """Menolak sandi yang, tanpa angka dan kata yang dikenal semua orang di pemda, hampir tidak bersisa.

    "Kinerja2026!" dan "BKDSerang#1" tertebak lebih dahulu daripada kata kamus mana pun. Kata setempat di dalam sandi yang
    lebih panjang tetap boleh. Daftarnya, ditambah nama pemda orangnya, disebut di docs/keamanan/masuk.md.
    """

    KATA = (
        "asn", "kinerja", "ekinerja", "pegawai", "negeri", "sipil", "pns", "pppk", "skp", "nip", "bkn", "bkd", "bkpsdm", "pemda",
        "pemkot", "pemkab", "pemprov", "pemerintah", "daerah", "provinsi", "kabupaten", "kota", "dinas", "badan", "kantor",
        "kecamatan", "kelurahan", "puskesmas", "kepala", "admin", "password", "sandi", "rahasia", "masuk", "indonesia",
        "merdeka", "pancasila", "garuda", "bismillah",
    )  # fmt: skip
    PALING_SEDIKIT = 4

    def validate(self, password: str, user: Any = None) -> None:
        """ValidationError bila huruf yang tersisa kurang dari empat."""
        sisa = re.sub(r"[\W\d_]", "", password.lower())
        instansi = getattr(user, "instansi", None)
        tempat = re.findall(r"\w{4,}", instansi.nama.lower()) if instansi else []
        kata = sorted({*self.KATA, *tempat}, key=len, reverse=True)
        tanpa = re.sub("|".join(map(re.escape, kata)), "", sisa)
        if tanpa != sisa and len(tanpa) < self.PALING_SEDIKIT:
            raise ValidationError(
                "Kata sandi ini hanya terdiri dari kata yang mudah ditebak di kantor. Tambahkan beberapa kata lain.",
                code="kata_setempat",
            )

    def get_help_text(self) -> str:
        return "Jangan hanya nama aplikasi, kantor, atau daerah Anda."
