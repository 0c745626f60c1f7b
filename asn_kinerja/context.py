"""Bingkai halaman: menu menurut kewenangan, pemberitahuan, alamat tetap."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from asn_kinerja.queries import menu
from inti.queries.pemberitahuan import Bilah
from inti.rules.cadangan import terlambat
from inti.rules.format import waktu
from kepegawaian.permissions import Izin, akses


def bingkai(request: HttpRequest) -> dict[str, Any]:
    """Untuk yang sudah masuk empat kueri kecil; untuk umum tanpa kueri."""
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
        "mode_contoh": settings.MODE_CONTOH or pengguna.instansi.data_contoh,
        "url_keluar": reverse("kepegawaian:keluar"),
        "url_pemberitahuan": reverse("pemberitahuan"),
        # Fungsi, bukan nilai: templat memanggilnya hanya bila halaman menggambar bingkai pegawai.
        "menu": lambda: rangka()["menu"],
        "menu_bawah": lambda: rangka()["menu_bawah"],
        "akses_bingkai": lambda: rangka()["akses"],
        "pengguna_subjudul": lambda: rangka()["subjudul"],
        "jumlah_pemberitahuan": lambda: rangka()["pemberitahuan"],
        "antrean": lambda: rangka()["antrean"],
        "salinan_pulihan": lambda: rangka()["salinan_pulihan"],
        "cadangan_terlambat": lambda: rangka()["cadangan_terlambat"],
    }


def hitung_di_menu(request: HttpRequest, hitung: dict[str, int]) -> None:
    """Titipkan banyaknya yang menunggu tiap butir menu; dipakai halaman yang memang sudah menghitungnya."""
    request.hitung_menu = hitung  # type: ignore[attr-defined]


def kedudukan_saya(request: HttpRequest) -> menu.Kedudukan:
    """Kedudukan pemakai hari ini; sekali tiap permintaan, dipakai bersama oleh halaman dan bingkainya."""
    return _bingkai(request)[0]


def _bingkai(request: HttpRequest) -> tuple[menu.Kedudukan, Bilah]:
    tersimpan: tuple[menu.Kedudukan, Bilah] | None = getattr(request, "isi_bingkai", None)
    if tersimpan is None:
        tersimpan = menu.kedudukan_dan_bilah(request.user, pada=timezone.localdate(), sekarang=timezone.now())
        request.isi_bingkai = tersimpan  # type: ignore[attr-defined]
    return tersimpan


def _antrean(angka: Bilah) -> str:
    if angka.pulihan:
        return "ditahan, basis data ini hasil pemulihan dan belum disahkan"
    sejak = angka.tertahan_sejak
    return f"tertahan sejak {waktu(timezone.localtime(sejak))}" if sejak else "lancar"


def _cadangan(angka: Bilah) -> str:
    """Kalimat alarm bagi admin BKD bila lebih dari 26 jam tanpa cadangan; kosong di mode contoh dan di salinan."""
    if not settings.CADANGAN_WAJIB or angka.pulihan:
        return ""
    if not terlambat(angka.cadangan, sekarang=timezone.now()):
        return ""
    sejak = angka.cadangan
    return (
        f"Cadangan terakhir {waktu(timezone.localtime(sejak))}."
        if sejak
        else "Data belum pernah dicadangkan."
    )


def _rangka(request: HttpRequest) -> dict[str, Any]:
    """Menu, nama unit, pemberitahuan, dan antrean, sekali tiap halaman."""
    hari_ini = timezone.localdate()
    pengguna = request.user
    kedudukan, angka = _bingkai(request)
    milik = akses(pengguna, pada=hari_ini)
    lengkap, ringkas = menu.susun(
        akses=milik,
        menilai=kedudukan.menilai,
        jalur=request.path,
        hitung=getattr(request, "hitung_menu", None),
    )
    return {
        "akses": milik,
        "menu": lengkap,
        "menu_bawah": ringkas,
        "subjudul": kedudukan.unit,
        "pemberitahuan": angka.belum_dibaca,
        "antrean": _antrean(angka),
        "salinan_pulihan": angka.pulihan,
        "cadangan_terlambat": _cadangan(angka) if milik.boleh(Izin.KELOLA_PERIODE) else "",
    }
