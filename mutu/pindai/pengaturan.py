"""Pengaturan situs yang dipindai: seperti situs contoh, ditambah satu halaman yang sengaja rentan sebagai pembanding."""

from asn_kinerja.settings import *  # noqa: F403
from asn_kinerja.settings import MIDDLEWARE as _MIDDLEWARE
from asn_kinerja.settings import STORAGES as _STORAGES

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
ROOT_URLCONF = "mutu.pindai.rentan"
# Pembatas pencarian dan unduhan akan menghentikan pemindai sebelum ia sampai ke halamannya.
MIDDLEWARE = [satu for satu in _MIDDLEWARE if not satu.startswith("asn_kinerja.laju.")]
STORAGES = _STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
