"""Url katalog pelatihan dan sesinya."""

from functools import partial

from django.urls import URLPattern, path

from pelatihan.views import katalog, sesi

urlpatterns: list[URLPattern] = [
    path("pelatihan/katalog/", katalog.katalog, name="katalog"),
    path("pelatihan/katalog/baru/", katalog.baru, name="katalog_baru"),
    path("pelatihan/katalog/unduh/", katalog.unduh, name="katalog_unduh"),
    path("pelatihan/katalog/<int:pelatihan_id>/", katalog.rinci, name="katalog_rinci"),
    path("pelatihan/katalog/<int:pelatihan_id>/ubah/", katalog.ubah, name="katalog_ubah"),
    path(
        "pelatihan/katalog/<int:pelatihan_id>/tarik/",
        partial(katalog.atur_aktif, aktif=False),
        name="katalog_tarik",
    ),
    path(
        "pelatihan/katalog/<int:pelatihan_id>/tawarkan/",
        partial(katalog.atur_aktif, aktif=True),
        name="katalog_tawarkan",
    ),
    path("pelatihan/katalog/<int:pelatihan_id>/usulkan/", katalog.usulkan, name="usulkan"),
    path("pelatihan/katalog/<int:pelatihan_id>/sesi/baru/", sesi.baru, name="sesi_baru"),
    path("pelatihan/sesi/<int:sesi_id>/kalender.ics", sesi.kalender, name="sesi_kalender"),
]
