"""Keberatan atas hasil (PP 30/2019 Pasal 59): beralasan, dalam tenggat, kepada atasan pejabat penilai."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import waktu
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from kepegawaian.models import Pegawai
from penilaian.models import Hasil, Keberatan
from penilaian.permissions import atasan_penilai, tampil

ALASAN_TERPENDEK = 20


@transaction.atomic
def ajukan(*, hasil: Hasil, alasan: str, oleh: Pegawai, sekarang: datetime) -> Keberatan:
    """Ajukan keberatan atas hasil sendiri. Diajukan dua kali mengembalikan keberatan yang sama.

    Menolak hasil orang lain, yang belum tampil, yang tenggatnya lewat, dan alasan kurang dari 20 huruf.
    Pemutusnya penilai dari penilai pada hari pengajuan.
    """
    if hasil.pegawai_id != oleh.pk:
        raise TidakBerhak("Keberatan hanya dapat diajukan oleh pemilik hasil ini.")
    if not tampil(hasil) or hasil.periode.tenggat_keberatan is None:
        raise GalatAturan(f"Hasil {hasil.periode.nama} belum tampil, jadi belum dapat diajukan keberatan.")
    sudah = Keberatan.objects.filter(hasil=hasil).first()
    if sudah is not None:
        return sudah
    alasan = alasan.strip()
    _periksa(hasil, alasan, sekarang)
    keberatan, baru = Keberatan.objects.get_or_create(
        hasil=hasil,
        defaults={
            "instansi_id": hasil.instansi_id,
            "alasan": alasan,
            "diajukan_pada": sekarang,
            "diajukan_oleh": oleh,
            "pemutus_id": _pemutus(hasil, sekarang),
        },
    )
    if baru:
        _kabari(keberatan, hasil, sekarang)
        catat(
            aksi="keberatan.diajukan",
            objek_jenis="keberatan",
            objek_id=keberatan.pk,
            oleh=oleh,
            sekarang=sekarang,
            isi={"hasil": hasil.pk, "pemutus": keberatan.pemutus_id},
            alasan=alasan,
        )
    return keberatan


def _periksa(hasil: Hasil, alasan: str, sekarang: datetime) -> None:
    batas = hasil.periode.tenggat_keberatan
    if batas is not None and sekarang > batas:
        lokal = timezone.localtime(batas, hasil.periode.instansi.zona_waktu)
        raise GalatAturan(
            f"Masa keberatan berakhir {waktu(lokal)}. Sampaikan hal ini langsung kepada atasan penilai Anda."
        )
    if len(alasan) < ALASAN_TERPENDEK:
        raise GalatAturan(
            f"Tulis alasan sekurangnya {ALASAN_TERPENDEK} huruf: bagian mana yang keliru dan mengapa.",
            bidang="alasan",
        )


def _pemutus(hasil: Hasil, sekarang: datetime) -> int | None:
    if hasil.penilai_id is None:
        return None
    return atasan_penilai(hasil.penilai_id, pada=hasil.periode.instansi.hari_pada(sekarang))


def _kabari(keberatan: Keberatan, hasil: Hasil, sekarang: datetime) -> None:
    """Pemutus dan penilai diberi tahu; isinya dibaca di halaman hasil."""
    for penerima, peran in ((keberatan.pemutus_id, "putusan Anda"), (hasil.penilai_id, "penjelasan Anda")):
        if penerima is not None:
            beri_tahu(
                penerima_id=penerima,
                instansi_id=hasil.instansi_id,
                judul=f"Keberatan {hasil.pegawai.nama}",
                isi=f"Atas hasil {hasil.periode.nama}. Diperlukan {peran}.",
                tautan=reverse("penilaian:hasil_rinci", args=[hasil.pk]),
                kunci=f"keberatan:{keberatan.pk}:{penerima}",
                sekarang=sekarang,
            )
