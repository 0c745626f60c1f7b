"""Kata kerja Matriks Peran Hasil: menugaskan, menarik, dan menautkan RHK yang tertunda."""

from indikator.services.matriks.bagi import SEL_TERBANYAK, tarik, tugaskan
from indikator.services.matriks.tautkan import tautkan

__all__ = ["SEL_TERBANYAK", "tarik", "tautkan", "tugaskan"]
