"""Meja penilai: satu orang dengan sasaran, realisasi, bukti, usul angka, dan riwayatnya."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import connection

from indikator.models import Bukti, Periode
from indikator.queries.hitungan import TERHITUNG
from indikator.queries.realisasi.daftar import BarisCapaian, baris_capaian
from indikator.rules.angka import bulatkan
from indikator.rules.kebijakan import aturan_dari
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import KartuOrang, kartu_orang
from penilaian.models import ButirUmpanBalik, CatatanPenilai, Evaluasi, Hasil
from penilaian.queries.bahan import Bahan, bahan, hari_penilaian
from penilaian.queries.catatan import catatan_tentang
from penilaian.queries.riwayat import capaian_lalu, hasil_terakhir
from penilaian.queries.umpan_rhk import PokokUmpan, butir_tersimpan, pokok_umpan
from umpan_balik.queries.masyarakat import SQL_NILAI_PETUGAS, NilaiPetugas


@dataclass(frozen=True, slots=True)
class BarisMeja:
    """Satu indikator di meja penilai; `lalu` capaian indikator yang sama pada hasil terakhir."""

    baris: BarisCapaian
    bukti: list[Bukti]
    lalu: Decimal | None

    @property
    def dapat_dirating(self) -> bool:
        """Laporan kualitatif yang sudah diserahkan dan tidak dikecualikan: ratingnya diberikan di meja ini."""
        r = self.baris.realisasi
        return self.baris.indikator.kualitatif and r is not None and not r.perlakuan and r.status in TERHITUNG

    @property
    def selisih(self) -> Decimal | None:
        """Selisih angka yang tampil: dua angka yang terbaca sama tidak disebut naik."""
        nilai = self.baris.nilai_capaian
        return None if nilai is None or self.lalu is None else bulatkan(nilai) - bulatkan(self.lalu)


@dataclass(frozen=True, slots=True)
class Meja:
    """Semua yang dibaca penilai sebelum memberi rating. `catatan` miliknya sendiri sejak awal tahun."""

    orang: KartuOrang
    pegawai: Pegawai
    periode: Periode
    bahan: Bahan
    baris: list[BarisMeja]
    warga: NilaiPetugas | None
    riwayat: list[Hasil]
    evaluasi: Evaluasi | None
    butir: list[ButirUmpanBalik]
    pokok: dict[str, PokokUmpan]
    catatan: list[CatatanPenilai]

    @property
    def versi(self) -> int:
        return self.evaluasi.versi if self.evaluasi else 0


def meja(
    *, penilai: Pegawai, pegawai: Pegawai, periode: Periode, sekarang: datetime, pada: date | None = None
) -> Meja:
    """Kumpulkan isi meja. Jumlah kueri tetap berapa pun indikator dan buktinya.

    `pada` hari terakhir ruas yang sudah ditinggalkan pegawainya; kosong berarti hari penilaian.
    """
    pada = pada or hari_penilaian(periode, sekarang)
    bahannya = bahan(periode=periode, pegawai_id=pegawai.pk, penilai_id=penilai.pk, pada=pada)
    riwayat = hasil_terakhir(pegawai.pk, sebelum=periode)
    evaluasi = Evaluasi.objects.filter(
        periode=periode, pegawai=pegawai, penempatan=bahannya.penempatan, versi__gt=0
    ).first()
    butir = butir_tersimpan(evaluasi)
    return Meja(
        orang=kartu_orang([pegawai.pk], pada)[pegawai.pk],
        pegawai=pegawai,
        periode=periode,
        bahan=bahannya,
        baris=_baris(bahannya, riwayat, periode=periode, sekarang=sekarang),
        warga=nilai_warga(periode, pegawai.pk),
        riwayat=riwayat,
        evaluasi=evaluasi,
        butir=butir,
        pokok=pokok_umpan(bahannya.indikator, butir),
        catatan=catatan_tentang(
            penilai.pk,
            pegawai_id=pegawai.pk,
            sejak=date(periode.selesai.year, 1, 1),
            sampai=periode.instansi.hari_pada(sekarang),
        ),
    )


def _baris(bahannya: Bahan, riwayat: list[Hasil], *, periode: Periode, sekarang: datetime) -> list[BarisMeja]:
    lalu, aturan = capaian_lalu(riwayat), aturan_dari(periode.kebijakan.aturan)
    hasil = []
    for satu in bahannya.indikator:
        laporan = bahannya.laporan.get(satu.pk)
        hasil.append(
            BarisMeja(
                baris=baris_capaian(satu, laporan, periode=periode, aturan=aturan, sekarang=sekarang),
                bukti=list(laporan.bukti.all()) if laporan else [],
                lalu=lalu.get(satu.nama),
            )
        )
    return hasil


def nilai_warga(periode: Periode, pegawai_id: int) -> NilaiPetugas | None:
    """Nilai petugas dari survei warga sampai saat ini. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(
            f"SELECT nilai, n FROM ({SQL_NILAI_PETUGAS}) AS semua WHERE pegawai_id = %(pegawai)s",
            {
                "instansi": periode.instansi_id,
                "mulai": periode.mulai,
                "selesai": periode.selesai,
                "pegawai": pegawai_id,
            },
        )
        satu = kursor.fetchone()
        return NilaiPetugas(*satu) if satu else None
