"""Yang diminta dari seseorang oleh aplikasi ini."""

from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse

from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries.laporan import TERBUKA, laporan_untuk


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Bagi pengelola: laporan "Bukan atasan saya" yang menunggu putusan. Paling banyak tiga kueri."""
    milik = akses(pegawai, pada=pegawai.instansi.hari_pada(sekarang))
    if not milik.boleh(Izin.KELOLA_PEGAWAI):
        return []
    isi = (
        laporan_untuk(milik)
        .exclude(pegawai=pegawai)
        .filter(TERBUKA)
        .aggregate(n=Count("pk"), tenggat=Min("tenggat"))
    )
    if not isi["n"]:
        return []
    return [
        Tugas(
            judul=f"Putuskan {isi['n']} laporan atasan" if isi["n"] > 1 else "Putuskan laporan atasan",
            uraian="Pegawai menyatakan penilainya keliru.",
            url=reverse("kepegawaian:laporan_atasan"),
            tombol="Periksa",
            tenggat=isi["tenggat"],
            status="terlambat" if isi["tenggat"] < sekarang else "diajukan",
            menu="kepegawaian:laporan_atasan",
            jumlah=isi["n"],
        )
    ]
