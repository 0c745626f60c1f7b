"""Buku Excel dari halaman umum. Semua teks ditulis sebagai teks, sehingga tidak pernah dibaca sebagai rumus."""

from collections.abc import Iterable, Sequence
from itertools import chain, repeat

from asn_kinerja.queries.publik import Publik, RincianDinas
from inti.rules.format import tanggal
from inti.rules.tabel import KolomTulis, LembarTulis, SelTulis
from inti.services.tulis_lembar import JENIS_EXCEL, tulis_xlsx
from kepegawaian.models import Instansi
from umpan_balik.queries.publik import Ikm
from umpan_balik.rules.unsur import UNSUR

__all__ = ["JENIS_EXCEL", "buku"]

DATA_CONTOH = "Data contoh: orang dan hasil di sini rekaan."
BELUM = "belum terbit"

LEBAR_BAWAAN = 9
KEPALA_TINDAK = ("Yang dikerjakan", "Unsur", "Penanggung jawab", "Paling lambat", "Keadaan", "Hasil", "Bukti")
Sel = SelTulis


def buku(pemda: Instansi, publik: Publik, rincian: RincianDinas | None) -> bytes:
    """Isi berkas .xlsx; memori tetap, karena baris langsung ditulis ke berkas sementara."""
    lembar = [
        _lembar("Keterangan", ("Perihal", "Isi"), _keterangan(pemda, publik), lebar=(28, 90)),
        _lembar("Tiap dinas", _kepala_dinas(publik), _baris_dinas(publik), lebar=(52, 10, 8)),
        _lembar("Tren", ("Triwulan", "IKM", "Responden"), _baris_tren(publik), lebar=(22, 10, 12)),
    ]
    if rincian:
        kepala_unit = ("Unit", "IKM", "Mutu", "Responden")
        lembar += [
            _lembar(
                "Indikator", _kepala_indikator(publik, rincian), _baris_indikator(rincian), lebar=(60, 16)
            ),
            _lembar("Unit", kepala_unit, _baris_unit(rincian), lebar=(52, 10, 8)),
            _lembar(
                "Layanan",
                ("Layanan", "Unit", "IKM", "Mutu", "Responden"),
                _baris_layanan(rincian),
                lebar=(44, 44),
            ),
            _lembar(
                "Tindak lanjut", KEPALA_TINDAK, _baris_tindak(rincian), lebar=(60, 36, 36, 12, 14, 60, 40)
            ),
        ]
    kepala_saran = ("Tanggal", "Saran warga", "Jawaban resmi", "Perangkat daerah")
    saran = ((s.tanggal, s.teks, s.jawaban, s.dinas) for s in publik.saran)
    lembar.append(_lembar("Saran warga", kepala_saran, saran, lebar=(12, 60, 60, 40)))
    with tulis_xlsx(lembar) as berkas:
        return berkas.read()


def _lembar(
    nama: str, kepala: Sequence[str], baris: Iterable[Sequence[Sel]], *, lebar: Sequence[int]
) -> LembarTulis:
    """Kolom di luar `lebar` memakai lebar bawaan Excel; angka desimal ditulis dua di belakang koma."""
    ukuran = chain(lebar, repeat(LEBAR_BAWAAN))
    kolom = [KolomTulis(judul, satu, desimal=2) for judul, satu in zip(kepala, ukuran, strict=False)]
    return LembarTulis(nama, kolom, baris)


def _keterangan(pemda: Instansi, publik: Publik) -> Iterable[Sequence[Sel]]:
    if pemda.data_contoh:
        yield "Perhatian", DATA_CONTOH
    yield "Pemerintah daerah", pemda.nama
    yield "Masa survei", f"{publik.masa} {publik.tahun}"
    yield "Data sampai", tanggal(publik.sampai)
    yield f"IKM {publik.tahun}", publik.ikm.ikm if publik.ikm.terbit else publik.ikm.alasan
    yield "Responden", publik.ikm.n
    yield "Capaian", publik.periode.nama if publik.periode else "belum ada periode yang ditutup"
    yield "Cara menghitung", "IKM = rata-rata sembilan unsur × 25 (PermenPANRB 14/2017)."
    yield (
        "Yang belum terbit",
        "Kelompok yang respondennya belum 30 (atau sampelnya, bila lebih kecil), atau yang dapat dihitung balik "
        "menjadi kurang dari 5 orang.",
    )


def _kepala_dinas(publik: Publik) -> list[str]:
    capaian = f"Capaian {publik.periode.nama}" if publik.periode else "Capaian"
    tahun, lalu = publik.tahun, publik.tahun - 1
    awal = ["Perangkat daerah", f"IKM {tahun}", "Mutu", "Responden", f"IKM {lalu}", f"Dari {lalu}", capaian]
    return awal + [u.nama for u in UNSUR]


def _baris_dinas(publik: Publik) -> Iterable[Sequence[Sel]]:
    for b in publik.urut("ikm"):
        unsur = [nilai for _, nilai in b.ikm.unsur] if b.ikm and b.ikm.terbit else []
        lalu = b.lalu.ikm if b.lalu else None
        yield [b.nama, *_tiga(b.ikm), lalu, b.perubahan, b.capaian, *unsur]


def _tiga(ikm: Ikm | None) -> tuple[Sel, Sel, Sel]:
    """IKM, mutu, responden."""
    if ikm is None:
        return None, "belum disurvei", None
    return (ikm.ikm, ikm.mutu, ikm.n) if ikm.terbit else (None, BELUM, None)


def _baris_tren(publik: Publik) -> Iterable[Sequence[Sel]]:
    for t in publik.tren:
        yield (t.nama, t.ikm.ikm, t.ikm.n) if t.ikm.terbit else (t.nama, BELUM, None)


def _kepala_indikator(publik: Publik, rincian: RincianDinas) -> list[str]:
    kini = publik.periode.nama if publik.periode else "Kini"
    lalu = rincian.periode_lalu.nama if rincian.periode_lalu else "Periode sebelumnya"
    return ["Indikator", "Target", "Satuan", f"Capaian {kini} (%)", f"Capaian {lalu} (%)", "Pegawai"]


def _baris_indikator(rincian: RincianDinas) -> Iterable[Sequence[Sel]]:
    for b in rincian.indikator:
        yield b.kini.nama, b.kini.target, b.kini.satuan, b.kini.rata, b.lalu, b.kini.orang


def _baris_unit(rincian: RincianDinas) -> Iterable[Sequence[Sel]]:
    for u in rincian.unit:
        yield [u.unit.nama, *_tiga(u.ikm)]


def _baris_layanan(rincian: RincianDinas) -> Iterable[Sequence[Sel]]:
    for unit, daftar in rincian.layanan:
        for satu in daftar:
            yield [satu.nama, unit.nama, *_tiga(satu.ikm)]


def _baris_tindak(rincian: RincianDinas) -> Iterable[Sequence[Sel]]:
    for t in rincian.tindak_lanjut:
        yield t.rencana, t.nama_unsur, t.penanggung_jawab, t.tenggat, t.get_status_display(), t.hasil, t.bukti
