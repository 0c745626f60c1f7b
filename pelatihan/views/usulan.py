"""Usulan sendiri: daftar dan riwayat, satu usulan, mendaftar sesi, menarik, dan menyerahkan sertifikat."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indikator.views.lampiran import Lampiran, lampiran
from indikator.views.pintu import galat_ke_formulir, hari_ini, saya
from inti.views.unduhan import kirim_berkas
from pelatihan.forms.usulan import SertifikatForm, UrungHadirForm
from pelatihan.models import Usulan
from pelatihan.queries import usulan as kueri
from pelatihan.queries.rekomendasi import jp_tahun
from pelatihan.queries.riwayat_jp import jp_tahun_ini
from pelatihan.rules.antrean import ATURAN
from pelatihan.rules.usulan import PELAKU, Pelaku, Perbuatan, boleh
from pelatihan.services import usulan as layanan
from pelatihan.views.bantu import PER_HALAMAN, kerjakan

BUKAN_URUSAN = "Usulan ini dibaca pengusul, penilainya, dan admin BKD."


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Usulan saya, riwayat yang sudah dihitung, dan JP tahun ini."""
    tahun = hari_ini().year
    konteks = {
        "laman": Paginator(kueri.milik(saya(request)), PER_HALAMAN).get_page(request.GET.get("halaman")),
        "riwayat": Paginator(kueri.riwayat(saya(request)), PER_HALAMAN).get_page(request.GET.get("riwayat")),
        "jp": jp_tahun_ini([saya(request).pk], tahun=tahun)[saya(request).pk],
        "hak": jp_tahun(saya(request), tahun=tahun).hak,
        "tahun": tahun,
    }
    return render(request, "pelatihan/usulan_daftar.html", konteks)


@login_required
@require_GET
def rinci(request: HttpRequest, usulan_id: int) -> HttpResponse:
    """Perjalanan satu usulan dan langkah orang yang membacanya."""
    return _halaman(request, _terlihat(request, usulan_id))


@login_required
@require_POST
def tarik(request: HttpRequest, usulan_id: int) -> HttpResponse:
    """Tarik usulan sendiri."""
    _terlihat(request, usulan_id)
    kerjakan(
        request,
        lambda: layanan.tarik(
            usulan_id=usulan_id,
            alasan=request.POST.get("alasan", "")[:1000],
            oleh=saya(request),
            sekarang=timezone.now(),
        ),
        "Usulan ditarik.",
    )
    return redirect("pelatihan:usulan_rinci", usulan_id)


@login_required
@require_POST
def daftar_sesi(request: HttpRequest, usulan_id: int) -> HttpResponse:
    """Daftar ke satu sesi: kursi, atau daftar tunggu bila penuh."""
    terlihat = _terlihat(request, usulan_id)
    if not terlihat.sebagai & PELAKU[Perbuatan.DAFTAR]:
        raise PermissionDenied("Sesi dipilih pengusulnya sendiri atau admin BKD.")
    nomor = request.POST.get("sesi", "")
    pilihan = {s.pk: s for s in kueri.sesi_pilihan(terlihat.usulan, pada=hari_ini())}
    sesi = pilihan.get(int(nomor) if nomor.isdecimal() else 0)
    if sesi is None:
        messages.warning(request, "Pilih salah satu sesi yang masih menerima pendaftaran.")
        return redirect("pelatihan:usulan_rinci", usulan_id)
    if kerjakan(
        request,
        lambda: layanan.daftar(
            usulan_id=usulan_id,
            sesi_id=sesi.pk,
            prasyarat_lain=request.POST.get("prasyarat_lain", "")[:1000],
            oleh=saya(request),
            sekarang=timezone.now(),
        ),
        "Pendaftaran dicatat.",
    ):
        terlihat.usulan.refresh_from_db()
        if terlihat.usulan.status == Usulan.Status.MENUNGGU:
            messages.info(request, f"Sesinya penuh; Anda masuk daftar tunggu. {ATURAN}")
    return redirect("pelatihan:usulan_rinci", usulan_id)


@login_required
@require_POST
def batal_daftar(request: HttpRequest, usulan_id: int) -> HttpResponse:
    """Lepas dari sesi; usulannya tetap dalam rencana."""
    _terlihat(request, usulan_id)
    kerjakan(
        request,
        lambda: layanan.batal_daftar(usulan_id=usulan_id, oleh=saya(request), sekarang=timezone.now()),
        "Pendaftaran dibatalkan. Usulannya tetap dalam rencana.",
    )
    return redirect("pelatihan:usulan_rinci", usulan_id)


@login_required
@require_POST
def urungkan_hadir(request: HttpRequest, usulan_id: int) -> HttpResponse:
    """Catatan hadir atau tidak hadir yang keliru kembali menjadi belum dicatat."""
    terlihat, form = _terlihat(request, usulan_id), UrungHadirForm(request.POST)
    if Pelaku.BKD not in terlihat.sebagai:
        raise PermissionDenied("Kehadiran diurus admin BKD lain.")
    if form.is_valid():
        with galat_ke_formulir(form):
            usulan = layanan.urungkan_kehadiran(
                usulan_id=usulan_id,
                alasan=form.cleaned_data["alasan"],
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(
                request, f"Catatan kehadiran {usulan.pegawai.nama} diurungkan. Catat lagi di sini."
            )
            return redirect("pelatihan:sesi_rinci", usulan.sesi_id)
    return _halaman(request, terlihat, urung=form)


@login_required
@require_POST
def sertifikat(request: HttpRequest, usulan_id: int) -> HttpResponse:
    """Serahkan sertifikat; berkas yang sudah terunggah tidak hilang bila ada isian yang ditolak."""
    terlihat = _terlihat(request, usulan_id)
    if Pelaku.PEMILIK not in terlihat.sebagai:
        raise PermissionDenied("Sertifikat diserahkan oleh pesertanya sendiri.")
    berkas = lampiran(request, timezone.now())
    form = SertifikatForm(request.POST, request.FILES)
    if berkas.hanya_hapus:
        return _halaman(request, terlihat, SertifikatForm(initial=request.POST.dict()), berkas)
    form.is_valid()
    for pesan in berkas.ditolak:
        form.add_error("berkas", pesan)
    if len(berkas.berkas) > 1:
        form.add_error(
            "berkas", "Satu berkas saja. Gabungkan halamannya menjadi satu PDF, atau hapus yang lain."
        )
    if form.is_valid():
        with galat_ke_formulir(form):
            layanan.unggah(
                usulan_id=usulan_id,
                berkas=berkas.berkas[0] if berkas.berkas else None,
                nomor=form.cleaned_data["nomor"],
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(request, "Sertifikat diserahkan. JP dihitung sesudah diperiksa BKD.")
            return redirect("pelatihan:usulan_rinci", usulan_id)
    return _halaman(request, terlihat, form, berkas)


@login_required
@require_GET
def berkas(request: HttpRequest, usulan_id: int) -> HttpResponseBase:
    """Berkas sertifikat, sebagai lampiran."""
    usulan = _terlihat(request, usulan_id).usulan
    ikut = getattr(usulan, "kepesertaan", None)
    if ikut is None or ikut.sertifikat is None:
        raise Http404("Sertifikat tidak ditemukan.")
    return kirim_berkas(request, ikut.sertifikat)


def _terlihat(request: HttpRequest, usulan_id: int) -> kueri.Terlihat:
    """404 bila tidak ada baginya, 403 bila ada tetapi bukan urusannya."""
    terlihat = kueri.satu(saya(request), usulan_id=usulan_id, pada=hari_ini())
    if terlihat is None:
        raise Http404("Usulan tidak ditemukan.")
    if not terlihat.sebagai:
        raise PermissionDenied(BUKAN_URUSAN)
    return terlihat


def _halaman(
    request: HttpRequest,
    terlihat: kueri.Terlihat,
    form: Form | None = None,
    unggahan: Lampiran | None = None,
    urung: UrungHadirForm | None = None,
) -> HttpResponse:
    usulan, sebagai = terlihat.usulan, terlihat.sebagai
    dapat = {p.value: boleh(usulan.status, p, sebagai) for p in Perbuatan}
    konteks = {
        "usulan": usulan,
        "ikut": getattr(usulan, "kepesertaan", None),
        "milik": Pelaku.PEMILIK in sebagai,
        "bkd": Pelaku.BKD in sebagai,
        "dapat": dapat,
        "butir": kueri.tahap(usulan),
        "berikutnya": kueri.berikutnya(usulan),
        "sekarang": timezone.now(),
        "sesi": kueri.sesi_pilihan(usulan, pada=hari_ini()) if dapat["daftar"] else [],
        "form": (form or SertifikatForm()) if dapat["unggah"] else None,
        "urung": (urung or UrungHadirForm())
        if dapat["urungkan_hadir"] and kueri.dapat_diurungkan(usulan)
        else None,
        "terlampir": unggahan.berkas if unggahan else [],
        "maks_byte": settings.BERKAS_MAKS_BYTE,
        "aturan_antre": ATURAN,
    }
    return render(request, "pelatihan/usulan_rinci.html", konteks)
