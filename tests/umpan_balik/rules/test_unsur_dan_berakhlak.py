import pytest

from umpan_balik.rules import berakhlak_tangga
from umpan_balik.rules.berakhlak import (
    NILAI,
    NILAI_MENURUT_PANDUAN,
    PANDUAN,
    PANDUAN_MENURUT_KODE,
    KodeNilai,
)
from umpan_balik.rules.berakhlak_skala import LABEL_JAWABAN, SKALA
from umpan_balik.rules.berakhlak_tangga import TANGGA
from umpan_balik.rules.unsur import UNSUR, UNSUR_MENURUT_KODE, UNSUR_MENURUT_KOLOM, KodeUnsur

# --- unsur: PermenPANRB 14/2017 ---


def test_sembilan_unsur_berkolom_u1_sampai_u9() -> None:
    assert [u.kolom for u in UNSUR] == [f"U{i}" for i in range(1, 10)]
    assert [u.kode for u in UNSUR] == list(KodeUnsur)


def test_kolom_terakhir_mengikuti_daftar_pertanyaan_peraturan() -> None:
    """Sumber lain menukar keduanya; karena itu data dikunci dengan nama."""
    assert UNSUR_MENURUT_KOLOM["U8"].kode is KodeUnsur.SARANA
    assert UNSUR_MENURUT_KOLOM["U9"].kode is KodeUnsur.PENGADUAN


@pytest.mark.parametrize(
    ("kode", "jawaban"),
    [
        (KodeUnsur.PERSYARATAN, ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai")),
        (KodeUnsur.PROSEDUR, ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah")),
        (KodeUnsur.WAKTU, ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat")),
        (KodeUnsur.BIAYA, ("Sangat mahal", "Cukup mahal", "Murah", "Gratis")),
        (KodeUnsur.PRODUK, ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai")),
        (KodeUnsur.KOMPETENSI, ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten")),
        (
            KodeUnsur.PERILAKU,
            (
                "Tidak sopan dan ramah",
                "Kurang sopan dan ramah",
                "Sopan dan ramah",
                "Sangat sopan dan ramah",
            ),
        ),
        (KodeUnsur.SARANA, ("Buruk", "Cukup", "Baik", "Sangat baik")),
        (
            KodeUnsur.PENGADUAN,
            (
                "Tidak ada",
                "Ada tetapi tidak berfungsi",
                "Berfungsi kurang maksimal",
                "Dikelola dengan baik",
            ),
        ),
    ],
)
def test_jawaban_resmi_dari_nilai_satu_ke_empat(kode: KodeUnsur, jawaban: tuple[str, ...]) -> None:
    assert UNSUR_MENURUT_KODE[kode].jawaban == jawaban


def test_bunyi_pendek_benar_benar_pendek() -> None:
    for u in UNSUR:
        assert u.pertanyaan.endswith("?")
        assert u.pertanyaan_pendek.endswith("?")
        assert len(u.pertanyaan_pendek) <= len(u.pertanyaan)
        assert all(len(j) <= 22 for j in u.jawaban_pendek)
        assert len(set(u.jawaban_pendek)) == 4


# --- BerAKHLAK: PermenPANRB 6/2022 ---


def test_tujuh_nilai_dua_puluh_satu_panduan() -> None:
    assert [n.kode for n in NILAI] == list(KodeNilai)
    assert [n.nama for n in NILAI] == [
        "Berorientasi Pelayanan",
        "Akuntabel",
        "Kompeten",
        "Harmonis",
        "Loyal",
        "Adaptif",
        "Kolaboratif",
    ]
    assert [n.nomor for n in NILAI] == list(range(1, 8))
    assert [p.kode for p in PANDUAN] == [f"{n}.{p}" for n in range(1, 8) for p in range(1, 4)]


@pytest.mark.parametrize(
    ("kode", "teks"),
    [
        ("1.2", "Ramah, cekatan, solutif, dan dapat diandalkan"),
        ("2.3", "Tidak menyalahgunakan kewenangan jabatan"),
        ("3.2", "Membantu orang lain belajar"),
        ("4.1", "Menghargai setiap orang apapun latar belakangnya"),
        ("5.3", "Menjaga rahasia jabatan dan negara"),
        ("6.3", "Bertindak proaktif"),
        ("7.3", "Menggerakkan pemanfaatan berbagai sumber daya untuk tujuan bersama"),
    ],
)
def test_bunyi_panduan(kode: str, teks: str) -> None:
    assert PANDUAN_MENURUT_KODE[kode].teks == teks
    assert NILAI_MENURUT_PANDUAN[kode].nomor == int(kode[0])


def test_setiap_nilai_punya_lima_tingkat_dengan_arti_dan_contoh_yang_berbeda() -> None:
    assert set(SKALA) == set(KodeNilai)
    semua = []
    for tingkat in SKALA.values():
        assert [t.jawaban for t in tingkat] == list(LABEL_JAWABAN)
        semua += [t.arti for t in tingkat] + [t.contoh for t in tingkat]
    assert len(semua) == len(set(semua)) == 70
    assert all(kalimat.endswith(".") and len(kalimat.split()) <= 20 for kalimat in semua)


def test_setiap_panduan_punya_lima_tingkat_sendiri_dengan_arti_dan_contoh() -> None:
    """105 tingkat, tidak ada kalimat yang dipakai dua kali, cukup pendek untuk ponsel."""
    assert list(TANGGA) == [p.kode for p in PANDUAN]
    semua = []
    for tingkat in TANGGA.values():
        assert [t.jawaban for t in tingkat] == list(LABEL_JAWABAN)
        semua += [t.arti for t in tingkat] + [t.contoh for t in tingkat]
    assert len(semua) == len(set(semua)) == 210
    assert all(k[0].isupper() and k.endswith(".") for k in semua)
    assert max(len(k.split()) for k in semua) <= 16 and max(map(len, semua)) <= 110


@pytest.mark.parametrize(
    ("nomor", "modul"),
    [
        (1, "pelayanan"),
        (2, "akuntabel"),
        (3, "kompeten"),
        (4, "harmonis"),
        (5, "loyal"),
        (6, "adaptif"),
        (7, "kolaboratif"),
    ],
)
def test_tangga_tiap_nilai_memuat_ketiga_panduannya(nomor: int, modul: str) -> None:
    assert list(getattr(berakhlak_tangga, modul).TANGGA) == [p.kode for p in NILAI[nomor - 1].panduan]
