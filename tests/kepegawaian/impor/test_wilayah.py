"""Admin dinas mengimpor di wilayahnya saja; pemda lain tidak pernah disebut; bentrokan antarbaris disebut."""

from datetime import date

import pytest

from inti.models import BarisImpor
from kepegawaian.models import Pegawai, Penempatan
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import KENARI, Kota
from tests.kepegawaian.impor import alat
from tests.kepegawaian.impor.alat import teks_csv

TEMPAT = ("NIP", "Unit", "Jabatan", "Jenis", "Kepala", "Mulai", "Sampai")
BIDANG = "Dinas Kesehatan / Bidang Pelayanan"


def tolakan(impor: object) -> list[tuple[int, str]]:
    return [(nomor, kolom) for nomor, kolom, _ in alat.catatan(impor)]  # type: ignore[arg-type]


def test_admin_dinas_mengubah_orangnya_sendiri_saja(kota: Kota) -> None:
    berkas = teks_csv(
        ("NIP", "Nama", "Surel"),
        (kota.staf.nip, "Ratna Staf", "ratna@contoh.go.id"),
        (kota.kadis_lain.nip, "Oka Dishub", "oka@contoh.go.id"),
        (kota.admin_dinas.nip, "Sari Admin", "sari@contoh.go.id"),
        (kota.kadis_lain.nip[:-3] + "999", "Orang Baru", ""),
    )
    impor = alat.pratinjau("pegawai", berkas, kota.admin_dinas)
    assert tolakan(impor) == [(3, "Surel"), (4, "Surel")]
    pesan = [p for _, _, p in alat.catatan(impor)]
    assert "di luar wilayah Anda" in pesan[0] and "peran pengelola" in pesan[1]
    assert (impor.baru, impor.berubah) == (1, 1)
    alat.tinggalkan(impor, kota.admin_dinas)
    assert alat.pratinjau("pegawai", berkas, kota.admin_bkd).ditolak == 0


def test_ekspor_admin_dinas_hanya_wilayahnya(kota: Kota, seberang: Kota) -> None:
    nama = {b[1] for b in alat.baris_ekspor("pegawai", kota.admin_dinas)[1:]}
    assert "Ratna Staf" in nama and "Oka Dishub" not in nama
    unit = {b[1] for b in alat.baris_ekspor("unit", kota.admin_dinas)[1:]}
    assert unit == {"Dinas Kesehatan", "Bidang Pelayanan", "Seksi Rujukan"}
    for jenis in ("unit", "jabatan", "pegawai", "penempatan"):
        assert KENARI not in str(alat.baris_ekspor(jenis, kota.admin_bkd))


def test_nip_di_pemda_lain_ditolak_tanpa_menyebut_apa_pun(kota: Kota, seberang: Kota) -> None:
    berkas = teks_csv(("NIP", "Nama"), (seberang.staf.nip, "Siapa Saja"))
    impor = alat.pratinjau("pegawai", berkas, kota.admin_bkd)
    assert alat.catatan(impor) == [
        (
            2,
            "NIP",
            "NIP ini tidak dapat dipakai di sini. Periksa angkanya; bila sudah benar, hubungi tim aplikasi.",
        )
    ]
    alat.tinggalkan(impor, kota.admin_bkd)
    khayal = pabrik.nip()
    jawaban = []
    for nip in (seberang.staf.nip, khayal):
        tempat = alat.pratinjau(
            "penempatan",
            teks_csv(TEMPAT, (nip, BIDANG, "Auditor", "Definitif", "", "01-03-2026", "")),
            kota.admin_bkd,
        )
        jawaban.append(alat.catatan(tempat))
        alat.tinggalkan(tempat, kota.admin_bkd)
    assert jawaban[0] == jawaban[1], "terdaftar di tempat lain dan tidak terdaftar terjawab sama"


def test_kode_unit_dan_nomor_penempatan_pemda_lain_tidak_ada(kota: Kota, seberang: Kota) -> None:
    unit = alat.pratinjau(
        "unit",
        teks_csv(("Kode", "Nama", "Jenis", "Sejak"), (str(seberang.seksi.pk), "X", "Seksi", "01-01-2025")),
        kota.admin_bkd,
    )
    assert "tidak ada atau sudah tidak berlaku" in alat.catatan(unit)[0][2]
    nomor = Penempatan.objects.filter(pegawai=seberang.staf).values_list("pk", flat=True)[0]
    tempat = alat.pratinjau(
        "penempatan",
        teks_csv(
            ("Nomor", *TEMPAT),
            (str(nomor), kota.staf.nip, BIDANG, "Auditor", "Definitif", "", "01-01-2025", ""),
        ),
        kota.admin_bkd,
    )
    assert tolakan(tempat) == [(2, "Nomor")]


def test_admin_dinas_tidak_menarik_orang_dari_dinas_lain(kota: Kota) -> None:
    berkas = teks_csv(
        TEMPAT,
        (kota.auditor.nip, BIDANG, "Auditor", "Definitif", "Tidak", "01-03-2026", ""),
        (kota.staf.nip, "Dinas Perhubungan", "Auditor", "Plt.", "Tidak", "01-03-2026", ""),
    )
    impor = alat.pratinjau("penempatan", berkas, kota.admin_dinas)
    assert tolakan(impor) == [(2, "NIP"), (3, "Unit")]
    assert "Dinas Perhubungan, di luar wilayah Anda" in alat.catatan(impor)[0][2]


def test_jabatan_yang_ada_diubah_pengelola_seluruh_instansi(kota: Kota) -> None:
    berkas = teks_csv(
        ("Nama", "Jenis", "Kelas"), ("Auditor", "Fungsional", "9"), ("Analis Baru", "Pelaksana", "7")
    )
    impor = alat.pratinjau("jabatan", berkas, kota.admin_dinas)
    assert tolakan(impor) == [(2, "Kelas")] and impor.baru == 1


def test_definitif_bertumpang_dan_dua_kepala_disebut_di_kedua_baris(kota: Kota) -> None:
    berkas = teks_csv(
        TEMPAT,
        (kota.staf.nip, BIDANG, "Auditor", "Definitif", "Tidak", "01-03-2026", ""),
        (kota.staf.nip, "Dinas Perhubungan", "Auditor", "Definitif", "Tidak", "01-06-2026", ""),
        (kota.rekan.nip, BIDANG, "Auditor", "Definitif", "Ya", "01-04-2026", ""),
    )
    impor = alat.pratinjau("penempatan", berkas, kota.admin_bkd)
    pesan = {(n, k): p for n, k, p in alat.catatan(impor)}
    assert "baris 3" in pesan[2, "Mulai"] and "baris 2" in pesan[3, "Mulai"]
    assert "sudah dipimpin Baiq Kabid" in pesan[4, "Kepala"]


def test_kepala_lama_yang_pindah_di_berkas_yang_sama_membuka_kursinya(kota: Kota) -> None:
    berkas = teks_csv(
        TEMPAT,
        (kota.kabid.nip, "Dinas Kesehatan", "Auditor", "Definitif", "Tidak", "01-04-2026", ""),
        (kota.rekan.nip, BIDANG, "Kepala Bidang Pelayanan", "Definitif", "Ya", "01-04-2026", ""),
    )
    impor = alat.pratinjau("penempatan", berkas, kota.admin_bkd)
    assert (impor.baru, impor.ditolak) == (2, 0), alat.catatan(impor)
    catatan = BarisImpor.objects.get(impor=impor, nomor=2).catatan
    assert "ikut berakhir 31 Maret 2026" in catatan[0]["pesan"]
    sebelum = alat.potret("kepegawaian_penempatan")
    alat.terapkan(impor, kota.admin_bkd)
    assert impor.status == "diterapkan", impor.sebab
    lama = Penempatan.objects.get(pegawai=kota.kabid, sampai__isnull=False)
    assert lama.sampai == date(2026, 3, 31)
    alat.batalkan(impor, kota.admin_bkd)
    assert alat.potret("kepegawaian_penempatan") == sebelum


@pytest.mark.parametrize(
    ("baris", "kolom", "kalimat"),
    [
        (
            ("{nip}", BIDANG, "Jabatan Khayal", "Plt.", "", "01-03-2026", ""),
            "Jabatan",
            "Impor jabatannya dahulu",
        ),
        (
            ("{nip}", BIDANG, "Auditor", "Plt.", "", "01-03-2026", "01-02-2026"),
            "Sampai",
            "Perbaiki salah satunya",
        ),
        (("{nip}", BIDANG, "Auditor", "Plt.", "", "01-03-2020", ""), "Mulai", "baru berlaku 1 Januari 2025"),
        (
            ("{nip}", "Dinas Perhubungan", "Pengelola Layanan", "Definitif", "", "01-01-2025", ""),
            "Unit",
            "tambah baris baru",
        ),
    ],
)
def test_penempatan_yang_keliru_disebut_kolomnya(
    kota: Kota, baris: tuple[str, ...], kolom: str, kalimat: str
) -> None:
    isi = [sel.format(nip=kota.staf.nip) for sel in baris]
    impor = alat.pratinjau("penempatan", teks_csv(TEMPAT, isi), kota.admin_bkd)
    assert [p for n, k, p in alat.catatan(impor) if (n, k) == (2, kolom) and kalimat in p], alat.catatan(
        impor
    )


@pytest.mark.parametrize(
    ("isi", "kolom", "kalimat"),
    [
        (("199009132025242014", "Ani", "Laki-laki", "", ""), "Jenis kelamin", "angka ke-15 NIP, perempuan"),
        (("199009132025242014", "Ani", "", "14-09-1990", ""), "Tanggal lahir", "lahir 13 September 1990"),
        (("199009132025242014", "Ani", "", "", "PNS"), "NIP", "bulan 01–12"),
        (("19900913202524201", "Ani", "", "", ""), "NIP", "kurang 1"),
    ],
)
def test_nip_diperiksa_terhadap_kelamin_lahir_dan_status(
    kota: Kota, isi: tuple[str, ...], kolom: str, kalimat: str
) -> None:
    kepala = ("NIP", "Nama", "Jenis kelamin", "Tanggal lahir", "Status")
    impor = alat.pratinjau("pegawai", teks_csv(kepala, isi), kota.admin_bkd)
    assert [p for _, k, p in alat.catatan(impor) if k == kolom and kalimat in p], alat.catatan(impor)


def test_status_kelamin_dan_lahir_yang_kosong_diambil_dari_nip(kota: Kota) -> None:
    berkas = teks_csv(("NIP", "Nama"), ("199009132025242014", "Ani"))
    alat.terapkan(alat.pratinjau("pegawai", berkas, kota.admin_bkd), kota.admin_bkd)
    ani = Pegawai.objects.get(nip="199009132025242014")
    assert (ani.status, ani.kelamin, ani.tanggal_lahir) == ("PPPK", "P", date(1990, 9, 13))


def test_nama_unit_yang_ada_dua_minta_jalurnya(kota: Kota) -> None:
    pabrik.unit(kota.instansi, "Sekretariat", kota.dinas, "sekretariat")
    pabrik.unit(kota.instansi, "Sekretariat", kota.dinas_lain, "sekretariat")
    berkas = teks_csv(TEMPAT, (kota.staf.nip, "Sekretariat", "Auditor", "Plt.", "", "01-03-2026", ""))
    impor = alat.pratinjau("penempatan", berkas, kota.admin_bkd)
    assert "Dinas Kesehatan / Sekretariat [" in alat.catatan(impor)[0][2]


def test_perubahan_unit_tanpa_dasar_ditolak(kota: Kota) -> None:
    berkas = teks_csv(
        ("Kode", "Nama", "Jenis", "Sejak"), (str(kota.seksi.pk), "Seksi Baru", "Seksi", "01-01-2025")
    )
    impor = alat.pratinjau("unit", berkas, kota.admin_bkd)
    pesan = {k: p for _, k, p in alat.catatan(impor)}
    assert "Isi nomor peraturan atau SK" in pesan["Dasar perubahan"]
