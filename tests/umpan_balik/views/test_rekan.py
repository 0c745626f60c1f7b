"""Halaman umpan balik pegawai: hanya permintaan sendiri, isi tidak hilang, dan tidak ada yang bocor."""

import re
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from indikator.models import Periode
from inti.sekali import SESI
from kepegawaian.models import Pegawai
from tests.klien import masuk
from tests.umpan_balik.conftest import Kota, buat_pegawai, tempatkan
from umpan_balik.models import Jawaban, Penugasan
from umpan_balik.queries.beranda import tugas_untuk
from umpan_balik.services import penugasan
from umpan_balik.views.rekan import isi_360

pytestmark = pytest.mark.django_db
TIGA = {f"p_{i}_{j}": "3" for i in range(1, 8) for j in range(1, 4)}


@pytest.fixture
def diminta(kota: Kota, sekarang: datetime) -> Penugasan:
    penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
    return Penugasan.objects.get(penilai=kota.anggota[1], dinilai=kota.anggota[0])


def url_isi(diminta: Penugasan) -> str:
    return reverse("umpan_balik:isi_360", args=[diminta.pk])


def test_daftar_menyebut_orang_tenggat_dan_keadaannya(kota: Kota, diminta: Penugasan) -> None:
    isi = masuk(kota.anggota[1]).get(reverse("umpan_balik:daftar")).content.decode()
    jumlah = Penugasan.objects.filter(penilai=kota.anggota[1]).count()
    assert kota.anggota[0].nama in isi and f"0 dari {jumlah} formulir terkirim" in isi
    assert "16 Desember 2026 pukul 10.00 WIB" in isi
    assert kota.anggota[1].nama_lengkap not in isi.split("<main", 1)[1]


def test_permintaan_htmx_tanpa_isian_mendapat_halaman_utuh(kota: Kota, diminta: Penugasan) -> None:
    """Misalnya htmx memulihkan halaman dari riwayat peramban."""
    klien = masuk(kota.anggota[1])
    for cara in (klien.get, klien.post):
        jawaban = cara(url_isi(diminta), headers={"HX-Request": "true"})
        assert jawaban.status_code == 200 and b"<main" in jawaban.content


def test_kirim_lalu_ubah(kota: Kota, diminta: Penugasan) -> None:
    klien = masuk(kota.anggota[1])
    assert klien.post(url_isi(diminta), TIGA | {"aksi": "kirim"})["Location"] == reverse("umpan_balik:daftar")
    isi = klien.get(url_isi(diminta)).content.decode()
    assert "Kirim perubahan" in isi and isi.count("checked") == 21
    klien.post(url_isi(diminta), TIGA | {"aksi": "kirim", "p_1_1": "5", "komentar_loyal": "Menjaga rahasia."})
    assert Jawaban.objects.get().nilai[0] == 5


def test_sesi_tidak_mengingat_siapa_menjawab_dan_kapan(
    kota: Kota, diminta: Penugasan, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dua kali dari halaman yang sama tetap satu jawaban; kembarannya yang diingat meninggalkan bekas."""
    kiriman = TIGA | {"aksi": "kirim", "csrfmiddlewaretoken": "a" * 64}
    klien = masuk(kota.anggota[1])
    for _ in range(2):
        assert klien.post(url_isi(diminta), kiriman).status_code in (200, 302)
    assert Jawaban.objects.count() == 1
    assert SESI not in klien.session
    monkeypatch.delattr(isi_360, "tanpa_bekas")
    klien.post(url_isi(diminta), kiriman | {"versi": "1", "p_1_1": "5"})
    assert SESI in klien.session


def test_draf_tersimpan_dan_dilanjutkan(kota: Kota, diminta: Penugasan) -> None:
    klien = masuk(kota.anggota[1])
    klien.post(url_isi(diminta), {"p_1_1": "2", "p_1_2": "tt", "komentar_loyal": "Teks.", "aksi": "draf"})
    isi = klien.get(url_isi(diminta)).content.decode()
    assert isi.count("checked") == 1 and "Teks." in isi
    assert "1 dari 21" in klien.get(reverse("umpan_balik:daftar")).content.decode()


def test_terlalu_sedikit_jawaban_mempertahankan_isi(kota: Kota, diminta: Penugasan) -> None:
    sepuluh = dict(list(TIGA.items())[:10])
    jawaban = masuk(kota.anggota[1]).post(
        url_isi(diminta), sepuluh | {"aksi": "kirim", "komentar_adaptif": "Belum lengkap."}
    )
    isi = jawaban.content.decode()
    assert jawaban.status_code == 200 and "baru 10 terisi" in isi
    assert isi.count("checked") == 10 and "Belum lengkap." in isi
    assert "<title>Galat: " in isi


def test_simpan_sendiri_hanya_mengirim_sepotong(kota: Kota, diminta: Penugasan) -> None:
    jawaban = masuk(kota.anggota[1]).post(url_isi(diminta), {"p_1_1": "4"}, headers={"HX-Request": "true"})
    assert "1 dari 21 tersimpan 10.00 WIB" in jawaban.content.decode()
    assert "<html" not in jawaban.content.decode()
    assert Jawaban.objects.get().draf


def test_simpan_sendiri_yang_tertolak_mengatakannya(kota: Kota, diminta: Penugasan) -> None:
    for isian in ({"p_1_1": "9"}, {"komentar_loyal": "x" * 1001}):
        jawaban = masuk(kota.anggota[1]).post(url_isi(diminta), isian, headers={"HX-Request": "true"})
        isi = jawaban.content.decode()
        assert "Belum tersimpan" in isi and "<html" not in isi
    assert not Jawaban.objects.exists()


def test_hanya_penilainya_yang_dapat_membuka_dan_menulis(
    kota: Kota, kota_lain: Kota, diminta: Penugasan
) -> None:
    for orang in (
        kota.anggota[0],
        kota.anggota[2],
        kota.kabid,
        kota.admin,
        kota_lain.admin,
        kota_lain.anggota[1],
    ):
        klien = masuk(orang)
        assert klien.get(url_isi(diminta)).status_code == 404
        assert klien.post(url_isi(diminta), TIGA | {"aksi": "kirim"}).status_code == 404
    assert not Jawaban.objects.exists()
    assert Client().get(url_isi(diminta)).status_code == 302


def test_tanpa_permintaan_tidak_ada_jawaban_apa_pun_isi_kirimannya(kota: Kota, diminta: Penugasan) -> None:
    lain = Penugasan.objects.exclude(penilai=kota.anggota[1]).first()
    assert lain is not None
    masuk(kota.anggota[1]).post(
        url_isi(diminta),
        TIGA
        | {
            "aksi": "kirim",
            "penugasan": str(lain.pk),
            "penugasan_id": str(lain.pk),
            "dinilai": str(kota.kabid.pk),
            "penilai": str(kota.anggota[2].pk),
            "selesai": "0",
        },
    )
    assert Jawaban.objects.get().penugasan == diminta


def test_sesudah_ditutup_dijelaskan_bukan_500(kota: Kota, diminta: Penugasan, sekarang: datetime) -> None:
    klien = masuk(kota.anggota[1])
    Periode.objects.filter(pk=kota.periode.pk).update(penutupan_dimulai=sekarang)
    for jawaban in (klien.get(url_isi(diminta)), klien.post(url_isi(diminta), TIGA | {"aksi": "kirim"})):
        assert jawaban["Location"] == reverse("umpan_balik:daftar")
    assert "sudah ditutup" in klien.get(reverse("umpan_balik:daftar")).content.decode()


def test_orang_yang_dinilai_tidak_melihat_apa_pun_sebelum_ditutup(kota: Kota, diminta: Penugasan) -> None:
    dinilai = masuk(kota.anggota[0])

    def tampak() -> list[str]:
        halaman = [dinilai.get(f"/umpan-balik/?bagian={b}").content.decode() for b in ("diterima", "tim")]
        return [re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", satu) for satu in halaman]

    sebelum = tampak()
    masuk(kota.anggota[1]).post(
        url_isi(diminta), TIGA | {"aksi": "kirim", "komentar_loyal": "Rahasia sekali."}
    )
    assert tampak() == sebelum


def test_jumlah_kueri_daftar_tetap(kota: Kota, sekarang: datetime) -> None:
    def kueri() -> int:
        Penugasan.objects.all().delete()
        penugasan.tugaskan_periode(periode=kota.periode, oleh=None, sekarang=sekarang)
        klien = masuk(kota.kabid)
        klien.get(reverse("umpan_balik:daftar"))
        with CaptureQueriesContext(connection) as rekam:
            klien.get(reverse("umpan_balik:daftar"))
        return len(rekam)

    sedikit = kueri()
    for i in range(20):
        tempatkan(buat_pegawai(kota.instansi, f"Baru{i}"), kota.bidang)
    assert kueri() == sedikit <= 15


def test_siapa_melihat_apa_menyebut_pengelola_basis_data_dan_cadangan(kota: Kota) -> None:
    isi = masuk(kota.anggota[1]).get(reverse("umpan_balik:siapa_melihat")).content.decode()
    assert "Pengelola basis data" in isi and "Cadangan basis data" in isi


# --- beranda ---


def test_tugas_beranda_paling_banyak_tiga_kueri(kota: Kota, diminta: Penugasan, sekarang: datetime) -> None:
    Pegawai.objects.get(pk=kota.anggota[1].pk).instansi  # noqa: B018 instansi termuat seperti pada pengguna yang masuk
    jumlah = Penugasan.objects.filter(penilai=kota.anggota[1]).count()
    with CaptureQueriesContext(connection) as rekam:
        (tugas,) = tugas_untuk(pegawai=kota.anggota[1], sekarang=sekarang)
    assert len(rekam) <= 3
    assert (tugas.jumlah, tugas.tenggat, tugas.status) == (jumlah, kota.periode.tenggat_umpan_balik, "")


def test_tugas_hilang_sesudah_terkirim(kota: Kota, diminta: Penugasan, sekarang: datetime) -> None:
    for satu in Penugasan.objects.filter(penilai=kota.anggota[1]):
        Jawaban.objects.update_or_create(penugasan=satu, defaults={"nilai": [4] * 21, "draf": False})
    assert tugas_untuk(pegawai=kota.anggota[1], sekarang=sekarang) == []
