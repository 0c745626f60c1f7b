"""Membuat cadangan selagi orang bekerja: dump dan manifes dari satu potret, berkas sebelum dan sesudahnya."""

import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from django.apps import apps
from django.conf import settings
from django.db.models import FileField
from psycopg2 import sql
from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ
from psycopg2.extensions import cursor as Kursor

from inti.galat import GalatAturan
from inti.rules.cadangan import IsiBerkas, IsiTabel, Manifes, dibuang, nama_cadangan
from inti.services.cadangan import berkas
from inti.services.cadangan.basis import TANPA_ISI, Basis, isi_tabel, program, versi_besar
from inti.services.cadangan.periksa import BERKAS, DUMP, MANIFES, SIDIK

SEBAGIAN: Final = ".sebagian"


@dataclass(frozen=True, slots=True)
class Jadi:
    """Cadangan yang selesai utuh."""

    folder: Path
    manifes: Manifes
    sidik: str
    detik: float
    dibuang: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Potret:
    """Yang dibaca dari satu potret basis data."""

    postgres: int
    dump: IsiBerkas
    tabel: dict[str, IsiTabel]
    migrasi: tuple[str, ...]
    ditunjuk: dict[str, str]


def buat(*, basis: Basis, media: Path, tujuan: Path, simpan: int, sekarang: datetime) -> Jadi:
    """Satu folder cadangan di `tujuan`, diberi nama sebenarnya hanya sesudah utuh; yang lama disisakan `simpan` buah.

    Menolak (GalatAturan) bila cadangan lain sedang berjalan, tempatnya tidak cukup, atau pg_dump berhenti; yang
    setengah jadi dibuang. Berkas disalin lebih dahulu dan dilengkapi sesudah potret, sehingga yang ditunjuk potret
    itu selalu ikut, juga bila penyapu menghapusnya di tengah jalan.
    """
    mulai = time.monotonic()
    nama = nama_cadangan(sekarang.astimezone(UTC))
    berkas.folder_tertutup(tujuan)
    with _sendirian(tujuan), _sementara(tujuan / f".{nama}{SEBAGIAN}") as folder:
        isi = _salin_semua(media, folder)
        potret = _potret(basis, folder / DUMP)
        hilang = _lengkapi(media, folder, potret.ditunjuk, isi)
        manifes = Manifes(
            dibuat=sekarang.astimezone(UTC).isoformat(timespec="seconds"),
            kode=versi_kode(),
            postgres=potret.postgres,
            migrasi=potret.migrasi,
            dump=potret.dump,
            tabel=potret.tabel,
            berkas=isi,
            hilang=hilang,
        )
        berkas.tulis(folder / MANIFES, manifes.ke_teks())
        sidik = berkas.sidik_berkas(folder / MANIFES).sidik
        berkas.tulis(folder / SIDIK, f"{sidik}  {MANIFES}\n")
        berkas.sampai_piringan(folder)
        folder.rename(tujuan / nama)
        berkas.sampai_piringan(tujuan)
        lama = dibuang((p.name for p in tujuan.iterdir()), simpan=simpan)
        for satu in lama:
            shutil.rmtree(tujuan / satu)
    return Jadi(tujuan / nama, manifes, sidik, time.monotonic() - mulai, tuple(lama))


@contextmanager
def _sendirian(tujuan: Path) -> Iterator[None]:
    """Satu cadangan sekaligus tiap tujuan; sisa yang mati di tengah dibuang."""
    with os.fdopen(os.open(tujuan / ".kunci", os.O_RDWR | os.O_CREAT, 0o600), "w") as kunci:
        try:
            fcntl.flock(kunci, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as sebab:
            raise GalatAturan(
                f"Cadangan lain sedang dibuat di {tujuan}. Tunggu sampai selesai, lalu ulangi."
            ) from sebab
        for sisa in tujuan.glob(f".asn-*{SEBAGIAN}"):
            shutil.rmtree(sisa)
        yield


@contextmanager
def _sementara(folder: Path) -> Iterator[Path]:
    """Folder 0700 yang hilang lagi bila cadangannya tidak selesai."""
    folder.mkdir(mode=0o700)
    try:
        yield folder
    except OSError as sebab:
        raise GalatAturan(
            f"Cadangan berhenti: {sebab.strerror or sebab} ({sebab.filename or folder}). "
            "Lapangkan tempatnya atau pilih folder lain, lalu ulangi."
        ) from sebab
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _salin_semua(media: Path, folder: Path) -> dict[str, IsiBerkas]:
    """Putaran pertama: semua yang ada. Yang hilang selagi disalin dilengkapi atau disebut pada putaran kedua."""
    hasil: dict[str, IsiBerkas] = {}
    (folder / BERKAS).mkdir(mode=0o700)
    for jalur in berkas.semua_berkas(media):
        try:
            hasil[jalur] = berkas.salin(media / jalur, folder / BERKAS / jalur)
        except FileNotFoundError:
            continue
    return hasil


def _potret(basis: Basis, dump: Path) -> _Potret:
    """Dump dan sidik semua tabel dari potret yang sama; penulis tidak menunggu dan tidak ditunggu."""
    with basis.buka() as sambungan:
        sambungan.set_session(isolation_level=ISOLATION_LEVEL_REPEATABLE_READ, readonly=True)
        with sambungan.cursor() as kursor:
            kursor.execute("SELECT pg_export_snapshot()")
            (nomor,) = kursor.fetchone() or ("",)
            versi = versi_besar(kursor)
            berkas.tulis(dump, "")  # lahir 0600; pg_dump hanya mengisinya
            basis.jalankan(
                program("pg_dump", versi=versi),
                *("--format=custom", f"--snapshot={nomor}", "--no-owner", "--no-privileges"),
                *(f"--exclude-table-data=public.{satu}" for satu in sorted(TANPA_ISI)),
                f"--file={dump}",
            )
            return _Potret(
                versi, berkas.sidik_berkas(dump), isi_tabel(kursor), _migrasi(kursor), _ditunjuk(kursor)
            )


def _migrasi(kursor: Kursor) -> tuple[str, ...]:
    kursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    return tuple(nama for (nama,) in kursor.fetchall())


def _ditunjuk(kursor: Kursor) -> dict[str, str]:
    """Jalur semua berkas yang ditunjuk baris mana pun, dengan sidik yang tercatat (kosong bila modelnya tidak mencatat)."""
    hasil: dict[str, str] = {}
    for model in apps.get_models():
        nama = {bidang.name for bidang in model._meta.fields}
        for bidang in model._meta.fields:
            if isinstance(bidang, FileField):
                sidik = sql.Identifier("sha256") if "sha256" in nama else sql.Literal("")
                kursor.execute(
                    sql.SQL("SELECT {0}, {1} FROM {2} WHERE {0} <> ''").format(
                        sql.Identifier(bidang.column), sidik, sql.Identifier(model._meta.db_table)
                    )
                )
                hasil |= dict(kursor.fetchall())
    return hasil


def _lengkapi(
    media: Path, folder: Path, ditunjuk: dict[str, str], isi: dict[str, IsiBerkas]
) -> tuple[str, ...]:
    """Putaran kedua: yang ditunjuk potret dan belum tersalin. Mengembalikan yang tetap tidak ada atau sudah berubah."""
    hilang = []
    for jalur, sidik in sorted(ditunjuk.items()):
        if jalur not in isi:
            try:
                isi[jalur] = berkas.salin(media / jalur, folder / BERKAS / jalur)
            except FileNotFoundError:
                hilang.append(jalur)
                continue
        if sidik and isi[jalur].sidik != sidik:
            hilang.append(jalur)
    return tuple(hilang)


def versi_kode() -> str:
    """Nomor commit bila kodenya dari git; kosong bila bukan. Skema ditentukan daftar migrasi, bukan ini."""
    git = shutil.which("git")
    if git is None or not (settings.BASE_DIR / ".git").exists():
        return ""
    hasil = subprocess.run(
        [git, "-C", str(settings.BASE_DIR), "rev-parse", "HEAD"], capture_output=True, text=True
    )
    return hasil.stdout.strip() if hasil.returncode == 0 else ""
