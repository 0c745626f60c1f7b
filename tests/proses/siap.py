"""Diimpor paling dahulu: Celery baru menyiapkan Django belakangan, sedangkan alat perusak memuat model."""

import django

from asn_kinerja.celery import app

__all__ = ["app"]

django.setup()
