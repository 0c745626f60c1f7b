"""Dialog kinerja di sebelah SKP."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from indikator.forms.skp_lampiran import CatatanDialogForm
from indikator.models import SKP
from indikator.permissions import Pihak
from indikator.queries.skp.dialog import dialog as isi_dialog
from indikator.services import skp as layanan
from indikator.views.bantu import skp_atau_404, terapkan_galat
from inti.galat import GalatAturan
from inti.views import draf

PER_HALAMAN = 25
BUKAN_PIHAK = "Dialog ini milik pegawai dan pejabat penilainya. Hubungi admin dinas bila penilainya keliru."


@login_required
def dialog(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Catatan kedua pihak, terbaru di atas; keduanya dapat menulis."""
    terlihat = skp_atau_404(request, skp_id)
    if terlihat.sebagai is None:
        raise PermissionDenied(BUKAN_PIHAK)
    skp = terlihat.skp if not terlihat.skp.adendum else get_object_or_404(SKP, pk=terlihat.skp.pokok_id)
    rhk = list(skp.rhk.order_by("urutan", "pk"))
    form = CatatanDialogForm(request.POST or None, rhk=rhk, initial={"rhk": request.GET.get("rhk", "")})
    if request.method == "POST" and form.is_valid():
        tentang = form.cleaned_data["rhk"]
        try:
            layanan.tulis_catatan(
                skp=skp,
                teks=form.cleaned_data["teks"],
                rhk=next((r for r in rhk if r.pk == tentang), None),
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat)
        else:
            draf.selesai(request)
            messages.success(request, "Catatan ditulis.")
            return redirect("indikator:skp_dialog", skp.pk)
    laman = Paginator(isi_dialog(skp), PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {"skp": skp, "form": form, "laman": laman, "milik": terlihat.sebagai is Pihak.PEMILIK}
    return render(request, "indikator/skp_dialog.html", konteks)
