import random
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pelatihan.rules.kebutuhan import Kebutuhan, celah, dari_capaian, dari_jawaban, dari_unsur, skor, urutkan
from pelatihan.rules.rekomendasi import Pilihan, Saran, rekomendasikan, tawaran_studi
from penilaian.rules.predikat import Predikat
from tests.indikator.rules.bantu import SIFAT, D

PELAYANAN = Pilihan(1, "Komunikasi Publik", 16, True, frozenset({"nilai:berorientasi_pelayanan"}))
KOMPUTER = Pilihan(2, "Kursus Komputer", 24, True, frozenset({"aspek:waktu", "nilai:adaptif"}))
MENTOR = Pilihan(3, "Mentoring", 12, False, frozenset({"nilai:berorientasi_pelayanan"}))
BIDAN = Pilihan(4, "Diklat Bidan", 8, True, frozenset({"teknis:kebidanan", "aspek:waktu"}))
KATALOG = (PELAYANAN, KOMPUTER, MENTOR, BIDAN)

LAYANAN = dari_jawaban(
    "berorientasi_pelayanan", D("2.50"), label="Berorientasi Pelayanan", penilai="rata-rata 5 rekan"
)
WAKTU = dari_capaian("waktu", D("60"), indikator="Waktu terbit akta")


def judul(saran: tuple[Saran, ...]) -> list[str]:
    return [s.pelatihan.judul for s in saran]


@pytest.mark.parametrize(
    ("nilai", "harapan", "terendah", "hasil"),
    [("100", "100", "0", "0"), ("60", "100", "0", "0.4"), ("130", "100", "0", "0"), ("1", "4", "1", "1")],
)
def test_celah_adalah_bagian_skala_yang_belum_tercapai(
    nilai: str, harapan: str, terendah: str, hasil: str
) -> None:
    assert celah(D(nilai), harapan=D(harapan), terendah=D(terendah)) == D(hasil)


def test_celah_menolak_harapan_yang_tidak_lebih_tinggi() -> None:
    with pytest.raises(ValueError, match="Harapan harus lebih tinggi"):
        celah(D(1), harapan=D(1), terendah=D(1))


def test_celah_terbesar_didahulukan_dan_alasannya_memuat_angka() -> None:
    saran = rekomendasikan([WAKTU, LAYANAN], KATALOG, sisa_jp=40)
    assert judul(saran) == ["Komunikasi Publik", "Kursus Komputer"]  # celah 0,50 lalu 0,40
    assert saran[0].alasan == (
        "Karena Berorientasi Pelayanan: rata-rata 5 rekan 2,50 dari 5, harapan 4,00; "
        "16 JP dari sisa 40 JP Anda."
    )
    assert saran[1].alasan == (
        "Karena capaian “Waktu terbit akta”: 60,00 dari 100,00; 24 JP dari sisa 24 JP Anda."
    )


def test_pelatihan_yang_menjawab_dua_kebutuhan_didahulukan() -> None:
    adaptif = dari_jawaban("adaptif", D("3.40"), label="Adaptif", penilai="rata-rata 4 rekan")
    saran = rekomendasikan([WAKTU, LAYANAN, adaptif], KATALOG, sisa_jp=40)
    assert judul(saran) == ["Kursus Komputer", "Komunikasi Publik"]  # 0,40 + 0,20 melebihi 0,50
    assert "juga Adaptif" in saran[0].alasan


def test_celah_satu_tingkat_memilih_nonklasikal() -> None:
    kecil = dari_jawaban("berorientasi_pelayanan", D("3.40"), label="x", penilai="y")
    assert judul(rekomendasikan([kecil], KATALOG, sisa_jp=40)) == ["Mentoring"]
    assert judul(rekomendasikan([LAYANAN], KATALOG, sisa_jp=40)) == ["Komunikasi Publik"]


def test_tepat_satu_tingkat_masih_nonklasikal() -> None:
    """Jawaban 3 dari harapan 4 adalah tepat satu tingkat; 2,99 sudah lebih."""
    tepat, lebih = (
        dari_jawaban("berorientasi_pelayanan", D(x), label="x", penilai="y") for x in ("3", "2.99")
    )
    assert judul(rekomendasikan([tepat], KATALOG, sisa_jp=40)) == ["Mentoring"]
    assert judul(rekomendasikan([lebih], KATALOG, sisa_jp=40)) == ["Komunikasi Publik"]


def test_paling_banyak_tiga_bila_tidak_diminta_lain() -> None:
    aspek = ("waktu", "biaya", "kualitas", "kuantitas")
    satu_jp = [Pilihan(i, f"P{i}", 1, True, frozenset({f"aspek:{a}"})) for i, a in enumerate(aspek)]
    butuh = [dari_capaian(a, D("50"), indikator=a) for a in aspek]
    assert len(rekomendasikan(butuh, satu_jp, sisa_jp=40)) == 3
    assert len(rekomendasikan(butuh, satu_jp, sisa_jp=40, banyak=4)) == 4
    assert len(rekomendasikan(butuh, satu_jp, sisa_jp=2, banyak=4)) == 2


def test_pelatihan_tanpa_jp_tidak_disarankan() -> None:
    tanpa = Pilihan(9, "A", 0, True, frozenset({"aspek:waktu"}))
    assert rekomendasikan([WAKTU], [tanpa], sisa_jp=40) == ()


def test_pelatihan_bidang_lain_tidak_disarankan() -> None:
    assert judul(rekomendasikan([WAKTU], KATALOG, sisa_jp=8)) == []
    bidan = frozenset({"teknis:kebidanan"})
    assert judul(rekomendasikan([WAKTU], KATALOG, sisa_jp=40, tanda_orang=bidan)) == ["Diklat Bidan"]


def test_yang_tidak_muat_dalam_sisa_jp_dilewati() -> None:
    assert judul(rekomendasikan([WAKTU, LAYANAN], KATALOG, sisa_jp=12)) == ["Mentoring"]
    assert judul(rekomendasikan([WAKTU, LAYANAN], KATALOG, sisa_jp=0)) == []


def test_yang_sudah_diambil_atau_ditolak_tidak_kembali() -> None:
    assert judul(rekomendasikan([LAYANAN], KATALOG, sisa_jp=40, sudah_diambil={1})) == ["Mentoring"]
    assert judul(rekomendasikan([LAYANAN], KATALOG, sisa_jp=40, sudah_diambil={1}, ditolak={3})) == []


def test_sisa_satu_jp_masih_dapat_dipakai() -> None:
    sejam = replace(PELAYANAN, jp=1)
    assert judul(rekomendasikan([LAYANAN], [sejam], sisa_jp=1)) == ["Komunikasi Publik"]


@pytest.mark.parametrize(("nilai", "ikut"), [("95", True), ("95.01", False), ("99", False)])
def test_celah_di_bawah_seperdua_puluh_bukan_kebutuhan(nilai: str, ikut: bool) -> None:
    assert bool(urutkan([dari_capaian("waktu", D(nilai), indikator="x")])) is ikut


@pytest.mark.parametrize("tanpa", [{"bobot": D(0)}, {"yakin": D(0)}])
def test_yang_tidak_berbobot_atau_tidak_pasti_sama_sekali_bukan_kebutuhan(tanpa: dict[str, Decimal]) -> None:
    assert urutkan([replace(WAKTU, **tanpa)]) == []


def test_alasan_menyebut_paling_banyak_dua_kebutuhan_lain_dan_sisa_jp_sesudahnya() -> None:
    aspek = ("biaya", "kualitas", "kuantitas", "waktu")
    butuh = [dari_capaian(a, D(nilai), indikator=a) for a, nilai in zip(aspek, (20, 30, 40, 50), strict=True)]
    semua = Pilihan(1, "Semua", 10, True, frozenset(f"aspek:{a}" for a in aspek))
    lain = Pilihan(2, "Lain", 7, True, frozenset({"nilai:adaptif"}))
    adaptif = dari_jawaban("adaptif", D(2), label="Adaptif", penilai="rata-rata 4 rekan")
    saran = rekomendasikan([*butuh, adaptif], [lain, semua], sisa_jp=20)
    assert "juga capaian “kualitas” dan capaian “kuantitas”; 10 JP dari sisa 20 JP" in saran[0].alasan
    assert saran[1].alasan.endswith("7 JP dari sisa 10 JP Anda.")


def test_skor_dan_celah_pada_harapan_tiap_sumber() -> None:
    """Harapan: capaian 100, jawaban 4, unsur 3,5324 (batas mutu A); keduanya yang terakhir mulai dari 1."""
    tepat = [
        dari_capaian("waktu", D(100), indikator="x"),
        dari_jawaban("adaptif", D(4), label="x", penilai="y"),
        dari_unsur("waktu", D("3.5324"), label="x", n=9),
    ]
    terendah = [
        dari_capaian("waktu", D(0), indikator="x"),
        dari_jawaban("adaptif", D(1), label="x", penilai="y"),
        dari_unsur("waktu", D(1), label="x", n=9),
    ]
    assert [(k.celah, k.awal) for k in tepat] == [(D(0), D(100))] * 3
    assert [(k.celah, k.awal) for k in terendah] == [(D(1), D(0))] * 3


def test_tanpa_celah_tidak_ada_saran() -> None:
    tercapai = [
        dari_capaian("waktu", D("104"), indikator="x"),
        dari_unsur("waktu", D("3.9"), label="x", n=40),
    ]
    assert rekomendasikan(tercapai, KATALOG, sisa_jp=40) == ()


def test_unsur_survei_diarahkan_ke_pelatihan_yang_melatihnya() -> None:
    lewat = frozenset({"nilai:berorientasi_pelayanan"})
    perilaku = dari_unsur("perilaku", D("2.1"), label="Perilaku Pelaksana", n=212, terkait=lewat)
    saran = rekomendasikan([perilaku], KATALOG, sisa_jp=40)
    assert judul(saran) == ["Komunikasi Publik"]
    assert "2,10 dari 4 menurut 212 warga" in saran[0].alasan


def test_unsur_yang_tidak_dipetakan_bukan_urusan_pelatihan_orang() -> None:
    sarana = dari_unsur("sarana", D("1.0"), label="Sarana", n=30)
    assert rekomendasikan([sarana], KATALOG, sisa_jp=40) == ()


def test_prasyarat_yang_belum_selesai_menahan_pelatihannya() -> None:
    lanjutan = replace(PELAYANAN, prasyarat=77)
    assert rekomendasikan([LAYANAN], [lanjutan], sisa_jp=40) == ()
    assert judul(rekomendasikan([LAYANAN], [lanjutan], sisa_jp=40, selesai={77})) == ["Komunikasi Publik"]


@pytest.mark.parametrize(("kursi", "disarankan"), [(None, True), (3, True), (0, False)])
def test_pelatihan_yang_semua_sesinya_penuh_tidak_disarankan(kursi: int | None, disarankan: bool) -> None:
    saran = rekomendasikan([LAYANAN], [replace(PELAYANAN, kursi=kursi)], sisa_jp=40)
    assert bool(saran) is disarankan


def test_bobot_dan_keyakinan_ikut_menentukan_urutan() -> None:
    """Celah waktu 0,40 lebih kecil daripada pelayanan 0,50; bobot dua kali menaikkannya, keyakinan separuh menurunkannya."""
    berat = replace(WAKTU, bobot=D(2))
    assert judul(rekomendasikan([berat, LAYANAN], KATALOG, sisa_jp=24)) == ["Kursus Komputer"]
    ragu = replace(berat, yakin=D("0.5"))
    assert judul(rekomendasikan([ragu, LAYANAN], KATALOG, sisa_jp=24)) == ["Komunikasi Publik"]


def test_dua_indikator_seaspek_memakai_yang_celahnya_terbesar() -> None:
    lain = dari_capaian("waktu", D("90"), indikator="Waktu jawab aduan")
    saran = rekomendasikan([lain, WAKTU], KATALOG, sisa_jp=40)
    assert len(saran) == 1
    assert "Waktu terbit akta" in saran[0].alasan


def test_paling_banyak_yang_diminta() -> None:
    assert len(rekomendasikan([WAKTU, LAYANAN], KATALOG, sisa_jp=100, banyak=1)) == 1


@pytest.mark.parametrize("predikat", [*Predikat, None])
def test_studi_lanjut_hanya_bagi_sangat_baik_di_daerah_yang_memakainya(predikat: Predikat | None) -> None:
    tawaran = tawaran_studi(predikat, aktif=True)
    assert (tawaran is not None) is (predikat is Predikat.SANGAT_BAIK)
    assert tawaran_studi(predikat, aktif=False) is None


# --- sifat ---

KODE = ["aspek:waktu", "aspek:biaya", "nilai:kompeten", "nilai:harmonis", "unsur:prosedur", "unsur:perilaku"]
LEWAT = {
    "unsur:prosedur": frozenset({"aspek:waktu", "aspek:kualitas"}),
    "unsur:perilaku": frozenset({"nilai:berorientasi_pelayanan"}),
}
BANYAK_KEBUTUHAN = st.dictionaries(st.sampled_from(KODE), st.integers(0, 100), max_size=6)
TANDA = st.frozensets(
    st.sampled_from(["aspek:waktu", "aspek:biaya", "aspek:kualitas", "nilai:kompeten", "nilai:harmonis",
                     "nilai:berorientasi_pelayanan", "teknis:kebidanan"]),
    max_size=4,
)  # fmt: skip
ISI_KATALOG = st.lists(
    st.builds(
        Pilihan,
        id=st.integers(1, 30),
        judul=st.sampled_from(["A", "B", "C"]),
        jp=st.integers(1, 40),
        klasikal=st.booleans(),
        tanda=TANDA,
    ),
    unique_by=lambda p: p.id,
    max_size=10,
)
ID = st.frozensets(st.integers(1, 30), max_size=6)


def kebutuhan(isi: dict[str, int]) -> list[Kebutuhan]:
    return [
        Kebutuhan(k, Decimal(c) / 100, k, str(c), terkait=LEWAT.get(k, frozenset())) for k, c in isi.items()
    ]


@SIFAT
@given(BANYAK_KEBUTUHAN, ISI_KATALOG, st.integers(0, 80), ID, ID)
def test_saran_selalu_muat_dan_tidak_pernah_yang_terlarang(
    isi: dict[str, int], katalog: list[Pilihan], sisa: int, diambil: frozenset[int], ditolak: frozenset[int]
) -> None:
    saran = rekomendasikan(kebutuhan(isi), katalog, sisa_jp=sisa, sudah_diambil=diambil, ditolak=ditolak)
    assert sum(s.pelatihan.jp for s in saran) <= sisa
    assert not {s.pelatihan.id for s in saran} & (diambil | ditolak)
    assert not any("teknis:kebidanan" in s.pelatihan.tanda for s in saran)
    assert [s.urutan for s in saran] == list(range(1, len(saran) + 1))
    dijawab = [k.kode for s in saran for k in s.kebutuhan]
    assert len(dijawab) == len(set(dijawab))


@SIFAT
@given(BANYAK_KEBUTUHAN.filter(bool), ISI_KATALOG, st.integers(0, 80), st.data())
def test_celah_lebih_besar_tidak_menurunkan_kepentingan(
    isi: dict[str, int], katalog: list[Pilihan], sisa: int, data: st.DataObject
) -> None:
    """Urutan kebutuhannya tidak turun, dan yang semula terjawab tetap terjawab."""
    kode = data.draw(st.sampled_from(sorted(isi)))
    lebih = isi | {kode: data.draw(st.integers(isi[kode], 100))}

    def letak(isian: dict[str, int]) -> int:
        return next((n for n, k in enumerate(urutkan(kebutuhan(isian))) if k.kode == kode), 99)

    def terjawab(isian: dict[str, int]) -> bool:
        saran = rekomendasikan(kebutuhan(isian), katalog, sisa_jp=sisa)
        return any(k.kode == kode for s in saran for k in s.kebutuhan)

    assert letak(lebih) <= letak(isi)
    assert terjawab(lebih) >= terjawab(isi)


@SIFAT
@given(BANYAK_KEBUTUHAN, ISI_KATALOG, st.integers(0, 80), st.randoms(use_true_random=False))
def test_urutan_masukan_tidak_berpengaruh(
    isi: dict[str, int], katalog: list[Pilihan], sisa: int, acak: random.Random
) -> None:
    butuh, teracak = kebutuhan(isi), [*katalog]
    sebelum = rekomendasikan(butuh, katalog, sisa_jp=sisa)
    acak.shuffle(butuh)
    acak.shuffle(teracak)
    assert rekomendasikan(butuh, teracak, sisa_jp=sisa) == sebelum


@pytest.mark.parametrize(
    ("nilai", "hasil"), [("50", "0.00"), ("70", "50.00"), ("90", "100.00"), ("110", "150.00")]
)
def test_skor_seratus_di_harapan_dan_nol_di_yang_terendah(nilai: str, hasil: str) -> None:
    assert skor(D(nilai), harapan=D(90), terendah=D(50)) == D(hasil)
