"""Tanda terima survei, dan halaman bagi loket yang tidak menerima penilaian."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from umpan_balik import tanda
from umpan_balik.models import TitikLayanan
from umpan_balik.queries import tanda_terima
from umpan_balik.rules.bahasa import KATA, bahasa, saat_inggris, tanggal
from umpan_balik.rules.bahasa import sebab as sebab_dalam
from umpan_balik.rules.bahasa_lacak import KATA_LACAK
from umpan_balik.views.bantu import kata_dalam


def tidak_menerima(request: HttpRequest, titik: TitikLayanan | None) -> HttpResponse:
    """Titik yang dihentikan atau tidak dikenal: katakan langkah berikutnya, jangan galat kosong."""
    dalam = bahasa(request.GET.get("b", ""))
    isi = {
        "titik": titik,
        "instansi": titik.layanan.instansi if titik else None,
    } | kata_dalam(dalam, KATA_LACAK)
    return render(request, "umpan_balik/warga/tidak_menerima.html", isi, status=404)


@require_safe
def survei_terima(request: HttpRequest, tanda_terima_: str) -> HttpResponse:
    """Tanda terima. Hanya pemegang alamat ini yang dapat membukanya; kodenya tampil tiga hari."""
    terbaca = tanda.baca("terima", tanda_terima_, umur=tanda.UMUR_TERIMA)
    terima = tanda_terima.terima_dengan_kunci(UUID(terbaca.isi)) if terbaca else None
    if terbaca is None or terima is None:
        raise Http404
    return gambar_terima(request, terima, tampil_kode=terbaca.segar)


def gambar_terima(
    request: HttpRequest, terima: tanda_terima.TandaTerima, *, tampil_kode: bool, kios: str = ""
) -> HttpResponse:
    """Tanda terima dalam bahasa yang diminta alamatnya; tidak disimpan peramban."""
    dalam = bahasa(request.GET.get("b", ""))
    with timezone.override(terima.instansi.zona_waktu):
        isi = {
            "terima": terima,
            "instansi": terima.instansi,
            "tampil_kode": tampil_kode,
            "kios": kios,
            "sebab": sebab_dalam(terima.alasan_ditahan, dalam),
            "diterima_inggris": saat_inggris(timezone.localtime(terima.diterima)),
            "dibaca": tanggal(terima.dibaca_paling_lambat, dalam),
            "dijawab": tanggal(terima.dijawab_paling_lambat, dalam),
        } | kata_dalam(dalam, KATA)
        jawaban = render(request, "umpan_balik/warga/terima.html", isi)
    jawaban.headers["Cache-Control"] = "no-store"
    return jawaban
