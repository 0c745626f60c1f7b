"""Verifikasi menemukan hasil yang diubah, dihapus, dan buku yang ditukar."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection

from penilaian.models import BukuPenutupan, Hasil
from penilaian.queries.verifikasi import periksa_hasil, periksa_rantai
from penilaian.services import penutupan
from tests.penilaian import acak, pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def tertutup() -> pabrik.Dunia:
    d = pabrik.dunia(staf=1)
    acak.isi(d, orang=12, benih=7)
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
    return d


def semua() -> list[str]:
    return [*periksa_rantai(), *(satu for satu in periksa_hasil() if satu)]


def paksa(sql: str, *isi: object) -> None:
    """Menulis dengan pemicu dimatikan: inilah yang hanya dapat dilakukan pemilik basis data."""
    with connection.cursor() as kursor:
        kursor.execute("SET LOCAL session_replication_role = replica")
        kursor.execute(sql, isi)
        kursor.execute("SET LOCAL session_replication_role = origin")


@pytest.mark.usefixtures("tertutup")
def test_yang_utuh_tidak_berbeda(capsys: pytest.CaptureFixture[str]) -> None:
    assert semua() == []
    call_command("verifikasi_penutupan")
    assert f"{Hasil.objects.count()} hasil diperiksa, 0 perbedaan." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sql", "kata"),
    [
        (
            "UPDATE penilaian_hasil SET nilai_akhir = nilai_akhir + 0.01 WHERE id = %s",
            "nilai_akhir tersimpan",
        ),
        (
            "UPDATE penilaian_hasil SET rincian = jsonb_set(rincian, '{identitas,nama}', '\"Lain\"') WHERE id = %s",
            "sidik rincian tidak cocok",
        ),
        ("DELETE FROM penilaian_hasil WHERE id = %s", "kumpulan hasilnya berubah"),
    ],
)
@pytest.mark.usefixtures("tertutup")
def test_hasil_yang_diubah_atau_dihapus_ditemukan(sql: str, kata: str) -> None:
    hasil = Hasil.objects.filter(nilai_akhir__isnull=False).earliest("id")
    paksa(sql, hasil.pk)
    assert any(kata in satu for satu in semua())
    with pytest.raises(SystemExit) as keluar:
        call_command("verifikasi_penutupan")
    assert keluar.value.code == 1


def test_buku_yang_diubah_dan_rantai_yang_putus_ditemukan(tertutup: pabrik.Dunia) -> None:
    buku = BukuPenutupan.objects.get()
    paksa("UPDATE penilaian_bukupenutupan SET jumlah = jumlah + 1 WHERE id = %s", buku.pk)
    assert {satu.split(": ")[1] for satu in semua()} == {
        "isi baris buku berubah.",
        "jumlah hasilnya berubah.",
    }
    paksa("UPDATE penilaian_bukupenutupan SET jumlah = jumlah - 1, sidik_sebelum = %s", "1" * 64)
    assert any("tidak menyambung" in satu for satu in semua())
    assert Hasil.objects.filter(nilai_akhir__gt=Decimal(0)).exists()
