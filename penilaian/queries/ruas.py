"""Ruas seorang pegawai dalam satu periode, dan ruas yang sudah ditinggalkan tetapi masih harus dinilai.

Pejabat penilai sebuah ruas adalah yang menjabat pada hari terakhir ruas itu, definitif, Plt., atau Plh.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from indikator.models import Periode
from indikator.rules.kebijakan import aturan_dari
from inti.galat import GalatAturan
from kepegawaian.models import Penempatan
from kepegawaian.queries.penilai import bawahan_pada, penilai_pada

# Penempatan yang berakhir di dalam periode dan diteruskan penempatan lain, sampai hari %(kini)s, dan cukup panjang.
SQL_DITINGGALKAN = """
SELECT p.id, p.pegawai_id, g.nama, j.nama, u.nama, GREATEST(p.sejak, %(mulai)s), p.sampai, COALESCE(e.status, '')
FROM kepegawaian_penempatan p
JOIN kepegawaian_pegawai g ON g.id = p.pegawai_id AND g.instansi_id = %(instansi)s
JOIN kepegawaian_jabatan j ON j.id = p.jabatan_id
JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
LEFT JOIN penilaian_evaluasi e
       ON e.periode_id = %(periode)s AND e.pegawai_id = p.pegawai_id AND e.penempatan_id = p.id AND e.versi > 0
WHERE p.jenis = 'definitif' AND p.sampai >= %(mulai)s AND p.sampai < %(kini)s
  AND p.sampai - GREATEST(p.sejak, %(mulai)s) + 1 >= %(hari_ruas)s
  AND (g.is_active OR g.hari_terakhir >= %(mulai)s)
ORDER BY g.nama, p.sampai
"""


@dataclass(frozen=True, slots=True)
class RuasDitinggalkan:
    """Satu ruas yang pegawainya sudah pindah atau berhenti; `status` evaluasinya, kosong bila belum ditulis."""

    penempatan_id: int
    pegawai_id: int
    nama: str
    jabatan: str
    unit: str
    sejak: date
    sampai: date
    status: str

    @property
    def hari(self) -> int:
        return (self.sampai - self.sejak).days + 1


def ruas_ditinggalkan(*, periode: Periode, penilai_id: int, kini: date) -> list[RuasDitinggalkan]:
    """Ruas yang penilainya orang ini dan sudah ditinggalkan sebelum `kini`. Satu kueri, ditambah satu tiap hari akhir.

    Jeda tidak dikurangkan di sini: ruas yang ternyata terlalu singkat karena cuti tidak merugikan bila sudah dinilai.
    """
    isi: dict[str, Any] = {
        "instansi": periode.instansi_id,
        "periode": periode.pk,
        "mulai": periode.mulai,
        "kini": min(kini, periode.selesai),
        "hari_ruas": aturan_dari(periode.kebijakan.aturan).hari_ruas,
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_DITINGGALKAN, isi)
        semua = [RuasDitinggalkan(*baris) for baris in kursor.fetchall()]
    milik = {
        hari: set(bawahan_pada(penilai_id=penilai_id, pada=hari, instansi_id=periode.instansi_id))
        for hari in {r.sampai for r in semua}
    }
    return [r for r in semua if r.pegawai_id in milik[r.sampai]]


def penilai_ruas(ruas: Iterable[tuple[int, int, date]]) -> dict[int, int | None]:
    """Penempatan → pejabat penilainya pada hari terakhir ruasnya. Satu kueri tiap hari akhir yang berbeda."""
    per_hari: dict[date, dict[int, int]] = {}
    for pegawai, penempatan, akhir in ruas:
        per_hari.setdefault(akhir, {})[pegawai] = penempatan
    return {
        orang[pegawai]: satu.penilai_id
        for hari, orang in per_hari.items()
        for pegawai, satu in penilai_pada(pada=hari, pegawai_ids=list(orang)).items()
    }


def hari_ruas(periode: Periode, *, pegawai_id: int, penempatan_id: int, kini: date) -> date:
    """Hari terakhir sebuah ruas di dalam periode; menolak penempatan orang lain atau di luar periode."""
    tempat = Penempatan.objects.filter(
        pk=penempatan_id, pegawai_id=pegawai_id, jenis=Penempatan.Jenis.DEFINITIF
    ).first()
    if tempat is None or tempat.sejak > kini or (tempat.sampai is not None and tempat.sampai < periode.mulai):
        raise GalatAturan("Penempatan itu tidak dijalani pada periode ini. Buka lagi daftar orangnya.")
    return min(tempat.sampai or kini, kini)
