"""Kemajuan penyusunan SKP dan pelaporan, yang tertinggal lebih dahulu."""

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from indikator.forms.kemajuan import SaringKemajuanForm
from indikator.models import Periode
from indikator.queries import kemajuan as kueri
from indikator.queries.periode import periode_berjalan, periode_dibaca, tahun_berjalan
from indikator.views.pintu import akses_saya, hari_ini, saya
from inti.rules.format import angka_ringkas, bagian_persen
from kepegawaian.models import Instansi
from kepegawaian.permissions import Izin

PER_HALAMAN = 25


@login_required
def kemajuan(request: HttpRequest) -> HttpResponse:
    """Tiap perangkat daerah, atau tiap unit di dalam satu perangkat daerah."""
    milik, pegawai, sekarang = akses_saya(request), saya(request), timezone.now()
    unit = milik.unit(Izin.BACA_KEMAJUAN)
    if unit is not None and not unit:
        raise PermissionDenied
    pilihan = periode_dibaca(pegawai, kelola=False).exclude(jenis=Periode.Jenis.TAHUNAN).order_by("-mulai")
    dinas = kueri.dinas_terbaca(instansi_id=pegawai.instansi_id, unit=unit)
    form = SaringKemajuanForm(request.GET, periode=pilihan, dinas=dinas)
    periode = form.periode_dipilih or _bawaan(pegawai.instansi, sekarang)
    if periode is None:
        return render(request, "indikator/kemajuan_daftar.html", {"periode": None})
    dipilih = form.dinas_dipilih or (dinas[0][0] if len(dinas) == 1 else None)
    nama_dinas = dict(dinas).get(dipilih, "") if dipilih else ""
    baris = kueri.kemajuan(
        instansi_id=pegawai.instansi_id,
        periode=periode,
        pada=min(max(hari_ini(), periode.mulai), periode.selesai),
        unit=unit,
        dinas_id=dipilih,
        sekarang=sekarang,
    )
    return render(
        request,
        "indikator/kemajuan_daftar.html",
        {
            "periode": periode,
            "saring": form,
            "laman": Paginator(baris, PER_HALAMAN).get_page(request.GET.get("halaman")),
            "petak": _petak(kueri.jumlahkan(baris)),
            "dinas": nama_dinas,
            "benda": "unit" if nama_dinas else "perangkat daerah",
            "tahun_id": periode.induk_id or periode.pk,
            "ket": ", ".join(filter(None, (periode.nama, nama_dinas))),
            "sekarang": sekarang,
            "baca_hasil": milik.boleh(Izin.BACA_HASIL_UNIT),
        },
    )


def _bawaan(instansi: Instansi, sekarang: datetime) -> Periode | None:
    """Triwulan yang berjalan; sebelum ada, tahunnya."""
    return periode_berjalan(instansi, sekarang) or tahun_berjalan(instansi, sekarang)


def _petak(jumlah: dict[str, int]) -> list[dict[str, str]]:
    def dari(bagian: str, seluruh: str, satuan: str) -> str:
        persen = bagian_persen(jumlah[bagian], jumlah[seluruh]) if jumlah[seluruh] else 0
        return f"dari {angka_ringkas(jumlah[seluruh])} {satuan}, {persen} %"

    return [
        {
            "judul": "Menyatakan paham",
            "nilai": angka_ringkas(jumlah["paham"]),
            "ket": dari("paham", "orang", "orang"),
        },
        {
            "judul": "SKP disetujui",
            "nilai": angka_ringkas(jumlah["skp_disetujui"]),
            "ket": dari("skp_disetujui", "orang", "orang"),
        },
        {
            "judul": "Laporan masuk",
            "nilai": angka_ringkas(jumlah["masuk"]),
            "ket": dari("masuk", "diminta", "laporan"),
        },
        {
            "judul": "Unit tertinggal",
            "nilai": angka_ringkas(jumlah["tertinggal"]),
            "ket": "sesudah tenggat lapor",
        },
    ]
