"""Saran warga sebagai perkara: disamarkan, disaring, diteruskan, dijawab, dinilai, dan diingatkan."""

import uuid
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Pemberitahuan, Riwayat
from kepegawaian.models import Peran
from kepegawaian.permissions import akses
from tests.umpan_balik.conftest import SEKARANG, Kota, tempatkan
from umpan_balik.models import Aspirasi, HariLibur, SebutanPetugas
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.queries import aspirasi as isi
from umpan_balik.queries import aspirasi_umum as umum
from umpan_balik.queries.tanda_terima import terima_dengan_kunci
from umpan_balik.services import aspirasi, warga

pytestmark = pytest.mark.django_db
JAWABAN = "Kipas diganti hari Rabu, 18 November 2026."
HARI = date(2026, 11, 16)
Kirim = Callable[..., Aspirasi]


@pytest.fixture
def kirim(kota: Kota) -> Kirim:
    def satu(teks: str = "Kipas mati.", *, di: Kota = kota, saat: datetime = SEKARANG) -> Aspirasi:
        kunci = uuid.uuid4()
        warga.kirim_survei(
            titik=di.titik,
            nilai={"sarana": 1},
            saran=teks,
            setuju_versi=VERSI_KINI,
            kunci=kunci,
            kode=None,
            sidik=uuid.uuid4().hex * 2,
            sekarang=saat,
        )
        return Aspirasi.objects.get(survei__kunci=kunci)

    return satu


def teruskan(perkara: Aspirasi, kota: Kota, **lain: object) -> Aspirasi:
    isian = {"jenis": "saran", "unit": perkara.unit, "kata": [], "tentang": None, "oleh": kota.admin}
    return aspirasi.teruskan(aspirasi=perkara, sekarang=SEKARANG, **(isian | lain))


def jawab(perkara: Aspirasi, kota: Kota, **lain: object) -> Aspirasi:
    isian = {"jawaban": JAWABAN, "tampil": True, "oleh": kota.petugas, "sekarang": SEKARANG}
    return aspirasi.jawab(aspirasi=perkara, **(isian | lain))


# --- masuk ---


def test_saran_masuk_tersamar_berbatas_dan_menunggu_disaring(kota: Kota, kirim: Kirim) -> None:
    satu = kirim("Bu Anggota2 di loket marah, hubungi 0812-3456-7890.")
    assert satu.teks == "Bu [petugas 1] di loket marah, hubungi [telepon disamarkan]."
    assert SebutanPetugas.objects.get().pegawai == kota.anggota[2]
    assert (satu.moderasi, satu.status, satu.tanggal) == ("menunggu", "diajukan", HARI)
    assert (satu.baca_sampai, satu.rencana_sampai, satu.jawab_sampai, satu.tenggat) == (
        date(2026, 11, 19),
        date(2026, 11, 23),
        date(2026, 11, 30),
        date(2026, 11, 19),
    )
    assert not Jejak.objects.exists()


def test_janji_di_tanda_terima_tidak_bergeser_oleh_kebijakan_dan_libur_baru(kota: Kota, kirim: Kirim) -> None:
    aspirasi.tambah_libur(
        instansi=kota.instansi, butir=[(date(2026, 11, 17), "Libur")], oleh=kota.admin, sekarang=SEKARANG
    )
    lama = kirim()
    aspirasi.tetapkan(
        instansi=kota.instansi,
        sejak=HARI,
        baca=1,
        rencana=2,
        jawab=5,
        puji_bernama=False,
        dasar="Keputusan 1",
        oleh=kota.admin,
        sekarang=SEKARANG,
    )
    baru = kirim()
    lama.refresh_from_db()
    assert (lama.jawab_sampai, baru.jawab_sampai) == (date(2026, 12, 1), date(2026, 11, 24))
    terima = terima_dengan_kunci(lama.survei.kunci)
    assert terima is not None and terima.dijawab_paling_lambat == lama.jawab_sampai


def test_aturan_hanya_oleh_penyaring_seluruh_pemda_dan_tidak_mundur(kota: Kota) -> None:
    Peran.objects.create(pegawai=kota.anggota[1], jenis="admin_dinas", unit=kota.dinas, sejak=HARI)
    isian = {"instansi": kota.instansi, "sejak": HARI, "baca": 3, "rencana": 5, "jawab": 10}
    isian |= {"puji_bernama": True, "dasar": "Keputusan 1", "sekarang": SEKARANG}
    with pytest.raises(TidakBerhak):
        aspirasi.tetapkan(**isian, oleh=kota.anggota[1])
    for buruk in ({"sejak": HARI - timedelta(1)}, {"baca": 9, "rencana": 5}, {"dasar": " "}):
        with pytest.raises(GalatAturan):
            aspirasi.tetapkan(**(isian | buruk), oleh=kota.admin)
    aspirasi.tambah_libur(instansi=kota.instansi, butir=[(HARI, "A")], oleh=kota.admin, sekarang=SEKARANG)
    aspirasi.tambah_libur(instansi=kota.instansi, butir=[(HARI, "B")], oleh=kota.admin, sekarang=SEKARANG)
    assert list(HariLibur.objects.values_list("nama", flat=True)) == ["B"]


# --- saring ---


def test_yang_belum_disaring_tidak_dijawab_dan_tidak_terlihat_petugas(kota: Kota, kirim: Kirim) -> None:
    satu = kirim()
    milik = akses(kota.petugas, pada=HARI)
    assert not isi.aspirasi_untuk(milik, kota.petugas).exists()
    with pytest.raises(GalatAturan, match="belum diteruskan"):
        jawab(satu, kota)
    with pytest.raises(TidakBerhak):
        teruskan(satu, kota, oleh=kota.petugas)


def test_meneruskan_menyamarkan_lagi_dan_mengalirkan_ke_unit(kota: Kota, kirim: Kirim) -> None:
    satu = teruskan(
        kirim("Rumah saya Gang Melati 3, antre lama."), kota, unit=kota.dinas, kata=["Gang Melati 3"]
    )
    assert satu.teks == "Rumah saya [disamarkan], antre lama."
    assert (satu.unit, satu.tenggat, satu.dimoderasi_oleh) == (kota.dinas, satu.rencana_sampai, kota.admin)
    assert [x.keterangan for x in isi.langkah(satu)] == [f"Kepada {kota.dinas.nama}."]
    with pytest.raises(GalatAturan, match="sudah diteruskan"):
        teruskan(satu, kota)


def test_menolak_perlu_alasan_tidak_menghapus_dan_dapat_diteruskan_kemudian(kota: Kota, kirim: Kirim) -> None:
    satu = kirim()
    with pytest.raises(GalatAturan):
        aspirasi.tolak(aspirasi=satu, alasan="Kasar", kata=[], oleh=kota.admin, sekarang=SEKARANG)
    ditolak = aspirasi.tolak(
        aspirasi=satu, alasan="Hanya makian tanpa masalah.", kata=[], oleh=kota.admin, sekarang=SEKARANG
    )
    assert (ditolak.status, ditolak.tenggat, ditolak.teks) == ("ditutup", None, "Kipas mati.")
    assert isi.langkah(ditolak)[0].keterangan == "Hanya makian tanpa masalah."
    lagi = teruskan(ditolak, kota)
    assert (lagi.moderasi, lagi.status, lagi.tenggat) == ("diterima", "diajukan", lagi.rencana_sampai)


def test_yang_disebut_tidak_menyaring_saran_tentang_dirinya(kota: Kota, kirim: Kirim) -> None:
    tempatkan(kota.admin, kota.bidang)
    satu = kirim(f"Pak {kota.admin.nama} tidak sopan.")
    milik = akses(kota.admin, pada=HARI)
    assert not isi.saring_untuk(milik, kota.admin).exists()
    with pytest.raises(TidakBerhak, match="menyebut Anda"):
        teruskan(satu, kota)


# --- keluhan tentang orang ---


def test_keluhan_tentang_orang_hanya_sampai_kepada_atasannya(kota: Kota, kirim: Kirim) -> None:
    satu = teruskan(kirim("Bu Anggota2 membentak saya."), kota, jenis="tentang_orang")
    assert satu.penangan == kota.kabid
    assert Pemberitahuan.objects.get().penerima_id == kota.kabid.pk
    terlihat = {
        orang.nama: isi.aspirasi_untuk(akses(orang, pada=HARI), orang).exists()
        for orang in (kota.kabid, kota.petugas, kota.admin, kota.anggota[2], kota.kadis)
    }
    assert terlihat == {n: n == kota.kabid.nama for n in terlihat}
    with pytest.raises(TidakBerhak):
        jawab(satu, kota)
    with pytest.raises(GalatAturan, match="tidak pernah"):
        jawab(satu, kota, oleh=kota.kabid)
    kota.kabid.is_active = False
    kota.kabid.save(update_fields=["is_active"])
    milik = akses(kota.admin, pada=HARI)
    assert isi.aspirasi_untuk(milik, kota.admin).exists(), (
        "atasan yang berhenti tidak menyisakan perkara buntu"
    )
    jawab(satu, kota, oleh=kota.admin, tampil=False)
    assert not umum.tanya_jawab(kota.instansi).exists()


def test_basis_data_sendiri_menolak_menampilkan_keluhan_tentang_orang(kota: Kota, kirim: Kirim) -> None:
    belum, orang = kirim(), teruskan(kirim(), kota, jenis="tentang_orang")
    for satu in (belum, orang):
        with pytest.raises(IntegrityError), transaction.atomic():
            Aspirasi.objects.filter(pk=satu.pk).update(tampil=True)


def test_keluhan_tentang_kepala_unit_naik_ke_atasannya(kota: Kota, kirim: Kirim) -> None:
    satu = teruskan(kirim("Kepalanya kasar."), kota, jenis="tentang_orang", tentang=kota.kabid)
    assert satu.penangan == kota.kadis
    tanpa = teruskan(kirim("Petugasnya kasar."), kota, jenis="tentang_orang")
    assert tanpa.penangan == kota.kabid


def test_pujian_menyebut_nama_hanya_dengan_izin_orangnya_dan_kebijakan(kota: Kota, kirim: Kirim) -> None:
    jawab(teruskan(kirim("Bu Anggota2 sangat sabar."), kota, jenis="pujian"), kota)
    orang = kota.anggota[2]

    def terbaca() -> str:
        return umum.untuk_umum(umum.tanya_jawab(kota.instansi), kota.instansi, hari=HARI)[0].teks

    assert terbaca() == "Bu [petugas 1] sangat sabar."
    aspirasi.pilih_nama(boleh=True, oleh=orang, sekarang=SEKARANG)
    assert terbaca() == f"Bu {orang.nama} sangat sabar."
    aspirasi.tetapkan(
        instansi=kota.instansi,
        sejak=HARI,
        baca=3,
        rencana=5,
        jawab=10,
        puji_bernama=False,
        dasar="Keputusan 2",
        oleh=kota.admin,
        sekarang=SEKARANG,
    )
    assert terbaca() == "Bu [petugas 1] sangat sabar."


# --- jawab ---


def test_rencana_draf_jawab_lalu_perbaiki(kota: Kota, kirim: Kirim) -> None:
    satu = teruskan(kirim(), kota)
    satu = aspirasi.rencanakan(
        aspirasi=satu, rencana="Kipas dibeli pekan ini.", oleh=kota.petugas, sekarang=SEKARANG
    )
    assert (satu.status, satu.tenggat) == ("diproses", satu.jawab_sampai)
    satu = aspirasi.simpan_draf(aspirasi=satu, jawaban="Kipas…", oleh=kota.petugas, sekarang=SEKARANG)
    assert (satu.draf_jawaban, satu.jawaban) == ("Kipas…", "")
    satu = jawab(satu, kota)
    assert (satu.status, satu.hari_dijawab, satu.draf_jawaban, satu.tenggat) == ("ditutup", HARI, "", None)
    jawab(satu, kota)
    satu = jawab(satu, kota, jawaban="Kipas diganti hari Kamis.", sekarang=SEKARANG + timedelta(days=2))
    assert (satu.koreksi, satu.hari_dijawab) == (1, HARI)
    assert [x.jenis for x in isi.langkah(satu)] == ["diteruskan", "direncanakan", "dijawab", "diperbaiki"]
    assert Jejak.objects.filter(aksi="aspirasi.dijawab").count() == 2


def test_jawaban_pendek_ditolak_dan_nomor_pribadi_disamarkan(kota: Kota, kirim: Kirim) -> None:
    satu = teruskan(kirim(), kota)
    with pytest.raises(GalatAturan):
        jawab(satu, kota, jawaban="Siap.")
    assert "0812" not in jawab(satu, kota, jawaban="Hubungi pak Budi 0812-3456-7890.").jawaban


def test_yang_tidak_berizin_ditolak(kota: Kota, kota_lain: Kota, kirim: Kirim) -> None:
    satu = teruskan(kirim(), kota)
    for orang in (kota.kabid, kota.admin, kota_lain.petugas):
        with pytest.raises(TidakBerhak):
            jawab(satu, kota, oleh=orang)
    with pytest.raises(TidakBerhak):
        teruskan(kirim(di=kota_lain), kota)


def test_alih_unit_beralasan_dan_jamnya_terus_berjalan(kota: Kota, kirim: Kirim) -> None:
    satu = teruskan(kirim(), kota)
    with pytest.raises(GalatAturan):
        aspirasi.alihkan(aspirasi=satu, unit=kota.pemda, alasan="-", oleh=kota.petugas, sekarang=SEKARANG)
    pindah = aspirasi.alihkan(
        aspirasi=satu,
        unit=kota.pemda,
        alasan="Gedung dikelola bagian umum.",
        oleh=kota.petugas,
        sekarang=SEKARANG + timedelta(days=3),
    )
    assert (pindah.unit, pindah.tenggat) == (kota.pemda, satu.rencana_sampai)
    assert isi.langkah(pindah)[-1].keterangan.endswith("Gedung dikelola bagian umum.")
    with pytest.raises(TidakBerhak):
        jawab(pindah, kota)


# --- warga ---


def test_belum_membantu_membuka_lagi_satu_kali_saja(kota: Kota, kirim: Kirim) -> None:
    satu = jawab(teruskan(kirim(), kota), kota)
    besok = SEKARANG + timedelta(days=1)
    for _ in range(2):
        satu = aspirasi.tanggapi(
            aspirasi=satu, tanggapan="belum", alasan="Masih mati, hubungi 081234567890", sekarang=besok
        )
    assert (satu.status, satu.dibuka_lagi, satu.tenggat) == ("diproses", True, date(2026, 12, 1))
    assert "0812" not in satu.alasan_belum
    satu = jawab(satu, kota, jawaban="Kipas baru dipasang hari ini.", sekarang=besok)
    assert (satu.status, satu.tanggapan, satu.hari_dijawab) == ("ditutup", "", HARI)
    satu = aspirasi.tanggapi(aspirasi=satu, tanggapan="belum", alasan="", sekarang=besok)
    assert (satu.status, satu.tenggat) == ("ditutup", None)
    satu = aspirasi.tanggapi(aspirasi=satu, tanggapan="membantu", alasan="", sekarang=besok)
    assert satu.tanggapan == "membantu"


def test_kata_warga_tidak_tersalin_ke_jejak_dan_riwayat(kota: Kota, kirim: Kirim) -> None:
    satu = jawab(teruskan(kirim("Kalimat rahasia pertama."), kota), kota)
    sebelum = Jejak.objects.count()
    aspirasi.tanggapi(aspirasi=satu, tanggapan="belum", alasan="Kalimat rahasia kedua.", sekarang=SEKARANG)
    seisi = str(list(Riwayat.objects.values())) + str(list(Jejak.objects.values()))
    assert "rahasia" not in seisi and Jejak.objects.count() == sebelum


def test_yang_belum_dijawab_atau_ditarik_tidak_dinilai(kota: Kota, kirim: Kirim) -> None:
    satu = teruskan(kirim("Bu Anggota2 lambat."), kota)
    with pytest.raises(GalatAturan):
        aspirasi.tanggapi(aspirasi=satu, tanggapan="membantu", alasan="", sekarang=SEKARANG)
    jawab(satu, kota)
    satu = aspirasi.tarik(aspirasi=satu, sekarang=SEKARANG)
    assert "lambat" not in satu.teks and not satu.tampil and not SebutanPetugas.objects.exists()
    with pytest.raises(GalatAturan):
        aspirasi.tanggapi(aspirasi=satu, tanggapan="membantu", alasan="", sekarang=SEKARANG)
    with pytest.raises(GalatAturan, match="menarik"):
        jawab(satu, kota)


# --- angka dan pengingat ---


def test_ketepatan_tiap_dinas_dan_persennya_baru_dari_lima(kota: Kota, kirim: Kirim) -> None:
    for n in range(5):
        satu = jawab(teruskan(kirim(), kota), kota, sekarang=SEKARANG + timedelta(days=30 if n == 4 else 1))
        if n < 4:
            pilihan = "membantu" if n else "belum"
            aspirasi.tanggapi(aspirasi=satu, tanggapan=pilihan, alasan="", sekarang=SEKARANG)
    teruskan(kirim(), kota)
    jawab(teruskan(kirim(), kota, jenis="tentang_orang"), kota, oleh=kota.kabid, tampil=False)
    kirim()
    (baris,) = umum.ketepatan(kota.instansi, sejak=date(2026, 1, 1), hari=date(2026, 12, 31))
    assert (baris.nama, baris.masuk, baris.menunggu, baris.dijawab, baris.lewat) == (
        kota.dinas.nama,
        7,
        1,
        5,
        1,
    )
    assert (baris.tepat, baris.jatuh_tempo, baris.menilai, baris.membantu) == (4, 6, 4, 3)
    assert baris.bagian_tepat is not None and round(baris.bagian_tepat) == 67
    assert baris.bagian_membantu is None


def test_ringkasan_harian_sampai_kepada_yang_dapat_berbuat_dan_tidak_berulang(
    kota: Kota, kirim: Kirim
) -> None:
    kirim()
    teruskan(kirim(), kota)
    assert aspirasi.ingatkan(sekarang=SEKARANG) == 0
    besok = SEKARANG + timedelta(days=2)
    assert aspirasi.ingatkan(sekarang=besok) == 1
    assert Pemberitahuan.objects.get().penerima_id == kota.admin.pk
    pekan_depan = SEKARANG + timedelta(days=8)
    for _ in range(2):
        aspirasi.ingatkan(sekarang=pekan_depan)
    baru = Pemberitahuan.objects.filter(dibuat=pekan_depan)
    assert set(baru.values_list("penerima_id", flat=True)) == {kota.admin.pk, kota.petugas.pk, kota.kadis.pk}
    assert baru.count() == 3 and "2 saran lewat batas" in baru.get(penerima_id=kota.kadis.pk).isi
    Pemberitahuan.objects.all().delete()
    aspirasi.ingatkan(sekarang=datetime.fromisoformat("2026-11-21T03:00:00+00:00"))
    assert not Pemberitahuan.objects.exists(), "hari Sabtu tidak mengirim apa pun"


def test_kueri_pengingat_tidak_tumbuh_bersama_saran(kota: Kota, kirim: Kirim) -> None:
    def banyak() -> int:
        with CaptureQueriesContext(connection) as kueri:
            aspirasi.ingatkan(sekarang=SEKARANG + timedelta(days=9))
        Pemberitahuan.objects.all().delete()
        return len(kueri)

    kirim()
    satu = banyak()
    for _ in range(4):
        kirim()
    assert banyak() == satu
