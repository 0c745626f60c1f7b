"""Filter penulisan memakai zona Django yang berlaku; grafik menulis angkanya juga sebagai teks."""

import datetime as dt
import re
from decimal import Decimal as D
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.utils import timezone

MALAM_UTC = dt.datetime(2026, 12, 31, 16, 59, tzinfo=dt.UTC)


def tampil(templat: str, **konteks: object) -> str:
    return engines["django"].from_string(templat).render(konteks)


@pytest.mark.parametrize(
    ("zona", "waktu", "tanggal"),
    [
        ("Asia/Jakarta", "31 Desember 2026 pukul 23.59 WIB", "31 Desember 2026"),
        ("Asia/Makassar", "1 Januari 2027 pukul 00.59 WITA", "1 Januari 2027"),
        ("Asia/Jayapura", "1 Januari 2027 pukul 01.59 WIT", "1 Januari 2027"),
    ],
)
def test_waktu_dan_tanggal_mengikuti_zona_instansi(zona: str, waktu: str, tanggal: str) -> None:
    with timezone.override(ZoneInfo(zona)):
        assert tampil("{{ t|waktu }}", t=MALAM_UTC) == waktu
        assert tampil("{{ t|tanggal }}", t=MALAM_UTC) == tanggal


def test_akhir_hari_menyebut_jam_dan_zona_yang_berlaku() -> None:
    for zona, kata in (("Asia/Jakarta", "WIB"), ("Asia/Jayapura", "WIT")):
        with timezone.override(ZoneInfo(zona)):
            assert (
                tampil("{{ h|akhir_hari }}", h=dt.date(2026, 12, 8)) == f"8 Desember 2026 pukul 23.59 {kata}"
            )


def test_tenggat_menyebut_tanggal_dan_jaraknya() -> None:
    sekarang = dt.datetime(2026, 12, 14, 2, 12, tzinfo=dt.UTC)
    with timezone.override(ZoneInfo("Asia/Jakarta")):
        hasil = tampil("{{ b|tenggat:s }}", b=MALAM_UTC, s=sekarang)
    assert hasil == "31 Desember 2026 pukul 23.59 WIB (17 hari lagi)"


@pytest.mark.parametrize(
    "filter_", ["angka", "angka_ringkas", "persen", "tanggal", "tanggal_pendek", "waktu", "jam", "nip"]
)
def test_yang_tidak_ada_ditulis_sebagai_garis(filter_: str) -> None:
    assert tampil("{{ x|" + filter_ + " }}", x=None) == "–"


def test_angka_di_templat() -> None:
    assert tampil("{{ n|angka }} {{ n|angka:0 }} {{ n|angka_ringkas }} {{ n|persen }}", n=D("1234.50")) == (
        "1.234,50 1.235 1.234,5 1.234,5 %"
    )


TREN = [("TW I", D("88.10")), ("TW II", None), ("TW III", D("93.70"))]


def test_grafik_garis_punya_nama_dan_tabel_dengan_angka_yang_sama() -> None:
    hasil = tampil('{% grafik_garis t judul="Realisasi" sasaran=s satuan="persen" %}', t=TREN, s=D(95))
    assert 'aria-label="Realisasi: TW I 88,10; TW II –; TW III 93,70; target 95,00 (persen)"' in hasil
    assert re.findall(r"<td>([^<]+)</td>", hasil) == ["88,10", "–", "93,70"]
    assert hasil.count("<circle") == 2


def test_koordinat_svg_memakai_titik_walaupun_bahasanya_indonesia() -> None:
    hasil = tampil(
        '{% grafik_garis t judul="X" %}{% batang n %}{% sparkline s label="Y" %}',
        t=TREN,
        n=D("33.3"),
        s=[D(1), D(3)],
    )
    for nilai in re.findall(r'(?:x|y|cx|cy|x1|x2|y1|y2|width)="([^"]*)"', hasil):
        assert "," not in nilai
    assert all(len(t.split(",")) == 2 for p in re.findall(r'points="([^"]*)"', hasil) for t in p.split(" "))


def test_batang_menandai_takik_dan_batang_yang_perlu_dilihat() -> None:
    hasil = tampil("{% batang n bawah=25 atas=100 takik=t awas=True %}", n=D("74.90"), t=D("76.61"))
    assert 'class="g-awas" y="2" width="66.5"' in hasil
    assert 'class="g-takik" x="68.2"' in hasil


def test_batang_tanpa_nilai_kosong_dan_bukan_galat() -> None:
    assert 'width="0"' in tampil("{% batang None %}")


def test_sebaran_menulis_jumlah_di_bawah_tiap_batang() -> None:
    kolom = [("Kurang", 1), ("Baik", 14), ("Sangat Baik", 6)]
    hasil = tampil('{% sebaran k judul="Sebaran" sorot=2 pola=p %}', k=kolom, p=[2, 11, 2])
    assert re.findall(r"<b>(\d+)</b>", hasil) == ["1", "14", "6"]
    assert hasil.count("g-awas") == 1
    assert 'aria-label="Sebaran: Kurang 1; Baik 14; Sangat Baik 6. pola: 2; 11; 2"' in hasil


def test_strip_hari_menyebut_jumlah_hari_tiap_penempatan() -> None:
    bagian = [
        (dt.date(2026, 1, 1), dt.date(2026, 6, 30), "Kecamatan"),
        (dt.date(2026, 7, 1), dt.date(2026, 12, 31), "Dinas"),
    ]
    hasil = tampil("{% strip_hari b %}", b=bagian)
    assert 'aria-label="Strip hari: 181 hari Kecamatan, 184 hari Dinas"' in hasil
    assert 'viewBox="0 0 365 20"' in hasil


def test_strip_bobot_mewarnai_yang_melebihi_seratus() -> None:
    assert "s-lebih" in tampil("{% strip_bobot b %}", b=[D(60), D(45)])
    assert "s-lebih" not in tampil("{% strip_bobot b %}", b=[D(60), D(40)])


def test_grafik_paling_besar_lima_belas_kilobita() -> None:
    tahun = tampil(
        "{% strip_tahun a b c %}", a=dt.date(2026, 1, 1), b=dt.date(2026, 12, 31), c=dt.date(2026, 6, 1)
    )
    panjang = tampil('{% grafik_garis t judul="X" %}', t=[(f"Bulan {i}", D(i)) for i in range(24)])
    assert len(tahun) < 15_000 and len(panjang) < 15_000


def test_batang_mendatar_menulis_angkanya_dan_tabelnya() -> None:
    baris = [("SKP disetujui", 90, "54 dari 60"), ("Rating ditetapkan", None, ""), ("Laporan", 45, "")]
    hasil = tampil('{% grafik_batang b judul="Kelengkapan" atas=100 sorot=2 kepala="Langkah" %}', b=baris)
    assert (
        'role="img" aria-label="Kelengkapan: SKP disetujui 54 dari 60; Rating ditetapkan –; Laporan 45"'
        in hasil
    )
    assert re.findall(r'class="g-batang" x="0" y="\d+" width="([\d.]+)"', hasil) == ["261", "0"]
    assert re.findall(r'class="g-awas" x="0" y="90" width="([\d.]+)"', hasil) == ["130.5"]
    assert "<title>Kelengkapan</title>" in hasil and 'viewBox="0 0 290 108"' in hasil
    assert re.findall(r'<td class="angka">([^<]+)</td>', hasil) == ["54 dari 60", "–", "45"]


def test_batang_mendatar_tanpa_atas_memakai_yang_terbesar_dan_menolak_negatif() -> None:
    hasil = tampil('{% grafik_batang b judul="X" %}', b=[("A", 4, ""), ("B", 2, "")])
    assert re.findall(r'g-batang" x="0" y="\d+" width="([\d.]+)"', hasil) == ["290", "145"]
    assert 'width="0"' in tampil('{% grafik_batang b judul="X" %}', b=[("A", 0, "")])
    with pytest.raises(ValueError, match="negatif"):
        tampil('{% grafik_batang b judul="X" %}', b=[("A", -1, "")])
