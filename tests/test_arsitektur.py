"""Gambar rumah tetap benar: impor hanya ke bawah, dan tiap lantai memegang janjinya."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

AKAR = Path(__file__).resolve().parent.parent
APLIKASI = ["inti", "kepegawaian", "indikator", "umpan_balik", "penilaian", "pelatihan", "asn_kinerja"]
LANTAI = ["rules", "models", "permissions", "queries", "services", "tasks", "forms", "views", "urls"]
DILARANG_DI_RULES = {"django", "celery", "psycopg2", "logging", "datetime.datetime.now", "random"}


def berkas_python() -> list[Path]:
    daftar = [p for app in APLIKASI for p in (AKAR / app).rglob("*.py") if "migrations" not in p.parts]
    assert len(daftar) > 50, "pencarian berkas tidak menemukan rumahnya"
    return daftar


def impor(berkas: Path) -> Iterator[tuple[str, int, bool]]:
    """Nama modul yang diimpor, nomor baris, dan apakah impornya di dalam fungsi."""
    pohon = ast.parse(berkas.read_text())
    di_dalam = {
        anak
        for simpul in ast.walk(pohon)
        if isinstance(simpul, ast.FunctionDef | ast.AsyncFunctionDef)
        for anak in ast.walk(simpul)
    }
    for simpul in ast.walk(pohon):
        if isinstance(simpul, ast.Import):
            for nama in simpul.names:
                yield nama.name, simpul.lineno, simpul in di_dalam
        elif isinstance(simpul, ast.ImportFrom) and simpul.module:
            for nama in simpul.names:
                yield f"{simpul.module}.{nama.name}", simpul.lineno, simpul in di_dalam


def lantai(bagian: tuple[str, ...] | list[str]) -> str | None:
    return (
        bagian[1].removesuffix(".py") if len(bagian) > 1 and bagian[1].removesuffix(".py") in LANTAI else None
    )


@pytest.mark.parametrize("berkas", berkas_python(), ids=lambda p: str(p.relative_to(AKAR)))
def test_impor_hanya_ke_bawah(berkas: Path) -> None:
    bagian = berkas.relative_to(AKAR).parts
    app, lantai_sini = bagian[0], lantai(bagian)
    salah = []
    for modul, baris, di_fungsi in impor(berkas):
        tujuan = modul.split(".")
        if tujuan[0] not in APLIKASI:
            continue
        if di_fungsi:
            salah.append(f"baris {baris}: {modul} diimpor di dalam fungsi")
        if APLIKASI.index(tujuan[0]) > APLIKASI.index(app):
            salah.append(f"baris {baris}: {app} mengimpor {modul}, aplikasi di atasnya")
        lantai_sana = lantai(tujuan)
        # Izin boleh bertanya kepada pembaca pohon unit; selain itu ke atas dilarang.
        boleh = lantai_sini == "permissions" and lantai_sana == "queries"
        if (
            lantai_sini
            and lantai_sana
            and LANTAI.index(lantai_sana) > LANTAI.index(lantai_sini)
            and not boleh
        ):
            salah.append(f"baris {baris}: {lantai_sini} mengimpor {modul}, lantai di atasnya")
    assert not salah, "\n".join(salah)


@pytest.mark.parametrize(
    "berkas", [p for p in berkas_python() if "rules" in p.parts], ids=lambda p: str(p.relative_to(AKAR))
)
def test_aturan_hanya_pustaka_baku(berkas: Path) -> None:
    terlarang = [
        f"baris {baris}: {modul}"
        for modul, baris, _ in impor(berkas)
        if modul.split(".")[0] in DILARANG_DI_RULES
        or (modul.split(".")[0] in APLIKASI and modul.split(".")[1] != "rules")
    ]
    sumber = berkas.read_text()
    for jam in ("date.today(", "datetime.now(", "time.time("):
        if jam in sumber:
            terlarang.append(f"membaca jam: {jam}")
    assert not terlarang, "\n".join(terlarang)


TULIS = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete"}


@pytest.mark.parametrize(
    "berkas",
    [p for p in berkas_python() if {"views", "forms", "queries"} & {b.removesuffix(".py") for b in p.parts}],
    ids=lambda p: str(p.relative_to(AKAR)),
)
def test_halaman_dan_pembaca_tidak_menulis(berkas: Path) -> None:
    tulisan = [
        f"baris {simpul.lineno}: .{simpul.func.attr}()"
        for simpul in ast.walk(ast.parse(berkas.read_text()))
        if isinstance(simpul, ast.Call)
        and isinstance(simpul.func, ast.Attribute)
        and simpul.func.attr in TULIS
    ]
    assert not tulisan, "\n".join(tulisan)


@pytest.mark.parametrize(
    "berkas",
    [p for p in berkas_python() if "services" in p.parts or p.name == "services.py"],
    ids=lambda p: str(p.relative_to(AKAR)),
)
def test_layanan_tidak_mengenal_permintaan_web(berkas: Path) -> None:
    asing = [
        f"baris {baris}: {modul}"
        for modul, baris, _ in impor(berkas)
        if modul.startswith(("django.http", "django.forms", "django.shortcuts", "django.contrib.messages"))
        or ".tasks" in modul
    ]
    assert not asing, "\n".join(asing)


def test_pemeriksa_ini_dapat_gagal(tmp_path: Path) -> None:
    contoh = tmp_path / "contoh.py"
    contoh.write_text("def f():\n    from penilaian.services import evaluasi\n")
    assert list(impor(contoh)) == [("penilaian.services.evaluasi", 2, True)]
