"""Rencana pembinaan lahir dari penutupan, diteruskan sampai tercapai, dan hanya dipegang dua orangnya."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import Periode
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, KotakKeluar, Pemberitahuan
from kepegawaian.models import Pegawai
from pelatihan.models import Pembinaan, SasaranPembinaan
from pelatihan.services import pembinaan
from penilaian.models import Hasil
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup

pytestmark = pytest.mark.django_db


@pytest.fixture
def t() -> Tertutup:
    tertutup = pabrik.tutup()
    pembinaan.buat_untuk_periode(periode_id=tertutup.periode_id, sekarang=SESUDAH)
    return tertutup


def rencana(siapa: Pegawai) -> Pembinaan:
    return Pembinaan.objects.filter(pegawai=siapa).latest("pk")


def susun(t: Tertutup, **lain: Any) -> SasaranPembinaan:
    hari = t.d.instansi.hari_pada(SESUDAH)
    isi = {
        "acuan": "nilai:akuntabel",
        "teks": "Berkas dicatat pada hari yang sama.",
        "ukuran": "Dua puluh berkas berturut-turut.",
        "batas": hari + timedelta(days=30),
        "oleh": t.d.kepala,
        **lain,
    }
    return pembinaan.tambah_sasaran(pembinaan_id=rencana(t.ratna).pk, **isi, sekarang=SESUDAH)


def jalankan(t: Tertutup) -> Pembinaan:
    satu = rencana(t.ratna)
    hari = t.d.instansi.hari_pada(SESUDAH)
    pembinaan.jadwalkan(
        pembinaan_id=satu.pk, tanggal=hari, pokok="Membahas sasaran.", oleh=t.d.kepala, sekarang=SESUDAH
    )
    return pembinaan.tetapkan(pembinaan_id=satu.pk, oleh=t.d.kepala, sekarang=SESUDAH)


def bukti(t: Tertutup, sasaran: SasaranPembinaan, **lain: Any) -> None:
    isi = {
        "berkas": [],
        "tautan": "https://contoh.go.id/rekap",
        "judul": "Rekap",
        "oleh": t.ratna,
        **lain,
    }
    pembinaan.tambah_bukti(pembinaan_id=sasaran.pembinaan_id, sasaran_id=sasaran.pk, **isi, sekarang=SESUDAH)


def periode_berikut(t: Tertutup, predikat: str, **rating: str) -> Periode:
    """Triwulan berikutnya yang sudah ditutup, dengan satu hasil Ratna; disalin supaya murah."""
    asal = Hasil.objects.get(periode_id=t.periode_id, pegawai=t.ratna)
    periode = Periode.objects.get(pk=t.periode_id)
    periode.pk, periode.nama = None, "Triwulan berikut"
    periode.mulai = periode.selesai + timedelta(days=1)
    periode.selesai = periode.mulai + timedelta(days=90)
    periode.save(force_insert=True)
    asal.pk, asal.periode, asal.predikat = None, periode, predikat
    for nama, nilai in rating.items():
        setattr(asal, nama, nilai)
    asal.save(force_insert=True)
    return periode


def test_penutupan_meminta_rencana_dan_hanya_yang_di_bawah_harapan_mendapatnya(t: Tertutup) -> None:
    assert KotakKeluar.objects.get(kunci=f"pembinaan:{t.periode_id}:1").muatan == {
        "nama": "pelatihan.tasks.buat_pembinaan",
        "argumen": {"periode_id": t.periode_id},
    }
    satu = Pembinaan.objects.get()
    assert (satu.pegawai, satu.status) == (t.ratna, "belum_disusun")
    assert (satu.susun_sampai - t.d.instansi.hari_pada(SESUDAH)).days == 14
    kabar = Pemberitahuan.objects.filter(kunci__startswith=f"pembinaan:{t.periode_id}:")
    assert {k.penerima_id for k in kabar} == {t.ratna.pk, t.d.kepala.pk}
    assert Jejak.objects.get(aksi="pembinaan.dibuka").isi == {"rencana": 1, "diteruskan": 0}
    assert pembinaan.buat_untuk_periode(periode_id=t.periode_id, sekarang=SESUDAH) == 0


def test_dari_sasaran_sampai_terpenuhi(t: Tertutup) -> None:
    satu = susun(t)
    lain = susun(t, acuan="indikator:IK1") if _ada_indikator(t) else susun(t, acuan="nilai:adaptif")
    with pytest.raises(GalatAturan, match="tanggal pertemuan"):
        pembinaan.tetapkan(pembinaan_id=satu.pembinaan_id, oleh=t.d.kepala, sekarang=SESUDAH)
    berjalan = jalankan(t)
    with pytest.raises(GalatAturan, match="diteruskan sampai tercapai"):
        pembinaan.hapus_sasaran(
            pembinaan_id=berjalan.pk, sasaran_id=satu.pk, oleh=t.d.kepala, sekarang=SESUDAH
        )
    with pytest.raises(GalatAturan, match="Serahkan bukti"):
        pembinaan.ajukan(pembinaan_id=berjalan.pk, catatan="", oleh=t.ratna, sekarang=SESUDAH)
    with pytest.raises(GalatAturan, match="jaringan atau komputer"):
        bukti(t, satu, tautan="http://localhost/rekap")
    bukti(t, satu)
    pembinaan.ajukan(pembinaan_id=berjalan.pk, catatan="Mohon ditinjau.", oleh=t.ratna, sekarang=SESUDAH)
    sebagian = {satu.pk: ("tercapai", "Bukti lengkap."), lain.pk: ("belum", "Baru separuh berkas.")}
    tinjau = {"pembinaan_id": berjalan.pk, "oleh": t.d.kepala, "sekarang": SESUDAH}
    assert pembinaan.tinjau(hasil=sebagian, **tinjau).status == "berjalan"
    semua = {pk: ("tercapai", "Bukti lengkap.") for pk in sebagian}
    akhir = pembinaan.tinjau(hasil=semua, **tinjau)
    assert (akhir.status, akhir.berakhir) == ("terpenuhi", SESUDAH)
    assert set(Jejak.objects.filter(objek_jenis="pembinaan").values_list("aksi", flat=True)) == {
        f"pembinaan.{a}"
        for a in (
            "sasaran_ditambah",
            "pertemuan_dijadwalkan",
            "ditetapkan",
            "bukti_diserahkan",
            "diajukan",
            "ditinjau",
            "terpenuhi",
        )
    }
    with pytest.raises(GalatAturan, match="terpenuhi"):
        pembinaan.tinjau(hasil=semua, **tinjau)


def _ada_indikator(t: Tertutup) -> bool:
    isi = Hasil.objects.get(periode_id=t.periode_id, pegawai=t.ratna).rincian["indikator"]
    return any(i["kode"] == "IK1" for i in isi)


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"acuan": "indikator:tidak-ada"}, "dari hasil ini"),
        ({"batas": date(2020, 1, 1)}, "sudah lewat"),
        ({"teks": "pendek"}, "sekurangnya 10 huruf"),
    ],
)
def test_sasaran_yang_tidak_dapat_dibina_ditolak(t: Tertutup, isi: dict[str, Any], kata: str) -> None:
    with pytest.raises(GalatAturan, match=kata):
        susun(t, **isi)


def test_hanya_penilai_menyusun_dan_hanya_orangnya_menyerahkan(t: Tertutup) -> None:
    for siapa in (t.ratna, t.budi):
        with pytest.raises(TidakBerhak):
            susun(t, oleh=siapa)
    satu = susun(t)
    jalankan(t)
    for siapa in (t.d.kepala, t.budi):
        with pytest.raises(TidakBerhak):
            bukti(t, satu, oleh=siapa)
    with pytest.raises(TidakBerhak):
        pembinaan.tinjau(
            pembinaan_id=satu.pembinaan_id,
            hasil={satu.pk: ("tercapai", "Saya sendiri.")},
            oleh=t.ratna,
            sekarang=SESUDAH,
        )


def test_kembaran_tanpa_hak_orang_lain_dapat_menyusun(t: Tertutup, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hak dimatikan: kembaran uji di atas gagal, jadi haknyalah yang menolak."""
    monkeypatch.setattr(
        pembinaan.susun.umum,
        "pelaku_pembinaan",
        lambda *_, **__: frozenset(pembinaan.susun.umum.PELAKU.values()),
    )
    assert susun(t, oleh=t.budi).pk


def test_yang_belum_tercapai_diteruskan_walaupun_predikat_berikutnya_baik(t: Tertutup) -> None:
    selesai, belum = susun(t), susun(t, acuan="nilai:adaptif")
    lama = jalankan(t)
    pembinaan.tinjau(
        pembinaan_id=lama.pk,
        hasil={selesai.pk: ("tercapai", "Bukti lengkap."), belum.pk: ("belum", "Masih separuh.")},
        oleh=t.d.kepala,
        sekarang=SESUDAH,
    )
    berikut = periode_berikut(t, "baik", rating_hasil="sesuai", rating_perilaku="sesuai")
    with CaptureQueriesContext(connection) as kueri:
        assert pembinaan.buat_untuk_periode(periode_id=berikut.pk, sekarang=SESUDAH) == 1
    assert len(kueri) <= 24, "kueri tetap, berapa pun orangnya"
    baru = rencana(t.ratna)
    lama.refresh_from_db()
    assert (lama.status, baru.asal, baru.status) == ("diteruskan", lama, "berjalan")
    (terbawa,) = baru.sasaran.all()
    assert (terbawa.asal, terbawa.hasil, terbawa.teks) == (belum, "belum", belum.teks)
    assert pembinaan.buat_untuk_periode(periode_id=berikut.pk, sekarang=SESUDAH) == 0


def test_yang_belum_disusun_berakhir_bila_hasil_berikutnya_sudah_baik(t: Tertutup) -> None:
    berikut = periode_berikut(t, "baik", rating_hasil="sesuai", rating_perilaku="sesuai")
    assert pembinaan.buat_untuk_periode(periode_id=berikut.pk, sekarang=SESUDAH) == 0
    assert rencana(t.ratna).status == "dibatalkan"


def test_hasil_yang_dibetulkan_keberatan_mengakhiri_rencananya(t: Tertutup) -> None:
    assert pembinaan.selaraskan(sekarang=SESUDAH) == 0
    hasil = Hasil.objects.get(periode_id=t.periode_id, pegawai=t.ratna)
    hasil.pk, hasil.versi, hasil.asal = None, 2, Hasil.Asal.KEBERATAN
    hasil.predikat, hasil.rating_hasil, hasil.rating_perilaku = "baik", "sesuai", "sesuai"
    hasil.save(force_insert=True)
    assert pembinaan.selaraskan(sekarang=SESUDAH) == 1
    assert rencana(t.ratna).status == "dibatalkan"
    assert Jejak.objects.filter(aksi="pembinaan.dibatalkan").count() == 1


def test_pengingat_sampai_sekali_tiap_tenggat(t: Tertutup) -> None:
    tiga = SESUDAH + timedelta(days=11, hours=8)
    assert pembinaan.ingatkan(sekarang=tiga) >= 1
    kabar = Pemberitahuan.objects.filter(kunci__startswith="ingat-pembinaan:susun:")
    assert [(k.penerima_id, k.judul) for k in kabar] == [
        (t.d.kepala.pk, "Susun rencana pembinaan, 3 hari lagi")
    ]
    pembinaan.ingatkan(sekarang=tiga)
    assert kabar.count() == 1
    assert pembinaan.ingatkan(sekarang=SESUDAH + timedelta(days=5, hours=8)) == 0
