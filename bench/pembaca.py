"""Lima puluh pembaca selama penutupan: p95 mereka sebelum dan selama lima ribu orang ditutup di proses lain."""

import http.client
import os
import subprocess
import sys
import threading
import time
from contextlib import closing

from django.urls import reverse

from bench.basis import basis_sementara
from bench.beranda import alamat_basis, granian, kuki
from bench.catat import Ukuran
from bench.isi import isi_pemda
from kepegawaian.models import Penempatan

ORANG, PEMBACA = 5_000, 50
# Orang membaca halamannya dahulu sebelum membuka yang berikut.
JEDA = 2.0
SEBELUM = 30.0


def ukur() -> list[Ukuran]:
    """p95 selama penutupan di samping p95 tanpa penutupan, peladen dan orangnya sama."""
    with basis_sementara("asn_bench_pembaca") as nama:
        periode = isi_pemda(ORANG)
        pembaca = Penempatan.objects.select_related("pegawai").order_by("pk")[:: ORANG // PEMBACA]
        kue = [kuki(satu.pegawai) for satu in pembaca]
        with granian(nama) as port:
            _baca(port, kue[:8], 3 * JEDA)  # pemanasan
            tenang = _baca(port, kue, SEBELUM)
            selesai, hasil = threading.Event(), []
            utas = threading.Thread(target=lambda: hasil.extend(_baca(port, kue, 600, selesai)))
            utas.start()
            try:
                detik = _tutup(nama, periode.pk)
            finally:
                selesai.set()
                utas.join()
    biasa, ramai = _p95(tenang), _p95(hasil)
    print(
        f"  pembaca {PEMBACA}: p95 {ramai:.3f} detik selama penutupan {detik:.1f} detik ({len(hasil)} halaman), "
        f"tanpa penutupan {biasa:.3f} ({len(tenang)} halaman)",
        flush=True,
    )
    return [
        Ukuran(
            nama="pembaca_saat_penutupan",
            n=ORANG,
            nilai=ramai,
            satuan="detik (p95)",
            pembanding="tanpa penutupan",
            nilai_pembanding=biasa,
            rasio=ramai / biasa,
        )
    ]


def _tutup(nama: str, periode_id: int) -> float:
    lingkungan = os.environ | {
        "DATABASE_URL": alamat_basis(nama),
        "DJANGO_SETTINGS_MODULE": "asn_kinerja.settings",
    }
    perintah = [sys.executable, "-m", "bench.penutup", str(periode_id)]
    keluaran = subprocess.run(perintah, env=lingkungan, check=True, capture_output=True, text=True)
    return float(keluaran.stdout.split()[-1])


def _baca(port: int, kue: list[str], lama: float, selesai: threading.Event | None = None) -> list[float]:
    """Tiap pembaca membuka beranda, capaian, dan hasilnya bergiliran dengan jeda; detik tiap halaman."""
    selesai = selesai or threading.Event()
    akhir, detik = time.monotonic() + lama, []
    halaman = ["/", reverse("indikator:capaian"), reverse("penilaian:hasil")]

    def baca(nomor: int, satu: str) -> None:
        selesai.wait(JEDA * nomor / len(kue))
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as sambungan:
            while time.monotonic() < akhir and not selesai.is_set():
                awal = time.perf_counter()
                sambungan.request("GET", halaman[nomor % len(halaman)], headers={"Cookie": satu})
                jawaban = sambungan.getresponse()
                jawaban.read()
                if jawaban.status != 200:
                    raise RuntimeError(f"Pembaca mendapat {jawaban.status}.")
                detik.append(time.perf_counter() - awal)
                nomor += 1
                selesai.wait(JEDA)

    utas = [threading.Thread(target=baca, args=satu) for satu in enumerate(kue)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    return detik


def _p95(detik: list[float]) -> float:
    return sorted(detik)[int(len(detik) * 0.95)]
