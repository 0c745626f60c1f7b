"""Tulisan yang terkirim saat sesinya sudah habis, disimpan sampai orangnya masuk lagi.

Disimpan di sesi tamu pada peladen, paling lama satu jam, dan hanya untuk orang yang sama: pemilik sesi yang baru habis,
atau NIP di kuki perangkat yang bertanda tangan. Robot tanpa kuki itu tidak dapat menitipkan apa pun.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

KUNCI = "tulisan"
UMUR = timedelta(hours=1)
BATAS_BYTE = 200 * 1024
# Rahasia tidak pernah disimpan, juga bila kelak ada bidang baru yang bernama serupa.
RAHASIA = re.compile(r"sandi|password|csrf|token|credential|secret|^(kode|code|otp)$", re.IGNORECASE)
# Bidang yang dikirim lagi tetapi tidak perlu dibaca orang.
TEKNIS = re.compile(r"^(versi|kunci|next|tanda|aksi|.*_id|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)$")


@dataclass(frozen=True, slots=True)
class Tulisan:
    """Isian yang belum tersimpan: ke mana dikirim, apa isinya, berkas apa yang perlu dipilih lagi."""

    alamat: str
    isian: tuple[tuple[str, str], ...]
    berkas: tuple[str, ...]

    @property
    def terbaca(self) -> list[tuple[str, str]]:
        """Yang ditampilkan: bidang berisi, dengan nama yang enak dibaca."""
        return [(_sebut(n), i) for n, i in self.isian if i.strip() and not TEKNIS.match(n)]


def dari_permintaan(request: HttpRequest) -> Tulisan:
    """Isian kiriman ini tanpa rahasia; berkas hanya namanya."""
    isian = tuple(
        (nama, isi)
        for nama, daftar in request.POST.lists()
        if not RAHASIA.search(nama)
        for isi in daftar
        if isinstance(isi, str)
    )
    berkas = tuple(b.name for _, daftar in request.FILES.lists() for b in daftar if b.name)
    return Tulisan(request.get_full_path(), isian, berkas)


def simpan(sesi: SessionBase, tulisan: Tulisan, *, nip: str, sekarang: datetime) -> bool:
    """Titipkan pada sesi. False bila tidak ada yang ditulis atau lebih dari 200 KB."""
    if not nip or not tulisan.terbaca:
        return False
    isi: dict[str, Any] = {
        "alamat": tulisan.alamat,
        "isian": list(tulisan.isian),
        "berkas": list(tulisan.berkas),
        "nip": nip,
        "sampai": (sekarang + UMUR).timestamp(),
    }
    if len(json.dumps(isi)) > BATAS_BYTE:
        return False
    sesi[KUNCI] = isi
    return True


def ambil(sesi: SessionBase, *, nip: str, sekarang: datetime) -> Tulisan | None:
    """Tulisan milik orang itu yang masih berumur; milik orang lain atau yang lewat waktu dibuang."""
    isi = sesi.get(KUNCI)
    if not isinstance(isi, Mapping):
        return None
    if isi["nip"] != nip or isi["sampai"] < sekarang.timestamp():
        buang(sesi)
        return None
    return Tulisan(isi["alamat"], tuple((n, i) for n, i in isi["isian"]), tuple(isi["berkas"]))


def buang(sesi: SessionBase) -> None:
    """Lupakan titipan itu."""
    sesi.pop(KUNCI, None)


def _sebut(nama: str) -> str:
    rapat = nama.rsplit("-", 1)[-1].replace("_", " ").strip()
    return rapat[:1].upper() + rapat[1:]
