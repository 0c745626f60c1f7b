"""Pohon kinerja: dari satu unit, dari diri sendiri, atau dari satu cabang."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from indikator.forms.pohon import SAYA, SaringPohonForm
from indikator.models import RHK, Periode, StatusDokumen
from indikator.queries import pohon as kueri
from indikator.queries.kemajuan import dinas_terbaca
from indikator.queries.periode import periode_berjalan, periode_dibaca, tahun_berjalan
from indikator.queries.pohon import Pembaca
from indikator.rules.pohon import Celah
from indikator.views.pintu import akses_saya, hari_ini, saya
from kepegawaian.models import Pegawai, UnitKerja
from kepegawaian.queries.orang import penempatan_pada

CELAH_PER_HALAMAN = 10
# Lebih dari ini akar tampil tertutup: ringkasannya terbaca sekali pandang, juga di ponsel.
TERBUKA_SAMPAI = 12
BUKAN_CABANG = (
    "Pohon unit ini terbuka bagi yang memimpinnya dan yang membaca kemajuannya. "
    "Anda dapat melihat garis pekerjaan Anda sendiri."
)


@dataclass(frozen=True, slots=True)
class _Awal:
    """Yang sama bagi halaman pohon dan halaman cabang."""

    pegawai: Pegawai
    pembaca: Pembaca
    periode: Periode
    pada: date
    saring: SaringPohonForm
    dipimpin: tuple[UnitKerja, ...]


def _awal(request: HttpRequest) -> _Awal | None:
    """Periode, hak baca, dan pilihan awal; None bila belum ada periode yang dibuka."""
    pegawai, sekarang = saya(request), timezone.now()
    pembaca = kueri.pembaca(pegawai, akses=akses_saya(request), pada=hari_ini())
    dipimpin = tuple(p.unit for p in penempatan_pada(pegawai.pk, hari_ini()) if p.kepala)
    pilihan = periode_dibaca(pegawai, kelola=False).exclude(jenis=Periode.Jenis.TAHUNAN).order_by("-mulai")
    dinas = dinas_terbaca(instansi_id=pegawai.instansi_id, unit=pembaca.unit)
    awal = {str(u.pk): u.nama for u in dipimpin} | {str(pk): nama for pk, nama in dinas}
    form = SaringPohonForm(request.GET, periode=pilihan, awal=[*awal.items(), (SAYA, "Saya sendiri")])
    periode = (
        form.periode_dipilih
        or periode_berjalan(pegawai.instansi, sekarang)
        or tahun_berjalan(pegawai.instansi, sekarang)
    )
    if periode is None:
        return None
    pada = min(max(hari_ini(), periode.mulai), periode.selesai)
    return _Awal(pegawai, pembaca, periode, pada, form, dipimpin)


@login_required
def pohon(request: HttpRequest) -> HttpResponse:
    """Unit yang dipimpin, unit pilihan, seluruh instansi, atau RHK sendiri."""
    awal = _awal(request)
    if awal is None:
        return render(request, "indikator/pohon.html", {"periode": None})
    unit = _unit(request, awal)
    awal.saring.tandai(str(unit.pk) if unit else SAYA, unit.nama if unit else "Saya sendiri")
    tahun_id = awal.periode.induk_id or awal.periode.pk
    wilayah = kueri.wilayah(unit, pada=awal.pada) if unit else None
    orang = [k.pegawai_id for k in wilayah.puncak] if wilayah else [awal.pegawai.pk]
    akar = kueri.rhk_akar(orang, tahun_id=tahun_id, pembaca_id=awal.pegawai.pk)
    laman = Paginator(akar, kueri.LEBAR).get_page(request.GET.get("halaman"))
    simpul = kueri.pohon(list(laman), periode=awal.periode, pembaca=awal.pembaca, pada=awal.pada)
    konteks = {
        "periode": awal.periode,
        "saring": awal.saring,
        "unit": unit,
        "ket": f"{unit.nama if unit else awal.pegawai.nama_lengkap}, {awal.periode.nama}",
        "laman": laman,
        "simpul": simpul,
        "terbuka": sum(len(s.anak) for s in simpul) <= TERBUKA_SAMPAI,
        "garis": [g for g in kueri.garis(akar).values() if len(g) > 1] if unit is None else [],
        "tanpa_skp": wilayah is not None and not akar and bool(wilayah.puncak),
        "celah": _celah(request, awal, wilayah, tahun_id) if wilayah else [],
    }
    return render(request, "indikator/pohon.html", konteks)


def _unit(request: HttpRequest, awal: _Awal) -> UnitKerja | None:
    """Unit dari alamat; tanpa itu yang dipimpin, lalu puncak bacaannya. None berarti diri sendiri."""
    dari = request.GET.get("dari", "")
    if dari == SAYA:
        return None
    if dari:
        terlihat = UnitKerja.objects.filter(instansi_id=awal.pegawai.instansi_id)
        unit = get_object_or_404(terlihat, pk=int(dari) if dari.isdecimal() and len(dari) < 19 else 0)
        if not _boleh_unit(unit, awal):
            raise PermissionDenied(BUKAN_CABANG)
        return unit
    if awal.dipimpin:
        return awal.dipimpin[0]
    return _puncak_bacaan(awal)


def _boleh_unit(unit: UnitKerja, awal: _Awal) -> bool:
    """Pemimpin unit itu, atau pembaca kemajuannya."""
    baca = awal.pembaca.unit
    return baca is None or unit.pk in baca or unit.pk in {u.pk for u in awal.dipimpin}


def _puncak_bacaan(awal: _Awal) -> UnitKerja | None:
    baca = awal.pembaca.unit
    semua = UnitKerja.objects.filter(instansi_id=awal.pegawai.instansi_id, sampai__isnull=True)
    if baca is None:
        return semua.filter(induk__isnull=True).order_by("urutan", "pk").first()
    return (
        semua.filter(pk__in=baca).exclude(induk__in=baca).order_by("urutan", "pk").first() if baca else None
    )


def _celah(
    request: HttpRequest, awal: _Awal, wilayah: kueri.Wilayah, tahun_id: int
) -> list[dict[str, object]]:
    """Dua daftar celah, masing-masing berhalaman sendiri. Dua kueri untuk daftar, dua untuk puncaknya."""
    puncak = kueri.puncak_instansi(awal.pegawai.instansi_id, pada=awal.pada)
    hasil = []
    for jenis in Celah:
        nomor = request.GET.get(jenis.value, "")
        ke = max(int(nomor), 1) if nomor.isdecimal() and len(nomor) < 6 else 1
        baris = kueri.celah(
            instansi_id=awal.pegawai.instansi_id,
            tahun_id=tahun_id,
            wilayah=wilayah.cabang,
            puncak=puncak,
            pembaca=awal.pembaca,
            jenis=jenis,
            banyak=CELAH_PER_HALAMAN,
            lewati=(ke - 1) * CELAH_PER_HALAMAN,
        )
        banyak = baris[0].sejenis if baris else 0
        laman = Paginator(range(banyak), CELAH_PER_HALAMAN).get_page(ke)
        hasil.append({"jenis": jenis.value, "baris": baris, "banyak": banyak, "laman": laman})
    return hasil


@login_required
def cabang(request: HttpRequest, rhk_id: int) -> HttpResponse:
    """Satu RHK dan yang mendukungnya; sebagai potongan bila diminta halaman yang sudah terbuka."""
    awal = _awal(request)
    rhk = (
        RHK.objects.filter(
            pk=rhk_id, skp__instansi_id=saya(request).instansi_id, skp__adendum_dari__isnull=True
        )
        .select_related("skp__penempatan", "skp__periode")
        .first()
    )
    if awal is None or rhk is None or _draf_orang(rhk, awal.pegawai):
        raise Http404("RHK tidak ditemukan.")
    garis = kueri.garis([rhk.pk]).get(rhk.pk, [])
    if not any(awal.pembaca.terbaca(pegawai_id=r.pegawai_id, unit_id=r.unit_id) for r in garis):
        raise PermissionDenied(BUKAN_CABANG)
    periode = awal.periode if awal.periode.induk_id == rhk.skp.periode_id else rhk.skp.periode
    nomor = request.GET.get("halaman", "")
    ke = max(int(nomor), 1) if nomor.isdecimal() and len(nomor) < 6 else 1
    akar = kueri.pohon(
        [rhk.pk], periode=periode, pembaca=awal.pembaca, pada=awal.pada, lewati=(ke - 1) * kueri.LEBAR
    )
    laman = Paginator(range(akar[0].banyak), kueri.LEBAR).get_page(ke)
    konteks = {"periode": periode, "akar": akar[0], "laman": laman, "garis": garis[1:]}
    potongan = bool(request.htmx)
    jawaban = render(
        request, "indikator/pohon_anak.html" if potongan else "indikator/pohon_cabang.html", konteks
    )
    patch_vary_headers(jawaban, ["HX-Request"])
    return jawaban


def _draf_orang(rhk: RHK, pegawai: Pegawai) -> bool:
    return rhk.skp.status == StatusDokumen.DRAF and rhk.skp.pegawai_id != pegawai.pk
