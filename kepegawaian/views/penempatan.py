"""Menempatkan, mengakhiri, membatalkan, dan membetulkan penempatan."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from inti.galat import GalatAturan
from inti.rules.format import titik
from kepegawaian.forms.langkah import SIMPAN, isi_form, tahap
from kepegawaian.forms.penempatan import AkhiriForm, BatalkanForm, BetulkanForm, PenempatanForm
from kepegawaian.models import Jabatan, Pegawai, Penempatan
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.dampak import Dampak, bandingkan, potret
from kepegawaian.queries.orang import kartu_orang
from kepegawaian.queries.pegawai import pegawai_untuk
from kepegawaian.queries.pilihan import orang_terpilih, pilihan_jabatan, pilihan_unit, unit_terpilih
from kepegawaian.queries.sekitar import pekerjaan, periode_ditutup
from kepegawaian.services import penempatan as layanan
from kepegawaian.services.coba import coba
from kepegawaian.views.pintu import pasang_galat, pilih_pegawai, tolak_tanpa_hak, wajib_izin

SEHARI = timedelta(days=1)


@login_required
def baru(request: HttpRequest) -> HttpResponse:
    """Pilih orangnya, isi penempatannya, periksa akibatnya, tetapkan. Menerima ?pegawai= dan ?unit=."""
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    hari_ini = timezone.localdate()
    sumber = pegawai_untuk(milik, pada=hari_ini)
    pegawai = orang_terpilih(sumber, request.GET.get("pegawai", ""))
    if pegawai is None:
        return pilih_pegawai(
            request,
            sumber.filter(is_active=True),
            judul="Penempatan baru",
            ket="Langkah 1 dari 3: pilih orangnya.",
            tombol="Tempatkan",
        )
    form = _formulir(request, milik, hari_ini)

    def tindakan() -> Penempatan:
        return _tetapkan(request, milik, pegawai, form)

    konteks = {"judul": "Penempatan baru", "tombol": "Tetapkan penempatan", "cari": True}
    return _jalankan(
        request,
        pegawai,
        form,
        tindakan,
        lambda: form.cleaned_data["sejak"],
        "Penempatan ditetapkan.",
        konteks,
    )


def _formulir(request: HttpRequest, milik: Akses, hari_ini: date) -> PenempatanForm:
    kiriman = request.POST
    unit = kiriman.get("unit") or request.GET.get("unit", "")
    return isi_form(
        PenempatanForm,
        request,
        awal={"jenis": "definitif", "unit": unit, "sejak": hari_ini},
        unit=pilihan_unit(milik, pada=hari_ini, cari=kiriman.get("cari_unit", "").strip(), terpilih=unit),
        jabatan=pilihan_jabatan(
            milik.instansi_id,
            cari=kiriman.get("cari_jabatan", "").strip(),
            terpilih=kiriman.get("jabatan", ""),
        ),
    )


def _tetapkan(request: HttpRequest, milik: Akses, pegawai: Pegawai, form: PenempatanForm) -> Penempatan:
    isi = form.cleaned_data
    unit = unit_terpilih(milik, isi["unit"])
    jabatan = Jabatan.objects.get(instansi_id=milik.instansi_id, pk=isi["jabatan"])
    return layanan.tetapkan(
        pegawai=pegawai,
        unit=unit,
        jabatan=jabatan,
        jenis=isi["jenis"],
        kepala=isi["kepala"],
        sejak=isi["sejak"],
        sampai=isi["sampai"],
        dasar=isi["dasar"],
        oleh=request.user,
        sekarang=timezone.now(),
    )


def _penempatan_dikelola(request: HttpRequest, pk: int) -> Penempatan:
    milik = wajib_izin(request, Izin.KELOLA_PEGAWAI)
    semua: QuerySet[Penempatan] = Penempatan.objects.filter(
        pegawai__instansi_id=milik.instansi_id
    ).select_related("pegawai__instansi", "unit", "jabatan")
    unit = milik.unit(Izin.KELOLA_PEGAWAI)
    return get_object_or_404(semua if unit is None else semua.filter(unit_id__in=unit), pk=pk)


@login_required
def akhiri(request: HttpRequest, pk: int) -> HttpResponse:
    """Hari terakhir penempatan yang berjalan."""
    satu = _penempatan_dikelola(request, pk)
    form = isi_form(AkhiriForm, request, awal={"sampai": timezone.localdate()})

    def tindakan() -> object:
        isi = form.cleaned_data
        return layanan.akhiri(
            penempatan=satu,
            sampai=isi["sampai"],
            dasar=isi["dasar"],
            oleh=request.user,
            sekarang=timezone.now(),
        )

    konteks = {"judul": "Akhiri penempatan", "tombol": "Akhiri penempatan", "satu": satu}
    return _jalankan(
        request,
        satu.pegawai,
        form,
        tindakan,
        lambda: form.cleaned_data["sampai"] + SEHARI,
        "Penempatan diakhiri.",
        konteks,
    )


@login_required
def batalkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Hapus penempatan yang belum mulai."""
    satu = _penempatan_dikelola(request, pk)
    form = isi_form(BatalkanForm, request)

    def tindakan() -> object:
        return layanan.batalkan(
            penempatan=satu, alasan=form.cleaned_data["alasan"], oleh=request.user, sekarang=timezone.now()
        )

    konteks = {"judul": "Batalkan penempatan", "tombol": "Batalkan penempatan", "satu": satu}
    return _jalankan(
        request, satu.pegawai, form, tindakan, lambda: satu.sejak, "Penempatan dibatalkan.", konteks
    )


@login_required
def betulkan(request: HttpRequest, pk: int) -> HttpResponse:
    """Betulkan tanggal yang salah tulis."""
    satu = _penempatan_dikelola(request, pk)
    form = isi_form(BetulkanForm, request, awal={"sejak": satu.sejak, "sampai": satu.sampai})
    dulu = (satu.sejak, satu.sampai)

    def tindakan() -> object:
        isi = form.cleaned_data
        return layanan.perbaiki(
            penempatan=satu,
            sejak=isi["sejak"],
            sampai=isi["sampai"],
            alasan=isi["alasan"],
            oleh=request.user,
            sekarang=timezone.now(),
        )

    def hari() -> date:
        return _hari_berbeda(dulu, (form.cleaned_data["sejak"], form.cleaned_data["sampai"]))

    konteks = {"judul": "Betulkan tanggal", "tombol": "Betulkan tanggal", "satu": satu}
    return _jalankan(request, satu.pegawai, form, tindakan, hari, "Tanggal dibetulkan.", konteks)


def _hari_berbeda(dulu: tuple[date, date | None], kini: tuple[date, date | None]) -> date:
    """Hari pertama yang keadaannya berbeda antara dua rentang."""
    if dulu[0] != kini[0]:
        return min(dulu[0], kini[0])
    akhir = [sampai for sampai in (dulu[1], kini[1]) if sampai is not None]
    return min(akhir) + SEHARI if akhir else kini[0]


def _jalankan(
    request: HttpRequest,
    pegawai: Pegawai,
    form: Form,
    tindakan: Callable[[], object],
    hari: Callable[[], date],
    kabar: str,
    konteks: dict[str, Any],
) -> HttpResponse:
    """Isi → periksa (dicoba lalu digulung balik) → simpan. Galat kembali ke formulir dengan isian tetap."""
    konteks = konteks | {
        "form": form,
        "langkah": f"{titik(pegawai.nama_lengkap)} Langkah 2 dari 3: di mana, sebagai apa, sejak kapan.",
        "pegawai": pegawai,
        "kartu": kartu_orang([pegawai.pk], timezone.localdate())[pegawai.pk],
    }
    if form.is_bound and form.is_valid():
        try:
            with tolak_tanpa_hak():
                if tahap(request) == SIMPAN:
                    tindakan()
                    messages.success(request, kabar)
                    return redirect("kepegawaian:pegawai_rinci", pk=pegawai.pk)
                konteks["dampak"] = _dampak(pegawai, tindakan, hari())
        except GalatAturan as galat:
            pasang_galat(form, galat)
        else:
            konteks["ditutup"] = periode_ditutup(
                instansi_id=pegawai.instansi_id, dari=hari(), sampai=timezone.localdate()
            )
            konteks["pekerjaan"] = pekerjaan(pegawai_id=pegawai.pk, pada=timezone.localdate())
            return render(request, "kepegawaian/penempatan_periksa.html", konteks)
    return render(request, "kepegawaian/penempatan_isi.html", konteks)


def _dampak(pegawai: Pegawai, tindakan: Callable[[], object], hari: date) -> Dampak:
    sebelum = potret(pegawai, pada=hari)
    sesudah = coba(tindakan, lambda: potret(pegawai, pada=hari, juga=sebelum.bawahan))
    return bandingkan(sebelum, sesudah)
