"""Menerbitkan dokumen: nomor, sidik, dan kode acak untuk halaman periksanya, bersama keputusan yang melahirkannya."""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from inti.models import Dokumen

# 18 bita acak = 144 bit: tidak dapat ditebak, dan cukup pendek untuk kode QR yang mudah dibaca.
BITA_KODE = 18


@dataclass(frozen=True, slots=True)
class Terbitan:
    """Yang diterbitkan. `inisial` dan `unit` satu-satunya keterangan orang di halaman periksa."""

    objek_id: int
    versi: int
    nomor: str
    sidik: str
    unit: str
    inisial: str


def terbitkan(
    *, jenis: str, instansi_id: int, butir: Sequence[Terbitan], sekarang: datetime
) -> list[Dokumen]:
    """Tambah satu dokumen tiap butir; dokumen lama objek yang sama menjadi digantikan. Dua kueri."""
    Dokumen.objects.filter(
        jenis=jenis, objek_id__in=[b.objek_id for b in butir], keadaan=Dokumen.Keadaan.BERLAKU
    ).update(keadaan=Dokumen.Keadaan.DIGANTIKAN, keadaan_sejak=sekarang)
    return Dokumen.objects.bulk_create(
        Dokumen(
            kode=secrets.token_urlsafe(BITA_KODE),
            instansi_id=instansi_id,
            jenis=jenis,
            objek_id=b.objek_id,
            versi=b.versi,
            nomor=b.nomor,
            sidik=b.sidik,
            unit=b.unit[:200],
            inisial=b.inisial[:4],
            terbit=sekarang,
        )
        for b in butir
    )


def batalkan(*, jenis: str, objek_ids: Iterable[int], sekarang: datetime) -> int:
    """Keputusannya dibatalkan: dokumen yang berlaku tidak berlaku lagi. Kembalikan jumlahnya."""
    return Dokumen.objects.filter(
        jenis=jenis, objek_id__in=list(objek_ids), keadaan=Dokumen.Keadaan.BERLAKU
    ).update(keadaan=Dokumen.Keadaan.DIBATALKAN, keadaan_sejak=sekarang)
