"""Siapa yang sudah menyatakan paham, dan indikator apa yang mengukur seseorang."""

from datetime import date

from indikator.models import Indikator, IndikatorKinerja, Pemahaman, Periode
from indikator.queries.katalog import indikator_untuk
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import penempatan_pada


def sudah_paham(pegawai: Pegawai, periode: Periode) -> bool:
    """Apakah ia sudah menyatakan paham untuk tahun dari `periode` (tahun atau bagiannya). Satu kueri."""
    return Pemahaman.objects.filter(
        periode_id=periode.induk_id or periode.pk, dinyatakan_oleh=pegawai
    ).exists()


def diukur_dengan(pegawai: Pegawai, *, indikator: Indikator, pada: date) -> bool:
    """Apakah indikator itu ada di SKP-nya atau ditawarkan kepada salah satu penempatannya."""
    if IndikatorKinerja.objects.filter(
        katalog__unit_id=indikator.unit_id, katalog__kode=indikator.kode, skp__pegawai=pegawai
    ).exists():
        return True
    return any(
        indikator.pk == satu.pk
        for penempatan in penempatan_pada(pegawai.pk, pada)
        for satu in indikator_untuk(penempatan, pada)
    )
