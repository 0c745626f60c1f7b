"""Peramban uji yang sudah masuk."""

from django.test import Client

from kepegawaian.models import Pegawai


def masuk(orang: Pegawai) -> Client:
    """Peramban baru yang masuk sebagai orang itu; tiap panggilan sesinya sendiri."""
    klien = Client()
    klien.force_login(orang)
    return klien
