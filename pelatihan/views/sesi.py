"""Sesi pelatihan: daftar dan daftar hadir bagi pengurus, kalender bagi semua."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from icalendar import Calendar, Event

from indikator.views.pintu import galat_ke_formulir, hari_ini, saya
from inti.galat import GalatAturan
from pelatihan.forms.sesi import BatalSesiForm, SaringSesiForm, SesiForm
from pelatihan.models import Sesi
from pelatihan.queries import katalog as kueri
from pelatihan.queries.antrean import daftar_tunggu
from pelatihan.queries.usulan import peserta
from pelatihan.rules.antrean import ATURAN
from pelatihan.services import sesi as layanan
from pelatihan.services.usulan import catat_kehadiran
from pelatihan.views.bantu import PER_HALAMAN, kabarkan, kerjakan, mengelola, wajib_pengelola


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Semua sesi instansi dengan kursi, yang menunggu, dan yang kehadirannya belum dicatat."""
    wajib_pengelola(request)
    saring = SaringSesiForm(request.GET)
    saring.is_valid()
    semua = kueri.sesi_tersaring(
        saya(request),
        cari=saring.cleaned_data.get("q", "").strip(),
        status=saring.cleaned_data.get("status", ""),
    )
    laman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman"))
    return render(
        request, "pelatihan/sesi_daftar.html", {"laman": laman, "saring": saring, "hari_ini": hari_ini()}
    )


@login_required
@require_GET
def rinci(request: HttpRequest, sesi_id: int) -> HttpResponse:
    """Satu sesi: peserta, daftar hadir, dan daftar tunggu."""
    sesi = _sesi(request, sesi_id)
    wajib_pengelola(request)
    return _halaman(request, sesi)


@login_required
def baru(request: HttpRequest, pelatihan_id: int) -> HttpResponse:
    """Sesi baru untuk satu pelatihan."""
    pelatihan = kueri.satu(saya(request), pelatihan_id)
    if pelatihan is None:
        raise Http404("Pelatihan tidak ditemukan.")
    wajib_pengelola(request)
    form = SesiForm(request.POST or None, initial={"biaya": pelatihan.biaya, "buka": True})
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            sesi = layanan.buat(
                pelatihan=pelatihan,
                isi=form.isi(),
                buka=form.cleaned_data["buka"],
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(request, "Sesi disimpan.")
            return redirect("pelatihan:sesi_rinci", sesi.pk)
    return render(request, "pelatihan/sesi_isi.html", {"form": form, "pelatihan": pelatihan})


@login_required
def ubah(request: HttpRequest, sesi_id: int) -> HttpResponse:
    """Ubah sesi; kursi tambahan langsung diberikan kepada yang menunggu."""
    sesi = _sesi(request, sesi_id)
    wajib_pengelola(request)
    form = SesiForm(request.POST or None, initial=SesiForm.awal(sesi))
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            layanan.ubah(
                sesi_id=sesi.pk,
                isi=form.isi(),
                buka=form.cleaned_data["buka"],
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(request, "Sesi disimpan.")
            return redirect("pelatihan:sesi_rinci", sesi.pk)
    return render(
        request, "pelatihan/sesi_isi.html", {"form": form, "pelatihan": sesi.pelatihan, "sesi": sesi}
    )


@login_required
@require_POST
def batalkan(request: HttpRequest, sesi_id: int) -> HttpResponse:
    """Batalkan sesi dengan alasan; pendaftarnya kembali ke rencana."""
    sesi, form = _sesi(request, sesi_id), BatalSesiForm(request.POST)
    wajib_pengelola(request)
    if form.is_valid():
        with galat_ke_formulir(form):
            layanan.batalkan(
                sesi_id=sesi.pk,
                alasan=form.cleaned_data["alasan"],
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(request, "Sesi dibatalkan dan pendaftarnya diberi tahu.")
            return redirect("pelatihan:sesi_rinci", sesi.pk)
    return _halaman(request, sesi, form)


@login_required
@require_POST
def tutup(request: HttpRequest, sesi_id: int) -> HttpResponse:
    """Tutup sesi yang sudah selesai dan lengkap daftar hadirnya."""
    _sesi(request, sesi_id)
    wajib_pengelola(request)
    kerjakan(
        request,
        lambda: layanan.tutup(sesi_id=sesi_id, oleh=saya(request), sekarang=timezone.now()),
        "Sesi ditutup.",
    )
    return redirect("pelatihan:sesi_rinci", sesi_id)


@login_required
@require_POST
def hadir(request: HttpRequest, sesi_id: int) -> HttpResponse:
    """Simpan daftar hadir; yang belum dipilih tetap menunggu."""
    sesi = _sesi(request, sesi_id)
    wajib_pengelola(request)
    pilihan = {u.pk: request.POST.get(f"hadir_{u.pk}", "") for u in peserta(sesi)}
    catatan = {pk: kata == "ya" for pk, kata in pilihan.items() if kata in ("ya", "tidak")}
    if not catatan:
        messages.warning(request, "Pilih hadir atau tidak hadir bagi sedikitnya satu peserta.")
        return redirect("pelatihan:sesi_rinci", sesi_id)
    try:
        hasil = catat_kehadiran(sesi_id=sesi_id, hadir=catatan, oleh=saya(request), sekarang=timezone.now())
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        kabarkan(request, hasil, "dicatat kehadirannya")
    return redirect("pelatihan:sesi_rinci", sesi_id)


@login_required
@require_GET
def kalender(request: HttpRequest, sesi_id: int) -> HttpResponse:
    """Berkas .ics satu sesi, sebagai acara sehari penuh."""
    sesi = get_object_or_404(kueri.sesi_terlihat(saya(request), kelola=mengelola(request)), pk=sesi_id)
    acara = Event()
    acara.add("uid", f"sesi-pelatihan-{sesi.pk}@asn-kinerja")
    acara.add("summary", sesi.pelatihan.judul)
    acara.add("location", sesi.letak)
    acara.add("dtstart", sesi.mulai)
    acara.add("dtend", sesi.selesai + timedelta(days=1))
    acara.add("dtstamp", timezone.now())
    acara.add("status", "CANCELLED" if sesi.alasan_batal else "CONFIRMED")
    acara.add("url", f"{settings.BASE_URL}{reverse('pelatihan:katalog_rinci', args=[sesi.pelatihan_id])}")
    isi = Calendar()
    isi.add("prodid", "-//ASN Kinerja//Sesi pelatihan//ID")
    isi.add("version", "2.0")
    isi.add_component(acara)
    jawaban = HttpResponse(isi.to_ical(), content_type="text/calendar; charset=utf-8")
    jawaban["Content-Disposition"] = f'attachment; filename="sesi-pelatihan-{sesi.pk}.ics"'
    return jawaban


def _sesi(request: HttpRequest, sesi_id: int) -> Sesi:
    return get_object_or_404(kueri.sesi_terlihat(saya(request), kelola=True), pk=sesi_id)


def _halaman(request: HttpRequest, sesi: Sesi, batal: BatalSesiForm | None = None) -> HttpResponse:
    ikut = peserta(sesi)
    konteks = {
        "sesi": sesi,
        "peserta": ikut,
        "menunggu": daftar_tunggu(sesi),
        "dapat_hadir": sesi.status == Sesi.Status.DISETUJUI and hari_ini() >= sesi.selesai,
        "belum_dicatat": any(u.status == "terdaftar" for u in ikut),
        "terbuka": sesi.status != Sesi.Status.DITUTUP,
        "dapat_batal": sesi.status != Sesi.Status.DITUTUP and all(u.status == "terdaftar" for u in ikut),
        "batal": batal or BatalSesiForm(),
        "aturan_antre": ATURAN,
    }
    return render(request, "pelatihan/sesi_rinci.html", konteks)
