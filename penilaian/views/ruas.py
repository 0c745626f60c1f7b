"""Menilai ruas yang sudah ditinggalkan: pegawainya pindah atau berhenti, tetapi hari-harinya tetap dinilai."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.models import Periode
from indikator.queries.periode import periode_dibaca
from indikator.rules.kebijakan import aturan_dari
from indikator.views.pintu import galat_ke_formulir, saya
from kepegawaian.models import Pegawai, Penempatan
from penilaian.forms.evaluasi import EvaluasiForm, arti_rating
from penilaian.models import Evaluasi
from penilaian.queries.bahan import hari_penilaian
from penilaian.queries.meja import Meja, meja
from penilaian.queries.ruas import RuasDitinggalkan, ruas_ditinggalkan
from penilaian.rules.predikat import LABEL_RATING
from penilaian.services import evaluasi as layanan

BIDANG = ("rating_hasil", "alasan_hasil", "rating_perilaku", "alasan_perilaku", "umpan_balik", "versi")


def _periode(request: HttpRequest, periode_id: int) -> Periode:
    periode = get_object_or_404(periode_dibaca(saya(request), kelola=False), pk=periode_id)
    if periode.jenis == Periode.Jenis.TAHUNAN:
        raise Http404("Rating diberikan per triwulan atau bulan.")
    return periode


def _milik_saya(request: HttpRequest, periode: Periode) -> list[RuasDitinggalkan]:
    kini = hari_penilaian(periode, timezone.now())
    return ruas_ditinggalkan(periode=periode, penilai_id=saya(request).pk, kini=kini)


@login_required
@require_GET
def daftar(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Ruas yang berakhir di tengah periode dan dahulu Anda nilai."""
    periode = _periode(request, periode_id)
    konteks = {"periode": periode, "ruas": _milik_saya(request, periode), "sekarang": timezone.now()}
    return render(request, "penilaian/ruas_daftar.html", konteks)


@login_required
def nilai(request: HttpRequest, periode_id: int, penempatan_id: int) -> HttpResponse:
    """Satu ruas: indikator SKP penempatan itu dan ratingnya. POST menyimpan draf atau menetapkan."""
    periode = _periode(request, periode_id)
    tempat = get_object_or_404(
        Penempatan.objects.select_related("pegawai", "unit"),
        pk=penempatan_id,
        pegawai__instansi_id=saya(request).instansi_id,
    )
    ruas = next((r for r in _milik_saya(request, periode) if r.penempatan_id == tempat.pk), None)
    if ruas is None:
        raise PermissionDenied("Anda bukan pejabat penilai pegawai ini pada hari terakhir ruas itu.")
    if periode.status == Periode.Status.DITUTUP or periode.penutupan_dimulai is not None:
        messages.info(request, f"{periode.nama} sudah ditutup. Ratingnya terbaca di hasil masing-masing.")
        return redirect("penilaian:ruas", periode.pk)
    isi = _meja(request, periode, tempat.pegawai, ruas)
    draf = request.method == "POST" and request.POST.get("aksi") != "tetapkan"
    form = EvaluasiForm(
        request.POST or None,
        nama=tempat.pegawai.nama_pendek,
        draf=draf,
        pokok=isi.pokok.values(),
        initial=_awal(isi.evaluasi) | {b.kunci: b.teks for b in isi.butir},
    )
    if request.method == "POST" and form.is_valid() and _simpan(request, form, isi, ruas):
        return redirect("penilaian:ruas", periode.pk)
    return render(request, "penilaian/ruas_nilai.html", _konteks(periode, ruas, isi, form))


def _meja(request: HttpRequest, periode: Periode, pegawai: Pegawai, ruas: RuasDitinggalkan) -> Meja:
    return meja(
        penilai=saya(request), pegawai=pegawai, periode=periode, sekarang=timezone.now(), pada=ruas.sampai
    )


def _awal(evaluasi: Evaluasi | None) -> dict[str, Any]:
    return {nama: getattr(evaluasi, nama) for nama in BIDANG} if evaluasi else {"versi": 0}


def _simpan(request: HttpRequest, form: EvaluasiForm, isi: Meja, ruas: RuasDitinggalkan) -> bool:
    """Panggil layanan; False berarti halamannya ditampilkan lagi dengan yang sudah diketik."""
    tetapkan = request.POST.get("aksi") == "tetapkan"
    with galat_ke_formulir(form):
        layanan.simpan(
            periode_id=isi.periode.pk,
            pegawai=isi.pegawai,
            penempatan_id=ruas.penempatan_id,
            tetapkan=tetapkan,
            oleh=saya(request),
            sekarang=timezone.now(),
            butir=form.butir(),
            **form.isi_rating(),
        )
    if form.errors:
        return False
    kata = "ditetapkan" if tetapkan else "tersimpan sebagai draf"
    messages.success(request, f"Rating {isi.pegawai.nama} untuk {ruas.unit} {kata}.")
    return True


def _konteks(periode: Periode, ruas: RuasDitinggalkan, isi: Meja, form: EvaluasiForm) -> dict[str, Any]:
    hasil = isi.bahan.hasil
    return {
        "periode": periode,
        "ruas": ruas,
        "meja": isi,
        "form": form,
        "umpan": [form[kunci] for kunci in form.kunci_umpan],
        "umpan_terbuka": any(form[kunci].value() for kunci in form.kunci_umpan),
        "baris": [satu.baris for satu in isi.baris],
        "usul_hasil": LABEL_RATING[hasil.usulan_hasil] if hasil.usulan_hasil else "",
        "usul_perilaku": LABEL_RATING[hasil.usulan_perilaku] if hasil.usulan_perilaku else "",
        "arti": arti_rating(aturan_dari(periode.kebijakan.aturan)),
        "sekarang": timezone.now(),
    }
