"""Menyiapkan satu tahun beserta bagiannya: isian, jadwalnya, lalu simpan sebagai draf."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from indikator.forms.setahun import SetahunForm
from indikator.queries.periode import penyiapan_lalu
from indikator.services import periode as layanan
from indikator.views.pintu import akses_saya, galat_ke_formulir, hari_ini, saya, wajib_seluruh
from kepegawaian.permissions import Izin


@login_required
def setahun(request: HttpRequest) -> HttpResponse:
    """Terisi penyiapan tahun lalu; `aksi=lihat` menunjukkan jadwalnya dahulu, `aksi=simpan` membuatnya."""
    wajib_seluruh(akses_saya(request), Izin.KELOLA_PERIODE)
    instansi = saya(request).instansi
    lalu = penyiapan_lalu(instansi, hari_ini=hari_ini())
    form = SetahunForm(request.POST or None, instansi=instansi, lalu=lalu)
    rencana = None
    if request.method == "POST" and form.is_valid():
        isi = form.isi()
        if request.POST.get("aksi") == "simpan":
            with galat_ke_formulir(form):
                tahun, baru = layanan.siapkan_tahun(
                    instansi=instansi, **isi, oleh=saya(request), sekarang=timezone.now()
                )
                messages.success(
                    request,
                    f"{tahun.nama}: {baru} bagian disiapkan sebagai draf. Periksa, lalu buka satu per satu."
                    if baru
                    else f"{tahun.nama}: semua bagiannya sudah ada, tidak ada yang ditambah.",
                )
                return redirect("indikator:periode_rinci", tahun.pk)
        rencana = layanan.rencana_setahun(
            instansi=instansi, **{k: isi[k] for k in ("tahun", "pembagian", "pola", "tenggat_skp")}
        )
    return render(request, "indikator/periode_setahun.html", {"form": form, "lalu": lalu, "rencana": rencana})
