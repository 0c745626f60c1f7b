"""Memasang isian tersimpan pada jawaban yang memuat formulirnya."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.template.loader import render_to_string

from inti.rules.isi_kembali import isi_kembali


def pasang(
    jawaban: HttpResponse, *, halaman: str, tujuan: str, isian: Sequence[tuple[str, str]], **kabar: object
) -> bool:
    """Isi formulir ke `tujuan` di jawaban itu, didahului kabarnya (komponen/isi_kembali.html). False bila tidak ada."""
    naskah = isi_kembali(
        jawaban.content.decode(),
        halaman=halaman,
        tujuan=tujuan,
        isian=isian,
        sisipan=render_to_string("komponen/isi_kembali.html", kabar),
    )
    if naskah is None:
        return False
    jawaban.content = naskah.encode()
    if "Content-Length" in jawaban.headers:
        jawaban.headers["Content-Length"] = str(len(jawaban.content))
    return True
