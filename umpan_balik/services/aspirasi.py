"""Saran warga sebagai perkara: diproses, dijawab resmi, diumumkan bila patut, ditarik kembali oleh warganya."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from inti.galat import GalatAturan
from inti.services import jejak
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, wajib
from umpan_balik.models import Aspirasi
from umpan_balik.rules.penyamaran import samarkan

JAWABAN_TERPENDEK, JAWABAN_TERPANJANG = 10, 3_000
DITARIK = "[Ditarik kembali oleh warga]"


@transaction.atomic
def proses(*, aspirasi: Aspirasi, oleh: Pegawai, sekarang: datetime) -> Aspirasi:
    """Tandai sedang dikerjakan, supaya warga melihatnya di halaman lacak."""
    _wajib(aspirasi, oleh, sekarang)
    diubah = Aspirasi.objects.filter(pk=aspirasi.pk, status=Aspirasi.Status.DIAJUKAN).update(
        status=Aspirasi.Status.DIPROSES
    )
    if diubah:
        _catat("aspirasi.diproses", aspirasi, oleh, sekarang)
    aspirasi.refresh_from_db()
    return aspirasi


@transaction.atomic
def jawab(*, aspirasi: Aspirasi, jawaban: str, tampil: bool, oleh: Pegawai, sekarang: datetime) -> Aspirasi:
    """Tulis jawaban resmi dan tutup perkaranya; menjawab lagi menggantikan jawaban lama dan tercatat.

    `tampil` mengumumkan saran dan jawabannya. Nomor pribadi di jawaban disamarkan juga. Menolak yang tanpa
    izin menjawab unit itu, jawaban terlalu pendek atau panjang, dan mengumumkan saran yang sudah ditarik.
    """
    _wajib(aspirasi, oleh, sekarang)
    teks = samarkan(jawaban.strip()).teks
    if not JAWABAN_TERPENDEK <= len(teks) <= JAWABAN_TERPANJANG:
        raise GalatAturan(
            f"Jawaban {JAWABAN_TERPENDEK} sampai {JAWABAN_TERPANJANG} huruf; ini {len(teks)}. "
            "Tulis apa yang dilakukan dan kapan.",
            bidang="jawaban",
        )
    terkini = Aspirasi.objects.select_for_update().get(pk=aspirasi.pk)
    if terkini.teks == DITARIK and tampil:
        raise GalatAturan("Warga sudah menarik saran ini, jadi tidak diumumkan.", bidang="tampil")
    if (terkini.status, terkini.jawaban, terkini.tampil) == (Aspirasi.Status.DITUTUP, teks, tampil):
        return terkini
    terkini.jawaban, terkini.tampil = teks, tampil
    terkini.status = Aspirasi.Status.DITUTUP
    terkini.dijawab_pada, terkini.dijawab_oleh = sekarang, oleh
    terkini.save(update_fields=["jawaban", "tampil", "status", "dijawab_pada", "dijawab_oleh"])
    _catat("aspirasi.dijawab", terkini, oleh, sekarang, jawaban=teks, tampil=tampil)
    return terkini


@transaction.atomic
def tarik(*, aspirasi: Aspirasi, sekarang: datetime) -> Aspirasi:
    """Hapus teks saran atas permintaan warga pemegang kodenya (UU 27/2022 Pasal 9, 43); jawabannya tetap ada.

    Pemanggil sudah membuktikan kode pelacakannya. Diulang tidak mengubah apa pun.
    """
    terkini = Aspirasi.objects.select_for_update().get(pk=aspirasi.pk)
    if terkini.teks != DITARIK:
        terkini.teks, terkini.tampil = DITARIK, False
        terkini.status = Aspirasi.Status.DITUTUP
        terkini.save(update_fields=["teks", "tampil", "status"])
        _catat("aspirasi.ditarik", terkini, None, sekarang)
    return terkini


def _wajib(aspirasi: Aspirasi, oleh: Pegawai, sekarang: datetime) -> None:
    hari = timezone.localdate(sekarang)
    wajib(oleh, Izin.JAWAB_ASPIRASI, pada=hari, instansi_id=aspirasi.instansi_id, unit_id=aspirasi.unit_id)


def _catat(aksi: str, aspirasi: Aspirasi, oleh: Pegawai | None, sekarang: datetime, **isi: object) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="aspirasi",
        objek_id=aspirasi.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=aspirasi.instansi_id,
        isi=isi,
    )
