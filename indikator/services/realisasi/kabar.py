"""Kabar kepada pelapor tentang putusan atas beberapa laporannya sekaligus."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from indikator.models import Realisasi
from indikator.services import alamat
from inti.services import kotak


def kabari_pelapor(
    laporan: Sequence[Realisasi],
    *,
    judul: str,
    isi: str,
    kunci: Callable[[Realisasi], str],
    sekarang: datetime,
) -> None:
    """Satu kabar untuk tiap pelapor, berapa pun indikatornya; `judul` memuat banyaknya, `kunci` dari laporan pertamanya."""
    pertama = {r.pegawai_id: r for r in reversed(laporan)}
    for pegawai_id, jumlah in Counter(r.pegawai_id for r in laporan).items():
        satu = pertama[pegawai_id]
        kotak.beri_tahu(
            penerima_id=pegawai_id,
            instansi_id=satu.instansi_id,
            judul=judul.format(jumlah),
            isi=isi,
            tautan=alamat.capaian(),
            kunci=kunci(satu),
            sekarang=sekarang,
        )
