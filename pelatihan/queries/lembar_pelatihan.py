"""Isi katalog seperti di lembar Excel: dibaca kembali tanpa diubah berarti tetap."""

from typing import Any

from inti.rules.tabel import SelTulis, tulis
from pelatihan.models import Pelatihan
from pelatihan.rules.lembar_pelatihan import PELATIHAN


def nilai_kini(p: Pelatihan) -> dict[str, Any]:
    """Nilai tiap kolom lembar; `p.prasyarat` sudah terbaca."""
    return {
        "judul": p.judul,
        "kode_bentuk": str(p.kode_bentuk),
        "jp": p.jp,
        "jp_usulan": p.jp_usulan,
        "penyelenggara": p.penyelenggara,
        "kompetensi": p.kompetensi,
        "biaya": p.biaya,
        "prasyarat": p.prasyarat.judul if p.prasyarat else "",
        "sumber": p.sumber,
        "aktif": p.aktif,
    }


def isi_lembar(p: Pelatihan) -> list[SelTulis]:
    """Satu baris lembar, urut kolomnya; angka tetap angka."""
    nilai = nilai_kini(p)
    return [nilai[k.nama] if isinstance(nilai[k.nama], int) else tulis(k, nilai[k.nama]) for k in PELATIHAN]
