"""Menyalin dan menarik beberapa indikator sekaligus."""

import pytest

from indikator.models import Indikator
from indikator.services import katalog
from indikator.services.katalog import MasukanJangkauan as J
from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.models import Pegawai
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db


def test_salinan_membawa_isi_dan_jabatan_tetapi_bukan_batas_unit(p: pabrik.Pemda) -> None:
    asal = pabrik.indikator(
        p,
        definisi="Definisi",
        jangkauan=[J(jenis_jabatan="pelaksana", unit_id=p.capil.pk), J(unit_id=p.capil.pk)],
    )
    hasil = katalog.salin(indikator=[asal], ke=p.dinkes, oleh=p.admin, sekarang=p.sekarang)
    (baru,) = hasil.berhasil
    assert (baru.unit, baru.nama, baru.definisi, baru.target_acuan) == (p.dinkes, asal.nama, "Definisi", 95)
    assert [(j.jenis_jabatan, j.unit_id) for j in baru.jangkauan.all()] == [("pelaksana", None)]
    assert asal.jangkauan.count() == 2


def test_nama_yang_sudah_ada_dilewati_dan_yang_lain_tetap_disalin(p: pabrik.Pemda) -> None:
    sama, lain = pabrik.indikator(p), pabrik.indikator(p, "Waktu terbit akta")
    pabrik.indikator(p, unit=p.dinkes)
    hasil = katalog.salin(indikator=[sama, lain], ke=p.dinkes, oleh=p.admin, sekarang=p.sekarang)
    assert [i.nama for i in hasil.berhasil] == ["Waktu terbit akta"]
    assert hasil.dilewati == ((sama, "namanya sudah ada di sana"),)


def test_menyalin_dua_kali_tidak_menggandakan(p: pabrik.Pemda) -> None:
    asal = pabrik.indikator(p)
    for _ in range(2):
        katalog.salin(indikator=[asal], ke=p.dinkes, oleh=p.admin, sekarang=p.sekarang)
    assert Indikator.objects.filter(unit=p.dinkes).count() == 1


def test_admin_dinas_menyalin_dari_dinas_lain_hanya_ke_dinasnya(p: pabrik.Pemda) -> None:
    asal = pabrik.indikator(p, unit=p.dinkes)
    katalog.salin(indikator=[asal], ke=p.dukcapil, oleh=p.admin_dukcapil, sekarang=p.sekarang)
    with pytest.raises(TidakBerhak):
        katalog.salin(indikator=[asal], ke=p.akar, oleh=p.admin_dukcapil, sekarang=p.sekarang)


def test_indikator_instansi_lain_menggagalkan_seluruh_salinan(p: pabrik.Pemda) -> None:
    asing, milik = pabrik.indikator(pabrik.pemda("Kota Lain")), pabrik.indikator(p)
    with pytest.raises(GalatAturan, match="instansi lain"):
        katalog.salin(indikator=[milik, asing], ke=p.dinkes, oleh=p.admin, sekarang=p.sekarang)
    assert not Indikator.objects.filter(unit=p.dinkes).exists()


def test_menarik_banyak_menolak_semuanya_bila_satu_di_luar_cakupan(p: pabrik.Pemda) -> None:
    milik, lain = pabrik.indikator(p), pabrik.indikator(p, unit=p.dinkes)
    with pytest.raises(TidakBerhak):
        katalog.atur_aktif_banyak(
            indikator=[milik, lain], aktif=False, oleh=p.admin_dukcapil, sekarang=p.sekarang
        )
    assert Indikator.objects.filter(aktif=True).count() == 2


def test_versi_lama_dilewati_dengan_sebabnya(p: pabrik.Pemda) -> None:
    lama, lain = pabrik.indikator(p), pabrik.indikator(p, "Lain")
    pabrik.skp(p, p.ratna, pabrik.tahun(p), lama)
    katalog.ubah(
        indikator=lama,
        nama="Baru",
        satuan="%",
        polaritas="maksimal",
        aspek="waktu",
        oleh=None,
        sekarang=p.sekarang,
    )
    hasil = katalog.atur_aktif_banyak(indikator=[lama, lain], aktif=False, oleh=p.admin, sekarang=p.sekarang)
    assert hasil.berhasil == (lain,)
    assert "yang berlaku versi 2" in hasil.dilewati[0][1]


class TestBatalSalin:
    def salin(self, p: pabrik.Pemda) -> Indikator:
        asal = pabrik.indikator(p, "Waktu layanan")
        return katalog.salin(indikator=[asal], ke=p.dinkes, oleh=p.admin, sekarang=p.sekarang).berhasil[0]

    def batal(self, p: pabrik.Pemda, *salinan: Indikator, oleh: Pegawai | None = None) -> katalog.HasilBanyak:
        return katalog.batal_salin(indikator=salinan, oleh=oleh or p.admin, sekarang=p.sekarang)

    def test_salinan_yang_belum_dipakai_dihapus_dan_boleh_diulang(self, p: pabrik.Pemda) -> None:
        salinan = self.salin(p)
        assert len(self.batal(p, salinan).berhasil) == 1
        assert not Indikator.objects.filter(unit=p.dinkes).exists()
        assert self.batal(p, salinan).berhasil == ()

    def test_yang_sudah_dipakai_skp_tetap_ada(self, p: pabrik.Pemda) -> None:
        salinan = self.salin(p)
        pabrik.skp(p, p.perawat, pabrik.tahun(p), salinan)
        ((_, sebab),) = self.batal(p, salinan).dilewati
        assert sebab.startswith("sudah dipakai SKP")
        assert Indikator.objects.filter(pk=salinan.pk).exists()

    def test_indikator_orang_lain_tidak_terhapus_lewat_pembatalan(self, p: pabrik.Pemda) -> None:
        milik = pabrik.indikator(p, "Bukan salinan")
        assert self.batal(p, milik).dilewati == ((milik, "bukan salinan Anda."),)

    def test_di_luar_cakupan_menggagalkan_semuanya(self, p: pabrik.Pemda) -> None:
        salinan = self.salin(p)
        with pytest.raises(TidakBerhak):
            self.batal(p, salinan, oleh=p.admin_dukcapil)
        assert Indikator.objects.filter(pk=salinan.pk).exists()
