"""Menangani saran yang sudah diteruskan: rencana, alih unit, draf, jawaban resmi, dan perbaikannya."""

from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai, UnitKerja
from umpan_balik.models import Aspirasi, LangkahAspirasi
from umpan_balik.rules.penyamaran import samarkan
from umpan_balik.services.aspirasi.umum import (
    DITARIK,
    ambil,
    catat,
    langkah,
    wajib_beralasan,
    wajib_menangani,
)

JAWABAN_TERPENDEK, JAWABAN_TERPANJANG = 10, 3_000
RENCANA_TERPANJANG = 600
BELUM_DISARING = "Saran ini belum diteruskan penyaring. Jawabannya dapat ditulis sesudah diteruskan."
Langkah = LangkahAspirasi.Jenis


@transaction.atomic
def proses(*, aspirasi: Aspirasi, oleh: Pegawai, sekarang: datetime) -> Aspirasi:
    """Tandai sedang dikerjakan, supaya warga melihatnya di halaman lacak."""
    perkara = _milik(aspirasi, oleh, sekarang)
    if perkara.status == Aspirasi.Status.DIAJUKAN:
        perkara.status = Aspirasi.Status.DIPROSES
        perkara.save(update_fields=["status"])
        catat("aspirasi.diproses", perkara, oleh, sekarang)
    return perkara


@transaction.atomic
def rencanakan(*, aspirasi: Aspirasi, rencana: str, oleh: Pegawai, sekarang: datetime) -> Aspirasi:
    """Sampaikan apa yang akan dilakukan sebelum jawaban resmi; batas berikutnya menjadi batas menjawab."""
    perkara = _milik(aspirasi, oleh, sekarang)
    teks = _panjang(rencana, "rencana", RENCANA_TERPANJANG)
    if perkara.status == Aspirasi.Status.DITUTUP:
        raise GalatAturan("Saran ini sudah dijawab, jadi rencananya tidak diubah lagi.")
    if teks == perkara.rencana:
        return perkara
    perkara.rencana, perkara.status = teks, Aspirasi.Status.DIPROSES
    perkara.direncanakan_pada, perkara.direncanakan_oleh = sekarang, oleh
    if not perkara.dibuka_lagi:
        perkara.tenggat = perkara.jawab_sampai
    perkara.save()
    langkah(perkara, Langkah.DIRENCANAKAN, sekarang, teks)
    catat("aspirasi.direncanakan", perkara, oleh, sekarang, rencana=teks)
    return perkara


@transaction.atomic
def alihkan(
    *, aspirasi: Aspirasi, unit: UnitKerja, alasan: str, oleh: Pegawai, sekarang: datetime
) -> Aspirasi:
    """Pindahkan ke unit yang berwenang, dengan alasan yang dibaca warga. Jamnya terus berjalan sejak hari masuk.

    Keluhan tentang orang tidak dialihkan antarunit: ia mengikuti atasannya.
    """
    perkara = _milik(aspirasi, oleh, sekarang)
    alasan = wajib_beralasan(alasan)
    if perkara.jenis == Aspirasi.Jenis.TENTANG_ORANG:
        raise GalatAturan(
            "Keluhan tentang orang tetap pada atasannya. Alihkan keluhan layanan saja.", bidang="unit"
        )
    if perkara.status == Aspirasi.Status.DITUTUP:
        raise GalatAturan("Saran ini sudah dijawab, jadi tidak dialihkan lagi.")
    if unit.instansi_id != perkara.instansi_id or unit.pk == perkara.unit_id:
        raise GalatAturan("Pilih unit lain di pemerintah daerah ini.", bidang="unit")
    asal = perkara.unit
    perkara.unit, perkara.draf_jawaban = unit, ""
    perkara.save(update_fields=["unit", "draf_jawaban"])
    langkah(perkara, Langkah.DIALIHKAN, sekarang, f"Dari {asal.nama} ke {unit.nama}. {alasan}")
    catat("aspirasi.dialihkan", perkara, oleh, sekarang, alasan=alasan, dari=asal.pk, ke=unit.pk)
    return perkara


@transaction.atomic
def simpan_draf(*, aspirasi: Aspirasi, jawaban: str, oleh: Pegawai, sekarang: datetime) -> Aspirasi:
    """Simpan jawaban yang belum selesai; terbaca sesama petugas unit itu, tidak oleh warga."""
    perkara = _milik(aspirasi, oleh, sekarang)
    teks = samarkan(jawaban.strip()).teks
    if len(teks) > JAWABAN_TERPANJANG:
        raise GalatAturan(f"Paling panjang {JAWABAN_TERPANJANG} huruf; ini {len(teks)}.", bidang="jawaban")
    if teks != perkara.draf_jawaban:
        perkara.draf_jawaban = teks
        perkara.save(update_fields=["draf_jawaban"])
        catat("aspirasi.draf_disimpan", perkara, oleh, sekarang, panjang=len(teks))
    return perkara


@transaction.atomic
def jawab(*, aspirasi: Aspirasi, jawaban: str, tampil: bool, oleh: Pegawai, sekarang: datetime) -> Aspirasi:
    """Kirim jawaban resmi dan tutup perkaranya; menjawab lagi memperbaiki jawaban lama dan terhitung sebagai perbaikan.

    `tampil` mengumumkan saran dan jawabannya. Nomor pribadi di jawaban disamarkan juga. Menolak yang tanpa wewenang,
    saran yang belum diteruskan, jawaban terlalu pendek atau panjang, dan mengumumkan keluhan tentang orang atau saran
    yang sudah ditarik.
    """
    perkara = _milik(aspirasi, oleh, sekarang)
    teks = _panjang(jawaban, "jawaban", JAWABAN_TERPANJANG)
    _boleh_tampil(perkara, tampil)
    sudah = perkara.status == Aspirasi.Status.DITUTUP
    if sudah and (perkara.jawaban, perkara.tampil) == (teks, tampil):
        return perkara
    hanya_tampil = sudah and perkara.jawaban == teks
    perkara.jawaban, perkara.tampil, perkara.draf_jawaban = teks, tampil, ""
    perkara.status, perkara.tenggat = Aspirasi.Status.DITUTUP, None
    perkara.dijawab_pada, perkara.dijawab_oleh = sekarang, oleh
    perkara.hari_dijawab = perkara.hari_dijawab or perkara.instansi.hari_pada(sekarang)
    perkara.koreksi += sudah and not hanya_tampil
    perkara.tanggapan = perkara.tanggapan if hanya_tampil else ""  # jawaban yang lain dinilai lagi
    perkara.save()
    if not hanya_tampil:
        langkah(perkara, Langkah.DIPERBAIKI if sudah else Langkah.DIJAWAB, sekarang)
    catat("aspirasi.dijawab", perkara, oleh, sekarang, jawaban=teks, tampil=tampil)
    return perkara


def _milik(aspirasi: Aspirasi, oleh: Pegawai, sekarang: datetime) -> Aspirasi:
    perkara = ambil(aspirasi)
    wajib_menangani(perkara, oleh, sekarang)
    if perkara.moderasi != Aspirasi.Moderasi.DITERIMA:
        raise GalatAturan(BELUM_DISARING)
    return perkara


def _panjang(teks: str, bidang: str, terpanjang: int) -> str:
    return berukuran(
        samarkan(teks.strip()).teks,
        sekurangnya=JAWABAN_TERPENDEK,
        paling_banyak=terpanjang,
        apa=f"{bidang}nya",
        bidang=bidang,
        pesan="Sebutkan apa yang dilakukan dan kapan.",
    )


def _boleh_tampil(perkara: Aspirasi, tampil: bool) -> None:
    if tampil and perkara.teks == DITARIK:
        raise GalatAturan("Warga sudah menarik saran ini, jadi tidak diumumkan.", bidang="tampil")
    if tampil and perkara.jenis == Aspirasi.Jenis.TENTANG_ORANG:
        raise GalatAturan(
            "Keluhan tentang orang tidak pernah ditampilkan untuk umum. Tampilkan keluhan layanan saja.",
            bidang="tampil",
        )
