"""Url usulan pelatihan: milik sendiri dan milik bawahan."""

from django.urls import URLPattern, path

from pelatihan.views import persetujuan, usulan

urlpatterns: list[URLPattern] = [
    path("pelatihan/usulan/", usulan.daftar, name="usulan"),
    path("pelatihan/usulan/<int:usulan_id>/", usulan.rinci, name="usulan_rinci"),
    path("pelatihan/usulan/<int:usulan_id>/tarik/", usulan.tarik, name="usulan_tarik"),
    path("pelatihan/usulan/<int:usulan_id>/daftar/", usulan.daftar_sesi, name="usulan_daftar"),
    path("pelatihan/usulan/<int:usulan_id>/batal/", usulan.batal_daftar, name="usulan_batal"),
    path(
        "pelatihan/usulan/<int:usulan_id>/kehadiran/urungkan/",
        usulan.urungkan_hadir,
        name="usulan_urungkan_hadir",
    ),
    path("pelatihan/usulan/<int:usulan_id>/sertifikat/", usulan.sertifikat, name="usulan_sertifikat"),
    path("pelatihan/usulan/<int:usulan_id>/berkas/", usulan.berkas, name="usulan_berkas"),
    path("pelatihan/persetujuan/", persetujuan.bawahan, name="usulan_bawahan"),
]
