"""Galat dilempar dari dalam tiap fungsi izin dan pemeriksaan: kirimannya tidak menulis, halamannya tidak terbuka."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from types import CodeType
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import OperationalError

from inti.galat import GalatAturan
from kepegawaian import permissions
from mutu.catat import catat
from tests.idor import Formulir
from tests.keamanan import penjaga
from tests.keamanan.penjaga import Penjaga, menyaksikan
from tests.pagar import pasang
from tests.serangan import Ingatan, kirim
from tests.test_idor import Kancah, alamat_sendiri, formulir_tampil, kancah  # noqa: F401

pytestmark = pytest.mark.django_db
TANDA = "galat-di-penjaga-5b1c"
# Yang lazim ditangkap di tengah jalan ikut dicoba pada fungsi izin: penangkap sempit pun dapat berarti lolos.
JENIS: dict[str, Callable[[], BaseException]] = {
    "RuntimeError": lambda: RuntimeError(TANDA),
    "KeyError": lambda: KeyError(TANDA),
    "ValueError": lambda: ValueError(TANDA),
    "ObjectDoesNotExist": lambda: ObjectDoesNotExist(TANDA),
    "OperationalError": lambda: OperationalError(TANDA),
    "GalatAturan": lambda: GalatAturan(TANDA),
}
PEMERIKSAAN = ("RuntimeError", "ValueError")
# Yang di antara mereka melihat hampir semua formulir.
PERAN = ("admin_bkd", "penilai", "pegawai")
PALING_SEDIKIT = 120
# Sebanyak ini formulir dan halaman yang berlainan bagi tiap penjaga; lebih banyak bila mesinnya sepi.
TIAP_PENJAGA = int(os.environ.get("TIAP_PENJAGA", "1"))


TERKUMPUL: list["Ukuran"] = []
# Galat yang memang jawaban biasa fungsinya, pada tindakan yang tidak bergantung padanya.
BERALASAN = {
    # Sasaran yang belum dapat dihitung: angka capaiannya tidak tampil, mengembalikan laporan tetap boleh.
    ("indikator/rules/capaian.py:periksa_sasaran", "ValueError"),
}


@dataclass
class Ukuran:
    """Kiriman yang menulis dan halaman yang terbuka, beserta penjaga yang dilewatinya; lalu hasil merusaknya."""

    kancah: Kancah
    semua: dict[CodeType, Penjaga]
    ingatan: Ingatan = field(default_factory=Ingatan)
    menulis: dict[CodeType, list[tuple[str, str, Formulir]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    ditolak: dict[CodeType, list[tuple[str, str, Formulir]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    terbuka: dict[CodeType, list[tuple[str, str, bytes]]] = field(default_factory=lambda: defaultdict(list))
    kiriman: int = 0
    halaman: int = 0
    lolos: list[str] = field(default_factory=list)
    bocor: list[str] = field(default_factory=list)

    def kumpulkan_kiriman(self, peran: str) -> None:
        sudah: set[tuple[str, tuple[str, ...]]] = set()
        for nama, tujuan, satu in formulir_tampil(self.kancah, peran):
            kunci = (nama, tuple(sorted(satu.isi)))
            if kunci in sudah:
                continue
            sudah.add(kunci)
            with menyaksikan(set(self.semua)) as terlihat:
                bekas = kirim(self.kancah.klien[peran], tujuan, satu.isi, ingatan=self.ingatan)
            tempat = self.menulis if bekas.berbuah else self.ditolak
            for kode in terlihat:
                tempat[kode].append((peran, tujuan, satu))

    def kumpulkan_halaman(self, peran: str) -> None:
        for alamat in alamat_sendiri(self.kancah):
            with menyaksikan(set(self.semua)) as terlihat:
                jawaban = self.kancah.minta(peran, "GET", alamat)
            if jawaban.status_code == 200 and not jawaban.streaming:
                for kode in terlihat:
                    if self.semua[kode].izin:
                        self.terbuka[kode].append((peran, alamat, jawaban.content))

    def rusak_kiriman(self, kode: CodeType) -> None:
        """Yang biasanya menulis lebih dahulu; yang ditolak penjaga itu juga tidak boleh menjadi tertulis."""
        satu = self.semua[kode]
        tujuan_lain: dict[str, tuple[str, str, Formulir]] = {}
        for peran, tujuan, formulir in self.menulis[kode] + self.ditolak[kode]:
            tujuan_lain.setdefault(tujuan, (peran, tujuan, formulir))
        for peran, tujuan, formulir in list(tujuan_lain.values())[:TIAP_PENJAGA]:
            for jenis in JENIS if satu.izin else PEMERIKSAAN:
                with satu.melempar(JENIS[jenis]()):
                    bekas = kirim(self.kancah.klien[peran], tujuan, formulir.isi, ingatan=self.ingatan)
                self.kiriman += 1
                sebut = f"{satu.sebutan} {jenis} {peran} POST {tujuan} {bekas.kode}"
                if bekas.berbuah and (satu.sebutan, jenis) not in BERALASAN:
                    self.lolos.append(f"{sebut} {sorted({t for t, _ in bekas.baru + bekas.hilang})}")
                if b"Traceback (most recent" in bekas.badan or (bekas.kode >= 500 and len(bekas.badan) > 200):
                    self.bocor.append(sebut)

    def rusak_halaman(self, kode: CodeType) -> None:
        satu = self.semua[kode]
        alamat_lain = {alamat: (peran, alamat, isi) for peran, alamat, isi in self.terbuka[kode]}
        for peran, alamat, semula in list(alamat_lain.values())[:TIAP_PENJAGA]:
            for jenis in JENIS:
                with satu.melempar(JENIS[jenis]()):
                    jawaban = self.kancah.minta(peran, "GET", alamat)
                self.halaman += 1
                badan = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
                if lebih := lebihan(jawaban.status_code, badan, semula):
                    self.bocor.append(f"{satu.sebutan} {jenis} {peran} GET {alamat} {lebih[:2]}")
        self.kancah.galat.clear()


def lebihan(kode: int, badan: bytes, semula: bytes) -> list[bytes]:
    """Isi halaman yang tidak ada pada halaman semula; galat hanya boleh berisi halaman galatnya yang pendek."""
    if kode >= 500:
        return [badan[:200]] if len(badan) > 200 else []
    if kode != 200:
        return []
    baris = set(semula.splitlines())
    return [b for b in badan.splitlines() if b not in baris and b"csrf" not in b and TANDA.encode() not in b]


@pytest.fixture
def ukuran(kancah: Kancah) -> Ukuran:  # noqa: F811
    """Kiriman dan halaman semua peran itu, beserta penjaga yang dilewatinya; dikumpulkan sekali.

    Tidak selingkup modul: setelan uji (faktor kedua tidak diwajibkan) baru terpasang di dalam tiap uji.
    """
    if not TERKUMPUL:
        hasil = Ukuran(kancah, {satu.kode: satu for satu in penjaga.semua()})
        for peran in PERAN:
            hasil.kumpulkan_kiriman(peran)
            hasil.kumpulkan_halaman(peran)
        TERKUMPUL.append(hasil)
    return TERKUMPUL[0]


@pytest.mark.panjang
def test_galat_di_tiap_izin_dan_pemeriksaan_tidak_meloloskan_apa_pun(ukuran: Ukuran) -> None:
    dikirim = sorted(ukuran.menulis.keys() | ukuran.ditolak.keys(), key=lambda k: ukuran.semua[k].sebutan)
    for kode in dikirim:
        ukuran.rusak_kiriman(kode)
    for kode in list(ukuran.terbuka):
        ukuran.rusak_halaman(kode)
    tersentuh = set(dikirim) | ukuran.terbuka.keys()
    izin = [k for k in tersentuh if ukuran.semua[k].izin]
    luput = sorted(s.sebutan for k, s in ukuran.semua.items() if k not in tersentuh)
    print("\n".join(["tidak tersentuh:", *luput]))
    ringkas = Counter(s.split(" ")[0] for s in ukuran.lolos + ukuran.bocor).most_common(60)
    catat(
        "V16.5.3",
        f"{len(tersentuh)} dari {len(ukuran.semua)} penjaga ({len(izin)} di permissions.py) dilewati permintaan; {ukuran.kiriman} kiriman "
        f"dan {ukuran.halaman} halaman dengan galat di dalamnya: {len(ukuran.lolos)} tertulis, {len(ukuran.bocor)} halaman bocor",
        lulus=not ukuran.lolos and not ukuran.bocor and len(tersentuh) >= PALING_SEDIKIT,
    )
    assert not ukuran.lolos, "\n".join([str(ringkas), *ukuran.lolos[:60]])
    assert not ukuran.bocor, "\n".join([str(ringkas), *ukuran.bocor[:60]])
    assert len(tersentuh) >= PALING_SEDIKIT


@pytest.mark.panjang
def test_pembandingnya_penjaga_yang_galatnya_ditelan_ketahuan(
    ukuran: Ukuran, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pemanggil yang menelan galat izinnya: kirimannya tertulis, dan ukuran ini melihatnya."""
    asli = permissions.wajib_di

    def menelan(*isi: Any, **kata: Any) -> None:
        with suppress(Exception):
            asli(*isi, **kata)

    pasang(monkeypatch, asli, menelan)
    lama, ukuran.lolos = ukuran.lolos, []
    ukuran.rusak_kiriman(asli.__code__)
    sesudah, ukuran.lolos = ukuran.lolos, lama
    assert sesudah
    assert lebihan(200, b"a\nnama orang lain\n", b"a\nb\n")
    assert lebihan(500, b"x" * 500, b"")
