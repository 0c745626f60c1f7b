"""Dua orang memindahkan orang yang sama, dan pemindahan melawan penutupan periode; masing-masing dengan kembarannya."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from indikator.models import Periode
from inti.galat import GalatAturan, SudahBerubah
from penilaian.models import Evaluasi, Hasil, Kalibrasi, PindahKalibrasi
from penilaian.services import penutupan
from penilaian.services.kalibrasi import pindah, umum
from penilaian.services.penutupan import kerja
from tests.penilaian import pabrik
from tests.penilaian.kalibrasi import DuniaKalibrasi, dunia

pytestmark = pytest.mark.django_db(transaction=True)
LAMA = 20


def jalankan(*kerja_utas: Callable[[], None]) -> None:
    """Tiap pekerjaan di utas dan sambungannya sendiri, sampai semuanya selesai."""

    def bungkus(satu: Callable[[], None]) -> None:
        try:
            satu()
        finally:
            connection.close()

    utas = [threading.Thread(target=bungkus, args=(satu,)) for satu in kerja_utas]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()


def dua_pemindah(
    k: DuniaKalibrasi, rapat: Kalibrasi, monkeypatch: pytest.MonkeyPatch, *, tunggu: float
) -> list[str]:
    """Dua jendela membaca keadaan yang sama; yang pertama sudah menulis tetapi belum selesai ketika yang kedua datang.

    Yang pertama menunggu yang kedua paling lama `tunggu` detik: dengan kunci yang kedua tidak dapat selesai lebih dulu.
    """
    dilihat = k.orang(k.staf[0]).dilihat
    sudah_tulis, kedua_selesai = threading.Event(), threading.Event()
    asli, kabar = pindah._sesudah_pindah, []

    def tahan(*argumen: Any) -> None:
        asli(*argumen)
        if not sudah_tulis.is_set():
            sudah_tulis.set()
            kedua_selesai.wait(tunggu)

    monkeypatch.setattr(pindah, "_sesudah_pindah", tahan)

    def pertama() -> None:
        k.pindah(rapat, k.staf[0], "sesuai.sesuai", dilihat=dilihat)

    def kedua() -> None:
        sudah_tulis.wait(LAMA)
        try:
            k.pindah(rapat, k.staf[0], "di_bawah.sesuai", dilihat=dilihat)
        except SudahBerubah as galat:
            kabar.append(galat.pesan)
        finally:
            kedua_selesai.set()

    jalankan(pertama, kedua)
    return kabar


def test_yang_kedua_diberi_tahu_dan_yang_pertama_tidak_hilang(monkeypatch: pytest.MonkeyPatch) -> None:
    k = dunia()
    kabar = dua_pemindah(k, k.buka(), monkeypatch, tunggu=0.3)
    assert len(kabar) == 1 and "sudah berubah" in kabar[0]
    assert PindahKalibrasi.objects.get().menjadi_hasil == "sesuai"


def test_kembaran_tanpa_kunci_keduanya_menulis_dari_asal_yang_sama(monkeypatch: pytest.MonkeyPatch) -> None:
    k = dunia()
    rapat = k.buka()

    def tanpa_kunci(kalibrasi_id: int, **_: Any) -> Kalibrasi:
        return Kalibrasi.objects.select_related("periode__instansi", "unit").get(pk=kalibrasi_id)

    monkeypatch.setattr(pindah, "terkunci", tanpa_kunci)
    monkeypatch.setattr(Evaluasi.objects, "select_for_update", Evaluasi.objects.all)
    assert dua_pemindah(k, rapat, monkeypatch, tunggu=LAMA) == []
    asal = set(PindahKalibrasi.objects.values_list("asal_hasil", "menjadi_hasil"))
    assert asal == {("di_atas", "sesuai"), ("di_atas", "di_bawah")}, "kontrolnya tidak gagal"


def melawan_penutupan(
    k: DuniaKalibrasi, monkeypatch: pytest.MonkeyPatch, kunci: Callable[..., Periode], *, tunggu: float
) -> tuple[int, int]:
    """Satu pemindahan yang sudah lolos pemeriksaan melawan penutupan; kembalikan (yang diterima, yang terhitung)."""
    rapat = k.buka()
    dilihat = k.orang(k.staf[0]).dilihat
    sudah_diperiksa, sudah_dihitung, habis = threading.Event(), threading.Event(), threading.Event()
    diterima: list[int] = []

    def kunci_lalu_jeda(**argumen: Any) -> Periode:
        periode = kunci(**argumen)
        sudah_diperiksa.set()
        sudah_dihitung.wait(tunggu)
        return periode

    monkeypatch.setattr(pindah, "kunci_bersama", kunci_lalu_jeda)
    asli = kerja.selesaikan

    def selesaikan(**argumen: Any) -> bool | None:
        # Pemindah yang sempat lolos menulis sebelum periodenya beku.
        sudah_dihitung.set()
        habis.wait(LAMA)
        return asli(**argumen)

    monkeypatch.setattr(kerja, "selesaikan", selesaikan)

    def pemindah() -> None:
        try:
            diterima.append(k.pindah(rapat, k.staf[0], "di_bawah.sesuai", dilihat=dilihat).pk)
        except GalatAturan:
            pass
        finally:
            habis.set()

    def penutup() -> None:
        sudah_diperiksa.wait(LAMA)
        satu = penutupan.minta(periode=k.d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
        penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)

    jalankan(pemindah, penutup)
    return len(diterima), Hasil.objects.filter(pegawai=k.staf[0], rating_hasil="di_bawah").count()


def test_pemindahan_yang_diterima_selalu_terhitung(monkeypatch: pytest.MonkeyPatch) -> None:
    assert melawan_penutupan(dunia(), monkeypatch, pindah.kunci_bersama, tunggu=0.3) == (1, 1)


def test_kembaran_tanpa_kunci_periode_kehilangan_pemindahan(monkeypatch: pytest.MonkeyPatch) -> None:
    def tanpa_kunci(*, periode_id: int, sekarang: object) -> Periode:
        return Periode.objects.get(pk=periode_id)

    assert umum.periode_rapat is pindah.periode_rapat
    assert melawan_penutupan(dunia(), monkeypatch, tanpa_kunci, tunggu=LAMA) == (1, 0), (
        "kontrolnya tidak gagal"
    )
