"""Masuk lewat penyedia identitas; aktif bila OIDC_URL diisi, selain itu 404."""

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from requests.exceptions import RequestException

# Penyedia mati, atau jawabannya cacat bentuk; allauth hanya menangani sebagian.
CACAT = (RequestException, AttributeError, KeyError, TypeError, ValueError)


@never_cache
@require_safe
def mulai(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Ke halaman masuk penyedia, membawa state dan PKCE."""
    try:
        return oidc.login(request, provider_id)
    except CACAT:
        return _terhenti(request)


@never_cache
@require_safe
def kembali(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Pulang dari penyedia: cocokkan NIP-nya, lalu tahap faktor kedua seperti biasa."""
    try:
        return oidc.callback(request, provider_id)
    except CACAT:
        return _terhenti(request)


@never_cache
@require_safe
def batal(request: HttpRequest) -> HttpResponse:
    """Orangnya membatalkan di halaman penyedia."""
    return redirect("kepegawaian:masuk")


def _terhenti(request: HttpRequest) -> HttpResponse:
    try:
        get_adapter().on_authentication_error(request, None)
    except ImmediateHttpResponse as galat:
        return galat.response
    return redirect("kepegawaian:masuk")
