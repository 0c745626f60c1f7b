"""Tulisan yang terkirim saat sesinya sudah habis, disimpan sampai orangnya masuk lagi.

Disimpan di sesi tamu pada peladen, paling lama satu jam, dan hanya untuk orang yang sama: pemilik sesi yang baru habis,
atau NIP di kuki perangkat yang bertanda tangan. Robot tanpa kuki itu tidak dapat menitipkan apa pun.
"""

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from kepegawaian import titipan
from kepegawaian.titipan import BerkasTitipan

KUNCI = "tulisan"
UMUR = timedelta(hours=1)
BATAS_BYTE = 200 * 1024
# Bidang di formulir yang sudah terisi kembali: kirimannya boleh membawa berkas titipannya.
BIDANG = "tulisan_titipan"
# Rahasia tidak pernah disimpan, juga bila kelak ada bidang baru yang bernama serupa.
RAHASIA = re.compile(r"sandi|password|csrf|token|credential|secret|^(kode|code|otp)$", re.IGNORECASE)
# Bidang yang dikirim lagi tetapi tidak perlu dibaca orang.
TEKNIS = re.compile(r"^(versi|kunci|next|tanda|aksi|.*_id|.*-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS)$")


@dataclass(frozen=True, slots=True)
class Tulisan:
    """Isian yang belum tersimpan: ke mana dikirim, dari halaman mana, apa isinya, dan nama semua berkasnya.

    `dititip`: berkas yang isinya ikut disimpan; selebihnya perlu dipilih lagi. `tanda` mengenali kirimannya.
    """

    alamat: str
    isian: tuple[tuple[str, str], ...]
    berkas: tuple[str, ...]
    asal: str = ""
    dititip: tuple[BerkasTitipan, ...] = ()
    tanda: str = ""

    @property
    def pilih_lagi(self) -> list[str]:
        """Nama berkas yang isinya tidak tersimpan."""
        ada = {satu.nama for satu in self.dititip}
        return [nama for nama in self.berkas if nama not in ada]

    @property
    def terbaca(self) -> list[tuple[str, str]]:
        """Yang ditampilkan: bidang berisi, dengan nama yang enak dibaca."""
        return [(_sebut(n), i) for n, i in self.isian if i.strip() and not TEKNIS.match(n)]


def dari_permintaan(request: HttpRequest) -> Tulisan:
    """Isian kiriman ini tanpa rahasia; berkas hanya namanya."""
    isian = tuple(
        (nama, isi)
        for nama, daftar in request.POST.lists()
        if not RAHASIA.search(nama) and nama != BIDANG
        for isi in daftar
        if isinstance(isi, str)
    )
    berkas = tuple(b.name for _, daftar in request.FILES.lists() for b in daftar if b.name)
    return Tulisan(request.get_full_path(), isian, berkas, asal_dari(request))


def asal_dari(request: HttpRequest) -> str:
    """Halaman situs ini tempat tombolnya ditekan; kosong bila tidak diketahui."""
    asal = urlsplit(request.headers.get("Referer", ""))
    if asal.netloc != request.get_host():
        return ""
    return f"{asal.path}?{asal.query}" if asal.query else asal.path


def simpan(request: HttpRequest, tulisan: Tulisan, *, nip: str, sekarang: datetime) -> bool:
    """Titipkan pada sesi, beserta berkasnya. False bila tidak ada yang ditulis atau lebih dari 200 KB."""
    if not nip or not (tulisan.terbaca or tulisan.berkas):
        return False
    isi: dict[str, Any] = {
        "alamat": tulisan.alamat,
        "isian": list(tulisan.isian),
        "berkas": list(tulisan.berkas),
        "asal": tulisan.asal,
        "tanda": secrets.token_hex(8),
        "nip": nip,
        "sampai": (sekarang + UMUR).timestamp(),
    }
    if len(json.dumps(isi)) > BATAS_BYTE:
        return False
    buang(request.session)
    isi["dititip"] = [asdict(satu) for satu in titipan.titipkan(request)]
    request.session[KUNCI] = isi
    return True


def ambil(sesi: SessionBase, *, nip: str, sekarang: datetime) -> Tulisan | None:
    """Tulisan milik orang itu yang masih berumur; milik orang lain atau yang lewat waktu dibuang."""
    isi = sesi.get(KUNCI)
    if not isinstance(isi, Mapping):
        return None
    if isi["nip"] != nip or isi["sampai"] < sekarang.timestamp():
        buang(sesi)
        return None
    return Tulisan(
        alamat=isi["alamat"],
        isian=tuple((n, i) for n, i in isi["isian"]),
        berkas=tuple(isi["berkas"]),
        asal=isi.get("asal", ""),
        dititip=_dititip(isi),
        tanda=isi.get("tanda", ""),
    )


def buang(sesi: SessionBase) -> None:
    """Lupakan titipan itu, juga berkasnya."""
    isi = sesi.pop(KUNCI, None)
    if isinstance(isi, Mapping):
        titipan.buang(_dititip(isi))


def _dititip(isi: Mapping[str, Any]) -> tuple[BerkasTitipan, ...]:
    return tuple(BerkasTitipan(**satu) for satu in isi.get("dititip", []))


def _sebut(nama: str) -> str:
    rapat = nama.rsplit("-", 1)[-1].replace("_", " ").strip()
    return rapat[:1].upper() + rapat[1:]
