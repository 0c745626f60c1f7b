"""Ruas: siapa yang ikut dinilai, hari mana yang dihitung, dan bagaimana beberapa ruas menjadi satu hasil."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indikator.rules.capaian import Polaritas, Sasaran
from indikator.rules.hasil_kerja import HasilKerja, IndikatorDinilai, MasukanKeliru, hitung_hasil_kerja
from indikator.rules.kebijakan import aturan_dari
from penilaian.rules.nilai import HasilHitung, Masukan, hitung
from penilaian.rules.nota import masukan_dari
from penilaian.rules.nota_tulis import nota_dari
from penilaian.rules.perilaku import MasukanPerilaku
from penilaian.rules.predikat import Predikat, Rating
from penilaian.rules.ruas import Keadaan, Ruas, gabung_rating, hari_jeda, ikut_dinilai, keadaan

ATURAN = aturan_dari()
TRIWULAN = (date(2026, 7, 1), date(2026, 9, 30))
B, S, A = Rating.DI_BAWAH, Rating.SESUAI, Rating.DI_ATAS


def h(bulan: int, hari: int) -> date:
    return date(2026, bulan, hari)


def indikator(capaian: str | None) -> tuple[IndikatorDinilai, ...]:
    sasaran = Sasaran(Polaritas.MAKSIMAL, target=D(100))
    return (IndikatorDinilai("IK1", D(100), sasaran, None if capaian is None else D(capaian)),)


def ruas(sejak: date, sampai: date, capaian: str | None = "100", **lain: object) -> Ruas:
    isi: dict[str, object] = {"rating_hasil": S, "rating_perilaku": S} | lain
    milik = () if isi.get("utama") else indikator(capaian)
    return Ruas(sejak=sejak, sampai=sampai, indikator=milik, **isi)  # type: ignore[arg-type]


def nilai(*semua: Ruas, utama: str | None = "100", **rating: Rating) -> HasilHitung:
    isi = {"rating_hasil": S, "rating_perilaku": S} | rating
    perilaku = MasukanPerilaku(atasan=(D(4),))
    return hitung(Masukan(indikator=indikator(utama), perilaku=perilaku, aturan=ATURAN, ruas=semua, **isi))


@pytest.mark.parametrize(
    ("sebutan", "penempatan", "ikut"),
    [
        ("menjabat sepanjang periode", [(h(1, 1), date.max)], True),
        ("pindah dinas di tengah", [(h(1, 1), h(8, 14)), (h(8, 15), date.max)], True),
        ("pegawai baru pada hari terakhir", [(h(9, 30), date.max)], True),
        ("pensiun pada hari terakhir", [(h(1, 1), h(9, 30))], True),
        ("pensiun sesudah 31 hari", [(h(1, 1), h(7, 31))], True),
        ("meninggal pada hari ke-30", [(h(1, 1), h(7, 30))], True),
        ("meninggal pada hari ke-29", [(h(1, 1), h(7, 29))], False),
        ("pindah lalu berhenti, bersama 30 hari", [(h(1, 1), h(7, 10)), (h(7, 11), h(7, 30))], True),
        ("berhenti sebelum periode", [(h(1, 1), h(6, 30))], False),
        ("baru mulai sesudah periode", [(h(10, 1), date.max)], False),
    ],
)
def test_siapa_yang_mendapat_hasil(sebutan: str, penempatan: list[tuple[date, date]], ikut: bool) -> None:
    assert ikut_dinilai(penempatan, periode=TRIWULAN, aturan=ATURAN) is ikut, sebutan


@pytest.mark.parametrize(
    ("sebutan", "jeda", "hari"),
    [
        ("cuti tepat 30 hari tetap dihitung bertugas", [(h(7, 1), h(7, 30))], 0),
        ("cuti 31 hari keluar seluruhnya", [(h(7, 1), h(7, 31))], 31),
        ("pelatihan panjang yang mulai sebelum periode keluar bagiannya saja", [(h(6, 1), h(7, 10))], 10),
        ("tugas belajar yang belum selesai keluar sampai akhir periode", [(h(9, 1), h(12, 31))], 30),
        ("dua cuti panjang dijumlahkan", [(h(7, 1), h(7, 31)), (h(8, 15), h(9, 30))], 78),
        (
            "cuti pendek di samping yang panjang tetap bertugas",
            [(h(7, 1), h(7, 31)), (h(8, 15), h(8, 20))],
            31,
        ),
    ],
)
def test_hari_jeda(sebutan: str, jeda: list[tuple[date, date]], hari: int) -> None:
    assert hari_jeda(TRIWULAN, jeda, aturan=ATURAN) == hari, sebutan


def test_jeda_bertumpang_tindih_ditolak() -> None:
    with pytest.raises(ValueError, match="bertumpang tindih"):
        hari_jeda(TRIWULAN, [(h(7, 1), h(8, 5)), (h(8, 5), h(9, 20))], aturan=ATURAN)


@pytest.mark.parametrize(
    ("satu", "akhirnya"),
    [
        (ruas(h(7, 1), h(7, 30)), Keadaan.DIHITUNG),
        (ruas(h(7, 1), h(7, 29)), Keadaan.TERLALU_SINGKAT),
        (ruas(h(7, 1), h(8, 9), jeda=11), Keadaan.TERLALU_SINGKAT),
        (ruas(h(9, 30), h(9, 30), utama=True), Keadaan.DIHITUNG),
        (ruas(h(7, 1), h(9, 30), utama=True, jeda=92), Keadaan.SELURUHNYA_JEDA),
    ],
)
def test_ruas_mana_yang_dihitung(satu: Ruas, akhirnya: Keadaan) -> None:
    assert keadaan(satu, aturan=ATURAN) is akhirnya


@pytest.mark.parametrize(
    ("bagian", "rating"),
    [
        ([(45, A), (47, B)], B),
        ([(47, A), (45, B)], A),
        ([(46, A), (46, B)], B),
        ([(31, B), (30, S), (31, A)], S),
        ([(40, S), (12, B), (40, A)], S),
        ([(92, A), (0, B)], A),
        ([(60, A), (32, None)], None),
        ([], None),
    ],
)
def test_rating_tengah_menurut_hari(bagian: list[tuple[int, Rating | None]], rating: Rating | None) -> None:
    assert gabung_rating(bagian) is rating


@given(
    st.lists(st.tuples(st.integers(1, 92), st.sampled_from([B, S, A])), min_size=1, max_size=5), st.randoms()
)
def test_urutan_tidak_berpengaruh_dan_rating_yang_lebih_baik_tidak_menurunkan(
    bagian: list[tuple[int, Rating]], acak: object
) -> None:
    semula = gabung_rating(bagian)
    teracak = list(bagian)
    acak.shuffle(teracak)  # type: ignore[attr-defined]
    assert gabung_rating(teracak) is semula
    hari, rating = bagian[0]
    naik = [(hari, {B: S, S: A, A: A}[rating]), *bagian[1:]]
    urut = [B, S, A]
    assert urut.index(gabung_rating(naik) or B) >= urut.index(semula or B)


def test_pindah_dinas_digabung_menurut_hari_dan_langkahnya_menyebut_keduanya() -> None:
    hasil = nilai(
        ruas(h(7, 1), h(8, 14), "80", nama="Dinas Satu", rating_hasil=B),
        ruas(h(8, 15), h(9, 30), utama=True),
        utama="110",
        rating_hasil=S,
    )
    # (45 × 80 + 47 × 110) : 92 = 95,3260869…
    assert hasil.nilai_hasil == D("95.33")
    assert hasil.predikat is Predikat.BAIK
    kalimat = {satu.langkah: satu.uraian for satu in hasil.langkah}
    assert kalimat["ruas.1"].startswith("Ruas 01-07-2026 sampai 14-08-2026, Dinas Satu, 45 hari: nilai")
    assert kalimat["ruas"].endswith("(45 × 80,00 + 47 × 110,00) : 92 = 95,33.")
    assert "r1.capaian.IK1" in kalimat


def test_ruas_singkat_disebut_tetapi_tidak_mengubah_angka() -> None:
    hasil = nilai(ruas(h(7, 1), h(7, 20), "10"), ruas(h(7, 21), h(9, 30), utama=True), utama="110")
    assert hasil.nilai_hasil == D("110.00")
    assert any("terlalu singkat" in satu.uraian for satu in hasil.langkah)


def test_ruas_yang_belum_lengkap_disebut_namanya_dan_tidak_dianggap_nol() -> None:
    tanpa_skp = Ruas(sejak=h(8, 1), sampai=h(8, 31), rating_hasil=S, rating_perilaku=S)
    hasil = nilai(ruas(h(7, 1), h(7, 31), None), tanpa_skp, ruas(h(9, 1), h(9, 30), utama=True))
    assert hasil.nilai_hasil is None
    assert hasil.kurang[:2] == ("r1.IK1", "r2.hasil")


def test_seluruh_periode_cuti_tidak_dinilai_dan_skp_utama_tidak_dituntut() -> None:
    hasil = nilai(ruas(*TRIWULAN, utama=True, jeda=92), utama=None)
    assert (hasil.nilai_hasil, hasil.kurang[0]) == (None, "ruas")
    assert "IK1" not in hasil.kurang


def test_cuti_di_penempatan_baru_menyerahkan_hasil_kepada_ruas_sebelumnya() -> None:
    hasil = nilai(ruas(h(7, 1), h(8, 14), "80"), ruas(h(8, 15), h(9, 30), utama=True, jeda=47), utama=None)
    assert hasil.nilai_hasil == D("80.00")
    assert "IK1" not in hasil.kurang


@pytest.mark.parametrize(
    ("semua", "pesan"),
    [
        ((ruas(h(7, 1), h(8, 14)),), "ruas utama"),
        ((ruas(h(7, 1), h(8, 15)), ruas(h(8, 15), h(9, 30), utama=True)), "tidak bertumpang tindih"),
        ((ruas(h(9, 1), h(8, 1), utama=True),), "berakhir sebelum mulai"),
        ((ruas(h(9, 1), h(9, 2), utama=True, jeda=3),), "antara 0 dan banyak harinya"),
    ],
)
def test_ruas_yang_tidak_mungkin_ditolak(semua: tuple[Ruas, ...], pesan: str) -> None:
    with pytest.raises(MasukanKeliru, match=pesan):
        nilai(*semua)


def test_nota_beruas_ditulis_dan_dibaca_kembali_sama() -> None:
    masukan = Masukan(
        indikator=indikator("110"),
        perilaku=MasukanPerilaku(),
        aturan=ATURAN,
        ruas=(
            ruas(h(7, 1), h(8, 14), "80", nama="Dinas Satu"),
            ruas(h(8, 15), h(9, 30), utama=True, jeda=31),
        ),
    )
    assert masukan_dari(nota_dari(masukan)) == masukan
    bernama = replace(masukan, indikator=(replace(masukan.indikator[0], nama="Kunjungan rumah"),))
    assert masukan_dari(nota_dari(bernama)) == bernama


@pytest.mark.parametrize("jeda", [-1, True, "3", 1.5])
def test_jeda_di_nota_harus_bilangan_bulat(jeda: object) -> None:
    nota = nota_dari(
        Masukan(
            indikator=indikator("110"),
            perilaku=MasukanPerilaku(),
            aturan=ATURAN,
            ruas=(ruas(h(7, 1), h(8, 14), "80"), ruas(h(8, 15), h(9, 30), utama=True)),
        )
    )
    nota["ruas"][0]["jeda"] = jeda  # type: ignore[index]
    with pytest.raises(MasukanKeliru, match="Ruas ke-1: jeda harus bilangan bulat 0 atau lebih"):
        masukan_dari(nota)


def test_satu_ruas_tidak_mengubah_angkanya() -> None:
    kerja: HasilKerja = hitung_hasil_kerja(indikator("33.3333"), aturan=ATURAN)
    hasil = nilai(ruas(h(8, 1), h(9, 30), utama=True), utama="33.3333")
    assert hasil.nilai_hasil_utuh == kerja.nilai


def test_gabungan_hanya_disebut_bila_lebih_dari_satu_ruas_dihitung() -> None:
    satu = nilai(ruas(h(8, 1), h(9, 30), utama=True))
    dua = nilai(ruas(h(7, 1), h(8, 14)), ruas(h(8, 15), h(9, 30), utama=True))
    tanpa, dengan = ([satu.langkah for satu in hasil.langkah] for hasil in (satu, dua))
    assert "ruas" in dengan and "ruas" not in tanpa
