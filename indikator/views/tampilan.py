"""Potongan tampilan halaman pengelola: linimasa, kepala kolom yang dapat diurutkan, nota contoh."""

from collections.abc import Iterable
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from indikator.queries.periode import Tahap
from indikator.rules.penjelasan import Contoh, uraian_realisasi
from inti.rules.format import angka, angka_ringkas, tenggat, waktu


def linimasa(tahap: Iterable[Tahap], *, sekarang: datetime) -> list[dict[str, str]]:
    """Jadwal untuk komponen linimasa; yang akan datang disertai sisa waktunya."""
    hasil = []
    for satu in tahap:
        setempat = timezone.localtime(satu.saat)
        ket = waktu(setempat) if satu.keadaan == "lewat" else tenggat(setempat, sekarang)
        hasil.append({"judul": satu.judul, "ket": ket, "keadaan": satu.keadaan})
    return hasil


KOLOM_KATALOG = (
    ("Indikator", ("nama", "-nama"), False),
    ("Aspek", (), False),
    ("Arah", (), False),
    ("Target acuan", (), True),
    ("Menjangkau", (), True),
    ("Dipakai", ("-dipakai",), True),
)


ARAH_PENDEK = {
    "maksimal": "Naik",
    "minimal": "Turun",
    "rentang": "Rentang",
    "ya_tidak": "Ya/tidak",
    "tanggal": "Tanggal",
}
TAB_TAWARAN = (("Ditawarkan", ""), ("Ditarik", "nonaktif"), ("Semua", "semua"))


def tab_tawaran(request: HttpRequest, *, kini: str) -> list[dict[str, object]]:
    """Tab keadaan tawaran; saringan lain dipertahankan."""
    hasil: list[dict[str, object]] = []
    for judul, kode in TAB_TAWARAN:
        tanya = request.GET.copy()
        for nama in ("halaman", "keadaan"):
            tanya.pop(nama, None)
        if kode:
            tanya["keadaan"] = kode
        hasil.append({"judul": judul, "url": f"?{tanya.urlencode()}", "kini": kode == kini})
    return hasil


def kolom_katalog(request: HttpRequest, *, urut: str) -> list[dict[str, object]]:
    """Kepala kolom; yang dapat diurutkan bertautan ke urutan berikutnya, saringan lain dipertahankan."""
    hasil: list[dict[str, object]] = []
    for judul, pilihan, berangka in KOLOM_KATALOG:
        kini = urut if urut in pilihan else ""
        berikut = next((satu for satu in pilihan if satu != kini), "")
        tanya = request.GET.copy()
        tanya.pop("halaman", None)
        tanya["urut"] = berikut
        arah = "descending" if kini.startswith("-") else "ascending"
        hasil.append(
            {
                "judul": judul,
                "angka": berangka,
                "alamat": f"?{tanya.urlencode()}" if berikut else "",
                "arah": arah if kini else "",
            }
        )
    return hasil


def nota_contoh(contoh: Contoh, *, bobot_hasil: object, bobot_perilaku: object) -> list[dict[str, object]]:
    """Contoh hitung sebagai nota: tiap indikator, lalu hasil dan perilaku, lalu nilai akhir."""
    baris = [
        {
            "uraian": b.nama,
            "ket": f"Bila realisasi {uraian_realisasi(b.realisasi)}: {b.capaian.uraian}",
            "ket_sempit": f". Bobot {angka_ringkas(b.bobot)} %",
            "capaian": angka(b.capaian.nilai),
            "bobot": f"{angka_ringkas(b.bobot)} %",
            "nilai": angka(b.bagian),
        }
        for b in contoh.baris
    ]
    hasil = {"uraian": "Nilai hasil kerja", "nilai": angka(contoh.hasil), "jenis": "jumlah"}
    persen_hasil, persen_perilaku = f"{angka_ringkas(bobot_hasil)} %", f"{angka_ringkas(bobot_perilaku)} %"
    akhir = [
        {
            "uraian": "Hasil kerja",
            "ket_sempit": f"{angka(contoh.hasil)} × {persen_hasil}",
            "capaian": angka(contoh.hasil),
            "bobot": persen_hasil,
            "nilai": angka(contoh.bagian_hasil),
        },
        {
            "uraian": "Perilaku kerja, misalnya",
            "ket_sempit": f"{angka(contoh.perilaku)} × {persen_perilaku}",
            "capaian": angka(contoh.perilaku),
            "bobot": persen_perilaku,
            "nilai": angka(contoh.bagian_perilaku),
        },
        {"uraian": "Nilai akhir", "nilai": angka(contoh.akhir), "jenis": "total"},
    ]
    return [{"judul": "Hasil kerja", "baris": [*baris, hasil]}, {"judul": "Nilai akhir", "baris": akhir}]
