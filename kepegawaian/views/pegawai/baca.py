"""Pegawai bagi pengelola kepegawaian: daftar, rincian, kode masuk."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inti.galat import GalatAturan
from kepegawaian.forms.organisasi import CariPegawaiForm
from kepegawaian.permissions import Izin
from kepegawaian.queries import pegawai as baca
from kepegawaian.queries.khusus import nomor_lama, penilai_khusus_pegawai
from kepegawaian.queries.orang import alasan_penilai, kartu_orang
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.queries.peran import boleh_ubah, peran_pegawai
from kepegawaian.services import kode as layanan_kode
from kepegawaian.services import sesi_masuk
from kepegawaian.views.pintu import tolak_tanpa_hak, wajib_izin

KUNCI_KODE = "kode_masuk_baru"


@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """Pegawai di wilayah pengelola."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    hari_ini = timezone.localdate()
    form = CariPegawaiForm(request.GET)
    isi = form.cleaned_data if form.is_valid() else {}
    sumber = baca.cari_pegawai(baca.pegawai_untuk(milik, pada=hari_ini), (isi.get("q") or "").strip())
    if isi.get("keadaan") == CariPegawaiForm.TANPA_PENILAI:
        sumber = sumber.filter(pk__in=baca.tanpa_penilai(milik, pada=hari_ini))
    laman = Paginator(sumber, 50).get_page(request.GET.get("halaman"))
    kartu = kartu_orang([p.pk for p in laman], hari_ini)
    return render(
        request,
        "kepegawaian/pegawai.html",
        {"form": form, "laman": laman, "baris": [(p, kartu[p.pk]) for p in laman]},
    )


@login_required
@never_cache
def rinci(request: HttpRequest, pk: int) -> HttpResponse:
    """Satu pegawai; kode masuk yang baru diterbitkan tampil sekali di sini."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    hari_ini = timezone.localdate()
    pegawai = get_object_or_404(baca.pegawai_untuk(milik, pada=hari_ini), pk=pk)
    penilai = penilai_pada(pada=hari_ini, pegawai_ids=[pk]).get(pk)
    penilai_id = penilai.penilai_id if penilai else None
    kartu = kartu_orang([pk, *([penilai_id] if penilai_id else [])], hari_ini)
    titipan = request.session.get(KUNCI_KODE)
    if titipan and titipan["pegawai"] == pk:
        del request.session[KUNCI_KODE]
    return render(
        request,
        "kepegawaian/pegawai_rinci.html",
        {
            "pegawai": pegawai,
            "kartu": kartu[pk],
            "riwayat": baca.riwayat(pk),
            "peran": peran_pegawai(pegawai, pada=hari_ini),
            "khusus": penilai_khusus_pegawai(pegawai, pada=hari_ini),
            "nomor_lama": nomor_lama(pk),
            "hari_ini": hari_ini,
            "boleh_ubah": boleh_ubah(milik, pegawai, pada=hari_ini),
            "lepas_faktor": milik.unit(Izin.KELOLA_PEGAWAI) is None,
            "penilai": kartu.get(penilai_id) if penilai_id else None,
            "alasan": alasan_penilai(penilai, untuk="pegawai ini") if penilai else "",
            "kode": titipan["kode"] if titipan and titipan["pegawai"] == pk else "",
        },
    )


@login_required
@require_POST
def beri_kode(request: HttpRequest, pk: int) -> HttpResponse:
    """Terbitkan kode masuk sekali pakai."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    pegawai = get_object_or_404(baca.pegawai_untuk(milik, pada=timezone.localdate()), pk=pk)
    try:
        with tolak_tanpa_hak():
            kode = layanan_kode.terbitkan(pegawai=pegawai, oleh=request.user, sekarang=timezone.now())
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        request.session[KUNCI_KODE] = {"pegawai": pk, "kode": kode}
    return redirect("kepegawaian:pegawai_rinci", pk=pk)


@login_required
@require_POST
def keluarkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Keluarkan orang itu dari semua perangkatnya."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    pegawai = get_object_or_404(baca.pegawai_untuk(milik, pada=timezone.localdate()), pk=pk)
    with tolak_tanpa_hak():
        banyak = sesi_masuk.keluarkan_orang(pegawai=pegawai, oleh=request.user, sekarang=timezone.now())
    messages.success(
        request,
        f"{pegawai.nama} dikeluarkan dari {banyak} perangkat."
        if banyak
        else f"{pegawai.nama} sedang tidak masuk di perangkat mana pun.",
    )
    return redirect("kepegawaian:pegawai_rinci", pk=pk)
