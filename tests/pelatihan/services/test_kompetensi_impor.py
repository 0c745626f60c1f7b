"""Asesmen dan standar lewat Excel: bolak-balik tanpa perubahan, ditolak dengan sebab, diterapkan, dibatalkan."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from inti.galat import TidakBerhak
from inti.models import Impor
from inti.services import impor as mesin
from inti.services.tulis_lembar import LembarTulis, tulis_xlsx
from kepegawaian.models import Peran
from kepegawaian.permissions import akses
from kepegawaian.queries.impor import kolom_tulis
from pelatihan.models import Asesmen, PenilaianPotensi, StandarKompetensi
from pelatihan.services.asesmen_impor import AdaptorAsesmen
from pelatihan.services.lembar_baris import AdaptorBerkunci
from pelatihan.services.potensi_impor import AdaptorPotensi
from pelatihan.services.standar_impor import AdaptorStandar
from tests.kepegawaian.impor.alat import hitungan, teks_csv
from tests.pelatihan.pabrik import SESUDAH
from tests.penilaian import pabrik as dunia

pytestmark = pytest.mark.django_db
ADAPTOR = {"asesmen": AdaptorAsesmen(), "standar": AdaptorStandar(), "potensi": AdaptorPotensi()}
KEPALA = {
    "asesmen": ("NIP", "Nama", "Kompetensi", "Tingkat", "Tanggal", "Cara", "Penyelenggara"),
    "potensi": ("NIP", "Nama", "Skor", "Tanggal", "Cara", "Penyelenggara"),
    "standar": ("Jabatan", "Jenis", "Jenjang", "Kompetensi", "Tingkat", "Bobot", "Sejak", "Sampai", "Dasar"),
}


@pytest.fixture
def d() -> dunia.Dunia:
    satu = dunia.dunia()
    Peran.objects.create(pegawai=satu.staf[2], jenis="admin_bkd", sejak=date(2025, 1, 1))
    return satu


def pratinjau(d: dunia.Dunia, jenis: str, isi: bytes) -> Impor:
    nama = "data.xlsx" if isi.startswith(b"PK") else "data.csv"
    satu = mesin.unggah(
        adaptor=ADAPTOR[jenis], kiriman=SimpleUploadedFile(nama, isi), oleh=d.staf[2], sekarang=SESUDAH
    )
    return kerjakan(satu)


def kerjakan(satu: Impor) -> Impor:
    mesin.kerjakan(impor_id=satu.pk, adaptor=ADAPTOR, sekarang=SESUDAH)
    satu.refresh_from_db()
    return satu


def terapkan(d: dunia.Dunia, satu: Impor) -> Impor:
    mesin.minta_terapkan(impor=satu, adaptor=ADAPTOR[satu.jenis], oleh=d.staf[2], sekarang=SESUDAH)
    return kerjakan(satu)


def ekspor(d: dunia.Dunia, adaptor: AdaptorBerkunci) -> bytes:
    milik = akses(d.staf[2], pada=SESUDAH.date())
    isi = adaptor.ekspor(milik, mesin.Lingkup(d.instansi.pk, d.staf[2], SESUDAH))
    with tulis_xlsx([LembarTulis(adaptor.lembar, kolom_tulis(adaptor.kolom), isi)]) as berkas:
        return berkas.read()


def sebab(satu: Impor) -> str:
    return " ".join(str(c["pesan"]) for b in satu.baris.all() for c in b.catatan)


def test_asesmen_diterapkan_bolak_balik_tetap_diubah_lalu_dibatalkan(d: dunia.Dunia) -> None:
    nip = d.staf[0].nip
    baris = (nip, "", "integritas", "2", "14-05-2026", "Pusat penilaian", "BKN")
    satu = terapkan(d, pratinjau(d, "asesmen", teks_csv(KEPALA["asesmen"], baris)))
    assert hitungan(satu) == (1, 0, 0, 0)
    ada = Asesmen.objects.get()
    assert (ada.pegawai, ada.kompetensi, ada.tingkat, ada.tanggal) == (
        d.staf[0],
        "integritas",
        2,
        date(2026, 5, 14),
    )
    assert hitungan(pratinjau(d, "asesmen", ekspor(d, ADAPTOR["asesmen"]))) == (0, 0, 1, 0)
    Impor.objects.filter(status="siap").update(status="ditinggalkan")
    dua = terapkan(d, pratinjau(d, "asesmen", teks_csv(KEPALA["asesmen"], (*baris[:3], "4", *baris[4:]))))
    ada.refresh_from_db()
    assert (hitungan(dua), ada.tingkat) == ((0, 1, 0, 0), 4)
    mesin.minta_batalkan(impor=dua, adaptor=ADAPTOR["asesmen"], oleh=d.staf[2], sekarang=SESUDAH)
    kerjakan(dua)
    ada.refresh_from_db()
    assert ada.tingkat == 2


@pytest.mark.parametrize(
    ("baris", "kata"),
    [
        (("000000000000000001", "", "Integritas", "2", "14-05-2026", "", ""), "belum terdaftar"),
        (("NIP", "Orang Lain", "Integritas", "2", "14-05-2026", "", ""), "milik"),
        (("NIP", "", "Terbang", "2", "14-05-2026", "", ""), "tidak dikenal"),
        (("NIP", "", "Integritas", "6", "14-05-2026", "", ""), "5"),
        (("NIP", "", "Integritas", "2", "14-05-2031", "", ""), "sesudah hari ini"),
    ],
)
def test_asesmen_yang_keliru_ditolak_dengan_sebabnya(
    d: dunia.Dunia, baris: tuple[str, ...], kata: str
) -> None:
    isi = tuple(d.staf[0].nip if sel == "NIP" else sel for sel in baris)
    satu = pratinjau(d, "asesmen", teks_csv(KEPALA["asesmen"], isi))
    assert hitungan(satu) == (0, 0, 0, 1)
    assert kata in sebab(satu)


def test_potensi_diterapkan_bolak_balik_tetap_diubah_lalu_dibatalkan(d: dunia.Dunia) -> None:
    baris = (d.staf[0].nip, d.staf[0].nama, "78,5", "14-05-2026", "Pusat penilaian", "BKN")
    assert hitungan(terapkan(d, pratinjau(d, "potensi", teks_csv(KEPALA["potensi"], baris)))) == (1, 0, 0, 0)
    ada = PenilaianPotensi.objects.get()
    assert (ada.pegawai, str(ada.skor), ada.tanggal) == (d.staf[0], "78.50", date(2026, 5, 14))
    assert hitungan(pratinjau(d, "potensi", ekspor(d, ADAPTOR["potensi"]))) == (0, 0, 1, 0)
    Impor.objects.filter(status="siap").update(status="ditinggalkan")
    dua = terapkan(d, pratinjau(d, "potensi", teks_csv(KEPALA["potensi"], (*baris[:2], "81,25", *baris[3:]))))
    ada.refresh_from_db()
    assert (hitungan(dua), str(ada.skor)) == ((0, 1, 0, 0), "81.25")
    mesin.minta_batalkan(impor=dua, adaptor=ADAPTOR["potensi"], oleh=d.staf[2], sekarang=SESUDAH)
    kerjakan(dua)
    ada.refresh_from_db()
    assert str(ada.skor) == "78.50"


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [
        ({0: "000000000000000001"}, "belum terdaftar"),
        ({1: "Orang Lain"}, "milik"),
        ({2: "100,01"}, "100"),
        ({2: "-1"}, "0"),
        ({2: "78,555"}, "dua angka"),
        ({2: ""}, "kosong"),
        ({3: "14-05-2031"}, "sesudah hari ini"),
        ({5: ""}, "kosong"),
    ],
)
def test_potensi_yang_keliru_ditolak_dengan_sebabnya(
    d: dunia.Dunia, ganti: dict[int, str], kata: str
) -> None:
    baris = [d.staf[0].nip, "", "78,5", "14-05-2026", "", "BKN"]
    for letak, isi in ganti.items():
        baris[letak] = isi
    satu = pratinjau(d, "potensi", teks_csv(KEPALA["potensi"], tuple(baris)))
    assert hitungan(satu) == (0, 0, 0, 1)
    assert kata in sebab(satu)


def test_standar_bertanggal_yang_lama_diakhiri_di_berkas_yang_sama(d: dunia.Dunia) -> None:
    lama = ("Analis", "", "", "Integritas", "2", "", "01-01-2025", "", "Perwal 1")
    umum = ("", "Fungsional", "", "Komunikasi", "1", "2", "01-01-2025", "", "")
    terapkan(d, pratinjau(d, "standar", teks_csv(KEPALA["standar"], lama, umum)))
    assert hitungan(pratinjau(d, "standar", ekspor(d, ADAPTOR["standar"]))) == (0, 0, 2, 0)
    Impor.objects.filter(status="siap").update(status="ditinggalkan")
    baru = (*lama[:4], "3", "1", "01-01-2026", "", "Perwal 2")
    bertumpang = pratinjau(d, "standar", teks_csv(KEPALA["standar"], baru))
    assert "bertumpang" in sebab(bertumpang)
    diakhiri = (*lama[:7], "31-12-2025", lama[8])
    Impor.objects.filter(status="siap").update(status="ditinggalkan")
    satu = terapkan(d, pratinjau(d, "standar", teks_csv(KEPALA["standar"], diakhiri, baru)))
    assert hitungan(satu) == (1, 1, 0, 0)
    masa = StandarKompetensi.objects.filter(kompetensi="integritas").order_by("sejak")
    assert list(masa.values_list("tingkat", "sampai")) == [(2, date(2025, 12, 31)), (3, None)]
    assert StandarKompetensi.objects.get(kompetensi="komunikasi").jenis == "fungsional"


def test_hanya_admin_bkd_yang_boleh_mengunggah(d: dunia.Dunia) -> None:
    with pytest.raises(TidakBerhak):
        mesin.unggah(
            adaptor=ADAPTOR["asesmen"],
            kiriman=SimpleUploadedFile("data.csv", teks_csv(KEPALA["asesmen"])),
            oleh=d.staf[0],
            sekarang=SESUDAH,
        )
