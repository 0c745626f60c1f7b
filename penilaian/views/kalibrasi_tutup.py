"""Menutup rapat kalibrasi, berita acaranya, dan papannya sebagai lembar Excel."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from indikator.views.pintu import galat_ke_formulir, saya
from inti.galat import GalatAturan
from inti.services.tulis_lembar import JENIS_EXCEL, KolomTulis, LembarTulis, tulis_xlsx
from penilaian.forms.kalibrasi import TutupForm
from penilaian.permissions import HakKalibrasi
from penilaian.queries import kalibrasi as kueri
from penilaian.rules.predikat import LABEL_PREDIKAT, LABEL_RATING
from penilaian.services import kalibrasi as layanan
from penilaian.views.kalibrasi import BUKAN_HAK, isi_papan, rapat_terbaca


@login_required
def tutup(request: HttpRequest, kalibrasi_id: int) -> HttpResponse:
    """Yang hadir dan catatan rapat; POST membekukan rapat dan menerbitkan berita acara."""
    satu, hak = rapat_terbaca(request, kalibrasi_id)
    if hak is not HakKalibrasi.PIMPINAN:
        raise PermissionDenied(BUKAN_HAK)
    if not satu.terbuka:
        messages.info(request, "Rapat ini sudah ditutup. Berita acaranya dapat diunduh.")
        return redirect("penilaian:kalibrasi_papan", satu.pk)
    isi = isi_papan(satu)
    form = TutupForm(
        request.POST or None, penilai=[b for b in isi.penilai if b.penilai_id != saya(request).pk]
    )
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            layanan.tutup(
                kalibrasi_id=satu.pk, **form.cleaned_data, oleh=saya(request), sekarang=timezone.now()
            )
            messages.success(request, "Rapat kalibrasi ditutup dan berita acaranya terbit.")
            return redirect("penilaian:kalibrasi_papan", satu.pk)
    return render(request, "penilaian/kalibrasi_tutup.html", {"kalibrasi": satu, "isi": isi, "form": form})


@login_required
@require_GET
def pdf(request: HttpRequest, kalibrasi_id: int) -> HttpResponse:
    """Berita acara: pimpinan, pembaca hasil unit, dan penilai yang tercatat hadir."""
    satu = kueri.kalibrasi_seinstansi(saya(request), kalibrasi_id)
    if satu is None:
        raise Http404("Rapat kalibrasi tidak ditemukan.")
    if kueri.hak(saya(request), satu, sekarang=timezone.now()) is None and not kueri.hadir(
        satu, saya(request)
    ):
        raise PermissionDenied(BUKAN_HAK)
    try:
        isi = layanan.cetak_berita_acara(satu)
    except GalatAturan as galat:
        messages.info(request, galat.pesan)
        return redirect("penilaian:kalibrasi_papan", satu.pk)
    jawaban = HttpResponse(isi, content_type="application/pdf")
    jawaban["Content-Disposition"] = f'attachment; filename="{layanan.nama_berkas(satu)}"'
    return jawaban


KOLOM = [
    KolomTulis("NIP", 22, teks=True),
    KolomTulis("Nama", 30),
    KolomTulis("Jabatan", 30),
    KolomTulis("Unit", 30),
    KolomTulis("Penilai", 30),
    *(
        KolomTulis(f"{judul} {versi}", 22)
        for versi in ("menurut penilai", "yang berlaku")
        for judul in ("Hasil kerja", "Perilaku kerja", "Predikat")
    ),
]


@login_required
@require_GET
def unduh(request: HttpRequest, kalibrasi_id: int) -> HttpResponse:
    """Papan sebagai lembar Excel bagi pimpinan dan pembacanya; tercatat dalam jejak."""
    satu, _ = rapat_terbaca(request, kalibrasi_id)
    orang = isi_papan(satu).tanpa(saya(request).pk).orang
    layanan.catat_unduh(kalibrasi=satu, banyak=len(orang), oleh=saya(request), sekarang=timezone.now())
    baris = (
        [
            *(o.nip, o.nama, o.jabatan, o.unit, o.penilai),
            *(
                kata
                for kotak in (o.semula, o.kini)
                if kotak is not None
                for kata in (
                    LABEL_RATING[kotak.hasil],
                    LABEL_RATING[kotak.perilaku],
                    LABEL_PREDIKAT[kotak.predikat],
                )
            ),
        ]
        for o in orang
    )
    with tulis_xlsx(
        [LembarTulis("Papan", KOLOM, baris)], judul=f"Papan kalibrasi {satu.unit.nama}"
    ) as berkas:
        jawaban = HttpResponse(berkas.read(), content_type=JENIS_EXCEL)
    jawaban["Content-Disposition"] = f'attachment; filename="kalibrasi-{satu.pk}.xlsx"'
    return jawaban
