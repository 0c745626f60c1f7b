"""Capaian tiap indikator: sama dengan aturan, terendah di atas, menurut cakupan, kueri tetap."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indikator.models import IndikatorKinerja, Periode, Realisasi, TargetTriwulan
from kepegawaian.models import Pegawai, Peran
from tests.indikator import pabrik
from tests.klien import masuk

pytestmark = pytest.mark.django_db
ALAMAT = "/kemajuan/indikator/"


def lapor(
    p: pabrik.Pemda,
    tw: Periode,
    orang: Pegawai,
    nilai: str,
    *,
    nama: str = "Jumlah akta",
    status: str = "diajukan",
) -> IndikatorKinerja:
    """Satu laporan; target setahun 95."""
    ik = IndikatorKinerja.objects.filter(skp__pegawai=orang, skp__periode=tw.induk).first()
    if ik is None:
        ik = pabrik.skp(p, orang, tw.induk, status="disetujui").indikator.get()
        IndikatorKinerja.objects.filter(pk=ik.pk).update(nama=nama)
    diajukan = status != "draf"
    Realisasi.objects.create(
        instansi=p.instansi,
        periode=tw,
        pegawai=orang,
        indikator=ik,
        status=status,
        nilai=Decimal(nilai),
        diajukan_pada=p.sekarang if diajukan else None,
        diajukan_oleh=orang if diajukan else None,
    )
    return ik


def baris(orang: Pegawai, kueri: str = "") -> dict[str, object]:
    return {c.nama: c for c in masuk(orang).get(ALAMAT + kueri).context["laman"]}


def test_rata_rata_dari_yang_diserahkan_saja_dan_terendah_di_atas(p: pabrik.Pemda, tw: Periode) -> None:
    lapor(p, tw, p.ratna, "95")
    lapor(p, tw, p.budi, "38")
    lapor(p, tw, p.perawat, "10", nama="Kunjungan rumah")
    lapor(p, tw, p.kapus, "95", nama="Belum diserahkan", status="draf")
    isi = baris(p.admin)
    assert list(isi) == ["Kunjungan rumah", "Jumlah akta", "Belum diserahkan"]
    akta = isi["Jumlah akta"]
    assert (akta.orang, akta.diminta, akta.masuk, akta.tercapai, akta.rata) == (2, 2, 2, 1, Decimal("70.00"))
    assert isi["Belum diserahkan"].rata is None and isi["Belum diserahkan"].masuk == 0


def test_target_triwulan_ikut_dibaca(p: pabrik.Pemda, tw: Periode) -> None:
    ik = lapor(p, tw, p.ratna, "38")
    TargetTriwulan.objects.create(indikator=ik, akumulasi="akhir", setahun=95, tw1=10, tw2=20, tw3=30, tw4=76)
    assert baris(p.admin)["Jumlah akta"].rata == Decimal("50.00")


def test_arah_dibanding_triwulan_sebelumnya(p: pabrik.Pemda, tw: Periode) -> None:
    tiga = pabrik.triwulan(p, tw.induk, ke=3, buka=False)
    Periode.objects.filter(pk=tiga.pk).update(status="diproses")
    lapor(p, tiga, p.ratna, "76")
    lapor(p, tw, p.ratna, "95")
    akta = baris(p.admin)["Jumlah akta"]
    assert akta.lalu == (("TW III", Decimal("80.00")),)
    assert (akta.selisih, akta.arah) == (20, "naik")
    assert "TW III 80,00" in masuk(p.admin).get(ALAMAT).content.decode()


def test_menurut_cakupan_pembacanya(p: pabrik.Pemda, tw: Periode) -> None:
    lapor(p, tw, p.ratna, "95")
    lapor(p, tw, p.perawat, "10", nama="Kunjungan rumah")
    pabrik.beri_peran(p.kadis, Peran.Jenis.PIMPINAN, p.dukcapil)
    assert set(baris(p.kadis)) == {"Jumlah akta"}
    assert set(baris(p.auditor)) == {"Jumlah akta", "Kunjungan rumah"}
    assert set(baris(p.admin, f"?dinas={p.dinkes.pk}")) == {"Kunjungan rumah"}


@pytest.mark.parametrize("siapa", ["ratna", "kabid", "admin_dukcapil"])
def test_yang_tidak_boleh_membaca_hasil_ditolak(p: pabrik.Pemda, tw: Periode, siapa: str) -> None:
    assert masuk(getattr(p, siapa)).get(ALAMAT).status_code == 403


def test_tautannya_hanya_bagi_yang_boleh(p: pabrik.Pemda, tw: Periode) -> None:
    assert ALAMAT in masuk(p.admin).get("/kemajuan/").content.decode()
    assert ALAMAT not in masuk(p.admin_dukcapil).get("/kemajuan/").content.decode()


def test_tanpa_periode_dan_tanpa_skp_menjelaskan_dirinya(p: pabrik.Pemda) -> None:
    assert "Belum ada periode yang dibuka" in masuk(p.admin).get(ALAMAT).content.decode()
    pabrik.triwulan(p)
    assert "Belum ada indikator pada saringan ini" in masuk(p.admin).get(ALAMAT).content.decode()


def test_jumlah_kueri_tetap_berapa_pun_orangnya(p: pabrik.Pemda, tw: Periode) -> None:
    def kueri() -> int:
        with CaptureQueriesContext(connection) as catat:
            masuk(p.admin).get(ALAMAT)
        return len(catat)

    lapor(p, tw, p.ratna, "95")
    sedikit = kueri()
    for n in range(30):
        orang = pabrik.pegawai(p.instansi, f"Staf {n}")
        pabrik.tempatkan(orang, p.capil, p.jabatan["pranata"])
        lapor(p, tw, orang, "80", nama=f"Indikator {n % 7}")
    assert kueri() == sedikit
