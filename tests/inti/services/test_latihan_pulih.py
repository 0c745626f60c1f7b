"""Latihan pemulihan: data contoh lengkap ke kluster kosong (B1), dan ke satu detik sebelum perintah yang merusak (B2).

`GB=5 make mutu ARGS=B1` menambah 5 GB berkas bukti; bawaannya 1. `BASIS_CONTOH=postgres:///… MEDIA_CONTOH=…` menyalin data contoh yang
sudah dimuat, alih-alih memuatnya lagi.
"""

import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from asn_kinerja.demo import SANDI_CONTOH
from inti.galat import GalatAturan
from inti.layanan import biner
from inti.layanan.postgres import Postgres
from inti.layanan.proses import Pengawas
from inti.layanan.setelan import AKAR, FolderData
from inti.layanan.tampil import Papan
from inti.models import Berkas
from inti.services import cadangan
from inti.services.cadangan import Basis
from kepegawaian.models import Pegawai
from mutu.catat import catat
from penilaian.models import Hasil
from tests.inti.services.test_cadangan import basis_kosong, memakai
from tests.proses.panggung import alamat_basis, tunggu

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
GB = float(os.environ.get("GB", 1))
MB = 1 << 20
LAPORAN = 20


@contextmanager
def kluster(akar: Path) -> Iterator[Postgres]:
    """Kluster kosong milik uji ini, yang menulis sampai piringan."""
    env = {nama: nilai for nama, nilai in os.environ.items() if nama not in ("DATABASE_URL", "REDIS_URL")}
    with Pengawas(Papan(senyap=True)) as pengawas:
        data = FolderData(akar)
        data.siapkan()
        akar.chmod(0o711)
        yield Postgres(data, pengawas, env=env)


@contextmanager
def folder() -> Iterator[Path]:
    """Folder yang dapat ditelusuri pengguna PostgreSQL; jalurnya pendek, karena soket punya batas."""
    with tempfile.TemporaryDirectory(prefix="asn-b-") as nama:
        Path(nama).chmod(0o711)
        yield Path(nama)


def isi_contoh(basis: Basis, media: Path) -> None:
    """Data contoh lengkap seperti `make demo`; BASIS_CONTOH dan MEDIA_CONTOH menyalin yang sudah dimuat."""
    if siap := os.environ.get("BASIS_CONTOH"):
        salin(siap, basis)
        shutil.copytree(os.environ["MEDIA_CONTOH"], media)
    with memakai(basis):
        env = os.environ | {"DATABASE_URL": alamat_basis(), "MEDIA_ROOT": str(media), "MODE_CONTOH": "1"}
    for perintah in (["migrate", "--noinput"], *([] if siap else [["muat_demo"]])):
        subprocess.run(
            [sys.executable, "manage.py", *perintah], cwd=AKAR, env=env, check=True, capture_output=True
        )


def salin(asal: str, basis: Basis) -> None:
    """Isi basis data beralamat `asal` ke basis data kosong."""
    program = biner.cari_postgres(None).program
    dump = subprocess.run([program("pg_dump"), "-Fc", asal], capture_output=True, check=True)
    with memakai(basis):
        tujuan = alamat_basis()
    subprocess.run([program("pg_restore"), "--no-owner", "-d", tujuan], input=dump.stdout, check=True)


def tambah_bukti(media: Path, *, gb: float) -> None:
    """Berkas bukti 4 MB berisi acak, masing-masing dengan barisnya."""
    acak = random.Random(20261123)
    contoh = Berkas.objects.all()[0]
    for _ in range(round(gb * 1024 / 4)):
        isi = acak.randbytes(4 * MB)
        sidik = sha256(isi).hexdigest()
        satu = Berkas(
            instansi_id=contoh.instansi_id,
            pemilik_id=contoh.pemilik_id,
            nama="bukti.pdf",
            jenis="application/pdf",
            ukuran=len(isi),
            sha256=sidik,
            acak=sidik[:32],
            dibuat=timezone.now(),
        )
        satu.isi.name = f"bukti/{contoh.instansi_id}/{sidik[:2]}/{sidik}-{satu.acak}"
        jalur = media / satu.isi.name
        jalur.parent.mkdir(parents=True, exist_ok=True)
        jalur.write_bytes(isi)
        satu.save()


@contextmanager
def orang_menulis(basis: Basis) -> Iterator[list[int]]:
    """Seseorang menulis terus selama cadangan dibuat; isinya banyaknya tulisan yang diterima."""
    berhenti, tulisan = threading.Event(), [0]

    def tulis() -> None:
        with basis.buka() as sambungan:
            while not berhenti.is_set():
                with sambungan, sambungan.cursor() as kursor:
                    kursor.execute(
                        "INSERT INTO inti_pemberitahuan (penerima_id, instansi_id, dibuat, judul, isi, tautan, jenis, kunci)"
                        " VALUES (1, 1, now(), 'Tulis', '', '', 'lainnya', %s)",
                        [f"tulis:{tulisan[0]}"],
                    )
                    kursor.execute(
                        "UPDATE indikator_rhk SET urutan = urutan WHERE id %% 50 = %s", [tulisan[0] % 50]
                    )
                tulisan[0] += 1

    utas = threading.Thread(target=tulis)
    utas.start()
    try:
        yield tulisan
    finally:
        berhenti.set()
        utas.join()


def buka_laporan() -> int:
    """Admin BKD masuk dengan kata sandinya dan membuka hasil orang-orang acak; banyaknya yang terbuka utuh."""
    acak = random.Random(7)
    admin = Pegawai.objects.filter(peran__jenis="admin_bkd", password__startswith="argon2").order_by("pk")[0]
    klien = Client()
    masuk = klien.post(reverse("kepegawaian:masuk"), {"nip": admin.nip, "sandi": SANDI_CONTOH})
    assert masuk.status_code == 302, "kata sandi dari cadangan masih membuka"
    hasil = list(
        Hasil.objects.filter(instansi_id=admin.instansi_id).order_by("pk").values_list("pk", flat=True)
    )
    return sum(
        klien.get(reverse("penilaian:hasil_rinci", args=[pk])).status_code == 200
        for pk in acak.sample(hasil, LAPORAN)
    )


def test_data_contoh_pulih_di_kluster_kosong_selagi_orang_menulis(tmp_path: Path, settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["kepegawaian.sandi.Argon2Hemat"]
    media = tmp_path / "media"
    with basis_kosong() as asal, folder() as akar, kluster(akar / "d") as pg:
        isi_contoh(asal, media)
        with memakai(asal):
            tambah_bukti(media, gb=GB)
        with orang_menulis(asal) as tulisan:
            tunggu(lambda: tulisan[0] > 5, batas=60, apa="penulis menulis")
            awal = tulisan[0]
            jadi = cadangan.buat(
                basis=asal, media=media, tujuan=tmp_path / "c", simpan=1, sekarang=timezone.now()
            )
            selama = tulisan[0] - awal
        tujuan = Basis(psycopg2.extensions.parse_dsn(dsn(pg.mulai())))
        pulih = cadangan.pulihkan(
            dari=jadi.folder, basis=tujuan, media=tmp_path / "baru", timpa=False, sekarang=timezone.now()
        )
        settings.MEDIA_ROOT = tmp_path / "baru"
        with memakai(tujuan):
            terbuka = buka_laporan()
        pg.berhenti()
    gb = jadi.manifes.ukuran / (1 << 30)
    lima = (jadi.detik + pulih.detik) / gb * 5 / 60
    sama = len(jadi.manifes.hilang) == 0 and len(jadi.manifes.berkas) > GB * 200
    catat(
        "B1",
        f"{len(jadi.manifes.tabel)} tabel, {pulih.baris} baris, {len(jadi.manifes.berkas)} berkas sama, {gb:.2f} GB: cadangan "
        f"{jadi.detik:.1f} detik ({selama} tulisan selama itu), pulih {pulih.detik:.1f} detik, {lima:.1f} menit tiap 5 GB; "
        f"{terbuka} dari {LAPORAN} laporan terbuka sesudah masuk",
        lulus=sama and terbuka == LAPORAN and lima <= 30,
    )
    assert sama and selama > 0
    assert terbuka == LAPORAN and lima <= 30


def dsn(url: str) -> str:
    """DSN libpq dari DATABASE_URL kluster sendiri."""
    isi = re.fullmatch(r"postgres:///(\w+)\?host=([^&]+)&user=(\w+)", url)
    assert isi is not None
    return f"dbname={isi[1]} host={isi[2].replace('%2F', '/')} user={isi[3]}"


def test_tanpa_potret_bersama_cadangannya_tidak_sama(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kembaran B1: dump dan manifes dari potret yang berbeda harus ketahuan waktu dipulihkan."""
    asli = Basis.jalankan

    def tanpa_potret(diri: Basis, program: str, *argumen: str) -> None:
        if "pg_dump" in program:
            with diri.buka() as sambungan, sambungan, sambungan.cursor() as kursor:
                kursor.execute(
                    "INSERT INTO inti_pemberitahuan (penerima_id, instansi_id, dibuat, judul, isi, tautan, jenis, kunci)"
                    " VALUES (1, 1, now(), 'Tulis', '', '', 'lainnya', 'di-antara')"
                )
            argumen = tuple(a for a in argumen if not a.startswith("--snapshot"))
        asli(diri, program, *argumen)

    monkeypatch.setattr(Basis, "jalankan", tanpa_potret)
    (tmp_path / "m").mkdir()
    jadi = cadangan.buat(
        basis=Basis.kini(), media=tmp_path / "m", tujuan=tmp_path / "c", simpan=1, sekarang=timezone.now()
    )
    with (
        basis_kosong() as basis,
        pytest.raises(GalatAturan, match="inti_pemberitahuan berisi 1 baris"),
    ):
        cadangan.pulihkan(
            dari=jadi.folder, basis=basis, media=tmp_path / "n", timpa=False, sekarang=timezone.now()
        )


# --- B2: ke satu saat


def sql(dsn_: str, perintah: str) -> list[tuple[Any, ...]]:
    with closing(psycopg2.connect(dsn_)) as sambungan:
        sambungan.autocommit = True
        with sambungan.cursor() as kursor:
            kursor.execute(perintah)
            return kursor.fetchall() if kursor.description else []


def test_kembali_ke_saat_sebelum_perintah_yang_merusak() -> None:
    """Perintah-perintahnya sama dengan docs/operasi/cadangan.md; programnya di samping PostgreSQL."""
    with folder() as akar:
        arsip, dasar, program = akar / "arsip", akar / "pulih" / "postgres", biner.cari_postgres(None).program
        arsip.mkdir()
        with kluster(akar / "asal") as pg:
            asal = dsn(pg.mulai())
            for nama, nilai in (
                ("archive_mode", "on"),
                ("archive_command", f"test ! -f {arsip}/%f && cp %p {arsip}/%f"),
                ("archive_timeout", "60s"),
            ):
                sql(asal, f"ALTER SYSTEM SET {nama} = '{nilai}'")
            pg.berhenti()
            asal = dsn(pg.mulai())
            sql(asal, "CREATE TABLE kerja (n int PRIMARY KEY, saat timestamptz DEFAULT clock_timestamp())")
            (akar / "pulih").mkdir(mode=0o700)
            subprocess.run(
                [program("pg_basebackup"), "-d", asal, "-D", str(dasar), "-X", "stream", "-c", "fast"],
                check=True,
                capture_output=True,
            )
            periksa = subprocess.run([program("pg_verifybackup"), str(dasar)], capture_output=True, text=True)
            rusak = dirusak_ketahuan(dasar, akar, program("pg_verifybackup"))
            sql(asal, "INSERT INTO kerja SELECT n FROM generate_series(1, 4005) n")
            ((titik,),) = sql(asal, "SELECT clock_timestamp()::text")
            sql(asal, "DROP TABLE kerja")
            ((segmen,),) = sql(asal, "SELECT pg_walfile_name(pg_current_wal_lsn())")
            sql(asal, "SELECT pg_switch_wal()")
            tunggu((arsip / segmen).exists, batas=60, apa="WAL terarsip")
            pg.berhenti()
        mulai = time.monotonic()
        (dasar / "postgresql.auto.conf").write_text(
            f"restore_command = 'cp {arsip}/%f %p'\nrecovery_target_time = '{titik}'\nrecovery_target_action = 'promote'\n"
            "archive_mode = off\n"
        )
        (dasar / "recovery.signal").touch()
        with kluster(akar / "pulih") as pg:
            baru = dsn(pg.mulai())
            tunggu(
                lambda: not sql(baru, "SELECT pg_is_in_recovery()")[0][0], batas=60, apa="naik menjadi utama"
            )
            ((banyak, akhir),) = sql(baru, "SELECT count(*), max(saat) FROM kerja")
            detik = time.monotonic() - mulai
            log = (akar / "pulih" / "log" / "postgres.log").read_text(errors="replace")
            pg.berhenti()
    hilang = (datetime.fromisoformat(titik) - akhir).total_seconds()
    saat = re.search(r"last completed transaction was at log time (.+)", log)
    catat(
        "B2",
        f"{banyak} dari 4.005 baris kembali, kerja yang hilang {hilang:.1f} detik, siap dalam {detik:.1f} detik; log menyebut "
        f"saat persisnya {saat[1] if saat else 'tidak'}; salinan dasar {'utuh' if periksa.returncode == 0 else 'rusak'}",
        lulus=banyak == 4005 and saat is not None and periksa.returncode == 0,
    )
    catat("B3", f"pg_verifybackup menemukan {rusak} dari 3 kerusakan salinan dasar", lulus=rusak == 3)
    assert banyak == 4005 and saat is not None and hilang < 300
    assert periksa.returncode == 0, periksa.stderr
    assert rusak == 3


def dirusak_ketahuan(dasar: Path, akar: Path, verifikasi: str) -> int:
    """Salinan dasar yang terpotong, berubah satu bita, dan kehilangan satu berkas."""
    ketemu = 0
    for nomor in range(3):
        salinan = akar / f"rusak{nomor}"
        shutil.copytree(dasar, salinan)
        korban = salinan / "global" / "pg_control" if nomor == 1 else next((salinan / "base").rglob("1259"))
        isi = bytearray(korban.read_bytes())
        if nomor == 0:
            korban.write_bytes(isi[:-8])
        elif nomor == 1:
            isi[40] ^= 1
            korban.write_bytes(isi)
        else:
            korban.unlink()
        ketemu += subprocess.run([verifikasi, str(salinan)], capture_output=True).returncode != 0
        shutil.rmtree(salinan)
    return ketemu
