"""Mendaftarkan pegawai: nomornya dibaca dahulu, sisanya diisi sesudah yang terbaca diperiksa."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from inti.galat import GalatAturan
from kepegawaian.forms.langkah import SIMPAN, UBAH, tahap
from kepegawaian.forms.pegawai import BaruForm, NipForm
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.pegawai import pegawai_untuk
from kepegawaian.rules import nip as aturan_nip
from kepegawaian.services import pegawai as layanan
from kepegawaian.views.pintu import pasang_galat, tolak_tanpa_hak, wajib_izin


@login_required
def baru(request: HttpRequest) -> HttpResponse:
    """Langkah 1 membaca nomor, langkah 2 mengisi nama; sesudahnya ditempatkan."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    langkah = tahap(request)
    if langkah == SIMPAN:
        return _simpan(request)
    if langkah == UBAH or request.method != "POST":
        awal = {nama: request.POST.get(nama, "") for nama in ("nip", "status")}
        return _langkah_satu(request, NipForm(initial=awal))
    form = NipForm(request.POST)
    terbaca = _baca(form) if form.is_valid() else None
    if terbaca is None:
        return _langkah_satu(request, form)
    ada = Pegawai.objects.filter(nip=terbaca.nomor).first()
    if ada is not None:
        return _langkah_satu(request, form, ada=_boleh_lihat(milik, ada))
    lanjut = BaruForm(
        initial={"nip": terbaca.nomor, "status": form.cleaned_data["status"]}, status=terbaca.jenis
    )
    return _langkah_dua(request, lanjut, terbaca)


def _baca(form: NipForm) -> aturan_nip.Nip | None:
    try:
        return aturan_nip.baca(form.cleaned_data["nip"], jenis=form.cleaned_data["status"])
    except ValueError as galat:
        form.add_error("nip", str(galat))
        return None


def _boleh_lihat(milik: Akses, ada: Pegawai) -> Pegawai | None:
    """Yang sudah terdaftar hanya disebut bila memang di wilayah pengelola ini."""
    return pegawai_untuk(milik, pada=timezone.localdate()).filter(pk=ada.pk).first()


def _langkah_satu(request: HttpRequest, form: NipForm, *, ada: Pegawai | None = None) -> HttpResponse:
    if form.is_bound and form.is_valid():
        form.add_error(
            "nip",
            f"NIP ini sudah terdaftar atas nama {ada.nama}. Buka halamannya di bawah."
            if ada
            else "NIP ini sudah terdaftar. Bila orangnya pindahan, mintalah admin BKD mencarikannya.",
        )
    return render(request, "kepegawaian/pegawai_baru.html", {"form": form, "ada": ada})


def _langkah_dua(request: HttpRequest, form: BaruForm, terbaca: aturan_nip.Nip) -> HttpResponse:
    konteks = {"form": form, "terbaca": terbaca, "kelamin": Pegawai.Kelamin(terbaca.kelamin).label}
    return render(request, "kepegawaian/pegawai_baru_data.html", konteks)


def _simpan(request: HttpRequest) -> HttpResponse:
    nomor, status = request.POST.get("nip", ""), request.POST.get("status", "")
    try:
        terbaca = aturan_nip.baca(nomor, jenis=status if status in Pegawai.Status.values else None)
    except ValueError as galat:
        form_nip = NipForm(initial={"nip": nomor, "status": status})
        messages.warning(request, str(galat))
        return _langkah_satu(request, form_nip)
    form = BaruForm(request.POST, status=terbaca.jenis)
    if not form.is_valid():
        return _langkah_dua(request, form, terbaca)
    isi = form.cleaned_data
    try:
        with tolak_tanpa_hak():
            orang = layanan.tambah(
                instansi=request.user.instansi,
                nip=terbaca.nomor,
                nama=isi["nama"],
                gelar_depan=isi["gelar_depan"],
                gelar_belakang=isi["gelar_belakang"],
                status=terbaca.jenis,
                golongan=isi["golongan"],
                kelamin=terbaca.kelamin,
                tanggal_lahir=terbaca.tanggal_lahir,
                email=isi["email"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
    except GalatAturan as galat:
        kembar = Pegawai.objects.filter(
            nip=terbaca.nomor, instansi=request.user.instansi, nama=isi["nama"]
        ).first()
        if kembar is None:
            pasang_galat(form, galat)
            return _langkah_dua(request, form, terbaca)
        orang = kembar  # kiriman kedua dari tombol yang sama
    messages.success(request, f"{orang.nama} terdaftar. Sekarang tempatkan di unitnya.")
    return redirect(f"{reverse('kepegawaian:penempatan_baru')}?pegawai={orang.pk}")
