"""Dari baris data ke masukan rules: satu tempat yang menentukan laporan mana yang dihitung.

Kembaran SQL-nya ada di penilaian.queries.sql.hitung; keduanya dijaga sama oleh uji sifat.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from indikator.models import IndikatorKinerja, StatusDokumen
from indikator.models import Realisasi as BarisRealisasi
from indikator.rules.angka import rata_jawaban
from indikator.rules.capaian import Polaritas, Realisasi, Sasaran
from indikator.rules.hasil_kerja import IndikatorDinilai

# Diajukan ikut dihitung: pegawainya sudah melapor tepat waktu, penilai yang belum sempat memeriksa.
STATUS_DIHITUNG = frozenset({StatusDokumen.DIAJUKAN, StatusDokumen.DISETUJUI})


def indikator_dinilai(satu: IndikatorKinerja, laporan: BarisRealisasi | None) -> IndikatorDinilai:
    """Indikator dengan realisasi yang dihitung; draf dan yang dikembalikan berarti belum dilaporkan."""
    perlakuan = laporan.perlakuan if laporan else ""
    return IndikatorDinilai(
        kode=satu.kode,
        bobot=satu.bobot,
        sasaran=sasaran(satu),
        realisasi=realisasi_dihitung(satu, laporan),
        dikecualikan=perlakuan == BarisRealisasi.Perlakuan.DIKECUALIKAN,
        tidak_dilaporkan=perlakuan == BarisRealisasi.Perlakuan.TIDAK_DILAPORKAN,
        nama=satu.nama,
    )


def susun(
    indikator: Iterable[IndikatorKinerja], laporan: Mapping[int, BarisRealisasi]
) -> tuple[IndikatorDinilai, ...]:
    """Semua indikator satu SKP dengan laporannya; `laporan` berkunci id indikator."""
    return tuple(indikator_dinilai(satu, laporan.get(satu.pk)) for satu in indikator)


def sasaran(satu: IndikatorKinerja) -> Sasaran:
    """Hanya isian yang dipakai polaritasnya, supaya nota tidak memuat sisa isian lama."""
    jenis = Polaritas(satu.polaritas)
    if jenis is Polaritas.RENTANG:
        return Sasaran(jenis, bawah=satu.bawah, atas=satu.atas)
    if jenis is Polaritas.TANGGAL:
        return Sasaran(jenis, mulai=satu.mulai, tenggat=satu.tenggat)
    if jenis is Polaritas.YA_TIDAK:
        return Sasaran(jenis)
    return Sasaran(jenis, target=satu.target)


def realisasi_dihitung(satu: IndikatorKinerja, laporan: BarisRealisasi | None) -> Realisasi | None:
    """Realisasi menurut polaritas, atau kosong bila laporannya tidak ada, belum diajukan, atau mustahil."""
    if laporan is None or laporan.status not in STATUS_DIHITUNG:
        return None
    if satu.polaritas == Polaritas.TANGGAL:
        mustahil = laporan.tanggal is None or satu.mulai is None or laporan.tanggal < satu.mulai
        return None if mustahil else laporan.tanggal
    if satu.polaritas == Polaritas.YA_TIDAK:
        return {Decimal(1): True, Decimal(0): False}.get(laporan.nilai) if laporan.nilai is not None else None
    return laporan.nilai


def rata_penilai(nilai: Iterable[int | None]) -> Decimal | None:
    """Rata-rata jawaban terisi satu penilai; kosong bila tidak ada yang dijawab."""
    terisi = [n for n in nilai if n is not None]
    return rata_jawaban(sum(terisi), n=len(terisi)) if terisi else None
