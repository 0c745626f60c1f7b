"""Memulihkan cadangan ke basis data kosong, lalu membuktikan bahwa isinya sama sampai ke tiap baris dan tiap berkas."""

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db.migrations.loader import MigrationLoader

from inti.galat import GalatAturan
from inti.rules.cadangan import Manifes, beda_tabel
from inti.services.cadangan import berkas
from inti.services.cadangan.basis import Basis, isi_tabel, program, versi_besar
from inti.services.cadangan.periksa import BERKAS, DUMP, periksa

TANDA: Final = "pulihan:"
SQL_LAIN: Final = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
"""
# Sidik yang tidak mungkin sama dengan sidik basis data mana pun: salinan ini diam sampai disahkan.
SQL_TANDAI: Final = """
INSERT INTO inti_pemasangan (id, sidik, disahkan_pada) VALUES (1, %(sidik)s, %(sekarang)s)
ON CONFLICT (id) DO UPDATE SET sidik = EXCLUDED.sidik
"""


@dataclass(frozen=True, slots=True)
class Pulih:
    """Yang dipulihkan dan sudah terbukti sama."""

    manifes: Manifes
    detik: float

    @property
    def baris(self) -> int:
        return sum(satu.baris for satu in self.manifes.tabel.values())


def pulihkan(*, dari: Path, basis: Basis, media: Path, timpa: bool, sekarang: datetime) -> Pulih:
    """Pulihkan `dari` ke `basis` dan `media`; hasilnya bertanda salinan, yang tidak mengirim apa pun sampai disahkan.

    Menolak sebelum menyentuh apa pun: cadangan rusak, migrasi atau PostgreSQL lebih baru daripada yang ada di sini,
    basis data berisi (kecuali `timpa`), `timpa` selagi ada yang tersambung, berkas bernama sama yang isinya lain.
    """
    mulai = time.monotonic()
    manifes = periksa(dari)
    _periksa_versi(manifes)
    _periksa_tujuan(basis, manifes, timpa=timpa)
    perlu = _berkas_kurang(manifes, media)
    for jalur in perlu:
        berkas.salin(dari / BERKAS / jalur, media / jalur)
    if timpa:
        _kosongkan(basis)
    with basis.buka() as sambungan, sambungan.cursor() as kursor:
        versi = max(versi_besar(kursor), manifes.postgres)
    basis.jalankan(
        program("pg_restore", versi=versi),
        *("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"),
        f"--dbname={basis.nama}",
        str(dari / DUMP),
    )
    _buktikan(basis, manifes, media, tanda=TANDA + dari.name, sekarang=sekarang)
    return Pulih(manifes, time.monotonic() - mulai)


def _periksa_versi(manifes: Manifes) -> None:
    """Skema cadangan harus dikenal kode ini; yang lebih lama boleh, `migrate` melanjutkannya."""
    dikenal = {f"{app}.{nama}" for app, nama in MigrationLoader(None).disk_migrations}
    asing = [nama for nama in manifes.migrasi if nama not in dikenal]
    if asing:
        raise GalatAturan(
            f"Cadangan ini dari versi aplikasi yang lebih baru (migrasi {asing[0]}). "
            f"Pasang versi itu dahulu{f' ({manifes.kode[:12]})' if manifes.kode else ''}, lalu ulangi."
        )
    if "inti_pemasangan" not in manifes.tabel:
        raise GalatAturan("Cadangan ini tidak dapat diberi tanda salinan. Pulihkan dengan versi pembuatnya.")


def _periksa_tujuan(basis: Basis, manifes: Manifes, *, timpa: bool) -> None:
    with basis.buka() as sambungan, sambungan.cursor() as kursor:
        if (versi := versi_besar(kursor)) < manifes.postgres:
            raise GalatAturan(
                f"Cadangan ini dari PostgreSQL {manifes.postgres}, peladen ini {versi}. "
                f"Pakai PostgreSQL {manifes.postgres} atau lebih baru."
            )
        kursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        (tabel,) = kursor.fetchone() or (0,)
        if tabel and not timpa:
            raise GalatAturan(
                f"Basis data {basis.nama} tidak kosong ({tabel} tabel). Buat basis data baru yang kosong, atau ulangi "
                "dengan --timpa bila isinya memang harus diganti."
            )
        kursor.execute(SQL_LAIN)
        (lain,) = kursor.fetchone() or (0,)
        if timpa and lain:
            raise GalatAturan(
                f"Masih ada {lain} sambungan ke basis data {basis.nama}. Hentikan web, pekerja, dan penjadwal, lalu ulangi."
            )


def _berkas_kurang(manifes: Manifes, media: Path) -> list[str]:
    """Berkas yang masih perlu disalin. Yang sudah ada harus sama isinya; yang lain tidak pernah ditimpa."""
    perlu = []
    for jalur, isi in manifes.berkas.items():
        if not (media / jalur).exists():
            perlu.append(jalur)
        elif berkas.sidik_berkas(media / jalur) != isi:
            raise GalatAturan(
                f"Di folder berkas sudah ada {jalur} dengan isi lain. Pindahkan folder itu atau pilih MEDIA_ROOT lain."
            )
    return perlu


def _kosongkan(basis: Basis) -> None:
    with basis.buka() as sambungan, sambungan, sambungan.cursor() as kursor:
        kursor.execute("DROP SCHEMA public CASCADE")
        kursor.execute("CREATE SCHEMA public")


def _buktikan(basis: Basis, manifes: Manifes, media: Path, *, tanda: str, sekarang: datetime) -> None:
    """Tandai sebagai salinan lebih dahulu, lalu bandingkan semuanya: pemeriksaan yang gagal pun meninggalkan salinan yang diam."""
    with basis.buka() as sambungan, sambungan.cursor() as kursor:
        terbaca = isi_tabel(kursor)
        kursor.execute(SQL_TANDAI, {"sidik": tanda[:80], "sekarang": sekarang})
        sambungan.commit()
        sambungan.autocommit = True
        kursor.execute("ANALYZE")  # tanpa statistik, perencana memilih jalan yang salah pada jam-jam pertama
    beda = beda_tabel(manifes.tabel, terbaca)
    beda += [
        f"berkas {jalur} berbeda"
        for jalur, isi in manifes.berkas.items()
        if berkas.sidik_berkas(media / jalur) != isi
    ]
    if beda:
        raise GalatAturan(
            f"Hasil pulihan tidak sama dengan cadangannya: {'; '.join(beda[:20])}. Jangan dipakai; basis data ini tetap "
            "bertanda salinan. Pulihkan cadangan lain ke basis data kosong."
        )
