"""Bentuk angka dasbor bagi komponen halaman: petak dan grafik batang."""

from asn_kinerja.queries.dasbor.isi import Dasbor
from inti.rules.format import angka_ringkas, bagian_persen
from penilaian.queries.dasbor import Kelengkapan


def petak(d: Dasbor, *, benda: str) -> list[dict[str, str]]:
    """Empat angka teratas: langkah pada periode berjalan, kelengkapan hasil pada periode tertutup."""
    if not d.berjalan:
        orang, lengkap = d.orang_hasil, d.lengkap_hasil
        return [
            {"judul": "Mendapat hasil", "nilai": angka_ringkas(orang), "ket": "menurut rekap"},
            {
                "judul": "Hasil lengkap",
                "nilai": angka_ringkas(lengkap),
                "ket": f"{bagian_persen(lengkap, orang)} %",
            },
            {
                "judul": "Tidak lengkap",
                "nilai": angka_ringkas(orang - lengkap),
                "ket": "sebabnya di tiap hasil",
            },
        ]
    terlambat = sum(bool(b.terlambat) for b in d.baris)
    return [
        {
            "judul": "Terlambat",
            "nilai": angka_ringkas(terlambat),
            "ket": f"dari {angka_ringkas(len(d.baris))} {benda}",
        },
        *(
            {
                "judul": sebutan,
                "nilai": angka_ringkas(selesai),
                "ket": f"dari {angka_ringkas(d.jumlah.orang)} orang, {persen} %",
            }
            for _, sebutan, selesai, _, persen in d.jumlah.langkah
        ),
    ]


def petak_keberatan(d: Dasbor) -> list[dict[str, str]]:
    k = d.keberatan
    return [
        {"judul": "Diajukan", "nilai": angka_ringkas(k.jumlah), "ket": f"{angka_ringkas(k.ditarik)} ditarik"},
        {
            "judul": "Belum diputus",
            "nilai": angka_ringkas(k.terbuka),
            "ket": f"{angka_ringkas(k.lewat)} lewat tenggat",
        },
        {
            "judul": "Hasil diubah",
            "nilai": angka_ringkas(k.diubah),
            "ket": f"dari {angka_ringkas(k.diputus)} putusan",
        },
    ]


def grafik_langkah(k: Kelengkapan) -> list[tuple[str, int, str]]:
    return [
        (sebutan, persen, f"{angka_ringkas(selesai)} dari {angka_ringkas(k.orang)}, {persen} %")
        for _, sebutan, selesai, _, persen in k.langkah
    ]


def grafik_aspek(d: Dasbor) -> list[tuple[str, int, str]]:
    jumlah = d.indikator.jumlah
    return [
        (nama, n, f"{angka_ringkas(n)}, {bagian_persen(n, jumlah) if jumlah else 0} %")
        for nama, n in d.indikator.aspek
    ]
