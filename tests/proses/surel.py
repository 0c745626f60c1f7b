"""Pengirim surel uji: satu baris tiap pesan, ditambahkan utuh walau beberapa pekerja menulis bersama."""

import os
import time
from collections.abc import Sequence

from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import EmailMessage


class PencatatSurel(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        # Peladen surel sungguhan tidak menjawab seketika; jeda ini membuat dua pengirim yang berebut benar-benar bertemu.
        time.sleep(float(os.environ.get("UJI_LAMA_SUREL", "0")))
        berkas = os.open(os.environ["UJI_SUREL"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            for pesan in email_messages:
                os.write(berkas, f"{pesan.to[0]}\t{pesan.subject}\n".encode())
        finally:
            os.close(berkas)
        return len(email_messages)
