"""Menu menurut kewenangan orang; satu tempat, supaya rel dan bilah bawah selalu sama."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.urls import reverse

from kepegawaian.models import Pegawai, PejabatPenilai, Penempatan, UnitKerja
from kepegawaian.permissions import Akses, Izin


@dataclass(frozen=True, slots=True)
class Butir:
    judul: str
    url: str
    ikon: str
    aktif: bool = False
    hitung: int = 0


@dataclass(frozen=True, slots=True)
class Kelompok:
    judul: str
    butir: list[Butir]


def _butir(judul: str, nama_url: str, ikon: str) -> Butir:
    return Butir(judul, reverse(nama_url), ikon)


def menilai_orang_lain(pegawai: Pegawai, *, pada: date) -> bool:
    """Apakah ia memimpin unit atau ditunjuk menilai seseorang pada hari itu. Satu kueri."""
    berlaku = Q(sejak__lte=pada) & (Q(sampai__isnull=True) | Q(sampai__gte=pada))
    khusus = PejabatPenilai.objects.filter(berlaku, penilai=pegawai).values("penilai")
    return (
        Penempatan.objects.filter(berlaku, pegawai=pegawai)
        .filter(Q(kepala=True) | Q(pegawai__in=khusus))
        .exists()
    )


def unit_singkat(pegawai: Pegawai, *, pada: date) -> str:
    """Nama pendek unit penempatan definitif. Satu kueri."""
    unit = (
        UnitKerja.objects.filter(
            penempatan__pegawai=pegawai,
            penempatan__jenis=Penempatan.Jenis.DEFINITIF,
            penempatan__sejak__lte=pada,
        )
        .filter(Q(penempatan__sampai__isnull=True) | Q(penempatan__sampai__gte=pada))
        .only("nama", "singkatan")
        .first()
    )
    return str(unit) if unit else "Belum ditempatkan"


def susun(*, akses: Akses, menilai: bool, jalur: str) -> tuple[list[Kelompok], list[Butir]]:
    """Menu lengkap dan ringkas; butir yang paling cocok dengan `jalur` ditandai aktif. Tanpa kueri."""
    saya = Kelompok(
        "Kinerja saya",
        [
            _butir("Beranda", "beranda", "beranda"),
            _butir("SKP saya", "indikator:skp", "target"),
            _butir("Lapor capaian", "indikator:capaian", "lapor"),
            _butir("Umpan balik", "umpan_balik:daftar", "umpan-balik"),
            _butir("Hasil saya", "penilaian:hasil", "hasil"),
            _butir("Pelatihan", "pelatihan:daftar", "pelatihan"),
        ],
    )
    kelompok = [saya]
    if menilai:
        kelompok.insert(
            0,
            Kelompok(
                "Tim saya",
                [
                    _butir("Menilai tim", "penilaian:menilai", "tim"),
                    _butir("Setujui SKP", "indikator:periksa_skp", "centang"),
                    _butir("Periksa capaian", "indikator:periksa_capaian", "lapor"),
                ],
            ),
        )
    kelola = _kelola(akses)
    if kelola:
        kelompok.append(Kelompok("Kelola", kelola))
    kelompok.append(
        Kelompok(
            "Akun",
            [
                _butir("Profil", "kepegawaian:profil", "orang"),
                _butir("Akses saya", "kepegawaian:akses_saya", "kunci"),
            ],
        )
    )
    kelompok = [replace(k, butir=_tandai(k.butir, jalur)) for k in kelompok]
    semua = [b for k in kelompok for b in k.butir]
    ringkas = _ringkas(menilai=menilai, mengelola=akses.boleh(Izin.KELOLA_PERIODE))
    return kelompok, [b for r in ringkas for b in semua if b.judul == r]


def _kelola(akses: Akses) -> list[Butir]:
    pilihan = [
        (Izin.KELOLA_PERIODE, "Periode", "indikator:periode", "kalender"),
        (Izin.KELOLA_INDIKATOR, "Katalog indikator", "indikator:katalog", "target"),
        (Izin.BACA_KEMAJUAN, "Kemajuan", "indikator:kemajuan", "grafik"),
        (Izin.BACA_HASIL_UNIT, "Hasil unit", "penilaian:hasil_unit", "hasil"),
        (Izin.KELOLA_PERIODE, "Kebijakan", "penilaian:kebijakan", "kebijakan"),
        (Izin.KELOLA_PEGAWAI, "Organisasi", "kepegawaian:organisasi", "unit"),
        (Izin.KELOLA_PEGAWAI, "Laporan atasan", "kepegawaian:laporan_atasan", "orang"),
        (Izin.KELOLA_TITIK, "Titik layanan", "umpan_balik:titik", "qr"),
        (Izin.JAWAB_ASPIRASI, "Saran warga", "umpan_balik:aspirasi", "warga"),
    ]
    return [_butir(judul, url, ikon) for izin, judul, url, ikon in pilihan if akses.boleh(izin)]


def _tandai(butir: list[Butir], jalur: str) -> list[Butir]:
    cocok = [b.url for b in butir if jalur == b.url or (b.url != "/" and jalur.startswith(b.url))]
    terpanjang = max(cocok, key=len, default=None)
    return [replace(b, aktif=b.url == terpanjang) for b in butir]


def _ringkas(*, menilai: bool, mengelola: bool) -> list[str]:
    if mengelola:
        return ["Beranda", "Periode", "Katalog indikator", "Kemajuan"]
    if menilai:
        return ["Beranda", "Menilai tim", "Lapor capaian", "Hasil saya"]
    return ["Beranda", "SKP saya", "Lapor capaian", "Hasil saya"]
