"""Siapa yang mengurus data kepegawaian sebuah unit."""

from datetime import date

from kepegawaian.models import Pegawai, Peran
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.unit import leluhur


def pengelola_unit(*, unit_id: int | None, instansi_id: int, pada: date) -> list[Pegawai]:
    """Admin dinas yang wilayahnya memuat unit itu; bila tidak ada, admin BKD. Dua kueri."""
    peran = (
        Peran.objects.filter(berlaku(pada), pegawai__is_active=True, pegawai__instansi_id=instansi_id)
        .filter(jenis__in=[Peran.Jenis.ADMIN_DINAS, Peran.Jenis.ADMIN_BKD])
        .select_related("pegawai__instansi")
        .order_by("pegawai_id")
    )
    di_atas = {u.pk for u in leluhur(unit_id, pada=pada)} if unit_id is not None else set()
    daftar = list(peran)
    dekat = {p.pegawai_id: p.pegawai for p in daftar if p.unit_id in di_atas}
    pusat = {
        p.pegawai_id: p.pegawai for p in daftar if p.jenis == Peran.Jenis.ADMIN_BKD and p.unit_id is None
    }
    return list((dekat or pusat).values())
