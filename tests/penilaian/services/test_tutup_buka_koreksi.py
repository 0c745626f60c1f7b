"""C4: penutupan, pembukaan kembali, dan koreksi yang berpapasan selalu sama dengan salah satu urutannya satu demi satu."""

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import permutations
from typing import Any

import pytest
from django.db import connection

from inti.galat import GalatAturan
from inti.models import Jejak, Pemberitahuan
from mutu.catat import catat
from penilaian.models import BukuPenutupan, Hasil, Kalibrasi, Keberatan, PembukaanKembali, Penutupan
from penilaian.queries.verifikasi import perbedaan, periksa_rantai
from penilaian.rules.predikat import Rating
from penilaian.rules.putusan import Perubahan
from penilaian.services import keberatan, penutupan
from tests.penilaian import pabrik
from tests.penilaian.kalibrasi import DuniaKalibrasi, dunia
from tests.penilaian.services.test_kalibrasi_serentak import jalankan
from tests.proses.panggung import tunggu, ulang

pytestmark = pytest.mark.django_db(transaction=True)
NANTI = pabrik.SESUDAH + timedelta(days=1)
ALASAN = "Bukti bulan Agustus terbukti terkirim sebelum tenggat."
KUNCI_BARIS = re.compile(r"\bFOR (NO KEY )?(UPDATE|SHARE)\b( OF \"\w+\")?( SKIP LOCKED)?")
KUNCI_SIMPUL = re.compile(r"SELECT pg_advisory_xact_lock(_shared)?\(%s, %s\)")


@dataclass
class Perkara:
    """Periode tertutup yang pembukaannya tinggal disetujui, dengan keberatan yang tinggal diputus."""

    k: DuniaKalibrasi
    rapat: Kalibrasi
    dilihat: str
    usul: PembukaanKembali
    keberatan: Keberatan
    sekda: Any

    def putus(self) -> None:
        keberatan.putus(
            keberatan_id=self.keberatan.pk,
            alasan=ALASAN,
            perubahan=Perubahan(rating_hasil=Rating.SESUAI),
            oleh=self.sekda,
            sekarang=NANTI,
        )

    def buka(self) -> None:
        penutupan.setujui_buka(usul=self.usul, oleh=self.k.kabid[1], sekarang=NANTI)

    def tutup(self) -> None:
        satu = penutupan.minta(periode=self.k.d.triwulan, oleh=None, sekarang=NANTI)
        if not penutupan.kerjakan(penutupan_id=satu.pk, sekarang=NANTI):
            raise GalatAturan("penutupan tertahan")

    def pindah(self) -> None:
        self.k.pindah(self.rapat, self.k.staf[0], "di_bawah.sesuai", dilihat=self.dilihat)

    @property
    def tindakan(self) -> dict[str, Callable[[], None]]:
        return {"putus": self.putus, "buka": self.buka, "tutup": self.tutup, "pindah": self.pindah}


def perkara(nama: str) -> Perkara:
    k = dunia(nama, staf=1)
    d, siapa = k.d, k.staf[0]
    pabrik.skp(d, siapa)
    rapat = k.buka()
    pabrik.tutup(d)
    pabrik.admin(d)
    pabrik.admin(d, k.kabid[1])
    hasil = Hasil.objects.get(periode=d.triwulan, pegawai=siapa)
    satu = keberatan.ajukan(hasil=hasil, alasan=ALASAN, oleh=siapa, sekarang=NANTI)
    keberatan.tanggapi(keberatan_id=satu.pk, tanggapan=ALASAN, oleh=k.kabid[0], sekarang=NANTI)
    usul = penutupan.ajukan_buka(
        periode=d.triwulan, alasan=ALASAN, tutup_pada=NANTI + timedelta(days=9), oleh=d.kepala, sekarang=NANTI
    )
    return Perkara(k, rapat, k.orang(siapa).dilihat, usul, satu, satu.pemutus)


def coba(kerja: Callable[[], None]) -> str:
    """Kabar yang diterima orangnya; galat yang bukan penolakan disebut nama kelasnya."""
    try:
        kerja()
    except GalatAturan as galat:
        return str(galat.pesan)[:40]
    except Exception as galat:
        return f"GALAT {type(galat).__name__}: {str(galat)[:200]}"
    return "diterima"


def keadaan(p: Perkara, kabar: dict[str, str]) -> str:
    """Semua yang dilihat orang sesudahnya, tanpa nomor yang memang berbeda antar pemda."""
    d = p.k.d
    d.triwulan.refresh_from_db()
    p.keberatan.refresh_from_db()
    hasil = [
        (
            h.pegawai.nama,
            h.versi,
            h.asal,
            h.putaran,
            h.rating_hasil,
            str(h.nilai_akhir),
            str(h.rincian.get("menggantikan")),
            (h.rincian.get("putusan") or {}).get("dari_versi"),
        )
        for h in Hasil.objects.filter(periode=d.triwulan)
        .select_related("pegawai")
        .order_by("pegawai__nama", "versi")
    ]
    jejak = Counter(Jejak.objects.filter(instansi_id=d.instansi.pk).values_list("aksi", flat=True))
    cacat = [b for h in Hasil.objects.filter(periode=d.triwulan) for b in perbedaan(h)] + list(
        periksa_rantai()
    )
    return repr(
        (
            sorted(kabar.items()),
            d.triwulan.status,
            p.keberatan.putusan,
            hasil,
            list(
                Penutupan.objects.filter(periode=d.triwulan)
                .order_by("putaran")
                .values_list("putaran", "status")
            ),
            list(
                BukuPenutupan.objects.filter(periode=d.triwulan)
                .order_by("versi")
                .values_list("versi", "jumlah")
            ),
            sorted(jejak.items()),
            Pemberitahuan.objects.filter(instansi_id=d.instansi.pk).count(),
            cacat,
        )
    )


@cache
def berurutan() -> dict[str, tuple[str, ...]]:
    """Keadaan akhir tiap urutan keempat tindakan, satu demi satu."""
    hasil = {}
    for nomor, urutan in enumerate(permutations(("putus", "buka", "tutup", "pindah"))):
        p = perkara(f"Kota Urut {nomor}")
        kabar = {nama: coba(p.tindakan[nama]) for nama in urutan}
        hasil[keadaan(p, kabar)] = urutan
    return hasil


def jeda(acak: random.Random, *, tanpa_kunci: bool) -> Callable[..., Any]:
    """Berhenti sebentar di depan sebagian pernyataan, supaya transaksinya benar-benar berselang-seling."""

    def bungkus(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if acak.random() < 0.3:
            time.sleep(acak.random() * 0.02)
        if tanpa_kunci:
            sql = KUNCI_SIMPUL.sub("SELECT %s, %s", KUNCI_BARIS.sub("", sql))
        return execute(sql, params, many, context)

    return bungkus


def berpapasan(nomor: int, *, tanpa_kunci: bool) -> str:
    """Keempat tindakan berangkat bersama di sambungannya masing-masing."""
    p, acak = perkara(f"Kota {nomor} {tanpa_kunci}"), random.Random(nomor)
    kabar: dict[str, str] = {}
    mulai = threading.Barrier(4)

    def satu(nama: str, kerja: Callable[[], None], awal: float, benih: int) -> Callable[[], None]:
        def berangkat() -> None:
            with connection.execute_wrapper(jeda(random.Random(benih), tanpa_kunci=tanpa_kunci)):
                mulai.wait()
                time.sleep(awal)
                kabar[nama] = coba(kerja)

        return berangkat

    # Penutup dan pemindah menyusul pembuka: kalau tidak, hampir semuanya tiba selagi periodenya masih tertutup.
    awal = {"putus": 0.25, "buka": 0.0, "tutup": 0.12, "pindah": 0.08}
    jalankan(*(satu(n, k, acak.random() * awal[n] * 2, acak.randrange(10**9)) for n, k in p.tindakan.items()))
    return keadaan(p, kabar)


@pytest.mark.panjang
def test_berpapasan_selalu_sama_dengan_salah_satu_urutan() -> None:
    kali, urut = ulang(100), berurutan()
    hasil = [berpapasan(nomor, tanpa_kunci=False) for nomor in range(kali)]
    asing = [satu for satu in hasil if satu not in urut]
    ragam = len({urut[satu] for satu in hasil if satu in urut})
    catat(
        "C4",
        f"{kali - len(asing)} dari {kali} balapan penutupan, pembukaan, putusan keberatan, dan kalibrasi sama dengan salah "
        f"satu dari {len(urut)} keadaan akhir berurutan; {ragam} di antaranya tercapai",
        lulus=not asing and kali >= 100,
    )
    assert not asing, asing[0]
    assert ragam > 2, "balapannya selalu berakhir sama, jadi tidak benar-benar berpapasan"


def ada_yang_menunggu() -> bool:
    """Sambungan lain di basis data ini sedang menunggu kunci."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT EXISTS (SELECT 1 FROM pg_locks k JOIN pg_stat_activity a USING (pid)"
            " WHERE NOT k.granted AND a.datname = current_database())"
        )
        return bool(kursor.fetchone()[0])


@contextmanager
def putusan_tertahan(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[threading.Event, threading.Event]]:
    """Putusan berhenti sesudah menulis versinya, sampai penutupan menunggu di belakangnya atau sudah selesai."""
    tertulis, lanjut = threading.Event(), threading.Event()
    asli = Hasil.save

    def tahan(diri: Hasil, *argumen: Any, **nama: Any) -> None:
        asli(diri, *argumen, **nama)
        tertulis.set()
        tunggu(lambda: lanjut.is_set() or ada_yang_menunggu(), batas=60, apa="penutupan menyusul")

    monkeypatch.setattr(Hasil, "save", tahan)
    yield tertulis, lanjut


def versi_sesudah_bertemu(monkeypatch: pytest.MonkeyPatch, *, tanpa_kunci: bool) -> list[tuple[Any, ...]]:
    """Penutupan ulang menyusul putusan yang sudah menulis versinya tetapi belum selesai; versi hasil orang itu sesudahnya."""
    p = perkara(f"Kota Versi {tanpa_kunci}")
    p.buka()
    p.pindah()
    with putusan_tertahan(monkeypatch) as (tertulis, lanjut):

        def tutup() -> None:
            tertulis.wait(20)
            with connection.execute_wrapper(jeda(random.Random(1), tanpa_kunci=tanpa_kunci)):
                coba(p.tutup)
            lanjut.set()

        jalankan(lambda: coba(p.putus), tutup)
    versi = Hasil.objects.filter(periode=p.k.d.triwulan, pegawai=p.k.staf[0]).order_by("versi")
    return list(versi.values_list("versi", "asal", "rating_hasil"))


URUT_BENAR = [(1, "penutupan", "di_atas"), (2, "keberatan", "sesuai"), (3, "penutupan", "di_bawah")]


def test_hitungan_menunggu_putusan_keberatan_yang_sedang_ditulis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dahulu keduanya memakai nomor versi yang sama, dan hasil penutupan ulang orang itu hilang tanpa kabar."""
    assert versi_sesudah_bertemu(monkeypatch, tanpa_kunci=False) == URUT_BENAR


@pytest.mark.panjang
def test_pembanding_tanpa_kunci_hasil_penutupan_ulang_hilang(monkeypatch: pytest.MonkeyPatch) -> None:
    ada = versi_sesudah_bertemu(monkeypatch, tanpa_kunci=True)
    catat("C4", f"pembanding tanpa kunci: {len(URUT_BENAR) - len(ada)} hasil hilang", lulus=ada != URUT_BENAR)
    assert ada != URUT_BENAR
