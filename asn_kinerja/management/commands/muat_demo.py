"""Muat empat pemda contoh. Menjalankan ulang melewati yang sudah ada."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from asn_kinerja.demo import muat
from asn_kinerja.demo.susunan import SEMUA, Pemda


class Command(BaseCommand):
    help = "Muat pemda contoh (hanya bila MODE_CONTOH=1)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "slug", nargs="*", help="Slug pemda; kosong berarti keempatnya, beberapa sekaligus."
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        if not settings.MODE_CONTOH:
            raise CommandError(
                "Data contoh hanya dimuat bila MODE_CONTOH=1, supaya tidak bercampur dengan data sungguhan."
            )
        dikenal = {p.slug: p for p in SEMUA}
        asing = set(pilihan["slug"]) - set(dikenal)
        if asing:
            raise CommandError(
                f"Pemda {', '.join(sorted(asing))} tidak ada. Pilih dari: {', '.join(dikenal)}."
            )
        perlu = [
            p for p in SEMUA if (not pilihan["slug"] or p.slug in pilihan["slug"]) and not muat.sudah_ada(p)
        ]
        if not perlu:
            self.stdout.write("Data contoh sudah ada.")
        elif len(perlu) == 1:
            self._muat(perlu[0])
        else:
            self._serentak(perlu)

    def _muat(self, pemda: Pemda) -> None:
        awal = time.monotonic()
        with transaction.atomic():
            muat.muat(
                pemda, sekarang=timezone.now(), kabar=lambda teks: self._kabar(f"{pemda.nama}: {teks}.")
            )
        # Perencana kueri perlu tahu tabelnya sudah berisi.
        with connection.cursor() as kursor:
            kursor.execute("ANALYZE")
        self._kabar(f"{pemda.nama}: selesai dalam {time.monotonic() - awal:.0f} detik.")

    def _serentak(self, perlu: list[Pemda]) -> None:
        """Satu proses tiap pemda, sebanyak inti yang ada; pemda tidak saling menyentuh."""
        connection.close()

        def jalankan(pemda: Pemda) -> int:
            perintah = [sys.executable, "-W", "ignore", sys.argv[0], "muat_demo", pemda.slug]
            return subprocess.run(perintah, check=False).returncode

        with ThreadPoolExecutor(max(1, os.cpu_count() or 1)) as kolam:
            hasil = list(kolam.map(jalankan, perlu))
        if any(hasil):
            raise CommandError(
                "Sebagian data contoh belum termuat; pesannya ada di atas. Jalankan lagi: make demo"
            )

    def _kabar(self, teks: str) -> None:
        self.stdout.write(teks)
        self.stdout.flush()
