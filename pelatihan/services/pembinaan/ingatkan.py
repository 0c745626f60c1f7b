"""Mengingatkan langkah pembinaan yang tenggatnya dekat atau lewat; sekali tiap hari tenggatnya."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from django.urls import reverse

from inti.rules.kabar import JenisKabar
from inti.services.kotak import beri_tahu_banyak
from kepegawaian.models import Instansi, Pegawai
from pelatihan.models import Pembinaan, PertemuanPembinaan, SasaranPembinaan
from pelatihan.permissions import penilai_dari
from pelatihan.rules.pembinaan import TERBUKA

JAM_KIRIM: Final = 7
SEBELUM: Final = (3, 1)
LAMA_DITINJAU: Final = timedelta(days=7)
S = Pembinaan.Status


def ingatkan(*, sekarang: datetime) -> int:
    """Sejak pukul tujuh setempat: rencana yang belum disusun, sasaran dan pertemuan yang dekat, dan tinjauan yang menunggu.

    Aman dipanggil berulang; kembalikan banyaknya yang dikabari.
    """
    banyak = 0
    for instansi in Instansi.objects.filter(
        pk__in=Pembinaan.objects.filter(status__in=TERBUKA).values("instansi_id")
    ):
        if sekarang.astimezone(instansi.zona_waktu).hour < JAM_KIRIM:
            continue
        hari = instansi.hari_pada(sekarang)
        terbuka = Pembinaan.objects.filter(instansi=instansi)
        for sisa in SEBELUM:
            batas = hari + timedelta(days=sisa)
            kapan = "besok" if sisa == 1 else f"{sisa} hari lagi"
            susun = terbuka.filter(status=S.BELUM_DISUSUN, susun_sampai=batas)
            banyak += _penilai(susun, f"Susun rencana pembinaan, {kapan}", f"susun:{batas}", hari, sekarang)
            sasaran = SasaranPembinaan.objects.filter(
                pembinaan__in=terbuka.filter(status=S.BERJALAN), batas=batas, hasil="belum"
            )
            banyak += _kabar(
                sasaran.values_list("pembinaan__pegawai_id", flat=True),
                f"Serahkan bukti sasaran pembinaan, {kapan}",
                "pelatihan:pembinaan",
                f"sasaran:{batas}",
                sekarang,
            )
        besok = hari + timedelta(days=1)
        temu = terbuka.filter(
            status__in=TERBUKA,
            pk__in=PertemuanPembinaan.objects.filter(tanggal=besok, dicatat_pada__isnull=True).values(
                "pembinaan_id"
            ),
        )
        banyak += _kabar(
            temu.values_list("pegawai_id", flat=True),
            "Pertemuan pembinaan besok",
            "pelatihan:pembinaan",
            f"temu:{besok}",
            sekarang,
        )
        banyak += _penilai(temu, "Pertemuan pembinaan besok", f"temu-penilai:{besok}", hari, sekarang)
        lama = terbuka.filter(status=S.DITINJAU, diajukan_pada__lt=sekarang - LAMA_DITINJAU)
        # Sekali sepekan selama masih menunggu.
        pekan = hari.isocalendar()
        banyak += _penilai(
            lama,
            "Tinjau rencana pembinaan yang menunggu",
            f"tinjau:{pekan.year}-{pekan.week}",
            hari,
            sekarang,
        )
    return banyak


def _penilai(rencana: Iterable[Pembinaan], judul: str, kunci: str, hari: date, sekarang: datetime) -> int:
    penilai = penilai_dari([r.pegawai_id for r in rencana], pada=hari)
    return _kabar(
        {p for p in penilai.values() if p is not None}, judul, "pelatihan:pembinaan_tim", kunci, sekarang
    )


def _kabar(penerima: Iterable[int], judul: str, alamat: str, kunci: str, sekarang: datetime) -> int:
    orang = list(Pegawai.objects.filter(pk__in=set(penerima), is_active=True).order_by("pk"))
    if not orang:
        return 0
    return beri_tahu_banyak(
        orang,
        judul=judul,
        isi="Siapa dan apa saja, terlihat di halamannya.",
        tautan=reverse(alamat),
        kunci=f"ingat-pembinaan:{kunci}",
        sekarang=sekarang,
        jenis=JenisKabar.TUGAS,
    )
