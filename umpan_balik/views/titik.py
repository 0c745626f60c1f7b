"""Mengelola layanan dan titik: alamat survei, petugas berjaga, dan kode kunjungan."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from kepegawaian.permissions import Izin
from umpan_balik import tanda
from umpan_balik.forms.titik import AkhiriJagaForm, JagaForm, KodeForm, LayananForm, TitikForm
from umpan_balik.models import TitikLayanan
from umpan_balik.queries import titik as isi
from umpan_balik.services import warga
from umpan_balik.services.warga.cetak import alamat_survei, kode_tertulis
from umpan_balik.sidik import kunci_acak
from umpan_balik.views.bantu import laksanakan, wajib_punya


def _alamat_kios(titik: TitikLayanan) -> str:
    if not titik.kunci_kios:
        return ""
    return settings.BASE_URL + reverse("umpan_balik:survei_kios", args=[titik.token, titik.kunci_kios])


def titik_milik(request: HttpRequest, titik_id: int) -> TitikLayanan:
    milik = wajib_punya(request, Izin.KELOLA_TITIK)
    return get_object_or_404(isi.titik_terkelola(milik), pk=titik_id)


@login_required
def titik(request: HttpRequest) -> HttpResponse:
    """Daftar titik menurut layanan, dengan formulir layanan dan titik baru."""
    milik = wajib_punya(request, Izin.KELOLA_TITIK)
    hari_ini = timezone.localdate()
    aksi = request.POST.get("aksi")
    layanan = LayananForm(
        request.POST if aksi == "layanan" else None,
        unit=isi.unit_terkelola(milik, pada=hari_ini),
        prefix="layanan",
    )
    baru = TitikForm(
        request.POST if aksi == "titik" else None, layanan=isi.layanan_terkelola(milik), prefix="titik"
    )
    if request.method == "POST":
        jawaban = _simpan_layanan(request, layanan) if aksi == "layanan" else _simpan_titik(request, baru)
        if jawaban is not None:
            return jawaban
    semua = isi.dengan_jumlah(isi.titik_terkelola(milik), sejak=hari_ini - timedelta(days=30))
    laman = Paginator(semua, 25).get_page(request.GET.get("halaman"))
    return render(
        request, "umpan_balik/titik/daftar.html", {"laman": laman, "layanan": layanan, "baru": baru}
    )


def _simpan_layanan(request: HttpRequest, form: LayananForm) -> HttpResponse | None:
    if form.is_valid():
        hasil = laksanakan(
            form, lambda: warga.layanan_baru(oleh=request.user, sekarang=timezone.now(), **form.cleaned_data)
        )
        if hasil is not None:
            messages.success(request, f"Layanan “{hasil.nama}” ditambahkan. Sekarang tambahkan titiknya.")
            return redirect("umpan_balik:titik")
    return None


def _simpan_titik(request: HttpRequest, form: TitikForm) -> HttpResponse | None:
    if form.is_valid():
        hasil = laksanakan(
            form, lambda: warga.titik_baru(oleh=request.user, sekarang=timezone.now(), **form.cleaned_data)
        )
        if hasil is not None:
            messages.success(request, f"{hasil.nama} ditambahkan. Cetak posternya lalu tempel di loket.")
            return redirect("umpan_balik:titik_rinci", hasil.pk)
    return None


@login_required
def titik_rinci(request: HttpRequest, titik_id: int) -> HttpResponse:
    """Satu titik: alamat, QR, petugas berjaga, dan kode kunjungan."""
    satu = titik_milik(request, titik_id)
    aksi = request.POST.get("aksi")
    hari_ini = timezone.localdate()
    jaga = JagaForm(
        request.POST if aksi == "jaga" else None,
        instansi_id=satu.layanan.instansi_id,
        initial={"sejak": hari_ini},
        prefix="jaga",
    )
    kode = KodeForm(
        request.POST if aksi == "kode" else None,
        initial={"tanggal": hari_ini, "kunci": kunci_acak()},
        prefix="kode",
    )
    if request.method == "POST":
        jawaban = _simpan_jaga(request, satu, jaga) if aksi == "jaga" else _terbitkan(request, satu, kode)
        if jawaban is not None:
            return jawaban
    return render(
        request,
        "umpan_balik/titik/rinci.html",
        {
            "titik": satu,
            "alamat": alamat_survei(satu),
            "alamat_kios": _alamat_kios(satu),
            "kode_loket": kode_tertulis(satu),
            "jaga": jaga,
            "kode": kode,
            "petugas": isi.jaga_di(satu),
            "jumlah_kode": isi.ringkasan_kode(satu),
            "hari_ini": hari_ini,
        },
    )


def _simpan_jaga(request: HttpRequest, satu: TitikLayanan, form: JagaForm) -> HttpResponse | None:
    if form.is_valid():
        data = form.cleaned_data
        hasil = laksanakan(
            form,
            lambda: warga.jaga(
                titik=satu,
                pegawai=data["nip"],
                sejak=data["sejak"],
                sampai=data["sampai"],
                oleh=request.user,
                sekarang=timezone.now(),
            ),
        )
        if hasil is not None:
            messages.success(request, f"{hasil.pegawai.nama} tercatat berjaga di {satu.nama}.")
            return redirect("umpan_balik:titik_rinci", satu.pk)
    return None


def _terbitkan(request: HttpRequest, satu: TitikLayanan, form: KodeForm) -> HttpResponse | None:
    if form.is_valid():
        data = form.cleaned_data
        hasil = laksanakan(
            form,
            lambda: warga.terbitkan_kode(titik=satu, oleh=request.user, sekarang=timezone.now(), **data),
        )
        if hasil is not None:
            isi_tanda = f"{satu.pk}|{data['kunci'].hex}|{data['jumlah']}|{data['tanggal'].isoformat()}"
            return redirect("umpan_balik:titik_kode", satu.pk, tanda.buat("kode", isi_tanda))
    return None


@login_required
@require_POST
def titik_atur(request: HttpRequest, titik_id: int) -> HttpResponse:
    """Buka atau hentikan titik."""
    satu = titik_milik(request, titik_id)
    aktif = request.POST.get("aktif") == "1"
    warga.atur_titik(titik=satu, aktif=aktif, oleh=request.user, sekarang=timezone.now())
    messages.success(
        request, f"{satu.nama} {'menerima survei lagi' if aktif else 'berhenti menerima survei'}."
    )
    return redirect("umpan_balik:titik_rinci", satu.pk)


@login_required
@require_POST
def titik_kios(request: HttpRequest, titik_id: int) -> HttpResponse:
    """Pasang atau cabut alamat untuk tablet di loket."""
    satu = titik_milik(request, titik_id)
    pasang = request.POST.get("pasang") == "1"
    warga.pasang_kios(titik=satu, pasang=pasang, oleh=request.user, sekarang=timezone.now())
    messages.success(
        request,
        "Buka alamatnya di tablet loket, lalu biarkan terbuka."
        if pasang
        else "Alamat tablet dicabut. Tablet itu tidak dapat mengirim lagi.",
    )
    return redirect("umpan_balik:titik_rinci", satu.pk)


@login_required
@require_POST
def jaga_akhiri(request: HttpRequest, titik_id: int, jaga_id: int) -> HttpResponse:
    """Tetapkan hari terakhir berjaga."""
    satu = titik_milik(request, titik_id)
    baris = get_object_or_404(isi.jaga_di(satu), pk=jaga_id)
    form = AkhiriJagaForm(request.POST)
    hasil = None
    if form.is_valid():
        hasil = laksanakan(
            form,
            lambda: warga.akhiri_jaga(
                baris=baris, sampai=form.cleaned_data["sampai"], oleh=request.user, sekarang=timezone.now()
            ),
        )
    if hasil is None:
        for teks in (teks for galat in form.errors.values() for teks in galat):
            messages.error(request, teks)
    else:
        messages.success(request, f"Jaga {baris.pegawai.nama} berakhir {hasil.sampai:%d-%m-%Y}.")
    return redirect("umpan_balik:titik_rinci", satu.pk)
