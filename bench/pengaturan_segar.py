"""Pengaturan pengukuran tanpa simpanan sementara: tiap permintaan menghitung semuanya sendiri."""

from bench.pengaturan import *  # noqa: F403

CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
