"""Mutu N1, N4–N7 lewat halaman dan layanan: yang dibaca orang, yang tersisa di basis data, dan yang dijanjikan."""

import re
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.urls import reverse

from indikator.models import Kebijakan, Periode
from indikator.rules.angka import bulatkan, rata_jawaban
from kepegawaian.models import Pegawai
from tests.klien import masuk
from tests.umpan_balik.conftest import Kota
from umpan_balik.models import Jawaban, JawabanAnonim, Komentar, Penugasan
from umpan_balik.queries.hasil import komentar_tampil, nilai_per_kelompok
from umpan_balik.services import jawaban, lepas_nama, penugasan, penugasan_tolak

pytestmark = pytest.mark.django_db
MIN_N = {"atasan": 1, "rekan": 3, "bawahan": 3}
Baca = Callable[[], list[str]]


@pytest.fixture
def diminta(kota: Kota, sekarang: datetime) -> list[Penugasan]:
    """Lima rekan yang diminta menilai anggota pertama."""
    penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    return list(Penugasan.objects.filter(dinilai=kota.anggota[0], kelompok="rekan").order_by("pk"))


def jawab(satu: Penugasan, nilai: int, sekarang: datetime, **komentar: str) -> None:
    jawaban.simpan(
        penugasan_id=satu.pk,
        nilai=[nilai] * 20 + [3],
        komentar=komentar,
        kirim=True,
        oleh=satu.penilai,
        sekarang=sekarang,
    )


def tutup(kota: Kota, sekarang: datetime) -> Periode:
    Periode.objects.filter(pk=kota.periode.pk).update(penutupan_dimulai=sekarang)
    with transaction.atomic():
        lepas_nama.lepas(kota.periode.pk)
    Periode.objects.filter(pk=kota.periode.pk).update(status="ditutup", ditutup=sekarang)
    kota.periode.refresh_from_db()
    return kota.periode


SEDIKIT = ("umpan_balik:daftar", "penilaian:hasil")
SEMUA = (
    *SEDIKIT,
    "umpan_balik:cermin",
    "umpan_balik:penilai_saya",
    "umpan_balik:usul_penilai",
    "beranda",
    "pemberitahuan",
)


def halaman(pegawai: Pegawai, *nama: str) -> list[str]:
    """Halaman yang dapat memuat jejak jawaban tentang dirinya, tanpa token yang memang acak."""
    klien = masuk(pegawai)
    alamat = [reverse(n) for n in nama]
    isi = [klien.get(a).content.decode() for a in alamat]
    return [re.sub(r'(csrfmiddlewaretoken" value="|nonce[-="]+)[\w-]+', "", satu) for satu in isi]


def bergerak(baca: Baca, perbuatan: list[Callable[[], object]]) -> int:
    """Berapa perbuatan yang mengubah sesuatu yang terbaca."""
    berubah, sebelum = 0, baca()
    for kerja in perbuatan:
        kerja()
        kini = baca()
        berubah, sebelum = berubah + (kini != sebelum), kini
    return berubah


@pytest.mark.parametrize("alamat", [SEDIKIT, pytest.param(SEMUA, marks=pytest.mark.panjang)])
def test_n1_tidak_ada_yang_berubah_sampai_ditutup_lalu_tampil_sekali(
    kota: Kota, diminta: list[Penugasan], sekarang: datetime, alamat: tuple[str, ...]
) -> None:
    dinilai = kota.anggota[0]
    penjawab = {p.penilai_id for p in diminta}
    luar = kota.admin

    def baca() -> list[str]:
        return [*halaman(dinilai, *alamat), *halaman(luar, *alamat[1:])]

    assert kota.admin.pk not in penjawab
    satu, dua, tiga = (
        lambda p=p, n=n: jawab(p, n, sekarang) for p, n in zip(diminta, (2, 4, 5), strict=False)
    )
    assert bergerak(baca, [satu, dua, tiga]) == 0

    def hasil() -> list[str]:
        return [repr(nilai_per_kelompok(periode=kota.periode, pegawai=dinilai, min_n=MIN_N))]

    assert hasil() == ["[]"]
    assert bergerak(hasil, [lambda: tutup(kota, sekarang), lambda: None, lambda: None]) == 1, (
        "satu langkah, lalu beku"
    )


def test_n1_kembarannya_yang_menghitung_sambil_berjalan_terbongkar(
    kota: Kota, diminta: list[Penugasan], sekarang: datetime
) -> None:
    def baca() -> list[str]:
        isi = Jawaban.objects.filter(penugasan__dinilai=kota.anggota[0]).values_list("nilai", flat=True)
        return [str(sum(sum(filter(None, n)) for n in isi))]

    kerja = [lambda p=p: jawab(p, 4, sekarang) for p in diminta[:3]]
    assert bergerak(baca, kerja) == 3


def test_n2_kembarannya_yang_menerima_jawaban_sesudah_dibuka_kembali_terbongkar(
    kota: Kota, diminta: list[Penugasan], sekarang: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rata-rata empat orang dikurangi rata-rata tiga orang yang sudah tampil adalah jawaban orang keempat."""

    def jumlah() -> Decimal:
        return sum(JawabanAnonim.objects.values_list("rata", flat=True), Decimal(0))

    for p, n in zip(diminta, (2, 4, 5), strict=False):
        jawab(p, n, sekarang)
    lepas_nama.lepas(kota.periode.pk)
    sebelum = jumlah()
    monkeypatch.setattr(jawaban, "tolak_sesudah_dilepas", lambda _: None)
    jawab(diminta[3], 1, sekarang)
    assert lepas_nama.lepas(kota.periode.pk) == 0 and jumlah() == sebelum, "pagar kedua masih menahannya"
    jawab(diminta[3], 1, sekarang)
    isi = {"periode": kota.periode.pk, "atasan": 1, "rekan": 1, "bawahan": 1}
    with connection.cursor() as kursor:
        kursor.execute(lepas_nama.SQL_JAWABAN, isi)
    assert bulatkan(jumlah() - sebelum, 9) == bulatkan(rata_jawaban(20 + 3, n=21), 9)


def test_n4_tidak_ada_sisa_berwaktu_atau_bernama_di_luar_tabel_jawaban(
    kota: Kota, diminta: list[Penugasan], sekarang: datetime
) -> None:
    tabel = [t for t in connection.introspection.table_names() if not t.startswith("django_session")]

    def isi_tabel() -> dict[str, int]:
        with connection.cursor() as kursor:
            hitung = {}
            for nama in tabel:
                kursor.execute(f'SELECT count(*) FROM "{nama}"')
                hitung[nama] = kursor.fetchone()[0]
        return hitung

    sebelum = isi_tabel()
    jawab(diminta[0], 4, sekarang, loyal="Menjaga rahasia.")
    penugasan_tolak.tolak_menilai(
        penugasan_id=diminta[4].pk,
        sebab="kepentingan",
        alasan="Ia saudara kandung saya.",
        oleh=diminta[4].penilai,
        sekarang=sekarang,
    )
    berubah = {nama for nama, n in isi_tabel().items() if n != sebelum[nama]}
    assert berubah <= {"umpan_balik_jawaban", "umpan_balik_penolakanmenilai", "umpan_balik_penugasan"}
    tutup(kota, sekarang)
    sisa = {nama for nama, n in isi_tabel().items() if n != sebelum[nama]}
    assert sisa <= {"umpan_balik_penugasan", "inti_riwayat"}, "riwayat hanya milik periodenya"
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT count(*) FROM inti_riwayat r "
            "WHERE to_jsonb(r)::text ~ 'umpan_balik_(jawaban|penugasan|penolakan|komentar|usulpenilai)'"
        )
        assert kursor.fetchone() == (0,)


def test_n5_penilai_yang_pergi_tidak_memperkecil_kelompok_yang_tampil(
    kota: Kota, diminta: list[Penugasan], sekarang: datetime
) -> None:
    for p, n in zip(diminta, (2, 4, 5), strict=False):
        jawab(p, n, sekarang)
    penugasan_tolak.tolak_menilai(
        penugasan_id=diminta[0].pk,
        sebab="tidak_bersama",
        alasan="Saya pindah bidang sejak Oktober.",
        oleh=diminta[0].penilai,
        sekarang=sekarang,
    )
    periode = tutup(kota, sekarang)
    tampil = nilai_per_kelompok(periode=periode, pegawai=kota.anggota[0], min_n=MIN_N)
    assert not [k for satu in tampil for k in satu.kelompok]
    longgar = nilai_per_kelompok(periode=periode, pegawai=kota.anggota[0], min_n=MIN_N | {"rekan": 1})
    assert not [k for satu in longgar for k in satu.kelompok], (
        "menurunkan batas kemudian pun tidak membukanya"
    )


def test_n5_sesudah_ditutup_hasilnya_tetap_walau_penilainya_keluar(
    kota: Kota, diminta: list[Penugasan], sekarang: datetime
) -> None:
    for p, n in zip(diminta, (2, 4, 5), strict=False):
        jawab(p, n, sekarang)
    periode = tutup(kota, sekarang)

    def tampil() -> str:
        return repr(nilai_per_kelompok(periode=periode, pegawai=kota.anggota[0], min_n=MIN_N))

    sebelum = tampil()
    Pegawai.objects.filter(pk=diminta[0].penilai_id).update(is_active=False)
    assert tampil() == sebelum and "n=3" in sebelum


def test_n5_kembarannya_yang_merata_ratakan_sisa_menampilkan_yang_lebih_kecil(
    kota: Kota, diminta: list[Penugasan], sekarang: datetime
) -> None:
    for p, n in zip(diminta, (2, 4, 5), strict=False):
        jawab(p, n, sekarang)
    sebelum = Jawaban.objects.filter(penugasan__dinilai=kota.anggota[0]).count()
    diminta[0].delete()
    assert (sebelum, Jawaban.objects.filter(penugasan__dinilai=kota.anggota[0]).count()) == (3, 2)


def bocor(kota: Kota, diminta: list[Penugasan]) -> set[str]:
    """Nama penilai yang terbaca dari komentar yang tampil."""
    tampil = komentar_tampil(periode=kota.periode, pegawai=kota.anggota[0], min_n=MIN_N)
    assert len(tampil) == 3
    assert not {f.name for f in Komentar._meta.get_fields()} & {
        "dibuat",
        "pada",
        "waktu",
        "penilai",
        "penugasan",
    }
    return {p.penilai.nama for p in diminta if any(p.penilai.nama in k.teks for k in tampil)}


@pytest.mark.parametrize("kembaran", [False, True])
def test_n6_komentar_tanpa_nama_penulisnya(
    kota: Kota, diminta: list[Penugasan], sekarang: datetime, monkeypatch: pytest.MonkeyPatch, kembaran: bool
) -> None:
    if kembaran:
        monkeypatch.setattr(jawaban, "samarkan_penulis", lambda teks, _: teks)
    for p in diminta[:3]:
        jawab(p, 4, sekarang, loyal=f"Teliti. Salam, {p.penilai.nama}")
    tutup(kota, sekarang)
    assert bool(bocor(kota, diminta[:3])) is kembaran


def test_n7_janji_pada_halaman_sama_dengan_kenyataan(kota: Kota, sekarang: datetime) -> None:
    """Kalimatnya diperiksa orang tiap rilis; angkanya di sini, supaya tidak tertinggal dari kebijakan."""
    klien = masuk(kota.anggota[1])

    def isi() -> str:
        return klien.get(reverse("umpan_balik:siapa_melihat")).content.decode()

    for janji in (
        "Pengelola basis data",
        "Cadangan basis data",
        "catatan jaringan",
        "ketikan yang belum Anda kirim",
    ):
        assert janji in isi(), janji
    assert "kurang dari 3 orang" in isi()
    Kebijakan.objects.filter(pk=kota.periode.kebijakan_id).update(
        aturan={"min_n": {"rekan": 5, "bawahan": 5}}
    )
    assert "kurang dari 5 orang" in isi() and "kurang dari 3 orang" not in isi()
