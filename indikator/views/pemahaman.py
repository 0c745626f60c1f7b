"""Pemahaman: halaman terpandu bagi pegawai, siapa yang belum, dan tinjauan indikator."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from indikator.forms.katalog import SaringTinjauanForm
from indikator.forms.pemahaman import JawabForm, SaringPahamForm, TinjauForm
from indikator.models import Periode
from indikator.permissions import katalog_terlihat, tinjauan_terkelola
from indikator.queries import katalog as kueri_katalog
from indikator.queries import pemahaman as kueri
from indikator.queries.hitungan import aturan_periode
from indikator.queries.kemajuan import Kemajuan, jumlahkan, kemajuan
from indikator.queries.periode import periode_dibaca, tahun_berjalan
from indikator.queries.teks import acuan_teks
from indikator.queries.tinjauan import riwayat_statistik, statistik_tinjauan
from indikator.rules.penjelasan import jelaskan
from indikator.services import pemahaman as layanan
from indikator.views.pintu import akses_saya, galat_ke_formulir, hari_ini, saya
from indikator.views.tampilan import nota_contoh
from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import angka_ringkas
from kepegawaian.permissions import Izin

PER_HALAMAN = 25


def _tahun(request: HttpRequest, periode_id: int) -> Periode:
    """Tahun yang sudah dibuka di instansinya sendiri; bagian tahun diarahkan oleh pemanggil."""
    return get_object_or_404(periode_dibaca(saya(request), kelola=False), pk=periode_id)


@login_required
def kini(request: HttpRequest) -> HttpResponse:
    """Alihkan ke halaman pemahaman tahun berjalan."""
    tahun = tahun_berjalan(saya(request).instansi, timezone.now())
    if tahun is None:
        return render(request, "indikator/pemahaman_kosong.html")
    return redirect("indikator:pemahaman", tahun.pk)


@login_required
def pemahaman(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Cara menilai, indikator sendiri, contoh hitung, lalu pernyataan paham."""
    tahun = _tahun(request, periode_id)
    if tahun.induk_id is not None:
        return redirect("indikator:pemahaman", tahun.induk_id)
    if request.method == "POST":
        return _nyatakan(request, tahun)
    pegawai, aturan = saya(request), aturan_periode(tahun)
    pada = min(max(hari_ini(), tahun.mulai), tahun.selesai)
    paham = kueri.pernyataan(pegawai, tahun)
    indikator, dari_skp = kueri.indikator_saya(pegawai, tahun=tahun, pada=pada)
    contoh = kueri.contoh_saya(indikator, dari_skp=dari_skp, aturan=aturan)
    return render(
        request,
        "indikator/pemahaman_halaman.html",
        {
            "tahun": tahun,
            "judul": f"Pahami indikator {tahun.mulai.year}",
            "judul_nyatakan": "Anda sudah menyatakan paham" if paham else "Nyatakan paham",
            "asal_indikator": "dari SKP Anda" if dari_skp else "tawaran katalog untuk jabatan Anda",
            "kata_tanya": "Tanya atau beri pendapat" if tahun.kebijakan.tinjauan_indikator else "Tanya",
            "nota": nota_contoh(
                contoh, bobot_hasil=aturan.bobot_hasil * 100, bobot_perilaku=aturan.bobot_perilaku * 100
            ),
            "penjelasan": jelaskan(aturan),
            "indikator": Paginator(indikator, PER_HALAMAN).get_page(request.GET.get("halaman")),
            "contoh_umum": not any(i.sasaran for i in indikator),
            "pernyataan": paham,
            "terbuka": tahun.status == Periode.Status.DIPROSES,
        },
    )


def _nyatakan(request: HttpRequest, tahun: Periode) -> HttpResponse:
    try:
        layanan.nyatakan(periode=tahun, oleh=saya(request), sekarang=timezone.now())
    except GalatAturan as galat:
        messages.error(request, galat.pesan)
    else:
        messages.success(request, f"Pernyataan paham Anda untuk {tahun.nama} tersimpan.")
    return redirect("indikator:pemahaman", tahun.pk)


@login_required
def tanya(request: HttpRequest, periode_id: int, indikator_id: int) -> HttpResponse:
    """Pertanyaan atau pendapat tentang satu indikator yang mengukur saya."""
    tahun = _tahun(request, periode_id)
    indikator = get_object_or_404(katalog_terlihat(saya(request)).select_related("unit"), pk=indikator_id)
    if not kueri.diukur_dengan(saya(request), indikator=indikator, pada=hari_ini()):
        raise PermissionDenied
    form = TinjauForm(request.POST or None, boleh_pendapat=tahun.kebijakan.tinjauan_indikator)
    if request.method == "POST" and form.is_valid():
        with galat_ke_formulir(form):
            layanan.tinjau(
                indikator=indikator,
                periode=tahun,
                jenis=form.cleaned_data["jenis"],
                catatan=form.cleaned_data["catatan"],
                oleh=saya(request),
                sekarang=timezone.now(),
            )
            messages.success(
                request, "Terkirim ke pengelola katalog. Jawabannya tampil di sini dan diberitahukan."
            )
            return redirect("indikator:pemahaman", tahun.pk)
    return render(
        request,
        "indikator/pemahaman_tanya.html",
        {"tahun": tahun, "indikator": indikator, "acuan": acuan_teks(indikator), "form": form},
    )


@login_required
def belum(request: HttpRequest, periode_id: int) -> HttpResponse:
    """Siapa yang belum paham: bawahan sendiri, atau unit yang boleh dibaca kemajuannya."""
    tahun = _tahun(request, periode_id)
    if tahun.induk_id is not None:
        return redirect("indikator:pemahaman_belum", tahun.induk_id)
    milik, pegawai = akses_saya(request), saya(request)
    pada = min(max(hari_ini(), tahun.mulai), tahun.selesai)
    unit = milik.unit(Izin.BACA_KEMAJUAN)
    bawahan = kueri.bawahan_saya(pegawai, pada=pada)
    if unit is not None and not unit and not bawahan:
        raise PermissionDenied
    rekap = _rekap(tahun, unit=unit, pada=pada)
    jumlah = jumlahkan(rekap)
    form = SaringPahamForm(
        request.GET, dinas=[(k.unit_id, k.nama) for k in sorted(rekap, key=lambda k: k.nama)]
    )
    orang = kueri.daftar_paham(
        instansi_id=pegawai.instansi_id,
        tahun=tahun,
        pada=pada,
        unit=unit,
        orang=bawahan,
        saring=form.saringan(),
    )
    return render(
        request,
        "indikator/pemahaman_belum.html",
        {
            "tahun": tahun,
            "laman": Paginator(orang, PER_HALAMAN).get_page(request.GET.get("halaman")),
            "saring": form,
            "rekap": sorted(rekap, key=lambda k: (k.persen_paham, k.nama)),
            "sisi_jumlah": f"{angka_ringkas(jumlah['paham'])} dari {angka_ringkas(jumlah['orang'])} orang",
            "kosong_judul": "Tidak ada orang yang cocok" if request.GET else "Semua sudah menyatakan paham",
        },
    )


def _rekap(tahun: Periode, *, unit: frozenset[int] | None, pada: date) -> list[Kemajuan]:
    """Per perangkat daerah dari unit yang boleh dibaca; kosong bagi atasan tanpa peran baca."""
    if unit is not None and not unit:
        return []
    return kemajuan(
        instansi_id=tahun.instansi_id, periode=tahun, pada=pada, unit=unit, sekarang=timezone.now()
    )


@login_required
def tinjauan(request: HttpRequest) -> HttpResponse:
    """Tinjauan atas katalog yang saya kelola, yang paling lama menunggu lebih dahulu."""
    milik = akses_saya(request)
    if not milik.boleh(Izin.KELOLA_INDIKATOR):
        raise PermissionDenied
    dibaca = tinjauan_terkelola(saya(request), akses=milik)
    form = SaringTinjauanForm(
        request.GET, dinas=[(pk, nama) for pk, nama, _ in kueri_katalog.dinas_berkatalog(saya(request))]
    )
    semua = kueri_katalog.daftar_tinjauan(dibaca, form.saringan())
    laman = Paginator(semua, PER_HALAMAN).get_page(request.GET.get("halaman"))
    statistik = statistik_tinjauan((t.indikator for t in laman), instansi_id=saya(request).instansi_id)
    baris = [(t, statistik.get(t.indikator_id)) for t in laman]
    return render(
        request, "indikator/katalog_tinjauan.html", {"laman": laman, "baris": baris, "saring": form}
    )


@login_required
def jawab(request: HttpRequest, tinjauan_id: int) -> HttpResponse:
    """Jawab satu tinjauan. Di luar unit yang dikelola: 404."""
    milik = akses_saya(request)
    if not milik.boleh(Izin.KELOLA_INDIKATOR):
        raise PermissionDenied
    satu = get_object_or_404(
        tinjauan_terkelola(saya(request), akses=milik).select_related("indikator__unit__instansi", "periode"),
        pk=tinjauan_id,
    )
    kembali = reverse("indikator:katalog_rinci", args=[satu.indikator_id]) + "#tinjauan"
    form = JawabForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            layanan.jawab_tinjauan(
                tinjauan=satu,
                jawaban=form.cleaned_data["jawaban"],
                putusan=form.cleaned_data["putusan"],
                oleh=saya(request),
                sekarang=timezone.now(),
            )
        except TidakBerhak as galat:
            raise PermissionDenied(galat.pesan) from galat
        except GalatAturan as galat:
            messages.warning(request, galat.pesan)
        else:
            messages.success(request, "Jawaban tersimpan dan penulisnya diberi tahu.")
        return redirect(kembali)
    if satu.dijawab_pada is not None:
        return redirect(kembali)
    konteks = {"tinjauan": satu, "form": form, "statistik": riwayat_statistik(satu.indikator)}
    return render(request, "indikator/katalog_jawab.html", konteks)
