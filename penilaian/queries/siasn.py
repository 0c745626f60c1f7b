"""Hasil satu perangkat daerah dengan nama bidang SIASN."""

from collections.abc import Iterator
from typing import Any

from indikator.models import Periode
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Akses
from kepegawaian.queries.orang import kartu_orang
from penilaian.queries.unit import hasil_tercakup
from penilaian.rules.siasn import baris

SEKALI = 2000


def baris_siasn(periode: Periode, *, milik: Akses, dinas_id: int | None) -> Iterator[dict[str, Any]]:
    """Tiap orang yang tercakup izinnya, versi terbaru, urut dinas dan NIP. Dibaca mengalir; lima kueri."""
    semua = hasil_tercakup(periode, milik=milik)
    if dinas_id is not None:
        semua = semua.filter(dinas_id=dinas_id)
    ids = set(semua.order_by().values_list("penilai_id", flat=True).distinct()) - {None}
    unit = {k: kartu.unit for k, kartu in kartu_orang(ids, periode.selesai).items()}
    golongan = dict(Pegawai.objects.filter(pk__in=ids).values_list("pk", "golongan"))
    urut = semua.order_by("dinas_id", "pegawai__nip").only(
        "rincian", "rating_hasil", "rating_perilaku", "predikat", "penilai_id"
    )
    for hasil in urut.iterator(chunk_size=SEKALI):
        penilai = hasil.penilai_id or 0
        yield baris(
            hasil.rincian,
            jenis=periode.jenis,
            rating=(hasil.rating_hasil, hasil.rating_perilaku),
            predikat=hasil.predikat,
            penilai={"golongan": golongan.get(penilai, ""), "unit": unit.get(penilai, "")},
        )
