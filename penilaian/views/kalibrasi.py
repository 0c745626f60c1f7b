"""Kalibrasi: rapat unit yang dipimpin, papan, memindahkan, menarik, dan perkara satu orang."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from indikator.queries.periode import periode_dibaca
from indikator.views.pintu import akses_saya, galat_ke_formulir, saya
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from kepegawaian.models import UnitKerja
from kepegawaian.permissions import Izin
from kepegawaian.views.pintu import wajib_izin
from penilaian.forms.kalibrasi import PindahForm, SaringPapanForm
from penilaian.models import Evaluasi, Kalibrasi
from penilaian.permissions import HakKalibrasi
from penilaian.queries import kalibrasi as kueri
from penilaian.queries.bahan import hari_penilaian
from penilaian.queries.tim import periode_dinilai
from penilaian.queries.unit import POLA, URUTAN_PREDIKAT
from penilaian.rules.kalibrasi import BARIS, KOLOM, N_KECIL, SEBUTAN, Kotak, per_predikat, per_rating
from penilaian.services import kalibrasi as layanan

BUKAN_HAK = "Papan kalibrasi dibuka pimpinan unitnya dan pembaca hasil unit itu."
BUKAN_ORANGNYA = "Perkara ini dibaca penilainya, pimpinan rapat, dan pembaca hasil unit."
PER_HALAMAN = 50
TAMPIL_SEKOTAK = 8


@login_required
@require_GET
def rapat(request: HttpRequest) -> HttpResponse:
    """Unit yang dipimpin: buka rapat, atau lanjutkan yang terbuka."""
    sekarang = timezone.now()
    periode = periode_dinilai(instansi=saya(request).instansi, sekarang=sekarang)
    pada = hari_penilaian(periode, sekarang) if periode else saya(request).instansi.hari_pada(sekarang)
    unit = kueri.unit_dipimpin(saya(request), pada=pada)
    semua = list(kueri.rapat_unit(unit)[:PER_HALAMAN])
    terbuka = {k.unit_id for k in semua if k.terbuka and periode is not None and k.periode_id == periode.pk}
    return render(
        request,
        "penilaian/kalibrasi_rapat.html",
        {
            "periode": periode,
            "unit": [u for u in unit if u.pk not in terbuka],
            "rapat": semua,
            "boleh_semua": akses_saya(request).boleh(Izin.BACA_HASIL_UNIT),
        },
    )


@login_required
@require_GET
def daftar(request: HttpRequest) -> HttpResponse:
    """Semua rapat dalam cakupan pembaca hasil unit."""
    wajib_izin(request, Izin.BACA_HASIL_UNIT)
    laman = Paginator(kueri.rapat_terbaca(akses_saya(request)), PER_HALAMAN)
    konteks = {"laman": laman.get_page(request.GET.get("halaman"))}
    return render(request, "penilaian/kalibrasi_daftar.html", konteks)


@login_required
@require_POST
def buka(request: HttpRequest, periode_id: int, unit_id: int) -> HttpResponse:
    """Buka rapat; ditekan dua kali membuka papan yang sama."""
    periode = get_object_or_404(periode_dibaca(saya(request), kelola=False), pk=periode_id)
    unit = get_object_or_404(UnitKerja, pk=unit_id, instansi_id=saya(request).instansi_id)
    try:
        satu = layanan.buka(
            periode_id=periode.pk, unit_id=unit.pk, oleh=saya(request), sekarang=timezone.now()
        )
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return redirect("penilaian:kalibrasi")
    return redirect("penilaian:kalibrasi_papan", satu.pk)


@login_required
@require_GET
def papan(request: HttpRequest, kalibrasi_id: int) -> HttpResponse:
    """Papan 3 × 3, sebaran, dan orang yang dipilih."""
    satu, hak = rapat_terbaca(request, kalibrasi_id)
    return _halaman(request, satu, hak, _id(request.GET.get("orang")))


@login_required
@require_POST
def pindah(request: HttpRequest, kalibrasi_id: int, pegawai_id: int) -> HttpResponse:
    """Pindahkan satu orang; yang ditolak ditampilkan lagi dengan alasan yang sudah diketik."""
    satu, hak = rapat_terbaca(request, kalibrasi_id)
    if hak is not HakKalibrasi.PIMPINAN:
        raise PermissionDenied(BUKAN_HAK)
    orang = isi_papan(satu).cari(pegawai_id)
    if orang is None:
        raise Http404("Orang ini tidak ada di papan rapat ini.")
    form = PindahForm(request.POST, orang=orang)
    if form.is_valid():
        with galat_ke_formulir(form):
            _pindahkan(request, satu, form, pegawai_id)
            messages.success(request, f"Rating {orang.nama} dipindahkan. Penilainya diberi tahu.")
            return redirect(f"{reverse('penilaian:kalibrasi_papan', args=[satu.pk])}?orang={pegawai_id}")
    return _halaman(request, satu, hak, pegawai_id, form=form)


def _pindahkan(request: HttpRequest, satu: Kalibrasi, form: PindahForm, pegawai_id: int) -> None:
    """Bila keadaannya sudah lain, formulir membawa keadaan terbaru yang ditampilkan bersama penolakannya."""
    try:
        layanan.pindahkan(
            kalibrasi_id=satu.pk,
            pegawai_id=pegawai_id,
            **form.cleaned_data,
            oleh=saya(request),
            sekarang=timezone.now(),
        )
    except SudahBerubah:
        kini = isi_papan(satu).cari(pegawai_id)
        form.data = form.data.copy()
        form.data["dilihat"] = kini.dilihat if kini else ""
        raise


@login_required
@require_POST
def tarik(request: HttpRequest, kalibrasi_id: int, pindah_id: int) -> HttpResponse:
    """Tarik satu pemindahan."""
    satu, hak = rapat_terbaca(request, kalibrasi_id)
    if hak is not HakKalibrasi.PIMPINAN:
        raise PermissionDenied(BUKAN_HAK)
    baris = satu.pindah.filter(pk=pindah_id).select_related("pegawai").first()
    if baris is None:
        raise Http404("Pemindahan ini tidak ada di rapat ini.")
    try:
        layanan.tarik(kalibrasi_id=satu.pk, pindah_id=baris.pk, oleh=saya(request), sekarang=timezone.now())
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
    else:
        messages.success(request, f"Pemindahan {baris.pegawai.nama} ditarik. Penilainya diberi tahu.")
    return redirect(f"{reverse('penilaian:kalibrasi_papan', args=[satu.pk])}?orang={baris.pegawai_id}")


@login_required
@require_GET
def orang(request: HttpRequest, kalibrasi_id: int, pegawai_id: int) -> HttpResponse:
    """Perkara satu orang: bagi penilainya, yang tidak melihat papan."""
    satu = kueri.kalibrasi_seinstansi(saya(request), kalibrasi_id)
    milik = isi_papan(satu).cari(pegawai_id) if satu else None
    if satu is None or milik is None:
        raise Http404("Perkara kalibrasi tidak ditemukan.")
    hak = kueri.hak(saya(request), satu, sekarang=timezone.now())
    if pegawai_id == saya(request).pk or (hak is None and milik.penilai_id != saya(request).pk):
        raise PermissionDenied(BUKAN_ORANGNYA)
    konteks = {
        "kalibrasi": satu,
        "orang": milik,
        "hak": hak,
        "riwayat": kueri.riwayat_orang(satu.periode, pegawai_id),
    }
    return render(request, "penilaian/kalibrasi_orang.html", konteks)


def rapat_terbaca(request: HttpRequest, kalibrasi_id: int) -> tuple[Kalibrasi, HakKalibrasi]:
    """404 bila tidak ada baginya, 403 bila ada tetapi bukan haknya."""
    satu = kueri.kalibrasi_seinstansi(saya(request), kalibrasi_id)
    if satu is None:
        raise Http404("Rapat kalibrasi tidak ditemukan.")
    hak = kueri.hak(saya(request), satu, sekarang=timezone.now())
    if hak is None:
        raise PermissionDenied(BUKAN_HAK)
    return satu, hak


def isi_papan(satu: Kalibrasi) -> kueri.Papan:
    """Papan rapat ini pada hari penilaian."""
    pada = hari_penilaian(satu.periode, timezone.now())
    return kueri.papan(periode=satu.periode, unit_id=satu.unit_id, pada=pada)


def boleh_ubah(satu: Kalibrasi, hak: HakKalibrasi) -> bool:
    """Pimpinan rapat yang terbuka, selama periodenya menerima tulisan."""
    return hak is HakKalibrasi.PIMPINAN and satu.terbuka and satu.periode.penutupan_dimulai is None


def _id(teks: str | None) -> int | None:
    return int(teks) if teks and teks.isdecimal() and len(teks) < 18 else None


def _halaman(
    request: HttpRequest,
    satu: Kalibrasi,
    hak: HakKalibrasi,
    pegawai_id: int | None,
    *,
    form: PindahForm | None = None,
) -> HttpResponse:
    isi = isi_papan(satu).tanpa(saya(request).pk)
    pilihan = isi.cari(pegawai_id) if pegawai_id else None
    ubah = boleh_ubah(satu, hak)
    saring = SaringPapanForm(request.GET, papan=isi)
    if ubah and form is None and pilihan is not None and pilihan.semula is not None:
        form = PindahForm(orang=pilihan, ke=request.GET.get("ke", ""))
    konteks = {
        "kalibrasi": satu,
        "pimpinan": hak is HakKalibrasi.PIMPINAN,
        "ubah": ubah,
        "isi": isi,
        "baris": _baris(isi, pilihan),
        "kolom": [f"Perilaku {SEBUTAN[k]}" for k in KOLOM],
        "pilihan": pilihan,
        "evaluasi": Evaluasi.objects.filter(pk=pilihan.evaluasi_id).first() if pilihan else None,
        "riwayat": kueri.riwayat_orang(satu.periode, pilihan.id) if pilihan else [],
        "form": form if ubah else None,
        "saring": saring,
        "laman": Paginator(saring.saring(), PER_HALAMAN).get_page(request.GET.get("halaman")),
        **_sebaran(isi),
    }
    return render(request, "penilaian/kalibrasi_papan.html", konteks)


def _baris(isi: kueri.Papan, pilihan: kueri.OrangPapan | None) -> list[dict[str, Any]]:
    """Tiga baris papan; tiap kotak menampilkan paling banyak delapan nama, yang dipilih selalu tampak."""
    return [
        {
            "judul": f"Hasil {SEBUTAN[hasil]}",
            "sel": [_sel(Kotak(hasil, perilaku), isi, pilihan) for perilaku in KOLOM],
        }
        for hasil in BARIS
    ]


def _sel(kotak: Kotak, isi: kueri.Papan, pilihan: kueri.OrangPapan | None) -> dict[str, Any]:
    semua = isi.kotak.get(kotak, [])
    tampil = semua[:TAMPIL_SEKOTAK]
    if pilihan in semua and pilihan not in tampil:
        tampil = [*tampil[:-1], pilihan]
    return {"kotak": kotak, "banyak": len(semua), "orang": tampil, "lagi": len(semua) - len(tampil)}


def _sebaran(isi: kueri.Papan) -> dict[str, Any]:
    """Sebaran unit dan tiap penilai. Pola hanya digambar bila orangnya cukup untuk dibicarakan."""
    semula, kini = per_predikat(isi.semula), per_predikat(isi.kini)
    cukup = len(isi.orang) >= N_KECIL
    return {
        "sebaran": [(p.label, kini[p.value]) for p in URUTAN_PREDIKAT],
        "pola": POLA["baik"] if cukup else (),
        "banding": [(p.label, semula[p.value], kini[p.value]) for p in URUTAN_PREDIKAT],
        "penilai": [
            {
                "baris": b,
                "hasil": _angka(b, "hasil"),
                "perilaku": _angka(b, "perilaku"),
            }
            for b in isi.penilai
        ],
        "n_kecil": N_KECIL,
        "ada_kecil": any(b.sebaran.kecil for b in isi.penilai),
    }


def _angka(b: kueri.BarisPenilai, sisi: str) -> list[tuple[str, int, int]]:
    """(kolom, menurut penilai, sesudah kalibrasi) untuk tiga rating."""
    semula, kini = per_rating(b.sebaran.semula, sisi=sisi), per_rating(b.sebaran.kini, sisi=sisi)
    return [(SEBUTAN[r].capitalize(), semula[r], kini[r]) for r in BARIS]
