"""manage.py pulihkan: cadangan ke basis data kosong, lalu dibuktikan sama."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from inti.galat import GalatAturan
from inti.services import cadangan


class Command(BaseCommand):
    help = "Pulihkan sebuah cadangan ke basis data yang kosong; hasilnya diam sampai disahkan."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("dari", type=Path, help="Folder cadangan.")
        parser.add_argument(
            "--timpa", action="store_true", help="Hapus dahulu isi basis data ini; namanya harus diketik."
        )

    def handle(self, *args: Any, dari: Path, timpa: bool, **options: Any) -> None:
        """Setiap penolakan menyebut langkah berikutnya."""
        basis = cadangan.Basis.kini()
        if timpa and input(f"Ketik {basis.nama} untuk menghapus seluruh isinya: ").strip() != basis.nama:
            raise CommandError("Nama tidak sama; tidak ada yang diubah.")
        try:
            hasil = cadangan.pulihkan(
                dari=dari,
                basis=basis,
                media=Path(settings.MEDIA_ROOT),
                timpa=timpa,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            raise CommandError(galat.pesan) from galat
        m = hasil.manifes
        self.stdout.write(
            f"Pulih dan sama: {len(m.tabel)} tabel, {hasil.baris} baris, {len(m.berkas)} berkas, {hasil.detik:.1f} detik.\n"
            "Salinan ini tidak mengirim surel dan tidak menjalankan tugas. Selanjutnya: python manage.py migrate, "
            "periksa isinya, lalu python manage.py sahkan_pemasangan."
        )
        for satu in m.hilang:
            self.stdout.write(f"Sudah hilang atau berubah ketika dicadangkan: {satu}")
