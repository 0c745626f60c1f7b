"""Yang diminta dari seseorang oleh aplikasi ini. Empat kueri."""

from datetime import date, datetime, time

from django.db import connection
from django.db.models import Count, Min
from django.urls import reverse

from indikator.models import Periode
from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from kepegawaian.permissions import IZIN_PERAN, Izin
from umpan_balik.models import Penugasan
from umpan_balik.queries.aspirasi_tugas import tugas_saring
from umpan_balik.queries.langsung import permintaan_masuk

# Satu kueri untuk beranda: peran yang menjawab warga, cabang unitnya, dan saran yang menunggu di sana.
SQL_SARAN_MENUNGGU = """
WITH RECURSIVE peran AS (
    SELECT unit_id FROM kepegawaian_peran
    WHERE pegawai_id = %(pegawai)s AND jenis = ANY(%(jenis)s)
      AND sejak <= %(pada)s AND (sampai IS NULL OR sampai >= %(pada)s)
), pohon(id) AS (
    SELECT unit_id FROM peran WHERE unit_id IS NOT NULL
    UNION
    SELECT l.unit_id FROM kepegawaian_letakunit l JOIN pohon ON l.induk_id = pohon.id
    WHERE l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
)
SELECT count(*), min(a.tenggat)
FROM umpan_balik_aspirasi a
WHERE a.instansi_id = %(instansi)s AND a.status IN ('diajukan', 'diproses')
  AND a.moderasi = 'diterima' AND a.jenis <> 'tentang_orang'
  AND (a.unit_id IN (SELECT id FROM pohon) OR EXISTS (SELECT 1 FROM peran WHERE unit_id IS NULL))
"""
PENJAWAB = [str(jenis) for jenis, izin in IZIN_PERAN.items() if Izin.JAWAB_ASPIRASI in izin]


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Formulir 360 yang belum dikirim, permintaan umpan balik rekan, saran warga yang menunggu, dan usul musyawarah."""
    return [
        *_tugas_360(pegawai, sekarang),
        *_tugas_minta(pegawai),
        *_tugas_saran(pegawai, sekarang),
        *tugas_saring(pegawai=pegawai, sekarang=sekarang),
    ]


def _tugas_360(pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    menunggu = (
        Penugasan.objects.filter(
            penilai=pegawai,
            selesai=False,
            periode__status=Periode.Status.DIPROSES,
            periode__penutupan_dimulai__isnull=True,
            periode__tutup_pada__gt=sekarang,
        )
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


def _tugas_saran(pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    zona = pegawai.instansi.zona_waktu
    with connection.cursor() as kursor:
        kursor.execute(
            SQL_SARAN_MENUNGGU,
            {
                "pegawai": pegawai.pk,
                "jenis": PENJAWAB,
                "pada": sekarang.astimezone(zona).date(),
                "instansi": pegawai.instansi_id,
            },
        )
        banyak, batas = kursor.fetchone()
    if not banyak or batas is None:
        return []
    tenggat = _akhir_hari(batas, pegawai)
    return [
        Tugas(
            judul=f"Jawab {banyak} saran warga",
            uraian="Yang lewat batas lebih dahulu; warga membaca jawabannya dengan kode pelacakan.",
            url=reverse("umpan_balik:aspirasi"),
            tombol="Jawab saran",
            tenggat=tenggat,
            status="terlambat" if tenggat < sekarang else "",
            menu="umpan_balik:aspirasi",
            jumlah=banyak,
        )
    ]


def _akhir_hari(hari: date, pegawai: Pegawai) -> datetime:
    return datetime.combine(hari, time(23, 59), tzinfo=pegawai.instansi.zona_waktu)
