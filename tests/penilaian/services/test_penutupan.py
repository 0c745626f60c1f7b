"""Penutupan: yang diterima dihitung, yang kurang disebut, dan hasilnya sama bagaimana pun jalannya."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti.models import KotakKeluar, Pemberitahuan
from kepegawaian.models import UnitKerja
from kepegawaian.services import organisasi
from penilaian.models import BukuPenutupan, Hasil, RekapUnit
from penilaian.queries.buku import sidik_rincian
from penilaian.rules.periksa import periksa
from penilaian.services import penutupan
from penilaian.services.penutupan import kerja
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


def test_orang_yang_lengkap_mendapat_nilai_dan_predikat() -> None:
    d = pabrik.dunia()
    staf = d.staf[0]
    s = pabrik.skp(d, staf)
    pabrik.lapor(d, s.indikator.get(), Decimal("104.71"))
    pabrik.jawab(d, staf, d.kepala, "atasan", 4)
    pabrik.nilai(d, staf, "sesuai", "sesuai")
    pabrik.tutup(d)
    hasil = Hasil.objects.get(pegawai=staf)
    assert (hasil.nilai_hasil, hasil.nilai_perilaku) == (Decimal("104.71"), Decimal("105.00"))
    assert hasil.nilai_akhir == Decimal("104.83")  # 0,6 × 104,71 + 0,4 × 105 = 104,826
    assert (hasil.lengkap, hasil.predikat) == (True, "baik")
    assert hasil.kurang == ["rekan", "bawahan", "masyarakat"]
    assert hasil.penilai == d.kepala
    assert hasil.rincian["identitas"]["penilai"] == {
        "nama": d.kepala.nama_lengkap,
        "nip": d.kepala.nip,
        "jabatan": "Analis",
    }


def test_rincian_yang_tersimpan_dihitung_ulang_sama_dan_sidiknya_cocok() -> None:
    d = pabrik.dunia()
    staf = d.staf[0]
    s = pabrik.skp(d, staf)
    pabrik.lapor(d, s.indikator.get(), Decimal("33.3333"))
    pabrik.jawab(d, staf, d.kepala, "atasan", 5, 4, 4)
    pabrik.nilai(d, staf, "di_bawah", "sesuai")
    pabrik.tutup(d)
    for hasil in Hasil.objects.all():
        ulang = periksa(json.dumps(hasil.rincian))
        for nama in ("nilai_hasil", "nilai_perilaku", "nilai_akhir"):
            tersimpan = getattr(hasil, nama)
            assert ulang[nama] == (None if tersimpan is None else str(tersimpan))
        assert (ulang["predikat"] or "") == hasil.predikat
        assert ulang["usulan_rating"] == hasil.rincian["hasil"]["usulan_rating"]
        assert ulang["kurang"] == [k for k in hasil.kurang if k != "skp"]
        assert hasil.sidik == sidik_rincian(hasil.rincian)


def test_tanpa_skp_ditutup_tidak_lengkap_dengan_sebabnya() -> None:
    d = pabrik.dunia()
    pabrik.tutup(d)
    hasil = Hasil.objects.get(pegawai=d.staf[0])
    assert not hasil.lengkap
    assert hasil.predikat == ""
    assert hasil.kurang[:2] == ["skp", "hasil"]
    assert hasil.rincian["indikator"] == []


def test_semua_pegawai_mendapat_tepat_satu_hasil_dan_pemberitahuan() -> None:
    d = pabrik.dunia(staf=4)
    d.staf[0].email = "staf@contoh.id"
    d.staf[0].save()
    pabrik.tutup(d)
    assert Hasil.objects.count() == 6  # sekda, kepala dinas, empat staf
    assert Pemberitahuan.objects.filter(judul__startswith="Hasil Triwulan III").count() == 6
    assert KotakKeluar.objects.filter(jenis="surel").count() == 1
    assert KotakKeluar.objects.filter(muatan__nama="pelatihan.tasks.buat_rekomendasi").count() == 1
    assert d.triwulan.status == "ditutup"
    assert d.triwulan.tenggat_keberatan.astimezone(pabrik.WIB).isoformat() == "2026-10-25T23:59:59+07:00"
    buku = BukuPenutupan.objects.get()
    assert (buku.jumlah, buku.jumlah_lengkap, buku.sidik_sebelum) == (6, 0, "0" * 64)
    assert sum(r.jumlah for r in RekapUnit.objects.all()) == 6


def test_unit_yang_pindah_dan_berganti_nama_sesudah_periode_tetap_di_dinas_dan_nama_hari_terakhirnya() -> (
    None
):
    d = pabrik.dunia(staf=1)
    lain = pabrik.dinas_baru(d.instansi, d.akar, "Dinas Dua")
    bidang = UnitKerja.objects.create(
        instansi=d.instansi,
        induk=d.dinas,
        dinas=d.dinas,
        nama="Bidang Satu",
        jenis="bidang",
        sejak=pabrik.AWAL,
    )
    orang = pabrik.tambah_staf(d, "Staf Bidang", unit=bidang)
    sesudah = d.triwulan.selesai + timedelta(days=2)
    organisasi.pindahkan_unit(
        unit=bidang, induk=lain, sejak=sesudah, dasar="SK 1", oleh=None, sekarang=pabrik.SEKARANG
    )
    organisasi.ubah_unit(
        unit=d.dinas,
        nama="Dinas Baru",
        singkatan="",
        jenis="dinas",
        urutan=0,
        sejak=sesudah,
        dasar="SK 2",
        oleh=None,
        sekarang=pabrik.SEKARANG,
    )
    pabrik.tutup(d)
    hasil = Hasil.objects.get(pegawai=orang)
    assert (hasil.dinas, hasil.rincian["identitas"]["dinas"]) == (d.dinas, "Dinas Satu")
    assert {r.dinas_id: r.jumlah for r in RekapUnit.objects.all()} == {d.akar.pk: 1, d.dinas.pk: 3}
    bidang.refresh_from_db()
    assert bidang.dinas == lain


def test_tabel_tanpa_statistik_disegarkan_sebelum_nama_dilepas(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sesaat sesudah basis data dipulihkan statistiknya kosong, dan melepas nama 2.000 orang memakan lebih dari lima menit."""
    assert "umpan_balik_jawaban" in kerja.TABEL_NAMA
    d = pabrik.dunia(staf=1)
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    monkeypatch.setattr(kerja, "TABEL_NAMA", ["baru_dipulihkan"])

    def disegarkan() -> int:
        with CaptureQueriesContext(connection) as catatan:
            kerja._segarkan_statistik(satu.pk)
        return sum("ANALYZE baru_dipulihkan" in q["sql"] for q in catatan)

    with connection.cursor() as kursor:
        kursor.execute("CREATE TEMP TABLE baru_dipulihkan AS SELECT 1 AS isi")
        assert [disegarkan(), disegarkan()] == [1, 0], "yang statistiknya ada tidak dihitung lagi"
        kursor.execute("INSERT INTO baru_dipulihkan SELECT generate_series(1, 5000)")
        assert [disegarkan(), disegarkan()] == [1, 0], "yang membesar dua kali dihitung lagi"
        kursor.execute("TRUNCATE baru_dipulihkan")
        kursor.execute("ANALYZE baru_dipulihkan")
        assert disegarkan() == 0, "yang kosong dan sudah dihitung tidak dihitung tiap kali"
        assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
        kursor.execute("INSERT INTO baru_dipulihkan SELECT generate_series(1, 50000)")
        assert disegarkan() == 0, "namanya sudah dilepas"
        kursor.execute("DROP TABLE baru_dipulihkan")
