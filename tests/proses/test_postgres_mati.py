"""K8: PostgreSQL dinyalakan ulang lalu dibunuh di bawah lima puluh penulis; yang dijawab tersimpan memang tersimpan."""

import os
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
import pytest
from django.urls import reverse

from indikator.models import IndikatorKinerja
from inti.layanan import biner
from inti.layanan.postgres import Postgres
from inti.layanan.proses import Pengawas
from inti.layanan.setelan import FolderData
from inti.layanan.tampil import Papan
from kepegawaian.models import Pegawai
from tests.penilaian import pabrik
from tests.proses.dunia import berjalan
from tests.proses.panggung import alamat_basis, panggung
from tests.proses.peramban import Jawaban, kirim, sesi

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
PENULIS = 50
# Detik sejak penulis berangkat.
DIULANG, DIBUNUH, SELESAI = 6, 18, 34


@contextmanager
def kluster(*, uji: bool) -> Iterator[tuple[Postgres, str]]:
    """Kluster sendiri berisi salinan basis data uji. `uji`: tanpa fsync, seperti yang dipakai make test."""
    env = {nama: nilai for nama, nilai in os.environ.items() if nama not in ("DATABASE_URL", "REDIS_URL")}
    with tempfile.TemporaryDirectory(prefix="asn-k8-") as akar, Pengawas(Papan(senyap=True)) as pengawas:
        Path(akar).chmod(0o711)
        data = FolderData(Path(akar) / "d")
        data.siapkan()
        pg = Postgres(data, pengawas, env=env, uji=uji)
        alamat = pg.mulai()
        program = biner.cari_postgres(None).program
        dump = subprocess.run([program("pg_dump"), "-Fc", alamat_basis()], capture_output=True, check=True)
        subprocess.run([program("pg_restore"), "--no-owner", "-d", alamat], input=dump.stdout, check=True)
        yield pg, alamat


@dataclass
class Buku:
    """Yang dikirim dan yang dijawab, menurut pengirimnya."""

    jawaban: list[Jawaban] = field(default_factory=list)
    terkirim: Counter[int] = field(default_factory=Counter)

    def diterima(self) -> dict[int, int]:
        """Orang → nomor kiriman terakhir yang dijawab tersimpan."""
        return {j.siapa: int(j.kirim) for j in sorted(self.jawaban, key=lambda j: j.mulai) if j.status == 302}


def menulis(
    porta: int, d: pabrik.Dunia, kuki: dict[int, str], berhenti: threading.Event
) -> tuple[Buku, list[threading.Thread]]:
    """Lima puluh orang menyimpan draf laporannya terus-menerus, masing-masing dengan nomor yang naik."""
    ik = {i.skp.pegawai_id: i.pk for i in IndikatorKinerja.objects.select_related("skp")}
    buku, kunci = Buku(), threading.Lock()

    def satu(siapa: Pegawai, kuki: str) -> None:
        alamat = reverse("indikator:capaian_lapor", args=[d.triwulan.pk, ik[siapa.pk]])
        while not berhenti.is_set():
            buku.terkirim[siapa.pk] += 1
            nomor = str(buku.terkirim[siapa.pk])
            isi = {"nilai": "90", "keterangan": nomor, "versi": "", "aksi": "simpan"}
            jawaban = kirim(porta, siapa.pk, alamat, isi, kuki, tanda=nomor)
            with kunci:
                buku.jawaban.append(jawaban)
            if jawaban.status != 302:
                time.sleep(0.2)  # orang pun menunggu sebelum mencoba lagi

    return buku, [threading.Thread(target=satu, args=(siapa, kuki[siapa.pk])) for siapa in d.staf]


def hilang(buku: Buku, alamat: str) -> list[int]:
    """Orang yang isi tersimpannya lebih lama daripada yang sudah dijawab, atau tidak pernah ia kirim."""
    with closing(psycopg2.connect(alamat)) as sambungan, sambungan.cursor() as kursor:
        kursor.execute("SELECT pegawai_id, keterangan::int FROM indikator_realisasi")
        tersimpan = dict(kursor.fetchall())
    return [
        siapa
        for siapa, nomor in buku.diterima().items()
        if not nomor <= tersimpan.get(siapa, 0) <= buku.terkirim[siapa]
    ]


def badai(folder: Path, *, uji: bool) -> tuple[Buku, list[int], list[float]]:
    """Jalankan semuanya; kembalikan buku, yang hilang, dan lamanya galat sesudah tiap gangguan."""
    d = berjalan("Kota Badai", orang=PENULIS)
    berhenti, gangguan = threading.Event(), []
    kuki = {siapa.pk: sesi(siapa) for siapa in d.staf}  # sebelum basis datanya disalin
    with kluster(uji=uji) as (pg, alamat), panggung(folder, basis=alamat) as p:
        if uji:
            _tunda_catatan(alamat)
        porta = p.web()
        buku, regu = menulis(porta, d, kuki, berhenti)
        mulai = time.monotonic()
        for satu in regu:
            satu.start()
        for saat, sinyal in ((DIULANG, signal.SIGINT), (DIBUNUH, signal.SIGKILL)):
            time.sleep(max(0, mulai + saat - time.monotonic()))
            gangguan.append(time.monotonic())
            assert pg.anak is not None
            pg.anak.popen.send_signal(sinyal)
            pg.anak.popen.wait(30)
            pg.berhenti()
            assert pg.mulai() == alamat
        time.sleep(max(0, mulai + SELESAI - time.monotonic()))
        berhenti.set()
        for satu in regu:
            satu.join()
        return buku, hilang(buku, alamat), lama_galat(buku, gangguan)


def _tunda_catatan(alamat: str) -> None:
    """Pembanding: jawaban mendahului catatan di piringan sampai sepuluh detik."""
    with closing(psycopg2.connect(alamat)) as sambungan:
        sambungan.autocommit = True
        with sambungan.cursor() as kursor:
            kursor.execute("ALTER SYSTEM SET wal_writer_delay = '10s'")
            kursor.execute("SELECT pg_reload_conf()")


def lama_galat(buku: Buku, gangguan: list[float]) -> list[float]:
    """Detik dari tiap gangguan sampai jawaban galat terakhir sebelum gangguan berikutnya."""
    batas = [*gangguan[1:], float("inf")]
    galat = [j.mulai + j.lama for j in buku.jawaban if j.status != 302]
    return [
        max((saat - awal for saat in galat if awal <= saat < akhir), default=0.0)
        for awal, akhir in zip(gangguan, batas, strict=True)
    ]


def test_yang_dijawab_tersimpan_tidak_hilang(tmp_path: Path) -> None:
    buku, yang_hilang, lama = badai(tmp_path, uji=False)
    galat = [j for j in buku.jawaban if j.status != 302]
    diterima = len(buku.jawaban) - len(galat)
    print(
        f"K8: {diterima} diterima, {len(galat)} galat {dict(Counter(j.status for j in galat))}, {len(yang_hilang)} hilang; "
        f"galat paling lama {', '.join(f'{s:.1f}' for s in lama)} detik sesudah dinyalakan ulang dan dibunuh"
    )
    assert diterima > PENULIS
    assert yang_hilang == []
    assert not [j.tujuan for j in buku.jawaban if j.status == 302 and "masuk" in j.tujuan]
    keliru = [j for j in galat if j.status not in (500, 503) or "Traceback" in j.badan]
    assert not keliru, Counter((j.status, j.badan[:80]) for j in keliru)
    assert max(lama) <= 10


def test_pembanding_tanpa_catatan_di_piringan_ada_yang_hilang(tmp_path: Path) -> None:
    """Dengan synchronous_commit=off jawaban mendahului catatannya: buku ini harus menemukannya."""
    _, yang_hilang, _ = badai(tmp_path, uji=True)
    print(
        f"K8 tanpa synchronous_commit: {len(yang_hilang)} dari {PENULIS} penulis kehilangan yang sudah dijawab"
    )
    assert yang_hilang
