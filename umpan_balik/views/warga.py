"""Halaman lacak warga: tanpa kuki, sesi, dan skrip. Formulir surveinya di views/survei.py."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.klien import alamat
from kepegawaian.services.percobaan import TerlaluSering
from umpan_balik import tanda
from umpan_balik.forms.survei import LacakForm
from umpan_balik.queries import tanda_terima
from umpan_balik.services import aspirasi, warga
from umpan_balik.sidik import sidik_harian, sidik_pelacak

TIDAK_DITEMUKAN = "Kode ini tidak ditemukan. Periksa setiap kelompok huruf pada tanda terima."


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def lacak(request: HttpRequest) -> HttpResponse:
    """Cari kiriman dengan kode pelacakan; kodenya dikirim lewat POST supaya tidak tinggal di alamat."""
    form = LacakForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        kode = form.cleaned_data["kode"]
        try:
            hasil = warga.lacak_kode(kode=kode, sidik=_sidik(request), sekarang=timezone.now())
        except TerlaluSering as galat:
            form.add_error("kode", galat.pesan)
            status = 429
        else:
            if hasil is not None:
                return redirect("umpan_balik:lacak_rinci", tanda.buat("lacak", sidik_pelacak(kode)))
            form.add_error("kode", TIDAK_DITEMUKAN)
    return render(request, "umpan_balik/warga/lacak.html", {"form": form}, status=status)


@require_safe
def lacak_rinci(request: HttpRequest, tanda_lacak: str) -> HttpResponse:
    """Keadaan suara dan sarannya."""
    hasil = _pelacakan(tanda_lacak)
    if hasil is None:
        return redirect("umpan_balik:lacak")
    with timezone.override(hasil.terima.instansi.zona_waktu):
        jawaban = render(
            request,
            "umpan_balik/warga/lacak_rinci.html",
            {
                "hasil": hasil,
                "instansi": hasil.terima.instansi,
                "tanda": tanda_lacak,
                "ditarik": hasil.aspirasi is not None and hasil.aspirasi.teks == aspirasi.DITARIK,
            },
        )
    jawaban.headers["Cache-Control"] = "no-store"
    return jawaban


@csrf_exempt
@require_POST
def lacak_tarik(request: HttpRequest, tanda_lacak: str) -> HttpResponse:
    """Tarik kembali saran; tanda di alamat membuktikan pemegang kodenya."""
    hasil = _pelacakan(tanda_lacak)
    if hasil is not None and hasil.aspirasi is not None:
        aspirasi.tarik(aspirasi=hasil.aspirasi, sekarang=timezone.now())
    return redirect("umpan_balik:lacak_rinci", tanda_lacak)


def _pelacakan(tanda_lacak: str) -> tanda_terima.Pelacakan | None:
    terbaca = tanda.baca("lacak", tanda_lacak, umur=tanda.UMUR_LACAK)
    return tanda_terima.lacak_sidik(terbaca.isi) if terbaca is not None and terbaca.segar else None


def _sidik(request: HttpRequest) -> str:
    """Sidik hari ini; halaman lacak belum tahu instansinya, jadi harinya menurut zona waktu peladen."""
    agen = request.headers.get("User-Agent", "")
    return sidik_harian(alamat=alamat(request), agen=agen, hari=timezone.localdate())
