"""PostgreSQL dan Redis untuk satu perintah: tertanam, milik demo yang berjalan, atau milik pengguna."""

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from inti.layanan import kunci
from inti.layanan.galat import TidakDapatMulai
from inti.layanan.postgres import Postgres
from inti.layanan.proses import Pengawas
from inti.layanan.redis import Redis
from inti.layanan.setelan import FolderData
from inti.layanan.tampil import Papan

PERLU = ("DATABASE_URL", "REDIS_URL")


@dataclass(frozen=True)
class BerkasKunci:
    """Tiga berkas kecil di folder data yang membuat dua perintah tidak saling merusak."""

    pemilik: Path  # dipegang penuh oleh yang menyalakan peladen
    pemakai: Path  # dipegang bersama oleh yang menumpang
    kartu: Path  # siapa pemiliknya dan di mana peladennya

    @classmethod
    def di(cls, data: FolderData) -> "BerkasKunci":
        return cls(data.akar / "peladen.kunci", data.akar / "pemakai.kunci", data.akar / "peladen.json")

    def perbarui_kartu(self, **isi: object) -> None:
        kunci.tulis_kartu(self.kartu, {**kunci.baca_kartu(self.kartu), **isi})


def geser_log(log: Path) -> None:
    """Mulai log baru; yang lama disimpan satu putaran."""
    if log.exists():
        log.replace(log.with_suffix(".log.lama"))


@contextmanager
def nyalakan(
    data: FolderData, pengawas: Pengawas, papan: Papan, *, env: Mapping[str, str], uji: bool = False
) -> Iterator[dict[str, str]]:
    """Nyalakan yang belum ditentukan pengguna; hasilnya DATABASE_URL dan/atau REDIS_URL baru.

    Pemanggil memegang kunci folder data.
    """
    alamat: dict[str, str] = {}
    postgres: Postgres | None = None
    redis: Redis | None = None
    try:
        if not env.get("DATABASE_URL"):
            geser_log(data.log / "postgres.log")
            postgres = Postgres(data, pengawas, env=env, uji=uji)
            with papan.langkah(f"PostgreSQL {postgres.versi}"):
                alamat["DATABASE_URL"] = postgres.mulai()
        else:
            papan.kata("  PostgreSQL: memakai DATABASE_URL dari Anda")
        if not env.get("REDIS_URL"):
            geser_log(data.log / "redis.log")
            redis = Redis(data, pengawas, env=env)
            with papan.langkah("Redis (Valkey)"):
                alamat["REDIS_URL"] = redis.mulai()
        else:
            papan.kata("  Redis: memakai REDIS_URL dari Anda")
        yield alamat
    finally:
        if redis is not None:
            redis.berhenti()
        if postgres is not None:
            postgres.berhenti()


@contextmanager
def memiliki(data: FolderData, *, jenis: str) -> Iterator[BerkasKunci | None]:
    """Pegang folder data sendirian; None bila perintah lain sudah memegangnya."""
    berkas = BerkasKunci.di(data)
    pemilik = kunci.Kunci(berkas.pemilik)
    try:
        if not pemilik.coba():
            yield None
            return
        kunci.tulis_kartu(berkas.kartu, {"jenis": jenis, "pid": os.getpid()})
        try:
            yield berkas
        finally:
            berkas.kartu.unlink(missing_ok=True)
    finally:
        pemilik.lepas()


def tunggu_penumpang(berkas: BerkasKunci, pengawas: Pengawas, papan: Papan) -> None:
    """Jangan matikan peladen di bawah perintah lain yang sedang menumpang; Ctrl-C melewatinya."""
    berkas.kartu.unlink(missing_ok=True)
    if pengawas.diminta_berhenti or not kunci.dipakai(berkas.pemakai):
        return
    papan.kata("Menunggu perintah lain yang masih memakai peladen ini (Ctrl-C untuk tidak menunggu) …")
    while not pengawas.diminta_berhenti and kunci.dipakai(berkas.pemakai):
        time.sleep(0.2)


@contextmanager
def menumpang(data: FolderData, env: Mapping[str, str]) -> Iterator[dict[str, str] | None]:
    """Alamat peladen yang dinyalakan perintah lain; None bila pemiliknya belum siap atau sudah pergi."""
    berkas = BerkasKunci.di(data)
    pemakai = kunci.Kunci(berkas.pemakai)
    try:
        if not pemakai.coba(bersama=True) or not (kartu := kunci.baca_kartu(berkas.kartu)).get("siap"):
            yield None
            return
        hilang = [nama for nama in PERLU if nama not in kartu and not env.get(nama)]
        if hilang:
            raise TidakDapatMulai(
                f"Perintah yang sedang berjalan memakai {' dan '.join(hilang)} pilihan sendiri. "
                "Isi dengan nilai yang sama, atau hentikan dulu perintah itu."
            )
        yield {nama: str(kartu[nama]) for nama in PERLU if nama in kartu and not env.get(nama)}
    finally:
        pemakai.lepas()
