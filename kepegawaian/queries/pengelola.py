"""Siapa yang mengurus data kepegawaian sebuah unit."""

from datetime import date

from django.db import connection

from kepegawaian.models import Pegawai, Peran
from kepegawaian.queries.orang import berlaku


def pengelola_unit(*, unit_id: int | None, instansi_id: int, pada: date) -> list[Pegawai]:
    """Admin dinas yang wilayahnya memuat unit itu; bila tidak ada, admin BKD. Dua kueri."""
    aktif = Peran.objects.filter(
        berlaku(pada), pegawai__is_active=True, pegawai__instansi_id=instansi_id
    ).select_related("pegawai")
    calon = aktif.filter(jenis__in=[Peran.Jenis.ADMIN_DINAS, Peran.Jenis.ADMIN_BKD]).order_by("pegawai_id")
    leluhur = leluhur_unit(unit_id) if unit_id is not None else frozenset()
    daftar = list(calon)
    dekat = {p.pegawai_id: p.pegawai for p in daftar if p.unit_id is not None and p.unit_id in leluhur}
    pusat = {p.pegawai_id: p.pegawai for p in daftar if p.jenis == Peran.Jenis.ADMIN_BKD and p.unit_id is None}
    return list((dekat or pusat).values())


def leluhur_unit(unit_id: int) -> frozenset[int]:
    """Unit itu dan semua unit di atasnya. Satu kueri."""
    with connection.cursor() as kursor:
        kursor.execute(
            """
            WITH RECURSIVE naik(id, induk_id) AS (
                SELECT id, induk_id FROM kepegawaian_unitkerja WHERE id = %(unit)s
                UNION
                SELECT u.id, u.induk_id FROM naik JOIN kepegawaian_unitkerja u ON u.id = naik.induk_id
            )
            SELECT id FROM naik
            """,
            {"unit": unit_id},
        )
        return frozenset(baris[0] for baris in kursor.fetchall())
