"""Capaian dihitung di basis data: kembaran SQL dari indikator.rules.capaian, untuk ribuan laporan sekaligus.

Sama sampai desimal terakhir dengan rules (uji menjaganya): pembagian memakai sekurangnya 40 desimal, tanpa
pembulatan di tengah.
"""

from decimal import Decimal

from indikator.models import Periode
from indikator.queries.target import triwulan_periode
from indikator.rules.kebijakan import aturan_dari

# Kolom `laporan` dari i (indikator), r (realisasi), dan q (TARGET_KINI). Yang diserahkan saja yang berangka; tanggal
# sebelum mulai tidak mungkin dihitung, sama seperti di rules.
NILAI_TERHITUNG = """
COALESCE(CASE WHEN q.setahun = i.target AND (i.polaritas = 'minimal' OR q.kini > 0) THEN q.kini END, i.target) AS target_kini,
CASE WHEN r.status IN ('diajukan', 'disetujui') THEN r.nilai END AS nilai,
CASE WHEN r.status IN ('diajukan', 'disetujui') AND r.tanggal >= i.mulai THEN r.tanggal END AS tanggal
"""

# Target triwulan bila ada dan masih pas (lihat indikator.queries.target); selain itu target setahun.
TARGET_KINI = """
LEFT JOIN (
    SELECT indikator_id, setahun, (ARRAY[tw1, tw2, tw3, tw4])[%(triwulan)s::int] AS kini
    FROM indikator_targettriwulan
) q ON q.indikator_id = i.id
"""

# Diberi `laporan` (polaritas, target_kini, bawah, atas, mulai, tenggat, nilai, tanggal, perlakuan): kolomnya dan `capaian`.
# Kosong berarti belum terlapor, dikecualikan, atau kualitatif (tanpa capaian); "tidak dilaporkan" 0.
TERCAPAI = """
ukuran AS (
    SELECT laporan.*,
           CASE polaritas
               WHEN 'tanggal' THEN (tenggat - mulai)::numeric
               WHEN 'rentang' THEN CASE WHEN nilai < bawah THEN bawah ELSE atas END
               ELSE target_kini
           END AS t,
           CASE polaritas
               WHEN 'tanggal' THEN (tanggal - mulai)::numeric
               WHEN 'ya_tidak' THEN CASE WHEN nilai IN (0, 1) THEN nilai END
               ELSE nilai
           END AS r
    FROM laporan
), tercapai AS MATERIALIZED (
    SELECT ukuran.*,
           CASE
               WHEN polaritas = 'kualitatif' THEN NULL
               WHEN perlakuan = 'dikecualikan' THEN NULL
               WHEN perlakuan = 'tidak_dilaporkan' THEN 0
               WHEN r IS NULL THEN NULL
               ELSE GREATEST(0, LEAST(%(batas)s, CASE
                   WHEN polaritas = 'ya_tidak' THEN r * 100
                   WHEN polaritas = 'maksimal' THEN round(r, 45) / t * 100
                   WHEN polaritas = 'rentang' THEN CASE
                       WHEN r < bawah THEN round(r, 45) / t * 100
                       WHEN r > atas THEN (2 - round(r, 45) / t) * 100
                       ELSE 100 END
                   WHEN t = 0 THEN CASE WHEN r = 0 THEN 100 ELSE 0 END
                   WHEN %(rumus)s = 'R/T' THEN round(r, 45) / t * 100
                   WHEN %(rumus)s = 'T/R' THEN CASE WHEN r = 0 THEN %(batas)s ELSE round(t, 45) / r * 100 END
                   ELSE (2 - round(r, 45) / t) * 100
               END))
           END AS capaian
    FROM ukuran
)"""


def parameter_capaian(periode: Periode) -> dict[str, Decimal | str | int | None]:
    """Bagian kebijakan dan triwulan yang dipakai TERCAPAI pada periode itu."""
    aturan = aturan_dari(periode.kebijakan.aturan)
    return {
        "batas": aturan.batas_capaian,
        "rumus": aturan.rumus_minimal.value,
        "triwulan": triwulan_periode(periode),
    }
