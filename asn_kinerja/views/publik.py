"""Halaman umum tiap pemerintah daerah: IKM, capaian, unsur, dan saran warga beserta jawabannya."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import cache_control, cache_page
from django.views.decorators.http import require_safe

from asn_kinerja.queries import publik as isi
from asn_kinerja.views.publik_excel import JENIS_EXCEL, buku
from kepegawaian.models import Instansi
from umpan_balik.queries.ikm import laporan_satu
from umpan_balik.rules.ikm import GOLONGAN
from umpan_balik.views.skm import jawaban_pdf

SEMENIT = 60
BANYAK_BARIS = 25
KOLOM = {"nama": "Dinas", "ikm": "IKM", "responden": "Responden", "capaian": "Capaian"}

Halaman = Callable[..., HttpResponse]


def semenit(halaman: Halaman) -> Halaman:
    """Bagi tamu, jawaban yang sama dipakai paling lama satu menit; yang membawa sesi selalu dibuatkan baru."""
    tersimpan = cache_page(SEMENIT)(cache_control(public=True, max_age=SEMENIT)(halaman))

    @wraps(halaman)
    def pilih(request: HttpRequest, *args: Any, **lain: Any) -> HttpResponse:
        bersesi = settings.SESSION_COOKIE_NAME in request.COOKIES
        return halaman(request, *args, **lain) if bersesi else tersimpan(request, *args, **lain)

    return pilih


@require_safe
@semenit
def daftar(request: HttpRequest) -> HttpResponse:
    """Pemda yang memakai aplikasi ini."""
    cari = _cari(request)
    laman = Paginator(isi.daftar_instansi(cari), BANYAK_BARIS).get_page(request.GET.get("halaman"))
    return render(request, "publik/daftar.html", {"laman": laman, "cari": cari})


@require_safe
@semenit
def instansi(request: HttpRequest, slug: str) -> HttpResponse:
    """Satu pemda; ?dinas= memilih satu perangkat daerah, ?urut= dan ?q= mengatur tabelnya."""
    pemda, publik, dipilih = _muat(request, slug)
    urut, cari = request.GET.get("urut", ""), _cari(request)
    urut = urut if urut in isi.URUTAN else "ikm"
    baris = publik.urut(urut, cari)
    sumber = dipilih.baris if dipilih else None
    unsur = isi.baris_unsur(sumber.ikm, sumber.lalu) if sumber else isi.baris_unsur(publik.ikm, publik.lalu)
    return render(
        request,
        "publik/instansi.html",
        {
            "instansi": pemda,
            "mode_contoh": settings.MODE_CONTOH or pemda.data_contoh,
            "publik": publik,
            "tren": [(t.nama.removeprefix("Triwulan "), t.ikm.ikm) for t in publik.tren],
            "ada_tren": sum(t.ikm.terbit for t in publik.tren) > 1,
            "laman": Paginator(baris, BANYAK_BARIS).get_page(request.GET.get("halaman")),
            "kolom": _kolom(urut, cari=cari, dinas=sumber.id if sumber else None),
            "urut": urut,
            "cari": cari,
            "ekor": urlencode({"urut": urut} | ({"q": cari} if cari else {})),
            "batas_mutu": isi.BATAS_MUTU_B,
            "rincian": dipilih,
            "unsur": unsur,
            "ada_unsur_lalu": any(u.lalu is not None for u in unsur),
            "golongan": GOLONGAN,
        },
    )


@require_safe
@semenit
def unduh(request: HttpRequest, slug: str) -> HttpResponse:
    """Angka yang sama sebagai Excel; dengan ?dinas= disertai indikator dan unit dinas itu."""
    pemda, publik, dipilih = _muat(request, slug)
    nama = f"kinerja-{pemda.slug}-{publik.tahun}.xlsx"
    return HttpResponse(
        buku(pemda, publik, dipilih),
        content_type=JENIS_EXCEL,
        headers={"Content-Disposition": f'attachment; filename="{nama}"'},
    )


@require_safe
@semenit
def laporan_skm(request: HttpRequest, slug: str, laporan_id: int) -> HttpResponse:
    """PDF laporan survei kepuasan yang sudah terbit; siapa pun boleh mengunduhnya."""
    pemda = get_object_or_404(Instansi, slug=slug)
    satu = laporan_satu(pemda, laporan_id)
    if satu is None:
        raise Http404
    return jawaban_pdf(satu)


def _muat(request: HttpRequest, slug: str) -> tuple[Instansi, isi.Publik, isi.RincianDinas | None]:
    """Pemda, angkanya, dan dinas yang dipilih; dinas yang tidak ada di pemda itu 404."""
    pemda = get_object_or_404(Instansi, slug=slug)
    hari_ini = pemda.hari_pada(timezone.now())
    publik = isi.publik(pemda, hari_ini=hari_ini)
    if not (nomor := request.GET.get("dinas", "")):
        return pemda, publik, None
    baris = next((b for b in publik.dinas if str(b.id) == nomor), None)
    if baris is None:
        raise Http404
    return pemda, publik, isi.rincian_dinas(baris, instansi=pemda, hari_ini=hari_ini)


def _cari(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "").split())[:100]


def _kolom(urut: str, *, cari: str, dinas: int | None) -> dict[str, dict[str, object]]:
    """Kepala tabel yang dapat diurutkan: judul, alamat, dan arah urutan yang sedang berlaku."""
    tetap = ({"q": cari} if cari else {}) | ({"dinas": str(dinas)} if dinas else {})
    return {
        kunci: {
            "judul": judul,
            "alamat": f"?{urlencode({'urut': kunci} | tetap)}#tabel",
            "arah": "" if kunci != urut else "ascending" if kunci == "nama" else "descending",
        }
        for kunci, judul in KOLOM.items()
    }
