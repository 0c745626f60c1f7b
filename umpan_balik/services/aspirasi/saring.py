"""Menyaring saran yang masuk: diteruskan ke unit, disamarkan lebih jauh, atau ditolak dengan alasan."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan
from inti.rules.kabar import JenisKabar
from inti.services import kotak
from kepegawaian.models import Pegawai, UnitKerja
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.queries.unit import kepala_unit
from umpan_balik.models import Aspirasi, LangkahAspirasi, SebutanPetugas
from umpan_balik.rules.penyamaran_nama import samarkan_kata
from umpan_balik.services.aspirasi.umum import (
    DITARIK,
    ambil,
    catat,
    langkah,
    wajib_beralasan,
    wajib_menyaring,
)

Langkah = LangkahAspirasi.Jenis


@transaction.atomic
def teruskan(
    *,
    aspirasi: Aspirasi,
    jenis: str,
    unit: UnitKerja,
    kata: Iterable[str],
    tentang: Pegawai | None,
    oleh: Pegawai,
    sekarang: datetime,
) -> Aspirasi:
    """Teruskan ke unit yang menjawab. `kata` disamarkan lagi; `tentang` petugas yang dikeluhkan bila diketahui.

    Keluhan tentang orang dialirkan kepada atasan orang itu (atau kepala unitnya) dan tidak pernah tampil untuk umum.
    Yang pernah ditolak boleh diteruskan kemudian; batas harinya tetap dari hari masuk. Menolak yang sudah diteruskan,
    yang sudah ditarik warga, dan unit di luar instansi.
    """
    perkara = ambil(aspirasi)
    wajib_menyaring(perkara, oleh, sekarang)
    _boleh_disaring(perkara)
    if jenis not in Aspirasi.Jenis.values:
        raise GalatAturan("Pilih jenis sarannya.", bidang="jenis")
    if unit.instansi_id != perkara.instansi_id:
        raise GalatAturan("Pilih unit di pemerintah daerah ini.", bidang="unit")
    perkara.teks = _samarkan_lagi(perkara.teks, kata)
    perkara.jenis, perkara.unit = jenis, unit
    perkara.moderasi, perkara.alasan_moderasi = Aspirasi.Moderasi.DITERIMA, ""
    perkara.dimoderasi_pada, perkara.dimoderasi_oleh = sekarang, oleh
    perkara.status, perkara.tenggat = Aspirasi.Status.DIAJUKAN, perkara.rencana_sampai
    perkara.penangan_id = _penangan(perkara, tentang, sekarang)
    perkara.save()
    langkah(perkara, Langkah.DITERUSKAN, sekarang, _tujuan(perkara))
    catat("aspirasi.diteruskan", perkara, oleh, sekarang, jenis=jenis, unit=unit.pk)
    _kabari(perkara, sekarang)
    return perkara


@transaction.atomic
def tolak(
    *, aspirasi: Aspirasi, alasan: str, kata: Iterable[str], oleh: Pegawai, sekarang: datetime
) -> Aspirasi:
    """Tidak meneruskan, dengan alasan yang dibaca warga. Barisnya tetap ada, terhitung, dan dapat diteruskan kemudian."""
    perkara = ambil(aspirasi)
    wajib_menyaring(perkara, oleh, sekarang)
    alasan = wajib_beralasan(alasan)
    _boleh_disaring(perkara)
    perkara.teks = _samarkan_lagi(perkara.teks, kata)
    perkara.moderasi, perkara.alasan_moderasi = Aspirasi.Moderasi.DITOLAK, alasan
    perkara.dimoderasi_pada, perkara.dimoderasi_oleh = sekarang, oleh
    perkara.status, perkara.tenggat, perkara.tampil = Aspirasi.Status.DITUTUP, None, False
    perkara.save()
    langkah(perkara, Langkah.DITOLAK, sekarang, alasan)
    catat("aspirasi.ditolak", perkara, oleh, sekarang, alasan=alasan)
    return perkara


def _boleh_disaring(perkara: Aspirasi) -> None:
    if perkara.teks == DITARIK:
        raise GalatAturan("Warga sudah menarik saran ini, jadi tidak ada lagi yang disaring.")
    if perkara.moderasi == Aspirasi.Moderasi.DITERIMA:
        raise GalatAturan("Saran ini sudah diteruskan. Alihkan unitnya dari halaman penanganannya.")


def _samarkan_lagi(teks: str, kata: Iterable[str]) -> str:
    try:
        return samarkan_kata(teks, [satu for satu in kata if satu.strip()])
    except ValueError as galat:
        raise GalatAturan(
            f"“{galat}” tidak ada di dalam saran. Salin potongannya persis seperti tertulis.", bidang="kata"
        ) from galat


def _penangan(perkara: Aspirasi, tentang: Pegawai | None, sekarang: datetime) -> int | None:
    """Atasan orang yang dikeluhkan; tanpa orang yang dikenali, kepala unitnya. Kosong: penyaring seluruh pemda."""
    if perkara.jenis != Aspirasi.Jenis.TENTANG_ORANG:
        return None
    if tentang is not None:
        if tentang.instansi_id != perkara.instansi_id:
            raise GalatAturan(
                "NIP ini tidak ada di pemerintah daerah Anda. Periksa angkanya.", bidang="tentang"
            )
        nomor = 1 + max(perkara.sebutan.values_list("nomor", flat=True), default=0)
        if not perkara.sebutan.filter(pegawai=tentang).exists():
            SebutanPetugas.objects.create(aspirasi=perkara, nomor=nomor, pegawai=tentang)
    disebut = set(perkara.sebutan.values_list("pegawai_id", flat=True))
    hari = perkara.instansi.hari_pada(sekarang)
    if disebut:
        penilai = penilai_pada(pada=hari, pegawai_ids=disebut)
        calon = [penilai[p].penilai_id for p in sorted(disebut) if p in penilai]
    else:
        kepala = kepala_unit(instansi_id=perkara.instansi_id, pada=hari).get(perkara.unit_id)
        calon = [kepala.pegawai_id if kepala else None]
    return next((c for c in calon if c is not None and c not in disebut), None)


def _tujuan(perkara: Aspirasi) -> str:
    if perkara.jenis == Aspirasi.Jenis.TENTANG_ORANG:
        return "Kepada atasan petugas yang bersangkutan. Tidak ditampilkan untuk umum."
    return f"Kepada {perkara.unit.nama}."


def _kabari(perkara: Aspirasi, sekarang: datetime) -> None:
    """Atasan yang menangani keluhan, atau petugas yang dipuji."""
    if perkara.penangan is not None:
        kotak.beri_tahu(
            penerima_id=perkara.penangan.pk,
            instansi_id=perkara.instansi_id,
            judul="Keluhan warga tentang petugas Anda menunggu jawaban",
            isi="Dialirkan kepada Anda saja. Warga membaca jawaban Anda dengan kode lacak.",
            tautan=reverse("umpan_balik:aspirasi_rinci", args=[perkara.pk]),
            kunci=f"aspirasi:{perkara.pk}:penangan:{perkara.penangan.pk}",
            sekarang=sekarang,
            jenis=JenisKabar.TUGAS,
            surel_ke=perkara.penangan,
        )
    if perkara.jenis != Aspirasi.Jenis.PUJIAN:
        return
    for satu in perkara.sebutan.select_related("pegawai"):
        kotak.beri_tahu(
            penerima_id=satu.pegawai_id,
            instansi_id=perkara.instansi_id,
            judul="Seorang warga memuji Anda",
            isi="Nama Anda hanya disebut di halaman umum bila Anda menyetujuinya.",
            tautan=reverse("umpan_balik:aspirasi_nama_saya"),
            kunci=f"aspirasi:{perkara.pk}:pujian:{satu.pegawai_id}",
            sekarang=sekarang,
            surel_ke=satu.pegawai,
        )
