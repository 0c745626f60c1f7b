"""Yang diminta dari seseorang oleh aplikasi ini: pahami, rencanakan, laporkan, setujui, periksa."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, When
from django.urls import reverse

from indikator.models import SKP, IndikatorKinerja, Pemahaman, Periode, Realisasi, StatusDokumen
from indikator.permissions import hari_setempat
from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import bawahan_pada

S = StatusDokumen
DISERAHKAN = Q(realisasi__status__in=[S.DIAJUKAN, S.DISETUJUI]) | ~Q(realisasi__perlakuan="")


@dataclass(frozen=True, slots=True)
class _Tahun:
    """Tahun yang sedang diproses dengan bagian-bagiannya; akhir tahun bisa ada dua."""

    tahun: Periode
    bagian: list[Periode]
    tagih_pemahaman: bool


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Tugas pegawai saat ini. Paling banyak enam kueri, berapa pun bawahan dan indikatornya."""
    tahunan = _berjalan(pegawai)
    if not tahunan:
        return []
    skp: dict[int, SKP] = {
        s.periode_id: s
        for s in SKP.objects.filter(pegawai=pegawai, periode__in=[t.tahun for t in tahunan]).order_by(
            "penempatan__sejak"
        )
    }
    tugas: list[Tugas] = []
    for t in tahunan:
        tugas += [*_tugas_pemahaman(t), *_tugas_skp(t.tahun, skp.get(t.tahun.pk), sekarang)]
    if skp:
        tugas += _tugas_lapor(pegawai, [p for t in tahunan for p in t.bagian], sekarang)
    return [*tugas, *_tugas_penilai(pegawai, tahunan, sekarang)]


def _berjalan(pegawai: Pegawai) -> list[_Tahun]:
    """Periode yang sedang diproses, dengan tanda apakah pemahamannya masih ditagih. Satu kueri."""
    paham = Pemahaman.objects.filter(periode=OuterRef("pk"), dinyatakan_oleh=pegawai)
    semua = list(
        Periode.objects.filter(
            instansi_id=pegawai.instansi_id, status=Periode.Status.DIPROSES, penutupan_dimulai__isnull=True
        )
        .annotate(tagih=Case(When(Exists(paham), then=False), default=F("kebijakan__pemahaman_wajib")))
        .order_by("mulai")
    )
    return [
        _Tahun(t, [p for p in semua if p.induk_id == t.pk], bool(getattr(t, "tagih", False)))
        for t in semua
        if t.jenis == Periode.Jenis.TAHUNAN
    ]


def _tugas_pemahaman(t: _Tahun) -> Iterable[Tugas]:
    if t.tagih_pemahaman:
        yield Tugas(
            judul=f"Pahami indikator dan cara menilai {t.tahun.mulai.year}",
            uraian="Dibaca beberapa menit; diperlukan sebelum SKP diajukan.",
            url=reverse("indikator:pemahaman", args=[t.tahun.pk]),
            tombol="Baca",
            tenggat=t.tahun.tenggat_skp,
            status="belum_mulai",
        )


def _tugas_skp(tahun: Periode, kini: SKP | None, sekarang: datetime) -> Iterable[Tugas]:
    if kini is not None and kini.status in {S.DIAJUKAN, S.DISETUJUI}:
        return
    tahun_ini = tahun.mulai.year
    judul, tombol = {
        None: (f"Susun SKP {tahun_ini}", "Mulai"),
        S.DRAF: (f"Selesaikan SKP {tahun_ini}", "Lanjutkan"),
        S.PERLU_PERBAIKAN: (f"Perbaiki SKP {tahun_ini}", "Perbaiki"),
    }[S(kini.status) if kini else None]
    status = kini.status if kini else "belum_mulai"
    dikembalikan = status == S.PERLU_PERBAIKAN
    yield Tugas(
        judul=judul,
        uraian="Penilai memberi catatan."
        if dikembalikan
        else "RHK, indikator, target, dan bobot sampai 100.",
        url=reverse("indikator:skp_rinci", args=[kini.pk]) if kini else reverse("indikator:skp"),
        tombol=tombol,
        tenggat=tahun.tenggat_skp,
        status="terlambat" if not dikembalikan and sekarang > tahun.tenggat_skp else status,
        menu="indikator:skp",
    )


def _tugas_lapor(pegawai: Pegawai, bagian: list[Periode], sekarang: datetime) -> Iterable[Tugas]:
    """Satu tugas untuk tiap periode yang sudah mulai dan masih ada yang belum diserahkan. Satu kueri."""
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    mulai = [p for p in bagian if p.mulai <= hari]
    if not mulai:
        return
    hitung = {}
    for p in mulai:
        milik, laporannya = _milik(p), Q(realisasi__periode=p)
        kembali = Q(realisasi__status=S.PERLU_PERBAIKAN, realisasi__perlakuan="")
        hitung[f"semua_{p.pk}"] = Count("pk", filter=milik, distinct=True)
        hitung[f"serah_{p.pk}"] = Count("pk", filter=milik & laporannya & DISERAHKAN, distinct=True)
        hitung[f"kembali_{p.pk}"] = Count("pk", filter=milik & laporannya & kembali, distinct=True)
    jumlah: dict[str, int] = IndikatorKinerja.objects.filter(
        skp__pegawai=pegawai, skp__status=S.DISETUJUI
    ).aggregate(**hitung)
    for p in mulai:
        semua, kembali_n = jumlah[f"semua_{p.pk}"], jumlah[f"kembali_{p.pk}"]
        if (sisa := semua - jumlah[f"serah_{p.pk}"]) > 0:
            yield _tugas_satu_periode(p, sisa, kembali_n, semua, telat=sekarang > p.tenggat_lapor)


def _milik(p: Periode) -> Q:
    """Indikator SKP tahun itu yang penempatannya berlaku dalam masa periode."""
    masih = Q(skp__penempatan__sampai__isnull=True) | Q(skp__penempatan__sampai__gte=p.mulai)
    return Q(skp__periode_id=p.induk_id, skp__penempatan__sejak__lte=p.selesai) & masih


def _tugas_satu_periode(p: Periode, sisa: int, kembali: int, semua: int, *, telat: bool) -> Tugas:
    return Tugas(
        judul=f"Lapor capaian {p.nama}",
        uraian=f"{sisa} dari {semua} indikator belum diserahkan"
        + (f", {kembali} perlu diperbaiki." if kembali else "."),
        url=f"{reverse('indikator:capaian')}?periode={p.pk}",
        tombol="Perbaiki" if kembali == sisa else "Lapor",
        tenggat=p.tenggat_lapor,
        status=_status_lapor(sisa, kembali, semua, telat=telat),
        menu="indikator:capaian",
        jumlah=sisa,
    )


def _status_lapor(sisa: int, kembali: int, semua: int, *, telat: bool) -> str:
    if kembali:
        return S.PERLU_PERBAIKAN
    if telat:
        return "terlambat"
    return "belum_mulai" if sisa == semua else S.DRAF


def _tugas_penilai(pegawai: Pegawai, tahunan: list[_Tahun], sekarang: datetime) -> Iterable[Tugas]:
    """SKP dan laporan bawahan yang menunggu. Satu kueri untuk bawahan, satu untuk tiap antrean."""
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    bawahan = bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id)
    if not bawahan:
        return
    menunggu = {"pegawai_id__in": bawahan, "status": S.DIAJUKAN}
    skp = _per_periode(SKP.objects.filter(periode__in=[t.tahun for t in tahunan], **menunggu))
    bagian = [p for t in tahunan for p in t.bagian]
    laporan = _per_periode(Realisasi.objects.filter(periode__in=bagian, perlakuan="", **menunggu))
    for t in tahunan:
        if n := skp.get(t.tahun.pk, 0):
            yield Tugas(
                judul=f"Setujui SKP {t.tahun.mulai.year} {n} orang",
                uraian="Setujui, atau kembalikan dengan catatan.",
                url=f"{reverse('indikator:periksa_skp')}?tahun={t.tahun.pk}",
                tombol="Periksa",
                tenggat=t.tahun.tenggat_skp,
                status=S.DIAJUKAN,
                menu="indikator:periksa_skp",
                jumlah=n,
            )
    for p in bagian:
        if n := laporan.get(p.pk, 0):
            yield Tugas(
                judul=f"Periksa {n} laporan capaian",
                uraian=f"{p.nama}, dengan bukti di sebelah tiap indikator.",
                url=f"{reverse('indikator:periksa_capaian')}?periode={p.pk}",
                tombol="Periksa",
                tenggat=p.tenggat_nilai,
                status=S.DIAJUKAN,
                menu="indikator:periksa_capaian",
                jumlah=n,
            )


def _per_periode(dokumen: QuerySet[Any]) -> dict[int, int]:
    return dict(dokumen.values_list("periode_id").annotate(n=Count("pk")))
