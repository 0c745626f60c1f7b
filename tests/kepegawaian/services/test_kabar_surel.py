"""Surel menurut pilihan orang: jam tenang, ringkasan harian dan mingguan, dan keamanan yang tidak menunggu."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from inti.models import Jejak, KotakKeluar, Pemberitahuan
from inti.rules.kabar import JenisKabar
from inti.services import kotak
from kepegawaian.models import Instansi, Pegawai, Peran
from kepegawaian.queries.tenang import akhir_tenang
from kepegawaian.services.ringkasan import TERBANYAK, kirim_ringkasan
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db
WITA = ZoneInfo("Asia/Makassar")


def saat(hari: int, jam: int, menit: int = 0) -> datetime:
    """November 2026; tanggal 2, 9, dan 16 hari Senin."""
    return datetime(2026, 11, hari, jam, menit, tzinfo=WITA)


@pytest.fixture
def kota() -> Instansi:
    return Instansi.objects.create(nama="Kota Uji", slug="kota-uji", zona="Asia/Makassar")


def orang(kota: Instansi, cara: str, **lain: object) -> Pegawai:
    p = pabrik.orang(kota, f"Orang {cara}", surel_cara=cara, **lain)
    p.email = f"{cara}@contoh.go.id"
    p.save()
    return p


def kabar(p: Pegawai, kunci: str, kapan: datetime, jenis: JenisKabar = JenisKabar.TUGAS) -> None:
    kotak.beri_tahu(
        penerima_id=p.pk,
        instansi_id=p.instansi_id,
        judul=f"Kabar {kunci}",
        isi="Isi.",
        tautan="/",
        kunci=kunci,
        sekarang=kapan,
        jenis=jenis,
        surel_ke=p,
    )


@pytest.mark.parametrize(
    ("mulai", "selesai", "kini", "akhir"),
    [
        (20, 6, saat(3, 19, 59), None),
        (20, 6, saat(3, 20), saat(4, 6)),
        (20, 6, saat(3, 23, 59), saat(4, 6)),
        (20, 6, saat(4, 0), saat(4, 6)),
        (20, 6, saat(4, 5, 59), saat(4, 6)),
        (20, 6, saat(4, 6), None),
        (12, 13, saat(4, 12, 30), saat(4, 13)),
        (12, 13, saat(4, 13), None),
        (0, 0, saat(4, 0), None),
    ],
)
def test_batas_jam_tenang_menurut_zona_setempat(
    kota: Instansi, mulai: int, selesai: int, kini: datetime, akhir: datetime | None
) -> None:
    Instansi.objects.update(tenang_mulai=mulai, tenang_selesai=selesai)
    assert akhir_tenang(instansi_id=kota.pk, sekarang=kini) == akhir


def test_surel_malam_menunggu_pagi_kecuali_keamanan(kota: Instansi) -> None:
    p = orang(kota, "langsung")
    malam = saat(3, 22)
    kabar(p, "tugas", malam)
    kabar(p, "sandi", malam, JenisKabar.KEAMANAN)
    assert kotak.kirim_yang_antre(sekarang=malam) == 1
    assert [m.subject for m in mail.outbox] == ["Kabar sandi"]
    assert KotakKeluar.objects.get(kunci="surel:tugas").percobaan == 0, "menunggu bukan percobaan yang macet"
    assert kotak.kirim_yang_antre(sekarang=saat(4, 5, 59)) == 0
    assert kotak.kirim_yang_antre(sekarang=saat(4, 6)) == 1


def test_ringkasan_satu_surel_menurut_pilihan_dan_yang_sudah_dibaca_tidak_diulang(kota: Instansi) -> None:
    harian = orang(kota, "harian", surel_lainnya=False)
    mingguan = orang(kota, "mingguan")
    langsung = orang(kota, "langsung")
    for p in (harian, mingguan, langsung):
        kabar(p, f"a{p.pk}", saat(5, 9))
        kabar(p, f"b{p.pk}", saat(8, 9))
        kabar(p, f"lain{p.pk}", saat(8, 10), JenisKabar.LAINNYA)
    kabar(harian, "dibaca", saat(8, 11))
    Pemberitahuan.objects.filter(kunci="dibaca").update(dibaca=saat(8, 12))
    KotakKeluar.objects.all().delete()
    assert kirim_ringkasan(sekarang=saat(9, 6, 59)) == 0
    assert kirim_ringkasan(sekarang=saat(9, 7, 3)) == 2
    assert kirim_ringkasan(sekarang=saat(9, 8, 3)) == 0, "satu ringkasan sehari"
    isi = {k.muatan["kepada"]: k.muatan for k in KotakKeluar.objects.all()}
    assert set(isi) == {"harian@contoh.go.id", "mingguan@contoh.go.id"}
    assert isi["harian@contoh.go.id"]["judul"] == "1 kabar, Senin, 9 November 2026"
    assert f"Kabar b{harian.pk}" in isi["harian@contoh.go.id"]["isi"]
    assert isi["mingguan@contoh.go.id"]["judul"].startswith("2 kabar")
    assert kirim_ringkasan(sekarang=saat(10, 7, 3)) == 0, "tanpa kabar tanpa surel"


def test_ringkasan_panjang_dipotong_dengan_jumlah_sisanya(kota: Instansi) -> None:
    p = orang(kota, "harian")
    for n in range(TERBANYAK + 3):
        kabar(p, f"k{n}", saat(8, 9) + timedelta(minutes=n))
    kirim_ringkasan(sekarang=saat(9, 7, 3))
    isi = KotakKeluar.objects.get().muatan["isi"]
    assert isi.count("Kabar k") == TERBANYAK and "Dan 3 kabar lain" in isi


def test_jam_tenang_diatur_admin_bkd_saja(kota: Instansi, client: Client) -> None:
    admin, biasa = pabrik.orang(kota, "Admin BKD"), pabrik.orang(kota, "Pegawai Biasa")
    Peran.objects.create(pegawai=admin, jenis="admin_bkd", sejak=pabrik.AWAL)
    alamat, isian = reverse("kepegawaian:jam_tenang"), {"mulai": 21, "selesai": 5}
    client.force_login(biasa)
    assert client.get(alamat).status_code == client.post(alamat, isian).status_code == 403
    client.force_login(admin)
    assert "Pilih" in client.post(alamat, {"mulai": 24, "selesai": 5}).content.decode()
    for _ in range(2):
        assert client.post(alamat, isian).status_code == 302
    kota.refresh_from_db()
    assert (kota.tenang_mulai, kota.tenang_selesai) == (21, 5)
    assert Jejak.objects.filter(aksi="instansi.tenang_diatur").count() == 1
    assert "21.00 sampai 5.00" in client.get(reverse("kepegawaian:kabar")).content.decode()
