"""Papan tim: keadaan dan risiko tiap bawahan pada satu layar."""

from collections.abc import Iterator, Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.queries.papan import Papan, papan_tim
from indikator.queries.realisasi import periode_lapor
from indikator.views.pintu import saya
from inti.rules.tabel import KolomTulis, LembarTulis, SelTulis
from inti.services.tulis_lembar import JENIS_EXCEL, tulis_xlsx

# Halaman yang ditinggal terbuka berhenti bertanya sesudah 20 kali, supaya sesi pengelola tetap habis pada waktunya.
SEGAR_TERBANYAK = 20
KOLOM = (
    KolomTulis("Pegawai", 36),
    KolomTulis("Jabatan", 44),
    KolomTulis("Risiko", 18),
    KolomTulis("Sebab", 70),
    KolomTulis("Laporan masuk", 14),
    KolomTulis("Diminta", 12),
    KolomTulis("Menunggu Anda", 14),
    KolomTulis("Perkiraan", 12, desimal=2),
    KolomTulis("Rating sejauh ini", 24),
)


@login_required
@require_GET
def papan(request: HttpRequest) -> HttpResponse:
    """Bawahan hari ini pada periode berjalan, yang paling perlu dibicarakan di atas; menyegarkan diri tiap 30 detik."""
    sekarang = timezone.now()
    periode = periode_lapor(saya(request), sekarang=sekarang)
    if periode is None:
        return render(request, "indikator/papan.html", {"periode": None})
    nomor = request.GET.get("segar", "")
    segar = int(nomor) if nomor.isdecimal() and len(nomor) < 4 else 0
    konteks = {
        "periode": periode,
        "papan": papan_tim(saya(request), periode, sekarang=sekarang),
        "sekarang": sekarang,
        "segar_lagi": segar + 1 if segar < SEGAR_TERBANYAK else 0,
    }
    return render(request, "indikator/papan.html", konteks)


@login_required
@require_GET
def papan_unduh(request: HttpRequest) -> HttpResponse:
    """Papan yang sama sebagai Excel; tanpa periode kembali ke halamannya."""
    sekarang = timezone.now()
    periode = periode_lapor(saya(request), sekarang=sekarang)
    if periode is None:
        return redirect("indikator:papan")
    papan = papan_tim(saya(request), periode, sekarang=sekarang)
    nama = f"papan-tim-{periode.nama.lower().replace(' ', '-')}.xlsx"
    with tulis_xlsx([LembarTulis("Tim", KOLOM, _sel(papan))], judul=f"Papan tim {periode.nama}") as berkas:
        return HttpResponse(
            berkas.read(),
            content_type=JENIS_EXCEL,
            headers={"Content-Disposition": f'attachment; filename="{nama}"'},
        )


def _sel(papan: Papan) -> Iterator[Sequence[SelTulis]]:
    for b in papan.baris:
        yield (
            b.nama,
            b.jabatan,
            b.risiko,
            b.penilaian.sebab,
            b.masuk,
            b.diminta,
            b.menunggu_saya,
            b.nilai,
            b.rating,
        )
