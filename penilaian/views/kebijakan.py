"""Kebijakan penilaian dengan kata biasa dan contoh hitung. Terbaca semua pegawai instansinya."""

from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from indikator.models import Kebijakan
from indikator.rules.capaian import Polaritas, Sasaran
from indikator.rules.kebijakan import aturan_dari
from indikator.rules.penjelasan import contoh_hitung, jelaskan
from indikator.views.pintu import akses_saya, saya
from indikator.views.tampilan import nota_contoh
from kepegawaian.permissions import Izin
from penilaian.queries.kebijakan import daftar_kebijakan
from penilaian.rules.predikat import TABEL_PREDIKAT

DRAF = Kebijakan.Status.DRAF
CONTOH = (
    ("Dokumen terbit sesuai standar (%)", Sasaran(Polaritas.MAKSIMAL, target=Decimal(98)), Decimal(40)),
    ("Lama pelayanan (hari)", Sasaran(Polaritas.MINIMAL, target=Decimal("2.5")), Decimal(30)),
    ("Permohonan selesai tepat waktu (%)", Sasaran(Polaritas.MAKSIMAL, target=Decimal(95)), Decimal(30)),
)


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Semua versi, yang dipakai periode berjalan lebih dahulu; draf hanya bagi yang menyusunnya."""
    menyusun = _boleh_menyusun(request)
    return render(
        request,
        "penilaian/kebijakan_daftar.html",
        {
            "daftar": [
                k for k in daftar_kebijakan(saya(request).instansi_id) if menyusun or k.status != DRAF
            ],
            "menyusun": menyusun,
        },
    )


@login_required
@require_GET
def rinci(request: HttpRequest, kebijakan_id: int) -> HttpResponse:
    """Satu versi: apa yang dinilai, contoh hitung, dan tabel predikatnya."""
    kebijakan = get_object_or_404(
        Kebijakan.objects.select_related("ditetapkan_oleh"),
        pk=kebijakan_id,
        instansi_id=saya(request).instansi_id,
    )
    if kebijakan.status == DRAF:
        # Draf milik penyusunnya; pegawai membaca yang sudah ditetapkan saja.
        if not _boleh_menyusun(request):
            raise Http404
        return redirect("penilaian:kebijakan_pratinjau", kebijakan_id)
    aturan = aturan_dari(kebijakan.aturan)
    return render(
        request,
        "penilaian/kebijakan_rinci.html",
        {
            "kebijakan": kebijakan,
            "menyusun": _boleh_menyusun(request),
            "penjelasan": jelaskan(aturan),
            "skala": [{"jawaban": x, "nilai": y} for x, y in aturan.skala],
            "nota": nota_contoh(
                contoh_hitung(CONTOH, aturan=aturan),
                bobot_hasil=aturan.bobot_hasil * 100,
                bobot_perilaku=aturan.bobot_perilaku * 100,
            ),
            "tabel_predikat": TABEL_PREDIKAT,
            "periode": kebijakan.periode.order_by("-mulai")[:8],
        },
    )


def _boleh_menyusun(request: HttpRequest) -> bool:
    return akses_saya(request).unit(Izin.KELOLA_PERIODE) is None
