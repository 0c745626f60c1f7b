"""Nota acak dalam bentuk JSON: semua polaritas, status, kelompok, dan kebijakan."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

HARI_NOL = date(2026, 1, 1)


def teks(terkecil: int, terbesar: int) -> st.SearchStrategy[str]:
    """Angka dua desimal sebagai teks."""
    return st.integers(terkecil * 100, terbesar * 100).map(lambda i: f"{i // 100}.{i % 100:02d}")


RATING = st.sampled_from([None, "di_bawah", "sesuai", "di_atas"])
# Rata-rata yang mudah jatuh tepat di tengah, dan yang tak berujung (40 desimal).
JAWABAN = st.one_of(
    teks(1, 5),
    st.sampled_from(["1", "3", "5", "4." + "3" * 40, "2." + "6" * 39 + "7", "4.2380952380952380952381"]),
)


def _tanggal(hari: int) -> str:
    return (HARI_NOL + timedelta(hari)).isoformat()


@st.composite
def indikator(draw: st.DrawFn, kode: str, bobot: str) -> dict[str, Any]:
    polaritas = draw(st.sampled_from(["maksimal", "minimal", "rentang", "ya_tidak", "tanggal"]))
    isi: dict[str, Any] = {"kode": kode, "bobot": bobot, "polaritas": polaritas}
    if polaritas == "maksimal":
        isi |= {"target": draw(teks(1, 300)), "realisasi": draw(teks(0, 400))}
    elif polaritas == "minimal":
        isi |= {"target": draw(teks(0, 300)), "realisasi": draw(teks(0, 400))}
    elif polaritas == "rentang":
        a, b = sorted(draw(st.tuples(st.integers(0, 100), st.integers(0, 100))))
        isi |= {"bawah": str(a), "atas": str(b), "realisasi": draw(teks(0, 250))}
    elif polaritas == "ya_tidak":
        isi["realisasi"] = draw(st.sampled_from(["ya", "tidak"]))
    else:
        sampai, selesai = draw(st.integers(0, 365)), draw(st.integers(0, 800))
        isi |= {"mulai": _tanggal(0), "target": _tanggal(sampai), "realisasi": _tanggal(selesai)}
    status = draw(st.sampled_from(["ada"] * 7 + ["dikecualikan", "tidak_dilaporkan", "kosong"]))
    if status in ("dikecualikan", "tidak_dilaporkan"):
        isi[status] = True
    if status != "ada":
        isi["realisasi"] = None
    return isi


@st.composite
def daftar_indikator(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Satu sampai dua belas indikator dengan bobot berdesimal yang tepat 100."""
    banyak = draw(st.integers(1, 12))
    batas = draw(st.lists(st.integers(1, 9999), min_size=banyak - 1, max_size=banyak - 1, unique=True))
    titik = [0, *sorted(batas), 10000]
    bobot = [f"{b - a}e-2" for a, b in pairwise(titik)]
    return [draw(indikator(f"I{n}", b)) for n, b in enumerate(bobot, start=1)]


def perilaku() -> st.SearchStrategy[dict[str, Any]]:
    survei = st.one_of(
        st.none(),
        st.fixed_dictionaries({"nilai": teks(25, 100), "n": st.integers(0, 40)}),
    )
    return st.fixed_dictionaries(
        {
            "atasan": st.lists(JAWABAN, max_size=2),
            "rekan": st.lists(JAWABAN, max_size=6),
            "bawahan": st.lists(JAWABAN, max_size=6),
            "masyarakat_ikm": survei,
        }
    )


def kebijakan() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {},
        optional={
            "bobot_hasil": teks(0, 1),
            "bobot_kelompok": st.fixed_dictionaries(
                {"atasan": teks(1, 90)}, optional={"rekan": teks(0, 40), "bawahan": teks(0, 40)}
            ),
            "min_n": st.fixed_dictionaries({}, optional={"rekan": st.integers(1, 6)}),
            "batas_capaian": teks(100, 150),
            "skala": st.just([["1", "0"], ["3.3", "70"], ["5", "100"]]),
            "rumus_minimal": st.sampled_from(["(2T-R)/T", "T/R", "R/T"]),
        },
    )


def nota() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "indikator": daftar_indikator(),
            "perilaku": perilaku(),
            "rating": st.fixed_dictionaries({"hasil": RATING, "perilaku": RATING}),
            "kebijakan": st.one_of(st.none(), kebijakan()),
        }
    )
