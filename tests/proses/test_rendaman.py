"""K12: pemakaian panjang tanpa henti; memori tidak tumbuh, sambungan tetap, dan tidak ada kunci yang tertinggal."""

import http.client
import os
import random
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import pytest
from django.db import connection
from django.urls import reverse

from indikator.models import IndikatorKinerja
from inti.layanan.setelan import HOST
from kepegawaian.models import Pegawai
from mutu.catat import catat
from tests.penilaian import pabrik
from tests.proses.dunia import berjalan
from tests.proses.panggung import Panggung, panggung
from tests.proses.peramban import kirim, sesi

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
LAMA = float(os.environ.get("LAMA", "3600"))
ORANG, JEDA = 16, 0.5
# Sampai di sini semua modul, templat, dan sambungan sudah terisi; sesudahnya yang tumbuh adalah kebocoran.
PANAS, AWAL, AKHIR = 0.25, 0.4, 0.85
TUMBUH = 1.10
SAMBUNGAN = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
TERTINGGAL = """
SELECT (SELECT count(*) FROM pg_locks k JOIN pg_stat_activity a USING (pid)
        WHERE a.datname = current_database() AND k.locktype = 'advisory')
     + (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%')
"""


@dataclass
class Amatan:
    """Contoh-contoh selama berjalan: bagian waktu, memori semua proses (KB), banyaknya sambungan."""

    contoh: list[tuple[float, int, int]] = field(default_factory=list)
    jawaban: Counter[int] = field(default_factory=Counter)

    def memori(self, dari: float, sampai: float) -> float:
        return median(m for saat, m, _ in self.contoh if dari <= saat < sampai)

    @property
    def tumbuh(self) -> float:
        return self.memori(AKHIR, 1.01) / self.memori(PANAS, AWAL)

    @property
    def sambungan(self) -> tuple[int, int]:
        """Paling banyak sesudah panas, dan paling banyak di bagian akhir."""
        hangat = [n for saat, _, n in self.contoh if PANAS <= saat < AWAL]
        akhir = [n for saat, _, n in self.contoh if saat >= AKHIR]
        return max(hangat), max(akhir)


def keturunan(pid: int) -> list[int]:
    with suppress(FileNotFoundError, ProcessLookupError):
        anak = [int(n) for n in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [pid, *(cucu for satu in anak for cucu in keturunan(satu))]
    return []


def memori(p: Panggung) -> int:
    """KB yang dipegang web, pekerja, dan penjadwal beserta anak-anaknya."""
    jumlah = 0
    for pid in {n for satu in p.proses for n in keturunan(satu.pid)}:
        with suppress(FileNotFoundError, ProcessLookupError, IndexError):
            baris = Path(f"/proc/{pid}/status").read_text().split("VmRSS:")[1]
            jumlah += int(baris.split()[0])
    return jumlah


def satu_angka(sql: str) -> int:
    with connection.cursor() as kursor:
        kursor.execute(sql)
        return int(kursor.fetchone()[0])


def buka(porta: int, alamat: str, kuki: str) -> int:
    sambungan = http.client.HTTPConnection(HOST, porta, timeout=60)
    try:
        sambungan.request("GET", alamat, headers={"Cookie": kuki})
        jawaban = sambungan.getresponse()
        jawaban.read()
        return jawaban.status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        sambungan.close()


def memakai(porta: int, d: pabrik.Dunia, siapa: Pegawai, kuki: str, amatan: Amatan, selesai: float) -> None:
    """Satu orang: membuka halaman-halamannya, sesekali menyimpan draf laporannya."""
    acak, versi = random.Random(siapa.pk), 0
    ik = IndikatorKinerja.objects.get(skp__pegawai=siapa)
    connection.close()
    lapor = reverse("indikator:capaian_lapor", args=[d.triwulan.pk, ik.pk])
    halaman = [reverse("beranda"), lapor, reverse("umpan_balik:daftar"), reverse("penilaian:hasil")]
    while time.monotonic() < selesai:
        if acak.random() < 0.3:
            isi = {"nilai": "90", "keterangan": str(versi), "versi": str(versi), "aksi": "simpan"}
            status = kirim(porta, siapa.pk, lapor, isi, kuki).status
            versi += status == 302
        else:
            status = buka(porta, acak.choice(halaman), kuki)
        amatan.jawaban[status] += 1
        time.sleep(acak.random() * 2 * JEDA)


def rendam(folder: Path, lama: float, **lingkungan: str) -> tuple[Amatan, int]:
    """Amatan selama `lama` detik, dan kunci serta transaksi yang tertinggal sesudah semua orang pergi."""
    d, amatan = berjalan("Kota Rendam", orang=ORANG), Amatan()
    kuki = {siapa.pk: sesi(siapa) for siapa in d.staf}
    with panggung(folder, UJI_KIRIM="1", UJI_DETAK="5") as p:
        p.nyalakan_antrean()
        p.pekerja()
        p.penjadwal()
        porta = p.web(**lingkungan)
        mulai = time.monotonic()
        regu = [
            threading.Thread(target=memakai, args=(porta, d, s, kuki[s.pk], amatan, mulai + lama))
            for s in d.staf
        ]
        for utas in regu:
            utas.start()
        while (lewat := time.monotonic() - mulai) < lama:
            amatan.contoh.append((lewat / lama, memori(p), satu_angka(SAMBUNGAN)))
            time.sleep(min(5, lama / 100))
        for utas in regu:
            utas.join()
        # Penjadwal dan pekerja masih berjalan: yang sedang bekerja pada satu saat bukan yang tertinggal.
        tertinggal = min(satu_angka(TERTINGGAL) for _ in range(20) if not time.sleep(0.25))
    return amatan, tertinggal


def test_pemakaian_panjang_tidak_menambah_memori_sambungan_atau_kunci(tmp_path: Path) -> None:
    amatan, tertinggal = rendam(tmp_path, LAMA)
    hangat, akhir = amatan.sambungan
    galat = {s: n for s, n in amatan.jawaban.items() if s not in (200, 302)}
    catat(
        "K12",
        f"{LAMA:.0f} detik, {sum(amatan.jawaban.values())} permintaan, {sum(galat.values())} galat: memori "
        f"{(amatan.tumbuh - 1) * 100:+.1f} % ({amatan.memori(AKHIR, 1.01) / 1024:.0f} MB), sambungan {hangat} lalu {akhir}, "
        f"{tertinggal} kunci tertinggal",
        lulus=amatan.tumbuh <= TUMBUH and akhir <= hangat and not tertinggal and not galat and LAMA >= 3600,
    )
    assert not galat, galat
    assert amatan.tumbuh <= TUMBUH and tertinggal == 0
    assert akhir <= hangat


def test_pembanding_permintaan_yang_meninggalkan_sisa_terlihat(tmp_path: Path) -> None:
    amatan, _ = rendam(tmp_path, max(60, LAMA / 10), UJI_TANPA="lepas")
    catat(
        "K12",
        f"pembanding yang bocor: memori {(amatan.tumbuh - 1) * 100:+.0f} %",
        lulus=amatan.tumbuh > TUMBUH,
    )
    assert amatan.tumbuh > TUMBUH
