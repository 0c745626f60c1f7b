"""Menyandikan ulang rahasia faktor kedua sesudah KUNCI_SIDIK diganti (docs/operasi/kunci.md)."""

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt, encrypt
from django.db import transaction

from kepegawaian.services.faktor import FaktorTidakTerbaca

SEKALI = 500
RAHASIA = ("secret", "seed")


@dataclass
class Hasil:
    """Banyaknya faktor yang kini memakai kunci baru, dan yang tidak terbaca dengan kunci mana pun (dibiarkan)."""

    disandikan: int = 0
    tidak_terbaca: int = 0


def sandikan_ulang() -> Hasil:
    """Baca dengan kunci baru atau lama, tulis dengan kunci baru; aman diulang dan dijalankan selagi situs dipakai."""
    hasil, sesudah = Hasil(), 0
    while True:
        with transaction.atomic():
            # Kode cadangan yang sedang dipakai orang mengubah baris yang sama.
            faktor = list(
                Authenticator.objects.select_for_update()
                .filter(pk__gt=sesudah)
                .exclude(type=Authenticator.Type.WEBAUTHN)
                .order_by("pk")[:SEKALI]
            )
            for satu in faktor:
                try:
                    satu.data = _sandikan(satu.data)
                except FaktorTidakTerbaca:
                    hasil.tidak_terbaca += 1
                    continue
                satu.save(update_fields=["data"])
                hasil.disandikan += 1
        if len(faktor) < SEKALI:
            return hasil
        sesudah = faktor[-1].pk


def _sandikan(data: dict[str, Any]) -> dict[str, Any]:
    baru = {nama: encrypt(decrypt(data[nama])) for nama in RAHASIA if nama in data}
    return data | baru
