"""Setiap uji yang menjaga punya kembaran: uji yang sama dijalankan dengan satu pagar dimatikan, dan harus jatuh.

Daftarnya di tests/<aplikasi>/sanggahan.txt: nama uji, lalu pagar yang dijaganya, menjorok di bawahnya. Kembarannya
terkumpul di sebelah uji aslinya, memakai perlengkapan yang sama, dan lulus hanya bila pernyataan uji itu sendiri tidak
terpenuhi lagi. Semuanya saja: make test ARGS='-k tanpa:'.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from django.core.exceptions import MultipleObjectsReturned
from django.db import IntegrityError

from mutu.catat import LINGKUNGAN
from tests.pagar import AKAR, APLIKASI, Pagar

PAGAR = pytest.StashKey[Pagar]()
# Ditolak penjaga lain dengan kalimat lain: yang dilarang tetap tidak terjadi, jadi belum membuktikan apa pun.
PENJAGA_LAIN = "Regex pattern did not match"
LAMA = " (panjang)"


@dataclass
class Daftar:
    """Isi satu sanggahan.txt."""

    uji: dict[str, list[Pagar]] = field(default_factory=lambda: defaultdict(list))
    berlapis: dict[str, str] = field(default_factory=dict)
    belum: set[str] = field(default_factory=set)
    panjang: set[Pagar] = field(default_factory=set)


def baca(naskah: str) -> Daftar:
    """Uji rata kiri, pagarnya menjorok (“sebutan | cara”); “berlapis” untuk yang ditolak pagar lain, “belum” untuk utang."""
    hasil, kini = Daftar(), ""
    for baris in filter(str.strip, naskah.splitlines()):
        if baris.startswith("#"):
            continue
        sebutan, _, cara = (bagian.strip() for bagian in baris.partition(" | "))
        if baris.startswith("berlapis "):
            hasil.berlapis[sebutan.removeprefix("berlapis ")] = cara
        elif baris.startswith("belum "):
            hasil.belum.add(sebutan.removeprefix("belum "))
        elif baris.startswith(" "):
            pagar = Pagar(sebutan.removesuffix(LAMA), cara.removesuffix(LAMA))
            hasil.uji[kini].append(pagar)
            if baris.endswith(LAMA):
                hasil.panjang.add(pagar)
        else:
            kini = sebutan
    return hasil


@cache
def daftar() -> Daftar:
    """Semua daftar digabung."""
    hasil = Daftar()
    for aplikasi in APLIKASI:
        berkas = AKAR / "tests" / aplikasi / "sanggahan.txt"
        satu = baca(berkas.read_text() if berkas.exists() else "")
        for uji, pagar in satu.uji.items():  # uji yang sama dapat menjaga pagar dua aplikasi
            hasil.uji[uji] += pagar
        hasil.berlapis |= satu.berlapis
        hasil.panjang |= satu.panjang
        hasil.belum |= satu.belum
    return hasil


def tambahkan(hasil: Any) -> Any:
    """Sisipkan kembaran sesudah uji yang baru terkumpul.

    Uji berparameter cukup dengan parameter pertamanya, kecuali daftarnya menyebut parameternya.
    """
    if not isinstance(hasil, list) or not hasil or not isinstance(hasil[0], pytest.Function):
        return hasil
    tambahan = []
    for uji in hasil:
        nama = {uji.nodeid, *([uji.nodeid.split("[")[0]] if uji is hasil[0] else [])}
        tambahan += [
            _kembaran(uji, p) for n in sorted(nama) for p in daftar().uji.get(n.removeprefix("tests/"), ())
        ]
    return hasil + tambahan


def _kembaran(uji: pytest.Function, pagar: Pagar) -> pytest.Function:
    nama = f"{uji.originalname}[tanpa:{pagar.sebutan.split(':', 1)[1]}]"
    satu: pytest.Function = pytest.Function.from_parent(
        uji.parent,
        name=nama,
        callspec=getattr(uji, "callspec", None),
        callobj=uji.obj,
        fixtureinfo=uji._fixtureinfo,
        originalname=nama,  # sebagian dari nomor ujinya; pekerja xdist membedakan uji menurut nomor itu
    )
    satu.stash[PAGAR] = pagar
    # Utas yang jatuh di dalam balapan tanpa kunci memang yang hendak diperlihatkan.
    satu.add_marker(pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"))
    if pagar in daftar().panjang:
        satu.add_marker(pytest.mark.panjang)
    return satu


def jalankan(uji: pytest.Function) -> Iterator[None]:
    """Penyambung `pytest_pyfunc_call`: kembaran lulus hanya bila ujinya jatuh pada pernyataannya sendiri."""
    pagar = uji.stash.get(PAGAR, None)
    if pagar is None:
        return (yield)
    with pytest.MonkeyPatch.context() as tambal:
        # Angka tanpa pagarnya bukan angka produk ini.
        tambal.delenv(LINGKUNGAN, raising=False)
        pagar.matikan(tambal)
        try:
            yield
        except (AssertionError, pytest.fail.Exception, MultipleObjectsReturned) as jatuh:
            if PENJAGA_LAIN in str(jatuh):
                pytest.fail(f"Tanpa {pagar.sebutan} pagar lain menolaknya: {jatuh}")
            return True
        except IntegrityError:
            # Tanpa kunci, basis data masih menolak yang kembar, tetapi orangnya mendapat galat dan bukan jawaban.
            if not pagar.sebutan.endswith(":kunci"):
                raise
            return True
    pytest.fail(f"Tanpa {pagar.sebutan} uji ini tetap lulus: ia tidak menjaganya.")
