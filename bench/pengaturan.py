"""Pengaturan aplikasi seperti di peladen, ditambah satu url pembanding."""

from asn_kinerja.settings import *  # noqa: F403
from asn_kinerja.settings import STORAGES as _STORAGES

ROOT_URLCONF = "bench.urls"
# Berkas statis tidak ikut diukur, jadi manifesnya tidak perlu ada.
STORAGES = _STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
LOGGING: dict[str, object] = {"version": 1, "disable_existing_loggers": True}
