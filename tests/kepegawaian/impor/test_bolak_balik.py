"""Ekspor, unggah kembali, ubah, terapkan, batalkan."""

import pytest

from inti.models import BarisImpor
from kepegawaian.models import Pegawai, UnitKerja
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.impor import alat

JENIS = ("unit", "jabatan", "pegawai", "penempatan")


@pytest.mark.parametrize("bentuk", ["xlsx", "csv"])
@pytest.mark.parametrize("jenis", JENIS)
def test_ekspor_yang_diunggah_kembali_tidak_mengubah_apa_pun(kota: Kota, jenis: str, bentuk: str) -> None:
    Pegawai.objects.filter(pk=kota.staf.pk).update(
        nama="=1+1",
        gelar_belakang="-SKM",
        email="ratna@contoh.go.id",
        telepon="0812 3456 789",
        golongan="III/b",
    )
    impor = alat.pratinjau(jenis, alat.ekspor(jenis, kota.admin_bkd, bentuk=bentuk), kota.admin_bkd)
    assert impor.status == "siap", impor.galat
    assert (impor.baru, impor.berubah, impor.ditolak) == (0, 0, 0), alat.catatan(impor)
    assert impor.sama > 0


def test_sepuluh_sel_yang_diubah_tepat_sepuluh_di_pratinjau(kota: Kota) -> None:
    for nomor in range(10):
        pabrik.pegawai(kota.instansi, f"Orang {nomor}")
    baris = alat.baris_ekspor("pegawai", kota.admin_bkd)
    letak = baris[0].index("Gelar belakang")
    for satu in baris[1:11]:
        satu[letak] = "S.Sos."
    impor = alat.pratinjau("pegawai", alat.xlsx("pegawai", baris), kota.admin_bkd)
    ubahan = list(BarisImpor.objects.filter(impor=impor, keadaan="berubah").order_by("nomor"))
    assert [b.nomor for b in ubahan] == list(range(2, 12))
    assert all(b.banding == [["Gelar belakang", "", "S.Sos."]] for b in ubahan)
    assert (impor.baru, impor.ditolak) == (0, 0)


def _ubah_pegawai(baris: list[list[object]]) -> None:
    baris[1][baris[0].index("Gelar belakang")] = "M.Si."
    baris[2][baris[0].index("Surel")] = "baru@contoh.go.id"
    baris.append([pabrik.nip(), "Orang Baru", "", "", "", "", "", "", "", "081234567890"])


def _ubah_jabatan(baris: list[list[object]]) -> None:
    baris[1][baris[0].index("Kelas")] = 9
    baris.append(["Perawat Ahli Muda", "Fungsional", "Ahli Muda", 9, ""])


def _ubah_unit(baris: list[list[object]]) -> None:
    seksi = next(b for b in baris if b[1] == "Seksi Rujukan")
    seksi[baris[0].index("Nama")] = "Seksi Rujukan dan Klaim"
    seksi[baris[0].index("Induk")] = "Dinas Kesehatan"
    seksi[baris[0].index("Dasar perubahan")] = "Perwal 1/2026"
    baris.append(["", "Puskesmas Baru", "PKM", "Puskesmas", "Dinas Kesehatan", 1, "01-02-2026", "", "", ""])
    baris.append(
        ["", "Loket", "", "Unit lain", "Dinas Kesehatan / Puskesmas Baru", 1, "01-02-2026", "", "", ""]
    )


def _ubah_penempatan(baris: list[list[object]]) -> None:
    staf = next(b for b in baris if b[2] == "Ratna Staf")
    staf[baris[0].index("Dasar")] = "SK 1/2026"
    rekan = next(b for b in baris if b[2] == "Made Rekan")
    baris.append(
        [
            "",
            rekan[1],
            "",
            "Dinas Kesehatan / Bidang Pelayanan / Seksi Rujukan",
            "Pengelola Layanan",
            "Definitif",
            "Tidak",
            "01-02-2026",
            "",
            "SK 2",
        ]
    )


@pytest.mark.parametrize(
    ("jenis", "ubah", "hasil"),
    [
        ("pegawai", _ubah_pegawai, (1, 2)),
        ("jabatan", _ubah_jabatan, (1, 1)),
        ("unit", _ubah_unit, (2, 1)),
        ("penempatan", _ubah_penempatan, (1, 1)),
    ],
)
def test_terapkan_lalu_batalkan_mengembalikan_setiap_tabel(
    kota: Kota, jenis: str, ubah: object, hasil: tuple[int, int]
) -> None:
    baris = alat.baris_ekspor(jenis, kota.admin_bkd)
    ubah(baris)  # type: ignore[operator]
    sebelum = alat.potret()
    impor = alat.pratinjau(jenis, alat.xlsx(jenis, baris), kota.admin_bkd)
    assert alat.potret() == sebelum, "pratinjau tidak menulis apa pun"
    assert (impor.baru, impor.berubah, impor.ditolak) == (*hasil, 0), alat.catatan(impor)
    alat.terapkan(impor, kota.admin_bkd)
    assert impor.status == "diterapkan", impor.sebab
    assert alat.potret() != sebelum
    ulang = alat.pratinjau(jenis, alat.xlsx(jenis, baris), kota.admin_bkd)
    assert (ulang.baru, ulang.berubah, ulang.ditolak) == (0, 0, 0), list(
        BarisImpor.objects.filter(impor=ulang).exclude(keadaan="sama").values_list("banding", "catatan")
    )
    alat.tinggalkan(ulang, kota.admin_bkd)
    alat.batalkan(impor, kota.admin_bkd)
    assert impor.status == "dibatalkan", impor.sebab
    assert alat.potret() == sebelum


def test_unit_yang_dipindah_impor_berlaku_bertanggal(kota: Kota) -> None:
    baris = alat.baris_ekspor("unit", kota.admin_bkd)
    _ubah_unit(baris)
    alat.terapkan(alat.pratinjau("unit", alat.xlsx("unit", baris), kota.admin_bkd), kota.admin_bkd)
    seksi = UnitKerja.objects.get(pk=kota.seksi.pk)
    assert (seksi.nama, seksi.induk_id) == ("Seksi Rujukan dan Klaim", kota.dinas.pk)
    ruas = list(seksi.letak.order_by("sejak").values_list("nama", "induk_id", "sejak", "dasar"))
    assert ruas[0][:2] == ("Seksi Rujukan", kota.bidang.pk)
    assert ruas[1] == ("Seksi Rujukan dan Klaim", kota.dinas.pk, pabrik.HARI, "Perwal 1/2026")
    loket = UnitKerja.objects.get(nama="Loket")
    assert (
        loket.induk is not None and loket.induk.nama == "Puskesmas Baru" and loket.dinas_id == kota.dinas.pk
    )
