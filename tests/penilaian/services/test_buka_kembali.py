"""Membuka kembali: dua orang, versi lama utuh, dan penutupan ulang menulis hanya yang berubah."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from indikator.models import Periode, Realisasi
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from penilaian.models import BukuPenutupan, Hasil, PembukaanKembali, Penutupan, RekapUnit
from penilaian.queries.buku import sidik_rincian
from penilaian.queries.verifikasi import periksa_hasil, periksa_rantai
from penilaian.services import penutupan
from penilaian.services.penutupan import buka as buka_kembali
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db
NANTI = pabrik.SESUDAH + timedelta(days=3)
LAGI = NANTI + timedelta(days=10)
ALASAN = "Realisasi Dinas Satu tertukar saat impor."


@pytest.fixture
def d() -> pabrik.Dunia:
    d = pabrik.dunia(staf=3)
    pabrik.admin(d)
    pabrik.admin(d, d.staf[2])
    for staf in d.staf[:2]:
        pabrik.lapor(d, pabrik.skp(d, staf).indikator.get(), Decimal(95))
        pabrik.jawab(d, staf, d.kepala, "atasan", 4)
        pabrik.nilai(d, staf)
    pabrik.tutup(d)
    return d


def usul(d: pabrik.Dunia, **beda: Any) -> PembukaanKembali:
    isi = {"alasan": ALASAN, "tutup_pada": LAGI, "oleh": d.kepala, "sekarang": NANTI} | beda
    return penutupan.ajukan_buka(periode=d.triwulan, **isi)


def buka(d: pabrik.Dunia) -> None:
    penutupan.setujui_buka(usul=usul(d), oleh=d.staf[2], sekarang=NANTI)
    d.triwulan.refresh_from_db()


def putusan(lama: Hasil) -> Hasil:
    """Hasil putusan keberatan, seperti yang ditulis layanannya."""
    rincian = lama.rincian | {"nomor": "EKP-2"}
    bidang = (
        *("instansi_id", "periode_id", "pegawai_id", "penempatan_id", "unit_id", "dinas_id", "penilai_id"),
        *("lengkap", "kurang", "nilai_hasil", "nilai_perilaku", "nilai_akhir", "rating_hasil"),
        *("rating_perilaku", "predikat"),
    )
    isi = {nama: getattr(lama, nama) for nama in bidang}
    return Hasil.objects.create(
        **isi, versi=2, asal="keberatan", rincian=rincian, sidik=sidik_rincian(rincian)
    )


def test_pekerja_putaran_lalu_tidak_menutup_lagi_periode_yang_dibuka(d: pabrik.Dunia) -> None:
    lalu = Penutupan.objects.get(periode=d.triwulan)
    buka(d)
    assert penutupan.kerjakan(penutupan_id=lalu.pk, sekarang=NANTI)
    d.triwulan.refresh_from_db()
    assert (d.triwulan.status, d.triwulan.ditutup) == ("diproses", None)
    assert BukuPenutupan.objects.filter(periode=d.triwulan).count() == 1


def test_pengusul_tidak_menyetujui_usulnya_dan_tanpa_orang_kedua_periode_tetap_tertutup(
    d: pabrik.Dunia,
) -> None:
    satu = usul(d)
    assert usul(d) == satu, "dikirim dua kali tetap satu usul"
    with pytest.raises(TidakBerhak, match="Usul ini Anda yang mengajukan"):
        penutupan.setujui_buka(usul=satu, oleh=d.kepala, sekarang=NANTI)
    with pytest.raises(TidakBerhak):
        penutupan.setujui_buka(usul=satu, oleh=d.staf[0], sekarang=NANTI)
    with pytest.raises(GalatAturan, match="Sudah ada usul"):
        usul(d, oleh=d.staf[2])
    d.triwulan.status = "diproses"
    d.triwulan.ditutup = None
    d.triwulan.tutup_pada = LAGI
    with pytest.raises(DatabaseError, match="sudah ditutup"), transaction.atomic():
        d.triwulan.save()
    with pytest.raises(DatabaseError, match="pembukaan_dua_orang"), transaction.atomic():
        PembukaanKembali.objects.filter(pk=satu.pk).update(
            status="ditetapkan", diputus_oleh=d.kepala, diputus_pada=NANTI
        )
    d.triwulan.refresh_from_db()
    assert d.triwulan.status == "ditutup"


def test_yang_tidak_berwenang_menutup_tidak_dapat_mengusulkan(d: pabrik.Dunia) -> None:
    with pytest.raises(TidakBerhak):
        usul(d, oleh=d.staf[0])
    assert not PembukaanKembali.objects.exists()


@pytest.mark.parametrize(
    ("beda", "pesan"),
    [
        ({"alasan": "salah"}, "satu kalimat utuh"),
        ({"alasan": f" {'x' * 19} "}, "satu kalimat utuh"),
        ({"tutup_pada": NANTI}, "sudah lewat"),
    ],
)
def test_usul_tanpa_alasan_atau_waktu_ditolak(d: pabrik.Dunia, beda: dict[str, Any], pesan: str) -> None:
    with pytest.raises(GalatAturan, match=pesan):
        usul(d, **beda)


def test_alasan_dua_puluh_huruf_cukup_dan_yang_belum_ditutup_tidak_dapat_dibuka(d: pabrik.Dunia) -> None:
    satu = usul(d, alasan="x" * 20)
    assert (satu.putaran, satu.alasan) == (2, "x" * 20)
    assert not Pemberitahuan.objects.filter(judul__contains="membuka kembali").exists()
    assert usul(d, alasan="x" * 20) == satu
    for lain in ({"alasan": ALASAN}, {"alasan": "x" * 20, "tutup_pada": LAGI + timedelta(days=1)}):
        with pytest.raises(GalatAturan, match="yang ini belum dikirim"):
            usul(d, **lain)
    penutupan.setujui_buka(usul=satu, oleh=d.staf[2], sekarang=NANTI)
    with pytest.raises(GalatAturan, match="belum ditutup"):
        usul(d)


def test_waktu_yang_mendahului_tenggat_menilai_ditolak_saat_disetujui() -> None:
    """Periode yang ditutup sebelum tenggatnya tetap tidak dapat dibuka lebih singkat daripada tenggat itu."""
    d, beda = pabrik.dunia(staf=3), timedelta(days=5)
    pabrik.admin(d)
    pabrik.admin(d, d.staf[2])
    Periode.objects.filter(pk=d.triwulan.pk).update(tenggat_nilai=LAGI + beda, tutup_pada=LAGI + 2 * beda)
    pabrik.tutup(d)
    satu = usul(d)
    with pytest.raises(GalatAturan, match=r"mendahului tenggat menilai periode ini\. Tolak"):
        penutupan.setujui_buka(usul=satu, oleh=d.staf[2], sekarang=NANTI)
    d.triwulan.refresh_from_db()
    assert d.triwulan.status == "ditutup"


def test_periode_tanpa_catatan_penutupan_tidak_dapat_dibuka(
    d: pabrik.Dunia, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Misalnya ditutup sebelum sistem ini dipakai: tidak ada putaran yang dapat dilanjutkan."""
    monkeypatch.setattr(buka_kembali.Penutupan, "objects", Penutupan.objects.none())
    with pytest.raises(GalatAturan, match="tidak mempunyai catatan penutupan"):
        usul(d)


def test_disetujui_dua_kali_tercatat_sekali_dan_pengusulnya_dikabari(d: pabrik.Dunia) -> None:
    satu = usul(d)
    with pytest.raises(GalatAturan, match="Tenggat yang diusulkan sudah lewat"):
        penutupan.setujui_buka(usul=satu, oleh=d.staf[2], sekarang=LAGI)
    for _ in range(2):
        assert penutupan.setujui_buka(usul=satu, oleh=d.staf[2], sekarang=NANTI) == satu
    satu.refresh_from_db()
    assert (satu.status, satu.diputus_oleh, satu.diputus_pada) == ("ditetapkan", d.staf[2], NANTI)
    d.triwulan.refresh_from_db()
    periode = d.triwulan
    assert (periode.status, periode.ditutup, periode.penutupan_dimulai, periode.tutup_pada) == (
        "diproses",
        None,
        None,
        LAGI,
    )
    jejak = Jejak.objects.get(aksi="periode.dibuka_kembali")
    assert (jejak.alasan, jejak.isi["putaran"], jejak.isi["hasil"]) == (ALASAN, 2, 5)
    kabar = Pemberitahuan.objects.get(judul__contains="membuka kembali")
    assert (kabar.penerima_id, kabar.judul.split()[-1]) == (d.kepala.pk, "disetujui")
    assert kabar.isi.startswith("Menerima tulisan sampai ")
    with pytest.raises(GalatAturan, match="Usul ini sudah"):
        penutupan.tolak_buka(usul=satu, alasan="Berubah pikiran.", oleh=d.kepala, sekarang=NANTI)


def test_usul_ditarik_pengusulnya_tanpa_kabar_dan_hanya_oleh_yang_berwenang(d: pabrik.Dunia) -> None:
    satu = usul(d)
    with pytest.raises(TidakBerhak):
        penutupan.tolak_buka(usul=satu, alasan="Tidak perlu.", oleh=d.staf[0], sekarang=NANTI)
    for _ in range(2):
        assert penutupan.tolak_buka(usul=satu, alasan=" Tidak jadi. ", oleh=d.kepala, sekarang=NANTI) == satu
    assert [j.alasan for j in Jejak.objects.filter(aksi="periode.buka_ditolak")] == ["Tidak jadi."]
    assert not Pemberitahuan.objects.filter(judul__contains="membuka kembali").exists()


def test_ditolak_dengan_alasan_dan_dapat_diusulkan_lagi(d: pabrik.Dunia) -> None:
    satu = usul(d)
    with pytest.raises(GalatAturan, match="Tulis alasannya"):
        penutupan.tolak_buka(usul=satu, alasan=" ", oleh=d.staf[2], sekarang=NANTI)
    penutupan.tolak_buka(usul=satu, alasan="Cukup lewat keberatan.", oleh=d.staf[2], sekarang=NANTI)
    assert (
        Pemberitahuan.objects.filter(penerima_id=d.kepala.pk, judul__contains="tidak disetujui").count() == 1
    )
    with pytest.raises(GalatAturan, match="sudah tidak disetujui"):
        penutupan.setujui_buka(usul=satu, oleh=d.staf[2], sekarang=NANTI)
    assert usul(d) != satu


def test_penutupan_ulang_menulis_hanya_yang_berubah_dan_rantainya_utuh(d: pabrik.Dunia) -> None:
    semula = {h.pegawai_id: (h.pk, h.sidik, h.rincian) for h in Hasil.objects.all()}
    buka(d)
    Realisasi.objects.filter(pegawai=d.staf[0]).update(nilai=Decimal(119))
    pabrik.tutup(d, NANTI)
    baru = Hasil.objects.get(putaran=2)
    assert (baru.pegawai, baru.versi, baru.nilai_hasil) == (d.staf[0], 2, Decimal("119.00"))
    assert baru.rincian["menggantikan"] == {"versi": 1, "asal": "penutupan"}
    assert baru.rincian["nomor"].endswith("-2")
    lama = Hasil.objects.filter(putaran=1)
    assert {h.pegawai_id: (h.pk, h.sidik, h.rincian) for h in lama} == semula
    buku = list(BukuPenutupan.objects.order_by("versi").values_list("versi", "jumlah"))
    assert buku == [(1, 5), (2, 5)]
    assert list(periksa_rantai()) == []
    assert [satu for satu in periksa_hasil() if satu] == []
    assert sum(RekapUnit.objects.values_list("jumlah", flat=True)) == 5
    kabar = Pemberitahuan.objects.filter(judul="Hasil Triwulan III 2026 berubah")
    assert [k.penerima_id for k in kabar] == [d.staf[0].pk]
    jejak = Jejak.objects.filter(aksi__in=["periode.buka_diusulkan", "periode.dibuka_kembali"]).order_by("pk")
    assert [j.pelaku_id for j in jejak] == [d.kepala.pk, d.staf[2].pk]


def test_ditutup_lagi_tanpa_perubahan_tidak_menulis_hasil_satu_pun(d: pabrik.Dunia) -> None:
    buka(d)
    pabrik.tutup(d, NANTI)
    assert not Hasil.objects.filter(putaran=2).exists()
    satu, dua = BukuPenutupan.objects.order_by("versi")
    assert (satu.sidik_isi, dua.sidik_sebelum) == (dua.sidik_isi, satu.sidik)
    assert list(periksa_rantai()) == []


def test_dinas_yang_tidak_lagi_berpegawai_tidak_meninggalkan_rekap_putaran_lalu(d: pabrik.Dunia) -> None:
    """Yang semua pegawainya ternyata berhenti sebelum periodenya tidak lagi punya hasil untuk direkap."""
    kosong = pabrik.dinas_baru(d.instansi, d.akar, "Dinas Kosong")
    buka(d)
    RekapUnit.objects.create(
        instansi=d.instansi, periode=d.triwulan, dinas=kosong, jumlah=0, jumlah_lengkap=0, predikat={}
    )
    pabrik.tutup(d, NANTI)
    assert set(RekapUnit.objects.values_list("dinas_id", flat=True)) == {d.akar.pk, d.dinas.pk}


def test_putusan_keberatan_bertahan_kecuali_data_orangnya_berubah(d: pabrik.Dunia) -> None:
    for staf in d.staf[:2]:
        putusan(Hasil.objects.get(pegawai=staf))
    assert list(periksa_rantai()) == [], "putusan keberatan di luar buku"
    buka(d)
    Realisasi.objects.filter(pegawai=d.staf[0]).update(nilai=Decimal(80))
    pabrik.tutup(d, NANTI)
    berubah = Hasil.objects.filter(pegawai=d.staf[0]).latest("versi")
    assert (berubah.versi, berubah.asal) == (3, "penutupan")
    assert berubah.rincian["menggantikan"] == {"versi": 2, "asal": "keberatan"}
    assert Hasil.objects.filter(pegawai=d.staf[1]).latest("versi").asal == "keberatan"
    assert list(periksa_rantai()) == []


def test_dibuka_untuk_kedua_kalinya_perlu_usul_baru(d: pabrik.Dunia) -> None:
    buka(d)
    pabrik.tutup(d, NANTI)
    d.triwulan.status, d.triwulan.ditutup, d.triwulan.penutupan_dimulai = "diproses", None, None
    d.triwulan.tutup_pada = LAGI
    with pytest.raises(DatabaseError, match="sudah ditutup"), transaction.atomic():
        d.triwulan.save(update_fields=["status", "ditutup", "penutupan_dimulai", "tutup_pada"])
    buka(d)
    assert d.triwulan.status == "diproses"
