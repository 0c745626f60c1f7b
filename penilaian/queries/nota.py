"""Nota hasil: rincian tersimpan dihitung ulang oleh rules, lalu disusun seperti tagihan."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indikator.rules.hasil_kerja import HasilIndikator, tampil_bobot
from indikator.rules.kebijakan import Aturan
from penilaian.models import Hasil
from penilaian.queries.nota_kredit import bagian_kredit
from penilaian.queries.nota_perilaku import KelompokNota, baris_perilaku, kelompok_nota, langkah_tampil
from penilaian.queries.nota_ruas import (
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

SKP_BELUM = "SKP belum disetujui sampai periode ditutup, jadi belum ada indikator yang dinilai."


@dataclass(frozen=True, slots=True)
class Nota:
    """`bagian` untuk templates/komponen/nota.html; `kurang` kalimat tentang yang tidak ada.

    Kelompok yang belum cukup penilainya tidak menyebut berapa yang sudah menjawab, juga dalam `langkah`; `perilaku`
    tiap kelompok seperti boleh dibaca, dan hanya itu yang dipakai halaman dan berkas.
    """

    hitungan: HasilHitung
    aturan: Aturan
    bagian: list[dict[str, Any]]
    kurang: list[str]
    langkah: list[dict[str, Any]]
    perilaku: list[KelompokNota]
    ruas: StripRuas | None = None


def susun_nota(hasil: Hasil) -> Nota:
    """Nota satu hasil. Semua angkanya dari rincian yang dibekukan, bukan dari data yang masih dapat berubah."""
    masukan = masukan_dari(hasil.rincian)
    hitungan = hitung(masukan)
    alasan = {
        satu["kode"]: satu.get("alasan") or satu.get("alasan_rating", "")
        for satu in hasil.rincian["indikator"]
    }
    perilaku = kelompok_nota(hitungan, masukan.perilaku)
    samar = {
        k.kelompok.value: (k.alasan, p.alasan)
        for k, p in zip(hitungan.kelompok, perilaku, strict=True)
        if p.alasan
    }
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
            {"judul": "Perilaku kerja", "baris": baris_perilaku(perilaku, hitungan)},
            {"judul": "Gabungan", "baris": _gabungan(hitungan, masukan.aturan)},
            *bagian_kredit(hasil, hitungan),
        ],
        kurang=kurang,
        langkah=[langkah_tampil(satu.ke_dict(), perilaku) for satu in hitungan.langkah],
        perilaku=perilaku,
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
