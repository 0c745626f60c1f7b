"""Katalog pelatihan: satu judul satu baris, tandanya dibaca dari katanya, hanya admin yang menambah."""

from typing import Any

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from pelatihan.models import Pelatihan
from pelatihan.services import katalog
from tests.penilaian import pabrik
from tests.penilaian.pabrik import SEKARANG, Dunia

pytestmark = pytest.mark.django_db


@pytest.fixture
def d() -> Dunia:
    return pabrik.dunia()


def tambah(d: Dunia, **lain: Any) -> Pelatihan:
    isi = {"judul": "Pelayanan Prima", "bentuk": "COACHING", "jp": 6, "oleh": None, "sekarang": SEKARANG}
    return katalog.tambah(instansi=d.instansi, **(isi | lain))


def test_tanda_dan_bentuk_dibaca_dari_katanya(d: Dunia) -> None:
    baru = tambah(d, kompetensi="Pengelolaan berkas")
    assert baru.tanda == ["aspek:kualitas", "nilai:berorientasi_pelayanan"]
    assert baru.klasikal is False
    assert Jejak.objects.get().isi == {"judul": "Pelayanan Prima", "jp": 6}


def test_judul_yang_sama_walau_berspasi_lain_tidak_menggandakan_dan_tidak_mengubah(d: Dunia) -> None:
    semula = tambah(d)
    lagi = tambah(d, judul="  Pelayanan   Prima ", jp=40)
    assert (lagi.pk, lagi.jp) == (semula.pk, 6)
    assert Jejak.objects.count() == 1


def test_judul_yang_sama_di_instansi_lain_berdiri_sendiri(d: Dunia) -> None:
    assert tambah(d).pk != tambah(pabrik.dunia("Kota Lain")).pk


@pytest.mark.parametrize(
    ("ubah", "bidang"), [({"judul": "  "}, "judul"), ({"jp": 0}, "jp"), ({"jp": -3}, "jp")]
)
def test_isian_yang_mustahil_ditolak_di_bidangnya(ubah: dict[str, Any], bidang: str, d: Dunia) -> None:
    with pytest.raises(GalatAturan) as galat:
        tambah(d, **ubah)
    assert galat.value.bidang == bidang
    assert not Pelatihan.objects.exists()


def test_hanya_admin_bkd_instansi_itu_yang_boleh(d: Dunia) -> None:
    admin = pabrik.admin(d)
    tetangga = pabrik.admin(pabrik.dunia("Kota Lain"))
    for siapa in (d.staf[0], tetangga):
        with pytest.raises(TidakBerhak):
            tambah(d, oleh=siapa)
    assert tambah(d, oleh=admin).judul == "Pelayanan Prima"
    assert Jejak.objects.get().pelaku_id == admin.pk
