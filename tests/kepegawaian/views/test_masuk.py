"""Halaman masuk, keluar, sesi, dan kata sandi."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from kepegawaian.models import Pegawai
from kepegawaian.services import kode
from kepegawaian.services.masuk import BELUM_COCOK
from kepegawaian.services.percobaan import BATAS_PASANGAN
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import SANDI, SEKARANG

BARU = "perahu-kelapa-lonceng"


@pytest.fixture(autouse=True)
def _jam() -> object:
    with time_machine.travel(SEKARANG, tick=False) as jam:
        yield jam


def masuk(client: Client, nip: str, sandi: str = SANDI, **lain: object) -> object:
    return client.post("/masuk/", {"nip": nip, "sandi": sandi} | lain.pop("isi", {}), **lain)  # type: ignore[attr-defined,arg-type]


def sudah_masuk(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_nip_tempelan_dengan_spasi_titik_dan_kutip_diterima(client: Client, kota: Kota) -> None:
    n = kota.staf.nip
    for tulisan in (
        f"{n[:8]} {n[8:14]} {n[14]} {n[15:]}",
        f"{n[:8]}.{n[8:14]}.{n[14]}.{n[15:]}",
        f"'{n}\u00a0",
    ):
        jawaban = masuk(client, tulisan)
        assert (jawaban.status_code, jawaban.headers["Location"]) == (302, "/")  # type: ignore[attr-defined]
        client.post("/keluar/")


def test_penolakan_tidak_menyebut_bagian_yang_keliru_dan_nip_tetap_terisi(client: Client, kota: Kota) -> None:
    isi = []
    for nip in (kota.staf.nip, "199901012020121001"):
        jawaban = masuk(client, nip, "keliru")
        teks = jawaban.content.decode()  # type: ignore[attr-defined]
        assert jawaban.status_code == 200  # type: ignore[attr-defined]
        assert BELUM_COCOK in teks and f'value="{nip}"' in teks and "<title>Galat: Masuk" in teks
        assert "keliru" not in teks
        isi.append(teks.count(BELUM_COCOK))
    assert isi[0] == isi[1]
    assert not sudah_masuk(client)


@pytest.mark.parametrize(
    ("nip", "kata"),
    [("", "Isi NIP Anda"), ("12345", "Anda mengetik 5"), ("1986a9262015051001", "hanya berisi angka")],
)
def test_nip_yang_salah_bentuk_dijelaskan(client: Client, kota: Kota, nip: str, kata: str) -> None:
    assert kata in masuk(client, nip).content.decode()  # type: ignore[attr-defined]


def test_kunci_sesi_berganti_saat_masuk(client: Client, kota: Kota) -> None:
    sesi = client.session
    sesi["x"] = 1
    sesi.save()
    sebelum = sesi.session_key
    client.cookies["sesi"] = sebelum
    masuk(client, kota.staf.nip)
    assert client.session.session_key != sebelum
    assert not type(sesi)().exists(sebelum), "sesi lama sudah mati"


@pytest.mark.parametrize(
    ("tujuan", "hasil"),
    [
        ("/profil/?a=1", "/profil/?a=1"),
        ("https://jahat.example/", "/"),
        ("//jahat.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("/\\jahat.example", "/"),
        ("abc", "/"),
        ("\ufffd", "/"),
        ("", "/"),
    ],
)
def test_tujuan_sesudah_masuk_hanya_di_situs_ini(client: Client, kota: Kota, tujuan: str, hasil: str) -> None:
    jawaban = masuk(client, kota.staf.nip, isi={"next": tujuan})
    assert jawaban.headers["Location"] == hasil  # type: ignore[attr-defined]
    assert client.get("/masuk/", {"next": tujuan}).headers["Location"] == hasil, "yang sudah masuk diteruskan"


def test_halaman_yang_dituju_ikut_terbawa_ke_formulir(client: Client, kota: Kota) -> None:
    jawaban = client.get("/profil/")
    assert jawaban.headers["Location"] == "/masuk/?next=/profil/"
    assert 'name="next" value="/profil/"' in client.get("/masuk/?next=/profil/").content.decode()


def test_terlalu_banyak_tebakan_menjadi_429_dengan_saat_coba_lagi(client: Client, kota: Kota) -> None:
    for _ in range(BATAS_PASANGAN):
        assert masuk(client, kota.staf.nip, "keliru").status_code == 200  # type: ignore[attr-defined]
    jawaban = masuk(client, kota.staf.nip)
    assert jawaban.status_code == 429  # type: ignore[attr-defined]
    assert 0 < int(jawaban.headers["Retry-After"]) <= 1200  # type: ignore[attr-defined]
    teks = jawaban.content.decode()  # type: ignore[attr-defined]
    assert "terlalu banyak percobaan" in teks and "minta kode sekali pakai" in teks
    assert not sudah_masuk(client)
    dari_rumah = masuk(client, kota.staf.nip, REMOTE_ADDR="198.51.100.4")
    assert dari_rumah.status_code == 302, "pemiliknya masuk dari tempat lain"  # type: ignore[attr-defined]


def test_perangkat_yang_pernah_masuk_tidak_terhalang_tebakan_di_jaringannya(
    client: Client, kota: Kota
) -> None:
    masuk(client, kota.staf.nip)
    client.post("/keluar/")
    penyerang = Client()
    for _ in range(BATAS_PASANGAN + 1):
        masuk(penyerang, kota.staf.nip, "keliru")
    assert masuk(penyerang, kota.staf.nip).status_code == 429  # type: ignore[attr-defined]
    assert masuk(client, kota.staf.nip).status_code == 302  # type: ignore[attr-defined]


def test_kuki_perangkat_orang_lain_atau_palsu_tidak_memberi_jatah_baru(client: Client, kota: Kota) -> None:
    masuk(client, kota.rekan.nip)
    client.post("/keluar/")
    for _ in range(BATAS_PASANGAN):
        masuk(client, kota.staf.nip, "keliru")
    assert masuk(client, kota.staf.nip).status_code == 429  # type: ignore[attr-defined]
    client.cookies["perangkat"] = "palsu:palsu"
    assert masuk(client, kota.staf.nip).status_code == 429  # type: ignore[attr-defined]


def test_kepala_penerus_hanya_dipercaya_di_belakang_proksi_sendiri(
    client: Client, kota: Kota, settings: object
) -> None:
    for n in range(BATAS_PASANGAN + 1):
        masuk(client, kota.staf.nip, "keliru", HTTP_X_FORWARDED_FOR=f"10.0.0.{n}")
    assert masuk(client, kota.staf.nip, HTTP_X_FORWARDED_FOR="10.0.1.1").status_code == 429  # type: ignore[attr-defined]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")  # type: ignore[attr-defined]
    lewat_proksi = masuk(client, kota.staf.nip, HTTP_X_FORWARDED_FOR="palsu, 10.0.1.1")
    assert lewat_proksi.status_code == 302  # type: ignore[attr-defined]


def test_keluar_hanya_dengan_post(client: Client, kota: Kota) -> None:
    masuk(client, kota.staf.nip)
    assert client.get("/keluar/").status_code == 405
    assert sudah_masuk(client)
    jawaban = client.post("/keluar/")
    assert (jawaban.status_code, jawaban["Location"]) == (302, "/masuk/")
    assert jawaban["Clear-Site-Data"] == '"cache"'
    assert not sudah_masuk(client)


def jalan(client: Client, jam: object, **maju: float) -> int:
    jam.shift(timedelta(**maju))  # type: ignore[attr-defined]
    return client.get("/akses-saya/").status_code


def test_sesi_pengelola_berakhir_sesudah_30_menit_diam(client: Client, kota: Kota, _jam: object) -> None:
    masuk(client, kota.admin_dinas.nip)
    assert [jalan(client, _jam, minutes=29) for _ in range(3)] == [200, 200, 200]
    assert jalan(client, _jam, minutes=31) == 302
    assert "30 menit tanpa kegiatan" in client.get("/masuk/").content.decode()


def test_sesi_pengelola_paling_lama_sepuluh_jam(client: Client, kota: Kota, _jam: object) -> None:
    masuk(client, kota.admin_bkd.nip)
    jawaban = [jalan(client, _jam, minutes=25) for _ in range(25)]
    assert jawaban == [200] * 24 + [302], "24 × 25 menit tepat sepuluh jam"


def test_sesi_pegawai_bertahan_diam_dan_berakhir_sesudah_dua_belas_jam(
    client: Client, kota: Kota, _jam: object
) -> None:
    masuk(client, kota.staf.nip)
    assert jalan(client, _jam, hours=11) == 200
    assert jalan(client, _jam, hours=1, seconds=1) == 302


def test_pegawai_yang_dinonaktifkan_keluar_pada_permintaan_berikutnya(client: Client, kota: Kota) -> None:
    masuk(client, kota.staf.nip)
    Pegawai.objects.filter(pk=kota.staf.pk).update(is_active=False)
    assert client.get("/profil/").status_code == 302


def test_ganti_sandi_menjaga_sesi_ini_dan_menutup_yang_lain(client: Client, kota: Kota) -> None:
    lain = Client()
    for satu in (client, lain):
        masuk(satu, kota.staf.nip)
    isi = {"sandi_lama": SANDI, "sandi_baru": BARU, "sandi_ulang": BARU}
    keliru = client.post("/kata-sandi/", isi | {"sandi_ulang": "beda-sendiri"})
    assert "Kedua kata sandi baru berbeda" in keliru.content.decode()
    assert client.post("/kata-sandi/", isi).headers["Location"] == "/profil/"
    assert client.get("/profil/").status_code == 200
    assert lain.get("/profil/").status_code == 302


def test_kode_dari_pengelola_membuka_pintu_dengan_sandi_baru(client: Client, kota: Kota) -> None:
    baru = pabrik.pegawai(kota.instansi, "Belum Bersandi")
    isi = kode.terbitkan(pegawai=baru, oleh=kota.admin_bkd, sekarang=SEKARANG)
    kiriman = {"nip": baru.nip, "kode": isi, "sandi_baru": "pendek", "sandi_ulang": "pendek"}
    lemah = client.post("/kata-sandi/baru/", kiriman).content.decode()
    assert isi in lemah and "pendek" in lemah and "10" in lemah, "NIP dan kode tetap terisi"
    kiriman |= {"sandi_baru": BARU, "sandi_ulang": BARU}
    assert client.post("/kata-sandi/baru/", kiriman).headers["Location"] == "/masuk/"
    assert masuk(client, baru.nip, BARU).status_code == 302  # type: ignore[attr-defined]
    assert "belum cocok" in Client().post("/kata-sandi/baru/", kiriman).content.decode()


def test_halaman_masuk_tidak_disimpan_peramban(client: Client, kota: Kota) -> None:
    assert "no-store" in client.get("/masuk/").headers["Cache-Control"]
    assert "no-store" in client.get("/kata-sandi/baru/").headers["Cache-Control"]
