"""Berkas yang ikut terkirim tetapi belum dapat diterima, ditahan supaya tidak perlu dipilih lagi.

Dua pemakaian: saat sesinya sudah habis (di samping tulisannya, kepegawaian/tulisan.py), dan saat formulirnya ditolak karena
isian lain (`tahan`; satu kiriman tiap sesi, jadi tidak menumpuk). Disimpan di folder bukti tanpa baris basis data; yang tidak
pernah diambil dibuang penyapu berkas tanpa baris. Isinya baru diperiksa sebagai berkas ketika dikirim lagi, seperti berkas lain.
"""

import contextlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

FOLDER = "bukti/titipan"
TERBANYAK = 5
# Kunci sesi, dan bidang di formulir yang ditolak: kirimannya membawa berkas titipan.
KUNCI = BIDANG = "berkas_titipan"
# Kotak centang untuk mengirim tanpa berkas itu.
LEPAS = "lepas_berkas"
UMUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class BerkasTitipan:
    """Satu berkas: bidang formulirnya, namanya, jenisnya, dan tempatnya."""

    bidang: str
    nama: str
    jenis: str
    tempat: str


@dataclass(frozen=True, slots=True)
class Titipan:
    """Berkas kiriman yang ditolak; `tanda` mengenali formulir yang boleh membawanya."""

    tanda: str = ""
    berkas: tuple[BerkasTitipan, ...] = ()

    @property
    def nama(self) -> list[str]:
        """Nama berkasnya, untuk ditampilkan."""
        return [satu.nama for satu in self.berkas]


def tahan(request: HttpRequest, *, nip: str, sekarang: datetime, kecuali: Collection[str] = ()) -> Titipan:
    """Tahan berkas kiriman yang ditolak sampai sejam; bidang `kecuali` yang berkasnya sendiri ditolak tidak ikut."""
    lama = request.session.get(KUNCI)
    baru = tuple(satu for satu in titipkan(request) if satu.bidang not in kecuali)
    lepas(request.session)
    if not baru:
        return Titipan()
    hasil = Titipan(_tanda_tetap(request, lama) or secrets.token_hex(8), baru)
    request.session[KUNCI] = {
        "tanda": hasil.tanda,
        "berkas": [asdict(satu) for satu in baru],
        "alamat": request.path,
        "nip": nip,
        "sampai": (sekarang + UMUR).timestamp(),
    }
    return hasil


def pasang(request: HttpRequest, *, nip: str, sekarang: datetime) -> None:
    """Kiriman dari formulir yang ditolak membawa lagi berkas titipan, kecuali yang dilepas orangnya."""
    isi = request.session.get(KUNCI)
    tanda = request.POST.get(BIDANG, "")
    if not tanda or not isinstance(isi, Mapping) or LEPAS in request.POST:
        return
    if (isi["tanda"], isi["alamat"], isi["nip"]) == (tanda, request.path, nip) and isi[
        "sampai"
    ] >= sekarang.timestamp():
        lampirkan(request, _berkas(isi))


def lepas(sesi: SessionBase) -> None:
    """Lupakan titipannya sesudah formulirnya diterima, juga isinya."""
    isi = sesi.pop(KUNCI, None)
    if isinstance(isi, Mapping):
        buang(_berkas(isi))


def _tanda_tetap(request: HttpRequest, lama: Any) -> str:
    """Tanda yang sudah ada di formulir itu dipakai terus, supaya tombol Kembali peramban tetap membawa berkasnya."""
    cocok = isinstance(lama, Mapping) and lama["tanda"] == request.POST.get(BIDANG)
    return str(lama["tanda"]) if cocok else ""


def _berkas(isi: Mapping[str, Any]) -> tuple[BerkasTitipan, ...]:
    return tuple(BerkasTitipan(**satu) for satu in isi.get("berkas", []))


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
    """Pasang titipan pada kiriman ini; bidang yang berkasnya dipilih lagi dibiarkan."""
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
    """Hapus titipan; yang belum terhapus disapu kemudian."""
    for satu in berkas:
        with contextlib.suppress(OSError):
            default_storage.delete(satu.tempat)
