"""Nota SKP kualitatif: dihitung ulang dari berkas saja, tanpa satu angka hasil kerja pun."""

import json

import pytest

from indikator.rules.hasil_kerja import hitung_hasil_kerja
from indikator.rules.kebijakan import aturan_dari
from penilaian.rules.langkah import langkah_rating_kualitatif
from penilaian.rules.nilai import hitung
from penilaian.rules.nota import masukan_dari
from penilaian.rules.nota_tulis import nota_dari
from penilaian.rules.periksa import periksa
from penilaian.rules.predikat import Rating


def nota(*indikator: dict, **lain: object) -> dict:
    return {
        "indikator": [{"polaritas": "kualitatif", **i} for i in indikator],
        "perilaku": {"atasan": ["4"], "rekan": [], "bawahan": [], "masyarakat_ikm": None},
        "rating": {"hasil": "sesuai", "perilaku": "sesuai"},
        "kebijakan": {"bobot_kelompok": {"rekan": "0", "bawahan": "0", "masyarakat": "0"}},
        **lain,
    }


DUA = (
    {"kode": "IK1", "bobot": "70", "realisasi": "sesuai"},
    {"kode": "IK2", "bobot": "30", "realisasi": "di_atas"},
)


def test_hasil_kualitatif_lengkap_tanpa_nilai_angka_dan_predikatnya_dari_dua_rating():
    ulang = periksa(json.dumps(nota(*DUA)))
    assert (ulang["nilai_hasil"], ulang["nilai_akhir"], ulang["kurang"]) == (None, None, [])
    assert (ulang["nilai_perilaku"], ulang["predikat"]) == ("105.00", "baik")
    assert ulang["usulan_rating"] == {"hasil": "sesuai", "perilaku": "sesuai"}
    assert [i["capaian"] for i in ulang["indikator"]] == [None, None]
    kalimat = " ".join(str(langkah["uraian"]) for langkah in ulang["langkah"])
    assert "Bobot tiap rating: di bawah ekspektasi 0, sesuai ekspektasi 70, di atas ekspektasi 30." in kalimat
    assert "tidak ada nilai akhir berupa angka" in kalimat


@pytest.mark.parametrize(
    ("satu", "kata"),
    [
        ({"realisasi": None}, "belum dilaporkan"),
        ({"realisasi": None, "menunggu_rating": True}, "belum diberi rating pejabat penilai"),
    ],
)
def test_yang_belum_berrating_disebut_beserta_siapa_yang_ditunggu(satu, kata):
    hasil = hitung(masukan_dari(nota(DUA[0], {"kode": "IK2", "bobot": "30", **satu})))
    assert hasil.kurang == ("IK2",)
    assert kata in hasil.keterangan_kurang["IK2"]
    assert hasil.usulan_hasil is None


def test_kebijakan_tanpa_usul_menyerahkan_rating_kepada_penilai_dan_tetap_lengkap():
    data = nota(*DUA)
    data["kebijakan"]["usul_kualitatif"] = "tanpa"
    hasil = hitung(masukan_dari(data))
    assert (hasil.usulan_hasil, hasil.kurang) == (None, ())


def test_nota_kualitatif_ditulis_dan_dibaca_kembali_sama():
    masukan = masukan_dari(
        nota(*DUA[:1], {"kode": "IK2", "bobot": "30", "realisasi": None, "menunggu_rating": True})
    )
    assert masukan_dari(nota_dari(masukan)) == masukan


def test_realisasi_kualitatif_selain_ketiga_rating_ditolak():
    with pytest.raises(ValueError, match="di_bawah, sesuai, di_atas"):
        masukan_dari(nota({"kode": "IK1", "bobot": "100", "realisasi": "98.7"}))


@pytest.mark.parametrize(
    ("usulan", "ditetapkan", "hasil", "akhir"),
    [
        (Rating.SESUAI, Rating.SESUAI, "sesuai", "Ditetapkan Sesuai Ekspektasi."),
        (Rating.SESUAI, Rating.DI_ATAS, "di_atas", "Ditetapkan Di Atas Ekspektasi, berbeda dari usul."),
        (None, Rating.DI_ATAS, "di_atas", "Ditetapkan Di Atas Ekspektasi."),
        (Rating.SESUAI, None, "", "Rating belum ditetapkan."),
    ],
)
def test_langkah_rating_menyebut_yang_ditetapkan_dan_bedanya(
    usulan: Rating | None, ditetapkan: Rating | None, hasil: str, akhir: str
) -> None:
    kerja = hitung_hasil_kerja((), aturan=aturan_dari({}))
    langkah = langkah_rating_kualitatif(kerja, usulan, ditetapkan)
    assert langkah.hasil == hasil and langkah.uraian.endswith(akhir)
    assert langkah.angka == ({} if usulan is None else {"usulan": usulan.value})
