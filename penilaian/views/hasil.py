"""Hasil seorang pegawai: predikat, nota, keberatan, dan berkas rinciannya."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.queries.periode import periode_berjalan
from indikator.views.pintu import hari_ini, saya
from penilaian.models import Hasil
from penilaian.permissions import Pembaca
from penilaian.queries import hasil as kueri
from penilaian.queries.hasil_umpan import umpan_hasil
from penilaian.queries.nota import Nota, susun_nota
from penilaian.queries.riwayat import banding_diri, deret, hasil_terakhir
from penilaian.queries.suara import suara_hasil
from penilaian.rules.predikat import TABEL_PREDIKAT
from umpan_balik.queries.hasil import KomentarTampil, komentar_tampil

BUKAN_HAK = "Hasil ini hanya dibaca pemiliknya, penilainya, atasan penilainya, dan pembaca hasil unitnya."


@login_required
@require_GET
def terbaru(request: HttpRequest) -> HttpResponse:
    """Ke hasil sendiri yang terbaru; sebelum ada, jelaskan kapan tampil."""
    hasil = kueri.hasil_terbaru(saya(request))
    if hasil is not None:
        return redirect("penilaian:hasil_rinci", hasil.pk)
    periode = periode_berjalan(saya(request).instansi, timezone.now())
    return render(request, "penilaian/hasil_kosong.html", {"periode": periode})


def hasil_terbaca(request: HttpRequest, hasil_id: int) -> tuple[Hasil, Pembaca]:
    """404 bila tidak ada baginya, 403 bila ada tetapi bukan haknya."""
    ditemukan = kueri.terbaca(saya(request), hasil_id=hasil_id, pada=hari_ini())
    if ditemukan is None:
        raise Http404("Hasil tidak ditemukan.")
    if ditemukan.sebagai is None:
        raise PermissionDenied(BUKAN_HAK)
    return ditemukan.hasil, ditemukan.sebagai


@login_required
@require_GET
def rinci(request: HttpRequest, hasil_id: int) -> HttpResponse:
    """Satu hasil dengan notanya."""
    hasil, sebagai = hasil_terbaca(request, hasil_id)
    sekarang = timezone.now()
    nota = susun_nota(hasil)
    riwayat = hasil_terakhir(hasil.pegawai_id, sampai=hasil.periode)
    hak = kueri.hak_keberatan(hasil, sekarang=sekarang)
    terbaru = kueri.versi_terakhir(hasil)
    return render(
        request,
        "penilaian/hasil_rinci.html",
        {
            "hasil": hasil,
            "milik_sendiri": sebagai is Pembaca.PEMILIK,
            "judul": _judul(hasil, sebagai),
            "identitas": hasil.rincian["identitas"],
            "evaluasi": hasil.rincian.get("evaluasi"),
            "umpan": umpan_hasil(hasil.rincian),
            "nota": nota,
            "judul_nota": _judul_nota(hasil),
            "tabel_predikat": TABEL_PREDIKAT,
            "hak": hak,
            "terbaru": terbaru if terbaru.versi != hasil.versi else None,
            "putusan": hasil.rincian.get("putusan"),
            "tanda_baca": kueri.tanda_baca(hasil),
            "banding": banding_diri(riwayat, hasil),
            "riwayat": deret(riwayat) if len(riwayat) > 1 else [],
            "lain": [h for h in kueri.semua_hasil(hasil) if h.pk != hasil.pk],
            "sekarang": sekarang,
            "suara": suara_hasil(hasil, nota, pembaca=saya(request), sekarang=sekarang),
            "komentar": _komentar(hasil, nota) if sebagai is Pembaca.PEMILIK else [],
        },
    )


def _komentar(hasil: Hasil, nota: Nota) -> list[KomentarTampil]:
    """Komentar tanpa nama dari kelompok yang cukup orangnya; hanya untuk pemiliknya."""
    min_n = {k.kelompok.value: k.min_n for k in nota.aturan.kelompok}
    return komentar_tampil(periode=hasil.periode, pegawai=hasil.pegawai, min_n=min_n)


def _judul(hasil: Hasil, sebagai: Pembaca) -> str:
    if sebagai is Pembaca.PEMILIK:
        return f"Hasil {hasil.periode.nama}"
    return f"Hasil {hasil.pegawai.nama}, {hasil.periode.nama}"


def _judul_nota(hasil: Hasil) -> str:
    kebijakan = hasil.rincian["identitas"]["kebijakan"]
    return (
        f"Kebijakan {kebijakan['nama']}, versi {kebijakan['versi']}. "
        "Tidak ada pembulatan di tengah; angka di layar dibulatkan 2 desimal."
    )


@login_required
@require_GET
def rincian(request: HttpRequest, hasil_id: int) -> HttpResponse:
    """Rincian sebagai berkas: ringkas bagi pembacanya, penuh bagi auditor."""
    hasil, _ = hasil_terbaca(request, hasil_id)
    penuh = kueri.boleh_rincian_penuh(saya(request), pada=hari_ini())
    isi = hasil.rincian if penuh else kueri.rincian_ringkas(hasil)
    jawaban = JsonResponse(isi, json_dumps_params={"ensure_ascii": False, "indent": 2})
    jawaban["Content-Disposition"] = f'attachment; filename="{hasil.rincian["nomor"]}.json"'
    return jawaban
