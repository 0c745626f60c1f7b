"""Dampak satu pelatihan: sebelum dan sesudah, di samping yang serupa tetapi tidak ikut."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from indikator.views.pintu import saya
from pelatihan.models import Pelatihan
from pelatihan.queries.dampak import dampak_pelatihan, sebut_kode
from pelatihan.rules.dampak import SEDIKITNYA, Dampak


@login_required
@require_GET
def dampak(request: HttpRequest, pelatihan_id: int) -> HttpResponse:
    """Bagi semua pegawai instansi itu: isinya rata-rata sekurangnya lima orang."""
    pelatihan = get_object_or_404(Pelatihan, pk=pelatihan_id, instansi_id=saya(request).instansi_id)
    semua = dampak_pelatihan(instansi_id=pelatihan.instansi_id, pelatihan_id=pelatihan.pk)
    satu = semua.get(pelatihan.pk)
    konteks = {
        "pelatihan": pelatihan,
        "d": satu.dampak if satu else Dampak(0),
        "kebutuhan": sebut_kode(satu.kode, instansi_id=pelatihan.instansi_id) if satu else [],
        "sedikitnya": SEDIKITNYA,
    }
    return render(request, "pelatihan/dampak.html", konteks)
