"""Penyandi kata sandi yang biayanya dipilih untuk hari tenggat."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2Hemat(Argon2PasswordHasher):
    """Argon2id dengan parameter kedua RFC 9106 diperkecil (19 MiB, 2 putaran, anjuran OWASP).

    Ribuan orang masuk dalam sepuluh menit pada hari tenggat; bawaan Django (100 MiB, 8 utas) membuat
    dua inti hanya melayani beberapa orang per detik.
    """

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1
