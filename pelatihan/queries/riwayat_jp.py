"""Jam pelajaran setahun bagi banyak orang sekaligus: yang sudah dihitung, dan yang sudah direncanakan."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import connection

from pelatihan.rules.usulan import TERBUKA


@dataclass(frozen=True, slots=True)
class JPTahun:
    """Jam pelajaran seorang pada satu tahun.

    `terhitung` dari pelatihan yang sertifikatnya sudah diperiksa; `rencana` dari usulan yang belum selesai. Satu
    pelatihan tidak pernah ada di keduanya.
    """

    terhitung: int = 0
    rencana: int = 0

    @property
    def terpakai(self) -> int:
        """Yang mengurangi sisa hak tahun itu."""
        return self.terhitung + self.rencana


SQL: Final = """
SELECT 'terhitung', k.pegawai_id, sum(k.jp) FROM pelatihan_kepesertaan k
WHERE k.pegawai_id = ANY(%(orang)s) AND k.tahun = %(tahun)s AND k.diverifikasi_pada IS NOT NULL
GROUP BY k.pegawai_id
UNION ALL
SELECT 'rencana', u.pegawai_id, sum(p.jp) FROM pelatihan_usulan u JOIN pelatihan_pelatihan p ON p.id = u.pelatihan_id
WHERE u.pegawai_id = ANY(%(orang)s) AND u.tahun = %(tahun)s AND u.status = ANY(%(terbuka)s)
GROUP BY u.pegawai_id
"""


def jp_tahun_ini(pegawai_ids: Iterable[int], *, tahun: int) -> dict[int, JPTahun]:
    """JP tiap orang pada `tahun`; yang tanpa pelatihan pun ada, dengan nol. Satu kueri untuk berapa pun orang."""
    ids = list(pegawai_ids)
    hasil: dict[int, dict[str, int]] = {pk: {} for pk in ids}
    with connection.cursor() as kursor:
        kursor.execute(SQL, {"orang": ids, "tahun": tahun, "terbuka": [str(s) for s in TERBUKA]})
        for jenis, pegawai_id, jp in kursor.fetchall():
            hasil[pegawai_id][jenis] = int(jp)
    return {pk: JPTahun(**jumlah) for pk, jumlah in hasil.items()}
