"""Aplikasi Celery; jadwal ada di settings, pekerjaan di tasks.py tiap aplikasi."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_kinerja.settings")

app = Celery("asn_kinerja")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
