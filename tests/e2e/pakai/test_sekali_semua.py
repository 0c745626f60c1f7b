"""U20: formulir yang terkirim dua kali tanpa skrip, satu akibat, pada setiap tombol yang ditemukan dengan merayap.

Kiriman kedua tidak menambah satu baris pun. Dua puluh klik dengan skrip dan kiriman yang benar-benar bersamaan:
tests/e2e/test_sekali.py; kembaran tanpa penjaganya: tests/inti/test_sekali.py.
"""

from typing import Any

import pytest
from django.db import connection

from indikator.models import SKP
from mutu.catat import catat
from tests.e2e.pakai import keadaan
from tests.e2e.pakai.formulir import Formulir
from tests.e2e.pakai.perayap import Halaman, Perayap, berkas_kecil

pytestmark = [pytest.mark.lambat, pytest.mark.panjang, pytest.mark.django_db]
# Ditulis setiap permintaan atau oleh pemicu; bukan akibat tombolnya. Berkas dari kiriman yang ditolak memang disimpan,
# supaya tidak perlu dipilih lagi.
BUKAN_AKIBAT = {
    "django_session",
    "kepegawaian_percobaanmasuk",
    "kepegawaian_sesimasuk",
    "inti_riwayat",
    "inti_draf",
}
# Sandi yang diketik dua kali dengan benar memang dua konfirmasi: sesinya sudah berganti sesudah yang pertama.
SESI = {"account_reauthenticate"}
BERKAS_TERTAHAN = {"inti_berkas", "inti_jejak"}
TABEL = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


def banyak_baris() -> dict[str, int]:
    """Banyaknya baris tiap tabel sekarang; yang digulung balik (pratinjau) tidak terhitung."""
    with connection.cursor() as kursor:
        kursor.execute(TABEL)
        tabel = [nama for (nama,) in kursor.fetchall() if nama not in BUKAN_AKIBAT]
        kursor.execute(" UNION ALL ".join(f"SELECT '{t}', count(*) FROM \"{t}\"" for t in tabel))
        return dict(kursor.fetchall())


def bertambah(sebelum: dict[str, int], kode: int) -> dict[str, int]:
    """Tabel yang bertambah, kecuali berkas yang tertahan bersama kiriman yang ditolak."""
    tambah = {tabel: n - sebelum[tabel] for tabel, n in banyak_baris().items() if n > sebelum[tabel]}
    return {} if kode == 200 and set(tambah) <= BERKAS_TERTAHAN else tambah


def dua_kali(
    perayap: Perayap, halaman: Halaman, formulir: Formulir, isi: dict[str, Any], tombol: tuple[str, ...]
) -> tuple[dict[str, int], dict[str, int], list[int]]:
    """Akibat kiriman pertama dan kedua dari halaman yang sama, dan kode jawabannya."""
    hasil: list[dict[str, int]] = []
    kode: list[int] = []
    with perayap.titik():
        if halaman.keadaan == "draf":
            SKP.objects.filter(pk=perayap.benda.skp.pk).update(**keadaan.SKP_DRAF)
        for _ in range(2):
            sebelum = banyak_baris()
            kirim = {n: berkas_kecil() if hasattr(i, "read") else i for n, i in isi.items()}
            kode.append(perayap.kirim(halaman.peran, halaman.jalur, formulir, kirim, tombol).status_code)
            hasil.append(bertambah(sebelum, kode[-1]))
    return hasil[0], hasil[1], kode


def semua_dua_kali(perayap: Perayap) -> tuple[int, list[str]]:
    """Banyaknya kiriman yang berakibat, dan yang berakibat dua kali."""
    berakibat, ganda = 0, []
    for halaman, formulir in perayap.formulir():
        if halaman.nama in SESI:
            continue
        for isi in perayap.kiriman(halaman, formulir):
            for tombol in formulir.tombol or [()]:
                pertama, kedua, kode = dua_kali(perayap, halaman, formulir, isi, tombol)
                berakibat += bool(pertama)
                if pertama and kedua:
                    ganda.append(f"{halaman} → {formulir.tujuan} {tombol} {kode}: {pertama} lalu {kedua}")
    return berakibat, ganda


def test_formulir_yang_terkirim_dua_kali_tanpa_skrip_satu_akibat(perayap: Perayap) -> None:
    berakibat, ganda = semua_dua_kali(perayap)
    catat("U20", f"tanpa skrip: {len(ganda)} dari {berakibat} kiriman berakibat dua kali", lulus=not ganda)
    assert berakibat >= 50
    assert not ganda, "\n".join(ganda)
