"""Sifat nilai yang harus benar untuk nota apa pun."""

import json
import random
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mutu.catat import catat
from penilaian.rules.nilai import hitung
from penilaian.rules.nota import masukan_dari
from penilaian.rules.nota_tulis import nota_dari
from penilaian.rules.periksa import periksa
from penilaian.rules.predikat import Predikat, Rating
from tests.indikator.rules.bantu import SIFAT
from tests.penilaian.rules.peramal import ramal
from tests.penilaian.rules.strategi import JAWABAN, nota

NILAI = ("nilai_hasil", "nilai_perilaku", "nilai_akhir")


@pytest.fixture(scope="module", autouse=True)
def _catat(request: pytest.FixtureRequest) -> Iterator[None]:
    gagal = request.session.testsfailed
    yield
    lawan = request.session.testsfailed - gagal
    catat("S2", f"{lawan} sifat terbantah, {SIFAT.max_examples} kasus tiap sifat", lulus=not lawan)


def hasil_dari(isi: dict[str, Any]) -> dict[str, Any]:
    return periksa(json.dumps(isi))


def angka(isi: dict[str, Any]) -> dict[str, Decimal | None]:
    hasil = hasil_dari(isi)
    return {k: None if hasil[k] is None else Decimal(hasil[k]) for k in NILAI}


@SIFAT
@given(nota())
def test_sama_dengan_hitungan_pecahan_yang_berdiri_sendiri(isi: dict[str, Any]) -> None:
    hasil = hasil_dari(isi)
    assert {k: hasil[k] for k in (*NILAI, "kurang")} == ramal(isi)


@SIFAT
@given(nota(), st.randoms(use_true_random=False))
def test_urutan_indikator_dan_penilai_tidak_berpengaruh(isi: dict[str, Any], acak: random.Random) -> None:
    teracak = deepcopy(isi)
    acak.shuffle(teracak["indikator"])
    for kelompok in ("atasan", "rekan", "bawahan"):
        acak.shuffle(teracak["perilaku"][kelompok])
    sebelum, sesudah = hasil_dari(isi), hasil_dari(teracak)
    assert {k: sebelum[k] for k in (*NILAI, "predikat", "usulan_rating")} == {
        k: sesudah[k] for k in (*NILAI, "predikat", "usulan_rating")
    }
    assert sorted(sebelum["kurang"]) == sorted(sesudah["kurang"])


@SIFAT
@given(nota())
def test_nilai_hasil_selalu_di_antara_nol_dan_batas(isi: dict[str, Any]) -> None:
    nilai = angka(isi)["nilai_hasil"]
    batas = Decimal((isi["kebijakan"] or {}).get("batas_capaian", "120"))
    assert nilai is None or 0 <= nilai <= batas


@SIFAT
@given(nota())
def test_nilai_akhir_di_antara_kedua_bagiannya(isi: dict[str, Any]) -> None:
    n = angka(isi)
    hasil, perilaku, akhir = (n[k] for k in NILAI)
    if hasil is None or perilaku is None:
        assert akhir is None
    else:
        assert akhir is not None
        assert min(hasil, perilaku) <= akhir <= max(hasil, perilaku)


@SIFAT
@given(nota(), st.integers(0, 11), st.decimals("0", "100", places=2))
def test_capaian_lebih_besar_tidak_menurunkan_nilai(isi: dict[str, Any], letak: int, tambah: Decimal) -> None:
    satu = isi["indikator"][letak % len(isi["indikator"])]
    satu |= {"polaritas": "maksimal", "target": "90"}
    satu["realisasi"] = "45"
    lebih = deepcopy(isi)
    lebih["indikator"][letak % len(isi["indikator"])]["realisasi"] = str(45 + tambah)
    sebelum, sesudah = angka(isi), angka(lebih)
    for k in ("nilai_hasil", "nilai_akhir"):
        a, b = sebelum[k], sesudah[k]
        assert (a is None and b is None) or (a is not None and b is not None and a <= b)


@SIFAT
@given(nota(), JAWABAN, st.decimals("0", "4", places=2))
def test_perilaku_lebih_baik_tidak_menurunkan_nilai(
    isi: dict[str, Any], jawaban: str, tambah: Decimal
) -> None:
    lebih = deepcopy(isi)
    isi["perilaku"]["atasan"] = [jawaban]
    lebih["perilaku"]["atasan"] = [str(min(Decimal(5), Decimal(jawaban) + tambah))]
    sebelum, sesudah = angka(isi), angka(lebih)
    assert sebelum["nilai_perilaku"] is not None
    assert sesudah["nilai_perilaku"] is not None
    assert sebelum["nilai_perilaku"] <= sesudah["nilai_perilaku"]


@SIFAT
@given(nota())
def test_yang_kurang_tidak_pernah_menjadi_nol(isi: dict[str, Any]) -> None:
    hasil = hasil_dari(isi)
    kosong = [i["kode"] for i in isi["indikator"] if i["realisasi"] is None and not _diputus(i)]
    assert [k for k in hasil["kurang"] if k.startswith("I")] == kosong
    assert (hasil["nilai_hasil"] is None) == (bool(kosong) or "hasil" in hasil["kurang"])
    assert (hasil["nilai_perilaku"] is None) == ("perilaku" in hasil["kurang"])
    assert set(hasil["keterangan_kurang"]) == set(hasil["kurang"])
    assert all(hasil["keterangan_kurang"].values())


def _diputus(i: dict[str, Any]) -> bool:
    return bool(i.get("dikecualikan") or i.get("tidak_dilaporkan"))


@SIFAT
@given(nota())
def test_predikat_ada_hanya_bila_kedua_rating_ditetapkan(isi: dict[str, Any]) -> None:
    hasil = hasil_dari(isi)
    lengkap = all(isi["rating"].values())
    assert (hasil["predikat"] in list(Predikat)) is lengkap
    for nama in ("hasil", "perilaku"):
        usulan = hasil["usulan_rating"][nama]
        assert (usulan in list(Rating)) == (hasil[f"nilai_{nama}"] is not None)


@SIFAT
@given(nota())
def test_nota_yang_ditulis_ulang_menghasilkan_hitungan_yang_sama(isi: dict[str, Any]) -> None:
    masukan = masukan_dari(json.loads(json.dumps(isi)))
    tertulis = json.loads(json.dumps(nota_dari(masukan)))
    assert masukan_dari(tertulis) == masukan
    assert hitung(masukan_dari(tertulis)).ke_dict() == hitung(masukan).ke_dict()
