"""Siapa yang dijangkau sebuah indikator, dan indikator mana yang ditawarkan kepada sebuah penempatan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from indikator.models import Indikator, Jangkauan
from indikator.permissions import pemilik_katalog
from indikator.queries.katalog.nilai import MasukanJangkauan
from kepegawaian.models import Jabatan, Penempatan, UnitKerja
from kepegawaian.queries.orang import berlaku

# Milik dinas menjangkau penempatan di dinas itu; milik pemda (tanpa dinas) menjangkau seluruh instansi.
SQL_TERJANGKAU = """
WITH RECURSIVE pohon(jangkauan_id, unit_id) AS (
    SELECT j.id, j.unit_id FROM indikator_jangkauan j
    WHERE j.indikator_id = ANY(%(indikator)s) AND j.unit_id IS NOT NULL
    UNION
    SELECT p.jangkauan_id, l.unit_id FROM pohon p JOIN kepegawaian_letakunit l ON l.induk_id = p.unit_id
    WHERE l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
), orang AS (
    SELECT p.pegawai_id, p.jabatan_id, p.unit_id, b.jenis, COALESCE(l.dinas_id, u.dinas_id) AS dinas_id, u.instansi_id
    FROM kepegawaian_penempatan p
    JOIN kepegawaian_pegawai o ON o.id = p.pegawai_id AND o.is_active
    JOIN kepegawaian_jabatan b ON b.id = p.jabatan_id
    JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
    LEFT JOIN kepegawaian_letakunit l
           ON l.unit_id = u.id AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
    WHERE p.jenis = 'definitif' AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
      AND u.instansi_id = ANY(SELECT instansi_id FROM indikator_indikator WHERE id = ANY(%(indikator)s))
)
SELECT i.id, o.jabatan_id, count(DISTINCT o.pegawai_id)
FROM indikator_indikator i
JOIN kepegawaian_unitkerja pemilik ON pemilik.id = i.unit_id
JOIN orang o ON o.instansi_id = i.instansi_id AND (pemilik.dinas_id IS NULL OR o.dinas_id = pemilik.id)
WHERE i.id = ANY(%(indikator)s)
  AND (NOT EXISTS (SELECT 1 FROM indikator_jangkauan j WHERE j.indikator_id = i.id)
       OR EXISTS (SELECT 1 FROM indikator_jangkauan j
                  WHERE j.indikator_id = i.id
                    AND (j.jabatan_id IS NULL OR j.jabatan_id = o.jabatan_id)
                    AND (j.jenis_jabatan = '' OR j.jenis_jabatan = o.jenis)
                    AND (j.unit_id IS NULL OR EXISTS (
                        SELECT 1 FROM pohon p WHERE p.jangkauan_id = j.id AND p.unit_id = o.unit_id))))
GROUP BY i.id, o.jabatan_id
"""

SQL_LELUHUR = """
WITH RECURSIVE naik(id, induk_id, dinas_id) AS (
    SELECT l.unit_id, l.induk_id, l.dinas_id FROM kepegawaian_letakunit l
    WHERE l.unit_id = %(unit)s AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
    UNION
    SELECT l.unit_id, l.induk_id, l.dinas_id FROM kepegawaian_letakunit l JOIN naik n ON l.unit_id = n.induk_id
    WHERE l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
)
SELECT id, dinas_id FROM naik
"""


@dataclass(frozen=True, slots=True)
class JabatanTerjangkau:
    """Satu jabatan yang terkena dan banyaknya orang di dalamnya."""

    jabatan_id: int
    nama: str
    jenis: str
    jumlah: int


def terjangkau(indikator: Indikator, pada: date) -> list[JabatanTerjangkau]:
    """Jabatan yang dijangkau pada hari itu dan banyaknya pemangku definitif. Dua kueri."""
    per_jabatan = {jabatan_id: jumlah for _, jabatan_id, jumlah in _hitung([indikator.pk], pada)}
    jenjang = Jabatan.Jenis.values
    jabatan = sorted(
        Jabatan.objects.filter(pk__in=per_jabatan), key=lambda j: (jenjang.index(j.jenis), j.nama)
    )
    return [JabatanTerjangkau(j.pk, j.nama, j.get_jenis_display(), per_jabatan[j.pk]) for j in jabatan]


def jumlah_terjangkau(indikator_ids: Iterable[int], pada: date) -> dict[int, int]:
    """Banyaknya orang yang dijangkau tiap indikator. Satu kueri."""
    hasil = dict.fromkeys(indikator_ids, 0)
    for indikator_id, _, jumlah in _hitung(list(hasil), pada):
        hasil[indikator_id] += jumlah
    return hasil


def _hitung(indikator_ids: list[int], pada: date) -> list[tuple[int, int, int]]:
    if not indikator_ids:
        return []
    with connection.cursor() as kursor:
        kursor.execute(SQL_TERJANGKAU, {"indikator": indikator_ids, "pada": pada})
        return list(kursor.fetchall())


def indikator_untuk(penempatan: Penempatan, pada: date) -> list[Indikator]:
    """Katalog aktif yang ditawarkan kepada sebuah penempatan, urut nama. Dua kueri.

    Milik dinasnya sendiri atau milik pemda, dan jangkauannya cocok menurut jabatan, jenis jabatan, atau
    cabang unit; tanpa baris jangkauan berarti semua di dinas itu. Kosong bila penempatan tidak berlaku.
    """
    if penempatan.sejak > pada or (penempatan.sampai is not None and penempatan.sampai < pada):
        return []
    with connection.cursor() as kursor:
        kursor.execute(SQL_LELUHUR, {"unit": penempatan.unit_id, "pada": pada})
        leluhur = dict(kursor.fetchall())
    pemilik = {unit_id for unit_id, dinas_id in leluhur.items() if dinas_id in (None, unit_id)}
    jabatan = penempatan.jabatan
    baris = Jangkauan.objects.filter(indikator=OuterRef("pk"))
    cocok = baris.filter(
        Q(jabatan__isnull=True) | Q(jabatan=jabatan),
        Q(jenis_jabatan="") | Q(jenis_jabatan=jabatan.jenis),
        Q(unit__isnull=True) | Q(unit_id__in=leluhur),
    )
    return list(
        Indikator.objects.filter(instansi_id=jabatan.instansi_id, unit_id__in=pemilik, aktif=True)
        .filter(~Exists(baris) | Exists(cocok))
        .select_related("unit")
        .order_by("nama", "pk")
    )


@dataclass(frozen=True, slots=True)
class Pilihan:
    """Satu pilihan centang: kunci, nama, dan banyaknya orang."""

    kunci: int | str
    nama: str
    jumlah: int = 0


@dataclass(frozen=True, slots=True)
class PilihanJangkauan:
    """Yang dapat dicentang untuk satu perangkat daerah."""

    jenis: tuple[Pilihan, ...]
    jabatan: tuple[Pilihan, ...]
    unit: tuple[Pilihan, ...]


def pilihan_jangkauan(
    unit: UnitKerja, *, pada: date, tetap: Iterable[MasukanJangkauan] = ()
) -> PilihanJangkauan:
    """Jenis jabatan, jabatan, dan unit yang dapat dijangkau katalog `unit`. Tiga kueri.

    Jabatan dan unit pada `tetap` selalu ikut, walau kini kosong.
    """
    tetap = list(tetap)
    orang = Penempatan.objects.filter(
        berlaku(pada), jenis=Penempatan.Jenis.DEFINITIF, unit__instansi_id=unit.instansi_id
    )
    cabang = UnitKerja.objects.filter(instansi_id=unit.instansi_id)
    if unit.dinas_id is None:
        pilihan_unit = pemilik_katalog(cabang.filter(sampai__isnull=True)).exclude(pk=unit.pk)
    else:
        orang = orang.filter(unit__dinas_id=unit.pk)
        pilihan_unit = cabang.filter(sampai__isnull=True, dinas_id=unit.pk).exclude(pk=unit.pk)
    per_jabatan = dict(orang.values_list("jabatan_id").annotate(n=Count("pegawai_id", distinct=True)))
    jabatan_tetap = {j.jabatan_id for j in tetap if j.jabatan_id is not None}
    jabatan = list(Jabatan.objects.filter(pk__in={*per_jabatan, *jabatan_tetap}).order_by("nama"))
    unit_tetap = {j.unit_id for j in tetap if j.unit_id is not None}
    daftar_unit = pilihan_unit.order_by() | cabang.filter(pk__in=unit_tetap)
    return PilihanJangkauan(
        jenis=tuple(
            Pilihan(kode, label, sum(per_jabatan.get(j.pk, 0) for j in jabatan if j.jenis == kode))
            for kode, label in Jabatan.Jenis.choices
        ),
        jabatan=tuple(Pilihan(j.pk, j.nama, per_jabatan.get(j.pk, 0)) for j in jabatan),
        unit=tuple(Pilihan(u.pk, u.nama) for u in daftar_unit.order_by("urutan", "nama")),
    )
