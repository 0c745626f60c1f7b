"""Kebijakan dan identitas satu periode sebagai parameter SQL penutupan."""

import json
from datetime import UTC
from typing import Any

from indikator.models import Periode
from indikator.queries.tercapai import parameter_capaian
from indikator.rules.kebijakan import Skala, aturan_dari
from penilaian.rules.predikat import TABEL_PREDIKAT


def nomor_awalan(periode: Periode) -> str:
    """Awal nomor dokumen; nomor utuhnya `EKP-<periode>-<pegawai>-<versi>`."""
    return f"EKP-{periode.pk:04d}-"


def parameter(periode: Periode, *, putaran: int) -> dict[str, Any]:
    """Semua parameter SQL_HITUNG kecuali dinas dan orangnya. Sama setiap kali diulang."""
    aturan = aturan_dari(periode.kebijakan.aturan)
    kelompok = {k.kelompok.value: k for k in aturan.kelompok}
    return {
        "instansi": periode.instansi_id,
        "periode": periode.pk,
        "putaran": putaran,
        "tahun": periode.induk_id or periode.pk,
        "pada": periode.selesai,
        "mulai": periode.mulai,
        "selesai": periode.selesai,
        "hari_ruas": aturan.hari_ruas,
        "hari_jeda": aturan.hari_jeda,
        **parameter_capaian(periode),
        "usul_kualitatif": aturan.usul_kualitatif.value,
        "w_hasil": aturan.bobot_hasil,
        "w_perilaku": aturan.bobot_perilaku,
        "sesuai": aturan.ambang_sesuai,
        "di_atas": aturan.ambang_di_atas,
        **{f"b_{nama}": k.bobot for nama, k in kelompok.items()},
        **{f"n_{nama}": k.min_n for nama, k in kelompok.items()},
        **_skala("skala", aturan.skala),
        **_skala("ikm", aturan.skala_ikm),
        "predikat": json.dumps(
            {f"{hasil}/{perilaku}": p.value for (hasil, perilaku), p in TABEL_PREDIKAT.items()}
        ),
        "aturan": json.dumps(aturan.ke_dict()),
        "awalan_nomor": nomor_awalan(periode),
        "identitas": _identitas(periode),
    }


def _identitas(periode: Periode) -> str:
    """Isi pasangan JSON tanpa kurungnya: disisipkan ke dalam identitas tiap orang."""
    if periode.penutupan_dimulai is None:
        raise ValueError("Penutupan periode ini belum dimulai.")
    kebijakan = periode.kebijakan
    isi = {
        "instansi": periode.instansi.nama,
        "periode": periode.nama,
        "mulai": periode.mulai.isoformat(),
        "selesai": periode.selesai.isoformat(),
        "tanggal": periode.penutupan_dimulai.astimezone(UTC).isoformat(timespec="seconds"),
        "kebijakan": {
            "nama": kebijakan.nama,
            "versi": kebijakan.versi,
            "dasar_hukum": kebijakan.dasar_hukum,
        },
    }
    return json.dumps(isi)[1:-1]


def _skala(nama: str, skala: Skala) -> dict[str, Any]:
    return {f"{nama}_x": [x for x, _ in skala], f"{nama}_y": [y for _, y in skala]}
