"""Beranda: apa yang diminta dari Anda sekarang, dan sampai kapan."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from asn_kinerja.context import hitung_di_menu, kedudukan_saya
from asn_kinerja.queries import beranda as isi
from indikator.queries.harian import harian_beranda
from indikator.queries.periode import periode_sekitar
from inti.queries.pemberitahuan import milik
from inti.services import kotak
from penilaian.queries.beranda import BANYAK_RIWAYAT, prakiraan_untuk
from penilaian.queries.riwayat import hasil_terakhir


@login_required
def beranda(request: HttpRequest) -> HttpResponse:
    """Panel tenggat terdekat, daftar tugas, tim bagi penilai, dasbor bagi pengelola, perkiraan, hasil, dan penilai."""
    sekarang = timezone.now()
    hari_ini = timezone.localdate()
    pegawai = request.user
    tugas = isi.semua_tugas(pegawai=pegawai, sekarang=sekarang)
    hitung_di_menu(request, isi.hitung_menu(tugas))
    menilai = kedudukan_saya(request).menilai
    periode = periode_sekitar(pegawai.instansi, hari_ini)
    # Satu lebih banyak daripada garisnya: yang terbaru bisa saja hasil periode yang sama.
    riwayat = hasil_terakhir(pegawai.pk, banyak=BANYAK_RIWAYAT + 1)
    prakiraan = prakiraan_untuk(pegawai=pegawai, riwayat=riwayat, sekarang=sekarang)
    return render(
        request,
        "beranda/beranda.html",
        {
            "sapaan": isi.sapaan(timezone.localtime().hour),
            "ringkasan": isi.ringkasan(tugas),
            "tugas": isi.baris_tugas(tugas, sekarang=sekarang),
            "terdekat": tugas[0] if tugas else None,
            "sisa": isi.sisa_waktu(tugas[0].tenggat, sekarang=sekarang) if tugas else None,
            "hari_ini": hari_ini,
            "tahun_mulai": hari_ini.replace(month=1, day=1),
            "tahun_selesai": hari_ini.replace(month=12, day=31),
            "tonggak": isi.tonggak_tahun(periode=periode, pada=hari_ini),
            "atasan": isi.atasan(pegawai=pegawai, pada=hari_ini),
            "prakiraan": prakiraan,
            # Hanya selama ada periode berjalan dan SKP-nya disetujui, yaitu selama ada prakiraan.
            "harian": harian_beranda(pegawai, sekarang=sekarang) if prakiraan else None,
            "umpan_balik": isi.umpan_balik_terbaru(pegawai=pegawai),
            "tim": isi.ringkas_tim(pegawai=pegawai, sekarang=sekarang) if menilai else None,
            "hasil": riwayat[-1] if riwayat else None,
        },
    )


@login_required
def pemberitahuan(request: HttpRequest) -> HttpResponse:
    """Pemberitahuan untuk saya, terbaru di atas."""
    laman = Paginator(milik(request.user.pk), 25).get_page(request.GET.get("halaman"))
    return render(request, "beranda/pemberitahuan.html", {"laman": laman})


@login_required
@require_POST
def pemberitahuan_dibaca(request: HttpRequest) -> HttpResponse:
    """Tandai semua pemberitahuan sudah dibaca."""
    kotak.tandai_dibaca(penerima_id=request.user.pk, sekarang=timezone.now())
    return redirect("pemberitahuan")
