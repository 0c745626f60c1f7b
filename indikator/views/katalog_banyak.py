"""Tindakan atas beberapa indikator: pratinjau di alamat (GET), lalu jalankan (POST)."""

from collections.abc import Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from indikator.forms.katalog import PilihDinasForm
from indikator.models import Indikator
from indikator.permissions import katalog_terlihat, unit_katalog
from indikator.queries.katalog.pratinjau import pratinjau_salin
from indikator.services import katalog as layanan
from indikator.views.pintu import akses_saya, galat_ke_formulir, hari_ini, saya
from inti.galat import TidakBerhak
from kepegawaian.permissions import Akses, Izin

AKSI = ("salin", "tarik")
PALING_BANYAK = 100


@login_required
def banyak(request: HttpRequest) -> HttpResponse:
    """Pratinjau yang dipilih dan yang akan dilewati; POST menjalankannya."""
    milik = akses_saya(request)
    if not milik.boleh(Izin.KELOLA_INDIKATOR):
        raise PermissionDenied
    dipilih = _dipilih(request, request.GET)
    aksi = request.GET.get("aksi", "")
    if not dipilih or aksi not in AKSI:
        messages.warning(
            request, "Belum ada indikator yang dipilih. Centang di daftar, lalu pilih tindakannya."
        )
        return redirect("indikator:katalog")
    boleh, luar = _menurut_cakupan(dipilih, aksi=aksi, milik=milik)
    tujuan = unit_katalog(saya(request), akses=milik)
    ke = tujuan.filter(pk=_nomor(request.GET.get("ke", ""))).first() if aksi == "salin" else None
    form = PilihDinasForm(request.POST or None, pilihan=tujuan, menyalin=True, initial={"unit": ke})
    if request.method == "POST" and boleh:
        jawaban = _salin(request, form, boleh) if aksi == "salin" else _tarik(request, boleh)
        if jawaban is not None:
            return jawaban
    konteks = {
        "aksi": aksi,
        "boleh": boleh,
        "luar": luar,
        "form": form if aksi == "salin" else None,
        "ke": ke,
        "tujuan": tujuan if aksi == "salin" else [],
        "pratinjau": pratinjau_salin(boleh, ke=ke, pada=hari_ini()) if ke else [],
    }
    return render(request, "indikator/katalog_banyak.html", konteks)


@login_required
@require_POST
def tawarkan_lagi(request: HttpRequest) -> HttpResponse:
    """Batalkan penarikan banyak indikator."""
    hasil = _atur(request, _dipilih(request, request.GET), aktif=True)
    messages.success(request, f"{len(hasil.berhasil)} indikator ditawarkan lagi.")
    _sebut_dilewati(request, hasil)
    return redirect("indikator:katalog")


@login_required
@require_POST
def batal_salin(request: HttpRequest) -> HttpResponse:
    """Hapus salinan yang baru dibuat dan belum dipakai."""
    if not akses_saya(request).boleh(Izin.KELOLA_INDIKATOR):
        raise PermissionDenied
    try:
        hasil = layanan.batal_salin(
            indikator=_dipilih(request, request.GET), oleh=saya(request), sekarang=timezone.now()
        )
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    messages.success(request, f"{len(hasil.berhasil)} salinan dihapus.")
    _sebut_dilewati(request, hasil)
    return redirect("indikator:katalog")


def _pilihan(indikator: Iterable[Indikator]) -> str:
    """Alamat yang memilih indikator-indikator itu."""
    lawan = QueryDict(mutable=True)
    lawan.setlist("pilih", [str(i.pk) for i in indikator])
    return lawan.urlencode()


def _nomor(teks: str) -> int:
    return int(teks) if teks.isdecimal() and len(teks) < 19 else 0


def _dipilih(request: HttpRequest, tanya: QueryDict) -> list[Indikator]:
    """Yang dicentang dan memang di instansinya sendiri; yang lain diabaikan."""
    ids = [int(satu) for satu in tanya.getlist("pilih")[:PALING_BANYAK] if satu.isdecimal()]
    semua = katalog_terlihat(saya(request)).filter(pk__in=ids)
    return list(semua.select_related("unit__instansi").prefetch_related("jangkauan").order_by("nama"))


def _menurut_cakupan(
    dipilih: list[Indikator], *, aksi: str, milik: Akses
) -> tuple[list[Indikator], list[Indikator]]:
    """Menyalin boleh dari dinas mana pun; menarik hanya di dinas yang dikelola."""
    if aksi == "salin":
        return dipilih, []
    boleh = [i for i in dipilih if milik.boleh(Izin.KELOLA_INDIKATOR, unit_id=i.unit_id)]
    return boleh, [i for i in dipilih if i not in boleh]


def _salin(request: HttpRequest, form: PilihDinasForm, dipilih: list[Indikator]) -> HttpResponse | None:
    if not form.is_valid():
        return None
    with galat_ke_formulir(form):
        ke = form.cleaned_data["unit"]
        hasil = layanan.salin(indikator=dipilih, ke=ke, oleh=saya(request), sekarang=timezone.now())
        batal = f"urungkan:{reverse('indikator:katalog_batal_salin')}?{_pilihan(hasil.berhasil)}"
        kabar = f"{len(hasil.berhasil)} indikator disalin ke {ke.nama}."
        messages.success(request, kabar, extra_tags=batal if hasil.berhasil else "")
        _sebut_dilewati(request, hasil)
        return redirect(f"{reverse('indikator:katalog')}?dinas={ke.pk}")
    return None


def _tarik(request: HttpRequest, dipilih: list[Indikator]) -> HttpResponse:
    hasil = _atur(request, dipilih, aktif=False)
    messages.success(
        request,
        f"{len(hasil.berhasil)} indikator ditarik dari tawaran SKP baru.",
        extra_tags=f"urungkan:{reverse('indikator:katalog_tawarkan_banyak')}?{_pilihan(hasil.berhasil)}",
    )
    _sebut_dilewati(request, hasil)
    return redirect("indikator:katalog")


def _atur(request: HttpRequest, dipilih: list[Indikator], *, aktif: bool) -> layanan.HasilBanyak:
    try:
        return layanan.atur_aktif_banyak(
            indikator=dipilih, aktif=aktif, oleh=saya(request), sekarang=timezone.now()
        )
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat


def _sebut_dilewati(request: HttpRequest, hasil: layanan.HasilBanyak) -> None:
    """Yang dilewati disebut namanya beserta sebabnya."""
    for indikator, sebab in hasil.dilewati:
        messages.warning(request, f"{indikator.nama} dilewati: {sebab}")
