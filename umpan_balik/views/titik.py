"""Mengelola layanan dan titik: alamat survei, kode QR, poster, petugas berjaga, dan kode kunjungan."""

import csv
from datetime import date, timedelta
from uuid import UUID, uuid4

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin
from umpan_balik import tanda
from umpan_balik.forms.titik import AkhiriJagaForm, JagaForm, KodeForm, LayananForm, TitikForm
from umpan_balik.models import TitikLayanan
from umpan_balik.queries import titik as isi
from umpan_balik.services import warga
from umpan_balik.sidik import daftar_kode
from umpan_balik.views.bantu import laksanakan, wajib_punya


def _alamat_survei(titik: TitikLayanan, kode: str = "") -> str:
    jalur = (
        reverse("umpan_balik:survei_berkode", args=[titik.token, kode])
        if kode
        else reverse("umpan_balik:survei", args=[titik.token])
    )
    return f"{settings.BASE_URL}{jalur}"


def _alamat_kios(titik: TitikLayanan) -> str:
    if not titik.kunci_kios:
        return ""
    return settings.BASE_URL + reverse("umpan_balik:survei_kios", args=[titik.token, titik.kunci_kios])


def _titik(request: HttpRequest, titik_id: int) -> TitikLayanan:
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
    satu = _titik(request, titik_id)
    aksi = request.POST.get("aksi")
    hari_ini = timezone.localdate()
    rekan = Pegawai.objects.filter(instansi=satu.layanan.instansi)
    jaga = JagaForm(
        request.POST if aksi == "jaga" else None, pegawai=rekan, initial={"sejak": hari_ini}, prefix="jaga"
    )
    kode = KodeForm(
        request.POST if aksi == "kode" else None,
        initial={"tanggal": hari_ini, "kunci": uuid4()},
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
            "alamat": _alamat_survei(satu),
            "alamat_kios": _alamat_kios(satu),
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
    satu = _titik(request, titik_id)
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
    satu = _titik(request, titik_id)
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
    satu = _titik(request, titik_id)
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


@login_required
@require_safe
def titik_qr(request: HttpRequest, titik_id: int) -> HttpResponse:
    """Kode QR alamat survei sebagai SVG."""
    satu = _titik(request, titik_id)
    qr = segno.make(_alamat_survei(satu), error="m")
    svg = qr.svg_inline(scale=8, border=2, dark="#000", light="#fff", title=f"Kode QR {satu.nama}")
    svg = svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return HttpResponse(svg, content_type="image/svg+xml")


@login_required
@require_safe
def titik_poster(request: HttpRequest, titik_id: int) -> HttpResponse:
    """Poster A5 untuk dicetak dan ditempel di loket."""
    satu = _titik(request, titik_id)
    return render(request, "umpan_balik/titik/poster.html", {"titik": satu, "alamat": _alamat_survei(satu)})


def _kode_dari_tanda(
    request: HttpRequest, titik_id: int, tanda_kode: str
) -> tuple[TitikLayanan, date, list[str]]:
    """Kode dari satu penerbitan, dihitung ulang selama tandanya segar; tidak ada yang disimpan terbaca."""
    satu = _titik(request, titik_id)
    terbaca = tanda.baca("kode", tanda_kode, umur=tanda.UMUR_KODE)
    titik_tanda, kunci, jumlah, tanggal = (
        terbaca.isi.split("|") if terbaca and terbaca.segar else ("", "", "", "")
    )
    if titik_tanda != str(satu.pk):
        raise Http404
    return satu, date.fromisoformat(tanggal), daftar_kode(UUID(kunci), int(jumlah))


@login_required
@require_safe
def titik_kode(request: HttpRequest, titik_id: int, tanda_kode: str) -> HttpResponse:
    """Lembar kode kunjungan untuk dicetak; terbuka setengah jam sesudah terbit."""
    satu, hari, kode = _kode_dari_tanda(request, titik_id, tanda_kode)
    return render(
        request,
        "umpan_balik/titik/kode.html",
        {"titik": satu, "hari": hari, "kode": kode, "tanda": tanda_kode},
    )


@login_required
@require_safe
def titik_kode_csv(request: HttpRequest, titik_id: int, tanda_kode: str) -> HttpResponse:
    """Kode yang sama sebagai CSV, dengan alamat langsungnya."""
    satu, hari, kode = _kode_dari_tanda(request, titik_id, tanda_kode)
    jawaban = HttpResponse(content_type="text/csv; charset=utf-8")
    jawaban.headers["Content-Disposition"] = f'attachment; filename="kode-titik-{satu.pk}-{hari}.csv"'
    jawaban.write("\ufeff")
    penulis = csv.writer(jawaban)
    penulis.writerow(["kode", "hari_layanan", "alamat"])
    penulis.writerows([satu_kode, hari.isoformat(), _alamat_survei(satu, satu_kode)] for satu_kode in kode)
    return jawaban
