"""Mengkhususkan penilai."""

from datetime import date, datetime

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Pegawai, PejabatPenilai
from kepegawaian.queries.penilai import Sebab, penilai_pada
from kepegawaian.services import penilai
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import HARI, SEKARANG


def khususkan(siapa: Pegawai, oleh: Pegawai | None, **lain: object) -> PejabatPenilai:
    isi = {"sejak": HARI, "alasan": "SP 800/1/2026", "sekarang": SEKARANG} | lain
    return penilai.khususkan(pegawai=siapa, oleh=oleh, **isi)  # type: ignore[arg-type]


def test_penilai_khusus_mendahului_organisasi_dan_menyebut_alasannya(kota: Kota) -> None:
    khususkan(kota.staf, kota.admin_dinas, penilai=kota.kadis)
    jawaban = penilai_pada(pada=HARI, pegawai_ids=[kota.staf.pk])[kota.staf.pk]
    assert (jawaban.penilai_id, jawaban.sebab, jawaban.dasar) == (
        kota.kadis.pk,
        Sebab.KHUSUS,
        "SP 800/1/2026",
    )
    assert Jejak.objects.get(aksi="penilai.dikhususkan").objek_id == kota.staf.pk


def test_pengganti_mengakhiri_yang_berjalan_sehari_sebelumnya(kota: Kota) -> None:
    khususkan(kota.staf, None, penilai=kota.kadis)
    khususkan(kota.staf, None, penilai=kota.sekda, sejak=date(2026, 4, 1))
    baris = PejabatPenilai.objects.filter(pegawai=kota.staf).order_by("sejak")
    assert [(b.penilai, b.sampai) for b in baris] == [(kota.kadis, date(2026, 3, 31)), (kota.sekda, None)]
    with pytest.raises(GalatAturan, match="1 April 2026"):
        khususkan(kota.staf, None, penilai=kota.kadis, sejak=date(2026, 3, 20))


@pytest.mark.parametrize(
    ("siapa", "calon", "kata"),
    [
        ("staf", "staf", "dirinya sendiri"),
        ("kabid", "staf", "di bawah penilaian"),
        ("kadis", "staf", "di bawah penilaian"),
    ],
)
def test_penilai_yang_membuat_lingkaran_ditolak(kota: Kota, siapa: str, calon: str, kata: str) -> None:
    with pytest.raises(GalatAturan, match=kata):
        khususkan(getattr(kota, siapa), None, penilai=getattr(kota, calon))


def test_penilai_nonaktif_tanpa_alasan_atau_terbalik_tanggalnya_ditolak(kota: Kota) -> None:
    with pytest.raises(GalatAturan, match="alasan"):
        khususkan(kota.staf, None, penilai=kota.kadis, alasan="  ")
    with pytest.raises(GalatAturan, match="sebelum hari mulai"):
        khususkan(kota.staf, None, penilai=kota.kadis, sampai=date(2026, 1, 1))
    kota.kadis.is_active = False
    kota.kadis.save()
    with pytest.raises(GalatAturan, match="tidak aktif"):
        khususkan(kota.staf, None, penilai=kota.kadis)


def test_hanya_pengelola_unit_pegawai_itu_yang_berhak(kota: Kota, seberang: Kota, sekarang: datetime) -> None:
    for oleh in (kota.kadis, kota.staf, kota.auditor, seberang.admin_bkd):
        with pytest.raises(TidakBerhak):
            khususkan(kota.staf, oleh, penilai=kota.kadis)
    with pytest.raises(TidakBerhak):
        khususkan(kota.admin_bkd, kota.admin_dinas, penilai=kota.kadis)
    with pytest.raises(GalatAturan, match="tidak ada di pemerintah daerah ini"):
        khususkan(kota.staf, kota.admin_bkd, penilai=seberang.kadis)


def test_kiriman_kedua_yang_sama_mengembalikan_pengecualian_yang_ada(kota: Kota) -> None:
    satu = khususkan(kota.staf, kota.admin_dinas, penilai=kota.kadis)
    assert khususkan(kota.staf, kota.admin_dinas, penilai=kota.kadis).pk == satu.pk
    assert Jejak.objects.filter(aksi="penilai.dikhususkan").count() == 1


def test_pengecualian_diakhiri_lalu_penilai_mengikuti_organisasi_lagi(kota: Kota) -> None:
    satu = khususkan(kota.staf, None, penilai=kota.kadis, sejak=date(2026, 2, 1))
    for _ in range(2):
        penilai.akhiri_khusus(
            khusus=satu, sampai=date(2026, 3, 1), alasan="Selesai", oleh=kota.admin_dinas, sekarang=SEKARANG
        )
    jawaban = penilai_pada(pada=HARI, pegawai_ids=[kota.staf.pk])[kota.staf.pk]
    assert jawaban.penilai_id == kota.kabid.pk
    assert Jejak.objects.filter(aksi="penilai.pengecualian_diakhiri").count() == 1
    with pytest.raises(GalatAturan, match="sudah berakhir"):
        penilai.akhiri_khusus(khusus=satu, sampai=date(2026, 5, 1), alasan="x", oleh=None, sekarang=SEKARANG)


def test_pengecualian_yang_belum_mulai_dibatalkan(kota: Kota) -> None:
    satu = khususkan(kota.staf, None, penilai=kota.kadis, sejak=date(2026, 4, 1))
    with pytest.raises(GalatAturan, match="alasan"):
        penilai.akhiri_khusus(khusus=satu, sampai=HARI, alasan="", oleh=None, sekarang=SEKARANG)
    for oleh in (kota.kadis, kota.auditor):
        with pytest.raises(TidakBerhak):
            penilai.akhiri_khusus(khusus=satu, sampai=HARI, alasan="x", oleh=oleh, sekarang=SEKARANG)
    penilai.akhiri_khusus(khusus=satu, sampai=HARI, alasan="Batal", oleh=kota.admin_dinas, sekarang=SEKARANG)
    assert not PejabatPenilai.objects.exists()
