"""Mengembalikan impor unit."""

from datetime import date
from typing import Any

from django.db.models import ProtectedError

from inti.models import BarisImpor
from inti.services.jejak import catat_banyak
from kepegawaian.models import LetakUnit, UnitKerja
from kepegawaian.services.impor.dasar import Wilayah, sejson, tolak_yang_berubah
from kepegawaian.services.impor.unit.tulis import POLOS, potret, tulis_polos
from kepegawaian.services.organisasi import terapkan as salin_hari_ini
from kepegawaian.services.organisasi.letak import muat

K = BarisImpor.Keadaan


def kembalikan(baris: list[BarisImpor], wilayah: Wilayah) -> None:
    """Dipanggil sesudah pohon dikunci. Yang diubah atau dipakai sesudah impor menolak semuanya."""
    letak: dict[str, Any] = next(
        (b.sebelum["letak"] for b in baris if b.sebelum and "letak" in b.sebelum), {"semula": {}, "jadi": {}}
    )
    _periksa(baris, letak["jadi"], wilayah)
    LetakUnit.objects.filter(unit_id__in=letak["semula"]).delete()
    LetakUnit.objects.bulk_create(
        [_letak(isi) for ruas in letak["semula"].values() for isi in ruas], batch_size=500
    )
    tulis_polos({b.objek_id or 0: b.sebelum or {} for b in baris if b.keadaan == K.BERUBAH})
    salin_hari_ini(instansi_id=wilayah.instansi.pk, pada=wilayah.hari)
    baru = {b.objek_id: b.kunci for b in baris if b.keadaan == K.BARU and b.objek_id is not None}
    _hapus(baru)
    for aksi, butir in (
        (
            "unit.dikembalikan",
            [(b.objek_id or 0, {"kini": b.sebelum}) for b in baris if b.keadaan == K.BERUBAH],
        ),
        ("unit.dihapus", [(pk, {"unit": kunci}) for pk, kunci in baru.items()]),
    ):
        catat_banyak(
            aksi=aksi,
            objek_jenis="unit_kerja",
            butir=butir,
            oleh=wilayah.lingkup.oleh,
            sekarang=wilayah.lingkup.sekarang,
            instansi_id=wilayah.instansi.pk,
            alasan="Pembatalan impor unit.",
        )


def _periksa(baris: list[BarisImpor], jadi: dict[str, Any], wilayah: Wilayah) -> None:
    kini = {
        u["pk"]: u for u in UnitKerja.objects.filter(pk__in=[b.objek_id for b in baris]).values("pk", *POLOS)
    }
    ruas = muat(wilayah.instansi.pk)
    geser = {int(u) for u, isi in jadi.items() if sejson(potret(ruas.get(int(u), []))) != isi}
    beda = [
        b.kunci
        for b in baris
        if b.objek_id not in kini
        or b.objek_id in geser
        or any(kini[b.objek_id][k] != (b.sesudah or {}).get(k, kini[b.objek_id][k]) for k in POLOS)
    ]
    sisa = geser - {b.objek_id for b in baris}
    tolak_yang_berubah([*beda, *(ruas[u][-1].nama for u in sorted(sisa) if u in ruas)])


def _letak(isi: dict[str, Any]) -> LetakUnit:
    return LetakUnit(
        id=isi["id"],
        unit_id=isi["unit"],
        induk_id=isi["induk"],
        dinas_id=isi["dinas"],
        nama=isi["nama"],
        singkatan=isi["singkatan"],
        sejak=date.fromisoformat(isi["sejak"]),
        sampai=date.fromisoformat(isi["sampai"]) if isi["sampai"] else None,
        dasar=isi["dasar"],
    )


def _hapus(baru: dict[int, str]) -> None:
    """Unit yang dibuat impor; penunjuk ke dirinya dan ke sesamanya dilepas lebih dahulu."""
    LetakUnit.objects.filter(unit_id__in=baru).delete()
    unit = UnitKerja.objects.filter(pk__in=baru)
    unit.update(dinas=None, induk=None)
    try:
        unit.delete()
    except ProtectedError as galat:
        kena = {getattr(p, nama, None) for p in galat.protected_objects for nama in ("unit_id", "induk_id")}
        tolak_yang_berubah(
            [baru[pk] for pk in sorted(k for k in kena if k in baru)] or ["sebagian unit baru"]
        )
