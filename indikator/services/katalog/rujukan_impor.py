"""Yang dirujuk lembar katalog: wilayah orangnya, nama unit dan jabatan, dan indikator yang sudah ada."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property
from typing import Any

from indikator.models import Indikator
from indikator.permissions import pemilik_katalog
from indikator.queries.katalog import MasukanJangkauan, isi, jangkauan_dari
from indikator.rules.lembar_katalog import Kelompok, baca_jangkauan, tulis_jangkauan
from inti.rules.tabel import rapikan
from kepegawaian.models import Jabatan, UnitKerja
from kepegawaian.permissions import Izin
from kepegawaian.rules.impor.jalur import Jalur
from kepegawaian.services.impor.dasar import Wilayah


class WilayahKatalog(Wilayah):
    """Perangkat daerah yang katalognya boleh disentuh orang itu, dan nama-nama yang dirujuk lembarnya."""

    @cached_property
    def unit(self) -> frozenset[int] | None:
        milik: frozenset[int] | None = self.akses.unit(Izin.KELOLA_INDIKATOR)
        return milik

    @cached_property
    def jalur(self) -> Jalur:
        semua = UnitKerja.objects.filter(instansi=self.instansi, sampai__isnull=True)
        return Jalur({pk: (nama, induk) for pk, nama, induk in semua.values_list("pk", "nama", "induk_id")})

    @cached_property
    def dinas(self) -> dict[int, UnitKerja]:
        semua = UnitKerja.objects.filter(instansi=self.instansi, sampai__isnull=True).select_related(
            "instansi"
        )
        return {u.pk: u for u in pemilik_katalog(semua)}

    @cached_property
    def jabatan(self) -> dict[str, tuple[int, str]]:
        semua = Jabatan.objects.filter(instansi=self.instansi).values_list("pk", "nama")
        return {rapikan(nama).casefold(): (pk, nama) for pk, nama in semua}

    def sebut(self, jangkauan: Iterable[MasukanJangkauan]) -> str:
        """Jangkauan tersimpan sebagai tulisan baku."""
        nama = {pk: nama for pk, nama in self.jabatan.values()}
        jenis = dict(Jabatan.Jenis.choices)
        return tulis_jangkauan(
            Kelompok(
                jabatan=nama.get(j.jabatan_id or 0, ""),
                jenis=jenis.get(j.jenis_jabatan, ""),
                unit=self.jalur.teks(j.unit_id) if j.unit_id else "",
            )
            for j in jangkauan
        )

    def jangkauan(self, teks: str) -> list[MasukanJangkauan]:
        """Tulisan menjadi jangkauan. ValueError menyebut nama yang tidak dikenal."""
        return [self._kelompok(k) for k in baca_jangkauan(teks)]

    def _kelompok(self, k: Kelompok) -> MasukanJangkauan:
        jabatan = self.jabatan.get(rapikan(k.jabatan).casefold()) if k.jabatan else None
        if k.jabatan and jabatan is None:
            raise ValueError(f"Jabatan “{k.jabatan[:80]}” tidak ada. Salin namanya dari daftar jabatan.")
        jenis = {label.casefold(): kode for kode, label in Jabatan.Jenis.choices}
        if k.jenis and k.jenis.casefold() not in jenis:
            raise ValueError(f"Jenis “{k.jenis[:80]}” tidak ada. Pilih: {', '.join(Jabatan.Jenis.labels)}.")
        return MasukanJangkauan(
            jabatan_id=jabatan[0] if jabatan else None,
            jenis_jabatan=jenis[k.jenis.casefold()] if k.jenis else "",
            unit_id=self.jalur.cari(k.unit) if k.unit else None,
        )


def yang_ada(wilayah: WilayahKatalog) -> dict[tuple[int, str], Indikator]:
    """Versi terbaru tiap indikator menurut (perangkat daerah, kode). Dua kueri."""
    semua = (
        Indikator.objects.filter(instansi=wilayah.instansi)
        .order_by("unit_id", "kode", "-versi")
        .distinct("unit_id", "kode")
        .prefetch_related("jangkauan")
    )
    return {(i.unit_id, i.kode.casefold()): i for i in semua}


def nilai_kini(satu: Indikator, wilayah: WilayahKatalog) -> dict[str, Any]:
    rapi = {k: v.normalize() if isinstance(v, Decimal) else v for k, v in isi(satu).items()}
    return rapi | {"jangkauan": wilayah.sebut(jangkauan_dari(satu))}
