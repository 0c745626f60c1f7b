"""Menunjuk pemutus bila atasan penilai kosong, berhalangan, atau berbenturan kepentingan."""

from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, wajib
from penilaian.models import Keberatan
from penilaian.services.keberatan import umum


@transaction.atomic
def tunjuk(
    *, keberatan_id: int, pemutus: Pegawai, alasan: str, oleh: Pegawai, sekarang: datetime
) -> Keberatan:
    """Admin BKD menunjuk pemutus lain, beralasan. Pengaju, penilainya, dan admin sendiri tidak dapat ditunjuk."""
    keberatan = umum.terkunci(keberatan_id, oleh=oleh)
    hari = keberatan.hasil.periode.instansi.hari_pada(sekarang)
    wajib(oleh, Izin.KELOLA_PERIODE, pada=hari, instansi_id=keberatan.instansi_id)
    umum.wajib_terbuka(keberatan)
    if pemutus.pk == keberatan.pemutus_id:
        return keberatan
    _periksa(keberatan, pemutus, oleh)
    alasan = umum.alasan_cukup(alasan, sebutan="alasan penunjukan", bidang="alasan")
    sebelum, keberatan.pemutus = keberatan.pemutus_id, pemutus
    keberatan.save(update_fields=["pemutus"])
    umum.kabari(
        keberatan,
        [pemutus],
        judul=f"Anda ditunjuk memutus keberatan {keberatan.hasil.pegawai.nama}",
        isi=f"Atas hasil {keberatan.hasil.periode.nama}.",
        kunci="ditunjuk",
        sekarang=sekarang,
    )
    umum.jejak(
        keberatan,
        "keberatan.pemutus_ditunjuk",
        oleh=oleh,
        sekarang=sekarang,
        alasan=alasan,
        sebelum=sebelum,
        sesudah=pemutus.pk,
    )
    return keberatan


def _periksa(keberatan: Keberatan, pemutus: Pegawai, oleh: Pegawai) -> None:
    if pemutus.instansi_id != keberatan.instansi_id or not pemutus.is_active:
        raise GalatAturan("Pilih pegawai yang masih aktif di instansi ini.", bidang="pemutus")
    if pemutus.pk in (keberatan.diajukan_oleh_id, keberatan.hasil.penilai_id, oleh.pk):
        raise GalatAturan(
            "Pemutus bukan yang mengajukan, bukan penilainya, dan bukan Anda sendiri. Pilih orang lain.",
            bidang="pemutus",
        )
