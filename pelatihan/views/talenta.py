"""Peta talenta: sembilan kotak, daftar orangnya, letak satu orang, dan ukurannya. Tiap pembacaan tercatat."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from indikator.models import Periode
from indikator.queries.kemajuan import dinas_terbaca
from indikator.views.pintu import galat_ke_formulir, hari_ini, saya
from inti.services.tulis_lembar import JENIS_EXCEL
from kepegawaian.models import Pegawai
from pelatihan.forms.talenta import AturanTalentaForm, SaringTalentaForm
from pelatihan.permissions import membaca_talenta
from pelatihan.queries import talenta as kueri
from pelatihan.rules.talenta import KOLOM, Aturan
from pelatihan.services import talenta as layanan
from pelatihan.views import talenta_tampil as tampil
from pelatihan.views.bantu import PER_HALAMAN, mengelola, wajib_pengelola
from penilaian.models import Hasil
from penilaian.queries.unit import periode_tertutup

BELUM_DIBUKA = "Letak di peta talenta belum dibuka bagi pegawainya. Admin BKD yang menetapkannya."


@dataclass(frozen=True, slots=True)
class Dibaca:
    """Yang dipilih di alamat: periode, saringan, ukuran hari ini, dan semua orangnya sebelum kotaknya dipilih."""

    form: SaringTalentaForm
    periode: Periode
    aturan: Aturan
    semua: "QuerySet[Hasil]"

    @property
    def orang(self) -> "QuerySet[Hasil]":
        return kueri.di_letak(self.semua, self.form.saringan.letak, self.aturan)

    @property
    def tanya(self) -> dict[str, Any]:
        """Saringan di alamat, selain kotak dan halaman."""
        isi = {k: v for k, v in self.form.cleaned_data.items() if v and k != "letak"}
        return isi | {"periode": self.periode.pk}


@login_required
@require_GET
def halaman(request: HttpRequest) -> HttpResponse:
    """Peta dengan hitungan tiap kotak, tabelnya, dan daftar orang."""
    dibaca = _dibaca(request)
    if dibaca is None:
        return render(request, "pelatihan/talenta.html", {"periode": None, "mengelola": mengelola(request)})
    peta = kueri.peta(dibaca.semua, dibaca.aturan)
    laman = Paginator(dibaca.orang, PER_HALAMAN).get_page(request.GET.get("halaman"))
    _catat(request, dibaca, banyak=peta.semua)
    pilihan = dibaca.form.saringan.letak
    konteks = {
        "periode": dibaca.periode,
        "saring": dibaca.form,
        "petak": tampil.petak(peta),
        "gambar": tampil.gambar(
            peta, dipilih=int(pilihan) if pilihan.isdecimal() else None, tanya=dibaca.tanya
        ),
        "kolom": [k.value for k in KOLOM],
        "tabel": tampil.tabel(peta),
        "peta": peta,
        "arti": tampil.ukuran(dibaca.aturan),
        "aturan": dibaca.aturan,
        "laman": laman,
        "baris": [(h, kueri.letak(h.predikat, h.skor, dibaca.aturan)) for h in laman],
        "pilihan": pilihan,
        "tanya": dibaca.tanya,
        "mengelola": mengelola(request),
    }
    return render(request, "pelatihan/talenta.html", konteks)


@login_required
@require_GET
def unduh(request: HttpRequest) -> HttpResponse:
    """Peta dan orangnya sebagai Excel, dengan saringan yang sama."""
    dibaca = _dibaca(request)
    if dibaca is None:
        messages.info(request, "Belum ada periode yang ditutup, jadi belum ada peta yang dapat diunduh.")
        return redirect("pelatihan:talenta")
    peta = kueri.peta(dibaca.semua, dibaca.aturan)
    _catat(request, dibaca, banyak=peta.semua, unduh=True)
    isi = tampil.buku(
        saya(request).instansi,
        dibaca.periode,
        dibaca.aturan,
        peta,
        kueri.baris_orang(dibaca.orang, dibaca.aturan),
        saringan=_kata_saringan(dibaca.form),
        pada=hari_ini(),
    )
    jawaban = HttpResponse(isi, content_type=JENIS_EXCEL)
    jawaban["Content-Disposition"] = f'attachment; filename="peta-talenta-{dibaca.periode.pk}.xlsx"'
    return jawaban


@login_required
@require_GET
def orang(request: HttpRequest, pegawai_id: int) -> HttpResponse:
    """Letak satu orang dengan angka di baliknya; instansi lain 404."""
    pegawai = get_object_or_404(Pegawai, pk=pegawai_id, instansi_id=saya(request).instansi_id)
    wajib_pembaca(request)
    if pegawai.pk == saya(request).pk:
        return redirect("pelatihan:talenta_saya")
    periode = _form(request).periode_dipilih
    letak = _letak(periode, pegawai)
    layanan.catat_lihat(
        periode=letak.hasil.periode,
        saringan={},
        banyak=1,
        pegawai=pegawai,
        oleh=saya(request),
        sekarang=timezone.now(),
    )
    return render(request, "pelatihan/talenta_orang.html", _konteks_orang(letak, sendiri=False))


@login_required
@require_GET
def milik_saya(request: HttpRequest) -> HttpResponse:
    """Letak sendiri, hanya bila ukuran yang berlaku membukanya."""
    if not kueri.aturan_berlaku(saya(request).instansi_id, pada=hari_ini()).lihat_sendiri:
        raise PermissionDenied(BELUM_DIBUKA)
    semua = periode_tertutup(saya(request).instansi_id)
    letak = _letak(semua[0] if semua else None, saya(request))
    return render(request, "pelatihan/talenta_orang.html", _konteks_orang(letak, sendiri=True))


@login_required
@require_http_methods(["GET", "POST"])
def aturan(request: HttpRequest) -> HttpResponse:
    """Ukuran peta; POST menetapkan versi baru."""
    wajib_pengelola(request)
    instansi_id = saya(request).instansi_id
    kini = kueri.aturan_berlaku(instansi_id, pada=hari_ini())
    form = AturanTalentaForm(request.POST or None, kini=kini, initial={"sejak": hari_ini()})
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            baru = layanan.tetapkan_aturan(**form.cleaned_data, oleh=saya(request), sekarang=timezone.now())
            messages.success(request, f"Ukuran peta talenta versi {baru.versi} ditetapkan.")
            return redirect("pelatihan:talenta_aturan")
    konteks = {"form": form, "kini": kini, "versi": kueri.versi_aturan(instansi_id)[:20]}
    return render(request, "pelatihan/talenta_aturan.html", konteks)


def wajib_pembaca(request: HttpRequest) -> None:
    """403 bagi yang tidak membaca peta talenta."""
    if not membaca_talenta(saya(request), pada=hari_ini()):
        raise PermissionDenied(layanan.BUKAN_PEMBACA)


def _form(request: HttpRequest) -> SaringTalentaForm:
    instansi_id = saya(request).instansi_id
    return SaringTalentaForm(
        request.GET,
        periode=periode_tertutup(instansi_id),
        dinas=dinas_terbaca(instansi_id=instansi_id, unit=None),
    )


def _dibaca(request: HttpRequest) -> Dibaca | None:
    """Pilihan pembaca yang berhak; None bila belum ada periode yang ditutup."""
    wajib_pembaca(request)
    form = _form(request)
    periode = form.periode_dipilih
    if periode is None:
        return None
    berlaku = kueri.aturan_berlaku(saya(request).instansi_id, pada=hari_ini())
    semua = kueri.dipetakan(
        periode, pembaca=saya(request), aturan=berlaku, pada=hari_ini(), saring=form.saringan
    )
    return Dibaca(form, periode, berlaku, semua)


def _catat(request: HttpRequest, dibaca: Dibaca, *, banyak: int, unduh: bool = False) -> None:
    isi = {k: v for k, v in dibaca.form.cleaned_data.items() if k != "periode"}
    layanan.catat_lihat(
        periode=dibaca.periode,
        saringan=isi,
        banyak=banyak,
        unduh=unduh,
        oleh=saya(request),
        sekarang=timezone.now(),
    )


def _letak(periode: Periode | None, pegawai: Pegawai) -> kueri.LetakOrang:
    """404 bila belum ada periode tertutup atau orangnya tidak punya hasil di sana."""
    if periode is None:
        raise Http404("Belum ada periode yang ditutup.")
    berlaku = kueri.aturan_berlaku(pegawai.instansi_id, pada=hari_ini())
    letak = kueri.letak_orang(periode, pegawai, aturan=berlaku, pada=hari_ini())
    if letak is None:
        raise Http404("Orang ini tidak punya hasil pada periode itu.")
    return letak


def _konteks_orang(letak: kueri.LetakOrang, *, sendiri: bool) -> dict[str, Any]:
    return {
        "o": letak,
        "sendiri": sendiri,
        "gambar": tampil.gambar(dipilih=letak.letak.kotak),
        "kolom": [k.value for k in KOLOM],
        "potensi": tampil.berlaku_sampai(letak, hari_ini()),
        "arti": tampil.ukuran(letak.aturan),
        "kinerja": tampil.SEBUTAN_KINERJA,
        "lalu": [(h, tampil.SEBUTAN_KINERJA[k] if k else "") for h, k in letak.sebelumnya],
    }


def _kata_saringan(form: SaringTalentaForm) -> str:
    """Saringan dalam kata bagi lembar keterangan."""
    kata = []
    for bidang in form:
        nilai = form.cleaned_data.get(bidang.name)
        if nilai and bidang.name != "periode":
            pilihan = dict(getattr(bidang.field, "choices", ()))
            kata.append(f"{bidang.label}: {pilihan.get(nilai, nilai)}")
    return "; ".join(kata)
