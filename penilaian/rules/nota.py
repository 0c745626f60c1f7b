"""Membaca nota: bentuk JSON dari masukan penilaian. Penulisnya penilaian.rules.nota_tulis.

Nota yang tersimpan bersama sebuah hasil berisi masukan ini ditambah pengenalnya.
Program kedua yang hanya memegang nota dan ``rules/`` menghitung angka yang sama.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from indikator.rules.angka import (
    DESIMAL_RATA_RATA,
    urai,
)
from indikator.rules.capaian import Polaritas, Realisasi, Sasaran
from indikator.rules.hasil_kerja import IndikatorDinilai, MasukanKeliru
from indikator.rules.kebijakan import aturan_dari
from indikator.rules.kualitatif import Ekspektasi
from indikator.rules.program import DaftarKeliru
from penilaian.rules.kalibrasi import Dikalibrasi, Kotak
from penilaian.rules.nilai import Masukan
from penilaian.rules.perilaku import MasukanPerilaku, SurveiMasyarakat
from penilaian.rules.predikat import Rating
from penilaian.rules.ruas import Ruas

KUNCI_PERILAKU: Final = ("atasan", "rekan", "bawahan", "masyarakat_ikm")
N_TERBANYAK: Final = 10**9
_TANGGAL: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)


def masukan_dari(data: object) -> Masukan:
    """Membaca nota. Menolak (``MasukanKeliru``) dengan semua kesalahan sekaligus.

    Kunci lain di tingkat teratas dan pada indikator diabaikan: itu pengenal.
    """
    nota = _pasangan(data, nama="Nota")
    salah: list[str] = []
    indikator = _coba(salah, lambda: _indikator(nota.get("indikator"))) or ()
    perilaku = _coba(salah, lambda: _perilaku(nota.get("perilaku")))
    aturan = _coba(salah, lambda: aturan_dari(nota.get("kebijakan")))
    rating = _coba(salah, lambda: _rating(nota.get("rating")))
    ruas = _coba(salah, lambda: _ruas(nota.get("ruas"))) or ()
    kalibrasi = _coba(salah, lambda: _kalibrasi(nota.get("evaluasi")))
    if perilaku is None or aturan is None or rating is None or salah:
        raise MasukanKeliru(salah)
    return Masukan(
        indikator=indikator,
        perilaku=perilaku,
        aturan=aturan,
        rating_hasil=rating[0],
        rating_perilaku=rating[1],
        ruas=ruas,
        kalibrasi=kalibrasi,
    )


def _coba(salah: list[str], baca: Callable[[], T]) -> T | None:
    """Menjalankan satu pembacaan; kesalahannya dikumpulkan, bukan dilempar."""
    try:
        return baca()
    except DaftarKeliru as kesalahan:
        salah.extend(kesalahan.kesalahan)
    except ValueError as kesalahan:
        salah.append(str(kesalahan))
    return None


def _pasangan(nilai: object, *, nama: str) -> Mapping[str, object]:
    if not isinstance(nilai, Mapping):
        raise MasukanKeliru([f"{nama} harus berupa pasangan nama dan nilai dalam kurung kurawal."])
    return nilai


def _daftar(nilai: object, *, nama: str) -> list[object]:
    if not isinstance(nilai, list):
        raise MasukanKeliru([f"{nama} harus berupa daftar dalam kurung siku."])
    return nilai


def _pilihan(nilai: object, jenis: type[E], *, nama: str) -> E:
    if isinstance(nilai, str) and nilai in list(jenis):
        return jenis(nilai)
    raise ValueError(f'{nama} harus salah satu dari {", ".join(jenis)}. Tertulis: "{nilai}".')


# --- indikator ---


def _indikator(nilai: object) -> tuple[IndikatorDinilai, ...]:
    if nilai is None:
        raise MasukanKeliru(['Nota tidak memuat "indikator". Tulis daftarnya, boleh kosong: [].'])
    salah: list[str] = []
    hasil: list[IndikatorDinilai] = []
    for urutan, isi in enumerate(_daftar(nilai, nama="indikator"), start=1):
        try:
            satu = _pasangan(isi, nama=f"Indikator ke-{urutan}")
            hasil.append(_satu_indikator(satu))
        except DaftarKeliru as kesalahan:
            salah.extend(kesalahan.kesalahan)
        except ValueError as kesalahan:
            salah.append(f'Indikator ke-{urutan} ("{satu.get("kode")}"): {kesalahan}')
    if salah:
        raise MasukanKeliru(salah)
    return tuple(hasil)


def _satu_indikator(isi: Mapping[str, object]) -> IndikatorDinilai:
    kode, nama = isi.get("kode"), isi.get("nama")
    if not isinstance(kode, str) or not kode.strip():
        raise ValueError("kode harus berupa teks yang tidak kosong.")
    polaritas = _pilihan(isi.get("polaritas"), Polaritas, nama="polaritas")
    realisasi = isi.get("realisasi")
    return IndikatorDinilai(
        kode=kode,
        bobot=urai(isi.get("bobot"), nama="bobot"),
        sasaran=_sasaran(isi, polaritas),
        realisasi=None if realisasi is None else _realisasi(realisasi, polaritas),
        dikecualikan=_tanda(isi, "dikecualikan"),
        tidak_dilaporkan=_tanda(isi, "tidak_dilaporkan"),
        nama=nama if isinstance(nama, str) else "",
        menunggu_rating=_tanda(isi, "menunggu_rating"),
    )


def _sasaran(isi: Mapping[str, object], polaritas: Polaritas) -> Sasaran:
    def ambil(kunci: str, baca: Callable[..., T]) -> T | None:
        nilai = isi.get(kunci)
        return None if nilai is None else baca(nilai, nama=kunci)

    if polaritas is Polaritas.RENTANG:
        return Sasaran(polaritas, bawah=ambil("bawah", urai), atas=ambil("atas", urai))
    if polaritas is Polaritas.TANGGAL:
        return Sasaran(polaritas, mulai=ambil("mulai", _tanggal), tenggat=ambil("target", _tanggal))
    if polaritas in (Polaritas.YA_TIDAK, Polaritas.KUALITATIF):
        return Sasaran(polaritas)
    return Sasaran(polaritas, target=ambil("target", urai))


def _realisasi(nilai: object, polaritas: Polaritas) -> Realisasi:
    if polaritas is Polaritas.TANGGAL:
        return _tanggal(nilai, nama="realisasi")
    if polaritas is Polaritas.YA_TIDAK:
        if nilai not in ("ya", "tidak"):
            raise ValueError(f'realisasi harus "ya" atau "tidak". Tertulis: "{nilai}".')
        return nilai == "ya"
    if polaritas is Polaritas.KUALITATIF:
        return _pilihan(nilai, Ekspektasi, nama="realisasi")
    return urai(nilai, nama="realisasi")


def _tanggal(nilai: object, *, nama: str) -> date:
    if isinstance(nilai, str) and _TANGGAL.fullmatch(nilai):
        try:
            return date.fromisoformat(nilai)
        except ValueError:
            pass  # bentuknya tanggal tetapi harinya tidak ada; pesannya sama
    raise ValueError(f'{nama} harus berupa tanggal yang ada, misalnya 2026-03-31. Tertulis: "{nilai}".')


def _tanda(isi: Mapping[str, object], kunci: str) -> bool:
    nilai = isi.get(kunci)
    if nilai is None:
        return False
    if not isinstance(nilai, bool):
        raise ValueError(f'{kunci} harus true atau false. Tertulis: "{nilai}".')
    return nilai


# --- perilaku dan rating ---


def _perilaku(nilai: object) -> MasukanPerilaku:
    isi = _pasangan({} if nilai is None else nilai, nama="perilaku")
    for kunci in isi:
        if kunci not in KUNCI_PERILAKU and not kunci.startswith("_"):
            dikenal = ", ".join(KUNCI_PERILAKU)
            raise ValueError(f'Kelompok penilai "{kunci}" tidak dikenal. Yang dikenal: {dikenal}.')
    return MasukanPerilaku(
        atasan=_jawaban(isi, "atasan"),
        rekan=_jawaban(isi, "rekan"),
        bawahan=_jawaban(isi, "bawahan"),
        masyarakat=_survei(isi.get("masyarakat_ikm")),
    )


def _jawaban(isi: Mapping[str, object], kelompok: str) -> tuple[Decimal, ...]:
    nilai = isi.get(kelompok)
    return tuple(
        urai(x, nama=f"Rata-rata {kelompok} ke-{i}", desimal_terbanyak=DESIMAL_RATA_RATA)
        for i, x in enumerate([] if nilai is None else _daftar(nilai, nama=kelompok), start=1)
    )


def _survei(nilai: object) -> SurveiMasyarakat | None:
    if nilai is None:
        return None
    isi = _pasangan(nilai, nama="masyarakat_ikm")
    n = isi.get("n")
    if isinstance(n, bool) or not isinstance(n, int) or not 0 <= n < N_TERBANYAK:
        raise ValueError(f'masyarakat_ikm.n harus bilangan bulat 0 atau lebih. Tertulis: "{n}".')
    angka = isi.get("nilai")
    if angka is not None:
        angka = urai(angka, nama="masyarakat_ikm.nilai", desimal_terbanyak=DESIMAL_RATA_RATA)
    return SurveiMasyarakat(nilai=angka, n=n)


def _rating(nilai: object) -> tuple[Rating | None, Rating | None]:
    isi = _pasangan({} if nilai is None else nilai, nama="rating")

    def baca(kunci: str) -> Rating | None:
        satu = isi.get(kunci)
        return None if satu is None else _pilihan(satu, Rating, nama=f"rating.{kunci}")

    return baca("hasil"), baca("perilaku")


# --- ruas ---


def _ruas(nilai: object) -> tuple[Ruas, ...]:
    if nilai is None:
        return ()
    return tuple(
        _satu_ruas(_pasangan(isi, nama=f"Ruas ke-{urutan}"), urutan)
        for urutan, isi in enumerate(_daftar(nilai, nama="ruas"), start=1)
    )


def _satu_ruas(isi: Mapping[str, object], urutan: int) -> Ruas:
    nama, jeda, utama = f"Ruas ke-{urutan}", isi.get("jeda", 0), _tanda(isi, "utama")
    if isinstance(jeda, bool) or not isinstance(jeda, int) or not 0 <= jeda <= N_TERBANYAK:
        raise ValueError(f'{nama}: jeda harus bilangan bulat 0 atau lebih. Tertulis: "{jeda}".')
    rating, unit = _rating(isi.get("rating")), isi.get("unit")
    return Ruas(
        sejak=_tanggal(isi.get("sejak"), nama=f"{nama}: sejak"),
        sampai=_tanggal(isi.get("sampai"), nama=f"{nama}: sampai"),
        jeda=jeda,
        utama=utama,
        indikator=() if utama else _indikator(isi.get("indikator")),
        rating_hasil=rating[0],
        rating_perilaku=rating[1],
        nama=unit if isinstance(unit, str) else "",
        kalibrasi=None if utama else _kalibrasi(isi.get("evaluasi")),
    )


# --- kalibrasi ---


def _kalibrasi(evaluasi: object) -> Dikalibrasi | None:
    """Keterangan kalibrasi di dalam evaluasi satu ruas; kunci lain di sana adalah pengenal."""
    isi = evaluasi.get("kalibrasi") if isinstance(evaluasi, Mapping) else None
    if isi is None:
        return None
    satu = _pasangan(isi, nama="kalibrasi")
    oleh = _pasangan(satu.get("oleh"), nama="kalibrasi.oleh")
    return Dikalibrasi(
        dari=_kotak(satu.get("dari"), nama="kalibrasi.dari"),
        menjadi=_kotak(satu.get("menjadi"), nama="kalibrasi.menjadi"),
        alasan=str(satu.get("alasan", "")),
        oleh=str(oleh.get("nama", "")),
        nip=str(oleh.get("nip", "")),
        pada=str(satu.get("pada", "")),
    )


def _kotak(nilai: object, *, nama: str) -> Kotak:
    isi = _pasangan(nilai, nama=nama)
    return Kotak(
        _pilihan(isi.get("hasil"), Rating, nama=f"{nama}.hasil"),
        _pilihan(isi.get("perilaku"), Rating, nama=f"{nama}.perilaku"),
    )
