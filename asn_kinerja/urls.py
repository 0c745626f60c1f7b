"""Akar url; tiap aplikasi membawa url-nya sendiri."""

from django.conf import settings
from django.urls import include, path

from asn_kinerja.views import beranda, dasbor, halaman, jejak, publik
from inti.views import dokumen, draf
from inti.views.sehat import sehat, sehat_cadangan, sehat_pemindai

handler400 = "asn_kinerja.views.galat.kiriman"
handler500 = "asn_kinerja.views.galat.gangguan"

urlpatterns = [
    path("", beranda.beranda, name="beranda"),
    path("pemberitahuan/", beranda.pemberitahuan, name="pemberitahuan"),
    path("pemberitahuan/dibaca/", beranda.pemberitahuan_dibaca, name="pemberitahuan_dibaca"),
    path("dasbor/", dasbor.dasbor, name="dasbor"),
    path("dasbor/unduh/", dasbor.unduh, name="dasbor_unduh"),
    path("dasbor/tertinggal/", dasbor.orang_tertinggal, name="dasbor_tertinggal"),
    path("dasbor/ingatkan/", dasbor.ingatkan, name="dasbor_ingatkan"),
    path("dasbor/banding/", dasbor.banding, name="dasbor_banding"),
    path("dasbor/banding/unduh/", dasbor.banding_unduh, name="dasbor_banding_unduh"),
    path("jejak/", jejak.daftar, name="jejak"),
    path("jejak/<slug:jenis>/<int:nomor>/", jejak.rinci, name="jejak_rinci"),
    path("bantuan/", halaman.bantuan, name="bantuan"),
    path("privasi/", halaman.privasi, name="privasi"),
    path("aksesibilitas/", halaman.aksesibilitas, name="aksesibilitas"),
    path("publik/", publik.daftar, name="publik"),
    path("publik/<slug:slug>/", publik.instansi, name="publik_instansi"),
    path("publik/<slug:slug>/unduh/", publik.unduh, name="publik_unduh"),
    path("publik/<slug:slug>/skm/<int:laporan_id>/", publik.laporan_skm, name="publik_skm"),
    path("sehat/", sehat, name="sehat"),
    path("sehat/cadangan/", sehat_cadangan, name="sehat_cadangan"),
    path("sehat/pemindai/", sehat_pemindai, name="sehat_pemindai"),
    path("cek/<str:kode>/", dokumen.periksa, name="dokumen_periksa"),
    path("draf/", draf.draf, name="draf"),
    path("draf/buang/", draf.buang, name="draf_buang"),
    path("", include("kepegawaian.urls_faktor")),
    path("", include("kepegawaian.urls")),
    path("", include("indikator.urls")),
    path("", include("umpan_balik.urls")),
    path("", include("penilaian.urls")),
    path("", include("pelatihan.urls")),
]

if settings.DEBUG or settings.MODE_CONTOH:
    urlpatterns.append(path("", include("inti.urls")))
