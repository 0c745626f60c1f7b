"""KUNCI_SIDIK diganti tanpa seorang pun memasang ulang faktor kedua."""

import pytest
from allauth.mfa.models import Authenticator
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client

from inti.galat import GalatAturan
from kepegawaian.services import faktor
from kepegawaian.services.kunci_faktor import SEKALI, Hasil, sandikan_ulang
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.faktor import cadangan, kode, konfirmasi, pasang
from tests.kepegawaian.pabrik import SANDI, SEKARANG

BARU = "kunci baru yang panjang dan acak, hanya di lingkungan peladen"


def ganti_kunci(settings: LazySettings) -> None:
    settings.KUNCI_SIDIK_LAMA = [settings.KUNCI_SIDIK]
    settings.KUNCI_SIDIK = BARU


def cocok(kota: Kota, isi: str) -> Authenticator:
    return faktor.cocokkan(pegawai=kota.staf, kode=isi, sekarang=SEKARANG)


def test_selama_kunci_lama_disebut_kode_tetap_diterima(kota: Kota, settings: LazySettings) -> None:
    rahasia = pasang(kota.staf)
    ganti_kunci(settings)
    assert cocok(kota, kode(rahasia)).type == "totp"


def test_sesudah_disandikan_ulang_kunci_lama_dapat_dibuang(kota: Kota, settings: LazySettings) -> None:
    rahasia, kode_cadangan = pasang(kota.staf), cadangan(kota.staf)
    faktor.cocokkan(pegawai=kota.staf, kode=kode_cadangan[0], sekarang=SEKARANG)
    ganti_kunci(settings)
    assert sandikan_ulang() == Hasil(disandikan=2)
    settings.KUNCI_SIDIK_LAMA = []
    assert cadangan(kota.staf) == kode_cadangan[1:]
    assert cocok(kota, kode(rahasia)).type == "totp"
    # Langkah yang sudah terpakai ikut terbawa.
    with pytest.raises(GalatAturan, match="sudah dipakai"):
        cocok(kota, kode(rahasia))
    assert sandikan_ulang() == Hasil(disandikan=2)


def test_tanpa_kunci_lama_orangnya_diberi_tahu_dan_rahasianya_dibiarkan(
    kota: Kota, settings: LazySettings
) -> None:
    rahasia = pasang(kota.staf)
    sebelum = list(Authenticator.objects.order_by("pk").values_list("data", flat=True))
    kunci_lama, settings.KUNCI_SIDIK = settings.KUNCI_SIDIK, BARU
    with pytest.raises(GalatAturan, match="kunci peladen berganti"):
        cocok(kota, kode(rahasia))
    with pytest.raises(CommandError, match=r"^2 faktor tidak terbaca\. Isi KUNCI_SIDIK_LAMA"):
        call_command("sandikan_ulang_faktor")
    assert list(Authenticator.objects.order_by("pk").values_list("data", flat=True)) == sebelum
    settings.KUNCI_SIDIK_LAMA = [kunci_lama]
    call_command("sandikan_ulang_faktor")
    settings.KUNCI_SIDIK_LAMA = []
    assert cocok(kota, kode(rahasia)).type == "totp"


def test_halaman_keamanan_menjelaskan_yang_tidak_terbaca(
    client: Client, kota: Kota, settings: LazySettings
) -> None:
    pasang(kota.staf)
    client.force_login(kota.staf, backend="kepegawaian.backend.NipBackend")
    konfirmasi(client, SANDI)
    settings.KUNCI_SIDIK = BARU
    isi = client.get("/faktor-kedua/").content.decode()
    assert "Kode Anda tersimpan, tetapi belum terbaca" in isi and "Tersisa" not in isi
    for alamat in ("/faktor-kedua/kode-cadangan/", "/faktor-kedua/kode-cadangan/buat/"):
        jawaban = client.get(alamat, follow=True)
        assert jawaban.redirect_chain == [("/faktor-kedua/", 302)], alamat
        assert "kunci peladen berganti" in jawaban.content.decode()


def test_lebih_dari_satu_putaran_dan_kunci_sandi_tidak_disentuh(kota: Kota, settings: LazySettings) -> None:
    pasang(kota.staf)
    contoh = Authenticator.objects.get(type="totp")
    banyak = 2 * SEKALI
    Authenticator.objects.bulk_create(
        Authenticator(user_id=orang, type="totp", data=contoh.data) for orang in _orang(kota, banyak)
    )
    kunci = Authenticator.objects.create(user=kota.kabid, type="webauthn", data={"credential": {"id": "a"}})
    ganti_kunci(settings)
    assert sandikan_ulang() == Hasil(disandikan=banyak + 2)
    kunci.refresh_from_db()
    assert kunci.data == {"credential": {"id": "a"}}


def _orang(kota: Kota, banyak: int) -> list[int]:
    contoh = type(kota.staf).objects.get(pk=kota.staf.pk)
    semua = []
    for ke in range(banyak):
        contoh.pk, contoh.nip = None, f"{199001012015030000 + ke}"
        contoh.surel = ""
        semua.append(type(contoh)(**{f.attname: getattr(contoh, f.attname) for f in contoh._meta.fields}))
    return [satu.pk for satu in type(contoh).objects.bulk_create(semua)]
