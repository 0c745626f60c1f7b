"""Tujuh adegan beban dan batasnya; tiap adegan mencatat angkanya dan mengembalikan apakah batasnya terpenuhi."""

import os
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

from django.db.models import Count

from beban.dunia import Dunia, dunia, orang_bawaan
from beban.proses import Angka, granian, locust, prosesor
from bench.penutupan import tutup
from indikator.models import Realisasi
from inti.layanan.setelan import HOST
from mutu.catat import catat
from umpan_balik.models import Survei

HARIAN, PENGIRIM, PINTU, WARGA, LAMBAT = 200, 2_000, 100, 100, 500


def lama(bawaan: float) -> float:
    """Detik tiap adegan; LAMA mengecilkannya."""
    return float(os.environ.get("LAMA", bawaan))


@contextmanager
def panggung(orang: int | None = None) -> Iterator[tuple[Dunia, int, Callable[..., Angka], list[str]]]:
    """Dunia, porta web, penjalan locust, dan catatan prosesornya."""
    with dunia(orang or orang_bawaan()) as d, granian(d) as (porta, pid), prosesor(pid) as catatan:
        yield d, porta, partial(locust, d, porta), catatan


def _harian() -> bool:
    with panggung() as (_, _, jalan, prosesor_):
        hasil = jalan("Harian", orang=HARIAN, lama=lama(900))
    lulus = hasil.p95("GET") <= 400 and hasil.p95("POST") <= 800 and hasil.galat == 0
    catat("L1", f"{HARIAN} orang: {hasil.kalimat()}; {prosesor_[0]}", lulus=lulus)
    return lulus


def _tenggat() -> bool:
    """Yang menurut pengirimnya diterima ada di basis data beserta satu berkas utuh, dan tidak ada yang lain."""
    # Satu orang satu laporan: yang kedua dari orang yang sama memang ditolak sebagai usang.
    pengirim = min(PENGIRIM, orang_bawaan())
    with panggung() as (d, _, jalan, prosesor_):
        hasil = jalan("Tenggat", orang=pengirim, lama=lama(600))
        tercatat = set(
            Realisasi.objects.filter(periode=d.jalan, nomor__isnull=False)
            .exclude(nomor="")
            .annotate(berkas=Count("bukti"))
            .filter(berkas=1)
            .values_list("indikator_id", flat=True)
        )
        diterima = {int(satu) for satu in d.diterima()}
        berkas = sum(1 for p in (d.folder / "berkas").rglob("*") if p.is_file())
    lulus = (
        diterima == tercatat and len(diterima) == pengirim and hasil.p95() <= 3000 and berkas >= len(tercatat)
    )
    catat(
        "L2",
        f"{len(diterima)} dari {pengirim} laporan 1 MB dijawab diterima, {len(diterima - tercatat)} di antaranya hilang, "
        f"{len(tercatat - diterima)} tersimpan tanpa terjawab, "
        f"{berkas} berkas; {hasil.kalimat()}; {prosesor_[0]}",
        lulus=lulus,
    )
    return lulus


def _badai_masuk() -> bool:
    with panggung() as (d, _, jalan, prosesor_):
        durasi = lama(600)
        hasil = jalan("Masuk", orang=PINTU, lama=durasi)
        masuk = len(d.diterima())
    laju = masuk / durasi
    lulus = hasil.p95() <= 3000 and hasil.galat == 0 and laju >= 4.5
    catat("L3", f"{masuk} masuk, {laju:.1f} tiap detik; {hasil.kalimat()}; {prosesor_[0]}", lulus=lulus)
    return lulus


def _menutup() -> bool:
    """Penutupan 5.000 orang oleh dua pekerja selagi 200 orang bekerja pada triwulan berikutnya."""
    with panggung(min(5_000, orang_bawaan())) as (d, _, jalan, prosesor_):
        durasi = lama(900) / 2
        tenang = jalan("Harian", orang=HARIAN, lama=durasi)
        detik: list[float] = []
        utas = threading.Thread(target=lambda: detik.append(tutup(d.lama)))
        tunda = threading.Timer(min(30, durasi / 4), utas.start)
        tunda.start()
        ramai = jalan("Harian", orang=HARIAN, lama=durasi)
        tunda.join()
        utas.join()
    lulus = detik[0] <= 120 and ramai.p95() <= 2 * tenang.p95() and ramai.galat == 0
    catat(
        "L4",
        f"penutupan {detik[0]:.1f} detik; p95 tanpa {tenang.p95():.0f} ms, selama {ramai.p95():.0f} ms, {ramai.galat} galat; "
        f"{prosesor_[0]}",
        lulus=lulus,
    )
    return lulus


def _warga() -> bool:
    with panggung() as (d, _, jalan, prosesor_):
        sebelum = Survei.objects.count()
        durasi = lama(600)
        hasil = jalan("Warga", orang=WARGA, lama=durasi)
        diterima, tersimpan = len(d.diterima()), Survei.objects.count() - sebelum
    # Yang dikirim pada detik terakhir boleh tersimpan tanpa sempat dijawab; yang dijawab harus tersimpan.
    hilang = max(0, diterima - tersimpan)
    lulus = hasil.p95() <= 200 and hilang == 0 and hasil.galat == 0 and hasil.minta / durasi >= 45
    catat(
        "L6",
        f"{hasil.minta / durasi:.0f} permintaan tiap detik, {diterima} diterima, {hilang} hilang; {hasil.kalimat()}; {prosesor_[0]}",
        lulus=lulus,
    )
    return lulus


def _lambat() -> bool:
    """500 sambungan yang kepalanya tidak pernah selesai, langsung ke granian: perantara tidak ikut dikirim."""
    with panggung(min(2_000, orang_bawaan())) as (_, porta, jalan, prosesor_):
        durasi = lama(240) / 2
        tanpa = jalan("Harian", orang=HARIAN // 4, lama=durasi)
        with klien_lambat(porta) as hidup:
            dengan = jalan("Harian", orang=HARIAN // 4, lama=durasi)
            sisa = hidup()
    lulus = dengan.p95() <= 2 * tanpa.p95() and dengan.galat == 0
    catat(
        "L7",
        f"p95 tanpa {tanpa.p95():.0f} ms, dengan {LAMBAT} klien lambat {dengan.p95():.0f} ms, {dengan.galat} galat; {sisa} masih "
        f"tersambung; langsung ke granian, tanpa perantara; {prosesor_[0]}",
        lulus=lulus,
    )
    return lulus


@contextmanager
def klien_lambat(porta: int) -> Iterator[Callable[[], int]]:
    """Sambungan yang mengirim kepalanya sebita tiap beberapa detik; menghitung yang masih tersambung."""
    berhenti = threading.Event()
    soket: list[socket.socket] = []
    for _ in range(LAMBAT):
        satu = socket.create_connection((HOST, porta), timeout=10)
        satu.sendall(b"POST /masuk/ HTTP/1.1\r\nHost: localhost\r\nX-Lambat: ")
        soket.append(satu)

    def menetes() -> None:
        while not berhenti.wait(5):
            for satu in soket:
                with suppress(OSError):
                    satu.sendall(b"a")

    utas = threading.Thread(target=menetes)
    utas.start()
    try:
        yield lambda: sum(_hidup(satu) for satu in soket)
    finally:
        berhenti.set()
        utas.join()
        for satu in soket:
            satu.close()


def _hidup(soket: socket.socket) -> bool:
    soket.setblocking(False)
    try:
        return soket.recv(1) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


SEMUA: dict[str, Callable[[], bool]] = {
    "L1": _harian,
    "L2": _tenggat,
    "L3": _badai_masuk,
    "L4": _menutup,
    "L6": _warga,
    "L7": _lambat,
}
