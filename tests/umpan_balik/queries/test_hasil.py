"""Halaman hasil: tidak ada kelompok di bawah jumlah minimum, tidak ada nilai satu orang."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest

from indikator.models import Periode
from tests.umpan_balik.conftest import Kota
from umpan_balik.models import JawabanAnonim, Komentar
from umpan_balik.queries.hasil import komentar_tampil, nilai_per_kelompok
from umpan_balik.rules.berakhlak import KodeNilai

pytestmark = pytest.mark.django_db
MIN_N = {"atasan": 1, "rekan": 3, "bawahan": 3}
Isi = Callable[..., None]


@pytest.fixture
def isi(kota: Kota) -> Isi:
    def tulis(kelompok: str, *jawaban: list[int | None], komentar: str = "") -> None:
        for nilai in jawaban:
            JawabanAnonim.objects.create(
                instansi_id=kota.instansi.pk,
                periode=kota.periode,
                dinilai=kota.anggota[0],
                kelompok=kelompok,
                nilai=nilai,
                rata=Decimal(3),
            )
            if komentar:
                Komentar.objects.create(
                    periode=kota.periode,
                    dinilai=kota.anggota[0],
                    kelompok=kelompok,
                    nilai="loyal",
                    teks=komentar,
                )

    return tulis


def tutup(kota: Kota, sekarang: datetime) -> Periode:
    Periode.objects.filter(pk=kota.periode.pk).update(status="ditutup", ditutup=sekarang)
    kota.periode.refresh_from_db()
    return kota.periode


def datar(n: int, **ganti: list[int | None]) -> list[int | None]:
    """Jawaban n di semua panduan, dengan tiga panduan satu nilai diganti."""
    hasil: list[int | None] = [n] * 21
    for kode, tiga in ganti.items():
        letak = list(KodeNilai).index(KodeNilai(kode)) * 3
        hasil[letak : letak + 3] = tiga
    return hasil


def test_sebelum_ditutup_tidak_ada_yang_tampil(kota: Kota, isi: Isi) -> None:
    isi("rekan", datar(3), datar(4), datar(5), komentar="Rapi.")
    assert nilai_per_kelompok(periode=kota.periode, pegawai=kota.anggota[0], min_n=MIN_N) == []
    assert komentar_tampil(periode=kota.periode, pegawai=kota.anggota[0], min_n=MIN_N) == []


def test_kelompok_di_bawah_minimum_tidak_tampil(kota: Kota, isi: Isi, sekarang: datetime) -> None:
    isi("rekan", datar(3), datar(4), komentar="Hanya dua orang.")
    isi("atasan", datar(4))
    periode = tutup(kota, sekarang)
    tampil = nilai_per_kelompok(periode=periode, pegawai=kota.anggota[0], min_n=MIN_N)
    assert {k.kelompok for satu in tampil for k in satu.kelompok} == {"atasan"}
    assert komentar_tampil(periode=periode, pegawai=kota.anggota[0], min_n=MIN_N) == []


def test_nilai_yang_dijawab_terlalu_sedikit_orang_tidak_tampil(
    kota: Kota, isi: Isi, sekarang: datetime
) -> None:
    kosong: list[int | None] = [None, None, None]
    isi("rekan", datar(3), datar(4), datar(5, loyal=kosong))
    tampil = nilai_per_kelompok(periode=tutup(kota, sekarang), pegawai=kota.anggota[0], min_n=MIN_N)
    per_kode = {satu.nilai.kode: satu.kelompok for satu in tampil}
    assert per_kode[KodeNilai.LOYAL] == ()
    assert per_kode[KodeNilai.ADAPTIF][0].n == 3


def test_satu_penilai_dihitung_sekali_per_nilai(kota: Kota, isi: Isi, sekarang: datetime) -> None:
    isi("atasan", datar(5, loyal=[1, None, None]))
    isi("rekan", *[datar(5), datar(3, loyal=[1, None, None]), datar(3, loyal=[2, 4, None])] * 2)
    tampil = nilai_per_kelompok(periode=tutup(kota, sekarang), pegawai=kota.anggota[0], min_n=MIN_N)
    loyal = next(satu for satu in tampil if satu.nilai.kode is KodeNilai.LOYAL)
    assert [k.rata for k in loyal.kelompok] == [Decimal(1), Decimal(3)]  # (5 + 1 + 3) : 3


def test_bila_semua_sepakat_hanya_pita_yang_tampil(kota: Kota, isi: Isi, sekarang: datetime) -> None:
    isi("rekan", datar(5), datar(5), datar(5))
    tampil = nilai_per_kelompok(periode=tutup(kota, sekarang), pegawai=kota.anggota[0], min_n=MIN_N)
    assert {(k.rata, k.pita) for satu in tampil for k in satu.kelompok} == {(None, "di atas harapan")}


def test_komentar_tampil_tanpa_nama_bila_cukup(kota: Kota, isi: Isi, sekarang: datetime) -> None:
    isi("rekan", datar(3), datar(4), datar(5), komentar="Menjaga rahasia.")
    tampil = komentar_tampil(periode=tutup(kota, sekarang), pegawai=kota.anggota[0], min_n=MIN_N)
    assert {(k.nilai, k.kelompok, k.teks) for k in tampil} == {("Loyal", "Rekan", "Menjaga rahasia.")}
    assert len(tampil) == 3
