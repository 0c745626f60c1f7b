"""Rekap menurut unit, jabatan, golongan, dan indikator bagi pembaca hasil seluruh instansi."""

from typing import Final

from django.db.models import F, OrderBy, QuerySet

from indikator.models import Periode
from penilaian.models import RekapKelompok

URUTAN: Final[dict[str, tuple[str | OrderBy, ...]]] = {
    "nama": ("sebutan",),
    "nilai": (F("rata_akhir").desc(nulls_last=True), F("rata_hasil").desc(nulls_last=True)),
}


def rekap_menurut(
    periode: Periode, jenis: str, *, cari: str = "", urut: str = "nama"
) -> QuerySet[RekapKelompok]:
    """Baris satu jenis, disaring dan diurutkan; satu kueri. Urutan yang tidak dikenal dibaca menurut nama."""
    baris = RekapKelompok.objects.filter(periode=periode, jenis=jenis)
    if cari:
        baris = baris.filter(sebutan__icontains=cari)
    return baris.order_by(*URUTAN.get(urut, URUTAN["nama"]), "sebutan", "pk")
