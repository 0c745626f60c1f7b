"""Aturan penilai satu per satu, dengan nama orang."""

from datetime import date, timedelta

import pytest

from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import alasan_penilai, kartu_orang, penempatan_pada, rekan_setara
from kepegawaian.queries.pegawai import riwayat, strip_penempatan
from kepegawaian.queries.penilai import Penilai, Sebab, bawahan_pada, penilai_pada
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import AWAL, HARI


def penilai(siapa: Pegawai, pada: date = HARI) -> Penilai:
    return penilai_pada(pada=pada, pegawai_ids=[siapa.pk])[siapa.pk]


def test_staf_dinilai_kepala_unitnya_dan_kepala_dinilai_kepala_di_atasnya(kota: Kota) -> None:
    rantai = {s: penilai(getattr(kota, s)).penilai_id for s in ("staf", "kabid", "kadis", "admin_dinas")}
    assert rantai == {
        "staf": kota.kabid.pk,
        "kabid": kota.kadis.pk,
        "kadis": kota.sekda.pk,
        "admin_dinas": kota.kadis.pk,
    }


def test_pimpinan_tertinggi_menjadi_celah_bernama(kota: Kota) -> None:
    jawaban = penilai(kota.sekda)
    assert (jawaban.penilai_id, jawaban.sebab) == (None, Sebab.KOSONG)
    assert "dapat menunjuk penilai" in alasan_penilai(jawaban)


def test_plh_mendahului_plt_dan_plt_mendahului_definitif(kota: Kota) -> None:
    pabrik.tempatkan(kota.rekan, kota.bidang, jenis="plt", kepala=True, sejak=date(2026, 2, 1))
    assert penilai(kota.staf).penilai_id == kota.rekan.pk
    assert penilai(kota.staf, date(2026, 1, 31)).penilai_id == kota.kabid.pk
    pabrik.tempatkan(
        kota.admin_dinas, kota.bidang, jenis="plh", kepala=True, sejak=date(2026, 2, 20), sampai=HARI
    )
    assert penilai(kota.staf).sebab is Sebab.PLH
    assert penilai(kota.staf, HARI + timedelta(days=1)).sebab is Sebab.PLT


def test_plt_di_unitnya_sendiri_dinilai_satu_tingkat_di_atasnya(kota: Kota) -> None:
    pabrik.tempatkan(kota.rekan, kota.bidang, jenis="plt", kepala=True)
    jawaban = penilai(kota.rekan)
    assert (jawaban.penilai_id, jawaban.tingkat) == (kota.kadis.pk, 1)
    assert kota.rekan.pk in bawahan_pada(penilai_id=kota.kadis.pk, pada=HARI, instansi_id=kota.instansi.pk)


def test_rantai_unit_kosong_naik_sampai_ada_pejabat(kota: Kota) -> None:
    kota.kabid.is_active = False
    kota.kabid.save()
    anggota = pabrik.pegawai(kota.instansi, "Anggota Seksi")
    pabrik.tempatkan(anggota, kota.seksi)
    jawaban = penilai(anggota)
    assert (jawaban.penilai_id, jawaban.tingkat) == (kota.kadis.pk, 2)
    assert "pejabat terdekat di atas Anda" in alasan_penilai(jawaban)
    bawahan = bawahan_pada(penilai_id=kota.kadis.pk, pada=HARI, instansi_id=kota.instansi.pk)
    assert set(bawahan) == {anggota.pk, kota.staf.pk, kota.rekan.pk, kota.kabid.pk, kota.admin_dinas.pk}


def test_penilai_khusus_yang_nonaktif_tidak_berlaku(kota: Kota) -> None:
    pabrik.khususkan(kota.staf, kota.sekda)
    assert penilai(kota.staf).penilai_id == kota.sekda.pk
    kota.sekda.is_active = False
    kota.sekda.save()
    assert penilai(kota.staf).penilai_id == kota.kabid.pk


def test_yang_belum_ditempatkan_tidak_dijawab(kota: Kota) -> None:
    baru = pabrik.pegawai(kota.instansi, "Pegawai Baru")
    assert penilai_pada(pada=HARI, pegawai_ids=[baru.pk]) == {}
    assert penilai_pada(pada=AWAL - timedelta(days=1), pegawai_ids=[kota.staf.pk]) == {}


def test_satu_kueri_untuk_berapa_pun_orang(kota: Kota, django_assert_num_queries: object) -> None:
    for _ in range(2):
        with django_assert_num_queries(1):  # type: ignore[operator]
            penilai_pada(pada=HARI, instansi_id=kota.instansi.pk)
        with django_assert_num_queries(1):  # type: ignore[operator]
            bawahan_pada(penilai_id=kota.kadis.pk, pada=HARI, instansi_id=kota.instansi.pk)
        for n in range(60):
            pabrik.tempatkan(pabrik.pegawai(kota.instansi, f"Orang {n}"), kota.seksi)


def test_instansi_lain_tidak_ikut_dijawab(kota: Kota, seberang: Kota) -> None:
    semua = penilai_pada(pada=HARI, instansi_id=kota.instansi.pk)
    assert set(semua) == set(Pegawai.objects.filter(instansi=kota.instansi).values_list("pk", flat=True))
    assert bawahan_pada(penilai_id=kota.kabid.pk, pada=HARI, instansi_id=seberang.instansi.pk) == []


@pytest.mark.parametrize(
    ("jenis", "kalimat"),
    [
        ("definitif", "Kepala Bidang Pelayanan sejak 2 Januari 2025, menurut SK 821/14."),
        (
            "plt",
            "Plt. Kepala Bidang Pelayanan sejak 2 Januari 2025, karena jabatan itu kosong, menurut SK 821/14.",
        ),
        (
            "plh",
            "Plh. Kepala Bidang Pelayanan sejak 2 Januari 2025, karena pejabatnya berhalangan, menurut SK 821/14.",
        ),
        (
            "tugas_tambahan",
            "Kepala Bidang Pelayanan sejak 2 Januari 2025 sebagai tugas tambahan, menurut SK 821/14.",
        ),
        ("khusus", "Ditunjuk khusus untuk Anda sejak 2 Januari 2025. Alasannya: SK 821/14."),
    ],
)
def test_kalimat_mengapa_beliau(jenis: str, kalimat: str) -> None:
    jawaban = Penilai(1, 2, Sebab(jenis), 3, date(2025, 1, 2), "SK 821/14", 0, "Kepala Bidang Pelayanan")
    assert alasan_penilai(jawaban) == kalimat


def test_kartu_orang_satu_kueri_dan_memuat_yang_belum_ditempatkan(
    kota: Kota, django_assert_num_queries: object
) -> None:
    baru = pabrik.pegawai(kota.instansi, "Pegawai Baru", gelar_depan="dr.", gelar_belakang="Sp.A")
    with django_assert_num_queries(1):  # type: ignore[operator]
        kartu = kartu_orang([kota.staf.pk, baru.pk], HARI)
    staf = kartu[kota.staf.pk]
    assert (staf.jabatan, staf.unit, staf.dinas) == (
        "Pengelola Layanan",
        "Bidang Pelayanan",
        "Dinas Kesehatan",
    )
    assert (kartu[baru.pk].nama, kartu[baru.pk].jabatan) == ("dr. Pegawai Baru, Sp.A", "Belum ditempatkan")


def test_kartu_menurut_hari_yang_ditanya(kota: Kota) -> None:
    lama = kota.staf.penempatan.get()
    lama.sampai = date(2026, 2, 28)
    lama.save()
    pabrik.tempatkan(kota.staf, kota.dinas_lain, post="Analis Lalu Lintas", sejak=date(2026, 3, 1))
    assert kartu_orang([kota.staf.pk], date(2026, 2, 28))[kota.staf.pk].unit == "Bidang Pelayanan"
    assert kartu_orang([kota.staf.pk], HARI)[kota.staf.pk].dinas == "Dinas Perhubungan"
    assert [p.unit for p in penempatan_pada(kota.staf.pk, HARI)] == [kota.dinas_lain]


def test_rekan_setara_seunit_dan_sepenilai(kota: Kota) -> None:
    assert rekan_setara(kota.staf.pk, HARI) == [kota.rekan.pk]
    pabrik.khususkan(kota.rekan, kota.kadis)
    assert rekan_setara(kota.staf.pk, HARI) == []
    assert rekan_setara(kota.kadis.pk, HARI) == [kota.kadis_lain.pk], (
        "kepala setara dengan kepala unit saudaranya"
    )
    assert rekan_setara(kota.sekda.pk, HARI) == []


def test_strip_waktu_menggambar_sela_dan_berakhir_hari_ini(kota: Kota) -> None:
    lama = kota.staf.penempatan.get()
    lama.sampai = date(2025, 12, 31)
    lama.save()
    pabrik.tempatkan(kota.staf, kota.seksi, sejak=date(2026, 2, 1))
    pabrik.tempatkan(kota.staf, kota.dinas, jenis="plt", sejak=date(2026, 2, 1))
    strip = strip_penempatan(riwayat(kota.staf.pk), hari_ini=HARI)
    assert [(p.dari, p.sampai) for p in strip] == [
        (AWAL, date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), HARI),
    ]
    assert strip[1].teks == "belum ditempatkan"
