"""Akibat sebuah perubahan dihitung tanpa menyimpannya."""

from datetime import timedelta

import pytest

from inti.galat import GalatAturan
from inti.models import Jejak, Pemberitahuan
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.dampak import Dampak, bandingkan, potret
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.services import pegawai, penempatan
from kepegawaian.services.coba import coba
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import HARI, SEKARANG


def dampak_mutasi(kota: Kota, siapa: Pegawai, **isi: object) -> Dampak:
    lain = {"jabatan": pabrik.jabatan(kota.instansi), "sejak": HARI, "oleh": None, "sekarang": SEKARANG} | isi
    sebelum = potret(siapa, pada=HARI)
    sesudah = coba(
        lambda: penempatan.tetapkan(pegawai=siapa, **lain),  # type: ignore[arg-type]
        lambda: potret(siapa, pada=HARI, juga=sebelum.bawahan),
    )
    return bandingkan(sebelum, sesudah)


def pasangan(dampak: Dampak) -> dict[str, tuple[str | None, str | None]]:
    return {
        t.orang.nama: (t.lama.nama if t.lama else None, t.baru.nama if t.baru else None)
        for t in dampak.tersentuh
    }


def test_mutasi_kepala_menyebut_semua_yang_berganti_penilai_di_kedua_sisi(kota: Kota) -> None:
    anak = pabrik.pegawai(kota.instansi, "Anak Seksi")
    pabrik.tempatkan(anak, kota.seksi)
    hasil = dampak_mutasi(kota, kota.kabid, unit=kota.seksi, kepala=True)
    assert pasangan(hasil) == {
        "Ratna Staf": ("Baiq Kabid", "Hendra Kadis"),
        "Made Rekan": ("Baiq Kabid", "Hendra Kadis"),
    }
    assert hasil.banyak == 2 and not hasil.tanpa_penilai
    assert [p.teks for p in hasil.sesudah] == [
        "Kepala Bidang Pelayanan, Bidang Pelayanan",
        "Analis Kebijakan, Seksi Rujukan (masih)",
    ]


def test_hitungan_sama_dengan_membandingkan_seluruh_kota(kota: Kota) -> None:
    """Jalan lambat: penilai semua orang sebelum dan sesudah; hitungan di sekitar satu orang harus sama."""
    anak = pabrik.pegawai(kota.instansi, "Anak Seksi")
    pabrik.tempatkan(anak, kota.seksi)
    for siapa, isi in (
        (kota.kabid, {"unit": kota.dinas}),
        (kota.staf, {"unit": kota.bidang, "jenis": "plh", "kepala": True}),
        (kota.kadis, {"unit": kota.akar}),
        (anak, {"unit": kota.dinas_lain}),
    ):
        semua = {}
        for tahap in (0, 1):
            if tahap:
                lain = {
                    "jabatan": pabrik.jabatan(kota.instansi),
                    "sejak": HARI,
                    "oleh": None,
                    "sekarang": SEKARANG,
                }
                semua[1] = coba(
                    lambda siapa=siapa, isi=isi, lain=lain: penempatan.tetapkan(
                        pegawai=siapa, **(lain | isi)
                    ),
                    lambda: penilai_pada(pada=HARI, instansi_id=kota.instansi.pk),
                )
            else:
                semua[0] = penilai_pada(pada=HARI, instansi_id=kota.instansi.pk)
        beda = {
            pk
            for pk in set(semua[1])
            if (semua[0].get(pk) and semua[0][pk].penilai_id)
            != (semua[1].get(pk) and semua[1][pk].penilai_id)
        }
        assert {t.orang.id for t in dampak_mutasi(kota, siapa, **isi).tersentuh} == beda


def test_percobaan_tidak_meninggalkan_apa_pun(kota: Kota) -> None:
    baris = list(Penempatan.objects.order_by("pk").values())
    dampak_mutasi(kota, kota.kabid, unit=kota.seksi)
    assert list(Penempatan.objects.order_by("pk").values()) == baris
    assert not Jejak.objects.exists() and not Pemberitahuan.objects.exists()


def test_percobaan_meneruskan_penolakan(kota: Kota) -> None:
    with pytest.raises(GalatAturan, match="sudah dipimpin"):
        dampak_mutasi(kota, kota.staf, unit=kota.bidang, kepala=True)


def test_yang_menjadi_tanpa_penilai_disebut(kota: Kota) -> None:
    hari = HARI + timedelta(days=1)
    sebelum = potret(kota.sekda, pada=hari)
    sesudah = coba(
        lambda: pegawai.nonaktifkan(
            pegawai=kota.sekda, sebab="pensiun", mulai=hari, alasan="SK", oleh=None, sekarang=SEKARANG
        ),
        lambda: potret(kota.sekda, pada=hari, juga=sebelum.bawahan),
    )
    hasil = bandingkan(sebelum, sesudah)
    assert hasil.tanpa_penilai == 2
    assert {"Hendra Kadis": ("Lalu Sekda", None), "Oka Dishub": ("Lalu Sekda", None)}.items() <= pasangan(
        hasil
    ).items()


@pytest.mark.parametrize("banyak", [10, 120])
def test_kueri_tetap_berapa_pun_bawahannya(
    kota: Kota, banyak: int, django_assert_max_num_queries: object
) -> None:
    for n in range(banyak):
        pabrik.tempatkan(pabrik.pegawai(kota.instansi, f"Anak {n}"), kota.bidang)
    sebelum = potret(kota.kabid, pada=HARI)
    Penempatan.objects.filter(pegawai=kota.kabid).update(sampai=HARI - timedelta(days=1))
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        hasil = bandingkan(sebelum, potret(kota.kabid, pada=HARI, juga=sebelum.bawahan))
    assert hasil.banyak == banyak + 2 and len(hasil.tersentuh) + hasil.sisa == hasil.banyak
