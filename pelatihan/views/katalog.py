"""Katalog pelatihan: mencari, membaca, mengusulkan; admin BKD menambah, mengubah, menarik, dan mengunduh."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indikator.views.pintu import galat_ke_formulir, hari_ini, saya
from inti.rules.tabel import KolomTulis, LembarTulis
from inti.services.tulis_lembar import tulis_xlsx
from pelatihan.forms.katalog import PelatihanForm, SaringKatalogForm
from pelatihan.forms.usulan import UsulkanForm
from pelatihan.models import Pelatihan
from pelatihan.queries import katalog as kueri
from pelatihan.queries.dampak import dampak_pelatihan, urut_dampak
from pelatihan.queries.lembar_pelatihan import isi_lembar
from pelatihan.queries.usulan import ada_terbuka
from pelatihan.rules.lembar_pelatihan import PELATIHAN
from pelatihan.services import katalog as layanan
from pelatihan.services.usulan import ajukan
from pelatihan.views.bantu import PER_HALAMAN, kerjakan, mengelola, wajib_pengelola

SARINGAN = ("q", "bentuk", "jp", "penyelenggara", "tanda", "kursi")


def _tersaring(request: HttpRequest) -> tuple[SaringKatalogForm, QuerySet[Pelatihan]]:
    instansi_id = saya(request).instansi_id
    form = SaringKatalogForm(
        request.GET,
        penyelenggara=kueri.penyelenggara_pilihan(instansi_id),
        tanda=kueri.tanda_pilihan(instansi_id),
    )
    return form, kueri.katalog_tersaring(saya(request), form.saringan(), pada=hari_ini())


@login_required
@require_GET
def katalog(request: HttpRequest) -> HttpResponse:
    """Katalog instansi, disaring di alamat; 25 tiap halaman."""
    form, semua = _tersaring(request)
    dampak = {}
    if request.GET.get("urut") == "dampak":
        dampak = dampak_pelatihan(instansi_id=saya(request).instansi_id)
        semua = urut_dampak(semua, dampak)
    laman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman"))
    baris: list[Any] = list(laman)
    for satu in baris:
        satu.selisih = dampak[satu.pk].dampak.selisih if satu.pk in dampak else None
    konteks = {
        "laman": laman,
        "saring": form,
        "disaring": any(request.GET.get(n) for n in SARINGAN),
        "ditarik": form.saringan().ditarik,
        "kelola": mengelola(request),
    }
    return render(request, "pelatihan/katalog.html", konteks)


@login_required
@require_GET
def unduh(request: HttpRequest) -> FileResponse:
    """Excel dari daftar yang sedang disaring; kolomnya sama dengan lembar impor."""
    wajib_pengelola(request)
    _, semua = _tersaring(request)
    kolom = [
        KolomTulis(k.judul, k.lebar, teks=k.berteks, pilihan=tuple(b for _, b in k.pilihan))
        for k in PELATIHAN
    ]
    isi = (isi_lembar(p) for p in semua.select_related("prasyarat").iterator(chunk_size=500))
    buku = tulis_xlsx([LembarTulis("Pelatihan", kolom, isi, saring=True)], judul="Katalog pelatihan")
    return FileResponse(buku, as_attachment=True, filename=f"katalog-pelatihan-{hari_ini():%Y-%m-%d}.xlsx")


@login_required
@require_GET
def rinci(request: HttpRequest, pelatihan_id: int) -> HttpResponse:
    """Satu pelatihan, sesinya, dan usulan saya untuknya."""
    satu, kelola = _satu(request, pelatihan_id), mengelola(request)
    konteks = {
        "p": satu,
        "kelola": kelola,
        "laman": Paginator(kueri.sesi_dari(satu, kelola=kelola), PER_HALAMAN).get_page(
            request.GET.get("halaman")
        ),
        "usulan": ada_terbuka(saya(request), pelatihan_id=satu.pk),
        "hari_ini": hari_ini(),
    }
    return render(request, "pelatihan/katalog_rinci.html", konteks)


@login_required
def usulkan(request: HttpRequest, pelatihan_id: int) -> HttpResponse:
    """Usulkan pelatihan ini dengan alasan sendiri."""
    satu = _satu(request, pelatihan_id)
    form = UsulkanForm(request.POST or None)
    sudah = ada_terbuka(saya(request), pelatihan_id=satu.pk)
    if sudah is not None and request.method != "POST":
        messages.info(request, "Anda sudah mengusulkan pelatihan ini.")
        return redirect("pelatihan:usulan_rinci", sudah.pk)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            usulan = ajukan(
                pelatihan=satu,
                alasan=form.cleaned_data["alasan"],
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(request, "Usulan diajukan kepada penilai Anda.")
            return redirect("pelatihan:usulan_rinci", usulan.pk)
    return render(request, "pelatihan/usulkan.html", {"form": form, "p": satu})


@login_required
def baru(request: HttpRequest) -> HttpResponse:
    """Pelatihan baru di katalog."""
    wajib_pengelola(request)
    form = PelatihanForm(request.POST or None, instansi_id=saya(request).instansi_id)
    if request.method == "POST" and form.is_valid():
        isi = form.isi()
        kembar = Pelatihan.objects.filter(
            instansi_id=saya(request).instansi_id, judul=" ".join(isi.judul.split())
        ).first()
        if kembar is not None:
            form.add_error("judul", "Judul ini sudah ada di katalog. Ubah yang ada, atau bedakan judulnya.")
        else:
            with galat_ke_formulir(form):
                satu = layanan.tambah(
                    instansi=saya(request).instansi,
                    judul=isi.judul,
                    bentuk=str(isi.kode_bentuk),
                    jp=isi.jp,
                    jp_usulan=isi.jp_usulan,
                    penyelenggara=isi.penyelenggara,
                    kompetensi=isi.kompetensi,
                    biaya=isi.biaya,
                    prasyarat=isi.prasyarat,
                    sumber=isi.sumber,
                    oleh=saya(request),
                    sekarang=timezone.now(),
                )
                messages.success(request, f"{satu.judul} ditambahkan.")
                return redirect("pelatihan:katalog_rinci", satu.pk)
    return render(request, "pelatihan/katalog_isi.html", {"form": form})


@login_required
def ubah(request: HttpRequest, pelatihan_id: int) -> HttpResponse:
    """Ubah satu pelatihan."""
    satu = _satu(request, pelatihan_id)
    wajib_pengelola(request)
    form = PelatihanForm(request.POST or None, instansi_id=satu.instansi_id, initial=PelatihanForm.awal(satu))
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            layanan.ubah(pelatihan=satu, isi=form.isi(), oleh=saya(request), sekarang=timezone.now())
            messages.success(request, "Pelatihan disimpan.")
            return redirect("pelatihan:katalog_rinci", satu.pk)
    return render(request, "pelatihan/katalog_isi.html", {"form": form, "p": satu})


@login_required
@require_POST
def atur_aktif(request: HttpRequest, pelatihan_id: int, *, aktif: bool) -> HttpResponse:
    """Tarik dari tawaran, atau tawarkan lagi; keduanya dapat diurungkan."""
    satu = _satu(request, pelatihan_id)
    if not kerjakan(
        request,
        lambda: layanan.atur_aktif(pelatihan=satu, aktif=aktif, oleh=saya(request), sekarang=timezone.now()),
        f"{satu.judul} {'ditawarkan lagi' if aktif else 'ditarik dari tawaran'}.",
    ):
        return redirect("pelatihan:katalog")
    return redirect("pelatihan:katalog_rinci", satu.pk)


def _satu(request: HttpRequest, pelatihan_id: int) -> Pelatihan:
    satu = kueri.satu(saya(request), pelatihan_id)
    if satu is None:
        raise Http404("Pelatihan tidak ditemukan.")
    return satu
