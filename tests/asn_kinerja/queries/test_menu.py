"""Menu menurut kewenangan: tiap peran melihat pekerjaannya saja, dan tahu sedang di mana."""

from datetime import date, timedelta
from typing import Any

import pytest

from asn_kinerja.queries.menu import Kelompok, kedudukan, susun
from kepegawaian.permissions import IZIN_PERAN, Akses
from tests.kepegawaian import pabrik

SAYA = [
    "Beranda",
    "SKP saya",
    "Lapor capaian",
    "Catatan harian",
    "Umpan balik",
    "Hasil saya",
    "Keberatan",
    "Pelatihan",
    "Kompetensi",
    "Penghargaan",
]
PEGAWAI = [
    "Pegawai",
    "Laporan atasan",
    "Cuti dan pelatihan",
    "Usul perbaikan",
    "Siapa boleh apa",
    "Impor data",
]
WARGA = ["Titik layanan", "Kepuasan warga", "Saring saran", "Musyawarah"]
TIM = [
    "Menilai tim",
    "Papan tim",
    "Setujui SKP",
    "Periksa capaian",
    "Matriks peran",
    "Kalibrasi",
    "Cermin menilai",
    "Usulan pelatihan",
    "Pembinaan tim",
]


def akses(*peran: str, unit: int | None = None) -> Akses:
    izin = {satu: frozenset({unit}) for p in peran for satu in IZIN_PERAN[p]}
    return Akses(1, izin, peran)


def judul(kelompok: list[Kelompok], nama: str) -> list[str]:
    return [b.judul for k in kelompok if k.judul == nama for b in k.butir]


@pytest.mark.parametrize(
    ("peran", "kelola", "pegawai", "warga"),
    [
        (None, [], [], []),
        (
            "admin_bkd",
            [
                "Dasbor",
                "Perbandingan",
                "Periode",
                "Katalog indikator",
                "Kemajuan",
                "Hasil unit",
                "Objektivitas",
                "Rapat kalibrasi",
                "Kebijakan",
                "Standar kompetensi",
                "Rencana pelatihan",
                "Pembinaan kinerja",
                "Peta talenta",
            ],
            [*PEGAWAI, "Jejak"],
            [*WARGA],
        ),
        ("admin_dinas", ["Dasbor", "Katalog indikator", "Kemajuan"], PEGAWAI, [*WARGA]),
        (
            "pimpinan",
            [
                "Dasbor",
                "Perbandingan",
                "Kemajuan",
                "Hasil unit",
                "Objektivitas",
                "Rapat kalibrasi",
                "Peta talenta",
            ],
            [],
            ["Kepuasan warga"],
        ),
        ("petugas_layanan", [], [], ["Saran warga"]),
        (
            "auditor",
            ["Dasbor", "Perbandingan", "Kemajuan", "Hasil unit", "Objektivitas", "Rapat kalibrasi"],
            ["Jejak"],
            ["Kepuasan warga"],
        ),
    ],
)
def test_tiap_peran_melihat_pekerjaannya_saja(
    peran: str | None, kelola: list[str], pegawai: list[str], warga: list[str]
) -> None:
    for unit in (None, 7):
        menu, _ = susun(akses=akses(*filter(None, [peran]), unit=unit), menilai=False, jalur="/")
        assert judul(menu, "Kelola") == kelola
        assert judul(menu, "Kepegawaian") == pegawai
        assert judul(menu, "Layanan warga") == warga
        assert judul(menu, "Kinerja saya") == SAYA
        assert judul(menu, "Tim saya") == []
        assert [k.judul for k in menu][-1] == "Akun dan instansi"


def test_kelompok_kosong_tidak_ditulis_dan_tim_di_atas_bagi_penilai() -> None:
    menu, _ = susun(akses=akses(), menilai=True, jalur="/")
    assert [k.judul for k in menu] == ["Tim saya", "Kinerja saya", "Akun dan instansi"]
    assert judul(menu, "Tim saya") == TIM


@pytest.mark.parametrize(
    ("jalur", "aktif"),
    [
        ("/", "Beranda"),
        ("/skp/", "SKP saya"),
        ("/skp/12/", "SKP saya"),
        ("/periksa/skp/3/", "Setujui SKP"),
        ("/periksa/capaian/1/2/", "Periksa capaian"),
        ("/capaian/", "Lapor capaian"),
        ("/hasil/7/", "Hasil saya"),
        ("/hasil-unit/", "Hasil unit"),
        ("/pelatihan/katalog/", "Pelatihan"),
        ("/periode/3/penutupan/", "Periode"),
        ("/bantuan/", None),
        ("/skpx/", None),
    ],
)
def test_paling_banyak_satu_butir_aktif_yaitu_yang_paling_cocok(jalur: str, aktif: str | None) -> None:
    menu, _ = susun(akses=akses("admin_bkd", "petugas_layanan"), menilai=True, jalur=jalur)
    assert [b.judul for k in menu for b in k.butir if b.aktif] == ([aktif] if aktif else [])


@pytest.mark.parametrize(
    ("menilai", "peran", "isi"),
    [
        (False, [], ["Beranda", "SKP", "Lapor", "Hasil"]),
        (True, [], ["Beranda", "Menilai", "Lapor", "Hasil"]),
        (True, ["admin_bkd"], ["Beranda", "Periode", "Katalog", "Kemajuan"]),
        (False, ["petugas_layanan"], ["Beranda", "SKP", "Lapor", "Hasil"]),
    ],
)
def test_bilah_bawah_empat_butir_bernama_pendek(menilai: bool, peran: list[str], isi: list[str]) -> None:
    _, ringkas = susun(akses=akses(*peran), menilai=menilai, jalur="/")
    assert [b.judul for b in ringkas] == isi
    assert [b.judul for b in ringkas if b.aktif] == ["Beranda"]


def test_hitungan_tampil_di_butirnya_saja() -> None:
    menu, _ = susun(akses=akses(), menilai=False, jalur="/", hitung={"indikator:capaian": 2, "tidak:ada": 9})
    assert {b.judul: b.hitung for k in menu for b in k.butir if b.hitung} == {"Lapor capaian": 2}


@pytest.mark.django_db
class TestKedudukan:
    @pytest.fixture
    def dunia(self) -> dict[str, Any]:
        kota = pabrik.instansi()
        akar = pabrik.unit(kota, "Pemerintah Kota Uji", jenis="pemda")
        dinas = pabrik.unit(kota, "Dinas Kesehatan", akar, jenis="dinas", singkatan="Dinkes")
        bidang = pabrik.unit(kota, "Bidang Pelayanan", dinas)
        ratna = pabrik.pegawai(kota, "Ratna Wulandari")
        return {"kota": kota, "dinas": dinas, "bidang": bidang, "ratna": ratna}

    def test_satu_kueri_dan_singkatan_bila_ada(
        self, dunia: dict[str, Any], django_assert_num_queries: Any
    ) -> None:
        pabrik.tempatkan(dunia["ratna"], dunia["dinas"])
        with django_assert_num_queries(1):
            satu = kedudukan(dunia["ratna"], pada=pabrik.HARI)
        assert (satu.unit, satu.menilai) == ("Dinkes", False)

    def test_nama_unit_bila_tanpa_singkatan_dan_kalimat_bila_belum_ditempatkan(
        self, dunia: dict[str, Any]
    ) -> None:
        assert kedudukan(dunia["ratna"], pada=pabrik.HARI).unit == "Belum ditempatkan"
        pabrik.tempatkan(dunia["ratna"], dunia["bidang"])
        assert kedudukan(dunia["ratna"], pada=pabrik.HARI).unit == "Bidang Pelayanan"

    def test_kepala_dan_plt_menilai_selama_masanya(self, dunia: dict[str, Any]) -> None:
        besok = pabrik.HARI + timedelta(days=1)
        pabrik.tempatkan(dunia["ratna"], dunia["dinas"])
        pabrik.tempatkan(dunia["ratna"], dunia["bidang"], jenis="plt", kepala=True, sampai=pabrik.HARI)
        assert kedudukan(dunia["ratna"], pada=pabrik.HARI).menilai is True
        assert kedudukan(dunia["ratna"], pada=besok).menilai is False
        assert kedudukan(dunia["ratna"], pada=besok).unit == "Dinkes"

    def test_yang_ditunjuk_khusus_menilai_walau_bukan_kepala(self, dunia: dict[str, Any]) -> None:
        budi = pabrik.pegawai(dunia["kota"], "Budi Santoso")
        pabrik.khususkan(budi, dunia["ratna"], sejak=pabrik.HARI)
        assert kedudukan(dunia["ratna"], pada=pabrik.HARI).menilai is True
        assert kedudukan(dunia["ratna"], pada=date(2026, 1, 1)).menilai is False
        assert kedudukan(budi, pada=pabrik.HARI).menilai is False
