"""Sidik segel berubah bila satu isian saja berubah, dan baris yang berbeda dapat ditunjuk."""

import hashlib
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.rules.segel import SIDIK_AWAL, Beda, Sebab, bandingkan, baris_rincian, sidik_segel

DASAR: dict[str, Any] = {
    "sidik_sebelum": SIDIK_AWAL,
    "nomor": 1,
    "waktu_mikrodetik": 1_700_000_000_000_000,
    "sistem": 77,
    "batas": (900, 2, 41),
    "jumlah": 3,
    "rincian": b"isi",
}


def rincian(*baris: tuple[int, int, str]) -> bytes:
    return b"".join(struct.pack(">hq32s", s, n, hashlib.sha256(isi.encode()).digest()) for s, n, isi in baris)


def test_sidik_sama_dengan_hitungan_tangan() -> None:
    """Dapat diulang siapa pun dengan sha256sum."""
    isi = hashlib.sha256(b"isi").hexdigest()
    teks = f"{SIDIK_AWAL}\n1\n1700000000000000\n77\n900\n2\n41\n3\n{isi}"
    assert sidik_segel(**DASAR) == hashlib.sha256(teks.encode()).hexdigest()


@pytest.mark.parametrize(
    ("nama", "nilai"),
    [
        ("sidik_sebelum", "1" + SIDIK_AWAL[1:]),
        ("nomor", 2),
        ("waktu_mikrodetik", 1_700_000_000_000_001),
        ("sistem", 78),
        ("batas", (901, 2, 41)),
        ("batas", (900, 1, 41)),
        ("batas", (900, 2, 42)),
        ("jumlah", 4),
        ("rincian", b"isj"),
    ],
)
def test_satu_isian_berubah_sidiknya_lain(nama: str, nilai: object) -> None:
    assert sidik_segel(**{**DASAR, nama: nilai}) != sidik_segel(**DASAR)


@pytest.mark.parametrize(
    ("kini", "beda"),
    [
        ([(1, 1, "a"), (1, 2, "b"), (2, 1, "c")], []),
        ([(1, 1, "a"), (1, 2, "x"), (2, 1, "c")], [Beda("inti_jejak", 2, Sebab.BERUBAH)]),
        ([(1, 1, "a"), (2, 1, "c")], [Beda("inti_jejak", 2, Sebab.HILANG)]),
        (
            [(1, 1, "a"), (1, 2, "b"), (2, 1, "c"), (2, 9, "z")],
            [Beda("inti_riwayat", 9, Sebab.DISISIPKAN)],
        ),
        (
            [(1, 1, "b"), (1, 2, "a"), (2, 1, "c")],
            [Beda("inti_jejak", 1, Sebab.TERTUKAR, 2), Beda("inti_jejak", 2, Sebab.TERTUKAR, 1)],
        ),
    ],
    ids=["utuh", "berubah", "hilang", "disisipkan", "tertukar"],
)
def test_menunjuk_baris_yang_berbeda(kini: list[tuple[int, int, str]], beda: list[Beda]) -> None:
    assert bandingkan(rincian((1, 1, "a"), (1, 2, "b"), (2, 1, "c")), rincian(*kini)) == beda


def test_rincian_terpotong_ditolak() -> None:
    with pytest.raises(ValueError, match="terpotong"):
        list(baris_rincian(rincian((1, 1, "a"))[:-1]))


@given(
    st.dictionaries(st.tuples(st.sampled_from([1, 2]), st.integers(1, 30)), st.text(max_size=3), min_size=1),
    st.data(),
)
def test_tepat_baris_yang_disentuh_yang_disebut(isi: dict[tuple[int, int], str], data: st.DataObject) -> None:
    disentuh = data.draw(st.sets(st.sampled_from(sorted(isi))))
    lain = {k: (f"{v} diubah" if k in disentuh else v) for k, v in isi.items()}
    beda = bandingkan(*(rincian(*((s, n, v) for (s, n), v in satu.items())) for satu in (isi, lain)))
    assert {(b.tabel, b.baris) for b in beda} == {
        ({1: "inti_jejak", 2: "inti_riwayat"}[s], n) for s, n in disentuh
    }
