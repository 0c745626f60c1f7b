"""Jawaban untuk halaman kepegawaian: periode yang sudah ditutup, dan pekerjaan yang terbuka pada seseorang."""

from datetime import date

from django.db.models import Q

from indikator.models import SKP, Periode, Realisasi
from indikator.models.pilihan import StatusDokumen
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import bawahan_pada
from kepegawaian.queries.sekitar import Pekerjaan


def periode_ditutup(*, instansi_id: int, dari: date, sampai: date) -> list[str]:
    """Nama periode tertutup yang beririsan dengan rentang hari itu, urut waktu."""
    return list(
        Periode.objects.filter(
            Q(status=Periode.Status.DITUTUP) | Q(penutupan_dimulai__isnull=False),
            instansi_id=instansi_id,
            mulai__lte=sampai,
            selesai__gte=dari,
        )
        .order_by("mulai", "pk")
        .values_list("nama", flat=True)
    )


def pekerjaan(*, pegawai_id: int, pada: date) -> list[Pekerjaan]:
    """SKP berjalan, laporan yang belum diputus, dan yang menunggu putusannya sebagai penilai. Lima kueri."""
    skp = SKP.objects.filter(periode__mulai__lte=pada, periode__selesai__gte=pada).exclude(
        periode__status=Periode.Status.DITUTUP
    )
    laporan = Realisasi.objects.filter(periode__status=Periode.Status.DIPROSES)
    milik = skp.filter(pegawai_id=pegawai_id)
    instansi_id = Pegawai.objects.values_list("instansi_id", flat=True).get(pk=pegawai_id)
    hasil = [
        Pekerjaan(
            "SKP tahun berjalan", milik.count(), "Tetap ada pada penempatannya; tidak ada yang dihapus."
        ),
        Pekerjaan(
            "Laporan capaian yang belum diputus",
            laporan.filter(pegawai_id=pegawai_id).exclude(status=StatusDokumen.DISETUJUI).count(),
            "Tetap dibaca penilainya yang baru.",
        ),
    ]
    bawahan = bawahan_pada(penilai_id=pegawai_id, pada=pada, instansi_id=instansi_id)
    if bawahan:
        menunggu = {"pegawai_id__in": bawahan, "status": StatusDokumen.DIAJUKAN}
        hasil.append(
            Pekerjaan(
                "SKP dan laporan bawahan yang menunggu putusannya",
                skp.filter(**menunggu).count() + laporan.filter(**menunggu).count(),
                "Berpindah ke meja penggantinya; tidak perlu diajukan ulang.",
            )
        )
    return [satu for satu in hasil if satu.jumlah]
