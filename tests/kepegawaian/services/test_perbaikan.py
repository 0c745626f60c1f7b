"""Usul perbaikan data: diajukan, diterima dan diterapkan, atau ditutup dengan alasan."""

from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Berkas, Jejak, KotakKeluar, Pemberitahuan
from kepegawaian.models import Pegawai, PerbaikanData
from kepegawaian.services import kontak, perbaikan
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import SEKARANG


def ajukan(siapa: Pegawai, bidang: str, isi: str, **beda: object) -> PerbaikanData:
    lain = {"alasan": "Ijazah baru", "oleh": siapa, "sekarang": SEKARANG} | beda
    return perbaikan.ajukan(pegawai=siapa, bidang=bidang, isi=isi, **lain)  # type: ignore[arg-type]


def terima(usul: PerbaikanData, oleh: Pegawai) -> PerbaikanData:
    return perbaikan.terima(usul=usul, oleh=oleh, sekarang=SEKARANG)


def test_usul_menjadi_tugas_bertenggat_bagi_admin_dinas_dan_kiriman_kedua_sama(kota: Kota) -> None:
    usul = ajukan(kota.staf, "gelar_belakang", "S.KM.")
    assert ajukan(kota.staf, "gelar_belakang", "S.KM.").pk == usul.pk
    bukti = SimpleUploadedFile("sk.pdf", b"%PDF-1.4\n%%EOF\n")
    for isi, lain in (("M.Kes.", {}), ("S.KM.", {"alasan": "Lain"}), ("S.KM.", {"bukti": bukti})):
        with pytest.raises(GalatAturan, match=r"masih menunggu putusan.*belum dikirim") as galat:
            ajukan(kota.staf, "gelar_belakang", isi, **lain)
        assert galat.value.bidang == "bidang"
    assert (usul.unit, usul.isi_lama, f"{usul.tenggat:%d-%m-%Y %H:%M}") == (
        kota.bidang,
        "",
        "09-03-2026 23:59",
    )
    assert [p.penerima_id for p in Pemberitahuan.objects.all()] == [kota.admin_dinas.pk]
    assert ajukan(kota.staf, "nama", "Ratna Dewi").pk != usul.pk


def test_yang_diterima_diterapkan_dan_dikabarkan(kota: Kota) -> None:
    usul = ajukan(kota.staf, "gelar_belakang", "S.KM.")
    terima(usul, kota.admin_dinas)
    kota.staf.refresh_from_db()
    usul.refresh_from_db()
    assert kota.staf.gelar_belakang == "S.KM."
    assert (usul.status, usul.keputusan, usul.dijawab_oleh) == ("ditutup", "diterima", kota.admin_dinas)
    assert Pemberitahuan.objects.get(penerima_id=kota.staf.pk).judul.endswith("diterima")
    assert str(usul.pk) in Jejak.objects.get(aksi="pegawai.diubah").alasan
    with pytest.raises(SudahBerubah):
        terima(usul, kota.admin_bkd)


def test_nip_yang_diterima_membawa_tanggal_lahir_dan_kelaminnya(kota: Kota) -> None:
    usul = ajukan(kota.staf, "nip", "19900520 201503 2 001")
    terima(usul, kota.admin_dinas)
    kota.staf.refresh_from_db()
    assert (kota.staf.nip, kota.staf.kelamin, kota.staf.tanggal_lahir) == (
        "199005202015032001",
        "P",
        date(1990, 5, 20),
    )


def test_tanggal_lahir_dicocokkan_dengan_nip(kota: Kota) -> None:
    kota.staf.tanggal_lahir = date(1986, 9, 27)
    kota.staf.save()
    with pytest.raises(GalatAturan, match="Menurut NIP Anda, lahir 26 September 1986"):
        ajukan(kota.staf, "tanggal_lahir", "25-09-1986")
    terima(ajukan(kota.staf, "tanggal_lahir", "26-09-1986"), kota.admin_dinas)
    kota.staf.refresh_from_db()
    assert kota.staf.tanggal_lahir == date(1986, 9, 26)


@pytest.mark.parametrize(
    ("bidang", "isi", "kata"),
    [
        ("nip", "1,98609E+17", "Excel"),
        ("golongan", "IX", "bukan golongan PNS"),
        ("nama", "", "seharusnya"),
        ("nama", "Ratna Staf", "sama dengan yang tercatat"),
        ("nama", "R" * 151, "150 huruf"),
        ("zodiak", "Libra", "Pilih data"),
        ("tanggal_lahir", "kemarin", "31-12-1990"),
    ],
)
def test_usul_yang_tidak_dapat_diterapkan_ditolak_sejak_awal(
    kota: Kota, bidang: str, isi: str, kata: str
) -> None:
    with pytest.raises(GalatAturan, match=kata):
        ajukan(kota.staf, bidang, isi)
    assert not PerbaikanData.objects.exists()


def test_data_yang_berubah_sejak_diusulkan_tidak_ditimpa(kota: Kota) -> None:
    usul = ajukan(kota.staf, "nama", "Ratna Dewi")
    Pegawai.objects.filter(pk=kota.staf.pk).update(nama="Ratna Lain")
    with pytest.raises(SudahBerubah, match="Ratna Lain"):
        terima(usul, kota.admin_dinas)
    kota.staf.refresh_from_db()
    assert kota.staf.nama == "Ratna Lain"


def test_yang_ditutup_tanpa_mengubah_wajib_beralasan(kota: Kota) -> None:
    usul = ajukan(kota.staf, "penempatan", "Seksi Rujukan sejak Februari")
    with pytest.raises(GalatAturan, match="alasan"):
        perbaikan.tolak(usul=usul, alasan=" ", oleh=kota.admin_dinas, sekarang=SEKARANG)
    perbaikan.tolak(usul=usul, alasan="SK belum terbit", oleh=kota.admin_dinas, sekarang=SEKARANG)
    assert Pemberitahuan.objects.get(penerima_id=kota.staf.pk).isi == "SK belum terbit"


def test_usul_hanya_oleh_pemiliknya_dan_diputus_pengelola_lain_di_wilayahnya(
    kota: Kota, seberang: Kota
) -> None:
    with pytest.raises(TidakBerhak):
        ajukan(kota.staf, "nama", "Lain", oleh=kota.rekan)
    usul = ajukan(kota.staf, "nama", "Ratna Dewi")
    pabrik.peran(kota.kadis_lain, "admin_dinas", kota.dinas_lain)
    for oleh in (kota.staf, kota.kadis, kota.auditor, kota.kadis_lain, seberang.admin_bkd):
        with pytest.raises(TidakBerhak):
            terima(usul, oleh)
        with pytest.raises(TidakBerhak):
            perbaikan.tolak(usul=usul, alasan="x", oleh=oleh, sekarang=SEKARANG)
    milik_admin = ajukan(kota.admin_dinas, "nama", "Sari Baru")
    with pytest.raises(TidakBerhak, match="pengelola lain"):
        terima(milik_admin, kota.admin_dinas)


def test_bukti_disimpan_lewat_penyimpan_berkas_dan_yang_palsu_menggagalkan_usul(
    kota: Kota, tmp_path: Path
) -> None:
    pdf = SimpleUploadedFile("sk.pdf", b"%PDF-1.4\n%%EOF\n")
    usul = ajukan(kota.staf, "nama", "Ratna Dewi", bukti=pdf)
    assert usul.bukti is not None and usul.bukti.pemilik_id == kota.staf.pk
    palsu = SimpleUploadedFile("sk.pdf", b"MZ\x90\x00")
    with pytest.raises(GalatAturan):
        ajukan(kota.staf, "golongan", "III/c", bukti=palsu)
    assert Berkas.objects.count() == 1 and PerbaikanData.objects.count() == 1


def test_telepon_dan_kabar_diubah_sendiri_saja(kota: Kota) -> None:
    with pytest.raises(TidakBerhak):
        kontak.ubah_telepon(pegawai=kota.staf, telepon="0812345678", oleh=kota.rekan, sekarang=SEKARANG)
    with pytest.raises(GalatAturan, match="angka"):
        kontak.ubah_telepon(pegawai=kota.staf, telepon="rumah", oleh=kota.staf, sekarang=SEKARANG)
    kontak.ubah_telepon(pegawai=kota.staf, telepon=" 0812 345  678 ", oleh=kota.staf, sekarang=SEKARANG)
    for _ in range(2):
        kontak.pilih_kabar(
            pegawai=kota.staf,
            tugas=False,
            hasil=True,
            lainnya=True,
            cara="harian",
            oleh=kota.staf,
            sekarang=SEKARANG,
        )
    kota.staf.refresh_from_db()
    assert (kota.staf.telepon, kota.staf.surel_tugas, kota.staf.surel_lainnya, kota.staf.surel_cara) == (
        "0812 345 678",
        False,
        True,
        "harian",
    )
    assert Jejak.objects.filter(aksi="pegawai.kabar_dipilih").count() == 1


@pytest.mark.parametrize(("mau", "banyak"), [(True, 1), (False, 0)])
def test_putusan_datang_lewat_surel_hanya_bila_dipilih(kota: Kota, mau: bool, banyak: int) -> None:
    Pegawai.objects.filter(pk=kota.staf.pk).update(email="r@contoh.go.id", surel_hasil=mau)
    kota.staf.refresh_from_db()
    terima(ajukan(kota.staf, "nama", "Ratna Dewi"), kota.admin_dinas)
    assert KotakKeluar.objects.filter(jenis="surel", muatan__kepada="r@contoh.go.id").count() == banyak
    assert Pemberitahuan.objects.filter(penerima_id=kota.staf.pk).count() == 1
