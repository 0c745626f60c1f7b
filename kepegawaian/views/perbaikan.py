"""Usul perbaikan data: bagi pengusul dan bagi pengelola."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from inti.galat import GalatAturan
from inti.views.unduhan import kirim_berkas
from kepegawaian import titipan
from kepegawaian.forms.perbaikan import SaringUsulForm, TerimaForm, TolakForm, UsulForm
from kepegawaian.models import PerbaikanData
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries import perbaikan as baca
from kepegawaian.queries.pengelola import pengelola_unit
from kepegawaian.services import perbaikan as layanan
from kepegawaian.services.lingkup import lingkup_pegawai
from kepegawaian.views.pintu import pasang_galat, tolak_tanpa_hak, wajib_izin


@login_required
def saya(request: HttpRequest) -> HttpResponse:
    """Usul saya dan keadaannya."""
    laman = Paginator(baca.perbaikan_saya(request.user), 25).get_page(request.GET.get("halaman"))
    return render(request, "kepegawaian/perbaikan_saya.html", {"laman": laman, "sekarang": timezone.now()})


@login_required
def usul(request: HttpRequest) -> HttpResponse:
    """Satu bidang yang keliru dan isi yang seharusnya."""
    pegawai = request.user
    hari_ini = timezone.localdate()
    kini = {b: layanan.isi_kini(pegawai, b) for b in PerbaikanData.Bidang.values}
    form = UsulForm(
        request.POST or None,
        request.FILES or None,
        initial={"bidang": request.GET.get("bidang", "")},
        kini=kini,
    )
    if request.method == "POST" and form.is_valid():
        isi = form.cleaned_data
        try:
            layanan.ajukan(
                pegawai=pegawai,
                bidang=isi["bidang"],
                isi=isi["isi"],
                alasan=isi["alasan"],
                bukti=isi["bukti"],
                oleh=pegawai,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            bidang = "bukti" if galat.bidang == "berkas" else galat.bidang
            form.add_error(bidang if bidang in form.fields else None, galat.pesan)
        else:
            titipan.lepas(request.session)
            messages.success(request, "Usul diajukan. Data Anda berlaku seperti sekarang sampai diputus.")
            return redirect("kepegawaian:perbaikan_saya")
    lingkup = lingkup_pegawai(pegawai, hari_ini)
    pengelola = pengelola_unit(
        unit_id=min(lingkup) if lingkup else None, instansi_id=pegawai.instansi_id, pada=hari_ini
    )
    konteks = {
        "form": form,
        "pengelola": [p for p in pengelola if p.pk != pegawai.pk],
        "titipan": _tahan(request, form),
    }
    return render(request, "kepegawaian/perbaikan_usul.html", konteks)


def _tahan(request: HttpRequest, form: UsulForm) -> titipan.Titipan:
    """Berkas pada usul yang ditolak tetap ikut; yang berkasnya sendiri ditolak dipilih lagi."""
    if request.method != "POST":
        return titipan.Titipan()
    return titipan.tahan(
        request,
        nip=request.user.nip,
        sekarang=timezone.now(),
        kecuali=[n for n in form.errors if n in form.files],
    )


@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """Usul di wilayah pengelola; yang paling dekat tenggatnya di atas."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    form = SaringUsulForm(request.GET)
    status = form.cleaned_data["status"] if form.is_valid() else ""
    semua = baca.perbaikan_untuk(milik)
    if not status:
        semua = semua.filter(baca.TERBUKA).order_by("tenggat", "pk")
    else:
        semua = (semua if status == "semua" else semua.filter(status=status)).order_by("-pk")
    laman = Paginator(semua, 25).get_page(request.GET.get("halaman"))
    return render(
        request, "kepegawaian/perbaikan.html", {"form": form, "laman": laman, "sekarang": timezone.now()}
    )


@login_required
def rinci(request: HttpRequest, pk: int) -> HttpResponse:
    """Satu usul: yang tercatat, yang diusulkan, buktinya, dan dua putusan."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    satu = get_object_or_404(baca.perbaikan_untuk(milik), pk=pk)
    putusan = request.POST.get("putusan", "")
    terima = TerimaForm(request.POST if putusan == "terima" else None, prefix="terima")
    tolak = TolakForm(request.POST if putusan == "tolak" else None, prefix="tolak")
    dikirim = {"terima": terima, "tolak": tolak}.get(putusan)
    if dikirim is not None and dikirim.is_valid() and _putuskan(request, satu, dikirim):
        return redirect("kepegawaian:perbaikan")
    return render(
        request,
        "kepegawaian/perbaikan_rinci.html",
        {
            "satu": satu,
            "terima": terima,
            "tolak": tolak,
            "terbuka": satu.status != PerbaikanData.Status.DITUTUP,
            "milik_sendiri": satu.pegawai_id == request.user.pk,
            "langsung": satu.bidang in layanan.LANGSUNG,
            "sekarang": timezone.now(),
        },
    )


def _putuskan(request: HttpRequest, satu: PerbaikanData, form: TerimaForm | TolakForm) -> bool:
    try:
        with tolak_tanpa_hak():
            if isinstance(form, TerimaForm):
                layanan.terima(
                    usul=satu,
                    catatan=form.cleaned_data["catatan"],
                    oleh=request.user,
                    sekarang=timezone.now(),
                )
                messages.success(request, f"Usul {satu.pegawai.nama} diterima; ia diberi tahu.")
            else:
                layanan.tolak(
                    usul=satu, alasan=form.cleaned_data["alasan"], oleh=request.user, sekarang=timezone.now()
                )
                messages.success(request, f"Usul {satu.pegawai.nama} ditutup; ia diberi tahu alasannya.")
    except GalatAturan as galat:
        pasang_galat(form, galat)
        return False
    return True


@login_required
@require_GET
def bukti(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Berkas bukti sebagai lampiran, bagi pengusul dan pengelolanya; selain itu 404."""
    milik = akses(request.user, pada=timezone.localdate())
    satu = baca.bukti_untuk(request.user, milik, pk)
    if satu is None or satu.bukti is None:
        raise Http404("Bukti tidak ditemukan.")
    return kirim_berkas(request, satu.bukti)
