"""manage.py cadangkan: satu cadangan utuh, dibuat selagi situsnya dipakai."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from inti.galat import GalatAturan
from inti.rules.format import ukuran
from inti.services import cadangan


class Command(BaseCommand):
    help = (
        "Buat cadangan basis data dan berkas; keluar 1 bila tidak selesai atau ada berkas yang sudah hilang."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--ke", type=Path, default=settings.CADANGAN_ROOT, help="Folder semua cadangan.")
        parser.add_argument(
            "--simpan", type=int, default=settings.CADANGAN_SIMPAN, help="Banyaknya yang disimpan."
        )

    def handle(self, *args: Any, ke: Path, simpan: int, **options: Any) -> None:
        """Buat, catat, sebut yang hilang. Tidak mencetak isi baris siapa pun."""
        if simpan < 1:
            raise CommandError("Simpan paling sedikit satu cadangan.")
        try:
            jadi = cadangan.buat(
                basis=cadangan.Basis.kini(),
                media=Path(settings.MEDIA_ROOT),
                tujuan=ke,
                simpan=simpan,
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            raise CommandError(galat.pesan) from galat
        cadangan.catat_selesai(jadi=jadi, sekarang=timezone.now())
        m = jadi.manifes
        self.stdout.write(
            f"{jadi.folder}\n{len(m.tabel)} tabel, {sum(t.baris for t in m.tabel.values())} baris, "
            f"{len(m.berkas)} berkas, {ukuran(m.ukuran)}, {jadi.detik:.1f} detik. Sidik manifes {jadi.sidik}"
        )
        for lama in jadi.dibuang:
            self.stdout.write(f"Dibuang: {lama}")
        if m.hilang:
            raise CommandError(
                f"Cadangan utuh, tetapi {len(m.hilang)} berkas sudah hilang atau berubah sebelum dicadangkan: "
                f"{', '.join(m.hilang[:10])}. Ambil dari cadangan yang lebih lama."
            )
