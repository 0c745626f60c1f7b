"""Nota hasil SKP kualitatif: rating beserta alasannya, tanpa capaian, perkalian, atau nilai akhir."""

from penilaian.models import Hasil
from penilaian.queries.nota import susun_nota


def test_nota_kualitatif_menyebut_rating_alasan_dan_rating_tengah_tanpa_angka() -> None:
    def satu(kode: str, bobot: str, **isi: object) -> dict[str, object]:
        return {"kode": kode, "nama": f"Indikator {kode}", "bobot": bobot, "polaritas": "kualitatif"} | isi

    rincian = {
        "identitas": {"jabatan": "Pengelola Data", "mulai": "2026-10-01", "selesai": "2026-12-31"},
        "indikator": [
            satu("IK1", "60", realisasi="sesuai", alasan_rating="Notulen menunjukkannya."),
            satu("IK2", "40", realisasi=None, tidak_dilaporkan=True, alasan="Tidak ada laporan."),
        ],
        "perilaku": {"atasan": ["4"]},
        "rating": {"hasil": "sesuai", "perilaku": "sesuai"},
        "kebijakan": {},
    }
    nota = susun_nota(Hasil(kurang=[], rincian=rincian))
    [kerja, _, gabungan] = nota.bagian
    assert [(b["uraian"], b["nilai"], b["capaian"]) for b in kerja["baris"]] == [
        ("Indikator IK1", "Sesuai", ""),
        ("Indikator IK2", "Di bawah", ""),
        ("Rating tengah", "Sesuai", ""),
    ]
    assert kerja["baris"][0]["ket"] == "dinilai sesuai ekspektasi. Notulen menunjukkannya."
    assert "Tidak ada laporan." in kerja["baris"][1]["ket"]
    assert [(b["uraian"], b["nilai"]) for b in gabungan["baris"]] == [("Nilai akhir", "tanpa angka")]
