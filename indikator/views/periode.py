"""Periode: daftar, wizard baru, rinci, periksa dan buka, geser tenggat."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from indikator.forms.periode import PeriodeForm, PilihTriwulanForm, TenggatForm
from indikator.models import Periode
from indikator.queries import periode as kueri
from indikator.services import periode as layanan
from indikator.views.pintu import akses_saya, galat_ke_formulir, hari_ini, saya, wajib_seluruh
from indikator.views.tampilan import linimasa
from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import angka_ringkas, rentang
from kepegawaian.permissions import Akses, Izin


def _kelola(milik: Akses) -> bool:
    return milik.unit(Izin.KELOLA_PERIODE) is None


@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """Tahun dan bagiannya; draf hanya bagi pengelola."""
    kelola = _kelola(akses_saya(request))
    return render(
        request,
        "indikator/periode_daftar.html",
        {
            "daftar": kueri.daftar_tahun(saya(request), kelola=kelola),
            "kelola": kelola,
            "sekarang": timezone.now(),
        },
    )


@login_required
def baru(request: HttpRequest) -> HttpResponse:
    """Langkah satu memilih triwulan (GET), langkah dua mengisi tenggat (POST)."""
    wajib_seluruh(akses_saya(request), Izin.KELOLA_PERIODE)
    instansi = saya(request).instansi
    pilih = PilihTriwulanForm(
        request.GET if "triwulan" in request.GET else None,
        hari_ini=hari_ini(),
        # Kiriman ulang (klik ganda) dikenali layanan, jadi tidak ditolak di sini.
        sudah=set() if request.method == "POST" else kueri.triwulan_terpakai(instansi),
    )
    if not pilih.is_valid():
        return render(request, "indikator/periode_baru.html", {"pilih": pilih, "form": None})
    tahun, triwulan = pilih.cleaned_data["tahun"], pilih.cleaned_data["triwulan"]
    induk = kueri.tahun_bernama(instansi, tahun)
    pola, asal_pola = kueri.pola_terakhir(instansi)
    form = PeriodeForm(
        request.POST or None,
        instansi=instansi,
        tahun=tahun,
        triwulan=triwulan,
        induk=induk,
        hari_ini=hari_ini(),
        pola=pola,
    )
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            periode = _siapkan(request, form)
            messages.success(request, f"{periode.nama} dibuat sebagai draf. Periksa dahulu, lalu buka.")
            return redirect("indikator:periode_buka", periode.pk)
    return render(
        request,
        "indikator/periode_baru.html",
        {"pilih": pilih, "form": form, "induk": induk, "asal_pola": asal_pola},
    )


def _siapkan(request: HttpRequest, form: PeriodeForm) -> Periode:
    data = form.cleaned_data
    return layanan.siapkan_triwulan(
        instansi=saya(request).instansi,
        tahun=form.tahun,
        triwulan=form.triwulan,
        kebijakan=data["kebijakan"],
        tenggat=form.tenggat(),
        tutup_tahun=form.induk.tutup_pada if form.induk else data["tutup_tahun"],
        oleh=saya(request),
        sekarang=timezone.now(),
    )


@login_required
def rinci(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Jadwal satu periode; isinya menurut keadaan bagi yang membaca seluruh instansi."""
    milik = akses_saya(request)
    kelola = _kelola(milik)
    periode = get_object_or_404(kueri.periode_dibaca(saya(request), kelola=kelola), pk=periode_id)
    sekarang = timezone.now()
    boleh_hitung = milik.unit(Izin.BACA_KEMAJUAN) is None
    pada = min(max(hari_ini(), periode.mulai), periode.selesai)
    return render(
        request,
        "indikator/periode_rinci.html",
        {
            "periode": periode,
            "masa": f"Masa {rentang(periode.mulai, periode.selesai)}",
            "tahun_id": periode.induk_id or periode.pk,
            "tahap": linimasa(kueri.tahap(periode, sekarang=sekarang), sekarang=sekarang),
            "isi": [_kartu_isi(i) for i in kueri.isi_periode(periode, pada=pada)] if boleh_hitung else [],
            "bagian": kueri.bagian_dari(periode, kelola=kelola),
            "kelola": kelola,
            "tutup": milik.unit(Izin.TUTUP_PERIODE) is None,
            "boleh_hitung": boleh_hitung,
            "sekarang": sekarang,
        },
    )


def _kartu_isi(isi: kueri.Isi) -> dict[str, object]:
    return {
        "judul": isi.judul,
        "sisi": f"{angka_ringkas(isi.selesai)} dari {angka_ringkas(isi.diharapkan)} {isi.satuan} selesai",
        "selesai": isi.selesai,
        "diharapkan": isi.diharapkan,
        "keadaan": isi.keadaan,
        "kosong": "Laporan diminta dari SKP yang sudah disetujui. Belum ada SKP yang disetujui.",
    }


def _kesiapan(periode: Periode, *, sekarang: datetime) -> dict[str, object]:
    hasil = kueri.kesiapan(periode, sekarang=sekarang)
    siap = len(hasil.butir) - len(hasil.penghalang) - len(hasil.peringatan)
    butir = [
        {
            "judul": b.judul,
            "uraian": b.uraian,
            "keadaan": b.keadaan.value,
            "tautan": reverse(b.url) if b.url else "",
        }
        for b in hasil.butir
    ]
    return {
        "butir": butir,
        "terhalang": bool(hasil.penghalang),
        "ringkas": f"{siap} dari {len(hasil.butir)} siap",
    }


@login_required
def buka(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Halaman periksa (GET) dan pembukaannya (POST)."""
    milik = akses_saya(request)
    periode = get_object_or_404(kueri.periode_dibaca(saya(request), kelola=_kelola(milik)), pk=periode_id)
    wajib_seluruh(milik, Izin.KELOLA_PERIODE)
    sekarang = timezone.now()
    if request.method == "POST":
        try:
            layanan.buka(periode=periode, oleh=saya(request), sekarang=sekarang)
        except TidakBerhak as galat:
            raise PermissionDenied(galat.pesan) from galat
        except GalatAturan as galat:
            messages.error(request, galat.pesan)
            return redirect(
                "indikator:periode_rinci" if periode.ditutup else "indikator:periode_buka", periode.pk
            )
        messages.success(request, f"{periode.nama} dibuka. Pegawai melihatnya di beranda mulai sekarang.")
        return redirect("indikator:periode_rinci", periode.pk)
    if periode.status != Periode.Status.DRAF:
        messages.info(request, f"{periode.nama} sudah dibuka.")
        return redirect("indikator:periode_rinci", periode.pk)
    return render(
        request,
        "indikator/periode_buka.html",
        {
            "periode": periode,
            "judul": f"Buka {periode.nama}",
            **_kesiapan(periode, sekarang=sekarang),
            "tahap": linimasa(kueri.tahap(periode, sekarang=sekarang), sekarang=sekarang),
            "sekarang": sekarang,
        },
    )


@login_required
def tenggat(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Geser tenggat periode yang belum ditutup."""
    milik = akses_saya(request)
    periode = get_object_or_404(kueri.periode_dibaca(saya(request), kelola=_kelola(milik)), pk=periode_id)
    wajib_seluruh(milik, Izin.KELOLA_PERIODE)
    form = TenggatForm(request.POST or None, periode=periode)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            layanan.ubah_tenggat(
                periode=periode,
                tenggat=form.tenggat(),
                alasan=form.cleaned_data["alasan"],
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(request, f"Tenggat {periode.nama} disimpan.")
            return redirect("indikator:periode_rinci", periode.pk)
    return render(request, "indikator/periode_tenggat.html", {"periode": periode, "form": form})
