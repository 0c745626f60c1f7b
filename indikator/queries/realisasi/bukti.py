"""Siapa boleh mengunduh sebuah bukti."""

from datetime import date, datetime

from indikator.models import Bukti, StatusDokumen
from indikator.permissions import Pihak, boleh_membaca_unit, hari_setempat, pihak
from kepegawaian.models import Pegawai


def bukti_untuk(pegawai: Pegawai, *, bukti_id: int, sekarang: datetime) -> Bukti | None:
    """Berkas bukti yang boleh dibaca: pemilik, penilai (kini atau saat diajukan), pembaca hasil unitnya.

    Bukti draf hanya untuk pemiliknya. Selain itu None, seolah-olah tidak ada.
    """
    bukti = (
        Bukti.objects.filter(pk=bukti_id, berkas__isnull=False, realisasi__instansi_id=pegawai.instansi_id)
        .select_related("berkas", "realisasi__indikator__skp__penempatan", "realisasi__periode")
        .first()
    )
    if bukti is None:
        return None
    laporan = bukti.realisasi
    if laporan.pegawai_id == pegawai.pk:
        return bukti
    if laporan.status == StatusDokumen.DRAF:
        return None
    kini = hari_setempat(pegawai.instansi, sekarang=sekarang)
    hari: list[date] = [kini]
    if laporan.diajukan_pada is not None:
        hari.append(hari_setempat(pegawai.instansi, sekarang=laporan.diajukan_pada))
    if any(
        pihak(pegawai, pemilik_id=laporan.pegawai_id, pada=h) is Pihak.PENILAI for h in dict.fromkeys(hari)
    ):
        return bukti
    unit_id = laporan.indikator.skp.penempatan.unit_id
    boleh = boleh_membaca_unit(pegawai, instansi_id=laporan.instansi_id, unit_id=unit_id, pada=kini)
    return bukti if boleh else None
