"""JP tahun berjalan dan saran milik sendiri."""

import pytest

from pelatihan.queries.rekomendasi import jp_tahun, saran_hasil, saran_saya
from pelatihan.services import rekomendasi, saran
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Tertutup:
    tertutup = pabrik.tutup()
    pabrik.isi_katalog(tertutup.d)
    saran.buat_untuk_periode(periode_id=tertutup.periode_id, sekarang=SESUDAH)
    return tertutup


def test_jp_dihitung_dari_yang_dipilih_saja(t: Tertutup) -> None:
    satu, dua = pabrik.saran(t.ratna)
    assert jp_tahun(t.ratna, tahun=2026).dipilih == 0
    rekomendasi.terima(rekomendasi=satu, oleh=t.ratna, sekarang=SESUDAH)
    rekomendasi.tolak(rekomendasi=dua, alasan="Sudah pernah.", oleh=t.ratna, sekarang=SESUDAH)
    jp = jp_tahun(t.ratna, tahun=2026)
    assert (jp.dipilih, jp.hak) == (14, 20)
    assert jp_tahun(t.ratna, tahun=2025).dipilih == 0


def test_hak_pppk_berbeda_dari_pns(t: Tertutup) -> None:
    t.ratna.status = "PPPK"
    assert jp_tahun(t.ratna, tahun=2026).hak == 24


def test_saran_hanya_milik_sendiri(t: Tertutup) -> None:
    assert [s.urutan for s in saran_saya(t.ratna)] == [1, 2]
    assert not saran_saya(t.budi)
    hasil_ratna = pabrik.saran(t.ratna)[0].hasil_id
    assert saran_hasil(hasil_ratna, t.budi.pk) == []
    assert len(saran_hasil(hasil_ratna, t.ratna.pk)) == 2
