"""Langkah penutupan satu demi satu: yang diminta, yang dicatat, yang ditolak, dan yang diulang."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from indikator.models import Periode
from inti.galat import TidakBerhak
from inti.models import Jejak, KotakKeluar, Pemberitahuan
from penilaian.models import BukuPenutupan, Hasil, LangkahPenutupan, Penutupan, RekapUnit
from penilaian.services import penutupan
from penilaian.services.penutupan import kerja, mulai
from penilaian.services.penutupan.aturan import BASI
from penilaian.services.penutupan.parameter import parameter
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db
SESUDAH = pabrik.SESUDAH


@pytest.fixture
def d() -> pabrik.Dunia:
    d = pabrik.dunia("Kota Langkah", staf=2)
    pabrik.lapor(d, pabrik.skp(d, d.staf[0]).indikator.get(), Decimal("97.5"))
    pabrik.jawab(d, d.staf[0], d.kepala, "atasan", 4)
    pabrik.nilai(d, d.staf[0])
    return d


@pytest.fixture
def langsung_basi(monkeypatch: pytest.MonkeyPatch) -> None:
    """Langkah yang ditinggalkan boleh langsung diambil lagi."""
    monkeypatch.setattr(kerja, "BASI", timedelta(0))


def minta(d: pabrik.Dunia) -> Penutupan:
    return penutupan.minta(periode=d.triwulan, oleh=None, sekarang=SESUDAH)


def kotak(awal: str) -> list[str]:
    return sorted(KotakKeluar.objects.filter(kunci__startswith=awal).values_list("kunci", flat=True))


def jejak(aksi: str) -> list[tuple[int | None, dict[str, object]]]:
    return list(Jejak.objects.filter(aksi=aksi).values_list("pelaku_id", "isi"))


def kerjakan_semua_langkah(satu: Penutupan) -> None:
    while (ambilan := kerja.ambil(penutupan_id=satu.pk)) is not None:
        assert kerja.jalankan(ambilan)


def test_meminta_membuat_langkah_berurutan_memanggil_dua_pekerja_dan_tercatat_sekali(d: pabrik.Dunia) -> None:
    pabrik.dinas_baru(d.instansi, d.akar, "Dinas Tanpa Pegawai")
    pabrik.dunia("Kota Lain", staf=1)
    satu = minta(d)
    assert minta(d) == satu and satu.putaran == 1
    langkah = LangkahPenutupan.objects.filter(penutupan=satu).order_by("urutan", "dinas_id")
    assert list(langkah.values_list("urutan", "jenis", "dinas_id")) == [
        (1, "lepas_nama", None),
        *((2, "hitung", unit) for unit in sorted((d.akar.pk, d.dinas.pk))),
        (3, "rekap", None),
    ]
    awal = langkah.values_list("status", "percobaan", "pagar", "jumlah", "galat")
    assert set(awal) == {("belum_mulai", 0, 0, 0, "")}
    assert kotak("penutupan:") == [f"penutupan:{satu.pk}:awal:{n}" for n in (1, 2)]
    d.triwulan.refresh_from_db()
    assert d.triwulan.penutupan_dimulai == SESUDAH
    tutup_pada = d.triwulan.tutup_pada.isoformat()
    assert jejak("penutupan.dimulai") == [(None, {"penutupan": satu.pk, "tutup_pada": tutup_pada})]


def test_selesai_mencatat_waktunya_dan_meminta_semua_tugas_lanjutan_sekali(d: pabrik.Dunia) -> None:
    satu = minta(d)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH) is True
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH) is True, "diulang tidak menulis lagi"
    satu.refresh_from_db()
    d.triwulan.refresh_from_db()
    assert (satu.status, satu.selesai, d.triwulan.ditutup) == ("ditutup", SESUDAH, SESUDAH)
    assert BukuPenutupan.objects.count() == 1
    nomor = d.triwulan.pk
    assert (
        kotak("rekomendasi:"),
        kotak("pembinaan:"),
        kotak("rekap_kelompok:"),
        len(kotak("dokumen_hasil:")),
    ) == (
        [f"rekomendasi:{nomor}:1"],
        [f"pembinaan:{nomor}:1"],
        [f"rekap_kelompok:{nomor}:1"],
        1,
    )
    assert jejak("periode.ditutup") == [(None, {"jumlah": 4, "jumlah_lengkap": 1, "putaran": 1, "baru": 4})]
    hasil = Hasil.objects.get(pegawai=d.staf[0])
    kabar = Pemberitahuan.objects.get(penerima_id=d.staf[0].pk)
    assert (kabar.judul, kabar.kunci) == (
        "Hasil Triwulan III 2026 sudah tampil",
        f"hasil:{nomor}:{d.staf[0].pk}",
    )
    assert kabar.tautan == reverse("penilaian:hasil_rinci", args=[hasil.pk])
    assert set(LangkahPenutupan.objects.filter(jenis="hitung").values_list("jumlah", flat=True)) == {1, 3}


@pytest.mark.parametrize(
    ("beda", "surel"),
    [
        ({}, 1),
        ({"email": ""}, 0),
        ({"surel_hasil": False}, 0),
        ({"surel_cara": "harian"}, 0),
        ({"is_active": False}, 0),
    ],
)
def test_surel_hasil_hanya_bagi_yang_memintanya(d: pabrik.Dunia, beda: dict[str, object], surel: int) -> None:
    for nama, isi in ({"email": "staf@contoh.id"} | beda).items():
        setattr(d.staf[0], nama, isi)
    d.staf[0].save()
    pabrik.tutup(d)
    assert len(kotak("surel:hasil:")) == surel
    assert Pemberitahuan.objects.filter(penerima_id=d.staf[0].pk).count() == int(d.staf[0].is_active)


def test_batas_waktu_pekerja_dipatuhi_sesudah_satu_langkah(d: pabrik.Dunia) -> None:
    satu = minta(d)
    lepas = timedelta(0)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH, batas=lepas) is False
    assert LangkahPenutupan.objects.filter(penutupan=satu, status="ditutup").count() == 1
    assert kotak(f"penutupan:{satu.pk}:nama:") == [f"penutupan:{satu.pk}:nama:1"]
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH, batas=timedelta(hours=1)) is True
    assert len(kotak(f"penutupan:{satu.pk}:nama:")) == 1, "hanya sesudah melepas nama"


def test_hanya_melepas_nama_yang_memanggil_pekerja_lagi(d: pabrik.Dunia) -> None:
    satu = minta(d)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH, batas=timedelta(0)) is False
    KotakKeluar.objects.filter(kunci__startswith=f"penutupan:{satu.pk}:nama:").delete()
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH) is True
    assert kotak(f"penutupan:{satu.pk}:nama:") == []


def test_yang_menyelesaikan_tahu_bahwa_sudah_selesai(d: pabrik.Dunia) -> None:
    satu = minta(d)
    assert penutupan.selesaikan(penutupan_id=satu.pk, sekarang=SESUDAH) is False
    kerjakan_semua_langkah(satu)
    for _ in range(2):
        assert penutupan.selesaikan(penutupan_id=satu.pk, sekarang=SESUDAH) is True


def test_pegawai_susulan_dikerjakan_pekerja_yang_sama_tanpa_dipanggil_lagi(d: pabrik.Dunia) -> None:
    satu = minta(d)
    kerjakan_semua_langkah(satu)
    susulan = pabrik.tambah_staf(d, "Pegawai Susulan")
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH) is True
    assert Hasil.objects.filter(pegawai=susulan).count() == 1


@pytest.mark.usefixtures("langsung_basi")
def test_pekerja_terlambat_ditolak_pagar(d: pabrik.Dunia) -> None:
    satu = minta(d)
    terlambat = kerja.ambil(penutupan_id=satu.pk)
    pengganti = kerja.ambil(penutupan_id=satu.pk)
    assert terlambat is not None and pengganti is not None
    assert (terlambat.langkah_id, terlambat.pagar + 1) == (pengganti.langkah_id, pengganti.pagar)
    assert kerja.jalankan(terlambat) is False
    assert kerja.jalankan(pengganti) is True
    assert kerja.jalankan(pengganti) is False, "langkah yang sudah selesai tidak dikerjakan lagi"


def test_langkah_yang_sedang_dikerjakan_tidak_diambil_orang_lain(
    d: pabrik.Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kerja, "BASI", timedelta(seconds=60))
    satu = minta(d)
    assert kerja.ambil(penutupan_id=satu.pk) is not None
    assert kerja.ambil(penutupan_id=satu.pk) is None, (
        "melepas nama belum selesai, jadi hitungan belum boleh mulai"
    )
    assert mulai.lanjutkan_yang_terhenti(sekarang=SESUDAH) == 0
    LangkahPenutupan.objects.filter(status="diproses").update(detak=pabrik.SEKARANG)
    assert mulai.lanjutkan_yang_terhenti(sekarang=SESUDAH) == 1
    assert kotak(f"penutupan:{satu.pk}:2") == [f"penutupan:{satu.pk}:{SESUDAH:%Y%m%d%H%M}"]


@pytest.mark.usefixtures("langsung_basi")
def test_langkah_yang_galat_dicatat_dicoba_lima_kali_lalu_menunggu_admin(
    d: pabrik.Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rusak(*_: object) -> int:
        raise ValueError("hitungan rusak " + "x" * 3000)

    satu = minta(d)
    with monkeypatch.context() as sementara:
        sementara.setitem(kerja.KERJA, "hitung", rusak)
        assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH) is False
    langkah = LangkahPenutupan.objects.filter(penutupan=satu, jenis="hitung")
    assert {(s.percobaan, s.galat[:14], len(s.galat)) for s in langkah} == {(5, "hitungan rusak", 2000)}
    d.triwulan.refresh_from_db()
    assert d.triwulan.status == "diproses", "yang belum lengkap tidak pernah tampil"
    nanti = SESUDAH + timedelta(hours=1)
    LangkahPenutupan.objects.filter(penutupan=satu, status="diproses").update(detak=pabrik.SEKARANG)
    assert mulai.lanjutkan_yang_terhenti(sekarang=nanti) == 0, "percobaannya habis"
    lain = minta(pabrik.dunia("Kota Lain"))
    assert mulai.lanjutkan_yang_terhenti(sekarang=nanti) == 1, "pemda lain tidak ikut menunggu admin"
    assert kotak(f"penutupan:{lain.pk}:2") == [f"penutupan:{lain.pk}:{nanti:%Y%m%d%H%M}"]
    with pytest.raises(TidakBerhak):
        penutupan.ulangi(penutupan=satu, oleh=d.kepala, sekarang=SESUDAH)
    pabrik.admin(d)
    for _ in range(2):  # yang kedua tidak menemukan apa pun untuk diulang
        penutupan.ulangi(penutupan=satu, oleh=d.kepala, sekarang=SESUDAH)
    assert set(langkah.values_list("status", "percobaan", "galat")) == {("belum_mulai", 0, "")}
    assert LangkahPenutupan.objects.get(penutupan=satu, jenis="lepas_nama").status == "ditutup"
    assert jejak("penutupan.diulangi") == [(d.kepala.pk, {"penutupan": satu.pk})]
    assert len(kotak(f"penutupan:{satu.pk}:ulang:")) == 1
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH)
    assert set(langkah.values_list("status", "galat")) == {("ditutup", "")}


def test_pegawai_yang_dicatat_sesudah_dinasnya_dihitung_tetap_mendapat_hasil(d: pabrik.Dunia) -> None:
    satu = minta(d)
    kerjakan_semua_langkah(satu)
    susulan = pabrik.tambah_staf(d, "Pegawai Susulan")
    baru = pabrik.dinas_baru(d.instansi, d.akar, "Dinas Baru")
    susulan_dua = pabrik.tambah_staf(d, "Susulan Dinas Baru", unit=baru)
    assert penutupan.selesaikan(penutupan_id=satu.pk, sekarang=SESUDAH) is None
    dibuka = LangkahPenutupan.objects.filter(penutupan=satu, status="belum_mulai")
    assert {(x.jenis, x.dinas_id) for x in dibuka} == {
        ("hitung", d.dinas.pk),
        ("hitung", baru.pk),
        ("rekap", None),
    }
    tambahan = dibuka.filter(dinas=baru)
    assert tambahan.values_list("percobaan", "pagar", "jumlah", "galat").get() == (0, 0, 0, "")
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH)
    assert Hasil.objects.filter(pegawai__in=[susulan, susulan_dua]).count() == 2
    assert sum(RekapUnit.objects.filter(periode=d.triwulan).values_list("jumlah", flat=True)) == 6


def test_jumlah_yang_tidak_cocok_menghentikan_penutupan(
    d: pabrik.Dunia, caplog: pytest.LogCaptureFixture
) -> None:
    satu = minta(d)
    kerjakan_semua_langkah(satu)
    langkah = LangkahPenutupan.objects.filter(penutupan=satu, jenis="hitung", dinas=d.dinas)
    rekap = LangkahPenutupan.objects.filter(penutupan=satu, jenis="rekap")
    unit = RekapUnit.objects.filter(periode=d.triwulan, dinas=d.dinas)
    for berbeda in (langkah, unit):
        berbeda.update(jumlah=99)
        assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH) is False
        d.triwulan.refresh_from_db()
        assert (d.triwulan.status, Pemberitahuan.objects.count()) == ("diproses", 0)
        assert rekap.get().galat.startswith("Jumlah tidak cocok: 4 hasil (4 putaran ini)")
        assert "Jumlah tidak cocok" in caplog.text
        berbeda.update(jumlah=3)
        rekap.update(galat="")
    rekap.update(galat="Jumlah tidak cocok")
    pabrik.admin(d)
    penutupan.ulangi(penutupan=satu, oleh=d.kepala, sekarang=SESUDAH)
    assert (rekap.get().status, rekap.get().galat) == ("belum_mulai", "")
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=SESUDAH)


def test_jadwal_memulai_semua_yang_lewat_tenggat_dan_kelonggarannya(d: pabrik.Dunia) -> None:
    lain = pabrik.dunia("Kota Kedua", staf=0)
    tepat = d.triwulan.tutup_pada + timedelta(seconds=60)
    assert penutupan.mulai_yang_jatuh_tempo(sekarang=tepat - timedelta(seconds=5)) == 0
    assert penutupan.mulai_yang_jatuh_tempo(sekarang=tepat + timedelta(seconds=5)) == 2
    assert penutupan.mulai_yang_jatuh_tempo(sekarang=tepat + timedelta(minutes=5)) == 0
    assert set(Penutupan.objects.values_list("periode_id", flat=True)) == {d.triwulan.pk, lain.triwulan.pk}


def test_parameter_menolak_periode_yang_penutupannya_belum_dimulai(d: pabrik.Dunia) -> None:
    with pytest.raises(ValueError, match="belum dimulai"):
        parameter(d.triwulan, putaran=1)
    minta(d)
    periode = Periode.objects.get(pk=d.triwulan.pk)
    isi = parameter(periode, putaran=1)
    assert (isi["tahun"], isi["awalan_nomor"]) == (d.tahun.pk, f"EKP-{periode.pk:04d}-")


def test_langkah_yang_ditinggalkan_disambung_dalam_delapan_puluh_detik() -> None:
    """Penyambung berjalan tiap menit; sebelum basi langkahnya dianggap masih dikerjakan."""
    assert BASI + timedelta(minutes=1) <= timedelta(seconds=80)


def test_menunggu_teman_melepas_nama_ada_batasnya(monkeypatch: pytest.MonkeyPatch) -> None:
    """Teman yang mati tidak menahan pekerja ini selamanya; penyambung yang memanggilnya lagi."""
    monkeypatch.setattr(kerja, "_nama_sedang_dilepas", lambda _: True)
    monkeypatch.setattr(kerja, "TUNGGU", timedelta(milliseconds=30))
    monkeypatch.setattr(kerja, "JEDA_TUNGGU", timedelta(milliseconds=10))
    assert kerja._tunggu_nama(1) is False


@pytest.mark.parametrize(("dilepas", "menunggu"), [([False], False), ([True, True, False], True)])
def test_yang_menunggu_teman_sampai_selesai_mencoba_lagi(
    monkeypatch: pytest.MonkeyPatch, dilepas: list[bool], menunggu: bool
) -> None:
    jawaban = iter(dilepas)
    monkeypatch.setattr(kerja, "_nama_sedang_dilepas", lambda _: next(jawaban))
    monkeypatch.setattr(kerja, "JEDA_TUNGGU", timedelta(0))
    assert kerja._tunggu_nama(1) is menunggu


def test_langkah_melepas_nama_milik_pekerja_yang_mati_tidak_ditunggu(d: pabrik.Dunia) -> None:
    """Barisnya tidak dikunci siapa pun, walau statusnya masih diproses."""
    satu = minta(d)
    assert kerja._nama_sedang_dilepas(satu.pk) is False, "belum diambil siapa pun"
    assert kerja.ambil(penutupan_id=satu.pk) is not None
    assert kerja._nama_sedang_dilepas(satu.pk) is False
