"""Mengubah data dan nomor seorang pegawai."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from inti.galat import GalatAturan, SudahBerubah
from kepegawaian.forms.langkah import SIMPAN, isi_form, tahap
from kepegawaian.forms.pegawai import DataForm, NomorForm
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Akses
from kepegawaian.queries.peran import boleh_ubah
from kepegawaian.rules import nip as aturan_nip
from kepegawaian.services import pegawai as layanan
from kepegawaian.services.coba import coba
from kepegawaian.services.pegawai import DataPegawai
from kepegawaian.views.pintu import orang_dikelola, pasang_galat, tolak_tanpa_hak

BIDANG = ("nama", "gelar_depan", "gelar_belakang", "golongan", "email", "telepon")


@login_required
def ubah(request: HttpRequest, pk: int) -> HttpResponse:
    """Nama, gelar, golongan, kontak."""
    milik, pegawai = orang_dikelola(request, pk)
    wajib_boleh_ubah(milik, pegawai)
    awal = {nama: getattr(pegawai, nama) for nama in BIDANG} | {"semula": layanan.sidik_data(pegawai)}
    form = DataForm(request.POST or None, initial=awal, status=pegawai.status)
    if request.method == "POST" and form.is_valid() and _ubah(request, pegawai, form):
        messages.success(request, f"Data {pegawai.nama} tersimpan.")
        return redirect("kepegawaian:pegawai_rinci", pk=pk)
    return render(request, "kepegawaian/pegawai_ubah.html", {"form": form, "pegawai": pegawai})


def wajib_boleh_ubah(milik: Akses, pegawai: Pegawai) -> None:
    """Data pemegang peran pengelola: hanya admin seluruh instansi."""
    if not boleh_ubah(milik, pegawai, pada=timezone.localdate()):
        raise PermissionDenied("Data pengelola hanya diubah admin BKD.")


def _ubah(request: HttpRequest, pegawai: Pegawai, form: DataForm) -> bool:
    isi = form.cleaned_data
    try:
        with tolak_tanpa_hak():
            layanan.ubah(
                pegawai=pegawai,
                data=DataPegawai(**{nama: isi[nama] for nama in BIDANG}),
                semula=isi["semula"] or None,
                oleh=request.user,
                sekarang=timezone.now(),
            )
    except GalatAturan as galat:
        pasang_galat(form, galat)
        if isinstance(galat, SudahBerubah):
            # Isian yang diketik tetap; simpan kedua menimpa dengan sadar.
            form.data = form.data.copy()
            form.data["semula"] = layanan.sidik_data(Pegawai.objects.get(pk=pegawai.pk))
        return False
    return True


@login_required
def nomor(request: HttpRequest, pk: int) -> HttpResponse:
    """Nomor induk baru, diperiksa dahulu: yang terbaca dari nomor lama dan baru berdampingan."""
    milik, pegawai = orang_dikelola(request, pk)
    wajib_boleh_ubah(milik, pegawai)
    awal = {"status": pegawai.status, "golongan": pegawai.golongan}
    form = isi_form(NomorForm, request, awal=awal)
    konteks = {"form": form, "pegawai": pegawai}
    if form.is_bound and form.is_valid():
        try:
            with tolak_tanpa_hak():
                if tahap(request) == SIMPAN:
                    _ganti(request, pegawai, form)
                    messages.success(
                        request, "Nomor diganti. Orangnya tetap sama; nomor lama tercatat di jejak."
                    )
                    return redirect("kepegawaian:pegawai_rinci", pk=pk)
                coba(lambda: _ganti(request, pegawai, form), lambda: None)
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            baru = aturan_nip.baca(form.cleaned_data["nip"], jenis=form.cleaned_data["status"])
            konteks |= {"baru": baru, "kelamin": Pegawai.Kelamin(baru.kelamin).label}
            return render(request, "kepegawaian/pegawai_nomor_periksa.html", konteks)
    return render(request, "kepegawaian/pegawai_nomor.html", konteks)


def _ganti(request: HttpRequest, pegawai: Pegawai, form: NomorForm) -> Pegawai:
    return layanan.ganti_nomor(
        pegawai=pegawai, oleh=request.user, sekarang=timezone.now(), **form.cleaned_data
    )
