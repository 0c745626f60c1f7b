"""U15, U16, U17: formulir yang ditolak menyimpan isiannya, punya ringkasan galat, dan dapat disimpan dahulu tanpa skrip.

Tiap formulir yang ditemukan perayap dikirim kosong dan dikirim dengan isian yang keliru; jawabannya dibaca tanpa peramban.
"""

import re
from html import unescape
from typing import Any

import pytest

from mutu.catat import catat
from tests.e2e.pakai.formulir import TEKS, Formulir, baca
from tests.e2e.pakai.perayap import HARI, Halaman, Perayap

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
RINGKASAN = re.compile(r'<div class="galat-ringkas".*?</div>', re.DOTALL)
TAUTAN = re.compile(r'<a href="#([^"]+)"')
BERTEKS = {"text", "textarea", "search", "email", "url", "tel", "number", "date", "datetime-local"}
# Rahasia tidak pernah dikirim balik ke halaman; "situs" jebakan robot.
RAHASIA = re.compile(r"sandi|password|kode|code|token|^situs$", re.IGNORECASE)


def ditolak(perayap: Perayap, halaman: Halaman, formulir: Formulir, isi: dict[str, Any]) -> Halaman | None:
    """Halaman galat sesudah kiriman itu; None bila diterima atau dibawa ke halaman lain."""
    with perayap.titik():
        hasil = perayap.jawaban(halaman, formulir, isi, formulir.tombol[0] if formulir.tombol else ())
    return hasil if hasil is not None and hasil.keadaan == "galat" else None


def kurang_ringkas(galat: Halaman) -> str:
    """Yang kurang dari ringkasan galatnya; kosong bila lengkap."""
    ringkasan = RINGKASAN.search(galat.badan)
    if ringkasan is None:
        return "tanpa ringkasan galat"
    if "autofocus" not in ringkasan[0] or 'role="alert"' not in ringkasan[0]:
        return "ringkasannya tidak menerima fokus"
    hilang = [t for t in TAUTAN.findall(ringkasan[0]) if f'id="{t}"' not in galat.badan]
    if hilang:
        return f"tautan tanpa tujuan: {hilang}"
    kata = [unescape(t).strip() for t in re.findall(r"<a href=[^>]*>(.*?)</a>", ringkasan[0], re.DOTALL)]
    sisa = unescape(galat.badan.replace(ringkasan[0], ""))
    beda = [k for k in kata if k.split(": ", 1)[-1] not in sisa]
    return f"kata di ringkasan tidak ada di bidangnya: {beda}" if beda else ""


def keliru(formulir: Formulir) -> dict[str, Any]:
    """Isian panjang di semua kotak teks dan satu bidang wajib yang dikosongkan, supaya pasti ditolak."""
    isi: dict[str, Any] = formulir.terisi(HARI)
    for bidang in formulir.isian:
        if bidang.jenis in {"date", "datetime-local", "number", "email"}:
            isi[bidang.nama] = ["31-02-2026x"]
    return isi


def hilang(galat: Halaman, formulir: Formulir, isi: dict[str, Any]) -> list[str]:
    """Bidang yang isiannya tidak ada lagi di formulir pada halaman galat."""
    kembali = next(
        (f for f in baca(galat.badan) if set(formulir.bidang) & set(f.bidang) and f.cara == "post"), None
    )
    semua = {n: b for f in baca(galat.badan) if f.cara == "post" for n, b in f.bidang.items()}
    if kembali is None:
        return ["formulirnya tidak ada lagi"]
    return [
        bidang.nama
        for bidang in formulir.isian
        if bidang.jenis in BERTEKS | {"select", "radio", "checkbox"}
        and not RAHASIA.search(bidang.nama)
        and any(isi.get(bidang.nama, []))
        and [n.strip() for n in semua.get(bidang.nama, bidang).nilai] != [n.strip() for n in isi[bidang.nama]]
    ]


def test_ringkasan_galat_dan_isian_tetap_ada(perayap: Perayap) -> None:
    diperiksa = 0
    ringkas: list[str] = []
    lenyap: list[str] = []
    for halaman, formulir in perayap.formulir():
        if not formulir.isian:
            continue
        for isi in (formulir.kosong(), keliru(formulir)):
            galat = ditolak(perayap, halaman, formulir, isi)
            if galat is None:
                continue
            diperiksa += 1
            if kurang := kurang_ringkas(galat):
                ringkas.append(f"{halaman} → {formulir.tujuan}: {kurang}")
            if tidak_ada := hilang(galat, formulir, isi):
                lenyap.append(f"{halaman} → {formulir.tujuan}: {tidak_ada}")
    catat("U17", f"{len(ringkas)} dari {diperiksa} penolakan tanpa ringkasan yang lengkap", lulus=not ringkas)
    catat("U15", f"{len(lenyap)} dari {diperiksa} penolakan kehilangan isian", lulus=not lenyap)
    assert diperiksa >= 60
    assert not ringkas, "\n".join(ringkas)
    assert not lenyap, "\n".join(lenyap)


def test_formulir_panjang_dapat_disimpan_dahulu_tanpa_skrip(perayap: Perayap) -> None:
    """Lebih dari tiga isian: ada tombol simpan, atau tombolnya memang menyimpan dan dapat diubah lagi."""
    tanpa, panjang = [], 0
    for halaman, formulir in perayap.formulir():
        if len([b for b in formulir.isian if b.jenis in BERTEKS | {"select"}]) > 3:
            panjang += 1
            if not any(re.search(r"[Ss]impan|[Dd]raf", tombol[2]) for tombol in formulir.tombol):
                tanpa.append(f"{halaman} → {formulir.tujuan}: {[t[2] for t in formulir.tombol]}")
    catat("U16", f"{panjang - len(tanpa)} dari {panjang} formulir berisian lebih dari tiga", lulus=not tanpa)
    assert not tanpa, "\n".join(tanpa)


def test_ukurannya_dapat_gagal() -> None:
    """Kendali: ringkasan yang hilang, tautan buntu, dan isian yang hilang ketahuan."""
    formulir = baca('<form method="post"><input name="a"><textarea name="b">x</textarea></form>')[0]
    kosong = Halaman("x", "pegawai", "galat", "/x/", '<form method="post"><input name="a" value=""></form>')
    assert kurang_ringkas(kosong) == "tanpa ringkasan galat"
    assert hilang(kosong, formulir, {"a": [TEKS], "b": ["x"]}) == ["a"]
    buntu = '<div class="galat-ringkas" role="alert" autofocus><a href="#id_a">A</a></div>'
    assert kurang_ringkas(Halaman("x", "pegawai", "galat", "/x/", buntu)) == "tautan tanpa tujuan: ['id_a']"
