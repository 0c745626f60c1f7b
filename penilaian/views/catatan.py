"""Catatan pribadi penilai: satu halaman untuk menulis, membaca, dan menghapus."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from indikator.views.pintu import galat_ke_formulir, hari_ini, saya
from inti.views import draf
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import kartu_orang
from kepegawaian.queries.penilai import bawahan_pada
from penilaian.forms.catatan import CatatanForm
from penilaian.models import CatatanPenilai
from penilaian.queries.catatan import catatan_saya, dihapus_pada, rhk_dicatat
from penilaian.services import catatan as layanan

PER_HALAMAN = 30


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def daftar(request: HttpRequest) -> HttpResponse:
    """Catatan saya; `?untuk=` satu orang membuka formulirnya bila ia saya nilai hari ini."""
    pegawai, hari = _untuk(request), hari_ini()
    bawahan = bawahan_pada(penilai_id=saya(request).pk, pada=hari, instansi_id=saya(request).instansi_id)
    boleh = pegawai is not None and pegawai.pk in bawahan
    form = None
    if pegawai is not None and boleh:
        form = CatatanForm(request.POST or None, rhk=rhk_dicatat(pegawai.pk, tahun=hari.year), hari=hari)
        if request.method == "POST" and form.is_valid() and _tulis(request, form, pegawai):
            return redirect(f"{reverse('penilaian:catatan')}?untuk={pegawai.pk}")
    elif request.method == "POST":
        raise PermissionDenied(layanan.BUKAN_BAWAHAN)
    isi = catatan_saya(saya(request), untuk=pegawai.pk if pegawai else None)
    return render(
        request,
        "penilaian/menilai_catatan_daftar.html",
        {
            "form": form,
            "pegawai": pegawai,
            "tim": list(kartu_orang(bawahan, hari).values()),
            "laman": Paginator(isi, PER_HALAMAN).get_page(request.GET.get("halaman")),
            "dihapus_pada": dihapus_pada(hari),
        },
    )


def _untuk(request: HttpRequest) -> Pegawai | None:
    nomor = request.GET.get("untuk", "")
    if not nomor:
        return None
    if not nomor.isdecimal() or len(nomor) > 18:
        raise Http404("Pegawai tidak ditemukan.")
    return get_object_or_404(Pegawai, pk=int(nomor), instansi_id=saya(request).instansi_id)


def _tulis(request: HttpRequest, form: CatatanForm, pegawai: Pegawai) -> bool:
    data = form.cleaned_data
    with galat_ke_formulir(form):
        layanan.tulis(
            pegawai=pegawai,
            tanggal=data["tanggal"],
            teks=data["teks"],
            rhk_nomor=data["rhk"],
            oleh=saya(request),
            sekarang=timezone.now(),
        )
    if form.errors:
        return False
    draf.selesai(request)
    messages.success(request, f"Catatan tentang {pegawai.nama} tersimpan. Hanya Anda yang membacanya.")
    return True


@login_required
@require_POST
def hapus(request: HttpRequest, catatan_id: int) -> HttpResponse:
    """Hapus satu catatan sendiri; milik orang lain tidak ada baginya."""
    satu = get_object_or_404(CatatanPenilai, pk=catatan_id, ditulis_oleh=saya(request))
    layanan.hapus(catatan_id=satu.pk, oleh=saya(request), sekarang=timezone.now())
    messages.success(request, "Catatan dihapus dan tidak dapat dikembalikan.")
    return redirect(f"{reverse('penilaian:catatan')}?untuk={satu.pegawai_id}")
