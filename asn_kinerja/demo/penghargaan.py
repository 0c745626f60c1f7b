"""Panitia penghargaan dan sidangnya: yang lama ditutup dengan piagam, yang terbaru menunggu sebagian putusan."""

from datetime import datetime, timedelta
from typing import Final

from asn_kinerja.demo.organisasi import Pasangan
from indikator.models import Periode
from kepegawaian.models import Pegawai
from pelatihan.models import AnggotaPanitia, CalonPenghargaan, SidangPenghargaan
from pelatihan.queries.penghargaan import calon_sidang
from pelatihan.rules.penghargaan import Aturan
from pelatihan.services import penghargaan

Putusan = CalonPenghargaan.Putusan
DIBERIKAN: Final = (
    "Capaiannya bertahan dan buktinya diperiksa panitia pada laporannya.",
    "Panitia membaca laporan dan tanggapan warga; keduanya sejalan.",
    "Kemajuannya merata sepanjang triwulan, tidak hanya di bulan terakhir.",
)
TIDAK: Final = "Nilainya terpenuhi, tetapi satu laporan terlambat dan bukti bulan kedua belum lengkap."
CATATAN: Final = "Panitia memeriksa laporan dan bukti tiap calon sebelum memutus."
TANPA_CALON: Final = "Tidak ada yang memenuhi ukuran pada triwulan ini."
UKURAN: Final = "Ukuran tahun pertama; ditinjau lagi sesudah satu tahun."


def sidangkan(hasil: Pasangan, periode: Periode, *, tuntas: bool, sekarang: datetime) -> None:
    """Hitung calonnya dan putus lewat layanan; `tuntas` salah menyisakan tiap calon ketiga dan sidangnya terbuka."""
    assert periode.ditutup is not None
    saat = min(periode.ditutup + timedelta(days=21 if tuntas else 2), sekarang)
    anggota = _panitia(hasil, periode.ditutup)
    satu = penghargaan.buka(periode_id=periode.pk, oleh=anggota[0], sekarang=saat)
    calon = calon_sidang(satu)
    for nomor, c in enumerate(calon):
        if tuntas or nomor % 3 != 2:
            _putus(c, nomor, anggota, saat)
    if tuntas:
        _tutup(satu, anggota, CATATAN if calon else TANPA_CALON, saat)


def _panitia(hasil: Pasangan, saat: datetime) -> list[Pegawai]:
    """Admin BKD, kepala BKPSDM, dan kepala dinas berakun; ditunjuk sekali."""
    assert hasil.admin is not None
    badan = next(a.pegawai for a in hasil.anggota if a.kepala and a.unit.jenis == "badan")
    dinas = next(
        a.pegawai
        for a in hasil.anggota
        if a.kepala and a.unit.jenis == "dinas" and a.pegawai.has_usable_password()
    )
    anggota = [hasil.admin, badan, dinas]
    if not AnggotaPanitia.objects.filter(instansi=hasil.instansi).exists():
        baku = Aturan()
        penghargaan.tetapkan_aturan(
            beruntun=baku.beruntun,
            pujian=baku.pujian,
            naik=baku.naik,
            unit=baku.unit,
            alasan=UKURAN,
            oleh=hasil.admin,
            sekarang=saat,
        )
        for p in anggota:
            penghargaan.tunjuk(pegawai=p, oleh=hasil.admin, sekarang=saat)
    return anggota


def _putus(calon: CalonPenghargaan, nomor: int, anggota: list[Pegawai], saat: datetime) -> None:
    """Diputus bergiliran, tidak pernah oleh calonnya sendiri; tiap calon keempat tidak diberi."""
    lain = [p for p in anggota if p.pk != calon.pegawai_id]
    diberi = nomor % 4 != 3
    penghargaan.putus(
        calon_id=calon.pk,
        putusan=Putusan.DIBERIKAN if diberi else Putusan.TIDAK,
        alasan=DIBERIKAN[nomor % len(DIBERIKAN)] if diberi else TIDAK,
        oleh=lain[nomor % len(lain)],
        sekarang=saat,
    )


def _tutup(satu: SidangPenghargaan, anggota: list[Pegawai], catatan: str, saat: datetime) -> None:
    admin, badan, *lain = anggota
    penghargaan.tutup(
        sidang_id=satu.pk, hadir=[admin.pk, *(p.pk for p in lain)], catatan=catatan, oleh=badan, sekarang=saat
    )
