"""Profil kompetensi; admin BKD: standar, kompetensi teknis, dan tabel pemetaan."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from indikator.views.pintu import akses_saya, galat_ke_formulir, hari_ini, saya, wajib_seluruh
from inti.rules.format import titik
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin
from pelatihan.forms.kompetensi import AturanForm, HubunganFormSet, HubunganFormSetDasar, TeknisForm, awal
from pelatihan.permissions import boleh_baca_profil
from pelatihan.queries import talenta
from pelatihan.queries.pemetaan import (
    aturan_berlaku,
    kompetensi_instansi,
    sebutan_sasaran,
    sebutan_sumber,
    versi_aturan,
)
from pelatihan.queries.profil import profil_orang
from pelatihan.queries.standar import standar_tampil
from pelatihan.services.kompetensi import tambah_teknis, tetapkan_aturan

PER_HALAMAN = 50


@login_required
def profil(request: HttpRequest, pegawai_id: int | None = None) -> HttpResponse:
    """Profil sendiri, bawahan yang dinilai, atau siapa pun bagi admin BKD; selain itu 404."""
    pegawai = saya(request)
    if pegawai_id is not None and pegawai_id != pegawai.pk:
        pegawai = get_object_or_404(Pegawai, pk=pegawai_id, instansi_id=pegawai.instansi_id)
        if not boleh_baca_profil(saya(request), pegawai, pada=hari_ini()):
            raise Http404
    konteks = {
        "orang": pegawai,
        "milik_sendiri": pegawai.pk == saya(request).pk,
        "p": profil_orang(pegawai, pada=hari_ini()),
        "talenta_terbuka": pegawai.pk == saya(request).pk
        and talenta.aturan_berlaku(pegawai.instansi_id, pada=hari_ini()).lihat_sendiri,
    }
    return render(request, "pelatihan/profil.html", konteks)


@login_required
def standar(request: HttpRequest) -> HttpResponse:
    """Standar tiap jabatan, dapat dicari; kompetensi teknis ditambah di sini."""
    wajib_seluruh(akses_saya(request), Izin.KELOLA_PERIODE)
    form = TeknisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            baru = tambah_teknis(
                instansi=saya(request).instansi,
                oleh=saya(request),
                sekarang=timezone.now(),
                **form.cleaned_data,
            )
            messages.success(request, titik(f"Kompetensi teknis ditambahkan: {baru.nama}"))
            return redirect("pelatihan:standar")
    cari = request.GET.get("q", "").strip()[:100]
    instansi_id = saya(request).instansi_id
    semua = standar_tampil(instansi_id, pada=hari_ini(), cari=cari)
    kompetensi = kompetensi_instansi(instansi_id)
    laman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman"))
    konteks = {
        "laman": laman,
        "baris": [
            (s, kompetensi[s.kompetensi].nama if s.kompetensi in kompetensi else s.kompetensi) for s in laman
        ],
        "kompetensi": kompetensi,
        "cari": cari,
        "form": form,
    }
    return render(request, "pelatihan/standar.html", konteks)


@login_required
def pemetaan(request: HttpRequest) -> HttpResponse:
    """Tabel pemetaan: tiap simpan menjadi versi baru."""
    wajib_seluruh(akses_saya(request), Izin.KELOLA_PERIODE)
    orang = saya(request)
    berlaku = aturan_berlaku(orang.instansi_id, pada=hari_ini())
    sumber, sasaran = sebutan_sumber(), sebutan_sasaran(kompetensi_instansi(orang.instansi_id))
    isian = AturanForm(request.POST or None, initial={"jp_pppk": berlaku.jp_pppk, "sejak": hari_ini()})
    tabel = HubunganFormSet(
        request.POST or None,
        initial=None if request.method == "POST" else awal(berlaku.peta.hubungan),
        prefix="hubungan",
        form_kwargs={"sumber": sumber, "sasaran": sasaran},
    )
    assert isinstance(tabel, HubunganFormSetDasar)
    if request.method == "POST" and isian.is_valid() & tabel.is_valid():
        with galat_ke_formulir(isian):
            baru = tetapkan_aturan(
                instansi=orang.instansi,
                pemetaan=tabel.hubungan(),
                oleh=orang,
                sekarang=timezone.now(),
                **isian.cleaned_data,
            )
            messages.success(request, f"Aturan belajar versi {baru.versi} ditetapkan.")
            return redirect("pelatihan:pemetaan")
    konteks = {
        "isian": isian,
        "tabel": tabel,
        "berlaku": berlaku,
        "versi": versi_aturan(orang.instansi_id)[:20],
    }
    return render(request, "pelatihan/pemetaan.html", konteks)
