"""Apa yang masih kurang sebelum sebuah periode dibuka."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, F, OuterRef

from indikator.models import Indikator, Kebijakan, Periode
from indikator.permissions import hari_setempat
from kepegawaian.models import Instansi, Pegawai, UnitKerja
from kepegawaian.queries.penilai import penilai_pada


class Keadaan(StrEnum):
    """Keadaan satu butir pemeriksaan sebelum periode dibuka."""

    SIAP = "siap"
    PERINGATAN = "peringatan"
    KURANG = "kurang"


@dataclass(frozen=True, slots=True)
class Butir:
    """Satu hal yang diperiksa. `url` nama url tempat membereskannya."""

    judul: str
    uraian: str
    keadaan: Keadaan
    url: str = ""


@dataclass(frozen=True, slots=True)
class Kesiapan:
    """Hasil pemeriksaan; hanya `penghalang` yang menahan pembukaan."""

    butir: tuple[Butir, ...]

    @property
    def penghalang(self) -> tuple[Butir, ...]:
        return tuple(b for b in self.butir if b.keadaan is Keadaan.KURANG)

    @property
    def peringatan(self) -> tuple[Butir, ...]:
        return tuple(b for b in self.butir if b.keadaan is Keadaan.PERINGATAN)


def kesiapan(periode: Periode, *, sekarang: datetime) -> Kesiapan:
    """Apa yang masih kurang sebelum periode dibuka. Empat kueri, berapa pun pegawainya."""
    hari = hari_setempat(periode.instansi, sekarang=sekarang)
    pada = min(max(hari, periode.mulai), periode.selesai)
    return Kesiapan(
        (
            _periksa_kebijakan(periode.kebijakan),
            *_periksa_katalog(periode.instansi),
            _periksa_penilai(periode.instansi, pada=pada),
            _periksa_jadwal(periode, sekarang=sekarang),
        )
    )


def _periksa_kebijakan(kebijakan: Kebijakan) -> Butir:
    if kebijakan.status == Kebijakan.Status.DITETAPKAN:
        return Butir("Kebijakan penilaian ditetapkan", str(kebijakan), Keadaan.SIAP, "penilaian:kebijakan")
    return Butir(
        "Kebijakan penilaian belum ditetapkan",
        f"{kebijakan} masih draf. Tetapkan dahulu, supaya cara menilai tidak berubah di tengah jalan.",
        Keadaan.KURANG,
        "penilaian:kebijakan",
    )


def _periksa_katalog(instansi: Instansi) -> list[Butir]:
    aktif = Indikator.objects.filter(instansi=instansi, aktif=True)
    jumlah = aktif.count()
    if jumlah == 0:
        return [
            Butir(
                "Katalog indikator masih kosong",
                "Tambahkan indikator, supaya pegawai dapat menyusun SKP.",
                Keadaan.KURANG,
                "indikator:katalog",
            )
        ]
    hasil = [
        Butir("Katalog indikator terisi", f"{jumlah} indikator aktif.", Keadaan.SIAP, "indikator:katalog")
    ]
    kosong = [
        str(unit)
        for unit in UnitKerja.objects.filter(instansi=instansi, sampai__isnull=True)
        .filter(dinas_id=F("pk"))
        .exclude(Exists(aktif.filter(unit_id=OuterRef("pk"))))
        .order_by("urutan", "nama")
    ]
    if kosong:
        hasil.append(
            Butir(
                f"{len(kosong)} perangkat daerah belum punya indikator sendiri",
                f"{_sebut(kosong)}. Pegawainya masih dapat menulis indikator sendiri.",
                Keadaan.PERINGATAN,
                "indikator:katalog",
            )
        )
    return hasil


def _periksa_penilai(instansi: Instansi, *, pada: date) -> Butir:
    tanpa = [
        p.pegawai_id
        for p in penilai_pada(pada=pada, instansi_id=instansi.pk).values()
        if p.penilai_id is None
    ]
    if not tanpa:
        return Butir("Semua pegawai punya pejabat penilai", "", Keadaan.SIAP, "kepegawaian:organisasi")
    nama = list(Pegawai.objects.filter(pk__in=tanpa).order_by("nama").values_list("nama", flat=True)[:4])
    sisa = f" dan {len(tanpa) - len(nama)} orang lain" if len(tanpa) > len(nama) else ""
    return Butir(
        f"{len(tanpa)} pegawai belum punya pejabat penilai",
        f"{', '.join(nama)}{sisa}. Isi kepala unitnya, atau tetapkan penilai khusus.",
        Keadaan.PERINGATAN,
        "kepegawaian:organisasi",
    )


def _periksa_jadwal(periode: Periode, *, sekarang: datetime) -> Butir:
    if periode.tutup_pada <= sekarang:
        return Butir(
            "Waktu penutupan sudah lewat", "Mundurkan waktu penutupan, lalu buka lagi.", Keadaan.KURANG
        )
    lewat = [
        kata
        for kata, tenggat in (("menyusun SKP", periode.tenggat_skp), ("lapor capaian", periode.tenggat_lapor))
        if tenggat <= sekarang
    ]
    if lewat:
        return Butir(
            f"Tenggat {' dan '.join(lewat)} sudah lewat",
            "Yang masuk sesudahnya tetap diterima dan ditandai terlambat.",
            Keadaan.PERINGATAN,
        )
    return Butir("Jadwal berurutan dan belum lewat", "", Keadaan.SIAP)


def _sebut(nama: list[str], batas: int = 4) -> str:
    """Beberapa nama pertama, sisanya disebut jumlahnya."""
    sisa = f" dan {len(nama) - batas} lainnya" if len(nama) > batas else ""
    return ", ".join(nama[:batas]) + sisa
