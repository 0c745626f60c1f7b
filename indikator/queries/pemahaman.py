"""Apa yang mengukur seseorang, dan siapa yang sudah menyatakan paham."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from indikator.models import (
    Aspek,
    Indikator,
    IndikatorKinerja,
    Pemahaman,
    Periode,
    Polaritas,
    Tinjauan,
)
from indikator.queries.hitungan import aturan_periode, sasaran_dari
from indikator.queries.katalog import indikator_untuk
from indikator.queries.periode import tahun_berjalan
from indikator.queries.teks import acuan_teks, sasaran_teks
from indikator.rules.angka import bulatkan
from indikator.rules.capaian import Polaritas as PolaritasAturan
from indikator.rules.capaian import Sasaran
from indikator.rules.kebijakan import Aturan, aturan_dari
from indikator.rules.penjelasan import Contoh, contoh_capaian, contoh_hitung, uraian_realisasi
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.orang import berlaku, penempatan_pada
from kepegawaian.queries.penilai import bawahan_pada

UMUM = (
    "Berkas selesai tepat waktu (contoh umum)",
    Sasaran(PolaritasAturan.MAKSIMAL, target=Decimal(95)),
    None,
)


@dataclass(frozen=True, slots=True)
class IndikatorSaya:
    """Satu indikator yang mengukur orang itu, dari SKP-nya atau dari tawaran katalog."""

    katalog_id: int | None
    nama: str
    satuan: str
    polaritas: str
    aspek: str
    definisi: str
    formula: str
    sumber_data: str
    bobot: Decimal | None
    target: str
    sasaran: Sasaran | None
    tinjauan: tuple[Tinjauan, ...] = field(default=())


def pernyataan(pegawai: Pegawai, periode: Periode) -> Pemahaman | None:
    """Pernyataan pahamnya untuk tahun dari `periode`, bila ada. Satu kueri."""
    return Pemahaman.objects.filter(
        periode_id=periode.induk_id or periode.pk, dinyatakan_oleh=pegawai
    ).first()


def diukur_dengan(pegawai: Pegawai, *, indikator: Indikator, pada: date) -> bool:
    """Apakah indikator itu ada di SKP-nya atau ditawarkan kepada salah satu penempatannya."""
    if IndikatorKinerja.objects.filter(
        katalog__unit_id=indikator.unit_id, katalog__kode=indikator.kode, skp__pegawai=pegawai
    ).exists():
        return True
    return any(
        indikator.pk == satu.pk
        for penempatan in penempatan_pada(pegawai.pk, pada)
        for satu in indikator_untuk(penempatan, pada)
    )


def indikator_saya(pegawai: Pegawai, *, tahun: Periode, pada: date) -> tuple[list[IndikatorSaya], bool]:
    """Indikator yang mengukurnya tahun itu, dan apakah daftar itu dari SKP (selain itu dari katalog).

    Tiga kueri bila dari SKP; selain itu dua lagi untuk tiap penempatan.
    """
    dari_skp = list(
        IndikatorKinerja.objects.filter(
            skp__pegawai=pegawai, skp__periode=tahun, skp__adendum_dari__isnull=True
        )
        .select_related("katalog")
        .order_by("skp_id", "urutan", "pk")
    )
    tinjauan = _tinjauan_saya(pegawai, tahun)
    if dari_skp:
        return [_dari_skp(satu, tinjauan) for satu in dari_skp], True
    katalog = {
        satu.pk: satu
        for penempatan in penempatan_pada(pegawai.pk, pada)
        for satu in indikator_untuk(penempatan, pada)
    }
    return [_dari_katalog(satu, tinjauan) for satu in katalog.values()], False


Kunci = tuple[int, str]


def _tinjauan_saya(pegawai: Pegawai, tahun: Periode) -> dict[Kunci, list[Tinjauan]]:
    per_indikator: dict[Kunci, list[Tinjauan]] = {}
    for satu in (
        Tinjauan.objects.filter(ditulis_oleh=pegawai)
        .filter(Q(periode=tahun) | Q(periode__induk=tahun))
        .select_related("indikator")
        .order_by("ditulis_pada")
    ):
        per_indikator.setdefault((satu.indikator.unit_id, satu.indikator.kode), []).append(satu)
    return per_indikator


def _dari_skp(satu: IndikatorKinerja, tinjauan: dict[Kunci, list[Tinjauan]]) -> IndikatorSaya:
    katalog = satu.katalog
    return IndikatorSaya(
        katalog_id=satu.katalog_id,
        nama=satu.nama,
        satuan=satu.satuan,
        polaritas=satu.get_polaritas_display(),
        aspek=Aspek(satu.aspek).label,
        definisi=katalog.definisi if katalog else "",
        formula=katalog.formula if katalog else "",
        sumber_data=katalog.sumber_data if katalog else "",
        bobot=satu.bobot,
        target=sasaran_teks(satu),
        sasaran=None if satu.kualitatif else sasaran_dari(satu),
        tinjauan=tuple(tinjauan.get((katalog.unit_id, katalog.kode), ())) if katalog else (),
    )


def _dari_katalog(satu: Indikator, tinjauan: dict[Kunci, list[Tinjauan]]) -> IndikatorSaya:
    return IndikatorSaya(
        katalog_id=satu.pk,
        nama=satu.nama,
        satuan=satu.satuan,
        polaritas=Polaritas(satu.polaritas).label,
        aspek=Aspek(satu.aspek).label,
        definisi=satu.definisi,
        formula=satu.formula,
        sumber_data=satu.sumber_data,
        bobot=satu.bobot_acuan,
        target=acuan_teks(satu) or "disepakati di SKP",
        sasaran=sasaran_acuan(satu),
        tinjauan=tuple(tinjauan.get((satu.unit_id, satu.kode), ())),
    )


def sasaran_acuan(satu: Indikator) -> Sasaran | None:
    """Sasaran dari acuan katalog; kosong bila acuannya belum diisi (tanggal selalu diisi di SKP)."""
    if satu.polaritas in (Polaritas.MAKSIMAL, Polaritas.MINIMAL):
        ada = satu.target_acuan is not None
    elif satu.polaritas == Polaritas.RENTANG:
        ada = satu.bawah_acuan is not None and satu.atas_acuan is not None
    else:
        ada = satu.polaritas == Polaritas.YA_TIDAK
    if not ada:
        return None
    return Sasaran(
        PolaritasAturan(satu.polaritas),
        target=satu.target_acuan,
        bawah=satu.bawah_acuan,
        atas=satu.atas_acuan,
    )


def contoh_saya(indikator: Sequence[IndikatorSaya], *, dari_skp: bool, aturan: Aturan) -> Contoh:
    """Contoh hitung dengan target orang itu; tiga pertama bila belum ber-SKP, contoh umum bila tanpa target."""
    bertarget = [(i.nama, i.sasaran, i.bobot) for i in indikator if i.sasaran is not None]
    return contoh_hitung((bertarget if dari_skp else bertarget[:3]) or [UMUM], aturan=aturan)


@dataclass(frozen=True, slots=True)
class SaringPaham:
    """Saringan dari alamat."""

    q: str = ""
    dinas: int | None = None
    keadaan: str = "belum"


def daftar_paham(
    *,
    instansi_id: int,
    tahun: Periode,
    pada: date,
    unit: Iterable[int] | None,
    orang: Iterable[int],
    saring: SaringPaham,
) -> QuerySet[Penempatan]:
    """Penempatan definitif orang yang boleh dibaca, dengan `paham_pada` (kosong bila belum). Urut nama.

    Yang boleh dibaca: yang ditempatkan di `unit` (None: seluruh instansi) atau termasuk `orang` (bawahan).
    """
    paham = Pemahaman.objects.filter(periode=tahun, dinyatakan_oleh=OuterRef("pegawai_id"))
    hasil = Penempatan.objects.filter(
        berlaku(pada),
        jenis=Penempatan.Jenis.DEFINITIF,
        unit__instansi_id=instansi_id,
        pegawai__is_active=True,
    )
    if unit is not None:
        hasil = hasil.filter(Q(unit_id__in=list(unit)) | Q(pegawai_id__in=list(orang)))
    if saring.q:
        hasil = hasil.filter(Q(pegawai__nama__icontains=saring.q) | Q(pegawai__nip__startswith=saring.q))
    if saring.dinas is not None:
        hasil = hasil.filter(unit__dinas_id=saring.dinas)
    if saring.keadaan in ("belum", "sudah"):
        sudah = Exists(paham)
        hasil = hasil.filter(sudah if saring.keadaan == "sudah" else ~sudah)
    return (
        hasil.annotate(
            paham_pada=Subquery(paham.values("dinyatakan_pada")[:1]), dinas_nama=F("unit__dinas__nama")
        )
        .select_related("pegawai", "unit", "jabatan")
        .order_by("pegawai__nama", "pk")
    )


def bawahan_saya(pegawai: Pegawai, *, pada: date) -> list[int]:
    """Id orang yang dinilainya hari itu. Satu kueri."""
    return bawahan_pada(penilai_id=pegawai.pk, pada=pada, instansi_id=pegawai.instansi_id)


@dataclass(frozen=True, slots=True)
class BarisCapaian:
    """Satu contoh realisasi dengan cara menghitung capaiannya."""

    realisasi: str
    uraian: str
    capaian: Decimal


def contoh_katalog(indikator: Indikator, *, sekarang: datetime) -> list[BarisCapaian]:
    """Contoh capaian dengan target acuan dan aturan tahun berjalan (atau aturan bawaan); boleh kosong."""
    sasaran = sasaran_acuan(indikator)
    if sasaran is None:
        return []
    tahun = tahun_berjalan(indikator.instansi, sekarang)
    aturan = aturan_periode(tahun) if tahun else aturan_dari()
    return [
        BarisCapaian(uraian_realisasi(realisasi), capaian.uraian, bulatkan(capaian.nilai))
        for realisasi, capaian in contoh_capaian(sasaran, aturan=aturan)
    ]
