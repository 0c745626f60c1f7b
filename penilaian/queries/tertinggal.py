"""Siapa yang belum menyelesaikan sebuah tahap sebuah periode; dasar pengingat sebelum tenggat dan kabar sesudahnya."""

from collections import Counter
from datetime import date, datetime

from django.db.models import Exists, OuterRef

from indikator.models import SKP, IndikatorKinerja, Periode, Realisasi, StatusDokumen
from indikator.queries.hitungan import TERHITUNG, beres
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.penilai import penilai_pada
from penilaian.models import Evaluasi
from umpan_balik.models import Penugasan


def belum_skp(periode: Periode, *, pada: date) -> set[int]:
    """Berpenempatan definitif hari itu, tetapi SKP tahun ini belum diajukan. Satu kueri."""
    skp = SKP.objects.filter(pegawai_id=OuterRef("pegawai_id"), periode=periode, status__in=TERHITUNG)
    duduk = Penempatan.objects.filter(
        ~Exists(skp),
        berlaku(pada),
        jenis=Penempatan.Jenis.DEFINITIF,
        pegawai__is_active=True,
        pegawai__instansi_id=periode.instansi_id,
    )
    return set(duduk.values_list("pegawai_id", flat=True))


def belum_lapor(periode: Periode) -> set[int]:
    """SKP-nya disetujui, dan sekurangnya satu indikatornya belum dilaporkan pada periode ini. Satu kueri."""
    lapor = Realisasi.objects.filter(beres(), indikator_id=OuterRef("pk"), periode=periode)
    indikator = IndikatorKinerja.objects.filter(
        ~Exists(lapor),
        skp__periode_id=periode.induk_id or periode.pk,
        skp__status=StatusDokumen.DISETUJUI,
        dihentikan_pada__isnull=True,
    )
    return set(indikator.values_list("skp__pegawai_id", flat=True).distinct())


def bertugas_360(periode: Periode) -> set[int]:
    """Semua yang diminta menilai, selesai atau belum: kabarnya tidak boleh menunjukkan siapa yang sudah. Satu kueri."""
    return set(Penugasan.objects.filter(periode=periode).values_list("penilai_id", flat=True).distinct())


def belum_menilai(periode: Periode, *, pada: date) -> Counter[int]:
    """Penilai → banyaknya orang yang ratingnya belum ia tetapkan. Dua kueri."""
    tetap = set(
        Evaluasi.objects.filter(periode=periode, status=Evaluasi.Status.DITETAPKAN).values_list(
            "pegawai_id", flat=True
        )
    )
    semua = penilai_pada(pada=pada, instansi_id=periode.instansi_id)
    return Counter(p.penilai_id for pk, p in semua.items() if p.penilai_id is not None and pk not in tetap)


def penilai_dari(pegawai_ids: set[int], *, pada: date) -> Counter[int]:
    """Penilai → banyaknya orang dari daftar itu yang di bawahnya. Satu kueri."""
    semua = penilai_pada(pada=pada, pegawai_ids=pegawai_ids)
    return Counter(p.penilai_id for p in semua.values() if p.penilai_id is not None)


def orang(pegawai_ids: set[int]) -> list[Pegawai]:
    """Yang masih aktif, hanya kolom yang diperlukan untuk mengabari. Satu kueri."""
    kolom = ("instansi_id", "email", "is_active", "surel_tugas", "surel_hasil", "surel_lainnya", "surel_cara")
    return list(Pegawai.objects.filter(pk__in=pegawai_ids, is_active=True).only(*kolom).order_by("pk"))


def periode_berjalan(*, sekarang: datetime) -> list[Periode]:
    """Semua periode yang menerima tulisan, di semua instansi. Satu kueri."""
    semua = Periode.objects.filter(status=Periode.Status.DIPROSES, penutupan_dimulai__isnull=True)
    return list(semua.select_related("instansi").order_by("pk"))
