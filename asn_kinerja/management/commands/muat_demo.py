"""Muat empat pemda contoh. Menjalankan ulang melewati yang sudah ada."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from asn_kinerja.demo import muat
from asn_kinerja.demo.susunan import SEMUA


class Command(BaseCommand):
    help = "Muat pemda contoh (hanya bila MODE_CONTOH=1)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", nargs="*", help="Slug pemda; kosong berarti keempatnya.")

    def handle(self, *args: Any, **pilihan: Any) -> None:
        if not settings.MODE_CONTOH:
            raise CommandError(
                "Data contoh hanya dimuat bila MODE_CONTOH=1, supaya tidak bercampur dengan data sungguhan."
            )
        for pemda in SEMUA:
            if pilihan["slug"] and pemda.slug not in pilihan["slug"]:
                continue
            if muat.sudah_ada(pemda):
                self.stdout.write(f"{pemda.nama}: sudah ada.")
                continue
            awal = time.monotonic()
            with transaction.atomic():
                muat.muat(
                    pemda, sekarang=timezone.now(), kabar=lambda teks, p=pemda: self._kabar(p.nama, teks)
                )
            self._kabar(pemda.nama, f"selesai dalam {time.monotonic() - awal:.1f} detik")

    def _kabar(self, nama: str, teks: str) -> None:
        self.stdout.write(f"{nama}: {teks}.")
        self.stdout.flush()
