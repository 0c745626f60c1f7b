"""Url pelaporan: target triwulan, catatan harian, papan tim."""

from django.urls import URLPattern, path

from indikator.views import bukti, harian, kemajuan_indikator, papan, triwulan

urlpatterns: list[URLPattern] = [
    path("kemajuan/indikator/", kemajuan_indikator.indikator, name="kemajuan_indikator"),
    path("bukti/unggah/", bukti.unggah, name="bukti_unggah"),
    path("papan/", papan.papan, name="papan"),
    path("papan/unduh/", papan.papan_unduh, name="papan_unduh"),
    path("harian/", harian.harian, name="harian"),
    path("harian/tim/<int:pegawai_id>/", harian.bawahan, name="harian_bawahan"),
    path("harian/berkas/<int:catatan_id>/", harian.berkas, name="harian_berkas"),
    path(
        "skp/<int:skp_id>/indikator/<int:indikator_id>/triwulan/",
        triwulan.triwulan,
        name="skp_triwulan",
    ),
]
