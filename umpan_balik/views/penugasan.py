"""Penilai 360: usul orang yang dinilai, putusan atasan atau admin, dan penolakan penilai."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kepegawaian.models import Pegawai
from umpan_balik.forms.penugasan import TolakMenilaiForm, TolakUsulForm, UsulPenilaiForm
from umpan_balik.models import Kelompok, PenolakanMenilai, UsulPenilai
from umpan_balik.queries import daftar as isi
from umpan_balik.queries import langsung as orang
from umpan_balik.queries import penugasan as kueri
from umpan_balik.services import penugasan_tolak, penugasan_usul
from umpan_balik.views.bantu import laksanakan


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def penilai_saya(request: HttpRequest) -> HttpResponse:
    """Usul penilai bagi diri sendiri; tidak menampilkan siapa yang sudah diminta atau menjawab."""
    sekarang = timezone.now()
    rekan = orang.rekan_satu_instansi(request.user)
    periode = kueri.periode_usul(request.user, sekarang=sekarang)
    awal = {nama: request.GET.get(nama) for nama in ("tambah", "lepas")}
    form = UsulPenilaiForm(request.POST or None, rekan=rekan, periode=periode, initial=awal)
    if request.method == "POST" and form.is_valid() and _usulkan(request, form) is not None:
        messages.success(request, "Usul diajukan kepada atasan Anda. Anda diberi tahu begitu diputus.")
        return redirect("umpan_balik:penilai_saya")
    kata = request.GET.get("cari", "")
    return render(
        request,
        "umpan_balik/rekan_penilai.html",
        {
            "form": form,
            "periode": periode,
            "pilihan": {nama: _orang(rekan, form[nama].value()) for nama in awal},
            "kata": kata,
            "ditemukan": orang.cari_rekan(request.user, kata=kata, pada=timezone.localdate()),
            "laman": Paginator(kueri.usul_saya(request.user), 25).get_page(request.GET.get("halaman")),
            "terbanyak": penugasan_usul.USUL_TERBANYAK,
            "sekarang": sekarang,
        },
    )


def _usulkan(request: HttpRequest, form: UsulPenilaiForm) -> UsulPenilai | None:
    data = form.cleaned_data
    return laksanakan(
        form,
        lambda: penugasan_usul.usulkan(
            periode_id=data["periode"].pk,
            tambah_id=data["tambah"].pk if data["tambah"] else None,
            lepas_id=data["lepas"].pk if data["lepas"] else None,
            alasan=data["alasan"],
            oleh=request.user,
            sekarang=timezone.now(),
        ),
    )


def _orang(rekan: QuerySet[Pegawai], nilai: object) -> Pegawai | None:
    teks = str(nilai or "")
    return rekan.filter(pk=int(teks)).first() if teks.isdecimal() and len(teks) < 19 else None


@login_required
@require_safe
def usul_penilai(request: HttpRequest) -> HttpResponse:
    """Usul yang menunggu putusan saya, sebagai atasan atau admin."""
    return _daftar_usul(request)


def _daftar_usul(
    request: HttpRequest, *, usul_id: int = 0, form: TolakUsulForm | None = None
) -> HttpResponse:
    """Daftarnya; penolakan yang belum dapat diterima tampil lagi beserta alasannya di usul itu."""
    sekarang = timezone.now()
    semua = kueri.usul_untuk(request.user, sekarang=sekarang)
    laman = Paginator(semua, 25).get_page(request.GET.get("halaman"))
    return render(
        request,
        "umpan_balik/rekan_usul.html",
        {
            "laman": laman,
            "daftar": kueri.dengan_keadaan(list(laman)),
            "penolakan": kueri.penolakan_ringkas(request.user, sekarang=sekarang),
            "keliru": usul_id,
            "form": form,
        },
    )


@login_required
@require_POST
def putus_usul(request: HttpRequest, usul_id: int) -> HttpResponse:
    """Setujui atau tolak satu usul."""
    sekarang = timezone.now()
    milik = kueri.usul_untuk(request.user, sekarang=sekarang)
    usul = milik.filter(pk=usul_id).first() or get_object_or_404(
        UsulPenilai, pk=usul_id, instansi=request.user.instansi_id, diputus_oleh=request.user
    )
    setuju = request.POST.get("aksi") == "setujui"
    form = TolakUsulForm({"catatan": "Disetujui."} if setuju else request.POST, auto_id=f"%s-{usul.pk}")
    if form.is_valid():
        umum = {"usul_id": usul.pk, "oleh": request.user, "sekarang": sekarang}
        putusan = laksanakan(
            form,
            lambda: (
                penugasan_usul.setujui(**umum)
                if setuju
                else penugasan_usul.tolak(catatan=form.cleaned_data["catatan"], **umum)
            ),
        )
        if putusan is not None:
            kata = putusan.get_status_display().lower()
            messages.success(request, f"Usul {usul.dinilai.nama} {kata}; pengusulnya diberi tahu.")
            return redirect("umpan_balik:usul_penilai")
    if not setuju and milik.filter(pk=usul_id).exists():
        return _daftar_usul(request, usul_id=usul_id, form=form)
    for galat in form.errors.values():
        messages.warning(request, f"Usul {usul.dinilai.nama}: {galat[0]}")
    return redirect("umpan_balik:usul_penilai")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def tolak_360(request: HttpRequest, penugasan_id: int) -> HttpResponse:
    """Tolak menilai satu orang, dengan alasan; penggantinya ditarik saat itu juga."""
    penugasan = isi.penugasan_untuk(request.user).filter(pk=penugasan_id).first()
    if penugasan is None and PenolakanMenilai.objects.filter(penilai=request.user).exists():
        messages.info(request, "Permintaan itu sudah tidak ada dalam daftar Anda.")
        return redirect("umpan_balik:daftar")
    penugasan = penugasan or get_object_or_404(isi.penugasan_untuk(request.user), pk=penugasan_id)
    form = TolakMenilaiForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        diganti = laksanakan(
            form,
            lambda: penugasan_tolak.tolak_menilai(
                penugasan_id=penugasan.pk, oleh=request.user, sekarang=timezone.now(), **data
            ),
        )
        if diganti is not None:
            messages.success(request, f"Anda tidak lagi diminta menilai {penugasan.dinilai.nama}.")
            return redirect("umpan_balik:daftar")
    return render(
        request,
        "umpan_balik/rekan_tolak.html",
        {"form": form, "penugasan": penugasan, "atasan": penugasan.kelompok == Kelompok.ATASAN},
    )
