"""PDF 1.000 SKP lewat paket latar: halaman per detik, di samping typst sendiri atas data yang sama."""

import re
import shutil
import time
import zipfile
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

from django.test import override_settings
from django.utils import timezone

from bench.basis import basis_sementara
from bench.catat import Ukuran
from bench.isi import isi_pemda
from indikator.models import SKP, NaskahSKP
from indikator.services.skp.cetak import TEMPLAT, data_cetak
from indikator.services.skp.naskah import JENIS_DOKUMEN, terbitkan
from indikator.services.skp.paket import TUGAS, kerjakan_paket
from inti.models import Dokumen, PaketDokumen
from inti.services import dokumen
from kepegawaian.models import Pegawai

BANYAK = 1_000
CONTOH_POLOS = 100
HALAMAN = re.compile(rb"/Type\s*/Page\b(?!s)")


def ukur() -> list[Ukuran]:
    """Satu paket 1.000 SKP dikerjakan satu pekerja sampai arsipnya jadi."""
    folder = Path(mkdtemp(prefix="bench-cetak-"))
    try:
        with basis_sementara("asn_bench_cetak"), override_settings(MEDIA_ROOT=folder):
            isi_pemda(BANYAK)
            halaman, detik = _paket()
            polos = _polos()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    laju, laju_polos = halaman / detik, polos
    print(f"  {BANYAK} SKP, {halaman} halaman, {detik:.1f} detik: {laju:.1f} halaman per detik", flush=True)
    return [
        Ukuran(
            nama="cetak_skp",
            n=BANYAK,
            nilai=laju,
            satuan="halaman per detik",
            pembanding="typst saja",
            nilai_pembanding=laju_polos,
            rasio=laju_polos / laju,
        )
    ]


def _paket() -> tuple[int, float]:
    """Bekukan naskahnya (tidak diukur), lalu kerjakan paketnya: banyaknya halaman dan detiknya."""
    oleh, sekarang = Pegawai.objects.order_by("pk")[0], timezone.now()
    semua = list(SKP.objects.select_related("periode", "pegawai").order_by("pk"))
    naskah = terbitkan(daftar=semua, oleh=oleh, sekarang=sekarang)
    paket = dokumen.minta(
        jenis=JENIS_DOKUMEN,
        judul="Pengukuran",
        butir=[n.pk for n in naskah],
        tugas=TUGAS,
        oleh=oleh,
        sekarang=sekarang,
    )
    awal = time.perf_counter()
    hasil = kerjakan_paket(paket_id=paket.pk, sekarang=sekarang, batas=timedelta(minutes=30))
    detik = time.perf_counter() - awal
    if hasil is None or hasil.status != PaketDokumen.Status.SELESAI:
        raise RuntimeError("Paket tidak selesai.")
    with zipfile.ZipFile(dokumen.jalur_hasil(hasil)) as arsip:
        nama = arsip.namelist()
        if len(nama) != BANYAK:
            raise RuntimeError(f"Arsip memuat {len(nama)} PDF.")
        return sum(_halaman(arsip.read(n)) for n in nama), detik


def _polos() -> float:
    """Halaman per detik typst atas data yang sudah jadi: tanpa basis data, arsip, dan kemajuan."""
    naskah = list(NaskahSKP.objects.select_related("skp__instansi").order_by("pk")[:CONTOH_POLOS])
    terbit = {d.objek_id: d for d in Dokumen.objects.filter(objek_id__in=[n.skp_id for n in naskah])}
    data = [(data_cetak(n, terbit[n.skp_id]), n.disetujui_pada) for n in naskah]
    awal = time.perf_counter()
    halaman = sum(_halaman(dokumen.cetak(templat=TEMPLAT, data=d, saat=saat)) for d, saat in data)
    return halaman / (time.perf_counter() - awal)


def _halaman(pdf: bytes) -> int:
    return len(HALAMAN.findall(pdf))
