"""Tiga keberatan contoh tiap pemda: menunggu tanggapan, menunggu putusan, dan yang sudah diputus."""

from datetime import datetime, timedelta

from indikator.models import Periode
from penilaian.models import Hasil
from penilaian.permissions import atasan_penilai
from penilaian.rules.predikat import Rating
from penilaian.rules.putusan import Perubahan
from penilaian.services import keberatan
from penilaian.services.dokumen import terbitkan_hasil

ALASAN = (
    "Bukti bulan terakhir sudah saya unggah sebelum tenggat, tetapi belum diperhitungkan pada rating hasil kerja.",
    "Rating perilaku tidak menyebut contoh kejadian, dan umpan balik yang saya terima sepanjang triwulan baik.",
    "Satu indikator saya bergantung pada aplikasi yang terhenti dua minggu, dan hal itu belum dipertimbangkan.",
)
TANGGAPAN = "Saya menilai dari laporan yang tiba sampai tenggat. Bukti tambahan yang disebut memang ada dan isinya benar."
PUTUSAN = (
    "Kedua pihak sudah didengar. Bukti terkirim sebelum tenggat, sehingga rating hasil kerjanya disesuaikan."
)
JEDA = timedelta(hours=6)
CALON = 60


def ajukan_contoh(periode: Periode, *, sekarang: datetime) -> None:
    """Lewat layanan sendiri; saatnya tidak melewati `sekarang`."""
    mulai = periode.ditutup or sekarang
    langkah = min(JEDA, (sekarang - mulai) / 5)
    hari = periode.instansi.hari_pada(mulai)
    calon = Hasil.objects.filter(
        periode=periode,
        lengkap=True,
        penilai__isnull=False,
        rating_hasil=Rating.SESUAI,
        pendekatan="kuantitatif",
    ).select_related("periode__instansi", "periode__kebijakan", "pegawai", "penilai")
    berpemutus = [h for h in calon.order_by("pk")[:CALON:7] if atasan_penilai(h.penilai_id, pada=hari)]
    for nomor, (hasil, alasan) in enumerate(zip(berpemutus, ALASAN, strict=False)):
        satu = keberatan.ajukan(hasil=hasil, alasan=alasan, oleh=hasil.pegawai, sekarang=mulai + langkah)
        if nomor == 0 or hasil.penilai is None or satu.pemutus is None:
            continue
        keberatan.tanggapi(
            keberatan_id=satu.pk, tanggapan=TANGGAPAN, oleh=hasil.penilai, sekarang=mulai + 2 * langkah
        )
        if nomor == 2:
            terbitkan_hasil([hasil], sekarang=mulai + 2 * langkah)
            keberatan.putus(
                keberatan_id=satu.pk,
                alasan=PUTUSAN,
                perubahan=Perubahan(rating_hasil=Rating.DI_ATAS),
                oleh=satu.pemutus,
                sekarang=mulai + 3 * langkah,
            )
