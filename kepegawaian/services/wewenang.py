"""Pintu izin bersama layanan kepegawaian."""

from collections.abc import Iterable
from datetime import datetime

from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.permissions import DI_LUAR_WEWENANG, Izin, wajib_di


def wajib_kelola_pegawai(
    oleh: Pegawai | None, *, instansi: Instansi, sekarang: datetime, unit_ids: Iterable[int] | None
) -> None:
    """Tolak bila `oleh` tidak boleh mengelola pegawai di semua `unit_ids` (None: seluruh instansi, kosong: di mana pun).

    `oleh` kosong berarti sistem sendiri: perintah penyiapan dan jadwal.
    """
    if oleh is not None:
        wajib_di(
            oleh,
            Izin.KELOLA_PEGAWAI,
            pada=instansi.hari_pada(sekarang),
            instansi_id=instansi.pk,
            unit_ids=unit_ids,
        )


def hanya_sistem(oleh: Pegawai | None) -> None:
    """Tolak orang: tindakan ini milik pengelola peladen."""
    if oleh is not None:
        raise TidakBerhak(DI_LUAR_WEWENANG)


def wajib_seinstansi(instansi_id: int, *benda: object) -> None:
    """Tolak benda dari instansi lain; bagi pelaku, instansi lain itu tidak ada."""
    for satu in benda:
        if satu is not None and getattr(satu, "instansi_id") != instansi_id:  # noqa: B009
            raise GalatAturan(
                "Data yang Anda pilih tidak ada di pemerintah daerah ini. Pilih dari daftar yang tampil."
            )
