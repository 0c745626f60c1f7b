"""Mencetak dokumen resmi menjadi PDF dengan typst; templatnya di templates/dokumen, datanya JSON."""

import io
import json
from datetime import datetime
from typing import Any

import segno
import typst
from django.conf import settings
from django.urls import reverse

from inti.models import Dokumen

TEMPAT = settings.BASE_DIR / "templates" / "dokumen"
SIDIK_TAMPIL = 16


def cetak(*, templat: str, data: dict[str, Any], saat: datetime) -> bytes:
    """PDF satu dokumen. `saat` menjadi tanggal berkasnya, sehingga isi yang sama menghasilkan bita yang sama."""
    hasil = typst.compile(
        str(TEMPAT / f"{templat}.typ"),
        root=str(TEMPAT),
        # Huruf bawaan typst ditanam ke PDF; huruf peladen tidak ikut, supaya hasilnya sama di mana pun.
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(saat.timestamp()),
    )
    assert isinstance(hasil, bytes)
    return hasil


def keterangan(dokumen: Dokumen, *, instansi: str, subjudul: str, contoh: bool) -> dict[str, Any]:
    """Bagian `dokumen` pada data templat: nomor, sidik, alamat periksa, dan kode QR-nya."""
    alamat = alamat_periksa(dokumen.kode)
    return {
        "nomor": dokumen.nomor,
        "sidik_pendek": dokumen.sidik[:SIDIK_TAMPIL],
        "alamat": alamat,
        "qr": _qr(alamat),
        "instansi": instansi,
        "subjudul": subjudul,
        "contoh": contoh,
        "catatan": "Dicetak dari ASN Kinerja. Sidik dihitung dari isi naskah, bukan dari berkas cetaknya."
        + (" Data contoh, bukan dokumen kedinasan." if contoh else ""),
    }


def alamat_periksa(kode: str) -> str:
    return f"{settings.BASE_URL}{reverse('dokumen_periksa', args=[kode])}"


def _qr(alamat: str) -> str:
    """Kode QR sebagai SVG; tingkat koreksi M tahan lipatan dan cap."""
    tempat = io.BytesIO()
    segno.make(alamat, error="m").save(tempat, kind="svg", border=1, xmldecl=False)
    return tempat.getvalue().decode()
