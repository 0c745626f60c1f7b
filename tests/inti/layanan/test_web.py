"""Perintah peladen web di README sama dengan yang dijalankan demo dan pengukuran."""

import shlex

from inti.layanan import web
from inti.layanan.setelan import AKAR


def test_readme_menulis_perintah_yang_dijalankan() -> None:
    teks = (AKAR / "README.md").read_text(encoding="utf-8").replace("\\\n", "")
    tertulis = next(shlex.split(baris) for baris in teks.splitlines() if baris.startswith("granian "))
    dijalankan = web.granian("asn_kinerja.wsgi:application", porta=1, pekerja=4)
    tempat = dijalankan.index("--host")
    del dijalankan[tempat : tempat + 4]
    assert tertulis == dijalankan
