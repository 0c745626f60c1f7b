"""manage.py sandikan_ulang_faktor: tulis rahasia faktor kedua dengan KUNCI_SIDIK yang baru (docs/operasi/kunci.md)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kepegawaian.services.kunci_faktor import sandikan_ulang


class Command(BaseCommand):
    help = "Sandikan ulang rahasia faktor kedua sesudah KUNCI_SIDIK diganti."

    def handle(self, *args: Any, **options: Any) -> None:
        """Aman diulang; yang tidak terbaca dibiarkan dan perintahnya berakhir dengan galat."""
        hasil = sandikan_ulang()
        self.stdout.write(f"{hasil.disandikan} faktor memakai KUNCI_SIDIK yang baru.")
        if hasil.tidak_terbaca:
            raise CommandError(
                f"{hasil.tidak_terbaca} faktor tidak terbaca. Isi KUNCI_SIDIK_LAMA dengan kunci sebelumnya, lalu jalankan lagi; bila "
                "kuncinya hilang, orangnya memasang ulang faktor kedua (halaman pegawai, Lepas faktor kedua)."
            )
