"""Siapa yang mendapat hasil pada satu periode; kembaran SQL dari penilaian.rules.ruas.ikut_dinilai.

Dipakai bersama oleh penutupan, halaman kesiapan, dan pemeriksaan akhirnya, supaya jumlahnya tidak mungkin berbeda.
"""

from typing import Any

from indikator.models import Periode
from indikator.rules.kebijakan import aturan_dari

# Syarat atas `p` (penempatan) dan `g` (pegawai): `p` penempatan terakhirnya di dalam periode. Yang menjabat pada hari
# terakhir selalu; yang berhenti sebelumnya bila sempat bertugas cukup lama. Pengecualiannya jarang, jadi diperiksa akhir.
PESERTA = """
    p.jenis = 'definitif' AND p.sejak <= %(selesai)s AND (p.sampai IS NULL OR p.sampai >= %(mulai)s)
    AND (g.is_active OR g.hari_terakhir >= %(mulai)s)
    AND (p.sampai IS NULL OR p.sampai >= %(selesai)s OR (
        NOT EXISTS (
            SELECT 1 FROM kepegawaian_penempatan b
            WHERE b.pegawai_id = p.pegawai_id AND b.jenis = 'definitif'
              AND b.sejak > p.sampai AND b.sejak <= %(selesai)s)
        AND (
            SELECT sum(b.sampai - GREATEST(b.sejak, %(mulai)s) + 1) FROM kepegawaian_penempatan b
            WHERE b.pegawai_id = p.pegawai_id AND b.jenis = 'definitif'
              AND b.sampai >= %(mulai)s AND b.sejak <= p.sampai) >= %(hari_ruas)s))
"""


def parameter_peserta(periode: Periode) -> dict[str, Any]:
    """Parameter yang dibaca PESERTA dan kepegawaian.queries.unit.UNIT_PADA."""
    return {
        "instansi": periode.instansi_id,
        "mulai": periode.mulai,
        "selesai": periode.selesai,
        "pada": periode.selesai,
        "hari_ruas": aturan_dari(periode.kebijakan.aturan).hari_ruas,
    }
