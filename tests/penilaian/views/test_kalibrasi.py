"""Papan kalibrasi: siapa melihat apa, semuanya berjalan tanpa skrip, dan kuerinya tetap berapa pun orangnya."""

import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inti.models import Jejak
from kepegawaian.models import Pegawai, Penempatan, Peran
from penilaian.models import Evaluasi, Kalibrasi, PindahKalibrasi
from penilaian.services import penutupan
from tests.penilaian import pabrik
from tests.penilaian.kalibrasi import ALASAN, DuniaKalibrasi, dunia

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _hari() -> Any:
    with time_machine.travel(pabrik.SEKARANG, tick=False):
        yield


@pytest.fixture
def k() -> DuniaKalibrasi:
    return dunia()


def masuk(siapa: Pegawai) -> Client:
    peramban = Client()
    peramban.force_login(siapa)
    return peramban


def alamat(nama: str, *argumen: object) -> str:
    return reverse(f"penilaian:kalibrasi{nama}", args=argumen)


def test_pimpinan_membuka_memindahkan_menarik_dan_menutup_lewat_formulir(k: DuniaKalibrasi) -> None:
    p, siapa = masuk(k.pimpinan), k.staf[0]
    isi = p.get(alamat("")).content.decode()
    assert "Buka rapat kalibrasi" in isi and "jatah predikat" in isi
    jawaban = p.post(alamat("_buka", k.d.triwulan.pk, k.d.dinas.pk))
    rapat = Kalibrasi.objects.get()
    papan = alamat("_papan", rapat.pk)
    assert jawaban.url == papan
    isi = p.get(papan).content.decode()
    assert "3 pegawai sudah dirating, 2 penilai, 0 dipindahkan" in isi
    assert isi.count("data-orang=") == 3 and "3 orang</summary>" in isi
    isi = p.get(f"{papan}?orang={siapa.pk}&ke=sesuai.sesuai").content.decode()
    lembar = p.get(alamat("_unduh", rapat.pk))
    assert lembar.content.startswith(b"PK")
    assert Jejak.objects.filter(aksi="kalibrasi.diunduh", objek_id=rapat.pk).exists()
    assert "Melampaui target tiga bulan." in isi and '<option value="sesuai.sesuai" selected>' in isi
    lihat = re.search(r'name="dilihat" value="([\d.]+)"', isi)
    assert lihat is not None
    kiriman = {"menjadi": "sesuai.sesuai", "alasan": "pendek", "dilihat": lihat[1]}
    isi = p.post(alamat("_pindah", rapat.pk, siapa.pk), kiriman).content.decode()
    assert "sekurangnya 20 huruf" in isi and "pendek</textarea>" in isi and "Galat: " in isi
    jawaban = p.post(alamat("_pindah", rapat.pk, siapa.pk), kiriman | {"alasan": ALASAN}, follow=True)
    isi = jawaban.content.decode()
    assert "Penilainya diberi tahu" in isi and ALASAN in isi and "1 dipindahkan" in isi
    assert 'class="geser"' in isi and "Tarik pemindahan ini" in isi
    isi = p.post(
        alamat("_pindah", rapat.pk, siapa.pk),
        {"menjadi": "di_bawah.sesuai", "alasan": ALASAN, "dilihat": lihat[1]},
    ).content.decode()
    assert "sudah berubah sejak Anda membukanya" in isi
    baru = re.search(r'name="dilihat" value="([\d.]+)"', isi)
    assert baru is not None and baru[1] != lihat[1], "sesudah membaca yang baru, ia dapat mengirim lagi"
    baris = PindahKalibrasi.objects.get()
    isi = p.post(alamat("_tarik", rapat.pk, baris.pk), follow=True).content.decode()
    assert "ditarik" in isi and "0 dipindahkan" in isi
    isi = p.post(alamat("_tutup", rapat.pk), {"catatan": ""}).content.decode()
    assert "Tandai sekurangnya satu penilai" in isi
    jawaban = p.post(alamat("_tutup", rapat.pk), {"hadir": [k.kabid[0].pk], "catatan": ""}, follow=True)
    assert "Berita acara (PDF)" in jawaban.content.decode()
    assert p.get(alamat("_tutup", rapat.pk)).url == papan
    berkas = p.get(alamat("_pdf", rapat.pk))
    assert berkas["Content-Type"] == "application/pdf" and berkas.content.startswith(b"%PDF")


def test_tiap_peran_melihat_yang_menjadi_urusannya(k: DuniaKalibrasi) -> None:
    rapat = k.buka()
    baris = k.pindah(rapat, k.staf[0], "sesuai.sesuai")
    bkd = pabrik.orang(k.d.instansi, "Admin BKD")
    Peran.objects.create(pegawai=bkd, jenis="admin_bkd", sejak=pabrik.AWAL)
    pimpinan_bidang = k.kabid[1]
    Peran.objects.create(pegawai=pimpinan_bidang, jenis="pimpinan", unit=k.bidang[1], sejak=pabrik.AWAL)
    kiriman = {"menjadi": "di_bawah.sesuai", "alasan": ALASAN, "dilihat": f"1.{baris.pk}", "hadir": [1]}
    halaman = {
        "papan": ("get", alamat("_papan", rapat.pk)),
        "perkara": ("get", alamat("_orang", rapat.pk, k.staf[0].pk)),
        "pdf": ("get", alamat("_pdf", rapat.pk)),
        "unduh": ("get", alamat("_unduh", rapat.pk)),
        "pindah": ("post", alamat("_pindah", rapat.pk, k.staf[0].pk)),
        "tarik": ("post", alamat("_tarik", rapat.pk, baris.pk)),
        "tutup": ("post", alamat("_tutup", rapat.pk)),
        "buka": ("post", alamat("_buka", k.d.triwulan.pk, k.d.dinas.pk)),
        "semua": ("get", alamat("_daftar")),
    }
    tulis = dict.fromkeys(("pindah", "tarik", "tutup", "buka"), 403)
    harapan = {
        bkd: {"papan": 200, "perkara": 200, "pdf": 302, "unduh": 200, "semua": 200, **tulis},
        k.kabid[0]: {"papan": 403, "perkara": 200, "pdf": 403, "unduh": 403, "semua": 403, **tulis},
        pimpinan_bidang: {"papan": 403, "perkara": 403, "pdf": 403, "unduh": 403, "semua": 200, **tulis},
        k.staf[0]: {"papan": 403, "perkara": 403, "pdf": 403, "unduh": 403, "semua": 403, **tulis},
        dunia("Kota Lain").pimpinan: {
            "papan": 404,
            "perkara": 404,
            "pdf": 404,
            "unduh": 404,
            "semua": 403,
            **dict.fromkeys(tulis, 404),
        },
    }
    for siapa, kode in harapan.items():
        p = masuk(siapa)
        terbaca = {
            nama: getattr(p, cara)(url, kiriman if cara == "post" else {}).status_code
            for nama, (cara, url) in halaman.items()
        }
        assert terbaca == kode, siapa
    assert PindahKalibrasi.objects.get().ditarik_pada is None and Kalibrasi.objects.get().terbuka
    isi = masuk(bkd).get(alamat("_papan", rapat.pk), {"orang": k.staf[0].pk}).content.decode()
    assert ALASAN in isi and "Anda membaca papan ini" in isi
    assert "Pindahkan</button>" not in isi and "Tarik pemindahan" not in isi and "kalibrasi.js" not in isi


def test_pembaca_tidak_melihat_ratingnya_sendiri(k: DuniaKalibrasi) -> None:
    Peran.objects.create(pegawai=k.staf[0], jenis="auditor", sejak=pabrik.AWAL)
    rapat = k.buka()
    p = masuk(k.staf[0])
    isi = p.get(alamat("_papan", rapat.pk), {"orang": k.staf[0].pk}).content.decode()
    assert "2 pegawai sudah dirating" in isi and f'data-orang="{k.staf[0].pk}"' not in isi
    assert p.get(alamat("_orang", rapat.pk, k.staf[0].pk)).status_code == 403


def test_pegawai_membaca_kalibrasi_di_hasilnya(k: DuniaKalibrasi) -> None:
    k.pindah(k.buka(), k.staf[0], "sesuai.sesuai")
    satu = penutupan.minta(periode=k.d.triwulan, oleh=None, sekarang=pabrik.SESUDAH)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=pabrik.SESUDAH)
    isi = masuk(k.staf[0]).get(reverse("penilaian:hasil"), follow=True).content.decode()
    assert "Rating dikalibrasi" in isi and ALASAN in isi and k.pimpinan.nama in isi
    assert "dari Di Atas Ekspektasi menjadi Sesuai Ekspektasi" in isi and "jatah predikat" in isi
    isi = masuk(k.staf[1]).get(reverse("penilaian:hasil"), follow=True).content.decode()
    assert "dikalibrasi" not in isi


def _kueri(p: Client, rapat: Kalibrasi, orang: int) -> int:
    with CaptureQueriesContext(
        connection,
    ) as kueri:
        assert p.get(alamat("_papan", rapat.pk), {"orang": orang}).status_code == 200
    return len(kueri)


def _tambah(k: DuniaKalibrasi, banyak: int) -> None:
    baru = Pegawai.objects.bulk_create(
        Pegawai(
            instansi=k.d.instansi,
            nip=f"19900101202501{n:04d}",
            nama=f"Anggota {n:04d}",
            status="PNS",
            kelamin="L",
            tanggal_lahir=pabrik.AWAL,
        )
        for n in range(banyak)
    )
    tempat = Penempatan.objects.bulk_create(
        Penempatan(pegawai=p, unit=k.bidang[n % 2], jabatan=k.d.jabatan, jenis="definitif", sejak=pabrik.AWAL)
        for n, p in enumerate(baru)
    )
    Evaluasi.objects.bulk_create(
        Evaluasi(
            instansi=k.d.instansi,
            periode=k.d.triwulan,
            pegawai=t.pegawai,
            penempatan=t,
            status="ditetapkan",
            rating_hasil="sesuai",
            rating_perilaku="sesuai",
            ditetapkan_pada=pabrik.SEKARANG,
            ditetapkan_oleh=k.kabid[n % 2],
        )
        for n, t in enumerate(tempat)
    )


@pytest.mark.parametrize(
    "banyak", [pytest.param(100, id="seratus"), pytest.param(1000, id="seribu", marks=pytest.mark.panjang)]
)
def test_kueri_papan_tetap_dan_halamannya_terbatas(k: DuniaKalibrasi, banyak: int) -> None:
    rapat, p = k.buka(), masuk(k.pimpinan)
    _kueri(p, rapat, k.staf[0].pk)
    sedikit = _kueri(p, rapat, k.staf[0].pk)
    _tambah(k, banyak)
    assert _kueri(p, rapat, k.staf[0].pk) == sedikit
    isi = p.get(alamat("_papan", rapat.pk), {"kotak": "sesuai.sesuai"}).content.decode()
    assert isi.count("data-orang=") == 8 + 3 and f"{banyak - 8} orang lagi" in isi.replace(".", "")
    assert isi.count('data-judul="Penilai"') == 50
    assert len(isi) < 150_000
