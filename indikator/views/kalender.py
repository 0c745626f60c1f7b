"""Kalender tenggat: di layar, dan sebagai berkas untuk kalender ponsel."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET
from icalendar import Calendar, Event

from indikator.queries.periode.kalender import Acara, acara_tahun, per_bulan, tahun_tersedia
from indikator.views.pintu import akses_saya, hari_ini, saya
from indikator.views.tampilan import linimasa
from kepegawaian.permissions import Izin


@login_required
@require_GET
def kalender(request: HttpRequest) -> HttpResponse:
    """Semua tenggat satu tahun menurut bulan; draf hanya bagi pengelola."""
    kelola, tahun, pilihan = _pilihan(request)
    sekarang = timezone.now()
    acara = acara_tahun(saya(request), tahun=tahun, sekarang=sekarang, kelola=kelola)
    bulan = [
        {
            "nama": b.nama,
            "butir": _butir(b.acara, sekarang),
            "kini": any(a.keadaan == "kini" for a in b.acara),
        }
        for b in per_bulan(acara, saya(request))
    ]
    return render(
        request,
        "indikator/kalender.html",
        {"bulan": bulan, "tahun": tahun, "pilihan": pilihan, "kelola": kelola},
    )


@login_required
@require_GET
def unduh(request: HttpRequest) -> HttpResponse:
    """Berkas .ics yang dapat dibuka kalender ponsel mana pun."""
    kelola, tahun, _ = _pilihan(request)
    sekarang = timezone.now()
    isi = Calendar()
    isi.add("prodid", "-//ASN Kinerja//Kalender tenggat//ID")
    isi.add("version", "2.0")
    isi.add("x-wr-calname", f"Tenggat kinerja {tahun}")
    for satu in acara_tahun(saya(request), tahun=tahun, sekarang=sekarang, kelola=kelola):
        isi.add_component(_peristiwa(satu, sekarang))
    jawaban = HttpResponse(isi.to_ical(), content_type="text/calendar; charset=utf-8")
    jawaban["Content-Disposition"] = f'attachment; filename="tenggat-kinerja-{tahun}.ics"'
    return jawaban


def _peristiwa(acara: Acara, sekarang: datetime) -> Event:
    """Tenggat sebagai seperempat jam terakhirnya, dalam UTC supaya tidak bergantung pada zona ponsel."""
    satu = Event()
    satu.add("uid", f"{acara.kunci}@asn-kinerja")
    satu.add("dtstamp", sekarang)
    satu.add("dtstart", acara.saat - timedelta(minutes=15))
    satu.add("dtend", acara.saat)
    satu.add("summary", f"{acara.judul}, {acara.periode.nama}")
    satu.add("url", settings.BASE_URL + reverse("indikator:periode_rinci", args=[acara.periode.pk]))
    return satu


def _butir(acara: list[Acara], sekarang: datetime) -> list[dict[str, str]]:
    return [
        b | {"judul": f"{b['judul']}, {a.periode.nama}"}
        for a, b in zip(acara, linimasa(acara, sekarang=sekarang), strict=True)
    ]


def _pilihan(request: HttpRequest) -> tuple[bool, int, list[int]]:
    """Apakah pengelola, tahun yang diminta, dan tahun yang ada. Tahun asing kembali ke tahun berjalan."""
    kelola = akses_saya(request).unit(Izin.KELOLA_PERIODE) is None
    pilihan = tahun_tersedia(saya(request), kelola=kelola)
    diminta = request.GET.get("tahun", "")
    if diminta.isascii() and diminta.isdigit() and int(diminta[:5]) in pilihan:
        return kelola, int(diminta[:5]), pilihan
    kini = hari_ini().year
    return kelola, kini if kini in pilihan or not pilihan else pilihan[0], pilihan
