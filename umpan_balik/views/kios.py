"""Tablet di loket: formulir yang sama, dikosongkan sendiri untuk orang berikutnya. Tanpa skrip."""

import hmac
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from umpan_balik import tanda
from umpan_balik.forms.survei import SurveiForm
from umpan_balik.models import TitikLayanan
from umpan_balik.queries import tanda_terima
from umpan_balik.queries.titik import titik_warga
from umpan_balik.views.survei import gambar, terima_kiriman
from umpan_balik.views.terima import gambar_terima, tidak_menerima

# Tanda terima tidak ditinggalkan di layar untuk orang berikutnya.
UMUR_DI_LAYAR = timedelta(minutes=1)
SELA_TERIMA = timedelta(seconds=45)
UMUR_FORMULIR = timedelta(minutes=10)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def survei(request: HttpRequest, token: str, kunci: str) -> HttpResponse:
    """Formulir untuk tablet yang alamatnya masih terpasang."""
    titik = _titik(token, kunci)
    if titik is None or not titik.aktif:
        return tidak_menerima(request, titik)
    if request.method == "POST":
        return terima_kiriman(request, titik, kios=kunci)
    jawaban = gambar(request, titik, SurveiForm(initial={"kode": ""}), kios=kunci)
    return _kembali(jawaban, token, kunci, UMUR_FORMULIR)


@require_safe
def terima(request: HttpRequest, token: str, kunci: str, tanda_terima_: str) -> HttpResponse:
    """Ucapan terima kasih, paling lama semenit; sesudahnya kembali ke formulir kosong."""
    titik = _titik(token, kunci)
    if titik is None:
        return tidak_menerima(request, None)
    terbaca = tanda.baca("terima", tanda_terima_, umur=UMUR_DI_LAYAR)
    isi = tanda_terima.terima_dengan_kunci(UUID(terbaca.isi)) if terbaca and terbaca.segar else None
    awal = reverse("umpan_balik:survei_kios", args=[token, kunci])
    if isi is None:
        return redirect(awal)
    jawaban = gambar_terima(request, isi, tampil_kode=True, kios=awal)
    return _kembali(jawaban, token, kunci, SELA_TERIMA)


def _kembali(jawaban: HttpResponse, token: str, kunci: str, sesudah: timedelta) -> HttpResponse:
    """Layar yang ditinggal kosong sendiri; kepala Refresh dipahami semua peramban, juga yang lama."""
    awal = reverse("umpan_balik:survei_kios", args=[token, kunci])
    jawaban.headers["Refresh"] = f"{int(sesudah.total_seconds())}; url={awal}"
    return jawaban


def _titik(token: str, kunci: str) -> TitikLayanan | None:
    """Titik yang tabletnya beralamat itu; alamat yang dicabut atau ditebak tidak membuka apa pun."""
    titik = titik_warga(token)
    cocok = titik is not None and bool(titik.kunci_kios) and hmac.compare_digest(titik.kunci_kios, kunci)
    return titik if cocok else None
