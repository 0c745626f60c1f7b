"""Siapa boleh apa: matriks, pemegang, memberi, mencabut, riwayat."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from inti.galat import GalatAturan
from inti.rules.format import titik
from kepegawaian.forms.langkah import SIMPAN, isi_form, tahap
from kepegawaian.forms.peran import BeriPeranForm, CabutPeranForm, SaringPeranForm
from kepegawaian.models import Pegawai, Peran
from kepegawaian.permissions import IZIN_PERAN, KETERANGAN_IZIN, Akses, Izin, akses
from kepegawaian.queries import peran as baca
from kepegawaian.queries.orang import kartu_orang
from kepegawaian.queries.pegawai import pegawai_untuk
from kepegawaian.queries.pilihan import orang_terpilih, pilihan_unit, unit_terpilih
from kepegawaian.services import peran as layanan
from kepegawaian.views.lanjut import perlu_konfirmasi
from kepegawaian.views.pintu import pasang_galat, pilih_pegawai, tolak_tanpa_hak, wajib_izin


def _pembaca(request: HttpRequest) -> Akses:
    """Pengelola pegawai atau pembaca jejak."""
    milik = akses(request.user, pada=timezone.localdate())
    if not (milik.boleh(Izin.KELOLA_PEGAWAI) or milik.boleh(Izin.BACA_JEJAK)):
        raise PermissionDenied
    return milik


@login_required
def siapa_boleh_apa(request: HttpRequest) -> HttpResponse:
    """Arti tiap peran, lalu siapa memegangnya."""
    milik = _pembaca(request)
    hari_ini = timezone.localdate()
    form = SaringPeranForm(request.GET)
    isi = form.cleaned_data if form.is_valid() else {}
    pemegang = baca.pemegang(
        milik,
        pada=hari_ini,
        lampau=isi.get("masa") == "lampau",
        jenis=isi.get("jenis", ""),
        cari=isi.get("q", ""),
    )
    laman = Paginator(pemegang, 50).get_page(request.GET.get("halaman"))
    dapat = set(baca.jenis_dapat_diberi(milik)) if milik.boleh(Izin.KELOLA_PEGAWAI) else set()
    return render(
        request,
        "kepegawaian/siapa_boleh_apa.html",
        {
            "form": form,
            "laman": laman,
            "baris": [(p, p.jenis in dapat and not isi.get("masa")) for p in laman],
            "matriks": baca.matriks(),
            "tabel": baca.tabel_izin(),
            "kelola": milik.boleh(Izin.KELOLA_PEGAWAI),
            "hari_ini": hari_ini,
        },
    )


@login_required
def riwayat(request: HttpRequest) -> HttpResponse:
    """Pemberian dan pencabutan peran, terbaru di atas."""
    milik = _pembaca(request)
    laman = Paginator(baca.riwayat_peran(milik), 50).get_page(request.GET.get("halaman"))
    return render(
        request, "kepegawaian/peran_riwayat.html", {"laman": laman, "baris": baca.baca_riwayat(laman)}
    )


@login_required
def beri(request: HttpRequest) -> HttpResponse:
    """Pilih orangnya, isi perannya, periksa yang terbuka olehnya, berikan."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    hari_ini = timezone.localdate()
    sumber = pegawai_untuk(milik, pada=hari_ini).filter(is_active=True)
    pegawai = orang_terpilih(sumber, request.GET.get("pegawai", ""))
    if pegawai is None:
        return pilih_pegawai(
            request,
            sumber.exclude(pk=request.user.pk),
            judul="Beri peran",
            ket="Langkah 1 dari 3: pilih orangnya. Peran untuk diri sendiri diberikan pengelola lain.",
            tombol="Pilih",
        )
    dulu = perlu_konfirmasi(request)
    if dulu is not None:
        return dulu
    form = _formulir(request, milik)
    konteks = _konteks(pegawai, form)
    if form.is_bound and form.is_valid():
        try:
            with tolak_tanpa_hak():
                if tahap(request) == SIMPAN:
                    _beri(request, milik, pegawai, form)
                    messages.success(request, f"Peran diberikan kepada {pegawai.nama}.")
                    return redirect("kepegawaian:siapa_boleh_apa")
                _tolak_lebih_awal(request, pegawai, form)
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            return render(request, "kepegawaian/peran_periksa.html", konteks | _terbuka(milik, form))
    return render(request, "kepegawaian/peran_beri.html", konteks)


def _formulir(request: HttpRequest, milik: Akses) -> BeriPeranForm:
    hari_ini = timezone.localdate()
    kiriman = request.POST
    return isi_form(
        BeriPeranForm,
        request,
        awal={"sejak": hari_ini},
        unit=pilihan_unit(
            milik, pada=hari_ini, cari=kiriman.get("cari_unit", "").strip(), terpilih=kiriman.get("unit", "")
        ),
        jenis=baca.jenis_dapat_diberi(milik),
        seluruh=milik.unit(Izin.KELOLA_PEGAWAI) is None,
    )


def _konteks(pegawai: Pegawai, form: BeriPeranForm) -> dict[str, Any]:
    hari_ini = timezone.localdate()
    return {
        "form": form,
        "langkah": f"{titik(pegawai.nama_lengkap)} Langkah 2 dari 3: peran apa, di mana, sampai kapan.",
        "pegawai": pegawai,
        "kartu": kartu_orang([pegawai.pk], hari_ini)[pegawai.pk],
        "kini": baca.peran_pegawai(pegawai, pada=hari_ini),
    }


def _tolak_lebih_awal(request: HttpRequest, pegawai: Pegawai, form: BeriPeranForm) -> None:
    """Diri sendiri dan tanggal lampau sudah ditolak saat memeriksa, bukan baru saat menyimpan."""
    isi = form.cleaned_data
    layanan.periksa_pemberian(
        pegawai=pegawai,
        sejak=isi["sejak"],
        sampai=isi["sampai"],
        jenis=isi["jenis"],
        unit_ada=bool(isi["unit"]),
        oleh=request.user,
        sekarang=timezone.now(),
    )


def _terbuka(milik: Akses, form: BeriPeranForm) -> dict[str, Any]:
    isi = form.cleaned_data
    jenis = Peran.Jenis(isi["jenis"])
    return {
        "nama_peran": jenis.label,
        "arti": Peran.KETERANGAN[jenis],
        "terbuka": [KETERANGAN_IZIN[izin] for izin in Izin if izin in IZIN_PERAN.get(jenis, frozenset())],
        "unit": unit_terpilih(milik, isi["unit"]) if isi["unit"] else None,
        "isi": isi,
    }


def _beri(request: HttpRequest, milik: Akses, pegawai: Pegawai, form: BeriPeranForm) -> Peran:
    isi = form.cleaned_data
    return layanan.beri(
        pegawai=pegawai,
        jenis=isi["jenis"],
        unit=unit_terpilih(milik, isi["unit"]) if isi["unit"] else None,
        sejak=isi["sejak"],
        sampai=isi["sampai"],
        dasar=isi["dasar"],
        oleh=request.user,
        sekarang=timezone.now(),
    )


@login_required
def cabut(request: HttpRequest, pk: int) -> HttpResponse:
    """Cabut mulai hari ini, dengan alasan."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    satu = get_object_or_404(baca.peran_untuk(milik), pk=pk)
    if satu.jenis not in baca.jenis_dapat_diberi(milik) and satu.jenis in Peran.Jenis.values:
        raise PermissionDenied("Peran ini dicabut admin BKD.")
    form = CabutPeranForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            with tolak_tanpa_hak():
                layanan.cabut(
                    peran=satu, alasan=form.cleaned_data["alasan"], oleh=request.user, sekarang=timezone.now()
                )
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            messages.success(
                request, f"Peran {satu.pegawai.nama} dicabut; berlaku pada permintaannya yang berikut."
            )
            return redirect("kepegawaian:siapa_boleh_apa")
    return render(
        request,
        "kepegawaian/peran_cabut.html",
        {"form": form, "satu": satu, "arti": baca.arti_peran(satu.jenis)},
    )
