"""U19: satu bahasa. Tiap halaman dalam tiap keadaan dibaca; kata antarmuka Inggris hanya yang ada di daftar izin."""

import re
from html import unescape

import pytest

from mutu.catat import catat
from tests.asn_kinerja.test_kata import nama_lain
from tests.e2e.pakai.perayap import Perayap

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
# Kata Inggris yang lazim di antarmuka dan tidak ada di bahasa Indonesia; “Enter” nama tombol papan ketik, jadi tidak ikut.
KATA = (
    "the and of is are was were this that these those with from your you please click here save cancel delete edit update "
    "create add remove search filter sort next previous back home page view show hide open close yes required optional field "
    "value values name names email password username login logout sign account settings profile upload download file files "
    "choose select submit reset send message messages warning success failed failure invalid error errors must should cannot "
    "can't don't has have been not found forbidden denied allowed unknown none null true false loading welcome hello help about "
    "contact terms privacy policy report reports list table row column date time day week month year today yesterday score "
    "weight owner pending approved rejected draft closed active inactive all any other more less than type "
    "key code verify authentication authenticator security recovery device token session expired confirm continue skip done "
    "feedback review reviewer manager employee team goal goals deadline summary details settings user users public private"
)
INGGRIS = frozenset(re.findall(r"[\w']+", KATA))
BUANG = re.compile(r"<(script|style|code|pre|svg|kbd)\b.*?</\1>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
ASING = re.compile(r'<(\w+)[^>]*\blang="(?!id)[a-z]+".*?</\1>', re.DOTALL)
TERBACA = re.compile(r'\b(?:aria-label|title|placeholder|alt)="([^"]*)"')


def terbaca(html: str) -> str:
    """Yang dibaca atau dibacakan orang di halaman itu; bagian berbahasa lain yang ditandai `lang` tidak ikut."""
    badan = BUANG.sub(" ", html[html.find("<title>") :])
    badan = ASING.sub(" ", badan)
    return unescape(" ".join([re.sub(r"<[^>]*>", " ", badan), *TERBACA.findall(badan)]))


def inggris(teks: str) -> list[str]:
    """Kata Inggris di teks itu, sekali saja; alamat dan surel bukan kata."""
    bersih = re.sub(r"\S*[@/\\]\S*|\b\w+\.\w+\b", " ", teks)
    kata = {k.lower() for k in re.findall(r"[A-Za-z']+", bersih)}
    return sorted(kata & INGGRIS)


def test_semua_halaman_satu_bahasa(perayap: Perayap) -> None:
    semua = [h for h in perayap.halaman(semua=True) if "?b=en" not in h.jalur]
    asing: dict[str, str] = {}
    for halaman in semua:
        teks = terbaca(halaman.badan)
        for kata in [*inggris(teks), *nama_lain(teks)]:
            asing.setdefault(kata, str(halaman))
    catat("U19", f"{len(asing)} kata asing atau nama ganda di {len(semua)} halaman", lulus=not asing)
    assert not asing, "\n".join(f"{k}: {h}" for k, h in asing.items())


def test_ukurannya_dapat_gagal() -> None:
    assert inggris(terbaca('<title>x</title><p title="Please wait">Save <code>delete</code></p>')) == [
        "please",
        "save",
    ]
    assert inggris("Target dan status capaian") == []
