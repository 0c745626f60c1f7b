"""Rekap menurut unit, dinas, jabatan, golongan, dan indikator sesudah periode ditutup; dikerjakan di luar penutupan.

Dibaca dari rincian yang beku, jadi jabatan dan golongannya yang tercatat pada masa itu. Diulang menghasilkan baris yang
sama; diminta lagi tiap putusan keberatan mengubah sebuah hasil.
"""

from datetime import datetime

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from indikator.models import Periode
from inti.galat import GalatAturan
from inti.services.kotak import antre_tugas
from penilaian.models import Hasil, Predikat, RekapKelompok

RATA = "round(round(round(sum({x}), 45) / count({x}), 20), 2)"
SEBARAN = ", ".join(f"'{p.value}', count(*) FILTER (WHERE predikat = '{p.value}')" for p in Predikat)
SQL_KELOMPOK = f"""
WITH h AS MATERIALIZED (
    SELECT DISTINCT ON (pegawai_id) unit_id, dinas_id, lengkap, predikat, nilai_hasil, nilai_perilaku, nilai_akhir,
           rincian #>> '{{identitas,unit}}' AS unit, COALESCE(rincian #>> '{{identitas,jabatan}}', '') AS jabatan,
           COALESCE(NULLIF(rincian #>> '{{identitas,golongan}}', ''), 'Tanpa golongan') AS golongan,
           (rincian -> 'indikator') || COALESCE(jsonb_path_query_array(rincian, '$.ruas[*].indikator[*]'), '[]') AS indikator
    FROM penilaian_hasil WHERE periode_id = %(periode)s
    ORDER BY pegawai_id, versi DESC
), menurut AS (
    SELECT CASE WHEN GROUPING(unit_id) = 0 THEN 'unit' WHEN GROUPING(dinas_id) = 0 THEN 'dinas'
                WHEN GROUPING(jabatan) = 0 THEN 'jabatan' WHEN GROUPING(golongan) = 0 THEN 'golongan' ELSE 'seluruh' END AS jenis,
           COALESCE(unit_id, dinas_id, 0) AS objek_id,
           COALESCE(unit, (SELECT d.nama FROM kepegawaian_unitkerja d WHERE d.id = h.dinas_id), jabatan, golongan, '') AS sebutan,
           count(*) AS jumlah, count(*) FILTER (WHERE lengkap) AS jumlah_lengkap,
           {RATA.format(x="nilai_hasil")} AS rata_hasil, {RATA.format(x="nilai_perilaku")} AS rata_perilaku,
           {RATA.format(x="nilai_akhir")} AS rata_akhir, jsonb_build_object({SEBARAN}) AS predikat
    FROM h
    GROUP BY GROUPING SETS ((unit_id, unit), (dinas_id), (jabatan), (golongan), ())
    HAVING count(*) > 0
), tiap AS (
    SELECT i ->> 'nama' AS nama, (i ->> 'capaian')::numeric AS capaian FROM h CROSS JOIN jsonb_array_elements(indikator) i
)
INSERT INTO penilaian_rekapkelompok
    (periode_id, jenis, objek_id, sebutan, jumlah, jumlah_lengkap, rata_hasil, rata_perilaku, rata_akhir, predikat)
SELECT %(periode)s, jenis, objek_id, sebutan, jumlah, jumlah_lengkap, rata_hasil, rata_perilaku, rata_akhir, predikat
FROM menurut
UNION ALL
SELECT %(periode)s, 'indikator', 0, nama, count(*), count(capaian), {RATA.format(x="capaian")}, NULL, NULL, '{{}}'::jsonb
FROM tiap WHERE nama IS NOT NULL
GROUP BY nama
"""


TUGAS = "penilaian.tasks.rekap_kelompok"


def antre_rekap(*, periode_id: int, putaran: int | str, sekarang: datetime) -> None:
    """Minta rekap satu putaran (atau satu putusan keberatan); diminta dua kali tetap satu pesan."""
    antre_tugas(
        nama=TUGAS,
        kunci=f"rekap_kelompok:{periode_id}:{putaran}",
        sekarang=sekarang,
        periode_id=periode_id,
    )


def antre_yang_belum_direkap(*, sekarang: datetime) -> int:
    """Minta rekap periode tertutup yang belum punya, misalnya yang ditutup sebelum rekap ini (atau baris seluruhnya) ada."""
    belum = Periode.objects.filter(
        Exists(Hasil.objects.filter(periode=OuterRef("pk"))),
        ~Exists(RekapKelompok.objects.filter(periode=OuterRef("pk"), jenis=RekapKelompok.Jenis.SELURUH)),
        status=Periode.Status.DITUTUP,
    ).values_list("pk", flat=True)
    for periode_id in (semua := list(belum)):
        antre_rekap(periode_id=periode_id, putaran="seluruh", sekarang=sekarang)
    return len(semua)


@transaction.atomic
def rekap_kelompok(*, periode_id: int) -> int:
    """Tulis ulang rekap kelompok satu periode; kembalikan banyak barisnya. Menolak periode yang belum ditutup."""
    periode = Periode.objects.select_for_update(no_key=True).get(pk=periode_id)
    if periode.status != Periode.Status.DITUTUP:
        raise GalatAturan(f"{periode.nama} belum ditutup, jadi belum ada hasil untuk direkap.")
    RekapKelompok.objects.filter(periode=periode).delete()
    with connection.cursor() as kursor:
        kursor.execute(SQL_KELOMPOK, {"periode": periode_id})
        return int(kursor.rowcount)
