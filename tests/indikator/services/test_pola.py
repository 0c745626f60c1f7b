"""Pola SKP: dibagikan kepada beberapa orang tanpa mengubah tulisan mereka, dan dapat ditarik selama belum disentuh."""

import pytest
from django.urls import reverse

from indikator.models import RHK, SKP, PenerapanPola, PolaSKP
from indikator.services import skp as layanan
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db


@pytest.fixture
def sumber(p, tahun):
    """SKP Ratna yang disetujui, contoh isi pola."""
    return pabrik.skp(p, p.ratna, tahun, status="disetujui")


@pytest.fixture
def pola(p, sumber):
    return buat(p, sumber)


def buat(p, sumber, **lain):
    isi = {"nama": "Tim loket", "rhk_ids": [sumber.rhk.get().pk], "oleh": p.kabid, **lain}
    return layanan.buat_pola(sumber=sumber, sekarang=p.sekarang, **isi)


def terapkan(p, pola, *orang, oleh=None):
    return layanan.terapkan_pola(
        pola=pola, pegawai_ids=[o.pk for o in orang], oleh=oleh or p.kabid, sekarang=p.sekarang
    )


def batalkan(p, pola, oleh=None):
    ids = list(PenerapanPola.objects.values_list("pk", flat=True))
    return layanan.batalkan_pola(pola=pola, penerapan_ids=ids, oleh=oleh or p.kabid, sekarang=p.sekarang)


class TestBuat:
    def test_menyalin_isi_sehingga_sumbernya_boleh_berubah(self, p, sumber, pola):
        sumber.rhk.update(teks="Diganti")
        assert pola.isi[0]["teks"] == "Akta terbit tepat waktu"
        assert pola.isi[0]["indikator"][0]["target"] == "95.0000"

    def test_nama_yang_sama_tidak_menggandakan(self, p, sumber, pola):
        assert buat(p, sumber).pk == pola.pk
        assert Jejak.objects.filter(aksi="skp.pola_dibuat").count() == 1

    @pytest.mark.parametrize("lain", [{"nama": " "}, {"rhk_ids": []}, {"rhk_ids": [0]}])
    def test_menolak_tanpa_nama_dan_rhk_di_luar_skp(self, p, sumber, lain):
        with pytest.raises(GalatAturan):
            buat(p, sumber, **lain)

    def test_menolak_yang_bukan_penilainya(self, p, sumber):
        with pytest.raises(TidakBerhak):
            buat(p, sumber, oleh=p.kapus)


class TestTerapkan:
    def test_yang_belum_mulai_mendapat_draf_yang_perlu_dipastikan(self, p, pola):
        hasil = terapkan(p, pola, p.budi)
        skp = SKP.objects.get(pegawai=p.budi)
        assert ([o.nama for o in hasil.diterapkan], skp.status) == (["Budi Santoso"], "draf")
        satu = skp.indikator.get()
        assert (satu.nama, satu.kode, satu.dipastikan) == ("Jumlah akta", "IK1", False)
        assert Pemberitahuan.objects.get(penerima_id=p.budi.pk).judul.endswith("ke draf SKP Anda")

    def test_tulisan_sendiri_tidak_berubah_dan_yang_sama_dilewati(self, p, tahun, pola):
        draf = pabrik.skp(p, p.budi, tahun)
        draf.rhk.update(teks="Tulisan Budi")
        draf.indikator.update(urutan=1)
        terapkan(p, pola, p.budi)
        assert [r.teks for r in draf.rhk.order_by("urutan")] == ["Tulisan Budi", "Akta terbit tepat waktu"]
        assert [i.kode for i in draf.indikator.order_by("urutan")] == ["IK1", "IK2"]
        dua = buat(p, SKP.objects.get(pegawai=p.ratna), nama="Pola lain")
        assert terapkan(p, dua, p.budi).dilewati[0][1].startswith("Semua RHK")

    def test_yang_menunggu_dan_disetujui_dilewati_dengan_sebab(self, p, pola):
        assert "lewat adendum" in terapkan(p, pola, p.ratna).dilewati[0][1]

    def test_dua_kali_sama_dengan_sekali(self, p, pola):
        terapkan(p, pola, p.budi)
        assert terapkan(p, pola, p.budi).dilewati[0][1] == "Sudah menerima pola ini, tidak perlu diulang."
        assert SKP.objects.get(pegawai=p.budi).rhk.count() == 1

    def test_tautan_hanya_ke_rhk_penilai_sendiri(self, p, tahun, sumber):
        milik = pabrik.skp(p, p.kabid, tahun, status="diajukan").rhk.get()
        asing = pabrik.skp(p, p.kadis, tahun, status="diajukan").rhk.get()
        sumber.rhk.update(pimpinan=milik)
        terapkan(p, buat(p, sumber, nama="Satu"), p.budi)
        assert RHK.objects.get(skp__pegawai=p.budi).pimpinan == milik
        SKP.objects.filter(pegawai=p.budi).get().rhk.all().delete()
        sumber.rhk.update(pimpinan=asing)
        terapkan(p, buat(p, sumber, nama="Dua"), p.budi)
        assert RHK.objects.get(skp__pegawai=p.budi).pimpinan is None

    def test_satu_bukan_bawahan_menolak_semuanya(self, p, pola):
        with pytest.raises(TidakBerhak):
            terapkan(p, pola, p.budi, p.perawat)
        assert not SKP.objects.filter(pegawai=p.budi).exists()

    def test_pola_orang_lain_tidak_dapat_dibagikan(self, p, pola):
        with pytest.raises(TidakBerhak):
            terapkan(p, pola, p.kabid, oleh=p.kadis)


class TestBatalkan:
    def test_draf_yang_lahir_karenanya_ikut_hilang(self, p, pola):
        terapkan(p, pola, p.budi)
        assert [o.nama for o in batalkan(p, pola).diterapkan] == ["Budi Santoso"]
        assert not SKP.objects.filter(pegawai=p.budi).exists()
        assert [o.nama for o in terapkan(p, pola, p.budi).diterapkan] == ["Budi Santoso"]

    def test_hanya_tambahannya_yang_ditarik(self, p, tahun, pola):
        draf = pabrik.skp(p, p.budi, tahun)
        draf.rhk.update(teks="Tulisan Budi")
        draf.indikator.update(urutan=1)
        terapkan(p, pola, p.budi)
        batalkan(p, pola)
        assert [r.teks for r in draf.rhk.all()] == ["Tulisan Budi"]

    def test_sesudah_disentuh_pemiliknya_tetap(self, p, pola):
        terapkan(p, pola, p.budi)
        skp = SKP.objects.get(pegawai=p.budi)
        layanan.tambah_rhk(
            skp=skp,
            teks="Milik Budi",
            jenis="utama",
            pimpinan_id=None,
            versi=skp.versi,
            oleh=p.budi,
            sekarang=p.sekarang,
        )
        assert "disentuh" in batalkan(p, pola).dilewati[0][1]
        assert skp.rhk.count() == 2

    def test_dua_kali_tanpa_akibat(self, p, pola):
        terapkan(p, pola, p.budi)
        batalkan(p, pola)
        hasil = batalkan(p, pola)
        assert (hasil.diterapkan, hasil.dilewati) == ([], [])


class TestHalaman:
    def test_dari_skp_contoh_sampai_ditarik_kembali(self, p, sumber):
        klien = masuk(p.kabid)

        def buka(nama, *argumen, **isi):
            return klien.get(reverse(f"indikator:{nama}", args=argumen), isi)

        assert "Jadikan pola" in buka("pola_skp").content.decode()
        tujuan = reverse("indikator:pola_skp_baru", args=[sumber.pk])
        assert "Centang RHK" in klien.post(tujuan, {"nama": "Tim loket"}).content.decode()
        klien.post(tujuan, {"nama": "Tim loket", "pilih": [sumber.rhk.get().pk]})
        pola = PolaSKP.objects.get()
        rinci = buka("pola_skp_rinci", pola.pk).content.decode()
        assert "lewat adendum" in rinci and "Budi Santoso" in rinci
        pratinjau = buka("pola_skp_terapkan", pola.pk, pilih=[p.budi.pk, p.ratna.pk]).content.decode()
        assert "Terapkan kepada 1 orang" in pratinjau and "Dilewati" in pratinjau
        assert PenerapanPola.objects.count() == 0
        klien.post(reverse("indikator:pola_skp_terapkan", args=[pola.pk]), {"pilih": [p.budi.pk]})
        sesudah = buka("pola_skp_rinci", pola.pk).content.decode()
        penerapan = PenerapanPola.objects.get()
        lawan = f"{reverse('indikator:pola_skp_batalkan', args=[pola.pk])}?pilih={penerapan.pk}"
        assert lawan in sesudah
        klien.post(lawan)
        assert not SKP.objects.filter(pegawai=p.budi).exists()

    def test_pola_milik_orang_lain_dan_skp_yang_tidak_dinilai(self, p, sumber, pola):
        klien = masuk(p.kadis)
        assert klien.get(reverse("indikator:pola_skp_rinci", args=[pola.pk])).status_code == 404
        klien.force_login(p.ratna)
        assert klien.get(reverse("indikator:pola_skp_baru", args=[sumber.pk])).status_code == 403
