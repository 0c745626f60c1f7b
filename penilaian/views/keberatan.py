"""Keberatan: mengajukan dari hasil, lalu satu halaman perkara bagi semua pihaknya."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indikator.views.lampiran import Lampiran, lampiran
from indikator.views.pintu import akses_saya, galat_ke_formulir, hari_ini, saya, wajib_seluruh
from inti.galat import GalatAturan, TidakBerhak
from inti.views.unduhan import kirim_berkas
from kepegawaian.permissions import Izin
from penilaian.forms.keberatan import KeberatanForm, PutusanForm, TanggapanForm, TunjukForm
from penilaian.models import Keberatan
from penilaian.permissions import Pembaca, Pihak
from penilaian.queries import hasil as kueri_hasil
from penilaian.queries import keberatan as kueri
from penilaian.services import keberatan as layanan
from penilaian.services.keberatan.putus import saatnya
from penilaian.views.hasil import hasil_terbaca

BUKAN_URUSAN = "Keberatan hanya dibaca yang mengajukan, penilainya, yang memutus, dan pembaca hasil unitnya."


@login_required
def ajukan(request: HttpRequest, hasil_id: int) -> HttpResponse:
    """Formulir keberatan; hanya pemilik, hanya dalam tenggat."""
    hasil, sebagai = hasil_terbaca(request, hasil_id)
    if sebagai is not Pembaca.PEMILIK:
        raise PermissionDenied("Keberatan hanya dapat diajukan oleh pemilik hasil ini.")
    sekarang = timezone.now()
    hak = kueri_hasil.hak_keberatan(hasil, sekarang=sekarang)
    form, berkas = _formulir(request, KeberatanForm(request.POST or None, request.FILES or None), sekarang)
    if _siap(request, form, berkas):
        with galat_ke_formulir(form):
            satu = layanan.ajukan(
                hasil=hasil,
                alasan=form.cleaned_data["alasan"],
                berkas=berkas.berkas,
                oleh=saya(request),
                sekarang=sekarang,
            )
            messages.success(request, "Keberatan diajukan. Anda diberi tahu di setiap langkahnya.")
            return redirect("penilaian:keberatan_rinci", satu.pk)
    elif request.method != "POST" and not hak.terbuka:
        if hak.keberatan is not None:
            return redirect("penilaian:keberatan_rinci", hak.keberatan.pk)
        messages.info(request, hak.sebab_tertutup)
        return redirect("penilaian:hasil_rinci", hasil.pk)
    konteks = {"hasil": hasil, "form": form, "hak": hak, "sekarang": sekarang, **_unggahan(berkas)}
    return render(request, "penilaian/keberatan.html", konteks)


@login_required
@require_GET
def rinci(request: HttpRequest, keberatan_id: int) -> HttpResponse:
    """Satu perkara: alasan, tanggapan, putusan, bukti, jam, dan langkah orang yang membacanya."""
    return _halaman(request, _perkara(request, keberatan_id))


@login_required
@require_POST
def tanggapi(request: HttpRequest, keberatan_id: int) -> HttpResponse:
    """Tanggapan penilai beserta buktinya."""
    perkara, sekarang = _perkara(request, keberatan_id), timezone.now()
    if perkara.sebagai is not Pihak.PENILAI:
        raise PermissionDenied("Tanggapan ditulis oleh pejabat penilai pada hasil ini.")
    form, berkas = _formulir(request, TanggapanForm(request.POST, request.FILES), sekarang)
    if _siap(request, form, berkas):
        with galat_ke_formulir(form):
            layanan.tanggapi(
                keberatan_id=keberatan_id,
                tanggapan=form.cleaned_data["tanggapan"],
                berkas=berkas.berkas,
                oleh=saya(request),
                sekarang=sekarang,
            )
            messages.success(request, "Tanggapan terkirim kepada yang mengajukan dan yang memutus.")
            return redirect("penilaian:keberatan_rinci", keberatan_id)
    return _halaman(request, perkara, tanggapan=form, berkas=berkas)


@login_required
@require_POST
def putus(request: HttpRequest, keberatan_id: int) -> HttpResponse:
    """Putusan atasan penilai."""
    perkara = _perkara(request, keberatan_id)
    if perkara.sebagai is not Pihak.PEMUTUS:
        raise PermissionDenied("Keberatan ini diputus atasan penilai. Admin BKD dapat menunjuk pemutus lain.")
    form = PutusanForm(request.POST, rincian=_dasar(perkara.keberatan))
    if form.is_valid():
        with galat_ke_formulir(form):
            layanan.putus(
                keberatan_id=keberatan_id,
                alasan=form.cleaned_data["alasan"],
                perubahan=form.perubahan(),
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(request, "Putusan ditetapkan dan disampaikan kepada kedua pihak.")
            return redirect("penilaian:keberatan_rinci", keberatan_id)
    return _halaman(request, perkara, putusan=form)


@login_required
@require_POST
def tunjuk(request: HttpRequest, keberatan_id: int) -> HttpResponse:
    """Admin BKD menunjuk pemutus lain."""
    perkara = _perkara(request, keberatan_id)
    wajib_seluruh(akses_saya(request), Izin.KELOLA_PERIODE)
    form = TunjukForm(request.POST, instansi_id=saya(request).instansi_id)
    if form.is_valid():
        with galat_ke_formulir(form):
            satu = layanan.tunjuk(
                keberatan_id=keberatan_id,
                pemutus=form.cleaned_data["nip"],
                alasan=form.cleaned_data["alasan"],
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(request, f"{satu.pemutus} ditunjuk memutus keberatan ini.")
            return redirect("penilaian:keberatan_rinci", keberatan_id)
    return _halaman(request, perkara, tunjuk=form)


@login_required
@require_POST
def tarik(request: HttpRequest, keberatan_id: int) -> HttpResponse:
    """Pengaju menarik keberatannya."""
    _perkara(request, keberatan_id)
    try:
        layanan.tarik(keberatan_id=keberatan_id, oleh=saya(request), sekarang=timezone.now())
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        messages.success(request, "Keberatan ditarik. Hasil Anda tetap seperti semula.")
    return redirect("penilaian:keberatan_rinci", keberatan_id)


@login_required
@require_GET
def bukti(request: HttpRequest, keberatan_id: int, bukti_id: int) -> HttpResponseBase:
    """Satu berkas perkara, sebagai lampiran."""
    perkara = _perkara(request, keberatan_id)
    satu = perkara.keberatan.bukti.filter(pk=bukti_id).select_related("berkas").first()
    if satu is None:
        raise Http404("Bukti tidak ditemukan.")
    return kirim_berkas(request, satu.berkas)


def _perkara(request: HttpRequest, keberatan_id: int) -> kueri.Perkara:
    """404 bila tidak ada baginya, 403 bila ada tetapi bukan urusannya."""
    perkara = kueri.perkara(saya(request), keberatan_id=keberatan_id, pada=hari_ini())
    if perkara is None:
        raise Http404("Keberatan tidak ditemukan.")
    if perkara.sebagai is None:
        raise PermissionDenied(BUKAN_URUSAN)
    return perkara


def _formulir(request: HttpRequest, form: Form, sekarang: datetime) -> tuple[Any, Lampiran]:
    """Berkas tersimpan dahulu; yang ditolak menjadi galat pada bidangnya."""
    if request.method != "POST":
        return form, Lampiran([])
    berkas = lampiran(request, sekarang)
    if berkas.hanya_hapus:
        return type(form)(initial=form.data.dict()), berkas
    form.is_valid()
    for pesan in berkas.ditolak:
        form.add_error("berkas", pesan)
    return form, berkas


def _siap(request: HttpRequest, form: Form, berkas: Lampiran) -> bool:
    return request.method == "POST" and not berkas.hanya_hapus and form.is_valid()


def _unggahan(berkas: Lampiran) -> dict[str, Any]:
    return {"terlampir": berkas.berkas, "maks_byte": settings.BERKAS_MAKS_BYTE}


def _dasar(keberatan: Keberatan) -> dict[str, Any]:
    """Rincian versi terakhir: yang diubah putusan."""
    return kueri_hasil.versi_terakhir(keberatan.hasil).rincian


def _halaman(
    request: HttpRequest,
    perkara: kueri.Perkara,
    *,
    tanggapan: Form | None = None,
    putusan: PutusanForm | None = None,
    tunjuk: Form | None = None,
    berkas: Lampiran | None = None,
) -> HttpResponse:
    k, sekarang = perkara.keberatan, timezone.now()
    terbuka = k.status in Keberatan.TERBUKA
    giliran_tanggapi = terbuka and perkara.sebagai is Pihak.PENILAI and k.ditanggapi_pada is None
    giliran_putus = terbuka and perkara.sebagai is Pihak.PEMUTUS
    boleh_tunjuk = terbuka and akses_saya(request).unit(Izin.KELOLA_PERIODE) is None
    konteks = {
        "keberatan": k,
        "hasil": k.hasil,
        "sebagai": perkara.sebagai,
        "terbuka": terbuka,
        "bukti": kueri.bukti(k),
        "sekarang": sekarang,
        "butir": kueri.linimasa(k, sekarang=sekarang),
        "berikutnya": kueri.berikutnya(k, sekarang=sekarang),
        "beda": k.hasil_baru.rincian["putusan"]["beda"] if k.hasil_baru else [],
        "tanggapan": (tanggapan or TanggapanForm()) if giliran_tanggapi else None,
        "putusan": (putusan or PutusanForm(rincian=_dasar(k)))
        if giliran_putus and saatnya(k, sekarang)
        else None,
        "menunggu_tanggapan": giliran_putus and not saatnya(k, sekarang),
        "tunjuk": (tunjuk or TunjukForm(instansi_id=k.instansi_id)) if boleh_tunjuk else None,
        "boleh_tarik": terbuka and perkara.sebagai is Pihak.PENGAJU,
        **_unggahan(berkas or Lampiran([])),
    }
    return render(request, "penilaian/keberatan_rinci.html", konteks)
