"""Jam tenang surel sebuah instansi."""

from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.services.jejak import catat
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.permissions import Izin, wajib_di

JAM_TERAKHIR = 23


@transaction.atomic
def atur_tenang(*, mulai: int, selesai: int, oleh: Pegawai, sekarang: datetime) -> Instansi:
    """Atur jam tenang instansi sendiri, 0–23 waktu setempat; jam yang sama berarti tanpa jam tenang.

    Hanya pengelola periode seluruh instansi. Diulang dengan isi yang sama tidak mengubah apa pun.
    """
    instansi = Instansi.objects.select_for_update().get(pk=oleh.instansi_id)
    pada = instansi.hari_pada(sekarang)
    wajib_di(oleh, Izin.KELOLA_PERIODE, pada=pada, instansi_id=instansi.pk, unit_ids=None)
    for bidang, jam in (("mulai", mulai), ("selesai", selesai)):
        if not 0 <= jam <= JAM_TERAKHIR:
            raise GalatAturan(f"Jam antara 0 dan {JAM_TERAKHIR}.", bidang=bidang)
    sebelum = [instansi.tenang_mulai, instansi.tenang_selesai]
    if sebelum == [mulai, selesai]:
        return instansi
    instansi.tenang_mulai, instansi.tenang_selesai = mulai, selesai
    instansi.save(update_fields=["tenang_mulai", "tenang_selesai"])
    catat(
        aksi="instansi.tenang_diatur",
        objek_jenis="instansi",
        objek_id=instansi.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"sebelum": sebelum, "sesudah": [mulai, selesai]},
    )
    return instansi
