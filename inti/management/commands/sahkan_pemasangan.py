"""Sahkan basis data yang baru dipulihkan, supaya mengirim lagi."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from inti.services import pemasangan


class Command(BaseCommand):
    """Kiriman lama dibuang dan semua orang harus masuk lagi; aman diulang."""

    help = "Sahkan basis data ini sesudah dipulihkan dari cadangan: surel lama dibuang, semua sesi dihapus."

    def handle(self, *args: Any, **options: Any) -> None:
        if pemasangan.boleh_mengirim(sekarang=timezone.now()):
            self.stdout.write("Pemasangan ini sudah sah; tidak ada yang diubah.")
            return
        surel, sesi = pemasangan.sahkan(sekarang=timezone.now())
        self.stdout.write(f"Sah. {surel} surel lama dibuang, {sesi} sesi dihapus.")
