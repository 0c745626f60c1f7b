"""Memeriksa di latar yang tidak sempat diperiksa saat dikirim, dan berkas dari masa sebelum ada pemindai."""

import logging
from collections.abc import Callable
from datetime import datetime
from time import monotonic
from typing import Final
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.module_loading import import_string

from inti.models import Berkas
from inti.pemakaian import PemakaianBerkas
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from inti.services.pindai.clamd import PemindaiDiam, temuan

# Satu putaran selesai sebelum jadwal berikutnya; satu berkas boleh lebih lama daripada di dalam permintaan.
PUTARAN: Final = 40.0
SATU_BERKAS: Final = 60.0
# Sesudah tiga kali berturut-turut, yang rusak pemindainya, bukan berkasnya.
BERUNTUN_MAKS: Final = 3
ANTRE: Final = (Berkas.Pindai.MENUNGGU, Berkas.Pindai.TANPA)
log = logging.getLogger(__name__)
keamanan = logging.getLogger("keamanan")


def pindai_yang_antre(*, sekarang: datetime) -> int:
    """Periksa yang ditahan lebih dahulu, lalu yang lama; kembalikan banyaknya yang terjawab. Aman diulang dan bersamaan.

    Yang tidak terjawab dicoba lagi sesudah semua yang lain, sehingga satu berkas yang memacetkan pemindai tidak menahan
    antrean. Tanpa CLAMD_URL tidak ada yang dikerjakan.
    """
    habis = monotonic() + PUTARAN
    terjawab = beruntun = 0
    while settings.CLAMD_URL and beruntun < BERUNTUN_MAKS and monotonic() < habis:
        jawaban = _satu(sekarang)
        if jawaban is None:
            break
        terjawab += jawaban
        beruntun = 0 if jawaban else beruntun + 1
    return terjawab


@transaction.atomic
def _satu(sekarang: datetime) -> bool | None:
    """Berkas berikutnya: apakah terjawab; None bila tidak ada lagi. Yang sudah dicoba putaran ini tidak diambil lagi."""
    berkas = (
        # Bukan FOR UPDATE: laporan yang melampirkan berkas ini tidak boleh ikut menunggu pemindai.
        Berkas.objects.select_for_update(skip_locked=True, no_key=True)
        .filter(pindai__in=ANTRE)
        .exclude(pindai_terakhir__gte=sekarang)
        .order_by("pindai", F("pindai_terakhir").asc(nulls_first=True), "pk")
        .first()
    )
    if berkas is None:
        return None
    berkas.pindai_terakhir = sekarang
    try:
        with berkas.isi.open("rb") as aliran:
            berkas.temuan = temuan(aliran.read(), alamat=settings.CLAMD_URL, seluruhnya=SATU_BERKAS)[:200]
    except (PemindaiDiam, OSError) as galat:
        log.warning("Berkas %s belum terpindai: %s", berkas.pk, galat)
        berkas.save(update_fields=["pindai_terakhir"])
        return False
    berkas.pindai = Berkas.Pindai.TERTAHAN if berkas.temuan else Berkas.Pindai.BERSIH
    berkas.save(update_fields=["pindai", "temuan", "pindai_terakhir"])
    if berkas.temuan:
        _kabarkan(berkas, sekarang)
    return True


def _kabarkan(berkas: Berkas, sekarang: datetime) -> None:
    """Jejak, baris log, dan kabar: kepada pengirimnya, dan kepada yang sudah memutus berdasarkan berkas itu."""
    keamanan.warning(
        "berkas terjangkit ditahan temuan=%s pegawai=%s sha256=%s berkas=%s",
        quote(berkas.temuan),
        berkas.pemilik_id,
        berkas.sha256,
        berkas.pk,
    )
    catat(
        aksi="berkas.ditahan",
        objek_jenis="berkas",
        objek_id=berkas.pk,
        oleh=None,
        sekarang=sekarang,
        instansi_id=berkas.instansi_id,
        isi={"nama": berkas.nama, "sha256": berkas.sha256, "temuan": berkas.temuan},
    )
    pemakaian = [satu for baca in _pembaca() for satu in baca(berkas_id=berkas.pk)]
    pemilik = get_user_model().objects.filter(pk=berkas.pemilik_id).first()
    beri_tahu(
        penerima_id=berkas.pemilik_id,
        instansi_id=berkas.instansi_id,
        jenis=JenisKabar.KEAMANAN,
        judul=f"Berkas Anda ditahan: {berkas.nama}",
        isi=f"Pemindai antivirus menemukan perangkat perusak di dalamnya ({berkas.temuan}). Berkas itu tidak dapat diunduh "
        "siapa pun; isian di sekitarnya tetap ada. Periksa komputer Anda dengan antivirus, lalu kirim salinan yang bersih. "
        "Bila Anda yakin berkas ini aman, hubungi pengelola TI pemda Anda.",
        tautan=pemakaian[0].tautan if pemakaian else reverse("beranda"),
        kunci=f"berkas-ditahan:{berkas.pk}",
        sekarang=sekarang,
        surel_ke=pemilik,
    )
    for satu in pemakaian:
        if satu.pemutus is not None and satu.pemutus.pk != berkas.pemilik_id:
            beri_tahu(
                penerima_id=satu.pemutus.pk,
                instansi_id=satu.pemutus.instansi_id,
                jenis=JenisKabar.KEAMANAN,
                judul=f"Bukti yang sudah Anda putus ditahan: {berkas.nama}",
                isi=f"{satu.sebutan} memakai berkas ini, dan pemindai antivirus menemukan perangkat perusak di dalamnya "
                f"({berkas.temuan}). Putusan Anda tetap berlaku. Bila Anda pernah mengunduhnya, jangan dibuka, dan hubungi "
                "pengelola TI pemda Anda.",
                tautan=satu.tautan_pemutus,
                kunci=f"berkas-ditahan:{berkas.pk}:{satu.pemutus.pk}",
                sekarang=sekarang,
                surel_ke=satu.pemutus,
            )


def _pembaca() -> list[Callable[..., list[PemakaianBerkas]]]:
    return [import_string(alamat) for alamat in settings.PEMAKAIAN_BERKAS]
