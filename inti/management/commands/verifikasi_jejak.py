"""manage.py verifikasi_jejak: buktikan bahwa jejak dan riwayat yang sudah disegel tidak berubah."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from inti.models import Segel
from inti.queries.segel import Kerusakan, ekor, periksa_segel, tanpa_peristiwa
from inti.rules.format import waktu
from inti.rules.segel import Beda

BARIS_DISEBUT = 20


class Command(BaseCommand):
    help = (
        "Hitung ulang seluruh rantai segel; sebut segel pertama yang rusak dan barisnya; keluar 1 bila ada."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--tercatat",
            action="append",
            default=[],
            metavar="NOMOR:SIDIK",
            help="Cocokkan dengan sidik yang pernah dicatat di luar basis data; boleh diulang, boleh awalan sidiknya.",
        )

    def handle(self, *args: Any, tercatat: list[str], **options: Any) -> None:
        """Cetak kerusakan, ekor yang belum disegel, dan perubahan tanpa peristiwa."""
        rusak = self._rantai() + self._catatan_luar(tercatat)
        self._ekor()
        self._tanpa_peristiwa()
        if rusak:
            sys.exit(1)

    def _rantai(self) -> int:
        jumlah, rusak = 0, 0
        for satu in periksa_segel():
            jumlah += 1
            if satu is not None:
                rusak += 1
                self._sebut(satu, pertama=rusak == 1)
        self.stdout.write(f"{jumlah} segel diperiksa, {rusak} rusak.")
        return rusak

    def _sebut(self, satu: Kerusakan, *, pertama: bool) -> None:
        awal = "Pertama rusak: segel" if pertama else "Segel"
        self.stdout.write(f"{awal} {satu.nomor}, {satu.kalimat}.")
        for beda in satu.beda[:BARIS_DISEBUT]:
            self.stdout.write(f"  {_kalimat(beda)}")
        if len(satu.beda) > BARIS_DISEBUT:
            self.stdout.write(f"  dan {len(satu.beda) - BARIS_DISEBUT} baris lain")

    def _catatan_luar(self, tercatat: list[str]) -> int:
        salah = 0
        for catatan in tercatat:
            nomor, _, sidik = catatan.partition(":")
            if not nomor.isdecimal() or len(sidik) < 8:
                raise CommandError("Tulis --tercatat NOMOR:SIDIK, dengan paling sedikit 8 huruf sidik.")
            cocok = Segel.objects.filter(nomor=int(nomor), sidik__startswith=sidik.lower()).exists()
            self.stdout.write(f"Segel {nomor} {'cocok' if cocok else 'TIDAK cocok'} dengan catatan {sidik}.")
            salah += not cocok
        return salah

    def _ekor(self) -> None:
        sisa = ekor()
        if sisa.sejak is None:
            self.stdout.write("Semua catatan sudah disegel.")
        else:
            self.stdout.write(
                f"{sisa.jumlah} catatan belum disegel, tertua {waktu(timezone.localtime(sisa.sejak))}."
            )

    def _tanpa_peristiwa(self) -> None:
        for tabel, baris, transaksi in tanpa_peristiwa():
            self.stdout.write(
                f"Perubahan tanpa peristiwa: {tabel}, {baris} baris dalam {transaksi} transaksi "
                "(misalnya lewat psql, migrasi, atau pemasangan data)."
            )


def _kalimat(beda: Beda) -> str:
    if beda.dengan is not None:
        return f"{beda.tabel} nomor {beda.baris}: kini berisi isi nomor {beda.dengan}"
    return f"{beda.tabel} nomor {beda.baris}: {beda.sebab}"
