"""Celah penilai selalu bernama: siapa, mengapa, dan unit yang dibereskan."""

from datetime import timedelta

import pytest

from kepegawaian.models import Pegawai, Penempatan, UnitKerja
from kepegawaian.permissions import akses
from kepegawaian.queries.celah import Celah, JenisCelah, celah_penilai
from kepegawaian.queries.penilai import penilai_pada
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import HARI


def celah(kota: Kota, siapa: Pegawai | None = None) -> dict[int, Celah]:
    return {c.pegawai_id: c for c in celah_penilai(akses(siapa or kota.admin_bkd, pada=HARI), HARI)}


def kosongkan(*siapa: Pegawai) -> None:
    Penempatan.objects.filter(pegawai__in=siapa).update(sampai=HARI - timedelta(days=1))


def test_puncak_organisasi_dinilai_kepala_daerah(kota: Kota) -> None:
    assert {pk: (c.jenis, c.alasan) for pk, c in celah(kota).items()} == {
        kota.sekda.pk: (JenisCelah.PUNCAK, "Jabatan tertinggi: dinilai kepala daerah, di luar aplikasi.")
    }


def test_kepala_kosong_menyebut_unit_terdekat_dan_semua_di_atasnya(kota: Kota) -> None:
    kosongkan(kota.kabid, kota.kadis, kota.sekda)
    satu = celah(kota)[kota.staf.pk]
    assert (satu.jenis, satu.unit_id) == (JenisCelah.KEPALA_KOSONG, kota.bidang.pk)
    assert satu.alasan == (
        "Kepala Bidang Pelayanan, Dinas Kesehatan, Pemerintah Kota kosong dan tidak ada Plt."
    )
    pabrik.tempatkan(kota.kadis_lain, kota.bidang, jenis="plt", kepala=True)
    assert kota.staf.pk not in celah(kota)


def test_kepala_yang_tidak_aktif_disebut_namanya(kota: Kota) -> None:
    kosongkan(kota.kadis, kota.sekda)
    Pegawai.objects.filter(pk=kota.kabid.pk).update(is_active=False)
    assert celah(kota)[kota.staf.pk].alasan == (
        "Kepala Bidang Pelayanan, Baiq Kabid, tidak aktif lagi dan tidak ada Plt."
    )


def test_plt_di_unit_sendiri_disuruh_melihat_ke_atas(kota: Kota) -> None:
    kosongkan(kota.kabid, kota.kadis, kota.sekda)
    pabrik.tempatkan(kota.rekan, kota.bidang, jenis="plt", kepala=True)
    satu = celah(kota)[kota.rekan.pk]
    assert (satu.unit_id, satu.alasan) == (
        kota.dinas.pk,
        "Kepala Dinas Kesehatan, Pemerintah Kota kosong dan tidak ada Plt.",
    )


def test_unit_yang_sudah_berakhir_disebut(kota: Kota) -> None:
    UnitKerja.objects.filter(pk=kota.bidang.pk).update(sampai=HARI - timedelta(days=1))
    satu = celah(kota)[kota.staf.pk]
    assert (satu.jenis, satu.alasan) == (
        JenisCelah.UNIT_BERAKHIR,
        "Bidang Pelayanan berakhir 1 Maret 2026. Tempatkan pegawai ini di unit penerusnya.",
    )


def test_yang_belum_ditempatkan_tampil_bagi_pengelola_unit_terakhirnya(kota: Kota) -> None:
    baru = pabrik.pegawai(kota.instansi, "Orang Baru")
    kosongkan(kota.staf)
    assert celah(kota)[baru.pk].alasan == "Belum pernah ditempatkan."
    milik_dinas = celah(kota, kota.admin_dinas)
    assert baru.pk not in milik_dinas
    assert milik_dinas[kota.staf.pk].alasan == (
        "Penempatan di Bidang Pelayanan berakhir 1 Maret 2026 dan belum ada penggantinya."
    )


def test_pengelola_hanya_melihat_wilayahnya(kota: Kota, seberang: Kota) -> None:
    kosongkan(kota.sekda, kota.kadis_lain, seberang.sekda)
    assert set(celah(kota, kota.admin_dinas)) == {kota.kadis.pk}
    assert not any("ZKENARIZ" in f"{c.nama} {c.unit} {c.alasan}" for c in celah(kota).values())


@pytest.mark.parametrize("siapa", ["kabid", "kadis", "sekda", "staf"])
def test_setiap_orang_aktif_punya_penilai_atau_celah(kota: Kota, siapa: str) -> None:
    kosongkan(getattr(kota, siapa))
    jawaban = penilai_pada(pada=HARI, instansi_id=kota.instansi.pk)
    punya = {pk for pk, p in jawaban.items() if p.penilai_id is not None}
    semua = set(Pegawai.objects.filter(instansi=kota.instansi).values_list("pk", flat=True))
    assert punya | set(celah(kota)) == semua and not punya & set(celah(kota))


def test_banyaknya_kueri_tetap(kota: Kota, django_assert_max_num_queries: object) -> None:
    milik = akses(kota.admin_bkd, pada=HARI)
    kosongkan(kota.kabid, kota.kadis, kota.sekda)
    for jumlah in (1, 60):
        for n in range(jumlah):
            pabrik.tempatkan(pabrik.pegawai(kota.instansi, f"Orang {jumlah}-{n}"), kota.bidang)
        with django_assert_max_num_queries(7):  # type: ignore[operator]
            assert len(celah_penilai(milik, HARI)) >= jumlah
