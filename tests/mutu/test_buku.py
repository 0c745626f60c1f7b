"""Angka lama bertahan sampai diukur lagi, dan halamannya menyebut yang belum lulus beserta sebabnya."""

import json
from pathlib import Path

import pytest

from mutu import batas, buku, halaman
from mutu.batas import Baris
from mutu.buku import Nilai

DAFTAR = [
    Baris(id="A1", janji="Tiap alamat punya baris", batas="0 menyimpang"),
    Baris(id="K5", janji="Antrean mati", batas="≤ 1 detik", catatan="Mesin sibuk. Ukur lagi di mesin sepi."),
]
LULUS = Nilai("A1", "0 menyimpang", "0 dari 2.500", True, "2026-11-22", "make mutu ARGS=A1")
LAMBAT = Nilai("K5", "≤ 1 detik", "3,45 detik", False, "2026-11-20", "ULANG=3 make mutu ARGS=K5")


def test_yang_baru_menggantikan_dan_yang_lain_tetap() -> None:
    lebih_cepat = Nilai("K5", "≤ 1 detik", "0,9 detik", True, "2026-11-23", "make mutu ARGS=K5")
    assert buku.susun(DAFTAR, {"A1": LULUS, "K5": LAMBAT}, {"K5": lebih_cepat}) == [LULUS, lebih_cepat]


def test_yang_belum_pernah_diukur_tidak_lulus() -> None:
    belum = buku.susun(DAFTAR, {}, {})[0]
    assert (belum.nilai, belum.lulus, belum.tanggal) == ("belum diukur", False, "")


def test_batas_menurut_daftar_dan_baris_yang_dihapus_ikut_hilang() -> None:
    lama = {"A1": Nilai("A1", "batas lama", "0", True, "2026-01-01", "x"), "K9": LAMBAT}
    assert [(n.id, n.batas, n.nilai) for n in buku.susun(DAFTAR[:1], lama, {})] == [
        ("A1", "0 menyimpang", "0")
    ]


def test_tulis_menggabungkan_dan_membuat_kedua_berkas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(buku, "semua", lambda: DAFTAR)
    buku.tulis({"K5": LAMBAT}, tmp_path)
    buku.tulis({"A1": LULUS}, tmp_path)
    assert json.loads((tmp_path / "mutu.json").read_text())[0] == {
        "id": "A1",
        "batas": "0 menyimpang",
        "nilai": "0 dari 2.500",
        "lulus": True,
        "tanggal": "2026-11-22",
        "perintah": "make mutu ARGS=A1",
    }
    assert buku.baca(tmp_path) == {"A1": LULUS, "K5": LAMBAT}
    assert (tmp_path / "mutu.md").read_text() == halaman.halaman(DAFTAR, [LULUS, LAMBAT])


def test_halaman_menampakkan_yang_belum_lulus_dengan_sebabnya() -> None:
    isi = halaman.halaman(DAFTAR, [LULUS, LAMBAT])
    assert "2 baris: 1 lulus, 1 belum lulus, 0 belum diukur." in isi
    assert "| K5 | ≤ 1 detik | 3,45 detik | Mesin sibuk. Ukur lagi di mesin sepi. |" in isi
    assert "| **belum lulus** | 20 November 2026 | `ULANG=3 make mutu ARGS=K5` |" in isi
    assert isi.index("## Belum lulus") < isi.index("## Izin")


def test_halaman_tanpa_yang_tertinggal_tidak_punya_bagian_itu() -> None:
    assert "## Belum lulus" not in halaman.halaman(DAFTAR[:1], [LULUS])


def test_batang_tegak_di_dalam_teks_tidak_memecah_tabel() -> None:
    isi = halaman.halaman(DAFTAR[:1], [Nilai("A1", "0", "a|b\nc", True, "2026-11-22", "")])
    assert "a\\|b c" in isi


@pytest.mark.parametrize(
    ("id_baris", "kelompok"),
    [("K5", "K"), ("V1.2.10", "V"), ("JAM", "JAM"), ("SC3", "SC"), ("TUTUP1", "TUTUP")],
)
def test_kelompok_menurut_huruf_di_depan(id_baris: str, kelompok: str) -> None:
    assert batas.kelompok_dari(id_baris) == kelompok


def test_urutan_menurut_kelompok_lalu_bilangan() -> None:
    acak = ["U10", "U2", "V1.2.10", "V1.2.4", "K1", "A2", "JAM", "A1"]
    assert sorted(acak, key=batas.kunci_urut) == ["A1", "A2", "K1", "JAM", "U2", "U10", "V1.2.4", "V1.2.10"]


def test_pilih_menurut_id_atau_kelompok(monkeypatch: pytest.MonkeyPatch) -> None:
    lain = Baris(id="K6", janji="", batas="")
    monkeypatch.setattr(batas, "semua", lambda: [*DAFTAR, lain])
    assert [b.id for b in batas.pilih(["K"])] == ["K5", "K6"]
    assert [b.id for b in batas.pilih(["K6", "A1"])] == ["A1", "K6"]
    assert [b.id for b in batas.pilih([])] == ["A1", "K5", "K6"]
    with pytest.raises(ValueError, match="Z9"):
        batas.pilih(["A1", "Z9"])
