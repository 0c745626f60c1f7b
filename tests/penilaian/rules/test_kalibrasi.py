"""Kalibrasi: yang berlaku, sebaran yang tidak pernah kehilangan orang, dan catatannya dalam nota."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from penilaian.rules.kalibrasi import (
    N_KECIL,
    SEMUA_KOTAK,
    Dikalibrasi,
    Kotak,
    Pindah,
    baca_kotak,
    berlaku,
    per_predikat,
    per_rating,
    sebaran_penilai,
)
from penilaian.rules.nilai import hitung
from penilaian.rules.nota import masukan_dari
from penilaian.rules.nota_tulis import nota_dari
from penilaian.rules.predikat import Predikat, Rating

KOTAK = st.sampled_from(SEMUA_KOTAK)
BUDI = Kotak(Rating.DI_ATAS, Rating.SESUAI)
SATU, DUA = Kotak(Rating.SESUAI, Rating.SESUAI), Kotak(Rating.DI_BAWAH, Rating.SESUAI)


@pytest.mark.parametrize(
    ("pindah", "kini", "predikat"),
    [
        ([], BUDI, Predikat.BAIK),
        ([Pindah(SATU), Pindah(DUA)], DUA, Predikat.BUTUH_PERBAIKAN),
        ([Pindah(SATU), Pindah(DUA, ditarik=True)], SATU, Predikat.BAIK),
        ([Pindah(SATU, ditarik=True), Pindah(DUA, ditarik=True)], BUDI, Predikat.BAIK),
    ],
)
def test_contoh_di_dokumen(pindah: list[Pindah], kini: Kotak, predikat: Predikat) -> None:
    assert berlaku(BUDI, pindah) == kini
    assert kini.predikat is predikat


@given(KOTAK, st.lists(st.builds(Pindah, KOTAK, st.booleans())))
def test_yang_ditarik_sama_dengan_yang_tidak_pernah_dicatat(asal: Kotak, pindah: list[Pindah]) -> None:
    assert berlaku(asal, pindah) == berlaku(asal, [p for p in pindah if not p.ditarik])
    assert berlaku(asal, [*pindah, Pindah(asal)]) == asal


@given(st.lists(st.tuples(KOTAK, KOTAK)))
def test_sebaran_tidak_kehilangan_atau_menambah_orang(orang: list[tuple[Kotak, Kotak]]) -> None:
    s = sebaran_penilai(orang)
    for kotak in (s.semula, s.kini):
        assert sum(per_predikat(kotak).values()) == len(orang) == s.dinilai
        assert sum(per_rating(kotak, sisi="hasil").values()) == len(orang)
        assert sum(per_rating(kotak, sisi="perilaku").values()) == len(orang)
    assert s.kecil == (len(orang) < N_KECIL)
    assert s.dipindah == len([a for a, b in orang if a != b])


def test_sisi_yang_tidak_ada_ditolak() -> None:
    with pytest.raises(ValueError, match="hasil"):
        per_rating(Counter([BUDI]), sisi="potensi")


def test_kode_kotak_terbaca_kembali_dan_yang_lain_tidak() -> None:
    assert [baca_kotak(k.kode) for k in SEMUA_KOTAK] == list(SEMUA_KOTAK)
    assert len({k.kode for k in SEMUA_KOTAK}) == 9
    assert baca_kotak("istimewa.sesuai") is baca_kotak("") is None


def _nota(**kalibrasi: object) -> dict[str, object]:
    isi = {
        "dari": {"hasil": "di_atas", "perilaku": "sesuai"},
        "menjadi": {"hasil": "sesuai", "perilaku": "di_atas"},
        "alasan": "Bukti setingkat. ",
        "oleh": {"nama": "Rina", "nip": "1"},
        "pada": "2026-10-05T02:00:00Z",
    } | kalibrasi
    rating = {"hasil": "sesuai", "perilaku": "di_atas"}
    return {"indikator": [], "kebijakan": {}, "rating": rating, "evaluasi": {"kalibrasi": isi}}


def test_nota_menyebut_kalibrasinya_sebagai_langkah() -> None:
    masukan = masukan_dari(_nota())
    langkah = [satu for satu in hitung(masukan).langkah if satu.langkah == "kalibrasi"]
    assert [(satu.uraian, satu.hasil) for satu in langkah] == [
        (
            "Rating dikalibrasi: hasil kerja dari Di Atas Ekspektasi menjadi Sesuai Ekspektasi, "
            "perilaku kerja dari Sesuai Ekspektasi menjadi Di Atas Ekspektasi. Alasan: Bukti setingkat. Oleh Rina.",
            "sesuai.di_atas",
        )
    ]
    assert masukan_dari(json.loads(json.dumps(nota_dari(masukan)))) == masukan
    assert isinstance(masukan.kalibrasi, Dikalibrasi)


def test_nota_tanpa_kalibrasi_tidak_berlangkah_dan_yang_keliru_ditolak() -> None:
    polos = {k: v for k, v in _nota().items() if k != "evaluasi"}
    assert not [s for s in hitung(masukan_dari(polos)).langkah if "kalibrasi" in s.langkah]
    with pytest.raises(ValueError, match=r"kalibrasi\.dari\.hasil"):
        masukan_dari(_nota(dari={"hasil": "istimewa", "perilaku": "sesuai"}))
