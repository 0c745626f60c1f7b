"""Angka keberatan satu periode, tanpa siapa pengajunya."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from penilaian.models import Keberatan


@dataclass(frozen=True, slots=True)
class AngkaKeberatan:
    """Banyaknya keberatan atas hasil satu periode; `lewat` bagian dari `terbuka`. `lain` terbuka dari periode lain."""

    jumlah: int
    terbuka: int
    lewat: int
    diubah: int
    tetap: int
    ditarik: int
    lain: int

    @property
    def diputus(self) -> int:
        return self.diubah + self.tetap


def angka_keberatan(
    *, instansi_id: int, periode_id: int | None, unit: Iterable[int] | None, sekarang: datetime
) -> AngkaKeberatan:
    """Keberatan atas hasil di unit itu (None: seluruh instansi). Satu kueri."""
    semua = Keberatan.objects.filter(instansi_id=instansi_id)
    if unit is not None:
        semua = semua.filter(hasil__unit_id__in=list(unit))
    ini = Q(hasil__periode_id=periode_id)
    terbuka = Q(status__in=Keberatan.TERBUKA)
    return AngkaKeberatan(
        **semua.aggregate(
            jumlah=Count("pk", filter=ini),
            terbuka=Count("pk", filter=ini & terbuka),
            lewat=Count("pk", filter=ini & terbuka & Q(putusan_sampai__lt=sekarang)),
            diubah=Count("pk", filter=ini & Q(putusan=Keberatan.Putusan.DIUBAH)),
            tetap=Count("pk", filter=ini & Q(putusan=Keberatan.Putusan.TETAP)),
            ditarik=Count("pk", filter=ini & Q(status=Keberatan.Status.DITUTUP)),
            lain=Count("pk", filter=~ini & terbuka),
        )
    )
