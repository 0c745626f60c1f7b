"""Isi beranda: yang diminta, penilai dan sebabnya, perkiraan, umpan balik, tonggak tahun."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from indikator.models import Periode
from indikator.queries import beranda as indikator_beranda
from indikator.queries.papan import papan_tim
from indikator.queries.realisasi import periode_lapor
from inti.rules.format import tanggal, tenggat
from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from kepegawaian.queries import beranda as kepegawaian_beranda
from kepegawaian.queries.orang import KartuOrang, alasan_penilai, kartu_orang
from kepegawaian.queries.penilai import penilai_pada
from pelatihan.queries import beranda as pelatihan_beranda
from penilaian.queries import beranda as penilaian_beranda
from umpan_balik.models import UmpanBalik
from umpan_balik.queries import beranda as umpan_balik_beranda

SUMBER_TUGAS = (
    kepegawaian_beranda.tugas_untuk,
    indikator_beranda.tugas_untuk,
    umpan_balik_beranda.tugas_untuk,
    penilaian_beranda.tugas_untuk,
    pelatihan_beranda.tugas_untuk,
)
BANYAK_TONGGAK = 4
TANPA_PEJABAT = "Tidak ada pejabat di atas Anda dalam susunan organisasi. Admin BKD dapat menunjuk penilai."
BILANGAN = (
    "Tidak ada",
    "Satu",
    "Dua",
    "Tiga",
    "Empat",
    "Lima",
    "Enam",
    "Tujuh",
    "Delapan",
    "Sembilan",
    "Sepuluh",
)


@dataclass(frozen=True, slots=True)
class Atasan:
    """Penilai dan alasannya; `orang` kosong bila rantai atasan tidak berpejabat."""

    orang: KartuOrang | None
    alasan: str


@dataclass(frozen=True, slots=True)
class Tonggak:
    """Satu tonggak di bawah strip tahun; `keadaan` "lewat", "kini", atau kosong."""

    judul: str
    ket: str
    keadaan: str


@dataclass(frozen=True, slots=True)
class RingkasTim:
    """Papan tim dalam beberapa angka: orang tiap tingkat risiko, terburuk dahulu."""

    periode: str
    orang: int
    risiko: list[tuple[str, int, str]]


def semua_tugas(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Tugas dari semua aplikasi, tenggat terdekat lebih dulu."""
    tugas = [t for sumber in SUMBER_TUGAS for t in sumber(pegawai=pegawai, sekarang=sekarang)]
    return sorted(tugas, key=lambda t: (t.tenggat, t.judul))


def atasan(*, pegawai: Pegawai, pada: date) -> Atasan:
    """Penilai pada hari itu beserta sebabnya. Dua kueri."""
    penilai = penilai_pada(pada=pada, pegawai_ids=[pegawai.pk]).get(pegawai.pk)
    if penilai is None:
        return Atasan(None, "Anda belum ditempatkan di unit mana pun. Admin BKD dapat melengkapinya.")
    if penilai.penilai_id is None:
        return Atasan(None, TANPA_PEJABAT)
    orang = kartu_orang([penilai.penilai_id], pada=pada)[penilai.penilai_id]
    return Atasan(orang, alasan_penilai(penilai, kartu=orang))


def tonggak_tahun(*, periode: list[Periode], pada: date) -> list[Tonggak]:
    """Paling banyak empat tonggak di sekitar hari ini: dua yang baru lewat, lalu yang akan datang."""
    urut = sorted(_semua_tonggak(periode))
    kini = next((i for i, (hari, _) in enumerate(urut) if hari >= pada), len(urut))
    mulai = max(0, min(kini - 2, len(urut) - BANYAK_TONGGAK))
    return [
        Tonggak(
            judul,
            f"tenggat {tanggal(hari)}" if nomor == kini else tanggal(hari),
            "lewat" if nomor < kini else "kini" if nomor == kini else "",
        )
        for nomor, (hari, judul) in list(enumerate(urut))[mulai : mulai + BANYAK_TONGGAK]
    ]


def _semua_tonggak(periode: list[Periode]) -> Iterator[tuple[date, str]]:
    """Hari setempat dan judul tiap tonggak; bagian tahun yang sudah ditutup hanya yang terakhir."""
    tutup = None
    for p in periode:
        if p.jenis == Periode.Jenis.TAHUNAN:
            yield timezone.localdate(p.tenggat_skp), f"SKP {p.mulai.year} disetujui"
        elif p.ditutup is not None:
            tutup = timezone.localdate(p.ditutup), f"{p.nama} dinilai"
        else:
            yield timezone.localdate(p.tenggat_lapor), f"Laporan {p.nama}"
            yield timezone.localdate(p.tutup_pada), f"Hasil {p.nama} tampil"
    if tutup:
        yield tutup


def ringkas_tim(*, pegawai: Pegawai, sekarang: datetime) -> RingkasTim | None:
    """Papan tim penilai pada periode berjalan; kosong bila hari ini tidak ada bawahannya. Angkanya dari papan itu."""
    periode = periode_lapor(pegawai, sekarang=sekarang)
    if periode is None:
        return None
    papan = papan_tim(pegawai, periode, sekarang=sekarang)
    if not papan.baris:
        return None
    return RingkasTim(periode.nama, len(papan.baris), [(kata, n, f"{n} orang") for kata, n in papan.hitung])


def umpan_balik_terbaru(*, pegawai: Pegawai) -> UmpanBalik | None:
    """Umpan balik bernama yang paling baru diterima. Satu kueri."""
    return (
        UmpanBalik.objects.filter(penerima=pegawai, ditarik__isnull=True, disembunyikan=False)
        .select_related("ditulis_oleh")
        .order_by("-ditulis_pada")
        .first()
    )


def sapaan(jam: int) -> str:
    """Salam menurut jam setempat."""
    if jam < 11:
        return "Selamat pagi"
    if jam < 15:
        return "Selamat siang"
    return "Selamat sore" if jam < 19 else "Selamat malam"


def ringkasan(tugas: list[Tugas]) -> str:
    """Kalimat di bawah salam: berapa hal menunggu dan yang paling dekat."""
    if not tugas:
        return "Tidak ada yang menunggu Anda saat ini."
    banyak = BILANGAN[len(tugas)] if len(tugas) < len(BILANGAN) else str(len(tugas))
    judul = tugas[0].judul
    singkatan = judul[:2].isupper()
    pertama = judul if singkatan else judul[0].lower() + judul[1:]
    return f"{banyak} hal menunggu Anda. Yang paling dekat: {pertama}."


def sisa_waktu(tenggat: datetime, *, sekarang: datetime) -> tuple[int, str]:
    """Angka besar di panel dan kata di sebelahnya: hari kalender setempat, atau jam dan menit pada hari yang sama."""
    hari = (timezone.localdate(tenggat) - timezone.localdate(sekarang)).days
    kata = "lagi" if tenggat >= sekarang else "terlewat"
    if hari:
        return abs(hari), f"hari {kata}"
    menit = int(abs(tenggat - sekarang).total_seconds()) // 60
    return (menit // 60, f"jam {kata}") if menit >= 60 else (menit, f"menit {kata}")


def hitung_menu(tugas: list[Tugas]) -> dict[str, int]:
    """Banyaknya yang menunggu di tiap butir menu."""
    hitung: Counter[str] = Counter()
    for t in tugas:
        if t.menu:
            hitung[t.menu] += t.jumlah
    return dict(hitung)


def baris_tugas(tugas: list[Tugas], *, sekarang: datetime) -> list[dict[str, Any]]:
    """Bentuk komponen daftar tugas."""
    return [
        {
            "tanggal": timezone.localtime(t.tenggat),
            "judul": t.judul,
            "url": t.url,
            "ket": f"{t.uraian} Tenggat {tenggat(timezone.localtime(t.tenggat), sekarang)}.",
            "tombol": t.tombol,
            "mendesak": nomor == 0,
            "status": t.status or ("terlambat" if t.tenggat < sekarang else ""),
        }
        for nomor, t in enumerate(tugas)
    ]
