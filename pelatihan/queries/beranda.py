"""Yang diminta dari seseorang oleh aplikasi ini: menanggapi saran pelatihan."""

from datetime import datetime, timedelta

from django.db.models import Count, Max
from django.urls import reverse

from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from pelatihan.models import Rekomendasi

HARI_MENANGGAPI = 60


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Satu tugas bila ada saran yang belum ditanggapi dari hasil terakhir. Satu kueri."""
    menunggu = Rekomendasi.objects.filter(pegawai=pegawai, status=Rekomendasi.Status.DIAJUKAN).aggregate(
        jumlah=Count("pk"), tampil=Max("periode__ditutup")
    )
    if not menunggu["jumlah"]:
        return []
    return [
        Tugas(
            judul="Pilih pelatihan yang disarankan",
            uraian=f"{menunggu['jumlah']} saran dari hasil Anda, masing-masing dengan alasannya.",
            url=reverse("pelatihan:daftar"),
            tombol="Pilih",
            tenggat=menunggu["tampil"] + timedelta(days=HARI_MENANGGAPI),
            menu="pelatihan",
            jumlah=menunggu["jumlah"],
        )
    ]
