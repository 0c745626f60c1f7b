"""Langkah pembinaan yang diminta dari seseorang: menyusun dan meninjau bagi penilai, membuktikan bagi orangnya."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Min, Q
from django.urls import reverse

from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from pelatihan.models import Pembinaan, SasaranPembinaan

HARI_MENINJAU = timedelta(days=7)
# Sasaran menagih mulai sebulan sebelum batasnya.
DEKAT = timedelta(days=30)
S = Pembinaan.Status


def tugas_pembinaan(pegawai: Pegawai, bawahan: list[int], *, sekarang: datetime) -> list[Tugas]:
    """Menyerahkan bukti sasaran sendiri yang dekat, menyusun dan meninjau rencana `bawahan`. Satu kueri."""
    hari = pegawai.instansi.hari_pada(sekarang)
    tim = Q(pegawai_id__in=bawahan) & ~Q(pegawai=pegawai)
    susun, tinjau = tim & Q(status=S.BELUM_DISUSUN), tim & Q(status=S.DITINJAU)
    sendiri = Q(pegawai=pegawai, status=S.BERJALAN)
    dekat = sendiri & Q(sasaran__hasil=SasaranPembinaan.Hasil.BELUM, sasaran__batas__lte=hari + DEKAT)
    angka = Pembinaan.objects.filter(susun | tinjau | sendiri).aggregate(
        susun=Count("pk", filter=susun, distinct=True),
        susun_sampai=Min("susun_sampai", filter=susun),
        tinjau=Count("pk", filter=tinjau, distinct=True),
        sejak=Min("diajukan_pada", filter=tinjau),
        dekat=Count("sasaran", filter=dekat, distinct=True),
        batas=Min("sasaran__batas", filter=dekat),
    )
    tugas = []
    if angka["dekat"]:
        tugas.append(
            _tugas(
                "Serahkan bukti sasaran pembinaan",
                f"{angka['dekat']} sasaran belum tercapai. Hanya dibaca Anda dan penilai Anda.",
                "Buka",
                _akhir(pegawai, angka["batas"]),
                angka["dekat"],
                tim=False,
            )
        )
    if angka["susun"]:
        tugas.append(
            _tugas(
                "Susun rencana pembinaan",
                f"{angka['susun']} orang yang Anda nilai hasilnya di bawah harapan.",
                "Susun",
                _akhir(pegawai, angka["susun_sampai"]),
                angka["susun"],
            )
        )
    if angka["tinjau"]:
        tugas.append(
            _tugas(
                "Tinjau rencana pembinaan",
                f"{angka['tinjau']} rencana menunggu tinjauan Anda.",
                "Tinjau",
                angka["sejak"] + HARI_MENINJAU,
                angka["tinjau"],
            )
        )
    return tugas


def _tugas(
    judul: str, uraian: str, tombol: str, tenggat: datetime, jumlah: int, *, tim: bool = True
) -> Tugas:
    return Tugas(
        judul=judul,
        uraian=uraian,
        url=reverse("pelatihan:pembinaan_tim" if tim else "pelatihan:pembinaan"),
        tombol=tombol,
        tenggat=tenggat,
        menu="pelatihan:pembinaan_tim" if tim else "pelatihan:daftar",
        jumlah=jumlah,
    )


def _akhir(pegawai: Pegawai, hari: date) -> datetime:
    return datetime.combine(hari, time(23, 59), pegawai.instansi.zona_waktu)
