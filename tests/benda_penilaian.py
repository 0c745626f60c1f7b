"""Benda penilaian satu pegawai bagi sapuan alamat: keberatan berbukti, cuti, dan usul membuka kembali periode."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from indikator.models import Periode
from inti.models import Berkas
from kepegawaian.models import Pegawai
from penilaian.models import BuktiKeberatan, CatatanPenilai, Hasil, Jeda, Keberatan, PembukaanKembali
from penilaian.permissions import atasan_penilai
from penilaian.services import dokumen


@dataclass(frozen=True)
class BendaPenilaian:
    keberatan: Keberatan
    bukti: BuktiKeberatan
    jeda: Jeda
    buka: PembukaanKembali
    catatan: CatatanPenilai


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
    return BendaPenilaian(
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
