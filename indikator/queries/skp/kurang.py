"""Satu kekurangan sebuah SKP."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kurang:
    """`apa` kodenya: pemahaman, rhk, indikator, sasaran, pastikan, adendum, atau bobot."""

    apa: str
    kalimat: str
