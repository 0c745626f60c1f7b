"""Kode pendek dari poster, diketik warga yang tidak dapat memindai QR-nya."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from umpan_balik.queries.titik import titik_dari_kode
from umpan_balik.rules.bahasa import KATA, bahasa, seberang
from umpan_balik.views.bantu import alamat_dalam, kata_dalam


@require_safe
def cari_titik(request: HttpRequest) -> HttpResponse:
    """Kode pendek dari poster diketik di sini; kodenya hanya membuka formulir yang memang untuk umum."""
    ketikan = request.GET.get("kode", "")[:40]
    titik = titik_dari_kode(ketikan) if ketikan else None
    dalam = bahasa(request.GET.get("b", ""))
    if titik is not None:
        return redirect(alamat_dalam("umpan_balik:survei", dalam, titik.token))
    isi = {
        "ketikan": ketikan,
        "url_bahasa": alamat_dalam("umpan_balik:survei_cari", seberang(dalam)),
    } | kata_dalam(dalam, KATA)
    return render(request, "umpan_balik/warga/cari.html", isi)
