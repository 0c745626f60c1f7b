"""Di mana sebuah berkas dipakai di kepegawaian."""

from django.urls import reverse

from inti.pemakaian import PemakaianBerkas
from kepegawaian.models import PerbaikanData


def pemakaian_berkas(*, berkas_id: int) -> list[PemakaianBerkas]:
    """Usul perbaikan data yang berbukti berkas itu, dan pemutusnya. Satu kueri."""
    return [
        PemakaianBerkas(
            sebutan=f"Usul perbaikan data {satu.pegawai.nama}",
            tautan=reverse("kepegawaian:perbaikan_saya"),
            pemutus=satu.dijawab_oleh,
            tautan_pemutus=reverse("kepegawaian:perbaikan_rinci", args=[satu.pk]),
        )
        for satu in PerbaikanData.objects.filter(bukti_id=berkas_id)
        .select_related("pegawai", "dijawab_oleh")
        .order_by("pk")
    ]
