"""Penilai menolak menilai seseorang; penggantinya ditarik saat itu juga.

Tanpa jejak dan tanpa waktu, seperti jawabannya: siapa yang menolak dan kapan mempersempit siapa yang menjawab.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Count

from indikator.models import Periode
from indikator.rules.kelompok import Kelompok
from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan, TidakBerhak
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai
from umpan_balik.models import PenolakanMenilai, Penugasan
from umpan_balik.queries.penugasan import batas_kelompok, orang_pada
from umpan_balik.rules.pembagian import pengganti
from umpan_balik.services.jawaban import BUKAN_PENILAI
from umpan_balik.services.penugasan import minta_satu, permintaan_terkunci

ALASAN_TERPENDEK, ALASAN_TERPANJANG = 10, 300


@transaction.atomic
def tolak_menilai(*, penugasan_id: int, sebab: str, alasan: str, oleh: Pegawai, sekarang: datetime) -> bool:
    """Tolak satu permintaan dengan sebab; jawaban yang sudah ditulis ikut hilang. True bila ada penggantinya.

    Pengganti: calon terdekat yang bebannya paling ringan. Menolak yang bukan penilainya, periode yang tidak menerima
    tulisan, alasan terlalu pendek, dan penilaian sebagai atasan (itu tugas jabatan).
    """
    if sebab not in PenolakanMenilai.Sebab.values:
        raise GalatAturan("Pilih sebabnya.", bidang="sebab")
    alasan = berukuran(
        " ".join(alasan.split()),
        sekurangnya=ALASAN_TERPENDEK,
        paling_banyak=ALASAN_TERPANJANG,
        apa="alasan",
    )
    penugasan = Penugasan.objects.filter(pk=penugasan_id, penilai=oleh).first()
    if penugasan is None:
        raise TidakBerhak(BUKAN_PENILAI)
    periode = kunci_bersama(periode_id=penugasan.periode_id, sekarang=sekarang)
    if penugasan.kelompok == Kelompok.ATASAN:
        raise GalatAturan(
            "Menilai sebagai atasan adalah tugas jabatan. Bila ada benturan kepentingan, "
            "minta admin kepegawaian menunjuk pejabat penilai lain."
        )
    kini = permintaan_terkunci(periode, dinilai_id=penugasan.dinilai_id)
    if penugasan.pk not in {p.pk for p in kini}:
        return False  # klik kedua; penolakannya sudah berlaku
    PenolakanMenilai.objects.create(
        instansi_id=periode.instansi_id,
        periode=periode,
        dinilai_id=penugasan.dinilai_id,
        penilai=oleh,
        sebab=sebab,
        alasan=alasan,
    )
    penugasan.delete()
    return _tarik(periode, penugasan, kini, sekarang)


def _tarik(periode: Periode, lama: Penugasan, kini: list[Penugasan], sekarang: datetime) -> bool:
    kelompok = Kelompok(lama.kelompok)
    batas = batas_kelompok(periode.kebijakan.aturan).get(kelompok)
    tinggal = sum(p.kelompok == kelompok and p.penilai_id != lama.penilai_id for p in kini)
    if batas is None or tinggal >= batas.diminta:
        return False
    menolak = PenolakanMenilai.objects.filter(periode=periode, dinilai=lama.dinilai_id)
    baru = pengganti(
        orang_pada(periode),
        dinilai=lama.dinilai_id,
        kelompok=kelompok,
        kecuali={p.penilai_id for p in kini} | set(menolak.values_list("penilai", flat=True)),
        beban=dict(Penugasan.objects.filter(periode=periode).values_list("penilai").annotate(n=Count("pk"))),
        benih=periode.pk,
    )
    if baru is None:
        return False
    minta_satu(
        periode=periode, dinilai=lama.dinilai, penilai_id=baru, kelompok=kelompok.value, sekarang=sekarang
    )
    return True
