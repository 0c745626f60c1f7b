"""Pekerja yang balasannya tidak sampai ke antrean tetap mengambil pekerjaan berikutnya."""

from collections.abc import Callable
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import pytest
from kombu.transport.redis import Channel, QoS

from asn_kinerja.celery import QosMelepas


def satu_pesan(kelas: type[QoS], antrean_beku: bool) -> QoS:
    """Jatah satu pesan yang sedang dipegang, di depan antrean yang beku atau menjawab."""

    class Pipa:
        def __getattr__(self, nama: str) -> Callable[..., "Pipa"]:
            return lambda *_, **__: self

        def execute(self) -> None:
            if antrean_beku:
                raise TimeoutError("Timeout reading from socket")

    @contextmanager
    def pinjam(*_: Any) -> Any:
        yield SimpleNamespace(pipeline=Pipa, pipe=Pipa)

    saluran = SimpleNamespace(
        conn_or_acquire=pinjam,
        do_restore=False,
        unacked_key="unacked",
        unacked_index_key="unacked_index",
    )
    qos = kelas(saluran, prefetch_count=1)
    # Pesannya sudah diterima sewaktu antreannya masih menjawab.
    qos._quick_append("pesan-1", object())
    assert not qos.can_consume()
    return qos


@pytest.mark.parametrize("cara", ["ack", "reject"])
def test_balasan_yang_putus_melepas_jatahnya(cara: str) -> None:
    qos = satu_pesan(QosMelepas, antrean_beku=True)
    with pytest.raises(TimeoutError):
        getattr(qos, cara)("pesan-1")
    assert qos.can_consume()


def test_balasan_yang_sampai_tetap_satu_jatah() -> None:
    qos = satu_pesan(QosMelepas, antrean_beku=False)
    qos.ack("pesan-1")
    assert qos.can_consume()
    qos._quick_append("pesan-2", object())
    assert not qos.can_consume()


def test_pembanding_bawaan_kombu_kehilangan_jatahnya() -> None:
    qos = satu_pesan(QoS, antrean_beku=True)
    with pytest.raises(TimeoutError):
        qos.ack("pesan-1")
    assert not qos.can_consume()


def test_semua_sambungan_antrean_memakainya() -> None:
    assert Channel.QoS is QosMelepas
