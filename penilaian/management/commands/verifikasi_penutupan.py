"""manage.py verifikasi_penutupan: buktikan bahwa hasil yang dibekukan tidak berubah."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from penilaian.queries.verifikasi import periksa_hasil, periksa_rantai


class Command(BaseCommand):
    help = (
        "Hitung ulang rantai buku penutupan dan tiap hasil dari rinciannya; keluar 1 bila ada yang berbeda."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Cetak tiap perbedaan, lalu ringkasannya."""
        beda = list(periksa_rantai())
        jumlah = 0
        for satu in periksa_hasil():
            jumlah += 1
            if satu is not None:
                beda.append(satu)
        for satu in beda:
            self.stdout.write(satu)
        self.stdout.write(f"{jumlah} hasil diperiksa, {len(beda)} perbedaan.")
        if beda:
            sys.exit(1)
