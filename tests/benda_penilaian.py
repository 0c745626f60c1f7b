"""Benda penilaian satu pegawai bagi sapuan alamat: keberatan berbukti, cuti, dan usul membuka kembali periode."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from indikator.models import Periode
from inti.models import Berkas
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.penilai import penilai_pada
from penilaian.models import (
    BuktiKeberatan,
    CatatanPenilai,
    Evaluasi,
    Hasil,
    Jeda,
    Kalibrasi,
    Keberatan,
    PembukaanKembali,
    PindahKalibrasi,
)
from penilaian.permissions import atasan_penilai
from penilaian.services import dokumen


@dataclass(frozen=True)
class BendaPenilaian:
    keberatan: Keberatan
    bukti: BuktiKeberatan
    jeda: Jeda
    buka: PembukaanKembali
    catatan: CatatanPenilai
    pindah: PindahKalibrasi


def buat(
    hasil: Hasil, berkas: Berkas, ditutup: Periode, admin: Pegawai, *, sekarang: datetime
) -> BendaPenilaian:
    """Keberatan pemilik hasil itu, menunggu tanggapan; cuti tahun depan; usul yang menunggu orang kedua."""
    dokumen.terbitkan_hasil([hasil], sekarang=sekarang)
    assert hasil.penilai_id is not None
    keberatan = Keberatan.objects.create(
        instansi_id=hasil.instansi_id,
        hasil=hasil,
        alasan="Bukti bulan terakhir belum diperhitungkan.",
        diajukan_pada=sekarang,
        diajukan_oleh=hasil.pegawai,
        pemutus_id=atasan_penilai(hasil.penilai_id, pada=hasil.periode.instansi.hari_pada(sekarang)),
        tanggapan_sampai=sekarang + timedelta(days=5),
        putusan_sampai=sekarang + timedelta(days=14),
    )
    berjalan = Periode.objects.get(instansi_id=hasil.instansi_id, status="diproses", jenis="triwulan")
    return BendaPenilaian(
        pindah=dipindahkan(berjalan, hasil.pegawai, sekarang=sekarang),
        catatan=CatatanPenilai.objects.create(
            instansi_id=hasil.instansi_id,
            pegawai=hasil.pegawai,
            tanggal=hasil.periode.instansi.hari_pada(sekarang),
            teks="Menyelesaikan rekap sebelum diminta.",
            ditulis_pada=sekarang,
            ditulis_oleh_id=hasil.penilai_id,
        ),
        keberatan=keberatan,
        bukti=BuktiKeberatan.objects.create(keberatan=keberatan, berkas=berkas, ditambah_oleh=hasil.pegawai),
        jeda=Jeda.objects.create(
            instansi_id=hasil.instansi_id,
            pegawai=hasil.pegawai,
            jenis=Jeda.Jenis.CUTI,
            sejak=date(2027, 2, 1),
            sampai=date(2027, 4, 30),
            dasar="800/12/2027",
            dicatat_pada=sekarang,
            dicatat_oleh=admin,
        ),
        buka=PembukaanKembali.objects.create(
            periode=ditutup,
            putaran=2,
            alasan="Laporan satu unit tidak terbaca saat ditutup.",
            tutup_pada=sekarang + timedelta(days=7),
            diajukan_pada=sekarang,
            diajukan_oleh=admin,
        ),
    )


def dipindahkan(
    periode: Periode,
    pegawai: Pegawai,
    *,
    sekarang: datetime,
    alasan: str = "Bukti dibaca bersama dalam rapat.",
) -> PindahKalibrasi:
    """Rating pegawai itu, dipindahkan dalam rapat perangkat daerahnya yang masih terbuka."""
    tempat = Penempatan.objects.select_related("unit").get(pegawai=pegawai, jenis="definitif", sampai=None)
    unit = tempat.unit.dinas or tempat.unit
    rapat, _ = Kalibrasi.objects.get_or_create(
        instansi_id=pegawai.instansi_id,
        periode=periode,
        unit=unit,
        status="diproses",
        defaults={"dibuka_pada": sekarang, "dibuka_oleh": pegawai},
    )
    evaluasi, _ = Evaluasi.objects.get_or_create(
        periode=periode,
        pegawai=pegawai,
        penempatan=tempat,
        defaults={
            "instansi_id": pegawai.instansi_id,
            "status": "ditetapkan",
            "rating_hasil": "sesuai",
            "rating_perilaku": "sesuai",
            "ditetapkan_pada": sekarang,
            "ditetapkan_oleh_id": penilai_pada(
                pada=periode.instansi.hari_pada(sekarang), pegawai_ids=[pegawai.pk]
            )[pegawai.pk].penilai_id,
        },
    )
    return PindahKalibrasi.objects.create(
        instansi_id=pegawai.instansi_id,
        kalibrasi=rapat,
        periode=periode,
        pegawai=pegawai,
        evaluasi=evaluasi,
        asal_hasil="sesuai",
        asal_perilaku="sesuai",
        menjadi_hasil="sesuai",
        menjadi_perilaku="di_atas",
        alasan=alasan,
        dipindah_pada=sekarang,
        dipindah_oleh=pegawai,
    )
