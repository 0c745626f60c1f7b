"""Yang diminta dari seseorang oleh aplikasi ini. Tiga kueri."""

from datetime import date, datetime, time

from django.db.models import Count, Exists, Min, OuterRef
from django.urls import reverse

from indikator.models import Periode
from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from umpan_balik.models import JawabanAnonim, Penugasan
from umpan_balik.queries.aspirasi_tugas import tugas_warga
from umpan_balik.queries.langsung import permintaan_masuk


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Formulir 360, permintaan umpan balik, usul penilai, risalah dialog, laporan, saran warga, dan usul musyawarah."""
    return [
        *_tugas_360(pegawai, sekarang),
        *_tugas_minta(pegawai),
        *tugas_warga(pegawai=pegawai, sekarang=sekarang),
    ]


def _tugas_360(pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    menunggu = (
        Penugasan.objects.filter(
            penilai=pegawai,
            periode__status=Periode.Status.DIPROSES,
            periode__penutupan_dimulai__isnull=True,
            periode__tutup_pada__gt=sekarang,
        )
        # Periode yang dibuka kembali tidak meminta jawaban lagi: namanya sudah dilepas.
        .exclude(Exists(JawabanAnonim.objects.filter(periode=OuterRef("periode"))))
        .exclude(jawaban__draf=False)
        .values("periode__nama", "periode__tenggat_umpan_balik", "periode__tutup_pada")
        .annotate(banyak=Count("pk"))
        .order_by("periode__tenggat_umpan_balik")
    )
    hasil = []
    for satu in menunggu:
        terlambat = satu["periode__tenggat_umpan_balik"] < sekarang
        hasil.append(
            Tugas(
                judul=f"Isi umpan balik 360 untuk {satu['banyak']} orang",
                uraian=f"{satu['periode__nama']}. Nama Anda tidak ditampilkan bersama jawaban.",
                url=reverse("umpan_balik:daftar"),
                tombol="Isi umpan balik",
                tenggat=satu["periode__tutup_pada"] if terlambat else satu["periode__tenggat_umpan_balik"],
                status="terlambat" if terlambat else "",
                menu="umpan_balik:daftar",
                jumlah=satu["banyak"],
            )
        )
    return hasil


def _tugas_minta(pegawai: Pegawai) -> list[Tugas]:
    """Permintaan umpan balik dari rekan yang menunggu jawaban."""
    menunggu = permintaan_masuk(pegawai).aggregate(banyak=Count("pk"), tertua=Min("tenggat"))
    if not menunggu["banyak"]:
        return []
    return [
        Tugas(
            judul=f"Jawab {menunggu['banyak']} permintaan umpan balik",
            uraian="Dari rekan, dengan nama Anda. Bila tidak melihat pekerjaannya, nyatakan tidak dapat menjawab.",
            url=f"{reverse('umpan_balik:daftar')}?bagian=permintaan",
            tombol="Buka permintaan",
            tenggat=_akhir_hari(menunggu["tertua"], pegawai),
            menu="umpan_balik:daftar",
            jumlah=menunggu["banyak"],
        )
    ]


def _akhir_hari(hari: date, pegawai: Pegawai) -> datetime:
    return datetime.combine(hari, time(23, 59), tzinfo=pegawai.instansi.zona_waktu)
