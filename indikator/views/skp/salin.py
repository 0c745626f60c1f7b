"""Memilih isi SKP tahun sebelumnya untuk disalin."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from indikator.forms.skp import VersiForm
from indikator.models import SKP
from indikator.queries.skp.salinan import lembar_sumber, sudah_ada, sumber_salinan
from indikator.services import skp as layanan
from indikator.views.bantu import menyusun, terapkan_galat
from inti.galat import GalatAturan


@menyusun
def salin(request: HttpRequest, skp: SKP) -> HttpResponse:
    """Daftar RHK dan indikator tahun sebelumnya dengan kotak centang."""
    sumber = sumber_salinan(skp)
    if sumber is None or skp.adendum:
        messages.info(
            request, "Tidak ada SKP tahun sebelumnya yang disetujui. Tulis RHK, atau pilih dari katalog."
        )
        return redirect("indikator:skp_rinci", skp.pk)
    dipilih = {int(n) for n in request.POST.getlist("pilih") if n.isdecimal()}
    form = VersiForm(request.POST or None, initial={"versi": skp.versi})
    if request.method == "POST" and form.is_valid():
        try:
            banyak = layanan.salin_dari_lalu(
                skp=skp,
                indikator_ids=dipilih,
                versi=form.cleaned_data["versi"],
                oleh=request.user,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            terapkan_galat(form, galat, versi=SKP.semua.get(pk=skp.pk).versi)
        else:
            kata = f"{banyak} indikator disalin. Buka tiap indikator untuk memastikan targetnya."
            messages.success(request, kata if banyak else "Pilihan Anda sudah ada di SKP ini.")
            return redirect("indikator:skp_rinci", skp.pk)
    konteks = {"skp": skp, "sumber": sumber, "form": form, "rhk": _pilihan(skp, sumber, dipilih)}
    return render(request, "indikator/skp_salin.html", konteks)


def _pilihan(skp: SKP, sumber: SKP, dipilih: set[int]) -> list[dict[str, Any]]:
    """RHK lama dengan indikatornya; yang sudah ada di SKP ini tidak dapat dicentang."""
    ada = sudah_ada(skp)
    return [
        {
            "baris": r,
            "indikator": [
                {
                    "butir": b,
                    "ada": (r.rhk.teks, b.indikator.nama) in ada,
                    "dipilih": b.indikator.pk in dipilih,
                }
                for b in r.indikator
            ],
        }
        for r in lembar_sumber(sumber).rhk
    ]
