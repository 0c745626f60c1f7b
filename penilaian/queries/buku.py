"""Bentuk baku yang disidik: teks rincian dan baris buku penutupan.

Teks baku rincian sama dengan `rincian::text` pada kolom jsonb PostgreSQL: kunci diurutkan menurut panjang lalu
bita UTF-8, dipisah ", " dan ": ", huruf ditulis apa adanya. Siapa pun dapat menghitungnya dari berkas JSON.
"""

import hashlib
import json
from datetime import UTC
from typing import Any, Final

from penilaian.models import BukuPenutupan

SIDIK_AWAL: Final = "0" * 64


def teks_baku(isi: Any) -> str:
    """Teks jsonb PostgreSQL untuk isi yang berupa teks, bilangan bulat, boolean, null, daftar, dan pasangan."""
    if isinstance(isi, dict):
        urut = sorted(isi.items(), key=lambda satu: (len(satu[0].encode()), satu[0].encode()))
        return "{" + ", ".join(f"{teks_baku(kunci)}: {teks_baku(nilai)}" for kunci, nilai in urut) + "}"
    if isinstance(isi, list):
        return "[" + ", ".join(teks_baku(nilai) for nilai in isi) + "]"
    if isinstance(isi, float):
        raise TypeError("Rincian tidak memuat float; angka ditulis sebagai teks desimal.")
    return json.dumps(isi, ensure_ascii=False)


def sidik_rincian(rincian: dict[str, Any]) -> str:
    """sha256 teks baku rincian; sama dengan yang dihitung basis data saat penutupan."""
    return hashlib.sha256(teks_baku(rincian).encode()).hexdigest()


def baris_buku(buku: BukuPenutupan) -> str:
    """Teks satu baris buku yang disidik, dimulai dengan sidik baris sebelumnya."""
    waktu = buku.waktu.astimezone(UTC).isoformat(timespec="microseconds")
    bagian = (
        buku.sidik_sebelum,
        buku.instansi_id,
        buku.periode_id,
        buku.versi,
        waktu,
        buku.jumlah,
        buku.jumlah_lengkap,
        buku.sidik_isi,
    )
    return "\n".join(str(satu) for satu in bagian)
