"""Yang diminta dari seseorang oleh aplikasi ini, dan JP-nya tahun ini."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection
from django.urls import reverse

from inti.tugas import Antre, Tugas, berisi
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries.penilai import bawahan_pada
from pelatihan.queries.pemetaan import hak_jp
from pelatihan.queries.riwayat_jp import JPTahun, jp_tahun_ini
from pelatihan.queries.tugas_pembinaan import DEKAT, SQL_PEMBINAAN, tugas_pembinaan

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


# Semua antrean orang itu: (nama, banyaknya, saat tertua atau terakhir, hari terdekat).
SQL: Final = f"""
SELECT 'saran', count(*), max(p.ditutup), NULL::date
FROM pelatihan_rekomendasi r JOIN indikator_periode p ON p.id = r.periode_id
WHERE r.pegawai_id = %(pegawai)s AND r.status = 'diajukan' AND p.ditutup >= %(saran_sejak)s
UNION ALL
SELECT 'hadir', count(*), min(k.hadir_pada), NULL
FROM pelatihan_usulan u LEFT JOIN pelatihan_kepesertaan k ON k.usulan_id = u.id
WHERE u.pegawai_id = %(pegawai)s AND u.status = 'hadir'
UNION ALL
SELECT 'sesi', count(DISTINCT u.id), NULL, min(s.batas_daftar)
FROM pelatihan_usulan u
JOIN pelatihan_sesi s ON s.pelatihan_id = u.pelatihan_id AND s.status = 'disetujui' AND s.batas_daftar >= %(hari)s
WHERE u.pegawai_id = %(pegawai)s AND u.status = 'direncanakan'
UNION ALL
SELECT 'bawahan', count(*), min(u.diajukan_pada), NULL FROM pelatihan_usulan u
WHERE u.pegawai_id = ANY(%(bawahan)s) AND u.pegawai_id <> %(pegawai)s AND u.status = 'diajukan'
UNION ALL
SELECT 'rencana', count(*), min(u.disetujui_pada), NULL FROM pelatihan_usulan u
WHERE %(mengelola)s AND u.instansi_id = %(instansi)s AND u.status = 'disetujui'
UNION ALL
SELECT 'periksa', count(*), min(k.diunggah_pada), NULL
FROM pelatihan_usulan u LEFT JOIN pelatihan_kepesertaan k ON k.usulan_id = u.id
WHERE %(mengelola)s AND u.instansi_id = %(instansi)s AND u.status = 'diperiksa'
{SQL_PEMBINAAN}
"""


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Menanggapi saran, meneruskan usulan sendiri, memutus usulan bawahan, mengurus rencana, dan pembinaan.

    Satu kueri selain bawahan dan izinnya.
    """
    angka = _antrean(pegawai, sekarang)
    return [
        *_saran(angka),
        *_usulan_sendiri(pegawai, angka),
        *_bawahan(angka),
        *_pengelola(angka),
        *tugas_pembinaan(pegawai, angka),
    ]


def _antrean(pegawai: Pegawai, sekarang: datetime) -> dict[str, Antre]:
    hari = pegawai.instansi.hari_pada(sekarang)
    isi: dict[str, Any] = {
        "pegawai": pegawai.pk,
        "instansi": pegawai.instansi_id,
        "hari": hari,
        "bawahan": bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id),
        "mengelola": akses(pegawai, pada=hari).unit(Izin.KELOLA_PERIODE) is None,
        "saran_sejak": sekarang - HARI_MENANGGAPI,
        "dekat": hari + DEKAT,
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL, isi)
        return berisi(kursor.fetchall())


def _usulan_sendiri(pegawai: Pegawai, angka: Mapping[str, Antre]) -> list[Tugas]:
    """Sertifikat yang belum diserahkan, dan sesi yang sudah dapat dipilih."""
    tugas = []
    if hadir := angka.get("hadir"):
        tugas.append(
            _tugas(
                "Serahkan sertifikat pelatihan",
                "JP dihitung sesudah sertifikatnya diperiksa BKD.",
                "pelatihan:usulan",
                "Serahkan",
                hadir.waktu + HARI_SERTIFIKAT,
                hadir.banyak,
            )
        )
    if sesi := angka.get("sesi"):
        tugas.append(
            _tugas(
                "Pilih sesi pelatihan",
                "Usulan Anda sudah masuk rencana dan sesinya menerima pendaftaran.",
                "pelatihan:usulan",
                "Pilih sesi",
                pegawai.instansi.akhir_hari(sesi.tanggal),
                sesi.banyak,
            )
        )
    return tugas


def _bawahan(angka: Mapping[str, Antre]) -> list[Tugas]:
    """Usulan bawahan yang menunggu."""
    if (antre := angka.get("bawahan")) is None:
        return []
    return [
        _tugas(
            "Setujui usulan pelatihan",
            f"{antre.banyak} usulan pegawai yang Anda nilai menunggu.",
            "pelatihan:usulan_bawahan",
            "Periksa",
            antre.waktu + HARI_MEMUTUS,
            antre.banyak,
        )
    ]


def _pengelola(angka: Mapping[str, Antre]) -> list[Tugas]:
    """Usulan yang menunggu rencana dan sertifikat yang menunggu diperiksa, bagi admin BKD."""
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
        _tugas(judul, f"{antre.banyak} {uraian}", url, tombol, antre.waktu + HARI_MEMUTUS, antre.banyak)
        for n, judul, uraian, url, tombol in isi
        if (antre := angka.get(n))
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


def _saran(angka: Mapping[str, Antre]) -> list[Tugas]:
    """Satu tugas bila ada saran dari hasil 60 hari terakhir yang belum ditanggapi."""
    if (antre := angka.get("saran")) is None:
        return []
    return [
        Tugas(
            judul="Pilih pelatihan yang disarankan",
            uraian=f"{antre.banyak} saran dari hasil Anda, masing-masing dengan alasannya.",
            url=reverse("pelatihan:daftar"),
            tombol="Pilih",
            tenggat=antre.waktu + HARI_MENANGGAPI,
            menu="pelatihan:daftar",
            jumlah=antre.banyak,
        )
    ]
