"""Isi beranda: yang diminta, penilai dan sebabnya, perkiraan, umpan balik, tonggak tahun."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from indikator.models import Periode
from indikator.queries import beranda as indikator_beranda
from inti.rules.format import tenggat
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
        return Atasan(None, "Unit di atas Anda belum berpejabat. Admin BKD dapat menunjuk penilai.")
    orang = kartu_orang([penilai.penilai_id], pada=pada)[penilai.penilai_id]
    return Atasan(orang, alasan_penilai(penilai, kartu=orang))


def tonggak_tahun(*, periode: list[Periode], pada: date) -> list[dict[str, Any]]:
    """Empat tonggak tahun berjalan untuk strip, dari periode yang sudah ada."""
    tahun = next((p for p in periode if p.jenis == Periode.Jenis.TAHUNAN), None)
    bagian = [p for p in periode if p.jenis != Periode.Jenis.TAHUNAN]
    butir: list[tuple[str, datetime]] = []
    if tahun:
        butir.append(("SKP disetujui", tahun.tenggat_skp))
    tutup = [p for p in bagian if p.status == Periode.Status.DITUTUP and p.ditutup]
    if tutup:
        butir.append((f"{tutup[-1].nama} dinilai", tutup[-1].ditutup))  # type: ignore[arg-type]
    for p in (p for p in bagian if p.status == Periode.Status.DIPROSES):
        butir += [(f"Laporan {p.nama}", p.tenggat_lapor), (f"Hasil {p.nama} tampil", p.tutup_pada)]
    lewat = [timezone.localtime(w).date() < pada for _, w in butir]
    kini = lewat.index(False) if False in lewat else -1
    return [
        {
            "judul": judul,
            "ket": timezone.localtime(waktu).date(),
            "keadaan": "lewat" if sudah else ("kini" if nomor == kini else ""),
        }
        for nomor, ((judul, waktu), sudah) in enumerate(zip(butir, lewat, strict=True))
    ][:4]


def periode_tahun_ini(*, instansi_id: int, pada: date) -> list[Periode]:
    """Tahun dan bagiannya yang memuat hari itu. Satu kueri."""
    return list(
        Periode.objects.filter(instansi_id=instansi_id, mulai__year=pada.year)
        .exclude(status=Periode.Status.DRAF)
        .order_by("mulai", "jenis")
    )


def umpan_balik_terbaru(*, pegawai: Pegawai) -> UmpanBalik | None:
    """Umpan balik bernama yang paling baru diterima. Satu kueri."""
    return (
        UmpanBalik.objects.filter(penerima=pegawai)
        .select_related("ditulis_oleh", "realisasi__indikator")
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
    pertama = tugas[0].judul[0].lower() + tugas[0].judul[1:]
    return f"{banyak} hal menunggu Anda. Yang paling dekat: {pertama}."


def sisa_hari(tenggat: datetime, *, sekarang: datetime) -> tuple[int, str]:
    """Angka besar di panel dan kata di sebelahnya, dihitung per hari kalender setempat."""
    hari = (timezone.localtime(tenggat).date() - timezone.localtime(sekarang).date()).days
    if hari < 0:
        return -hari, "hari terlewat"
    return (hari, "hari lagi") if hari else (0, "hari lagi, berakhir hari ini")


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
            "status": t.status,
        }
        for nomor, t in enumerate(tugas)
    ]
