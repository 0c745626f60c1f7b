"""Lapor capaian: daftar indikator, satu laporan dengan buktinya, tanda terima."""

from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indikator.forms.realisasi import RealisasiForm, tautan_awal
from indikator.models import Polaritas, Realisasi
from indikator.queries.harian import tawaran_harian
from indikator.queries.realisasi import (
    LembarLapor,
    berkas_terakhir,
    daftar_capaian,
    lembar_lapor,
    nama_pendek,
    periode_lapor,
    periode_setahun,
    tanda_terima,
)
from indikator.services import realisasi as layanan
from indikator.services.realisasi import MasukanRealisasi
from indikator.views.bantu import terapkan_galat
from indikator.views.capaian_periksa import periksa
from indikator.views.lampiran import lampiran
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Berkas
from inti.rules.format import jam
from inti.views import draf
from kepegawaian.services.coba import coba


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Indikator saya pada periode berjalan (atau `?periode=`), dengan keadaan dan capaiannya."""
    sekarang = timezone.now()
    nomor = request.GET.get("periode", "")
    periode = periode_lapor(
        request.user, sekarang=sekarang, periode_id=int(nomor) if nomor.isdecimal() else None
    )
    if periode is None:
        return render(request, "indikator/capaian_daftar.html", {"periode": None})
    isi = daftar_capaian(request.user, periode, sekarang=sekarang)
    tab = [
        {"judul": nama_pendek(p), "url": f"?periode={p.pk}", "kini": p.pk == periode.pk}
        for p in periode_setahun(periode)
    ]
    return render(
        request,
        "indikator/capaian_daftar.html",
        {"periode": periode, "isi": isi, "tab": tab if len(tab) > 1 else [], "sekarang": sekarang},
    )


@login_required
def lapor(request: HttpRequest, periode_id: int, indikator_id: int) -> HttpResponse:
    """Satu laporan. Berkas diunggah lebih dahulu, sehingga penolakan apa pun tidak menghilangkannya."""
    sekarang = timezone.now()
    lembar = _lembar(request, periode_id, indikator_id, sekarang)
    if request.method == "POST":
        return _kirim(request, lembar, sekarang)
    if lembar.terkunci and lembar.realisasi and lembar.realisasi.nomor:
        return redirect("indikator:capaian_terima", lembar.realisasi.nomor)
    if lembar.ditutup:
        messages.warning(request, f"{lembar.periode.nama} sudah ditutup, jadi tidak dapat dilaporkan lagi.")
        return redirect(f"{reverse('indikator:capaian')}?periode={lembar.periode.pk}")
    r = lembar.realisasi
    form = RealisasiForm(
        indikator=lembar.indikator,
        initial={
            "nilai": _nilai_awal(lembar, r),
            "tanggal": r.tanggal if r else None,
            "keterangan": r.keterangan if r else "",
            "tautan": tautan_awal(lembar.bukti),
            "versi": lembar.versi,
        },
    )
    return _halaman(request, lembar, form, [b.berkas for b in lembar.bukti if b.berkas])


def _lembar(request: HttpRequest, periode_id: int, indikator_id: int, sekarang: datetime) -> LembarLapor:
    lembar = lembar_lapor(
        request.user,
        periode_id=periode_id,
        indikator_id=indikator_id,
        sekarang=sekarang,
        pada=timezone.localdate(),
    )
    if lembar is None:
        raise Http404("Indikator tidak ditemukan.")
    return lembar


def _kirim(request: HttpRequest, lembar: LembarLapor, sekarang: datetime) -> HttpResponse:
    """Simpan draf, periksa sebelum diajukan, atau ajukan menurut tombol yang ditekan."""
    aksi = request.POST.get("aksi", "simpan").partition(":")[0]
    form = RealisasiForm(
        request.POST, request.FILES, indikator=lembar.indikator, ajukan=aksi in {"periksa", "ajukan"}
    )
    kiriman = lampiran(request, sekarang)
    terlampir = kiriman.berkas
    if aksi == "ubah":
        lama = RealisasiForm(indikator=lembar.indikator, initial=_isian(form))
        return _halaman(request, lembar, lama, terlampir)
    if aksi == "sama":
        return _halaman(request, lembar, _seperti_lalu(form, lembar), terlampir)
    if aksi == "harian":
        return _halaman(request, lembar, _dari_harian(form, lembar), terlampir)
    form.is_valid()
    masukan = _masukan(form, lembar, terlampir)
    nilai_terbaca = form.curiga is not None or not form.errors.keys() & {"nilai", "tanggal"}
    for pesan in kiriman.ditolak:
        form.add_error("berkas", pesan)
    if form.errors:
        return _ditolak(request, lembar, form, terlampir, masukan if nilai_terbaca else None, sekarang)
    try:
        return _laporkan(request, lembar, form, terlampir, masukan, aksi, sekarang)
    except GalatAturan as galat:
        terapkan_galat(form, galat)
        usang = isinstance(galat, SudahBerubah)
        simpan = masukan if form.ajukan and not usang else None
        return _ditolak(request, lembar, form, terlampir, simpan, sekarang, usang=usang)


def _laporkan(
    request: HttpRequest,
    lembar: LembarLapor,
    form: RealisasiForm,
    terlampir: list[Berkas],
    masukan: MasukanRealisasi,
    aksi: str,
    sekarang: datetime,
) -> HttpResponse:
    """Periksa dahulu (dijalankan lalu digulung balik, supaya yang akan ditolak sudah dikatakan), simpan, atau ajukan."""
    kirim = partial(
        layanan.laporkan,
        periode_id=lembar.periode.pk,
        masukan=[masukan],
        ajukan=form.ajukan,
        oleh=request.user,
        sekarang=sekarang,
    )
    if aksi == "periksa":
        coba(kirim, lambda: None)
        return periksa(request, lembar, form, terlampir, sekarang=sekarang)
    [hasil] = kirim()
    draf.selesai(request)
    if form.ajukan and hasil.nomor:
        return redirect("indikator:capaian_terima", hasil.nomor)
    messages.success(request, f"Draf tersimpan {jam(timezone.localtime(sekarang))}.")
    return redirect("indikator:capaian_lapor", lembar.periode.pk, lembar.indikator.pk)


def _masukan(form: RealisasiForm, lembar: LembarLapor, terlampir: list[Berkas]) -> MasukanRealisasi:
    isi = form.cleaned_data
    return MasukanRealisasi(
        indikator_id=lembar.indikator.pk,
        nilai=isi.get("nilai"),
        tanggal=isi.get("tanggal"),
        keterangan=isi.get("keterangan", ""),
        tautan=form.daftar_tautan(),
        berkas_ids=[b.pk for b in terlampir],
        versi=isi.get("versi"),
    )


def _ditolak(
    request: HttpRequest,
    lembar: LembarLapor,
    form: RealisasiForm,
    terlampir: list[Berkas],
    simpan: MasukanRealisasi | None,
    sekarang: datetime,
    *,
    usang: bool = False,
) -> HttpResponse:
    """Tampilkan lagi dengan semua isian; yang dapat disimpan sebagai draf disimpan supaya tidak hilang."""
    tersimpan = False
    if simpan is not None:
        try:
            layanan.laporkan(
                periode_id=lembar.periode.pk,
                masukan=[simpan],
                ajukan=False,
                oleh=request.user,
                sekarang=sekarang,
            )
            tersimpan = True
        except SudahBerubah as galat:
            form.add_error(None, galat.pesan)
            usang = True
        except GalatAturan:
            tersimpan = False  # sebabnya sudah tertulis di formulir
    kini = _lembar(request, lembar.periode.pk, lembar.indikator.pk, sekarang)
    if tersimpan or usang:
        form.data = form.data.copy()
        form.data["versi"] = str(kini.versi)
    return _halaman(request, kini, form, terlampir, tersimpan=kini if usang else None)


def _isian(form: RealisasiForm, data: Any = None) -> dict[str, Any]:
    """Isian apa adanya, untuk ditampilkan lagi tanpa diperiksa."""
    return {n: (data or form.data).get(n, "") for n in form.fields if n != "berkas"}


def _seperti_lalu(form: RealisasiForm, lembar: LembarLapor) -> RealisasiForm:
    """Isi nilai dan keterangan yang masih kosong dari laporan masa sebelumnya."""
    lalu = lembar.sebelumnya[-1].realisasi if lembar.sebelumnya else None
    data = form.data.copy()
    if lalu is not None:
        awal = {"nilai": _nilai_awal(lembar, lalu), "tanggal": lalu.tanggal, "keterangan": lalu.keterangan}
        for nama, nilai in awal.items():
            if nama in form.fields and not data.get(nama) and nilai is not None:
                data[nama] = form.fields[nama].prepare_value(nilai)
    return RealisasiForm(indikator=lembar.indikator, initial=_isian(form, data))


def _dari_harian(form: RealisasiForm, lembar: LembarLapor) -> RealisasiForm:
    """Isi realisasi dari catatan harian; orangnya yang memeriksa dan menyimpan."""
    isi = _isian(form)
    tawaran = tawaran_harian(lembar.indikator, lembar.periode)
    if tawaran is not None:
        isi["nilai"] = tawaran.nilai
    return RealisasiForm(indikator=lembar.indikator, initial=isi)


def _nilai_awal(lembar: LembarLapor, r: Realisasi | None) -> Any:
    if r is None or r.nilai is None:
        return None
    return str(int(r.nilai)) if lembar.indikator.polaritas == Polaritas.YA_TIDAK else r.nilai


def _halaman(
    request: HttpRequest,
    lembar: LembarLapor,
    form: RealisasiForm,
    terlampir: list[Berkas],
    *,
    tersimpan: LembarLapor | None = None,
) -> HttpResponse:
    ids = {b.pk for b in terlampir}
    bukti = {b.berkas_id: b.pk for b in lembar.bukti if b.berkas_id}
    konteks = {
        "lembar": lembar,
        "form": form,
        "terlampir": [{"berkas": b, "bukti_id": bukti.get(b.pk)} for b in terlampir],
        "berkas_lama": [b for b in berkas_terakhir(request.user) if b.pk not in ids],
        "tersimpan": tersimpan,
        "maks_byte": settings.BERKAS_MAKS_BYTE,
        "harian": tawaran_harian(lembar.indikator, lembar.periode),
    }
    return render(request, "indikator/capaian_lapor.html", konteks)


@login_required
@require_GET
def terima(request: HttpRequest, nomor: str) -> HttpResponse:
    """Tanda terima dengan capaian, hitungannya, dan pengaruhnya pada prakiraan."""
    tanda = tanda_terima(request.user, nomor=nomor, sekarang=timezone.now(), pada=timezone.localdate())
    if tanda is None:
        raise Http404("Tanda terima tidak ditemukan.")
    return render(request, "indikator/capaian_terima.html", {"tanda": tanda, "sekarang": timezone.now()})


@login_required
@require_POST
def tarik(request: HttpRequest, periode_id: int, indikator_id: int) -> HttpResponse:
    """Tarik kembali laporan yang belum diputus untuk diubah."""
    sekarang = timezone.now()
    lembar = _lembar(request, periode_id, indikator_id, sekarang)
    if lembar.realisasi is None:
        raise Http404("Laporan tidak ditemukan.")
    try:
        layanan.tarik(realisasi=lembar.realisasi, oleh=request.user, sekarang=sekarang)
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        messages.success(request, "Laporan ditarik kembali menjadi draf. Ubah, lalu ajukan lagi.")
    return redirect("indikator:capaian_lapor", periode_id, indikator_id)
