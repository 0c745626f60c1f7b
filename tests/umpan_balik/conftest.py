"""Pemeran uji umpan balik: satu dinas kecil dengan loket, dan satu kota lain yang tidak boleh tersentuh."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest

from indikator.models import Kebijakan, Periode
from kepegawaian.models import Instansi, Jabatan, Pegawai, Penempatan, Peran, UnitKerja
from umpan_balik.models import JagaTitik, Layanan, TitikLayanan

SEKARANG = datetime(2026, 11, 16, 3, 0, tzinfo=UTC)
MULAI, SELESAI = date(2026, 10, 1), date(2026, 12, 31)
_nomor = count(1)


def buat_pegawai(instansi: Instansi, nama: str, **lain: object) -> Pegawai:
    return Pegawai.objects.create(
        instansi=instansi,
        nip=f"{198_000_000_000_000_000 + next(_nomor)}",
        nama=nama,
        status="PNS",
        kelamin="P",
        tanggal_lahir=date(1980, 1, 1),
        **lain,
    )


def tempatkan(pegawai: Pegawai, unit: UnitKerja, *, kepala: bool = False) -> Penempatan:
    jabatan, _ = Jabatan.objects.get_or_create(instansi=pegawai.instansi, nama="Pelaksana", jenis="pelaksana")
    return Penempatan.objects.create(
        pegawai=pegawai, unit=unit, jabatan=jabatan, kepala=kepala, sejak=date(2024, 1, 1)
    )


def buat_unit(
    instansi: Instansi, nama: str, jenis: str, induk: UnitKerja | None, dinas: UnitKerja | None
) -> UnitKerja:
    unit = UnitKerja.objects.create(
        instansi=instansi, nama=nama, jenis=jenis, induk=induk, dinas=dinas, sejak=date(2020, 1, 1)
    )
    if jenis == "dinas":
        unit.dinas = unit
        unit.save(update_fields=["dinas"])
    return unit


def buat_periode(instansi: Instansi, **aturan: object) -> Periode:
    kebijakan = Kebijakan.objects.create(instansi=instansi, nama="Dasar", penjelasan="Uji", aturan=aturan)
    umum = {
        "instansi": instansi,
        "kebijakan": kebijakan,
        "status": "diproses",
        "tenggat_skp": SEKARANG,
        "tenggat_lapor": SEKARANG + timedelta(days=30),
        "tenggat_umpan_balik": SEKARANG + timedelta(days=30),
        "tenggat_nilai": SEKARANG + timedelta(days=40),
        "tutup_pada": SEKARANG + timedelta(days=50),
    }
    tahun = Periode.objects.create(
        jenis="tahunan", nama="Tahun 2026", mulai=date(2026, 1, 1), selesai=date(2026, 12, 31), **umum
    )
    return Periode.objects.create(
        jenis="triwulan", induk=tahun, nama="Triwulan IV 2026", mulai=MULAI, selesai=SELESAI, **umum
    )


@dataclass
class Kota:
    """Satu pemda: kepala dinas Bupati Dara, dinas, bidang dengan kepala dan anggota, loket dengan petugas."""

    instansi: Instansi
    pemda: UnitKerja
    dinas: UnitKerja
    bidang: UnitKerja
    bupati: Pegawai
    kadis: Pegawai
    kabid: Pegawai
    anggota: list[Pegawai]
    petugas: Pegawai
    admin: Pegawai
    periode: Periode
    titik: TitikLayanan
    lain: dict[str, object] = field(default_factory=dict)


def buat_kota(nama: str, *, anggota: int = 6) -> Kota:
    instansi = Instansi.objects.create(
        nama=f"Kota {nama}", slug=nama.lower(), kontak="Telepon (0000) 000-000"
    )
    pemda = buat_unit(instansi, f"Pemerintah Kota {nama}", "pemda", None, None)
    dinas = buat_unit(instansi, f"Disdukcapil {nama}", "dinas", pemda, None)
    bidang = buat_unit(instansi, f"Bidang Pendaftaran {nama}", "bidang", dinas, dinas)
    bupati = buat_pegawai(instansi, f"Dara {nama}")
    kadis = buat_pegawai(instansi, f"Kadir {nama}")
    kabid = buat_pegawai(instansi, f"Bidari {nama}")
    orang = [buat_pegawai(instansi, f"Anggota{i} {nama}") for i in range(anggota)]
    admin = buat_pegawai(instansi, f"Adi {nama}")
    tempatkan(bupati, pemda, kepala=True)
    tempatkan(kadis, dinas, kepala=True)
    tempatkan(kabid, bidang, kepala=True)
    for satu in orang:
        tempatkan(satu, bidang)
    petugas = orang[0]
    Peran.objects.create(pegawai=admin, jenis="admin_bkd", sejak=date(2025, 1, 1))
    Peran.objects.create(pegawai=petugas, jenis="petugas_layanan", unit=dinas, sejak=date(2025, 1, 1))
    layanan = Layanan.objects.create(instansi=instansi, unit=bidang, nama="KTP-el dan Kartu Keluarga")
    titik = TitikLayanan.objects.create(layanan=layanan, nama="Loket 3", token=f"loket{nama.lower()[:7]}")
    JagaTitik.objects.create(titik=titik, pegawai=petugas, sejak=date(2026, 1, 1))
    return Kota(
        instansi,
        pemda,
        dinas,
        bidang,
        bupati,
        kadis,
        kabid,
        orang,
        petugas,
        admin,
        buat_periode(instansi),
        titik,
    )


@pytest.fixture
def sekarang() -> datetime:
    return SEKARANG


@pytest.fixture
def kota(db: None) -> Kota:
    return buat_kota("Serang")


@pytest.fixture
def kota_lain(db: None) -> Kota:
    return buat_kota("Solok")


@pytest.fixture
def pembuat_kota(db: None) -> Callable[..., Kota]:
    return buat_kota
