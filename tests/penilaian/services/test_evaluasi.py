"""Evaluasi: hanya penilai pada hari itu, beralasan bila berbeda dari usul, dan tidak pernah diam-diam tertimpa."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Jejak
from penilaian.models import Evaluasi
from penilaian.services import evaluasi
from tests.penilaian import pabrik

pytestmark = pytest.mark.django_db


@pytest.fixture
def d() -> pabrik.Dunia:
    d = pabrik.dunia(staf=2)
    s = pabrik.skp(d, d.staf[0])
    pabrik.lapor(d, s.indikator.get(), Decimal("115"))
    pabrik.jawab(d, d.staf[0], d.kepala, "atasan", 3)
    pabrik.jawab(d, d.staf[0], d.staf[1], "rekan", 5)
    return d


def simpan(d: pabrik.Dunia, **lain: Any) -> Evaluasi:
    bawaan: dict[str, Any] = {
        "periode_id": d.triwulan.pk,
        "pegawai": d.staf[0],
        "rating_hasil": "di_atas",
        "alasan_hasil": "",
        "rating_perilaku": "sesuai",
        "alasan_perilaku": "",
        "umpan_balik": "",
        "versi": None,
        "tetapkan": True,
        "oleh": d.kepala,
        "sekarang": pabrik.SEKARANG,
    }
    return evaluasi.simpan(**(bawaan | lain))


def test_usul_disimpan_dari_capaian_dan_jawaban_atasan_saja(d: pabrik.Dunia) -> None:
    baris = simpan(d)
    assert (baris.usulan_hasil, baris.usulan_perilaku) == (
        "di_atas",
        "sesuai",
    )  # atasan 3 → 90; rekan tidak ikut
    assert (baris.status, baris.ditetapkan_oleh, baris.versi) == ("ditetapkan", d.kepala, 1)
    assert Jejak.objects.get(aksi="evaluasi.ditetapkan").isi["sesudah"]["rating_hasil"] == "di_atas"


@pytest.mark.parametrize("bidang", ["hasil", "perilaku"])
def test_berbeda_dari_usul_perlu_alasan(d: pabrik.Dunia, bidang: str) -> None:
    with pytest.raises(GalatAturan) as galat:
        simpan(d, **{f"rating_{bidang}": "di_bawah"})
    assert galat.value.bidang == f"alasan_{bidang}"
    assert not Evaluasi.objects.exists(), "yang ditolak tidak meninggalkan baris"
    assert simpan(d, **{f"rating_{bidang}": "di_bawah", f"alasan_{bidang}": "Terlambat tiga kali."})


def test_rating_wajib_saat_ditetapkan_boleh_kosong_saat_draf(d: pabrik.Dunia) -> None:
    with pytest.raises(GalatAturan, match="Pilih rating perilaku kerja"):
        simpan(d, rating_perilaku="")
    assert simpan(d, rating_perilaku="", tetapkan=False).status == "draf"


def test_yang_belum_dilaporkan_tidak_menghalangi(d: pabrik.Dunia) -> None:
    s = pabrik.skp(d, d.staf[1])
    assert s.indikator.count() == 1
    baris = simpan(d, pegawai=d.staf[1], rating_hasil="sesuai")
    assert (baris.status, baris.usulan_hasil) == ("ditetapkan", "")


def test_penilai_lama_tidak_lagi_berhak_sesudah_diganti(d: pabrik.Dunia) -> None:
    baru = pabrik.orang(d.instansi, "Kepala Baru")
    lama = d.kepala.penempatan.get()
    lama.sampai = date(2026, 9, 29)
    lama.save()
    pabrik.tempatkan(baru, d.dinas, d.jabatan, kepala=True, sejak=date(2026, 9, 30))
    with pytest.raises(TidakBerhak):
        simpan(d)
    assert simpan(d, oleh=baru, rating_perilaku="sesuai").ditetapkan_oleh == baru


def test_perubahan_organisasi_sesudah_periode_tidak_memindahkan_penilaian(d: pabrik.Dunia) -> None:
    baru = pabrik.orang(d.instansi, "Kepala Baru")
    lama = d.kepala.penempatan.get()
    lama.sampai = date(2026, 9, 30)
    lama.save()
    pabrik.tempatkan(baru, d.dinas, d.jabatan, kepala=True, sejak=date(2026, 10, 1))
    with pytest.raises(TidakBerhak):
        simpan(d, oleh=baru)
    assert simpan(d)


def test_bukan_penilainya_ditolak(d: pabrik.Dunia) -> None:
    lain = pabrik.dunia("Kota Lain", staf=0)
    for orang in (d.staf[0], d.staf[1], lain.kepala):
        with pytest.raises(TidakBerhak):
            simpan(d, oleh=orang)


def test_versi_lama_ditolak_dan_kiriman_ulang_diterima(d: pabrik.Dunia) -> None:
    satu = simpan(d, umpan_balik="Satu")
    assert simpan(d, umpan_balik="Satu").versi == satu.versi == 1
    with pytest.raises(SudahBerubah):
        simpan(d, umpan_balik="Dua")
    assert simpan(d, umpan_balik="Dua", versi=1).versi == 2
    with pytest.raises(SudahBerubah):
        simpan(d, umpan_balik="Satu", versi=1)


def test_yang_sudah_ditetapkan_dapat_diperbaiki_tetapi_tidak_kembali_draf(d: pabrik.Dunia) -> None:
    simpan(d)
    with pytest.raises(GalatAturan, match="tidak dapat kembali menjadi draf"):
        simpan(d, versi=1, tetapkan=False)
    assert simpan(d, versi=1, rating_hasil="sesuai", alasan_hasil="Dicek ulang.").versi == 2
    jejak = Jejak.objects.filter(aksi="evaluasi.ditetapkan").latest("id")
    assert (jejak.isi["sebelum"]["rating_hasil"], jejak.alasan) == ("di_atas", "Dicek ulang.")


def test_sesudah_penutupan_dimulai_tidak_diterima(d: pabrik.Dunia) -> None:
    d.triwulan.penutupan_dimulai = pabrik.SEKARANG
    d.triwulan.save()
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        simpan(d, sekarang=pabrik.SEKARANG - timedelta(days=1))
