"""Halaman warga: tanpa kuki dan skrip, ringan, isi tidak pernah hilang, satu formulir satu suara."""

import re
import uuid
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import time_machine
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from kepegawaian.models import PercobaanMasuk
from tests.umpan_balik.conftest import SEKARANG, Kota
from umpan_balik import tanda
from umpan_balik.models import Aspirasi, KodeKunjungan, Survei
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.services import aspirasi, warga

pytestmark = pytest.mark.django_db
JAWABAN = {unsur: "3" for unsur in Survei.UNSUR}


class Halaman(HTMLParser):
    """Yang dimuat halaman, dan keadaan isiannya."""

    def __init__(self, jawaban: HttpResponse) -> None:
        super().__init__()
        self.dimuat: list[str] = []
        self.masukan: list[dict[str, str | None]] = []
        self.feed(jawaban.content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        isi = dict(attrs)
        if tag == "link" and isi.get("rel") in ("stylesheet", "preload", "icon"):
            self.dimuat.append(str(isi["href"]))
        if tag in ("script", "img", "iframe") and isi.get("src"):
            self.dimuat.append(str(isi["src"]))
        if tag in ("input", "button", "textarea"):
            self.masukan.append(isi | {"tag": tag})

    @property
    def isian(self) -> dict[str, str]:
        return {str(m["name"]): str(m.get("value") or "") for m in self.masukan if m.get("type") == "hidden"}

    @property
    def terpilih(self) -> dict[str, str]:
        return {str(m["name"]): str(m["value"]) for m in self.masukan if "checked" in m}


@pytest.fixture
def url(kota: Kota) -> str:
    return reverse("umpan_balik:survei", args=[kota.titik.token])


@pytest.fixture
def ponsel() -> Client:
    """Penjelajah tanpa kuki yang menegakkan CSRF seperti aslinya."""
    return Client(enforce_csrf_checks=True, headers={"user-agent": "Ponsel lama"})


def kirim(ponsel: Client, url: str, **lain: str) -> HttpResponse:
    isian = Halaman(ponsel.get(url)).isian
    return ponsel.post(url, isian | JAWABAN | {"setuju": str(VERSI_KINI)} | lain)


def test_formulir_ringan_tanpa_skrip_huruf_dan_pihak_ketiga(ponsel: Client, url: str) -> None:
    jawaban = ponsel.get(url)
    halaman = Halaman(jawaban)
    berkas = [alamat for alamat in halaman.dimuat if not alamat.startswith("data:")]
    assert [alamat.rsplit("/", 1)[-1] for alamat in berkas] == ["warga.css"]
    assert all(alamat.startswith("/static/") for alamat in berkas)
    css = Path(str(finders.find("warga.css"))).read_bytes()
    assert len(jawaban.content) + len(css) <= 40 * 1024
    assert 1 + len(berkas) <= 5
    assert b"<script" not in jawaban.content and b"@font-face" not in css and b"url(" not in css
    assert b"style=" not in jawaban.content and b"onclick" not in jawaban.content


@pytest.mark.parametrize("lewat", ["terima", "lacak", "lacak_rinci"])
def test_halaman_lain_juga_ringan(ponsel: Client, url: str, lewat: str) -> None:
    terima = ponsel.get(kirim(ponsel, url, saran="Kipas mati.")["Location"])
    if lewat == "terima":
        jawaban = terima
    elif lewat == "lacak":
        jawaban = ponsel.get(reverse("umpan_balik:lacak"))
    else:
        kode = re.search(r'class="k">([^<]+)<', terima.content.decode())
        assert kode
        jawaban = ponsel.get(ponsel.post(reverse("umpan_balik:lacak"), {"kode": kode[1]})["Location"])
    assert jawaban.status_code == 200
    assert len(jawaban.content) < 8 * 1024
    assert [a for a in Halaman(jawaban).dimuat if not a.startswith("data:")] == ["/static/warga.css"]


def test_tanpa_kuki_dari_awal_sampai_tanda_terima(ponsel: Client, url: str) -> None:
    jawaban = kirim(ponsel, url)
    terima = ponsel.get(jawaban["Location"])
    assert terima.status_code == 200
    assert not ponsel.cookies
    assert Survei.objects.get().status == "dihitung"


def test_sembilan_ketukan_satu_persetujuan_satu_kirim(ponsel: Client, url: str) -> None:
    halaman = Halaman(ponsel.get(url))
    grup = {m["name"] for m in halaman.masukan if m.get("type") == "radio"}
    wajib = [m for m in halaman.masukan if m["tag"] == "button" and not m.get("name")]
    assert grup == set(Survei.UNSUR) and len(wajib) == 1
    assert halaman.terpilih == {}, "kotak persetujuan dan pilihan tidak tercentang lebih dahulu"
    assert len(grup) + 1 + len(wajib) <= 11


def test_galat_mempertahankan_semua_ketukan_dan_teks(ponsel: Client, url: str) -> None:
    jawaban = kirim(ponsel, url, setuju="", saran="Kursi <kurang> & panas", waktu="1")
    halaman = Halaman(jawaban)
    assert jawaban.status_code == 200
    assert halaman.terpilih == JAWABAN | {"waktu": "1"}
    isi = jawaban.content.decode()
    assert "Kursi &lt;kurang&gt; &amp; panas" in isi
    assert "<title>Galat: " in isi and 'href="#setuju"' in isi
    assert not Survei.objects.exists()
    ponsel.post(url, halaman.isian | JAWABAN | {"setuju": str(VERSI_KINI)})
    assert Survei.objects.count() == 1


def test_kirim_dua_kali_satu_suara_satu_tanda_terima(ponsel: Client, url: str) -> None:
    isian = Halaman(ponsel.get(url)).isian | JAWABAN | {"setuju": str(VERSI_KINI)}
    terima = [ponsel.get(ponsel.post(url, isian)["Location"]).content for _ in range(3)]
    assert len(set(terima)) == 1
    assert Survei.objects.count() == 1


@pytest.mark.parametrize("rusak", ["", "karangan", "ab~cd~ef"])
def test_tanda_palsu_ditolak_tanpa_kehilangan_isi(ponsel: Client, url: str, rusak: str) -> None:
    jawaban = ponsel.post(url, JAWABAN | {"setuju": str(VERSI_KINI), "tanda": rusak})
    assert Halaman(jawaban).terpilih == JAWABAN | {"setuju": str(VERSI_KINI)}
    assert not Survei.objects.exists()
    assert kirim_ulang(ponsel, url, jawaban).status_code == 302


def kirim_ulang(ponsel: Client, url: str, jawaban: HttpResponse) -> HttpResponse:
    return ponsel.post(url, Halaman(jawaban).isian | JAWABAN | {"setuju": str(VERSI_KINI)})


def test_tanda_titik_lain_tidak_berlaku(ponsel: Client, url: str, kota_lain: Kota) -> None:
    asing = tanda.formulir_baru(kota_lain.titik.token)
    ponsel.post(url, JAWABAN | {"setuju": str(VERSI_KINI), "tanda": asing})
    assert not Survei.objects.exists()


def test_formulir_kemarin_diminta_kirim_lagi_tanpa_kehilangan_isi(ponsel: Client, url: str) -> None:
    isian = Halaman(ponsel.get(url)).isian | JAWABAN | {"setuju": str(VERSI_KINI)}
    with time_machine.travel(SEKARANG + timedelta(hours=25), tick=False):
        jawaban = ponsel.post(url, isian)
        assert "sehari lalu" in jawaban.content.decode()
        assert kirim_ulang(ponsel, url, jawaban).status_code == 302


def test_kirim_ulang_sesudah_kedaluwarsa_kembali_ke_tanda_terima(ponsel: Client, url: str) -> None:
    isian = Halaman(ponsel.get(url)).isian | JAWABAN | {"setuju": str(VERSI_KINI)}
    ponsel.post(url, isian)
    with time_machine.travel(SEKARANG + timedelta(hours=30), tick=False):
        assert ponsel.post(url, isian).status_code == 302
    assert Survei.objects.count() == 1


def test_jebakan_dan_situs_lain_ditahan_bukan_dibuang(ponsel: Client, url: str) -> None:
    terima = ponsel.get(kirim(ponsel, url, situs="http://jual")["Location"])
    assert "diperiksa dahulu" in terima.content.decode()
    isian = Halaman(ponsel.get(url)).isian | JAWABAN | {"setuju": str(VERSI_KINI)}
    ponsel.post(url, isian, headers={"sec-fetch-site": "cross-site"})
    assert set(Survei.objects.values_list("status", "alasan_ditahan")) == {
        ("ditahan", "Kolom jebakan terisi"),
        ("ditahan", "Dikirim dari situs lain"),
    }


def test_alamat_karangan_tidak_mengakali_batas(ponsel: Client, url: str) -> None:
    for i in range(7):
        isian = Halaman(ponsel.get(url)).isian | JAWABAN | {"setuju": str(VERSI_KINI)}
        ponsel.post(url, isian, headers={"x-forwarded-for": f"203.0.113.{i}"})
    assert Survei.objects.filter(status="dihitung").count() == 5
    assert Survei.objects.count() == 7


def test_di_belakang_proksi_hanya_alamat_terakhir_yang_dipercaya(
    ponsel: Client, url: str, settings: object
) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    for palsu, asli in [("1.1.1.1", "9.9.9.9"), ("2.2.2.2", "9.9.9.9"), ("1.1.1.1", "8.8.8.8")]:
        isian = Halaman(ponsel.get(url)).isian | JAWABAN | {"setuju": str(VERSI_KINI)}
        ponsel.post(url, isian, headers={"x-forwarded-for": f"{palsu}, {asli}"})
    assert Survei.objects.values("sidik").distinct().count() == 2


# --- kode kunjungan ---


@pytest.fixture
def kode(kota: Kota) -> str:
    return warga.terbitkan_kode(
        titik=kota.titik, jumlah=1, tanggal=date(2026, 11, 16), oleh=kota.admin, sekarang=SEKARANG
    )[0]


def test_alamat_berkode_langsung_memakai_kodenya(ponsel: Client, kota: Kota, kode: str, url: str) -> None:
    berkode = reverse("umpan_balik:survei_berkode", args=[kota.titik.token, kode])
    halaman = ponsel.get(berkode)
    assert "dikenali" in halaman.content.decode()
    assert not KodeKunjungan.objects.get().terpakai, "membuka saja belum memakai"
    ponsel.post(url, Halaman(halaman).isian | JAWABAN | {"setuju": str(VERSI_KINI)})
    assert Survei.objects.get().sumber == "berkode"


def test_kode_terpakai_menawarkan_kirim_tanpa_kode(ponsel: Client, kota: Kota, kode: str, url: str) -> None:
    kirim(ponsel, url, kode=kode)
    jawaban = kirim(ponsel, url, kode=kode, saran="Tetap bagus.")
    isi = jawaban.content.decode()
    assert "sudah dipakai" in isi and "Kirim tanpa kode" in isi
    assert Halaman(jawaban).terpilih == JAWABAN | {"setuju": str(VERSI_KINI)}
    isian = Halaman(jawaban).isian | JAWABAN | {"setuju": str(VERSI_KINI), "kode": kode, "tanpa_kode": "1"}
    assert ponsel.post(url, isian).status_code == 302
    assert sorted(Survei.objects.values_list("sumber", flat=True)) == ["berkode", "terbuka"]
    buka_lagi = ponsel.get(reverse("umpan_balik:survei_berkode", args=[kota.titik.token, kode]))
    assert "sudah dipakai" in buka_lagi.content.decode()


# --- titik, tanda terima, lacak ---


def test_token_yang_diketik_tangan_tetap_ditemukan(ponsel: Client, kota: Kota) -> None:
    kota.titik.token = "a0b1c2d3e4f5"
    kota.titik.save()
    assert ponsel.get("/s/AOBlC2D3E4F5/").status_code == 200


def test_titik_yang_tidak_ada_dan_yang_dihentikan_menjelaskan_diri(
    ponsel: Client, kota: Kota, url: str
) -> None:
    assert ponsel.get("/s/tidakada/").status_code == 404
    kota.titik.aktif = False
    kota.titik.save()
    jawaban = ponsel.post(url, JAWABAN)
    assert jawaban.status_code == 404 and "tidak lagi menerima" in jawaban.content.decode()


def test_tanda_terima_lengkap_dan_hanya_untuk_pemegang_alamatnya(
    ponsel: Client, url: str, kota: Kota
) -> None:
    alamat = kirim(ponsel, url, saran="Kipas mati.")["Location"]
    isi = ponsel.get(alamat).content.decode()
    for bagian in (
        "Senin, 16 November 2026 pukul 10.00 WIB",
        "30 November 2026",
        "Telepon (0000) 000-000",
        "Lacak saran",
    ):
        assert bagian in isi
    assert ponsel.get(alamat[:-2] + "x/").status_code == 404
    with time_machine.travel(SEKARANG + timedelta(days=4), tick=False):
        assert 'class="k"' not in ponsel.get(alamat).content.decode()


def kode_lacak(ponsel: Client, url: str, **lain: str) -> str:
    isi = ponsel.get(kirim(ponsel, url, **lain)["Location"]).content.decode()
    cocok = re.search(r'class="k">([^<]+)<', isi)
    assert cocok
    return cocok[1]


def test_warga_membaca_jawaban_resmi_dengan_kodenya(
    ponsel: Client, url: str, kota: Kota, sekarang: datetime
) -> None:
    kode = kode_lacak(ponsel, url, saran="Kipas mati.")
    satu = Aspirasi.objects.get()
    aspirasi.teruskan(
        aspirasi=satu,
        jenis="keluhan",
        unit=satu.unit,
        kata=[],
        tentang=None,
        oleh=kota.admin,
        sekarang=sekarang,
    )
    aspirasi.jawab(
        aspirasi=satu,
        jawaban="Kipas diganti besok.",
        tampil=False,
        oleh=kota.petugas,
        sekarang=sekarang,
    )
    jawaban = ponsel.post(reverse("umpan_balik:lacak"), {"kode": kode.lower()})
    assert kode.replace(" ", "") not in jawaban["Location"]
    isi = ponsel.get(jawaban["Location"]).content.decode()
    assert "Kipas diganti besok." in isi and "Ditutup" in isi


def test_suara_tanpa_saran_juga_dapat_dilacak(ponsel: Client, url: str) -> None:
    kode = kode_lacak(ponsel, url)
    isi = ponsel.get(ponsel.post(reverse("umpan_balik:lacak"), {"kode": kode})["Location"]).content.decode()
    assert "Dihitung" in isi


def test_kode_lacak_karangan_tidak_menemukan_apa_pun(ponsel: Client, url: str) -> None:
    kirim(ponsel, url)
    for karangan in ("", "A" * 28, "0" * 300, str(uuid.uuid4())):
        jawaban = ponsel.post(reverse("umpan_balik:lacak"), {"kode": karangan})
        assert jawaban.status_code == 200 and "Galat: " in jawaban.content.decode()


def test_tebakan_kode_lacak_dibatasi_menurut_jaringan_tetapi_kode_benar_selalu_lewat(
    ponsel: Client, url: str
) -> None:
    kode, alamat = kode_lacak(ponsel, url), reverse("umpan_balik:lacak")
    tebak = [ponsel.post(alamat, {"kode": f"{i:028}"}, REMOTE_ADDR="10.1.1.1").status_code for i in range(12)]
    assert tebak == [200] * 10 + [429] * 2
    habis = ponsel.post(alamat, {"kode": "A" * 28}, REMOTE_ADDR="10.1.1.1").content.decode()
    assert "Terlalu banyak kode keliru" in habis and "A" * 28 in habis
    assert ponsel.post(alamat, {"kode": kode}, REMOTE_ADDR="10.1.1.1").status_code == 302
    assert ponsel.post(alamat, {"kode": "A" * 28}, REMOTE_ADDR="10.1.1.2").status_code == 200
    assert not PercobaanMasuk.objects.filter(kunci__contains="10.1.1").exists()
    with time_machine.travel(SEKARANG + timedelta(minutes=21), tick=False):
        assert ponsel.post(alamat, {"kode": "A" * 28}, REMOTE_ADDR="10.1.1.1").status_code == 200


def test_tanda_lacak_kedaluwarsa_kembali_ke_formulir(ponsel: Client, url: str) -> None:
    kode = kode_lacak(ponsel, url)
    alamat = ponsel.post(reverse("umpan_balik:lacak"), {"kode": kode})["Location"]
    with time_machine.travel(datetime(2026, 11, 18, tzinfo=UTC), tick=False):
        assert ponsel.get(alamat)["Location"] == reverse("umpan_balik:lacak")


def test_warga_menarik_sarannya_dari_halaman_lacak(ponsel: Client, url: str) -> None:
    kode = kode_lacak(ponsel, url, saran="Nama petugas disebut.")
    alamat = ponsel.post(reverse("umpan_balik:lacak"), {"kode": kode})["Location"]
    ponsel.post(f"{alamat}tarik/")
    assert "Nama petugas" not in Aspirasi.objects.get().teks
    assert "sudah ditarik" in ponsel.get(alamat).content.decode()
    ponsel.post(reverse("umpan_balik:lacak_tarik", args=["karangan"]))
