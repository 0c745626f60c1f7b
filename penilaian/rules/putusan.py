"""Putusan keberatan: rincian baru dari rincian lama dan perubahan yang diputus (PP 30/2019 Pasal 59).

Yang dapat diubah hanya kedua rating dan realisasi tiap indikator; jawaban 360, survei warga, bobot, dan kebijakan tidak.
Angkanya dihitung ulang dengan rules yang sama dengan penutupan, sehingga hasil barunya dapat ditelusuri sama jelasnya.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from indikator.rules.angka import dua_desimal
from indikator.rules.hasil_kerja import MasukanKeliru
from indikator.rules.kelompok import Kelompok
from penilaian.rules.nilai import HasilHitung, hitung
from penilaian.rules.nota import masukan_dari
from penilaian.rules.predikat import LABEL_PREDIKAT, LABEL_RATING, Predikat, Rating

KOSONG = "belum ada"
BUKAN_KERJA = {"perilaku", "rating.hasil", "rating.perilaku", *(k.value for k in Kelompok)}


@dataclass(frozen=True, slots=True)
class Koreksi:
    """Satu indikator: realisasi yang benar, ditulis seperti dalam nota, atau dikecualikan dari hitungan.

    Realisasi indikator kualitatif adalah ratingnya.
    """

    kode: str
    realisasi: str | None = None
    dikecualikan: bool = False


@dataclass(frozen=True, slots=True)
class Perubahan:
    """Yang diubah putusan; rating kosong berarti tetap."""

    rating_hasil: Rating | None = None
    rating_perilaku: Rating | None = None
    koreksi: tuple[Koreksi, ...] = ()


@dataclass(frozen=True, slots=True)
class Beda:
    """Satu hal yang berbeda antara dua versi, dengan kata yang dibaca orang."""

    sebutan: str
    sebelum: str
    sesudah: str


def terapkan(rincian: Mapping[str, Any], perubahan: Perubahan) -> tuple[dict[str, Any], HasilHitung]:
    """Rincian baru beserta hitungannya; yang lama tidak disentuh.

    Menolak (``MasukanKeliru``) kode yang tidak dikenal, realisasi yang tidak mungkin bagi arah indikatornya, dan
    perubahan yang tidak mengubah apa pun.
    """
    baru: dict[str, Any] = deepcopy(dict(rincian))
    menurut_kode = {satu["kode"]: satu for satu in baru["indikator"]}
    for koreksi in perubahan.koreksi:
        if koreksi.kode not in menurut_kode:
            raise MasukanKeliru([f'Indikator "{koreksi.kode}" tidak ada dalam hasil ini.'])
        _koreksi(menurut_kode[koreksi.kode], koreksi)
    for nama, rating in (("hasil", perubahan.rating_hasil), ("perilaku", perubahan.rating_perilaku)):
        if rating is not None:
            baru["rating"] = {**baru["rating"], nama: rating.value}
    if baru == rincian:
        raise MasukanKeliru(
            ["Tidak ada yang berbeda dari hasil semula. Pilih hasil tetap, atau ubah sesuatu."]
        )
    hitungan = hitung(masukan_dari(baru))
    for h in hitungan.indikator:
        menurut_kode[h.indikator.kode]["capaian"] = None if h.capaian is None else dua_desimal(h.capaian)
    for ruas, h_ruas in zip(
        baru.get("ruas", ()), hitungan.gabungan.ruas if hitungan.gabungan else (), strict=True
    ):
        if "nilai" in ruas:
            ruas["nilai"] = None if h_ruas.kerja.nilai is None else dua_desimal(h_ruas.kerja.nilai)
    baru["hasil"] = _ringkas(hitungan, skp="skp" in rincian["hasil"]["kurang"])
    return baru, hitungan


def _koreksi(isi: dict[str, Any], koreksi: Koreksi) -> None:
    if koreksi.dikecualikan:
        isi.pop("tidak_dilaporkan", None)
        isi["dikecualikan"] = True
        return
    if koreksi.realisasi == isi.get("realisasi") and not isi.get("dikecualikan"):
        return
    for tanda in ("tidak_dilaporkan", "dikecualikan", "menunggu_rating", "alasan"):
        isi.pop(tanda, None)
    isi["realisasi"] = koreksi.realisasi


def lengkap(h: HasilHitung) -> bool:
    """Kedua rating ada, dan angkanya utuh; SKP kualitatif: tiap indikatornya berrating, sebagai ganti angka."""
    if h.predikat is None or h.nilai_perilaku is None:
        return False
    if not h.kualitatif:
        return h.nilai_akhir is not None
    return not set(h.kurang) - BUKAN_KERJA


def _ringkas(h: HasilHitung, *, skp: bool) -> dict[str, Any]:
    """Bentuknya sama dengan yang ditulis penutupan."""
    return {
        "nilai_hasil": _teks(h.nilai_hasil),
        "nilai_perilaku": _teks(h.nilai_perilaku),
        "nilai_akhir": _teks(h.nilai_akhir),
        "predikat": h.predikat.value if h.predikat else None,
        "usulan_rating": {
            "hasil": h.usulan_hasil.value if h.usulan_hasil else None,
            "perilaku": h.usulan_perilaku.value if h.usulan_perilaku else None,
        },
        "kurang": [*(["skp"] if skp else []), *h.kurang],
    }


def beda(lama: Mapping[str, Any], baru: Mapping[str, Any]) -> list[Beda]:
    """Yang berbeda antara dua rincian: indikator, rating, nilai, predikat; urut seperti halaman hasil."""
    hasil = []
    dahulu = {satu["kode"]: satu for satu in lama["indikator"]}
    for satu in baru["indikator"]:
        sebutan = satu.get("nama") or satu["kode"]
        hasil.append(Beda(f"Realisasi {sebutan}", _realisasi(dahulu[satu["kode"]]), _realisasi(satu)))
        hasil.append(
            Beda(f"Capaian {sebutan}", *(_angka(i.get("capaian")) for i in (dahulu[satu["kode"]], satu)))
        )
    for nama, sebutan in (("hasil", "Rating hasil kerja"), ("perilaku", "Rating perilaku kerja")):
        hasil.append(Beda(sebutan, *(_label(isi["rating"].get(nama)) for isi in (lama, baru))))
    for nama, sebutan in (
        ("nilai_hasil", "Nilai hasil kerja"),
        ("nilai_perilaku", "Nilai perilaku kerja"),
        ("nilai_akhir", "Nilai akhir"),
    ):
        hasil.append(Beda(sebutan, *(_angka(isi["hasil"][nama]) for isi in (lama, baru))))
    hasil.append(Beda("Predikat", *(_predikat(isi["hasil"]["predikat"]) for isi in (lama, baru))))
    return [satu for satu in hasil if satu.sebelum != satu.sesudah]


def _realisasi(isi: Mapping[str, Any]) -> str:
    if isi.get("dikecualikan"):
        return "dikecualikan"
    if isi.get("tidak_dilaporkan"):
        return "tidak dilaporkan"
    if isi.get("polaritas") == "kualitatif":
        return _label(isi.get("realisasi"))
    return _angka(isi.get("realisasi"))


def _angka(teks: str | None) -> str:
    return KOSONG if teks is None else teks.replace(".", ",")


def _label(kode: str | None) -> str:
    return LABEL_RATING[Rating(kode)] if kode else KOSONG


def _predikat(kode: str | None) -> str:
    return LABEL_PREDIKAT[Predikat(kode)] if kode else KOSONG


def _teks(nilai: object) -> str | None:
    return None if nilai is None else f"{nilai:f}"
