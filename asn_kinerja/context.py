"""Bingkai halaman: menu menurut kewenangan, pemberitahuan, alamat tetap."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from asn_kinerja.queries import menu
from inti.models import Pemberitahuan
from kepegawaian.permissions import akses


def bingkai(request: HttpRequest) -> dict[str, Any]:
    """Untuk yang sudah masuk lima kueri kecil; untuk umum tanpa kueri."""
    tetap: dict[str, Any] = {
        "url_bantuan": reverse("bantuan"),
        "url_privasi": reverse("privasi"),
        "url_aksesibilitas": reverse("aksesibilitas"),
        "url_publik": reverse("publik"),
        "url_masuk": reverse("kepegawaian:masuk"),
    }
    pengguna = getattr(request, "user", None)
    if pengguna is None or not pengguna.is_authenticated:
        return tetap
    rangka = cache(lambda: _rangka(request))
    return tetap | {
        "pengguna": pengguna,
        "instansi": pengguna.instansi,
        "url_keluar": reverse("kepegawaian:keluar"),
        "url_pemberitahuan": reverse("pemberitahuan"),
        # Fungsi, bukan nilai: templat memanggilnya hanya bila halaman menggambar bingkai pegawai.
        "menu": lambda: rangka()["menu"],
        "menu_bawah": lambda: rangka()["menu_bawah"],
        "pengguna_subjudul": lambda: rangka()["subjudul"],
        "jumlah_pemberitahuan": lambda: rangka()["pemberitahuan"],
    }


def _rangka(request: HttpRequest) -> dict[str, Any]:
    """Menu, nama unit, dan jumlah pemberitahuan, sekali tiap halaman."""
    hari_ini = timezone.localdate()
    pengguna = request.user
    lengkap, ringkas = menu.susun(
        akses=akses(pengguna, pada=hari_ini),
        menilai=menu.menilai_orang_lain(pengguna, pada=hari_ini),
        jalur=request.path,
    )
    return {
        "menu": lengkap,
        "menu_bawah": ringkas,
        "subjudul": menu.unit_singkat(pengguna, pada=hari_ini),
        "pemberitahuan": Pemberitahuan.objects.filter(penerima_id=pengguna.pk, dibaca__isnull=True).count(),
    }
