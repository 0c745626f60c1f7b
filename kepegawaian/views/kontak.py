"""Telepon, surel, dan pilihan kabar milik sendiri."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inti.galat import GalatAturan
from kepegawaian.forms.perbaikan import KabarForm, TeleponForm, TenangForm
from kepegawaian.permissions import Izin, akses
from kepegawaian.services import kontak as layanan
from kepegawaian.services.tenang import atur_tenang
from kepegawaian.views.lanjut import wajib_konfirmasi
from kepegawaian.views.pintu import pasang_galat, tolak_tanpa_hak, wajib_izin


@login_required
@wajib_konfirmasi
def telepon(request: HttpRequest) -> HttpResponse:
    """Ganti nomor telepon sendiri."""
    form = TeleponForm(request.POST or None, initial={"telepon": request.user.telepon})
    if request.method == "POST" and form.is_valid():
        try:
            layanan.ubah_telepon(
                pegawai=request.user,
                telepon=form.cleaned_data["telepon"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            messages.success(request, "Nomor telepon tersimpan.")
            return redirect("kepegawaian:profil")
    return render(request, "kepegawaian/profil_telepon.html", {"form": form})


@login_required
def kabar(request: HttpRequest) -> HttpResponse:
    """Kabar mana yang juga datang lewat surel."""
    pegawai = request.user
    awal = {
        "tugas": pegawai.surel_tugas,
        "hasil": pegawai.surel_hasil,
        "lainnya": pegawai.surel_lainnya,
        "cara": pegawai.surel_cara,
    }
    form = KabarForm(request.POST if request.method == "POST" else None, initial=awal)
    if request.method == "POST" and form.is_valid():
        layanan.pilih_kabar(pegawai=pegawai, oleh=pegawai, sekarang=timezone.now(), **form.cleaned_data)
        messages.success(request, "Pilihan kabar tersimpan.")
        return redirect("kepegawaian:profil")
    konteks = {
        "form": form,
        "tenang": (pegawai.instansi.tenang_mulai, pegawai.instansi.tenang_selesai),
        "boleh_atur": akses(pegawai, pada=timezone.localdate()).boleh(Izin.KELOLA_PERIODE),
    }
    return render(request, "kepegawaian/profil_kabar.html", konteks)


@login_required
def tenang(request: HttpRequest) -> HttpResponse:
    """Jam tenang surel, diatur admin BKD."""
    wajib_izin(request, Izin.KELOLA_PERIODE)
    instansi = request.user.instansi
    awal = {"mulai": instansi.tenang_mulai, "selesai": instansi.tenang_selesai}
    form = TenangForm(request.POST or None, initial=awal)
    if request.method == "POST" and form.is_valid():
        with tolak_tanpa_hak():
            atur_tenang(oleh=request.user, sekarang=timezone.now(), **form.cleaned_data)
        messages.success(request, "Jam tenang tersimpan.")
        return redirect("kepegawaian:kabar")
    return render(request, "kepegawaian/jam_tenang.html", {"form": form})
