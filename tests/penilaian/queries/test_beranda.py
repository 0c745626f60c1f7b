"""Sumbangan penilaian untuk beranda, dan daftar tim."""

from datetime import timedelta
from decimal import Decimal

import pytest

from penilaian.queries.beranda import prakiraan_untuk, tugas_untuk
from penilaian.queries.publik import capaian_dinas, capaian_indikator, periode_terakhir
from penilaian.queries.tim import periode_dinilai, tim
from penilaian.services import evaluasi, keberatan, penutupan
from penilaian.services.hasil import nyatakan_dibaca
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


def tutup(d: pabrik.Dunia) -> None:
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)


def test_penilai_diminta_menilai_sampai_semua_ditetapkan() -> None:
    d = pabrik.dunia(staf=2)
    satu = tugas_untuk(pegawai=d.kepala, sekarang=pabrik.SEKARANG)
    assert [(t.judul, t.jumlah, t.tenggat) for t in satu] == [
        ("Beri rating 2 orang", 2, d.triwulan.tenggat_nilai)
    ]
    for siapa in d.staf:
        pabrik.skp(d, siapa)
        evaluasi.simpan(
            periode_id=d.triwulan.pk,
            pegawai=siapa,
            rating_hasil="sesuai",
            alasan_hasil="",
            rating_perilaku="sesuai",
            alasan_perilaku="",
            umpan_balik="",
            versi=None,
            tetapkan=True,
            oleh=d.kepala,
            sekarang=pabrik.SEKARANG,
        )
    assert tugas_untuk(pegawai=d.kepala, sekarang=pabrik.SEKARANG) == []
    assert tugas_untuk(pegawai=d.staf[0], sekarang=pabrik.SEKARANG) == []


def test_selama_masa_berjalan_hanya_yang_laporannya_lengkap_diminta() -> None:
    d = pabrik.dunia(staf=3)
    berjalan = pabrik.SEKARANG - timedelta(days=20)
    assert tugas_untuk(pegawai=d.kepala, sekarang=berjalan) == []
    for siapa in d.staf[:2]:
        s = pabrik.skp(d, siapa, {"bobot": 50}, {"bobot": 50})
        pabrik.lapor(d, s.indikator.get(kode="IK1"), 90, status="diajukan")
    assert tugas_untuk(pegawai=d.kepala, sekarang=berjalan) == []
    pabrik.lapor(d, s.indikator.get(kode="IK2"), 90, status="diajukan")
    assert [t.judul for t in tugas_untuk(pegawai=d.kepala, sekarang=berjalan)] == ["Beri rating 1 orang"]


def test_sesudah_ditutup_diminta_membaca_hasil_dan_memutus_keberatan() -> None:
    d = pabrik.dunia(staf=1)
    pabrik.nilai(d, d.staf[0])
    tutup(d)
    sesudah = pabrik.SESUDAH + timedelta(hours=1)
    tugas = tugas_untuk(pegawai=d.staf[0], sekarang=sesudah)
    assert [(t.judul, t.status) for t in tugas] == [("Baca hasil Triwulan III 2026", "tidak_lengkap")]
    kepala = d.kepala.hasil.get()
    assert "Baca hasil" in str(tugas_untuk(pegawai=d.kepala, sekarang=sesudah))
    nyatakan_dibaca(hasil=kepala, catatan="", oleh=d.kepala, sekarang=sesudah)
    assert "Baca hasil" not in str(tugas_untuk(pegawai=d.kepala, sekarang=sesudah))
    keberatan.ajukan(
        hasil=d.staf[0].hasil.get(),
        alasan="Laporan saya belum dihitung semuanya.",
        oleh=d.staf[0],
        sekarang=sesudah,
    )
    assert tugas_untuk(pegawai=d.staf[0], sekarang=sesudah) == []
    sekda = d.instansi.pegawai.get(nama="Sekda Utama")
    semua = {t.judul for t in tugas_untuk(pegawai=d.kepala, sekarang=sesudah)}
    assert "Tanggapi keberatan Staf 1" in semua
    assert not [t for t in tugas_untuk(pegawai=sekda, sekarang=sesudah) if "eberatan" in t.judul]
    lewat = sesudah + timedelta(days=6)
    assert "Putuskan keberatan Staf 1" in {t.judul for t in tugas_untuk(pegawai=sekda, sekarang=lewat)}
    assert tugas_untuk(pegawai=d.staf[0], sekarang=sesudah + timedelta(days=30)) == []


def test_prakiraan_dari_yang_sudah_diserahkan() -> None:
    d = pabrik.dunia(staf=1)
    assert prakiraan_untuk(pegawai=d.staf[0], riwayat=[], sekarang=pabrik.SEKARANG) is None
    s = pabrik.skp(d, d.staf[0], {"bobot": 60}, {"bobot": 40})
    kosong = prakiraan_untuk(pegawai=d.staf[0], riwayat=[], sekarang=pabrik.SEKARANG)
    assert kosong is not None and kosong.nilai is None
    pabrik.lapor(d, s.indikator.get(kode="IK1"), Decimal("99.995"), status="diajukan", versi=2)
    kira = prakiraan_untuk(pegawai=d.staf[0], riwayat=[], sekarang=pabrik.SEKARANG)
    assert kira is not None
    assert (kira.nilai, kira.label) == (Decimal("100.00"), "Sesuai Ekspektasi")
    assert kira.uraian == (
        "Dari 1 dari 2 indikator yang sudah diserahkan, bobot 60 dari 100. "
        "Sisanya dapat membawanya ke 60,00 sampai 108,00."
    )


def test_tim_mengurutkan_yang_menunggu_lebih_dahulu() -> None:
    d = pabrik.dunia(staf=6)
    for nomor in range(5):
        s = pabrik.skp(d, d.staf[nomor], {"bobot": 50}, {"bobot": 50})
        satu, dua = s.indikator.order_by("kode")
        waktu = {"diajukan_pada": pabrik.SEKARANG - timedelta(days=nomor + 1), "diajukan_oleh": d.staf[nomor]}
        if nomor in (0, 1):
            pabrik.lapor(d, satu, 90, status="diajukan", **waktu)
            pabrik.lapor(d, dua, None, status="draf", perlakuan="dikecualikan", alasan_perlakuan="Bencana")
        if nomor == 2:
            pabrik.lapor(d, satu, 90)
        if nomor == 3:
            pabrik.lapor(d, satu, 90)
            pabrik.lapor(d, dua, 90, status="perlu_perbaikan")
    pabrik.nilai(d, d.staf[4])
    daftar = tim(penilai=d.kepala, periode=d.triwulan, sekarang=pabrik.SEKARANG)
    assert [(a.orang.nama, a.keadaan, a.ket) for a in daftar.anggota] == [
        ("Staf 2", "diajukan", "menunggu 2 hari"),
        ("Staf 1", "diajukan", "menunggu 1 hari"),
        ("Staf 3", "tidak_lengkap", "1 indikator belum dilaporkan"),
        ("Staf 4", "perlu_perbaikan", "di tangan pegawai"),
        ("Staf 6", "belum_mulai", "SKP belum disetujui"),
        ("Staf 5", "ditetapkan", "5 Oktober 2026"),
    ]
    assert daftar.jumlah_menunggu == 2
    lanjut = daftar.berikutnya(d.staf[1].pk)
    assert lanjut is not None and lanjut.nama == "Staf 1"


def test_periode_yang_dinilai_yang_paling_dekat_ditutup() -> None:
    d = pabrik.dunia(staf=0)
    assert periode_dinilai(instansi=d.instansi, sekarang=pabrik.SEKARANG) == d.triwulan
    assert periode_dinilai(instansi=d.instansi, sekarang=pabrik.SEKARANG - timedelta(days=120)) is None


def test_publik_hanya_periode_tertutup_dan_sekurangnya_lima_orang() -> None:
    d = pabrik.dunia(staf=6)
    for nomor, siapa in enumerate(d.staf):
        s = pabrik.skp(
            d, siapa, {"bobot": 50, "nama": "Akta terbit"}, {"bobot": 50, "nama": f"Khusus {nomor % 2}"}
        )
        for satu in s.indikator.all():
            pabrik.lapor(d, satu, 90 + nomor)
    assert capaian_indikator(periode=d.triwulan) == []
    tutup(d)
    d.triwulan.refresh_from_db()
    assert periode_terakhir(d.instansi.pk) == d.triwulan
    assert [(c.nama, c.orang, c.rata, c.target) for c in capaian_indikator(periode=d.triwulan)] == [
        ("Akta terbit", 6, Decimal("92.50"), "100")
    ]
    assert {c.nama: c.rata for c in capaian_dinas(periode=d.triwulan)}["Dinas Satu"] is None, (
        "tidak ada yang lengkap"
    )
