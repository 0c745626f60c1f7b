"""Dari baris data ke masukan rules.

Laporan mana yang dihitung ditentukan indikator.queries.hitungan. Kembaran SQL-nya ada di
penilaian.services.penutupan.sql_hitung; keduanya dijaga sama oleh uji sifat.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from indikator.models import IndikatorKinerja, Realisasi
from indikator.queries.hitungan import indikator_dinilai
from indikator.rules.angka import rata_jawaban
from indikator.rules.hasil_kerja import IndikatorDinilai


def susun(
    indikator: Iterable[IndikatorKinerja], laporan: Mapping[int, Realisasi]
) -> tuple[IndikatorDinilai, ...]:
    """Semua indikator satu SKP dengan laporannya; `laporan` berkunci id indikator."""
    return tuple(_mungkin(indikator_dinilai(satu, laporan.get(satu.pk))) for satu in indikator)


def _mungkin(satu: IndikatorDinilai) -> IndikatorDinilai:
    """Tanggal yang mendahului mulainya bukan realisasi; tanpa ini penutupan terhenti oleh satu baris keliru."""
    mulai, tanggal = satu.sasaran.mulai, satu.realisasi
    if mulai is not None and isinstance(tanggal, date) and tanggal < mulai:
        return replace(satu, realisasi=None)
    return satu


def rata_penilai(nilai: Iterable[int | None]) -> Decimal | None:
    """Rata-rata jawaban terisi satu penilai; kosong bila tidak ada yang dijawab."""
    terisi = [n for n in nilai if n is not None]
    return rata_jawaban(sum(terisi), n=len(terisi)) if terisi else None
