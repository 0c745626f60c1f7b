"""Buku Excel dasbor: angka yang sama dengan halamannya, termasuk yang disimpan. Teks tidak pernah terbaca sebagai rumus."""

from collections.abc import Iterable, Sequence
from itertools import chain, repeat

from asn_kinerja.queries.dasbor.banding import Banding
from asn_kinerja.queries.dasbor.isi import Dasbor
from inti.rules.tabel import KolomTulis, LembarTulis, SelTulis
from inti.services.tulis_lembar import JENIS_EXCEL, tulis_xlsx
from kepegawaian.models import Instansi
from penilaian.queries.dasbor import Langkah

__all__ = ["JENIS_EXCEL", "buku_banding", "buku_dasbor"]

DATA_CONTOH = "Data contoh: orang dan hasil di sini rekaan."
DISIMPAN = "disimpan"
LEBAR_BAWAAN = 12


def buku_dasbor(instansi: Instansi, d: Dasbor, *, nama_dinas: str, katalog: bool) -> bytes:
    """Isi berkas .xlsx halaman dasbor."""
    lembar = [
        _lembar("Keterangan", ("Perihal", "Isi"), _keterangan(instansi, d, nama_dinas), lebar=(30, 90)),
        _langkah(d) if d.berjalan else _hasil(d),
        _lembar("Sebaran predikat", ("Predikat", "Orang"), _sebaran(d), lebar=(30, 14)),
        _lembar("Aspek indikator", ("Aspek", "Indikator"), d.indikator.aspek, lebar=(20, 14)),
        _lembar("Keberatan", ("Perihal", "Banyaknya"), _keberatan(d), lebar=(40, 14)),
    ]
    if katalog:
        kepala = ("Indikator", "Sulit dicapai", "Tidak relevan", "Belum dijawab")
        isi = ((t.nama, t.sulit, t.tidak_relevan, t.menunggu) for t in d.indikator.ditandai)
        lembar.append(_lembar("Indikator ditandai", kepala, isi, lebar=(70, 14, 14, 14)))
    with tulis_xlsx(lembar, judul=f"Dasbor {d.periode.nama}") as berkas:
        return berkas.read()


def buku_banding(instansi: Instansi, b: Banding) -> bytes:
    """Isi berkas .xlsx halaman perbandingan."""
    jenis = "Perangkat daerah" if b.per_dinas else "Unit"
    kepala = (
        jenis,
        "Pegawai",
        "Hasil lengkap",
        "Capaian",
        "Setara",
        "Baik ke atas",
        f"IKM {b.tahun_ikm}",
        "Mutu",
        "Sebaran",
    )
    baris = (
        (
            s.hasil.nama,
            s.hasil.jumlah,
            s.hasil.lengkap,
            s.hasil.rata_hasil,
            s.setara,
            s.hasil.baik,
            s.ikm.ikm if s.ikm else None,
            s.ikm.mutu if s.ikm else "",
            s.hasil.kata_sebaran,
        )
        for s in b.baris
    )
    tren = (
        (h.periode.nama, h.baris.jumlah, h.baris.lengkap, h.baris.rata_hasil, h.baris.baik)
        for h in b.tren
        if h.baris is not None
    )
    keterangan = [
        *_awal(instansi),
        ("Periode", b.periode.nama),
        ("Masa IKM", f"{b.masa_ikm} {b.tahun_ikm}"),
        ("Tren", b.nama_tren or "tidak ada: cakupannya tidak memuat satu perangkat daerah utuh"),
        ("Arti tiap angka", "docs/aturan/dasbor.md"),
    ]
    lembar = [
        _lembar("Keterangan", ("Perihal", "Isi"), keterangan, lebar=(30, 90)),
        _lembar(jenis, kepala, baris, lebar=(52, 12, 14, 12, 18, 14, 12, 8, 70)),
        _lembar(
            "Tren",
            ("Periode", "Pegawai", "Hasil lengkap", "Capaian", "Baik ke atas"),
            tren,
            lebar=(24, 12, 14, 12, 14),
        ),
    ]
    with tulis_xlsx(lembar, judul=f"Perbandingan {b.periode.nama}") as berkas:
        return berkas.read()


def _lembar(
    nama: str, kepala: Sequence[str], baris: Iterable[Sequence[SelTulis]], *, lebar: Sequence[int]
) -> LembarTulis:
    ukuran = chain(lebar, repeat(LEBAR_BAWAAN))
    kolom = [KolomTulis(j, satu, desimal=2) for j, satu in zip(kepala, ukuran, strict=False)]
    return LembarTulis(nama, kolom, baris)


def _awal(instansi: Instansi) -> list[tuple[str, str]]:
    contoh = [("Perhatian", DATA_CONTOH)] if instansi.data_contoh else []
    return [*contoh, ("Instansi", instansi.nama)]


def _keterangan(instansi: Instansi, d: Dasbor, nama_dinas: str) -> Iterable[Sequence[SelTulis]]:
    yield from _awal(instansi)
    yield "Periode", d.periode.nama
    if nama_dinas:
        yield "Perangkat daerah", nama_dinas
    if d.masa_hasil:
        yield "Sebaran dan keberatan", f"{d.masa_hasil.nama}, {d.sebaran.orang} orang"
    if d.sebaran.alasan:
        yield "Sebaran predikat", d.sebaran.alasan
    yield "Arti tiap angka", "docs/aturan/dasbor.md"


def _langkah(d: Dasbor) -> LembarTulis:
    kepala = ("Unit", "Orang", *(str(satu.label) for satu in Langkah), "Terlambat")
    baris: list[list[SelTulis]] = [
        [b.nama, b.orang, *(b.selesai(satu) for satu in Langkah), b.kata_terlambat]
        for b in (*d.baris, d.jumlah)
    ]
    return _lembar("Kelengkapan", kepala, baris, lebar=(52, 10, 16, 16, 18, 50))


def _hasil(d: Dasbor) -> LembarTulis:
    baris = ((b.nama, b.jumlah, b.lengkap, b.tidak_lengkap) for b in d.hasil)
    return _lembar("Kelengkapan", ("Unit", "Orang", "Hasil lengkap", "Tidak lengkap"), baris, lebar=(52,))


def _sebaran(d: Dasbor) -> Iterable[Sequence[SelTulis]]:
    yield from d.sebaran.kolom
    for sebutan in d.sebaran.disimpan:
        yield sebutan, DISIMPAN


def _keberatan(d: Dasbor) -> Iterable[Sequence[SelTulis]]:
    k = d.keberatan
    yield "Diajukan", k.jumlah
    yield "Belum diputus", k.terbuka
    yield "Lewat tenggat putusan", k.lewat
    yield "Hasil diubah", k.diubah
    yield "Hasil tetap", k.tetap
    yield "Ditarik", k.ditarik
    yield "Belum diputus dari periode lain", k.lain
