"""Yang datang bersamaan: kiriman kembar dan tebakan serentak."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from inti.galat import GalatAturan
from kepegawaian.models import LaporanAtasan, PejabatPenilai, Penempatan, Peran, PerbaikanData
from kepegawaian.services import laporan, masuk, penempatan, penilai, peran, perbaikan, percobaan
from kepegawaian.services.percobaan import BATAS_PASANGAN, Klien, TerlaluSering
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import bangun
from tests.kepegawaian.pabrik import HARI, SEKARANG

pytestmark = pytest.mark.django_db(transaction=True)


def serentak(banyak: int, kerja: Callable[[int], Any]) -> list[Any]:
    """Jalankan `kerja` di banyak utas yang dilepas bersamaan; galat dikembalikan sebagai hasil."""
    gerbang = Barrier(banyak)

    def satu(nomor: int) -> Any:
        try:
            gerbang.wait()
            return kerja(nomor)
        except Exception as galat:
            return galat
        finally:
            connection.close()

    with ThreadPoolExecutor(banyak) as kolam:
        return list(kolam.map(satu, range(banyak)))


def test_delapan_klik_bersamaan_menjadi_satu_laporan() -> None:
    kota = bangun("Kota Serentak")

    def kerja(_: int) -> int:
        satu = laporan.laporkan(
            pegawai=kota.staf, usulan=kota.kadis, alasan="Pindah", oleh=kota.staf, sekarang=SEKARANG
        )
        return int(satu.pk)

    hasil = serentak(8, kerja)
    assert set(hasil) == {LaporanAtasan.objects.get().pk}


def test_kembarannya_yang_tidak_bergantung_pada_basis_data_mengirim_delapan_laporan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Penjaganya keunikan bersyarat di basis data: tanpa jawabannya, semua yang membaca “belum ada” menulis."""
    kota = bangun("Kota Serentak")
    semua, unit, ditulis = Barrier(8), laporan.unit_pegawai, []

    def bertemu(*isi: Any) -> Any:
        semua.wait(timeout=20)
        return unit(*isi)

    monkeypatch.setattr(laporan, "unit_pegawai", bertemu)
    monkeypatch.setattr(laporan, "_simpan_bila_satu_satunya", lambda satu: ditulis.append(satu) or False)
    serentak(
        8,
        lambda _: laporan.laporkan(
            pegawai=kota.staf, usulan=kota.kadis, alasan="Pindah", oleh=kota.staf, sekarang=SEKARANG
        ),
    )
    assert len(ditulis) == 8


def test_tebakan_serentak_tidak_melewati_batas(monkeypatch: pytest.MonkeyPatch) -> None:
    kota = bangun("Kota Serentak")
    diperiksa: list[str] = []
    monkeypatch.setattr(masuk, "authenticate", lambda *_, **isi: diperiksa.append(isi["password"]))

    def kerja(nomor: int) -> None:
        masuk.masuk(nip=kota.staf.nip, sandi=f"tebak{nomor}", klien=Klien("203.0.113.7"), sekarang=SEKARANG)

    hasil = serentak(24, kerja)
    assert len(diperiksa) <= BATAS_PASANGAN
    assert sum(isinstance(h, TerlaluSering) for h in hasil) == 24 - len(diperiksa)


def test_kembarannya_yang_mencatat_sesudah_membaca_meloloskan_semua_tebakan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Bila tebakan dihitung sebelum dicatat, dua puluh empat utas membaca nol bersama-sama."""
    kota = bangun("Kota Serentak")
    diperiksa: list[str] = []
    monkeypatch.setattr(masuk, "authenticate", lambda *_, **isi: diperiksa.append(isi["password"]))
    tambah, ember, semua = percobaan._tambah, percobaan._ember_terisi, Barrier(24)

    def baca_dahulu(kunci: str, sekarang: datetime) -> Mapping[datetime, int]:
        hasil = ember(kunci, sekarang)
        semua.wait(timeout=20)
        tambah(kunci, sekarang)
        return hasil

    monkeypatch.setattr(percobaan, "_tambah", lambda *_: None)
    monkeypatch.setattr(percobaan, "_ember_terisi", baca_dahulu)
    klien = Klien("203.0.113.7")
    serentak(24, lambda n: masuk.masuk(nip=kota.staf.nip, sandi=f"tebak{n}", klien=klien, sekarang=SEKARANG))
    assert len(diperiksa) == 24 > BATAS_PASANGAN


def test_dua_mutasi_bersamaan_tidak_pernah_menghasilkan_dua_definitif() -> None:
    kota = bangun("Kota Serentak")
    post = pabrik.jabatan(kota.instansi)

    def kerja(nomor: int) -> Penempatan:
        return penempatan.tetapkan(
            pegawai=kota.staf,
            unit=[kota.seksi, kota.dinas][nomor % 2],
            jabatan=post,
            sejak=HARI,
            oleh=None,
            sekarang=SEKARANG,
        )

    hasil = serentak(6, kerja)
    # Kiriman kembar (unit yang sama) menjawab penempatan yang sama; unit lainnya ditolak.
    jadi = [h.pk for h in hasil if isinstance(h, Penempatan)]
    assert len(jadi) == 3 and len(set(jadi)) == 1
    assert all(isinstance(h, Penempatan | GalatAturan) for h in hasil), hasil
    assert Penempatan.objects.filter(pegawai=kota.staf, jenis="definitif", sampai__isnull=True).count() == 1


def test_a_menilai_b_dan_b_menilai_a_bersamaan_hanya_satu_yang_jadi() -> None:
    kota = bangun("Kota Serentak")
    pasangan = [(kota.staf, kota.kadis_lain), (kota.kadis_lain, kota.staf)]

    def kerja(nomor: int) -> PejabatPenilai:
        siapa, oleh_siapa = pasangan[nomor % 2]
        return penilai.khususkan(
            pegawai=siapa, penilai=oleh_siapa, sejak=HARI, alasan="SP", oleh=None, sekarang=SEKARANG
        )

    hasil = serentak(6, kerja)
    assert all(isinstance(h, PejabatPenilai | GalatAturan) for h in hasil), hasil
    assert PejabatPenilai.objects.count() == 1


def test_dua_admin_bkd_yang_saling_mencabut_menyisakan_satu() -> None:
    kota = bangun("Kota Serentak")
    pabrik.peran(kota.kadis, "admin_bkd")
    dua = list(Peran.objects.filter(jenis="admin_bkd").select_related("pegawai__instansi").order_by("pk"))

    def kerja(nomor: int) -> None:
        peran.cabut(peran=dua[nomor % 2], alasan="Coba", oleh=dua[1 - nomor % 2].pegawai, sekarang=SEKARANG)

    hasil = serentak(2, kerja)
    assert sum(isinstance(h, GalatAturan) for h in hasil) == 1, hasil
    assert Peran.objects.filter(jenis="admin_bkd", sampai__isnull=True).count() == 1


def test_delapan_klik_usul_perbaikan_menjadi_satu() -> None:
    kota = bangun("Kota Serentak")

    def kerja(_: int) -> int:
        satu = perbaikan.ajukan(
            pegawai=kota.staf, bidang="nama", isi="Ratna Dewi", alasan="x", oleh=kota.staf, sekarang=SEKARANG
        )
        return int(satu.pk)

    assert set(serentak(8, kerja)) == {PerbaikanData.objects.get().pk}
