"""Bagian nota tentang angka kredit pejabat fungsional; dihitung dari rincian beku saja."""

from calendar import isleap
from datetime import date
from typing import Any

from indikator.rules.angka import tampil
from penilaian.models import Hasil
from penilaian.queries.nota_ruas import baris
from penilaian.rules.angka_kredit import AngkaKredit, konversi_angka_kredit, tabel_pada
from penilaian.rules.nilai import HasilHitung
from penilaian.rules.predikat import Predikat


def angka_kredit(hasil: Hasil, hitungan: HasilHitung) -> AngkaKredit | None:
    """Angka kredit masa yang dinilai; kosong tanpa predikat, tanpa jenjang fungsional, atau sebelum ada tabelnya.

    Hasil yang ditutup sebelum jenjang dicatat dalam rincian tidak mempunyai angka kredit: jabatan hari ini bukan buktinya.
    """
    identitas = hasil.rincian["identitas"]
    mulai, selesai = (date.fromisoformat(identitas[ujung]) for ujung in ("mulai", "selesai"))
    tabel = tabel_pada(selesai)
    if not hasil.predikat or not identitas.get("jenjang") or tabel is None:
        return None
    hari = (selesai - mulai).days + 1
    if hitungan.gabungan is not None:
        hari = sum(h.ruas.hari for h in hitungan.gabungan.dihitung)
    return konversi_angka_kredit(
        jenjang=identitas["jenjang"],
        predikat=Predikat(hasil.predikat),
        hari=hari,
        hari_setahun=366 if isleap(selesai.year) else 365,
        tabel=tabel,
    )


def bagian_kredit(hasil: Hasil, hitungan: HasilHitung) -> list[dict[str, Any]]:
    """Satu bagian nota, atau tidak ada."""
    kredit = angka_kredit(hasil, hitungan)
    if kredit is None:
        return []
    return [
        {
            "judul": "Angka kredit",
            "baris": [
                baris("Angka kredit masa ini", kredit.uraian, nilai=tampil(kredit.nilai), jenis="jumlah")
            ],
        }
    ]
