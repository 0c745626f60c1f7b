"""Dari baris ke aturan: sasaran, realisasi yang dihitung, capaian, dan prakiraan nilai hasil kerja."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q

from indikator.models import IndikatorKinerja, Periode, Realisasi, StatusDokumen
from indikator.queries.target import target_pada
from indikator.rules.capaian import Capaian, Polaritas, Sasaran
from indikator.rules.capaian import Realisasi as NilaiRealisasi
from indikator.rules.hasil_kerja import IndikatorDinilai, capaian_indikator
from indikator.rules.kebijakan import Aturan, aturan_dari
from indikator.rules.kualitatif import Ekspektasi
from indikator.rules.prakiraan import Prakiraan, prakirakan

# Yang sudah diserahkan ikut dihitung; draf dan yang dikembalikan belum.
TERHITUNG = frozenset({StatusDokumen.DIAJUKAN, StatusDokumen.DISETUJUI})


def beres(awalan: str = "") -> Q:
    """Saringan laporan yang tidak ditagih lagi: sudah diserahkan, atau perlakuannya sudah diputus penilai."""
    return Q(**{f"{awalan}status__in": TERHITUNG}) | ~Q(**{f"{awalan}perlakuan": ""})


def sasaran_dari(indikator: IndikatorKinerja) -> Sasaran:
    """Sasaran sebuah indikator kinerja dalam bentuk yang dimengerti aturan; targetnya menurut `dengan_target`."""
    return Sasaran(
        polaritas=Polaritas(indikator.polaritas),
        target=target_pada(indikator),
        bawah=indikator.bawah,
        atas=indikator.atas,
        mulai=indikator.mulai,
        tenggat=indikator.tenggat,
    )


def nilai_realisasi(*, polaritas: str, nilai: Decimal | None, tanggal: date | None) -> NilaiRealisasi | None:
    """Realisasi menurut polaritas: angka, tanggal, atau ya/tidak (1 atau 0). None berarti belum diisi."""
    if polaritas == Polaritas.TANGGAL:
        return tanggal
    if polaritas == Polaritas.YA_TIDAK:
        return None if nilai is None else nilai == 1
    return nilai


def menunggu_rating(indikator: IndikatorKinerja, realisasi: Realisasi | None) -> bool:
    """Kualitatif: sudah diserahkan, belum diberi rating."""
    return (
        indikator.kualitatif
        and realisasi is not None
        and realisasi.status in TERHITUNG
        and not realisasi.rating
    )


def nilai_terhitung(indikator: IndikatorKinerja, realisasi: Realisasi | None) -> NilaiRealisasi | None:
    """Realisasi yang ikut dihitung, atau ratingnya bila kualitatif; None bila belum diserahkan atau belum berrating."""
    if realisasi is None or realisasi.status not in TERHITUNG:
        return None
    if indikator.kualitatif:
        return Ekspektasi(realisasi.rating) if realisasi.rating else None
    return nilai_realisasi(polaritas=indikator.polaritas, nilai=realisasi.nilai, tanggal=realisasi.tanggal)


def aturan_periode(periode: Periode) -> Aturan:
    """Aturan kebijakan periode itu."""
    return aturan_dari(periode.kebijakan.aturan)


def capaian_realisasi(
    indikator: IndikatorKinerja, *, nilai: Decimal | None, tanggal: date | None, aturan: Aturan
) -> Capaian | None:
    """Capaian dari isian apa pun keadaannya; None bila kosong, kualitatif, atau tidak mungkin dihitung."""
    isi = nilai_realisasi(polaritas=indikator.polaritas, nilai=nilai, tanggal=tanggal)
    if isi is None:
        return None
    try:
        return capaian_indikator(sasaran_dari(indikator), realisasi=isi, aturan=aturan)
    except ValueError:
        return None


def indikator_dinilai(indikator: IndikatorKinerja, realisasi: Realisasi | None) -> IndikatorDinilai:
    """Masukan aturan hasil kerja untuk satu indikator."""
    perlakuan = realisasi.perlakuan if realisasi else Realisasi.Perlakuan.DINILAI
    return IndikatorDinilai(
        kode=indikator.kode,
        nama=indikator.nama,
        bobot=indikator.bobot,
        sasaran=sasaran_dari(indikator),
        realisasi=nilai_terhitung(indikator, realisasi),
        dikecualikan=perlakuan == Realisasi.Perlakuan.DIKECUALIKAN,
        tidak_dilaporkan=perlakuan == Realisasi.Perlakuan.TIDAK_DILAPORKAN,
        menunggu_rating=menunggu_rating(indikator, realisasi),
    )


@dataclass(frozen=True, slots=True)
class Dampak:
    """Prakiraan nilai hasil kerja tanpa dan dengan satu laporan."""

    sebelum: Prakiraan
    sesudah: Prakiraan


def prakiraan(
    indikator: Iterable[IndikatorKinerja], realisasi: Mapping[int, Realisasi], *, aturan: Aturan
) -> Prakiraan | None:
    """Prakiraan satu SKP; `realisasi` menurut id indikator. None bila SKP-nya belum dapat dihitung."""
    try:
        return prakirakan(tuple(indikator_dinilai(i, realisasi.get(i.pk)) for i in indikator), aturan=aturan)
    except ValueError:
        return None


def dampak(
    indikator: Iterable[IndikatorKinerja],
    realisasi: Mapping[int, Realisasi],
    *,
    indikator_id: int,
    aturan: Aturan,
) -> Dampak | None:
    """Apa yang diubah laporan satu indikator terhadap prakiraan."""
    daftar = list(indikator)
    tanpa = {i: r for i, r in realisasi.items() if i != indikator_id}
    sebelum = prakiraan(daftar, tanpa, aturan=aturan)
    sesudah = prakiraan(daftar, realisasi, aturan=aturan)
    return None if sebelum is None or sesudah is None else Dampak(sebelum, sesudah)
