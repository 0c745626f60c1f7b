"""Url musyawarah: warga dan pengelolanya."""

from django.urls import URLPattern, path

from umpan_balik.views import musyawarah, musyawarah_kelola

urlpatterns: list[URLPattern] = [
    path("musyawarah/terima/<str:tanda_terima_>/", musyawarah.terima, name="musyawarah_terima"),
    path("musyawarah/<slug:slug>/", musyawarah.daftar, name="musyawarah_daftar"),
    path("musyawarah/<slug:slug>/<int:musyawarah_id>/", musyawarah.rinci, name="musyawarah"),
    path("musyawarah/<slug:slug>/<int:musyawarah_id>/usul/", musyawarah.usulkan, name="musyawarah_usulkan"),
    path(
        "musyawarah/<slug:slug>/<int:musyawarah_id>/dukung/<int:usul_id>/",
        musyawarah.dukung,
        name="musyawarah_dukung",
    ),
    path("kelola-musyawarah/", musyawarah_kelola.kelola, name="musyawarah_kelola"),
    path("kelola-musyawarah/baru/", musyawarah_kelola.susun, name="musyawarah_baru"),
    path(
        "kelola-musyawarah/<int:musyawarah_id>/",
        musyawarah_kelola.kelola_rinci,
        name="musyawarah_kelola_rinci",
    ),
    path("kelola-musyawarah/<int:musyawarah_id>/ubah/", musyawarah_kelola.susun, name="musyawarah_ubah"),
    path(
        "kelola-musyawarah/<int:musyawarah_id>/buka/",
        musyawarah_kelola.langkah,
        {"aksi": "buka"},
        name="musyawarah_buka",
    ),
    path(
        "kelola-musyawarah/<int:musyawarah_id>/tutup/",
        musyawarah_kelola.langkah,
        {"aksi": "tutup"},
        name="musyawarah_tutup",
    ),
    path("kelola-musyawarah/usul/<int:usul_id>/", musyawarah_kelola.usul, name="musyawarah_usul"),
]
