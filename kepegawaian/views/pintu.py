"""Pintu bersama halaman pengelola: akses hari ini, dan penolakan layanan menjadi 403."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.forms.laporan import CariOrangForm
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Akses, Izin, akses
from kepegawaian.queries.orang import kartu_orang
from kepegawaian.queries.pegawai import cari_pegawai, pegawai_untuk


def wajib_izin(request: HttpRequest, izin: Izin) -> Akses:
    """Akses pemakai hari ini; tanpa izin itu 403."""
    milik = akses(request.user, pada=timezone.localdate())
    if not milik.boleh(izin):
        raise PermissionDenied
    return milik


@contextmanager
def tolak_tanpa_hak() -> Iterator[None]:
    """TidakBerhak dari layanan menjadi 403; galat aturan lain diteruskan ke formulir."""
    try:
        yield
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat


def orang_dikelola(request: HttpRequest, pk: int) -> tuple[Akses, Pegawai]:
    """Akses pengelola dan pegawai di wilayahnya; di luar itu 404."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    return milik, get_object_or_404(pegawai_untuk(milik, pada=timezone.localdate()), pk=pk)


def pasang_galat(form: Form, galat: GalatAturan) -> None:
    """Penolakan layanan ke bidangnya bila tampak di formulir, selain itu di atasnya."""
    tampak = galat.bidang in form.fields and not form[galat.bidang].is_hidden
    form.add_error(galat.bidang if tampak else None, galat.pesan)


def pilih_pegawai(
    request: HttpRequest, sumber: QuerySet[Pegawai], *, judul: str, ket: str, tombol: str
) -> HttpResponse:
    """Halaman mencari orang bagi alamat yang memerlukan `?pegawai=`; parameter lain ikut terbawa."""
    form = CariOrangForm(request.GET)
    cari = (request.GET.get("q") or "").strip()[:100]
    laman = Paginator(cari_pegawai(sumber, cari), 25).get_page(request.GET.get("halaman"))
    kartu = kartu_orang([p.pk for p in laman], timezone.localdate())
    sisa = request.GET.copy()
    for nama in ("q", "halaman", "pegawai"):
        sisa.pop(nama, None)
    return render(
        request,
        "kepegawaian/pegawai_pilih.html",
        {
            "judul": judul,
            "ket": ket,
            "tombol": tombol,
            "form": form,
            "laman": laman,
            "baris": [(p, kartu[p.pk]) for p in laman],
            "sisa": sisa.urlencode(),
        },
    )
