"""Halaman katalog menurut peran."""

import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indikator.models import Indikator, Periode, Realisasi
from indikator.services import katalog, pemahaman
from indikator.services.katalog import MasukanJangkauan
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db
DAFTAR = "indikator:katalog"


@pytest.fixture
def p() -> pabrik.Pemda:
    return pabrik.pemda()


def rinci(satu: Indikator, nama: str = "katalog_rinci") -> str:
    return reverse(f"indikator:{nama}", args=[satu.pk])


def kiriman(**lain: Any) -> dict[str, Any]:
    return {
        "nama": "Waktu terbit akta kematian",
        "satuan": "hari",
        "polaritas": "minimal",
        "aspek": "waktu",
        "target_acuan": "2,5",
        **lain,
    }


def test_pegawai_membaca_katalog_tanpa_tombol_kelola(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    klien = masuk(p.perawat)
    isi = klien.get(reverse(DAFTAR)).content.decode()
    assert satu.nama in isi and "Indikator baru" not in isi
    halaman = klien.get(rinci(satu)).content.decode()
    assert "Ubah" not in halaman and "Tarik dari tawaran" not in halaman


def test_katalog_instansi_lain_tidak_ada(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    klien = masuk(pabrik.pemda("Kota Lain").admin)
    assert satu.nama not in klien.get(reverse(DAFTAR)).content.decode()
    assert klien.get(rinci(satu)).status_code == 404
    assert klien.get(rinci(satu, "katalog_ubah")).status_code == 404
    assert klien.post(rinci(satu, "katalog_tarik")).status_code == 404


@pytest.mark.parametrize("siapa", ["ratna", "kadis", "auditor"])
def test_yang_bukan_pengelola_ditolak(p: pabrik.Pemda, siapa: str) -> None:
    satu = pabrik.indikator(p)
    klien = masuk(getattr(p, siapa))
    assert klien.get(reverse("indikator:katalog_baru")).status_code == 403
    assert klien.get(rinci(satu, "katalog_ubah")).status_code == 403
    assert klien.post(rinci(satu, "katalog_tarik")).status_code == 403
    assert klien.get(reverse("indikator:tinjauan")).status_code == 403


def test_admin_dinas_hanya_mengelola_dinasnya(p: pabrik.Pemda) -> None:
    milik, lain = pabrik.indikator(p), pabrik.indikator(p, unit=p.dinkes)
    klien = masuk(p.admin_dukcapil)
    assert klien.get(rinci(milik, "katalog_ubah")).status_code == 200
    assert klien.get(rinci(lain, "katalog_ubah")).status_code == 403
    assert klien.get(reverse("indikator:katalog_baru") + f"?unit={p.dinkes.pk}").status_code == 404


def test_saringan_di_alamat_dan_kepingnya(p: pabrik.Pemda) -> None:
    pabrik.indikator(p, "Persentase akta kelahiran")
    pabrik.indikator(p, "Waktu terbit akta", aspek="waktu", polaritas="minimal", satuan="hari")
    pabrik.indikator(p, "Cakupan imunisasi", unit=p.dinkes)
    klien = masuk(p.admin)

    def nama(tanya: str) -> list[str]:
        return [i.nama for i, *_ in klien.get(reverse(DAFTAR) + tanya).context["baris"]]

    assert nama("?q=akta") == ["Persentase akta kelahiran", "Waktu terbit akta"]
    assert nama("?q=akta&aspek=waktu") == ["Waktu terbit akta"]
    assert nama(f"?dinas={p.dinkes.pk}") == ["Cakupan imunisasi"]
    assert nama("?polaritas=minimal") == ["Waktu terbit akta"]
    assert nama("?urut=-nama")[0] == "Waktu terbit akta"
    assert len(nama("?dinas=abc&aspek=xyz")) == 3, "isian yang tidak dikenal diabaikan"
    assert "hapus saringan Aspek" in klien.get(reverse(DAFTAR) + "?aspek=waktu").content.decode()


def test_yang_ditarik_pindah_tab(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    klien = masuk(p.admin)
    jawaban = klien.post(rinci(satu, "katalog_tarik"), follow=True)
    assert "ditarik dari tawaran" in jawaban.content.decode()
    assert f'action="{rinci(satu, "katalog_tawarkan")}"' in jawaban.content.decode(), "dapat dibatalkan"
    for tanya, jumlah in (("", 0), ("?keadaan=nonaktif", 1), ("?keadaan=semua", 1)):
        assert len(klien.get(reverse(DAFTAR) + tanya).context["baris"]) == jumlah


def test_hanya_versi_terbaru_yang_didaftar_dan_pemakaian_dijumlah(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    tahun = pabrik.tahun(p)
    pabrik.skp(p, p.ratna, tahun, satu)
    baru = katalog.ubah(
        indikator=satu,
        nama="Cakupan akta",
        satuan="%",
        polaritas="maksimal",
        aspek="kuantitas",
        oleh=None,
        sekarang=p.sekarang,
    )
    pabrik.skp(p, p.budi, tahun, baru)
    baris = masuk(p.admin).get(reverse(DAFTAR)).context["baris"]
    assert [(i.pk, i.banyak_dipakai) for i, *_ in baris] == [(baru.pk, 2)]


@pytest.mark.parametrize("tanya", ["?q=tidakada", ""])
def test_daftar_kosong_menyebut_keadaan_dan_tindakan(p: pabrik.Pemda, tanya: str) -> None:
    isi = masuk(p.admin).get(reverse(DAFTAR) + tanya).content.decode()
    assert ("Tidak ada indikator yang cocok" if tanya else "Katalog masih kosong") in isi
    assert "<table" not in isi


def test_admin_menambah_indikator_dan_melihat_siapa_yang_terkena(p: pabrik.Pemda) -> None:
    klien = masuk(p.admin)
    alamat = reverse("indikator:katalog_baru")
    assert "Perangkat daerah" in klien.get(alamat).content.decode(), "admin BKD memilih dinas dulu"
    jawaban = klien.post(
        f"{alamat}?unit={p.dukcapil.pk}",
        kiriman(jenis_jabatan=["fungsional"], jabatan=[p.jabatan["pengadministrasi"].pk]),
        follow=True,
    )
    satu = Indikator.objects.get()
    isi = jawaban.content.decode()
    assert (satu.target_acuan, satu.unit) == (Decimal("2.5"), p.dukcapil)
    assert "Menjangkau 3 orang." in isi
    assert "Pranata Komputer Ahli Pertama" in isi and "Pengadministrasi Umum" in isi
    assert "Perawat Terampil" not in isi


def test_admin_dinas_langsung_ke_formulir_dinasnya(p: pabrik.Pemda) -> None:
    halaman = masuk(p.admin_dukcapil).get(reverse("indikator:katalog_baru"))
    assert halaman.context["unit"] == p.dukcapil


def test_isian_keliru_tetap_tertulis_dengan_ringkasan(p: pabrik.Pemda) -> None:
    jawaban = masuk(p.admin_dukcapil).post(
        reverse("indikator:katalog_baru"),
        kiriman(satuan="", target_acuan="dua", definisi="Definisi panjang saya", jenis_jabatan=["pelaksana"]),
    )
    isi = jawaban.content.decode()
    assert "<title>Galat: Indikator baru" in isi
    assert 'href="#id_satuan"' in isi and 'href="#id_target_acuan"' in isi
    assert "Definisi panjang saya" in isi and 'value="dua"' in isi
    assert isi.count("checked") == 2, "arah dan jenis jabatan tetap dicentang"
    assert not Indikator.objects.exists()


def test_nama_kembar_menjadi_galat_pada_bidang_nama(p: pabrik.Pemda) -> None:
    pabrik.indikator(p, "Waktu terbit akta kematian", satuan="jam")
    jawaban = masuk(p.admin_dukcapil).post(reverse("indikator:katalog_baru"), kiriman())
    assert 'href="#id_nama">Nama ini sudah ada' in jawaban.content.decode()


def test_mengubah_yang_dipakai_memberi_tahu_versi_baru(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p, jangkauan=[MasukanJangkauan(jenis_jabatan="fungsional")])
    pabrik.skp(p, p.ratna, pabrik.tahun(p), satu)
    klien = masuk(p.admin_dukcapil)
    form = klien.get(rinci(satu, "katalog_ubah")).context["form"]
    data = {nama: form[nama].value() for nama in form.fields if form[nama].value() not in (None, "")}
    data["target_acuan"] = "97,5"
    jawaban = klien.post(rinci(satu, "katalog_ubah"), data, follow=True)
    assert "menjadi versi 2; SKP yang ada tetap" in jawaban.content.decode()
    baru = Indikator.objects.get(versi=2)
    assert baru.target_acuan == Decimal("97.5")
    assert [j.jenis_jabatan for j in baru.jangkauan.all()] == ["fungsional"], "jangkauan ikut terbawa"
    lama = klien.get(rinci(satu)).content.decode()
    assert "Ini versi 1, disimpan bagi SKP yang memakainya" in lama
    assert klien.get(rinci(satu, "katalog_ubah")).headers["Location"] == rinci(baru, "katalog_ubah")


def test_jangkauan_khusus_dipertahankan_saat_diubah(p: pabrik.Pemda) -> None:
    khusus = [
        MasukanJangkauan(jabatan_id=p.jabatan["pranata"].pk, unit_id=p.capil.pk),
        MasukanJangkauan(jenis_jabatan="pelaksana"),
    ]
    satu = pabrik.indikator(p, jangkauan=khusus)
    klien = masuk(p.admin_dukcapil)
    form = klien.get(rinci(satu, "katalog_ubah")).context["form"]
    data = {nama: form[nama].value() for nama in form.fields if form[nama].value() not in (None, "")}
    klien.post(rinci(satu, "katalog_ubah"), {**data, "definisi": "Baru"})
    satu.refresh_from_db()
    assert satu.definisi == "Baru" and satu.jangkauan.count() == 2


def test_dua_admin_mengubah_bersamaan_yang_kedua_diberi_tahu(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    klien = masuk(p.admin_dukcapil)
    form = klien.get(rinci(satu, "katalog_ubah")).context["form"]
    data = {nama: form[nama].value() for nama in form.fields if form[nama].value() not in (None, "")}
    masuk(p.admin).post(rinci(satu, "katalog_ubah"), {**data, "definisi": "Dari BKD"})
    jawaban = klien.post(rinci(satu, "katalog_ubah"), {**data, "definisi": "Dari dinas"})
    assert "Orang lain mengubah indikator ini" in jawaban.content.decode()
    assert "Dari dinas" in jawaban.content.decode(), "tulisan saya tidak hilang"
    satu.refresh_from_db()
    assert satu.definisi == "Dari BKD"


def test_tinjauan_tampil_tanpa_nama_dan_dijawab_dari_halaman(p: pabrik.Pemda) -> None:
    tahun, satu = pabrik.tahun(p), pabrik.indikator(p)
    ditulis = pemahaman.tinjau(
        indikator=satu,
        periode=tahun,
        jenis="kurang_jelas",
        catatan="Hari kerja?",
        oleh=p.ratna,
        sekarang=p.sekarang,
    )
    klien = masuk(p.admin_dukcapil)
    halaman = klien.get(rinci(satu)).content.decode()
    assert "Hari kerja?" in halaman and p.ratna.nama not in halaman
    assert "Hari kerja?" in klien.get(reverse("indikator:tinjauan")).content.decode()
    alamat = reverse("indikator:tinjauan_jawab", args=[ditulis.pk])
    assert "Tulis jawabannya." in klien.post(alamat, {"jawaban": " "}).content.decode()
    klien.post(alamat, {"jawaban": "Ya, hari kerja."})
    assert "Ya, hari kerja." in klien.get(rinci(satu)).content.decode()
    assert klien.post(alamat, {"jawaban": "Ya, hari kerja."}).status_code == 302


def test_tinjauan_dinas_lain_tidak_ada_bagi_admin_dinas(p: pabrik.Pemda) -> None:
    tahun, satu = pabrik.tahun(p), pabrik.indikator(p, unit=p.dinkes)
    ditulis = pemahaman.tinjau(
        indikator=satu, periode=tahun, jenis="pertanyaan", catatan="?", oleh=p.perawat, sekarang=p.sekarang
    )
    assert (
        masuk(p.admin_dukcapil).get(reverse("indikator:tinjauan_jawab", args=[ditulis.pk])).status_code == 404
    )


MUATAN = [
    "－1",
    "＠x",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "＋1",
    '"=1',
    ";=1",
    '=HYPERLINK("http://x")',
]


def lembar_pertama(isi: bytes) -> list[dict[str, str]]:
    """Baris lembar pertama, sel menurut judul kolomnya; gagal bila ada satu saja sel berumus."""
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        akar = ElementTree.fromstring(arsip.read("xl/worksheets/sheet1.xml"))
    ruang = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    assert akar.findall(f".//{ruang}f") == [], "ada sel berumus"
    kepala, *baris = [
        {sel.get("r", "").rstrip("0123456789"): "".join(sel.itertext()) for sel in satu.findall(f"{ruang}c")}
        for satu in akar.iter(f"{ruang}row")
    ]
    return [{judul: satu.get(kolom, "") for kolom, judul in kepala.items()} for satu in baris]


def test_ekspor_memuat_saringan_dan_tidak_pernah_berisi_rumus(p: pabrik.Pemda) -> None:
    for muatan in MUATAN:
        pabrik.indikator(p, f"{muatan} nama", definisi=muatan, satuan=muatan.strip() or "x")
    pabrik.indikator(p, "Cakupan imunisasi", unit=p.dinkes)
    jawaban = masuk(p.ratna).get(reverse("indikator:katalog_ekspor") + f"?dinas={p.dukcapil.pk}")
    baris = lembar_pertama(b"".join(jawaban.streaming_content))
    assert sorted(satu["Nama"] for satu in baris) == sorted(f"{m} nama".strip() for m in MUATAN)
    assert {(Decimal(satu["Target acuan"]), satu["Sasaran"]) for satu in baris} == {(95, "")}


def test_banyak_kueri_tetap_untuk_10_dan_200_indikator(p: pabrik.Pemda) -> None:
    klien = masuk(p.admin)

    def kueri(alamat: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as tangkap:
            jawaban = klien.get(alamat)
            if jawaban.streaming:
                b"".join(jawaban.streaming_content)
        return len(tangkap)

    def isi(sampai: int) -> None:
        ada = Indikator.objects.count()
        for n in range(ada, sampai):
            pabrik.indikator(p, f"Indikator {n}", jangkauan=[MasukanJangkauan(jenis_jabatan="pelaksana")])

    alamat: list[Callable[[], str]] = [
        lambda: reverse(DAFTAR),
        lambda: reverse("indikator:katalog_ekspor"),
        lambda: rinci(Indikator.objects.order_by("pk")[0]),
    ]
    isi(10)
    sepuluh = [kueri(a()) for a in alamat]
    isi(200)
    assert [kueri(a()) for a in alamat] == sepuluh
    assert sepuluh[0] <= 16


def test_menarik_beberapa_lewat_pratinjau_dan_membatalkannya(p: pabrik.Pemda) -> None:
    satu, dua = pabrik.indikator(p, "Satu"), pabrik.indikator(p, "Dua", unit=p.dinkes)
    klien = masuk(p.admin_dukcapil)
    alamat = reverse("indikator:katalog_banyak") + f"?aksi=tarik&pilih={satu.pk}&pilih={dua.pk}"
    pratinjau = klien.get(alamat).content.decode()
    assert "Tarik 1 indikator" in pratinjau and "di luar cakupan Anda dilewati: Dua" in pratinjau
    hasil = klien.post(alamat, follow=True)
    assert "1 indikator ditarik" in hasil.content.decode()
    assert list(Indikator.objects.filter(aktif=False)) == [satu]
    batal = reverse("indikator:katalog_tawarkan_banyak") + f"?pilih={satu.pk}"
    assert f'action="{batal}"' in hasil.content.decode()
    klien.post(batal)
    assert not Indikator.objects.filter(aktif=False).exists()


def test_menyalin_ke_dinas_lain_menyebut_yang_dilewati(p: pabrik.Pemda) -> None:
    satu, dua = pabrik.indikator(p, "Satu"), pabrik.indikator(p, "Dua")
    pabrik.indikator(p, "Dua", unit=p.dinkes)
    alamat = reverse("indikator:katalog_banyak") + f"?aksi=salin&pilih={satu.pk}&pilih={dua.pk}"
    klien = masuk(p.admin)
    assert Indikator.objects.filter(unit=p.dinkes).count() == 1, "pratinjau belum menyimpan"
    isi = klien.post(alamat, {"unit": p.dinkes.pk}, follow=True).content.decode()
    assert "1 indikator disalin ke Dinas Kesehatan" in isi
    assert "Dua dilewati: namanya sudah ada di sana" in isi


def test_pratinjau_salin_menyebut_jabatan_yang_cocok_dan_yang_dilewati(p: pabrik.Pemda) -> None:
    perawat, sekda = (MasukanJangkauan(jabatan_id=p.jabatan[k].pk) for k in ("perawat", "sekda"))
    cocok = pabrik.indikator(p, "Cocok", jangkauan=[perawat])
    asing = pabrik.indikator(p, "Asing", jangkauan=[sekda])
    semua = pabrik.indikator(p, "Semua")
    pabrik.indikator(p, "Semua", unit=p.dinkes)
    pilih = "".join(f"&pilih={i.pk}" for i in (cocok, asing, semua))
    alamat = reverse("indikator:katalog_banyak") + f"?aksi=salin&ke={p.dinkes.pk}{pilih}"
    halaman = masuk(p.admin).get(alamat)
    hasil = {x.indikator.nama: (x.jabatan, x.orang, x.kembar) for x in halaman.context["pratinjau"]}
    assert hasil["Cocok"] == (["Perawat Terampil"], 1, False)
    assert hasil["Asing"] == ([], 0, False)
    assert hasil["Semua"][1:] == (3, True)
    assert "Tidak ada yang cocok" in halaman.content.decode()


def test_salinan_dapat_diurungkan(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p, "Satu")
    klien = masuk(p.admin)
    alamat = reverse("indikator:katalog_banyak") + f"?aksi=salin&pilih={satu.pk}"
    isi = klien.post(alamat, {"unit": p.dinkes.pk}, follow=True).content.decode()
    salinan = Indikator.objects.get(unit=p.dinkes)
    batal = reverse("indikator:katalog_batal_salin") + f"?pilih={salinan.pk}"
    assert f'action="{batal}"' in isi
    assert masuk(p.ratna).post(batal).status_code == 403
    assert "1 salinan dihapus" in klien.post(batal, follow=True).content.decode()
    assert not Indikator.objects.filter(unit=p.dinkes).exists()


def test_tindakan_banyak_tanpa_pilihan_atau_tanpa_izin(p: pabrik.Pemda) -> None:
    alamat = reverse("indikator:katalog_banyak")
    asing = pabrik.indikator(pabrik.pemda("Kota Lain"))
    for tanya in ("?aksi=tarik", "?aksi=hapus&pilih=1", f"?aksi=tarik&pilih={asing.pk}&pilih=abc"):
        jawaban = masuk(p.admin).get(alamat + tanya, follow=True)
        assert "Belum ada indikator yang dipilih" in jawaban.content.decode()
    assert masuk(p.ratna).get(alamat + "?aksi=tarik").status_code == 403


def test_sebaran_capaian_tampil_bagi_pengelola_bila_cukup(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    periode = pabrik.triwulan(p)
    tahun = Periode.objects.get(pk=periode.induk_id)
    orang = [p.kadis, p.kabid, p.ratna, p.budi, p.admin_dukcapil]
    for nomor, pemakai in enumerate(orang):
        skp = pabrik.skp(p, pemakai, tahun, satu, status="disetujui")
        if nomor == 4:
            assert "Capaian pemakainya" not in masuk(p.admin).get(rinci(satu)).content.decode(), "baru empat"
        Realisasi.objects.create(
            instansi=p.instansi,
            periode=periode,
            pegawai=pemakai,
            indikator=skp.indikator.get(),
            status="diajukan",
            nilai=Decimal([0, 95, 190, 190, 190][nomor]),
            diajukan_pada=p.sekarang,
            diajukan_oleh=pemakai,
        )
    isi = masuk(p.admin).get(rinci(satu)).content.decode()
    assert "Dari 5 laporan" in isi and "Separuh atau lebih menyentuh batas atas" in isi
    assert "60 %" in isi and "20 %" in isi
    assert "Capaian pemakainya" not in masuk(p.ratna).get(rinci(satu)).content.decode()


def test_rating_pemakai_kualitatif_tampil_sesudah_lima_dan_tidak_tercampur_capaian(p: pabrik.Pemda) -> None:
    satu = pabrik.indikator(p)
    periode = pabrik.triwulan(p)
    tahun = Periode.objects.get(pk=periode.induk_id)
    for nomor, pemakai in enumerate([p.kadis, p.kabid, p.ratna, p.budi, p.admin_dukcapil]):
        skp = pabrik.skp(p, pemakai, tahun, satu, status="disetujui")
        skp.indikator.update(polaritas="kualitatif", kriteria="Dijawab dengan alasan.")
        if nomor == 4:
            assert "Rating pemakai" not in masuk(p.admin).get(rinci(satu)).content.decode(), "baru empat"
        Realisasi.objects.create(
            instansi=p.instansi,
            periode=periode,
            pegawai=pemakai,
            indikator=skp.indikator.get(),
            status="disetujui",
            rating=["di_bawah", "sesuai", "sesuai", "sesuai", "di_atas"][nomor],
            alasan_rating="Buktinya lengkap.",
        )
    jawaban = masuk(p.admin).get(rinci(satu))
    assert [n for _, n in jawaban.context["sebaran_rating"].rating] == [1, 3, 1]
    isi = jawaban.content.decode()
    assert "Rating pemakai SKP kualitatif" in isi and "Capaian pemakainya" not in isi
    assert "Rating pemakai" not in masuk(p.ratna).get(rinci(satu)).content.decode()
