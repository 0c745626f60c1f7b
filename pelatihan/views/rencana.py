"""Rencana pengembangan kompetensi: tabel tiap perangkat daerah, usulan yang direncanakan, anggaran, dan Excel."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from indikator.views.pintu import galat_ke_formulir, hari_ini, saya
from inti.services.tulis_lembar import tulis_xlsx
from kepegawaian.models import UnitKerja
from pelatihan.forms.usulan import AnggaranForm, PutusForm, SaringRencanaForm
from pelatihan.queries import rencana as kueri
from pelatihan.queries.rencana_lembar import lembar_rencana
from pelatihan.queries.riwayat_jp import jp_tahun_ini
from pelatihan.rules.rupiah import rupiah
from pelatihan.services import usulan as layanan
from pelatihan.views.bantu import PER_HALAMAN, dipilih, kabarkan, wajib_pengelola


@login_required
@require_http_methods(["GET", "POST"])
def rencana(request: HttpRequest) -> HttpResponse:
    """Tabel AKPK setahun dan usulan yang menunggu; POST merencanakan atau menolak yang dicentang."""
    wajib_pengelola(request)
    form = PutusForm(request.POST or None, dengan_anggaran=True)
    if request.method == "POST" and form.is_valid() and _putus(request, form):
        return redirect(f"{reverse('pelatihan:rencana')}?{request.GET.urlencode()}")
    return _halaman(request, form=form)


def _putus(request: HttpRequest, form: PutusForm) -> bool:
    ids, oleh, sekarang = dipilih(request), saya(request), timezone.now()
    with galat_ke_formulir(form):
        if not ids:
            form.add_error(None, "Centang sedikitnya satu usulan, lalu pilih tindakannya.")
            return False
        if request.POST.get("aksi") == "tolak":
            hasil = layanan.tolak_rencana(
                usulan_ids=ids, alasan=form.cleaned_data["alasan"], oleh=oleh, sekarang=sekarang
            )
            kabarkan(request, hasil, "tidak direncanakan; alasannya sudah disampaikan")
        else:
            hasil = layanan.rencanakan(
                usulan_ids=ids, lampaui=form.cleaned_data["lampaui"], oleh=oleh, sekarang=sekarang
            )
            kabarkan(request, hasil, "masuk rencana")
        return True
    return False


@login_required
@require_POST
def anggaran(request: HttpRequest) -> HttpResponse:
    """Tetapkan pagu satu perangkat daerah pada tahun yang sedang dibuka."""
    wajib_pengelola(request)
    dinas = kueri.dinas_pilihan(saya(request).instansi_id)
    saring = SaringRencanaForm(request.GET, tahun=hari_ini().year, dinas=dinas)
    form = AnggaranForm(request.POST, dinas=dinas)
    if form.is_valid():
        unit = UnitKerja.objects.get(pk=form.cleaned_data["dinas"])
        with galat_ke_formulir(form):
            baris = layanan.atur_anggaran(
                dinas=unit,
                tahun=saring.tahun_dipilih,
                jumlah=int(form.cleaned_data["jumlah"]),
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(request, f"Anggaran {unit.nama} {baris.tahun}: {rupiah(baris.jumlah)}.")
            return redirect(f"{reverse('pelatihan:rencana')}?{request.GET.urlencode()}")
    return _halaman(request, anggaran=form)


@login_required
@require_GET
def unduh(request: HttpRequest) -> FileResponse:
    """Tabel AKPK dan rincian usulannya sebagai Excel."""
    wajib_pengelola(request)
    saring = _saring(request)
    tahun = saring.tahun_dipilih
    baris = kueri.per_dinas(instansi_id=saya(request).instansi_id, tahun=tahun)
    usulan = kueri.daftar_rencana(
        saya(request), tahun=tahun, dinas_id=saring.cleaned_data.get("dinas"), status=""
    )
    buku = tulis_xlsx(lembar_rencana(baris, usulan), judul=f"Rencana pengembangan kompetensi {tahun}")
    return FileResponse(buku, as_attachment=True, filename=f"rencana-pelatihan-{tahun}.xlsx")


def _saring(request: HttpRequest) -> SaringRencanaForm:
    return SaringRencanaForm(
        request.GET, tahun=hari_ini().year, dinas=kueri.dinas_pilihan(saya(request).instansi_id)
    )


def _halaman(
    request: HttpRequest, *, form: PutusForm | None = None, anggaran: AnggaranForm | None = None
) -> HttpResponse:
    saring = _saring(request)
    tahun = saring.tahun_dipilih
    usulan = kueri.daftar_rencana(
        saya(request),
        tahun=tahun,
        dinas_id=saring.cleaned_data.get("dinas"),
        status=saring.status_dipilih,
    )
    laman = Paginator(usulan, PER_HALAMAN).get_page(request.GET.get("halaman"))
    per_dinas = kueri.per_dinas(instansi_id=saya(request).instansi_id, tahun=tahun)
    jp = jp_tahun_ini([u.pegawai_id for u in laman], tahun=tahun)
    konteks = {
        "saring": saring,
        "tahun": tahun,
        "per_dinas": per_dinas,
        "jumlah": kueri.jumlahkan(per_dinas),
        "laman": laman,
        "baris": [(u, jp[u.pegawai_id]) for u in laman],
        "form": form or PutusForm(dengan_anggaran=True),
        "anggaran": anggaran or AnggaranForm(dinas=kueri.dinas_pilihan(saya(request).instansi_id)),
        "dicentang": dipilih(request),
    }
    return render(request, "pelatihan/rencana.html", konteks)
