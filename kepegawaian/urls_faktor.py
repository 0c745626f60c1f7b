"""Url yang namanya dipanggil django-allauth: masuk, konfirmasi, faktor kedua, OIDC.

Hanya yang kita kehendaki; pendaftaran, surel, dan halaman masuk bawaannya tidak ada.
"""

from django.urls import path

from kepegawaian.views import faktor, lanjut, masuk, sso

urlpatterns = [
    path("masuk/", masuk.masuk, name="account_login"),
    path("keluar/", masuk.keluar, name="account_logout"),
    path("konfirmasi/", lanjut.konfirmasi, name="account_reauthenticate"),
    path("masuk/kunci-sandi/", faktor.masuk_kunci, name="mfa_login_webauthn"),
    path("masuk/oidc/", sso.mulai, {"provider_id": "oidc"}, name="openid_connect_login"),
    path("masuk/oidc/kembali/", sso.kembali, {"provider_id": "oidc"}, name="openid_connect_callback"),
    path("masuk/oidc/batal/", sso.batal, name="socialaccount_login_cancelled"),
    path("faktor-kedua/", faktor.keamanan, name="mfa_index"),
    path("faktor-kedua/kode/", faktor.tahap_kode, name="mfa_authenticate"),
    path("faktor-kedua/konfirmasi/", faktor.konfirmasi_kode, name="mfa_reauthenticate"),
    path("faktor-kedua/aplikasi/pasang/", faktor.pasang_aplikasi, name="mfa_activate_totp"),
    path("faktor-kedua/aplikasi/lepas/", faktor.lepas_aplikasi, name="mfa_deactivate_totp"),
    path("faktor-kedua/kode-cadangan/", faktor.kode_cadangan, name="mfa_view_recovery_codes"),
    path("faktor-kedua/kode-cadangan/buat/", faktor.buat_kode_cadangan, name="mfa_generate_recovery_codes"),
    path("faktor-kedua/kunci/", faktor.daftar_kunci, name="mfa_list_webauthn"),
    path("faktor-kedua/kunci/tambah/", faktor.tambah_kunci, name="mfa_add_webauthn"),
    path("faktor-kedua/kunci/konfirmasi/", faktor.konfirmasi_kunci, name="mfa_reauthenticate_webauthn"),
    path("faktor-kedua/kunci/<int:pk>/ubah/", faktor.ubah_kunci, name="mfa_edit_webauthn"),
    path("faktor-kedua/kunci/<int:pk>/lepas/", faktor.lepas_kunci, name="mfa_remove_webauthn"),
]
