"""Bagian perilaku pada nota: apa yang boleh dibaca dari kelompok tanpa nama (umpan_balik.rules.anonimitas).

Kelompok yang rata-rata semua penilainya sama tidak dirinci: rata-ratanya adalah jawaban tiap orang. Kelompok lain ikut
ditutup angkanya, sebab nilai perilaku dikurangi mereka adalah jawaban itu juga. Nilai perilakunya sendiri tetap tampil.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from indikator.rules.angka import bagi, dua_desimal, tampil
from indikator.rules.hasil_kerja import tampil_bobot
from indikator.rules.kelompok import LABEL_KELOMPOK, Kelompok
from penilaian.queries.nota_ruas import KOSONG, baris, teks_nilai
from penilaian.rules.nilai import HasilHitung
from penilaian.rules.perilaku import HasilKelompok, MasukanPerilaku
from umpan_balik.rules.anonimitas import pita, seragam

TIDAK_DIRINCI = "angka tiap kelompok tidak dirinci untuk menjaga penilainya"


@dataclass(frozen=True, slots=True)
class KelompokNota:
    """Satu kelompok seperti boleh dibaca; `rata` dan `nilai` kosong bila hanya `pita` yang boleh tampil."""

    kelompok: Kelompok
    bobot: Decimal
    n: int
    rata: Decimal | None
    nilai: Decimal | None
    pita: str
    alasan: str

    @property
    def ringkas(self) -> dict[str, Any]:
        """Untuk berkas ringkas dan dokumen cetak; dua desimal, sebab desimal panjang menyebut pembaginya."""
        if self.alasan:
            return {"tidak_dihitung": self.alasan}
        if self.nilai is None or self.rata is None:
            return {"n": self.n, "golongan": self.pita}
        return {"n": self.n, "rata": dua_desimal(self.rata), "nilai": dua_desimal(self.nilai)}

    @property
    def teks(self) -> str:
        """Nilainya dalam kata, untuk satu sel."""
        if self.alasan:
            return f"tidak dihitung: {self.alasan}"
        return self.pita if self.nilai is None else tampil(self.nilai)


def alasan_samar(k: HasilKelompok) -> str:
    """Rekan dan bawahan: jumlah minimumnya saja; yang lain memang tidak menunjuk orang."""
    if k.bobot == 0 or k.kelompok not in (Kelompok.REKAN, Kelompok.BAWAHAN):
        return k.alasan
    return f"penilainya kurang dari {k.min_n}"


def kelompok_nota(hitungan: HasilHitung, perilaku: MasukanPerilaku) -> list[KelompokNota]:
    """Semua kelompok, berbobot atau tidak, menurut urutan nota."""
    suara = {Kelompok.REKAN: perilaku.rekan, Kelompok.BAWAHAN: perilaku.bawahan}
    dihitung = {k.kelompok for k in hitungan.kelompok if k.nilai is not None}
    tertutup = any(nama in dihitung and seragam(isi) for nama, isi in suara.items())
    return [_satu(k, tertutup=tertutup and k.kelompok is not Kelompok.MASYARAKAT) for k in hitungan.kelompok]


def _satu(k: HasilKelompok, *, tertutup: bool) -> KelompokNota:
    terbaca = k.nilai is not None and k.rata_jawaban is not None
    return KelompokNota(
        kelompok=k.kelompok,
        bobot=k.bobot,
        n=k.n,
        rata=None if tertutup else k.rata_jawaban,
        nilai=None if tertutup else k.nilai,
        pita=pita(k.rata_jawaban) if terbaca and k.rata_jawaban is not None and k.rata_jawaban <= 5 else "",
        alasan="" if terbaca else alasan_samar(k),
    )


def baris_perilaku(kelompok: list[KelompokNota], hitungan: HasilHitung) -> list[dict[str, str]]:
    """Baris nota: tiap kelompok berbobot, lalu nilai perilaku."""
    total = sum((k.bobot for k in kelompok if not k.alasan), Decimal(0))
    semua = [_baris(k, total) for k in kelompok if k.bobot > 0]
    bobot = tampil_bobot(total) if total else ""
    nilai = teks_nilai(hitungan.nilai_perilaku_utuh)
    return [*semua, baris("Nilai perilaku kerja", bobot=bobot, nilai=nilai, jenis="jumlah")]


def _baris(k: KelompokNota, total: Decimal) -> dict[str, str]:
    label = LABEL_KELOMPOK[k.kelompok]
    if k.alasan:
        ket = f"tidak dihitung: {k.alasan}; bobot {tampil_bobot(k.bobot)} keluar dari pembagi"
        return baris(label, ket, capaian=KOSONG, bobot=KOSONG)
    bobot = f"{tampil_bobot(k.bobot)} : {tampil_bobot(total)}"
    if k.nilai is None or k.rata is None:
        return baris(
            f"{label}, {k.n} orang",
            f"{k.pita}; {TIDAK_DIRINCI}",
            capaian=KOSONG,
            bobot=f"× {bobot}",
            nilai=KOSONG,
        )
    if k.kelompok is Kelompok.MASYARAKAT:
        judul, asal = f"{label}, {k.n} jawaban", f"nilai petugas {tampil(k.rata)}"
    else:
        judul, asal = f"{label}, {k.n} orang", f"rata-rata {tampil(k.rata)} dari 5"
    return baris(
        judul,
        f"{asal}, menjadi {tampil(k.nilai)}",
        capaian=tampil(k.nilai),
        bobot=f"× {bobot}",
        nilai=tampil(bagi(k.nilai * k.bobot, total)),
        ket_sempit=f", bobot {bobot}",
    )


def langkah_tampil(langkah: Mapping[str, Any], kelompok: list[KelompokNota]) -> dict[str, Any]:
    """Satu langkah hitungan tanpa yang ditutup; angka perilaku dan nilai akhir dua desimal."""
    nama, isi = str(langkah["langkah"]), dict(langkah)
    menurut = {f"perilaku.{k.kelompok.value}": k for k in kelompok}
    if nama not in {*menurut, "perilaku", "akhir"}:
        return isi
    angka = {kunci: _dua_desimal(nilai) for kunci, nilai in isi["angka"].items()}
    satu = menurut.get(nama)
    if satu is None:
        if nama == "perilaku" and any(k.nilai is None and not k.alasan for k in kelompok):
            isi["uraian"] = f"Nilai perilaku = {isi['hasil'].replace('.', ',')}; {TIDAK_DIRINCI}."
        return isi | {"angka": angka}
    label = LABEL_KELOMPOK[satu.kelompok]
    if satu.alasan:
        angka.pop("n", None)
        isi["uraian"] = f"{label} tidak dihitung: {satu.alasan}; bobot {tampil_bobot(satu.bobot)} keluar."
    elif satu.nilai is None:
        angka = {kunci: n for kunci, n in angka.items() if kunci in ("bobot", "n", "min_n")}
        isi |= {
            "hasil": "",
            "uraian": f"{label}, {satu.n} orang: {satu.pita}; bobot {tampil_bobot(satu.bobot)}; {TIDAK_DIRINCI}.",
        }
    return isi | {"angka": angka}


def _dua_desimal(nilai: str) -> str:
    angka = Decimal(nilai)
    eksponen = angka.as_tuple().exponent
    return dua_desimal(angka) if isinstance(eksponen, int) and eksponen < -2 else nilai
