"""Cetak tabel akun contoh."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from asn_kinerja.demo import SANDI_CONTOH
from asn_kinerja.queries.akun_contoh import akun_contoh


class Command(BaseCommand):
    help = "Akun contoh untuk mencoba tiap peran."

    def handle(self, *args: Any, **pilihan: Any) -> None:
        akun = akun_contoh(pada=timezone.localdate())
        lebar = max((len(a.peran) for a in akun), default=0)
        pemda = ""
        for a in akun:
            if a.pemda != pemda:
                pemda = a.pemda
                self.stdout.write(f"\n  {pemda}")
            self.stdout.write(f"    {a.peran:<{lebar}}  {a.nip}  {a.nama}, {a.jabatan}")
        self.stdout.write(f"\n  Kata sandi semua akun contoh: {SANDI_CONTOH}")
