"""Rencana pembinaan hanya dijalankan penilai dan orangnya, dan penghargaan hanya oleh panitia dan admin BKD."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from indikator.models import Periode
from inti.galat import TidakBerhak
from inti.models import Berkas
from kepegawaian.models import Pegawai
from pelatihan.models import (
    AnggotaPanitia,
    CalonPenghargaan,
    Pembinaan,
    PertemuanPembinaan,
    SasaranPembinaan,
    SidangPenghargaan,
)
from pelatihan.rules.pembinaan import Perbuatan
from pelatihan.services import pembinaan, penghargaan
from pelatihan.services.pembinaan import umum
from pelatihan.services.penghargaan import umum as umum_penghargaan
from penilaian.models import Hasil
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, Dunia

HARI = SEKARANG.date()
ALASAN = "Alasan yang cukup panjang."


@pytest.fixture
def d(db: Any) -> Dunia:
    return pabrik.dunia(staf=3)


def rencana(d: Dunia, siapa: Pegawai) -> Pembinaan:
    """Rencana yang sedang berjalan; hasilnya ditulis langsung supaya murah."""
    hasil = Hasil.objects.create(
        instansi=d.instansi,
        periode=d.triwulan,
        pegawai=siapa,
        versi=1,
        penempatan=siapa.penempatan.get(),
        unit=d.dinas,
        dinas=d.dinas,
        lengkap=False,
        kurang=[],
        rincian={},
        sidik="0" * 64,
    )
    return Pembinaan.objects.create(
        instansi=d.instansi,
        periode=d.triwulan,
        pegawai=siapa,
        hasil=hasil,
        dinas=d.dinas,
        status="berjalan",
        dibuat=SEKARANG,
        susun_sampai=HARI,
        ditetapkan_pada=SEKARANG,
        ditetapkan_oleh=d.kepala,
    )


def isi_rencana(satu: Pembinaan) -> tuple[SasaranPembinaan, PertemuanPembinaan]:
    sasaran = SasaranPembinaan.objects.create(
        pembinaan=satu, acuan="nilai:adaptif", sebutan="Adaptif", teks=ALASAN, ukuran=ALASAN, batas=HARI
    )
    return sasaran, PertemuanPembinaan.objects.create(pembinaan=satu, tanggal=HARI, pokok=ALASAN)


def ditolak(layanan: Callable[..., Any], *, oleh: Pegawai, **isi: Any) -> None:
    with pytest.raises(TidakBerhak):
        layanan(oleh=oleh, sekarang=SEKARANG, **isi)


def test_rencana_orang_lain_dan_berkas_orang_lain_tidak_dapat_dipakai(d: Dunia) -> None:
    satu, lain = (rencana(d, siapa) for siapa in d.staf[:2])
    sasaran, _ = isi_rencana(satu)
    sasaran_lain, pertemuan_lain = isi_rencana(lain)
    tetangga = pabrik.dunia("Kota Lain", staf=0)
    with pytest.raises(TidakBerhak):
        umum.terkunci(satu.pk, Perbuatan.SUSUN, oleh=tetangga.kepala, sekarang=SEKARANG)
    ditolak(pembinaan.jadwalkan, pembinaan_id=satu.pk, tanggal=HARI, pokok=ALASAN, oleh=d.staf[2])
    with pytest.raises(TidakBerhak):
        umum.sasaran_dari(satu, sasaran_lain.pk)
    ditolak(
        pembinaan.catat_pertemuan,
        pembinaan_id=satu.pk,
        pertemuan_id=pertemuan_lain.pk,
        catatan=ALASAN,
        oleh=d.kepala,
    )
    berkas = Berkas.objects.create(
        instansi_id=d.instansi.pk,
        pemilik_id=d.staf[1].pk,
        nama="s.pdf",
        jenis="application/pdf",
        ukuran=4,
        sha256="0" * 64,
        acak="0" * 32,
        dibuat=SEKARANG,
    )
    ditolak(
        pembinaan.tambah_bukti,
        pembinaan_id=satu.pk,
        sasaran_id=sasaran.pk,
        berkas=[berkas],
        tautan="",
        judul="",
        oleh=d.staf[0],
    )


def anggota(siapa: Pegawai) -> AnggotaPanitia:
    return AnggotaPanitia.objects.create(
        instansi=siapa.instansi, pegawai=siapa, sejak=HARI, ditunjuk_pada=SEKARANG, ditunjuk_oleh=siapa
    )


def sidang(d: Dunia) -> SidangPenghargaan:
    return SidangPenghargaan.objects.create(
        instansi=d.instansi, periode=d.triwulan, aturan={}, dibuka_pada=SEKARANG, dibuka_oleh=d.kepala
    )


def calon(satu: SidangPenghargaan, siapa: Pegawai, **lain: Any) -> CalonPenghargaan:
    unit = siapa.penempatan.get().unit
    return CalonPenghargaan.objects.create(
        sidang=satu, jenis="pujian", pegawai=siapa, unit=unit, alasan=ALASAN, **lain
    )


def test_ukuran_dan_panitia_penghargaan_hanya_diatur_admin_bkd_instansinya(d: Dunia) -> None:
    admin, bukan, satu = pabrik.admin(d), d.staf[1], anggota(d.staf[0])
    ukuran = {"beruntun": 4, "pujian": 5, "naik": Decimal("0.5"), "unit": 3, "alasan": ALASAN}
    ditolak(penghargaan.tetapkan_aturan, **ukuran, oleh=bukan)
    ditolak(penghargaan.tunjuk, pegawai=d.staf[2], oleh=bukan)
    ditolak(penghargaan.akhiri, anggota_id=satu.pk, oleh=bukan)
    tetangga = pabrik.dunia("Kota Lain", staf=0)
    ditolak(penghargaan.tunjuk, pegawai=tetangga.kepala, oleh=admin)
    ditolak(penghargaan.akhiri, anggota_id=anggota(tetangga.kepala).pk, oleh=admin)


def test_sidang_penghargaan_hanya_dijalankan_panitianya_dan_tidak_memutus_diri_sendiri(d: Dunia) -> None:
    satu, (panitia, lain, bukan) = sidang(d), d.staf
    anggota(panitia)
    anggota(lain)
    ditolak(penghargaan.tutup, sidang_id=satu.pk, hadir=[lain.pk], catatan="", oleh=bukan)
    putusan = {"putusan": "diberikan", "alasan": ALASAN}
    ditolak(penghargaan.putus, calon_id=calon(satu, lain).pk, **putusan, oleh=bukan)
    ditolak(penghargaan.putus, calon_id=calon(satu, panitia).pk, **putusan, oleh=panitia)


def test_sidang_dibuka_panitia_dan_hanya_atas_periode_instansinya(d: Dunia) -> None:
    tetangga = pabrik.dunia("Kota Lain", staf=0)
    satu = sidang(d)
    with pytest.raises(TidakBerhak):
        umum_penghargaan.sidang_terbuka(satu.pk, oleh=tetangga.kepala)
    for periode in (d.triwulan, tetangga.triwulan):
        Periode.objects.filter(pk=periode.pk).update(
            status="ditutup", ditutup=SEKARANG - timedelta(minutes=1)
        )
    ditolak(penghargaan.buka, periode_id=d.triwulan.pk, oleh=d.staf[0])
    ditolak(penghargaan.buka, periode_id=tetangga.triwulan.pk, oleh=pabrik.admin(d))
