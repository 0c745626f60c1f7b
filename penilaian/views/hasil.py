"""Hasil seorang pegawai."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from penilaian.models import Hasil


@login_required
def rinci(request: HttpRequest, hasil_id: int) -> HttpResponse:
    """Satu hasil milik sendiri."""
    hasil = get_object_or_404(Hasil, pk=hasil_id, pegawai=request.user)
    return HttpResponse(hasil.predikat, content_type="text/plain")
