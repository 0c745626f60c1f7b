"""Alamat halaman yang ditulis ke pemberitahuan."""

from django.urls import reverse


def alamat_daftar() -> str:
    return reverse("pelatihan:daftar")
