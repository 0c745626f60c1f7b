"""Kepala migrasi rilis sebelumnya: dari sinilah M1 dan M3 mengukur. Perbarui tiap rilis, sebelum migrasi berikutnya ditulis."""

from typing import Final

SEBELUM: Final = {
    "inti": "0011_cadangan",
    "kepegawaian": "0008_jam_tenang",
    "indikator": "0011_kualitatif",
    "umpan_balik": "0013_permintaan_tanpa_bekas",
    "penilaian": "0014_kalibrasi",
    "pelatihan": "0008_talenta",
}
