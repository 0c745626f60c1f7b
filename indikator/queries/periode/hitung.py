"""Isi sebuah periode menurut keadaan: SKP, laporan, dan evaluasi."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from indikator.models import SKP, IndikatorKinerja, Periode, Realisasi, StatusDokumen
from kepegawaian.models import Penempatan
from kepegawaian.queries.orang import berlaku

SELESAI = (StatusDokumen.DISETUJUI, "ditetapkan")


@dataclass(frozen=True, slots=True)
class JumlahKeadaan:
    """Satu keadaan dengan banyaknya dokumen; `kode` adalah kode lencana."""

    kode: str
    jumlah: int


@dataclass(frozen=True, slots=True)
class Isi:
    """Satu jenis dokumen: yang diharapkan, yang selesai, dan rinciannya menurut keadaan."""

    judul: str
    satuan: str
    diharapkan: int
    selesai: int
    keadaan: tuple[JumlahKeadaan, ...]


def isi_periode(periode: Periode, *, pada: date) -> list[Isi]:
    """Berapa SKP, laporan, dan evaluasi di tiap keadaan. Untuk tahun hanya SKP. Paling banyak enam kueri."""
    tahun_id = periode.induk_id or periode.pk
    orang = (
        Penempatan.objects.filter(
            berlaku(pada),
            jenis=Penempatan.Jenis.DEFINITIF,
            unit__instansi_id=periode.instansi_id,
            pegawai__is_active=True,
        )
        .values("pegawai_id")
        .distinct()
        .count()
    )
    hasil = [_isi("SKP", "orang", orang, SKP.objects.filter(periode_id=tahun_id))]
    if periode.jenis != Periode.Jenis.TAHUNAN:
        diminta = IndikatorKinerja.objects.filter(
            skp__periode_id=tahun_id, skp__status=StatusDokumen.DISETUJUI
        ).count()
        hasil.append(_isi("Laporan capaian", "laporan", diminta, Realisasi.objects.filter(periode=periode)))
        # Evaluasi milik aplikasi sesudah ini; dibaca lewat hubungan baliknya.
        hasil.append(_isi("Evaluasi", "orang", orang, periode.evaluasi.all()))
    return hasil


def _isi(judul: str, satuan: str, diharapkan: int, dokumen: QuerySet[Any]) -> Isi:
    hitung = {
        baris["status"]: baris["n"] for baris in dokumen.order_by().values("status").annotate(n=Count("pk"))
    }
    ada = sum(hitung.values())
    diharapkan = max(diharapkan, ada)
    keadaan = [JumlahKeadaan("belum_mulai", diharapkan - ada)]
    urutan = [*StatusDokumen.values, "ditetapkan"]
    keadaan += [JumlahKeadaan(kode, hitung[kode]) for kode in sorted(hitung, key=urutan.index)]
    return Isi(
        judul,
        satuan,
        diharapkan,
        sum(hitung.get(kode, 0) for kode in SELESAI),
        tuple(k for k in keadaan if k.jumlah),
    )
