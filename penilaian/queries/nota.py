"""Nota hasil: rincian tersimpan dihitung ulang oleh rules, lalu disusun seperti tagihan."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indikator.rules.angka import bagi, tampil
from indikator.rules.hasil_kerja import StatusIndikator, tampil_bobot
from indikator.rules.kebijakan import Aturan
from indikator.rules.kelompok import LABEL_KELOMPOK, Kelompok
from penilaian.models import Hasil
from penilaian.rules.nilai import HasilHitung, hitung
from penilaian.rules.nota import masukan_dari
from penilaian.rules.perilaku import HasilKelompok

KOSONG = "–"
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


def susun_nota(hasil: Hasil) -> Nota:
    """Nota satu hasil. Semua angkanya dari rincian yang dibekukan, bukan dari data yang masih dapat berubah."""
    masukan = masukan_dari(hasil.rincian)
    hitungan = hitung(masukan)
    alasan = {satu["kode"]: satu.get("alasan", "") for satu in hasil.rincian["indikator"]}
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
            {"judul": "Hasil kerja", "baris": _hasil_kerja(hitungan, alasan)},
            {"judul": "Perilaku kerja", "baris": _perilaku(hitungan)},
            {"judul": "Gabungan", "baris": _gabungan(hitungan, masukan.aturan)},
        ],
        kurang=kurang,
        langkah=[_langkah_samar(satu.ke_dict(), samar) for satu in hitungan.langkah],
    )


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


def _baris(
    uraian: str, ket: str = "", *, capaian: str = "", bobot: str = "", nilai: str = KOSONG, **lain: str
) -> dict[str, str]:
    return {"uraian": uraian, "ket": ket, "capaian": capaian, "bobot": bobot, "nilai": nilai} | lain


def _hasil_kerja(hitungan: HasilHitung, alasan: dict[str, str]) -> list[dict[str, str]]:
    total = sum((h.indikator.bobot for h in hitungan.indikator if h.capaian is not None), Decimal(0))
    baris = []
    for h in hitungan.indikator:
        sebab = alasan.get(h.indikator.kode, "")
        ket = f"{h.uraian}. {sebab}".strip() if sebab else h.uraian
        if h.capaian is None:
            baris.append(_baris(h.indikator.sebutan, ket, capaian=KOSONG, bobot=KOSONG))
            continue
        bobot = f"{tampil_bobot(h.indikator.bobot)} : {tampil_bobot(total)}"
        if total == 100:
            bobot = f"{tampil_bobot(h.indikator.bobot)} %"
        baris.append(
            _baris(
                h.indikator.sebutan,
                ket,
                capaian=tampil(h.capaian),
                bobot=f"× {bobot}",
                nilai=tampil(bagi(h.capaian * h.indikator.bobot, total)),
                ket_sempit=f", bobot {bobot}",
            )
        )
        if h.status is StatusIndikator.TIDAK_DILAPORKAN:
            baris[-1]["ket_sempit"] = f", bobot {bobot}"
    nilai = _teks(hitungan.nilai_hasil_utuh)
    baris.append(
        _baris("Nilai hasil kerja", bobot=tampil_bobot(total) if total else "", nilai=nilai, jenis="jumlah")
    )
    return baris


def _perilaku(hitungan: HasilHitung) -> list[dict[str, str]]:
    ikut = [k for k in hitungan.kelompok if k.nilai is not None]
    total = sum((k.bobot for k in ikut), Decimal(0))
    baris = [_kelompok(k, total) for k in hitungan.kelompok if k.bobot > 0]
    nilai = _teks(hitungan.nilai_perilaku_utuh)
    baris.append(
        _baris("Nilai perilaku kerja", bobot=tampil_bobot(total) if ikut else "", nilai=nilai, jenis="jumlah")
    )
    return baris


def _kelompok(k: HasilKelompok, total: Decimal) -> dict[str, str]:
    label = LABEL_KELOMPOK[k.kelompok]
    if k.nilai is None or k.rata_jawaban is None:
        ket = f"tidak dihitung: {alasan_samar(k)}; bobot {tampil_bobot(k.bobot)} keluar dari pembagi"
        return _baris(label, ket, capaian=KOSONG, bobot=KOSONG)
    if k.kelompok is Kelompok.MASYARAKAT:
        judul, asal = f"{label}, {k.n} jawaban", f"nilai petugas {tampil(k.rata_jawaban)}"
    else:
        judul, asal = f"{label}, {k.n} orang", f"rata-rata {tampil(k.rata_jawaban)} dari 5"
    bobot = f"{tampil_bobot(k.bobot)} : {tampil_bobot(total)}"
    return _baris(
        judul,
        f"{asal}, menjadi {tampil(k.nilai)}",
        capaian=tampil(k.nilai),
        bobot=f"× {bobot}",
        nilai=tampil(bagi(k.nilai * k.bobot, total)),
        ket_sempit=f", bobot {bobot}",
    )


def _gabungan(hitungan: HasilHitung, aturan: Aturan) -> list[dict[str, str]]:
    baris = []
    for judul, nilai, bobot in (
        ("Hasil kerja", hitungan.nilai_hasil_utuh, aturan.bobot_hasil),
        ("Perilaku kerja", hitungan.nilai_perilaku_utuh, aturan.bobot_perilaku),
    ):
        teks = tampil_bobot(bobot)
        kali = _teks(None if nilai is None else nilai * bobot)
        baris.append(_baris(f"{judul} × {teks}", capaian=_teks(nilai), bobot=f"× {teks}", nilai=kali))
    baris.append(_baris("Nilai akhir", nilai=_teks(hitungan.nilai_akhir_utuh), jenis="total"))
    return baris


def _teks(nilai: Decimal | None) -> str:
    return KOSONG if nilai is None else tampil(nilai)
