"""Target tiap triwulan: siapa boleh mengatur, kapan berlaku, dan ikut ke adendum."""

from decimal import Decimal

import pytest

from indikator.models import SKP, IndikatorKinerja, Periode, TargetTriwulan
from indikator.queries.realisasi.daftar import indikator_dilaporkan
from indikator.queries.skp.lembar import lembar_banyak
from indikator.queries.target import target_pada
from indikator.services.skp import buka_adendum
from indikator.services.skp.triwulan import atur_triwulan
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Pegawai
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db
PAS = [Decimal(n) for n in (20, 40, 60, 95)]


@pytest.fixture
def ik(p: pabrik.Pemda, tahun: Periode) -> IndikatorKinerja:
    """Indikator Ratna: maksimal, target setahun 95."""
    return pabrik.skp(p, p.ratna, tahun).indikator.select_related("skp").get()


def atur(
    p: pabrik.Pemda,
    ik: IndikatorKinerja,
    bagian: list[Decimal] | None,
    *,
    akumulasi: str = "kumulatif",
    oleh: Pegawai | None = None,
    versi: int | None = None,
) -> SKP:
    kini = SKP.semua.get(pk=ik.skp_id).versi
    return atur_triwulan(
        indikator=ik,
        akumulasi=akumulasi,
        bagian=bagian,
        versi=kini if versi is None else versi,
        oleh=oleh or p.ratna,
        sekarang=p.sekarang,
    )


def setujui(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    SKP.objects.filter(pk=ik.skp_id).update(
        status="disetujui",
        diajukan_pada=p.sekarang,
        diajukan_oleh=p.ratna,
        diputus_pada=p.sekarang,
        diputus_oleh=p.kabid,
    )


def target(p: pabrik.Pemda, ik: IndikatorKinerja, periode: Periode) -> Decimal | None:
    setujui(p, ik)
    return target_pada(indikator_dilaporkan([p.ratna.pk], periode).get())


def test_laporan_triwulan_dibandingkan_dengan_target_triwulannya(
    p: pabrik.Pemda, ik: IndikatorKinerja, tahun: Periode
) -> None:
    atur(p, ik, PAS)
    assert target(p, ik, pabrik.triwulan(p, tahun, ke=3, buka=False)) == 60
    assert target(p, ik, pabrik.triwulan(p, tahun, ke=4)) == 95


def test_tanpa_pembagian_berlaku_target_setahun(
    p: pabrik.Pemda, ik: IndikatorKinerja, tahun: Periode
) -> None:
    assert target(p, ik, pabrik.triwulan(p, tahun, ke=3, buka=False)) == 95


def test_pembagian_untuk_target_yang_sudah_diganti_tidak_berlaku(
    p: pabrik.Pemda, ik: IndikatorKinerja, tahun: Periode
) -> None:
    atur(p, ik, PAS)
    IndikatorKinerja.objects.filter(pk=ik.pk).update(target=80)
    assert target(p, ik, pabrik.triwulan(p, tahun, ke=3, buka=False)) == 80


def test_menyimpan_menaikkan_versi_dan_menulis_jejak_sekali(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    versi = ik.skp.versi
    assert atur(p, ik, PAS).versi == versi + 1
    assert atur(p, ik, PAS).versi == versi + 1, "isi yang sama tidak ditulis lagi"
    assert Jejak.objects.filter(aksi="skp.target_triwulan_diatur").count() == 1


def test_dikosongkan_kembali_memakai_target_setahun(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    atur(p, ik, PAS)
    atur(p, ik, None)
    assert not TargetTriwulan.objects.exists()


def test_yang_tidak_pas_dengan_setahun_ditolak_di_bidangnya(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    with pytest.raises(GalatAturan, match="harus sama dengan target setahun") as galat:
        atur(p, ik, [*PAS[:3], Decimal(90)])
    assert galat.value.bidang == "tw4" and not TargetTriwulan.objects.exists()


def test_target_nol_pada_yang_maksimal_ditolak(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    with pytest.raises(GalatAturan, match="mengecualikan"):
        atur(p, ik, [Decimal(0), Decimal(0), Decimal(0), Decimal(95)], akumulasi="jumlah")


def test_indikator_tanpa_target_angka_ditolak(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    IndikatorKinerja.objects.filter(pk=ik.pk).update(polaritas="ya_tidak", target=None)
    with pytest.raises(GalatAturan, match="tidak bertarget angka"):
        atur(p, ik, PAS)


def test_versi_yang_tertinggal_ditolak(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    with pytest.raises(SudahBerubah):
        atur(p, ik, PAS, versi=ik.skp.versi - 1)


def test_hanya_pemilik_dan_hanya_selama_disusun(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    with pytest.raises(TidakBerhak):
        atur(p, ik, PAS, oleh=p.budi)
    with pytest.raises(TidakBerhak):
        atur(p, ik, PAS, oleh=p.kabid)
    SKP.objects.filter(pk=ik.skp_id).update(
        status="diajukan", diajukan_pada=p.sekarang, diajukan_oleh=p.ratna
    )
    with pytest.raises(GalatAturan, match="menunggu pejabat penilai"):
        atur(p, ik, PAS)


def test_penilai_melihat_pembagiannya_bersama_skp(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    atur(p, ik, PAS)
    [lembar] = lembar_banyak([SKP.objects.get(pk=ik.skp_id)])
    assert lembar.utama[0].indikator[0].target == "95 % (TW I 20, TW II 40, TW III 60, TW IV 95)"


def test_usulan_adendum_membawa_pembagian_yang_berlaku(
    p: pabrik.Pemda, ik: IndikatorKinerja, tahun: Periode
) -> None:
    atur(p, ik, PAS)
    setujui(p, ik)
    usul = buka_adendum(
        skp=SKP.objects.get(pk=ik.skp_id), alasan="Target dinas naik.", oleh=p.ratna, sekarang=p.sekarang
    )
    [salinan] = usul.indikator.all()
    assert salinan.target_triwulan.bagian == tuple(PAS)
