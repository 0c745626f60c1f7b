"""Siapa boleh mengurus katalog dan rekomendasi."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from inti.galat import TidakBerhak
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.permissions import Izin, wajib
from pelatihan.models import Rekomendasi


def wajib_kelola_katalog(oleh: Pegawai | None, *, instansi: Instansi, sekarang: datetime) -> None:
    """Katalog diurus admin BKD; sistem (None) boleh saat menyiapkan."""
    if oleh is not None:
        wajib(
            oleh,
            Izin.KELOLA_PERIODE,
            pada=timezone.localdate(sekarang, instansi.zona_waktu),
            instansi_id=instansi.pk,
        )


def rekomendasi_untuk(pegawai: Pegawai) -> QuerySet[Rekomendasi]:
    """Satu-satunya pintu: rekomendasi milik sendiri."""
    return Rekomendasi.objects.filter(pegawai=pegawai).select_related("pelatihan", "periode")


def wajib_pemilik(rekomendasi: Rekomendasi, oleh: Pegawai) -> None:
    if rekomendasi.pegawai_id != oleh.pk:
        raise TidakBerhak("Rekomendasi ini untuk pegawai lain. Hanya pemiliknya yang dapat menanggapi.")
