"""Muat empat pemda contoh. Menjalankan ulang melewati yang sudah ada."""

import multiprocessing
import os
import signal
import time
import traceback
import warnings
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from asn_kinerja.demo import muat
from asn_kinerja.demo.susunan import SEMUA, Pemda
from asn_kinerja.demo.titik import titik_simpan
from inti.layanan.proses import mati_bersama_induk


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
        with transaction.atomic(), titik_simpan(False):
            muat.muat(
                pemda, sekarang=timezone.now(), kabar=lambda teks: self._kabar(f"{pemda.nama}: {teks}.")
            )
        # Perencana kueri perlu tahu tabelnya sudah berisi.
        with connection.cursor() as kursor:
            kursor.execute("ANALYZE")
        self._kabar(f"{pemda.nama}: selesai dalam {time.monotonic() - awal:.0f} detik.")

    def _serentak(self, perlu: list[Pemda]) -> None:
        """Satu pemda tiap proses anak, sebanyak inti yang ada; pemda tidak saling menyentuh.

        Anaknya cabang dari proses ini sesudah semua alamat termuat, jadi aplikasinya tidak dimuat berulang.
        """
        reverse("beranda")
        connection.close()
        with ProcessPoolExecutor(
            min(len(perlu), os.cpu_count() or 1),
            mp_context=multiprocessing.get_context("fork"),
            initializer=mati_bersama_induk,
            initargs=(signal.SIGTERM, os.getpid()),
        ) as kolam:
            tugas = [kolam.submit(_di_anak, pemda.slug) for pemda in perlu]
        if any(satu.exception() or not satu.result() for satu in tugas):
            raise CommandError(
                "Sebagian data contoh belum termuat; pesannya ada di atas. Jalankan lagi: make demo"
            )

    def _kabar(self, teks: str) -> None:
        self.stdout.write(teks)
        self.stdout.flush()


def _di_anak(slug: str) -> bool:
    """Muat satu pemda di proses anak; benar bila berhasil, dan penyebabnya tercetak bila tidak."""
    warnings.simplefilter("ignore")
    try:
        call_command("muat_demo", slug)
    except Exception:
        traceback.print_exc()
        return False
    return True
