"""Menulis unit baru dan perubahan bertanggal, lalu memotret letak yang berubah supaya dapat dikembalikan."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from inti.galat import GalatAturan
from inti.models import BarisImpor
from inti.services.impor import HasilBaris, Terapan
from inti.services.jejak import catat_banyak
from kepegawaian.models import UnitKerja
from kepegawaian.rules.letak import Ruas, lingkaran, ubah_mulai
from kepegawaian.services.impor.dasar import Wilayah
from kepegawaian.services.organisasi import MasukanUnit, tambah_unit_banyak
from kepegawaian.services.organisasi import terapkan as salin_hari_ini
from kepegawaian.services.organisasi.letak import muat, tulis_selisih

POLOS = ("jenis", "urutan", "sumber")
BERTANGGAL = ("nama", "singkatan", "induk")


def terapkan(perubahan: list[HasilBaris], wilayah: Wilayah) -> Terapan:
    """Dipanggil sesudah pohon dikunci. GalatAturan bila jadwal pemindahan lain membuatnya melingkar."""
    instansi_id = wilayah.instansi.pk
    semula = muat(instansi_id)
    dibuat = _tambah([h for h in perubahan if h.keadaan == BarisImpor.Keadaan.BARU], wilayah)
    berubah = [h for h in perubahan if h.keadaan == BarisImpor.Keadaan.BERUBAH]
    tulis_polos({h.objek_id or 0: h.sesudah or {} for h in berubah})
    _ubah_letak(berubah, dibuat, wilayah)
    catat_banyak(
        aksi="unit.diubah",
        objek_jenis="unit_kerja",
        butir=[(h.objek_id or 0, {"dulu": h.sebelum, "kini": h.sesudah}) for h in berubah],
        oleh=wilayah.lingkup.oleh,
        sekarang=wilayah.lingkup.sekarang,
        instansi_id=instansi_id,
        alasan="Impor unit.",
    )
    hasil = Terapan(dibuat)
    kini = muat(instansi_id)
    beda = [u for u in semula if semula[u] != kini.get(u)]
    if beda and perubahan:
        hasil.semula[perubahan[0].nomor] = {
            "letak": {
                "semula": {str(u): potret(semula[u]) for u in beda},
                "jadi": {str(u): potret(kini[u]) for u in beda},
            }
        }
    return hasil


def potret(ruas: list[Ruas]) -> list[dict[str, Any]]:
    """Ruas sebagai data yang dapat disimpan."""
    return [asdict(r) for r in ruas]


def _tambah(baru: list[HasilBaris], wilayah: Wilayah) -> dict[int, int]:
    if not baru:
        return {}
    lama = UnitKerja.objects.select_related("induk", "dinas").in_bulk(
        [induk for h in baru if (induk := (h.sesudah or {})["induk"]) is not None and induk > 0]
    )
    masukan = []
    for h in _induk_dahulu(baru):
        isi = dict(h.sesudah or {})
        induk = isi.pop("induk")
        tujuan: str | UnitKerja | None = None
        if induk is not None:
            tujuan = lama[induk] if induk > 0 else str(-induk)
        masukan.append(MasukanUnit(kunci=str(h.nomor), induk=tujuan, **isi))
    unit = tambah_unit_banyak(
        instansi=wilayah.instansi,
        masukan=masukan,
        oleh=wilayah.lingkup.oleh,
        sekarang=wilayah.lingkup.sekarang,
    )
    return {int(kunci): satu.pk for kunci, satu in unit.items()}


def _induk_dahulu(baru: list[HasilBaris]) -> Iterator[HasilBaris]:
    """Baris baru, induk sebelum anak."""
    sisa = {h.nomor: h for h in baru}
    while sisa:
        siap = [h for h in sisa.values() if -((h.sesudah or {})["induk"] or 0) not in sisa]
        if not siap:
            raise GalatAturan("Induk unit baru melingkar. Perbaiki berkasnya, lalu unggah lagi.")
        for h in siap:
            del sisa[h.nomor]
            yield h


def tulis_polos(isi: dict[int, dict[str, Any]]) -> None:
    """Bidang tanpa tanggal."""
    kena = list(UnitKerja.objects.filter(pk__in=[pk for pk, v in isi.items() if set(v) & set(POLOS)]))
    for unit in kena:
        for bidang in POLOS:
            if bidang in isi[unit.pk]:
                setattr(unit, bidang, isi[unit.pk][bidang])
    UnitKerja.objects.bulk_update(kena, POLOS, batch_size=500)


def _ubah_letak(berubah: list[HasilBaris], dibuat: dict[int, int], wilayah: Wilayah) -> None:
    instansi_id = wilayah.instansi.pk
    semula = muat(instansi_id)
    susunan = dict(semula)
    kena: list[int] = []
    hari = wilayah.hari
    for h in berubah:
        isi = h.sesudah or {}
        letak = {k: isi[k] for k in BERTANGGAL if k in isi}
        if not letak and "jenis" not in isi:
            continue
        unit = h.objek_id or 0
        kena.append(unit)
        if letak:
            if (letak.get("induk") or 0) < 0:
                letak["induk"] = dibuat[-letak["induk"]]
            hari = min(hari, isi["berlaku"])
            susunan[unit] = ubah_mulai(susunan[unit], isi["berlaku"], dasar=isi["dasar"], isi=letak)
    for unit in kena:
        if lingkaran(susunan, unit, hari) is not None:
            nama = susunan[unit][-1].nama
            raise GalatAturan(
                f"{nama} menjadi di bawah dirinya sendiri menurut pemindahan yang dijadwalkan. Periksa kolom induknya."
            )
    if kena:
        tulis_selisih(semula, susunan, berubah=kena, sejak=hari, instansi_id=instansi_id)
        salin_hari_ini(instansi_id=instansi_id, pada=wilayah.hari)
