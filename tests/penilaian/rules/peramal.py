"""Hitungan kedua yang berdiri sendiri: pecahan biasa, langsung dari JSON nota.

Sengaja tidak memakai satu baris pun dari ``rules``, supaya kesalahan yang sama
tidak dibuat dua kali.
"""

from datetime import date
from fractions import Fraction as F
from itertools import pairwise
from math import floor
from typing import Any

PENGAMAN = 10**20
BOBOT_KELOMPOK = {"atasan": "60", "rekan": "20", "bawahan": "10", "masyarakat": "10"}
MIN_N = {"atasan": 1, "rekan": 3, "bawahan": 3, "masyarakat": 3}
SKALA = [["1", "50"], ["2", "70"], ["3", "90"], ["4", "105"], ["5", "120"]]
SKALA_IKM = [["25", "50"], ["65", "70"], ["76.61", "90"], ["88.31", "110"], ["100", "120"]]


def bulat(x: F | None) -> str | None:
    if x is None:
        return None
    aman = F(floor(x * PENGAMAN + F(1, 2)), PENGAMAN)  # lihat docs/aturan/nilai_akhir.md
    sen = floor(aman * 100 + F(1, 2))
    return f"{sen // 100}.{sen % 100:02d}"


def _capaian(i: dict[str, Any], batas: F, rumus: str) -> F:
    p = i["polaritas"]
    if p == "ya_tidak":
        return F(100) if i["realisasi"] == "ya" else F(0)
    if p == "rentang":
        a, b, r = F(i["bawah"]), F(i["atas"]), F(i["realisasi"])
        if a <= r <= b:
            return F(100)
        di_atas = (2 - r / b) * 100 if b else F(0)
        mentah = r / a * 100 if r < a else di_atas
    elif p == "maksimal":
        mentah = F(i["realisasi"]) / F(i["target"]) * 100
    else:
        if p == "tanggal":
            mulai, target, selesai = (date.fromisoformat(i[k]) for k in ("mulai", "target", "realisasi"))
            t, r = F((target - mulai).days), F((selesai - mulai).days)
        else:
            t, r = F(i["target"]), F(i["realisasi"])
        if t == 0:
            return F(100) if r == 0 else F(0)
        if rumus == "R/T":
            mentah = r / t * 100
        elif rumus == "T/R":
            mentah = t / r * 100 if r else batas
        else:
            mentah = (2 * t - r) / t * 100
    return max(F(0), min(batas, mentah))


def _ubah(x: F, skala: list[list[str]]) -> F:
    titik = [(F(a), F(b)) for a, b in skala]
    for (x1, y1), (x2, y2) in pairwise(titik):
        if x1 <= x <= x2:
            return y1 * (x2 - x) / (x2 - x1) + y2 * (x - x1) / (x2 - x1)
    raise AssertionError


def _hasil(nota: dict[str, Any], k: dict[str, Any]) -> tuple[F | None, list[str]]:
    batas, rumus = F(k.get("batas_capaian", "120")), k.get("rumus_minimal", "(2T-R)/T")
    kurang: list[str] = []
    atas = bawah = F(0)
    for i in nota["indikator"]:
        if i.get("dikecualikan"):
            continue
        bawah += F(i["bobot"])
        if i.get("tidak_dilaporkan"):
            continue
        if i["realisasi"] is None:
            kurang.append(i["kode"])
        else:
            atas += F(i["bobot"]) * _capaian(i, batas, rumus)
    if bawah and not kurang:
        return atas / bawah, []
    return None, kurang or ["hasil"]


def _perilaku(nota: dict[str, Any], k: dict[str, Any]) -> tuple[F | None, list[str]]:
    kurang: list[str] = []
    jumlah = pembagi = F(0)
    for g in ("atasan", "rekan", "bawahan", "masyarakat"):
        bobot = F((k.get("bobot_kelompok") or {}).get(g, BOBOT_KELOMPOK[g]))
        minimal = int((k.get("min_n") or {}).get(g, MIN_N[g]))
        if g == "masyarakat":
            survei = nota["perilaku"].get("masyarakat_ikm") or {"n": 0}
            n = survei["n"]
            nilai = [_ubah(F(survei["nilai"]), k.get("skala_ikm", SKALA_IKM))] if n else []
        else:
            nilai = [_ubah(F(x), k.get("skala", SKALA)) for x in nota["perilaku"].get(g) or []]
            n = len(nilai)
        if bobot and n < minimal:
            kurang.append(g)
        elif bobot:
            jumlah += bobot * sum(nilai, F(0)) / len(nilai)
            pembagi += bobot
    return (jumlah / pembagi, kurang) if pembagi else (None, [*kurang, "perilaku"])


def ramal(nota: dict[str, Any]) -> dict[str, Any]:
    k = nota.get("kebijakan") or {}
    w, rating = F(k.get("bobot_hasil", "0.6")), nota.get("rating") or {}
    hasil, kurang_hasil = _hasil(nota, k)
    perilaku, kurang_perilaku = _perilaku(nota, k)
    akhir = hasil * w + perilaku * (1 - w) if hasil is not None and perilaku is not None else None
    return {
        "nilai_hasil": bulat(hasil),
        "nilai_perilaku": bulat(perilaku),
        "nilai_akhir": bulat(akhir),
        "kurang": kurang_hasil
        + kurang_perilaku
        + [f"rating.{r}" for r in ("hasil", "perilaku") if not rating.get(r)],
    }
