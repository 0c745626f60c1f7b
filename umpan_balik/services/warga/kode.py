"""Kode kunjungan dan kode lacak: membatasi tebakan tanpa menghalangi pemegang kode yang benar."""

from datetime import datetime
from enum import StrEnum

from kepegawaian.services.percobaan import TerlaluSering, hitung_akun
from umpan_balik.models import KodeKunjungan, TitikLayanan
from umpan_balik.queries import tanda_terima
from umpan_balik.rules.kode import masih_berlaku
from umpan_balik.sidik import PANJANG_KUNCI_ALAMAT, sidik_kunjungan

UNTUK = "kode-kunjungan"
UNTUK_LACAK = "kode-lacak"


class KeadaanKode(StrEnum):
    """Apa yang dikatakan kepada warga tentang kode kunjungannya."""

    BAIK = "baik"
    DIPAKAI = "dipakai"
    LEWAT = "lewat"
    TIDAK_DIKENAL = "tidak_dikenal"
    TERLALU_SERING = "terlalu_sering"


def periksa_kode(*, titik: TitikLayanan, kode: str, sidik: str, sekarang: datetime) -> KeadaanKode:
    """Keadaan kode kunjungan di titik itu. Hanya tebakan yang meleset dihitung, menurut jaringan dalam `sidik`.

    Kode yang benar selalu dikenali, juga dari jaringan yang jatah tebakannya habis. Jangan dipanggil di dalam
    transaksi: hitungannya harus tetap tersimpan walau kirimannya ditolak.
    """
    baris = KodeKunjungan.objects.filter(titik=titik, sidik=sidik_kunjungan(kode)).first()
    if baris is not None:
        hari = titik.layanan.instansi.hari_pada(sekarang)
        if baris.terpakai:
            return KeadaanKode.DIPAKAI
        return KeadaanKode.BAIK if masih_berlaku(baris.tanggal, hari) else KeadaanKode.LEWAT
    try:
        hitung_akun(nip=sidik[:PANJANG_KUNCI_ALAMAT], untuk=UNTUK, sekarang=sekarang)
    except TerlaluSering:
        return KeadaanKode.TERLALU_SERING
    return KeadaanKode.TIDAK_DIKENAL


def lacak_kode(*, kode: str, sidik: str, sekarang: datetime) -> tanda_terima.Pelacakan | None:
    """Kiriman milik kode lacak itu. Kode yang meleset dihitung menurut jaringan dalam `sidik`; jatahnya habis: TerlaluSering.

    Kode yang benar selalu ditemukan, juga dari jaringan yang jatahnya habis. Jangan dipanggil di dalam transaksi.
    """
    hasil = tanda_terima.lacak(kode)
    if hasil is None:
        hitung_akun(nip=sidik[:PANJANG_KUNCI_ALAMAT], untuk=UNTUK_LACAK, sekarang=sekarang)
    return hasil
