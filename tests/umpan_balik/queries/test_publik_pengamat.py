"""P9: angka umum diamati sesudah tiap suara. Tidak ada angka di bawah 30 suara, dan tidak ada yang bergerak hari itu."""

from datetime import date

import pytest

from tests.umpan_balik.conftest import Kota
from tests.umpan_balik.queries.test_publik import BAIK, isi
from umpan_balik.models import PenerimaLayanan
from umpan_balik.queries.ikm_hitung import agregat, ikm_dari, suara, vektor
from umpan_balik.queries.publik import Ikm, batas_terbit, ikm_dinas, ikm_instansi, saat_terbit

pytestmark = pytest.mark.django_db


def umum(kota: Kota, hari_ini: date) -> list[Ikm]:
    """Semua angka umum tahun ini pada satu hari: instansi dan dinasnya."""
    sampai = batas_terbit(hari_ini)
    rentang, saat = (sampai.replace(month=1, day=1), sampai), saat_terbit(kota.instansi, sampai)
    dinas = ikm_dinas(kota.instansi, *rentang, sebelum=saat)
    return [ikm_instansi(kota.instansi, *rentang, sebelum=saat), *(d.ikm for d in dinas)]


def langsung(kota: Kota, sampai: date) -> Ikm:
    """Pembanding tanpa pagar: semua suara yang ada dihitung seketika."""
    return ikm_dari(
        vektor(suara(kota.instansi, sampai.replace(month=1, day=1), sampai).aggregate(**agregat()))
    )


def test_pengamat_sesudah_tiap_suara_tidak_melihat_apa_pun(kota: Kota) -> None:
    isi(kota, kota.bidang, [BAIK] * 29, tanggal=date(2026, 9, 3))
    assert not any(i.terbit for i in umum(kota, date(2026, 10, 1))), "29 suara"
    isi(kota, kota.bidang, [BAIK] * 6, tanggal=date(2026, 10, 5))
    semula, bocor = umum(kota, date(2026, 11, 1)), langsung(kota, date(2026, 11, 30))
    assert {i.n for i in semula} == {35}
    for jawaban in ([1] * 9, [4] * 9, BAIK):
        isi(kota, kota.bidang, [jawaban], tanggal=date(2026, 11, 2))
        assert umum(kota, date(2026, 11, 2)) == umum(kota, date(2026, 11, 30)) == semula
        kini = langsung(kota, date(2026, 11, 30))
        assert kini.n == (bocor.n or 0) + 1, "tanpa pagar, tiap suara dan seluruh jawabannya terbaca"
        bocor = kini
    assert umum(kota, date(2026, 12, 1)) == semula, "tiga suara November menunggu"
    isi(kota, kota.bidang, [BAIK] * 2, tanggal=date(2026, 11, 20))
    assert {i.n for i in umum(kota, date(2026, 12, 1))} == {40}


def test_layanan_dengan_penerima_sedikit_terbit_pada_sampelnya(kota: Kota) -> None:
    """Dua belas penerima setahun: sepuluh sampai Oktober, sampelnya sepuluh."""
    isi(kota, kota.bidang, [BAIK] * 10, tanggal=date(2026, 9, 3))
    assert not any(i.terbit for i in umum(kota, date(2026, 11, 2)))
    for layanan in kota.instansi.layanan.all():
        PenerimaLayanan.objects.create(
            layanan=layanan, tahun=2026, banyak=6, dicatat_pada="2026-01-05T00:00Z", dicatat_oleh=kota.admin
        )
    assert {i.n for i in umum(kota, date(2026, 11, 2))} == {10}
