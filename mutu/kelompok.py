"""Kelompok modul yang diberi kekeliruan, dan uji yang harus menemukannya."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kelompok:
    """Modul yang diberi kekeliruan, uji yang harus menemukannya, batasnya, dan paling banyak berapa mutan.

    Ujinya yang mengimpor modul itu; yang benar-benar dijalankan bagi satu mutan hanya yang melalui barisnya.
    """

    sebutan: str
    berkas: tuple[str, ...]
    uji: tuple[str, ...]
    batas: float
    banyak: int
    detik: int


APLIKASI = ("indikator", "umpan_balik", "pelatihan", "kepegawaian", "inti", "asn_kinerja")
KELOMPOK = {
    "izin": Kelompok("izin", ("*/permissions.py",), ("tests/test_izin_murni.py",), 1.0, 400, 900),
    "nilai": Kelompok(
        "aturan nilai",
        ("penilaian/rules/**/*.py",),
        ("tests/penilaian/rules", "tests/test_tepi_aturan.py"),
        0.9,
        200,
        1800,
    ),
    "aturan": Kelompok(
        "aturan lain",
        tuple(f"{satu}/rules/**/*.py" for satu in APLIKASI),
        (
            *(f"tests/{satu}/rules" for satu in APLIKASI),
            "tests/test_tepi_aturan.py",
            # Aturan berkas impor diuji bersama layanannya.
            "tests/kepegawaian/impor",
            "tests/indikator/services/test_katalog_impor.py",
            "tests/pelatihan/services/test_katalog_impor.py",
            "tests/pelatihan/services/test_kompetensi_impor.py",
            "tests/umpan_balik/services/test_kertas.py",
        ),
        0.9,
        200,
        1800,
    ),
    "penutupan": Kelompok(
        "penutupan beserta SQL-nya",
        ("penilaian/services/penutupan/*.py",),
        (
            "tests/penilaian/services/test_penutupan.py",
            "tests/penilaian/services/test_penutupan_beku.py",
            "tests/penilaian/services/test_penutupan_riwayat.py",
            "tests/penilaian/services/test_penutupan_langkah.py",
            "tests/penilaian/services/test_penutupan_sama_dengan_aturan.py",
            "tests/penilaian/services/test_penutupan_tepi.py",
            "tests/penilaian/services/test_hasil_tidak_bergerak.py",
            "tests/penilaian/services/test_buka_kembali.py",
            "tests/penilaian/services/test_rekap_kelompok.py",
            "tests/penilaian/services/test_jam_tenggat.py",
            "tests/penilaian/services/test_umpan_rhk.py",
            "tests/penilaian/queries/test_verifikasi.py",
            "tests/penilaian/views/test_penutupan.py",
            "tests/penilaian/views/test_ruas.py",
            "tests/penilaian/test_tasks.py",
        ),
        0.9,
        200,
        3000,
    ),
}
