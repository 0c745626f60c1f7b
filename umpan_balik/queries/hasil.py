"""Umpan balik 360 untuk halaman hasil: hanya periode yang sudah ditutup, hanya kelompok yang cukup orangnya.

Yang tidak pernah keluar dari sini: kelompok di bawah jumlah minimum, nilai tepat bila semua penilai kelompok itu
sepakat (karena itulah nilai tiap orang), urutan penilai, dan waktu.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indikator.models import Periode
from indikator.rules.angka import rata_rata, tampil
from indikator.rules.kelompok import LABEL_KELOMPOK, Kelompok
from kepegawaian.models import Pegawai
from umpan_balik.models import JawabanAnonim, Komentar
from umpan_balik.rules.berakhlak import NILAI, NILAI_MENURUT_KODE, KodeNilai, Nilai
from umpan_balik.rules.berakhlak_skala import SKALA

BATAS_KEKUATAN = Decimal("3.5")
KEKUATAN_TERBANYAK, PERBAIKAN_TERBANYAK = 3, 2
PITA = (
    (Decimal("2.5"), "di bawah harapan"),
    (Decimal("3.5"), "sesuai harapan"),
    (Decimal(6), "di atas harapan"),
)


@dataclass(frozen=True, slots=True)
class RataKelompok:
    """Nilai satu kelompok untuk satu nilai BerAKHLAK. `rata` kosong bila semua sepakat: hanya `pita` yang tampil."""

    kelompok: Kelompok
    label: str
    n: int
    rata: Decimal | None
    pita: str


@dataclass(frozen=True, slots=True)
class NilaiPerilaku:
    """Satu nilai BerAKHLAK dengan kelompok yang boleh tampil."""

    nilai: Nilai
    kelompok: tuple[RataKelompok, ...]


@dataclass(frozen=True, slots=True)
class Simpulan:
    """Satu kekuatan atau hal yang dapat ditingkatkan, dengan kalimat dan sumbernya."""

    kode: KodeNilai
    nama: str
    kalimat: str
    sumber: str


@dataclass(frozen=True, slots=True)
class KomentarTampil:
    """Komentar tanpa nama; hanya dari kelompok yang cukup orangnya."""

    nilai: str
    kelompok: str
    teks: str


def nilai_per_kelompok(
    *, periode: Periode, pegawai: Pegawai, min_n: Mapping[str, int]
) -> list[NilaiPerilaku]:
    """Tujuh nilai BerAKHLAK, masing-masing per kelompok yang n-nya mencapai `min_n`. Satu kueri.

    Kosong sebelum periode ditutup. Satu penilai dihitung satu kali per nilai: rata-rata panduan yang dijawabnya.
    """
    if periode.status != Periode.Status.DITUTUP:
        return []
    per_kelompok: dict[str, list[list[int | None]]] = {}
    baris = JawabanAnonim.objects.filter(periode=periode, dinilai=pegawai).order_by("id")
    for kelompok, jawaban in baris.values_list("kelompok", "nilai"):
        per_kelompok.setdefault(kelompok, []).append(jawaban)
    hasil = []
    for letak, nilai in enumerate(NILAI):
        tampil_kelompok = [
            satu
            for k in Kelompok
            if (satu := _rata_kelompok(k, letak, per_kelompok.get(k, []), min_n.get(k, 1))) is not None
        ]
        hasil.append(NilaiPerilaku(nilai, tuple(tampil_kelompok)))
    return hasil


def _rata_kelompok(
    kelompok: Kelompok, letak: int, jawaban: Sequence[list[int | None]], min_n: int
) -> RataKelompok | None:
    per_penilai = []
    for satu in jawaban:
        terisi = [Decimal(n) for n in satu[letak * 3 : letak * 3 + 3] if n is not None]
        if terisi:
            per_penilai.append(rata_rata(terisi))
    # Dua syarat: kelompoknya cukup, dan yang menjawab nilai ini juga cukup.
    if not per_penilai or len(per_penilai) < min_n:
        return None
    rata = rata_rata(per_penilai)
    sepakat = len(per_penilai) > 1 and len(set(per_penilai)) == 1
    return RataKelompok(
        kelompok=kelompok,
        label=LABEL_KELOMPOK[kelompok],
        n=len(per_penilai),
        rata=None if sepakat else rata,
        pita=next(kata for batas, kata in PITA if rata < batas),
    )


def kekuatan_dan_perbaikan(
    *, periode: Periode, pegawai: Pegawai, min_n: Mapping[str, int]
) -> tuple[list[Simpulan], list[Simpulan]]:
    """Kekuatan dan hal yang dapat ditingkatkan, disusun dari angka dengan sumbernya. Satu kueri.

    Nilai yang kelompoknya hanya boleh tampil sebagai pita ikut disimpulkan dengan katanya, tanpa angka.
    """
    terurut = sorted(
        (
            (_urutan(satu), satu)
            for satu in nilai_per_kelompok(periode=periode, pegawai=pegawai, min_n=min_n)
            if satu.kelompok
        ),
        key=lambda pasangan: (-pasangan[0], pasangan[1].nilai.nomor),
    )
    kekuatan = [s for angka, s in terurut if angka >= BATAS_KEKUATAN][:KEKUATAN_TERBANYAK]
    lemah = [s for angka, s in reversed(terurut) if angka < BATAS_KEKUATAN][:PERBAIKAN_TERBANYAK]
    return [_kekuatan(s) for s in kekuatan], [_perbaikan(s) for s in lemah]


def _urutan(satu: NilaiPerilaku) -> Decimal:
    """Angka pengurut; kelompok berpita memakai tengah pitanya supaya nilai tepatnya tidak ikut terbaca."""
    tengah = {"di bawah harapan": Decimal(2), "sesuai harapan": Decimal(3), "di atas harapan": Decimal(4)}
    return rata_rata([k.rata if k.rata is not None else tengah[k.pita] for k in satu.kelompok])


def _sumber(satu: NilaiPerilaku) -> str:
    return "; ".join(
        f"{k.label} {tampil(k.rata) if k.rata is not None else k.pita}" + (f" (n {k.n})" if k.n > 1 else "")
        for k in satu.kelompok
    )


def _kekuatan(satu: NilaiPerilaku) -> Simpulan:
    tingkat = SKALA[satu.nilai.kode][4 if _urutan(satu) >= Decimal("4.5") else 3]
    return Simpulan(satu.nilai.kode, satu.nilai.nama, tingkat.arti, f"{_sumber(satu)}, dari 5.")


def _perbaikan(satu: NilaiPerilaku) -> Simpulan:
    """Kalimatnya tingkat berikut yang dapat dituju, bukan celaan atas tingkat sekarang."""
    tuju = SKALA[satu.nilai.kode][2 if _urutan(satu) < Decimal("2.5") else 3]
    return Simpulan(
        satu.nilai.kode,
        satu.nilai.nama,
        f"Langkah berikut: {tuju.arti[0].lower()}{tuju.arti[1:]} Misalnya: {tuju.contoh[0].lower()}{tuju.contoh[1:]}",
        f"{_sumber(satu)}, dari 5.",
    )


def komentar_tampil(*, periode: Periode, pegawai: Pegawai, min_n: Mapping[str, int]) -> list[KomentarTampil]:
    """Komentar dari kelompok yang n-nya cukup, terurut menurut kunci acak. Dua kueri; kosong sebelum ditutup."""
    if periode.status != Periode.Status.DITUTUP:
        return []
    milik = {"periode": periode, "dinilai": pegawai}
    banyak = Counter(JawabanAnonim.objects.filter(**milik).values_list("kelompok", flat=True))
    cukup = [k.value for k in Kelompok if banyak[k] and banyak[k] >= min_n.get(k, 1)]
    return [
        KomentarTampil(
            nilai=NILAI_MENURUT_KODE[KodeNilai(nilai)].nama,
            kelompok=LABEL_KELOMPOK[Kelompok(kelompok)],
            teks=teks,
        )
        for nilai, kelompok, teks in Komentar.objects.filter(kelompok__in=cukup, **milik)
        .order_by("id")
        .values_list("nilai", "kelompok", "teks")
    ]
