"""Rencana pembinaan contoh: sebagian belum disusun, sebagian berjalan; ditulis sekaligus."""

from datetime import datetime, timedelta

from asn_kinerja.demo.organisasi import Pasangan
from indikator.models import Periode
from pelatihan.models import Pembinaan, PertemuanPembinaan, SasaranPembinaan
from pelatihan.permissions import penilai_dari
from pelatihan.services import pembinaan

DISUSUN_TERBANYAK = 12
ISI = (
    (
        "nilai:akuntabel",
        "Akuntabel",
        "Mencatat tiap berkas pada hari diterima.",
        "Dua puluh berkas berturut-turut.",
    ),
    (
        "nilai:kompeten",
        "Kompeten",
        "Menyelesaikan rekap bulanan tanpa pembetulan.",
        "Dua rekap berturut-turut.",
    ),
)


def isi_contoh(hasil: Pasangan, periode: Periode, *, sekarang: datetime) -> None:
    """Buka rencana dari periode yang ditutup, lalu susun sebagian atas nama penilainya."""
    pembinaan.buat_untuk_periode(periode_id=periode.pk, sekarang=sekarang)
    hari = hasil.instansi.hari_pada(sekarang)
    rencana = list(Pembinaan.objects.filter(periode=periode).order_by("pk"))
    penilai = penilai_dari([r.pegawai_id for r in rencana], pada=hari)
    berjalan = [r for r in rencana if penilai.get(r.pegawai_id)][::2][:DISUSUN_TERBANYAK]
    for r in berjalan:
        r.status = Pembinaan.Status.BERJALAN
        r.ditetapkan_pada, r.ditetapkan_oleh_id = sekarang, penilai[r.pegawai_id]
    Pembinaan.objects.bulk_update(berjalan, ["status", "ditetapkan_pada", "ditetapkan_oleh"])
    SasaranPembinaan.objects.bulk_create(
        SasaranPembinaan(
            pembinaan=r,
            acuan=acuan,
            sebutan=sebutan,
            teks=teks,
            ukuran=ukuran,
            batas=hari + timedelta(days=28),
        )
        for r in berjalan
        for acuan, sebutan, teks, ukuran in ISI
    )
    PertemuanPembinaan.objects.bulk_create(
        PertemuanPembinaan(
            pembinaan=r, tanggal=hari + timedelta(days=jarak), pokok="Membahas sasaran dan kendalanya."
        )
        for r in berjalan
        for jarak in (3, 17)
    )
