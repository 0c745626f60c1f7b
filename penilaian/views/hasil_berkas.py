"""Hasil sebagai berkas: PDF resmi, pernyataan sudah dibaca, dan bentuk SIASN untuk satu perangkat daerah."""

import json
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    StreamingHttpResponse,
)
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from indikator.models import Periode
from indikator.views.pintu import akses_saya, saya
from inti.galat import GalatAturan, TidakBerhak
from inti.services.tulis_lembar import JENIS_CSV, KolomTulis, tulis_csv
from kepegawaian.permissions import Izin
from penilaian.permissions import Pembaca
from penilaian.queries.siasn import baris_siasn
from penilaian.rules.siasn import KOLOM
from penilaian.services import hasil as layanan
from penilaian.services.cetak import Bentuk, cetak_hasil, nama_berkas
from penilaian.views.hasil import hasil_terbaca


@login_required
@require_GET
def pdf(request: HttpRequest, hasil_id: int, bentuk: str) -> HttpResponse:
    """PDF "Evaluasi Kinerja" atau "Dokumen Evaluasi Kinerja"."""
    hasil, _ = hasil_terbaca(request, hasil_id)
    if bentuk not in list(Bentuk):
        raise Http404("Bentuk dokumen tidak dikenal.")
    pilihan = Bentuk(bentuk)
    try:
        isi = cetak_hasil(hasil, bentuk=pilihan)
    except GalatAturan as galat:
        messages.info(request, galat.pesan)
        return redirect("penilaian:hasil_rinci", hasil.pk)
    jawaban = HttpResponse(isi, content_type="application/pdf")
    jawaban["Content-Disposition"] = f'attachment; filename="{nama_berkas(hasil, bentuk=pilihan)}"'
    return jawaban


@login_required
@require_POST
def dibaca(request: HttpRequest, hasil_id: int) -> HttpResponse:
    """Pemilik menyatakan sudah membaca."""
    hasil, sebagai = hasil_terbaca(request, hasil_id)
    if sebagai is not Pembaca.PEMILIK:
        raise PermissionDenied("Hanya pemilik hasil yang dapat menyatakan sudah membacanya.")
    try:
        layanan.nyatakan_dibaca(
            hasil=hasil,
            catatan=request.POST.get("catatan", "")[:1000],
            oleh=saya(request),
            sekarang=timezone.now(),
        )
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        messages.success(request, "Tercatat: Anda sudah membaca hasil ini.")
    return redirect("penilaian:hasil_rinci", hasil.pk)


@login_required
@require_GET
def siasn(request: HttpRequest, periode_id: int, jenis: str) -> HttpResponseBase:
    """Berkas CSV atau JSON bernama bidang SIASN; hanya unit yang tercakup izin, dan tercatat dalam jejak."""
    milik = akses_saya(request)
    if not milik.boleh(Izin.BACA_HASIL_UNIT):
        raise PermissionDenied
    if jenis not in ("csv", "json"):
        raise Http404("Bentuk berkas tidak dikenal.")
    periode = get_object_or_404(
        Periode, pk=periode_id, instansi_id=saya(request).instansi_id, status=Periode.Status.DITUTUP
    )
    unit = request.GET.get("unit", "")
    dinas_id = int(unit) if unit.isdecimal() and len(unit) < 18 else None
    layanan.catat_ekspor(
        periode=periode,
        bentuk=f"siasn.{jenis}",
        dinas_id=dinas_id,
        oleh=saya(request),
        sekarang=timezone.now(),
    )
    isi = baris_siasn(periode, milik=milik, dinas_id=dinas_id)
    nama = f"siasn-{slugify(periode.nama)}.{jenis}"
    if jenis == "csv":
        berkas = tulis_csv([KolomTulis(k, 20) for k in KOLOM], ([satu[k] for k in KOLOM] for satu in isi))
        return FileResponse(berkas, as_attachment=True, filename=nama, content_type=JENIS_CSV)
    jawaban = StreamingHttpResponse(_json(isi), content_type="application/json; charset=utf-8")
    jawaban["Content-Disposition"] = f'attachment; filename="{nama}"'
    return jawaban


def _json(isi: Iterator[dict[str, Any]]) -> Iterator[str]:
    """Daftar JSON, satu orang satu baris, mengalir."""
    yield "["
    for nomor, satu in enumerate(isi):
        yield (",\n" if nomor else "\n") + json.dumps(satu, ensure_ascii=False)
    yield "\n]\n"
