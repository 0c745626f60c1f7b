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
# Orang membaca halamannya dahulu sebelum membuka yang berikut: jeda terpendek dari beban biasa (5 sampai 15 detik).
JEDA = 5.0
SEBELUM = 20.0
# Satu penutupan terlalu singkat untuk p95; tiap putaran basis datanya baru.
PUTARAN = 5


def ukur() -> list[Ukuran]:
    """p95 selama penutupan di samping p95 tanpa penutupan, peladen dan orangnya sama."""
    tenang: list[float] = []
    ramai: list[float] = []
    lama: list[float] = []
    for _ in range(PUTARAN):
        with basis_sementara("asn_bench_pembaca") as nama:
            periode = isi_pemda(ORANG)
            pembaca = Penempatan.objects.select_related("pegawai").order_by("pk")[:: ORANG // PEMBACA]
            kue = [kuki(satu.pegawai) for satu in pembaca]
            with granian(nama) as port:
                _baca(port, kue, JEDA)  # pemanasan
                tenang += _baca(port, kue, SEBELUM)
                selama, detik = _selama_penutupan(port, kue, nama, periode.pk)
                ramai += selama
                lama.append(detik)
    biasa, sibuk = _p95(tenang), _p95(ramai)
    print(
        f"  pembaca {PEMBACA}: p95 {sibuk:.3f} detik selama {PUTARAN} penutupan ({max(lama):.1f} detik yang terlama, "
        f"{len(ramai)} halaman), tanpa penutupan {biasa:.3f} ({len(tenang)} halaman)",
        flush=True,
    )
    return [
        Ukuran(
            nama="pembaca_saat_penutupan",
            n=ORANG,
            nilai=sibuk,
            satuan="detik (p95)",
            pembanding="tanpa penutupan",
            nilai_pembanding=biasa,
            rasio=sibuk / biasa,
        )
    ]


def _selama_penutupan(port: int, kue: list[str], nama: str, periode_id: int) -> tuple[list[float], float]:
    """Detik tiap halaman yang dibaca selagi proses lain menutup, dan lamanya menutup."""
    lingkungan = os.environ | {
        "DATABASE_URL": alamat_basis(nama),
        "DJANGO_SETTINGS_MODULE": "asn_kinerja.settings",
    }
    perintah = [sys.executable, "-m", "bench.penutup", str(periode_id)]
    selesai = threading.Event()
    hasil: list[float] = []
    utas = threading.Thread(target=lambda: hasil.extend(_baca(port, kue, 600, selesai)))
    with subprocess.Popen(
        perintah, env=lingkungan, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as penutup:
        assert penutup.stdin is not None and penutup.stdout is not None
        penutup.stdout.readline()  # siap: pekerja sungguhan sudah lama menyala
        utas.start()
        try:
            keluaran, _ = penutup.communicate("mulai\n")
        finally:
            selesai.set()
            utas.join()
    if penutup.returncode:
        raise RuntimeError("Penutupan berhenti.")
    return hasil, float(keluaran.split()[-1])


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
                # Sesudah ditutup, halaman hasil mengantar ke hasil yang baru tampil.
                if jawaban.status not in (200, 302):
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
