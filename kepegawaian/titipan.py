"""Berkas yang ikut terkirim saat sesinya sudah habis, ditahan di samping tulisannya sampai orangnya masuk lagi.

Disimpan di folder bukti tanpa baris basis data; yang tidak pernah diambil dibuang penyapu berkas tanpa baris. Isinya baru
diperiksa sebagai berkas ketika dikirim lagi, seperti berkas lain.
"""

import contextlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

FOLDER = "bukti/titipan"
TERBANYAK = 5


@dataclass(frozen=True, slots=True)
class BerkasTitipan:
    """Satu berkas: bidang formulirnya, namanya, jenisnya, dan tempatnya."""

    bidang: str
    nama: str
    jenis: str
    tempat: str


def titipkan(request: HttpRequest) -> tuple[BerkasTitipan, ...]:
    """Tahan berkas kiriman ini, paling banyak lima; yang terlalu besar atau tidak dapat ditulis tidak ikut."""
    kiriman = [(bidang, b) for bidang, daftar in request.FILES.lists() for b in daftar if b.name]
    hasil = []
    for bidang, satu in kiriman[:TERBANYAK]:
        if not isinstance(satu, UploadedFile) or (satu.size or 0) > settings.BERKAS_MAKS_BYTE:
            continue
        with contextlib.suppress(OSError):
            satu.seek(0)
            tempat = default_storage.save(f"{FOLDER}/{secrets.token_hex(16)}", satu)
            hasil.append(BerkasTitipan(bidang, str(satu.name), satu.content_type or "", tempat))
    return tuple(hasil)


def lampirkan(request: HttpRequest, berkas: tuple[BerkasTitipan, ...]) -> None:
    """Pasang yang tertahan pada kiriman ini; bidang yang berkasnya dipilih lagi dibiarkan."""
    dipilih = set(request.FILES)
    for satu in berkas:
        if satu.bidang in dipilih or not default_storage.exists(satu.tempat):
            continue
        isi = default_storage.open(satu.tempat)
        request.FILES.appendlist(
            satu.bidang,
            UploadedFile(file=isi, name=satu.nama, content_type=satu.jenis, size=isi.size),
        )


def buang(berkas: tuple[BerkasTitipan, ...]) -> None:
    """Hapus yang tertahan; yang belum terhapus disapu kemudian."""
    for satu in berkas:
        with contextlib.suppress(OSError):
            default_storage.delete(satu.tempat)
