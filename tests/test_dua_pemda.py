"""Dua pemda dengan nama unit, jabatan, dan kode yang sama: tidak ada isi, hitungan, ekspor, atau galat yang bercampur.

Halaman kota pertama direkam ketika ia sendirian, lalu sekali lagi sesudah kota kedua dipasang lengkap: harus sama sampai
hurufnya. Lalu kota kedua dijelajahi sebagai pemegang semua perannya: kenari kota pertama tidak boleh terlihat.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Concat
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from kepegawaian.models import LetakUnit, Pegawai, UnitKerja
from kepegawaian.queries import pegawai as baca_pegawai
from mutu.catat import catat
from tests import dunia as kota
from tests.dunia import KENARI, Dunia, bangun
from tests.sapuan import menyapu
from tests.test_idor import UMUM
from tests.test_izin_semua_url import (
    ARGUMEN,
    BOLEH_MENYEBUT_KOTA_LAIN,
    HARI_UJI,
    LAYANAN_WARGA,
    klien,
    kumpulkan,
    minta,
    semua_alamat,
)

pytestmark = [pytest.mark.django_db, pytest.mark.panjang]
KENARI_PERTAMA = "Kenari-2b9e"
PERAN = ("admin_bkd", "auditor", "penilai", "pegawai")
# Halaman umum memang menyebut semua pemda; keluar memutus sesi uji.
DILEWATI = BOLEH_MENYEBUT_KOTA_LAIN | {"kepegawaian:keluar", "sehat", "sehat_cadangan", "sehat_pemindai"}
PALING_SEDIKIT_HALAMAN, PALING_SEDIKIT_JELAJAH, PALING_BANYAK_JELAJAH = 400, 60, 400
# Berganti tiap permintaan walau isinya sama: token, tanda formulir, dan nomor sekali pakai.
BERGANTI = re.compile(
    rb'value="[\w:.~/+=-]{20,}"|[0-9a-f]{8}-[0-9a-f-]{27}|[\w-]{16,}:[\w-]{5,}:[\w-]{20,}|/ID \[.*?\]',
    re.DOTALL,
)


@pytest.fixture
def dunia(tmp_path: Any) -> Iterator[Dunia]:
    """Kota pertama saja, berkenari; jam berhenti supaya dua rekaman dapat dibandingkan."""
    lain = {
        "MEDIA_ROOT": tmp_path,
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"],
    }
    with menyapu(), override_settings(**lain), time_machine.travel(HARI_UJI, tick=False):
        satu = bangun(sekarang=timezone.now(), tetangga=False)
        tanda = Concat(F("nama"), Value(f" {KENARI_PERTAMA}"))
        for model in (Pegawai, UnitKerja):
            model._default_manager.filter(instansi=satu.a).update(nama=tanda)
        LetakUnit.objects.filter(unit__instansi=satu.a).update(nama=tanda)
        for orang in satu.peran.values():
            if orang is not None:
                orang.refresh_from_db()
        yield satu


def halaman(dunia: Dunia) -> dict[str, str]:
    """Nama alamat → alamat jadi dengan benda kota pertama."""
    benda = kumpulkan(dunia)
    return {
        nama: reverse(nama, kwargs=dict(ARGUMEN[nama](benda)) if nama in ARGUMEN else None)
        for nama in dict.fromkeys(semua_alamat())
        if nama not in DILEWATI
    }


def rapi(isi: bytes) -> bytes:
    return BERGANTI.sub(b"", isi)


def rekam(peramban: dict[str, Client], alamat: dict[str, str]) -> dict[tuple[str, str], bytes]:
    """Isi tiap alamat bagi tiap peran, tanpa yang memang berganti."""
    return {
        (peran, jalur): rapi(minta(satu, "GET", jalur)[1])
        for peran, satu in peramban.items()
        for jalur in alamat.values()
    }


def tanya(peramban: dict[str, Client], mana: list[tuple[str, str]]) -> dict[tuple[str, str], bytes]:
    """Isi beberapa alamat saja, seperti `rekam`."""
    return {(peran, jalur): rapi(minta(peramban[peran], "GET", jalur)[1]) for peran, jalur in mana}


class Tautan(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.semua: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.semua += [v for k, v in attrs if tag == "a" and k == "href" and v and v.startswith("/")]


def jelajahi(satu: Client, kenari: str) -> tuple[int, list[str]]:
    """(banyak jawaban, alamat yang memuat kenari): semua tautan dari beranda, sekali tiap bentuk alamat."""
    antre, terlihat, bocor, banyak = ["/"], set[str](), [], 0
    while antre and banyak < PALING_BANYAK_JELAJAH:
        jalur = antre.pop(0)
        bentuk = re.sub(r"\d+", "0", jalur)
        if bentuk in terlihat or urlsplit(jalur).path.startswith(("/keluar/", "/publik/", "/static/")):
            continue
        terlihat.add(bentuk)
        jawaban, isi = minta(satu, "GET", jalur)
        banyak += 1
        if kenari.encode() in isi or kenari in str(jawaban.headers):
            bocor.append(jalur)
        if jawaban.status_code == 200 and "html" in jawaban.headers.get("Content-Type", ""):
            pembaca = Tautan()
            pembaca.feed(isi.decode())
            antre += pembaca.semua
    return banyak, bocor


def test_kota_kedua_yang_dipasang_tidak_mengubah_satu_huruf_pun_dan_tidak_melihat_kota_pertama(
    dunia: Dunia,
) -> None:
    alamat = halaman(dunia)
    peramban = {peran: klien(dunia.peran[peran]) for peran in PERAN}
    dulu = rekam(peramban, alamat)
    # Membaca sebagian halaman menulis jejak; halaman yang memuatnya dibandingkan tepat sebelum dan sesudah pemasangan.
    bergerak = [k for k, isi in rekam(peramban, alamat).items() if isi != dulu[k]]
    dulu |= tanya(peramban, bergerak)
    dunia.b = kota._tetangga(timezone.now())
    kota.hitung_statistik()
    segera = tanya(peramban, bergerak)
    kini = rekam(peramban, alamat) | segera
    goyah = {
        k for k, isi in kini.items() if isi != dulu[k] and rapi(minta(peramban[k[0]], "GET", k[1])[1]) != isi
    }
    beda = sorted(f"{p} {j}" for (p, j), isi in kini.items() if isi != dulu[p, j] and (p, j) not in goyah)
    bocor = [f"{p} {j}" for (p, j), isi in kini.items() if KENARI.encode() in isi]
    tetangga = klien(kota._pemegang(dunia.b, "admin_bkd"))
    tertutup = {n: j for n, j in alamat.items() if not n.startswith(UMUM) and n not in LAYANAN_WARGA}
    asing = [*tertutup.values(), *(f"{j}?q=a&status=semua" for n, j in tertutup.items() if n not in ARGUMEN)]
    balik = [j for j in asing if KENARI_PERTAMA.encode() in minta(tetangga, "GET", j)[1]]
    banyak, di_rumah = jelajahi(tetangga, KENARI_PERTAMA)
    balik += di_rumah
    catat("V8.4.1", f"{len(kini)} halaman sebagai kota pertama: {len(beda)} berubah sesudah kota kembarnya dipasang, "
          f"{len(bocor)} memuat kenarinya, {len(goyah)} tidak dapat dibandingkan; "
          f"{banyak + len(asing)} sebagai kota kedua: {len(balik)} kenari",
          lulus=not (beda or bocor or balik) and len(kini) >= PALING_SEDIKIT_HALAMAN)  # fmt: skip
    assert len(kini) >= PALING_SEDIKIT_HALAMAN
    assert len({jalur for _, jalur in goyah}) <= 15, sorted(goyah)
    assert banyak >= PALING_SEDIKIT_JELAJAH
    assert not beda, "\n".join(beda[:40])
    assert not bocor and not balik, "\n".join([*bocor[:20], *balik[:20]])


def test_pembandingnya_saringan_wilayah_yang_dicabut_ketahuan(
    dunia: Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tanpa saringan pemda, kenari kota kedua terlihat; satu nama yang berganti mengubah rekamannya."""
    semua: Any = lambda _akses, *, pada: Pegawai.objects.select_related("instansi")  # noqa: E731
    alamat = {"rinci": reverse("kepegawaian:pegawai_rinci", args=[dunia.peran["pegawai"].pk])}  # type: ignore[union-attr]
    admin = {"admin_bkd": klien(dunia.peran["admin_bkd"])}
    dulu = rekam(admin, alamat)
    with transaction.atomic():
        dunia.b = kota._tetangga(timezone.now())
        korban = Pegawai.objects.filter(instansi=dunia.b).order_by("pk")[0]
        asing = {"rinci": reverse("kepegawaian:pegawai_rinci", args=[korban.pk])}
        assert rekam(admin, alamat) == dulu
        assert KENARI.encode() not in b"".join(rekam(admin, asing).values())
        monkeypatch.setattr(baca_pegawai, "pegawai_untuk", semua)
        assert KENARI.encode() in b"".join(rekam(admin, asing).values())
        # Satu nama yang berubah membuat rekamannya berbeda.
        Pegawai.objects.filter(pk=dunia.peran["pegawai"].pk).update(nama="Berganti")  # type: ignore[union-attr]
        assert rekam(admin, alamat) != dulu
