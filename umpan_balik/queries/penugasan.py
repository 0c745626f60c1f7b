"""Susunan organisasi bagi penugasan 360, dan usul penilai menurut siapa yang membacanya."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Count, QuerySet

from indikator.models import Periode
from indikator.rules.kebijakan import aturan_dari
from indikator.rules.kelompok import Kelompok
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.permissions import Izin, akses
from kepegawaian.queries.penilai import bawahan_pada, penilai_pada
from umpan_balik.models import PenolakanMenilai, Penugasan, UsulPenilai
from umpan_balik.rules.pembagian import Batas, Orang

SQL_ORANG = """
SELECT p.pegawai_id, p.kepala,
       CASE WHEN p.kepala THEN l.induk_id ELSE u.id END,
       CASE WHEN p.kepala THEN induk.induk_id ELSE l.induk_id END,
       COALESCE(l.dinas_id, u.dinas_id), concat(j.jenis, '/', j.jenjang)
FROM kepegawaian_penempatan p
JOIN kepegawaian_pegawai pg ON pg.id = p.pegawai_id AND pg.is_active
JOIN kepegawaian_unitkerja u ON u.id = p.unit_id
JOIN kepegawaian_jabatan j ON j.id = p.jabatan_id
LEFT JOIN kepegawaian_letakunit l
       ON l.unit_id = u.id AND l.sejak <= %(pada)s AND (l.sampai IS NULL OR l.sampai >= %(pada)s)
LEFT JOIN kepegawaian_letakunit induk
       ON induk.unit_id = l.induk_id AND induk.sejak <= %(pada)s AND (induk.sampai IS NULL OR induk.sampai >= %(pada)s)
WHERE p.jenis = 'definitif' AND u.instansi_id = %(instansi)s
  AND p.sejak <= %(pada)s AND (p.sampai IS NULL OR p.sampai >= %(pada)s)
"""


@dataclass(frozen=True, slots=True)
class UsulTerbaca:
    """Usul bagi pemutusnya: `keadaan` menyebut jumlah penilai kini, tidak pernah siapa yang sudah menjawab."""

    usul: UsulPenilai
    keadaan: str


def orang_pada(periode: Periode) -> list[Orang]:
    """Semua pegawai instansi itu dengan tempatnya pada awal periode. Dua kueri."""
    penilai = penilai_pada(pada=periode.mulai, instansi_id=periode.instansi_id)
    with connection.cursor() as kursor:
        kursor.execute(SQL_ORANG, {"instansi": periode.instansi_id, "pada": periode.mulai})
        return [
            Orang(
                pegawai_id=pegawai_id,
                atasan_id=penilai[pegawai_id].penilai_id if pegawai_id in penilai else None,
                kepala=kepala,
                setara_id=setara_id,
                induk_setara_id=induk_id,
                dinas_id=dinas_id,
                tingkat=tingkat,
            )
            for pegawai_id, kepala, setara_id, induk_id, dinas_id, tingkat in kursor.fetchall()
        ]


def batas_kelompok(aturan: object) -> dict[Kelompok, Batas]:
    """Jumlah penilai tiap kelompok berbobot; masyarakat menjawab lewat survei, bukan lewat permintaan."""
    return {
        k.kelompok: Batas(k.min_n, k.maks_n or k.min_n)
        for k in aturan_dari(aturan).kelompok
        if k.bobot > 0 and k.kelompok is not Kelompok.MASYARAKAT
    }


def hari_memutus(periode: Periode, sekarang: datetime) -> date:
    """Hari yang menentukan siapa atasan yang memutus: hari ini, atau hari terakhir periode bila sudah lewat."""
    return min(periode.instansi.hari_pada(sekarang), periode.selesai)


def periode_usul(pegawai: Pegawai, *, sekarang: datetime) -> list[Periode]:
    """Periode yang masih menerima usul penilai: berjalan dan belum lewat tenggat umpan baliknya. Satu kueri."""
    berjalan = Periode.objects.filter(
        instansi=pegawai.instansi_id,
        status=Periode.Status.DIPROSES,
        penutupan_dimulai__isnull=True,
        tenggat_umpan_balik__gt=sekarang,
        induk__isnull=False,
    )
    return list(berjalan.select_related("kebijakan", "instansi").order_by("tenggat_umpan_balik", "pk"))


def usul_saya(pegawai: Pegawai) -> QuerySet[UsulPenilai]:
    """Usul yang saya ajukan, terbaru di atas."""
    return (
        UsulPenilai.objects.filter(dinilai=pegawai)
        .select_related("periode", "tambah", "lepas", "diputus_oleh")
        .order_by("-pk")
    )


def usul_untuk(pegawai: Pegawai, *, sekarang: datetime) -> QuerySet[UsulPenilai]:
    """Satu-satunya pintu pemutus: usul yang menunggu dari orang yang hari ini ia nilai, atau dari unit yang ia kelola.

    Usul yang menyebut dirinya, dan usulnya sendiri, tidak termasuk.
    """
    hari = pegawai.instansi.hari_pada(sekarang)
    semua = (
        UsulPenilai.objects.filter(
            instansi=pegawai.instansi_id,
            status=UsulPenilai.Status.DIAJUKAN,
            periode__status=Periode.Status.DIPROSES,
            periode__penutupan_dimulai__isnull=True,
        )
        .exclude(dinilai=pegawai)
        .exclude(tambah=pegawai)
        .exclude(lepas=pegawai)
        .select_related("periode__kebijakan", "periode__instansi", "dinilai", "tambah", "lepas")
        .order_by("pk")
    )
    unit = akses(pegawai, pada=hari).unit(Izin.KELOLA_PEGAWAI)
    if unit is None:
        return semua
    dikelola = Penempatan.objects.filter(unit__in=unit, jenis=Penempatan.Jenis.DEFINITIF, sejak__lte=hari)
    bawahan = bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id)
    return semua.filter(
        pk__in=semua.filter(dinilai__in=bawahan).values("pk")
        | semua.filter(dinilai__in=dikelola.exclude(sampai__lt=hari).values("pegawai")).values("pk")
    )


def dengan_keadaan(usul: list[UsulPenilai]) -> list[UsulTerbaca]:
    """Tambahkan jumlah penilai kini tiap kelompok. Satu kueri untuk berapa pun usul."""
    pasangan = {(u.periode_id, u.dinilai_id) for u in usul}
    diminta: dict[tuple[int, int], dict[str, int]] = {}
    baris = Penugasan.objects.filter(
        periode__in={p for p, _ in pasangan}, dinilai__in={d for _, d in pasangan}
    ).values_list("periode_id", "dinilai_id", "kelompok")
    for periode, dinilai, kelompok in baris:
        hitung = diminta.setdefault((periode, dinilai), {})
        hitung[kelompok] = hitung.get(kelompok, 0) + 1
    return [UsulTerbaca(u, _keadaan(u, diminta.get((u.periode_id, u.dinilai_id), {}))) for u in usul]


def _keadaan(usul: UsulPenilai, hitung: dict[str, int]) -> str:
    batas = batas_kelompok(usul.periode.kebijakan.aturan)
    return "; ".join(
        f"{hitung.get(k, 0)} {k.value} diminta, {b.min_n} sampai {b.diminta} orang"
        for k, b in batas.items()
        if k is not Kelompok.ATASAN
    )


def penolakan_ringkas(pegawai: Pegawai, *, sekarang: datetime) -> list[tuple[str, int]]:
    """Jumlah penolakan menilai tiap sebab di seluruh instansi, bagi admin yang mengelola semuanya; alasannya tidak dibaca."""
    hari = pegawai.instansi.hari_pada(sekarang)
    if akses(pegawai, pada=hari).unit(Izin.KELOLA_PEGAWAI) is not None:
        return []
    baris = (
        PenolakanMenilai.objects.filter(instansi=pegawai.instansi_id)
        .values_list("sebab")
        .annotate(n=Count("pk"))
        .order_by("sebab")
    )
    return [(str(PenolakanMenilai.Sebab(sebab).label), n) for sebab, n in baris]
