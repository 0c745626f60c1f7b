"""Penahan otomatisasi: masuk, pulih, formulir umum, cari, dan unduh pada dua puluh kali laju manusia."""

import inspect
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from asn_kinerja.laju import CETAKAN, UNDUHAN
from kepegawaian.services.laju import CARI, CETAK, UNDUH, Jatah, hitung_pakai
from kepegawaian.services.percobaan import BATAS_PASANGAN, Klien, TerlaluSering
from mutu.catat import catat
from tests.klien import masuk
from tests.pagar import APLIKASI
from tests.umpan_balik.conftest import SEKARANG, Kota, buat_kota
from tests.umpan_balik.views.test_survei_warga import isian

pytestmark = pytest.mark.django_db
DOKUMEN = (Path(__file__).resolve().parents[2] / "docs" / "keamanan.md").read_text(encoding="utf-8")
CARI_ORANG = "/publik/?q=kota"


@pytest.fixture
def kota() -> Kota:
    return buat_kota("Uji")


@pytest.fixture
def jam() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(SEKARANG, tick=False) as jam:
        yield jam


def ditolak_pada(
    kirim: Callable[[int], Any], jam: time_machine.Traveller, *, jeda: float, paling: int
) -> int:
    """Permintaan ke berapa yang pertama dijawab 429 pada laju satu tiap `jeda` detik; 0 bila tidak pernah."""
    for nomor in range(1, paling + 1):
        jawaban = kirim(nomor)
        if jawaban.status_code == 429:
            assert int(jawaban.headers.get("Retry-After", "1")) > 0
            return nomor
        jam.shift(timedelta(seconds=jeda))
    return 0


@pytest.fixture
def pengunduh(kota: Kota) -> Client:
    return masuk(kota.admin)


# nama → (jeda manusia dalam detik, permintaan pertama yang ditolak)
TERTULIS = {
    "masuk": (15, BATAS_PASANGAN + 1),
    "pulih": (30, BATAS_PASANGAN + 1),
    "kode di formulir warga": (30, 11),
    "cari": (20, CARI.tiap_15_menit + 1),
    "cari tanpa masuk": (10, CARI.tamu + 1),
    "unduh": (60, UNDUH.tiap_15_menit + 1),
    "unduh tanpa masuk": (20, UNDUH.tamu + 1),
    "cetak": (20, CETAK.tiap_15_menit + 1),
}


def pintu(kota: Kota, klien: Client) -> dict[str, Callable[[int], Any]]:
    """Satu permintaan lewat tiap pintu; halaman tujuannya tidak perlu ada, sebab jatahnya dihitung sebelum itu."""
    url, tamu = reverse("umpan_balik:survei", args=[kota.titik.token]), Client()
    warga = Client(headers={"user-agent": "Ponsel lama"})
    nip = kota.admin.nip

    @cache
    def isi() -> dict[str, Any]:
        """Diambil saat pintunya diketuk: tanda formulir warga berumur sehari."""
        return isian(warga, url)

    return {
        "masuk": lambda n: tamu.post("/masuk/", {"nip": nip, "sandi": f"keliru-sekali-{n}"}),
        "pulih": lambda n: tamu.post("/kata-sandi/pulih/", {"nip": nip}),
        "kode di formulir warga": lambda n: warga.post(url, isi() | {"kode": f"AAAA-{n:04}"}),
        "cari": lambda n: klien.get(f"/publik/?q=a{n}"),
        "cari tanpa masuk": lambda n: tamu.get(f"/publik/?q=a{n}"),
        "unduh": lambda n: klien.get("/publik/tidak-ada/unduh/"),
        "unduh tanpa masuk": lambda n: tamu.get("/publik/tidak-ada/unduh/"),
        "cetak": lambda n: klien.get(reverse("penilaian:rincian", args=[1])),
    }


@pytest.mark.panjang
def test_tiap_pintu_menolak_pada_hitungan_tertulis_dan_tidak_menolak_manusia(
    kota: Kota, pengunduh: Client, jam: time_machine.Traveller
) -> None:
    hasil, manusia = {}, {}
    for nama, kirim in pintu(kota, pengunduh).items():
        jeda, harus = TERTULIS[nama]
        jam.shift(timedelta(days=1, minutes=1))
        klien_baru = masuk(kota.admin)
        pengunduh.cookies = klien_baru.cookies
        hasil[nama] = ditolak_pada(kirim, jam, jeda=jeda / 20, paling=harus + 1)
        if nama in ("masuk", "pulih", "kode di formulir warga"):
            continue  # orang biasa tidak keliru lebih dari sepuluh kali berturut-turut
        jam.shift(timedelta(days=1, minutes=1))
        pengunduh.cookies = masuk(kota.admin).cookies
        manusia[nama] = ditolak_pada(kirim, jam, jeda=jeda, paling=100)
    keliru = {n: h for n, h in hasil.items() if h != TERTULIS[n][1]}
    tertahan = {n: h for n, h in manusia.items() if h}
    catat(
        "V2.4.1",
        f"429 pada permintaan ke: {', '.join(f'{n} {h}' for n, h in hasil.items())}; laju manusia {len(manusia) * 100} permintaan, "
        f"{len(tertahan)} pintu menahan",
        lulus=not keliru and not tertahan,
    )
    assert not keliru and not tertahan


def test_jawabannya_menyebut_kapan_dan_orang_lain_tidak_terhalang(
    kota: Kota, jam: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("asn_kinerja.laju.CARI", Jatah("cari", tiap_15_menit=2, tamu=3))
    satu = masuk(kota.admin)
    for _ in range(2):
        assert satu.get(CARI_ORANG).status_code == 200
    jawaban = satu.get(CARI_ORANG)
    teks = jawaban.content.decode()
    assert jawaban.status_code == 429 and "Coba lagi" in teks and "menit lagi" in teks
    assert 0 < int(jawaban.headers["Retry-After"]) <= 1200
    assert masuk(kota.kabid).get(CARI_ORANG).status_code == 200, "jatahnya milik orangnya, bukan kantornya"
    assert satu.get("/publik/").status_code == 200, "membaca tanpa mencari tidak dihitung"
    jam.shift(timedelta(minutes=20))
    assert satu.get(CARI_ORANG).status_code == 200


def test_jatah_sehari_dan_yang_berlalu_kembali(kota: Kota) -> None:
    kecil = Jatah("unduh", tiap_15_menit=2, tamu=9, sehari=3)

    def pakai(menit: int) -> None:
        saat = SEKARANG + timedelta(minutes=menit)
        hitung_pakai(jatah=kecil, pegawai_id=kota.admin.pk, klien=Klien("203.0.113.9"), sekarang=saat)

    for menit in (0, 30, 60):
        pakai(menit)
    with pytest.raises(TerlaluSering, match="jam lagi"):
        pakai(90)
    pakai(24 * 60 + 120)


def test_tanpa_hitungan_pengunduh_tidak_pernah_ditolak(kota: Kota, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pembanding: penolakannya memang dari hitungan itu."""
    monkeypatch.setattr("asn_kinerja.laju.UNDUH", Jatah("unduh", tiap_15_menit=1, tamu=1))
    satu = masuk(kota.admin)
    kode = [satu.get("/publik/tidak-ada/unduh/").status_code for _ in range(2)]
    monkeypatch.setattr("asn_kinerja.laju.hitung_pakai", lambda **_: None)
    kode.append(satu.get("/publik/tidak-ada/unduh/").status_code)
    assert kode == [404, 429, 404]


# Sudah tersimpan atau kecil sekali: diberikan, tidak disusun.
BUKAN_DISUSUN = {
    "indikator:bukti",
    "indikator:harian_berkas",
    "indikator:kalender_unduh",
    "indikator:cetak_skp_unduh",
    "kepegawaian:perbaikan_bukti",
    "pelatihan:sesi_kalender",
    "pelatihan:usulan_sertifikat",
}
LAMPIRAN = re.compile(r"Content-Disposition|as_attachment|unduh_pdf\(")


def alamat(pohon: Any, awal: str = "") -> Iterator[tuple[str, Any]]:
    for satu in pohon.url_patterns:
        if isinstance(satu, URLResolver):
            yield from alamat(satu, f"{awal}{satu.namespace}:" if satu.namespace else awal)
        elif isinstance(satu, URLPattern) and satu.name:
            yield awal + satu.name, inspect.unwrap(satu.callback)


def test_setiap_unduhan_berjatah() -> None:
    """Alamat baru yang memberi lampiran tanpa jatah menggagalkan uji ini."""
    lepas, semua = [], dict(alamat(get_resolver()))
    for nama, fungsi in semua.items():
        if fungsi.__module__.split(".")[0] in APLIKASI and LAMPIRAN.search(inspect.getsource(fungsi)):
            lepas += [nama] if nama not in UNDUHAN | CETAKAN | BUKAN_DISUSUN else []
    assert not lepas
    assert not (UNDUHAN | CETAKAN) - set(semua), "nama alamatnya sudah berganti"


def test_angkanya_sama_dengan_yang_tertulis() -> None:
    for jatah in (CARI, UNDUH, CETAK):
        baris = next(b for b in DOKUMEN.splitlines() if b.startswith(f"| {JUDUL[jatah.untuk]}"))
        angka = [int(a.replace(".", "")) for a in re.findall(r"\d[\d.]*", baris)]
        assert angka == [a for a in (jatah.tiap_15_menit, 15, jatah.sehari, jatah.tamu) if a is not None], (
            baris
        )


JUDUL = {"cari": "Mencari", "unduh": "Mengunduh", "cetak": "Mencetak"}
