"""Pengelola mendaftarkan, menempatkan, menonaktifkan, dan memberi peran di layar."""

import re
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from inti.models import Jejak
from kepegawaian.models import Pegawai, PejabatPenilai, Penempatan, Peran
from kepegawaian.services import pegawai as layanan_pegawai
from kepegawaian.services import penempatan as layanan_penempatan
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import KENARI, Kota
from tests.kepegawaian.pabrik import HARI, SEKARANG
from tests.konfirmasi import sahkan


@pytest.fixture(autouse=True)
def _jam() -> object:
    with time_machine.travel(SEKARANG, tick=False):
        yield


def sebagai(siapa: Pegawai) -> Client:
    client = Client()
    client.force_login(siapa)
    sahkan(client, siapa)
    return client


def isi_penempatan(kota: Kota, **beda: object) -> dict[str, object]:
    return {
        "jenis": "definitif",
        "unit": str(kota.seksi.pk),
        "jabatan": str(pabrik.jabatan(kota.instansi).pk),
        "sejak": "2026-03-02",
        "dasar": "SK 9/2026",
        "tahap": "periksa",
    } | beda


def alamat_semua(kota: Kota) -> list[str]:
    """Semua halaman pengelola tentang satu orang dan benda-bendanya."""
    siapa = kota.staf
    tempat = Penempatan.objects.get(pegawai=siapa, jenis="definitif")
    khusus = PejabatPenilai.objects.filter(pegawai=siapa).first() or pabrik.khususkan(siapa, kota.kadis)
    peran = Peran.objects.filter(pegawai=siapa).first() or pabrik.peran(siapa, "petugas_layanan", kota.bidang)
    return [
        *(f"/pegawai/{siapa.pk}/{aksi}" for aksi in ("", "ubah/", "nomor/", "nonaktifkan/")),
        *(f"/penempatan/{tempat.pk}/{aksi}/" for aksi in ("akhiri", "batalkan", "betulkan")),
        f"/penilai-khusus/{khusus.pk}/akhiri/",
        f"/siapa-boleh-apa/{peran.pk}/cabut/",
    ]


UMUM = [
    "/pegawai/baru/",
    "/penempatan/baru/",
    "/penilai-khusus/",
    "/siapa-boleh-apa/",
    "/siapa-boleh-apa/beri/",
    "/siapa-boleh-apa/riwayat/",
    "/perbaikan-data/masuk/",
]
BERORANG = [
    "/penempatan/baru/?pegawai={}",
    "/penilai-khusus/?pegawai={}",
    "/siapa-boleh-apa/beri/?pegawai={}",
]


def test_halaman_pengelola_terbuka_di_wilayahnya_dan_404_di_luarnya(kota: Kota, seberang: Kota) -> None:
    pabrik.peran(kota.kadis_lain, "admin_dinas", kota.dinas_lain)
    for jalur in [*alamat_semua(kota), *UMUM, *(b.format(kota.staf.pk) for b in BERORANG)]:
        assert sebagai(kota.admin_dinas).get(jalur).status_code == 200, jalur
        assert sebagai(kota.admin_bkd).get(jalur).status_code == 200, jalur
    for jalur in alamat_semua(kota):
        for cara in ("get", "post"):
            for luar in (kota.kadis_lain, seberang.admin_bkd):
                assert getattr(sebagai(luar), cara)(jalur).status_code == 404, jalur
            assert getattr(sebagai(kota.staf), cara)(jalur).status_code == 403, jalur


def test_pemda_lain_tidak_muncul_di_daftar_pencarian_dan_pilihan(kota: Kota, seberang: Kota) -> None:
    pabrik.peran(seberang.staf, "petugas_layanan", seberang.bidang)
    pabrik.khususkan(seberang.staf, seberang.kadis)
    for siapa in (kota.admin_dinas, kota.admin_bkd):
        client = sebagai(siapa)
        for jalur in [
            *UMUM,
            *(f"{u}?q=Hendra" for u in UMUM),
            *(b.format(seberang.staf.pk) for b in BERORANG),
            *(b.format(kota.staf.pk) for b in BERORANG),
        ]:
            assert KENARI not in client.get(jalur).content.decode(), jalur
    milik = sebagai(seberang.admin_bkd)
    for jalur in ("/penempatan/baru/", "/penilai-khusus/", "/siapa-boleh-apa/"):
        assert KENARI in milik.get(jalur).content.decode(), jalur


def test_pegawai_baru_dibaca_dari_nomornya_lalu_ditempatkan(kota: Kota) -> None:
    client = sebagai(kota.admin_dinas)
    satu = client.post(
        "/pegawai/baru/", {"tahap": "periksa", "nip": "19900520 201503 2 001", "status": "PNS"}
    )
    isi = satu.content.decode()
    assert "20 Mei 1990" in isi and "Perempuan" in isi and "Bulan 3 tahun 2015" in isi
    kiriman = {
        "tahap": "simpan",
        "nip": "199005202015032001",
        "status": "PNS",
        "nama": "Putu Ayu",
        "golongan": "III/a",
    }
    for _ in range(2):
        jawaban = client.post("/pegawai/baru/", kiriman)
    orang = Pegawai.objects.get(nip="199005202015032001")
    assert jawaban.headers["Location"] == f"/penempatan/baru/?pegawai={orang.pk}"
    assert (orang.kelamin, f"{orang.tanggal_lahir}") == ("P", "1990-05-20")
    assert "Putu Ayu" in client.get(jawaban.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"nip": "1,99005E+17", "status": "PNS"}, "Excel"),
        ({"nip": "199005202024212001", "status": "PNS"}, "bulan 01–12"),
        ({"nip": "199002312015032001", "status": "PNS"}, "tidak ada dalam kalender"),
        ({"nip": "199005202015032001", "status": ""}, "Pilih PNS atau PPPK"),
    ],
)
def test_nomor_yang_bertentangan_disebut_dan_ketikannya_tetap(
    kota: Kota, isi: dict[str, str], kata: str
) -> None:
    jawaban = sebagai(kota.admin_dinas).post("/pegawai/baru/", isi | {"tahap": "periksa"}).content.decode()
    assert kata in jawaban and isi["nip"] in jawaban and "<title>Galat: " in jawaban


def test_nomor_yang_sudah_ada_ditautkan_hanya_bila_di_wilayahnya(kota: Kota, seberang: Kota) -> None:
    def coba(nip: str) -> str:
        kiriman = {"tahap": "periksa", "nip": nip, "status": "PNS"}
        return sebagai(kota.admin_dinas).post("/pegawai/baru/", kiriman).content.decode()

    assert f'href="/pegawai/{kota.staf.pk}/"' in coba(kota.staf.nip)
    for luar in (kota.kadis_lain, seberang.staf):
        isi = coba(luar.nip)
        assert "sudah terdaftar" in isi and luar.nama not in isi


def test_ubah_data_tab_kedua_diberi_tahu_dan_ketikannya_tetap(kota: Kota) -> None:
    client = sebagai(kota.admin_dinas)
    jalur = f"/pegawai/{kota.staf.pk}/ubah/"
    semula = re.search(r'name="semula" value="(\w+)"', client.get(jalur).content.decode())
    assert semula is not None
    kiriman = {"nama": "Ratna Satu", "semula": semula[1]}
    assert client.post(jalur, kiriman).headers["Location"] == f"/pegawai/{kota.staf.pk}/"
    kedua = client.post(jalur, kiriman | {"nama": "Ratna Dua"})
    isi = kedua.content.decode()
    assert kedua.status_code == 200 and "baru diubah orang lain" in isi and "Ratna Dua" in isi
    baru = re.search(r'name="semula" value="(\w+)"', isi)
    assert baru is not None
    assert client.post(jalur, kiriman | {"nama": "Ratna Dua", "semula": baru[1]}).status_code == 302
    kota.staf.refresh_from_db()
    assert kota.staf.nama == "Ratna Dua"


def test_penempatan_diperiksa_dahulu_lalu_ditetapkan_sekali(kota: Kota) -> None:
    client = sebagai(kota.admin_dinas)
    jalur = f"/penempatan/baru/?pegawai={kota.kabid.pk}"
    isi = client.post(jalur, isi_penempatan(kota)).content.decode()
    assert "2 orang berganti penilai" in isi and "Hendra Kadis" in isi
    assert Penempatan.objects.filter(pegawai=kota.kabid).count() == 1
    assert f'name="unit" value="{kota.seksi.pk}"' in isi and 'value="simpan"' in isi
    for _ in range(2):
        jawaban = client.post(jalur, isi_penempatan(kota, tahap="simpan"))
        assert jawaban.headers["Location"] == f"/pegawai/{kota.kabid.pk}/"
    assert Penempatan.objects.filter(pegawai=kota.kabid).count() == 2


def ditutup_maret(*, instansi_id: int, dari: date, sampai: date) -> list[str]:
    """Seperti indikator: satu periode yang ditutup, 1 sampai 31 Maret 2026."""
    return ["Maret 2026"] if dari <= date(2026, 3, 31) and sampai >= date(2026, 3, 1) else []


@pytest.mark.parametrize(("sejak", "diperingatkan"), [("2026-03-02", True), ("2026-04-01", False)])
def test_mutasi_ke_periode_yang_sudah_ditutup_diberi_tahu_hasilnya_tetap(
    kota: Kota, settings: Any, sejak: str, diperingatkan: bool
) -> None:
    settings.PERIODE_DITUTUP = [f"{__name__}.ditutup_maret"]
    jalur = f"/penempatan/baru/?pegawai={kota.kabid.pk}"
    isi = sebagai(kota.admin_dinas).post(jalur, isi_penempatan(kota, sejak=sejak)).content.decode()
    assert "Periksa akibatnya" in isi
    assert ("Maret 2026" in isi and "Hasil periode itu tidak berubah" in isi) is diperingatkan


def test_isian_penempatan_tetap_saat_galat_mencari_dan_kembali_mengubah(kota: Kota) -> None:
    client = sebagai(kota.admin_dinas)
    jalur = f"/penempatan/baru/?pegawai={kota.staf.pk}"
    galat = client.post(jalur, isi_penempatan(kota, jenis="plt")).content.decode()
    assert "Plt. dan Plh. memimpin unit" in galat and "SK 9/2026" in galat
    for tahap in ("cari", "ubah"):
        isi = client.post(
            jalur, isi_penempatan(kota, tahap=tahap, cari_unit="Rujukan", sampai="x")
        ).content.decode()
        assert "SK 9/2026" in isi and "galat-ringkas" not in isi and 'value="2026-03-02"' in isi
        assert f'value="{kota.seksi.pk}" selected' in isi and f'value="{kota.bidang.pk}"' not in isi


def test_unit_di_luar_wilayah_atau_pemda_lain_tidak_dapat_dipilih(kota: Kota, seberang: Kota) -> None:
    client = sebagai(kota.admin_dinas)
    for unit in (kota.dinas_lain, kota.akar, seberang.bidang):
        jawaban = client.post(
            f"/penempatan/baru/?pegawai={kota.staf.pk}",
            isi_penempatan(kota, unit=str(unit.pk), tahap="simpan"),
        )
        assert jawaban.status_code == 200 and "tidak ada di daftar" in jawaban.content.decode()
    assert Penempatan.objects.filter(pegawai=kota.staf).count() == 1


def test_penolakan_layanan_tampil_di_halaman_dan_tidak_menyimpan(kota: Kota) -> None:
    jawaban = sebagai(kota.admin_bkd).post(
        f"/penempatan/baru/?pegawai={kota.staf.pk}",
        isi_penempatan(kota, unit=str(kota.bidang.pk), kepala="on", tahap="simpan"),
    )
    assert "sudah dipimpin Baiq Kabid" in jawaban.content.decode()


def test_akhiri_betulkan_dan_batalkan_lewat_halaman_periksa(kota: Kota) -> None:
    client = sebagai(kota.admin_dinas)
    satu = Penempatan.objects.get(pegawai=kota.kabid)
    jalur = f"/penempatan/{satu.pk}/akhiri/"
    kiriman = {"sampai": "2026-03-31", "dasar": "SK pensiun"}
    isi = client.post(jalur, kiriman | {"tahap": "periksa"}).content.decode()
    assert "Mulai 1 April 2026, 2 orang berganti penilai" in isi
    client.post(jalur, kiriman | {"tahap": "simpan"})
    client.post(
        f"/penempatan/{satu.pk}/betulkan/",
        {"sejak": "2025-01-01", "sampai": "", "alasan": "Batal pensiun", "tahap": "simpan"},
    )
    satu.refresh_from_db()
    assert satu.sampai is None
    client.post(
        f"/penempatan/baru/?pegawai={kota.kabid.pk}", isi_penempatan(kota, sejak="2026-06-01", tahap="simpan")
    )
    nanti = Penempatan.objects.get(pegawai=kota.kabid, sejak__gt=HARI)
    client.post(f"/penempatan/{nanti.pk}/batalkan/", {"alasan": "SK ditarik", "tahap": "simpan"})
    satu.refresh_from_db()
    assert satu.sampai is None and Penempatan.objects.filter(pegawai=kota.kabid).count() == 1


def test_nonaktif_menyebut_pengganti_lalu_sesi_terbuka_berhenti_pada_permintaan_berikutnya(
    kota: Kota,
) -> None:
    korban, admin = sebagai(kota.kabid), sebagai(kota.admin_dinas)
    assert korban.get("/profil/").status_code == 200
    jalur = f"/pegawai/{kota.kabid.pk}/nonaktifkan/"
    kiriman = {"sebab": "pensiun", "mulai": "2026-03-02", "alasan": "SK 882"}
    isi = admin.post(jalur, kiriman | {"tahap": "periksa"}).content.decode()
    assert "Ratna Staf" in isi and "Hendra Kadis" in isi
    kota.kabid.refresh_from_db()
    assert kota.kabid.is_active
    admin.post(jalur, kiriman | {"tahap": "simpan"})
    jawaban = korban.get("/profil/")
    assert (jawaban.status_code, jawaban.headers["Location"].split("?")[0]) == (302, "/masuk/")
    assert "Aktifkan lagi" in admin.get(f"/pegawai/{kota.kabid.pk}/").content.decode()
    aktifkan = f"/pegawai/{kota.kabid.pk}/aktifkan/"
    assert "Alasan" in admin.get(aktifkan).content.decode()
    assert "<title>Galat: Aktifkan lagi" in admin.post(aktifkan, {"alasan": ""}).content.decode()
    admin.post(aktifkan, {"alasan": "Batal"})
    kota.kabid.refresh_from_db()
    assert kota.kabid.is_active and Penempatan.objects.get(pegawai=kota.kabid).sampai is None


def test_nomor_baru_dilihat_dahulu_beserta_yang_terbaca_darinya(kota: Kota) -> None:
    admin, lama, baru = sebagai(kota.admin_bkd), kota.staf.nip, pabrik.nip()
    isian = {"nip": baru, "status": kota.staf.status, "golongan": kota.staf.golongan, "dasar": "SK 1/2026"}
    jalur = f"/pegawai/{kota.staf.pk}/nomor/"
    periksa = admin.post(jalur, isian | {"tahap": "periksa"}).content.decode()
    assert "Periksa nomor baru" in periksa and "Laki-laki" in periksa
    kota.staf.refresh_from_db()
    assert kota.staf.nip == lama, "baru dilihat"
    assert admin.post(jalur, isian | {"tahap": "simpan"}).status_code == 302
    kota.staf.refresh_from_db()
    assert kota.staf.nip == baru


def test_pindah_unit_di_tengah_sesi_menutup_wilayah_lama(kota: Kota) -> None:
    client = sebagai(kota.admin_dinas)
    jalur = f"/pegawai/{kota.staf.pk}/"
    assert client.get(jalur).status_code == 200
    layanan_penempatan.tetapkan(
        pegawai=kota.staf,
        unit=kota.dinas_lain,
        jabatan=pabrik.jabatan(kota.instansi),
        sejak=HARI,
        oleh=kota.admin_bkd,
        sekarang=SEKARANG,
    )
    for cara in (client.get, client.post):
        assert cara(jalur).status_code == 404


def test_penilai_yang_diganti_di_tengah_sesi_kehilangan_orangnya(kota: Kota) -> None:
    lama = sebagai(kota.kabid)
    assert (
        kota.staf.nama in lama.get("/akses-saya/").content.decode()
        or "Menilai 2 pegawai" in lama.get("/akses-saya/").content.decode()
    )
    admin = sebagai(kota.admin_dinas)
    kiriman = {"penilai": str(kota.kadis.pk), "sejak": "2026-03-02", "alasan": "SP 1", "q": kota.kadis.nip}
    jalur = f"/penilai-khusus/?pegawai={kota.staf.pk}"
    periksa = admin.post(jalur, kiriman | {"tahap": "periksa"}).content.decode()
    assert "Baiq Kabid" in periksa and "Hendra Kadis" in periksa and not PejabatPenilai.objects.exists()
    for _ in range(2):
        admin.post(jalur, kiriman | {"tahap": "simpan"})
    assert PejabatPenilai.objects.count() == 1
    assert "Menilai 1 pegawai" in lama.get("/akses-saya/").content.decode()


def test_saling_menilai_ditolak_di_layar_dengan_isian_tetap(kota: Kota) -> None:
    jawaban = sebagai(kota.admin_dinas).post(
        f"/penilai-khusus/?pegawai={kota.kabid.pk}",
        {"penilai": str(kota.staf.pk), "sejak": "2026-03-02", "alasan": "SP 9", "q": kota.staf.nip},
    )
    isi = jawaban.content.decode()
    assert "berada di bawah penilaian" in isi and "SP 9" in isi


def test_admin_dinas_hanya_ditawari_petugas_layanan_di_unitnya(kota: Kota) -> None:
    client = sebagai(kota.admin_dinas)
    jalur = f"/siapa-boleh-apa/beri/?pegawai={kota.staf.pk}"
    isi = client.get(jalur).content.decode()
    assert 'value="petugas_layanan"' in isi and 'value="auditor"' not in isi
    assert "Seluruh pemerintah daerah" not in isi and f'value="{kota.dinas_lain.pk}"' not in isi
    kiriman = {
        "jenis": "petugas_layanan",
        "unit": str(kota.bidang.pk),
        "sejak": "2026-03-02",
        "dasar": "SP 5",
    }
    for beda in ({"jenis": "auditor"}, {"unit": str(kota.dinas_lain.pk)}, {"unit": ""}):
        assert client.post(jalur, kiriman | beda | {"tahap": "simpan"}).status_code == 200
    assert not Peran.objects.filter(pegawai=kota.staf).exists()
    periksa = client.post(jalur, kiriman | {"tahap": "periksa"}).content.decode()
    assert "Menjawab saran warga" in periksa and not Peran.objects.filter(pegawai=kota.staf).exists()
    for _ in range(2):
        assert client.post(jalur, kiriman | {"tahap": "simpan"}).headers["Location"] == "/siapa-boleh-apa/"
    assert Peran.objects.filter(pegawai=kota.staf).count() == 1


def test_peran_sendiri_ditolak_403_dan_peran_pusat_tidak_dicabut_admin_dinas(kota: Kota) -> None:
    kiriman = {"jenis": "auditor", "unit": "", "sejak": "2026-03-02", "dasar": "SP 5", "tahap": "simpan"}
    jalur = f"/siapa-boleh-apa/beri/?pegawai={kota.admin_bkd.pk}"
    assert sebagai(kota.admin_bkd).post(jalur, kiriman).status_code == 403
    milik = Peran.objects.get(pegawai=kota.admin_dinas)
    client = sebagai(kota.admin_dinas)
    assert client.post(f"/siapa-boleh-apa/{milik.pk}/cabut/", {"alasan": "x"}).status_code == 403


def test_peran_yang_dicabut_menutup_pintu_pada_permintaan_berikutnya_dan_masuk_riwayat(kota: Kota) -> None:
    korban, admin = sebagai(kota.admin_dinas), sebagai(kota.admin_bkd)
    assert korban.get("/pegawai/").status_code == 200
    milik = Peran.objects.get(pegawai=kota.admin_dinas)
    kosong = admin.post(f"/siapa-boleh-apa/{milik.pk}/cabut/", {"alasan": ""})
    assert "Tulis alasannya" in kosong.content.decode()
    admin.post(f"/siapa-boleh-apa/{milik.pk}/cabut/", {"alasan": "Pindah tugas"})
    for jalur in ("/pegawai/", "/siapa-boleh-apa/", f"/pegawai/{kota.staf.pk}/ubah/"):
        assert korban.get(jalur).status_code == 403, jalur
    riwayat = admin.get("/siapa-boleh-apa/riwayat/").content.decode()
    assert "Dicabut: Admin dinas" in riwayat and "Pindah tugas" in riwayat and "Sari Admin" in riwayat


def test_auditor_membaca_siapa_boleh_apa_tanpa_tombol(kota: Kota) -> None:
    client = sebagai(kota.auditor)
    isi = client.get("/siapa-boleh-apa/").content.decode()
    assert "Dewi Pusat" in isi and "/beri/" not in isi and "/cabut/" not in isi
    assert client.get("/siapa-boleh-apa/riwayat/").status_code == 200
    assert client.get("/siapa-boleh-apa/beri/").status_code == 403


def test_peran_dari_versi_lebih_baru_tidak_merusak_halaman(kota: Kota) -> None:
    aneh = Peran.objects.create(
        pegawai=kota.staf, jenis="peran_masa_depan", unit=kota.bidang, sejak=pabrik.AWAL
    )
    for siapa, jalur in (
        (kota.admin_bkd, "/siapa-boleh-apa/"),
        (kota.admin_bkd, f"/siapa-boleh-apa/{aneh.pk}/cabut/"),
        (kota.admin_bkd, f"/pegawai/{kota.staf.pk}/"),
        (kota.staf, "/akses-saya/"),
        (kota.staf, "/"),
    ):
        assert sebagai(siapa).get(jalur).status_code == 200, jalur
    assert "belum dikenal" in sebagai(kota.staf).get("/akses-saya/").content.decode()


def test_matriks_menyebut_setiap_izin_dengan_kata(kota: Kota) -> None:
    isi = sebagai(kota.admin_bkd).get("/siapa-boleh-apa/").content.decode()
    for kata in (*Peran.KETERANGAN.values(), "Menutup periode", "Membaca jejak perubahan"):
        assert str(kata) in isi


def test_tombol_data_pengelola_tidak_ditawarkan_kepada_admin_dinas(kota: Kota) -> None:
    pabrik.peran(kota.rekan, "auditor")
    client = sebagai(kota.admin_dinas)
    isi = client.get(f"/pegawai/{kota.rekan.pk}/").content.decode()
    assert "/ubah/" not in isi and "/nonaktifkan/" not in isi
    for aksi in ("ubah", "nomor", "nonaktifkan"):
        assert client.get(f"/pegawai/{kota.rekan.pk}/{aksi}/").status_code == 403


def test_nomor_lama_tetap_tampil_sesudah_diganti(kota: Kota) -> None:
    lama = kota.staf.nip
    layanan_pegawai.ganti_nomor(
        pegawai=kota.staf,
        nip="198609262026011001",
        status="PNS",
        golongan="III/a",
        dasar="SK",
        oleh=kota.admin_bkd,
        sekarang=SEKARANG,
    )
    isi = re.sub(r"\s", "", sebagai(kota.admin_dinas).get(f"/pegawai/{kota.staf.pk}/").content.decode())
    assert lama in isi


@pytest.mark.parametrize(
    "jalur",
    [
        "/pegawai/",
        "/penempatan/baru/",
        "/penilai-khusus/",
        "/penilai-khusus/?q=Orang",
        "/siapa-boleh-apa/",
        "/siapa-boleh-apa/beri/",
        "/siapa-boleh-apa/riwayat/",
        "/penempatan/baru/?pegawai={staf}",
    ],
)
@pytest.mark.parametrize("pelaku", ["admin_bkd", "admin_dinas"])
def test_banyaknya_kueri_tetap_pada_10_dan_150_orang(kota: Kota, jalur: str, pelaku: str) -> None:
    alamat = jalur.format(staf=kota.staf.pk)
    client = sebagai(getattr(kota, pelaku))
    client.get(alamat)

    def tambah(banyak: int) -> None:
        for n in range(banyak):
            unit = pabrik.unit(kota.instansi, f"Unit Orang {n}", kota.dinas)
            siapa = pabrik.pegawai(kota.instansi, f"Orang {n}")
            pabrik.tempatkan(siapa, unit, kepala=True)
            pabrik.khususkan(siapa, kota.kadis)
            pabrik.peran(siapa, "petugas_layanan", unit)
            Jejak.objects.create(
                waktu=SEKARANG,
                instansi_id=kota.instansi.pk,
                pelaku_nama="Sistem",
                aksi="peran.diberikan",
                objek_jenis="peran",
                isi={"pegawai": siapa.pk, "unit": unit.pk, "jenis": "petugas_layanan", "sejak": "2026-01-01"},
            )

    banyak = []
    for jumlah in (10, 140):
        tambah(jumlah)
        with CaptureQueriesContext(connection) as kueri:
            assert client.get(alamat).status_code == 200
        banyak.append(len(kueri))
    assert banyak[1] <= banyak[0] + 1 <= 21, banyak  # sisa pilihan yang terpotong dihitung sekali
