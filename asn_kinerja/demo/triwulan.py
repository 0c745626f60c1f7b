"""Membuka satu triwulan pemda contoh, dan menjalankan satu triwulan sampai ditutup dengan hasil."""

from datetime import date, datetime, timedelta

from asn_kinerja.demo import aspirasi, kalender, kerja, kualitatif, warga
from asn_kinerja.demo.organisasi import Pasangan
from indikator.models import Periode
from indikator.services import periode as layanan_periode
from kepegawaian.queries.penilai import penilai_pada
from pelatihan.services import saran
from penilaian.services import penutupan
from umpan_balik.models import TitikLayanan
from umpan_balik.services import penugasan


def penilai(hasil: Pasangan, pada: date) -> dict[int, int | None]:
    """Id pegawai → id penilainya hari itu."""
    return {k: p.penilai_id for k, p in penilai_pada(pada=pada, instansi_id=hasil.instansi.pk).items()}


def buka(hasil: Pasangan, tahun: Periode, tw: kalender.Triwulan, *, saat: datetime) -> Periode:
    """Buat dan buka triwulan itu, lalu tugaskan penilaian 360-nya."""
    periode = layanan_periode.buat_triwulan(
        tahun=tahun,
        triwulan=tw.nomor,
        tenggat_lapor=tw.tenggat_lapor,
        tenggat_umpan_balik=tw.tenggat_umpan_balik,
        tenggat_nilai=tw.tenggat_nilai,
        tutup_pada=tw.tutup_pada,
        oleh=hasil.admin,
        sekarang=saat,
    )
    periode = layanan_periode.buka(periode=periode, oleh=hasil.admin, sekarang=saat)
    penugasan.tugaskan_periode(periode=periode, oleh=None, sekarang=saat)
    return periode


def sampai_tutup(
    hasil: Pasangan, tahun: Periode, tw: kalender.Triwulan, titik: list[TitikLayanan], *, lama: bool
) -> Periode:
    """Dari dibuka sampai ditutup dengan saran pelatihannya. `lama`: warga dan umpan baliknya secukupnya saja."""
    awal = kalender.malam(tw.mulai, hasil.instansi.zona_waktu) - timedelta(hours=15)
    periode = buka(hasil, tahun, tw, saat=awal)
    atasan = penilai(hasil, tw.mulai)
    besar = len(hasil.anggota) > 200
    for pekan in (6,) if lama else (2, 6, 10):
        warga.kirim_survei(
            hasil, titik, saat=awal + timedelta(weeks=pekan), tiap_titik=6 if besar or lama else 14
        )
    _kerjakan(hasil, periode, tw, atasan, umpan=len(hasil.anggota) // (24 if lama else 8))
    run = penutupan.minta(periode=periode, oleh=None, sekarang=tw.tutup_pada)
    penutupan.kerjakan(penutupan_id=run.pk, sekarang=tw.tutup_pada)
    saran.buat_untuk_periode(periode_id=periode.pk, sekarang=tw.tutup_pada)
    return Periode.objects.select_related("instansi", "kebijakan").get(pk=periode.pk)


def _kerjakan(
    hasil: Pasangan, periode: Periode, tw: kalender.Triwulan, atasan: dict[int, int | None], *, umpan: int
) -> None:
    """Laporan, umpan balik, dan rating sampai tenggatnya; satu dari dua puluh lima orang tidak melapor."""
    akhir = min(kalender.malam(tw.selesai, hasil.instansi.zona_waktu), tw.tenggat_lapor - timedelta(hours=2))
    kosong = {
        a.pegawai.pk: "belum_mulai" for a in hasil.acak.sample(hasil.anggota, k=len(hasil.anggota) // 25)
    }
    for lengkap in kualitatif.pilihan(hasil.anggota):
        kosong.pop(lengkap, None)
    kerja.laporkan(hasil, periode, hasil.anggota, atasan, saat=akhir - timedelta(days=2), tahap=kosong)
    kerja.isi_360(hasil, periode, saat=akhir - timedelta(days=1))
    kerja.beri_umpan_balik(hasil, atasan, saat=akhir - timedelta(days=1), banyak=umpan)
    aspirasi.tangani(hasil, saat=akhir, semua=True)
    kerja.tetapkan_rating(hasil, periode, atasan, saat=tw.tenggat_nilai - timedelta(minutes=30), bagian=0.97)
