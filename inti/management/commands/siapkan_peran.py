"""manage.py siapkan_peran NAMA: beri peran basis data web dan pekerja hak secukupnya (docs/operasi/peran.md)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError

from inti.basisdata.peran import berlebih, siapkan


class Command(BaseCommand):
    help = "Beri peran basis data yang sudah dibuat hak membaca dan menulis baris, tanpa memiliki tabel."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("peran", help="Nama peran yang dipakai DATABASE_URL web dan pekerja.")

    def handle(self, *args: Any, peran: str, **options: Any) -> None:
        """Dijalankan dengan DATABASE_URL pemilik tabel, sekali saat pemasangan dan aman diulang."""
        try:
            siapkan(peran)
            sisa = berlebih(peran)
        except DatabaseError as galat:
            raise CommandError(
                f"Hak peran {peran} belum dapat diberikan: {str(galat).splitlines()[0]}. Buat perannya dahulu dengan CREATE ROLE, "
                "lalu jalankan perintah ini sebagai pemilik tabel."
            ) from galat
        if sisa:
            raise CommandError(f"Peran {peran} masih dapat mematikan penjaga jejak: {', '.join(sisa[:5])}.")
        self.stdout.write(f"Peran {peran} siap dipakai web dan pekerja.")
