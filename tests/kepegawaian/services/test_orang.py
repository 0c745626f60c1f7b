"""Mengubah data, mengganti nomor, menonaktifkan, dan mengaktifkan lagi."""

from datetime import date, datetime, timedelta

import pytest

from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Jejak, KotakKeluar, Pemberitahuan
from inti.rules.kabar import JenisKabar
from kepegawaian.models import KodeMasuk, Pegawai, PejabatPenilai, Penempatan, Peran
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.services import kode, pegawai
from kepegawaian.services.pegawai import DataPegawai
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.pabrik import HARI, SEKARANG

BESOK = HARI + timedelta(days=1)
KEMARIN = HARI - timedelta(days=1)


def ubah(siapa: Pegawai, oleh: Pegawai | None, *, semula: str | None = None, **beda: str) -> Pegawai:
    isi = {
        "nama": siapa.nama,
        "email": siapa.email,
        "telepon": siapa.telepon,
        "golongan": siapa.golongan,
    } | beda
    return pegawai.ubah(pegawai=siapa, data=DataPegawai(**isi), semula=semula, oleh=oleh, sekarang=SEKARANG)


def tutup(siapa: Pegawai, oleh: Pegawai | None, **beda: object) -> Pegawai:
    isi = {"sebab": "pensiun", "mulai": HARI, "alasan": "SK 882/3/2026", "sekarang": SEKARANG} | beda
    return pegawai.nonaktifkan(pegawai=siapa, oleh=oleh, **isi)  # type: ignore[arg-type]


def test_yang_berubah_saja_yang_tercatat_dengan_isi_lama_dan_baru(kota: Kota) -> None:
    ubah(kota.staf, kota.admin_dinas, nama="Ratna  Sari", golongan="III/c")
    kota.staf.refresh_from_db()
    assert (kota.staf.nama, kota.staf.golongan) == ("Ratna Sari", "III/c")
    assert Jejak.objects.get(aksi="pegawai.diubah").isi == {
        "nama": {"dulu": "Ratna Staf", "kini": "Ratna Sari"},
        "golongan": {"dulu": "", "kini": "III/c"},
    }
    ubah(kota.staf, kota.admin_dinas, golongan="III/c")
    assert Jejak.objects.filter(aksi="pegawai.diubah").count() == 1


@pytest.mark.parametrize(
    ("beda", "bidang"),
    [
        ({"nama": " "}, "nama"),
        ({"golongan": "IX"}, "golongan"),
        ({"golongan": "V/a"}, "golongan"),
        ({"email": "bukan surel"}, "email"),
        ({"telepon": "nol delapan"}, "telepon"),
    ],
)
def test_isi_yang_tidak_terbaca_ditolak_di_bidangnya(kota: Kota, beda: dict[str, str], bidang: str) -> None:
    with pytest.raises(GalatAturan) as galat:
        ubah(kota.staf, kota.admin_dinas, **beda)
    assert galat.value.bidang == bidang
    assert not Jejak.objects.filter(aksi="pegawai.diubah").exists()


def test_tab_yang_basi_tidak_menimpa_perubahan_orang_lain(kota: Kota) -> None:
    semula = pegawai.sidik_data(kota.staf)
    ubah(kota.staf, kota.admin_bkd, nama="Ratna Baru")
    with pytest.raises(SudahBerubah):
        ubah(kota.staf, kota.admin_dinas, nama="Ratna Lama", semula=semula)


def test_surel_yang_diubah_pengelola_dikabarkan_ke_alamat_lama(kota: Kota) -> None:
    kota.staf.email = "lama@contoh.go.id"
    kota.staf.save()
    ubah(kota.staf, kota.admin_dinas, email="baru@contoh.go.id")
    assert KotakKeluar.objects.get(jenis="surel").muatan["kepada"] == "lama@contoh.go.id"
    assert Pemberitahuan.objects.get(penerima_id=kota.staf.pk).judul == "Alamat surel Anda diubah"


def test_data_pengelola_tidak_diubah_admin_dinas_supaya_bukan_jalan_memperoleh_perannya(kota: Kota) -> None:
    pabrik.peran(kota.rekan, "auditor")
    with pytest.raises(TidakBerhak):
        ubah(kota.rekan, kota.admin_dinas, email="pencuri@contoh.go.id")
    with pytest.raises(TidakBerhak):
        tutup(kota.rekan, kota.admin_dinas)
    ubah(kota.rekan, kota.admin_bkd, email="benar@contoh.go.id")


def test_di_luar_wilayah_dan_pemda_lain_tidak_dapat_menyentuh(kota: Kota, seberang: Kota) -> None:
    pabrik.peran(kota.kadis_lain, "admin_dinas", kota.dinas_lain)
    for oleh in (kota.kadis_lain, kota.kadis, kota.staf, kota.auditor, seberang.admin_bkd):
        with pytest.raises(TidakBerhak):
            ubah(kota.rekan, oleh, nama="Lain")
        with pytest.raises(TidakBerhak):
            tutup(kota.rekan, oleh)


def ganti(siapa: Pegawai, oleh: Pegawai | None, **beda: object) -> Pegawai:
    isi = {
        "nip": "19860926 202601 1 001",
        "status": "PNS",
        "golongan": "III/a",
        "dasar": "SK CPNS 1/2026",
        "sekarang": SEKARANG,
    } | beda
    return pegawai.ganti_nomor(pegawai=siapa, oleh=oleh, **isi)  # type: ignore[arg-type]


def test_pengangkatan_baru_mengganti_nomor_tanpa_mengganti_orangnya(kota: Kota) -> None:
    orang = pabrik.pegawai(
        kota.instansi, "Wayan Kontrak", nip="198609262022211001", status="PPPK", golongan="IX"
    )
    pabrik.tempatkan(orang, kota.bidang)
    kode.terbitkan(pegawai=orang, oleh=kota.admin_bkd, sekarang=SEKARANG)
    for _ in range(2):
        ganti(orang, kota.admin_dinas)
    orang.refresh_from_db()
    assert (orang.nip, orang.status, orang.golongan) == ("198609262026011001", "PNS", "III/a")
    assert Jejak.objects.get(aksi="pegawai.nomor_diganti").isi["dulu"]["nip"] == "198609262022211001"
    assert not KodeMasuk.objects.filter(pegawai=orang, selesai__isnull=True).exists()
    assert Penempatan.objects.filter(pegawai=orang).count() == 1


@pytest.mark.parametrize(
    ("beda", "bidang", "kata"),
    [
        ({"nip": "19900520 202601 1 001"}, "nip", "lahir 20 Mei 1990; tercatat 26 September 1986"),
        ({"nip": "19860926 202601 2 001"}, "nip", "perempuan; tercatat laki-laki"),
        ({"nip": "19860926 202621 1 001"}, "nip", "bulan 01"),
        ({"golongan": "IX"}, "golongan", "bukan golongan PNS"),
        ({"dasar": " "}, "dasar", "dasarnya"),
        ({"status": "HONORER"}, "status", "Pilih PNS"),
    ],
)
def test_nomor_yang_bertentangan_ditolak_dan_disebut_sebabnya(
    kota: Kota, beda: dict[str, object], bidang: str, kata: str
) -> None:
    with pytest.raises(GalatAturan, match=kata) as galat:
        ganti(kota.staf, kota.admin_dinas, **beda)
    assert galat.value.bidang == bidang


def test_data_lama_yang_keliru_dibetulkan_menurut_nomor_baru_bila_diminta(kota: Kota) -> None:
    ganti(kota.staf, kota.admin_dinas, nip="19900520 202601 2 001", ikut_nomor=True)
    kota.staf.refresh_from_db()
    assert (kota.staf.tanggal_lahir, kota.staf.kelamin) == (date(1990, 5, 20), "P")


def test_nomor_orang_lain_ditolak_tanpa_menyebut_namanya(kota: Kota, seberang: Kota) -> None:
    with pytest.raises(GalatAturan, match="sudah terdaftar") as galat:
        ganti(kota.staf, kota.admin_dinas, nip=seberang.staf.nip)
    assert seberang.staf.nama not in galat.value.pesan


def test_nonaktif_mengakhiri_penempatan_peran_dan_penilai_khusus_sehari_sebelumnya(kota: Kota) -> None:
    pabrik.peran(kota.kabid, "pimpinan", kota.bidang)
    khusus = pabrik.khususkan(kota.kadis_lain, kota.kabid)
    nanti = pabrik.tempatkan(kota.kabid, kota.seksi, jenis="plt", kepala=True, sejak=BESOK)
    for _ in range(2):
        tutup(kota.kabid, kota.admin_dinas)
    kota.kabid.refresh_from_db()
    khusus.refresh_from_db()
    assert (kota.kabid.is_active, kota.kabid.hari_terakhir, kota.kabid.sebab_berhenti) == (
        False,
        KEMARIN,
        "pensiun",
    )
    assert [p.sampai for p in Penempatan.objects.filter(pegawai=kota.kabid)] == [KEMARIN]
    assert not Penempatan.objects.filter(pk=nanti.pk).exists()
    assert Peran.objects.get(pegawai=kota.kabid).sampai == KEMARIN
    assert khusus.sampai == KEMARIN
    assert penilai_pada(pada=HARI, pegawai_ids=[kota.staf.pk])[kota.staf.pk].penilai_id == kota.kadis.pk
    assert Jejak.objects.filter(aksi="pegawai.dinonaktifkan").count() == 1


def test_nonaktif_bertanggal_depan_menutup_pintu_pada_harinya(kota: Kota) -> None:
    pabrik.peran(kota.staf, "petugas_layanan", kota.bidang)
    tutup(kota.staf, kota.admin_dinas, mulai=HARI + timedelta(days=10))
    kota.staf.refresh_from_db()
    assert kota.staf.is_active
    assert akses(kota.staf, pada=HARI).boleh(Izin.JAWAB_ASPIRASI)
    assert not akses(kota.staf, pada=HARI + timedelta(days=10)).per_izin
    assert pegawai.tutup_yang_tiba(sekarang=SEKARANG + timedelta(days=9)) == 0
    for banyak in (1, 0):
        assert pegawai.tutup_yang_tiba(sekarang=SEKARANG + timedelta(days=10)) == banyak
    kota.staf.refresh_from_db()
    assert not kota.staf.is_active
    assert Jejak.objects.filter(aksi="pegawai.pintu_ditutup", objek_id=kota.staf.pk).count() == 1


def test_jadwal_ulang_lalu_batal_mengembalikan_keadaan_semula(kota: Kota) -> None:
    tutup(kota.staf, kota.admin_dinas, mulai=HARI + timedelta(days=10))
    tutup(kota.staf, kota.admin_dinas, mulai=HARI + timedelta(days=20))
    assert Penempatan.objects.get(pegawai=kota.staf).sampai == HARI + timedelta(days=19)
    pegawai.aktifkan(pegawai=kota.staf, alasan="Batal pensiun", oleh=kota.admin_dinas, sekarang=SEKARANG)
    assert Penempatan.objects.get(pegawai=kota.staf).sampai is None


def test_aktif_lagi_mengembalikan_penempatan_dan_penilai_khusus_tetapi_bukan_peran(kota: Kota) -> None:
    pabrik.peran(kota.kabid, "pimpinan", kota.bidang)
    pabrik.khususkan(kota.kadis_lain, kota.kabid)
    tutup(kota.kabid, kota.admin_dinas)
    for _ in range(2):
        pegawai.aktifkan(pegawai=kota.kabid, alasan="Batal pindah", oleh=kota.admin_dinas, sekarang=SEKARANG)
    kota.kabid.refresh_from_db()
    assert kota.kabid.is_active and kota.kabid.hari_terakhir is None
    assert Penempatan.objects.get(pegawai=kota.kabid).sampai is None
    assert PejabatPenilai.objects.get(penilai=kota.kabid).sampai is None
    assert Peran.objects.get(pegawai=kota.kabid).sampai == KEMARIN
    assert Jejak.objects.filter(aksi="pegawai.diaktifkan").count() == 1


def test_aktif_lagi_ditolak_bila_kursinya_sudah_diisi(kota: Kota) -> None:
    tutup(kota.kabid, kota.admin_dinas)
    pabrik.tempatkan(pabrik.pegawai(kota.instansi, "Ganti Kabid"), kota.bidang, kepala=True, sejak=HARI)
    with pytest.raises(GalatAturan, match="sudah diisi"):
        pegawai.aktifkan(pegawai=kota.kabid, alasan="Batal", oleh=kota.admin_dinas, sekarang=SEKARANG)
    kota.kabid.refresh_from_db()
    assert not kota.kabid.is_active


@pytest.mark.parametrize(("beda", "kata"), [({"alasan": " "}, "alasan"), ({"sebab": "bosan"}, "sebabnya")])
def test_nonaktif_tanpa_alasan_atau_sebab_ditolak(kota: Kota, beda: dict[str, object], kata: str) -> None:
    with pytest.raises(GalatAturan, match=kata):
        tutup(kota.staf, kota.admin_dinas, **beda)


def test_diri_sendiri_dan_admin_bkd_terakhir_tidak_dapat_dinonaktifkan(kota: Kota) -> None:
    with pytest.raises(TidakBerhak, match="sendiri"):
        tutup(kota.admin_bkd, kota.admin_bkd)
    with pytest.raises(GalatAturan, match="satu-satunya admin BKD"):
        tutup(kota.admin_bkd, None)
    pabrik.peran(kota.kadis, "admin_bkd")
    tutup(kota.admin_bkd, kota.kadis)


def test_penonaktifan_sendiri_tidak_dibatalkan_sendiri(kota: Kota) -> None:
    pabrik.peran(kota.kadis, "admin_bkd")
    tutup(kota.kadis, kota.admin_bkd, mulai=HARI + timedelta(days=5))
    kota.kadis.refresh_from_db()
    with pytest.raises(TidakBerhak, match="pengelola lain"):
        pegawai.aktifkan(pegawai=kota.kadis, alasan="Batal", oleh=kota.kadis, sekarang=SEKARANG)


@pytest.mark.parametrize(
    ("jenis", "dikirim"),
    [
        (JenisKabar.TUGAS, True),
        (JenisKabar.HASIL, False),
        (JenisKabar.LAINNYA, False),
        (JenisKabar.KEAMANAN, True),
    ],
)
def test_alamat_surel_menurut_pilihan_penerima(kota: Kota, jenis: JenisKabar, dikirim: bool) -> None:
    kota.staf.email, kota.staf.surel_hasil = "r@contoh.go.id", False
    assert bool(kota.staf.surel_untuk(jenis)) is dikirim
    kota.staf.is_active = False
    assert bool(kota.staf.surel_untuk(jenis)) is (jenis is JenisKabar.KEAMANAN)


def test_orang_baru_tanpa_penempatan_dikelola_siapa_pun_yang_berizin(kota: Kota, sekarang: datetime) -> None:
    orang = pabrik.pegawai(kota.instansi, "Baru Daftar")
    ubah(orang, kota.admin_dinas, nama="Baru Daftar Sekali")
    with pytest.raises(TidakBerhak):
        ubah(orang, kota.staf, nama="Bukan")
