"""Pemeran uji kepegawaian: satu kota kecil, dan kota seberang yang tidak boleh terlihat."""

from dataclasses import dataclass
from datetime import datetime

import pytest

from kepegawaian.models import Instansi, Pegawai, UnitKerja
from tests.kepegawaian import pabrik

KENARI = "ZKENARIZ"


@dataclass
class Kota:
    """Wali kota bukan ASN; pimpinan tertinggi adalah sekda."""

    instansi: Instansi
    akar: UnitKerja
    dinas: UnitKerja
    bidang: UnitKerja
    seksi: UnitKerja
    dinas_lain: UnitKerja
    sekda: Pegawai
    kadis: Pegawai
    kabid: Pegawai
    staf: Pegawai
    rekan: Pegawai
    kadis_lain: Pegawai
    admin_dinas: Pegawai
    admin_bkd: Pegawai
    auditor: Pegawai


def bangun(nama: str, kenari: str = "") -> Kota:
    milik = pabrik.instansi(nama)

    def sebut(teks: str) -> str:
        return f"{teks} {kenari}".strip()

    akar = pabrik.unit(milik, sebut("Pemerintah Kota"), None, "pemda")
    dinas = pabrik.unit(milik, sebut("Dinas Kesehatan"), akar, "dinas")
    bidang = pabrik.unit(milik, sebut("Bidang Pelayanan"), dinas, "bidang")
    seksi = pabrik.unit(milik, sebut("Seksi Rujukan"), bidang, "seksi")
    dinas_lain = pabrik.unit(milik, sebut("Dinas Perhubungan"), akar, "dinas")

    def orang(teks: str, di: UnitKerja, post: str, *, kepala: bool = False) -> Pegawai:
        baru = pabrik.pegawai(milik, sebut(teks), sandi=pabrik.SANDI)
        pabrik.tempatkan(baru, di, post=post, kepala=kepala, dasar="SK 821/14/2024")
        return baru

    kota = Kota(
        milik,
        akar,
        dinas,
        bidang,
        seksi,
        dinas_lain,
        sekda=orang("Lalu Sekda", akar, "Sekretaris Daerah", kepala=True),
        kadis=orang("Hendra Kadis", dinas, "Kepala Dinas Kesehatan", kepala=True),
        kabid=orang("Baiq Kabid", bidang, "Kepala Bidang Pelayanan", kepala=True),
        staf=orang("Ratna Staf", bidang, "Pengelola Layanan"),
        rekan=orang("Made Rekan", bidang, "Pengelola Layanan"),
        kadis_lain=orang("Oka Dishub", dinas_lain, "Kepala Dinas Perhubungan", kepala=True),
        admin_dinas=orang("Sari Admin", dinas, "Analis SDM Aparatur"),
        admin_bkd=orang("Dewi Pusat", dinas_lain, "Analis SDM Aparatur"),
        auditor=orang("Joko Auditor", dinas_lain, "Auditor"),
    )
    pabrik.peran(kota.admin_dinas, "admin_dinas", dinas)
    pabrik.peran(kota.admin_bkd, "admin_bkd")
    pabrik.peran(kota.auditor, "auditor")
    return kota


@pytest.fixture
def kota(db: None) -> Kota:
    return bangun("Kota Mataram")


@pytest.fixture
def seberang(db: None) -> Kota:
    """Pemda lain; setiap nama di dalamnya memuat kenari."""
    return bangun(f"Kota Seberang {KENARI}", KENARI)


@pytest.fixture
def sekarang() -> datetime:
    return pabrik.SEKARANG
