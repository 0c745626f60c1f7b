"""Ketikan yang disimpan sendiri: tidak hilang, tidak menimpa tulisan lain, tidak hidup lagi sesudah terkirim."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inti.galat import GalatAturan
from inti.models import Draf, Jejak
from inti.queries.draf import draf_formulir
from inti.services import draf
from inti.services.draf import Ketikan, Tersimpan

pytestmark = pytest.mark.django_db
SEKARANG = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
KUNCI = "capaian:1:2"


class Ratna:
    pk = 7
    nama = "Ratna Wulandari"
    instansi_id = 3


class Budi(Ratna):
    pk = 8
    nama = "Budi Santoso"


def ketik(teks: str, *, tab: str, langkah: int = 1, utas: str = "aaaaaaaa", versi: int = 0) -> Ketikan:
    return Ketikan(
        kunci=KUNCI,
        utas=utas,
        penulis=tab,
        langkah=langkah,
        versi=versi,
        dasar="0",
        isi={"keterangan": [teks]},
    )


def simpan(ketikan: Ketikan, oleh: Ratna | None = None, sekarang: datetime = SEKARANG) -> Tersimpan:
    return draf.simpan(ketikan=ketikan, oleh=oleh or Ratna(), sekarang=sekarang)


def tulisan() -> set[str]:
    return {d.isi["keterangan"][0] for d in Draf.objects.filter(selesai=False)}


def test_ketikan_yang_bertambah_menjadi_satu_utas_dengan_isi_terakhir() -> None:
    for langkah, teks in enumerate(["Per", "Perekaman", "Perekaman KTP"], start=1):
        hasil = simpan(ketik(teks, tab="tab-a", langkah=langkah))
    assert tulisan() == {"Perekaman KTP"}
    assert (hasil.utas, hasil.bentrok, hasil.lain) == ("aaaaaaaa", False, 0)


def test_kiriman_yang_tiba_terlambat_tidak_mengembalikan_tulisan_lama() -> None:
    simpan(ketik("dua kalimat", tab="tab-a", langkah=2))
    simpan(ketik("satu", tab="tab-a", langkah=1))
    assert tulisan() == {"dua kalimat"}


def test_tab_kedua_yang_meneruskan_utas_lama_tidak_menimpa_tab_pertama() -> None:
    awal = simpan(ketik("bersama", tab="tab-a"))
    simpan(ketik("punya b", tab="tab-b", versi=awal.versi))
    hasil = simpan(ketik("punya a", tab="tab-a", langkah=2, versi=awal.versi))
    assert tulisan() == {"punya a", "punya b"}
    assert hasil.bentrok and hasil.utas != awal.utas and hasil.lain == 1


def test_halaman_yang_dibuka_lagi_meneruskan_utas_yang_sama() -> None:
    awal = simpan(ketik("sebelum mati", tab="tab-a"))
    hasil = simpan(ketik("sebelum mati lalu lanjut", tab="tab-b", versi=awal.versi))
    assert tulisan() == {"sebelum mati lalu lanjut"} and not hasil.bentrok


def test_kiriman_susulan_sesudah_formulir_terkirim_diabaikan() -> None:
    simpan(ketik("isi", tab="tab-a"))
    draf.selesaikan(kunci=KUNCI, utas="aaaaaaaa", oleh=Ratna(), sekarang=SEKARANG)
    hasil = simpan(ketik("susulan", tab="tab-a", langkah=9, versi=1))
    assert hasil.selesai and tulisan() == set()
    assert Draf.objects.get().isi == {}


def test_menyelesaikan_satu_tab_tidak_membuang_tulisan_tab_lain() -> None:
    simpan(ketik("punya a", tab="tab-a"))
    simpan(ketik("punya b", tab="tab-b", utas="bbbbbbbb"))
    draf.selesaikan(kunci=KUNCI, utas="aaaaaaaa", oleh=Ratna(), sekarang=SEKARANG)
    assert tulisan() == {"punya b"}


def test_tulisan_orang_lain_tidak_terbaca_dan_tidak_terbuang() -> None:
    simpan(ketik("rahasia", tab="tab-a"))
    assert draf_formulir(Budi.pk, kunci=KUNCI) == []
    assert not draf.buang(draf_id=Draf.objects.get().pk, oleh=Budi())
    assert [d.baris for d in draf_formulir(Ratna.pk, kunci=KUNCI)] == [
        [("keterangan", "Keterangan", "rahasia")]
    ]


def test_ketikan_tidak_menulis_jejak() -> None:
    simpan(ketik("isi", tab="tab-a"))
    assert not Jejak.objects.exists()


def test_yang_terlalu_panjang_ditolak_dengan_jalan_keluar() -> None:
    with pytest.raises(GalatAturan, match="Simpan draf"):
        simpan(ketik("a" * (draf.BESAR_MAKS + 1), tab="tab-a"))


def test_utas_terlama_dibuang_bila_seseorang_punya_terlalu_banyak(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draf, "UTAS_TERBANYAK", 3)
    for n in range(5):
        simpan(
            ketik(f"ke-{n}", tab="tab-a", utas=f"{n:08x}"),
            sekarang=SEKARANG + timedelta(minutes=n),
        )
    assert tulisan() == {"ke-2", "ke-3", "ke-4"}


def test_yang_usang_dibuang_yang_baru_tinggal() -> None:
    simpan(ketik("lama", tab="tab-a", utas="a" * 8), sekarang=SEKARANG - timedelta(days=31))
    simpan(ketik("baru", tab="tab-a", utas="b" * 8), sekarang=SEKARANG - timedelta(days=29))
    draf.selesaikan(kunci="x:1", utas="c" * 8, oleh=Ratna(), sekarang=SEKARANG - timedelta(days=2))
    assert draf.buang_usang(sekarang=SEKARANG) == 2
    assert tulisan() == {"baru"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), min_size=1, max_size=14))
def test_tulisan_terakhir_tiap_tab_selalu_ada_berapa_pun_tab_dan_urutannya(
    langkah: list[tuple[str, bool]],
) -> None:
    """Tiap tab mengetik teksnya sendiri di atas utas yang sama; sebagian jawaban peladen tidak pernah sampai."""
    Draf.objects.all().delete()
    tab: dict[str, dict[str, object]] = {
        t: {"utas": "aaaaaaaa", "versi": 0, "n": 0, "teks": ""} for t in "abc"
    }
    for nama, sampai in langkah:
        s = tab[nama]
        s["n"] = int(str(s["n"])) + 1
        s["teks"] = f"{nama}{s['n']}"
        hasil = simpan(
            ketik(
                str(s["teks"]),
                tab=f"tab-{nama}",
                langkah=int(str(s["n"])),
                utas=str(s["utas"]),
                versi=int(str(s["versi"])),
            )
        )
        if sampai:
            s["utas"], s["versi"] = hasil.utas, hasil.versi
    assert {str(s["teks"]) for s in tab.values() if s["n"]} <= tulisan()
