"""Mutu N3 pada nota: kelompok yang seragam tidak terbaca, juga tidak dengan mengurangkan dari nilai perilaku."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from indikator.rules.capaian import Polaritas, Sasaran
from indikator.rules.hasil_kerja import IndikatorDinilai
from indikator.rules.kebijakan import aturan_dari
from indikator.rules.kelompok import Kelompok
from penilaian.queries import nota_perilaku
from penilaian.queries.nota_perilaku import KelompokNota, baris_perilaku, kelompok_nota, langkah_tampil
from penilaian.rules.nilai import HasilHitung, Masukan, hitung
from penilaian.rules.perilaku import MasukanPerilaku

LIMA = (Decimal(5),) * 3
"""Tiga rekan yang semuanya memberi 5."""


def dihitung(*rekan: Decimal) -> tuple[HasilHitung, list[KelompokNota]]:
    perilaku = MasukanPerilaku(atasan=(Decimal("3.5"),), rekan=rekan)
    indikator = IndikatorDinilai(
        kode="I1",
        bobot=Decimal(100),
        sasaran=Sasaran(polaritas=Polaritas.MAKSIMAL, target=Decimal(10)),
        realisasi=Decimal(10),
        nama="Berkas",
    )
    hitungan = hitung(Masukan(indikator=(indikator,), perilaku=perilaku, aturan=aturan_dari({})))
    return hitungan, kelompok_nota(hitungan, perilaku)


def angka_rekan(baris: list[dict[str, str]]) -> Decimal | None:
    """Serangan: baca nilai rekan dari barisnya, atau dari nilai perilaku dikurangi bagian atasan."""
    menurut = {b["uraian"].split(",")[0]: b for b in baris}
    if re.search(r"\d,\d", menurut["Rekan"]["ket"]):
        return Decimal(menurut["Rekan"]["capaian"].replace(",", "."))
    if not re.search(r"\d,\d", menurut["Atasan"]["ket"]):
        return None
    nilai = [Decimal(menurut[n]["nilai"].replace(",", ".")) for n in ("Nilai perilaku kerja", "Atasan")]
    return ((nilai[0] - nilai[1]) * 80 / 20).quantize(Decimal(1))


def test_kelompok_seragam_hanya_pita_dan_tidak_dapat_dikurangkan() -> None:
    hitungan, kelompok = dihitung(*LIMA)
    baris = baris_perilaku(kelompok, hitungan)
    assert angka_rekan(baris) is None
    assert "di atas harapan" in baris[1]["ket"] and baris[-1]["nilai"] != nota_perilaku.KOSONG
    semua = " ".join(str(langkah_tampil(s.ke_dict(), kelompok)) for s in hitungan.langkah[:6])
    assert not re.search(r"120|5,00|97,5", semua), semua
    assert kelompok[1].ringkas == {"n": 3, "golongan": "di atas harapan"}


def test_kembarannya_yang_merinci_dan_yang_hanya_menutup_rekan_terbongkar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hitungan, tertutup = dihitung(*LIMA)
    monkeypatch.setattr(nota_perilaku, "seragam", lambda _: False)
    _, terbuka = dihitung(*LIMA)
    assert angka_rekan(baris_perilaku(terbuka, hitungan)) == 120
    separuh = [tertutup[1] if k.kelompok is Kelompok.REKAN else k for k in terbuka]
    assert angka_rekan(baris_perilaku(separuh, hitungan)) == 120


def test_kelompok_yang_berbeda_beda_tetap_dirinci_dua_desimal() -> None:
    hitungan, kelompok = dihitung(Decimal(5), Decimal(4), Decimal("3.333333333333"))
    assert angka_rekan(baris_perilaku(kelompok, hitungan)) is not None
    assert kelompok[1].ringkas["rata"] == "4.11"
    for satu in hitungan.langkah:
        isi = langkah_tampil(satu.ke_dict(), kelompok)
        if str(isi["langkah"]).startswith(("perilaku", "akhir")):
            panjang = [a for a in isi["angka"].values() if re.search(r"\.\d{3,}", str(a))]
            assert not panjang, "desimal panjang menyebut pembaginya"


def test_kelompok_kurang_tidak_menyebut_berapa_yang_menjawab() -> None:
    hitungan, kelompok = dihitung(Decimal(5), Decimal(5))
    assert kelompok[1].ringkas == {"tidak_dihitung": "penilainya kurang dari 3"}
    isi = " ".join(str(langkah_tampil(s.ke_dict(), kelompok)) for s in hitungan.langkah)
    assert "baru 2" not in isi and replace(kelompok[1], alasan="").nilai is None
