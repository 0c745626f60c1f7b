"""Bagian nota tentang hasil kerja: tiap indikator, tiap ruas penempatan, dan gabungannya menurut hari."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from indikator.rules.angka import bagi, tampil
from indikator.rules.hasil_kerja import BELUM, HasilIndikator, StatusIndikator, tampil_bobot
from indikator.rules.kualitatif import Ekspektasi, rating_tengah
from penilaian.rules.ruas import Gabungan, HasilRuas, Keadaan

KOSONG: Final = "–"
# Kolom nilai di nota sempit; kata lengkapnya ada di keterangan.
PENDEK: Final = {
    Ekspektasi.DI_BAWAH: "Di bawah",
    Ekspektasi.SESUAI: "Sesuai",
    Ekspektasi.DI_ATAS: "Di atas",
}
SEBAB = {
    Keadaan.TERLALU_SINGKAT: "terlalu singkat, tidak dihitung",
    Keadaan.SELURUHNYA_JEDA: "seluruhnya cuti atau pelatihan, tidak dihitung",
}
BERHENTI = {
    "pensiun": "pensiun",
    "pindah": "pindah ke instansi lain",
    "meninggal": "meninggal dunia",
    "berhenti": "berhenti",
}


@dataclass(frozen=True, slots=True)
class StripRuas:
    """`bagian` untuk strip_hari; `baris` menyebut penilai dan hari tiap ruas; `berhenti` sebabnya bila tidak sampai akhir."""

    bagian: list[tuple[date, date, str]]
    baris: list[dict[str, str]]
    berhenti: str


def strip_ruas(gabungan: Gabungan, rincian: dict[str, Any]) -> StripRuas:
    """Strip hari tiap penempatan dengan penilainya."""
    isi = rincian["ruas"]
    bagian = [(h.ruas.sejak, h.ruas.sampai, r["unit"]) for h, r in zip(gabungan.ruas, isi, strict=True)]
    semua = [
        {
            "tempat": f"{r['jabatan']}, {r['unit']}",
            "penilai": ((rincian["identitas"]["penilai"] if r["utama"] else r["penilai"]) or {}).get(
                "nama", KOSONG
            ),
            "hari": _hari(h),
        }
        for h, r in zip(gabungan.ruas, isi, strict=True)
    ]
    return StripRuas(bagian, semua, BERHENTI.get(isi[-1].get("berhenti") or "", ""))


def _hari(h: HasilRuas) -> str:
    jeda = f", {h.ruas.jeda} hari cuti atau pelatihan dikeluarkan" if h.ruas.jeda else ""
    sebab = f"; {SEBAB[h.keadaan]}" if h.keadaan in SEBAB else ""
    return f"{h.ruas.hari} hari{jeda}{sebab}"


def bagian_ruas(gabungan: Gabungan, rincian: dict[str, Any]) -> list[dict[str, Any]]:
    """Hasil kerja tiap ruas sebelum yang terakhir, sebagai bagian nota tersendiri."""
    hasil = []
    for h, r in zip(gabungan.ruas, rincian["ruas"], strict=True):
        if h.ruas.utama:
            continue
        alasan = {satu["kode"]: satu.get("alasan", "") for satu in r["indikator"]}
        judul = f"Hasil kerja di {r['unit']}"
        hasil.append({"judul": judul, "baris": baris_kerja((h.kerja.indikator, h.kerja.nilai), alasan)})
    return hasil


def gabungan_hari(gabungan: Gabungan) -> list[dict[str, Any]]:
    """Hari × nilai tiap ruas, bila lebih dari satu yang dihitung."""
    ikut = gabungan.dihitung
    if len(ikut) < 2:
        return []
    hari = sum(h.ruas.hari for h in ikut)
    semua = [
        baris(
            h.ruas.nama or f"Ruas {h.nomor}",
            _hari(h),
            capaian=teks_nilai(h.kerja.nilai),
            bobot=f"× {h.ruas.hari} : {hari}",
            nilai=KOSONG
            if h.kerja.nilai is None
            else tampil(bagi(h.kerja.nilai * h.ruas.hari, Decimal(hari))),
            ket_sempit=f", bobot {h.ruas.hari} : {hari}",
        )
        for h in ikut
    ]
    semua.append(
        baris("Nilai hasil kerja", bobot=str(hari), nilai=teks_nilai(gabungan.nilai), jenis="jumlah")
    )
    return [{"judul": "Gabungan menurut hari", "baris": semua}]


def baris(
    uraian: str, ket: str = "", *, capaian: str = "", bobot: str = "", nilai: str = KOSONG, **lain: str
) -> dict[str, str]:
    return {"uraian": uraian, "ket": ket, "capaian": capaian, "bobot": bobot, "nilai": nilai} | lain


def baris_kerja(
    kerja: tuple[tuple[HasilIndikator, ...], Decimal | None], alasan: dict[str, str]
) -> list[dict[str, str]]:
    """Tiap indikator dengan capaian × bobotnya, lalu nilai hasil kerja; kualitatif: ratingnya, lalu rating tengah."""
    indikator, nilai = kerja
    if any(h.indikator.kualitatif for h in indikator):
        return _baris_kualitatif(indikator, alasan)
    total = sum((h.indikator.bobot for h in indikator if h.capaian is not None), Decimal(0))
    semua = []
    for h in indikator:
        sebab = alasan.get(h.indikator.kode, "")
        ket = f"{h.uraian}. {sebab}".strip() if sebab else h.uraian
        if h.capaian is None:
            semua.append(baris(h.indikator.sebutan, ket, capaian=KOSONG, bobot=KOSONG))
            continue
        bobot = f"{tampil_bobot(h.indikator.bobot)} : {tampil_bobot(total)}"
        if total == 100:
            bobot = f"{tampil_bobot(h.indikator.bobot)} %"
        semua.append(
            baris(
                h.indikator.sebutan,
                ket,
                capaian=tampil(h.capaian),
                bobot=f"× {bobot}",
                nilai=tampil(bagi(h.capaian * h.indikator.bobot, total)),
                ket_sempit=f", bobot {bobot}",
            )
        )
        if h.status is StatusIndikator.TIDAK_DILAPORKAN:
            semua[-1]["ket_sempit"] = f", bobot {bobot}"
    bobot = tampil_bobot(total) if total else ""
    semua.append(baris("Nilai hasil kerja", bobot=bobot, nilai=teks_nilai(nilai), jenis="jumlah"))
    return semua


def _baris_kualitatif(indikator: tuple[HasilIndikator, ...], alasan: dict[str, str]) -> list[dict[str, str]]:
    """Rating beserta alasannya; tidak ada yang dikali atau dijumlahkan."""
    semua = []
    for h in indikator:
        sebab = alasan.get(h.indikator.kode, "")
        bobot = f"{tampil_bobot(h.indikator.bobot)} %"
        semua.append(
            baris(
                h.indikator.sebutan,
                f"{h.uraian}. {sebab}".strip() if sebab else h.uraian,
                bobot=bobot if h.rating else KOSONG,
                nilai=PENDEK[h.rating] if h.rating else KOSONG,
                ket_sempit=f", bobot {bobot}",
            )
        )
    suara = [(h.indikator.bobot, h.rating) for h in indikator if h.rating]
    tengah = None if any(h.status in BELUM for h in indikator) else rating_tengah(suara)
    ket = "rating pertama dari bawah yang bobotnya mencapai separuh"
    semua.append(baris("Rating tengah", ket, nilai=PENDEK[tengah] if tengah else KOSONG, jenis="jumlah"))
    return semua


def teks_nilai(nilai: Decimal | None) -> str:
    """Dua desimal, atau tanda pisah bila belum ada."""
    return KOSONG if nilai is None else tampil(nilai)
