"""Umpan balik bernama: memberi, mengubah, menarik, menanggapi, dan melaporkan."""

from collections.abc import Callable
from typing import TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indikator.views.pintu import saya
from inti.galat import GalatAturan, TidakBerhak
from inti.views import draf
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin
from umpan_balik.forms.langsung import CariForm, IsiForm, KirimForm, LaporForm, PutusForm
from umpan_balik.models import LaporanUmpanBalik, PermintaanUmpanBalik, UmpanBalik
from umpan_balik.queries import langsung as isi
from umpan_balik.services import langsung, langsung_lapor
from umpan_balik.views.bantu import laksanakan, wajib_punya

T = TypeVar("T")
BAGIAN = {
    "diminta": "Penilaian 360",
    "permintaan": "Permintaan",
    "diterima": "Diterima",
    "diberikan": "Diberikan",
    "tim": "Tentang tim saya",
}
PER_HALAMAN = 25


def ke_bagian(bagian: str) -> str:
    """Alamat satu bagian halaman umpan balik."""
    return f"{reverse('umpan_balik:daftar')}?bagian={bagian}"


def konteks_bagian(request: HttpRequest, bagian: str) -> dict[str, object]:
    """Isi bagian bernama di halaman umpan balik, berhalaman."""
    diri = saya(request)
    if bagian == "permintaan":
        keluar = Paginator(isi.permintaan_keluar(diri), PER_HALAMAN).get_page(request.GET.get("halaman"))
        masuk = Paginator(isi.permintaan_masuk(diri), PER_HALAMAN).get_page(request.GET.get("masuk"))
        return {"masuk": masuk, "laman": keluar}
    pilihan: dict[str, Callable[[], QuerySet[UmpanBalik]]] = {
        "diterima": lambda: isi.diterima(diri),
        "diberikan": lambda: isi.diberikan(diri),
        "tim": lambda: isi.tentang_tim(diri, pada=timezone.localdate()),
    }
    laman = Paginator(pilihan[bagian](), PER_HALAMAN).get_page(request.GET.get("halaman"))
    return {"laman": laman}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def kirim(request: HttpRequest) -> HttpResponse:
    """Cari orang di instansi sendiri, lalu beri pujian atau saran; `?minta=` menjawab permintaan."""
    diri, pada = saya(request), timezone.localdate()
    permintaan = _permintaan(request)
    penerima = _penerima(request, permintaan)
    if penerima is None:
        return _cari(request)
    pokok = isi.pokok_untuk(pemberi=diri, penerima=penerima, pada=pada)
    if permintaan is not None:
        diminta = isi.pokok_dari(permintaan)
        pokok = [diminta, *(p for p in pokok if p.kunci != diminta.kunci)]
    elif not _dikenal(request, pokok):
        return _cari(request)
    awal = pokok[0].kunci if permintaan is not None else request.GET.get("tentang")
    form = KirimForm(
        request.POST or None,
        initial={"penerima": penerima.pk, "pokok": awal},
        penerima=isi.rekan_satu_instansi(diri),
        pokok=pokok,
        orang=penerima,
        atasan=isi.atasan_kini(penerima.pk, pada=pada),
        pemberi=diri,
    )
    if request.method == "POST" and form.is_valid() and _terkirim(request, form, permintaan):
        return redirect(ke_bagian("diberikan"))
    konteks = {"form": form, "penerima": penerima, "permintaan": permintaan}
    return render(request, "umpan_balik/langsung_kirim.html", konteks)


def _terkirim(request: HttpRequest, form: KirimForm, permintaan: PermintaanUmpanBalik | None) -> bool:
    hasil = laksanakan(
        form,
        lambda: langsung.kirim(
            penerima=form.cleaned_data["penerima"],
            pokok=form.cleaned_data["pokok"],
            permintaan_id=permintaan.pk if permintaan else None,
            oleh=saya(request),
            sekarang=timezone.now(),
            **form.isi(),
        ),
    )
    if hasil is None:
        return False
    draf.selesai(request)
    kata = f"{hasil.get_jenis_display()} untuk {hasil.penerima.nama} terkirim."
    messages.success(request, f"{kata} Dapat Anda ubah atau tarik selama 24 jam.")
    return True


def _dikenal(request: HttpRequest, pokok: list[isi.Pokok]) -> bool:
    """Alamat yang hanya menyebut pokok tidak membuka nama pemiliknya bagi yang tidak tersambung dengannya."""
    if request.method == "POST" or request.GET.get("untuk"):
        return True
    return request.GET.get("tentang") in {p.kunci for p in pokok}


def _permintaan(request: HttpRequest) -> PermintaanUmpanBalik | None:
    nomor = request.GET.get("minta", "")
    if not nomor.isdecimal() or len(nomor) > 18:
        return None
    return isi.permintaan_masuk(saya(request)).filter(pk=int(nomor)).first()


def _penerima(request: HttpRequest, permintaan: PermintaanUmpanBalik | None) -> Pegawai | None:
    """Dari permintaan, kiriman, alamat `?untuk=`, atau pemilik RHK dan laporan di `?tentang=`."""
    if permintaan is not None:
        return permintaan.dikirim_oleh
    nomor = request.POST.get("penerima") or request.GET.get("untuk") or ""
    if not nomor:
        pemilik = isi.pemilik_pokok(saya(request), kunci=request.GET.get("tentang", ""))
        nomor = str(pemilik or "")
    if not nomor.isdecimal() or len(nomor) > 18:
        return None
    return isi.rekan_satu_instansi(saya(request)).filter(pk=int(nomor)).first()


def _cari(request: HttpRequest) -> HttpResponse:
    kata = request.GET.get("cari", "")
    if request.method == "POST":
        messages.info(request, "Penerimanya tidak ditemukan di instansi Anda. Cari lagi namanya.")
    return render(
        request,
        "umpan_balik/langsung_cari.html",
        {
            "cari": CariForm(request.GET or None),
            "kata": kata,
            "ditemukan": isi.cari_rekan(saya(request), kata=kata, pada=timezone.localdate()),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ubah(request: HttpRequest, umpan_balik_id: int) -> HttpResponse:
    """Penulis mengubah atau menarik selama 24 jam; sesudahnya dijelaskan."""
    baris = get_object_or_404(isi.diberikan(saya(request)), pk=umpan_balik_id)
    if not langsung.boleh_diubah(baris, sekarang=timezone.now()):
        messages.info(
            request, "Umpan balik ini tidak dapat diubah lagi. Tulis yang baru untuk meluruskannya."
        )
        return redirect(ke_bagian("diberikan"))
    pembaca = "atasan" if baris.terbaca_atasan else "penerima"
    form = IsiForm(
        request.POST or None,
        initial={"jenis": baris.jenis, "teks": baris.teks, "pembaca": pembaca},
        orang=baris.penerima,
        atasan=isi.atasan_kini(baris.penerima_id, pada=timezone.localdate()),
        pemberi=saya(request),
    )
    if request.method == "POST" and form.is_valid():
        hasil = laksanakan(
            form,
            lambda: langsung.ubah(
                umpan_balik_id=baris.pk, oleh=saya(request), sekarang=timezone.now(), **form.isi()
            ),
        )
        if hasil is not None:
            draf.selesai(request)
            messages.success(request, "Perubahan tersimpan. Penerima melihat bahwa isinya diubah.")
            return redirect(ke_bagian("diberikan"))
    konteks = {"form": form, "satu": baris, "batas": baris.batas_ubah}
    return render(request, "umpan_balik/langsung_ubah.html", konteks | {"sekarang": timezone.now()})


@login_required
@require_POST
def tarik(request: HttpRequest, umpan_balik_id: int) -> HttpResponse:
    """Tarik tulisan sendiri; teksnya dihapus."""
    get_object_or_404(isi.diberikan(saya(request)), pk=umpan_balik_id)
    hasil = jalankan(
        request,
        lambda: langsung.tarik(umpan_balik_id=umpan_balik_id, oleh=saya(request), sekarang=timezone.now()),
    )
    if hasil is not None:
        messages.success(request, "Umpan balik ditarik. Teksnya sudah dihapus.")
    return redirect(ke_bagian("diberikan"))


@login_required
@require_POST
def tanggapi(request: HttpRequest, umpan_balik_id: int) -> HttpResponse:
    """Terima kasih atau tanda berguna dari penerima."""
    get_object_or_404(isi.diterima(saya(request)), pk=umpan_balik_id)
    tanggapan = request.POST.get("tanggapan", "")
    hasil = jalankan(
        request,
        lambda: langsung.tanggapi(
            umpan_balik_id=umpan_balik_id,
            tanggapan=tanggapan,
            oleh=saya(request),
            sekarang=timezone.now(),
        ),
    )
    if hasil is not None and tanggapan == "terima_kasih":
        messages.success(request, f"Terima kasih Anda sampai kepada {hasil.ditulis_oleh.nama}.")
    elif hasil is not None:
        kata = "ditandai" if hasil.berguna else "tidak lagi ditandai"
        messages.success(request, f"Umpan balik dari {hasil.ditulis_oleh.nama} {kata} berguna.")
    return redirect(ke_bagian("diterima"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def lapor(request: HttpRequest, umpan_balik_id: int) -> HttpResponse:
    """Penerima menyerahkan satu umpan balik kepada admin BKD."""
    baris = get_object_or_404(isi.diterima(saya(request)), pk=umpan_balik_id)
    if request.method != "POST" and getattr(baris, "laporan", None) is not None:
        messages.info(request, "Umpan balik ini sudah Anda laporkan. Anda diberi tahu begitu diputus.")
        return redirect(ke_bagian("diterima"))
    form = LaporForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hasil = laksanakan(
            form,
            lambda: langsung_lapor.lapor(
                umpan_balik_id=baris.pk,
                alasan=form.cleaned_data["alasan"],
                oleh=saya(request),
                sekarang=timezone.now(),
            ),
        )
        if hasil is not None:
            draf.selesai(request)
            messages.success(request, "Laporan sampai kepada admin BKD. Anda diberi tahu begitu diputus.")
            return redirect(ke_bagian("diterima"))
    return render(request, "umpan_balik/langsung_lapor.html", {"form": form, "satu": baris})


@login_required
@require_safe
def laporan(request: HttpRequest) -> HttpResponse:
    """Admin BKD: umpan balik yang dilaporkan, yang menunggu di atas."""
    _wajib_admin(request)
    laman = Paginator(isi.laporan_masuk(saya(request)), PER_HALAMAN).get_page(request.GET.get("halaman"))
    return render(request, "umpan_balik/langsung_laporan.html", {"laman": laman})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def laporan_putus(request: HttpRequest, laporan_id: int) -> HttpResponse:
    """Satu laporan dengan isinya; POST memutus."""
    _wajib_admin(request)
    satu: LaporanUmpanBalik = get_object_or_404(isi.laporan_masuk(saya(request)), pk=laporan_id)
    form = PutusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hasil = laksanakan(
            form,
            lambda: langsung_lapor.putus(
                laporan_id=satu.pk, oleh=saya(request), sekarang=timezone.now(), **form.cleaned_data
            ),
        )
        if hasil is not None:
            messages.success(request, "Laporan diputus. Kedua pihak yang perlu tahu sudah dikabari.")
            return redirect("umpan_balik:langsung_laporan")
    return render(request, "umpan_balik/langsung_putus.html", {"form": form, "satu": satu})


def jalankan(request: HttpRequest, kerja: Callable[[], T]) -> T | None:
    """Layanan tanpa formulir: penolakan menjadi pesan, tidak berwenang menjadi 403."""
    try:
        return kerja()
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return None


def _wajib_admin(request: HttpRequest) -> None:
    """403 bila bukan admin BKD seluruh instansi: isi yang dilaporkan tidak untuk admin dinas."""
    if wajib_punya(request, Izin.KELOLA_PEGAWAI).unit(Izin.KELOLA_PEGAWAI) is not None:
        raise PermissionDenied
