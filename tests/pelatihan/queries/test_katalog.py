"""Mencari di katalog: tiap kata harus ada, di kolom mana pun; hanya milik instansi sendiri."""

from datetime import date, timedelta
from typing import Any

import pytest

from pelatihan.models import Pelatihan, Sesi
from pelatihan.queries.katalog import SaringKatalog, katalog_tersaring, katalog_untuk, tanda_pilihan
from tests.pelatihan import pabrik
from tests.penilaian import pabrik as dunia

pytestmark = pytest.mark.django_db


@pytest.fixture
def d() -> dunia.Dunia:
    d = dunia.dunia()
    pabrik.isi_katalog(d)
    Pelatihan.objects.filter(judul__startswith="Mentoring").update(penyelenggara="BPSDM Provinsi")
    return d


@pytest.mark.parametrize(
    ("cari", "judul"),
    [
        ("", ["Komunikasi", "Kursus", "Mentoring", "Pengelolaan"]),
        ("pelayanan", ["Komunikasi", "Mentoring"]),
        ("prima pelayanan", ["Mentoring"]),
        ("bpsdm", ["Mentoring"]),
        ("seminar", ["Pengelolaan"]),
        ("pelayanan seminar", []),
        ("100%", []),
        ("_", []),
    ],
)
def test_kata_dicari_di_semua_kolom(cari: str, judul: list[str], d: dunia.Dunia) -> None:
    assert [p.judul.split()[0] for p in katalog_untuk(d.kepala, cari=cari)] == judul


def test_yang_tidak_aktif_dan_milik_instansi_lain_tidak_ada(d: dunia.Dunia) -> None:
    Pelatihan.objects.filter(judul__startswith="Kursus").update(aktif=False)
    assert katalog_untuk(d.kepala).count() == 3
    assert katalog_untuk(dunia.dunia("Kota Lain").kepala).count() == 0


def buka_sesi(p: Pelatihan, *, kursi: int = 2, terisi: int = 0, batas: int = 5, **lain: Any) -> Sesi:
    hari = dunia.SEKARANG.date()
    isi = {"mulai": hari + timedelta(days=9), "selesai": hari + timedelta(days=9), "status": "disetujui"}
    return Sesi.objects.create(
        instansi=p.instansi,
        pelatihan=p,
        kursi=kursi,
        terisi=terisi,
        batas_daftar=hari + timedelta(days=batas),
        tempat="Aula",
        **isi | lain,
    )


@pytest.mark.parametrize(
    ("saring", "judul"),
    [
        ({"bentuk": 9}, ["Pengelolaan"]),
        ({"bentuk": 15, "cari": "prima"}, ["Mentoring"]),
        ({"jp": "10"}, ["Pengelolaan"]),
        ({"jp": "20"}, ["Komunikasi", "Mentoring"]),
        ({"jp": "lebih"}, ["Kursus"]),
        ({"penyelenggara": "BPSDM Provinsi"}, ["Mentoring"]),
        ({"tanda": "aspek:kualitas"}, ["Pengelolaan"]),
        ({"ada_kursi": True}, ["Mentoring"]),
        ({"ditarik": True}, []),
    ],
)
def test_saringan_satu_per_satu(saring: dict[str, Any], judul: list[str], d: dunia.Dunia) -> None:
    menurut = {p.judul.split()[0]: p for p in Pelatihan.objects.all()}
    buka_sesi(menurut["Mentoring"], terisi=1)
    buka_sesi(menurut["Kursus"], terisi=2)
    buka_sesi(menurut["Pengelolaan"], batas=-1)
    buka_sesi(menurut["Komunikasi"], status="draf")
    hasil = list(katalog_tersaring(d.kepala, SaringKatalog(**saring), pada=dunia.SEKARANG.date()))
    assert [p.judul.split()[0] for p in hasil] == judul
    if saring.get("ada_kursi"):
        assert (hasil[0].sisa_kursi, hasil[0].sesi_terdekat) == (1, date(2026, 10, 14))


def test_kode_tanda_disebut_dengan_kata(d: dunia.Dunia) -> None:
    assert ("aspek:kualitas", "Aspek: kualitas") in tanda_pilihan(d.instansi.pk)
