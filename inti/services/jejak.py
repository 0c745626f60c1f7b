"""Menulis jejak audit di dalam transaksi yang sama dengan perubahannya."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol

from inti.models import Jejak
from inti.permintaan import nomor_permintaan


class Pelaku(Protocol):
    """Orang yang berbuat; aplikasi ini tidak perlu tahu modelnya."""

    pk: Any
    nama: str
    instansi_id: int


def catat(
    *,
    aksi: str,
    objek_jenis: str,
    objek_id: int | None,
    oleh: Pelaku | None,
    sekarang: datetime,
    instansi_id: int | None = None,
    isi: dict[str, Any] | None = None,
    alasan: str = "",
) -> Jejak:
    """Tambah satu baris jejak. `oleh` kosong berarti sistem (jadwal)."""
    baris = _baris(
        aksi=aksi,
        objek_jenis=objek_jenis,
        objek_id=objek_id,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi_id,
        isi=isi,
        alasan=alasan,
    )
    baris.save(force_insert=True)
    return baris


def catat_banyak(
    *,
    aksi: str,
    objek_jenis: str,
    butir: Iterable[tuple[int, dict[str, Any]]],
    oleh: Pelaku | None,
    sekarang: datetime,
    instansi_id: int | None = None,
    alasan: str = "",
) -> None:
    """Satu baris jejak untuk tiap (objek_id, isi), ditulis sekali jalan."""
    Jejak.objects.bulk_create(
        [
            _baris(
                aksi=aksi,
                objek_jenis=objek_jenis,
                objek_id=objek_id,
                oleh=oleh,
                sekarang=sekarang,
                instansi_id=instansi_id,
                isi=isi,
                alasan=alasan,
            )
            for objek_id, isi in butir
        ],
        batch_size=1000,
    )


def _baris(
    *,
    aksi: str,
    objek_jenis: str,
    objek_id: int | None,
    oleh: Pelaku | None,
    sekarang: datetime,
    instansi_id: int | None,
    isi: dict[str, Any] | None,
    alasan: str,
) -> Jejak:
    return Jejak(
        waktu=sekarang,
        instansi_id=instansi_id if instansi_id is not None else (oleh.instansi_id if oleh else None),
        pelaku_id=oleh.pk if oleh else None,
        pelaku_nama=oleh.nama if oleh else "Sistem",
        aksi=aksi,
        objek_jenis=objek_jenis,
        objek_id=objek_id,
        isi=isi or {},
        alasan=alasan,
        permintaan=nomor_permintaan(),
    )
