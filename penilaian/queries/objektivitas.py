"""Tanda objektivitas tiap penilai atau unit pada satu periode tertutup. Kuerinya tetap berapa pun orangnya.

Yang dibaca rating saat penutupan, bukan versi putusan keberatan: putusan itu rating atasan penilai, bukan penilainya.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.db import connection
from django.db.models import Count, F, Q, QuerySet

from indikator.models import Periode
from kepegawaian.models import Pegawai, Penempatan, UnitKerja
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.orang import berlaku
from penilaian.models import Hasil
from penilaian.queries.hasil import digantikan
from penilaian.rules import objektivitas as aturan
from penilaian.rules.objektivitas import Bahan, Ringkas, Sel
from penilaian.rules.objektivitas_baris import Baris
from penilaian.rules.objektivitas_selang import Kumpulan

MENURUT: Final = {"penilai": "penilai_id", "unit": "unit_id"}
ASPEK: Final = ("kuantitas", "kualitas", "waktu", "biaya")
# {kunci} dari MENURUT, bukan dari pembaca. Rekan dihitung hanya bila kelompoknya cukup untuk tampil.
SQL_BAHAN: Final = """
SELECT h.{kunci},
       sum(i.kuantitas), sum(i.kualitas), sum(i.waktu), sum(i.biaya),
       array_agg(h.id ORDER BY h.id) FILTER (WHERE i.semua_hadir),
       count(k.beda), COALESCE(sum(k.beda), 0), COALESCE(sum(k.beda * k.beda), 0)
FROM penilaian_hasil h
CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE x ->> 'aspek' = 'kuantitas') AS kuantitas,
           count(*) FILTER (WHERE x ->> 'aspek' = 'kualitas') AS kualitas,
           count(*) FILTER (WHERE x ->> 'aspek' = 'waktu') AS waktu,
           count(*) FILTER (WHERE x ->> 'aspek' = 'biaya') AS biaya,
           COALESCE(bool_and((x ->> 'nama') ~* %(hadir)s), false) AS semua_hadir
    FROM jsonb_array_elements(COALESCE(h.rincian -> 'indikator', '[]')) x
) i
CROSS JOIN LATERAL (
    SELECT (SELECT avg(v::numeric) FROM jsonb_array_elements_text(h.rincian #> '{{perilaku,atasan}}') v)
         - (SELECT avg(v::numeric) FROM jsonb_array_elements_text(h.rincian #> '{{perilaku,rekan}}') v
            HAVING count(*) >= COALESCE((h.rincian #>> '{{kebijakan,min_n,rekan}}')::int, 3)) AS beda
) k
WHERE h.instansi_id = %(instansi)s AND h.periode_id = %(periode)s AND h.asal = 'penutupan'
  AND h.{kunci} IS NOT NULL
  AND (%(unit)s::bigint[] IS NULL OR h.unit_id = ANY(%(unit)s))
  AND (%(penilai)s::bigint IS NULL OR h.penilai_id = %(penilai)s)
  AND NOT EXISTS (
    SELECT 1 FROM penilaian_hasil b
    WHERE b.periode_id = h.periode_id AND b.pegawai_id = h.pegawai_id AND b.asal = 'penutupan' AND b.versi > h.versi
  )
GROUP BY h.{kunci}
"""


@dataclass(frozen=True, slots=True)
class Cakupan:
    """Orang dinilai yang boleh dilihat: unitnya (None semua), dan penilainya bila hanya cermin sendiri."""

    unit: frozenset[int] | None = None
    penilai_id: int | None = None


def cakupan_pembaca(milik: Akses, *, periode: Periode, dinas_id: int | None = None) -> Cakupan:
    """Unit yang tercakup izin, dipersempit ke satu perangkat daerah bila dipilih. Paling banyak satu kueri."""
    unit = milik.unit(Izin.BACA_HASIL_UNIT)
    if dinas_id is None:
        return Cakupan(unit)
    di_dinas = frozenset(
        UnitKerja.objects.filter(
            Q(dinas_id=dinas_id) | Q(pk=dinas_id), instansi_id=periode.instansi_id
        ).values_list("pk", flat=True)
    )
    return Cakupan(di_dinas if unit is None else di_dinas & unit)


def dinas_tercakup(periode: Periode, milik: Akses) -> list[tuple[int, str]]:
    """Perangkat daerah yang hasilnya tercakup, untuk saringan. Satu kueri."""
    hasil = _hasil(periode, Cakupan(milik.unit(Izin.BACA_HASIL_UNIT)))
    return list(
        UnitKerja.objects.filter(pk__in=hasil.order_by().values("dinas_id"))
        .order_by("urutan", "nama")
        .values_list("pk", "nama")
    )


def tabel(periode: Periode, cakupan: Cakupan, *, menurut: str = "penilai") -> list[Baris]:
    """Semua penilai (atau unit) yang tercakup, yang bertanda lebih dulu. Lima kueri.

    Pembandingnya seluruh rekan setingkat di instansi sebagai jumlah, tanpa nama.
    """
    kunci = MENURUT[menurut]
    semua = _ringkasan(_hasil(periode, Cakupan()), kunci)
    tampil = semua if cakupan == Cakupan() else _ringkasan(_hasil(periode, cakupan), kunci)
    bahan = _bahan(periode, cakupan, kunci)
    tingkatnya = _tingkat(menurut, semua.keys(), periode.selesai)
    per_tingkat: dict[str, list[int]] = defaultdict(list)
    for objek_id in semua:
        per_tingkat[tingkatnya[objek_id]].append(objek_id)
    jumlah = {nama: _gabung(semua[i] for i in ids) for nama, ids in per_tingkat.items()}
    sebutan = (_sebutan_penilai if menurut == "penilai" else _sebutan_unit)(tampil.keys() | bahan.keys())
    baris = []
    for objek_id, (nama, ket) in sebutan.items():
        ini = tampil.get(objek_id, Ringkas())
        tingkat = tingkatnya.get(objek_id, aturan.TINGKAT_LAIN)
        rekan = _rekan(jumlah.get(tingkat), semua.get(objek_id), len(per_tingkat[tingkat]) - 1)
        isi, hadir = bahan.get(objek_id, (Bahan(), ()))
        baris.append(
            Baris(
                objek_id=objek_id,
                nama=nama,
                ket=ket,
                tingkat=tingkat,
                ini=ini,
                bahan=isi,
                rekan=rekan,
                beda=aturan.kelonggaran(ini, rekan) if rekan and aturan.cukup(ini) else None,
                hadir=hadir,
                temuan=tuple(aturan.temuan(ini, rekan, isi)),
            )
        )
    return sorted(baris, key=lambda b: (-len(b.temuan), b.nama, b.objek_id))


def _tingkat(menurut: str, ids: Collection[int], pada: date) -> dict[int, str]:
    return _tingkat_penilai(ids, pada) if menurut == "penilai" else _tingkat_unit(ids)


def hanya_hadir(baris: Iterable[Baris]) -> QuerySet[Hasil]:
    """Hasil yang SKP-nya hanya berisi indikator kehadiran."""
    ids = [i for b in baris for i in b.hadir]
    return (
        Hasil.objects.filter(pk__in=ids)
        .select_related("pegawai", "unit")
        .defer("rincian")
        .order_by("pegawai__nama", "pk")
    )


def _hasil(periode: Periode, cakupan: Cakupan) -> QuerySet[Hasil]:
    penutupan = Hasil.objects.filter(asal=Hasil.Asal.PENUTUPAN)
    hasil = penutupan.filter(~digantikan(penutupan), instansi_id=periode.instansi_id, periode=periode)
    if cakupan.unit is not None:
        hasil = hasil.filter(unit_id__in=cakupan.unit)
    return hasil if cakupan.penilai_id is None else hasil.filter(penilai_id=cakupan.penilai_id)


def _ringkasan(hasil: QuerySet[Hasil], kunci: str) -> dict[int, Ringkas]:
    """Satu baris tiap pasangan rating dan usul, dijumlahkan basis data."""
    baris = (
        hasil.exclude(Q(rating_hasil="") | Q(rating_perilaku="") | Q(**{f"{kunci}__isnull": True}))
        .order_by()
        .values(
            kunci,
            "rating_hasil",
            "rating_perilaku",
            usul_hasil=F("rincian__evaluasi__usulan_hasil"),
            usul_perilaku=F("rincian__evaluasi__usulan_perilaku"),
            # Yang ditandai ukuran penilainya: rating yang ia tetapkan, bukan yang dipindahkan rapat kalibrasi.
            milik_hasil=F("rincian__evaluasi__kalibrasi__dari__hasil"),
            milik_perilaku=F("rincian__evaluasi__kalibrasi__dari__perilaku"),
        )
        .annotate(banyak=Count("pk"))
    )
    sel: dict[int, list[Sel]] = defaultdict(list)
    for b in baris:
        sel[b[kunci]].append(
            Sel(
                b["milik_hasil"] or b["rating_hasil"],
                b["milik_perilaku"] or b["rating_perilaku"],
                b["usul_hasil"] or "",
                b["usul_perilaku"] or "",
                b["banyak"],
            )
        )
    return {objek_id: aturan.ringkas(isi) for objek_id, isi in sel.items()}


def _bahan(periode: Periode, cakupan: Cakupan, kunci: str) -> dict[int, tuple[Bahan, tuple[int, ...]]]:
    parameter: dict[str, Any] = {
        "hadir": rf"\m({'|'.join(aturan.KATA_HADIR)})\M",
        "instansi": periode.instansi_id,
        "periode": periode.pk,
        "unit": None if cakupan.unit is None else sorted(cakupan.unit),
        "penilai": cakupan.penilai_id,
    }
    with connection.cursor() as kursor:
        kursor.execute(SQL_BAHAN.format(kunci=kunci), parameter)
        return {
            objek_id: (
                Bahan(
                    dict(zip(ASPEK, map(int, aspek), strict=True)), len(hadir or ()), Kumpulan(n, satu, dua)
                ),
                tuple(hadir or ()),
            )
            for objek_id, *aspek, hadir, n, satu, dua in kursor.fetchall()
        }


def _gabung(isi: Iterable[Ringkas]) -> Ringkas:
    jumlah = Ringkas()
    for satu in isi:
        jumlah = jumlah.gabung(satu)
    return jumlah


def _rekan(jumlah: Ringkas | None, sendiri: Ringkas | None, penilai: int) -> Ringkas | None:
    """Seluruh tingkat dikurangi dirinya; None bila terlalu sedikit untuk membandingkan."""
    if jumlah is None or sendiri is None:
        return None
    petak = {k: n - sendiri.petak.get(k, 0) for k, n in jumlah.petak.items()}
    rekan = replace(
        jumlah,
        skor=_kurang(jumlah.skor, sendiri.skor),
        simpang=_kurang(jumlah.simpang, sendiri.simpang),
        sama=jumlah.sama - sendiri.sama,
        setuju=jumlah.setuju - sendiri.setuju,
        petak={k: n for k, n in petak.items() if n},
    )
    return rekan if aturan.cukup_rekan(rekan, penilai) else None


def _kurang(semua: Kumpulan, sendiri: Kumpulan) -> Kumpulan:
    return Kumpulan(semua.n - sendiri.n, semua.jumlah - sendiri.jumlah, semua.kuadrat - sendiri.kuadrat)


def _tingkat_penilai(ids: Collection[int], pada: date) -> dict[int, str]:
    """Jenis unit yang dipimpin pada hari terakhir periode; definitif didahulukan. Satu kueri."""
    dipimpin = (
        Penempatan.objects.filter(berlaku(pada), kepala=True, pegawai_id__in=ids)
        .order_by("jenis", "pk")
        .values_list("pegawai_id", "unit__jenis")
    )
    jenis: dict[int, str] = {}
    for pegawai_id, satu in dipimpin:
        jenis.setdefault(pegawai_id, satu)
    return {i: aturan.tingkat(jenis.get(i, "")) for i in ids}


def _tingkat_unit(ids: Collection[int]) -> dict[int, str]:
    return {
        pk: aturan.tingkat(jenis)
        for pk, jenis in UnitKerja.objects.filter(pk__in=ids).values_list("pk", "jenis")
    }


def _sebutan_penilai(ids: Collection[int]) -> Mapping[int, tuple[str, str]]:
    return {p.pk: (p.nama_lengkap, p.nip) for p in Pegawai.objects.filter(pk__in=ids)}


def _sebutan_unit(ids: Collection[int]) -> Mapping[int, tuple[str, str]]:
    return {
        u.pk: (u.nama, u.dinas.nama if u.dinas and u.dinas_id != u.pk else "")
        for u in UnitKerja.objects.filter(pk__in=ids).select_related("dinas")
    }
