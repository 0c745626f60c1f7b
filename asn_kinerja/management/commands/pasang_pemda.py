"""Pasang pemerintah daerah baru dan pengelola pertamanya, di peladen yang masih kosong."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from inti.galat import GalatAturan
from kepegawaian.models import Instansi
from kepegawaian.services.pasang import pasang_pemda


class Command(BaseCommand):
    """Yang ditolak tidak meninggalkan apa pun; dijalankan lagi untuk pemda yang sama ditolak."""

    help = "Pasang satu pemerintah daerah dan admin BKD pertamanya; kode masuknya dicetak sekali ini saja."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("pemda", help="Nama pemerintah daerah, misalnya “Kota Serang”.")
        parser.add_argument("--nip", required=True, help="NIP admin BKD pertama, 18 angka.")
        parser.add_argument("--nama", required=True, help="Nama admin itu, tanpa gelar.")
        parser.add_argument("--zona", choices=Instansi.Zona.names, default="WIB")
        parser.add_argument(
            "--kontak", default="", help="Siapa yang dihubungi pegawai; tampil di halaman bantuan."
        )

    def handle(self, *args: Any, **pilihan: Any) -> None:
        try:
            admin, kode = pasang_pemda(
                nama=pilihan["pemda"],
                zona=Instansi.Zona[pilihan["zona"]],
                kontak=pilihan["kontak"],
                nip=pilihan["nip"],
                nama_admin=pilihan["nama"],
                sekarang=timezone.now(),
            )
        except GalatAturan as galat:
            raise CommandError(galat.pesan) from galat
        self.stdout.write(
            f"{admin.instansi.nama} terpasang. {admin.nama} membuka /kata-sandi/baru/ dengan NIP {admin.nip} dan kode:\n"
            f"\n    {kode}\n\n"
            "Kode berlaku 72 jam dan tidak tersimpan. Langkah berikutnya: docs/operasi/mulai.md."
        )
