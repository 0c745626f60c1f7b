"""Catatan harian: menulis, menyalin, siapa boleh, dan kapan."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from indikator.models import SKP, CatatanHarian, IndikatorKinerja, Periode, Realisasi
from indikator.queries.harian import harian_bawahan, tawaran_harian
from indikator.services.harian import MasukanHarian, catat, sama_seperti_sebelumnya
from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Pegawai
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db
SENIN = date(2026, 11, 2)


@pytest.fixture
def ik(p: pabrik.Pemda, tw: Periode) -> IndikatorKinerja:
    ik = pabrik.skp(p, p.ratna, tw.induk, status="disetujui").indikator.get()
    IndikatorKinerja.objects.filter(pk=ik.pk).update(satuan="akta")
    ik.refresh_from_db()
    return ik


def tulis(
    p: pabrik.Pemda,
    ik: IndikatorKinerja,
    nilai: str | None,
    uraian: str = "",
    *,
    hari: date = SENIN,
    oleh: Pegawai | None = None,
) -> int:
    angka = None if nilai is None else Decimal(nilai)
    return catat(
        hari=hari,
        isian=[MasukanHarian(ik.pk, angka, uraian)],
        oleh=oleh or p.ratna,
        sekarang=p.sekarang,
    )


def test_angka_dan_uraian_tersimpan_dengan_jejak(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    assert tulis(p, ik, "12", "Akta lahir") == 1
    satu = CatatanHarian.objects.get()
    assert (satu.nilai, satu.uraian, satu.hari, satu.pegawai) == (12, "Akta lahir", SENIN, p.ratna)
    assert Jejak.objects.filter(aksi="harian.dicatat").count() == 1


def test_menyimpan_lagi_mengganti_dan_isi_yang_sama_tidak_ditulis(
    p: pabrik.Pemda, ik: IndikatorKinerja
) -> None:
    tulis(p, ik, "12")
    assert tulis(p, ik, "12") == 0
    assert tulis(p, ik, "15") == 1
    assert CatatanHarian.objects.get().nilai == 15
    assert Jejak.objects.filter(aksi="harian.dicatat").count() == 2


def test_dikosongkan_berarti_dihapus(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    tulis(p, ik, "12", "Akta lahir")
    assert tulis(p, ik, None, "  ") == 1
    assert not CatatanHarian.objects.exists()
    assert tulis(p, ik, None) == 0


def test_sama_seperti_kemarin_menyalin_tanpa_berkas_dan_tanpa_menimpa(
    p: pabrik.Pemda, ik: IndikatorKinerja
) -> None:
    jumat = SENIN - timedelta(days=3)
    tulis(p, ik, "12", "Akta lahir", hari=jumat)
    assert sama_seperti_sebelumnya(hari=SENIN, oleh=p.ratna, sekarang=p.sekarang) == (1, jumat)
    assert CatatanHarian.objects.get(hari=SENIN).uraian == "Akta lahir"
    tulis(p, ik, "20")
    assert sama_seperti_sebelumnya(hari=SENIN, oleh=p.ratna, sekarang=p.sekarang) == (0, jumat)
    assert CatatanHarian.objects.get(hari=SENIN).nilai == 20


def test_tanpa_catatan_sebelumnya_tidak_ada_yang_disalin(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    with pytest.raises(GalatAturan, match="Belum ada catatan"):
        sama_seperti_sebelumnya(hari=SENIN, oleh=p.ratna, sekarang=p.sekarang)


def test_besok_dan_luar_periode_ditolak(p: pabrik.Pemda, ik: IndikatorKinerja, tw: Periode) -> None:
    with pytest.raises(GalatAturan, match="belum terjadi"):
        tulis(p, ik, "1", hari=SENIN + timedelta(days=1))
    with pytest.raises(GalatAturan, match="Belum ada periode"):
        tulis(p, ik, "1", hari=date(2026, 9, 30))


def test_sesudah_penutupan_dimulai_ditolak(p: pabrik.Pemda, ik: IndikatorKinerja, tw: Periode) -> None:
    Periode.objects.filter(pk=tw.pk).update(penutupan_dimulai=p.sekarang)
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        tulis(p, ik, "1")


def test_indikator_orang_lain_dan_skp_yang_belum_disetujui_ditolak(
    p: pabrik.Pemda, ik: IndikatorKinerja
) -> None:
    for orang in (p.budi, p.kabid):
        with pytest.raises(TidakBerhak):
            tulis(p, ik, "1", oleh=orang)
    SKP.objects.filter(pk=ik.skp_id).update(status="diajukan")
    with pytest.raises(TidakBerhak):
        tulis(p, ik, "1")


def test_angka_harian_hanya_ditawarkan_dan_tidak_pernah_melapor_sendiri(
    p: pabrik.Pemda, ik: IndikatorKinerja, tw: Periode
) -> None:
    for mundur, nilai in enumerate(("5", "7", "8")):
        tulis(p, ik, nilai, hari=SENIN - timedelta(days=mundur))
    tawaran = tawaran_harian(ik, tw)
    assert tawaran is not None
    assert (tawaran.nilai, tawaran.hari, tawaran.kata) == (20, 3, "jumlah")
    assert not Realisasi.objects.exists()


def test_penilai_membaca_bawahannya_orang_lain_tidak(p: pabrik.Pemda, ik: IndikatorKinerja) -> None:
    tulis(p, ik, "12", "Akta lahir")
    isi = harian_bawahan(p.kabid, pegawai_id=p.ratna.pk, sekarang=p.sekarang)
    assert isi is not None and isi.hari[0][1][0].nilai == "12 akta"
    for orang in (p.budi, p.kapus, p.admin, p.ratna):
        assert harian_bawahan(orang, pegawai_id=p.ratna.pk, sekarang=p.sekarang) is None
