"""Mencetak banyak dokumen menjadi satu arsip ZIP: sebagian demi sebagian, dapat disambung bila pekerjanya mati."""

import logging
import os
import secrets
import shutil
import time
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from inti.galat import GalatAturan
from inti.models import PaketDokumen
from inti.services import kotak
from inti.services.jejak import Pelaku, catat

SEBAGIAN = 25
BUTIR_TERBANYAK = 10_000
MASA_SIMPAN = timedelta(days=3)
DIAM = timedelta(minutes=1)
Penyusun = Callable[[Sequence[int]], Iterable[tuple[str, bytes]]]
log = logging.getLogger(__name__)


@transaction.atomic
def minta(
    *, jenis: str, judul: str, butir: Sequence[int], tugas: str, oleh: Pelaku, sekarang: datetime
) -> PaketDokumen:
    """Antrekan satu paket; paket sejenis milik orang itu yang masih berjalan dikembalikan, tidak digandakan.

    `tugas` nama tugas latar yang memanggil `kerjakan` dengan penyusunnya. Menolak daftar kosong atau terlalu panjang.
    """
    if not butir:
        raise GalatAturan("Belum ada dokumen yang dapat dicetak di sana. Pilih unit atau tahun lain.")
    if len(butir) > BUTIR_TERBANYAK:
        raise GalatAturan(
            f"{len(butir)} dokumen melebihi batas {BUTIR_TERBANYAK}. Cetak per unit yang lebih kecil."
        )
    paket = PaketDokumen(
        instansi_id=oleh.instansi_id,
        jenis=jenis,
        judul=judul[:200],
        pemohon_id=oleh.pk,
        pemohon_nama=oleh.nama,
        butir=list(butir),
        total=len(butir),
        acak=secrets.token_hex(16),
        dibuat=sekarang,
    )
    PaketDokumen.objects.bulk_create([paket], ignore_conflicts=True)
    berjalan = PaketDokumen.objects.get(pemohon_id=oleh.pk, jenis=jenis, status__in=PaketDokumen.BERJALAN)
    if berjalan.acak != paket.acak:
        return berjalan
    catat(
        aksi="dokumen.paket_diminta",
        objek_jenis="paket_dokumen",
        objek_id=berjalan.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"jenis": jenis, "judul": judul, "total": len(butir)},
    )
    kotak.antre_tugas(
        nama=tugas, kunci=f"paket_dokumen:{berjalan.pk}", sekarang=sekarang, paket_id=berjalan.pk
    )
    return berjalan


def kerjakan(
    *, paket_id: int, susun: Penyusun, tautan: str, sekarang: datetime, batas: timedelta
) -> PaketDokumen | None:
    """Cetak bagian demi bagian sampai selesai atau waktunya habis; sisanya disambung panggilan berikutnya.

    Tiap bagian ditulis utuh ke berkasnya sendiri sebelum hitungannya tersimpan, jadi mati di tengah hanya mengulang
    bagian itu. Dua pekerja tidak mengerjakan paket yang sama: barisnya terkunci selama satu bagian.
    Tiga kali tidak jadi pada bagian yang sama, dengan galat atau karena pekerjanya mati, menghentikan paket beserta
    sebabnya. None bila bukan gilirannya.
    """
    mulai, paket = time.monotonic(), None
    while time.monotonic() - mulai < batas.total_seconds():
        kini = sekarang + timedelta(seconds=time.monotonic() - mulai)
        diambil = _ambil(paket_id, tautan=tautan, sekarang=kini)
        if diambil is None or diambil.status == PaketDokumen.Status.TERHENTI:
            return diambil or paket
        try:
            satu = _sebagian(paket_id, susun, tautan=tautan, sekarang=kini)
        except Exception as galat:  # apa pun sebabnya, paket orang lain tidak boleh ikut berhenti
            return _catat_gagal(paket_id, galat, tautan=tautan, sekarang=kini)
        if satu is None:
            return paket
        paket = satu
        if paket.status == PaketDokumen.Status.SELESAI:
            return paket
    return paket


def _berjalan(paket_id: int) -> PaketDokumen | None:
    """Barisnya, terkunci; None bila sudah berakhir atau sedang dipegang pekerja lain."""
    terkunci = PaketDokumen.objects.select_for_update(skip_locked=True)
    return terkunci.filter(pk=paket_id, status__in=PaketDokumen.BERJALAN).first()


@transaction.atomic
def _ambil(paket_id: int, *, tautan: str, sekarang: datetime) -> PaketDokumen | None:
    """Hitung percobaan bagian berikutnya sebelum dikerjakan.

    Pekerja yang kehabisan memori mati tanpa sempat mencatat apa pun; dihitung sesudahnya, paketnya diulang selamanya.
    """
    paket = _berjalan(paket_id)
    if paket is None:
        return None
    paket.detak = sekarang
    if paket.percobaan >= PaketDokumen.PERCOBAAN_MAKS:
        _hentikan(paket, tautan=tautan, sekarang=sekarang)
    else:
        paket.percobaan += 1
    paket.save(update_fields=["percobaan", "detak", "status", "sebab"])
    return paket


@transaction.atomic
def _sebagian(paket_id: int, susun: Penyusun, *, tautan: str, sekarang: datetime) -> PaketDokumen | None:
    paket = _berjalan(paket_id)
    if paket is None:
        return None
    ids = paket.butir[paket.jadi : paket.jadi + SEBAGIAN]
    if ids:
        _tulis_bagian(paket, susun(ids))
        paket.jadi += len(ids)
    paket.status, paket.detak, paket.percobaan = PaketDokumen.Status.DIPROSES, sekarang, 0
    if paket.jadi >= paket.total:
        paket.ukuran = _gabung(paket)
        paket.status, paket.selesai = PaketDokumen.Status.SELESAI, sekarang
        isi = f"{paket.total} dokumen. Arsipnya dihapus sesudah {MASA_SIMPAN.days} hari."
        _kabari(paket, "siap diunduh", isi, kunci="selesai", tautan=tautan, sekarang=sekarang)
    paket.save()
    return paket


def _kabari(paket: PaketDokumen, kata: str, isi: str, *, kunci: str, tautan: str, sekarang: datetime) -> None:
    kotak.beri_tahu(
        penerima_id=paket.pemohon_id,
        instansi_id=paket.instansi_id,
        judul=f"{paket.judul} {kata}",
        isi=isi,
        tautan=tautan,
        kunci=f"paket_dokumen:{paket.pk}:{kunci}",
        sekarang=sekarang,
    )


def _folder(paket: PaketDokumen) -> Path:
    return Path(settings.MEDIA_ROOT) / "paket" / paket.acak


def jalur_hasil(paket: PaketDokumen) -> Path:
    """Letak arsip yang sudah selesai."""
    return _folder(paket) / "hasil.zip"


def _tulis_bagian(paket: PaketDokumen, isi: Iterable[tuple[str, bytes]]) -> None:
    tempat = _folder(paket)
    tempat.mkdir(parents=True, exist_ok=True)
    sementara = tempat / f"bagian-{paket.jadi:06d}.tmp"
    with zipfile.ZipFile(sementara, "w", zipfile.ZIP_STORED) as arsip:
        for nama, bita in isi:
            arsip.writestr(nama, bita)
    os.replace(sementara, sementara.with_suffix(".zip"))


def _gabung(paket: PaketDokumen) -> int:
    """Satukan bagian-bagiannya menurut urutan butir; bagian baru dihapus sesudah arsipnya utuh."""
    tempat, hasil = _folder(paket), jalur_hasil(paket)
    bagian = [tempat / f"bagian-{awal:06d}.zip" for awal in range(0, paket.total, SEBAGIAN)]
    sementara = hasil.with_suffix(".tmp")
    with zipfile.ZipFile(sementara, "w", zipfile.ZIP_STORED) as arsip:
        for satu in bagian:
            with zipfile.ZipFile(satu) as isi:
                for nama in isi.namelist():
                    arsip.writestr(nama, isi.read(nama))
    os.replace(sementara, hasil)
    for satu in bagian:
        satu.unlink()
    return hasil.stat().st_size


@transaction.atomic
def _catat_gagal(paket_id: int, galat: Exception, *, tautan: str, sekarang: datetime) -> PaketDokumen:
    paket = PaketDokumen.objects.select_for_update().get(pk=paket_id)
    paket.detak = sekarang
    log.warning("Paket dokumen %d tersendat pada butir %d: %s", paket.pk, paket.jadi, galat, exc_info=galat)
    if paket.percobaan >= PaketDokumen.PERCOBAAN_MAKS:
        _hentikan(paket, tautan=tautan, sekarang=sekarang)
    paket.save(update_fields=["detak", "status", "sebab"])
    return paket


def _hentikan(paket: PaketDokumen, *, tautan: str, sekarang: datetime) -> None:
    """Percobaannya habis: serahkan kepada orang, dengan dokumen mana yang menahannya."""
    paket.status = PaketDokumen.Status.TERHENTI
    paket.sebab = (
        f"Dokumen ke-{paket.jadi + 1} sampai {min(paket.jadi + SEBAGIAN, paket.total)} tidak dapat dicetak. "
        "Hubungi admin BKD."
    )
    _kabari(paket, "terhenti", paket.sebab, kunci="terhenti", tautan=tautan, sekarang=sekarang)


def yang_terhenti(*, jenis: str, sekarang: datetime) -> list[int]:
    """Paket berjalan yang tidak berdetak semenit terakhir; perlu disambung. Satu kueri."""
    diam = Q(detak__lt=sekarang - DIAM) | Q(detak__isnull=True, dibuat__lt=sekarang - DIAM)
    berjalan = PaketDokumen.objects.filter(diam, jenis=jenis, status__in=PaketDokumen.BERJALAN)
    return list(berjalan.order_by(F("detak").asc(nulls_first=True)).values_list("pk", flat=True))


def hapus_lama(*, sekarang: datetime) -> int:
    """Hapus arsip yang lewat masa simpan: isinya data pribadi banyak orang. Kembalikan jumlahnya."""
    lama = PaketDokumen.objects.filter(
        status__in=[PaketDokumen.Status.SELESAI, PaketDokumen.Status.TERHENTI],
        dibuat__lt=sekarang - MASA_SIMPAN,
    )
    return sum(_hapus(lama, pk) for pk in lama.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _hapus(lama: QuerySet[PaketDokumen], pk: int) -> bool:
    """Salah bila sementara itu paketnya dicoba lagi. Isinya dahulu: mati di tengah berarti diulang, bukan tertinggal."""
    paket = lama.select_for_update().filter(pk=pk).first()
    if paket is None:
        return False
    shutil.rmtree(_folder(paket), ignore_errors=True)
    paket.status = PaketDokumen.Status.DIHAPUS
    paket.save(update_fields=["status"])
    return True
