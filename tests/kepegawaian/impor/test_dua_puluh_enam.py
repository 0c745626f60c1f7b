"""Dua puluh enam macam berkas ganjil: 23 disebut baris, kolom, dan cara memperbaikinya; 3 yang tidak berbahaya dibaca."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from xlsxwriter import Workbook

from inti.models import BarisImpor, Impor
from inti.services import lembar as lembar_mesin
from kepegawaian.models import Pegawai
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.impor import alat
from tests.kepegawaian.impor.alat import teks_csv

KEPALA = ("NIP", "Nama", "Jenis kelamin", "Tanggal lahir", "Golongan")
NIP = "198609262015051001"
BAIK = (NIP, "Budi Santoso", "Laki-laki", "26-09-1986", "III/b")


def satu(**ganti: str) -> bytes:
    baris = dict(zip(KEPALA, BAIK, strict=True)) | ganti
    return teks_csv(KEPALA, [baris[k] for k in KEPALA])


@dataclass(frozen=True)
class Ganjil:
    """Berkas, dan yang harus disebut: baris, kolom, dan penggalan kalimat yang mengatakan apa yang dilakukan."""

    jenis: str
    berkas: Callable[[Kota], bytes]
    baris: int | None
    kolom: str
    kalimat: str
    # Yang hanya perlu dilihat orang dicatat tanpa menolak.
    ditolak: bool = True


def _rumus(_: Kota) -> bytes:
    keluar = io.BytesIO()
    buku = Workbook(keluar)
    isi = buku.add_worksheet("Pegawai")
    for n, judul in enumerate(KEPALA):
        isi.write_string(0, n, judul)
        isi.write_string(1, n, BAIK[n])
    isi.write_formula(1, 1, '="Budi"&" Santoso"', None, "Budi Santoso")
    buku.close()
    return keluar.getvalue()


def _jabatan(kelas: str) -> bytes:
    return teks_csv(("Nama", "Jenis", "Kelas"), ["Analis Baru", "Fungsional", kelas])


def _unit(*baris: tuple[str, str, str]) -> Callable[[Kota], bytes]:
    return lambda kota: teks_csv(
        ("Kode", "Nama", "Jenis", "Induk", "Sejak", "Dasar perubahan"),
        *[
            (str(getattr(kota, kode).pk) if kode else "", nama, "Bidang", induk, "01-01-2025", "SK 1")
            for kode, nama, induk in baris
        ],
    )


GANJIL: dict[str, Ganjil] = {
    "01 kolom wajib tidak ada": Ganjil(
        "pegawai", lambda _: teks_csv(["NIP"], [NIP]), 1, "Nama", "Tambahkan kolomnya"
    ),
    "02 kolom asing": Ganjil(
        "pegawai", lambda _: teks_csv([*KEPALA, "Golongn Darah"], [*BAIK, "O"]), 1, "Golongn Darah", "hapus"
    ),
    "06 Windows-1252": Ganjil(
        "pegawai",
        lambda _: satu(Nama="André").decode().encode("cp1252"),
        2,
        "Nama",
        "simpan ulang sebagai CSV UTF-8",
        ditolak=False,
    ),
    "07 tanda NUL": Ganjil("pegawai", lambda _: satu(Nama="Bu\0di"), 2, "", "Simpan ulang sebagai CSV UTF-8"),
    "08 baris terlalu pendek": Ganjil(
        "pegawai", lambda _: teks_csv(KEPALA, BAIK[:3]), 2, "kolom D", "Lengkapi pemisahnya"
    ),
    "09 baris terlalu panjang": Ganjil(
        "pegawai", lambda _: teks_csv(KEPALA, [*BAIK, "lebih"]), 2, "kolom F", "Hapus isi kolom F"
    ),
    "10 kutip tidak ditutup": Ganjil(
        "pegawai", lambda _: satu() + b'199001012015051002,"Siti,P,01-01-1990,\n', 3, "", "Tutup kutipnya"
    ),
    "11 baris kosong": Ganjil(
        "pegawai",
        lambda _: teks_csv(KEPALA, BAIK, [], ["199001012015051002", "Adi", "L", "01-01-1990", ""]),
        3,
        "",
        "Hapus barisnya",
    ),
    "12 kunci ganda di berkas": Ganjil(
        "pegawai", lambda _: teks_csv(KEPALA, BAIK, BAIK), 3, "NIP", "sudah ada di baris 2"
    ),
    "13 kunci sudah ada di tempat lain": Ganjil(
        "pegawai", lambda _: satu(NIP=NIP), 2, "NIP", "hubungi tim aplikasi"
    ),
    "14 NIP bentuk ilmiah": Ganjil(
        "pegawai", lambda _: satu(NIP="1,98012E+17"), 2, "NIP", "Jadikan kolom berjenis teks"
    ),
    "15 NIP berakhir 000": Ganjil(
        "pegawai", lambda _: satu(NIP="198609262015051000"), 2, "NIP", "Salin ulang dari sumbernya"
    ),
    "16 nol di depan hilang": Ganjil(
        "pegawai",
        lambda _: teks_csv(["NIP", "Nama", "Telepon"], [NIP, "Budi", "81234567890"]),
        2,
        "Telepon",
        "tulis 081234567890",
    ),
    "17 koma desimal": Ganjil("jabatan", lambda _: _jabatan("7,5"), 2, "Kelas", "Tulis tanpa koma"),
    "18 titik ribuan": Ganjil("jabatan", lambda _: _jabatan("1.000"), 2, "Kelas", "Perbaiki angkanya"),
    "19 tanggal 31/02": Ganjil(
        "pegawai",
        lambda _: satu(**{"Tanggal lahir": "31/02/1986"}),
        2,
        "Tanggal lahir",
        "tidak ada dalam kalender",
    ),
    "20 tanggal 03/04 meragukan": Ganjil(
        "unit",
        lambda _: teks_csv(
            ("Nama", "Jenis", "Induk", "Sejak"),
            ("Puskesmas A", "Puskesmas", "Dinas Kesehatan", "03/04/2026"),
            ("Puskesmas B", "Puskesmas", "Dinas Kesehatan", "04/25/2026"),
        ),
        2,
        "Sejak",
        "Tulis 2026-04-03 atau 2026-03-04",
    ),
    "21a nilai negatif": Ganjil("jabatan", lambda _: _jabatan("-3"), 2, "Kelas", "Paling kecil 1"),
    "21b nilai melebihi batas": Ganjil("jabatan", lambda _: _jabatan("18"), 2, "Kelas", "Paling besar 17"),
    "22 unit tidak dikenal": Ganjil(
        "penempatan",
        lambda kota: teks_csv(
            ("NIP", "Unit", "Jabatan", "Jenis", "Mulai"),
            (kota.staf.nip, "Dinas Khayalan", "Auditor", "Plt.", "01-03-2026"),
        ),
        2,
        "Unit",
        "impor unitnya dahulu",
    ),
    "23 di atas dirinya sendiri": Ganjil(
        "unit",
        _unit(("seksi", "Seksi Rujukan", "Dinas Kesehatan / Bidang Pelayanan / Seksi Rujukan")),
        2,
        "Induk",
        "induknya sendiri",
    ),
    "24 lingkaran A → B → A": Ganjil(
        "unit",
        _unit(
            ("bidang", "Bidang Pelayanan", "Dinas Kesehatan / Bidang Pelayanan / Seksi Rujukan"),
            ("seksi", "Seksi Rujukan", "Dinas Kesehatan / Bidang Pelayanan"),
        ),
        2,
        "Induk",
        "Bidang Pelayanan → Seksi Rujukan → Bidang Pelayanan",
    ),
    "26 sel rumus": Ganjil("pegawai", _rumus, 2, "Nama", "tempel kembali sebagai nilai"),
}


@pytest.mark.parametrize("macam", GANJIL)
def test_yang_ganjil_disebut_baris_kolom_dan_jalan_keluarnya(kota: Kota, seberang: Kota, macam: str) -> None:
    ganjil = GANJIL[macam]
    if macam.startswith("13"):
        Pegawai.objects.filter(pk=seberang.staf.pk).update(nip=NIP, tanggal_lahir=date(1986, 9, 26))
    sebelum = alat.potret()
    impor = alat.pratinjau(ganjil.jenis, ganjil.berkas(kota), kota.admin_bkd)
    temuan = _temuan(impor, ditolak=ganjil.ditolak)
    assert [t for t in temuan if t[0] == ganjil.baris and t[1] == ganjil.kolom and ganjil.kalimat in t[2]], (
        temuan
    )
    assert alat.potret() == sebelum, "tidak ada yang tersimpan"
    assert (impor.status == "tertolak" or impor.ditolak > 0) is ganjil.ditolak
    for _, _, pesan in temuan:
        assert "ZKENARIZ" not in pesan
        assert not {"invalid", "error", "maaf", "tidak valid"} & set(pesan.casefold().split())


def _temuan(impor: Impor, *, ditolak: bool) -> list[tuple[int | None, str, str]]:
    if impor.status == "tertolak":
        return [(g["baris"], g["kolom"], g["pesan"]) for g in impor.galat]
    if ditolak:
        return list(alat.catatan(impor))
    return [
        (b.nomor, str(c["kolom"]), str(c["pesan"]))
        for b in BarisImpor.objects.filter(impor=impor)
        for c in b.catatan
    ]


def test_baris_ke_100001_ditolak_dengan_nomornya(kota: Kota, monkeypatch: pytest.MonkeyPatch) -> None:
    baris = b"".join(b"%018d,Budi\r\n" % n for n in range(100_001))
    impor = alat.pratinjau("pegawai", b"NIP,Nama\r\n" + baris, kota.admin_bkd)
    assert impor.status == "tertolak"
    assert impor.galat[0]["baris"] == 100_002
    assert "Bagi menjadi beberapa berkas" in impor.galat[0]["pesan"]
    assert "100.000" in impor.galat[0]["pesan"]


def test_baris_xlsx_yang_berlebih_ditolak_sebelum_dibuka(kota: Kota) -> None:
    keluar = io.BytesIO()
    buku = Workbook(keluar)
    isi = buku.add_worksheet("Pegawai")
    isi.write_string(0, 0, "NIP")
    isi.write_string(lembar_mesin.BARIS_MAKS + 1, 0, NIP)
    buku.close()
    impor = alat.pratinjau("pegawai", keluar.getvalue(), kota.admin_bkd)
    assert (impor.status, impor.galat[0]["baris"]) == ("tertolak", 100_002)


TIDAK_BERBAHAYA = {
    "03 urutan kolom lain": teks_csv(tuple(reversed(KEPALA)), tuple(reversed(BAIK))),
    "04 titik koma": teks_csv(KEPALA, BAIK, pemisah=";"),
    "05 UTF-8 bertanda": b"\xef\xbb\xbf" + teks_csv(KEPALA, BAIK),
}


@pytest.mark.parametrize("macam", TIDAK_BERBAHAYA)
def test_yang_tidak_berbahaya_dibaca(kota: Kota, macam: str) -> None:
    impor = alat.pratinjau("pegawai", TIDAK_BERBAHAYA[macam], kota.admin_bkd)
    assert alat.hitungan(impor) == (1, 0, 0, 0), (impor.galat, alat.catatan(impor))
    alat.terapkan(impor, kota.admin_bkd)
    baru = Pegawai.objects.get(nip=NIP)
    assert (baru.nama, baru.kelamin, baru.tanggal_lahir, baru.golongan, baru.status) == (
        "Budi Santoso",
        "L",
        date(1986, 9, 26),
        "III/b",
        "PNS",
    )


def test_bilangan_excel_18_angka_disebut_rusak(kota: Kota) -> None:
    keluar = io.BytesIO()
    buku = Workbook(keluar)
    isi = buku.add_worksheet("Pegawai")
    for n, judul in enumerate(KEPALA):
        isi.write_string(0, n, judul)
        isi.write_string(1, n, BAIK[n])
    isi.write_number(1, 0, int(NIP))
    buku.close()
    impor = alat.pratinjau("pegawai", keluar.getvalue(), kota.admin_bkd)
    assert alat.catatan(impor)[0][:2] == (2, "NIP")
    assert "1,98609E+17: Excel hanya menyimpan 15 angka" in alat.catatan(impor)[0][2]


def test_tanggal_garis_miring_dibaca_hari_dahulu_dan_dicatat(kota: Kota) -> None:
    impor = alat.pratinjau(
        "unit",
        teks_csv(
            ("Nama", "Jenis", "Induk", "Sejak"), ("Puskesmas A", "Puskesmas", "Dinas Kesehatan", "03/04/2026")
        ),
        kota.admin_bkd,
    )
    satu_baris = BarisImpor.objects.get(impor=impor)
    assert satu_baris.keadaan == "baru" and satu_baris.sesudah["sejak"] == "2026-04-03"
    assert "dibaca 3 April 2026" in satu_baris.catatan[0]["pesan"]


def test_satu_baris_buruk_menahan_semuanya(kota: Kota) -> None:
    berkas = teks_csv(KEPALA, BAIK, ["1,98012E+17", "Siti", "P", "", ""])
    impor = alat.pratinjau("pegawai", berkas, kota.admin_bkd)
    assert alat.hitungan(impor) == (1, 0, 0, 1)
    sebelum = alat.potret()
    with pytest.raises(Exception, match="Unduh baris itu"):
        alat.terapkan(impor, kota.admin_bkd)
    assert alat.potret() == sebelum
    assert not Pegawai.objects.filter(nip=NIP).exists()
