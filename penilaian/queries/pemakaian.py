"""Di mana sebuah berkas dipakai di keberatan."""

from django.urls import reverse

from inti.pemakaian import PemakaianBerkas
from penilaian.models import BuktiKeberatan


def pemakaian_berkas(*, berkas_id: int) -> list[PemakaianBerkas]:
    """Keberatan yang berbukti berkas itu, dan pemutusnya bila sudah diputus. Satu kueri."""
    hasil = []
    for satu in (
        BuktiKeberatan.objects.filter(berkas_id=berkas_id)
        .select_related("keberatan__diajukan_oleh", "keberatan__diputus_oleh")
        .order_by("pk")
    ):
        halaman = reverse("penilaian:keberatan_rinci", args=[satu.keberatan_id])
        hasil.append(
            PemakaianBerkas(
                f"Keberatan {satu.keberatan.diajukan_oleh.nama}",
                halaman,
                satu.keberatan.diputus_oleh,
                halaman,
            )
        )
    return hasil
