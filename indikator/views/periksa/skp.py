"""Pejabat penilai memeriksa SKP: antrean, satu per satu, atau beberapa sekaligus dengan pratinjau."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indikator.forms.skp import CatatanForm
from indikator.models import SKP, Periode, StatusDokumen
from indikator.permissions import Pihak
from indikator.queries.periode import tahun_berjalan
from indikator.queries.skp import (
    antrean_skp,
    antrean_terpilih,
    lembar,
    lembar_banyak,
    nama_penilai,
    tahun_dibuka,
)
from indikator.queries.skp.adendum import periode_terdampak
from indikator.services import skp as layanan
from indikator.views.bantu import skp_atau_404, terapkan_galat
from indikator.views.skp.isi import banding_usulan, lampiran_skp
from indikator.views.skp.tahap import tahap
from inti.galat import GalatAturan, TidakBerhak

PER_HALAMAN = 50
BUKAN_PENILAI = "SKP ini disetujui oleh pejabat penilainya. Anda hanya dapat membacanya."


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Bawahan hari ini: yang menunggu di atas, dengan lamanya."""
    sekarang = timezone.now()
    dibuka = tahun_dibuka(request.user)
    diminta = [t for t in dibuka if str(t.pk) == request.GET.get("tahun")]
    tahun = diminta[0] if diminta else tahun_berjalan(request.user.instansi, sekarang)
    semua = antrean_skp(request.user, tahun=tahun, sekarang=sekarang) if tahun else []
    menunggu = [b for b in semua if b.menunggu]
    batal = [b for b in semua if b.batal]
    tampil = request.GET.get("tampil", "")
    tampil_semua = tampil == "semua"
    pilihan = {"semua": semua, "batal": batal}.get(tampil, menunggu)
    laman = Paginator(pilihan, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "tahun": tahun,
        "laman": laman,
        "tab": [
            {"judul": f"Menunggu ({len(menunggu)})", "url": _alamat(tahun), "kini": pilihan is menunggu},
            {"judul": f"Semua ({len(semua)})", "url": _alamat(tahun, "semua"), "kini": tampil_semua},
            {
                "judul": f"Dapat dibatalkan ({len(batal)})",
                "url": _alamat(tahun, "batal"),
                "kini": tampil == "batal",
            },
        ],
        "tahun_lain": [t for t in dibuka if tahun and t.pk != tahun.pk],
        "jumlah_menunggu": sum(b.dapat_dicentang for b in pilihan),
        "membatalkan": tampil == "batal" and bool(batal),
        "punya_bawahan": bool(semua),
        "tampil_semua": tampil_semua,
        "dipilih": {int(n) for n in request.GET.getlist("pilih") if n.isdecimal()},
    }
    return render(request, "indikator/periksa_skp.html", konteks)


def _alamat(tahun: Periode | None, tampil: str = "") -> str:
    tanya = {"tahun": tahun.pk if tahun else ""} | ({"tampil": tampil} if tampil else {})
    return f"?{urlencode(tanya)}"


@login_required
def rinci(request: HttpRequest, skp_id: int) -> HttpResponse:
    """Satu SKP bawahan: setujui, atau kembalikan dengan catatan."""
    terlihat = skp_atau_404(request, skp_id)
    if terlihat.sebagai is Pihak.PEMILIK:
        return redirect("indikator:skp_rinci", skp_id)
    if terlihat.sebagai is not Pihak.PENILAI:
        raise PermissionDenied(BUKAN_PENILAI)
    skp = terlihat.skp
    form = CatatanForm(initial={"versi": skp.versi})
    if request.method == "POST":
        form = CatatanForm(request.POST)
        jawaban = _putuskan(request, skp, form)
        if jawaban is not None:
            return jawaban
        skp = skp_atau_404(request, skp_id).skp
    hari = timezone.localdate()
    konteks = {
        "skp": skp,
        "lembar": lembar(skp, periksa=False),
        "form": form,
        "tahap": tahap(skp, sekarang=timezone.now()),
        "penilai": nama_penilai([skp.pegawai_id], pada=hari).get(skp.pegawai_id),
        "menunggu": skp.status == StatusDokumen.DIAJUKAN,
        "sekarang": timezone.now(),
        "isi_lampiran": lampiran_skp(skp),
        **banding_usulan(skp),
        "terdampak": periode_terdampak(skp) if skp.adendum else [],
    }
    return render(request, "indikator/periksa_skp_rinci.html", konteks)


def _putuskan(request: HttpRequest, skp: SKP, form: CatatanForm) -> HttpResponse | None:
    """Jalankan yang ditekan; None berarti ada yang perlu diperbaiki di halaman ini."""
    setujui = request.POST.get("aksi") == "setujui"
    if setujui:
        form.fields["catatan"].required = False
    if not form.is_valid():
        return None
    lain = {"versi": form.cleaned_data["versi"], "oleh": request.user, "sekarang": timezone.now()}
    try:
        if setujui:
            layanan.setujui(skp=skp, **lain)
            _kabarkan_disetujui(request, skp)
        else:
            layanan.kembalikan(skp=skp, catatan=form.cleaned_data["catatan"], **lain)
            messages.success(request, f"SKP dikembalikan kepada {skp.pegawai.nama} dengan catatan Anda.")
    except GalatAturan as galat:
        terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
        return None
    return redirect("indikator:periksa_skp")


def _kabarkan_disetujui(request: HttpRequest, skp: SKP) -> None:
    """Adendum tidak dapat dibatalkan: isinya sudah menggantikan yang lama."""
    if skp.adendum:
        messages.success(request, f"Adendum SKP {skp.pegawai.nama} disetujui dan berlaku sekarang.")
    else:
        messages.success(request, f"SKP {skp.pegawai.nama} disetujui.", extra_tags=_urungkan([skp.pk]))


def _urungkan(ids: Iterable[int]) -> str:
    return f"urungkan:{reverse('indikator:periksa_skp_batalkan')}?{_pilihan(ids)}"


def _pilihan(ids: Iterable[int]) -> str:
    """Yang dicentang, sebagai tanya di alamat."""
    return urlencode([("pilih", i) for i in sorted(ids)])


@login_required
@require_POST
def batalkan(request: HttpRequest) -> HttpResponse:
    """Batalkan persetujuan sendiri atas yang dipilih; yang sudah dipakai disebut namanya."""
    dipilih = request.POST.getlist("pilih") or request.GET.getlist("pilih")
    ids = {int(n) for n in dipilih if n.isdecimal()}
    if not ids:
        messages.info(request, "Centang SKP yang persetujuannya dibatalkan lebih dahulu.")
        return redirect("indikator:periksa_skp")
    try:
        batal = layanan.batalkan_setuju(skp_ids=ids, oleh=request.user, sekarang=timezone.now())
    except TidakBerhak as galat:
        raise Http404(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return redirect("indikator:periksa_skp")
    if batal:
        messages.success(
            request, f"Persetujuan {len(batal)} SKP dibatalkan; SKP-nya menunggu keputusan Anda lagi."
        )
    tetap = SKP.objects.filter(pk__in=ids - {s.pk for s in batal}, status=StatusDokumen.DISETUJUI)
    for nama in tetap.order_by("pegawai__nama").values_list("pegawai__nama", flat=True):
        messages.warning(
            request, f"SKP {nama} tetap disetujui: sudah dipakai melapor, diadendum, atau dijawab pemiliknya."
        )
    return redirect("indikator:periksa_skp")


@login_required
def banyak(request: HttpRequest) -> HttpResponse:
    """Pratinjau yang dipilih (GET ?pilih=…), lalu setujui sekaligus (POST)."""
    sekarang = timezone.now()
    ids = {int(n) for n in (request.POST or request.GET).getlist("pilih") if n.isdecimal()}
    if request.POST.get("aksi") == "ubah":
        return redirect(f"{reverse('indikator:periksa_skp')}?{_pilihan(ids)}")
    if request.method == "POST":
        versi = _versi(request, ids)
        try:
            jumlah = layanan.setujui_banyak(skp_ids=ids, oleh=request.user, sekarang=sekarang, versi=versi)
        except TidakBerhak as galat:
            raise Http404(galat.pesan) from galat
        except GalatAturan as galat:
            messages.warning(request, galat.pesan)
            return redirect("indikator:periksa_skp")
        if jumlah:
            messages.success(request, f"{jumlah} SKP disetujui.", extra_tags=_urungkan(ids))
        else:
            messages.info(request, "SKP yang dipilih sudah diputus.")
        return redirect("indikator:periksa_skp")
    terpilih = antrean_terpilih(request.user, skp_ids=ids, sekarang=sekarang)
    if not terpilih:
        messages.info(request, "Centang SKP yang akan disetujui lebih dahulu.")
        return redirect("indikator:periksa_skp")
    isi = lembar_banyak([b.skp for b in terpilih if b.skp])
    pasangan = [{"baris": b, "lembar": satu} for b, satu in zip(terpilih, isi, strict=True)]
    return render(request, "indikator/periksa_skp_banyak.html", {"terpilih": pasangan})


def _versi(request: HttpRequest, ids: set[int]) -> dict[int, int]:
    """Versi tiap SKP seperti yang tampil di pratinjau; tanpa itu dianggap belum dilihat."""
    return {i: int(n) for i in ids if (n := request.POST.get(f"versi_{i}", "0")).isdecimal()}
