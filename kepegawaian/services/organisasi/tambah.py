"""Menambah unit kerja."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.rules.format import tanggal
from inti.services.jejak import catat_banyak
from kepegawaian.models import Instansi, Pegawai, UnitKerja
from kepegawaian.services.organisasi.letak import PERANGKAT_DAERAH, kunci_pohon
from kepegawaian.services.wewenang import wajib_kelola_pegawai, wajib_seinstansi


@dataclass(frozen=True, slots=True)
class MasukanUnit:
    """Satu unit untuk `tambah_unit_banyak`. `kunci` bebas asal unik; `induk` kunci unit yang lebih dahulu atau unit yang sudah ada."""

    kunci: str
    induk: "str | UnitKerja | None"
    nama: str
    jenis: str
    sejak: date
    singkatan: str = ""
    urutan: int = 0
    sumber: str = ""


def tambah_unit(
    *,
    instansi: Instansi,
    induk: UnitKerja | None,
    nama: str,
    jenis: str,
    singkatan: str = "",
    sejak: date,
    urutan: int = 0,
    sumber: str = "",
    oleh: Pegawai | None,
    sekarang: datetime,
) -> UnitKerja:
    """Tambah satu unit di bawah `induk`. Menolak induk dari instansi lain dan akar kedua."""
    masukan = MasukanUnit("baru", induk, nama, jenis, sejak, singkatan, urutan, sumber)
    return tambah_unit_banyak(instansi=instansi, masukan=[masukan], oleh=oleh, sekarang=sekarang)["baru"]


@transaction.atomic
def tambah_unit_banyak(
    *, instansi: Instansi, masukan: Iterable[MasukanUnit], oleh: Pegawai | None, sekarang: datetime
) -> dict[str, UnitKerja]:
    """Tambah banyak unit, induk sebelum anak. Kembalikan unit menurut kuncinya.

    Izin: mengelola pegawai di induknya; akar pohon memerlukan seluruh instansi.
    """
    daftar = list(masukan)
    lama = {m.induk.pk for m in daftar if isinstance(m.induk, UnitKerja)}
    ada_akar = any(m.induk is None for m in daftar)
    wajib_kelola_pegawai(oleh, instansi=instansi, sekarang=sekarang, unit_ids=None if ada_akar else lama)
    kunci_pohon(instansi.pk)
    hasil: dict[str, UnitKerja] = {}
    for satu in daftar:
        induk = satu.induk if isinstance(satu.induk, UnitKerja | None) else hasil[satu.induk]
        wajib_seinstansi(instansi.pk, induk)
        hasil[satu.kunci] = _unit(instansi, satu, induk)
    _simpan_per_tingkat(list(hasil.values()))
    catat_banyak(
        aksi="unit.ditambah",
        objek_jenis="unit_kerja",
        butir=[
            (u.pk, {"nama": u.nama, "induk": u.induk_id, "sejak": u.sejak.isoformat()})
            for u in hasil.values()
        ],
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
    )
    return hasil


def _unit(instansi: Instansi, masukan: MasukanUnit, induk: UnitKerja | None) -> UnitKerja:
    nama = masukan.nama.strip()
    if not nama:
        raise GalatAturan("Isi nama unit.", bidang="nama")
    if masukan.jenis not in UnitKerja.Jenis.values:
        raise GalatAturan(f"Jenis unit “{masukan.jenis}” belum dikenal. Pilih dari daftar.", bidang="jenis")
    if induk is not None and masukan.sejak < induk.sejak:
        raise GalatAturan(
            f"{nama} tidak dapat mulai sebelum induknya, {induk.nama}. Mundurkan tanggal mulainya.",
            bidang="sejak",
        )
    if induk is not None and induk.sampai is not None:
        raise GalatAturan(
            f"{induk.nama} berakhir {tanggal(induk.sampai)}. Pilih unit penggantinya sebagai induk.",
            bidang="induk",
        )
    return UnitKerja(
        instansi=instansi,
        induk=induk,
        nama=nama,
        jenis=masukan.jenis,
        singkatan=masukan.singkatan,
        sejak=masukan.sejak,
        urutan=masukan.urutan,
        sumber=masukan.sumber,
    )


def perangkat_daerah(unit: UnitKerja) -> UnitKerja | None:
    """Perangkat daerah tempat unit bernaung; akar pemda tidak bernaung di mana pun.

    Unit langsung di bawah akar selalu perangkat daerah (termasuk sekretariat DPRD dan rumah sakit);
    rumah sakit di bawah dinas ikut dinasnya.
    """
    if unit.induk is None:
        return None
    return unit if unit.induk.induk_id is None or unit.jenis in PERANGKAT_DAERAH else unit.induk.dinas


def _simpan_per_tingkat(daftar: list[UnitKerja]) -> None:
    """Satu INSERT tiap tingkat pohon, lalu satu UPDATE untuk `dinas` yang menunjuk dirinya sendiri."""
    sisa = daftar
    while sisa:
        siap = [u for u in sisa if u.induk is None or u.induk.pk is not None]
        for unit in siap:
            unit.induk_id = unit.induk.pk if unit.induk else None
            dinas = perangkat_daerah(unit)
            unit.dinas = None if dinas is unit else dinas
        UnitKerja.objects.bulk_create(siap)
        sendiri = [u for u in siap if perangkat_daerah(u) is u]
        for unit in sendiri:
            unit.dinas = unit
        UnitKerja.objects.bulk_update(sendiri, ["dinas"])
        sisa = [u for u in sisa if u.pk is None]
