"""Rating tengah indikator kualitatif, dan hasil kerja yang tidak pernah menjadi angka."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.capaian import Polaritas, Sasaran, capaian
from indikator.rules.hasil_kerja import (
    IndikatorDinilai,
    MasukanKeliru,
    StatusIndikator,
    hitung_hasil_kerja,
)
from indikator.rules.kebijakan import KebijakanKeliru, aturan_dari
from indikator.rules.kualitatif import Ekspektasi, UsulKualitatif, rating_tengah
from indikator.rules.prakiraan import prakirakan
from indikator.rules.risiko import Kemajuan, Risiko, nilai_risiko

B, S, A = Ekspektasi
ATURAN = aturan_dari()
SUARA = st.lists(
    st.tuples(st.integers(1, 100).map(Decimal), st.sampled_from(Ekspektasi)), min_size=1, max_size=8
)


def ik(kode: str, bobot: int, rating: Ekspektasi | None = None, **lain: bool) -> IndikatorDinilai:
    return IndikatorDinilai(kode, Decimal(bobot), Sasaran(Polaritas.KUALITATIF), realisasi=rating, **lain)


@pytest.mark.parametrize(
    ("suara", "tengah"),
    [
        ([], None),
        ([(100, A)], A),
        ([(50, B), (50, A)], B),
        ([(49, B), (51, A)], A),
        ([(40, B), (30, S), (30, A)], S),
        ([(40, A), (30, S), (30, B)], S),
        ([(50, S), (50, A)], S),
        ([(60, B), (40, A)], B),
        ([("33.33", B), ("16.67", S), (50, A)], S),
    ],
)
def test_rating_tengah_ialah_rating_pertama_yang_mencapai_separuh_bobot(suara, tengah):
    assert rating_tengah([(Decimal(b), r) for b, r in suara]) is tengah


@given(SUARA, st.randoms())
def test_urutan_indikator_tidak_mengubah_rating_tengah(suara, acak):
    lain = list(suara)
    acak.shuffle(lain)
    assert rating_tengah(lain) is rating_tengah(suara)


@given(SUARA, st.data())
def test_rating_yang_lebih_baik_tidak_pernah_menurunkan_rating_tengah(suara, data):
    n = data.draw(st.integers(0, len(suara) - 1))
    urut = list(Ekspektasi)
    naik = urut[min(urut.index(suara[n][1]) + 1, 2)]
    lebih = [(b, naik if i == n else r) for i, (b, r) in enumerate(suara)]
    assert urut.index(rating_tengah(lebih)) >= urut.index(rating_tengah(suara))


def test_hasil_kerja_kualitatif_berrating_tengah_tanpa_nilai_dan_tanpa_capaian():
    hasil = hitung_hasil_kerja((ik("A", 40, A), ik("B", 60, S)), aturan=ATURAN)
    assert (hasil.nilai, hasil.tengah, hasil.jumlah_bobot) == (None, S, 100)
    assert [h.capaian for h in hasil.indikator] == [None, None]
    assert [h.uraian for h in hasil.indikator] == ["dinilai di atas ekspektasi", "dinilai sesuai ekspektasi"]


@pytest.mark.parametrize(
    ("lain", "status"),
    [({}, StatusIndikator.BELUM_DILAPORKAN), ({"menunggu_rating": True}, StatusIndikator.MENUNGGU_RATING)],
)
def test_yang_belum_berrating_menahan_rating_tengah_dan_disebut_namanya(lain, status):
    hasil = hitung_hasil_kerja((ik("A", 90, A), ik("B", 10, **lain)), aturan=ATURAN)
    assert hasil.tengah is None
    assert hasil.indikator[1].status is status
    assert [i.kode for i in hasil.belum_dilaporkan] == ["B"]


def test_tidak_dilaporkan_dibaca_di_bawah_dan_dikecualikan_keluar_beserta_bobotnya():
    daftar = (ik("A", 30, A), ik("B", 30, tidak_dilaporkan=True), ik("C", 40, dikecualikan=True))
    hasil = hitung_hasil_kerja(daftar, aturan=ATURAN)
    assert (hasil.tengah, hasil.jumlah_bobot) == (B, 60)


def test_semua_dikecualikan_tidak_mempunyai_rating_tengah():
    assert hitung_hasil_kerja((ik("A", 100, dikecualikan=True),), aturan=ATURAN).tengah is None


def test_angka_pada_indikator_kualitatif_ditolak_dan_capaiannya_tidak_pernah_dihitung():
    with pytest.raises(MasukanKeliru, match="diberi rating"):
        hitung_hasil_kerja((replace(ik("A", 100), realisasi=Decimal(90)),), aturan=ATURAN)
    with pytest.raises(ValueError, match="diberi rating"):
        capaian(Sasaran(Polaritas.KUALITATIF), realisasi=Decimal(90))


def test_prakiraan_kualitatif_menyebut_rating_sejauh_ini_tanpa_batas_berangka():
    kira = prakirakan(
        (ik("A", 30, A), ik("B", 20, S), ik("C", 40, menunggu_rating=True), ik("D", 10)), aturan=ATURAN
    )
    assert (kira.nilai, kira.terendah, kira.tertinggi) == (None, None, None)
    assert (kira.kualitatif, kira.rating) == (True, A)
    assert (kira.bobot_terhitung, kira.bobot_tanpa_rating, kira.bobot_menunggu) == (50, 40, 10)


@pytest.mark.parametrize(
    ("kira", "risiko", "kata"),
    [
        ({"rating": B}, Risiko.SEDANG, "di bawah ekspektasi"),
        ({"bobot_tanpa_rating": Decimal(40)}, Risiko.RENDAH, "bobot 40 menunggu rating"),
        ({"rating": A}, Risiko.TUNTAS, "di atas ekspektasi"),
        ({"bobot_menunggu": Decimal(10), "sisa_hari": -2}, Risiko.TINGGI, "lewat 2 hari"),
    ],
)
def test_risiko_skp_kualitatif_dari_rating_dan_bukan_dari_angka(kira, risiko, kata):
    dasar = {
        "nilai": None,
        "tertinggi": None,
        "bobot_menunggu": Decimal(0),
        "dikembalikan": 0,
        "sisa_hari": 30,
    }
    penilaian = nilai_risiko(Kemajuan(**dasar | kira), sesuai=Decimal(90))
    assert penilaian.risiko is risiko
    assert kata in penilaian.sebab


def test_kebijakan_memilih_usul_rating_tengah_atau_tanpa_usul():
    assert ATURAN.usul_kualitatif is UsulKualitatif.TENGAH
    tanpa = aturan_dari({"usul_kualitatif": "tanpa"})
    assert aturan_dari(tanpa.ke_dict()).usul_kualitatif is UsulKualitatif.TANPA
    with pytest.raises(KebijakanKeliru, match="usul_kualitatif harus salah satu dari tengah, tanpa"):
        aturan_dari({"usul_kualitatif": "rata"})
