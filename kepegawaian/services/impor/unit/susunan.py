"""Susunan unit hari ini, dan calon susunan sesudah berkas diterapkan."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from inti.rules.tabel import Baris
from kepegawaian.models import UnitKerja
from kepegawaian.queries.sekitar import periode_ditutup
from kepegawaian.rules.impor.jalur import SELA, Jalur, ringkas
from kepegawaian.rules.letak import Ruas, pada
from kepegawaian.services.impor.dasar import Wilayah
from kepegawaian.services.organisasi.letak import SELAMANYA, muat

BIDANG = ("jenis", "urutan", "sejak", "sampai", "sumber")


@dataclass
class Susunan:
    """Isi basis data (dua kueri) dan alamat baris baru di berkas. Unit baru bernomor minus nomor barisnya."""

    wilayah: Wilayah
    menurut_berkas: dict[str, list[int]] = field(default_factory=dict)
    _ditutup: dict[date, list[str]] = field(default_factory=dict)

    @cached_property
    def ruas(self) -> dict[int, list[Ruas]]:
        return muat(self.wilayah.instansi.pk)

    @cached_property
    def unit(self) -> dict[int, dict[str, Any]]:
        """Unit yang belum berakhir."""
        semua = UnitKerja.objects.filter(instansi_id=self.wilayah.instansi.pk).values("pk", *BIDANG)
        return {
            u["pk"]: u
            for u in semua
            if u["pk"] in self.ruas and (u["sampai"] is None or u["sampai"] >= self.wilayah.hari)
        }

    def letak(self, unit: int, hari: date) -> Ruas:
        """Letak pada hari itu; sebelum unitnya mulai, letak pertamanya."""
        ruas = self.ruas[unit]
        return pada(ruas, hari) or (ruas[0] if hari < ruas[0].sejak else ruas[-1])

    @cached_property
    def jalur(self) -> Jalur:
        kini = {u: self.letak(u, self.wilayah.hari) for u in self.unit}
        return Jalur({u: (r.nama, r.induk) for u, r in kini.items()})

    @cached_property
    def akar(self) -> int | None:
        """Puncak pohon instansi itu."""
        return next((u for u in self.unit if self.letak(u, self.wilayah.hari).induk is None), None)

    def alamat(self, b: Baris) -> str:
        """Jalur baris ini menurut berkas: induk yang ditulis, lalu namanya."""
        induk = b.teks("induk")
        nomor = self.jalur.tepat(induk) if induk else None
        if nomor is None and induk.strip("[]# ").isdigit():
            nomor = int(induk.strip("[]# "))
        if nomor is not None and nomor in self.unit:
            induk = "" if nomor == self.akar else self.jalur.teks(nomor)
        return f"{induk}{SELA}{b.teks('nama')}" if induk else b.teks("nama")

    def daftarkan(self, pasangan: Iterable[tuple[str, int]]) -> None:
        """Alamat menurut berkas → unit (lama atau baru)."""
        for alamat, nomor in pasangan:
            self.menurut_berkas.setdefault(ringkas(alamat), []).append(nomor)

    def cari_induk(self, teks: str) -> int:
        """Unit induk, lama atau baru di berkas ini. ValueError bila tidak ada atau ada dua."""
        tepat = self.jalur.tepat(teks)
        if tepat is not None:
            return tepat
        ada = list(dict.fromkeys(self.menurut_berkas.get(ringkas(teks), [])))
        if len(ada) == 1:
            return ada[0]
        return self.jalur.cari(teks)

    def periode_tutup(self, sejak: date) -> list[str]:
        """Periode yang sudah ditutup dengan susunan mulai hari itu; satu kueri tiap hari yang berbeda."""
        if sejak not in self._ditutup:
            self._ditutup[sejak] = periode_ditutup(
                instansi_id=self.wilayah.instansi.pk, dari=sejak, sampai=SELAMANYA
            )
        return self._ditutup[sejak]
