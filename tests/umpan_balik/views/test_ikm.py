"""Halaman IKM: menurut wilayah, angka kecil tersimpan juga dari selisih, laporan terbit bernomor, lembar kertas."""

import io
import uuid
import zipfile
from datetime import UTC, date, datetime, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inti.models import Dokumen, Jejak
from kepegawaian.models import Pegawai, Peran, UnitKerja
from tests.asn_kinerja import pabrik
from tests.klien import masuk
from tests.umpan_balik.conftest import SEKARANG, Kota, buat_pegawai, buat_unit
from umpan_balik.models import LaporanSkm, Layanan, PenerimaLayanan, Survei, TindakLanjutSkm, TitikLayanan

pytestmark = pytest.mark.django_db
MASA = "triwulan-2026-07"
BAIK = (3, 3, 2, 4, 3, 3, 4, 3, 3)


@pytest.fixture
def admin_dinas(kota: Kota) -> Pegawai:
    orang = kota.anggota[2]
    Peran.objects.create(pegawai=orang, jenis="admin_dinas", unit=kota.dinas, sejak=date(2025, 1, 1))
    return orang


def suara(
    unit: UnitKerja, banyak: int, *, nama: str = "Layanan", hari: date = date(2026, 8, 4), nilai=BAIK
) -> Layanan:  # type: ignore[no-untyped-def]
    layanan, _ = Layanan.objects.get_or_create(instansi=unit.instansi, unit=unit, nama=nama)
    titik, _ = TitikLayanan.objects.get_or_create(layanan=layanan, nama="Loket", token=f"t{layanan.pk}")
    Survei.objects.bulk_create(
        Survei(
            instansi=unit.instansi,
            unit=unit,
            layanan=layanan,
            titik=titik,
            tanggal=hari,
            kunci=uuid.uuid4(),
            pelacak=uuid.uuid4().hex,
            setuju_versi=1,
            setuju_waktu=datetime.combine(hari, time(3), UTC),
            **dict(zip(Survei.UNSUR, nilai, strict=True)),
        )
        for _ in range(banyak)
    )
    return layanan


def halaman(klien: Client, **param: object) -> str:
    jawaban = klien.get(reverse("umpan_balik:ikm"), {"masa": MASA} | param)
    assert jawaban.status_code == 200
    return str(jawaban.content.decode())


def test_turun_dari_instansi_ke_dinas_unit_dan_layanan(kota: Kota) -> None:
    a = suara(kota.bidang, 12, nama="Akta")
    suara(kota.bidang, 9, nama="Kartu")
    lain = buat_unit(kota.instansi, "Dinas Sosial", "dinas", kota.pemda, None)
    suara(lain, 8)
    klien = masuk(kota.admin)
    akar = halaman(klien)
    assert "dari 29 responden" in akar and f"?dinas={kota.dinas.pk}&amp;masa={MASA}" in akar
    dinas = halaman(klien, dinas=kota.dinas.pk)
    assert "dari 21 responden" in dinas and f"?unit={kota.bidang.pk}" in dinas
    unit = halaman(klien, unit=kota.bidang.pk)
    assert f"?layanan={a.pk}" in unit and "Waktu Penyelesaian" in unit
    # (7 × 3 + 2 + 4 + 4 − 3) : 9 × 25 = 77,78; dengan 0,11: 28 × 0,11 × 25 = 77,00.
    layanan = halaman(klien, layanan=a.pk)
    assert "dari 12 responden" in layanan and "77,78" in layanan and "77,00" in layanan
    for nama, nomor in (("dinas", "x"), ("unit", 10**17), ("layanan", 0), ("dinas", kota.bidang.pk)):
        assert klien.get(reverse("umpan_balik:ikm"), {nama: nomor}).status_code == 404


def test_angka_kecil_tersimpan_juga_dari_selisih_unit_dan_masa(kota: Kota) -> None:
    kecil = buat_unit(kota.instansi, "Dinas Kecil", "dinas", kota.pemda, None)
    sedang = buat_unit(kota.instansi, "Dinas Sedang", "dinas", kota.pemda, None)
    suara(kecil, 2)
    suara(sedang, 7)
    for bulan, banyak in ((7, 20), (8, 3), (9, 20)):
        suara(kota.bidang, banyak, hari=date(2026, bulan, 5))
    klien = masuk(kota.admin)
    akar = halaman(klien)
    assert "dari 52 responden" in akar
    assert akar.count('belum terbit</span></td><td data-judul="Responden"') >= 2, (
        "kecil, dan sedang yang menutupinya"
    )
    assert "kurang dari 5 responden" in halaman(klien, dinas=kecil.pk)
    assert "disimpan supaya" in halaman(klien, dinas=sedang.pk)
    bulan = {m: halaman(klien, dinas=kota.dinas.pk, masa=f"bulan-2026-{m:02}") for m in (7, 8, 9)}
    assert "dari 43 responden" in halaman(klien, dinas=kota.dinas.pk)
    assert "kurang dari 5 responden" in bulan[8]
    terbuka = [m for m in (7, 9) if "dari 20 responden" in bulan[m]]
    assert len(terbuka) == 1, "43 - 20 - 20 = 3 orang bulan Agustus"


def test_suara_hari_ini_belum_menggerakkan_angka(kota: Kota) -> None:
    suara(kota.bidang, 9, hari=date(2026, 11, 10))
    suara(kota.bidang, 1, hari=date(2026, 11, 16))
    assert "dari 9 responden" in halaman(masuk(kota.admin), masa="bulan-2026-11")


def test_wilayah_dan_kewenangan(kota: Kota, kota_lain: Kota, admin_dinas: Pegawai) -> None:
    suara(kota.bidang, 8)
    lain = buat_unit(kota.instansi, "Dinas Lain", "dinas", kota.pemda, None)
    suara(lain, 8)
    klien = masuk(admin_dinas)
    assert kota.dinas.nama in halaman(klien) and lain.nama not in halaman(klien)
    ikm = reverse("umpan_balik:ikm")
    assert klien.get(ikm, {"dinas": lain.pk}).status_code == 404
    assert masuk(kota_lain.admin).get(ikm, {"dinas": kota.dinas.pk}).status_code == 404
    assert masuk(kota.anggota[4]).get(ikm).status_code == 403
    pimpinan = kota.anggota[5]
    Peran.objects.create(pegawai=pimpinan, jenis="pimpinan", unit=kota.dinas, sejak=date(2025, 1, 1))
    baca = masuk(pimpinan)
    for nama in ("skm_tindak", "skm_laporan"):
        alamat = reverse(f"umpan_balik:{nama}", args=[kota.dinas.pk])
        assert (baca.get(alamat).status_code, baca.post(alamat).status_code) == (200, 403)
        assert klien.get(reverse(f"umpan_balik:{nama}", args=[lain.pk])).status_code == 404
    assert baca.get(reverse("umpan_balik:ikm_penerima")).status_code == 403
    assert baca.get(reverse("umpan_balik:kertas")).status_code == 403


def test_penerima_dicatat_lalu_responden_yang_diperlukan_tampil(kota: Kota, admin_dinas: Pegawai) -> None:
    layanan = suara(kota.bidang, 8)
    Layanan.objects.exclude(pk=layanan.pk).update(aktif=False)
    klien, alamat = masuk(admin_dinas), reverse("umpan_balik:ikm_penerima")
    assert (
        "Isi banyaknya penerima" in klien.post(alamat, {"layanan": layanan.pk, "banyak": ""}).content.decode()
    )
    for _ in range(2):
        klien.post(alamat, {"layanan": layanan.pk, "banyak": 4000})
    assert PenerimaLayanan.objects.get().banyak == 4000
    assert Jejak.objects.filter(aksi="penerima_layanan.dicatat").count() == 1
    # Setahun 4.000, setriwulan 1.000: Krejcie dan Morgan 278.
    assert "Diperlukan 278 responden" in halaman(klien, unit=kota.bidang.pk)
    assert klien.post(alamat, {"layanan": 10**9, "banyak": 5}).status_code == 404


def test_tindak_lanjut_direncanakan_ditutup_dengan_hasil_dan_tidak_ganda(
    kota: Kota, admin_dinas: Pegawai
) -> None:
    suara(kota.bidang, 8)
    klien, alamat = masuk(admin_dinas), reverse("umpan_balik:skm_tindak", args=[kota.dinas.pk])
    isi = {
        "masa": MASA,
        "unsur": "waktu",
        "rencana": "Menambah loket Senin",
        "penanggung_jawab": "Kepala Bidang",
        "tenggat": "2026-12-01",
    }
    assert "sudah lewat" in klien.post(alamat, isi | {"tenggat": "2026-01-01"}).content.decode()
    for _ in range(2):
        klien.post(alamat, isi)
    satu = TindakLanjutSkm.objects.get()
    ubah = reverse("umpan_balik:skm_tindak_ubah", args=[kota.dinas.pk, satu.pk])
    assert "Tulis hasilnya" in klien.post(ubah, {"status": "ditutup"}).content.decode()
    klien.post(ubah, {"status": "ditutup", "hasil": "Antrean turun", "bukti": "https://contoh.go.id/a"})
    satu.refresh_from_db()
    assert (satu.status, satu.hasil, satu.diubah_oleh) == ("ditutup", "Antrean turun", admin_dinas)
    assert "sudah ditutup" in klien.post(ubah, {"status": "diproses", "hasil": "x"}).content.decode()
    tampil = halaman(klien, dinas=kota.dinas.pk)
    assert "Menambah loket Senin" in tampil and "Antrean turun" in tampil
    assert (
        klien.post(reverse("umpan_balik:skm_tindak_ubah", args=[kota.bidang.pk, satu.pk])).status_code == 404
    )


def test_laporan_terbit_bernomor_dan_versi_barunya_menggantikan(kota: Kota, admin_dinas: Pegawai) -> None:
    suara(kota.bidang, 40)
    klien, alamat = masuk(admin_dinas), reverse("umpan_balik:skm_laporan", args=[kota.dinas.pk])
    assert "Pilih masa dari daftar" in klien.post(alamat, {"masa": "triwulan-2026-10"}).content.decode()
    for _ in range(2):
        klien.post(alamat, {"masa": MASA})
    satu = LaporanSkm.objects.get()
    assert (satu.isi["n"], satu.isi["ikm"], satu.versi) == (40, "77.78", 1)
    TindakLanjutSkm.objects.create(
        instansi=kota.instansi,
        unit=kota.dinas,
        unsur="waktu",
        jenis="triwulan",
        mulai=date(2026, 7, 1),
        rencana="=HYPERLINK(1)",
        penanggung_jawab="Kabid",
        tenggat=date(2026, 12, 1),
        dibuat_pada=SEKARANG,
        dibuat_oleh=admin_dinas,
    )
    klien.post(alamat, {"masa": MASA})
    assert [d.keadaan for d in Dokumen.objects.filter(jenis="skm").order_by("versi")] == [
        "digantikan",
        "berlaku",
    ]
    dua = LaporanSkm.objects.get(versi=2)
    pdf = klien.get(reverse("umpan_balik:skm_pdf", args=[kota.dinas.pk, dua.pk]))
    assert pdf["Content-Type"] == "application/pdf" and pdf.content.startswith(b"%PDF")
    dokumen = Dokumen.objects.get(jenis="skm", versi=2)
    periksa = Client().get(reverse("dokumen_periksa", args=[dokumen.kode])).content.decode()
    assert dokumen.nomor in periksa and "Laporan survei kepuasan masyarakat" in periksa
    buku = klien.get(reverse("umpan_balik:ikm_unduh"), {"dinas": kota.dinas.pk, "masa": MASA})
    lembar = zipfile.ZipFile(io.BytesIO(buku.content))
    isi = {n: lembar.read(n).decode() for n in lembar.namelist() if n.startswith("xl/worksheets/sheet")}
    assert not any("<f>" in teks for teks in isi.values()) and len(isi) == 5


def test_kurang_dari_tiga_puluh_belum_dapat_dilaporkan(kota: Kota, admin_dinas: Pegawai) -> None:
    suara(kota.bidang, 29)
    klien, alamat = masuk(admin_dinas), reverse("umpan_balik:skm_laporan", args=[kota.dinas.pk])
    assert "belum mencapai 30" in klien.post(alamat, {"masa": MASA}).content.decode()
    assert not LaporanSkm.objects.exists()


def test_laporan_triwulan_dikurangi_laporan_bulannya_tidak_menunjuk_segelintir_orang(
    kota: Kota, admin_dinas: Pegawai
) -> None:
    for bulan, banyak in ((7, 35), (8, 33)):
        suara(kota.bidang, banyak, hari=date(2026, bulan, 5))
    klien, alamat = masuk(admin_dinas), reverse("umpan_balik:skm_laporan", args=[kota.dinas.pk])
    klien.post(alamat, {"masa": "bulan-2026-07"})
    suara(kota.bidang, 3, hari=date(2026, 9, 5))
    klien.post(alamat, {"masa": "bulan-2026-08"})
    klien.post(alamat, {"masa": MASA})
    triwulan = LaporanSkm.objects.get(jenis="triwulan")
    assert triwulan.isi["n"] == 68, "tiga orang September menunggu, supaya tidak terbaca dari 71 - 35 - 33"


@pytest.mark.parametrize(("terlambat", "tampil"), [(2, {50, 73}), (5, {None})])
def test_baris_unit_di_laporan_dinas_diperiksa_terhadap_laporan_unitnya(
    terlambat: int, tampil: set[int | None], kota: Kota, admin_dinas: Pegawai
) -> None:
    """Suara September 3, dan suara Agustus yang masuk September. Dua: 73 - 35 - 33 = 5. Lima: 76 - 35 - 38 = 3, disimpan."""
    lain = buat_unit(kota.instansi, "Kelurahan", "kelurahan", kota.dinas, kota.dinas)
    suara(lain, 50, hari=date(2026, 7, 6))
    for bulan, banyak in ((7, 35), (8, 33), (9, 3)):
        suara(kota.bidang, banyak, hari=date(2026, bulan, 5))
    suara(kota.bidang, terlambat, hari=date(2026, 8, 30))
    Survei.objects.filter(tanggal=date(2026, 8, 30)).update(setuju_waktu=datetime(2026, 9, 2, 3, tzinfo=UTC))
    klien = masuk(admin_dinas)
    for bulan in (7, 8):
        klien.post(
            reverse("umpan_balik:skm_laporan", args=[kota.bidang.pk]), {"masa": f"bulan-2026-{bulan:02}"}
        )
    klien.post(reverse("umpan_balik:skm_laporan", args=[kota.dinas.pk]), {"masa": MASA})
    anak = LaporanSkm.objects.get(unit=kota.dinas).isi["anak"]
    assert {a["n"] for a in anak if a["jenis"] == "unit"} == tampil


def test_lembar_kertas_dan_templatnya(kota: Kota, admin_dinas: Pegawai) -> None:
    klien, alamat = masuk(admin_dinas), reverse("umpan_balik:kertas")
    isi = {"titik": kota.titik.pk, "bulan": "2026-11", "dari": 4, "banyak": 2}
    pdf = klien.get(alamat, isi | {"formulir": 1}, follow=True)
    assert pdf.content.startswith(b"%PDF")
    buku = klien.get(alamat, isi | {"templat": 1}, follow=True)
    teks = zipfile.ZipFile(io.BytesIO(buku.content)).read("xl/worksheets/sheet1.xml").decode()
    assert "202611-004" in teks and "202611-005" in teks and "202611-006" not in teks
    assert "Pilih titiknya" in klien.get(alamat, isi | {"titik": "", "templat": 1}).content.decode()
    assert klien.get(reverse("umpan_balik:kertas_formulir", args=[10**9])).status_code == 404


def test_kueri_tetap_untuk_sepuluh_dan_seratus_unit(kota: Kota) -> None:
    klien = masuk(kota.admin)

    def kueri() -> int:
        with CaptureQueriesContext(connection) as rekam:
            halaman(klien)
        return len(rekam)

    def tambah(banyak: int) -> None:
        for n in range(banyak):
            suara(buat_unit(kota.instansi, f"Dinas {n} {banyak}", "dinas", kota.pemda, None), 5)

    tambah(10)
    halaman(klien)
    sedikit = kueri()
    tambah(100)
    assert kueri() == sedikit


@pytest.mark.panjang
def test_kueri_tetap_untuk_seribu_unit() -> None:
    banyak = {}
    for nama, jumlah in (("Kota Kecil", 10), ("Kota Besar", 1000)):
        milik, akar = pabrik.kota(nama)
        pabrik.banyak_dinas(milik, akar, jumlah)
        admin = buat_pegawai(milik, f"Adi {nama}")
        Peran.objects.create(pegawai=admin, jenis="admin_bkd", sejak=date(2025, 1, 1))
        klien = masuk(admin)
        halaman(klien, masa="triwulan-2026-10")
        with CaptureQueriesContext(connection) as rekam:
            assert f"dari {jumlah * 5:,} responden".replace(",", ".") in halaman(
                klien, masa="triwulan-2026-10"
            )
        banyak[jumlah] = len(rekam)
    assert banyak[10] == banyak[1000] <= 25


def test_jenis_impor_kertas_terbuka_bagi_pengelola_titik(kota: Kota, admin_dinas: Pegawai) -> None:
    jawaban = masuk(admin_dinas).get(reverse("kepegawaian:impor_jenis", args=["kertas"]))
    assert "Nomor lembar" in jawaban.content.decode()
    assert masuk(kota.petugas).get(reverse("kepegawaian:impor_jenis", args=["kertas"])).status_code == 403
