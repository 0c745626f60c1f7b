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
    """Berapa SKP, laporan, dan evaluasi di tiap keadaan, dari yang ditempatkan hari itu. Lima kueri; tahun dua.

    Yang pindah dihitung pada penempatannya yang sekarang, sama dengan halaman kemajuan.
    """
    tahun_id = periode.induk_id or periode.pk
    tempat = Penempatan.objects.filter(
        berlaku(pada),
        jenis=Penempatan.Jenis.DEFINITIF,
        unit__instansi_id=periode.instansi_id,
        pegawai__is_active=True,
    )
    orang = tempat.count()
    hasil = [_isi("SKP", "orang", orang, SKP.objects.filter(periode_id=tahun_id, penempatan__in=tempat))]
    if periode.jenis != Periode.Jenis.TAHUNAN:
        diminta = IndikatorKinerja.objects.filter(
            skp__periode_id=tahun_id, skp__status=StatusDokumen.DISETUJUI, skp__penempatan__in=tempat
        )
        laporan = Realisasi.objects.filter(periode=periode, indikator__in=diminta)
        hasil.append(_isi("Laporan capaian", "laporan", diminta.count(), laporan))
        # Evaluasi milik aplikasi sesudah ini; dibaca lewat hubungan baliknya.
        evaluasi = periode.evaluasi.filter(pegawai__in=tempat.values("pegawai"))
        hasil.append(_isi("Evaluasi", "orang", orang, evaluasi))
    return hasil


def _isi(judul: str, satuan: str, diharapkan: int, dokumen: QuerySet[Any]) -> Isi:
    hitung = {
        baris["status"]: baris["n"] for baris in dokumen.order_by().values("status").annotate(n=Count("pk"))
    }
    ada = sum(hitung.values())
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
