"""Pengaturan produk untuk proses sungguhan di dalam uji: jadwal yang diuji saja, surel dicatat, tanpa jam tenang.

Yang tidak disebut lingkungan berlaku seperti di produk.
"""

import os
from datetime import datetime

from asn_kinerja.settings import *  # noqa: F403
from asn_kinerja.settings import CELERY_BEAT_SCHEDULE as _JADWAL
from asn_kinerja.settings import CELERY_BROKER_TRANSPORT_OPTIONS as _ANTAR
from asn_kinerja.settings import STORAGES as _STORAGES

EMAIL_BACKEND = "tests.proses.surel.PencatatSurel"
if "UJI_SMTP" in os.environ:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = "127.0.0.1", int(os.environ["UJI_SMTP"])
JAM_TENANG = "tests.proses.pengaturan.tidak_tenang"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
FAKTOR_KEDUA_WAJIB = FAKTOR_KEDUA_PENILAI = False
STORAGES = _STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# Dipercepat hanya bila diminta: detik antar detak dan antar kiriman, dan batas terlihatnya pesan yang belum dibalas.
CELERY_BEAT_SCHEDULE = {nama: dict(_JADWAL[nama]) for nama in ("kirim-kotak-keluar", "detak-penutupan")}
if "UJI_PAKET" in os.environ:
    CELERY_BEAT_SCHEDULE["detak-paket-dokumen"] = dict(_JADWAL["detak-paket-dokumen"])
for _nama, _kunci in (
    ("kirim-kotak-keluar", "UJI_KIRIM"),
    ("detak-penutupan", "UJI_DETAK"),
    ("detak-paket-dokumen", "UJI_PAKET"),
):
    if _kunci in os.environ:
        CELERY_BEAT_SCHEDULE[_nama]["schedule"] = float(os.environ[_kunci])
if "UJI_TERLIHAT" in os.environ:
    CELERY_VISIBILITY_TIMEOUT = int(os.environ["UJI_TERLIHAT"])
    CELERY_BROKER_TRANSPORT_OPTIONS = _ANTAR | {
        "visibility_timeout": CELERY_VISIBILITY_TIMEOUT,
        "unacked_restore_interval": 1,
    }


def tidak_tenang(*, instansi_id: int, sekarang: datetime) -> datetime | None:
    """Surel boleh keluar kapan saja; jam tenang diuji di tempat lain."""
    return None
