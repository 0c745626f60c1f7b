"""Isian SKP dan pemeriksaannya, sebelum menyentuh basis data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Final

from indikator.models import KUALITATIF, RHK, SKP, Aspek, Indikator, Pendekatan, Polaritas
from indikator.rules import capaian as aturan_capaian
from inti.galat import GalatAturan

BOBOT_PENUH: Final = Decimal(100)
ANGKA_TERBESAR: Final = Decimal(10) ** 16
RHK_TERBANYAK: Final = 30
INDIKATOR_TERBANYAK: Final = 60
KRITERIA_TERPANJANG: Final = 2000
SATUAN_BAWAAN: Final = {Polaritas.YA_TIDAK: "ya/tidak", Polaritas.TANGGAL: "tanggal"}
DIPAKAI: Final[Mapping[str, frozenset[str]]] = {
    Polaritas.MAKSIMAL: frozenset({"target"}),
    Polaritas.MINIMAL: frozenset({"target"}),
    Polaritas.RENTANG: frozenset({"bawah", "atas"}),
    Polaritas.YA_TIDAK: frozenset(),
    Polaritas.TANGGAL: frozenset({"mulai", "tenggat"}),
}


@dataclass(frozen=True, slots=True)
class MasukanIndikator:
    """Satu indikator. Bila `katalog_id` terisi, nama, satuan, polaritas, dan aspek mengikuti katalog.

    Berpolaritas kualitatif: `kriteria` sebagai ganti satuan dan sasaran; dari katalog hanya nama dan aspeknya.
    """

    katalog_id: int | None
    nama: str
    satuan: str
    polaritas: str
    aspek: str
    bobot: Decimal
    target: Decimal | None = None
    bawah: Decimal | None = None
    atas: Decimal | None = None
    mulai: date | None = None
    tenggat: date | None = None
    kriteria: str = ""


@dataclass(frozen=True, slots=True)
class MasukanRHK:
    """Satu rencana hasil kerja; `pimpinan_id` kosong berarti ditautkan nanti."""

    teks: str
    jenis: str = RHK.Jenis.UTAMA
    pimpinan_id: int | None = None
    indikator: Iterable[MasukanIndikator] = ()


def rapikan_rhk(masukan: MasukanRHK) -> MasukanRHK:
    """Buang spasi berlebih; tolak teks kosong atau terlalu panjang."""
    teks = " ".join(masukan.teks.split())
    if not teks:
        raise GalatAturan(
            "Rencana hasil kerja masih kosong. Tulis hasilnya, misalnya “Data ganda dibersihkan”.",
            bidang="teks",
        )
    if len(teks) > 500:
        raise GalatAturan(
            f"Rencana hasil kerja {len(teks)} huruf, batasnya 500. Ringkas kalimatnya.", bidang="teks"
        )
    if masukan.jenis not in RHK.Jenis:
        raise GalatAturan("Pilih utama atau tambahan.", bidang="jenis")
    return replace(masukan, teks=teks)


def rapikan_indikator(masukan: MasukanIndikator, katalog: Indikator | None) -> MasukanIndikator:
    """Ambil pengenal dari katalog, kosongkan sasaran yang tidak dipakai polaritasnya, lalu periksa."""
    if masukan.polaritas == KUALITATIF:
        return _rapikan_kualitatif(masukan, katalog)
    if katalog is not None:
        masukan = replace(
            masukan,
            nama=katalog.nama,
            satuan=katalog.satuan,
            polaritas=katalog.polaritas,
            aspek=katalog.aspek,
        )
    if masukan.polaritas not in Polaritas:
        raise GalatAturan("Pilih arah indikator: kapan hasilnya disebut lebih baik.", bidang="polaritas")
    if masukan.aspek not in Aspek:
        raise GalatAturan("Pilih aspek indikator.", bidang="aspek")
    dipakai = DIPAKAI[masukan.polaritas]
    rapi = replace(
        masukan,
        nama=_teks(masukan.nama, kata="Nama indikator", batas=300, bidang="nama"),
        satuan=_teks(
            masukan.satuan or SATUAN_BAWAAN.get(Polaritas(masukan.polaritas), ""),
            kata="Satuan",
            batas=60,
            bidang="satuan",
        ),
        bobot=periksa_bobot(masukan.bobot),
        target=_angka(masukan.target, kata="Target", bidang="target") if "target" in dipakai else None,
        bawah=_angka(masukan.bawah, kata="Batas bawah", bidang="bawah") if "bawah" in dipakai else None,
        atas=_angka(masukan.atas, kata="Batas atas", bidang="atas") if "atas" in dipakai else None,
        mulai=_hari(masukan.mulai, kata="Tanggal mulai", bidang="mulai") if "mulai" in dipakai else None,
        tenggat=_hari(masukan.tenggat, kata="Tanggal target", bidang="tenggat")
        if "tenggat" in dipakai
        else None,
    )
    _periksa_sasaran(rapi)
    return rapi


def _rapikan_kualitatif(masukan: MasukanIndikator, katalog: Indikator | None) -> MasukanIndikator:
    aspek = katalog.aspek if katalog else masukan.aspek
    if aspek not in Aspek:
        raise GalatAturan("Pilih aspek indikator.", bidang="aspek")
    return MasukanIndikator(
        katalog_id=masukan.katalog_id,
        nama=_teks(
            katalog.nama if katalog else masukan.nama, kata="Nama indikator", batas=300, bidang="nama"
        ),
        satuan="",
        polaritas=KUALITATIF,
        aspek=aspek,
        bobot=periksa_bobot(masukan.bobot),
        kriteria=_paragraf(masukan.kriteria),
    )


def _paragraf(teks: str) -> str:
    """Kriteria keberhasilan: boleh beberapa baris."""
    rapi = "\n".join(baris for b in teks.splitlines() if (baris := " ".join(b.split())))
    if not rapi:
        raise GalatAturan(
            "Kriteria keberhasilan masih kosong. Tulis kapan hasilnya disebut berhasil.", bidang="kriteria"
        )
    if len(rapi) > KRITERIA_TERPANJANG:
        raise GalatAturan(
            f"Kriteria {len(rapi)} huruf, batasnya {KRITERIA_TERPANJANG}. Ringkas dahulu.", bidang="kriteria"
        )
    return rapi


def cocokkan_pendekatan(skp: SKP, masukan: Iterable[MasukanIndikator]) -> None:
    """Semua indikator ditulis menurut cara SKP-nya; menolak formulir yang dibuka sebelum caranya diganti."""
    if any((m.polaritas == KUALITATIF) is not skp.kualitatif for m in masukan):
        cara = Pendekatan(skp.pendekatan).label.lower()
        raise GalatAturan(
            f"SKP ini sekarang ditulis {cara}. Buka lagi indikatornya dari SKP, lalu isi menurut cara itu."
        )


def periksa_bobot(bobot: Decimal | None) -> Decimal:
    """Bobot lebih dari 0 sampai 100, paling banyak dua angka di belakang koma."""
    if bobot is None:
        raise GalatAturan("Bobot masih kosong. Isi angka lebih dari 0 sampai 100.", bidang="bobot")
    if not 0 < bobot <= BOBOT_PENUH:
        raise GalatAturan("Bobot harus lebih dari 0 dan paling tinggi 100.", bidang="bobot")
    if bobot != bobot.quantize(Decimal("0.01")):
        raise GalatAturan("Bobot ditulis paling banyak dengan dua angka di belakang koma.", bidang="bobot")
    return bobot


def _teks(teks: str, *, kata: str, batas: int, bidang: str) -> str:
    rapi = " ".join(teks.split())
    if not rapi:
        raise GalatAturan(f"{kata} masih kosong. Isi dahulu.", bidang=bidang)
    if len(rapi) > batas:
        raise GalatAturan(f"{kata} {len(rapi)} huruf, batasnya {batas}. Ringkas dahulu.", bidang=bidang)
    return rapi


def _angka(nilai: Decimal | None, *, kata: str, bidang: str) -> Decimal:
    if nilai is None:
        raise GalatAturan(f"{kata} masih kosong. Isi angkanya.", bidang=bidang)
    return periksa_angka(nilai, kata=kata, bidang=bidang)


def periksa_angka(nilai: Decimal, *, kata: str, bidang: str) -> Decimal:
    """Angka yang dapat disimpan tanpa dibulatkan: 0 ke atas, paling banyak empat angka di belakang koma."""
    if nilai < 0:
        raise GalatAturan(f"{kata} tidak boleh kurang dari 0. Periksa tandanya.", bidang=bidang)
    if nilai >= ANGKA_TERBESAR:
        raise GalatAturan(
            f"{kata} terlalu besar. Pakai satuan yang lebih besar, misalnya juta rupiah.", bidang=bidang
        )
    if nilai != nilai.quantize(Decimal("0.0001")):
        raise GalatAturan(f"{kata} ditulis paling banyak dengan empat angka di belakang koma.", bidang=bidang)
    return nilai


def _hari(hari: date | None, *, kata: str, bidang: str) -> date:
    if hari is None:
        raise GalatAturan(f"{kata} masih kosong. Isi tanggalnya, misalnya 31-12-2026.", bidang=bidang)
    return hari


def _periksa_sasaran(masukan: MasukanIndikator) -> None:
    bidang = {Polaritas.RENTANG: "bawah", Polaritas.TANGGAL: "tenggat"}.get(
        Polaritas(masukan.polaritas), "target"
    )
    if masukan.polaritas == Polaritas.RENTANG and masukan.atas == 0:
        raise GalatAturan("Batas atas rentang harus lebih dari 0.", bidang="atas")
    if masukan.mulai and masukan.tenggat and masukan.tenggat < masukan.mulai:
        raise GalatAturan(
            "Tanggal target mendahului tanggal mulai. Perbaiki salah satunya.", bidang="tenggat"
        )
    try:
        aturan_capaian.periksa_sasaran(
            aturan_capaian.Sasaran(
                polaritas=aturan_capaian.Polaritas(masukan.polaritas),
                target=masukan.target,
                bawah=masukan.bawah,
                atas=masukan.atas,
                mulai=masukan.mulai,
                tenggat=masukan.tenggat,
            )
        )
    except ValueError as galat:
        raise GalatAturan(str(galat), bidang=bidang) from galat
