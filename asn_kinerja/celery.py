"""Aplikasi Celery; jadwal ada di settings, pekerjaan di tasks.py tiap aplikasi."""

import os

from celery import Celery
from kombu.transport import redis

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "asn_kinerja.settings")


class QosMelepas(redis.QoS):
    """Balasan yang tidak sampai ke antrean melepas jatah pekerjanya.

    Kombu baru mengurangi hitungan pesan yang dipegang sesudah Redis menjawab. Sekali balasan putus (Redis beku beberapa
    detik), jatah itu hilang sampai pekerja dinyalakan ulang: pekerja tampak hidup tetapi tidak mengambil apa pun lagi.
    Pesannya sendiri diulang antrean sesudah batasnya, dan tugas kita aman diulang.
    """

    def ack(self, delivery_tag: str) -> None:
        try:
            super().ack(delivery_tag)  # type: ignore[no-untyped-call]
        finally:
            self._quick_ack(delivery_tag)

    def reject(self, delivery_tag: str, requeue: bool = False) -> None:
        try:
            super().reject(delivery_tag, requeue=requeue)  # type: ignore[no-untyped-call]
        finally:
            self._quick_ack(delivery_tag)


redis.Channel.QoS = QosMelepas

app = Celery("asn_kinerja")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
