"""Di mana sebuah berkas dipakai di pelatihan dan pembinaan."""

from django.urls import reverse

from inti.pemakaian import PemakaianBerkas
from pelatihan.models import BuktiPembinaan, Kepesertaan


def pemakaian_berkas(*, berkas_id: int) -> list[PemakaianBerkas]:
    """Sertifikat dan bukti pembinaan yang memakai berkas itu, dan yang sudah memeriksa atau menilainya. Dua kueri."""
    hasil = []
    for ikut in (
        Kepesertaan.objects.filter(sertifikat_id=berkas_id)
        .select_related("pegawai", "diverifikasi_oleh")
        .order_by("pk")
    ):
        halaman = reverse("pelatihan:usulan_rinci", args=[ikut.usulan_id])
        hasil.append(
            PemakaianBerkas(f"Sertifikat {ikut.pegawai.nama}", halaman, ikut.diverifikasi_oleh, halaman)
        )
    for bukti in (
        BuktiPembinaan.objects.filter(berkas_id=berkas_id)
        .select_related("sasaran__pembinaan__pegawai", "sasaran__dinilai_oleh")
        .order_by("pk")
    ):
        rencana = bukti.sasaran.pembinaan
        halaman = reverse("pelatihan:pembinaan_rinci", args=[rencana.pk])
        hasil.append(
            PemakaianBerkas(
                f"Rencana pembinaan {rencana.pegawai.nama}", halaman, bukti.sasaran.dinilai_oleh, halaman
            )
        )
    return hasil
