"""Masuk, tebakan yang dibatasi, dan kata sandi."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Pegawai, PercobaanMasuk
from kepegawaian.services import masuk
from kepegawaian.services.percobaan import BATAS_KLIEN, BATAS_PASANGAN, EMBER, Klien, TerlaluSering, jaringan
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import SANDI, SEKARANG

KANTOR = Klien("203.0.113.7")
RUMAH = Klien("198.51.100.9")


def coba(nip: str, sandi: str = SANDI, klien: Klien = KANTOR, sekarang: datetime = SEKARANG) -> Pegawai:
    return masuk.masuk(nip=nip, sandi=sandi, klien=klien, sekarang=sekarang)


def salah(nip: str, kali: int, klien: Klien = KANTOR, sekarang: datetime = SEKARANG) -> None:
    for _ in range(kali):
        with pytest.raises(GalatAturan) as galat:
            coba(nip, "tebakan", klien, sekarang)
        assert not isinstance(galat.value, TerlaluSering)


def test_nip_dan_sandi_yang_cocok_mengembalikan_orangnya(kota: Kota) -> None:
    assert coba(kota.staf.nip) == kota.staf
    assert not Jejak.objects.filter(aksi="masuk.berhasil").exists(), (
        "baru sandinya; masuk tercatat di akhir tahap"
    )


def test_semua_penolakan_berbunyi_sama(kota: Kota) -> None:
    tanpa_sandi = pabrik.pegawai(kota.instansi, "Belum Bersandi")
    kota.rekan.is_active = False
    kota.rekan.save()
    pesan = set()
    for nip, sandi in (
        (kota.staf.nip, "keliru"),
        ("199901012020121001", SANDI),
        (kota.rekan.nip, SANDI),
        (tanpa_sandi.nip, SANDI),
    ):
        with pytest.raises(GalatAturan) as galat:
            coba(nip, sandi)
        pesan.add((galat.value.pesan, galat.value.bidang))
    assert pesan == {(masuk.BELUM_COCOK, None)}
    assert not Jejak.objects.filter(aksi="masuk.berhasil").exists()


@pytest.mark.parametrize("keadaan", ["dikenal", "tidak dikenal", "nonaktif", "tanpa sandi"])
def test_setiap_penolakan_menghitung_satu_sidik(
    kota: Kota, keadaan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lamanya sama karena pekerjaannya sama: tepat satu penyandian, siapa pun NIP-nya."""
    tanpa_sandi = pabrik.pegawai(kota.instansi, "Belum Bersandi")
    kota.rekan.is_active = False
    kota.rekan.save()
    nip = {
        "dikenal": kota.staf.nip,
        "tidak dikenal": "199901012020121001",
        "nonaktif": kota.rekan.nip,
        "tanpa sandi": tanpa_sandi.nip,
    }[keadaan]
    banyak: list[str] = []
    asli = MD5PasswordHasher.encode

    def encode(self: MD5PasswordHasher, password: str, salt: str) -> str:
        banyak.append(password)
        return asli(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    with pytest.raises(GalatAturan):
        coba(nip, "keliru")
    assert len(banyak) == 1


def test_tebakan_kesebelas_ditolak_sebelum_sandinya_diperiksa(
    kota: Kota, monkeypatch: pytest.MonkeyPatch
) -> None:
    salah(kota.staf.nip, BATAS_PASANGAN)

    def jangan(*_: object, **__: object) -> None:
        raise AssertionError("sandi diperiksa walaupun jatahnya habis")

    monkeypatch.setattr(masuk, "authenticate", jangan)
    with pytest.raises(TerlaluSering, match="menit lagi") as galat:
        coba(kota.staf.nip)
    assert galat.value.coba_lagi > SEKARANG


def test_penyerang_dari_tempat_lain_tidak_mengunci_pemiliknya(kota: Kota) -> None:
    salah(kota.staf.nip, BATAS_PASANGAN, RUMAH)
    with pytest.raises(TerlaluSering):
        coba(kota.staf.nip, klien=RUMAH)
    assert coba(kota.staf.nip, klien=KANTOR) == kota.staf


def test_perangkat_yang_dikenal_punya_jatah_sendiri_di_jaringan_yang_sama(kota: Kota) -> None:
    salah(kota.staf.nip, BATAS_PASANGAN)
    dikenal = Klien(KANTOR.alamat, perangkat="a1b2c3")
    assert coba(kota.staf.nip, klien=dikenal) == kota.staf


def test_satu_klien_menebak_banyak_nip_berhenti_juga(kota: Kota) -> None:
    for n in range(BATAS_KLIEN):
        salah(f"1990010120201{n:05d}", 1)
    with pytest.raises(TerlaluSering):
        coba(kota.staf.nip)
    assert coba(kota.staf.nip, klien=RUMAH) == kota.staf


def test_kantor_yang_ramai_berhasil_masuk_tidak_menghabiskan_jatah_kliennya(kota: Kota) -> None:
    for _ in range(BATAS_KLIEN + 5):
        coba(kota.staf.nip)


def test_jatah_kembali_sesudah_waktunya_dan_tidak_pernah_lebih_dalam_15_menit(kota: Kota) -> None:
    awal = SEKARANG.replace(minute=4, second=59)
    salah(kota.staf.nip, BATAS_PASANGAN, sekarang=awal)
    for menit in (1, 5, 10, 15):
        with pytest.raises(TerlaluSering) as galat:
            coba(kota.staf.nip, sekarang=awal + timedelta(minutes=menit))
    with pytest.raises(TerlaluSering):
        coba(kota.staf.nip, sekarang=galat.value.coba_lagi - timedelta(seconds=1))
    assert coba(kota.staf.nip, sekarang=galat.value.coba_lagi) == kota.staf


def test_yang_terus_mencoba_diberi_waktu_yang_benar(kota: Kota) -> None:
    """Percobaan yang ditolak pun dihitung; saat yang disebut tetap saat ketika percobaan diterima."""
    salah(kota.staf.nip, BATAS_PASANGAN)
    for n in range(2 * BATAS_PASANGAN):
        with pytest.raises(TerlaluSering) as galat:
            coba(kota.staf.nip, sekarang=SEKARANG + n * EMBER / 4)
    assert coba(kota.staf.nip, sekarang=galat.value.coba_lagi) == kota.staf


def test_berhasil_masuk_menghapus_hitungan_salah_ketik(kota: Kota) -> None:
    for _ in range(3):
        salah(kota.staf.nip, BATAS_PASANGAN - 1)
        coba(kota.staf.nip)


def test_tabel_percobaan_tidak_memuat_nip_maupun_alamat_dan_dibersihkan(kota: Kota) -> None:
    salah(kota.staf.nip, 1)
    isi = " ".join(PercobaanMasuk.objects.values_list("kunci", flat=True))
    assert kota.staf.nip not in isi and KANTOR.alamat not in isi
    coba(kota.rekan.nip, sekarang=SEKARANG + timedelta(days=2))
    assert not PercobaanMasuk.objects.filter(jendela__lt=SEKARANG + timedelta(days=1)).exists()


def test_alamat_ipv6_dihitung_per_langganan() -> None:
    assert jaringan("2001:db8:1:2::9") == jaringan("2001:db8:1:2:ffff::1") != jaringan("2001:db8:1:3::9")


def test_ganti_sandi_memerlukan_yang_lama_dan_menolak_yang_lemah(kota: Kota) -> None:
    def ubah(lama: str, baru: str, oleh: Pegawai | None = None) -> Pegawai:
        return masuk.ubah_sandi(
            pegawai=kota.staf, sandi_lama=lama, sandi_baru=baru, oleh=oleh or kota.staf, sekarang=SEKARANG
        )

    bagus = "perahu-kelapa-lonceng"
    for lama, baru, bidang in (
        ("keliru", bagus, "sandi_lama"),
        (SANDI, SANDI, "sandi_baru"),
        (SANDI, "pendek", "sandi_baru"),
        (SANDI, f"x{kota.staf.nip}x", "sandi_baru"),
        (SANDI, "ratna-manis-sekali", "sandi_baru"),
        (SANDI, "73920184756201", "sandi_baru"),
    ):
        with pytest.raises(GalatAturan) as galat:
            ubah(lama, baru)
        assert galat.value.bidang == bidang, baru
    with pytest.raises(TidakBerhak):
        ubah(SANDI, bagus, kota.admin_bkd)
    ubah(SANDI, bagus)
    assert coba(kota.staf.nip, bagus) == kota.staf
    with pytest.raises(GalatAturan):
        coba(kota.staf.nip, SANDI)
