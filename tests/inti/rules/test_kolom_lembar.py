"""Kolom tiap lembar impor: yang wajib, batas panjang, dan batas angkanya, seperti yang tertulis di petunjuknya."""

from collections.abc import Callable
from itertools import chain

import pytest

from indikator.rules.lembar_katalog import KATALOG, Kelompok, baca_jangkauan, tulis_jangkauan
from inti.rules.tabel import Jenis, Kolom, baca, tulis
from kepegawaian.rules.impor import JABATAN, PEGAWAI, PENEMPATAN, UNIT
from pelatihan.rules.lembar_kompetensi import (
    _KOMPETENSI,
    _TINGKAT,
    ASESMEN,
    CARA,
    NAMA_PEGAWAI,
    NIP,
    STANDAR,
)
from pelatihan.rules.lembar_pelatihan import PELATIHAN
from pelatihan.rules.lembar_potensi import POTENSI
from umpan_balik.rules.lembar_kertas import KERTAS, rapikan_nomor

# Dibaca saat diuji, supaya kolom yang keliru sesudah berkas ini dimuat tetap terlihat.
LEMBAR: dict[str, Callable[[], tuple[Kolom, ...]]] = {
    "JABATAN": lambda: JABATAN,
    "PEGAWAI": lambda: PEGAWAI,
    "PENEMPATAN": lambda: PENEMPATAN,
    "UNIT": lambda: UNIT,
    "ASESMEN": lambda: ASESMEN,
    "STANDAR": lambda: STANDAR,
    "PELATIHAN": lambda: PELATIHAN,
    "POTENSI": lambda: POTENSI,
    "KERTAS": lambda: KERTAS,
    "KATALOG": lambda: KATALOG,
}
# Nama kolom, jenisnya (bintang: wajib), lalu panjang terbanyak atau rentang angkanya.
ISI = {
    "JABATAN": """
        nama teks* ≤200
        jenis pilihan*
        jenjang teks ≤30
        kelas bulat 1..17
        sumber teks ≤300
    """,
    "PEGAWAI": """
        nip nomor*
        nama teks* ≤150
        gelar_depan teks ≤30
        gelar_belakang teks ≤60
        status pilihan
        golongan teks ≤6
        kelamin pilihan
        tanggal_lahir tanggal
        email teks ≤254
        telepon telepon
    """,
    "PENEMPATAN": """
        nomor nomor
        nip nomor*
        nama_pegawai teks ≤150
        unit teks* ≤900
        jabatan teks* ≤200
        jenis pilihan*
        kepala ya_tidak
        sejak tanggal*
        sampai tanggal
        dasar teks ≤120
    """,
    "UNIT": """
        kode nomor
        nama teks* ≤200
        singkatan teks ≤60
        jenis pilihan*
        induk teks ≤900
        urutan bulat 0..9999
        sejak tanggal*
        sumber teks ≤300
        berlaku tanggal
        dasar teks ≤120
    """,
    "ASESMEN": """
        nip nomor*
        nama_pegawai teks ≤150
        kompetensi teks* ≤120
        tingkat bulat* 1..5
        tanggal tanggal*
        cara teks ≤120
        penyelenggara teks ≤120
    """,
    "STANDAR": """
        jabatan teks ≤200
        jenis pilihan
        jenjang teks ≤30
        kompetensi teks* ≤120
        tingkat bulat* 1..5
        bobot bulat 1..3
        sejak tanggal*
        sampai tanggal
        dasar teks ≤200
    """,
    "PELATIHAN": """
        judul teks* ≤250
        kode_bentuk pilihan*
        jp bulat* 1..2000
        jp_usulan ya_tidak
        penyelenggara teks ≤200
        kompetensi teks ≤250
        biaya bulat 0..10000000000
        prasyarat teks ≤250
        sumber teks ≤300
        aktif ya_tidak
    """,
    "POTENSI": """
        nip nomor*
        nama_pegawai teks ≤150
        skor desimal* 0..100
        tanggal tanggal*
        cara teks ≤120
        penyelenggara teks* ≤120
    """,
    "KERTAS": """
        titik teks* ≤32
        nomor teks* ≤200
        tanggal tanggal
        setuju ya_tidak
        persyaratan bulat 1..4
        prosedur bulat 1..4
        waktu bulat 1..4
        biaya bulat 1..4
        produk bulat 1..4
        kompetensi bulat 1..4
        perilaku bulat 1..4
        sarana bulat 1..4
        pengaduan bulat 1..4
    """,
    "KATALOG": """
        dinas teks* ≤200
        kode teks ≤30
        nama teks* ≤300
        sasaran teks ≤400
        definisi teks ≤5000
        formula teks ≤5000
        satuan teks* ≤60
        polaritas pilihan*
        aspek pilihan*
        target_acuan desimal
        bawah_acuan desimal
        atas_acuan desimal
        bobot_acuan desimal
        sumber_data teks ≤300
        asal pilihan
        catatan_sumber teks ≤400
        jangkauan teks ≤5000
    """,
}
SEMUA = [(nama, n) for nama, isi in LEMBAR.items() for n in range(len(isi()))]


def tertulis(kolom: Kolom) -> str:
    panjang = f" ≤{kolom.maks}" if kolom.jenis is Jenis.TEKS else ""
    rentang = "" if kolom.terkecil is None else f" {kolom.terkecil}..{kolom.terbesar}"
    return f"{kolom.nama} {kolom.jenis}{'*' if kolom.wajib else ''}{panjang}{rentang}"


@pytest.mark.parametrize("nama", LEMBAR)
def test_kolom_lembar_seperti_yang_dijanjikan(nama: str) -> None:
    assert [tertulis(satu) for satu in LEMBAR[nama]()] == [
        baris.strip() for baris in ISI[nama].split("\n")[1:-1]
    ]


@pytest.mark.parametrize(("lembar", "urut"), SEMUA)
def test_contoh_dan_pilihan_tiap_kolom_terbaca_kembali(lembar: str, urut: int) -> None:
    kolom = LEMBAR[lembar]()[urut]
    if kolom.contoh:
        nilai = baca(kolom, kolom.contoh).nilai
        assert nilai not in (None, "") and baca(kolom, tulis(kolom, nilai)).nilai == nilai
    for kode, label in kolom.pilihan:
        assert baca(kolom, label).nilai == kode and tulis(kolom, kode) == label
    assert {kolom.judul, *kolom.alias}.isdisjoint(
        chain.from_iterable((lain.judul, *lain.alias) for lain in LEMBAR[lembar]() if lain is not kolom)
    ), "satu judul satu kolom"


def test_kolom_yang_sama_ditulis_sama_di_tiap_lembar() -> None:
    """Orang menyalin kolom dari lembar yang satu ke yang lain."""
    for lembar, kolom in (
        (ASESMEN, (NIP, NAMA_PEGAWAI, _KOMPETENSI, _TINGKAT, CARA)),
        (STANDAR, (_KOMPETENSI, _TINGKAT)),
        (POTENSI, (NIP, NAMA_PEGAWAI, CARA)),
    ):
        assert [satu for satu in lembar if satu.nama in {k.nama for k in kolom}] == list(kolom)


def test_nomor_lembar_kertas_disamakan_dan_dibatasi() -> None:
    assert rapikan_nomor(" 2026 10-a1 ") == "202610-A1"
    assert rapikan_nomor("9" * 20) == "9" * 20
    with pytest.raises(ValueError, match="paling panjang 20"):
        rapikan_nomor("9" * 21)


def test_jangkauan_ditulis_baku_dan_terbaca_kembali() -> None:
    dua = [Kelompok(jenis="Pelaksana", unit="Puskesmas Ampenan"), Kelompok(jabatan="Perawat")]
    teks = "jabatan=Perawat; jenis=Pelaksana + unit=Puskesmas Ampenan"
    assert tulis_jangkauan([*dua, dua[0], Kelompok()]) == teks
    assert sorted(baca_jangkauan(f"{teks}; "), key=str) == sorted(dua, key=str)
    assert baca_jangkauan("JENIS = Pelaksana") == [Kelompok(jenis="Pelaksana")]
    for salah, kata in (
        ("dinas=A", "belum dapat dibaca"),
        ("unit=", "belum dapat dibaca"),
        ("unit", "belum dapat dibaca"),
        ("unit=A + Unit=B", "dua kali"),
    ):
        with pytest.raises(ValueError, match=kata):
            baca_jangkauan(salah)
    with pytest.raises(ValueError, match=f"^“{'x' * 60}” belum"):
        baca_jangkauan("x" * 80)
    with pytest.raises(ValueError, match=f"dalam “unit=A \\+ unit={'x' * 46}”"):
        baca_jangkauan(f"unit=A + unit={'x' * 80}")
