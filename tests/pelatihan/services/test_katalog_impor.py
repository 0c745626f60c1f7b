"""Katalog pelatihan pulang-pergi lewat Excel: tidak diubah berarti tetap, dan pembatalan mengembalikan persis."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inti.galat import TidakBerhak
from inti.models import Impor
from inti.services import impor
from inti.services.tulis_lembar import LembarTulis, tulis_xlsx
from kepegawaian.permissions import akses
from kepegawaian.queries.impor import kolom_tulis
from pelatihan.models import Pelatihan
from pelatihan.rules.lembar_pelatihan import PELATIHAN
from pelatihan.services.katalog_impor import AdaptorPelatihan
from tests.pelatihan import pabrik
from tests.penilaian import pabrik as dunia
from tests.penilaian.pabrik import SEKARANG, Dunia

ADAPTOR = AdaptorPelatihan()


@pytest.fixture
def d(transactional_db: None) -> Dunia:
    """Mesin impor bekerja di luar transaksi, seperti di pekerja latar."""
    d = dunia.dunia()
    dunia.admin(d)
    pabrik.isi_katalog(d)
    return d


def ekspor(d: Dunia) -> list[dict[str, Any]]:
    milik = akses(d.kepala, pada=SEKARANG.date())
    baris = ADAPTOR.ekspor(milik, impor.Lingkup(d.instansi.pk, d.kepala, SEKARANG))
    return [dict(zip((k.nama for k in PELATIHAN), sel, strict=True)) for sel in baris]


def unggah(d: Dunia, baris: list[dict[str, Any]], oleh: Any = None) -> Impor:
    isi = [[b.get(k.nama) for k in PELATIHAN] for b in baris]
    with tulis_xlsx([LembarTulis("Pelatihan", kolom_tulis(PELATIHAN), isi)]) as berkas:
        kiriman = SimpleUploadedFile("pelatihan.xlsx", berkas.read())
    satu = impor.unggah(adaptor=ADAPTOR, kiriman=kiriman, oleh=oleh or d.kepala, sekarang=SEKARANG)
    return kerjakan(satu)


def kerjakan(satu: Impor) -> Impor:
    impor.kerjakan(impor_id=satu.pk, adaptor={"pelatihan": ADAPTOR}, sekarang=SEKARANG + timedelta(minutes=1))
    satu.refresh_from_db()
    return satu


def hitung(satu: Impor) -> tuple[int, int, int, int]:
    return satu.baru, satu.berubah, satu.sama, satu.ditolak


def potret() -> list[Any]:
    kolom = [f.attname for f in Pelatihan._meta.concrete_fields]
    return list(Pelatihan.objects.order_by("pk").values_list(*kolom))


def test_pulang_pergi_ubah_tambah_tolak_lalu_batal(d: Dunia) -> None:
    satu = unggah(d, ekspor(d))
    assert hitung(satu) == (0, 0, 4, 0)
    impor.tinggalkan(impor=satu, adaptor=ADAPTOR, oleh=d.kepala, sekarang=SEKARANG)
    semula, baris = potret(), ekspor(d)
    menurut = {b["judul"]: b for b in baris}
    menurut["Pengelolaan Mutu"] |= {
        "biaya": 750_000,
        "kode_bentuk": "Bimbingan Teknis",
        "prasyarat": "Arsip Baru",
    }
    menurut["Kursus Komputer dan Aplikasi"]["aktif"] = "Tidak"
    baris.append({"judul": "Arsip Baru", "kode_bentuk": "22", "jp": 4})
    satu = unggah(d, baris)
    assert hitung(satu) == (1, 2, 2, 0), list(satu.baris.values_list("kunci", "catatan"))
    impor.minta_terapkan(impor=satu, adaptor=ADAPTOR, oleh=d.kepala, sekarang=SEKARANG)
    assert kerjakan(satu).status == Impor.Status.DITERAPKAN
    mutu = Pelatihan.objects.get(judul="Pengelolaan Mutu")
    assert mutu.prasyarat is not None
    assert (mutu.biaya, mutu.kode_bentuk, mutu.bentuk, mutu.prasyarat.judul) == (
        750_000,
        8,
        "Bimbingan Teknis",
        "Arsip Baru",
    )
    baru = mutu.prasyarat
    assert (baru.klasikal, baru.kode_bentuk, baru.jp) == (False, 22, 4)
    assert not Pelatihan.objects.get(judul="Kursus Komputer dan Aplikasi").aktif
    impor.minta_batalkan(impor=satu, adaptor=ADAPTOR, oleh=d.kepala, sekarang=SEKARANG)
    assert kerjakan(satu).status == Impor.Status.DIBATALKAN
    assert potret() == semula

    keliru = [
        {"judul": "A", "kode_bentuk": "Piknik", "jp": 4},
        {"judul": "B", "kode_bentuk": "Seminar", "jp": 0},
        {"judul": "C", "kode_bentuk": "Seminar", "jp": 4, "prasyarat": "Tidak ada"},
        {"judul": "D", "kode_bentuk": "Seminar", "jp": 4},
        {"judul": "d", "kode_bentuk": "Seminar", "jp": 4},
        {"judul": "E", "kode_bentuk": "Seminar", "jp": 4, "prasyarat": "E"},
    ]
    assert hitung(unggah(d, keliru)) == (1, 0, 0, 5)
    with pytest.raises(TidakBerhak):
        unggah(d, baris, oleh=d.staf[0])
