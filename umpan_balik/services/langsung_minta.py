"""Meminta umpan balik kepada rekan: minta, tidak dapat menjawab, batalkan, ingatkan."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import tanggal
from inti.rules.kabar import JenisKabar
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai
from umpan_balik.models import PermintaanUmpanBalik
from umpan_balik.queries.langsung import pokok_sendiri

Status = PermintaanUmpanBalik.Status
SEKALI_MINTA = 10
TERBUKA_TERBANYAK = 30
PESAN_TERPANJANG = 500
MASA_JAWAB = timedelta(days=14)
INGATKAN_SESUDAH = timedelta(days=7)


@transaction.atomic
def minta(
    *, penjawab: Sequence[Pegawai], pokok: str, pesan: str, oleh: Pegawai, sekarang: datetime
) -> list[PermintaanUmpanBalik]:
    """Minta umpan balik tentang RHK, laporan, atau nilai sendiri kepada paling banyak sepuluh rekan sekaligus.

    Yang sudah diminta tentang hal sama dan belum menjawab tidak diminta dua kali. Tenggatnya 14 hari, dan lewat
    tenggat masih dapat dijawab. Menolak diri sendiri, orang luar, yang tidak aktif, dan lebih dari 30 yang terbuka.
    """
    pesan = pesan.strip()
    satu = next((p for p in pokok_sendiri(oleh) if p.kunci == pokok), None)
    if satu is None:
        raise GalatAturan("Pilih RHK, laporan, atau nilai Anda dari daftar.", bidang="pokok")
    _periksa(penjawab, pesan, oleh)
    Pegawai.objects.select_for_update(no_key=True).get(pk=oleh.pk)
    terbuka = PermintaanUmpanBalik.objects.filter(dikirim_oleh=oleh, status=Status.MENUNGGU)
    sudah = set(terbuka.filter(**satu.kolom()).values_list("penjawab_id", flat=True))
    baru = [p for p in {p.pk: p for p in penjawab}.values() if p.pk not in sudah]
    if terbuka.count() + len(baru) > TERBUKA_TERBANYAK:
        raise GalatAturan(
            f"Paling banyak {TERBUKA_TERBANYAK} permintaan terbuka. Batalkan yang lama, atau tunggu jawabannya.",
            bidang="penjawab",
        )
    isi: dict[str, Any] = {"instansi_id": oleh.instansi_id, "dikirim_oleh": oleh, "dikirim_pada": sekarang}
    isi |= {"pesan": pesan, "tenggat": _hari(oleh, sekarang) + MASA_JAWAB} | satu.kolom()
    hasil = [PermintaanUmpanBalik.objects.create(penjawab=orang, **isi) for orang in baru]
    for baris in hasil:
        _kabari(baris, judul=f"{oleh.nama} meminta umpan balik Anda", kunci="minta", sekarang=sekarang)
        _catat("umpan_balik.diminta", baris, oleh, sekarang)
    return hasil


@transaction.atomic
def tolak(*, permintaan_id: int, oleh: Pegawai, sekarang: datetime) -> PermintaanUmpanBalik:
    """Yang diminta menyatakan tidak dapat menjawab; tanpa alasan, supaya tidak memberatkan."""
    baris = _terkunci(permintaan_id, oleh, "penjawab_id")
    if baris.status != Status.MENUNGGU:
        return baris
    baris.status = Status.DITOLAK
    baris.save(update_fields=["status"])
    kotak.beri_tahu(
        penerima_id=baris.dikirim_oleh_id,
        instansi_id=baris.instansi_id,
        judul=f"{oleh.nama} tidak dapat memberi umpan balik yang Anda minta",
        isi="",
        tautan=f"{reverse('umpan_balik:daftar')}?bagian=permintaan",
        kunci=f"permintaan-ub:{baris.pk}:ditolak",
        sekarang=sekarang,
    )
    _catat("umpan_balik.permintaan_ditolak", baris, oleh, sekarang)
    return baris


@transaction.atomic
def batalkan(*, permintaan_id: int, oleh: Pegawai, sekarang: datetime) -> PermintaanUmpanBalik:
    """Peminta membatalkan permintaan yang belum dijawab."""
    baris = _terkunci(permintaan_id, oleh, "dikirim_oleh_id")
    if baris.status == Status.DIJAWAB:
        raise GalatAturan(f"{baris.penjawab.nama} sudah menjawab. Bacalah di bagian Diterima.")
    if baris.status == Status.MENUNGGU:
        baris.status = Status.DIBATALKAN
        baris.save(update_fields=["status"])
        _catat("umpan_balik.permintaan_dibatalkan", baris, oleh, sekarang)
    return baris


@transaction.atomic
def ingatkan(*, sekarang: datetime, batas: int = 1000) -> int:
    """Ingatkan satu kali permintaan yang tujuh hari belum dijawab; kembalikan jumlahnya. Aman diulang."""
    daftar = list(
        PermintaanUmpanBalik.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(
            status=Status.MENUNGGU,
            diingatkan__isnull=True,
            dikirim_pada__lte=sekarang - INGATKAN_SESUDAH,
            penjawab__is_active=True,
        )
        .select_related("penjawab", "dikirim_oleh")
        .order_by("dikirim_pada")[:batas]
    )
    for baris in daftar:
        judul = f"Pengingat: {baris.dikirim_oleh.nama} menunggu umpan balik Anda"
        _kabari(baris, judul=judul, kunci="ingat", sekarang=sekarang)
        baris.diingatkan = sekarang
    PermintaanUmpanBalik.objects.bulk_update(daftar, ["diingatkan"])
    return len(daftar)


def _periksa(penjawab: Sequence[Pegawai], pesan: str, oleh: Pegawai) -> None:
    if not 1 <= len(penjawab) <= SEKALI_MINTA:
        raise GalatAturan(f"Pilih satu sampai {SEKALI_MINTA} rekan.", bidang="penjawab")
    if any(p.instansi_id != oleh.instansi_id for p in penjawab) or not oleh.is_active:
        raise TidakBerhak("Permintaan hanya kepada pegawai di instansi Anda. Pilih dari daftarnya.")
    if any(p.pk == oleh.pk or not p.is_active for p in penjawab):
        raise GalatAturan("Pilih pegawai lain yang masih aktif.", bidang="penjawab")
    if len(pesan) > PESAN_TERPANJANG:
        raise GalatAturan(f"Pesan {len(pesan)} huruf, batasnya {PESAN_TERPANJANG}. Ringkas.", bidang="pesan")


def _terkunci(permintaan_id: int, oleh: Pegawai, kolom: str) -> PermintaanUmpanBalik:
    baris = (
        PermintaanUmpanBalik.objects.select_for_update(of=("self",))
        .select_related("penjawab", "dikirim_oleh")
        .filter(pk=permintaan_id)
        .first()
    )
    if baris is None or getattr(baris, kolom) != oleh.pk:
        raise TidakBerhak("Permintaan ini bukan milik Anda. Kembali ke daftar Anda.")
    return baris


def _hari(oleh: Pegawai, sekarang: datetime) -> date:
    return oleh.instansi.hari_pada(sekarang)


def _kabari(baris: PermintaanUmpanBalik, *, judul: str, kunci: str, sekarang: datetime) -> None:
    kotak.beri_tahu(
        penerima_id=baris.penjawab_id,
        instansi_id=baris.instansi_id,
        judul=judul,
        isi=f"Tentang {baris.sebutan_pokok}. Jawab sebelum {tanggal(baris.tenggat)}, atau nyatakan tidak dapat menjawab.",
        tautan=f"{reverse('umpan_balik:daftar')}?bagian=permintaan",
        kunci=f"permintaan-ub:{baris.pk}:{kunci}",
        sekarang=sekarang,
        jenis=JenisKabar.TUGAS,
        surel_ke=baris.penjawab,
    )


def _catat(aksi: str, baris: PermintaanUmpanBalik, oleh: Pegawai, sekarang: datetime) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="permintaan_umpan_balik",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"penjawab": baris.penjawab_id},
    )
