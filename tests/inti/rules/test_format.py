"""Penulisan angka, tanggal, dan waktu seperti di layar."""

import datetime as dt
from decimal import Decimal as D
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inti.rules import format as bentuk

WIB = ZoneInfo("Asia/Jakarta")
WITA = ZoneInfo("Asia/Makassar")
WIT = ZoneInfo("Asia/Jayapura")


@pytest.mark.parametrize(
    ("nilai", "desimal", "tulisan"),
    [
        (D("1234.56"), 2, "1.234,56"),
        (D("104.705"), 2, "104,71"),
        (D("104.704999"), 2, "104,70"),
        (D("0.5"), 0, "1"),
        (D("1.5"), 0, "2"),
        (D("2.5"), 0, "3"),
        (1234567, 0, "1.234.567"),
        (999, 0, "999"),
        ("95.79", 2, "95,79"),
        (D("-0.004"), 2, "0,00"),
        (D("-1234.5"), 2, "−1.234,50"),
        (D("1E+3"), 0, "1.000"),
        (None, 2, "–"),
    ],
)
def test_angka_memakai_titik_ribuan_koma_desimal_dan_pembulatan_setengah_ke_atas(
    nilai: D | int | str | None, desimal: int, tulisan: str
) -> None:
    assert bentuk.angka(nilai, desimal) == tulisan


def test_angka_menolak_float_supaya_tidak_ada_pembulatan_tersembunyi() -> None:
    with pytest.raises(TypeError):
        bentuk.angka(0.1)  # type: ignore[arg-type]


@pytest.mark.parametrize("bukan", ["sembilan", "", "NaN", "Infinity"])
def test_angka_menolak_yang_bukan_angka(bukan: str) -> None:
    with pytest.raises(ValueError):
        bentuk.angka(bukan)


@pytest.mark.parametrize(
    ("teks", "tulisan"),
    [
        ("Ani, S.Kep.", "Ani, S.Kep."),
        ("Ani", "Ani."),
        ("Loket 1, 08.00–16.00. ", "Loket 1, 08.00–16.00."),
        ("Sudah?", "Sudah?"),
        ("", ""),
    ],
)
def test_titik_tidak_pernah_dua_di_ujung_kalimat(teks: str, tulisan: str) -> None:
    assert bentuk.titik(teks) == tulisan


@pytest.mark.parametrize(
    ("nilai", "tulisan"),
    [(D("30.00"), "30"), (D("104.50"), "104,5"), (D("1000"), "1.000"), (D("0.00"), "0"), (100, "100")],
)
def test_angka_ringkas_membuang_nol_di_ekor_tetapi_tidak_nol_ribuan(nilai: D | int, tulisan: str) -> None:
    assert bentuk.angka_ringkas(nilai) == tulisan


@given(st.decimals(min_value=-(10**12), max_value=10**12, places=4), st.integers(0, 4))
def test_angka_yang_dibaca_kembali_sama_dengan_pembulatannya(nilai: D, desimal: int) -> None:
    tulisan = bentuk.angka(nilai, desimal)
    kembali = D(tulisan.replace("−", "-").replace(".", "").replace(",", "."))
    assert abs(kembali - nilai) <= D(1).scaleb(-desimal) / 2


@pytest.mark.parametrize(
    ("nilai", "desimal", "tulisan"), [(30, None, "30 %"), (D("98"), 2, "98,00 %"), (None, 2, "–")]
)
def test_persen_berjarak_satu_spasi(nilai: D | int | None, desimal: int | None, tulisan: str) -> None:
    assert bentuk.persen(nilai, desimal) == tulisan


@pytest.mark.parametrize(
    ("nilai", "dari", "persen"),
    [
        (0, 10, 0),
        (1, 200, 1),
        (1, 201, 0),
        (6214, 8540, 73),
        (999, 1000, 99),
        (1000, 1000, 100),
        (1001, 1000, 100),
        (0, 0, 100),
    ],
)
def test_kemajuan_seratus_hanya_bila_selesai(nilai: int, dari: int, persen: int) -> None:
    assert bentuk.bagian_persen(nilai, dari) == persen


def test_kemajuan_menolak_bilangan_negatif() -> None:
    with pytest.raises(ValueError):
        bentuk.bagian_persen(-1, 10)


@pytest.mark.parametrize(
    ("bita", "tulisan"),
    [
        (512, "512 bita"),
        (1023, "1023 bita"),
        (1024, "1 KB"),
        (1024**2 - 1, "1 MB"),
        (1024**2, "1 MB"),
        (1024**3, "1 GB"),
        (1887437, "1,8 MB"),
        (312 * 1024**2, "312 MB"),
        (3 * 1024**4, "3.072 GB"),
    ],
)
def test_ukuran_berkas_memakai_satuan_yang_enak_dibaca(bita: int, tulisan: str) -> None:
    assert bentuk.ukuran(bita) == tulisan


@pytest.mark.parametrize(
    ("bulan", "nama", "pendek"),
    [
        (1, "Januari", "Jan"),
        (2, "Februari", "Feb"),
        (3, "Maret", "Mar"),
        (4, "April", "Apr"),
        (5, "Mei", "Mei"),
        (6, "Juni", "Jun"),
        (7, "Juli", "Jul"),
        (8, "Agustus", "Agu"),
        (9, "September", "Sep"),
        (10, "Oktober", "Okt"),
        (11, "November", "Nov"),
        (12, "Desember", "Des"),
    ],
)
def test_nama_bulan_indonesia_tidak_bergantung_pada_mesin(bulan: int, nama: str, pendek: str) -> None:
    hari = dt.date(2026, bulan, 9)
    assert bentuk.tanggal(hari) == f"9 {nama} 2026"
    assert bentuk.tanggal_pendek(hari) == f"9 {pendek} 2026"


def test_hari_ditulis_di_depan_tanggal() -> None:
    assert bentuk.hari_tanggal(dt.date(2026, 12, 14)) == "Senin, 14 Desember 2026"
    assert bentuk.hari_tanggal(dt.date(2026, 12, 20)) == "Minggu, 20 Desember 2026"


@pytest.mark.parametrize(
    ("mulai", "selesai", "tulisan"),
    [
        (dt.date(2026, 1, 1), dt.date(2026, 12, 31), "1 Januari sampai 31 Desember 2026"),
        (dt.date(2026, 12, 20), dt.date(2027, 1, 5), "20 Desember 2026 sampai 5 Januari 2027"),
        (dt.date(2026, 5, 2), dt.date(2026, 5, 2), "2 Mei 2026"),
        (dt.date(2026, 5, 2), dt.date(2026, 5, 3), "2 sampai 3 Mei 2026"),
        (dt.date(2026, 5, 2), dt.date(2027, 5, 3), "2 Mei 2026 sampai 3 Mei 2027"),
    ],
)
def test_rentang_menulis_bulan_dan_tahun_dua_kali_hanya_bila_berbeda(
    mulai: dt.date, selesai: dt.date, tulisan: str
) -> None:
    assert bentuk.rentang(mulai, selesai) == tulisan


def test_rentang_menolak_urutan_terbalik() -> None:
    with pytest.raises(ValueError):
        bentuk.rentang(dt.date(2026, 2, 1), dt.date(2026, 1, 1))


@pytest.mark.parametrize(("zona", "nama"), [(WIB, "WIB"), (WITA, "WITA"), (WIT, "WIT")])
def test_waktu_selalu_menyebut_zona_setempat(zona: ZoneInfo, nama: str) -> None:
    saat = dt.datetime(2026, 12, 31, 23, 59, tzinfo=zona)
    assert bentuk.waktu(saat) == f"31 Desember 2026 pukul 23.59 {nama}"


def test_waktu_di_luar_indonesia_menyebut_selisih_utc() -> None:
    kolkata = dt.timezone(dt.timedelta(hours=5, minutes=30))
    assert bentuk.jam(dt.datetime(2026, 1, 1, 8, 5, tzinfo=kolkata)) == "08.05 UTC+05.30"
    assert bentuk.jam(dt.datetime(2026, 1, 1, 8, 5, tzinfo=dt.UTC)) == "08.05 UTC+00.00"


@pytest.mark.parametrize(
    ("menit", "nama"),
    [
        (-210, "UTC−03.30"),
        (60, "UTC+01.00"),
        (6 * 60, "UTC+06.00"),
        (7 * 60, "WIB"),
        (8 * 60, "WITA"),
        (9 * 60, "WIT"),
        (9 * 60 + 30, "UTC+09.30"),
        (10 * 60, "UTC+10.00"),
    ],
)
def test_hanya_tiga_zona_indonesia_yang_bernama(menit: int, nama: str) -> None:
    saat = dt.datetime(2026, 1, 1, 8, 5, tzinfo=dt.timezone(dt.timedelta(minutes=menit)))
    assert bentuk.zona(saat) == nama


def test_yang_belum_ada_ditulis_dengan_garis() -> None:
    kosong = [bentuk.tanggal(None), bentuk.tanggal_pendek(None), bentuk.hari_tanggal(None), bentuk.jam(None)]
    assert [*kosong, bentuk.waktu(None), bentuk.tenggat(None, BATAS), bentuk.persen(None)] == ["–"] * 7


def test_waktu_tanpa_zona_ditolak() -> None:
    with pytest.raises(ValueError):
        bentuk.waktu(dt.datetime(2026, 12, 31, 23, 59))


BATAS = dt.datetime(2026, 12, 31, 23, 59, tzinfo=WIB)


@pytest.mark.parametrize(
    ("sekarang", "jarak"),
    [
        (dt.datetime(2026, 12, 14, 9, 12, tzinfo=WIB), "17 hari lagi"),
        (dt.datetime(2026, 12, 30, 23, 59, 59, tzinfo=WIB), "1 hari lagi"),
        (dt.datetime(2026, 12, 31, 0, 0, tzinfo=WIB), "23 jam lagi"),
        (dt.datetime(2026, 12, 31, 23, 30, tzinfo=WIB), "29 menit lagi"),
        (BATAS, "0 menit lagi"),
        (dt.datetime(2026, 12, 31, 22, 59, tzinfo=WIB), "1 jam lagi"),
        (dt.datetime(2026, 12, 31, 23, 0, tzinfo=WIB), "59 menit lagi"),
        (dt.datetime(2027, 1, 1, 0, 3, tzinfo=WIB), "lewat 4 menit"),
        (dt.datetime(2027, 1, 1, 0, 59, tzinfo=WIB), "lewat 1 jam"),
        (dt.datetime(2027, 1, 1, 23, 58, tzinfo=WIB), "lewat 23 jam"),
        (dt.datetime(2027, 1, 1, 23, 59, tzinfo=WIB), "lewat 1 hari"),
        (dt.datetime(2027, 1, 2, 12, 0, tzinfo=WIB), "lewat 2 hari"),
        (dt.datetime(2027, 1, 1, 9, 0, tzinfo=WIB), "lewat 9 jam"),
        (dt.datetime(2027, 1, 3, 9, 12, tzinfo=WIB), "lewat 3 hari"),
        # Pukul 17.30 UTC sudah tanggal 31 di Jakarta: hari dihitung di zona tenggat.
        (dt.datetime(2026, 12, 30, 17, 30, tzinfo=dt.UTC), "23 jam lagi"),
    ],
)
def test_jarak_tenggat_dihitung_di_zona_tenggat(sekarang: dt.datetime, jarak: str) -> None:
    assert bentuk.tenggat(BATAS, sekarang) == f"31 Desember 2026 pukul 23.59 WIB ({jarak})"


@given(
    st.datetimes(
        dt.datetime(2020, 1, 1), dt.datetime(2035, 1, 1), timezones=st.sampled_from([WIB, WITA, WIT, dt.UTC])
    )
)
def test_tenggat_berkata_lewat_tepat_bila_jam_sudah_melampauinya(sekarang: dt.datetime) -> None:
    assert bentuk.jarak_tenggat(BATAS, sekarang).startswith("lewat") == (sekarang > BATAS)


@pytest.mark.parametrize(
    ("nomor", "tulisan"),
    [
        ("199203142019032004", "19920314 201903 2 004"),
        ("19920314201903200", "19920314201903200"),
        ("bukan nip", "bukan nip"),
        (None, "–"),
    ],
)
def test_nip_dikelompokkan_dan_yang_lain_dibiarkan(nomor: str | None, tulisan: str) -> None:
    assert bentuk.nip(nomor) == tulisan


@pytest.mark.parametrize(
    ("nama", "huruf"),
    [
        ("Ratna Wulandari", "RW"),
        ("Hendra Gunawan Siregar, S.IP., M.Si.", "HS"),
        ("dr. Siti Maemunah", "SM"),
        ("Prof. Dr. Ir. H. Slamet, M.Sc.", "S"),
        ("Sukarno", "S"),
        ("", "?"),
    ],
)
def test_inisial_tanpa_gelar(nama: str, huruf: str) -> None:
    assert bentuk.inisial(nama) == huruf
