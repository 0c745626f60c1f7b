"""Dasbor pengelola: kelengkapan, sebaran predikat, indikator, keberatan, dan unduhannya."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asn_kinerja.queries.dasbor import isi
from asn_kinerja.views.dasbor import arti, tampilan
from asn_kinerja.views.dasbor.excel import JENIS_EXCEL, buku_dasbor
from asn_kinerja.views.dasbor.pilih import PER_HALAMAN, Pilihan, pilihan
from indikator.models import Periode
from indikator.views.pintu import saya
from kepegawaian.permissions import Izin


@login_required
@require_safe
def dasbor(request: HttpRequest) -> HttpResponse:
    """Kelengkapan, sebaran, indikator, dan keberatan dalam cakupan orang ini."""
    pilih, sekarang = pilihan(request), timezone.now()
    if pilih.periode is None:
        return render(request, "dasbor/dasbor.html", {"d": None})
    d = angka_dasbor(pilih, pilih.periode)
    baris = d.baris if d.berjalan else d.hasil
    katalog = pilih.milik.boleh(Izin.KELOLA_INDIKATOR)
    benda = "unit" if pilih.dinas_id else "perangkat daerah"
    return render(
        request,
        "dasbor/dasbor.html",
        {
            "d": d,
            "saring": pilih.form,
            "alamat": pilih.alamat,
            "ket": ", ".join(filter(None, (pilih.periode.nama, pilih.nama_dinas))),
            "benda": benda,
            "dinas_id": pilih.dinas_id,
            "laman": Paginator(baris, PER_HALAMAN).get_page(request.GET.get("halaman")),
            "petak": tampilan.petak(d, benda=benda),
            "grafik_langkah": tampilan.grafik_langkah(d.jumlah),
            "grafik_aspek": tampilan.grafik_aspek(d),
            "arti_langkah": arti.langkah(d, pilih.alamat) if d.berjalan else arti.hasil(d),
            "arti_sebaran": arti.sebaran(d),
            "arti_indikator": arti.indikator(katalog=katalog),
            "arti_keberatan": arti.keberatan(d),
            "petak_keberatan": tampilan.petak_keberatan(d),
            "baca_katalog": katalog,
            "boleh_banding": pilih.milik.boleh(Izin.BACA_HASIL_UNIT),
            "sekarang": sekarang,
        },
    )


@login_required
@require_safe
def unduh(request: HttpRequest) -> HttpResponse:
    """Angka halaman itu sebagai buku Excel; tanpa periode kembali ke halamannya."""
    pilih = pilihan(request)
    if pilih.periode is None:
        return redirect("dasbor")
    d = angka_dasbor(pilih, pilih.periode)
    katalog = pilih.milik.boleh(Izin.KELOLA_INDIKATOR)
    berkas = buku_dasbor(saya(request).instansi, d, nama_dinas=pilih.nama_dinas, katalog=katalog)
    nama = f"dasbor-{pilih.periode.nama.lower().replace(' ', '-')}.xlsx"
    return HttpResponse(
        berkas, content_type=JENIS_EXCEL, headers={"Content-Disposition": f'attachment; filename="{nama}"'}
    )


def angka_dasbor(pilih: Pilihan, periode: Periode) -> isi.Dasbor:
    return isi.dasbor(
        milik=pilih.milik,
        periode=periode,
        semua=pilih.semua,
        dinas_id=pilih.dinas_id,
        sekarang=timezone.now(),
    )
