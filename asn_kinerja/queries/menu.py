"""Menu menurut kewenangan orang; satu tempat, supaya rel dan bilah bawah selalu sama."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache

from django.db import connection
from django.urls import reverse

from inti.queries.pemberitahuan import SQL_BILAH, Bilah, bilah_dari
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Akses, Izin


@dataclass(frozen=True, slots=True)
class Butir:
    """Satu tautan menu; `pendek` untuk bilah bawah di ponsel, `hitung` banyaknya yang menunggu."""

    nama_url: str
    judul: str
    url: str
    ikon: str
    pendek: str
    aktif: bool = False
    hitung: int = 0


@dataclass(frozen=True, slots=True)
class Kelompok:
    judul: str
    butir: tuple[Butir, ...]


@dataclass(frozen=True, slots=True)
class Kedudukan:
    """Unit yang ditulis di bawah nama, dan apakah orang ini menilai orang lain."""

    unit: str
    menilai: bool


TIM = (
    ("penilaian:menilai", "Menilai tim", "tim", "Menilai"),
    ("indikator:papan", "Papan tim", "grafik", ""),
    ("indikator:periksa_skp", "Setujui SKP", "centang", ""),
    ("indikator:periksa_capaian", "Periksa capaian", "lapor", ""),
    ("indikator:matriks", "Matriks peran", "orang", ""),
    ("penilaian:kalibrasi", "Kalibrasi", "unit", ""),
    ("penilaian:objektivitas_saya", "Cermin menilai", "grafik", ""),
    ("pelatihan:usulan_bawahan", "Usulan pelatihan", "pelatihan", ""),
    ("pelatihan:pembinaan_tim", "Pembinaan tim", "target", ""),
)
SAYA = (
    ("beranda", "Beranda", "beranda", ""),
    ("indikator:skp", "SKP saya", "target", "SKP"),
    ("indikator:capaian", "Lapor capaian", "lapor", "Lapor"),
    ("indikator:harian", "Catatan harian", "pensil", ""),
    ("umpan_balik:daftar", "Umpan balik", "umpan-balik", ""),
    ("penilaian:hasil", "Hasil saya", "hasil", "Hasil"),
    ("penilaian:keberatan_daftar", "Keberatan", "perisai", ""),
    ("pelatihan:daftar", "Pelatihan", "pelatihan", ""),
    ("pelatihan:profil", "Kompetensi", "target", ""),
    ("pelatihan:penghargaan", "Penghargaan", "perisai", ""),
)
KELOLA = (
    (Izin.BACA_KEMAJUAN, "dasbor", "Dasbor", "grafik", ""),
    (Izin.BACA_HASIL_UNIT, "dasbor_banding", "Perbandingan", "grafik", ""),
    (Izin.KELOLA_PERIODE, "indikator:periode", "Periode", "kalender", ""),
    (Izin.KELOLA_INDIKATOR, "indikator:katalog", "Katalog indikator", "target", "Katalog"),
    (Izin.BACA_KEMAJUAN, "indikator:kemajuan", "Kemajuan", "grafik", ""),
    (Izin.BACA_HASIL_UNIT, "penilaian:hasil_unit", "Hasil unit", "hasil", ""),
    (Izin.BACA_HASIL_UNIT, "penilaian:objektivitas", "Objektivitas", "grafik", ""),
    (Izin.BACA_HASIL_UNIT, "penilaian:kalibrasi_daftar", "Rapat kalibrasi", "unit", ""),
    (Izin.KELOLA_PERIODE, "penilaian:kebijakan", "Kebijakan", "kebijakan", ""),
    (Izin.KELOLA_PERIODE, "pelatihan:standar", "Standar kompetensi", "target", ""),
    (Izin.KELOLA_PERIODE, "pelatihan:rencana", "Rencana pelatihan", "pelatihan", ""),
    (Izin.KELOLA_PERIODE, "pelatihan:pembinaan_rekap", "Pembinaan kinerja", "target", ""),
    (Izin.BACA_TALENTA, "pelatihan:talenta", "Peta talenta", "tim", ""),
)
KEPEGAWAIAN = (
    (Izin.KELOLA_PEGAWAI, "kepegawaian:pegawai", "Pegawai", "tim", ""),
    (Izin.KELOLA_PEGAWAI, "kepegawaian:laporan_atasan", "Laporan atasan", "orang", ""),
    (Izin.KELOLA_PEGAWAI, "penilaian:jeda", "Cuti dan pelatihan", "kalender", ""),
    (Izin.KELOLA_PEGAWAI, "kepegawaian:perbaikan", "Usul perbaikan", "ubah", ""),
    (Izin.KELOLA_PEGAWAI, "kepegawaian:siapa_boleh_apa", "Siapa boleh apa", "gembok", ""),
    (Izin.KELOLA_PEGAWAI, "kepegawaian:impor", "Impor data", "impor", ""),
    (Izin.BACA_JEJAK, "jejak", "Jejak", "jejak", ""),
)
WARGA = (
    (Izin.KELOLA_TITIK, "umpan_balik:titik", "Titik layanan", "qr", ""),
    (Izin.BACA_KEMAJUAN, "umpan_balik:ikm", "Kepuasan warga", "grafik", ""),
    (Izin.JAWAB_ASPIRASI, "umpan_balik:aspirasi", "Saran warga", "warga", ""),
    (Izin.SARING_ASPIRASI, "umpan_balik:aspirasi_saring", "Saring saran", "saring", ""),
    (Izin.KELOLA_MUSYAWARAH, "umpan_balik:musyawarah_kelola", "Musyawarah", "umpan-balik", ""),
)
AKUN = (
    ("kepegawaian:profil", "Profil", "orang", ""),
    ("kepegawaian:akses_saya", "Akses saya", "kunci", ""),
    ("kepegawaian:organisasi", "Organisasi", "unit", ""),
    ("indikator:pohon", "Pohon kinerja", "turunan", ""),
    ("indikator:kalender", "Kalender", "kalender", ""),
)
# Empat butir bilah bawah di ponsel menurut pekerjaan utamanya; butir kelima selalu "Menu".
RINGKAS_PEGAWAI = ("beranda", "indikator:skp", "indikator:capaian", "penilaian:hasil")
RINGKAS_PENILAI = ("beranda", "penilaian:menilai", "indikator:capaian", "penilaian:hasil")
RINGKAS_ADMIN = ("beranda", "indikator:periode", "indikator:katalog", "indikator:kemajuan")


SQL_KEDUDUKAN = """
SELECT (SELECT COALESCE(NULLIF(u.singkatan, ''), u.nama)
        FROM kepegawaian_penempatan p JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
        WHERE p.pegawai_id = %(pegawai)s AND p.jenis = 'definitif'
          AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s) LIMIT 1),
       EXISTS (SELECT 1 FROM kepegawaian_penempatan p WHERE p.pegawai_id = %(pegawai)s AND p.kepala
                 AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s))
       OR EXISTS (SELECT 1 FROM kepegawaian_pejabatpenilai x WHERE x.penilai_id = %(pegawai)s
                    AND x.sejak <= %(pada)s AND (x.sampai IS NULL OR x.sampai >= %(pada)s))
"""
SQL_BINGKAI = f"SELECT k.*, b.* FROM ({SQL_KEDUDUKAN}) k CROSS JOIN ({SQL_BILAH}) b"


def kedudukan(pegawai: Pegawai, *, pada: date) -> Kedudukan:
    """Unit penempatan definitif hari itu, dan apakah ia memimpin unit atau ditunjuk menilai. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(SQL_KEDUDUKAN, {"pegawai": pegawai.pk, "pada": pada})
        return _kedudukan(*kursor.fetchone())


def kedudukan_dan_bilah(pegawai: Pegawai, *, pada: date, sekarang: datetime) -> tuple[Kedudukan, Bilah]:
    """Yang tampil di bingkai setiap halaman. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(SQL_BINGKAI, {"pegawai": pegawai.pk, "penerima": pegawai.pk, "pada": pada})
        unit, menilai, *angka = kursor.fetchone()
    return _kedudukan(unit, menilai), bilah_dari(angka, sekarang=sekarang)


def _kedudukan(unit: str | None, menilai: bool) -> Kedudukan:
    return Kedudukan(unit or "Belum ditempatkan", menilai)


def susun(
    *, akses: Akses, menilai: bool, jalur: str, hitung: Mapping[str, int] | None = None
) -> tuple[list[Kelompok], list[Butir]]:
    """Menu lengkap dan ringkas; butir yang paling cocok dengan `jalur` ditandai aktif. Tanpa kueri.

    `hitung`: nama url → banyaknya yang menunggu.
    """
    bagian = [
        ("Tim saya", [_butir(*b) for b in TIM] if menilai else []),
        ("Kinerja saya", [_butir(*b) for b in SAYA]),
        *(
            (judul, [_butir(*b) for izin, *b in isi if akses.boleh(izin)])
            for judul, isi in (("Kelola", KELOLA), ("Kepegawaian", KEPEGAWAIAN), ("Layanan warga", WARGA))
        ),
        ("Akun dan instansi", [_butir(*b) for b in AKUN]),
    ]
    aktif = _paling_cocok((b for _, butir in bagian for b in butir), jalur)
    kelompok = [
        Kelompok(
            judul,
            tuple(
                replace(b, aktif=b.nama_url == aktif, hitung=(hitung or {}).get(b.nama_url, 0)) for b in butir
            ),
        )
        for judul, butir in bagian
        if butir
    ]
    semua = {b.nama_url: b for k in kelompok for b in k.butir}
    ringkas = _ringkas(menilai=menilai, mengelola=akses.boleh(Izin.KELOLA_PERIODE))
    return kelompok, [replace(semua[nama], judul=semua[nama].pendek) for nama in ringkas]


@cache
def _butir(nama_url: str, judul: str, ikon: str, pendek: str) -> Butir:
    return Butir(nama_url, judul, reverse(nama_url), ikon, pendek or judul)


def _paling_cocok(butir: Iterable[Butir], jalur: str) -> str:
    """Butir dengan alamat terpanjang yang mengawali jalur; beranda hanya untuk jalurnya sendiri."""
    cocok = [b for b in butir if jalur == b.url or (b.url != "/" and jalur.startswith(b.url))]
    return max(cocok, key=lambda b: len(b.url)).nama_url if cocok else ""


def _ringkas(*, menilai: bool, mengelola: bool) -> tuple[str, ...]:
    if mengelola:
        return RINGKAS_ADMIN
    return RINGKAS_PENILAI if menilai else RINGKAS_PEGAWAI
