"""Penilaian 360 yang diminta dari seseorang."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from indikator.models import Periode
from indikator.rules.kebijakan import aturan_dari
from kepegawaian.models import Pegawai, Penempatan
from umpan_balik.models import Jawaban, JawabanAnonim, Penugasan
from umpan_balik.rules.anonimitas import SEDIKITNYA


@dataclass(frozen=True, slots=True)
class Permintaan:
    """Satu orang yang diminta dinilai; `status` salah satu kata keadaan, `terisi` dari 21."""

    id: int
    nama: str
    jabatan: str
    hubungan: str
    status: str
    terisi: int


@dataclass(frozen=True, slots=True)
class PermintaanPeriode:
    """Permintaan satu periode berjalan, dengan tenggatnya."""

    periode: Periode
    terlambat: bool
    selesai: int
    permintaan: tuple[Permintaan, ...]


HUBUNGAN = {"atasan": "bawahan Anda", "rekan": "rekan Anda", "bawahan": "atasan Anda"}


def jabatan_pada(pada: date, *, kolom: str) -> Subquery:
    """Nama jabatan definitif pegawai pada hari itu, sebagai subkueri untuk anotasi."""
    return Subquery(
        Penempatan.objects.filter(pegawai=OuterRef(kolom), jenis=Penempatan.Jenis.DEFINITIF, sejak__lte=pada)
        .filter(Q(sampai__isnull=True) | Q(sampai__gte=pada))
        .values("jabatan__nama")[:1]
    )


def penugasan_untuk(pegawai: Pegawai) -> QuerySet[Penugasan]:
    """Satu-satunya pintu ke penugasan: hanya yang meminta orang ini, di periode yang sudah dibuka."""
    return (
        Penugasan.objects.filter(penilai=pegawai, instansi=pegawai.instansi_id)
        .exclude(periode__status=Periode.Status.DRAF)
        .select_related("periode", "dinilai", "jawaban")
    )


def permintaan_saya(*, pegawai: Pegawai, sekarang: datetime, pada: date) -> list[PermintaanPeriode]:
    """Permintaan di periode yang masih menerima jawaban, tenggat terdekat lebih dahulu. Satu kueri."""
    semua = (
        penugasan_untuk(pegawai)
        .filter(
            periode__status=Periode.Status.DIPROSES,
            periode__penutupan_dimulai__isnull=True,
            periode__tutup_pada__gt=sekarang,
        )
        # Periode yang dibuka kembali tidak meminta jawaban lagi.
        .exclude(Exists(JawabanAnonim.objects.filter(periode=OuterRef("periode"))))
        .annotate(
            nama_jabatan=Coalesce(jabatan_pada(pada, kolom="dinilai"), None),
        )
        .order_by(
            "periode__tenggat_umpan_balik",
            "periode_id",
            Coalesce("jawaban__draf", True).desc(),
            "kelompok",
            "dinilai__nama",
        )
    )
    per_periode: dict[int, list[Penugasan]] = {}
    for satu in semua:
        per_periode.setdefault(satu.periode_id, []).append(satu)
    return [
        PermintaanPeriode(
            periode=baris[0].periode,
            terlambat=baris[0].periode.tenggat_umpan_balik < sekarang,
            selesai=sum(b.selesai for b in baris),
            permintaan=tuple(_permintaan(b) for b in baris),
        )
        for baris in per_periode.values()
    ]


def _permintaan(satu: Penugasan) -> Permintaan:
    jawaban: Jawaban | None = getattr(satu, "jawaban", None)
    nilai = jawaban.nilai if jawaban else None
    return Permintaan(
        id=satu.pk,
        nama=satu.dinilai.nama_lengkap,
        jabatan=satu.nama_jabatan or "",  # type: ignore[attr-defined]
        hubungan=HUBUNGAN[satu.kelompok],
        status="diajukan" if satu.selesai else ("belum_mulai" if nilai is None else "draf"),
        terisi=sum(n is not None for n in nilai or []),
    )


def periode_menilai(pegawai: Pegawai, *, sekarang: datetime) -> list[Periode]:
    """Periode berjalan tempat orang ini diminta menilai. Satu kueri."""
    return list(
        Periode.objects.filter(
            pk__in=penugasan_untuk(pegawai).values("periode"),
            status=Periode.Status.DIPROSES,
            penutupan_dimulai__isnull=True,
            tutup_pada__gt=sekarang,
        ).order_by("tenggat_umpan_balik", "pk")
    )


def nama_sekitar(penugasan: Penugasan) -> list[str]:
    """Nama orang seunit dengan yang dinilai, untuk petunjuk gaya. Satu kueri.

    Bukan nama penilainya: petunjuk yang muncul hanya pada nama penilai akan menunjukkan siapa saja yang diminta.
    """
    pada = penugasan.periode.mulai
    tempat = Penempatan.objects.filter(jenis=Penempatan.Jenis.DEFINITIF, sejak__lte=pada).exclude(
        sampai__lt=pada
    )
    unit = tempat.filter(pegawai=penugasan.dinilai_id).values("unit")
    return list(tempat.filter(unit__in=unit).values_list("pegawai__nama", flat=True)[:200])


def minimum_berlaku(pegawai: Pegawai) -> int:
    """Jumlah penilai minimum kelompok tanpa nama pada periode yang dibuka terakhir. Satu kueri."""
    periode = (
        Periode.objects.filter(instansi=pegawai.instansi_id, induk__isnull=False)
        .exclude(status=Periode.Status.DRAF)
        .select_related("kebijakan")
        .order_by("-mulai")
        .first()
    )
    aturan = aturan_dari(periode.kebijakan.aturan if periode else None)
    return max(SEDIKITNYA, min(k.min_n for k in aturan.kelompok if k.maks_n is not None))
