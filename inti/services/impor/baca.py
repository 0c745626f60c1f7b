"""Membaca berkas dan menulis pratinjaunya: tiap baris dibandingkan, lalu disimpan sekaligus dengan COPY."""

import csv
import hashlib
import json
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic
from typing import IO, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.models.functions import Now

from inti.models import BarisImpor, Impor
from inti.services.impor.adaptor import Adaptor, HasilBaris, Lingkup
from inti.services.impor.terima import JENIS_EXCEL
from inti.services.kotak import beri_tahu
from inti.services.lembar import GalatLembar, Lembar, buka

JEDA_DETAK: Final = 1.0
KOLOM_SALIN: Final = "impor_id, nomor, keadaan, kunci, objek_id, isi, sebelum, sesudah, banding, catatan"


class Direbut(Exception):
    """Impor ini diambil pekerja lain atau ditinggalkan orangnya; pekerja ini berhenti tanpa menulis."""


@dataclass(slots=True)
class Sidik:
    """Hitungan dan sidik pratinjau; dua pembacaan bersidik sama akan menulis hal yang sama."""

    jumlah: Counter[str] = field(default_factory=Counter)
    _hash: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def tambah(self, h: HasilBaris) -> None:
        """Ikutkan satu baris."""
        self.jumlah[h.keadaan] += 1
        if h.keadaan != BarisImpor.Keadaan.SAMA:
            self._hash.update(_json([h.nomor, h.keadaan, h.objek_id, h.sebelum, h.sesudah]).encode())

    @property
    def nilai(self) -> str:
        """Sidik sesudah semua baris ikut."""
        return hashlib.sha256(self._hash.digest() + _json(sorted(self.jumlah.items())).encode()).hexdigest()


def _json(isi: object) -> str:
    return json.dumps(isi, cls=DjangoJSONEncoder, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def lembar_dari(impor: Impor, adaptor: Adaptor) -> Lembar:
    """Buka berkas impor itu; yang ditahan pemindai tidak pernah dibuka."""
    assert impor.berkas is not None  # yang masih berjalan tidak pernah dilepas berkasnya
    if impor.berkas.tertahan:
        raise GalatLembar(
            f"Berkas ini ditahan: pemindai antivirus menemukan perangkat perusak di dalamnya ({impor.berkas.temuan}). "
            "Periksa komputer Anda dengan antivirus, lalu unggah salinan yang bersih."
        )
    with impor.berkas.isi.open("rb") as aliran:
        isi = aliran.read()
    return buka(isi, excel=impor.berkas.jenis == JENIS_EXCEL, kolom=adaptor.kolom, lembar=adaptor.lembar)


def baca(*, impor: Impor, adaptor: Adaptor, sekarang: datetime) -> None:
    """Baca seluruh berkas dan siapkan pratinjau. Dipanggil pemegang pagar, di luar transaksi."""
    try:
        lembar = lembar_dari(impor, adaptor)
        detak = Detak(impor)
        detak(0, total=lembar.total)
        lingkup = Lingkup(impor.instansi_id, adaptor.pelaku(pegawai_id=impor.pengirim_id), sekarang)
        with tempfile.TemporaryFile("w+", encoding="utf-8", newline="") as naskah:
            sidik = _tulis_naskah(
                adaptor.banding(lembar.baris(detak), lingkup), impor.pk, naskah, lambat=lambda: detak(None)
            )
            _simpan(impor, lembar, sidik, naskah, adaptor, sekarang)
    except GalatLembar as galat:
        _tolak(impor, galat, adaptor, sekarang)


class Detak:
    """Kemajuan di baris impor, paling sering sekali sedetik; sekaligus tahu bila impornya sudah direbut."""

    def __init__(self, impor: Impor) -> None:
        self._milik = Impor.objects.filter(pk=impor.pk, pagar=impor.pagar, status=impor.status)
        self._lalu = 0.0

    def __call__(self, terbaca: int | None, total: int | None = None) -> None:
        if total is None and monotonic() - self._lalu < JEDA_DETAK:
            return
        self._lalu = monotonic()
        isi: dict[str, object] = {"detak": Now()}
        if terbaca is not None:
            isi["terbaca"] = terbaca
        if total is not None:
            isi["total"] = total
        if not self._milik.update(**isi):
            raise Direbut


def _tulis_naskah(
    hasil: Iterable[HasilBaris], impor_id: int, naskah: IO[str], lambat: Callable[[], None]
) -> Sidik:
    sidik, penulis = Sidik(), csv.writer(naskah)
    for nomor, h in enumerate(hasil):
        if nomor % 2000 == 0:
            lambat()
        sidik.tambah(h)
        penulis.writerow(
            (
                impor_id,
                h.nomor,
                h.keadaan,
                h.kunci,
                "\\N" if h.objek_id is None else h.objek_id,
                _json(h.isi),
                "\\N" if h.sebelum is None else _json(h.sebelum),
                "\\N" if h.sesudah is None else _json(h.sesudah),
                _json(h.banding),
                _json(h.catatan),
            )
        )
    naskah.seek(0)
    return sidik


@transaction.atomic
def _simpan(
    impor: Impor, lembar: Lembar, sidik: Sidik, naskah: IO[str], adaptor: Adaptor, sekarang: datetime
) -> None:
    kini = Impor.objects.select_for_update().get(pk=impor.pk)
    if kini.pagar != impor.pagar or kini.status != Impor.Status.DIBACA:
        raise Direbut
    BarisImpor.objects.filter(impor=kini).delete()
    with connection.cursor() as kursor:
        kursor.copy_expert(
            f"COPY inti_barisimpor ({KOLOM_SALIN}) FROM STDIN WITH (FORMAT csv, NULL '\\N')", naskah
        )
    K = BarisImpor.Keadaan
    kini.baru, kini.berubah = sidik.jumlah[K.BARU], sidik.jumlah[K.BERUBAH]
    kini.sama, kini.ditolak = sidik.jumlah[K.SAMA], sidik.jumlah[K.DITOLAK]
    kini.terbaca = kini.total = sum(sidik.jumlah.values())
    kini.sidik, kini.keterangan, kini.galat = sidik.nilai, lembar.cara, []
    kini.status, kini.percobaan = Impor.Status.SIAP, 0
    kini.save()
    kabari(
        kini, adaptor, "siap dilihat", "Belum ada yang berubah. Lihat pratinjaunya, lalu putuskan.", sekarang
    )


@transaction.atomic
def _tolak(impor: Impor, galat: GalatLembar, adaptor: Adaptor, sekarang: datetime) -> None:
    kini = Impor.objects.select_for_update().get(pk=impor.pk)
    if kini.pagar != impor.pagar:
        raise Direbut
    kini.status, kini.galat = Impor.Status.TERTOLAK, galat.butir[:200]
    kini.save(update_fields=["status", "galat"])
    kabari(kini, adaptor, "ditolak", galat.butir[0]["pesan"], sekarang)


def kabari(impor: Impor, adaptor: Adaptor, kata: str, isi: str, sekarang: datetime) -> None:
    """Beri tahu pengirim di layar, supaya halamannya boleh ditinggalkan."""
    beri_tahu(
        penerima_id=impor.pengirim_id,
        instansi_id=impor.instansi_id,
        judul=f"Impor {adaptor.judul.lower()} {kata}",
        isi=isi,
        tautan=adaptor.tautan(impor.pk),
        kunci=f"impor:{impor.pk}:{impor.status}:{impor.pagar}",
        sekarang=sekarang,
    )


def ulang_banding(impor: Impor, adaptor: Adaptor, lingkup: Lingkup) -> tuple[Sidik, list[HasilBaris]]:
    """Baca dan bandingkan sekali lagi, untuk diterapkan: sidiknya harus sama dengan pratinjau."""
    sidik, perubahan = Sidik(), []

    def semua() -> Iterator[HasilBaris]:
        yield from adaptor.banding(lembar_dari(impor, adaptor).baris(), lingkup)

    for h in semua():
        sidik.tambah(h)
        if h.mengubah:
            perubahan.append(h)
    return sidik, perubahan
