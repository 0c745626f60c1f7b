"""Laporan "Bukan atasan saya" bagi pengelola."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from inti.galat import GalatAturan
from kepegawaian.forms.laporan import CariOrangForm, PutusForm, SaringLaporanForm, TetapForm
from kepegawaian.models import LaporanAtasan
from kepegawaian.permissions import Izin
from kepegawaian.queries import laporan as baca
from kepegawaian.queries.pegawai import calon_penilai, seinstansi
from kepegawaian.services import laporan as layanan
from kepegawaian.views.pintu import tolak_tanpa_hak, wajib_izin


@login_required
def daftar(request: HttpRequest) -> HttpResponse:
    """Laporan di wilayah pengelola; yang paling dekat tenggatnya di atas."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    form = SaringLaporanForm(request.GET)
    status = form.cleaned_data["status"] if form.is_valid() else ""
    laporan = baca.laporan_untuk(milik)
    if not status:
        laporan = laporan.filter(baca.TERBUKA).order_by("tenggat", "pk")
    elif status == "semua":
        laporan = laporan.order_by("-pk")
    else:
        laporan = laporan.filter(status=status).order_by("-pk")
    laman = Paginator(laporan, 25).get_page(request.GET.get("halaman"))
    return render(
        request,
        "kepegawaian/laporan_atasan.html",
        {"form": form, "laman": laman, "sekarang": timezone.now(), "status": status},
    )


@login_required
def rinci(request: HttpRequest, pk: int) -> HttpResponse:
    """Satu laporan: sebelum dan sesudah, siapa yang tersentuh, dan dua putusan."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    laporan = get_object_or_404(baca.laporan_untuk(milik), pk=pk)
    hari_ini = timezone.localdate()
    cari = (request.POST.get("q") or request.GET.get("q") or "").strip()[:100]
    if not cari and laporan.usulan:
        cari = laporan.usulan.nip
    calon = calon_penilai(laporan.pegawai, cari=cari, pada=hari_ini)
    putusan = request.POST.get("putusan", "")
    awal = {"penilai": str(laporan.usulan_id or ""), "sejak": hari_ini}
    ubah = PutusForm(request.POST if putusan == "ubah" else None, calon=calon, initial=awal, prefix="ubah")
    tetap = TetapForm(request.POST if putusan == "tetap" else None, prefix="tetap")
    if putusan == "sudah" and _tutup_sudah(request, laporan):
        return redirect("kepegawaian:laporan_atasan")
    dikirim = {"ubah": ubah, "tetap": tetap}.get(putusan)
    if dikirim is not None and dikirim.is_valid() and _putuskan(request, laporan, dikirim):
        return redirect("kepegawaian:laporan_atasan")
    bawaan = calon[0].id if len(calon) == 1 else laporan.usulan_id
    # Yang digambar sebelum-sesudahnya: pilihan yang dikirim, satu-satunya hasil pencarian, atau usulan pegawai.
    terpilih = next((k.id for k in calon if str(k.id) == ubah["penilai"].value()), bawaan)
    calon_orang = seinstansi(request.user).filter(pk=terpilih).first()
    return render(
        request,
        "kepegawaian/laporan_atasan_rinci.html",
        {
            "laporan": laporan,
            "ubah": ubah,
            "tetap": tetap,
            "cari_form": CariOrangForm({"q": "" if laporan.usulan and cari == laporan.usulan.nip else cari}),
            "cari": cari,
            "tidak_ketemu": bool(cari) and not calon,
            "perubahan": baca.perubahan(laporan=laporan, calon=calon_orang, pada=hari_ini)
            if calon_orang
            else None,
            "sudah_berubah": baca.penilai_sudah_berubah(laporan, pada=hari_ini),
            "terbuka": laporan.status != LaporanAtasan.Status.DITUTUP,
            "milik_sendiri": laporan.pegawai_id == request.user.pk,
            "sekarang": timezone.now(),
        },
    )


@login_required
@require_POST
def proses(request: HttpRequest, pk: int) -> HttpResponse:
    """Tandai laporan sedang ditangani."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    laporan = get_object_or_404(baca.laporan_untuk(milik), pk=pk)
    with tolak_tanpa_hak():
        layanan.mulai(laporan=laporan, oleh=request.user, sekarang=timezone.now())
    messages.success(request, "Ditandai sedang diproses. Pelapor dapat melihatnya.")
    return redirect("kepegawaian:laporan_atasan_rinci", pk=pk)


def _tutup_sudah(request: HttpRequest, laporan: LaporanAtasan) -> bool:
    """Tutup laporan yang sebabnya sudah dibetulkan; penolakannya menjadi pesan."""
    try:
        with tolak_tanpa_hak():
            layanan.tutup_sudah_berubah(laporan=laporan, oleh=request.user, sekarang=timezone.now())
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return False
    messages.success(request, f"Laporan {laporan.pegawai.nama} ditutup. Ia diberi tahu.")
    return True


def _putuskan(request: HttpRequest, laporan: LaporanAtasan, form: PutusForm | TetapForm) -> bool:
    """Jalankan satu putusan; galat aturan kembali ke formulirnya."""
    isi = form.cleaned_data
    try:
        with tolak_tanpa_hak():
            if isinstance(form, PutusForm):
                layanan.ubah_penilai(
                    laporan=laporan,
                    penilai=seinstansi(request.user).get(pk=isi["penilai"]),
                    sejak=isi["sejak"],
                    alasan=isi["alasan"],
                    oleh=request.user,
                    sekarang=timezone.now(),
                )
                messages.success(
                    request, f"Penilai {laporan.pegawai.nama} diubah. Semua yang tersentuh diberi tahu."
                )
            else:
                layanan.tetapkan_tetap(
                    laporan=laporan, alasan=isi["alasan"], oleh=request.user, sekarang=timezone.now()
                )
                messages.success(request, f"Laporan {laporan.pegawai.nama} ditutup; penilainya tetap.")
    except GalatAturan as galat:
        form.add_error(galat.bidang if galat.bidang in form.fields else None, galat.pesan)
        return False
    return True
