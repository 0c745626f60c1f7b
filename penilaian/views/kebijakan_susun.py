"""Menyusun kebijakan: draf, pratinjau dengan lima orang contoh, lalu ditetapkan."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indikator.models import Kebijakan
from indikator.rules.kebijakan import aturan_dari
from indikator.rules.penjelasan import jelaskan
from indikator.views.pintu import akses_saya, galat_ke_formulir, saya, wajib_seluruh
from inti.galat import GalatAturan
from kepegawaian.permissions import Izin
from penilaian.forms.kebijakan import KebijakanForm, awal_dari
from penilaian.queries.kebijakan import pengaruh, versi_sebelum
from penilaian.services import kebijakan as layanan


@dataclass(frozen=True, slots=True)
class Beda:
    """Satu bagian cara menilai menurut versi lama dan versi baru."""

    judul: str
    lama: str
    baru: str

    @property
    def berubah(self) -> bool:
        return self.lama != self.baru


@login_required
def baru(request: HttpRequest) -> HttpResponse:
    """Draf baru; `?dari=` menyalin satu versi."""
    wajib_seluruh(akses_saya(request), Izin.KELOLA_PERIODE)
    asal = _milik(request, request.GET["dari"]) if request.GET.get("dari", "").isdigit() else None
    return _formulir(request, draf=None, asal=asal)


@login_required
def ubah(request: HttpRequest, kebijakan_id: int) -> HttpResponse:
    """Lanjutkan draf; yang sudah ditetapkan hanya dapat dibaca."""
    draf = _milik(request, kebijakan_id)
    wajib_seluruh(akses_saya(request), Izin.KELOLA_PERIODE)
    if draf.status != Kebijakan.Status.DRAF:
        messages.info(request, "Kebijakan ini sudah ditetapkan. Untuk mengubahnya, susun versi baru.")
        return redirect("penilaian:kebijakan_rinci", kebijakan_id)
    return _formulir(request, draf=draf, asal=draf)


@login_required
@require_GET
def pratinjau(request: HttpRequest, kebijakan_id: int) -> HttpResponse:
    """Apa yang berubah dengan kata biasa, dan pada lima orang contoh, sebelum ditetapkan."""
    draf = _milik(request, kebijakan_id)
    wajib_seluruh(akses_saya(request), Izin.KELOLA_PERIODE)
    if draf.status != Kebijakan.Status.DRAF:
        return redirect("penilaian:kebijakan_rinci", kebijakan_id)
    lama = versi_sebelum(draf)
    beda = _beda(lama, draf)
    return render(
        request,
        "penilaian/kebijakan_pratinjau.html",
        {
            "draf": draf,
            "lama": lama,
            "beda": [b for b in beda if b.berubah],
            "sama": [b for b in beda if not b.berubah],
            "pengaruh": pengaruh(draf),
            "sidik": layanan.sidik(draf),
        },
    )


@login_required
@require_POST
def tetapkan(request: HttpRequest, kebijakan_id: int) -> HttpResponse:
    """Tetapkan draf yang dibaca pada pratinjau."""
    draf = _milik(request, kebijakan_id)
    wajib_seluruh(akses_saya(request), Izin.KELOLA_PERIODE)
    try:
        layanan.tetapkan_draf(
            draf=draf, sidik_semula=request.POST.get("sidik", ""), oleh=saya(request), sekarang=timezone.now()
        )
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return redirect("penilaian:kebijakan_pratinjau", kebijakan_id)
    messages.success(request, f"{draf} ditetapkan. Sekarang dapat dipilih pada periode baru.")
    return redirect("penilaian:kebijakan_rinci", kebijakan_id)


@login_required
@require_POST
def buang(request: HttpRequest, kebijakan_id: int) -> HttpResponse:
    """Hapus draf yang tidak jadi."""
    draf = _milik(request, kebijakan_id)
    wajib_seluruh(akses_saya(request), Izin.KELOLA_PERIODE)
    try:
        layanan.buang_draf(draf=draf, oleh=saya(request), sekarang=timezone.now())
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        messages.success(request, f"Draf {draf} dibuang.")
    return redirect("penilaian:kebijakan")


def _formulir(request: HttpRequest, *, draf: Kebijakan | None, asal: Kebijakan | None) -> HttpResponse:
    sidik = layanan.sidik(draf) if draf else ""
    form = KebijakanForm(request.POST or None, initial=awal_dari(asal, sidik=sidik))
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            tersimpan = layanan.simpan_draf(
                instansi=saya(request).instansi,
                isi=form.isi(),
                draf=draf,
                sidik_semula=form.cleaned_data["sidik"],
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(request, "Draf tersimpan. Baca pengaruhnya sebelum menetapkan.")
            return redirect("penilaian:kebijakan_pratinjau", tersimpan.pk)
    return render(request, "penilaian/kebijakan_susun.html", {"form": form, "draf": draf, "asal": asal})


def _milik(request: HttpRequest, kebijakan_id: int | str) -> Kebijakan:
    if len(str(kebijakan_id)) > 18:
        raise Http404
    return get_object_or_404(
        Kebijakan.objects.select_related("instansi"), pk=kebijakan_id, instansi_id=saya(request).instansi_id
    )


def _beda(lama: Kebijakan | None, baru: Kebijakan) -> list[Beda]:
    """Kalimat penjelasan kedua versi berdampingan, lalu ketentuan lain."""
    kata_baru = [(k.judul, k.isi) for k in jelaskan(aturan_dari(baru.aturan))] + _ketentuan(baru)
    kata_lama = dict(
        [(k.judul, k.isi) for k in jelaskan(aturan_dari(lama.aturan))] + _ketentuan(lama) if lama else []
    )
    return [Beda(judul, kata_lama.get(judul, ""), isi) for judul, isi in kata_baru]


def _ketentuan(k: Kebijakan) -> list[tuple[str, str]]:
    aturan = aturan_dari(k.aturan)
    skala = ", ".join(f"{x:f} menjadi {y:f}" for x, y in aturan.skala)
    survei = ", ".join(f"{x:f} menjadi {y:f}".replace(".", ",") for x, y in aturan.skala_ikm)
    return [
        ("Jawaban 360", f"{skala.replace('.', ',')}."),
        ("Survei warga", f"{survei}."),
        ("Masa keberatan", f"{k.hari_keberatan} hari sesudah hasil tampil."),
        (
            "Jam keberatan",
            f"Penilai menanggapi dalam {k.hari_tanggapan} hari, atasan penilai memutus dalam {k.hari_putusan} hari.",
        ),
        ("Pernyataan paham", "Wajib sebelum SKP diajukan." if k.pemahaman_wajib else "Tidak diwajibkan."),
        (
            "Tinjauan indikator",
            "Oleh yang diukur." if k.tinjauan_indikator else "Indikator ditetapkan dinas tanpa tinjauan.",
        ),
        ("Tawaran studi", "Terbuka bagi Sangat Baik." if k.tawaran_studi else "Tidak ada."),
    ]
