"""Umpan balik 360 untuk halaman hasil: hanya periode yang sudah ditutup, hanya kelompok yang cukup orangnya.

Yang tidak pernah keluar dari sini: kelompok di bawah jumlah minimum, nilai tepat bila semua penilai kelompok itu
sepakat (karena itulah nilai tiap orang) atau bila yang melewatinya dapat dihitung, urutan penilai, dan waktu.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indikator.models import Periode
from indikator.rules.angka import rata_rata
from indikator.rules.kelompok import LABEL_KELOMPOK, Kelompok
from kepegawaian.models import Pegawai
from umpan_balik.models import JawabanAnonim, Komentar
from umpan_balik.rules.anonimitas import (
    SEDIKITNYA,
    Tampilan,
    cukup,
    kelompok_seragam,
    nilai_tampil,
    pita,
    rata_panduan,
)
from umpan_balik.rules.berakhlak import NILAI, NILAI_MENURUT_KODE, KodeNilai, Nilai

TANPA_NAMA = (Kelompok.REKAN, Kelompok.BAWAHAN)


@dataclass(frozen=True, slots=True)
class RataKelompok:
    """Nilai satu kelompok untuk satu nilai BerAKHLAK. `rata` kosong bila hanya `pita` yang boleh tampil."""

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
    Kelompok tanpa nama menurut umpan_balik.rules.anonimitas: angka satu desimal, atau hanya pitanya.
    """
    if periode.status != Periode.Status.DITUTUP:
        return []
    semua = nilai_banyak(periode_id=periode.pk, pegawai_ids=[pegawai.pk], min_n=min_n).get(pegawai.pk, {})
    return [
        NilaiPerilaku(nilai, tuple(t[letak] for t in semua.values() if letak in t))
        for letak, nilai in enumerate(NILAI)
    ]


def nilai_banyak(
    *, periode_id: int, pegawai_ids: Iterable[int], min_n: Mapping[str, int]
) -> dict[int, dict[Kelompok, dict[int, RataKelompok]]]:
    """Id pegawai → kelompok → letak nilai (0–6) → yang boleh tampil. Satu kueri untuk berapa pun orang.

    Hanya periode yang sudah ditutup. Satu-satunya jalan keluar bagi angka tiap nilai, juga untuk saran pelatihan.
    """
    per_orang: dict[int, dict[str, list[list[int | None]]]] = {}
    baris = JawabanAnonim.objects.filter(
        periode=periode_id, periode__status=Periode.Status.DITUTUP, dinilai__in=list(pegawai_ids)
    ).order_by("id")
    for dinilai, kelompok, jawaban in baris.values_list("dinilai", "kelompok", "nilai"):
        per_orang.setdefault(dinilai, {}).setdefault(kelompok, []).append(jawaban)
    hasil = {}
    for dinilai, isi in per_orang.items():
        tertutup = _tertutup(isi, min_n)
        hasil[dinilai] = {
            k: _tampilan(k, isi.get(k, []), min_n.get(k, SEDIKITNYA), tertutup=tertutup) for k in Kelompok
        }
    return hasil


def _tertutup(per_kelompok: Mapping[str, Sequence[Sequence[int | None]]], min_n: Mapping[str, int]) -> bool:
    """Kelompok yang seragam: angka atasan pun tidak dirinci, sebab selisihnya dari nilai perilaku adalah jawaban mereka."""
    return any(
        cukup(len(isi), min_n=min_n.get(k, SEDIKITNYA)) and kelompok_seragam(isi)
        for k in TANPA_NAMA
        if (isi := per_kelompok.get(k, []))
    )


def _tampilan(
    kelompok: Kelompok, jawaban: Sequence[list[int | None]], min_n: int, *, tertutup: bool
) -> dict[int, RataKelompok]:
    """Letak nilai → angka atau pitanya."""
    semua = nilai_tampil(jawaban, min_n=min_n) if kelompok in TANPA_NAMA else _bernama(jawaban)
    return {
        t.letak: RataKelompok(kelompok, LABEL_KELOMPOK[kelompok], t.n, None if tertutup else t.rata, t.pita)
        for t in semua
    }


def _bernama(jawaban: Sequence[list[int | None]]) -> tuple[Tampilan, ...]:
    """Atasan hanya satu orang dan tidak anonim: rata-ratanya apa adanya."""
    hasil = []
    for letak in range(len(NILAI)):
        per_penilai = [
            rata_panduan(isi)
            for satu in jawaban
            if (isi := [n for n in satu[letak * 3 : letak * 3 + 3] if n is not None])
        ]
        if per_penilai:
            rata = rata_rata(per_penilai)
            hasil.append(Tampilan(letak, len(per_penilai), rata, pita(rata)))
    return tuple(hasil)


def komentar_tampil(*, periode: Periode, pegawai: Pegawai, min_n: Mapping[str, int]) -> list[KomentarTampil]:
    """Komentar dari kelompok yang n-nya cukup, terurut menurut kunci acak. Dua kueri; kosong sebelum ditutup."""
    if periode.status != Periode.Status.DITUTUP:
        return []
    milik = {"periode": periode, "dinilai": pegawai}
    banyak = Counter(JawabanAnonim.objects.filter(**milik).values_list("kelompok", flat=True))
    boleh = [
        k.value
        for k in Kelompok
        if (cukup(banyak[k], min_n=min_n.get(k, SEDIKITNYA)) if k in TANPA_NAMA else banyak[k])
    ]
    return [
        KomentarTampil(
            nilai=NILAI_MENURUT_KODE[KodeNilai(nilai)].nama,
            kelompok=LABEL_KELOMPOK[Kelompok(kelompok)],
            teks=teks,
        )
        for nilai, kelompok, teks in Komentar.objects.filter(kelompok__in=boleh, **milik)
        .order_by("id")
        .values_list("nilai", "kelompok", "teks")
    ]
