"""manage.py periksa_cadangan: baca ulang semua bita sebuah cadangan."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from inti.galat import GalatAturan
from inti.rules.format import ukuran
from inti.services import cadangan


class Command(BaseCommand):
    help = "Periksa sebuah cadangan tanpa memulihkannya; keluar 1 dan menyebut berkasnya bila rusak."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dari", type=Path, help="Folder cadangan.")

    def handle(self, *args: Any, dari: Path, **options: Any) -> None:
        """Tidak membuka basis data."""
        try:
            m = cadangan.periksa(dari)
        except GalatAturan as galat:
            raise CommandError(galat.pesan) from galat
        self.stdout.write(
            f"Utuh: {len(m.tabel)} tabel, {len(m.berkas)} berkas, {ukuran(m.ukuran)}, {m.dibuat}."
        )
