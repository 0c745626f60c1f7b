"""K8: PostgreSQL dinyalakan ulang lalu dibunuh di bawah lima puluh penulis; yang dijawab tersimpan memang tersimpan."""

import os
import re
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
from mutu.catat import catat
from tests.penilaian import pabrik
from tests.proses.dunia import berjalan
from tests.proses.panggung import alamat_basis, panggung
from tests.proses.peramban import Jawaban, kirim, sesi

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
PENULIS = 50
# Tidak dijawab atau halaman galat peladen.
GALAT = (0, 500, 503)
# Detik sejak penulis berangkat.
DIULANG, DIBUNUH, SELESAI = 6, 18, 34


@contextmanager
def kluster() -> Iterator[tuple[Postgres, str]]:
    """Kluster sendiri yang menulis sampai piringan, berisi salinan basis data uji."""
    env = {nama: nilai for nama, nilai in os.environ.items() if nama not in ("DATABASE_URL", "REDIS_URL")}
    with tempfile.TemporaryDirectory(prefix="asn-k8-") as akar, Pengawas(Papan(senyap=True)) as pengawas:
        Path(akar).chmod(0o711)
        data = FolderData(Path(akar) / "d")
        data.siapkan()
        pg = Postgres(data, pengawas, env=env)
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
        versi = 0
        while not berhenti.is_set():
            buku.terkirim[siapa.pk] += 1
            nomor = str(buku.terkirim[siapa.pk])
            isi = {"nilai": "90", "keterangan": nomor, "versi": str(versi), "aksi": "simpan"}
            jawaban = kirim(porta, siapa.pk, alamat, isi, kuki, tanda=nomor)
            with kunci:
                buku.jawaban.append(jawaban)
            if jawaban.status == 302:
                versi += 1
            elif ketemu := re.search(r'name="versi" value="(\d+)"', jawaban.badan):
                # Tulisan yang jawabannya putus ternyata tersimpan: formulirnya kembali dengan isi terbarunya.
                versi = int(ketemu[1])
            else:
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


def badai(folder: Path) -> tuple[Buku, list[int], list[int], list[float]]:
    """Buku, yang hilang, yang hilang sesudah satu tulisan dimundurkan, dan lamanya galat sesudah tiap gangguan."""
    d = berjalan("Kota Badai", orang=PENULIS)
    berhenti, gangguan = threading.Event(), []
    kuki = {siapa.pk: sesi(siapa) for siapa in d.staf}  # sebelum basis datanya disalin
    with kluster() as (pg, alamat), panggung(folder, basis=alamat) as p:
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
        yang_hilang = hilang(buku, alamat)
        mundurkan_satu(alamat)
        return buku, yang_hilang, hilang(buku, alamat), lama_galat(buku, gangguan)


def mundurkan_satu(alamat: str) -> None:
    """Pembanding: satu tulisan yang sudah dijawab dikembalikan ke isi sebelumnya."""
    with closing(psycopg2.connect(alamat)) as sambungan, sambungan, sambungan.cursor() as kursor:
        kursor.execute(
            "UPDATE indikator_realisasi SET keterangan = '0' WHERE id = (SELECT min(id) FROM indikator_realisasi)"
        )


def galatkah(j: Jawaban) -> bool:
    """Tidak dijawab atau halaman galat; formulir yang dikembalikan dengan isi terbaru bukan galat."""
    return j.status not in (302, 200)


def lama_galat(buku: Buku, gangguan: list[float]) -> list[float]:
    """Detik dari tiap gangguan sampai jawaban galat terakhir sebelum gangguan berikutnya."""
    batas = [*gangguan[1:], float("inf")]
    galat = [j.mulai + j.lama for j in buku.jawaban if galatkah(j)]
    return [
        max((saat - awal for saat in galat if awal <= saat < akhir), default=0.0)
        for awal, akhir in zip(gangguan, batas, strict=True)
    ]


def test_yang_dijawab_tersimpan_tidak_hilang(tmp_path: Path) -> None:
    buku, yang_hilang, dimundurkan, lama = badai(tmp_path)
    galat = [j for j in buku.jawaban if galatkah(j)]
    diterima = sum(j.status == 302 for j in buku.jawaban)
    catat(
        "K8",
        f"{diterima} diterima, {len(galat)} galat {dict(Counter(j.status for j in galat))}, {len(yang_hilang)} hilang; "
        f"galat paling lama {', '.join(f'{s:.1f}' for s in lama)} detik sesudah dinyalakan ulang dan dibunuh",
        lulus=not yang_hilang and max(lama) <= 10,
    )
    assert diterima > PENULIS
    assert yang_hilang == []
    assert len(dimundurkan) == 1, "buku ini harus menemukan satu tulisan yang hilang"
    assert not [j.tujuan for j in buku.jawaban if j.status == 302 and "masuk" in j.tujuan]
    keliru = [j for j in galat if j.status not in GALAT or "Traceback" in j.badan]
    keliru += [j for j in buku.jawaban if j.status == 200 and "sudah diubah di tab" not in j.badan]
    assert not keliru, Counter((j.status, j.badan[:80]) for j in keliru)
    assert max(lama) <= 10
