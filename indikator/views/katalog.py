"""Katalog indikator: daftar, rinci, tambah, ubah, tarik, ekspor."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from indikator.forms.katalog import IndikatorForm, PilihDinasForm, SaringKatalogForm
from indikator.models import Indikator
from indikator.permissions import katalog_terlihat, unit_katalog
from indikator.queries import katalog as kueri
from indikator.queries.katalog.ekspor import buku_katalog
from indikator.queries.pemahaman import contoh_katalog
from indikator.queries.teks import acuan_teks
from indikator.queries.tinjauan import riwayat_statistik
from indikator.services import katalog as layanan
from indikator.views.pintu import akses_saya, galat_ke_formulir, hari_ini, saya
from indikator.views.tampilan import ARAH_PENDEK, kolom_katalog, tab_tawaran
from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import angka_ringkas
from kepegawaian.models import UnitKerja
from kepegawaian.permissions import Akses, Izin

PER_HALAMAN = 25


def _saring(request: HttpRequest) -> tuple[SaringKatalogForm, QuerySet[Indikator]]:
    form = SaringKatalogForm(request.GET, dinas=kueri.dinas_berkatalog(saya(request)))
    return form, kueri.daftar(saya(request), form.saringan())


@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """Daftar dengan saringan di alamat; 25 per halaman."""
    milik = akses_saya(request)
    form, semua = _saring(request)
    laman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman"))
    jangkauan = kueri.jumlah_terjangkau([satu.pk for satu in laman], hari_ini())
    return render(
        request,
        "indikator/katalog_daftar.html",
        {
            "laman": laman,
            "baris": [
                (satu, acuan_teks(satu), ARAH_PENDEK[satu.polaritas], jangkauan[satu.pk]) for satu in laman
            ],
            "tab": tab_tawaran(request, kini=form.saringan().keadaan),
            "saring": form,
            "disaring": any(
                request.GET.get(nama) for nama in ("q", "dinas", "aspek", "polaritas", "keadaan")
            ),
            "kolom": kolom_katalog(request, urut=form.saringan().urut),
            "kelola": milik.boleh(Izin.KELOLA_INDIKATOR),
        },
    )


@login_required
def ekspor(request: HttpRequest) -> FileResponse:
    """Excel dari daftar yang sedang disaring."""
    _, semua = _saring(request)
    buku = buku_katalog(semua, instansi=saya(request).instansi, sekarang=timezone.now())
    return FileResponse(buku, as_attachment=True, filename=f"katalog-indikator-{hari_ini():%Y-%m-%d}.xlsx")


@login_required
def rinci(request: HttpRequest, indikator_id: int) -> HttpResponse:
    """Satu indikator: isi, siapa yang dijangkau, versi, dan tinjauan."""
    indikator = _indikator(request, indikator_id)
    return render(request, "indikator/katalog_rinci.html", _konteks_rinci(request, indikator))


def _konteks_rinci(request: HttpRequest, indikator: Indikator) -> dict[str, object]:
    kelola = _boleh_kelola(akses_saya(request), indikator.unit)
    versi = kueri.versi_dari(indikator)
    terjangkau = kueri.terjangkau(indikator, hari_ini())
    orang = sum(j.jumlah for j in terjangkau)
    return {
        "indikator": indikator,
        "terbaru": versi[0],
        "versi": versi,
        "terjangkau": terjangkau,
        "sisi_orang": f"{angka_ringkas(orang)} orang, {len(terjangkau)} jabatan",
        "jangkauan": kueri.kalimat_jangkauan(indikator),
        "acuan": acuan_teks(indikator),
        "statistik": kueri.statistik(indikator) if kelola else None,
        "sebaran_rating": kueri.sebaran_rating(indikator) if kelola else None,
        "tertutup": riwayat_statistik(indikator) if kelola else [],
        "contoh": contoh_katalog(indikator, sekarang=timezone.now()),
        "tinjauan": kueri.tinjauan_dari(indikator),
        "kelola": kelola,
    }


@login_required
def baru(request: HttpRequest) -> HttpResponse:
    """Pilih perangkat daerah bila lebih dari satu, lalu isi indikatornya."""
    milik = akses_saya(request)
    pilihan = unit_katalog(saya(request), akses=milik)
    if not milik.boleh(Izin.KELOLA_INDIKATOR):
        raise PermissionDenied
    unit = _unit_dipilih(request, pilihan)
    if unit is None:
        return render(
            request, "indikator/katalog_pilih_dinas.html", {"form": PilihDinasForm(pilihan=pilihan)}
        )
    form = IndikatorForm(request.POST or None, unit=unit, pada=hari_ini())
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            indikator = layanan.tambah(
                instansi=saya(request).instansi,
                unit=unit,
                kode=form.cleaned_data["kode"],
                jangkauan=form.jangkauan(),
                oleh=saya(request),
                sekarang=timezone.now(),
                **form.isian(),
            )
            messages.success(request, f"Indikator {indikator.kode} ditambahkan. {_menjangkau(indikator)}")
            return redirect("indikator:katalog_rinci", indikator.pk)
    return render(
        request, "indikator/katalog_isi.html", {"form": form, "unit": unit, "banyak_dinas": len(pilihan) > 1}
    )


def _unit_dipilih(request: HttpRequest, pilihan: QuerySet[UnitKerja]) -> UnitKerja | None:
    nomor = request.GET.get("unit", "")
    if nomor:
        return get_object_or_404(pilihan, pk=int(nomor) if nomor.isdecimal() else 0)
    return pilihan[0] if len(pilihan) == 1 else None


@login_required
def ubah(request: HttpRequest, indikator_id: int) -> HttpResponse:
    """Ubah indikator; yang sudah dipakai SKP menjadi versi baru."""
    indikator = _indikator(request, indikator_id)
    if not _boleh_kelola(akses_saya(request), indikator.unit):
        raise PermissionDenied
    versi = kueri.versi_dari(indikator)
    if versi[0].pk != indikator.pk:
        messages.warning(request, f"Itu versi {indikator.versi}. Anda dialihkan ke versi {versi[0].versi}.")
        return redirect("indikator:katalog_ubah", versi[0].pk)
    form = IndikatorForm(request.POST or None, unit=indikator.unit, pada=hari_ini(), indikator=indikator)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            hasil = layanan.ubah(
                indikator=indikator,
                jangkauan=form.jangkauan(),
                sidik=form.cleaned_data["sidik"] or None,
                oleh=saya(request),
                sekarang=timezone.now(),
                **form.isian(),
            )
            kabar = (
                "disimpan" if hasil.pk == indikator.pk else f"menjadi versi {hasil.versi}; SKP yang ada tetap"
            )
            messages.success(request, f"Indikator {hasil.kode} {kabar}. {_menjangkau(hasil)}")
            return redirect("indikator:katalog_rinci", hasil.pk)
    return render(
        request,
        "indikator/katalog_isi.html",
        {"form": form, "unit": indikator.unit, "indikator": indikator, "dipakai": versi[0].banyak_dipakai},
    )


@login_required
@require_POST
def atur_aktif(request: HttpRequest, indikator_id: int, *, aktif: bool) -> HttpResponse:
    """Tarik dari tawaran, atau tawarkan lagi; keduanya dapat dibatalkan."""
    indikator = _indikator(request, indikator_id)
    kerja = layanan.aktifkan if aktif else layanan.nonaktifkan
    try:
        kerja(indikator=indikator, oleh=saya(request), sekarang=timezone.now())
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        lawan = reverse(f"indikator:katalog_{'tarik' if aktif else 'tawarkan'}", args=[indikator.pk])
        kabar = "ditawarkan lagi" if aktif else "ditarik dari tawaran SKP baru"
        messages.success(request, f"{indikator.kode} {kabar}.", extra_tags=f"urungkan:{lawan}")
    return redirect("indikator:katalog_rinci", indikator.pk)


def _indikator(request: HttpRequest, indikator_id: int) -> Indikator:
    """Hanya katalog instansinya sendiri; selain itu 404."""
    semua = katalog_terlihat(saya(request)).select_related("unit__instansi", "instansi", "dibuat_oleh")
    return get_object_or_404(semua, pk=indikator_id)


def _boleh_kelola(milik: Akses, unit: UnitKerja) -> bool:
    return milik.boleh(Izin.KELOLA_INDIKATOR, unit_id=unit.pk)


def _menjangkau(indikator: Indikator) -> str:
    jumlah = kueri.jumlah_terjangkau([indikator.pk], hari_ini())[indikator.pk]
    return f"Menjangkau {jumlah} orang." if jumlah else "Belum menjangkau siapa pun; periksa jangkauannya."
