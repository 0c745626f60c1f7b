"""Penutupan periode: halaman periksa, tombol tutup, dan kemajuannya."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indikator.models import Periode
from indikator.queries.periode import periode_dibaca
from indikator.views.pintu import akses_saya, saya, wajib_seluruh
from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import angka_ringkas, bagian_persen, waktu
from kepegawaian.permissions import Izin
from kepegawaian.views.lanjut import perlu_konfirmasi
from penilaian.forms.penutupan import TutupForm
from penilaian.models import LangkahPenutupan, Penutupan
from penilaian.queries import penutupan as kueri
from penilaian.services import penutupan as layanan

SEGARKAN_DETIK = 4


def _periode(request: HttpRequest, periode_id: int) -> Periode:
    """Bagian tahun seinstansi, bagi yang boleh menutup."""
    periode = get_object_or_404(periode_dibaca(saya(request), kelola=True), pk=periode_id)
    wajib_seluruh(akses_saya(request), Izin.TUTUP_PERIODE)
    if periode.jenis == Periode.Jenis.TAHUNAN:
        raise Http404("Yang ditutup adalah triwulan atau bulan.")
    return periode


@login_required
@require_GET
def penutupan(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Sebelum dimulai: apa yang belum lengkap. Sesudahnya: kemajuan, lalu ringkasan."""
    periode = _periode(request, periode_id)
    berjalan = kueri.penutupan_kini(periode)
    if berjalan is not None:
        return _kemajuan(request, periode, berjalan)
    if periode.status == Periode.Status.DRAF:
        messages.info(request, f"{periode.nama} belum dibuka, jadi belum ada yang dapat ditutup.")
        return redirect("indikator:periode_rinci", periode.pk)
    return perlu_konfirmasi(request) or _periksa(request, periode, TutupForm(periode=periode))


@login_required
@require_POST
def tutup(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Tutup sekarang, sesudah dikonfirmasi. Ditekan dua kali membuka halaman kemajuan yang sama."""
    periode = _periode(request, periode_id)
    if kueri.penutupan_kini(periode) is None:
        dulu = perlu_konfirmasi(request)
        if dulu is not None:
            return dulu
        form = TutupForm(request.POST, periode=periode)
        if not form.is_valid():
            return _periksa(request, periode, form)
        try:
            layanan.minta(periode=periode, oleh=saya(request), sekarang=timezone.now())
        except TidakBerhak as galat:
            raise PermissionDenied(galat.pesan) from galat
        except GalatAturan as galat:
            messages.error(request, galat.pesan)
            return redirect("indikator:periode_rinci", periode.pk)
        messages.success(request, f"{periode.nama} mulai ditutup. Anda boleh meninggalkan halaman ini.")
    return redirect("penilaian:penutupan", periode.pk)


@login_required
@require_POST
def ulangi(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Coba lagi langkah yang terhenti."""
    periode = _periode(request, periode_id)
    berjalan = kueri.penutupan_kini(periode)
    if berjalan is None:
        raise Http404("Belum ada penutupan yang berjalan.")
    layanan.ulangi(penutupan=berjalan, oleh=saya(request), sekarang=timezone.now())
    messages.success(request, "Langkah yang terhenti dicoba lagi. Yang sudah selesai tidak diulang.")
    return redirect("penilaian:penutupan", periode.pk)


def _periksa(request: HttpRequest, periode: Periode, form: TutupForm) -> HttpResponse:
    kesiapan = kueri.kesiapan(periode)
    persen = bagian_persen(kesiapan.siap, kesiapan.orang)
    petak = [
        {
            "judul": "Siap",
            "nilai": angka_ringkas(kesiapan.siap),
            "ket": f"dari {angka_ringkas(kesiapan.orang)} orang, {persen} %",
        },
        {"judul": "Belum diberi rating", "nilai": angka_ringkas(kesiapan.tanpa_rating), "ket": "orang"},
        {"judul": "Laporan belum lengkap", "nilai": angka_ringkas(kesiapan.laporan_kurang), "ket": "orang"},
        {"judul": "SKP belum disetujui", "nilai": angka_ringkas(kesiapan.tanpa_skp), "ket": "orang"},
    ]
    konteks = {
        "periode": periode,
        "kesiapan": kesiapan,
        "petak": petak,
        "form": form,
        "sekarang": timezone.now(),
        "riwayat_buka": kueri.riwayat_buka(periode),
    }
    return render(request, "penilaian/penutupan_periksa.html", konteks)


def _kemajuan(request: HttpRequest, periode: Periode, berjalan: Penutupan) -> HttpResponse:
    kemajuan = kueri.kemajuan(berjalan)
    sekarang = timezone.now()
    konteks = {
        "periode": periode,
        "k": kemajuan,
        "persen": bagian_persen(kemajuan.dihitung, kemajuan.orang),
        "langkah": _langkah(periode, kemajuan),
        "sekarang": sekarang,
        "lama_diam": _diam(kemajuan, sekarang),
        "segarkan": SEGARKAN_DETIK,
        "keadaan": "ditutup" if kemajuan.selesai else "diproses",
        "riwayat_buka": kueri.riwayat_buka(periode),
    }
    if request.headers.get("HX-Request") == "true":
        jawaban = render(request, "penilaian/penutupan_kemajuan.html", konteks)
        if kemajuan.selesai:
            jawaban["HX-Refresh"] = "true"
        return jawaban
    return render(request, "penilaian/penutupan.html", konteks)


def _diam(kemajuan: kueri.Kemajuan, sekarang: datetime) -> int:
    """Menit sejak ada yang bergerak; untuk memberi tahu kapan perlu menghubungi orang."""
    detak = [satu.detak for satu in kemajuan.langkah if satu.detak]
    terakhir = max(detak, default=kemajuan.penutupan.diminta_pada)
    return max(int((sekarang - terakhir).total_seconds()) // 60, 0)


def _langkah(periode: Periode, kemajuan: kueri.Kemajuan) -> list[dict[str, str]]:
    """Linimasa enam langkah; yang sedang berjalan ditandai."""
    lepas = kemajuan.langkah_jenis(LangkahPenutupan.Jenis.LEPAS_NAMA)
    hitung = kemajuan.langkah_jenis(LangkahPenutupan.Jenis.HITUNG)
    rekap = kemajuan.langkah_jenis(LangkahPenutupan.Jenis.REKAP)
    jawaban = angka_ringkas(sum(s.jumlah for s in lepas))
    banyak = f"{angka_ringkas(kemajuan.dihitung)} dari {angka_ringkas(kemajuan.orang)} pegawai"
    buku = kemajuan.buku
    mulai = waktu(timezone.localtime(kemajuan.penutupan.diminta_pada))
    tampil = waktu(timezone.localtime(periode.ditutup)) if periode.ditutup else "serentak bagi semua orang"
    butir: list[tuple[str, str, bool]] = [
        ("Laporan dikunci", f"{mulai}, {angka_ringkas(kueri.jumlah_laporan(periode))} laporan", True),
        (
            "Hubungan jawaban 360 dan penilai diputus",
            f"{jawaban} jawaban, tidak dapat dikembalikan",
            _selesai(lepas),
        ),
        ("Nilai dihitung", banyak, _selesai(hitung)),
        (
            "Direkap per perangkat daerah",
            f"{angka_ringkas(len(kemajuan.dinas))} perangkat daerah",
            _selesai(rekap),
        ),
        (
            "Dicatat dalam buku penutupan",
            f"rantai sidik ke-{kemajuan.nomor_buku}" if buku else "",
            buku is not None,
        ),
        ("Hasil tampil", tampil, kemajuan.selesai),
    ]
    kini = next((i for i, (_, _, lewat) in enumerate(butir) if not lewat), -1)
    return [
        {"judul": judul, "ket": ket, "keadaan": "lewat" if lewat else ("kini" if i == kini else "")}
        for i, (judul, ket, lewat) in enumerate(butir)
    ]


def _selesai(langkah: list[LangkahPenutupan]) -> bool:
    return all(satu.status == LangkahPenutupan.Status.DITUTUP for satu in langkah)
