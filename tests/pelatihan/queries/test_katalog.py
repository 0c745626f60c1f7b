"""Mencari di katalog: tiap kata harus ada, di kolom mana pun; hanya milik instansi sendiri."""

import pytest

from pelatihan.models import Pelatihan
from pelatihan.queries.katalog import katalog_untuk
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
