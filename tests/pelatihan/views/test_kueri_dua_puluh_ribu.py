"""Halaman pelatihan, pembinaan, kompetensi, dan penghargaan: banyaknya kueri sama pada 60 dan 20.000 orang.

Kembaran kecilnya (10 lawan 40 orang) selalu dijalankan. Penilai tetap punya bawahan yang sama; yang bertambah pemdanya,
dan sampai 60 pelatihan milik orang yang membaca halamannya sendiri.
"""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from inti.rules.format import angka
from mutu.catat import catat
from tests.indikator.views.test_kueri_dua_puluh_ribu import ukur
from tests.klien import masuk
from tests.pelatihan.isi_banyak import Banyak, isi, pasang
from tests.pelatihan.pabrik import SESUDAH

pytestmark = pytest.mark.django_db
TERBANYAK = 15


@pytest.fixture(autouse=True)
def _jam() -> Iterator[None]:
    with time_machine.travel(SESUDAH, tick=False):
        yield


def halaman(b: Banyak) -> list[tuple[str, Client, str]]:
    """Tiap halaman daftar, dibuka orang yang memakainya."""
    ratna, kepala, bkd = masuk(b.t.ratna), masuk(b.t.d.kepala), masuk(b.bkd)
    return [
        ("saran", ratna, "/pelatihan/"),
        ("katalog", ratna, "/pelatihan/katalog/"),
        ("katalog, saring", ratna, "/pelatihan/katalog/?q=kursus&bentuk=11&kursi=ada"),
        ("rinci pelatihan", ratna, f"/pelatihan/katalog/{b.pelatihan.pk}/"),
        ("usulan dan riwayat JP", ratna, "/pelatihan/usulan/"),
        ("dampak", ratna, f"/pelatihan/{b.pelatihan.pk}/dampak/"),
        ("kompetensi", ratna, "/kompetensi/"),
        ("pembinaan saya", ratna, "/pembinaan/"),
        ("penghargaan saya", ratna, "/penghargaan/"),
        ("usulan tim", kepala, "/pelatihan/persetujuan/?keadaan=semua"),
        ("pembinaan tim", kepala, "/pembinaan/tim/"),
        ("penghargaan", kepala, "/penghargaan/"),
        ("sidang", kepala, f"/penghargaan/sidang/{b.sidang.pk}/"),
        ("rencana (AKPK)", bkd, "/pelatihan/rencana/?status=semua"),
        ("sesi", bkd, "/pelatihan/rencana/sesi/"),
        ("peserta sesi", bkd, f"/pelatihan/rencana/sesi/{b.sesi.pk}/"),
        ("sertifikat", bkd, "/pelatihan/rencana/sertifikat/"),
        ("standar", bkd, "/kompetensi/standar/"),
        ("pemetaan", bkd, "/kompetensi/standar/pemetaan/"),
        ("hitungan pembinaan", bkd, "/pembinaan/hitungan/"),
        ("panitia", bkd, "/penghargaan/panitia/"),
    ]


def banding(sedikit: int, banyak: int) -> None:
    """Jumlah kueri tiap halaman pada dua ukuran, dicatat sebelum dinilai."""
    b = pasang()
    isi(b, 0, sedikit)
    awal = ukur(halaman(b))
    isi(b, sedikit, banyak)
    akhir = ukur(halaman(b))
    for nama, (kueri, detik) in akhir.items():
        print(f"{nama}: {awal[nama][0]} kueri pada {sedikit}, {kueri} pada {banyak} ({detik:.2f} detik)")
    beda = {n: (awal[n][0], k) for n, (k, _) in akhir.items() if k != awal[n][0]}
    terbanyak, di = max((k, n) for n, (k, _) in akhir.items())
    catat(
        "L5",
        f"pelatihan: {len(akhir) - len(beda)} dari {len(akhir)} halaman sama kuerinya pada {sedikit} dan {angka(banyak, 0)} "
        f"orang; terbanyak {terbanyak} ({di})",
        lulus=not beda and terbanyak <= TERBANYAK,
    )
    assert beda == {}


def test_kueri_sama_pada_10_dan_40_orang() -> None:
    banding(10, 40)


@pytest.mark.panjang
def test_kueri_sama_pada_60_dan_20000_orang() -> None:
    banding(60, 20_000)
