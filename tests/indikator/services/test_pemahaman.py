"""Menyatakan paham, meninjau, dan menjawab tinjauan."""

from datetime import timedelta

import pytest

from indikator.models import Pemahaman, Periode, Tinjauan
from indikator.services import katalog, pemahaman
from indikator.services.katalog import MasukanJangkauan
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db


def tinjau(p: pabrik.Pemda, tahun: Periode, **lain: object) -> Tinjauan:
    isian = {
        "indikator": pabrik.indikator(p) if "indikator" not in lain else lain["indikator"],
        "jenis": "pertanyaan",
        "catatan": "Apakah yang terbit di kecamatan ikut dihitung?",
        "oleh": p.ratna,
        "sekarang": p.sekarang,
        **lain,
    }
    return pemahaman.tinjau(periode=tahun, **isian)  # type: ignore[arg-type]


def test_paham_dinyatakan_sekali_walau_diklik_dua_kali(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    for menit in range(2):
        pemahaman.nyatakan(periode=tahun, oleh=p.ratna, sekarang=p.sekarang + timedelta(minutes=menit))
    assert Pemahaman.objects.get().dinyatakan_pada == p.sekarang
    assert Jejak.objects.filter(aksi="pemahaman.dinyatakan").count() == 1


def test_paham_untuk_triwulan_diarahkan_ke_tahunnya(p: pabrik.Pemda) -> None:
    with pytest.raises(GalatAturan, match="untuk satu tahun"):
        pemahaman.nyatakan(periode=pabrik.triwulan(p), oleh=p.ratna, sekarang=p.sekarang)


def test_paham_sebelum_dibuka_dan_sesudah_ditutup_ditolak(p: pabrik.Pemda) -> None:
    draf = pabrik.tahun(p, buka=False)
    with pytest.raises(GalatAturan, match="belum dibuka"):
        pemahaman.nyatakan(periode=draf, oleh=p.ratna, sekarang=p.sekarang)
    Periode.objects.filter(pk=draf.pk).update(status="ditutup", ditutup=p.sekarang)
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        pemahaman.nyatakan(periode=draf, oleh=p.ratna, sekarang=p.sekarang)


def test_orang_instansi_lain_tidak_menyatakan_paham_di_sini(p: pabrik.Pemda) -> None:
    with pytest.raises(TidakBerhak):
        pemahaman.nyatakan(periode=pabrik.tahun(p), oleh=pabrik.pemda("Kota Lain").ratna, sekarang=p.sekarang)


def test_pertanyaan_dapat_diperbaiki_selama_belum_dijawab(p: pabrik.Pemda) -> None:
    tahun, satu = pabrik.tahun(p), pabrik.indikator(p)
    tinjau(p, tahun, indikator=satu)
    tinjau(p, tahun, indikator=satu, catatan="Bagaimana dengan akta terlambat?")
    assert Tinjauan.objects.get().catatan == "Bagaimana dengan akta terlambat?"


def test_kiriman_yang_sama_tidak_menambah_jejak(p: pabrik.Pemda) -> None:
    tahun, satu = pabrik.tahun(p), pabrik.indikator(p)
    for _ in range(2):
        tinjau(p, tahun, indikator=satu)
    assert Jejak.objects.filter(aksi="tinjauan.ditulis").count() == 1


def test_hanya_yang_diukur_yang_boleh_meninjau(p: pabrik.Pemda) -> None:
    tahun = pabrik.tahun(p)
    fungsional = pabrik.indikator(
        p, "Jumlah aplikasi dirawat", jangkauan=[MasukanJangkauan(jenis_jabatan="fungsional")]
    )
    tinjau(p, tahun, indikator=fungsional, oleh=p.ratna)
    for bukan in (p.budi, p.perawat):
        with pytest.raises(TidakBerhak, match="tidak mengukur jabatan Anda"):
            tinjau(p, tahun, indikator=fungsional, oleh=bukan)


def test_yang_memakainya_di_skp_tetap_boleh_meninjau_sesudah_ditarik(p: pabrik.Pemda) -> None:
    tahun, satu = pabrik.tahun(p), pabrik.indikator(p)
    pabrik.skp(p, p.ratna, tahun, satu)
    katalog.nonaktifkan(indikator=satu, oleh=p.admin, sekarang=p.sekarang)
    assert tinjau(p, tahun, indikator=satu).pk


def test_pendapat_ditolak_bila_kebijakan_tidak_membukanya_tetapi_pertanyaan_diterima() -> None:
    p = pabrik.pemda(tinjauan=False)
    tahun, satu = pabrik.tahun(p), pabrik.indikator(p)
    with pytest.raises(GalatAturan, match="Kirim sebagai pertanyaan"):
        tinjau(p, tahun, indikator=satu, jenis="tidak_relevan")
    assert tinjau(p, tahun, indikator=satu).pk


def test_pendapat_diterima_bila_kebijakan_membukanya(p: pabrik.Pemda) -> None:
    assert tinjau(p, pabrik.tahun(p), jenis="sulit_dicapai").jenis == "sulit_dicapai"


@pytest.mark.parametrize(("bidang", "nilai"), [("catatan", "   "), ("jenis", "kesal")])
def test_tinjauan_kosong_atau_jenis_asing_ditolak(p: pabrik.Pemda, bidang: str, nilai: str) -> None:
    with pytest.raises(GalatAturan) as galat:
        tinjau(p, pabrik.tahun(p), **{bidang: nilai})
    assert galat.value.bidang == bidang


def test_jawaban_memberi_tahu_penulisnya_satu_kali(p: pabrik.Pemda) -> None:
    satu = tinjau(p, pabrik.tahun(p))
    for _ in range(2):
        pemahaman.jawab_tinjauan(
            tinjauan=satu, jawaban="Ikut dihitung.", oleh=p.admin_dukcapil, sekarang=p.sekarang
        )
    satu.refresh_from_db()
    assert (satu.jawaban, satu.dijawab_oleh) == ("Ikut dihitung.", p.admin_dukcapil)
    kabar = Pemberitahuan.objects.get()
    assert kabar.penerima_id == p.ratna.pk
    assert "Ikut dihitung." in kabar.isi


def test_jawaban_orang_lain_tidak_tertimpa(p: pabrik.Pemda) -> None:
    satu = tinjau(p, pabrik.tahun(p))
    pemahaman.jawab_tinjauan(tinjauan=satu, jawaban="Ya.", oleh=p.admin, sekarang=p.sekarang)
    with pytest.raises(SudahBerubah):
        pemahaman.jawab_tinjauan(tinjauan=satu, jawaban="Tidak.", oleh=p.admin_dukcapil, sekarang=p.sekarang)
    satu.refresh_from_db()
    assert satu.jawaban == "Ya."


def test_sesudah_dijawab_catatan_tidak_berubah_lagi(p: pabrik.Pemda) -> None:
    tahun, indikator = pabrik.tahun(p), pabrik.indikator(p)
    satu = tinjau(p, tahun, indikator=indikator)
    pemahaman.jawab_tinjauan(tinjauan=satu, jawaban="Ya.", oleh=p.admin, sekarang=p.sekarang)
    with pytest.raises(GalatAturan, match="sudah dijawab"):
        tinjau(p, tahun, indikator=indikator, catatan="Lain")


@pytest.mark.parametrize("siapa", ["ratna", "kadis", "kadinkes", "auditor"])
def test_hanya_pengelola_katalog_dinas_itu_yang_menjawab(p: pabrik.Pemda, siapa: str) -> None:
    satu = tinjau(p, pabrik.tahun(p))
    with pytest.raises(TidakBerhak):
        pemahaman.jawab_tinjauan(tinjauan=satu, jawaban="Ya.", oleh=getattr(p, siapa), sekarang=p.sekarang)
