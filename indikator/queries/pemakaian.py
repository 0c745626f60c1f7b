"""Di mana sebuah berkas dipakai di laporan capaian dan catatan harian."""

from django.urls import reverse

from indikator.models import Bukti, CatatanHarian
from inti.pemakaian import PemakaianBerkas


def pemakaian_berkas(*, berkas_id: int) -> list[PemakaianBerkas]:
    """Laporan yang berbukti berkas itu beserta penilai yang sudah memutusnya, dan catatan harian. Dua kueri."""
    laporan = [
        satu.realisasi
        for satu in Bukti.objects.filter(berkas_id=berkas_id)
        .select_related("realisasi__indikator", "realisasi__pegawai", "realisasi__diputus_oleh")
        .order_by("pk")
    ]
    hasil = [
        PemakaianBerkas(
            sebutan=f"Laporan {satu.indikator.kode} {satu.pegawai.nama}",
            tautan=reverse("indikator:capaian_lapor", args=[satu.periode_id, satu.indikator_id]),
            pemutus=satu.diputus_oleh,
            tautan_pemutus=reverse("indikator:periksa_capaian"),
        )
        for satu in laporan
    ]
    if CatatanHarian.objects.filter(berkas_id=berkas_id).exists():
        halaman = reverse("indikator:harian")
        hasil.append(PemakaianBerkas("Catatan harian", halaman, None, halaman))
    return hasil
