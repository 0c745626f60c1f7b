"""Saran warga dan jawabannya untuk umum, dan penilaian warga atas jawabannya."""

from contextlib import suppress
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from inti.galat import GalatAturan
from kepegawaian.models import Instansi
from umpan_balik import tanda
from umpan_balik.forms.aspirasi import UmumForm
from umpan_balik.queries import aspirasi_umum as isi
from umpan_balik.queries import tanda_terima
from umpan_balik.rules.bahasa import bahasa
from umpan_balik.services import aspirasi as layanan
from umpan_balik.views.bantu import alamat_dalam

BANYAK_BARIS = 20


@require_safe
def umum(request: HttpRequest, slug: str) -> HttpResponse:
    """Yang ditanya dan dijawab di satu pemda; dicari, disaring, dan berhalaman. Ketepatan tiap dinas tahun ini."""
    instansi = get_object_or_404(Instansi, slug=slug)
    hari = instansi.hari_pada(timezone.now())
    dinas, pilihan_layanan = isi.pilihan(instansi)
    form = UmumForm(request.GET or None, dinas=dinas, layanan=pilihan_layanan)
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    baris = isi.tanya_jawab(
        instansi,
        cari=data.get("q", "").strip(),
        dinas=int(data["dinas"]) if data.get("dinas") else None,
        layanan=int(data["layanan"]) if data.get("layanan") else None,
        jenis=data.get("jenis", ""),
    )
    laman = Paginator(baris, BANYAK_BARIS).get_page(request.GET.get("halaman"))
    sejak = date(hari.year, 1, 1)
    with timezone.override(instansi.zona_waktu):
        return render(
            request,
            "umpan_balik/aspirasi/umum.html",
            {
                "instansi": instansi,
                "laman": laman,
                "baris": isi.untuk_umum(laman.object_list, instansi, hari=hari),
                "saring": form,
                "ketepatan": isi.ketepatan(instansi, sejak=sejak, hari=hari),
                "minimal": isi.MINIMAL_BAGIAN,
                "tahun": hari.year,
            },
        )


@csrf_exempt
@require_POST
def lacak_nilai(request: HttpRequest, tanda_lacak: str) -> HttpResponse:
    """Warga mengatakan jawabannya membantu atau belum; tanda di alamat membuktikan pemegang kodenya."""
    terbaca = tanda.baca("lacak", tanda_lacak, umur=tanda.UMUR_LACAK)
    hasil = tanda_terima.lacak_sidik(terbaca.isi) if terbaca is not None and terbaca.segar else None
    if hasil is not None and hasil.aspirasi is not None:
        # Halaman lacak sudah memperlihatkan keadaannya; pilihan yang tidak ada tidak mengubah apa pun.
        with suppress(GalatAturan):
            layanan.tanggapi(
                aspirasi=hasil.aspirasi,
                tanggapan=request.POST.get("tanggapan", ""),
                alasan=request.POST.get("alasan", ""),
                sekarang=timezone.now(),
            )
    dalam = bahasa(request.GET.get("b", ""))
    return redirect(alamat_dalam("umpan_balik:lacak_rinci", dalam, tanda_lacak))
