"""Keberatan contoh tiap pemda: menunggu tanggapan, menunggu putusan, dan yang sudah diputus, juga dari triwulan lama."""

from datetime import datetime, timedelta

from indikator.models import Periode
from penilaian.models import Hasil, Keberatan
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
PUTUSAN_TETAP = "Dasar penilaian dan buktinya cocok dengan laporan. Rating perilaku disertai contoh kejadian, jadi hasilnya tetap."
JEDA = timedelta(hours=6)
CALON = 60


def ajukan_contoh(periode: Periode, *, sekarang: datetime) -> None:
    """Satu menunggu tanggapan, satu menunggu putusan, satu diubah. Lewat layanan; saatnya tidak melewati `sekarang`."""
    mulai = periode.ditutup or sekarang
    langkah = min(JEDA, (sekarang - mulai) / 5)
    for nomor, (hasil, alasan) in enumerate(zip(_calon(periode, mulai), ALASAN, strict=False)):
        satu = keberatan.ajukan(hasil=hasil, alasan=alasan, oleh=hasil.pegawai, sekarang=mulai + langkah)
        if nomor == 0:
            continue
        _tanggapi(satu, mulai + 2 * langkah)
        if nomor == 2:
            _putus(satu, mulai + 3 * langkah, ubah=True)


def tuntaskan_contoh(periode: Periode) -> None:
    """Dua keberatan triwulan lama, sudah diputus: satu mengubah rating, satu tetap."""
    assert periode.ditutup is not None
    for nomor, (hasil, alasan) in enumerate(zip(_calon(periode, periode.ditutup)[:2], ALASAN, strict=False)):
        satu = keberatan.ajukan(
            hasil=hasil, alasan=alasan, oleh=hasil.pegawai, sekarang=periode.ditutup + timedelta(days=2)
        )
        _tanggapi(satu, periode.ditutup + timedelta(days=5))
        _putus(satu, periode.ditutup + timedelta(days=9), ubah=nomor == 0)


def _calon(periode: Periode, saat: datetime) -> list[Hasil]:
    """Hasil lengkap berating sesuai yang penilainya punya atasan, sehingga ada yang memutus."""
    hari = periode.instansi.hari_pada(saat)
    calon = Hasil.objects.filter(
        periode=periode,
        lengkap=True,
        penilai__isnull=False,
        rating_hasil=Rating.SESUAI,
        pendekatan="kuantitatif",
    ).select_related("periode__instansi", "periode__kebijakan", "pegawai", "penilai")
    return [h for h in calon.order_by("pk")[:CALON:7] if atasan_penilai(h.penilai_id, pada=hari)]


def _tanggapi(satu: Keberatan, saat: datetime) -> None:
    penilai = satu.hasil.penilai
    if penilai is not None and satu.pemutus is not None:
        keberatan.tanggapi(keberatan_id=satu.pk, tanggapan=TANGGAPAN, oleh=penilai, sekarang=saat)


def _putus(satu: Keberatan, saat: datetime, *, ubah: bool) -> None:
    if satu.pemutus is None:
        return
    terbitkan_hasil([satu.hasil], sekarang=saat)
    keberatan.putus(
        keberatan_id=satu.pk,
        alasan=PUTUSAN if ubah else PUTUSAN_TETAP,
        perubahan=Perubahan(rating_hasil=Rating.DI_ATAS) if ubah else None,
        oleh=satu.pemutus,
        sekarang=saat,
    )
