"""Survei kertas: satu lembar satu suara, berlabel kertas, tidak pernah masuk nilai seseorang, dapat dibatalkan."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inti.galat import TidakBerhak
from inti.models import BarisImpor, Impor
from inti.services import impor
from inti.services.tulis_lembar import LembarTulis, tulis_xlsx
from kepegawaian.models import Pegawai, Peran
from kepegawaian.permissions import akses
from kepegawaian.queries.impor import kolom_tulis
from kepegawaian.services.impor import semua_adaptor
from tests.umpan_balik.conftest import SEKARANG, Kota, buat_unit
from umpan_balik.models import LembarKertas, Survei
from umpan_balik.queries.masyarakat import nilai_petugas
from umpan_balik.queries.publik import ikm_instansi
from umpan_balik.rules.lembar_kertas import KERTAS, rapikan_nomor
from umpan_balik.services.kertas import AdaptorKertas, baris_templat, nomor_lembar

pytestmark = pytest.mark.django_db
ADAPTOR = AdaptorKertas()
NILAI = (3, 3, 3, 4, 3, 3, 4, 3, None)


def lembar(kota: Kota, nomor: str, nilai: tuple[object, ...] = NILAI, **lain: Any) -> list[Any]:
    umum = {"titik": kota.titik.kode_pendek, "tanggal": date(2026, 10, 20), "setuju": "Ya"} | lain
    return [umum["titik"], nomor, umum["tanggal"], umum["setuju"], *nilai]


def unggah(kota: Kota, *baris: list[Any], oleh: Pegawai | None = None) -> Impor:
    with tulis_xlsx([LembarTulis("Survei kertas", kolom_tulis(KERTAS), baris)]) as berkas:
        kiriman = SimpleUploadedFile("kertas.xlsx", berkas.read())
    satu = impor.unggah(adaptor=ADAPTOR, kiriman=kiriman, oleh=oleh or kota.admin, sekarang=SEKARANG)
    return kerjakan(satu)


def kerjakan(satu: Impor) -> Impor:
    Impor.objects.filter(pk=satu.pk).update(detak=None)
    impor.kerjakan(impor_id=satu.pk, adaptor={"kertas": ADAPTOR}, sekarang=SEKARANG)
    satu.refresh_from_db()
    return satu


def terapkan(kota: Kota, satu: Impor) -> Impor:
    impor.minta_terapkan(impor=satu, adaptor=ADAPTOR, oleh=kota.admin, sekarang=SEKARANG)
    return kerjakan(satu)


def hitung(satu: Impor) -> tuple[int, int, int, int]:
    return satu.baru, satu.berubah, satu.sama, satu.ditolak


def sebab(satu: Impor) -> str:
    return " ".join(str(b.catatan) for b in BarisImpor.objects.filter(impor=satu))


def test_diunggah_dua_kali_tidak_menambah_suara_lalu_dibatalkan_persis(kota: Kota) -> None:
    baris = [lembar(kota, f"202610-{n:03d}") for n in range(1, 6)]
    pertama = terapkan(kota, unggah(kota, *baris))
    assert (pertama.status, hitung(pertama)) == ("diterapkan", (5, 0, 0, 0))
    assert set(Survei.objects.values_list("sumber", "status", "biaya", "pengaduan")) == {
        ("kertas", "dihitung", 4, None)
    }
    kedua = unggah(kota, *baris)
    assert hitung(kedua) == (0, 0, 5, 0)
    impor.tinggalkan(impor=kedua, adaptor=ADAPTOR, oleh=kota.admin, sekarang=SEKARANG)

    diperbaiki = [lembar(kota, "202610-001", (1, *NILAI[1:])), *baris[1:]]
    ketiga = terapkan(kota, unggah(kota, *diperbaiki))
    assert hitung(ketiga) == (0, 1, 4, 0)
    assert Survei.objects.filter(persyaratan=1).count() == 1
    impor.minta_batalkan(impor=ketiga, adaptor=ADAPTOR, oleh=kota.admin, sekarang=SEKARANG)
    assert kerjakan(ketiga).status == "dibatalkan"
    assert Survei.objects.filter(persyaratan=3).count() == 5
    impor.minta_batalkan(impor=pertama, adaptor=ADAPTOR, oleh=kota.admin, sekarang=SEKARANG)
    assert kerjakan(pertama).status == "dibatalkan"
    assert Survei.objects.count() == LembarKertas.objects.count() == 0


def test_ekspor_yang_tidak_diubah_tidak_mengubah_apa_pun(kota: Kota) -> None:
    terapkan(kota, unggah(kota, lembar(kota, "A1"), lembar(kota, "A2", (1,) * 9)))
    milik = akses(kota.admin, pada=SEKARANG.date())
    isi = list(ADAPTOR.ekspor(milik, impor.Lingkup(kota.instansi.pk, kota.admin, SEKARANG)))
    assert hitung(unggah(kota, *map(list, isi))) == (0, 0, 2, 0)


def test_suara_kertas_masuk_nilai_layanan_tetapi_tidak_nilai_petugas(
    kota: Kota, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("umpan_balik.rules.ikm_terbit.MINIMAL_UMUM", 5)
    terapkan(kota, unggah(kota, *(lembar(kota, f"L{n}", (4,) * 9) for n in range(6))))
    rentang = {"mulai": date(2026, 10, 1), "selesai": date(2026, 11, 30)}
    assert ikm_instansi(kota.instansi, **rentang).n == 6
    assert nilai_petugas(instansi_id=kota.instansi.pk, **rentang) == {}
    Survei.objects.update(sumber="berkode")
    assert nilai_petugas(instansi_id=kota.instansi.pk, **rentang)[kota.petugas.pk].n == 6, (
        "pembanding: berkode dihitung"
    )


@pytest.mark.parametrize(
    ("ubahan", "nilai", "kata"),
    [
        ({"titik": "ZZZZZZ"}, NILAI, "Kode titik ini tidak ada"),
        ({"tanggal": None}, NILAI, "Isi tanggal layanannya"),
        ({"tanggal": date(2026, 12, 20)}, NILAI, "belum sampai"),
        ({"tanggal": date(2024, 12, 20)}, NILAI, "Lebih dari setahun".lower()),
        ({"setuju": "Tidak"}, NILAI, "persetujuannya dicentang"),
        ({"setuju": None}, NILAI, "persetujuannya dicentang"),
        ({}, (5, *NILAI[1:]), "4"),
    ],
)
def test_lembar_yang_tidak_boleh_disalin_disebut_sebabnya(
    kota: Kota, ubahan: dict[str, Any], nilai: tuple[object, ...], kata: str
) -> None:
    satu = unggah(kota, lembar(kota, "B1", nilai, **ubahan), lembar(kota, "B2"))
    assert (satu.baru, satu.ditolak) == (1, 1)
    assert kata in sebab(satu)


def test_lembar_kembar_ditolak_dan_lembar_kosong_dilewati(kota: Kota) -> None:
    satu = unggah(kota, lembar(kota, "c 1"), lembar(kota, "C1"), lembar(kota, "C2", (None,) * 9))
    assert hitung(satu) == (1, 0, 1, 1)
    assert "sudah ada di baris 2" in sebab(satu)


def test_titik_dinas_lain_dan_kota_lain_di_luar_wilayah(kota: Kota, kota_lain: Kota) -> None:
    orang, dinas = kota.anggota[3], buat_unit(kota.instansi, "Dinas Perhubungan", "dinas", kota.pemda, None)
    Peran.objects.create(pegawai=orang, jenis="admin_dinas", unit=dinas, sejak=date(2025, 1, 1))
    satu = unggah(kota, lembar(kota, "D1"), lembar(kota, "D2", titik=kota_lain.titik.kode_pendek), oleh=orang)
    assert (satu.baru, satu.ditolak) == (0, 2)
    assert "di luar wilayah Anda" in sebab(satu) and "tidak ada" in sebab(satu)


def test_templat_berisi_kode_dan_nomor_yang_sama_dengan_lembarnya(kota: Kota) -> None:
    nomor = nomor_lembar(date(2026, 10, 1), 1, 3)
    assert nomor == ["202610-001", "202610-002", "202610-003"]
    satu = unggah(kota, *map(list, baris_templat(kota.titik, nomor)))
    assert hitung(satu) == (0, 0, 3, 0), "templat yang belum diisi tidak mengubah apa pun"


def test_terdaftar_sebagai_jenis_impor() -> None:
    assert isinstance(semua_adaptor()["kertas"], AdaptorKertas)
    with pytest.raises(ValueError, match="paling panjang"):
        rapikan_nomor("X" * 21)


def test_lembar_kertas_hanya_diimpor_pengelola_titik(kota: Kota, kota_lain: Kota) -> None:
    milik = unggah(kota, lembar(kota, "202610-001"))
    for oleh in (kota.petugas, kota_lain.admin):
        with pytest.raises(TidakBerhak):
            impor.minta_terapkan(impor=milik, adaptor=ADAPTOR, oleh=oleh, sekarang=SEKARANG)
    for oleh in (kota.petugas, kota.kabid):
        with pytest.raises(TidakBerhak):
            unggah(kota_lain, lembar(kota, "202610-002"), oleh=oleh)
    assert not Survei.objects.exists()
