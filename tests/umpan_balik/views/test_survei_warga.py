"""Formulir warga: bahasa Inggris, kode loket, dua tab, kantor sendiri, loket yang dibanjiri, dan keterangan diri."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kepegawaian.models import SesiMasuk
from tests.umpan_balik.conftest import SEKARANG, Kota
from tests.umpan_balik.services.test_survei import kirim as kirim_langsung
from tests.umpan_balik.services.test_survei import sidik
from tests.umpan_balik.views.test_warga import JAWABAN, Halaman
from umpan_balik.models import Aspirasi, LangkahAspirasi, ProfilWarga, Survei, TitikLayanan
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.rules import kecurigaan
from umpan_balik.rules.bahasa import Bahasa
from umpan_balik.rules.bahasa_lacak import KATA_LACAK
from umpan_balik.rules.bukti_kerja import cari
from umpan_balik.services import warga
from umpan_balik.sidik import ABJAD_TITIK, kode_titik

pytestmark = pytest.mark.django_db
SETUJU = {"setuju": str(VERSI_KINI)}


@pytest.fixture
def url(kota: Kota) -> str:
    return reverse("umpan_balik:survei", args=[kota.titik.token])


@pytest.fixture
def ponsel() -> Client:
    return Client(enforce_csrf_checks=True, headers={"user-agent": "Ponsel lama"})


def isian(ponsel: Client, url: str, **kepala: str) -> dict[str, str]:
    return Halaman(ponsel.get(url, headers=kepala)).isian | JAWABAN | SETUJU


# --- bahasa Inggris ---


def test_bahasa_inggris_terbawa_dari_formulir_sampai_tanda_terima_tanpa_kuki(
    ponsel: Client, url: str
) -> None:
    formulir = ponsel.get(f"{url}?b=en")
    isi = formulir.content.decode()
    assert '<html lang="en">' in isi and "How was our service today?" in isi
    assert '<small lang="id">Persyaratan</small>' in isi, "nama resmi unsur tetap di sampingnya"
    assert "I agree that this answer" in isi and "Law 27/2022" in isi
    tujuan = re.search(r'<form action="([^"]+)" method="post"', isi)
    assert tujuan and tujuan[1].endswith("?b=en")
    terima = ponsel.post(tujuan[1], Halaman(formulir).isian | JAWABAN | SETUJU | {"saran": "Broken fan."})
    assert terima["Location"].endswith("?b=en") and not ponsel.cookies
    isi = ponsel.get(terima["Location"]).content.decode()
    assert "16 November 2026 at 10:00 WIB" in isi and "By 30 November 2026" in isi
    assert "Tracking code of your remark" in isi


def test_galat_dan_sebab_ditahan_berbahasa_inggris_dengan_isi_utuh(ponsel: Client, url: str) -> None:
    tanpa_setuju = ponsel.post(f"{url}?b=en", Halaman(ponsel.get(url)).isian | JAWABAN | {"waktu": "1"})
    isi = tanpa_setuju.content.decode()
    assert "Tick the box" in isi and "Centang" not in isi
    assert Halaman(tanpa_setuju).terpilih == JAWABAN | {"waktu": "1"}
    ditahan = ponsel.post(f"{url}?b=en", isian(ponsel, url) | {"situs": "x"})
    assert "hidden from people" in ponsel.get(ditahan["Location"]).content.decode()


def test_halaman_lacak_berbahasa_inggris_dari_tanda_terima_sampai_penarikan(
    kota: Kota, ponsel: Client, url: str
) -> None:
    terima = ponsel.post(f"{url}?b=en", isian(ponsel, url) | {"saran": "Broken fan."})["Location"]
    isi = ponsel.get(terima).content.decode()
    assert 'href="/lacak/?b=en"' in isi
    cari = ponsel.get("/lacak/?b=en").content.decode()
    assert '<html lang="en">' in cari and 'action="/lacak/?b=en"' in cari and "Type the code" in cari
    for keliru, kata in (("", "Type the tracking"), ("A" * 28, "was not found"), ("0" * 300, "too long")):
        assert kata in ponsel.post("/lacak/?b=en", {"kode": keliru}).content.decode()
    kode = re.search(r'class="k">([^<]+)<', isi)
    assert kode
    alamat = ponsel.post("/lacak/?b=en", {"kode": kode[1]})["Location"]
    rinci = ponsel.get(alamat).content.decode()
    assert '<html lang="en">' in rinci and "Your remark is waiting for an answer." in rinci
    assert "Official answer by 30 November 2026" in rinci and "16 November 2026 at 10:00 WIB" in rinci
    aksi = re.findall(r'<form action="([^"]+)"', rinci)
    assert len(aksi) == 2 and all(satu.endswith("/?b=en") for satu in aksi)
    for satu in aksi:
        assert "b=en" in ponsel.post(satu)["Location"]
    akhir = ponsel.get(alamat).content.decode()
    assert "Your remark has been withdrawn." in akhir and "Saran Anda" not in akhir
    assert '<html lang="id">' in ponsel.get(alamat.removesuffix("?b=en")).content.decode()
    tutup = ponsel.get("/s/tidak-ada/?b=en").content.decode()
    assert '<html lang="en">' in tutup and "This survey address is not known." in tutup


def test_kata_lacak_lengkap_untuk_tiap_keadaan_dan_langkah() -> None:
    indonesia, inggris = (KATA_LACAK[satu] for satu in Bahasa)
    assert indonesia.keys() == inggris.keys()
    perlu = {f"langkah_{satu}" for satu in LangkahAspirasi.Jenis.values} | set(Aspirasi.Status.values)
    assert perlu | {f"nilai_{satu}" for satu in Aspirasi.Tanggapan.values} <= inggris.keys()


def test_bahasa_yang_tidak_ada_menjadi_indonesia(ponsel: Client, url: str) -> None:
    assert '<html lang="id">' in ponsel.get(f"{url}?b=fr").content.decode()


# --- kode loket ---


def test_kode_loket_diketik_ceroboh_membuka_formulirnya(ponsel: Client, kota: Kota, url: str) -> None:
    kode = kota.titik.kode_pendek
    cari_ = reverse("umpan_balik:survei_cari")
    for ketikan in (kode, f" {kode[:3].lower()}-{kode[3:]} ", f"{kode[:3]} {kode[3:]}"):
        assert ponsel.get(cari_, {"kode": ketikan})["Location"] == url
    assert ponsel.get(cari_, {"kode": kode, "b": "en"})["Location"] == f"{url}?b=en"
    assert ponsel.get(f"/s/{kode.lower()}/")["Location"] == url


@pytest.mark.parametrize("ketikan", ["AAAAAA", "34", "<b>", "٣٤٦٧٩٣", "3" * 500])
def test_kode_loket_yang_tidak_ada_dijelaskan_dan_tetap_tertulis(
    ponsel: Client, kota: Kota, ketikan: str
) -> None:
    jawaban = ponsel.get(reverse("umpan_balik:survei_cari"), {"kode": ketikan})
    assert jawaban.status_code == 200 and "tidak ditemukan" in jawaban.content.decode()
    assert b"<b>" not in jawaban.content.split(b"<form")[1]


def test_kode_loket_tidak_menyebut_kata_dan_tidak_mirip_satu_sama_lain() -> None:
    assert len(set(ABJAD_TITIK)) == len(ABJAD_TITIK) == 22
    assert not set(ABJAD_TITIK) & set("AEIOU01L2Z5S8B")
    assert len({kode_titik() for _ in range(500)}) == 500


def test_tiap_titik_punya_kode_sendiri(kota: Kota, kota_lain: Kota) -> None:
    assert kota.titik.kode_pendek != kota_lain.titik.kode_pendek
    assert TitikLayanan._meta.get_field("kode_pendek").unique


# --- P4: dua tab, F5, Kembali, jaringan buruk, tanpa kuki ---


def test_dua_tab_dan_muat_ulang_memakai_kunci_yang_sama(ponsel: Client, url: str) -> None:
    pertama = ponsel.get(url)
    muat_ulang = ponsel.get(url, headers={"if-none-match": pertama["ETag"]})
    assert muat_ulang.status_code == 304 and muat_ulang["ETag"] == pertama["ETag"]
    proksi = ponsel.get(url, headers={"if-none-match": f"W/{pertama['ETag']}"})
    assert proksi.status_code == 304
    inggris = ponsel.get(f"{url}?b=en", headers={"if-none-match": pertama["ETag"]})
    assert inggris.status_code == 200 and Halaman(inggris).isian == Halaman(pertama).isian
    isi = Halaman(pertama).isian | JAWABAN | SETUJU
    terima = [ponsel.get(ponsel.post(url, isi)["Location"]).content for _ in range(3)]
    assert len(set(terima)) == 1 and Survei.objects.count() == 1
    assert not ponsel.cookies


def test_sesudah_terkirim_orang_berikutnya_di_ponsel_yang_sama_mendapat_formulir_baru(
    ponsel: Client, url: str
) -> None:
    pertama = ponsel.get(url)
    ponsel.post(url, Halaman(pertama).isian | JAWABAN | SETUJU)
    berikut = ponsel.get(url, headers={"if-none-match": pertama["ETag"]})
    assert berikut.status_code == 200 and Halaman(berikut).isian != Halaman(pertama).isian
    ponsel.post(url, Halaman(berikut).isian | JAWABAN | SETUJU)
    assert Survei.objects.count() == 2


def test_kendali_peramban_yang_tidak_mengingat_apa_pun_mendapat_dua_kunci(ponsel: Client, url: str) -> None:
    assert Halaman(ponsel.get(url)).isian != Halaman(ponsel.get(url)).isian


@pytest.mark.parametrize("etag", ['"karangan.abc"', '""', "W/", '"a~b~c.d"'])
def test_etag_karangan_tidak_merusak_apa_pun(ponsel: Client, url: str, etag: str) -> None:
    assert ponsel.get(url, headers={"if-none-match": etag}).status_code == 200


def test_etag_titik_lain_tidak_dipakai(ponsel: Client, url: str, kota_lain: Kota) -> None:
    asing = ponsel.get(reverse("umpan_balik:survei", args=[kota_lain.titik.token]))["ETag"]
    isi = isian(ponsel, url, **{"if-none-match": asing})
    assert ponsel.post(url, isi).status_code == 302


# --- P6: dari kantor sendiri ---


def masuk_dari(kota: Kota, alamat: str, banyak: int) -> None:
    for nomor, pegawai in enumerate(kota.anggota[:banyak]):
        SesiMasuk.objects.create(
            pegawai=pegawai,
            kunci=f"{alamat}-{nomor}",
            cara="sandi",
            masuk=SEKARANG - timedelta(days=3),
            terakhir=SEKARANG,
            alamat=alamat,
            perangkat="Chrome di Android",
        )


@pytest.mark.parametrize("cara", ["alamat kantor", "kuki sesi", "ponsel pegawai", "ipv6 kantor"])
@pytest.mark.parametrize("berkode", [False, True])
def test_pegawai_yang_menilai_rekannya_selalu_ditahan(
    kota: Kota, ponsel: Client, url: str, cara: str, berkode: bool
) -> None:
    alamat = "2001:db8::5" if cara == "ipv6 kantor" else "10.7.7.7"
    if "kantor" in cara:
        masuk_dari(kota, "2001:db8::9" if cara == "ipv6 kantor" else alamat, 3)
    elif cara == "kuki sesi":
        ponsel.cookies[settings.SESSION_COOKIE_NAME] = "apa saja"
    else:
        ponsel = sesudah_masuk_dan_keluar(kota)
    isi = isian(ponsel, url)
    if berkode:
        isi["kode"] = warga.terbitkan_kode(
            titik=kota.titik, jumlah=1, tanggal=SEKARANG.date(), oleh=kota.admin, sekarang=SEKARANG
        )[0]
    ponsel.post(url, isi, REMOTE_ADDR=alamat)
    survei = Survei.objects.get()
    assert survei.status == "ditahan"
    assert survei.alasan_ditahan in (kecurigaan.JARINGAN_KANTOR, kecurigaan.PERAMBAN_PEGAWAI)


def sesudah_masuk_dan_keluar(kota: Kota) -> Client:
    """Kuki perangkat yang tinggal di ponsel pegawai sesudah ia keluar."""
    kota.petugas.set_password("sandi-panjang-sekali")
    kota.petugas.save()
    ponsel = Client(headers={"user-agent": "Ponsel petugas"})
    ponsel.post(reverse("kepegawaian:masuk"), {"nip": kota.petugas.nip, "sandi": "sandi-panjang-sekali"})
    del ponsel.cookies[settings.SESSION_COOKIE_NAME]
    assert list(ponsel.cookies), "kendali: masuknya berhasil dan meninggalkan kuki perangkat"
    return ponsel


def test_kendali_alamat_yang_dipakai_dua_pegawai_saja_bukan_kantor(
    kota: Kota, ponsel: Client, url: str
) -> None:
    masuk_dari(kota, "10.7.7.7", 2)
    ponsel.post(url, isian(ponsel, url), REMOTE_ADDR="10.7.7.7")
    assert Survei.objects.get().status == "dihitung"


def test_mesin_sendiri_tidak_pernah_kantor(kota: Kota, ponsel: Client, url: str) -> None:
    masuk_dari(kota, "127.0.0.1", 4)
    ponsel.post(url, isian(ponsel, url))
    assert Survei.objects.get().status == "dihitung"


def test_kendali_kantor_kota_lain_tidak_menahan(
    kota: Kota, kota_lain: Kota, ponsel: Client, url: str
) -> None:
    masuk_dari(kota_lain, "10.7.7.7", 3)
    ponsel.post(url, isian(ponsel, url), REMOTE_ADDR="10.7.7.7")
    assert Survei.objects.get().status == "dihitung"


# --- loket yang dibanjiri, dan P7: lambat, tanpa skrip ---


@pytest.fixture
def dibanjiri(kota: Kota) -> Kota:
    for i in range(kecurigaan.BANJIR):
        kirim_langsung(kota.titik, sidik=sidik(f"10.1.{i}.1"))
    return kota


def test_bukti_kerja_hanya_diminta_saat_dibanjiri(
    dibanjiri: Kota, ponsel: Client, url: str, kota_lain: Kota
) -> None:
    isi = ponsel.get(url).content.decode()
    assert 'data-bukti="17"' in isi and isi.count("<script") == 1
    lain = ponsel.get(reverse("umpan_balik:survei", args=[kota_lain.titik.token])).content
    assert b"<script" not in lain and b"data-bukti" not in lain
    skrip = Path(str(finders.find("umpan_balik/bukti.js"))).read_bytes()
    css = Path(str(finders.find("warga.css"))).read_bytes()
    assert len(isi.encode()) + len(skrip) + len(css) <= 40 * 1024


def test_tanpa_skrip_suaranya_tetap_diterima_dan_diperiksa(dibanjiri: Kota, ponsel: Client, url: str) -> None:
    terima = ponsel.get(ponsel.post(url, isian(ponsel, url))["Location"]).content.decode()
    assert "diperiksa dahulu" in terima and "dibanjiri" in terima and 'class="k"' in terima


def test_dengan_bukti_dari_skripnya_sendiri_suaranya_dihitung(
    dibanjiri: Kota, ponsel: Client, url: str
) -> None:
    isi = isian(ponsel, url)
    ponsel.post(url, isi | {"bukti": cari(isi["tanda"])})
    assert Survei.objects.latest("pk").status == "dihitung"
    isi_lain = isian(ponsel, url)
    ponsel.post(url, isi_lain | {"bukti": cari(isi["tanda"])})
    assert Survei.objects.latest("pk").status == "ditahan", "bukti formulir lain tidak berlaku"


def test_dua_puluh_orang_lambat_tanpa_skrip_semuanya_berhasil(
    kota: Kota, url: str, jam: time_machine.Traveller
) -> None:
    for nomor in range(20):
        orang = Client(headers={"user-agent": f"Pembaca layar {nomor}"})
        isi = isian(orang, url)
        jam.shift(timedelta(minutes=10))
        jawaban = orang.post(url, isi, REMOTE_ADDR=f"10.6.{nomor}.1")
        assert orang.get(jawaban["Location"]).status_code == 200
    assert Survei.objects.filter(status="dihitung").count() == 20


# --- tebakan kode, keterangan diri, kueri ---


def test_terlalu_banyak_kode_keliru_dijawab_429_dengan_jalan_lain(
    kota: Kota, ponsel: Client, url: str
) -> None:
    for i in range(11):
        isi = isian(ponsel, url) | {"kode": f"AAAA-{i:04}"}
        jawaban = ponsel.post(url, isi)
    assert jawaban.status_code == 429 and "Kirim tanpa kode" in jawaban.content.decode()
    assert ponsel.post(url, isi | {"tanpa_kode": "1"}).status_code == 302
    assert Survei.objects.get().sumber == "terbuka"


def test_keterangan_diri_diisi_dan_dihapus_dari_halaman_lacak(kota: Kota, ponsel: Client, url: str) -> None:
    isi = isian(ponsel, url) | {"profil-usia": "34", "profil-kelamin": "L", "profil-pekerjaan": "raja"}
    terima = ponsel.get(ponsel.post(url, isi)["Location"]).content.decode()
    assert sorted(ProfilWarga.objects.values_list("jenis", flat=True)) == ["kelamin", "usia"]
    kode = re.search(r'class="k">([^<]+)<', terima)
    assert kode
    alamat = ponsel.post(reverse("umpan_balik:lacak"), {"kode": kode[1]})["Location"]
    hapus = ponsel.post(f"{alamat}profil/")
    assert "sudah dihapus" in ponsel.get(hapus["Location"]).content.decode()
    assert not ProfilWarga.objects.exists() and Survei.objects.count() == 1
    assert ponsel.post(reverse("umpan_balik:lacak_profil", args=["karangan"])).status_code == 302


def test_pilihan_keterangan_diri_bertahan_sesudah_galat(ponsel: Client, url: str) -> None:
    isi = isian(ponsel, url) | {"setuju": "", "profil-usia": "44"}
    assert '<option value="44" selected>' in ponsel.post(url, isi).content.decode()


def test_banyaknya_kueri_kiriman_tetap(kota: Kota, ponsel: Client, url: str) -> None:
    def kueri() -> int:
        isi = isian(ponsel, url)
        with CaptureQueriesContext(connection) as rekam:
            assert ponsel.post(url, isi).status_code == 302
        return len(rekam)

    pertama = kueri()
    kueri(), kueri()
    assert kueri() == pertama <= 9


@pytest.mark.django_db
def test_kiriman_kosong_di_halaman_lacak_dijelaskan(client: Client) -> None:
    jawaban = client.post(reverse("umpan_balik:lacak"), {})
    assert jawaban.status_code == 200 and "pesan-galat" in jawaban.content.decode()
