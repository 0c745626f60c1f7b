"""Yang dirujuk baris penempatan: orang, unit, jabatan, dan penempatan yang sudah ada. Dimuat sekaligus."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from inti.rules.tabel import rapikan
from kepegawaian.models import Jabatan, Pegawai, Penempatan
from kepegawaian.rules.impor.tumpang import Letak
from kepegawaian.services.impor.dasar import Wilayah
from kepegawaian.services.impor.potong import potongan
from kepegawaian.services.impor.unit.susunan import Susunan

POTONG = 5_000
BIDANG = ("id", "pegawai_id", "unit_id", "jabatan_id", "jenis", "kepala", "sejak", "sampai", "dasar")


@dataclass(frozen=True, slots=True)
class Orang:
    """Satu pegawai instansi ini."""

    id: int
    nama: str
    aktif: bool


class Rujukan:
    """Isi basis data yang diperlukan satu berkas."""

    def __init__(self, wilayah: Wilayah, nip: Iterable[str]) -> None:
        self.wilayah = wilayah
        self.susunan = Susunan(wilayah)
        self.orang: dict[str, Orang] = {}
        self.milik: dict[int, dict[int, Letak]] = defaultdict(dict)
        for satu in potongan(dict.fromkeys(nip), POTONG):
            self._muat(satu)

    def _muat(self, nip: list[str]) -> None:
        orang = Pegawai.objects.filter(instansi_id=self.wilayah.instansi.pk, nip__in=nip)
        ids = []
        for pk, nomor, nama, aktif in orang.values_list("pk", "nip", "nama", "is_active"):
            self.orang[nomor] = Orang(pk, nama, aktif)
            ids.append(pk)
        for letak in muat(Penempatan.objects.filter(pegawai_id__in=ids)):
            self.milik[letak.pegawai][letak.id] = letak

    @cached_property
    def jabatan(self) -> dict[str, int]:
        """Nama jabatan tanpa beda huruf besar → id."""
        semua = Jabatan.objects.filter(instansi_id=self.wilayah.instansi.pk).values_list("nama", "pk")
        return {rapikan(nama).casefold(): pk for nama, pk in semua}

    @cached_property
    def nama_jabatan(self) -> dict[int, str]:
        semua = Jabatan.objects.filter(instansi_id=self.wilayah.instansi.pk)
        return dict(semua.values_list("pk", "nama"))

    def kepala(self, unit: Iterable[int]) -> list[Letak]:
        """Semua kepala yang pernah, sedang, atau akan memimpin unit-unit itu. Satu kueri."""
        return muat(Penempatan.objects.filter(unit_id__in=set(unit), kepala=True))

    def nama_orang(self, ids: Iterable[int]) -> dict[int, str]:
        """Nama beberapa orang. Satu kueri."""
        return dict(Pegawai.objects.filter(pk__in=set(ids)).values_list("pk", "nama"))

    def sebut_unit(self, unit: int) -> str:
        """Jalur unit untuk dibaca; unit yang sudah berakhir menurut nama terakhirnya."""
        if unit in self.susunan.unit:
            return self.susunan.jalur.teks(unit)
        ruas = self.susunan.ruas.get(unit)
        return ruas[-1].nama if ruas else "unit lain"


def muat(semua: "QuerySet[Penempatan, Any]") -> list[Letak]:
    """Penempatan sebagai data polos."""
    return [Letak(*baris) for baris in semua.values_list(*BIDANG)]
