"""Siapkan Django sebelum modul yang memakai modelnya diimpor."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mutu.pindai.pengaturan")
django.setup()
