"""Saran warga yang boleh disaring atau ditangani seseorang."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from kepegawaian.models import Pegawai, UnitKerja
from kepegawaian.permissions import Akses, Izin
from umpan_balik.models import Aspirasi, LangkahAspirasi, SebutanPetugas
from umpan_balik.rules.hari_kerja import HARI_JAWAB, sesudah_hari_kerja
from umpan_balik.rules.penyamaran_nama import bernama

# Lewat batas lebih dahulu: batas terdekat di atas, yang sudah ditutup di belakang.
URUTAN = (F("tenggat").asc(nulls_last=True), "tanggal", "pk")


def aspirasi_untuk(akses: Akses, pegawai: Pegawai) -> QuerySet[Aspirasi]:
    """Satu-satunya pintu penanganan: saran unit yang dipegangnya, dan keluhan tentang orang yang menjadi bagiannya.

    Keluhan tentang orang hanya terbuka bagi atasan penangannya; yang belum berpenangan, atau
    penangannya sudah tidak aktif, bagi penyaring seluruh pemda.
    Yang belum diteruskan dan yang ditolak tidak ada di sini.
    """
    unit = akses.unit(Izin.JAWAB_ASPIRASI)
    biasa = ~Q(jenis=Aspirasi.Jenis.TENTANG_ORANG) & (Q() if unit is None else Q(unit__in=unit))
    orang = Q(jenis=Aspirasi.Jenis.TENTANG_ORANG, penangan=pegawai.pk)
    if akses.boleh(Izin.SARING_ASPIRASI) and akses.unit(Izin.SARING_ASPIRASI) is None:
        orang |= Q(jenis=Aspirasi.Jenis.TENTANG_ORANG) & (
            Q(penangan__isnull=True) | Q(penangan__is_active=False)
        )
    cakupan = orang | biasa if akses.boleh(Izin.JAWAB_ASPIRASI) else orang
    return (
        _dengan_induk(akses)
        .filter(cakupan, moderasi=Aspirasi.Moderasi.DITERIMA)
        .exclude(
            Q(jenis=Aspirasi.Jenis.TENTANG_ORANG)
            & Exists(SebutanPetugas.objects.filter(aspirasi=OuterRef("pk"), pegawai=pegawai.pk))
        )
        .order_by(*URUTAN)
    )


def menangani_keluhan(pegawai: Pegawai) -> bool:
    """Apakah ada keluhan tentang orang yang dialirkan kepadanya sebagai atasan. Satu kueri."""
    return Aspirasi.objects.filter(penangan=pegawai.pk).exists()


def saring_untuk(akses: Akses, pegawai: Pegawai) -> QuerySet[Aspirasi]:
    """Yang boleh disaringnya: unit wilayahnya, belum diteruskan, dan tidak menyebut dirinya."""
    unit = akses.unit(Izin.SARING_ASPIRASI)
    cakupan = Q() if unit is None else Q(unit__in=unit)
    return (
        _dengan_induk(akses)
        .filter(cakupan)
        .exclude(moderasi=Aspirasi.Moderasi.DITERIMA)
        .exclude(Exists(SebutanPetugas.objects.filter(aspirasi=OuterRef("pk"), pegawai=pegawai.pk)))
        .order_by(*URUTAN)
    )


def batas_jawab(tanggal: date) -> date:
    """Hari terakhir menjawab saran yang masuk pada tanggal itu, bila batasnya belum tersimpan."""
    return sesudah_hari_kerja(tanggal, HARI_JAWAB)


def unit_tujuan(instansi_id: int, *, hari: date) -> QuerySet[UnitKerja]:
    """Unit yang dapat menerima saran: yang masih berlaku, menurut dinas lalu nama."""
    return (
        UnitKerja.objects.filter(instansi=instansi_id)
        .filter(Q(sampai__isnull=True) | Q(sampai__gte=hari))
        .select_related("dinas")
        .order_by("dinas__nama", "nama")
    )


def disebut(aspirasi: Aspirasi) -> list[SebutanPetugas]:
    """Petugas di balik penanda; hanya untuk penyaring dan atasan penangan. Satu kueri."""
    return list(aspirasi.sebutan.select_related("pegawai").order_by("nomor"))


def teks_bernama(aspirasi: Aspirasi, sebutan: Iterable[SebutanPetugas]) -> str:
    """Teks dengan nama petugas pada penandanya, untuk yang berhak."""
    return bernama(aspirasi.teks, {s.nomor: s.pegawai.nama for s in sebutan})


def teks_umum(aspirasi: Aspirasi, nama: Mapping[int, str]) -> str:
    """Teks untuk umum. `nama`: pegawai → nama yang boleh disebut; selain pujian, penanda tetap."""
    if aspirasi.jenis != Aspirasi.Jenis.PUJIAN:
        return aspirasi.teks
    boleh = {s.nomor: nama[s.pegawai_id] for s in aspirasi.sebutan.all() if s.pegawai_id in nama}
    return bernama(aspirasi.teks, boleh)


def langkah(aspirasi: Aspirasi) -> list[LangkahAspirasi]:
    """Perjalanan saran, terlama lebih dahulu. Satu kueri."""
    return list(aspirasi.langkah.order_by("pk"))


def _dengan_induk(akses: Akses) -> QuerySet[Aspirasi]:
    return Aspirasi.objects.filter(instansi=akses.instansi_id).select_related(
        "unit__dinas", "instansi", "survei__layanan", "survei__titik", "dijawab_oleh", "penangan"
    )
