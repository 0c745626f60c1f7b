"""Meja penilai di peramban: urutan orang, bukti di samping rating, dan yang ditolak tetap tersimpan di layar."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from indikator.models import Periode
from penilaian.models import Evaluasi, Hasil
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _jam():
    with time_machine.travel(pabrik.SEKARANG, tick=False):
        yield


@pytest.fixture
def d() -> pabrik.Dunia:
    d = pabrik.dunia(staf=3)
    for nomor, siapa in enumerate(d.staf[:2]):
        s = pabrik.skp(d, siapa)
        pabrik.lapor(
            d,
            s.indikator.get(),
            Decimal("97.5"),
            status="diajukan",
            keterangan="Bukti dari lapangan",
            diajukan_pada=pabrik.SEKARANG - timedelta(days=nomor + 1),
            diajukan_oleh=siapa,
        )
    return d


@pytest.fixture
def kepala(client: Client, d: pabrik.Dunia) -> Client:
    client.force_login(d.kepala)
    return client


def alamat(d: pabrik.Dunia, nomor: int) -> str:
    return reverse("penilaian:menilai_orang", args=[d.triwulan.pk, d.staf[nomor].pk])


def isian(**lain: str) -> dict[str, str]:
    return {
        "rating_hasil": "sesuai",
        "rating_perilaku": "sesuai",
        "alasan_hasil": "",
        "alasan_perilaku": "",
        "umpan_balik": "Pertahankan.",
        "versi": "0",
        "aksi": "tetapkan",
    } | lain


def test_menilai_membuka_yang_paling_lama_menunggu(kepala: Client, d: pabrik.Dunia) -> None:
    assert kepala.get(reverse("penilaian:menilai")).url == alamat(d, 1)


def test_halaman_memuat_bukti_usul_dan_keadaan_semua_orang(kepala: Client, d: pabrik.Dunia) -> None:
    isi = kepala.get(alamat(d, 0)).content.decode()
    for kata in (
        "97,50",
        "Bukti dari lapangan",
        "Sesuai Ekspektasi",
        "menunggu 2 hari",
        "SKP belum disetujui",
    ):
        assert kata in isi


def test_menetapkan_membawa_ke_orang_berikutnya(kepala: Client, d: pabrik.Dunia) -> None:
    jawaban = kepala.post(alamat(d, 1), isian())
    assert jawaban.status_code == 302 and jawaban.url == alamat(d, 0)
    assert Evaluasi.objects.get().status == "ditetapkan"
    assert "Berikutnya Staf 1" in kepala.get(jawaban.url).content.decode()


def test_berbeda_dari_usul_tanpa_alasan_dikembalikan_dengan_isian_tetap(
    kepala: Client, d: pabrik.Dunia
) -> None:
    jawaban = kepala.post(alamat(d, 1), isian(rating_hasil="di_atas"))
    isi = jawaban.content.decode()
    assert jawaban.status_code == 200
    assert "<title>Galat: Menilai Staf 2" in isi
    assert "Rating ini berbeda dari usulnya." in isi
    assert "Pertahankan." in isi
    assert not Evaluasi.objects.filter(versi__gt=0).exists()
    assert (
        kepala.post(alamat(d, 1), isian(rating_hasil="di_atas", alasan_hasil="Cara baru.")).status_code == 302
    )


def test_tombol_ditekan_dua_kali_menjadi_satu_penetapan(kepala: Client, d: pabrik.Dunia) -> None:
    for _ in range(2):
        assert kepala.post(alamat(d, 1), isian()).status_code == 302
    assert Evaluasi.objects.get().versi == 1


def test_dua_jendela_tidak_saling_menimpa(kepala: Client, d: pabrik.Dunia) -> None:
    kepala.post(alamat(d, 1), isian(aksi="draf", umpan_balik="Dari jendela satu"))
    jawaban = kepala.post(alamat(d, 1), isian(aksi="draf", umpan_balik="Dari jendela dua", rating_hasil=""))
    isi = jawaban.content.decode()
    assert "sudah disimpan dari jendela" in isi
    assert "Yang tersimpan saat ini" in isi and "Dari jendela dua" in isi
    assert Evaluasi.objects.get().umpan_balik == "Dari jendela satu"


def test_tanpa_skp_hanya_draf(kepala: Client, d: pabrik.Dunia) -> None:
    jawaban = kepala.post(alamat(d, 2), isian())
    assert "belum disetujui, jadi hasil kerjanya belum dapat diberi rating" in jawaban.content.decode()
    assert kepala.post(alamat(d, 2), isian(aksi="draf")).status_code == 302


def test_hanya_penilainya_yang_masuk(client: Client, d: pabrik.Dunia) -> None:
    lain = pabrik.dunia("Kota Lain", staf=1)
    for siapa, kode in ((d.staf[1], 403), (lain.kepala, 404)):
        client.force_login(siapa)
        assert client.get(alamat(d, 0)).status_code == kode
        assert client.post(alamat(d, 0), isian()).status_code == kode
    client.logout()
    assert client.get(alamat(d, 0)).status_code == 302


def test_tanpa_bawahan_ada_penjelasan(client: Client, d: pabrik.Dunia) -> None:
    client.force_login(d.staf[0])
    assert "Tidak ada yang Anda nilai" in client.get(reverse("penilaian:menilai")).content.decode()


def test_periode_tertutup_menjadi_pesan_bukan_galat(kepala: Client, d: pabrik.Dunia) -> None:
    d.triwulan.penutupan_dimulai = pabrik.SEKARANG
    d.triwulan.save()
    jawaban = kepala.post(alamat(d, 0), isian(), follow=True)
    assert jawaban.status_code == 200
    assert "sudah ditutup" in jawaban.content.decode()


def test_jumlah_kueri_sama_untuk_3_dan_40_orang(
    kepala: Client, d: pabrik.Dunia, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(60) as sedikit:
        kepala.get(alamat(d, 0))
    for nomor in range(37):
        siapa = pabrik.tambah_staf(d, f"Tambahan {nomor}")
        s = pabrik.skp(d, siapa, {}, {}, {}, {})
        for satu in s.indikator.all():
            pabrik.lapor(d, satu, 90)
    with django_assert_max_num_queries(60) as banyak:
        kepala.get(alamat(d, 0))
    assert len(banyak) == len(sedikit)


def test_penilai_baru_melihat_angka_lalu_tanpa_tautan_yang_bukan_haknya(
    client: Client, d: pabrik.Dunia
) -> None:
    siapa, lama = d.staf[0], pabrik.orang(d.instansi, "Kepala Dinas Lama")
    pabrik.tempatkan(lama, pabrik.dinas_baru(d.instansi, d.akar, "Dinas Lama"), d.jabatan, kepala=True)
    kini = d.triwulan
    lalu = Periode.objects.create(
        **{
            bidang: getattr(kini, bidang)
            for bidang in ("instansi", "induk", "kebijakan", "jenis", "tenggat_skp", "tenggat_lapor")
        },
        nama="Triwulan II 2026",
        mulai=date(2026, 4, 1),
        selesai=date(2026, 6, 30),
        tenggat_umpan_balik=kini.tenggat_umpan_balik,
        tenggat_nilai=kini.tenggat_nilai,
        tutup_pada=kini.tutup_pada,
        status="ditutup",
        ditutup=pabrik.SEKARANG,
    )
    hasil = Hasil.objects.create(
        instansi=d.instansi,
        periode=lalu,
        pegawai=siapa,
        penempatan=siapa.penempatan.get(),
        unit=d.dinas,
        dinas=d.dinas,
        penilai=lama,
        lengkap=False,
        rincian={"indikator": []},
        sidik="s",
    )
    client.force_login(d.kepala)
    isi = client.get(alamat(d, 0)).content.decode()
    tautan = reverse("penilaian:hasil_rinci", args=[hasil.pk])
    assert "Triwulan II 2026" in isi
    assert tautan not in isi
    assert client.get(tautan).status_code == 403
