"""Impor data: mulai, unggah, kemajuan, pratinjau, terapkan, dan batalkan."""

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from inti.galat import GalatAturan
from inti.models import BarisImpor, Impor
from inti.rules.format import angka_ringkas, bagian_persen
from inti.rules.tabel.judul import BARIS_ASAL, PERLU_DIPERBAIKI
from inti.services import impor as mesin
from inti.services.impor import Adaptor, Lingkup
from inti.services.tulis_lembar import (
    JENIS_CSV,
    JENIS_EXCEL,
    KolomTulis,
    LembarTulis,
    tulis_csv,
    tulis_xlsx,
)
from kepegawaian.forms.impor import UnggahForm
from kepegawaian.permissions import Akses, Izin, akses
from kepegawaian.queries import impor as baca
from kepegawaian.services.impor import semua_adaptor
from kepegawaian.views.lanjut import perlu_konfirmasi
from kepegawaian.views.pintu import tolak_tanpa_hak, wajib_izin

PER_HALAMAN = 50
SEGARKAN_DETIK = 4
# Kata keadaan dokumen untuk lencana; sebutan lengkapnya ditulis di sebelahnya.
LENCANA = {
    "diunggah": "belum_mulai",
    "dibaca": "diproses",
    "siap": "draf",
    "menerapkan": "diproses",
    "diterapkan": "ditetapkan",
    "membatalkan": "diproses",
    "dibatalkan": "ditutup",
    "ditinggalkan": "ditutup",
    "tertolak": "perlu_perbaikan",
    "terhenti": "tidak_lengkap",
}
SEMUA = "semua"
TAB = ((SEMUA, "Semua"), ("baru", "Baru"), ("berubah", "Berubah"), ("ditolak", "Ditolak"), ("sama", "Tetap"))


def _adaptor(request: HttpRequest, jenis: str) -> tuple[Adaptor, Akses]:
    """Jenis impor yang izinnya dipegang; yang tidak ada 404, yang tanpa izin 403."""
    if jenis not in semua_adaptor():
        raise Http404("Jenis impor ini tidak ada.")
    satu = semua_adaptor()[jenis]
    return satu, wajib_izin(request, Izin(satu.izin))


def _izin() -> dict[str, str]:
    return {satu.kode: satu.izin for satu in semua_adaptor().values()}


def _pengimpor(request: HttpRequest) -> Akses:
    """Akses orang yang boleh mengimpor sekurangnya satu jenis."""
    milik = akses(request.user, pada=timezone.localdate())
    if not any(milik.boleh(Izin(satu)) for satu in _izin().values()):
        raise PermissionDenied
    return milik


def _impor(request: HttpRequest, pk: int) -> tuple[Impor, Akses]:
    milik = _pengimpor(request)
    return get_object_or_404(baca.impor_terlihat(milik, request.user, _izin()), pk=pk), milik


@login_required
@require_GET
def mulai(request: HttpRequest) -> HttpResponse:
    """Jenis data yang boleh diimpor, dan riwayat impor."""
    milik = _pengimpor(request)
    riwayat = baca.impor_terlihat(milik, request.user, _izin())
    laman = Paginator(riwayat, 20).get_page(request.GET.get("halaman"))
    konteks = {
        "jenis": [satu for satu in semua_adaptor().values() if milik.boleh(Izin(satu.izin))],
        "laman": laman,
        "baris": [(satu, semua_adaptor()[satu.jenis].judul, LENCANA[satu.status]) for satu in laman],
        "seluruh": any(milik.unit(Izin(satu)) is None for satu in _izin().values()),
    }
    return render(request, "impor/mulai.html", konteks)


@login_required
def jenis(request: HttpRequest, jenis: str) -> HttpResponse:
    """Arti tiap kolom, templat, ekspor, dan unggahan satu jenis data."""
    adaptor, milik = _adaptor(request, jenis)
    form = UnggahForm(request.POST, request.FILES) if request.method == "POST" else UnggahForm()
    if request.method == "POST" and form.is_valid():
        try:
            with tolak_tanpa_hak():
                impor = mesin.unggah(
                    adaptor=adaptor,
                    kiriman=form.cleaned_data["berkas"],
                    oleh=request.user,
                    sekarang=timezone.now(),
                )
        except mesin.ImporBerjalan as galat:
            if baca.boleh_mengurus(milik, galat.impor, request.user, adaptor.izin):
                messages.warning(request, galat.pesan)
                return redirect("kepegawaian:impor_rinci", pk=galat.impor.pk)
            form.add_error("berkas", galat.pesan)
        except GalatAturan as galat:
            form.add_error(galat.bidang, galat.pesan)
        else:
            return redirect("kepegawaian:impor_rinci", pk=impor.pk)
    return render(request, "impor/jenis.html", {"adaptor": adaptor, "form": form})


@login_required
@require_GET
def templat(request: HttpRequest, jenis: str) -> FileResponse:
    """Templat kosong dengan lembar petunjuk."""
    adaptor, _ = _adaptor(request, jenis)
    lembar = [
        LembarTulis(adaptor.lembar, baca.kolom_tulis(adaptor.kolom), [], beku=2),
        baca.lembar_petunjuk(adaptor.kolom, adaptor.judul),
    ]
    return _unduh(
        tulis_xlsx(lembar, judul=f"Templat {adaptor.judul}"), f"templat-{adaptor.kode}.xlsx", JENIS_EXCEL
    )


@login_required
@never_cache
@require_GET
def ekspor(request: HttpRequest, jenis: str) -> FileResponse:
    """Isi sekarang dalam wilayah pengelola, bentuk yang sama dengan templat."""
    adaptor, milik = _adaptor(request, jenis)
    hari = timezone.localdate()
    kolom = baca.kolom_tulis(adaptor.kolom)
    isi = adaptor.ekspor(milik, Lingkup(milik.instansi_id, request.user, timezone.now()))
    nama = f"{adaptor.kode}-{hari:%Y-%m-%d}"
    if request.GET.get("bentuk") == "csv":
        return _unduh(tulis_csv(kolom, isi), f"{nama}.csv", JENIS_CSV)
    lembar = [
        LembarTulis(adaptor.lembar, kolom, isi, beku=2, saring=True),
        baca.lembar_petunjuk(adaptor.kolom, adaptor.judul),
    ]
    return _unduh(tulis_xlsx(lembar, judul=adaptor.judul), f"{nama}.xlsx", JENIS_EXCEL)


def _unduh(berkas: Any, nama: str, jenis: str) -> FileResponse:
    return FileResponse(berkas, as_attachment=True, filename=nama, content_type=jenis)


@login_required
@never_cache
@require_GET
def rinci(request: HttpRequest, pk: int) -> HttpResponse:
    """Kemajuan selama dikerjakan, pratinjau sesudah dibaca, lalu hasilnya."""
    impor, _ = _impor(request, pk)
    konteks: dict[str, Any] = {
        "impor": impor,
        "adaptor": semua_adaptor()[impor.jenis],
        "lencana": LENCANA[impor.status],
        "sekarang": timezone.now(),
    }
    if impor.status in Impor.BEKERJA:
        return _kemajuan(request, impor, konteks)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Refresh": "true"})
    if impor.status == Impor.Status.TERTOLAK:
        return render(request, "impor/tertolak.html", konteks)
    if impor.status == Impor.Status.TERHENTI:
        return render(request, "impor/terhenti.html", konteks)
    return _pratinjau(request, impor, konteks)


def _kemajuan(request: HttpRequest, impor: Impor, konteks: dict[str, Any]) -> HttpResponse:
    konteks["segarkan"] = SEGARKAN_DETIK
    konteks["persen"] = bagian_persen(impor.terbaca, impor.total) if impor.total else 0
    potongan = request.headers.get("HX-Request") == "true"
    return render(request, f"impor/{'_kemajuan' if potongan else 'kemajuan'}.html", konteks)


def _pratinjau(request: HttpRequest, impor: Impor, konteks: dict[str, Any]) -> HttpResponse:
    """Hitungan, tab keadaan, dan barisnya; juga sesudah diterapkan atau dibatalkan."""
    # Yang ditolak tampil lebih dahulu: itu yang harus dikerjakan.
    awal = BarisImpor.Keadaan.DITOLAK if impor.ditolak else SEMUA
    keadaan = request.GET.get("keadaan", awal)
    if keadaan not in BarisImpor.Keadaan.values:
        keadaan = SEMUA
    laman = Paginator(baca.baris_impor(impor, "" if keadaan == SEMUA else keadaan), PER_HALAMAN).get_page(
        request.GET.get("halaman")
    )
    pelaku = baca.nama_pelaku(impor)
    hitung = {k: getattr(impor, k) for k in BarisImpor.Keadaan.values}
    konteks |= {
        "laman": laman,
        "keadaan": keadaan,
        "petak": [
            {"judul": judul, "nilai": angka_ringkas(hitung[kode]), "ket": "baris"} for kode, judul in TAB[1:]
        ],
        "tab": [
            {
                "judul": f"{judul} ({angka_ringkas(hitung.get(kode, sum(hitung.values())))})",
                "url": f"?keadaan={kode}",
                "kini": kode == keadaan,
            }
            for kode, judul in TAB
        ],
        "dapat_dibatalkan": mesin.dapat_dibatalkan(impor),
        "penerap": pelaku.get(impor.diterapkan_oleh or 0, ""),
        "pembatal": pelaku.get(impor.dibatalkan_oleh or 0, ""),
    }
    return render(request, "impor/pratinjau.html", konteks)


@login_required
@never_cache
@require_GET
def ditolak(request: HttpRequest, pk: int) -> FileResponse:
    """Baris yang ditolak, dengan kolom tambahan yang menyebut apa yang perlu diperbaiki."""
    impor, _ = _impor(request, pk)
    adaptor = semua_adaptor()[impor.jenis]
    kolom = [
        KolomTulis(BARIS_ASAL, 11),
        *(KolomTulis(k.judul, k.lebar, teks=True) for k in adaptor.kolom),
        KolomTulis(PERLU_DIPERBAIKI, 90),
    ]
    baris = (
        (b.nomor, *(b.isi.get(k.nama, "") for k in adaptor.kolom), _perlu(b.catatan))
        for b in baca.baris_impor(impor, BarisImpor.Keadaan.DITOLAK).iterator(chunk_size=2_000)
    )
    lembar = [LembarTulis(adaptor.lembar, kolom, baris, beku=2)]
    return _unduh(tulis_xlsx(lembar), f"{adaptor.kode}-perlu-diperbaiki.xlsx", JENIS_EXCEL)


def _perlu(catatan: Iterable[dict[str, Any]]) -> str:
    return " ".join(f"{c['kolom']}: {c['pesan']}" if c["kolom"] else str(c["pesan"]) for c in catatan)


@login_required
@never_cache
def terapkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Periksa hitungannya sekali lagi, ketik sandi, lalu terapkan."""
    impor, _ = _impor(request, pk)
    if impor.status != Impor.Status.SIAP or impor.ditolak or not impor.baru + impor.berubah:
        return redirect("kepegawaian:impor_rinci", pk=pk)
    if konfirmasi := perlu_konfirmasi(request):
        return konfirmasi
    if request.method == "POST":
        return _jalankan(request, impor, mesin.minta_terapkan)
    return render(request, "impor/terapkan.html", {"impor": impor, "adaptor": semua_adaptor()[impor.jenis]})


@login_required
@never_cache
def batalkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Kembalikan impor terakhir sejenis seperti semula."""
    impor, _ = _impor(request, pk)
    if not mesin.dapat_dibatalkan(impor):
        return redirect("kepegawaian:impor_rinci", pk=pk)
    if konfirmasi := perlu_konfirmasi(request):
        return konfirmasi
    if request.method == "POST":
        return _jalankan(request, impor, mesin.minta_batalkan)
    return render(request, "impor/batalkan.html", {"impor": impor, "adaptor": semua_adaptor()[impor.jenis]})


@login_required
@require_POST
def tinggalkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Lepaskan impor yang belum diterapkan."""
    impor, _ = _impor(request, pk)
    return _jalankan(request, impor, mesin.tinggalkan, "Impor ditinggalkan. Tidak ada data yang berubah.")


@login_required
@require_POST
def ulangi(request: HttpRequest, pk: int) -> HttpResponse:
    """Baca ulang, atau lanjutkan yang terhenti."""
    impor, _ = _impor(request, pk)
    return _jalankan(request, impor, mesin.ulangi)


def _jalankan(
    request: HttpRequest, impor: Impor, layanan: Callable[..., Impor], pesan: str = ""
) -> HttpResponse:
    try:
        with tolak_tanpa_hak():
            layanan(
                impor=impor, adaptor=semua_adaptor()[impor.jenis], oleh=request.user, sekarang=timezone.now()
            )
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        if pesan:
            messages.success(request, pesan)
    return redirect("kepegawaian:impor_rinci", pk=impor.pk)
