"""Kebutuhan belajar dari hasil yang sudah ditutup: capaian per aspek, jawaban 360 per nilai, unsur warga, kompetensi."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any, Final

from indikator.rules.angka import NOL, bagi, bulatkan, jumlah, teliti
from pelatihan.models import Asesmen
from pelatihan.queries.bukti import UnsurOrang
from pelatihan.queries.standar import Milik
from pelatihan.rules.kebutuhan import (
    YAKIN_ATASAN,
    Kebutuhan,
    dari_capaian,
    dari_jawaban,
    dari_profil,
    dari_unsur,
    skor_profil,
)
from pelatihan.rules.kompetensi import (
    DUA_DESIMAL,
    Bukti,
    Kompetensi,
    Profil,
    Sumber,
    andal_penjawab,
    andal_umur,
    profil,
)
from pelatihan.rules.pemetaan import Peta
from umpan_balik.queries.hasil import nilai_banyak
from umpan_balik.rules.berakhlak import NILAI
from umpan_balik.rules.unsur import UNSUR

SEBUTAN: Final = {"atasan": "atasan", "rekan": "{n} rekan", "bawahan": "{n} bawahan"}
NAMA_UNSUR: Final = {u.kode.value: u.nama for u in UNSUR}
# Yang hanya boleh tampil sebagai pita diurutkan menurut tengahnya, sehingga angkanya tidak ikut terbaca.
TENGAH_PITA: Final = {
    "di bawah harapan": Decimal(2),
    "sesuai harapan": Decimal(3),
    "di atas harapan": Decimal(4),
}


@dataclass(frozen=True, slots=True)
class RataNilai:
    """Satu kelompok untuk satu nilai BerAKHLAK; `rata` kosong bila hanya pitanya yang boleh tampil."""

    kelompok: str
    nilai: int
    n: int
    rata: Decimal | None
    pita: str


@dataclass(frozen=True, slots=True)
class Bahan:
    """Semua yang boleh dipakai tentang satu orang pada satu hasil, selain notanya sendiri."""

    rata: list[RataNilai] = field(default_factory=list)
    unsur: list[UnsurOrang] = field(default_factory=list)
    asesmen: Mapping[str, Asesmen] = field(default_factory=dict)
    standar: Milik = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Terukur:
    """Kebutuhan, profil kompetensi, dan skor tiap kode (100 = harapan) bagi potretnya."""

    kebutuhan: list[Kebutuhan]
    profil: list[Profil]
    angka: dict[str, Decimal]


def rata_nilai(
    *, periode_id: int, pegawai_ids: Iterable[int], min_n: Mapping[str, int]
) -> dict[int, list[RataNilai]]:
    """Yang boleh tampil per orang, kelompok, dan nilai (0–6). Satu kueri untuk berapa pun orang."""
    semua = nilai_banyak(periode_id=periode_id, pegawai_ids=pegawai_ids, min_n=min_n)
    return {
        pegawai: [
            RataNilai(nama, letak, satu.n, satu.rata, satu.pita)
            for kelompok, isi in menurut.items()
            for nama in (kelompok.value,)
            for letak, satu in isi.items()
        ]
        for pegawai, menurut in semua.items()
    }


@teliti
def ukur(
    indikator: Sequence[Mapping[str, Any]],
    bahan: Bahan,
    *,
    min_n: Mapping[str, int],
    peta: Peta,
    kompetensi: Mapping[str, Kompetensi],
    pada: date,
) -> Terukur:
    """Kebutuhan, profil, dan skor seorang. Tanpa kueri. `indikator` butir nota hasilnya, kosong bila belum ada hasil.

    `min_n` memuat semua kelompok; kelompok yang tidak ada di dalamnya tidak pernah disebut. Nilai dan unsur yang
    kuat hubungannya dengan kompetensi yang bercelah dibaca lewat kompetensi itu saja, tidak ditagih dua kali.
    """
    capaian = _dari_capaian(indikator, peta)
    dari_360 = [(satu, _dari_360(satu, peta)) for satu in bahan.rata if satu.kelompok in min_n]
    dari_warga = [(satu, _dari_unsur(satu, peta)) for satu in bahan.unsur]
    tanggapan = [k for _, k in dari_360] + [k for _, k in dari_warga]
    bukti = _bukti_terkait([k for k, _ in capaian], dari_360, dari_warga, peta)
    _tambah_asesmen(bukti, bahan.asesmen, pada)
    profil_orang = [
        p
        for kode, standar in bahan.standar.items()
        if kode in kompetensi and (p := profil(kode, standar=standar.tingkat, bukti=bukti.get(kode, ())))
    ]
    bercelah = {p.kode for p in profil_orang if p.celah}
    kebutuhan = [k for k, _ in capaian]
    kebutuhan += [k for k in tanggapan if not peta.dilebur(k.kode, bercelah)]
    kebutuhan += [
        dari_profil(
            p,
            kompetensi[p.kode],
            bobot=Decimal(bahan.standar[p.kode].bobot),
            terkait=peta.terkait(kompetensi[p.kode].tanda),
        )
        for p in profil_orang
        if p.celah
    ]
    return Terukur(kebutuhan, profil_orang, _angka(capaian, tanggapan, profil_orang, kompetensi))


def _dari_capaian(indikator: Sequence[Mapping[str, Any]], peta: Peta) -> list[tuple[Kebutuhan, Decimal]]:
    """Kebutuhan tiap indikator yang sungguh diukur dengan bobotnya; bobot kebutuhan 1 berarti bobot rata-rata."""
    butir = [b for b in _terukur(indikator) if b.get("capaian") is not None and b.get("aspek")]
    bobot = [Decimal(b.get("bobot") or 1) for b in butir]
    rata = bagi(jumlah(bobot), Decimal(len(bobot))) if bobot and sum(bobot) else Decimal(1)
    return [
        (
            dari_capaian(
                b["aspek"],
                Decimal(b["capaian"]),
                indikator=b["nama"],
                bobot=bulatkan(bagi(w, rata), 4),
                terkait=peta.terkait(f"aspek:{b['aspek']}"),
            ),
            w,
        )
        for b, w in zip(butir, bobot, strict=True)
    ]


def _dari_360(satu: RataNilai, peta: Peta) -> Kebutuhan:
    return _kebutuhan_360(satu, peta.terkait(f"nilai:{NILAI[satu.nilai].kode}"))


@lru_cache(maxsize=8192)
def _kebutuhan_360(satu: RataNilai, terkait: frozenset[str]) -> Kebutuhan:
    """Diingat: jawaban berdesimal satu, jadi orang banyak berbagi angka yang sama."""
    nilai, penilai = NILAI[satu.nilai], SEBUTAN[satu.kelompok].format(n=satu.n)
    yakin = YAKIN_ATASAN if satu.kelompok == "atasan" else andal_penjawab(satu.n)
    if satu.rata is not None:
        sebut = penilai if satu.kelompok == "atasan" else f"rata-rata {penilai}"
        return dari_jawaban(
            nilai.kode, satu.rata, label=nilai.nama, penilai=sebut, yakin=yakin, terkait=terkait
        )
    kira = dari_jawaban(
        nilai.kode,
        TENGAH_PITA[satu.pita],
        label=nilai.nama,
        penilai=penilai,
        yakin=yakin,
        terkait=terkait,
    )
    return replace(kira, angka=f"{penilai} menjawab {satu.pita}")


def _dari_unsur(satu: UnsurOrang, peta: Peta) -> Kebutuhan:
    return dari_unsur(
        satu.unsur,
        satu.rata,
        label=NAMA_UNSUR[satu.unsur],
        n=satu.n,
        yakin=andal_penjawab(satu.n),
        terkait=peta.terkait(f"unsur:{satu.unsur}"),
    )


def _bukti_terkait(
    capaian: list[Kebutuhan],
    dari_360: list[tuple[RataNilai, Kebutuhan]],
    dari_warga: list[tuple[UnsurOrang, Kebutuhan]],
    peta: Peta,
) -> dict[str, list[Bukti]]:
    """Bukti tiap kompetensi dari capaian, 360, dan warga, menurut tabel pemetaan."""
    bukti: dict[str, list[Bukti]] = defaultdict(list)

    def pasang(k: Kebutuhan, sumber: Sumber, sebut: str, andal: Decimal) -> None:
        for kode, kekuatan in peta.kompetensi(k.kode):
            bukti[kode].append(Bukti(sumber, kekuatan, sebut, andal, celah=k.celah))

    for k in capaian:  # bobot : banyaknya = bagian indikator itu dari seluruh bobot
        pasang(k, Sumber.INDIKATOR, f"{k.label} {k.angka}", bagi(k.bobot, Decimal(len(capaian))))
    for satu, k in dari_360:
        andal = Decimal(1) if satu.kelompok == "atasan" else andal_penjawab(satu.n)
        pasang(k, Sumber(satu.kelompok), SEBUTAN[satu.kelompok].format(n=satu.n), andal)
    for unsur, k in dari_warga:
        pasang(k, Sumber.WARGA, f"{unsur.n} warga", andal_penjawab(unsur.n))
    return bukti


def _tambah_asesmen(bukti: dict[str, list[Bukti]], asesmen: Mapping[str, Asesmen], pada: date) -> None:
    for kode, satu in asesmen.items():
        andal = andal_umur((pada - satu.tanggal).days)
        sebut = f"penilaian kompetensi {satu.tanggal.year} tingkat {satu.tingkat}"
        bukti[kode].append(Bukti(Sumber.ASESMEN, Decimal(1), sebut, andal, tingkat=Decimal(satu.tingkat)))


def _angka(
    capaian: list[tuple[Kebutuhan, Decimal]],
    tanggapan: list[Kebutuhan],
    profil_orang: list[Profil],
    kompetensi: Mapping[str, Kompetensi],
) -> dict[str, Decimal]:
    """Skor tiap kode: aspek dirata-rata menurut bobot indikatornya, nilai dan unsur menurut keyakinannya."""
    kumpul: dict[str, list[tuple[Decimal, Decimal]]] = defaultdict(list)
    for k, bobot in [*capaian, *((k, k.yakin) for k in tanggapan)]:
        if k.awal is not None:
            kumpul[k.kode].append((k.awal, bobot))
    rata = {
        kode: (sum((a * w for a, w in isi), NOL) / total).quantize(DUA_DESIMAL, rounding=ROUND_HALF_UP)
        for kode, isi in kumpul.items()
        if (total := sum((w for _, w in isi), NOL)) > NOL
    }
    return rata | {kompetensi[p.kode].tanda: skor_profil(p) for p in profil_orang}


def potret_profil(terukur: Terukur) -> dict[str, dict[str, object]]:
    """Profil sebagai JSON untuk disimpan."""
    return {
        p.kode: {
            "standar": p.standar,
            "tingkat": format(p.tingkat, "f"),
            "yakin": format(p.yakin, ".2f"),
            "celah": p.celah,
        }
        for p in terukur.profil
    }


def _terukur(indikator: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Yang sungguh diukur: tidak melapor bukan tanda kurang mampu, jadi tidak dijawab dengan pelatihan."""
    return [b for b in indikator if not b.get("dikecualikan") and not b.get("tidak_dilaporkan")]
