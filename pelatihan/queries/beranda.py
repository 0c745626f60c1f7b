"""Yang diminta dari seseorang oleh aplikasi ini: menanggapi saran pelatihan."""

from datetime import datetime, timedelta

from django.db.models import Count, Max
from django.urls import reverse

from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from pelatihan.models import Rekomendasi

# Saran bukan kewajiban: sesudah ini ia tetap dapat ditanggapi di halamannya, tetapi tidak lagi menagih di beranda.
HARI_MENANGGAPI = timedelta(days=60)


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Satu tugas bila ada saran dari hasil 60 hari terakhir yang belum ditanggapi. Satu kueri."""
    menunggu = Rekomendasi.objects.filter(
        pegawai=pegawai,
        status=Rekomendasi.Status.DIAJUKAN,
        periode__ditutup__gte=sekarang - HARI_MENANGGAPI,
    ).aggregate(jumlah=Count("pk"), tampil=Max("periode__ditutup"))
    if not menunggu["jumlah"]:
        return []
    return [
        Tugas(
            judul="Pilih pelatihan yang disarankan",
            uraian=f"{menunggu['jumlah']} saran dari hasil Anda, masing-masing dengan alasannya.",
            url=reverse("pelatihan:daftar"),
            tombol="Pilih",
            tenggat=menunggu["tampil"] + HARI_MENANGGAPI,
            menu="pelatihan:daftar",
            jumlah=menunggu["jumlah"],
        )
    ]
