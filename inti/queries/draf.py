"""Ketikan yang tersimpan untuk satu formulir."""

import json
from dataclasses import dataclass
from datetime import datetime

from inti.models import Draf


@dataclass(frozen=True, slots=True)
class DrafTampil:
    """Satu utas: isinya untuk dibaca orang, dan untuk dikembalikan ke formulir."""

    id: int
    utas: str
    versi: int
    dasar: str
    disimpan: datetime
    json: str
    baris: list[tuple[str, str, str]]


def draf_formulir(pemilik_id: int, *, kunci: str) -> list[DrafTampil]:
    """Ketikan milik sendiri pada formulir itu yang belum terkirim, terbaru dahulu. Satu kueri."""
    return [
        DrafTampil(
            id=d.pk,
            utas=d.utas,
            versi=d.versi,
            dasar=d.dasar,
            disimpan=d.disimpan,
            json=json.dumps(d.isi, ensure_ascii=False),
            baris=[
                (nama, nama.replace("_", " ").capitalize(), ", ".join(nilai))
                for nama, nilai in d.isi.items()
                if any(satu.strip() for satu in nilai)
            ],
        )
        for d in Draf.objects.filter(pemilik_id=pemilik_id, kunci=kunci, selesai=False).order_by(
            "-disimpan", "-pk"
        )[:5]
    ]
