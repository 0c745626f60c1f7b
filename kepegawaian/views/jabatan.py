"""Nama jabatan: daftar, tambah, ubah."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from inti.galat import GalatAturan
from kepegawaian.forms.jabatan import CariJabatanForm, JabatanForm
from kepegawaian.models import Jabatan
from kepegawaian.permissions import Izin
from kepegawaian.queries import jabatan as baca
from kepegawaian.services import organisasi as layanan
from kepegawaian.views.pintu import pasang_galat, tolak_tanpa_hak, wajib_izin


@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """Semua nama jabatan di instansi dengan banyak pemangkunya."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    form = CariJabatanForm(request.GET)
    isi = form.cleaned_data if form.is_valid() else {}
    sumber = baca.jabatan_untuk(
        milik.instansi_id,
        pada=timezone.localdate(),
        cari=(isi.get("q") or "").strip(),
        jenis=isi.get("jenis") or "",
        pakai=isi.get("pakai") or "",
    )
    return render(
        request,
        "kepegawaian/jabatan.html",
        {
            "form": form,
            "laman": Paginator(sumber, 50).get_page(request.GET.get("halaman")),
            "pusat": milik.unit(Izin.KELOLA_PEGAWAI) is None,
        },
    )


@login_required
def baru(request: HttpRequest) -> HttpResponse:
    """Tambah satu nama jabatan."""
    wajib_izin(request, Izin.KELOLA_PEGAWAI)
    form = JabatanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with tolak_tanpa_hak():
                satu = layanan.tambah_jabatan(
                    instansi=request.user.instansi,
                    **form.cleaned_data,
                    oleh=request.user,
                    sekarang=timezone.now(),
                )
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            messages.success(request, f"Jabatan {satu.nama} ditambah.")
            return redirect("kepegawaian:jabatan")
    return render(request, "kepegawaian/jabatan_isi.html", {"form": form, "judul": "Jabatan baru"})


@login_required
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Ubah satu nama jabatan; dipakai bersama, jadi hanya pengelola seluruh instansi."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    satu = get_object_or_404(Jabatan.objects.select_related("instansi"), instansi_id=milik.instansi_id, pk=pk)
    if milik.unit(Izin.KELOLA_PEGAWAI) is not None:
        raise PermissionDenied
    awal = {b: getattr(satu, b) for b in ("nama", "jenis", "jenjang", "kelas")}
    form = JabatanForm(request.POST or None, initial=awal, jenjang_kini=satu.jenjang)
    if request.method == "POST" and form.is_valid():
        try:
            with tolak_tanpa_hak():
                layanan.ubah_jabatan(
                    jabatan=satu, **form.cleaned_data, oleh=request.user, sekarang=timezone.now()
                )
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            messages.success(request, "Jabatan tersimpan.")
            return redirect("kepegawaian:jabatan")
    pemangku = Paginator(baca.pemangku(satu, pada=timezone.localdate()), 25)
    return render(
        request,
        "kepegawaian/jabatan_isi.html",
        {
            "form": form,
            "judul": "Ubah jabatan",
            "jabatan": satu,
            "pemangku": pemangku.get_page(request.GET.get("halaman")),
        },
    )
