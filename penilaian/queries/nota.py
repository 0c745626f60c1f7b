"""Nota hasil: rincian tersimpan dihitung ulang oleh rules, lalu disusun seperti tagihan."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indikator.rules.angka import bagi, tampil
from indikator.rules.hasil_kerja import HasilIndikator, tampil_bobot
from indikator.rules.kebijakan import Aturan
from indikator.rules.kelompok import LABEL_KELOMPOK, Kelompok
from penilaian.models import Hasil
from penilaian.queries.nota_ruas import (
    KOSONG,
    StripRuas,
    bagian_ruas,
    baris,
    baris_kerja,
    gabungan_hari,
    strip_ruas,
    teks_nilai,
)
from penilaian.rules.nilai import HasilHitung, hitung
from penilaian.rules.nota import masukan_dari
from penilaian.rules.perilaku import HasilKelompok

SKP_BELUM = "SKP belum disetujui sampai periode ditutup, jadi belum ada indikator yang dinilai."


@dataclass(frozen=True, slots=True)
class Nota:
    """`bagian` untuk templates/komponen/nota.html; `kurang` kalimat tentang yang tidak ada.

    Kelompok yang belum cukup penilainya tidak menyebut berapa yang sudah menjawab, juga dalam `langkah`.
    """

    hitungan: HasilHitung
    aturan: Aturan
    bagian: list[dict[str, Any]]
    kurang: list[str]
    langkah: list[dict[str, Any]]
    ruas: StripRuas | None = None


def susun_nota(hasil: Hasil) -> Nota:
    """Nota satu hasil. Semua angkanya dari rincian yang dibekukan, bukan dari data yang masih dapat berubah."""
    masukan = masukan_dari(hasil.rincian)
    hitungan = hitung(masukan)
    alasan = {
        satu["kode"]: satu.get("alasan") or satu.get("alasan_rating", "")
        for satu in hasil.rincian["indikator"]
    }
    samar = {k.kelompok.value: (k.alasan, alasan_samar(k)) for k in hitungan.kelompok if k.nilai is None}
    kurang = [SKP_BELUM] if "skp" in hasil.kurang else []
    kurang += [
        teks.replace(*samar[nama]) if nama in samar else teks
        for nama, teks in hitungan.keterangan_kurang.items()
        if nama != "hasil" or not kurang
    ]
    return Nota(
        hitungan=hitungan,
        aturan=masukan.aturan,
        bagian=[
            *(bagian_ruas(hitungan.gabungan, hasil.rincian) if hitungan.gabungan else ()),
            {"judul": _judul_utama(hasil.rincian), "baris": baris_kerja(_kerja_utama(hitungan), alasan)},
            *(gabungan_hari(hitungan.gabungan) if hitungan.gabungan else ()),
            {"judul": "Perilaku kerja", "baris": _perilaku(hitungan)},
            {"judul": "Gabungan", "baris": _gabungan(hitungan, masukan.aturan)},
        ],
        kurang=kurang,
        langkah=[_langkah_samar(satu.ke_dict(), samar) for satu in hitungan.langkah],
        ruas=strip_ruas(hitungan.gabungan, hasil.rincian) if hitungan.gabungan else None,
    )


def _judul_utama(rincian: dict[str, Any]) -> str:
    if len(rincian.get("ruas", ())) < 2:
        return "Hasil kerja"
    return f"Hasil kerja di {rincian['ruas'][-1]['unit']}"


def _kerja_utama(hitungan: HasilHitung) -> tuple[tuple[HasilIndikator, ...], Decimal | None]:
    """Indikator dan nilai penempatan terakhir; pada yang pindah, nilainya belum digabung."""
    if hitungan.gabungan is None:
        return hitungan.indikator, hitungan.nilai_hasil_utuh
    return hitungan.indikator, hitungan.gabungan.ruas[-1].kerja.nilai


def alasan_samar(k: HasilKelompok) -> str:
    """Rekan dan bawahan: jumlah minimumnya saja; yang lain memang tidak menunjuk orang."""
    if k.bobot == 0 or k.kelompok not in (Kelompok.REKAN, Kelompok.BAWAHAN):
        return k.alasan
    return f"penilainya kurang dari {k.min_n}"


def _langkah_samar(langkah: dict[str, Any], samar: dict[str, tuple[str, str]]) -> dict[str, Any]:
    kelompok = str(langkah["langkah"]).removeprefix("perilaku.")
    if kelompok not in samar:
        return langkah
    angka = {nama: nilai for nama, nilai in langkah["angka"].items() if nama != "n"}
    return langkah | {"uraian": langkah["uraian"].replace(*samar[kelompok]), "angka": angka}


def _perilaku(hitungan: HasilHitung) -> list[dict[str, str]]:
    ikut = [k for k in hitungan.kelompok if k.nilai is not None]
    total = sum((k.bobot for k in ikut), Decimal(0))
    semua = [_kelompok(k, total) for k in hitungan.kelompok if k.bobot > 0]
    nilai = teks_nilai(hitungan.nilai_perilaku_utuh)
    semua.append(
        baris("Nilai perilaku kerja", bobot=tampil_bobot(total) if ikut else "", nilai=nilai, jenis="jumlah")
    )
    return semua


def _kelompok(k: HasilKelompok, total: Decimal) -> dict[str, str]:
    label = LABEL_KELOMPOK[k.kelompok]
    if k.nilai is None or k.rata_jawaban is None:
        ket = f"tidak dihitung: {alasan_samar(k)}; bobot {tampil_bobot(k.bobot)} keluar dari pembagi"
        return baris(label, ket, capaian=KOSONG, bobot=KOSONG)
    if k.kelompok is Kelompok.MASYARAKAT:
        judul, asal = f"{label}, {k.n} jawaban", f"nilai petugas {tampil(k.rata_jawaban)}"
    else:
        judul, asal = f"{label}, {k.n} orang", f"rata-rata {tampil(k.rata_jawaban)} dari 5"
    bobot = f"{tampil_bobot(k.bobot)} : {tampil_bobot(total)}"
    return baris(
        judul,
        f"{asal}, menjadi {tampil(k.nilai)}",
        capaian=tampil(k.nilai),
        bobot=f"× {bobot}",
        nilai=tampil(bagi(k.nilai * k.bobot, total)),
        ket_sempit=f", bobot {bobot}",
    )


def _gabungan(hitungan: HasilHitung, aturan: Aturan) -> list[dict[str, str]]:
    if hitungan.kualitatif and hitungan.nilai_hasil_utuh is None:
        ket = "SKP kualitatif: predikat dibaca dari kedua rating"
        return [baris("Nilai akhir", ket, nilai="tanpa angka", jenis="total")]
    semua = []
    for judul, nilai, bobot in (
        ("Hasil kerja", hitungan.nilai_hasil_utuh, aturan.bobot_hasil),
        ("Perilaku kerja", hitungan.nilai_perilaku_utuh, aturan.bobot_perilaku),
    ):
        teks = tampil_bobot(bobot)
        kali = teks_nilai(None if nilai is None else nilai * bobot)
        semua.append(baris(f"{judul} × {teks}", capaian=teks_nilai(nilai), bobot=f"× {teks}", nilai=kali))
    semua.append(baris("Nilai akhir", nilai=teks_nilai(hitungan.nilai_akhir_utuh), jenis="total"))
    return semua
