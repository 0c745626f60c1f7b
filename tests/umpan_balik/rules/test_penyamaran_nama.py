"""Nama petugas dan nama sesudah sapaan disamarkan; kata biasa dan jabatan dibiarkan."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from umpan_balik.rules.penyamaran_nama import bernama, samarkan_kata, samarkan_nama

PETUGAS = [(1, "Budi Santoso"), (2, "Siti Aminah"), (3, "Indah Lestari"), (4, "Budi Hartono")]
SARAN = Path(__file__).resolve().parents[3] / "asn_kinerja/demo/data/saran_warga.csv"


@pytest.mark.parametrize(
    ("asal", "hasil", "siapa"),
    [
        ("budi santoso lama sekali", "[petugas 1] lama sekali", {1: 1}),
        ("Petugas SITI ramah", "Petugas [petugas 1] ramah", {1: 2}),
        ("petugas siti ramah, Siti Aminah juga", "petugas [petugas 1] ramah, [petugas 1] juga", {1: 2}),
        ("Bu Indah baik. Tempatnya indah.", "Bu [petugas 1] baik. Tempatnya indah.", {1: 3}),
        # Dua petugas bernama Budi: disamarkan, tetapi tidak menunjuk siapa pun.
        ("Pak Budi di loket 3 ketus", "Pak [petugas 1] di loket 3 ketus", {1: None}),
        ("Ibu Sari Dewi dan Pak Camat hadir", "Ibu [nama disamarkan] dan Pak Camat hadir", {}),
        ("a.n. Joko Widodo", "a.n. [nama disamarkan]", {}),
        ("Terima kasih bu bidan, sabar", "Terima kasih bu bidan, sabar", {}),
        ("Bapak Ibu Petugas Yth", "Bapak Ibu Petugas Yth", {}),
        ("Indah sekali taman kota", "Indah sekali taman kota", {}),
    ],
)
def test_nama(asal: str, hasil: str, siapa: dict[int, int | None]) -> None:
    tersamar = samarkan_nama(asal, PETUGAS)
    assert (tersamar.teks, dict(tersamar.petugas)) == (hasil, siapa)


@pytest.mark.parametrize(
    ("asal", "hasil"),
    [
        ("bu ani ramah", "bu [petugas 1] ramah"),
        # Dua huruf terlalu pendek, dan "sabar" kata biasa: bukan nama walau sesudah sapaan.
        ("pak ed ramah", "pak ed ramah"),
        ("pak sabar ramah", "pak sabar ramah"),
        ("ani sabar ed ramah", "[petugas 1] ramah"),
        ("ani sabar ramah", "[petugas 1] ramah"),
    ],
)
def test_sekata_nama_dikenali_sejak_tiga_huruf_dan_bukan_kata_biasa(asal: str, hasil: str) -> None:
    assert samarkan_nama(asal, [(1, "Ani Sabar Ed")]).teks == hasil


def test_nama_terpanjang_didahulukan_daripada_potongannya() -> None:
    tersamar = samarkan_nama("bu siti-aminah ramah", [(1, "Siti-Aminah Putri"), (2, "Siti Rahma")])
    assert (tersamar.teks, dict(tersamar.petugas)) == ("bu [petugas 1] ramah", {1: 1})


@pytest.mark.parametrize(
    ("asal", "hasil"),
    [
        ("Pak Joko Loket dua", "Pak [nama disamarkan] Loket dua"),
        ("Pak Joko Widodo.", "Pak [nama disamarkan]."),
        ("Bu Sari. Loket dua", "Bu [nama disamarkan] Loket dua"),
    ],
)
def test_nama_berhenti_pada_kata_biasa_dan_titik_di_ujungnya_tetap(asal: str, hasil: str) -> None:
    assert samarkan_nama(asal, []).teks == hasil


def test_saran_contoh_yang_tidak_bernama_tidak_berubah() -> None:
    with SARAN.open(encoding="utf-8") as berkas:
        teks = [b["teks"] for b in csv.DictReader(berkas)]
    berubah = [t for t in teks if samarkan_nama(t, PETUGAS).teks != t]
    assert len(teks) == 74 and len(berubah) == 1 and "an. Warga Contoh" in berubah[0]


@given(st.text(max_size=200))
def test_menyamarkan_dua_kali_sama_dengan_sekali(teks: str) -> None:
    sekali = samarkan_nama(teks, []).teks
    assert samarkan_nama(sekali, []).teks == sekali


def test_nama_dikembalikan_hanya_bila_diberi() -> None:
    assert bernama("[petugas 1] dan [petugas 2]", {2: "Siti"}) == "[petugas 1] dan Siti"


def test_penyaring_hanya_menyamarkan_yang_sungguh_ada() -> None:
    assert samarkan_kata("Rumah di Gang  Melati 3", ["gang melati 3"]) == "Rumah di [disamarkan]"
    with pytest.raises(ValueError, match="Mawar"):
        samarkan_kata("Rumah di Gang Melati 3", ["Gang Mawar"])
