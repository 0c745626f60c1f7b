"""Mengubah keterangan unit: nama, singkatan, jenis, urutan."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from inti.galat import GalatAturan
from inti.services.jejak import catat
from kepegawaian.models import LetakUnit, Pegawai, UnitKerja
from kepegawaian.services.organisasi.letak import (
    hari_instansi,
    kunci_pohon,
    letak_pada,
    muat,
    terapkan,
    tolak_periode_ditutup,
    tulis_selisih,
    ubah_letak,
    wajib_dasar,
)
from kepegawaian.services.wewenang import wajib_kelola_pegawai


@transaction.atomic
def ubah_unit(
    *,
    unit: UnitKerja,
    nama: str,
    singkatan: str,
    jenis: str,
    urutan: int,
    sejak: date | None = None,
    dasar: str = "",
    oleh: Pegawai | None,
    sekarang: datetime,
) -> UnitKerja:
    """Ubah keterangan unit. Nama baru dengan `sejak` berlaku mulai hari itu dan nama lama tetap terbaca untuk hari sebelumnya.

    Tanpa `sejak` nama dianggap salah tulis dan dibetulkan di seluruh riwayatnya. Jenis dan urutan tidak bertanggal.
    Menolak: nama kosong, jenis asing, tanggal di luar masa unit atau di dalam periode yang sudah ditutup, dan nama
    bertanggal tanpa dasar. Yang tidak berubah tidak dicatat.
    """
    wajib_kelola_pegawai(oleh, instansi=unit.instansi, sekarang=sekarang, unit_ids={unit.pk})
    nama, singkatan = " ".join(nama.split()), " ".join(singkatan.split())
    _periksa(nama, jenis)
    kunci_pohon(unit.instansi_id)
    baris = UnitKerja.objects.select_for_update(of=("self",)).select_related("instansi").get(pk=unit.pk)
    berubah = _ubah_nama(baris, nama, singkatan, sejak, dasar, sekarang)
    berubah |= _ubah_tetap(baris, jenis, urutan, sekarang)
    if berubah:
        catat(
            aksi="unit.diubah",
            objek_jenis="unit_kerja",
            objek_id=baris.pk,
            oleh=oleh,
            sekarang=sekarang,
            instansi_id=baris.instansi_id,
            isi=berubah | {"sejak": sejak.isoformat() if sejak else None},
            alasan=dasar,
        )
    baris.refresh_from_db()
    return baris


def _periksa(nama: str, jenis: str) -> None:
    if not nama:
        raise GalatAturan("Isi nama unit.", bidang="nama")
    if jenis not in UnitKerja.Jenis.values:
        raise GalatAturan(f"Jenis unit “{jenis}” belum dikenal. Pilih dari daftar.", bidang="jenis")


def _ubah_nama(
    unit: UnitKerja, nama: str, singkatan: str, sejak: date | None, dasar: str, sekarang: datetime
) -> dict[str, Any]:
    hari_ini = unit.instansi.hari_pada(sekarang)
    kini = letak_pada(unit, sejak or max(unit.sejak, min(hari_ini, unit.sampai or hari_ini)))
    isi = {"nama": nama, "singkatan": singkatan}
    dulu = {bidang: getattr(kini, bidang) for bidang in isi}
    if dulu == isi:
        return {}
    if sejak is None:
        _betulkan(kini, isi)
        terapkan(instansi_id=unit.instansi_id, pada=hari_ini)
        UnitKerja.objects.filter(pk=unit.pk, **dulu).update(**isi)
    else:
        tolak_periode_ditutup(unit.instansi_id, sejak)
        ubah_letak(
            instansi_id=unit.instansi_id,
            unit_ids=[unit.pk],
            sejak=sejak,
            dasar=wajib_dasar(dasar),
            isi=isi,
            sekarang=sekarang,
        )
    return {
        bidang: {"dulu": dulu[bidang], "kini": isi[bidang]} for bidang in isi if dulu[bidang] != isi[bidang]
    }


def _betulkan(kini: LetakUnit, isi: dict[str, str]) -> None:
    """Salah tulis dibetulkan di semua ruas yang bernama sama."""
    LetakUnit.objects.filter(unit_id=kini.unit_id, nama=kini.nama, singkatan=kini.singkatan).update(**isi)


def _ubah_tetap(unit: UnitKerja, jenis: str, urutan: int, sekarang: datetime) -> dict[str, Any]:
    isi: dict[str, Any] = {"jenis": jenis, "urutan": urutan}
    berubah = {b: {"dulu": getattr(unit, b), "kini": n} for b, n in isi.items() if getattr(unit, b) != n}
    if berubah:
        UnitKerja.objects.filter(pk=unit.pk).update(**isi)
    if "jenis" in berubah:
        _hitung_dinas(unit, sekarang)
    return berubah


def _hitung_dinas(unit: UnitKerja, sekarang: datetime) -> None:
    """Jenis menentukan perangkat daerahnya; berlaku mulai hari ini."""
    hari_ini = hari_instansi(unit.instansi_id, sekarang)
    semula = muat(unit.instansi_id)
    tulis_selisih(semula, semula, berubah=[unit.pk], sejak=hari_ini, instansi_id=unit.instansi_id)
    terapkan(instansi_id=unit.instansi_id, pada=hari_ini)
