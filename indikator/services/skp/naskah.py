"""Membekukan SKP yang baru disetujui menjadi naskah bernomor, beserta dokumen terbitnya."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Max

from indikator.models import SKP, NaskahSKP
from indikator.permissions import hari_setempat
from indikator.queries.skp.naskah import isi_naskah, keterangan_orang
from indikator.rules import naskah as aturan
from inti.models import Dokumen
from inti.services import dokumen
from inti.services.dokumen import Terbitan
from kepegawaian.models import Pegawai

JENIS_DOKUMEN = "skp"


def terbitkan(
    *, daftar: Sequence[SKP], oleh: Pegawai, sekarang: datetime, alasan: str = ""
) -> list[NaskahSKP]:
    """Satu naskah beku untuk tiap SKP, dan SKP menunjuk kepadanya. Jumlah kueri tetap untuk berapa pun SKP.

    Dipanggil di dalam transaksi persetujuannya, sesudah SKP dikunci. `oleh` tertulis sebagai pejabat penilai.
    """
    if not daftar:
        return []
    ids = [s.pk for s in daftar]
    hari = hari_setempat(oleh.instansi, sekarang=sekarang)
    penilai = keterangan_orang([oleh.pk], pada=hari)[oleh.pk]
    isi = isi_naskah(daftar, penilai={i: penilai for i in ids})
    terakhir = dict(NaskahSKP.objects.filter(skp_id__in=ids).values_list("skp_id").annotate(n=Max("nomor")))
    baru = NaskahSKP.objects.bulk_create(
        NaskahSKP(
            skp=s,
            nomor=terakhir.get(s.pk, 0) + 1,
            isi=isi[s.pk],
            sidik=aturan.sidik(isi[s.pk]),
            alasan=alasan,
            disetujui_pada=sekarang,
            disetujui_oleh=oleh,
        )
        for s in daftar
    )
    for skp, satu in zip(daftar, baru, strict=True):
        skp.naskah = satu
    SKP.objects.bulk_update(daftar, ["naskah"])
    _terbitkan_dokumen(daftar, baru, sekarang=sekarang)
    return baru


def nomor_dokumen(skp: SKP, nomor: int) -> str:
    """SKP-2026-000123-1: tahun, id SKP, nomor naskah; karena itu selalu unik."""
    return f"SKP-{skp.periode.mulai.year}-{skp.pk:06d}-{nomor}"


def _terbitkan_dokumen(
    daftar: Sequence[SKP], naskah: Sequence[NaskahSKP], *, sekarang: datetime
) -> list[Dokumen]:
    return dokumen.terbitkan(
        jenis=JENIS_DOKUMEN,
        instansi_id=daftar[0].instansi_id,
        butir=[
            Terbitan(
                objek_id=s.pk,
                versi=n.nomor,
                nomor=nomor_dokumen(s, n.nomor),
                sidik=n.sidik,
                unit=n.isi["pegawai"]["unit"],
                inisial=s.pegawai.inisial,
            )
            for s, n in zip(daftar, naskah, strict=True)
        ],
        sekarang=sekarang,
    )
