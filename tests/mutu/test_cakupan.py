"""Angka cakupan dihitung dari barisnya, dan alamat serta templat yang dijaga memang yang ada di proyek."""

from pathlib import Path

from django.urls import get_resolver, resolve

from mutu.cakupan import AKAR, bagian, dilalui, pola_alamat, templat_proyek
from mutu.lalui import berkas_typst

LAPORAN = {
    "files": {
        "penilaian/permissions.py": {"executed_lines": [1, 2, 3], "missing_lines": []},
        "penilaian/rules/nilai.py": {"executed_lines": [1], "missing_lines": [7, 9]},
        "penilaian/views/hasil.py": {"executed_lines": [1, 2, 3, 4], "missing_lines": []},
    }
}


def test_bagian_menurut_pola_menyebut_baris_yang_terlewat() -> None:
    izin, aturan, semua = (
        bagian(LAPORAN, pola) for pola in (("*/permissions.py",), ("*/rules/*.py",), ("*",))
    )
    assert (izin.dilalui, izin.semua, izin.persen) == (3, 3, 100.0)
    assert (aturan.dilalui, aturan.semua, aturan.terlewat) == (1, 3, {"penilaian/rules/nilai.py": [7, 9]})
    assert (semua.dilalui, semua.semua) == (8, 10)


def test_pola_alamat_tertulis_seperti_yang_dicatat_saat_dilalui() -> None:
    pola = set(pola_alamat("", get_resolver().url_patterns))
    assert {resolve("/").route, resolve("/masuk/").route, resolve("/capaian/1/2/").route} <= pola


def test_templat_proyek_termasuk_kerangka_dan_halaman_galat() -> None:
    assert {"dasar.html", "500.html"} <= templat_proyek()


def test_yang_dilalui_tiap_pekerja_digabung(tmp_path: Path) -> None:
    berkas = tmp_path / "lalui.jsonl"
    assert dilalui(berkas, "alamat") == set()
    berkas.write_text('{"alamat": ["a"], "templat": ["x"]}\n{"alamat": ["b"], "templat": []}\n')
    assert (dilalui(berkas, "alamat"), dilalui(berkas, "templat")) == ({"a", "b"}, {"x"})


def test_templat_dokumen_disebut_bersama_yang_diimpornya() -> None:
    dipakai = berkas_typst(AKAR / "templates" / "dokumen" / "piagam.typ")
    assert dipakai == {"dokumen/piagam.typ", "dokumen/rangka.typ"} <= templat_proyek()
