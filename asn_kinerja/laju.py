"""Pencarian, unduhan, dan cetakan yang terlalu sering dijawab 429; jatahnya di docs/keamanan.md bagian Batas."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from inti.klien import alamat
from kepegawaian.services.laju import CARI, CETAK, UNDUH, Jatah, hitung_pakai
from kepegawaian.services.percobaan import Klien, TerlaluSering
from kepegawaian.views.klien import dengan_kepala, kepala_terlalu_sering

# Lembar kerja dan data banyak orang sekaligus.
UNDUHAN = {
    "dasbor_unduh",
    "dasbor_banding_unduh",
    "publik_unduh",
    "kepegawaian:impor_ekspor",
    "kepegawaian:impor_templat",
    "kepegawaian:impor_ditolak",
    "indikator:katalog_ekspor",
    "indikator:papan_unduh",
    "umpan_balik:ikm_unduh",
    "umpan_balik:kertas_templat",
    "penilaian:hasil_siasn",
    "penilaian:kalibrasi_unduh",
    "pelatihan:katalog_unduh",
    "pelatihan:rencana_unduh",
    "pelatihan:talenta_unduh",
}
# Satu naskah tiap kali, tetapi disusun saat diminta.
CETAKAN = {
    "publik_skm",
    "indikator:skp_pdf",
    "umpan_balik:titik_poster_pdf",
    "umpan_balik:titik_kode_pdf",
    "umpan_balik:titik_kode_csv",
    "umpan_balik:kertas_formulir",
    "umpan_balik:skm_pdf",
    "penilaian:hasil_pdf",
    "penilaian:rincian",
    "penilaian:kalibrasi_pdf",
    "pelatihan:penghargaan_berita_acara",
    "pelatihan:penghargaan_piagam",
}


class LajuMiddleware:
    """Sesudah PegawaiMiddleware, supaya yang sudah masuk dihitung menurut orangnya."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], argumen: Any, kata: Any
    ) -> HttpResponse | None:
        """429 beserta saat coba lagi bila jatahnya habis; halamannya sendiri tidak dikerjakan."""
        jatah = jatah_untuk(request)
        if jatah is None:
            return None
        orang = request.user.pk if request.user.is_authenticated else None
        try:
            hitung_pakai(
                jatah=jatah,
                pegawai_id=orang,
                klien=Klien(alamat=alamat(request)),
                sekarang=timezone.now(),
            )
        except TerlaluSering as galat:
            jawaban = render(request, "429.html", {"alasan": str(galat)}, status=429)
            return dengan_kepala(jawaban, kepala_terlalu_sering(galat))
        return None


def jatah_untuk(request: HttpRequest) -> Jatah | None:
    """Jatah yang dipakai permintaan ini, bila ada."""
    cocok = request.resolver_match
    nama = cocok.view_name if cocok else ""
    if nama in UNDUHAN or (nama == "jejak" and request.GET.get("bentuk")):
        return UNDUH
    if nama in CETAKAN:
        return CETAK
    return CARI if request.GET.get("q", "").strip() else None
