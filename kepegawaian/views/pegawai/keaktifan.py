"""Menutup dan membuka kembali pintu seorang pegawai."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inti.galat import GalatAturan
from inti.rules.format import tanggal
from kepegawaian.forms.langkah import SIMPAN, isi_form, tahap
from kepegawaian.forms.pegawai import AktifForm, NonaktifForm
from kepegawaian.models import Pegawai
from kepegawaian.queries.dampak import Dampak, bandingkan, potret
from kepegawaian.queries.peran import peran_pegawai
from kepegawaian.queries.sekitar import pekerjaan
from kepegawaian.services import pegawai as layanan
from kepegawaian.services.coba import coba
from kepegawaian.views.pegawai.data import wajib_boleh_ubah
from kepegawaian.views.pintu import orang_dikelola, pasang_galat, tolak_tanpa_hak


@login_required
def nonaktifkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Sebab dan tanggal; halaman periksa menyebut siapa yang dinilainya, penggantinya, dan pekerjaan terbuka."""
    milik, pegawai = orang_dikelola(request, pk)
    wajib_boleh_ubah(milik, pegawai)
    hari_ini = timezone.localdate()
    if not pegawai.is_active:
        messages.info(request, f"{pegawai.nama} sudah tidak aktif.")
        return redirect("kepegawaian:pegawai_rinci", pk=pk)
    form = isi_form(NonaktifForm, request, awal={"mulai": hari_ini})
    konteks = {"form": form, "pegawai": pegawai}
    if form.is_bound and form.is_valid():
        try:
            with tolak_tanpa_hak():
                if tahap(request) == SIMPAN:
                    _tutup(request, pegawai, form)
                    messages.success(request, _kabar(pegawai))
                    return redirect("kepegawaian:pegawai_rinci", pk=pk)
                konteks["dampak"] = _dampak(request, pegawai, form)
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            konteks |= {
                "pekerjaan": pekerjaan(pegawai_id=pk, pada=hari_ini),
                "peran": peran_pegawai(pegawai, pada=hari_ini),
                "sebab": Pegawai.SebabBerhenti(form.cleaned_data["sebab"]).label,
                "segera": form.cleaned_data["mulai"] <= hari_ini,
            }
            return render(request, "kepegawaian/pegawai_nonaktif_periksa.html", konteks)
    return render(request, "kepegawaian/pegawai_nonaktif.html", konteks)


def _tutup(request: HttpRequest, pegawai: Pegawai, form: NonaktifForm) -> None:
    layanan.nonaktifkan(pegawai=pegawai, oleh=request.user, sekarang=timezone.now(), **form.cleaned_data)


def _dampak(request: HttpRequest, pegawai: Pegawai, form: NonaktifForm) -> Dampak:
    """Keadaan pada hari pertama tidak aktif, sebelum dan sesudah; percobaannya digulung balik."""
    hari = max(form.cleaned_data["mulai"], timezone.localdate())
    sebelum = potret(pegawai, pada=hari)
    calon = Pegawai.objects.select_related("instansi").get(pk=pegawai.pk)
    sesudah = coba(
        lambda: _tutup(request, calon, form), lambda: potret(pegawai, pada=hari, juga=sebelum.bawahan)
    )
    return bandingkan(sebelum, sesudah)


def _kabar(pegawai: Pegawai) -> str:
    if pegawai.is_active:
        return f"{pegawai.nama} tidak aktif sesudah {tanggal(pegawai.hari_terakhir)}. Sampai hari itu ia tetap dapat masuk."
    return f"{pegawai.nama} tidak aktif. Sesi yang masih terbuka berhenti pada permintaan berikutnya."


@login_required
def aktifkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Batalkan penonaktifan; penempatannya kembali, perannya tidak."""
    milik, pegawai = orang_dikelola(request, pk)
    wajib_boleh_ubah(milik, pegawai)
    if pegawai.is_active and pegawai.hari_terakhir is None:
        messages.info(request, f"{pegawai.nama} memang aktif.")
        return redirect("kepegawaian:pegawai_rinci", pk=pk)
    form = AktifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with tolak_tanpa_hak():
                layanan.aktifkan(
                    pegawai=pegawai,
                    alasan=form.cleaned_data["alasan"],
                    oleh=request.user,
                    sekarang=timezone.now(),
                )
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            messages.success(request, f"{pegawai.nama} aktif lagi. Peran lamanya tidak ikut kembali.")
            return redirect("kepegawaian:pegawai_rinci", pk=pk)
    return render(request, "kepegawaian/pegawai_aktif.html", {"form": form, "pegawai": pegawai})
