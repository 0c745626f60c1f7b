"""Jejak: siapa mengubah apa, dari apa menjadi apa, kapan, dan mengapa."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from asn_kinerja.forms.jejak import SaringJejakForm
from asn_kinerja.permissions import boleh_jejak, boleh_semua_jejak
from asn_kinerja.queries.jejak.cerita import Penunjuk, cerita, nama_benda
from asn_kinerja.queries.jejak.daftar import Letak, bertahap, halaman, tersaring
from asn_kinerja.rules.jejak import JENIS, sidik_pendek
from asn_kinerja.views.jejak_excel import PALING_BANYAK, buku, lembar_csv
from indikator.views.pintu import akses_saya, hari_ini, saya
from inti.models import Segel
from inti.queries.segel import ekor, segel_terakhir

BUKAN_PEMBACA = (
    "Daftar jejak dibaca auditor dan admin BKD. Riwayat data Anda sendiri ada di halaman profil Anda."
)
BUKAN_HAK = (
    "Jejak ini dibaca auditor, admin BKD, pengelola unitnya, dan pemiliknya. Penilaian sendiri terbuka "
    "sesudah periodenya ditutup."
)


@login_required
@require_safe
def daftar(request: HttpRequest) -> HttpResponseBase:
    """Peristiwa seinstansi menurut saringan di alamat; `bentuk` mengunduhnya."""
    if not boleh_semua_jejak(akses_saya(request)):
        raise PermissionDenied(BUKAN_PEMBACA)
    form = SaringJejakForm(request.GET)
    zona = timezone.get_current_timezone()
    semua = tersaring(instansi_id=saya(request).instansi_id, saring=form.saringan(), zona=zona)
    bentuk = request.GET.get("bentuk", "")
    if bentuk in ("xlsx", "csv"):
        return _unduh(request, bentuk, bertahap(semua, paling_banyak=PALING_BANYAK))
    laman = halaman(
        semua,
        sebelum=Letak.baca(request.GET.get("sebelum", "")),
        sesudah=Letak.baca(request.GET.get("sesudah", "")),
    )
    return render(
        request,
        "jejak/daftar.html",
        {
            "form": form,
            "laman": laman,
            "disaring": any(request.GET.get(nama) for nama in form.fields),
            "saringan": _saringan(request),
            "segel": _keadaan_segel(),
            "ekor": ekor(instansi_id=saya(request).instansi_id),
        },
    )


def _unduh(request: HttpRequest, bentuk: str, isi: object) -> HttpResponseBase:
    nama = f"jejak-{hari_ini():%Y-%m-%d}.{bentuk}"
    if bentuk == "csv":
        jawaban = StreamingHttpResponse(lembar_csv(isi), content_type="text/csv; charset=utf-8")
        jawaban["Content-Disposition"] = f'attachment; filename="{nama}"'
        return jawaban
    berkas = buku(isi, instansi=saya(request).instansi, sekarang=timezone.now())
    return FileResponse(berkas, as_attachment=True, filename=nama)


def _saringan(request: HttpRequest) -> str:
    """Saringan di alamat tanpa penunjuk halaman."""
    tetap = [(k, v) for k, v in request.GET.items() if k in SaringJejakForm.base_fields and v]
    return urlencode(tetap)


def _keadaan_segel() -> dict[str, object] | None:
    terakhir: Segel | None = segel_terakhir()
    return {"satu": terakhir, "pendek": sidik_pendek(terakhir.sidik)} if terakhir else None


@login_required
@require_safe
def rinci(request: HttpRequest, jenis: str, nomor: int) -> HttpResponse:
    """Cerita satu benda beserta baris yang bernaung padanya."""
    boleh = boleh_jejak(saya(request), akses=akses_saya(request), jenis=jenis, nomor=nomor, pada=hari_ini())
    if boleh is None:
        raise Http404("Jejak tidak ditemukan.")
    if not boleh:
        raise PermissionDenied(BUKAN_HAK)
    isi = cerita(jenis, nomor, zona=timezone.get_current_timezone(), mulai=_penunjuk(request))
    return render(
        request,
        "jejak/rinci.html",
        {
            "jenis": JENIS[jenis],
            "nama": nama_benda(jenis, nomor) or f"{JENIS[jenis]} nomor {nomor}",
            "cerita": isi,
            "terbaru": "sebelum" not in request.GET,
            "segel": _keadaan_segel(),
            "boleh_daftar": boleh_semua_jejak(akses_saya(request)),
        },
    )


def _penunjuk(request: HttpRequest) -> Penunjuk | None:
    dua = request.GET.get("sebelum", "").split("-")
    if len(dua) == 2 and all(n.isascii() and n.isdecimal() and len(n) <= 18 for n in dua):
        return Penunjuk(int(dua[0]), int(dua[1]))
    return None
