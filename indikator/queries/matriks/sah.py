"""RHK pimpinan mana yang boleh didukung seseorang."""

from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, QuerySet

from indikator.models import RHK, PeranHasil


def rhk_dapat_didukung(*, pegawai_id: int, periode_id: int, penilai_id: int | None) -> QuerySet[RHK]:
    """RHK pejabat penilainya dan RHK yang dibagikan kepadanya lewat matriks, pada tahun itu. Tanpa kueri sendiri."""
    dibagikan = PeranHasil.objects.filter(pegawai_id=pegawai_id).values("rhk_id")
    return RHK.objects.filter(
        Q(skp__pegawai_id=penilai_id or 0) | Q(pk__in=dibagikan),
        skp__periode_id=periode_id,
        skp__adendum_dari__isnull=True,
    ).exclude(skp__pegawai_id=pegawai_id)


# UNION membuang yang sudah dilalui, jadi lingkaran lama pun tidak membuatnya berputar terus.
SQL_MELINGKAR = """
WITH RECURSIVE naik(id) AS (
    SELECT unnest(%(tujuan)s::bigint[])
    UNION
    SELECT r.pimpinan_id FROM naik JOIN indikator_rhk r ON r.id = naik.id WHERE r.pimpinan_id IS NOT NULL
)
SELECT EXISTS (SELECT 1 FROM naik JOIN indikator_rhk r ON r.id = naik.id WHERE r.skp_id = %(skp)s)
"""


def melingkar(*, skp_id: int, pimpinan_ids: Iterable[int]) -> bool:
    """Apakah salah satu RHK itu, langsung atau bertingkat, menopang RHK di SKP ini sendiri. Satu kueri."""
    tujuan = list(pimpinan_ids)
    if not tujuan:
        return False
    with connection.cursor() as kursor:
        kursor.execute(SQL_MELINGKAR, {"tujuan": tujuan, "skp": skp_id})
        return bool(kursor.fetchone()[0])
