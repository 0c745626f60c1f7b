"""Halaman catatan harian."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from indikator.models import CatatanHarian, IndikatorKinerja, Periode
from inti.models import Berkas
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db
ALAMAT = "/harian/"
KEMARIN = date(2026, 11, 1)


@pytest.fixture
def ik(p: pabrik.Pemda, tw: Periode) -> IndikatorKinerja:
    return pabrik.skp(p, p.ratna, tw.induk, status="disetujui").indikator.get()


def catatan(p: pabrik.Pemda, ik: IndikatorKinerja, hari: date, **lain: object) -> CatatanHarian:
    return CatatanHarian.objects.create(
        instansi=p.instansi,
        pegawai=p.ratna,
        indikator=ik,
        hari=hari,
        dicatat_pada=p.sekarang,
        dicatat_oleh=p.ratna,
        **{"nilai": Decimal(12), "uraian": "Akta lahir", **lain},
    )


def test_dua_ketukan_sesudah_beranda_cukup_untuk_hari_yang_sama(
    p: pabrik.Pemda, ik: IndikatorKinerja
) -> None:
    """Buka halamannya, lalu tekan “Sama seperti kemarin”: tidak ada yang perlu diketik."""
    catatan(p, ik, KEMARIN)
    klien = masuk(p.ratna)
    teks = klien.get(ALAMAT).content.decode()
    assert "Sama seperti kemarin" in teks
    jawaban = klien.post(ALAMAT, {"aksi": "sama"}, follow=True)
    assert "1 catatan disalin dari Minggu, 1 November 2026" in jawaban.content.decode()
    assert CatatanHarian.objects.get(hari=date(2026, 11, 2)).nilai == 12


def test_hari_yang_lebih_lama_disebut_tanggalnya(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    catatan(p, ik, KEMARIN - timedelta(days=2))
    assert "Sama seperti 30 Okt" in masuk(p.ratna).get(ALAMAT).content.decode()


def test_angka_yang_keliru_tidak_menghilangkan_berkas_dan_uraian(
    p: pabrik.Pemda, ik: IndikatorKinerja
) -> None:
    klien = masuk(p.ratna)
    data = {
        f"{ik.pk}-nilai": "dua belas",
        f"{ik.pk}-uraian": "Akta lahir",
        f"{ik.pk}-berkas": SimpleUploadedFile("foto.pdf", b"%PDF-1.4 isi"),
    }
    teks = klien.post(ALAMAT, data).content.decode()
    satu = Berkas.objects.get()
    assert "Galat: " in teks and "Isi dengan angka" in teks and "Akta lahir" in teks
    assert f'value="{satu.pk}"' in teks and "foto.pdf" in teks
    klien.post(ALAMAT, {f"{ik.pk}-nilai": "12", f"{ik.pk}-berkas_id": satu.pk, f"{ik.pk}-uraian": ""})
    assert CatatanHarian.objects.get().berkas == satu


def test_berkas_orang_lain_ditolak(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    masuk(p.ratna).post(
        ALAMAT, {f"{ik.pk}-uraian": "x", f"{ik.pk}-berkas": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}
    )
    satu = Berkas.objects.get()
    Berkas.objects.filter(pk=satu.pk).update(pemilik_id=p.budi.pk)
    CatatanHarian.objects.all().delete()
    teks = masuk(p.ratna).post(ALAMAT, {f"{ik.pk}-uraian": "y", f"{ik.pk}-berkas_id": satu.pk})
    assert "tidak ditemukan lagi" in teks.content.decode() and not CatatanHarian.objects.exists()


def test_hari_di_luar_periode_menjelaskan_dirinya(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    klien = masuk(p.ratna)
    assert "di luar periode yang terbuka" in klien.get(ALAMAT, {"hari": "2026-09-01"}).content.decode()
    assert klien.post(f"{ALAMAT}?hari=2026-09-01", {}).status_code == 302
    assert klien.get(ALAMAT, {"hari": "kemarin"}).status_code == 200


def test_penilai_membaca_dan_mengunduh_orang_luar_tidak(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    satu = catatan(p, ik, KEMARIN)
    masuk(p.ratna).post(
        f"{ALAMAT}?hari=2026-11-01",
        {f"{ik.pk}-uraian": "x", f"{ik.pk}-berkas": SimpleUploadedFile("a.pdf", b"%PDF-1.4")},
    )
    satu = CatatanHarian.objects.get(hari=KEMARIN)
    baca = reverse("indikator:harian_bawahan", args=[p.ratna.pk])
    unduh = reverse("indikator:harian_berkas", args=[satu.pk])
    assert "a.pdf" in masuk(p.kabid).get(baca).content.decode()
    jawaban = masuk(p.kabid).get(unduh)
    assert jawaban["Content-Disposition"].startswith("attachment") and jawaban.getvalue() == b"%PDF-1.4"
    for orang in (p.budi, p.kapus, p.admin):
        assert masuk(orang).get(baca).status_code == 404
        assert masuk(orang).get(unduh).status_code == 404


def test_laporan_menawarkan_angka_harian_dan_menunggu_orangnya(
    p: pabrik.Pemda, ik: IndikatorKinerja, tw: Periode
) -> None:
    catatan(p, ik, KEMARIN, nilai=Decimal("91.5"))
    alamat = reverse("indikator:capaian_lapor", args=[tw.pk, ik.pk])
    klien = masuk(p.ratna)
    assert "Pakai angka terakhir 1 catatan harian: 91,5" in klien.get(alamat).content.decode()
    teks = klien.post(alamat, {"aksi": "harian", "keterangan": "Ketikan saya", "versi": 0}).content.decode()
    assert 'value="91,5"' in teks and "Ketikan saya" in teks
    assert not ik.realisasi.exists()


@pytest.mark.parametrize("banyak", [1, 12])
def test_jumlah_kueri_tetap_berapa_pun_indikatornya(
    p: pabrik.Pemda, ik: IndikatorKinerja, banyak: int, django_assert_max_num_queries: object
) -> None:
    for n in range(banyak):
        baru = IndikatorKinerja.objects.get(pk=ik.pk)
        baru.pk, baru.kode = None, f"X{n}"
        baru.save()
        catatan(p, baru, KEMARIN)
    klien = masuk(p.ratna)
    klien.get(ALAMAT)
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        klien.get(ALAMAT)
