"""Akar proyek: pengaturan, url, jadwal, dan yang merangkum semua aplikasi."""

from asn_kinerja.celery import app as celery_app

__all__ = ["celery_app"]
