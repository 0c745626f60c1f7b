"""K1: dimatikan di titik mana pun, dikerjakan berdua, atau diulang pekerja terlambat, hasilnya satu dan sama."""

import hashlib
import json
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction

from inti.models import KotakKeluar, Pemberitahuan
from penilaian.models import BukuPenutupan, Hasil, LangkahPenutupan, Penutupan, RekapUnit
from penilaian.services import penutupan
from penilaian.services.penutupan import kerja
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db(transaction=True)
TULIS = ("INSERT", "UPDATE", "DELETE", "WITH")


class Mati(BaseException):
    """Proses dimatikan: bukan Exception, jadi tidak ada kode yang sempat menanganinya."""


@pytest.fixture(autouse=True)
def _detak_langsung_basi(monkeypatch: pytest.MonkeyPatch) -> None:
    """Langkah yang ditinggalkan boleh langsung diambil lagi, tanpa menunggu 60 detik."""
    monkeypatch.setattr(kerja, "BASI", timedelta(0))
    monkeypatch.setattr(kerja, "PERCOBAAN_MAKS", 100)


def dunia_terisi(nama: str) -> pabrik.Dunia:
    d = pabrik.dunia(nama, staf=2)
    d.staf[0].email = "satu@contoh.id"
    d.staf[0].save()
    s = pabrik.skp(d, d.staf[0])
    pabrik.lapor(d, s.indikator.get(), Decimal("97.5"))
    pabrik.jawab(d, d.staf[0], d.kepala, "atasan", 4)
    pabrik.jawab(d, d.staf[0], d.staf[1], "rekan", 3)
    pabrik.nilai(d, d.staf[0])
    return d


def sidik_dunia(d: pabrik.Dunia) -> str:
    """Semua yang ditulis penutupan, tanpa nomor yang memang berbeda antar pemda."""
    isi: list[Any] = []
    for h in Hasil.objects.filter(periode=d.triwulan).order_by("pegawai__nama"):
        rincian = {k: v for k, v in h.rincian.items() if k not in ("nomor", "identitas")}
        orang = {k: h.rincian["identitas"][k] for k in ("nama", "jabatan", "penilai")}
        orang["penilai"] = orang["penilai"] and orang["penilai"]["nama"]
        isi.append([orang, rincian, str(h.nilai_akhir), h.predikat, h.kurang, h.lengkap])
    for r in RekapUnit.objects.filter(periode=d.triwulan).order_by("dinas__jenis"):
        isi.append([r.jumlah, r.jumlah_lengkap, str(r.rata_akhir), r.predikat])
    isi.append(list(BukuPenutupan.objects.filter(periode=d.triwulan).values_list("jumlah", "jumlah_lengkap")))
    pesan = Pemberitahuan.objects.filter(instansi_id=d.instansi.pk)
    isi.append(
        [pesan.count(), KotakKeluar.objects.filter(kunci__startswith=f"surel:hasil:{d.triwulan.pk}:").count()]
    )
    isi.append(KotakKeluar.objects.filter(kunci=f"rekomendasi:{d.triwulan.pk}:1").count())
    langkah = LangkahPenutupan.objects.filter(penutupan__periode=d.triwulan)
    isi.append(sorted(langkah.values_list("jenis", "status", "jumlah")))
    return hashlib.sha256(json.dumps(isi, sort_keys=True).encode()).hexdigest()


def tutup_seluruhnya(d: pabrik.Dunia) -> None:
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)


class Pemutus:
    """Mematikan proses sebelum atau sesudah tulisan ke-n; `n` kosong hanya menghitung."""

    def __init__(self, n: int | None = None, *, sesudah: bool = False) -> None:
        self.n, self.sesudah, self.hitung = n, sesudah, 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.lstrip().upper().startswith(TULIS):
            return execute(sql, params, many, context)
        self.hitung += 1
        if self.hitung == self.n and not self.sesudah:
            raise Mati
        hasil = execute(sql, params, many, context)
        if self.hitung == self.n and self.sesudah:
            raise Mati
        return hasil


def test_mati_sebelum_dan_sesudah_tiap_tulisan_berakhir_sama() -> None:
    d = dunia_terisi("Kota Utuh")
    hitung = Pemutus()
    with connection.execute_wrapper(hitung):
        tutup_seluruhnya(d)
    seharusnya = sidik_dunia(d)
    assert hitung.hitung >= 20, "titik matinya terlalu sedikit"
    berbeda = []
    for n in range(1, hitung.hitung + 1):
        for sesudah in (False, True):
            d = dunia_terisi(f"Kota {n} {sesudah}")
            with suppress(Mati), connection.execute_wrapper(Pemutus(n, sesudah=sesudah)):
                tutup_seluruhnya(d)
            connection.close()
            tutup_seluruhnya(d)
            if sidik_dunia(d) != seharusnya:
                berbeda.append((n, sesudah))
    assert not berbeda
    assert BukuPenutupan.objects.count() == Penutupan.objects.count() == 1 + 2 * hitung.hitung


def test_sesi_basis_data_diputus_di_tengah_hitungan_lalu_disambung() -> None:
    d = dunia_terisi("Kota Putus")
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    pid: list[int] = []
    selesai: list[bool] = []
    siap = threading.Event()

    def pekerja() -> None:
        try:
            with connection.cursor() as kursor:
                kursor.execute("SELECT pg_backend_pid()")
                pid.append(kursor.fetchone()[0])
            siap.set()
            selesai.append(penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH))
        finally:
            connection.close()

    utas = threading.Thread(target=pekerja)
    with transaction.atomic(), connection.cursor() as kursor:
        # Kunci ini menahan INSERT … SELECT ke tabel hasil tepat di tengah hitungan.
        kursor.execute("LOCK TABLE penilaian_hasil IN EXCLUSIVE MODE")
        utas.start()
        siap.wait()
        tunggu_terkunci(pid[0])
        kursor.execute("SELECT pg_terminate_backend(%s)", [pid[0]])
    utas.join()
    assert selesai == [True], "pekerja menyambung sendiri dengan sesi baru"
    hitungan = LangkahPenutupan.objects.filter(penutupan=satu, jenis="hitung")
    assert sum(hitungan.values_list("percobaan", flat=True)) == len(hitungan) + 1
    utuh = dunia_terisi("Kota Utuh")
    tutup_seluruhnya(utuh)
    assert sidik_dunia(d) == sidik_dunia(utuh)


def tunggu_terkunci(pid: int) -> None:
    for _ in range(500):
        with connection.cursor() as kursor:
            kursor.execute("SELECT count(*) FROM pg_locks WHERE pid = %s AND NOT granted", [pid])
            if kursor.fetchone()[0]:
                return
            kursor.execute("SELECT pg_sleep(0.01)")
    raise AssertionError("pekerja tidak pernah sampai ke kunci")


def test_dua_penutup_sekaligus_menghasilkan_satu_penutupan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kerja, "BASI", timedelta(seconds=60))
    utuh = dunia_terisi("Kota Utuh")
    tutup_seluruhnya(utuh)
    for putaran in range(5):
        d = dunia_terisi(f"Kota Kembar {putaran}")
        mulai_bersama = threading.Barrier(3)
        selesai: list[bool] = []

        def penutup(
            d: pabrik.Dunia = d,
            mulai_bersama: threading.Barrier = mulai_bersama,
            selesai: list[bool] = selesai,
        ) -> None:
            try:
                mulai_bersama.wait()
                satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
                selesai.append(penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH))
            finally:
                connection.close()

        utas = [threading.Thread(target=penutup) for _ in range(3)]
        for satu in utas:
            satu.start()
        for satu in utas:
            satu.join()
        assert True in selesai
        assert BukuPenutupan.objects.filter(periode=d.triwulan).count() == 1
        assert sidik_dunia(d) == sidik_dunia(utuh)


@pytest.mark.parametrize("menunggu", [True, False], ids=["menunggu", "kembaran tanpa menunggu"])
def test_yang_datang_selagi_nama_dilepas_ikut_menghitung(
    monkeypatch: pytest.MonkeyPatch, menunggu: bool
) -> None:
    """Yang langsung pergi meninggalkan seluruh hitungan kepada temannya, tetapi dipanggil lagi lewat kotak keluar."""
    # Langkah yang seketika basi dapat direbut di antara diambil dan dikunci, lalu perebutnya menunggu pemiliknya.
    monkeypatch.setattr(kerja, "BASI", timedelta(seconds=60))
    d = dunia_terisi("Kota Berdua")
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    diambil, teman_siap, berdua = threading.Event(), threading.Event(), threading.Barrier(2)
    penghitung: set[str] = set()
    lepas, hitung = kerja.KERJA["lepas_nama"], kerja.KERJA["hitung"]

    def lepas_pelan(bersama: kerja.Bersama, dinas: int | None) -> int:
        diambil.set()
        assert teman_siap.wait(10)
        return lepas(bersama, dinas)

    def hitung_tercatat(bersama: kerja.Bersama, dinas: int | None) -> int:
        penghitung.add(threading.current_thread().name)
        if menunggu:
            berdua.wait(10)
        return hitung(bersama, dinas)

    monkeypatch.setitem(kerja.KERJA, "lepas_nama", lepas_pelan)
    monkeypatch.setitem(kerja.KERJA, "hitung", hitung_tercatat)
    monkeypatch.setattr(kerja, "sleep", lambda detik: teman_siap.set())
    if not menunggu:
        monkeypatch.setattr(kerja, "_tunggu_nama", lambda penutupan_id: False)

    def pekerja() -> None:
        try:
            penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
        finally:
            teman_siap.set()
            connection.close()

    pertama, kedua = (threading.Thread(target=pekerja, name=nama) for nama in ("pertama", "kedua"))
    pertama.start()
    assert diambil.wait(10)
    kedua.start()
    for utas in (pertama, kedua):
        utas.join()
    assert BukuPenutupan.objects.filter(periode=d.triwulan).count() == 1
    assert penghitung == ({"pertama", "kedua"} if menunggu else {"pertama"})
    assert KotakKeluar.objects.filter(kunci=f"penutupan:{satu.pk}:nama:1").count() == 1
