"""Menjawab saran warga."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepegawaian.permissions import Izin
from umpan_balik.forms.aspirasi import JawabForm, SaringAspirasiForm
from umpan_balik.models import Aspirasi
from umpan_balik.queries import aspirasi as isi
from umpan_balik.services import aspirasi as layanan
from umpan_balik.views.bantu import laksanakan, wajib_punya


@login_required
@require_safe
def aspirasi(request: HttpRequest) -> HttpResponse:
    """Saran yang menunggu, tertua lebih dahulu; saringan di alamat."""
    milik = wajib_punya(request, Izin.JAWAB_ASPIRASI)
    saring = SaringAspirasiForm(request.GET or None)
    semua = isi.aspirasi_untuk(milik)
    data = saring.cleaned_data if saring.is_bound and saring.is_valid() else {}
    if kata := data.get("cari", "").strip():
        semua = semua.filter(teks__icontains=kata)
    status = data.get("status", "")
    if status in Aspirasi.Status.values:
        semua = semua.filter(status=status)
    elif status != "semua":
        semua = semua.exclude(status=Aspirasi.Status.DITUTUP)
    laman = Paginator(semua, 25).get_page(request.GET.get("halaman"))
    hari_ini = timezone.localdate()
    baris = [
        {"saran": satu, "batas": (batas := isi.batas_jawab(satu.tanggal)), "lewat": batas < hari_ini}
        for satu in laman.object_list
    ]
    return render(
        request, "umpan_balik/aspirasi/daftar.html", {"laman": laman, "baris": baris, "saring": saring}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def aspirasi_rinci(request: HttpRequest, aspirasi_id: int) -> HttpResponse:
    """Satu saran dengan jawaban resminya."""
    milik = wajib_punya(request, Izin.JAWAB_ASPIRASI)
    satu = get_object_or_404(isi.aspirasi_untuk(milik), pk=aspirasi_id)
    form = JawabForm(request.POST or None, initial={"jawaban": satu.jawaban, "tampil": satu.tampil})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        hasil = laksanakan(
            form, lambda: layanan.jawab(aspirasi=satu, oleh=request.user, sekarang=timezone.now(), **data)
        )
        if hasil is not None:
            messages.success(request, "Saran dijawab. Warga membacanya dengan kode lacak.")
            return redirect("umpan_balik:aspirasi_rinci", satu.pk)
    return render(
        request,
        "umpan_balik/aspirasi/rinci.html",
        {
            "saran": satu,
            "form": form,
            "batas": isi.batas_jawab(satu.tanggal),
            "hari_ini": timezone.localdate(),
            "ditarik": satu.teks == layanan.DITARIK,
        },
    )


@login_required
@require_POST
def aspirasi_proses(request: HttpRequest, aspirasi_id: int) -> HttpResponse:
    """Tandai sedang dikerjakan."""
    milik = wajib_punya(request, Izin.JAWAB_ASPIRASI)
    satu = get_object_or_404(isi.aspirasi_untuk(milik), pk=aspirasi_id)
    layanan.proses(aspirasi=satu, oleh=request.user, sekarang=timezone.now())
    messages.success(request, "Saran ditandai sedang dikerjakan; warga melihatnya di halaman lacak.")
    return redirect("umpan_balik:aspirasi_rinci", satu.pk)
