"""Yang diminta dari seseorang oleh aplikasi ini, dan JP-nya tahun ini."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, Max, Min, Q
from django.urls import reverse

from inti.tugas import Tugas
from kepegawaian.models import Pegawai, Peran
from kepegawaian.permissions import IZIN_PERAN, Izin
from kepegawaian.queries.penilai import bawahan_pada
from pelatihan.models import Rekomendasi, Sesi, Usulan
from pelatihan.queries.pemetaan import hak_jp
from pelatihan.queries.riwayat_jp import JPTahun, jp_tahun_ini
from pelatihan.queries.tugas_pembinaan import tugas_pembinaan

# Saran bukan kewajiban: sesudah ini ia tetap dapat ditanggapi di halamannya, tetapi tidak lagi menagih di beranda.
HARI_MENANGGAPI = timedelta(days=60)


# Lamanya sebelum sebuah langkah ditandai terlambat; usulannya sendiri tidak pernah hangus.
HARI_MEMUTUS = timedelta(days=14)
HARI_SERTIFIKAT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class JPBeranda:
    """JP seseorang tahun itu beserta haknya."""

    jp: JPTahun
    hak: int
    tahun: int


def jp_beranda(*, pegawai: Pegawai, tahun: int) -> JPBeranda:
    """Data kartu JP. Satu kueri."""
    return JPBeranda(
        jp_tahun_ini([pegawai.pk], tahun=tahun)[pegawai.pk], hak_jp(pegawai, pada=date(tahun, 12, 31)), tahun
    )


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Menanggapi saran, meneruskan usulan sendiri, memutus usulan bawahan, mengurus rencana, dan pembinaan.

    Paling banyak enam kueri.
    """
    hari = pegawai.instansi.hari_pada(sekarang)
    dinilai = bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id)
    return [
        *_saran(pegawai, sekarang),
        *_usulan_sendiri(pegawai, sekarang),
        *_bawahan(pegawai, dinilai),
        *_pengelola(pegawai, sekarang),
        *tugas_pembinaan(pegawai, dinilai, sekarang=sekarang),
    ]


def _usulan_sendiri(pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Sertifikat yang belum diserahkan, dan sesi yang sudah dapat dipilih. Satu kueri."""
    hari = pegawai.instansi.hari_pada(sekarang)
    ada_sesi = Q(
        status=Usulan.Status.DIRENCANAKAN,
        pelatihan__sesi__status=Sesi.Status.DISETUJUI,
        pelatihan__sesi__batas_daftar__gte=hari,
    )
    hadir = Q(status=Usulan.Status.HADIR)
    angka = (
        Usulan.objects.filter(hadir | ada_sesi, pegawai=pegawai)
        .order_by()
        .aggregate(
            hadir=Count("pk", filter=hadir, distinct=True),
            sejak=Min("kepesertaan__hadir_pada", filter=hadir),
            sesi=Count("pk", filter=ada_sesi, distinct=True),
            batas=Min("pelatihan__sesi__batas_daftar", filter=ada_sesi),
        )
    )
    tugas = []
    if angka["hadir"]:
        tugas.append(
            _tugas(
                "Serahkan sertifikat pelatihan",
                "JP dihitung sesudah sertifikatnya diperiksa BKD.",
                "pelatihan:usulan",
                "Serahkan",
                angka["sejak"] + HARI_SERTIFIKAT,
                angka["hadir"],
            )
        )
    if angka["sesi"]:
        batas = datetime.combine(angka["batas"], time(23, 59), pegawai.instansi.zona_waktu)
        tugas.append(
            _tugas(
                "Pilih sesi pelatihan",
                "Usulan Anda sudah masuk rencana dan sesinya menerima pendaftaran.",
                "pelatihan:usulan",
                "Pilih sesi",
                batas,
                angka["sesi"],
            )
        )
    return tugas


def _bawahan(pegawai: Pegawai, dinilai: list[int]) -> list[Tugas]:
    """Usulan bawahan yang menunggu. Satu kueri."""
    menunggu = Usulan.objects.filter(pegawai_id__in=dinilai, status=Usulan.Status.DIAJUKAN).exclude(
        pegawai=pegawai
    )
    angka = menunggu.aggregate(jumlah=Count("pk"), sejak=Min("diajukan_pada"))
    if not angka["jumlah"]:
        return []
    return [
        _tugas(
            "Setujui usulan pelatihan",
            f"{angka['jumlah']} usulan pegawai yang Anda nilai menunggu.",
            "pelatihan:usulan_bawahan",
            "Periksa",
            angka["sejak"] + HARI_MEMUTUS,
            angka["jumlah"],
        )
    ]


def _pengelola(pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Usulan yang menunggu rencana dan sertifikat yang menunggu diperiksa, bagi admin BKD. Satu kueri."""
    hari = pegawai.instansi.hari_pada(sekarang)
    peran = Peran.objects.filter(
        Q(sampai__isnull=True) | Q(sampai__gte=hari),
        pegawai=pegawai,
        unit__isnull=True,
        sejak__lte=hari,
        jenis__in=[jenis for jenis, izin in IZIN_PERAN.items() if Izin.KELOLA_PERIODE in izin],
    )
    rencana, periksa = Q(status=Usulan.Status.DISETUJUI), Q(status=Usulan.Status.DIPERIKSA)
    angka = Usulan.objects.filter(
        rencana | periksa, Exists(peran), instansi_id=pegawai.instansi_id
    ).aggregate(
        rencana=Count("pk", filter=rencana),
        sejak_rencana=Min("disetujui_pada", filter=rencana),
        periksa=Count("pk", filter=periksa),
        sejak_periksa=Min("kepesertaan__diunggah_pada", filter=periksa),
    )
    isi = (
        (
            "rencana",
            "Rencanakan usulan pelatihan",
            "usulan disetujui atasannya.",
            "pelatihan:rencana",
            "Rencanakan",
        ),
        (
            "periksa",
            "Periksa sertifikat pelatihan",
            "sertifikat menunggu diperiksa.",
            "pelatihan:sertifikat",
            "Periksa",
        ),
    )
    return [
        _tugas(judul, f"{angka[n]} {uraian}", url, tombol, angka[f"sejak_{n}"] + HARI_MEMUTUS, angka[n])
        for n, judul, uraian, url, tombol in isi
        if angka[n]
    ]


def _tugas(judul: str, uraian: str, nama_url: str, tombol: str, tenggat: datetime, jumlah: int) -> Tugas:
    menu = "pelatihan:daftar" if nama_url == "pelatihan:usulan" else nama_url
    menu = "pelatihan:rencana" if nama_url == "pelatihan:sertifikat" else menu
    return Tugas(
        judul=judul,
        uraian=uraian,
        url=reverse(nama_url),
        tombol=tombol,
        tenggat=tenggat,
        menu=menu,
        jumlah=jumlah,
    )


def _saran(pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Satu tugas bila ada saran dari hasil 60 hari terakhir yang belum ditanggapi. Satu kueri."""
    menunggu = Rekomendasi.objects.filter(
        pegawai=pegawai,
        status=Rekomendasi.Status.DIAJUKAN,
        periode__ditutup__gte=sekarang - HARI_MENANGGAPI,
    ).aggregate(jumlah=Count("pk"), tampil=Max("periode__ditutup"))
    if not menunggu["jumlah"]:
        return []
    return [
        Tugas(
            judul="Pilih pelatihan yang disarankan",
            uraian=f"{menunggu['jumlah']} saran dari hasil Anda, masing-masing dengan alasannya.",
            url=reverse("pelatihan:daftar"),
            tombol="Pilih",
            tenggat=menunggu["tampil"] + HARI_MENANGGAPI,
            menu="pelatihan:daftar",
            jumlah=menunggu["jumlah"],
        )
    ]
