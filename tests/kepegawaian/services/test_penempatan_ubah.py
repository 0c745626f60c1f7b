"""Mengakhiri, membatalkan, dan membetulkan penempatan; kiriman kembar."""

from datetime import date, timedelta

import pytest

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from kepegawaian.models import Penempatan
from kepegawaian.services import penempatan
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import AWAL, HARI, SEKARANG
from tests.kepegawaian.services.test_penempatan import definitif, tetapkan

NANTI = HARI + timedelta(days=30)


def ditutup(monkeypatch: pytest.MonkeyPatch, dari: date, sampai: date) -> None:
    """Satu periode tertutup, tanpa memasang aplikasi di atasnya."""

    def baca(*, instansi_id: int, dari: date, sampai: date, _a: date = dari, _b: date = sampai) -> list[str]:
        return ["Triwulan IV 2025"] if dari <= _b and sampai >= _a else []

    monkeypatch.setattr("kepegawaian.services.penempatan.ubah.periode_ditutup", baca)


def perbaiki(baris: Penempatan, sejak: date, sampai: date | None = None, **beda: object) -> Penempatan:
    isi = {"alasan": "Salah ketik", "oleh": None, "sekarang": SEKARANG} | beda
    return penempatan.perbaiki(penempatan=baris, sejak=sejak, sampai=sampai, **isi)  # type: ignore[arg-type]


def test_kiriman_kedua_yang_sama_mengembalikan_penempatan_yang_ada(kota: Kota) -> None:
    satu = tetapkan(kota, kota.staf, kota.seksi, oleh=kota.admin_dinas)
    assert tetapkan(kota, kota.staf, kota.seksi, oleh=kota.admin_dinas).pk == satu.pk
    assert Jejak.objects.filter(aksi="penempatan.ditetapkan").count() == 1


def test_kiriman_kembar_pun_memeriksa_kewenangan(kota: Kota) -> None:
    tetapkan(kota, kota.staf, kota.seksi)
    with pytest.raises(TidakBerhak):
        tetapkan(kota, kota.staf, kota.seksi, oleh=kota.kadis)


def test_yang_tidak_aktif_tidak_ditempatkan(kota: Kota) -> None:
    kota.staf.is_active = False
    kota.staf.save()
    with pytest.raises(GalatAturan, match="tidak aktif"):
        tetapkan(kota, kota.staf, kota.seksi)


def test_penempatan_mendatang_dibatalkan_dan_yang_lama_berlanjut(kota: Kota) -> None:
    nanti = tetapkan(kota, kota.staf, kota.seksi, sejak=NANTI)
    for _ in range(2):
        penempatan.batalkan(penempatan=nanti, alasan="SK ditarik", oleh=kota.admin_dinas, sekarang=SEKARANG)
    assert definitif(kota.staf) == [("Bidang Pelayanan", AWAL, None)]
    assert Jejak.objects.filter(aksi="penempatan.dibatalkan").count() == 1


def test_penempatan_yang_sudah_mulai_tidak_dibatalkan(kota: Kota) -> None:
    satu = Penempatan.objects.get(pegawai=kota.staf)
    with pytest.raises(GalatAturan, match="sudah mulai 1 Januari 2025"):
        penempatan.batalkan(penempatan=satu, alasan="x", oleh=None, sekarang=SEKARANG)
    nanti = tetapkan(kota, kota.staf, kota.seksi, sejak=NANTI)
    with pytest.raises(GalatAturan, match="alasan"):
        penempatan.batalkan(penempatan=nanti, alasan=" ", oleh=None, sekarang=SEKARANG)


def test_tanggal_mulai_dibetulkan_bersama_akhir_penempatan_sebelumnya(kota: Kota) -> None:
    satu = tetapkan(kota, kota.staf, kota.seksi, sejak=date(2026, 2, 1))
    perbaiki(satu, date(2026, 1, 15), oleh=kota.admin_dinas)
    assert definitif(kota.staf) == [
        ("Bidang Pelayanan", AWAL, date(2026, 1, 14)),
        ("Seksi Rujukan", date(2026, 1, 15), None),
    ]
    satu.refresh_from_db()
    perbaiki(satu, date(2026, 2, 20))
    assert definitif(kota.staf)[0][2] == date(2026, 2, 19)
    assert Jejak.objects.filter(aksi="penempatan.dibetulkan").count() == 2


def test_hari_yang_berubah_di_dalam_periode_tertutup_ditolak_dan_disebut_sebabnya(
    kota: Kota, monkeypatch: pytest.MonkeyPatch
) -> None:
    satu = tetapkan(kota, kota.staf, kota.seksi, sejak=date(2026, 1, 10))
    ditutup(monkeypatch, date(2025, 10, 1), date(2025, 12, 31))
    with pytest.raises(GalatAturan, match="Triwulan IV 2025 sudah ditutup") as galat:
        perbaiki(satu, date(2025, 12, 20))
    assert galat.value.bidang == "sejak"
    perbaiki(satu, date(2026, 1, 1))
    satu.refresh_from_db()
    with pytest.raises(GalatAturan, match="sudah ditutup"):
        perbaiki(Penempatan.objects.get(pegawai=kota.rekan), AWAL, date(2025, 11, 1))


@pytest.mark.parametrize(
    ("sejak", "sampai", "kata"),
    [
        (date(2024, 12, 1), None, "baru berlaku"),
        (date(2026, 3, 1), date(2026, 2, 1), "sebelum hari mulai"),
        (AWAL, None, "Penempatan sebelumnya mulai"),
    ],
)
def test_pembetulan_yang_tidak_mungkin_ditolak(
    kota: Kota, sejak: date, sampai: date | None, kata: str
) -> None:
    satu = tetapkan(kota, kota.staf, kota.seksi, sejak=date(2026, 2, 1))
    sebelum = definitif(kota.staf)
    with pytest.raises(GalatAturan, match=kata):
        perbaiki(satu, sejak, sampai)
    with pytest.raises(GalatAturan, match="alasan"):
        perbaiki(satu, date(2026, 2, 2), alasan="")
    assert definitif(kota.staf) == sebelum


def test_pembetulan_yang_menabrak_kepala_lain_disebut_namanya(kota: Kota) -> None:
    lama = Penempatan.objects.get(pegawai=kota.kabid)
    penempatan.akhiri(penempatan=lama, sampai=date(2026, 1, 31), oleh=None, sekarang=SEKARANG)
    baru = tetapkan(kota, kota.rekan, kota.bidang, kepala=True, sejak=date(2026, 2, 1))
    with pytest.raises(GalatAturan, match="sudah dipimpin Baiq Kabid"):
        perbaiki(baru, date(2026, 1, 20))


def test_akhiri_dua_kali_dengan_hari_sama_satu_jejak(kota: Kota) -> None:
    satu = Penempatan.objects.get(pegawai=kota.staf)
    for _ in range(2):
        penempatan.akhiri(penempatan=satu, sampai=HARI, oleh=kota.admin_dinas, sekarang=SEKARANG)
    assert Jejak.objects.filter(aksi="penempatan.diakhiri").count() == 1


def test_hanya_pengelola_unitnya_yang_boleh(kota: Kota, seberang: Kota) -> None:
    nanti = tetapkan(kota, kota.staf, kota.seksi, sejak=NANTI)
    pabrik.peran(kota.kadis_lain, "admin_dinas", kota.dinas_lain)
    for oleh in (kota.kadis_lain, kota.kadis, kota.auditor, seberang.admin_bkd):
        with pytest.raises(TidakBerhak):
            penempatan.akhiri(penempatan=nanti, sampai=NANTI, oleh=oleh, sekarang=SEKARANG)
        with pytest.raises(TidakBerhak):
            penempatan.batalkan(penempatan=nanti, alasan="x", oleh=oleh, sekarang=SEKARANG)
        with pytest.raises(TidakBerhak):
            perbaiki(nanti, HARI, oleh=oleh)
