"""Risalah dialog kinerja: daftar, susun, baca, sahkan, adendum, dan tindak lanjut."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.views.pintu import hari_ini, saya
from inti.views import draf
from kepegawaian.models import Pegawai
from umpan_balik.forms.dialog import AdendumForm, DialogForm
from umpan_balik.models import DialogKinerja, TindakDialog
from umpan_balik.queries import dialog as kueri
from umpan_balik.services import dialog as layanan
from umpan_balik.views.bantu import laksanakan
from umpan_balik.views.langsung import jalankan

PER_HALAMAN = 25


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponse:
    """Tindak lanjut yang saya tanggung, lalu risalah saya dan orang yang saya nilai."""
    laman = Paginator(kueri.terlihat(saya(request), pada=hari_ini()), PER_HALAMAN)
    konteks = {
        "laman": laman.get_page(request.GET.get("halaman")),
        "tindak": kueri.tindak_saya(saya(request)),
        "bawahan": kueri.calon_dialog(saya(request), pada=hari_ini()),
        "punya_penilai": kueri.penilai_kini(saya(request).pk, pada=hari_ini()) is not None,
        "sekarang": timezone.now(),
        "hari_ini": hari_ini(),
    }
    return render(request, "umpan_balik/dialog_daftar.html", konteks)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def baru(request: HttpRequest) -> HttpResponse:
    """Susun risalah: dengan penilai sendiri, atau `?untuk=` orang yang dinilai."""
    pegawai = _untuk(request)
    penilai_id = kueri.penilai_kini(pegawai.pk, pada=hari_ini())
    if saya(request).pk not in (pegawai.pk, penilai_id):
        raise PermissionDenied(layanan.BUKAN_PIHAK)
    if penilai_id is None:
        messages.info(request, "Belum ada pejabat penilai Anda. Admin BKD dapat menunjuknya.")
        return redirect("umpan_balik:dialog")
    form = DialogForm(request.POST or None, rhk=kueri.rhk_dibicarakan(pegawai), dialog=None, hari=hari_ini())
    if request.method == "POST" and form.is_valid():
        hasil = laksanakan(
            form,
            lambda: layanan.susun(
                pegawai=pegawai, isi=form.isi(), oleh=saya(request), sekarang=timezone.now()
            ),
        )
        if hasil is not None:
            draf.selesai(request)
            messages.success(request, "Risalah tersimpan. Baca sekali lagi, lalu sahkan.")
            return redirect("umpan_balik:dialog_rinci", hasil.pk)
    return _formulir(request, form, pegawai, None)


def _untuk(request: HttpRequest) -> Pegawai:
    nomor = request.GET.get("untuk", "")
    if not nomor:
        return saya(request)
    if not nomor.isdecimal() or len(nomor) > 18:
        raise Http404("Pegawai tidak ditemukan.")
    return get_object_or_404(Pegawai, pk=int(nomor), instansi_id=saya(request).instansi_id, is_active=True)


def _formulir(
    request: HttpRequest, form: DialogForm, pegawai: Pegawai, dialog: DialogKinerja | None
) -> HttpResponse:
    konteks = {
        "form": form,
        "pegawai": pegawai,
        "dialog": dialog,
        "sendiri": pegawai.pk == saya(request).pk,
        "terbuka": kueri.tindak_terbuka(pegawai_id=pegawai.pk),
    }
    return render(request, "umpan_balik/dialog_formulir.html", konteks)


def _terlihat(request: HttpRequest, dialog_id: int) -> DialogKinerja:
    return get_object_or_404(kueri.terlihat(saya(request), pada=hari_ini()), pk=dialog_id)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: HttpRequest, dialog_id: int) -> HttpResponse:
    """Salah satu pihak mengubah risalah yang belum sah."""
    dialog = _terlihat(request, dialog_id)
    if dialog.sah:
        messages.info(request, layanan.SUDAH_SAH)
        return redirect("umpan_balik:dialog_rinci", dialog.pk)
    form = DialogForm(
        request.POST or None, rhk=kueri.rhk_dibicarakan(dialog.pegawai), dialog=dialog, hari=hari_ini()
    )
    if request.method == "POST" and form.is_valid():
        hasil = laksanakan(
            form,
            lambda: layanan.ubah(
                dialog_id=dialog.pk,
                versi=form.cleaned_data["versi"] or 0,
                isi=form.isi(),
                oleh=saya(request),
                sekarang=timezone.now(),
            ),
        )
        if hasil is not None:
            draf.selesai(request)
            messages.success(request, "Risalah diubah. Pengesahan diulang oleh keduanya.")
            return redirect("umpan_balik:dialog_rinci", dialog.pk)
    return _formulir(request, form, dialog.pegawai, dialog)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def rinci(request: HttpRequest, dialog_id: int) -> HttpResponse:
    """Satu risalah; POST menambahkan adendum pada yang sudah sah."""
    dialog = _terlihat(request, dialog_id)
    form = AdendumForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hasil = laksanakan(
            form,
            lambda: layanan.tambah_adendum(
                dialog_id=dialog.pk,
                teks=form.cleaned_data["teks"],
                oleh=saya(request),
                sekarang=timezone.now(),
            ),
        )
        if hasil is not None:
            draf.selesai(request)
            messages.success(request, "Adendum ditulis.")
            return redirect("umpan_balik:dialog_rinci", dialog.pk)
    milik = saya(request).pk == dialog.pegawai_id
    pihak = milik or saya(request).pk == dialog.penilai_id
    konteks = {
        "dialog": dialog,
        "form": form,
        "pihak": pihak,
        "hapus": dialog.status == "draf" and saya(request).pk == dialog.disusun_oleh_id,
        "saya_sudah": dialog.disahkan_pegawai if milik else dialog.disahkan_penilai,
        "pokok": dialog.pokok.order_by("pk"),
        "tindak": dialog.tindak_lanjut.select_related("penanggung_jawab").order_by("tenggat", "pk"),
        "adendum": dialog.adendum.select_related("ditulis_oleh").order_by("pk"),
        "terbuka": kueri.tindak_terbuka(pegawai_id=dialog.pegawai_id, selain=dialog.pk),
        "hari_ini": hari_ini(),
    }
    return render(request, "umpan_balik/dialog_rinci.html", konteks)


@login_required
@require_POST
def sahkan(request: HttpRequest, dialog_id: int) -> HttpResponse:
    """Satu pihak mengesahkan bunyi yang dibacanya."""
    dialog, versi = _terlihat(request, dialog_id), _versi(request)
    hasil = jalankan(
        request,
        lambda: layanan.sahkan(dialog_id=dialog.pk, versi=versi, oleh=saya(request), sekarang=timezone.now()),
    )
    if hasil is not None:
        lawan = hasil.penilai if saya(request).pk == hasil.pegawai_id else hasil.pegawai
        kata = (
            "Risalah sah dan tidak berubah lagi."
            if hasil.sah
            else f"Anda mengesahkan. Menunggu {lawan.nama}."
        )
        messages.success(request, kata)
    return redirect("umpan_balik:dialog_rinci", dialog.pk)


def _versi(request: HttpRequest) -> int:
    versi = request.POST.get("versi", "")
    return int(versi) if versi.isdecimal() and len(versi) < 10 else 0


@login_required
@require_POST
def hapus(request: HttpRequest, dialog_id: int) -> HttpResponse:
    """Penyusun menghapus draf yang belum disahkan siapa pun."""
    dialog, versi = _terlihat(request, dialog_id), _versi(request)
    hasil = jalankan(
        request,
        lambda: layanan.hapus(dialog_id=dialog.pk, versi=versi, oleh=saya(request), sekarang=timezone.now()),
    )
    if hasil is None:
        return redirect("umpan_balik:dialog_rinci", dialog.pk)
    messages.success(request, "Draf risalah dihapus.")
    return redirect("umpan_balik:dialog")


@login_required
@require_POST
def selesai(request: HttpRequest, tindak_id: int) -> HttpResponse:
    """Tandai tindak lanjut selesai, atau buka lagi; kembali ke risalahnya."""
    tindak = get_object_or_404(
        TindakDialog, pk=tindak_id, dialog__in=kueri.terlihat(saya(request), pada=hari_ini())
    )
    hasil = jalankan(
        request,
        lambda: layanan.selesaikan(tindak_id=tindak.pk, oleh=saya(request), sekarang=timezone.now()),
    )
    if hasil is not None:
        kata = "selesai" if hasil.selesai_pada else "terbuka lagi"
        messages.success(request, f"Tindak lanjut “{hasil.uraian}” ditandai {kata}.")
    return redirect("umpan_balik:dialog_rinci", tindak.dialog_id)
