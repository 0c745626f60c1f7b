"""Meminta umpan balik kepada rekan, dan menjawab tidak dapat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from indikator.views.pintu import saya
from inti.views import draf
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import rekan_setara
from umpan_balik.forms.langsung import MintaForm
from umpan_balik.models import PermintaanUmpanBalik
from umpan_balik.queries import langsung as isi
from umpan_balik.services import langsung_minta as layanan
from umpan_balik.views.bantu import laksanakan
from umpan_balik.views.langsung import jalankan, ke_bagian

REKAN_TERBANYAK = 15


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def minta(request: HttpRequest) -> HttpResponse:
    """Pilih pokok, pilih rekan (setim atau dicari), kirim. Pilihan rekan tinggal di alamat selama mencari."""
    dipilih = [int(n) for n in request.GET.getlist("orang")[:20] if n.isdecimal() and len(n) < 19]
    kata = request.GET.get("cari", "")
    form = MintaForm(
        request.POST or None,
        initial={"pokok": request.GET.get("pokok", ""), "penjawab": dipilih},
        rekan=_calon(request, dipilih),
        pokok=isi.pokok_sendiri(saya(request)),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        hasil = laksanakan(
            form,
            lambda: layanan.minta(
                penjawab=list(data["penjawab"]),
                pokok=data["pokok"],
                pesan=data["pesan"],
                oleh=saya(request),
                sekarang=timezone.now(),
            ),
        )
        if hasil is not None:
            draf.selesai(request)
            messages.success(request, _kabar(hasil))
            return redirect(ke_bagian("permintaan"))
    konteks = {
        "form": form,
        "kata": kata,
        "dipilih": dipilih,
        "ditemukan": isi.cari_rekan(saya(request), kata=kata, pada=timezone.localdate()),
    }
    return render(request, "umpan_balik/langsung_minta.html", konteks)


def _calon(request: HttpRequest, dipilih: list[int]) -> QuerySet[Pegawai]:
    """Rekan setim, ditambah yang dicari, dan pada kiriman siapa pun yang seinstansi."""
    semua = isi.rekan_satu_instansi(saya(request)).order_by("nama")
    if request.method == "POST":
        nomor = [n for n in request.POST.getlist("penjawab")[:50] if n.isdecimal() and len(n) < 19]
        dipilih = [*dipilih, *map(int, nomor)]
    setim = rekan_setara(saya(request).pk, timezone.localdate())[:REKAN_TERBANYAK]
    return semua.filter(Q(pk__in=setim) | Q(pk__in=dipilih))


def _kabar(hasil: list[PermintaanUmpanBalik]) -> str:
    if not hasil:
        return "Mereka sudah Anda minta tentang hal yang sama dan belum menjawab."
    return f"Permintaan dikirim kepada {len(hasil)} rekan. Mereka diingatkan sekali sesudah tujuh hari."


@login_required
@require_POST
def tolak(request: HttpRequest, permintaan_id: int) -> HttpResponse:
    """Tidak dapat menjawab; peminta diberi tahu tanpa alasan."""
    get_object_or_404(PermintaanUmpanBalik, pk=permintaan_id, penjawab=saya(request))
    if jalankan(
        request,
        lambda: layanan.tolak(permintaan_id=permintaan_id, oleh=saya(request), sekarang=timezone.now()),
    ):
        messages.success(request, "Permintaan ditutup. Peminta diberi tahu tanpa alasan.")
    return redirect(ke_bagian("permintaan"))


@login_required
@require_POST
def batal(request: HttpRequest, permintaan_id: int) -> HttpResponse:
    """Peminta membatalkan permintaan yang belum dijawab."""
    get_object_or_404(PermintaanUmpanBalik, pk=permintaan_id, dikirim_oleh=saya(request))
    if jalankan(
        request,
        lambda: layanan.batalkan(permintaan_id=permintaan_id, oleh=saya(request), sekarang=timezone.now()),
    ):
        messages.success(request, "Permintaan dibatalkan.")
    return redirect(ke_bagian("permintaan"))
