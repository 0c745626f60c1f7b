"""Menutup unit yang sudah kosong."""

from datetime import date, datetime, timedelta

from django.db import transaction

from inti.galat import GalatAturan
from inti.services.jejak import catat
from kepegawaian.models import Pegawai, UnitKerja
from kepegawaian.queries.susunan import penghalang_tutup
from kepegawaian.services.organisasi.letak import (
    kunci_pohon,
    letak_pada,
    tolak_periode_ditutup,
    wajib_dasar,
)
from kepegawaian.services.wewenang import wajib_kelola_pegawai


@transaction.atomic
def tutup_unit(
    *, unit: UnitKerja, sampai: date, dasar: str, oleh: Pegawai | None, sekarang: datetime
) -> UnitKerja:
    """Tetapkan hari terakhir unit; riwayatnya tetap terbaca. Kiriman kedua tidak mengubah apa pun.

    Menolak: masih ada orang, unit di bawahnya, atau peran sesudah hari itu; puncak organisasi; hari di luar masa unit
    atau di dalam periode yang sudah ditutup; tanpa dasar.
    """
    instansi = kunci_pohon(unit.instansi_id)
    baris = UnitKerja.objects.select_for_update().get(pk=unit.pk)
    if baris.sampai == sampai:
        return baris
    letak = letak_pada(baris, sampai)
    if letak.induk_id is None:
        raise GalatAturan(f"{baris.nama} adalah puncak organisasi dan tidak dapat ditutup.", bidang="unit")
    wajib_kelola_pegawai(oleh, instansi=instansi, sekarang=sekarang, unit_ids={baris.pk, letak.induk_id})
    dasar = wajib_dasar(dasar)
    tolak_periode_ditutup(instansi.pk, sampai + timedelta(days=1))
    halangan = penghalang_tutup(baris, sampai=sampai)
    if halangan.ada:
        raise GalatAturan(
            f"{baris.nama} belum dapat ditutup: {halangan.kalimat}. Pindahkan atau akhiri dahulu, "
            "atau gabungkan unit ini ke penerusnya.",
            bidang="sampai",
        )
    UnitKerja.objects.filter(pk=baris.pk).update(sampai=sampai)
    catat(
        aksi="unit.ditutup",
        objek_jenis="unit_kerja",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi={"nama": baris.nama, "sampai": sampai.isoformat()},
        alasan=dasar,
    )
    baris.refresh_from_db()
    return baris
