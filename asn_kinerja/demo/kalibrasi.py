"""Satu rapat kalibrasi terbuka tiap pemda, dengan dua rating yang dipindahkan."""

from datetime import datetime

from django.db.models import Count

from asn_kinerja.demo.titik import titik_simpan
from indikator.models import Periode
from inti.galat import GalatAturan
from kepegawaian.models import Pegawai
from penilaian.models import Evaluasi
from penilaian.permissions import kepala_pada
from penilaian.queries.bahan import hari_penilaian
from penilaian.queries.kalibrasi import OrangPapan, papan
from penilaian.services import kalibrasi

# Kotak tujuan dan alasannya, menurut kotak asal.
GESER = {
    "di_atas.sesuai": (
        "sesuai.sesuai",
        "Capaiannya setingkat dengan tim sebelah yang dinilai sesuai; melampaui target di satu bulan saja.",
    ),
    "sesuai.sesuai": (
        "sesuai.di_atas",
        "Tiga penilai menyebut kejadian yang sama: ia melatih rekan baru tanpa diminta, buktinya terlampir.",
    ),
    "sesuai.di_atas": (
        "sesuai.sesuai",
        "Contoh perilakunya baik, tetapi setara dengan rekan di bidang lain yang dinilai sesuai.",
    ),
}


def buka_contoh(periode: Periode, *, saat: datetime) -> None:
    """Lewat layanan sendiri, di perangkat daerah yang ratingnya paling banyak; pemda yang terlalu kecil dilewati."""
    pada = hari_penilaian(periode, saat)
    dinas = (
        Evaluasi.objects.filter(
            periode=periode, status=Evaluasi.Status.DITETAPKAN, penempatan__unit__dinas__isnull=False
        )
        .values_list("penempatan__unit__dinas")
        .annotate(n=Count("pk"), penilai=Count("ditetapkan_oleh", distinct=True))
        .filter(penilai__gte=3)
        .order_by("-n", "penempatan__unit__dinas")
    )
    for unit_id, _, _ in dinas:
        kepala = Pegawai.objects.filter(pk=kepala_pada(unit_id, pada=pada)).first()
        if kepala is None:
            continue
        try:
            with titik_simpan(True):
                rapat = kalibrasi.buka(periode_id=periode.pk, unit_id=unit_id, oleh=kepala, sekarang=saat)
        except GalatAturan:
            continue
        semua = papan(periode=periode, unit_id=unit_id, pada=pada).orang
        for orang in _dua(semua, kepala):
            assert orang.kini is not None
            menjadi, alasan = GESER[orang.kini.kode]
            kalibrasi.pindahkan(
                kalibrasi_id=rapat.pk,
                pegawai_id=orang.id,
                menjadi=menjadi,
                alasan=alasan,
                dilihat=orang.dilihat,
                oleh=kepala,
                sekarang=saat,
            )
        return


def _dua(semua: list[OrangPapan], kepala: Pegawai) -> list[OrangPapan]:
    """Satu dari tiap kotak asal yang berbeda bila ada, semuanya dinilai orang lain."""
    calon = [o for o in semua if o.kini and o.kini.kode in GESER and o.penilai_id != kepala.pk]
    berbeda = list({o.kini.kode: o for o in reversed(calon) if o.kini}.values())
    lain = [o for o in calon if o not in berbeda]
    return [*berbeda, *lain][:2]
