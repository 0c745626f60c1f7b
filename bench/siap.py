"""Diimpor paling dahulu: menyiapkan Django sebelum modul pengukuran memuat model."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_kinerja.settings")
django.setup()
