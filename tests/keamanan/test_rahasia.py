"""Nilai yang tidak boleh tertebak: pembangkitnya `secrets`, dan sedikitnya 128 bit."""

import ast
from collections.abc import Callable
from math import log2

from django.contrib.auth.tokens import default_token_generator

from inti.services.dokumen.terbit import BITA_KODE
from kepegawaian.models import Pegawai
from kepegawaian.services import kode, surel
from mutu.catat import catat
from tests.pagar import AKAR, APLIKASI
from umpan_balik import sidik


def bit_acak(panjang: int, tanda: int) -> float:
    return panjang * log2(tanda)


def bit_tautan_sandi() -> float:
    """Tautan sandi: HMAC-SHA256 yang dipotong separuh oleh Django; panjangnya dari tanda sungguhan."""
    satu = Pegawai(pk=1, nip="1", password="x", email="")
    return bit_acak(len(default_token_generator.make_token(satu).partition("-")[2]), 16)


RAHASIA: dict[str, Callable[[], float]] = {
    "kode pelacakan warga": lambda: bit_acak(len(sidik.kode_pelacakan(sidik.kunci_acak())), 32),
    "kode kunjungan": lambda: bit_acak(len(sidik.kode_kunjungan(sidik.kunci_acak(), 1)), 32),
    "kunci formulir": lambda: float(len(sidik.kunci_acak().bytes) * 8),
    "alamat tablet loket": lambda: bit_acak(sidik.PANJANG_KIOS, len(sidik.ABJAD)),
    "kode periksa dokumen": lambda: BITA_KODE * 8.0,
    "tautan sandi": bit_tautan_sandi,
    "tautan ganti surel": lambda: 32 * 8.0,
    "kode masuk sekali pakai": lambda: bit_acak(kode.PANJANG, len(kode.ABJAD)),
}
DIKETIK = {"kode masuk sekali pakai"}


def test_setiap_rahasia_sedikitnya_128_bit() -> None:
    bit = {nama: hitung() for nama, hitung in RAHASIA.items()}
    kurang = {nama: round(n) for nama, n in bit.items() if n < 128}
    catat(
        "V11.5.1",
        f"{len(bit) - len(kurang)} dari {len(bit)} rahasia ≥ 128 bit"
        + "".join(f"; {nama} {n} bit" for nama, n in kurang.items()),
        lulus=not kurang,
    )
    assert set(kurang) == DIKETIK, (
        "yang diketik orang dari kertas dijaga umur, sekali pakai, dan pembatas tebakan"
    )


def test_tautan_ganti_surel_dan_kode_periksa_memang_sepanjang_itu() -> None:
    naskah = (AKAR / surel.__file__).read_text()
    assert "secrets.token_urlsafe(32)" in naskah
    assert BITA_KODE >= 16


def test_kunci_formulir_memakai_semua_bitnya() -> None:
    """uuid4 menetapkan enam bit; di sini setiap bit muncul dengan kedua nilainya."""
    semua = [sidik.kunci_acak().int for _ in range(200)]
    assert all(0 < sum(n >> bit & 1 for n in semua) < 200 for bit in range(128))
    assert len(set(semua)) == 200


# Nomor baris tanpa waktu pada jawaban tanpa nama: pengenal, bukan rahasia.
BUKAN_RAHASIA = {"umpan_balik/models/rekan.py"}
LEMAH = {"random", "uuid1", "uuid4", "get_random_string"}


def pembangkit_lemah(naskah: str) -> list[str]:
    """uuid1, uuid4, get_random_string, dan impor random."""
    temuan = []
    for simpul in ast.walk(ast.parse(naskah)):
        if isinstance(simpul, ast.Name | ast.Attribute):
            temuan.append(getattr(simpul, "id", getattr(simpul, "attr", "")))
        elif isinstance(simpul, ast.Import):
            temuan += [a.name for a in simpul.names if a.name == "random"]
    return [satu for satu in temuan if satu in LEMAH]


def test_tidak_ada_pembangkit_lemah_di_luar_data_contoh() -> None:
    temuan = {}
    for aplikasi in APLIKASI:
        for satu in sorted((AKAR / aplikasi).rglob("*.py")):
            jalur = satu.relative_to(AKAR).as_posix()
            if "/demo/" in jalur or "/migrations/" in jalur or jalur in BUKAN_RAHASIA:
                continue
            if lemah := pembangkit_lemah(satu.read_text()):
                temuan[jalur] = lemah
    assert not temuan


def test_pembandingnya_pembangkit_lemah_ditemukan() -> None:
    for isi in ("import random", "x = uuid4()", "y = uuid.uuid4()"):
        assert pembangkit_lemah(isi)
    assert not pembangkit_lemah("import secrets\nx = secrets.token_hex(16)")
