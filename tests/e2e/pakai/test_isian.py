"""U15, U16, U17: formulir yang ditolak menyimpan isiannya, punya ringkasan galat, dan dapat disimpan dahulu tanpa skrip.

Tiap formulir yang ditemukan perayap dikirim kosong, dengan semua isian keliru, dan dengan satu saja yang keliru (berkasnya
terlampir); jawabannya dibaca tanpa peramban.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any

import pytest

from mutu.catat import catat
from tests.e2e.pakai.formulir import TEKS, Formulir, baca
from tests.e2e.pakai.perayap import HARI, Halaman, Perayap, berkas_kecil

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
RINGKASAN = re.compile(r'<div class="galat-ringkas".*?</div>', re.DOTALL)
TAUTAN = re.compile(r'<a href="#([^"]+)"')
TEGURAN = re.compile(r'class="pesan pesan--(awas|stop)" role=')
BERTEKS = {"text", "textarea", "search", "email", "url", "tel", "number", "date", "datetime-local"}
# Rahasia tidak pernah dikirim balik ke halaman; "situs" jebakan robot.
BERFORMAT = {"date", "datetime-local", "number", "email"}
SALAH = ["31-02-2026x"]
TERLALU_PANJANG = TEKS * 10
# Tablet loket dipakai bergantian: yang tersimpan di alatnya terbaca orang berikutnya. Di ponsel sendiri formulir itu
# dibuka lewat QR di poster, dan di sana tombolnya ada.
ALAT_BERSAMA = {"umpan_balik:survei_kios"}
RAHASIA = re.compile(r"sandi|password|kode|code|token|^situs$", re.IGNORECASE)


def dijawab(perayap: Perayap, halaman: Halaman, formulir: Formulir, isi: dict[str, Any]) -> Halaman | None:
    """Halaman sesudah kiriman itu; None bila bukan halaman."""
    with perayap.titik():
        return perayap.jawaban(halaman, formulir, isi, formulir.tombol[0] if formulir.tombol else ())


def ditegur(sesudah: Halaman, formulir: Formulir, isi: dict[str, Any]) -> list[str]:
    """Tulisan yang hilang bila kirimannya ditolak dengan teguran di halaman lain; kosong bila diterima."""
    if sesudah.keadaan != "sesudah" or not TEGURAN.search(sesudah.badan):
        return []
    ada = unescape(sesudah.badan)
    tulisan = [b for b in formulir.isian if b.jenis in {"text", "textarea"} and not RAHASIA.search(b.nama)]
    return [
        bidang.nama
        for bidang in tulisan
        for teks in isi.get(bidang.nama, [])
        if teks.strip() and teks not in bidang.nilai and teks not in ada
    ]


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
    """Kotak berbaris tunggal terlalu panjang dan semua tanggal serta angka salah format, supaya ditolak."""
    isi: dict[str, Any] = formulir.terisi(HARI)
    for bidang in formulir.isian:
        if bidang.jenis in BERFORMAT:
            isi[bidang.nama] = SALAH
        elif bidang.jenis == "text" and not bidang.angka:
            isi[bidang.nama] = [TERLALU_PANJANG]
    return isi


def satu_keliru(formulir: Formulir) -> Iterator[dict[str, Any]]:
    """Terisi wajar beserta berkasnya, dengan satu isian saja yang keliru: salah format, terlalu panjang, atau wajib tetapi kosong."""
    wajar: dict[str, Any] = formulir.terisi(HARI)
    for bidang in formulir.isian:
        if bidang.jenis in BERFORMAT:
            yield wajar | terlampir(formulir) | {bidang.nama: SALAH}
        if bidang.jenis == "text" and not bidang.angka:
            yield wajar | terlampir(formulir) | {bidang.nama: [TERLALU_PANJANG]}
        if bidang.wajib and bidang.jenis in BERTEKS | {"select"}:
            yield wajar | terlampir(formulir) | {bidang.nama: [""]}


def terlampir(formulir: Formulir) -> dict[str, Any]:
    """Berkas untuk tiap bidang berkas; baru tiap kali, sebab sudah terbaca sesudah dikirim."""
    return {b.nama: berkas_kecil() for b in formulir.isian if b.jenis == "file"}


def berkas_hilang(galat: Halaman, formulir: Formulir, isi: dict[str, Any]) -> list[str]:
    """Bidang yang berkasnya tidak disebut lagi di halaman galat, kecuali bila berkas itu sendiri yang ditolak."""
    ringkasan = RINGKASAN.search(galat.badan)
    tautan = TAUTAN.findall(ringkasan[0]) if ringkasan else []
    return [
        bidang.nama
        for bidang in formulir.isian
        if bidang.jenis == "file"
        and bidang.nama in isi
        and not any(satu.endswith(bidang.nama) for satu in tautan)
        and isi[bidang.nama].name not in galat.badan
    ]


def bergelembung(formulir: Formulir) -> bool:
    """Peramban akan menahan kiriman dengan gelembungnya sendiri sebelum ringkasan galat kita tampil."""
    dibatasi = any(b.wajib or b.jenis in BERFORMAT | {"url"} for b in formulir.isian)
    return dibatasi and not formulir.novalidate


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
    gelembung: list[str] = []
    for halaman, formulir in perayap.formulir():
        if not formulir.isian:
            continue
        if bergelembung(formulir):
            gelembung.append(f"{halaman} → {formulir.tujuan}")
        for isi in (formulir.kosong(), keliru(formulir), *satu_keliru(formulir)):
            galat = dijawab(perayap, halaman, formulir, isi)
            if galat is None:
                continue
            if tertinggal := ditegur(galat, formulir, isi):
                lenyap.append(f"{halaman} → {formulir.tujuan}: ditegur di {galat.jalur}, hilang {tertinggal}")
            if galat.keadaan != "galat":
                continue
            diperiksa += 1
            if kurang := kurang_ringkas(galat):
                ringkas.append(f"{halaman} → {formulir.tujuan}: {kurang}")
            if tidak_ada := hilang(galat, formulir, isi) + berkas_hilang(galat, formulir, isi):
                lenyap.append(f"{halaman} → {formulir.tujuan}: {tidak_ada}")
    catat("U17", f"{len(ringkas)} dari {diperiksa} penolakan tanpa ringkasan yang lengkap", lulus=not ringkas)
    catat("U17", f"{len(gelembung)} formulir bergelembung peramban", lulus=not gelembung)
    catat("U15", f"{len(lenyap)} dari {diperiksa} penolakan kehilangan isian atau berkas", lulus=not lenyap)
    assert diperiksa >= 60
    assert not gelembung, "\n".join(gelembung)
    assert not ringkas, "\n".join(ringkas)
    assert not lenyap, "\n".join(lenyap)


def test_formulir_panjang_dapat_disimpan_dahulu_tanpa_skrip(perayap: Perayap) -> None:
    """Lebih dari tiga isian: ada tombol simpan, atau tombolnya memang menyimpan dan dapat diubah lagi."""
    tanpa, panjang = [], 0
    for halaman, formulir in perayap.formulir():
        if halaman.nama in ALAT_BERSAMA:
            assert not any("Simpan" in tombol[2] for tombol in formulir.tombol)
            continue
        if len([b for b in formulir.isian if b.jenis in BERTEKS | {"select"}]) > 3:
            panjang += 1
            if not any(re.search(r"[Ss]impan|[Dd]raf", tombol[2]) for tombol in formulir.tombol):
                tanpa.append(f"{halaman} → {formulir.tujuan}: {[t[2] for t in formulir.tombol]}")
    nilai = f"{panjang - len(tanpa)} dari {panjang} formulir berisian lebih dari tiga"
    catat("U16", f"{nilai}; tablet loket sengaja tidak menyimpan", lulus=not tanpa)
    assert not tanpa, "\n".join(tanpa)


def test_ukurannya_dapat_gagal() -> None:
    """Kendali: ringkasan yang hilang, tautan buntu, dan isian yang hilang ketahuan."""
    formulir = baca('<form method="post"><input name="a"><textarea name="b">x</textarea></form>')[0]
    teguran = Halaman(
        "x", "pegawai", "sesudah", "/y/", '<div class="pesan pesan--awas" role="status">Lengkapi.</div>'
    )
    assert ditegur(teguran, formulir, {"a": [TEKS], "b": ["x"]}) == ["a"]
    assert not ditegur(replace(teguran, badan=teguran.badan + TEKS), formulir, {"a": [TEKS], "b": ["x"]})
    kosong = Halaman("x", "pegawai", "galat", "/x/", '<form method="post"><input name="a" value=""></form>')
    assert kurang_ringkas(kosong) == "tanpa ringkasan galat"
    assert hilang(kosong, formulir, {"a": [TEKS], "b": ["x"]}) == ["a"]
    unggah = baca('<form method="post"><input name="a" required><input type="file" name="f"></form>')[0]
    assert bergelembung(unggah)
    assert berkas_hilang(kosong, unggah, terlampir(unggah)) == ["f"]
    assert [i["a"] for i in satu_keliru(unggah)] == [[TERLALU_PANJANG], [""]]
    buntu = '<div class="galat-ringkas" role="alert" autofocus><a href="#id_a">A</a></div>'
    assert kurang_ringkas(Halaman("x", "pegawai", "galat", "/x/", buntu)) == "tautan tanpa tujuan: ['id_a']"
