"""V16.5.2: antrean, peladen surel, dan pemindai yang mati atau menggantung tidak menghentikan perjalanan inti."""

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import timezone

from indikator.models import Bukti, IndikatorKinerja
from inti.layanan.setelan import HOST, porta_bebas
from inti.models import Berkas
from inti.services.pindai import pindai_yang_antre
from inti.services.pindai.pintu import JEDA
from kepegawaian.models import Pegawai
from mutu.catat import catat
from tests.clamd import ClamdTiruan
from tests.penilaian import pabrik
from tests.proses.dunia import berjalan
from tests.proses.panggung import Panggung, panggung
from tests.proses.peramban import Jawaban, kirim, persentil, sesi
from tests.proses.test_unggahan_berat import pdf, unggah

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.panjang]
SANDI = "rahasia-sekali-9"
TIAP = 12
UTAS = 4
# Paling lama satu permintaan: batas seluruh pemindaian, dan sedikit kerja halamannya.
PALING_LAMA = 12.0


class SurelDiam:
    """Peladen SMTP di satu porta: `mati` (ditolak), `diam` (menerima lalu tidak menyapa)."""

    def __init__(self) -> None:
        self.porta, self._soket = porta_bebas(), None

    _soket: socket.socket | None

    def diam(self) -> None:
        self._soket = socket.create_server((HOST, self.porta), backlog=64)

    def mati(self) -> None:
        if self._soket is not None:
            self._soket.close()
            self._soket = None


@dataclass
class Dunia:
    """Web sungguhan dengan tiga layanan luar yang dapat dimatikan selagi ia berjalan."""

    p: Panggung
    d: pabrik.Dunia
    porta: int
    porta_pindai: int
    surel: SurelDiam
    pindai: ClamdTiruan | None = None
    antrean: str = "mati"
    urut: int = 0
    ik: dict[int, int] = field(default_factory=dict)

    def pemindai(self, cara: str) -> None:
        if self.pindai is not None:
            self.pindai.padam()
        self.pindai = ClamdTiruan(cara, self.porta_pindai) if cara else None

    def redis(self, keadaan: str) -> None:
        if self.antrean == "beku":
            self.p.cairkan_antrean()
        if keadaan == "mati" and self.antrean != "mati":
            self.p.matikan_antrean()
        if keadaan != "mati" and self.antrean == "mati":
            self.p.nyalakan_antrean()
        if keadaan == "beku":
            self.p.bekukan_antrean()
        self.antrean = keadaan

    def orang(self) -> list[Pegawai]:
        self.urut += TIAP
        return self.d.staf[self.urut - TIAP : self.urut]


@dataclass
class Langkah:
    """Banyaknya langkah yang berhasil dan yang tidak, terlama, dan unduhan bukti menurut statusnya."""

    berhasil: int = 0
    gagal: list[str] = field(default_factory=list)
    lama: list[float] = field(default_factory=list)
    diberikan: int = 0
    ditahan: int = 0


def satu_orang(t: Dunia, siapa: Pegawai, hasil: Langkah, kunci: threading.Lock) -> None:
    """Masuk, unggah bukti, ajukan laporan, lihat tanda terimanya, minta pulih sandi, unduh buktinya."""
    dari = f"127.7.{siapa.pk % 250}.{siapa.pk // 250 % 250 + 1}"

    def catat_langkah(nama: str, lama: float, baik: bool, ket: object) -> None:
        with kunci:
            hasil.lama.append(lama)
            hasil.berhasil += baik
            if not baik:
                hasil.gagal.append(f"{nama}: {ket}")

    def pos(nama: str, alamat: str, isi: dict[str, str], kuki: str = "") -> Jawaban:
        j = kirim(t.porta, siapa.pk, alamat, isi, kuki, dari=dari)
        catat_langkah(
            nama, j.lama, j.status == 302 and (nama == "masuk" or "/masuk/" not in j.tujuan), j.status
        )
        return j

    masuk = pos("masuk", "/masuk/", {"nip": siapa.nip, "sandi": SANDI})
    naik = unggah(t.porta, masuk.kuki, pdf(100_000))
    catat_langkah("unggah", naik.lama, naik.status == 200, naik.status)
    berkas = Berkas.objects.filter(pemilik_id=siapa.pk).values_list("pk", flat=True).first()
    isi = {"nilai": "90,5", "berkas_ids": str(berkas), "versi": "0", "aksi": "ajukan"}
    lapor = reverse("indikator:capaian_lapor", args=[t.d.triwulan.pk, t.ik[siapa.pk]])
    terima = pos("lapor", lapor, isi, masuk.kuki)
    for nama, alamat in (("tanda terima", terima.tujuan or "/"), ("beranda", "/")):
        status, lama = ambil(t.porta, alamat, masuk.kuki)
        catat_langkah(nama, lama, status == 200, status)
    pulih = kirim(t.porta, siapa.pk, "/kata-sandi/pulih/", {"nip": siapa.nip}, dari=dari)
    catat_langkah("pulih sandi", pulih.lama, pulih.status in (200, 302), pulih.status)
    bukti = Bukti.objects.filter(berkas_id=berkas).values_list("pk", flat=True).first()
    status, _ = ambil(t.porta, reverse("indikator:bukti", args=[bukti or 0]), masuk.kuki)
    with kunci:
        hasil.diberikan += status == 200
        hasil.ditahan += status == 409


def ambil(porta: int, alamat: str, kuki: str) -> tuple[int, float]:
    mulai, status = time.monotonic(), 0
    sambungan = http.client.HTTPConnection(HOST, porta, timeout=60)
    with suppress(OSError, http.client.HTTPException):
        sambungan.request("GET", alamat, headers={"Cookie": kuki})
        jawaban = sambungan.getresponse()
        jawaban.read()
        status = jawaban.status
    sambungan.close()
    return status, time.monotonic() - mulai


def perjalanan(t: Dunia) -> Langkah:
    """Dua belas orang berangkat bersama, empat sekaligus."""
    hasil, kunci, sisa = Langkah(), threading.Lock(), t.orang()

    def bekerja() -> None:
        while True:
            with kunci:
                if not sisa:
                    return
                siapa = sisa.pop()
            satu_orang(t, siapa, hasil, kunci)

    regu = [threading.Thread(target=bekerja) for _ in range(UTAS)]
    for utas in regu:
        utas.start()
    for utas in regu:
        utas.join()
    return hasil


@contextmanager
def dunia(folder: Path, *, keadaan: int, **lingkungan: str) -> Iterator[Dunia]:
    porta_pindai, surel = porta_bebas(), SurelDiam()
    alam = {"CLAMD_URL": f"tcp://{HOST}:{porta_pindai}", "UJI_SMTP": str(surel.porta), "UJI_KIRIM": "0.5"}
    with panggung(folder, **alam) as p:
        d = berjalan("Kota Tahan", orang=keadaan * TIAP)
        Pegawai.objects.filter(instansi=d.instansi).update(
            password=make_password(SANDI, hasher="md5"), email="orang@contoh.id"
        )
        t = Dunia(p, d, 0, porta_pindai, surel)
        t.ik = {i.skp.pegawai_id: i.pk for i in IndikatorKinerja.objects.select_related("skp")}
        t.redis("hidup")
        t.pemindai("periksa")
        t.porta = p.web(**lingkungan)
        p.pekerja()
        p.penjadwal()
        try:
            yield t
        finally:
            t.redis("hidup")
            t.pemindai("")
            surel.mati()


KEADAAN: dict[str, Callable[[Dunia], None]] = {
    "antrean mati": lambda t: t.redis("mati"),
    "antrean beku": lambda t: t.redis("beku"),
    "surel mati": lambda t: t.surel.mati(),
    "surel menggantung": lambda t: t.surel.diam(),
    "pemindai mati": lambda t: t.pemindai(""),
    "pemindai menggantung": lambda t: t.pemindai("diam"),
}
DITAHAN = ("pemindai mati", "pemindai menggantung", "ketiganya menggantung")


def pulihkan(t: Dunia) -> None:
    """Semua hidup lagi; bila pemindainya tadi diam, sampai setiap proses web bertanya lagi kepadanya."""
    t.redis("hidup")
    t.surel.mati()
    if t.pindai is not None and t.pindai.cara == "periksa":
        return
    t.pemindai("periksa")
    time.sleep(JEDA + 1)
    kuki = sesi(t.d.kepala)
    for _ in range(12):
        unggah(t.porta, kuki, pdf(50_000))


def semuanya_mati(t: Dunia) -> None:
    t.redis("beku")
    t.surel.diam()
    t.pemindai("diam")


@pytest.fixture(autouse=True)
def _media(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path / "berkas"


def test_perjalanan_inti_tetap_berhasil_dan_yang_belum_diperiksa_ditahan(
    tmp_path: Path, settings: Any
) -> None:
    with dunia(tmp_path, keadaan=len(KEADAAN) + 2) as t:
        bagian: dict[str, Langkah] = {"semua hidup": perjalanan(t)}
        for nama, rusak in KEADAAN.items():
            rusak(t)
            bagian[nama] = perjalanan(t)
            pulihkan(t)
        semuanya_mati(t)
        bagian["ketiganya menggantung"] = perjalanan(t)
        pulihkan(t)
        settings.CLAMD_URL = f"tcp://{HOST}:{t.porta_pindai}"
        tertahan = Berkas.objects.filter(pindai="menunggu").count()
        pindai_yang_antre(sekarang=timezone.now())
        sisa = Berkas.objects.exclude(pindai="bersih").count()
    aman = True
    for nama, h in bagian.items():
        baik = not h.gagal and max(h.lama) <= PALING_LAMA
        baik = baik and (h.diberikan, h.ditahan) == ((0, TIAP) if nama in DITAHAN else (TIAP, 0))
        aman = aman and baik
        catat(
            "V16.5.2",
            f"{nama}: {h.berhasil} dari {h.berhasil + len(h.gagal)} langkah, p95 {persentil(h.lama, 95):.1f} detik, terlama "
            f"{max(h.lama):.1f} detik; bukti diberikan {h.diberikan}, ditahan {h.ditahan}",
            lulus=baik,
        )
    catat("V16.5.2", f"{tertahan} berkas tertahan, sesudah pemindai kembali {sisa} tersisa", lulus=not sisa)
    assert aman, {nama: h.gagal[:3] for nama, h in bagian.items()}
    assert tertahan >= 3 * TIAP and not sisa


def test_pembanding_antrean_dan_surel_di_dalam_permintaan(tmp_path: Path) -> None:
    with dunia(tmp_path, keadaan=1, UJI_TANPA="kotak surel") as t:
        t.redis("mati")
        t.surel.mati()
        h = perjalanan(t)
    catat(
        "V16.5.2",
        f"pembanding antrean dan surel di dalam permintaan: {len(h.gagal)} dari {h.berhasil + len(h.gagal)} langkah tidak berhasil",
        lulus=len(h.gagal) >= TIAP,
    )
    assert len(h.gagal) >= TIAP


def test_pembanding_tanpa_tahanan_berkas_yang_belum_diperiksa_diberikan(tmp_path: Path) -> None:
    with dunia(tmp_path, keadaan=1, UJI_TANPA="tahan") as t:
        t.pemindai("")
        h = perjalanan(t)
    catat(
        "V16.5.2",
        f"pembanding tanpa tahanan: {h.diberikan} dari {TIAP} berkas yang belum diperiksa diberikan",
        lulus=h.diberikan == TIAP,
    )
    assert h.diberikan == TIAP
