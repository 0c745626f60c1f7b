"""Bersama untuk semua yang mengubah letak unit: kunci, muat, tulis selisih, dan salin yang berlaku hari ini."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import connection

from inti.galat import GalatAturan
from inti.rules.format import tanggal
from kepegawaian.models import Instansi, LetakUnit, UnitKerja
from kepegawaian.queries.sekitar import periode_ditutup
from kepegawaian.rules.letak import Ruas, isi_dinas, lingkaran, pada, ubah_mulai

PERANGKAT_DAERAH = frozenset(
    {
        UnitKerja.Jenis.SETDA,
        UnitKerja.Jenis.BADAN,
        UnitKerja.Jenis.DINAS,
        UnitKerja.Jenis.KECAMATAN,
        UnitKerja.Jenis.INSPEKTORAT,
    }
)
SELAMANYA = date(9999, 12, 31)
SQL_TERAPKAN = """
UPDATE kepegawaian_unitkerja u
SET induk_id = l.induk_id, dinas_id = l.dinas_id, nama = l.nama, singkatan = l.singkatan
FROM kepegawaian_letakunit l
WHERE l.unit_id = u.id AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
  AND u.instansi_id = %(instansi)s
  AND (u.induk_id, u.dinas_id, u.nama, u.singkatan) IS DISTINCT FROM (l.induk_id, l.dinas_id, l.nama, l.singkatan)
RETURNING u.id
"""


def kunci_pohon(instansi_id: int) -> Instansi:
    """Satu penulis susunan tiap instansi: dua pemindahan serentak tidak dapat membentuk lingkaran."""
    return Instansi.objects.select_for_update(no_key=True).get(pk=instansi_id)


def muat(instansi_id: int) -> dict[int, list[Ruas]]:
    """Semua ruas instansi itu, per unit, urut hari. Satu kueri."""
    hasil: dict[int, list[Ruas]] = {}
    baris = LetakUnit.objects.filter(unit__instansi_id=instansi_id).order_by("unit_id", "sejak")
    for satu in baris.iterator():
        hasil.setdefault(satu.unit_id, []).append(
            Ruas(
                satu.unit_id,
                satu.induk_id,
                satu.dinas_id,
                satu.nama,
                satu.singkatan,
                satu.sejak,
                satu.sampai,
                satu.dasar,
                satu.pk,
            )
        )
    return hasil


def ubah_letak(
    *,
    instansi_id: int,
    unit_ids: Iterable[int],
    sejak: date,
    dasar: str,
    isi: Mapping[str, Any],
    sekarang: datetime,
) -> None:
    """Ubah letak unit-unit itu mulai `sejak`, hitung ulang dinas cabangnya, dan salin yang berlaku hari ini.

    Dipanggil sesudah `kunci_pohon`. Menolak induk yang membentuk lingkaran atau tidak berlaku selama unit itu berlaku.
    """
    semula = muat(instansi_id)
    susunan = dict(semula)
    daftar = list(unit_ids)
    for unit in daftar:
        susunan[unit] = ubah_mulai(susunan[unit], sejak, dasar=dasar, isi=isi)
    if isi.get("induk") is not None:
        for unit in daftar:
            _tolak_lingkaran(susunan, unit, sejak)
            _tolak_di_luar_masa(susunan, unit, sejak)
    tulis_selisih(semula, susunan, berubah=daftar, sejak=sejak, instansi_id=instansi_id)
    terapkan(instansi_id=instansi_id, pada=hari_instansi(instansi_id, sekarang))


def tulis_selisih(
    semula: Mapping[int, list[Ruas]],
    susunan: Mapping[int, list[Ruas]],
    *,
    berubah: Iterable[int],
    sejak: date,
    instansi_id: int,
) -> None:
    """Hitung ulang `dinas` cabang yang berubah, lalu tulis hanya ruas yang berbeda dari semula."""
    perangkat = UnitKerja.objects.filter(instansi_id=instansi_id, jenis__in=PERANGKAT_DAERAH).values_list(
        "pk", flat=True
    )
    akhir = dict(susunan)
    akhir |= isi_dinas(susunan, berubah, sejak, perangkat=frozenset(perangkat))
    lama = {r.id: r for ruas in semula.values() for r in ruas}
    kini = {r.id: r for ruas in akhir.values() for r in ruas if r.id is not None}
    baru = [r for ruas in akhir.values() for r in ruas if r.id is None]
    LetakUnit.objects.filter(pk__in=[pk for pk in lama if pk not in kini]).delete()
    LetakUnit.objects.bulk_update(
        [_baris(r) for pk, r in kini.items() if r != lama[pk]],
        ["induk", "dinas", "nama", "singkatan", "sejak", "sampai", "dasar"],
        batch_size=500,
    )
    LetakUnit.objects.bulk_create([_baris(r) for r in baru], batch_size=500)


def terapkan(*, instansi_id: int, pada: date) -> list[int]:
    """Salin letak yang berlaku hari itu ke UnitKerja; kembalikan unit yang berubah. Diulang tidak mengubah apa pun."""
    with connection.cursor() as kursor:
        kursor.execute(SQL_TERAPKAN, {"instansi": instansi_id, "pada": pada})
        return sorted(baris[0] for baris in kursor.fetchall())


def hari_instansi(instansi_id: int, sekarang: datetime) -> date:
    return Instansi.objects.get(pk=instansi_id).hari_pada(sekarang)


def letak_pada(unit: UnitKerja, hari: date) -> LetakUnit:
    """Letak unit pada hari itu. Menolak hari di luar masa berlakunya."""
    baris = LetakUnit.objects.filter(unit=unit, sejak__lte=hari).order_by("-sejak").first()
    if baris is None:
        raise GalatAturan(
            f"{unit.nama} baru berlaku {tanggal(unit.sejak)}. Pilih tanggal sesudahnya.", bidang="sejak"
        )
    if baris.sampai is not None and baris.sampai < hari:
        raise GalatAturan(
            f"{unit.nama} hanya berlaku sampai {tanggal(baris.sampai)}. Pilih tanggal sebelumnya.",
            bidang="sejak",
        )
    return baris


def wajib_dasar(dasar: str) -> str:
    rapi = " ".join(dasar.split())
    if not rapi:
        raise GalatAturan("Tulis dasarnya, misalnya nomor peraturan atau SK.", bidang="dasar")
    return rapi[:120]


def tolak_periode_ditutup(instansi_id: int, sejak: date) -> None:
    """Susunan pada hari-hari yang sudah dipakai menutup periode tidak berubah lagi."""
    nama = periode_ditutup(instansi_id=instansi_id, dari=sejak, sampai=SELAMANYA)
    if nama:
        raise GalatAturan(
            f"{nama[-1]} sudah ditutup dengan susunan hari itu. Pilih tanggal sesudah periode itu berakhir.",
            bidang="sejak",
        )


def _tolak_lingkaran(susunan: Mapping[int, list[Ruas]], unit: int, sejak: date) -> None:
    hari = lingkaran(susunan, unit, sejak)
    if hari is not None:
        kapan = "" if hari == sejak else f" mulai {tanggal(hari)}, menurut pemindahan yang sudah dijadwalkan"
        raise GalatAturan(
            f"Unit tujuan berada di bawah unit yang dipindah{kapan}. Pilih unit tujuan lain.", bidang="induk"
        )


def _tolak_di_luar_masa(susunan: Mapping[int, list[Ruas]], unit: int, sejak: date) -> None:
    """Induk harus berlaku selama unit itu di bawahnya."""
    for ruas in susunan[unit]:
        mulai = max(ruas.sejak, sejak)
        if ruas.induk is None or (ruas.sampai is not None and ruas.sampai < sejak):
            continue
        atas = susunan.get(ruas.induk, [])
        if pada(atas, mulai) is None:
            awal = atas[0].sejak if atas else sejak
            raise GalatAturan(
                f"Unit tujuan belum atau tidak lagi berlaku pada {tanggal(mulai)} (mulai {tanggal(awal)}). "
                "Pilih tanggal atau unit tujuan lain.",
                bidang="sejak",
            )
        akhir = atas[-1].sampai
        if akhir is not None and (ruas.sampai is None or ruas.sampai > akhir):
            raise GalatAturan(
                f"Unit tujuan berakhir {tanggal(akhir)}, sedangkan unit ini masih berlaku. Pilih unit tujuan lain.",
                bidang="induk",
            )


def _baris(r: Ruas) -> LetakUnit:
    return LetakUnit(
        id=r.id,
        unit_id=r.unit,
        induk_id=r.induk,
        dinas_id=r.dinas,
        nama=r.nama,
        singkatan=r.singkatan,
        sejak=r.sejak,
        sampai=r.sampai,
        dasar=r.dasar,
    )
