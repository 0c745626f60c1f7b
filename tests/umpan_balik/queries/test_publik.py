"""Angka untuk umum sama dengan aturan IKM, dan tidak dapat dikurangkan menjadi jawaban segelintir orang."""

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from kepegawaian.models import UnitKerja
from tests.umpan_balik.conftest import MULAI, SELESAI, Kota, buat_unit
from umpan_balik.models import Aspirasi, Layanan, Survei, TitikLayanan
from umpan_balik.queries import publik
from umpan_balik.queries.publik import (
    ikm_dinas,
    ikm_instansi,
    ikm_unit,
    saran_terjawab,
    tren_triwulan,
    yang_terbit,
)
from umpan_balik.rules.ikm import laporan_dari_csv

pytestmark = pytest.mark.django_db
URUT = Survei.UNSUR


@pytest.fixture(autouse=True)
def _ambang_lima(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ambang 30 suara untuk umum diuji di test_ikm_terbit; di sini yang diuji batas lima dan sisanya."""
    monkeypatch.setattr("umpan_balik.rules.ikm_terbit.MINIMAL_UMUM", 5)


def titik_di(kota: Kota, unit: UnitKerja) -> TitikLayanan:
    layanan, _ = Layanan.objects.get_or_create(instansi=kota.instansi, unit=unit, nama="Layanan")
    titik, _ = TitikLayanan.objects.get_or_create(layanan=layanan, nama="Loket", token=f"t{unit.pk}")
    return titik


def isi(kota: Kota, unit: UnitKerja, jawaban: list[list[int | None]], **lain: object) -> None:
    titik = titik_di(kota, unit)
    umum = {"tanggal": MULAI, "status": "dihitung", "sumber": "terbuka"} | lain
    Survei.objects.bulk_create(
        Survei(
            instansi=kota.instansi,
            unit=unit,
            layanan=titik.layanan,
            titik=titik,
            kunci=uuid.uuid4(),
            pelacak=uuid.uuid4().hex,
            setuju_versi=1,
            setuju_waktu=datetime.combine(umum["tanggal"], time(3), UTC),
            **dict(zip(URUT, satu, strict=True)),
            **umum,
        )
        for satu in jawaban
    )


@pytest.fixture
def dinas(kota: Kota) -> list[UnitKerja]:
    return [buat_unit(kota.instansi, f"Dinas {huruf}", "dinas", kota.pemda, None) for huruf in "ABC"]


BAIK: list[int | None] = [3, 3, 3, 4, 3, 3, 4, 3, 3]


def test_angka_sama_dengan_program_ikm(kota: Kota, dinas: list[UnitKerja]) -> None:
    jawaban: list[list[int | None]] = [
        [(i * j) % 4 + 1 if (i + j) % 7 else None for j in range(9)] for i in range(30)
    ]
    isi(kota, dinas[0], jawaban)
    csv = "U1,U2,U3,U4,U5,U6,U7,U8,U9\n" + "\n".join(
        ",".join("" if n is None else str(n) for n in satu) for satu in jawaban
    )
    acuan = laporan_dari_csv(csv)
    per_dinas = {satu.unit: satu.ikm for satu in ikm_dinas(kota.instansi, MULAI, SELESAI)}
    for angka in (ikm_instansi(kota.instansi, MULAI, SELESAI), per_dinas[dinas[0]]):
        assert (angka.n, str(angka.ikm), angka.mutu) == (acuan["n"], acuan["ikm"], acuan["mutu"])


@pytest.mark.parametrize("sumber", ["terbuka", "berkode", "kertas"])
def test_semua_sumber_dihitung(kota: Kota, dinas: list[UnitKerja], sumber: str) -> None:
    isi(kota, dinas[0], [BAIK] * 5, sumber=sumber)
    assert ikm_instansi(kota.instansi, MULAI, SELESAI).n == 5


def test_yang_ditahan_dan_di_luar_rentang_tidak_dihitung(
    kota: Kota, kota_lain: Kota, dinas: list[UnitKerja]
) -> None:
    isi(kota, dinas[0], [BAIK] * 5)
    isi(kota, dinas[0], [BAIK] * 5, status="ditahan")
    isi(kota, dinas[0], [BAIK] * 5, tanggal=MULAI - timedelta(days=1))
    isi(kota_lain, kota_lain.dinas, [BAIK] * 5)
    assert ikm_instansi(kota.instansi, MULAI, SELESAI).n == 5


def test_empat_responden_tidak_terbit_juga_jumlahnya(kota: Kota, dinas: list[UnitKerja]) -> None:
    isi(kota, dinas[0], [BAIK] * 4)
    angka = ikm_instansi(kota.instansi, MULAI, SELESAI)
    assert (angka.n, angka.ikm, angka.mutu, dict(angka.nrr)) == (None, None, "", {})
    assert angka.alasan


def test_unsur_yang_dijawab_empat_orang_menahan_seluruhnya(kota: Kota, dinas: list[UnitKerja]) -> None:
    isi(kota, dinas[0], [BAIK] * 4 + [[*BAIK[:8], None]] * 4)
    assert not ikm_instansi(kota.instansi, MULAI, SELESAI).terbit


def test_satu_dinas_kecil_tidak_terbaca_dari_selisih(kota: Kota, dinas: list[UnitKerja]) -> None:
    isi(kota, dinas[0], [BAIK] * 2)
    isi(kota, dinas[1], [BAIK] * 6)
    isi(kota, dinas[2], [BAIK] * 20)
    per_dinas = {satu.unit.nama: satu.ikm for satu in ikm_dinas(kota.instansi, MULAI, SELESAI)}
    assert per_dinas["Dinas C"].n == 20
    assert per_dinas["Dinas A"].n is None and per_dinas["Dinas B"].n is None
    assert per_dinas["Dinas A"].alasan != per_dinas["Dinas B"].alasan
    assert ikm_instansi(kota.instansi, MULAI, SELESAI).n == 28


def test_dinas_tanpa_responden_tidak_menyembunyikan_yang_lain(kota: Kota, dinas: list[UnitKerja]) -> None:
    titik_di(kota, dinas[0])
    isi(kota, dinas[1], [BAIK] * 6)
    per_dinas = {satu.unit.nama: satu.ikm for satu in ikm_dinas(kota.instansi, MULAI, SELESAI)}
    assert per_dinas["Dinas B"].n == 6 and not per_dinas["Dinas A"].terbit


kelompok = st.dictionaries(st.integers(0, 9), st.tuples(*[st.integers(0, 12)] * 3), max_size=8)


@given(kelompok)
def test_sisa_di_luar_yang_terbit_nol_atau_sedikitnya_lima(banyak: Mapping[int, tuple[int, ...]]) -> None:
    terbit = yang_terbit(banyak)
    assert all(n >= 5 for k in terbit for n in banyak[k])
    sisa = [sum(kolom) for kolom in zip(*(j for k, j in banyak.items() if k not in terbit), strict=True)]
    if terbit:
        assert all(n == 0 or n >= 5 for n in sisa)


@given(kelompok)
def test_paling_banyak_satu_kelompok_yang_cukup_ikut_disimpan(banyak: Mapping[int, tuple[int, ...]]) -> None:
    cukup = {k for k, jumlah in banyak.items() if all(n >= 5 for n in jumlah)}
    assert len(cukup - yang_terbit(banyak)) <= 1


def test_unit_di_bawah_dinas_berjumlah_seperti_dinasnya(kota: Kota) -> None:
    kelurahan = buat_unit(kota.instansi, "Kelurahan", "kelurahan", kota.dinas, kota.dinas)
    isi(kota, kelurahan, [BAIK] * 7)
    isi(kota, kota.bidang, [BAIK] * 9)
    per_unit = {satu.unit.nama: satu.ikm.n for satu in ikm_unit(kota.dinas, MULAI, SELESAI)}
    assert per_unit == {"Kelurahan": 7, kota.bidang.nama: 9}
    assert ikm_dinas(kota.instansi, MULAI, SELESAI)[0].ikm.n == 16


def test_tren_hanya_triwulan_yang_sudah_lewat(kota: Kota, dinas: list[UnitKerja]) -> None:
    isi(kota, dinas[0], [BAIK] * 6, tanggal=date(2026, 8, 3))
    isi(kota, dinas[0], [BAIK] * 6, tanggal=date(2026, 10, 3))
    tren = tren_triwulan(kota.instansi, date(2026, 10, 31))
    assert [(t.nama, t.ikm.n) for t in tren] == [
        ("Triwulan IV 2025", None),
        ("Triwulan I 2026", None),
        ("Triwulan II 2026", None),
        ("Triwulan III 2026", 6),
    ]
    assert tren_triwulan(kota.instansi, date(2026, 12, 31))[-1].nama == "Triwulan IV 2026"


def test_jumlah_kueri_tetap(kota: Kota, dinas: list[UnitKerja], pembuat_kota: object) -> None:
    def kueri() -> int:
        with CaptureQueriesContext(connection) as rekam:
            ikm_instansi(kota.instansi, MULAI, SELESAI)
            ikm_dinas(kota.instansi, MULAI, SELESAI)
            tren_triwulan(kota.instansi, SELESAI)
            saran_terjawab(kota.instansi)
        return len(rekam)

    sebelum = kueri()
    for satu in dinas:
        isi(kota, satu, [BAIK] * 10)
    assert kueri() == sebelum == 7


def test_hanya_saran_yang_diizinkan_dan_terjawab_tampil(
    kota: Kota, dinas: list[UnitKerja], sekarang: datetime
) -> None:
    isi(kota, dinas[0], [BAIK] * 3)
    pasangan = [(True, "ditutup"), (False, "ditutup"), (True, "diproses")]
    for survei, (tampil, status) in zip(Survei.objects.all(), pasangan, strict=True):
        Aspirasi.objects.create(
            instansi=kota.instansi,
            unit=dinas[0],
            survei=survei,
            teks=f"{tampil} {status}",
            tanggal=MULAI,
            status=status,
            tampil=tampil,
            moderasi="diterima",
            jawaban="Sudah diperbaiki.",
            dijawab_pada=sekarang,
            dijawab_oleh=kota.petugas,
        )
    assert [satu.teks for satu in saran_terjawab(kota.instansi)] == ["True ditutup"]


def test_batas_terbit_bulan_yang_sudah_lewat() -> None:
    assert publik.batas_terbit(date(2026, 12, 14)) == date(2026, 11, 30)
    assert publik.batas_terbit(date(2027, 1, 1)) == date(2026, 12, 31)
