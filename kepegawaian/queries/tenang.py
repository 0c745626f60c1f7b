"""Jam tenang sebuah instansi: surel biasa menunggu sampai paginya, menurut zona setempat."""

from datetime import datetime, time, timedelta

from kepegawaian.models import Instansi


def akhir_tenang(*, instansi_id: int, sekarang: datetime) -> datetime | None:
    """Saat jam tenang berakhir bila sedang tenang; None bila surel boleh dikirim. Satu kueri.

    Jam mulai yang sama dengan jam selesai berarti tanpa jam tenang.
    """
    instansi = Instansi.objects.filter(pk=instansi_id).first()
    if instansi is None:
        return None
    setempat = sekarang.astimezone(instansi.zona_waktu)
    mulai, selesai = instansi.tenang_mulai, instansi.tenang_selesai
    semalam = mulai > selesai
    tenang = (
        (setempat.hour >= mulai or setempat.hour < selesai) if semalam else mulai <= setempat.hour < selesai
    )
    if not tenang:
        return None
    hari = setempat.date() + timedelta(days=int(semalam and setempat.hour >= mulai))
    return datetime.combine(hari, time(selesai), instansi.zona_waktu)
