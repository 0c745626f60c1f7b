"""Yang diminta dari seseorang oleh aplikasi ini: pahami, rencanakan, laporkan, setujui, periksa."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.urls import reverse

from indikator.models import (
    RHK,
    SKP,
    IndikatorKinerja,
    Pemahaman,
    PeranHasil,
    Periode,
    Realisasi,
    StatusDokumen,
)
from indikator.permissions import hari_setempat
from indikator.queries.hitungan import TERHITUNG, beres
from inti.tugas import Tugas
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import bawahan_pada

S = StatusDokumen
DISERAHKAN = beres("realisasi__")


@dataclass(frozen=True, slots=True)
class _Tahun:
    """Tahun yang sedang diproses dengan bagian-bagiannya; akhir tahun bisa ada dua.

    `skp_id` dan `keadaan` milik SKP penempatan terakhirnya; kosong berarti belum mulai. `peran` banyaknya peran
    dari matriks yang belum ditautkan satu pun RHK-nya.
    """

    tahun: Periode
    bagian: list[Periode]
    tagih_pemahaman: bool
    skp_id: int | None
    keadaan: str
    peran: int = 0


def tugas_untuk(*, pegawai: Pegawai, sekarang: datetime) -> list[Tugas]:
    """Tugas pegawai saat ini. Tiga kueri, empat bagi yang punya bawahan; berapa pun indikator dan orangnya."""
    tahunan = _berjalan(pegawai)
    if not tahunan:
        return []
    tugas: list[Tugas] = []
    for t in tahunan:
        tugas += [*_tugas_pemahaman(t), *_tugas_skp(t, sekarang), *_tugas_tautan(t, sekarang)]
    if any(t.skp_id for t in tahunan):
        tugas += _tugas_lapor(pegawai, [p for t in tahunan for p in t.bagian], sekarang)
    return [*tugas, *_tugas_penilai(pegawai, tahunan, sekarang)]


def _berjalan(pegawai: Pegawai) -> list[_Tahun]:
    """Periode yang sedang diproses beserta SKP miliknya dan apakah pemahamannya masih ditagih. Satu kueri."""
    paham = Pemahaman.objects.filter(periode=OuterRef("pk"), dinyatakan_oleh=pegawai)
    skp = SKP.objects.filter(periode=OuterRef("pk"), pegawai=pegawai).order_by("-penempatan__sejak")
    semua = list(
        Periode.objects.filter(
            instansi_id=pegawai.instansi_id, status=Periode.Status.DIPROSES, penutupan_dimulai__isnull=True
        )
        .annotate(
            tagih=Case(When(Exists(paham), then=False), default=F("kebijakan__pemahaman_wajib")),
            skp_terakhir=Subquery(skp.values("pk")[:1]),
            keadaan_skp=Subquery(skp.values("status")[:1]),
            peran_terbuka=_peran_terbuka(pegawai),
        )
        .order_by("mulai")
    )
    return [
        _Tahun(
            tahun=t,
            bagian=[p for p in semua if p.induk_id == t.pk],
            tagih_pemahaman=bool(getattr(t, "tagih", False)),
            skp_id=getattr(t, "skp_terakhir", None),
            keadaan=getattr(t, "keadaan_skp", None) or "",
            peran=getattr(t, "peran_terbuka", None) or 0,
        )
        for t in semua
        if t.jenis == Periode.Jenis.TAHUNAN
    ]


def _peran_terbuka(pegawai: Pegawai) -> Subquery:
    """Banyaknya peran dari matriks pada tahun itu tanpa satu pun RHK pegawai yang menautkannya."""
    tertaut = RHK.objects.filter(
        pimpinan_id=OuterRef("rhk_id"), skp__pegawai=pegawai, skp__adendum_dari__isnull=True
    )
    peran = PeranHasil.objects.filter(~Exists(tertaut), pegawai=pegawai, rhk__skp__periode=OuterRef("pk"))
    return Subquery(peran.order_by().values("pegawai").annotate(n=Count("pk")).values("n"))


def _tugas_tautan(t: _Tahun, sekarang: datetime) -> Iterable[Tugas]:
    """Peran yang dibagikan pimpinan, sesudah SKP-nya ada untuk ditautkan."""
    if t.peran and t.skp_id:
        yield Tugas(
            judul=f"Tautkan RHK untuk {t.peran} peran dari pimpinan",
            uraian="Anda diberi peran pada RHK pimpinan; tunjukkan RHK Anda yang mendukungnya.",
            url=reverse("indikator:tautan"),
            tombol="Tautkan",
            tenggat=t.tahun.tenggat_skp if sekarang <= t.tahun.tenggat_skp else t.tahun.tutup_pada,
            status="belum_mulai",
            jumlah=t.peran,
        )


def _tugas_pemahaman(t: _Tahun) -> Iterable[Tugas]:
    if t.tagih_pemahaman and t.keadaan not in TERHITUNG:
        yield Tugas(
            judul=f"Pahami indikator dan cara menilai {t.tahun.mulai.year}",
            uraian="Dibaca beberapa menit; diperlukan sebelum SKP diajukan.",
            url=reverse("indikator:pemahaman", args=[t.tahun.pk]),
            tombol="Baca",
            tenggat=t.tahun.tenggat_skp,
            status="belum_mulai",
        )


def _tugas_skp(t: _Tahun, sekarang: datetime) -> Iterable[Tugas]:
    if t.keadaan in TERHITUNG:
        return
    kata, tombol = {
        "": ("Susun", "Mulai"),
        S.DRAF: ("Selesaikan", "Lanjutkan"),
        S.PERLU_PERBAIKAN: ("Perbaiki", "Perbaiki"),
    }[t.keadaan]
    dikembalikan = t.keadaan == S.PERLU_PERBAIKAN
    yield Tugas(
        judul=f"{kata} SKP {t.tahun.mulai.year}",
        uraian="Penilai memberi catatan."
        if dikembalikan
        else "RHK, indikator, target, dan bobot sampai 100.",
        url=reverse("indikator:skp_rinci", args=[t.skp_id]) if t.skp_id else reverse("indikator:skp"),
        tombol=tombol,
        tenggat=t.tahun.tenggat_skp,
        status="terlambat"
        if not dikembalikan and sekarang > t.tahun.tenggat_skp
        else t.keadaan or "belum_mulai",
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
    """SKP dan laporan bawahan yang menunggu. Satu kueri untuk bawahan, satu untuk antreannya."""
    hari = hari_setempat(pegawai.instansi, sekarang=sekarang)
    bawahan = bawahan_pada(penilai_id=pegawai.pk, pada=hari, instansi_id=pegawai.instansi_id)
    if not bawahan:
        return
    bagian = [p for t in tahunan for p in t.bagian]
    menunggu = _menunggu(bawahan, [t.tahun for t in tahunan], bagian)
    for t in tahunan:
        if n := menunggu.get(t.tahun.pk, 0):
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
        if n := menunggu.get(p.pk, 0):
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


def _menunggu(bawahan: list[int], tahun: list[Periode], bagian: list[Periode]) -> dict[int, int]:
    """Banyaknya yang menunggu menurut id periode: SKP dan adendumnya pada tahunan, laporan pada bagiannya. Satu kueri."""
    syarat = {"pegawai_id__in": bawahan, "status": S.DIAJUKAN}
    skp = SKP.semua.filter(periode__in=tahun, **syarat)
    laporan = Realisasi.objects.filter(periode__in=bagian, perlakuan="", **syarat)
    return dict(_per_periode(skp).union(_per_periode(laporan), all=True))


def _per_periode(dokumen: QuerySet[Any]) -> QuerySet[Any]:
    hitung: QuerySet[Any] = dokumen.order_by().values_list("periode_id").annotate(n=Count("pk"))
    return hitung
