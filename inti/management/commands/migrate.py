"""manage.py migrate: migrasi Django yang tidak menahan orang yang sedang bekerja.

ALTER TABLE yang menunggu sebuah transaksi ikut menahan semua orang yang datang sesudahnya. Karena itu kuncinya ditunggu
sebentar saja; bila tidak didapat, migrasinya mundur utuh, orang lain lewat dahulu, lalu dicoba lagi.
"""

import time
from typing import Any, Final

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from psycopg2.errors import LockNotAvailable

TUNGGU: Final = 1.0
COBA: Final = 30
JEDA: Final = 2.0


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--tunggu-kunci", type=float, default=TUNGGU, help="Detik menunggu kunci sebuah tabel."
        )
        parser.add_argument(
            "--coba", type=int, default=COBA, help="Banyaknya percobaan bila tabelnya sedang dipakai."
        )

    def handle(self, *args: Any, tunggu_kunci: float, coba: int, **options: Any) -> None:
        """Jalankan; tiap migrasi satu transaksi, jadi yang sudah jadi tidak diulang dan yang belum tidak meninggalkan sisa."""
        sambungan = connections[options["database"]]
        for ke in range(1, coba + 1):
            with sambungan.cursor() as kursor:
                kursor.execute("SET lock_timeout = %s", [f"{round(tunggu_kunci * 1000)}ms"])
            try:
                super().handle(*args, **options)
                break
            except OperationalError as galat:
                if not isinstance(galat.__cause__, LockNotAvailable):
                    raise
                if ke == coba:
                    raise CommandError(
                        f"Tabelnya terus dipakai; {coba} kali dicoba. Ulangi saat lebih sepi, tidak ada yang berubah separuh."
                    ) from galat
                self.stderr.write(f"Tabelnya sedang dipakai, dicoba lagi ({ke} dari {coba}).")
                time.sleep(JEDA)
            finally:
                with sambungan.cursor() as kursor:
                    kursor.execute("RESET lock_timeout")
