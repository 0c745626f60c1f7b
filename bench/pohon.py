"""Pohon kinerja seluruh instansi dan satu dinas, pada 60 (atau 500) dan 20.000 orang: kueri dan waktu tengah.

Jalankan: python -m bench.pohon [jumlah …]; hasil angkanya ditulis di docs/aturan/pohon.md.
"""

import statistics
import sys
import time
from datetime import date
from typing import Final

import django
from django.db import connection
from django.test.utils import CaptureQueriesContext

django.setup()

from bench.basis import basis_sementara, jalankan  # noqa: E402
from bench.isi import AWAL, BIDANG, KINERJA, ORANG, PER_DINAS, WAKTU, _periode  # noqa: E402
from indikator.models import Periode  # noqa: E402
from indikator.queries import pohon  # noqa: E402
from indikator.rules.pohon import Celah  # noqa: E402
from kepegawaian.models import Instansi, Jabatan, UnitKerja  # noqa: E402

PADA: Final = date(2026, 9, 30)
ULANG: Final = 5

# Staf menopang kepala bidangnya, kepala bidang menopang kepala dinasnya.
TAUTKAN = """
WITH pemilik AS (
    SELECT r.id, p.unit_id, p.kepala, u.induk_id, u.jenis
    FROM indikator_rhk r JOIN indikator_skp s ON s.id = r.skp_id
    JOIN kepegawaian_penempatan p ON p.id = s.penempatan_id JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
), kepala AS (SELECT unit_id, min(id) AS id FROM pemilik WHERE kepala GROUP BY unit_id)
UPDATE indikator_rhk r SET pimpinan_id = k.id
FROM pemilik m JOIN kepala k ON k.unit_id = CASE WHEN m.kepala THEN m.induk_id ELSE m.unit_id END
WHERE r.id = m.id AND k.id <> r.id
"""


def isi(n: int) -> Periode:
    """Satu pemda `n` orang dengan SKP, laporan, dan RHK yang tertaut bertingkat."""
    instansi = Instansi.objects.create(nama=f"Pemda {n}", slug=f"pemda-{n}", kontak="")
    akar = UnitKerja.objects.create(instansi=instansi, nama=instansi.nama, jenis="pemda", sejak=AWAL)
    jabatan = Jabatan.objects.create(instansi=instansi, nama="Analis", jenis="fungsional")
    tahun, periode = _periode(instansi)
    per = min(PER_DINAS, n)
    ukuran = {"n": n, "dinas": n // per, "per": per, "bidang": BIDANG}
    kunci = {"instansi": instansi.pk, "akar": akar.pk, "jabatan": jabatan.pk, "tahun": tahun.pk}
    jalankan(*ORANG, *KINERJA[:4], **kunci, **ukuran, periode=periode.pk, awal=AWAL, waktu=WAKTU)
    jalankan(TAUTKAN, "ANALYZE")
    return periode


def _gambar(periode: Periode, unit: UnitKerja) -> int:
    """Yang dibaca halaman pohon: puncak, pohon, dan kedua celahnya."""
    pembaca = pohon.Pembaca(0, frozenset(), None)
    wilayah = pohon.wilayah(unit, pada=PADA)
    tahun_id = periode.induk_id or 0
    akar = pohon.rhk_akar([k.pegawai_id for k in wilayah.puncak], tahun_id=tahun_id, pembaca_id=0)
    simpul = pohon.pohon(akar[: pohon.LEBAR], periode=periode, pembaca=pembaca, pada=PADA)
    puncak = pohon.puncak_instansi(unit.instansi_id, pada=PADA)
    for jenis in Celah:
        pohon.celah(
            instansi_id=unit.instansi_id,
            tahun_id=tahun_id,
            wilayah=wilayah.cabang,
            puncak=puncak,
            pembaca=pembaca,
            jenis=jenis,
            banyak=10,
        )
    return sum(s.cabang_orang + 1 for s in simpul)


def ukur(n: int) -> None:
    periode = isi(n)
    units = UnitKerja.objects.filter(instansi=periode.instansi)
    for sebutan, unit in (
        ("instansi", units.get(jenis="pemda")),
        ("satu dinas", units.filter(jenis="dinas").first()),
    ):
        assert unit is not None
        with CaptureQueriesContext(connection) as tangkap:
            orang = _gambar(periode, unit)
        lama = []
        for _ in range(ULANG):
            mulai = time.perf_counter()
            _gambar(periode, unit)
            lama.append(time.perf_counter() - mulai)
        detik = f"{statistics.median(lama):.2f}".replace(".", ",")
        print(f"{n} pegawai, {sebutan}: {orang} orang di pohon, {len(tangkap)} kueri, {detik} detik")


if __name__ == "__main__":
    for banyak in [int(x) for x in sys.argv[1:]] or [500, 20_000]:
        with basis_sementara(f"ukur_pohon_{banyak}"):
            ukur(banyak)
