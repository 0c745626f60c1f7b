"""Pintu ketikan yang disimpan sendiri oleh static/draf.js. Tanpa skrip halaman memakai tombol simpannya sendiri."""

import json
import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inti.galat import GalatAturan
from inti.queries.draf import draf_formulir
from inti.rules.format import jam
from inti.services import draf as layanan
from inti.services.draf import Ketikan

KUNCI = re.compile(r"[a-z0-9_:.-]{1,120}")
UTAS = re.compile(r"[0-9a-f]{8,32}")
KELUAR = "Anda sudah keluar. Ketikan tetap ada di halaman ini; masuk lagi di tab lain."
BENTUK = "Bentuk kiriman ini tidak dikenal. Muat ulang halaman."


@never_cache
def draf(request: HttpRequest) -> HttpResponse:
    """GET: ketikan yang tersimpan untuk `?kunci=`. POST: simpan satu ketikan. Keluar dijawab 403, bukan pengalihan."""
    if not request.user.is_authenticated:
        return JsonResponse({"pesan": KELUAR}, status=403)
    if request.method != "POST":
        daftar = draf_formulir(request.user.pk, kunci=request.GET.get("kunci", ""))
        return render(request, "komponen/draf.html", {"daftar": daftar})
    ketikan = _baca(request)
    if ketikan is None:
        return JsonResponse({"pesan": BENTUK}, status=400)
    sekarang = timezone.now()
    try:
        hasil = layanan.simpan(ketikan=ketikan, oleh=request.user, sekarang=sekarang)
    except GalatAturan as galat:
        return JsonResponse({"pesan": galat.pesan}, status=413)
    return JsonResponse(
        {
            "utas": hasil.utas,
            "versi": hasil.versi,
            "bentrok": hasil.bentrok,
            "selesai": hasil.selesai,
            "lain": hasil.lain,
            "pada": jam(timezone.localtime(sekarang)),
        }
    )


def _baca(request: HttpRequest) -> Ketikan | None:
    kirim = request.POST
    kunci, utas, penulis = (kirim.get(n, "") for n in ("kunci", "utas", "penulis"))
    langkah, versi = kirim.get("langkah", ""), kirim.get("versi", "")
    try:
        isi = json.loads(kirim.get("isi", ""))
    except ValueError:
        return None
    patut = isinstance(isi, dict) and all(
        isinstance(nilai, list) and all(isinstance(satu, str) for satu in nilai) for nilai in isi.values()
    )
    bernomor = all(re.fullmatch(r"[0-9]{1,9}", n) for n in (langkah, versi))
    if not (
        patut and bernomor and KUNCI.fullmatch(kunci) and UTAS.fullmatch(utas) and UTAS.fullmatch(penulis)
    ):
        return None
    return Ketikan(kunci, utas, penulis, int(langkah), int(versi), kirim.get("dasar", "")[:40], isi)


@require_POST
def buang(request: HttpRequest) -> HttpResponse:
    """Buang satu ketikan sendiri; yang bukan miliknya dijawab 404."""
    if not request.user.is_authenticated:
        return JsonResponse({"pesan": KELUAR}, status=403)
    nomor = request.POST.get("id", "")
    ada = nomor.isdecimal() and len(nomor) < 19 and layanan.buang(draf_id=int(nomor), oleh=request.user)
    return HttpResponse(status=204 if ada else 404)


def selesai(request: HttpRequest) -> None:
    """Dipanggil view sesudah formulirnya tersimpan: ketikan halaman ini tidak ditawarkan lagi."""
    kunci, utas = request.POST.get("draf_kunci_id", ""), request.POST.get("draf_utas_id", "")
    if KUNCI.fullmatch(kunci) and UTAS.fullmatch(utas):
        layanan.selesaikan(kunci=kunci, utas=utas, oleh=request.user, sekarang=timezone.now())
