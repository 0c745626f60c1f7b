"""Yang dipakai bersama oleh view pelatihan."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from indikator.views.pintu import hari_ini, saya
from inti.galat import GalatAturan, TidakBerhak
from pelatihan.permissions import pengelola
from pelatihan.services.usulan import Banyak

PER_HALAMAN = 25
DIPILIH_TERBANYAK = 200


def mengelola(request: HttpRequest) -> bool:
    return pengelola(saya(request), pada=hari_ini())


def wajib_pengelola(request: HttpRequest) -> None:
    """403 bagi yang bukan pengurus pelatihan seluruh instansi."""
    if not mengelola(request):
        raise PermissionDenied


def dipilih(request: HttpRequest) -> list[int]:
    """Nomor usulan yang dicentang, tanpa ganda."""
    nomor = [
        int(n) for n in request.POST.getlist("pilih")[:DIPILIH_TERBANYAK] if n.isdecimal() and len(n) < 19
    ]
    return list(dict.fromkeys(nomor))


def kerjakan(request: HttpRequest, layanan: Callable[[], Any], berhasil: str) -> bool:
    """Panggil satu layanan tanpa formulir: pesan bila bukan saatnya, 403 bila tidak berhak."""
    try:
        layanan()
    except TidakBerhak as galat:
        raise PermissionDenied(galat.pesan) from galat
    except GalatAturan as galat:
        messages.warning(request, galat.pesan)
        return False
    messages.success(request, berhasil)
    return True


def kabarkan(request: HttpRequest, hasil: Banyak, kata: str) -> None:
    """Berapa yang berhasil, dan yang dilewati dengan sebabnya (paling banyak lima)."""
    if hasil.berhasil:
        messages.success(request, f"{len(hasil.berhasil)} usulan {kata}.")
    for usulan, sebab in hasil.dilewati[:5]:
        messages.warning(request, f"{usulan.pegawai.nama} dilewati. {sebab}")
    if len(hasil.dilewati) > 5:
        messages.warning(
            request, f"{len(hasil.dilewati) - 5} usulan lain dilewati karena sudah berpindah keadaan."
        )
