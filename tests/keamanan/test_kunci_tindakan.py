"""Tiap layanan yang memeriksa lalu menulis memegang kunci yang diperiksanya, atau tulisannya menolak sendiri.

Semua uji layanan dijalankan sekali lagi dengan perekam SQL (tests/keamanan/rekam_kunci.py): 100 % layanan yang menulis di sana
mengunci sebelum menulis, atau tertulis di bawah beserta alasannya.
"""

import ast
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import transaction

from indikator.models import Kebijakan
from kepegawaian.models import Instansi
from mutu.catat import catat
from tests.keamanan.kunci_tindakan import Saksi, bersyarat
from tests.pagar import AKAR, APLIKASI

# Layanan → mengapa tulisannya tidak memerlukan kunci.
TANPA_KUNCI = {
    "inti/services/berkas.py:simpan": "hanya menambah baris baru; jatahnya dikunci pemanggilnya",
    "inti/services/impor/terima.py:unggah": "hanya menambah baris baru; impor kedua ditolak impor_satu_berjalan",
    "umpan_balik/services/lepas_nama.py:lepas": "menolak di luar transaksi penutupan, yang memegang kunci periodenya",
    "umpan_balik/services/musyawarah/kelola.py:susun": "tanpa kunci hanya saat menambah draf baru; mengubahnya mengunci",
}
PALING_SEDIKIT = 150


def sasaran() -> list[str]:
    return [
        str(satu.relative_to(AKAR))
        for aplikasi in APLIKASI
        for satu in sorted((AKAR / "tests" / aplikasi).glob("*"))
        if satu.name in {"services", "impor"}
    ]


def layanan_atomik() -> set[str]:
    """Fungsi layanan umum yang bertransaksi."""
    hasil = set()
    for aplikasi in APLIKASI:
        for jalur in (AKAR / aplikasi).glob("services/**/*.py"):
            for simpul in ast.parse(jalur.read_text()).body:
                if (
                    isinstance(simpul, ast.FunctionDef)
                    and not simpul.name.startswith("_")
                    and any("atomic" in ast.unparse(d) for d in simpul.decorator_list)
                ):
                    hasil.add(f"{jalur.relative_to(AKAR).as_posix()}:{simpul.name}")
    return hasil


def rekam(tujuan: Path) -> dict[str, dict[str, object]]:
    """Jalankan semua uji layanan dengan perekam, di proses lain, pada basis data uji yang sama.

    Rekaman yang baru saja dibuat dengan perintah yang sama dapat dipakai lagi: KUNCI_REKAMAN menunjuk berkasnya.
    """
    if ada := os.environ.get("KUNCI_REKAMAN"):
        return json.loads(Path(ada).read_text(encoding="utf-8"))
    subprocess.run(
        [
            sys.executable, "-m", "pytest", "-q", "--reuse-db", "--no-header", "-p", "tests.keamanan.rekam_kunci",
            "-p", "no:cacheprovider", *sasaran(),
        ],
        cwd=AKAR,
        env=os.environ | {"KUNCI_CATATAN": str(tujuan), "PYTHONPATH": str(AKAR)},
        check=False,
        stdout=subprocess.DEVNULL,
        timeout=3000,
    )  # fmt: skip
    return json.loads(tujuan.read_text(encoding="utf-8"))


@pytest.mark.panjang
def test_setiap_layanan_memegang_kunci_yang_diperiksanya(tmp_path: Path) -> None:
    hasil = rekam(tmp_path / "kunci.json")
    menulis, lepas = set(hasil["layanan"]), hasil["lepas"]
    tanpa_alasan = {k: v for k, v in lepas.items() if k not in TANPA_KUNCI}
    atomik = layanan_atomik()
    banyak = sum(map(int, hasil["layanan"].values()))
    catat(
        "V15.4.2",
        f"{len(menulis)} layanan menulis di {banyak} transaksi uji ({len(menulis & atomik)} dari {len(atomik)} layanan bertransaksi): "
        f"{len(menulis) - len(lepas)} di bawah kunci atau bersyarat, {len(set(lepas) & set(TANPA_KUNCI))} beralasan, "
        f"{len(tanpa_alasan)} tanpa kunci",
        lulus=not tanpa_alasan and len(menulis) >= PALING_SEDIKIT,
    )
    assert not tanpa_alasan, json.dumps(tanpa_alasan, indent=1)
    assert len(menulis) >= PALING_SEDIKIT
    assert not (usang := set(TANPA_KUNCI) - set(lepas)), sorted(usang)


@pytest.mark.django_db
def test_pembandingnya_periksa_lalu_tulis_tanpa_kunci_ketahuan(monkeypatch: pytest.MonkeyPatch) -> None:
    satu = Instansi.objects.create(nama="Kota Uji", slug="kota-uji")
    monkeypatch.setattr("tests.keamanan.kunci_tindakan.pemilik", lambda: "uji")

    def tulis(*, kunci: bool) -> Saksi:
        saksi = Saksi()
        with saksi.melihat(), transaction.atomic():
            semua = Instansi.objects.select_for_update() if kunci else Instansi.objects.all()
            baris = semua.get(pk=satu.pk)
            baris.kontak = f"{kunci}"
            baris.save(update_fields=["kontak"])
        return saksi

    assert tulis(kunci=False).lepas == {"uji": {"UPDATE kepegawaian_instansi"}}
    assert tulis(kunci=True).lepas == {} and tulis(kunci=True).layanan == {"uji": 1}


@pytest.mark.django_db
def test_tulisan_bersyarat_dan_yang_hanya_menunjuk_nomor_dibedakan() -> None:
    tabel = Kebijakan._meta.db_table
    assert not bersyarat("UPDATE", tabel, f'UPDATE "{tabel}" SET "a" = 1 WHERE "{tabel}"."id" = 5')
    assert not bersyarat("UPDATE", tabel, f'UPDATE "{tabel}" SET "a" = 1 WHERE "{tabel}"."id" IN (5, 6)')
    assert bersyarat(
        "UPDATE", tabel, f'UPDATE "{tabel}" SET "a" = 1 WHERE ("{tabel}"."id" = 5 AND "{tabel}"."b" IS NULL)'
    )
    assert bersyarat("INSERT INTO", tabel, f'INSERT INTO "{tabel}" ("a") VALUES (1) ON CONFLICT DO NOTHING')
