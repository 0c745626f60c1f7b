"""Bagian yang sama di keempat adaptor: izin, orang, kunci baris, dan perbandingan per kolom."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model
from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.models import BarisImpor, Impor
from inti.rules.tabel import Jenis, Kolom, Nilai, rapikan, tulis
from inti.services.impor import HasilBaris, Lingkup
from inti.services.tulis_lembar import SelTulis
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.permissions import DI_LUAR_WEWENANG, Akses, Izin, akses
from kepegawaian.queries.impor import isi_ekspor
from kepegawaian.services.wewenang import wajib_kelola_pegawai

TUGAS = "kepegawaian.tasks.kerjakan_impor"


@dataclass(frozen=True)
class Wilayah:
    """Instansi, hari ini, dan unit yang boleh disentuh orang itu (None: seluruh instansi)."""

    lingkup: Lingkup

    @cached_property
    def instansi(self) -> Instansi:
        return Instansi.objects.get(pk=self.lingkup.instansi_id)

    @cached_property
    def hari(self) -> date:
        return self.instansi.hari_pada(self.lingkup.sekarang)

    @cached_property
    def akses(self) -> Any:
        return akses(self.lingkup.oleh, pada=self.hari)

    @cached_property
    def unit(self) -> frozenset[int] | None:
        milik: frozenset[int] | None = self.akses.unit(Izin.KELOLA_PEGAWAI)
        return milik

    @property
    def seluruh(self) -> bool:
        """Apakah boleh di seluruh instansi."""
        return self.unit is None

    def memuat(self, unit_id: int | None) -> bool:
        """Apakah unit itu di wilayahnya."""
        return self.unit is None or unit_id in self.unit


class Dasar:
    """Adaptor tanpa isinya; tiap jenis menambah `banding`, `terapkan`, dan `batalkan`."""

    kode: str
    judul: str
    benda: str
    lembar: str
    sebutan_kunci: str
    izin: str = Izin.KELOLA_PEGAWAI
    kolom: tuple[Kolom, ...]
    model: type[Model]
    tugas: str = TUGAS

    def wajib(self, *, oleh: Any, impor: Impor | None, instansi_id: int, sekarang: datetime) -> None:
        """Boleh: pengelola pegawai instansi itu; impor orang lain hanya bagi pengelola seluruh instansi."""
        instansi = Instansi.objects.get(pk=instansi_id)
        wajib_kelola_pegawai(oleh, instansi=instansi, sekarang=sekarang, unit_ids=())
        if impor is not None and impor.pengirim_id != oleh.pk:
            milik = akses(oleh, pada=instansi.hari_pada(sekarang))
            if impor.instansi_id != oleh.instansi_id or milik.unit(Izin.KELOLA_PEGAWAI) is not None:
                raise TidakBerhak(DI_LUAR_WEWENANG)

    def pelaku(self, *, pegawai_id: int) -> Pegawai:
        """Orangnya, dibaca baru: izin yang dicabut sejak mengunggah ikut berlaku."""
        return Pegawai.objects.select_related("instansi").get(pk=pegawai_id)

    def tautan(self, impor_id: int) -> str:
        """Halaman impor itu."""
        return reverse("kepegawaian:impor_rinci", args=[impor_id])

    def ekspor(self, akses: Akses, lingkup: Lingkup) -> Iterator[Sequence[SelTulis]]:
        """Isi sekarang dalam wilayahnya."""
        return isi_ekspor(self.kode, akses, pada=Wilayah(lingkup).hari)

    def kunci(self, objek_ids: Sequence[int], lingkup: Lingkup) -> None:
        """Kunci berurutan, supaya dua penulis saling menunggu dan tidak saling mengunci."""
        list(
            self.model._default_manager.select_for_update(no_key=True)
            .filter(pk__in=objek_ids)
            .order_by("pk")
            .values_list("pk")
        )

    def hasil(self, nomor: int, kunci: str, objek_id: int | None, beda: "Beda") -> HasilBaris:
        """Baris berubah atau tetap, menurut bedanya."""
        K = BarisImpor.Keadaan
        return HasilBaris(
            nomor=nomor,
            keadaan=K.BERUBAH if beda.sesudah else K.SAMA,
            kunci=kunci[:400],
            objek_id=objek_id,
            sebelum=beda.sebelum or None,
            sesudah=beda.sesudah or None,
            banding=beda.banding,
        )

    def baru(self, nomor: int, kunci: str, sesudah: dict[str, Any], isi: Mapping[str, Nilai]) -> HasilBaris:
        """Baris yang belum ada; `isi` nilai per kolom untuk ditampilkan."""
        return HasilBaris(
            nomor=nomor,
            keadaan=BarisImpor.Keadaan.BARU,
            kunci=kunci[:400],
            sesudah=sesudah,
            isi={k.judul: teks for k in self.kolom if (teks := tulis(k, isi.get(k.nama)))},
        )


@dataclass(slots=True)
class Beda:
    """Selisih satu baris: nilai mesin lama dan baru, dan tulisannya per kolom."""

    sebelum: dict[str, Any]
    sesudah: dict[str, Any]
    banding: list[list[str]]


def bedakan(kolom: Iterable[Kolom], lama: Mapping[str, Nilai], baru: Mapping[str, Nilai]) -> Beda:
    """Kolom yang ada di `baru` dan nilainya berbeda dari `lama`; spasi berlebih dan sela telepon tidak dihitung."""
    beda = Beda({}, {}, [])
    for k in kolom:
        if k.nama not in baru or k.nama not in lama:
            continue
        dulu, kini = lama[k.nama], baru[k.nama]
        if dulu != kini and _inti(k, dulu) != _inti(k, kini):
            beda.sebelum[k.nama], beda.sesudah[k.nama] = dulu, kini
            beda.banding.append([k.judul, tulis(k, dulu), tulis(k, kini)])
    return beda


def _inti(kolom: Kolom, nilai: Nilai) -> object:
    if not isinstance(nilai, str):
        return nilai
    if kolom.jenis is Jenis.TELEPON:
        return "".join(h for h in nilai if h.isdigit() or h == "+")
    return rapikan(nilai)


def sejson(isi: Any) -> Any:
    """Bentuk sesudah disimpan sebagai JSON, untuk membandingkan nilai kini dengan yang dahulu ditulis."""
    return json.loads(json.dumps(isi, cls=DjangoJSONEncoder))


def tolak_yang_berubah(nama: Iterable[str]) -> None:
    """Pembatalan ditolak bila barisnya sudah diubah atau dipakai sesudah impor; sebutkan paling banyak lima."""
    daftar = list(nama)
    if daftar:
        lain = f", dan {len(daftar) - 5} lainnya" if len(daftar) > 5 else ""
        raise GalatAturan(
            f"Belum dapat dibatalkan: sudah diubah atau dipakai sesudah impor: {'; '.join(daftar[:5])}{lain}. "
            "Perbaiki baris itu dengan impor baru."
        )
