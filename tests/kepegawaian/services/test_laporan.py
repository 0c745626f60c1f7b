"""Bukan atasan saya."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Jejak, Pemberitahuan
from kepegawaian.models import LaporanAtasan, Pegawai, PejabatPenilai, Penempatan, Peran
from kepegawaian.queries.beranda import tugas_untuk
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.services import laporan
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import HARI, SEKARANG


def laporkan(kota: Kota, usulan: Pegawai | None = None, **lain: object) -> LaporanAtasan:
    isi = {"pegawai": kota.staf, "alasan": "Pindah seksi", "oleh": kota.staf, "sekarang": SEKARANG} | lain
    return laporan.laporkan(usulan=usulan, **isi)  # type: ignore[arg-type]


def penerima(satu: LaporanAtasan) -> set[int]:
    return set(
        Pemberitahuan.objects.filter(kunci__startswith=f"laporan-atasan:{satu.pk}:").values_list(
            "penerima_id", flat=True
        )
    )


def test_laporan_menjadi_tugas_bertenggat_bagi_admin_dinasnya(kota: Kota) -> None:
    satu = laporkan(kota, kota.kadis)
    assert (satu.status, satu.penilai_semula, satu.unit) == ("diajukan", kota.kabid, kota.bidang)
    assert satu.tenggat == datetime(2026, 3, 9, 23, 59, tzinfo=ZoneInfo("Asia/Jakarta"))
    assert penerima(satu) == {kota.admin_dinas.pk}
    (tugas,) = tugas_untuk(pegawai=kota.admin_dinas, sekarang=SEKARANG)
    assert (tugas.jumlah, tugas.tenggat, tugas.status) == (1, satu.tenggat, "diajukan")
    (lewat,) = tugas_untuk(pegawai=kota.admin_dinas, sekarang=SEKARANG + timedelta(days=8))
    assert lewat.status == "terlambat"


def test_tanpa_admin_dinas_laporan_sampai_ke_admin_bkd(kota: Kota, seberang: Kota) -> None:
    Peran.objects.filter(pegawai=kota.admin_dinas).delete()
    assert penerima(laporkan(kota)) == {kota.admin_bkd.pk}
    assert tugas_untuk(pegawai=seberang.admin_bkd, sekarang=SEKARANG) == []


def test_tidak_ada_yang_tertahan_selagi_laporan_terbuka(kota: Kota) -> None:
    laporkan(kota, kota.kadis)
    assert penilai_pada(pada=HARI, pegawai_ids=[kota.staf.pk])[kota.staf.pk].penilai_id == kota.kabid.pk


def test_kiriman_kedua_mengembalikan_laporan_yang_sama(kota: Kota) -> None:
    pertama = laporkan(kota, kota.kadis)
    assert laporkan(kota, kota.kadis) == pertama
    for lain in ({"usulan": kota.sekda}, {"usulan": kota.kadis, "alasan": "Atasan saya pindah"}):
        with pytest.raises(GalatAturan, match=r"masih menunggu putusan.*belum dikirim"):
            laporkan(kota, **lain)
    assert LaporanAtasan.objects.count() == 1
    assert Jejak.objects.filter(aksi="laporan_atasan.diajukan").count() == 1


def test_basis_data_menolak_dua_laporan_terbuka(kota: Kota) -> None:
    satu = laporkan(kota)
    satu.pk = None
    with pytest.raises(IntegrityError, match="laporan_atasan_satu_terbuka"), transaction.atomic():
        satu.save()


@pytest.mark.parametrize(
    ("usulan", "alasan", "bidang"),
    [
        ("staf", "x", "usulan"),
        ("kabid", "x", "usulan"),
        ("kadis", "  ", "alasan"),
        (None, "a" * 1001, "alasan"),
    ],
)
def test_laporan_yang_tidak_masuk_akal_ditolak_di_bidangnya(
    kota: Kota, usulan: str | None, alasan: str, bidang: str
) -> None:
    with pytest.raises(GalatAturan) as galat:
        laporkan(kota, getattr(kota, usulan) if usulan else None, alasan=alasan)
    assert galat.value.bidang == bidang


def test_usulan_dari_pemda_lain_dan_laporan_untuk_orang_lain_ditolak(kota: Kota, seberang: Kota) -> None:
    with pytest.raises(GalatAturan, match="tidak ada di pemerintah daerah ini"):
        laporkan(kota, seberang.kadis)
    with pytest.raises(TidakBerhak):
        laporkan(kota, kota.kadis, oleh=kota.rekan)


def test_putusan_mengubah_penilai_dan_memberi_tahu_semua_yang_tersentuh(kota: Kota) -> None:
    satu = laporkan(kota, kota.kadis)
    laporan.mulai(laporan=satu, oleh=kota.admin_dinas, sekarang=SEKARANG)
    laporan.ubah_penilai(
        laporan=satu, penilai=kota.kadis, sejak=HARI, alasan="SP 7", oleh=kota.admin_dinas, sekarang=SEKARANG
    )
    satu.refresh_from_db()
    assert (satu.status, satu.keputusan, satu.penilai_baru, satu.dijawab_oleh) == (
        "ditutup",
        "diubah",
        kota.kadis,
        kota.admin_dinas,
    )
    assert penilai_pada(pada=HARI, pegawai_ids=[kota.staf.pk])[kota.staf.pk].penilai_id == kota.kadis.pk
    assert penerima(satu) == {kota.admin_dinas.pk, kota.staf.pk, kota.kadis.pk, kota.kabid.pk}
    assert tugas_untuk(pegawai=kota.admin_dinas, sekarang=SEKARANG) == []


def test_putusan_tetap_menutup_dengan_alasan_dan_pegawai_dapat_melapor_lagi(kota: Kota) -> None:
    satu = laporkan(kota)
    with pytest.raises(GalatAturan, match="alasan"):
        laporan.tetapkan_tetap(laporan=satu, alasan=" ", oleh=kota.admin_dinas, sekarang=SEKARANG)
    laporan.tetapkan_tetap(laporan=satu, alasan="SK masih berlaku", oleh=kota.admin_dinas, sekarang=SEKARANG)
    with pytest.raises(SudahBerubah):
        laporan.tetapkan_tetap(laporan=satu, alasan="Lagi", oleh=kota.admin_bkd, sekarang=SEKARANG)
    assert laporkan(kota).pk != satu.pk


def test_penolakan_aturan_penilai_tidak_menutup_laporan(kota: Kota) -> None:
    satu = laporkan(kota)
    with pytest.raises(GalatAturan, match="dirinya sendiri"):
        laporan.ubah_penilai(
            laporan=satu, penilai=kota.staf, sejak=HARI, alasan="x", oleh=kota.admin_dinas, sekarang=SEKARANG
        )
    satu.refresh_from_db()
    assert satu.status == "diajukan"


def test_yang_bukan_pengelola_unitnya_tidak_dapat_memutus(kota: Kota, seberang: Kota) -> None:
    satu = laporkan(kota)
    for oleh in (kota.staf, kota.kabid, kota.auditor, seberang.admin_bkd):
        with pytest.raises(TidakBerhak):
            laporan.mulai(laporan=satu, oleh=oleh, sekarang=SEKARANG)
        with pytest.raises(TidakBerhak):
            laporan.tetapkan_tetap(laporan=satu, alasan="x", oleh=oleh, sekarang=SEKARANG)


def test_pengelola_tidak_memutus_laporannya_sendiri(kota: Kota) -> None:
    satu = laporkan(kota, pegawai=kota.admin_dinas, oleh=kota.admin_dinas)
    assert tugas_untuk(pegawai=kota.admin_dinas, sekarang=SEKARANG) == []
    with pytest.raises(TidakBerhak, match="pengelola lain"):
        laporan.tetapkan_tetap(laporan=satu, alasan="x", oleh=kota.admin_dinas, sekarang=SEKARANG)
    laporan.tetapkan_tetap(laporan=satu, alasan="Sudah benar", oleh=kota.admin_bkd, sekarang=SEKARANG)


def test_sebab_yang_dibetulkan_lewat_organisasi_menutup_laporan_dan_mengabari(kota: Kota) -> None:
    satu = laporkan(kota, kota.kadis)
    with pytest.raises(GalatAturan, match="belum berubah"):
        laporan.tutup_sudah_berubah(laporan=satu, oleh=kota.admin_dinas, sekarang=SEKARANG)
    Penempatan.objects.filter(pegawai=kota.staf).update(unit=kota.dinas)
    selesai = laporan.tutup_sudah_berubah(laporan=satu, oleh=kota.admin_dinas, sekarang=SEKARANG)
    assert (selesai.keputusan, selesai.penilai_baru_id) == ("diubah", kota.kadis.pk)
    assert not PejabatPenilai.objects.exists(), "penilainya mengikuti organisasi, bukan pengecualian"
    kabar = Pemberitahuan.objects.get(penerima_id=kota.staf.pk)
    assert (kabar.judul, "Hendra Kadis" in kabar.isi) == ("Penilai Anda diubah", True)
