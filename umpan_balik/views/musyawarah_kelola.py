"""Menyusun, membuka, menutup, dan memutuskan musyawarah warga."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.permissions import Izin
from umpan_balik.forms.musyawarah import (
    HitungForm,
    PutuskanForm,
    RingkasanForm,
    SaringUsulForm,
    SusunForm,
)
from umpan_balik.models import Musyawarah, Usul
from umpan_balik.queries import musyawarah as isi
from umpan_balik.services import musyawarah as layanan
from umpan_balik.views.bantu import laksanakan, wajib_punya

LANGKAH: dict[str, tuple[Callable[..., Musyawarah], str]] = {
    "buka": (layanan.buka, "Musyawarah dibuka. Warga dapat mengusulkan mulai hari pertamanya."),
    "tutup": (layanan.tutup, "Musyawarah ditutup. Tanda alat warga sudah dihapus."),
}


@login_required
@require_safe
def kelola(request: HttpRequest) -> HttpResponse:
    """Musyawarah unit yang dipegang, dengan banyaknya usul yang menunggu disaring."""
    milik = wajib_punya(request, Izin.KELOLA_MUSYAWARAH)
    laman = Paginator(isi.kelolaan(milik), 25).get_page(request.GET.get("halaman"))
    return render(request, "umpan_balik/musyawarah/kelola.html", {"laman": laman})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def susun(request: HttpRequest, musyawarah_id: int | None = None) -> HttpResponse:
    """Draf baru, atau mengubah draf yang ada."""
    milik = wajib_punya(request, Izin.KELOLA_MUSYAWARAH)
    hari = timezone.localdate()
    lama = get_object_or_404(isi.kelolaan(milik), pk=musyawarah_id) if musyawarah_id else None
    if lama is not None and lama.status != Musyawarah.Status.DRAF:
        messages.warning(request, "Musyawarah ini sudah dibuka, jadi isinya tetap.")
        return redirect("umpan_balik:musyawarah_kelola_rinci", lama.pk)
    awal = (
        {b: getattr(lama, b) for b in ("unit", "judul", "uraian", "mulai", "selesai")}
        if lama
        else {"mulai": hari}
    )
    form = SusunForm(request.POST or None, initial=awal, unit=isi.unit_penyelenggara(milik, hari=hari))
    if request.method == "POST" and form.is_valid():
        baris = laksanakan(
            form,
            lambda: layanan.susun(
                musyawarah=lama, oleh=request.user, sekarang=timezone.now(), **form.cleaned_data
            ),
        )
        if baris is not None:
            messages.success(request, "Draf disimpan. Periksa, lalu buka untuk warga.")
            return redirect("umpan_balik:musyawarah_kelola_rinci", baris.pk)
    return render(request, "umpan_balik/musyawarah/susun.html", {"form": form, "lama": lama})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kelola_rinci(request: HttpRequest, musyawarah_id: int) -> HttpResponse:
    """Satu musyawarah: keadaannya, semua usul, dan putusan seluruhnya."""
    milik = wajib_punya(request, Izin.KELOLA_MUSYAWARAH)
    topik = get_object_or_404(isi.kelolaan(milik), pk=musyawarah_id)
    form = RingkasanForm(request.POST or None, initial={"ringkasan": topik.ringkasan})
    if request.method == "POST" and form.is_valid():
        hasil = laksanakan(
            form,
            lambda: layanan.tetapkan(
                musyawarah=topik, oleh=request.user, sekarang=timezone.now(), **form.cleaned_data
            ),
        )
        if hasil is not None:
            messages.success(request, "Putusan diumumkan. Halamannya menjadi catatan.")
            return redirect("umpan_balik:musyawarah_kelola_rinci", topik.pk)
    usul = isi.usul_kelolaan(milik).filter(musyawarah=topik).order_by("-moderasi", "-dihitung", "pk")
    return render(
        request,
        "umpan_balik/musyawarah/kelola_rinci.html",
        {
            "topik": topik,
            "form": form,
            "jumlah": isi.jumlah(topik),
            "laman": Paginator(usul, 25).get_page(request.GET.get("halaman")),
        },
    )


@login_required
@require_POST
def langkah(request: HttpRequest, musyawarah_id: int, aksi: str) -> HttpResponse:
    """Buka atau tutup."""
    milik = wajib_punya(request, Izin.KELOLA_MUSYAWARAH)
    topik = get_object_or_404(isi.kelolaan(milik), pk=musyawarah_id)
    kerja, kabar = LANGKAH[aksi]
    try:
        kerja(musyawarah=topik, oleh=request.user, sekarang=timezone.now())
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        messages.success(request, kabar)
    return redirect("umpan_balik:musyawarah_kelola_rinci", topik.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def usul(request: HttpRequest, usul_id: int) -> HttpResponse:
    """Satu usul: disaring, dukungannya diperiksa, lalu diputuskan. Tombol "aksi" memilih yang dikirim."""
    milik = wajib_punya(request, Izin.KELOLA_MUSYAWARAH)
    satu = get_object_or_404(isi.usul_kelolaan(milik), pk=usul_id)
    aksi = request.POST.get("aksi", "")
    tampil = {Usul.Moderasi.DITERIMA: "ya", Usul.Moderasi.DITOLAK: "tidak"}.get(satu.moderasi)
    saring = SaringUsulForm(
        request.POST if aksi == "saring" else None,
        initial={"tampil": tampil, "alasan": satu.alasan_moderasi},
    )
    putus = PutuskanForm(
        request.POST if aksi == "putus" else None,
        prefix="putus",
        indikator=isi.indikator_dinas(satu.musyawarah),
        initial={
            "keputusan": satu.keputusan,
            "alasan": satu.alasan_keputusan,
            "indikator": satu.indikator_id,
        },
    )
    hitung = HitungForm(request.POST if aksi == "hitung" else None, prefix="hitung")
    pilihan = {
        "saring": (saring, layanan.saring_usul, "Usul disaring."),
        "putus": (putus, layanan.putuskan, "Putusan disimpan."),
        "hitung": (hitung, layanan.hitung_dukungan, "Dukungan yang ditahan sekarang dihitung."),
    }
    form, kerja, kabar = pilihan.get(aksi, pilihan["putus"])
    if request.method == "POST" and form.is_valid() and _jalankan(request, satu, form, kerja):
        messages.success(request, kabar)
        return redirect("umpan_balik:musyawarah_kelola_rinci", satu.musyawarah_id)
    return render(
        request,
        "umpan_balik/musyawarah/usul.html",
        {"usul": satu, "form": form, "saring": saring, "putus": putus, "hitung": hitung},
    )


def _jalankan(
    request: HttpRequest,
    satu: Usul,
    form: SaringUsulForm | PutuskanForm | HitungForm,
    kerja: Callable[..., object],
) -> bool:
    hasil = laksanakan(
        form,
        lambda: kerja(usul=satu, oleh=request.user, sekarang=timezone.now(), **form.cleaned_data),
    )
    return hasil is not None
