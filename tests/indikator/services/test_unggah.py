"""Jatah bukti: 50 MB tiap laporan, 200 MB tiap orang dan periode, 200 MB unggahan sehari."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from indikator.models import Bukti, IndikatorKinerja, Periode, Realisasi
from indikator.services.realisasi import MasukanRealisasi, laporkan
from indikator.services.realisasi.unggah import LAPORAN_TERBESAR, PERIODE_TERBESAR, unggah_bukti
from inti.galat import GalatAturan
from inti.models import Berkas
from kepegawaian.models import Pegawai
from tests.indikator import pabrik

pytestmark = pytest.mark.django_db
MEGA = 1024 * 1024


@pytest.fixture
def ik(p: pabrik.Pemda, tw: Periode) -> IndikatorKinerja:
    return pabrik.skp(p, p.ratna, tw.induk, status="disetujui").indikator.get()


def berkas(p: pabrik.Pemda, besar: int, nomor: int = 0) -> Berkas:
    """Baris berkas Ratna sebesar itu; isinya tidak perlu ada."""
    return Berkas.objects.create(
        instansi_id=p.instansi.pk,
        pemilik_id=p.ratna.pk,
        nama=f"b{nomor}.pdf",
        jenis="application/pdf",
        ukuran=besar,
        sha256=f"{nomor:064d}",
        acak=f"{nomor:032d}",
        isi="x",
        dibuat=p.sekarang - timedelta(days=3),
    )


def simpan(p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja, *daftar: Berkas) -> list[Realisasi]:
    masukan = MasukanRealisasi(ik.pk, Decimal(90), berkas_ids=[b.pk for b in daftar])
    return laporkan(periode_id=tw.pk, masukan=[masukan], ajukan=False, oleh=p.ratna, sekarang=p.sekarang)


@pytest.mark.parametrize(("lebih", "diterima"), [(-1, True), (0, True), (1, False)])
def test_batas_satu_laporan(
    p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja, lebih: int, diterima: bool
) -> None:
    daftar = [berkas(p, 10 * MEGA, n) for n in range(4)] + [
        berkas(p, LAPORAN_TERBESAR - 40 * MEGA + lebih, 9)
    ]
    if diterima:
        simpan(p, tw, ik, *daftar)
        assert Bukti.objects.count() == 5
    else:
        with pytest.raises(GalatAturan, match="Berkas laporan ini 50") as galat:
            simpan(p, tw, ik, *daftar)
        assert galat.value.bidang == "berkas" and not Bukti.objects.exists()


@pytest.mark.parametrize(("lebih", "diterima"), [(0, True), (1, False)])
def test_batas_seorang_dalam_satu_periode(
    p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja, lebih: int, diterima: bool
) -> None:
    for n in range(1, 5):
        lain = IndikatorKinerja.objects.get(pk=ik.pk)
        lain.pk, lain.kode = None, f"X{n}"
        lain.save()
        simpan(p, tw, lain, berkas(p, PERIODE_TERBESAR // 5, n))
    terakhir = berkas(p, PERIODE_TERBESAR // 5 + lebih, 99)
    if diterima:
        simpan(p, tw, ik, terakhir)
    else:
        with pytest.raises(GalatAturan, match="Seluruh bukti Anda pada Triwulan IV 2026"):
            simpan(p, tw, ik, terakhir)


def test_satu_berkas_di_banyak_laporan_dihitung_sekali(
    p: pabrik.Pemda, tw: Periode, ik: IndikatorKinerja
) -> None:
    satu = berkas(p, 45 * MEGA)
    for n in range(6):
        lain = IndikatorKinerja.objects.get(pk=ik.pk)
        lain.pk, lain.kode = None, f"X{n}"
        lain.save()
        simpan(p, tw, lain, satu)
    assert Bukti.objects.filter(berkas=satu).count() == 6


def test_unggahan_sehari_dibatasi(p: pabrik.Pemda) -> None:
    Berkas.objects.filter(pk=berkas(p, 200 * MEGA).pk).update(dibuat=p.sekarang - timedelta(hours=1))
    with pytest.raises(GalatAturan, match="hari ini sudah 200"):
        unggah(p)
    unggah(p, hari=1)


def test_kiriman_yang_terulang_dalam_sejam_cukup_satu_dan_tidak_memakan_jatah(p: pabrik.Pemda) -> None:
    satu = unggah(p)
    assert unggah(p) == satu and Berkas.objects.count() == 1
    assert unggah(p, nama="b.pdf") != satu, "nama lain: berkas lain"
    assert unggah(p, isi=b"%PDF-1.5") != satu, "isi lain: berkas lain"
    assert unggah(p, oleh=p.budi) != satu, "orang lain: berkas lain"
    Berkas.objects.filter(pk=satu.pk).update(ukuran=200 * MEGA)
    assert unggah(p) == satu, "jatahnya habis, tetapi tidak ada yang ditambahkan"
    assert unggah(p, hari=2) != satu, "hari lain: kehendak baru"


def test_kembar_yang_isinya_hilang_disimpan_lagi(p: pabrik.Pemda) -> None:
    hilang = unggah(p)
    hilang.isi.storage.delete(str(hilang.isi.name))
    baru = unggah(p)
    assert baru != hilang and baru.isi.storage.exists(str(baru.isi.name))
    assert unggah(p) == baru, "berikutnya memakai yang isinya ada"


def unggah(
    p: pabrik.Pemda,
    *,
    nama: str = "a.pdf",
    isi: bytes = b"%PDF-1.4",
    oleh: Pegawai | None = None,
    hari: int = 0,
) -> Berkas:
    return unggah_bukti(
        kiriman=SimpleUploadedFile(nama, isi),
        oleh=oleh or p.ratna,
        sekarang=p.sekarang + timedelta(days=hari),
    )
