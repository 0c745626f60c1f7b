"""M1 dan M3: migrasi dari rilis sebelumnya selagi orang bekerja, dan mundur lagi tanpa kehilangan apa pun."""

import hashlib
import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from psycopg2 import sql

from bench.basis import jalankan, statistik
from bench.isi import isi_pemda
from inti.layanan import biner
from inti.layanan.setelan import AKAR
from inti.services.cadangan import Basis
from mutu.catat import catat
from mutu.rilis import SEBELUM
from tests.inti.services.test_cadangan import basis_kosong, memakai
from tests.inti.services.test_latihan_pulih import isi_contoh, salin
from tests.proses.panggung import alamat_basis, tunggu

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
ORANG = int(os.environ.get("ORANG", "5000"))
BARIS = 1_000_000
KLIEN = 20
BATAS = 2.0
# Tabel inti yang dibaca dan ditulis semua orang, dengan satu kolom yang boleh ditulis ulang apa adanya.
INTI = {
    "kepegawaian_unitkerja": "singkatan",
    "kepegawaian_penempatan": "dasar",
    "indikator_periode": "nama",
    "indikator_skp": "catatan",
    "indikator_realisasi": "keterangan",
    "umpan_balik_penugasan": "kelompok",
    "umpan_balik_jawaban": "draf",
    "penilaian_evaluasi": "umpan_balik",
}
MENUNGGU = """
SELECT EXISTS (SELECT 1 FROM pg_locks k JOIN pg_stat_activity a USING (pid)
               WHERE NOT k.granted AND k.locktype = 'relation' AND a.datname = current_database())
"""


def migrasi(basis: Basis, *opsi: str) -> subprocess.CompletedProcess[str]:
    """`manage.py migrate` produk di proses sendiri, seperti operator."""
    with memakai(basis):
        env = os.environ | {"DATABASE_URL": alamat_basis()}
    perintah = [sys.executable, "manage.py", "migrate", "--noinput", "-v", "0", *opsi]
    return subprocess.run(perintah, cwd=AKAR, env=env, check=True, capture_output=True, text=True)


def mundur(basis: Basis) -> None:
    """Ke kepala rilis sebelumnya, dari aplikasi yang paling hilir."""
    for aplikasi, kepala in reversed(SEBELUM.items()):
        migrasi(basis, aplikasi, kepala)


# --- M3


def isi(basis: Basis) -> dict[str, tuple[int, str]]:
    """Tiap tabel: banyak baris dan sidik isinya, kolom menurut namanya; catatan migrasinya sendiri tidak ikut."""
    hasil = {}
    with basis.buka() as sambungan, sambungan.cursor() as kursor:
        kursor.execute(
            "SELECT table_name, array_agg(column_name::text ORDER BY column_name) FROM information_schema.columns"
            " JOIN information_schema.tables USING (table_schema, table_name)"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> 'django_migrations' GROUP BY 1"
        )
        for tabel, kolom in kursor.fetchall():
            kursor.execute(
                sql.SQL(
                    "SELECT count(*), md5(COALESCE(string_agg(md5(t::text), '' ORDER BY md5(t::text)), ''))"
                    " FROM (SELECT {} FROM {}) t"
                ).format(sql.SQL(", ").join(map(sql.Identifier, kolom)), sql.Identifier(tabel))
            )
            hasil[tabel] = kursor.fetchone()
    return hasil


def skema(basis: Basis) -> str:
    """Sidik seluruh skema menurut pg_dump."""
    with memakai(basis):
        alamat = alamat_basis()
    program = biner.cari_postgres(None).program
    dump = subprocess.run(
        [program("pg_dump"), "--schema-only", "--no-owner", alamat],
        capture_output=True,
        check=True,
        text=True,
    )
    # \restrict memuat kunci acak tiap kali.
    baris = [b for b in dump.stdout.splitlines() if not b.startswith(("\\restrict", "\\unrestrict", "--"))]
    return hashlib.sha256("\n".join(baris).encode()).hexdigest()


def test_mundur_ke_rilis_sebelumnya_lalu_maju_lagi_mengembalikan_semuanya(tmp_path: Path) -> None:
    with basis_kosong() as basis:
        isi_contoh(basis, tmp_path / "media")
        awal, bentuk = isi(basis), skema(basis)
        mundur(basis)
        lama, bentuk_lama = isi(basis), skema(basis)
        migrasi(basis)
        akhir, bentuk_akhir = isi(basis), skema(basis)
        with basis.buka() as sambungan, sambungan, sambungan.cursor() as kursor:
            kursor.execute(
                "UPDATE kepegawaian_pegawai SET telepon = '1' WHERE id = (SELECT min(id) FROM kepegawaian_pegawai)"
            )
        diubah = [t for t, satu in isi(basis).items() if satu != awal[t]]
    beda = [t for t in awal if akhir.get(t) != awal[t]]
    catat(
        "M3",
        f"{len(awal)} tabel data contoh, {sum(n for n, _ in awal.values())} baris: {len(beda)} berbeda sesudah mundur dan maju, "
        f"skema {'sama' if bentuk == bentuk_akhir else 'berbeda'}; di rilis sebelumnya {len(lama)} tabel; satu sel yang diubah "
        f"{'ketahuan' if 'kepegawaian_pegawai' in diubah else 'tidak ketahuan'}",
        lulus=not beda
        and bentuk == bentuk_akhir
        and bentuk != bentuk_lama
        and "kepegawaian_pegawai" in diubah,
    )
    assert bentuk != bentuk_lama, "tidak ada yang dimundurkan"
    assert beda == [] and bentuk == bentuk_akhir
    assert "kepegawaian_pegawai" in diubah


# --- M1


class Klien:
    """Dua puluh orang yang membaca dan menulis tabel inti; lamanya menurut PostgreSQL sendiri."""

    def __init__(self, basis: Basis) -> None:
        self.basis, self.berhenti = basis, threading.Event()
        self.lama: list[float] = []
        self.diterima: dict[int, str] = {}
        self.galat: list[str] = []
        with basis.buka() as sambungan, sambungan.cursor() as kursor:
            kursor.execute("SELECT id FROM kepegawaian_pegawai ORDER BY id LIMIT %s", [KLIEN])
            self.orang = [n for (n,) in kursor.fetchall()]
            self.id: dict[str, list[int]] = {}
            for tabel in INTI:
                kursor.execute(f"SELECT id FROM {tabel} ORDER BY random() LIMIT 200")
                self.id[tabel] = [n for (n,) in kursor.fetchall()]

    def bekerja(self, siapa: int) -> None:
        acak, nomor = random.Random(siapa), 0
        with self.basis.buka() as sambungan:
            while not self.berhenti.is_set():
                nomor += 1
                tabel = acak.choice(list(INTI))
                try:
                    with sambungan, sambungan.cursor() as kursor:
                        kursor.execute(
                            f"UPDATE {tabel} SET {INTI[tabel]} = {INTI[tabel]} WHERE id = %s"
                            " RETURNING extract(epoch FROM clock_timestamp() - statement_timestamp())",
                            [acak.choice(self.id[tabel])],
                        )
                        (lama,) = kursor.fetchone()
                        kursor.execute(
                            "UPDATE kepegawaian_pegawai SET telepon = %s WHERE id = %s", [str(nomor), siapa]
                        )
                except Exception as galat:
                    self.galat.append(str(galat)[:200])
                    return
                self.lama.append(float(lama))
                self.diterima[siapa] = str(nomor)
                time.sleep(acak.random() * 0.05)

    @contextmanager
    def berjalan(self) -> Iterator[None]:
        regu = [threading.Thread(target=self.bekerja, args=(satu,)) for satu in self.orang]
        for utas in regu:
            utas.start()
        try:
            yield
        finally:
            self.berhenti.set()
            for utas in regu:
                utas.join()

    def hilang(self) -> int:
        """Orang yang tulisan terakhirnya diterima tetapi tidak tersimpan."""
        with self.basis.buka() as sambungan, sambungan.cursor() as kursor:
            kursor.execute("SELECT id, telepon FROM kepegawaian_pegawai WHERE id = ANY (%s)", [self.orang])
            ada = dict(kursor.fetchall())
        return sum(ada[siapa] != isi for siapa, isi in self.diterima.items())


def penahan(basis: Basis, berhenti: threading.Event) -> None:
    """Dua kali: transaksi panjang atas tabel yang diubah, sampai migrasinya menunggu dan empat detik sesudahnya."""
    with basis.buka() as sambungan, basis.buka() as pengintip:
        pengintip.autocommit = True
        for _ in range(2):
            with sambungan, sambungan.cursor() as kursor, pengintip.cursor() as melihat:
                kursor.execute("SELECT 1 FROM indikator_realisasi, indikator_skp LIMIT 1")
                while not berhenti.is_set():
                    melihat.execute(MENUNGGU)
                    if melihat.fetchone()[0]:
                        break
                    time.sleep(0.02)
                berhenti.wait(4)
            berhenti.wait(3)


@contextmanager
def pemda_besar() -> Iterator[Basis]:
    """Lima ribu pegawai dan sejuta baris di skema kini."""
    with basis_kosong() as basis:
        salin(alamat_basis(), basis)
        with memakai(basis):
            isi_pemda(ORANG)
            jalankan(
                "INSERT INTO inti_jejak (waktu, pelaku_nama, aksi, objek_jenis, isi, alasan, permintaan)"
                " SELECT now(), 'Sistem', 'realisasi.disimpan', 'realisasi', '{}', '', ''"
                " FROM generate_series(1, %(n)s)",
                n=BARIS,
            )
            statistik()
        yield basis


def diukur(basis: Basis, *opsi: str) -> tuple[Klien, float, float]:
    """Maju dari rilis sebelumnya selagi semua bekerja: kliennya, yang terlama sebelum migrasi, dan detik migrasinya."""
    mundur(basis)
    klien, berhenti = Klien(basis), threading.Event()
    lambat = threading.Thread(target=penahan, args=(basis, berhenti))
    with klien.berjalan():
        tunggu(lambda: len(klien.lama) > 200 or klien.galat, batas=120, apa="klien bekerja")
        tenang = max(klien.lama, default=0.0)
        lambat.start()
        mulai = time.monotonic()
        try:
            migrasi(basis, *opsi)
            detik, sampai = time.monotonic() - mulai, len(klien.lama) + 100
            tunggu(lambda: len(klien.lama) > sampai or klien.galat, batas=120, apa="klien bekerja lagi")
        finally:
            berhenti.set()
            lambat.join()
    return klien, tenang, detik


def test_migrasi_rilis_tidak_menahan_dua_puluh_klien() -> None:
    with pemda_besar() as basis:
        awal = sum(n for n, _ in isi(basis).values())
        klien, tenang, detik = diukur(basis)
        hilang, terlama = klien.hilang(), max(klien.lama, default=0.0)
        kontrol, _, _ = diukur(basis, "--tunggu-kunci", "0")
    tanpa = max(kontrol.lama, default=0.0)
    catat(
        "M1",
        f"{ORANG} pegawai, {awal} baris, {KLIEN} klien dan satu transaksi panjang: terhalang paling lama {terlama:.2f} detik "
        f"(sebelum migrasi {tenang:.2f}), migrasi {detik:.0f} detik, {len(klien.galat)} galat, {hilang} yang dijawab hilang; "
        f"pembanding tanpa batas menunggu {tanpa:.2f} detik",
        lulus=terlama <= BATAS < tanpa and not klien.galat and not hilang and awal >= BARIS and ORANG >= 5000,
    )
    assert not klien.galat and not hilang
    assert terlama <= BATAS
    assert tanpa > BATAS, "tanpa batas menunggu, transaksi panjang itu menahan semua orang"
