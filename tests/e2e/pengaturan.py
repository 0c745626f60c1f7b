"""Pengaturan pekerja latar dalam uji: sama dengan produk, hanya detak tiap menit menjadi tiap dua detik.

Yang diuji adalah bahwa jadwal memulainya tanpa tombol, bukan lamanya semenit.
"""

from asn_kinerja.settings import *  # noqa: F403
from asn_kinerja.settings import CELERY_BEAT_SCHEDULE as BAWAAN

CELERY_BEAT_SCHEDULE = BAWAAN | {
    "detak-penutupan": BAWAAN["detak-penutupan"] | {"schedule": 2.0, "options": {"expires": 2}}
}
