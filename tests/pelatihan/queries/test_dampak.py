"""Dampak dari baris sungguhan: yang hadir sesudah sarannya, periode sesudahnya, dan pembanding yang tidak ikut apa pun."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from indikator.models import Periode
from kepegawaian.models import Pegawai
from pelatihan.models import Kepesertaan, Pelatihan, PotretKompetensi, Rekomendasi, Sesi, Usulan
from pelatihan.queries import dampak as kueri
from pelatihan.queries.dampak import dampak_pelatihan, urutan_dampak
from penilaian.models import Hasil
from tests.pelatihan.pabrik import SESUDAH
from tests.penilaian import pabrik as dunia

pytestmark = pytest.mark.django_db
KODE = "nilai:adaptif"


@pytest.fixture
def kota() -> dict[str, Any]:
    """Enam ikut (naik 20), enam serupa tidak ikut (naik 5), dan satu yang serupa tetapi ikut pelatihan lain (naik 90)."""
    d = dunia.dunia(staf=0)
    Periode.objects.filter(pk=d.triwulan.pk).update(status="ditutup", ditutup=SESUDAH)
    d.triwulan.refresh_from_db()
    mulai = d.triwulan.selesai + timedelta(days=1)
    berikut = Periode.objects.get(pk=d.triwulan.pk)
    berikut.pk, berikut.nama = None, "Triwulan I 2027"
    berikut.mulai, berikut.selesai = date(2027, 1, 1), date(2027, 3, 31)
    berikut.save()
    ini, lain = (
        Pelatihan.objects.create(
            instansi=d.instansi, judul=judul, bentuk="Kursus", kode_bentuk=11, jp=8, tanda=[KODE]
        )
        for judul in ("Kursus Adaptif", "Kursus Lain")
    )
    for n in range(13):
        siapa = dunia.tambah_staf(d, f"Orang {n}")
        naik = 20 if n < 6 else 5 if n < 12 else 90
        for periode, skor in ((d.triwulan, 50 + n % 3), (berikut, 50 + n % 3 + naik)):
            _potret(d, siapa, periode, skor)
        if n < 6 or n == 12:
            _hadir(d, siapa, ini if n < 6 else lain, mulai)
    return {"d": d, "ini": ini, "lain": lain}


def _potret(d: dunia.Dunia, siapa: Pegawai, periode: Periode, skor: int) -> None:
    hasil = Hasil.objects.create(
        instansi=d.instansi,
        periode=periode,
        pegawai=siapa,
        versi=1,
        penempatan=siapa.penempatan.get(),
        unit=d.dinas,
        dinas=d.dinas,
        lengkap=False,
        kurang=[],
        rincian={},
        sidik="0" * 64,
    )
    PotretKompetensi.objects.create(
        instansi=d.instansi, periode=periode, pegawai=siapa, hasil=hasil, angka={KODE: f"{skor}.00"}
    )


def _hadir(d: dunia.Dunia, siapa: Pegawai, pelatihan: Pelatihan, mulai: Any) -> None:
    saran = Rekomendasi.objects.create(
        instansi=d.instansi,
        periode=d.triwulan,
        pegawai=siapa,
        hasil=Hasil.objects.get(pegawai=siapa, periode=d.triwulan),
        pelatihan=pelatihan,
        urutan=1,
        alasan="Uji.",
        dasar={"kebutuhan": [{"kode": KODE}]},
    )
    sesi = Sesi.objects.create(
        instansi=d.instansi,
        pelatihan=pelatihan,
        mulai=mulai,
        selesai=mulai,
        tempat="Aula",
        kursi=30,
        batas_daftar=mulai,
        status="disetujui",
    )
    usulan = Usulan.objects.create(
        instansi=d.instansi,
        pegawai=siapa,
        pelatihan=pelatihan,
        rekomendasi=saran,
        tahun=mulai.year,
        alasan="Uji.",
        status="hadir",
        sesi=sesi,
        diajukan_pada=SESUDAH,
        diajukan_oleh=siapa,
    )
    Kepesertaan.objects.create(
        instansi=d.instansi,
        pegawai=siapa,
        pelatihan=pelatihan,
        sesi=sesi,
        usulan=usulan,
        mulai=mulai,
        selesai=mulai,
        tahun=mulai.year,
        jp=8,
        hadir_pada=timezone.now(),
        hadir_oleh=d.kepala,
    )


def test_selisih_dibanding_yang_serupa_dan_tidak_ikut_pelatihan_apa_pun(
    kota: dict[str, Any], django_assert_num_queries: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    d, ini, lain = kota["d"], kota["ini"], kota["lain"]
    with django_assert_num_queries(2):
        semua = dampak_pelatihan(instansi_id=d.instansi.pk)
    satu = semua[ini.pk].dampak
    assert satu.ikut and satu.serupa and satu.selisih
    assert (satu.n, satu.ikut.rata, satu.serupa.n, satu.serupa.rata) == (6, Decimal(20), 6, Decimal(5))
    assert satu.selisih.rata == Decimal(15)
    # Satu peserta: banyaknya saja, angkanya tidak.
    assert semua[lain.pk].dampak.n == 1 and semua[lain.pk].dampak.ikut is None
    assert urutan_dampak(instansi_id=d.instansi.pk) == {ini.pk: satu.selisih.bawah}
    # Kembaran: tanpa syarat "tidak ikut apa pun", peserta sendiri menjadi pembandingnya dan selisihnya hilang.
    monkeypatch.setattr(kueri, "SQL_PEMBANDING", kueri.SQL_PEMBANDING.replace(kueri.SYARAT, "true"))
    tercampur = dampak_pelatihan(instansi_id=d.instansi.pk)[ini.pk].dampak.selisih
    assert tercampur and tercampur.rata != Decimal(15)


def test_halaman_menyebut_selisih_dan_hubungan_bukan_sebab_dan_menyembunyikan_yang_sedikit(
    kota: dict[str, Any],
) -> None:
    ini, lain = kota["ini"], kota["lain"]
    client = Client()
    client.force_login(Pegawai.objects.get(nama="Orang 0"))
    teks = client.get(f"/pelatihan/{ini.pk}/dampak/").content.decode()
    assert "15,00" in teks and "bukan bukti sebab" in teks and "Panduan Adaptif" in teks
    # Katalog menurut dampak: yang terbukti lebih dulu walau judulnya kemudian; tanpa urutan itu, angkanya tidak dihitung.
    Pelatihan.objects.filter(pk=ini.pk).update(judul="Zat Adaptif")
    katalog = client.get("/pelatihan/katalog/?urut=dampak").content.decode()
    assert katalog.index("Zat Adaptif") < katalog.index("Kursus Lain")
    assert "selisih 15,00" in katalog
    biasa = client.get("/pelatihan/katalog/").content.decode()
    assert biasa.index("Kursus Lain") < biasa.index("Zat Adaptif") and "selisih" not in biasa
    sedikit = client.get(f"/pelatihan/{lain.pk}/dampak/").content.decode()
    assert "Belum cukup orang" in sedikit and "90,00" not in sedikit
    asing = Client()
    asing.force_login(dunia.dunia("Kota Lain", staf=1).kepala)
    assert asing.get(f"/pelatihan/{ini.pk}/dampak/").status_code == 404
