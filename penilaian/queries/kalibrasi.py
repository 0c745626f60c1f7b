"""Papan kalibrasi satu unit: orang, kotaknya menurut penilai dan sesudah dipindahkan, dan sebarannya."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Q, QuerySet

from indikator.models import Periode
from kepegawaian.models import Pegawai, Penempatan, UnitKerja
from kepegawaian.permissions import Akses, Izin
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.queries.unit import cabang
from penilaian.models import Evaluasi, Kalibrasi, PindahKalibrasi
from penilaian.permissions import URUTAN_KEPALA, HakKalibrasi, hak_kalibrasi, kepala_pada
from penilaian.queries.bahan import hari_penilaian
from penilaian.rules.kalibrasi import Kotak, SebaranPenilai, sebaran_penilai
from penilaian.rules.predikat import Rating


@dataclass(frozen=True, slots=True)
class OrangPapan:
    """Satu orang yang penilainya di bawah pimpinan rapat. Tanpa `semula`: ratingnya belum ditetapkan.

    `pindah_id` pemindahan yang berlaku (0 bila tidak ada); `kini` kotaknya sesudah itu.
    """

    id: int
    nama: str
    nip: str
    jabatan: str
    unit: str
    penilai_id: int | None
    penilai: str
    evaluasi_id: int = 0
    versi: int = 0
    semula: Kotak | None = None
    kini: Kotak | None = None
    usul: tuple[str, str] = ("", "")
    pindah_id: int = 0

    @property
    def digeser(self) -> bool:
        return self.kini != self.semula

    @property
    def dilihat(self) -> str:
        """Keadaan yang dibaca pembuka formulir; bila sudah lain, layanan menolak."""
        return tanda_lihat(self.versi, self.pindah_id)

    @property
    def beda_usul(self) -> bool:
        """Rating penilai berbeda dari usul angka yang ada saat ditetapkan."""
        if self.semula is None:
            return False
        return any(
            usul and usul != rating
            for usul, rating in zip(self.usul, (self.semula.hasil, self.semula.perilaku), strict=True)
        )


@dataclass(frozen=True, slots=True)
class BarisPenilai:
    """Sebaran satu penilai; `beda_usul` banyaknya rating yang ia tetapkan berbeda dari usul angka."""

    penilai_id: int
    nama: str
    sebaran: SebaranPenilai
    beda_usul: int


@dataclass(frozen=True)
class Papan:
    """Semua orang rapat ini; `orang` yang sudah berrating, `belum` yang menunggu penilainya."""

    pimpinan_id: int | None
    orang: list[OrangPapan]
    belum: list[OrangPapan]

    def cari(self, pegawai_id: int) -> OrangPapan | None:
        """Orang di papan atau yang belum berrating; None bila bukan urusan rapat ini."""
        return next((o for o in (*self.orang, *self.belum) if o.id == pegawai_id), None)

    def tanpa(self, pegawai_id: int) -> "Papan":
        """Papan tanpa pembacanya sendiri: rating sendiri dibaca dari hasil, sesudah periode ditutup."""
        if self.cari(pegawai_id) is None:
            return self
        return Papan(
            self.pimpinan_id,
            [o for o in self.orang if o.id != pegawai_id],
            [o for o in self.belum if o.id != pegawai_id],
        )

    @cached_property
    def kotak(self) -> dict[Kotak, list[OrangPapan]]:
        isi: dict[Kotak, list[OrangPapan]] = {}
        for satu in self.orang:
            if satu.kini is not None:
                isi.setdefault(satu.kini, []).append(satu)
        return isi

    @cached_property
    def semula(self) -> Counter[Kotak]:
        return Counter(o.semula for o in self.orang if o.semula is not None)

    @cached_property
    def kini(self) -> Counter[Kotak]:
        return Counter(o.kini for o in self.orang if o.kini is not None)

    @property
    def digeser(self) -> int:
        return sum(o.digeser for o in self.orang)

    @cached_property
    def penilai(self) -> list[BarisPenilai]:
        """Tiap penilai yang sudah menetapkan rating, urut nama."""
        per: dict[int, list[OrangPapan]] = {}
        for satu in self.orang:
            if satu.penilai_id is not None:
                per.setdefault(satu.penilai_id, []).append(satu)
        baris = [
            BarisPenilai(
                penilai_id,
                isi[0].penilai,
                sebaran_penilai((o.semula, o.kini) for o in isi if o.semula and o.kini),
                sum(o.beda_usul for o in isi),
            )
            for penilai_id, isi in per.items()
        ]
        return sorted(baris, key=lambda b: b.nama)


def tanda_lihat(versi: int, pindah_id: int) -> str:
    """Versi evaluasi dan pemindahan yang berlaku, sebagai satu teks."""
    return f"{versi}.{pindah_id}"


def papan(*, periode: Periode, unit_id: int, pada: date) -> Papan:
    """Isi papan. Tujuh kueri, berapa pun orangnya.

    Yang ada di papan: pemegang penempatan definitif di cabang unit itu pada hari `pada`, selain pimpinannya sendiri, dan
    yang penilainya pimpinan itu atau orang di cabang itu. Yang dinilai orang luar bukan kewenangan rapat ini.
    """
    pimpinan = kepala_pada(unit_id, pada=pada)
    baris = _penempatan(periode, cabang([unit_id], pada=pada)[unit_id], pada)
    dewan = {b["pegawai_id"] for b in baris} | {pimpinan}
    baris = [b for b in baris if b["pegawai_id"] != pimpinan]
    penilai = penilai_pada(pada=pada, pegawai_ids=[b["pegawai_id"] for b in baris])
    baris = [
        b for b in baris if (p := penilai.get(b["pegawai_id"])) and p.penilai_id and p.penilai_id in dewan
    ]
    evaluasi = _evaluasi(periode, [b["id"] for b in baris])
    pindah = pindah_berlaku(periode, [b["pegawai_id"] for b in baris])
    siapa = {b["pegawai_id"]: penilai[b["pegawai_id"]].penilai_id for b in baris}
    siapa |= {e["pegawai_id"]: e["ditetapkan_oleh_id"] for e in evaluasi.values()}
    nama = {p.pk: p.nama for p in Pegawai.objects.filter(pk__in=set(siapa.values())).only("nama")}
    orang = [
        _orang(b, siapa[b["pegawai_id"]], nama, evaluasi.get(b["id"]), pindah)
        for b in sorted(baris, key=lambda b: (b["pegawai__nama"], b["pegawai_id"]))
    ]
    return Papan(pimpinan, [o for o in orang if o.semula], [o for o in orang if o.semula is None])


def _penempatan(periode: Periode, unit: Iterable[int], pada: date) -> list[dict[str, Any]]:
    aktif = Q(pegawai__is_active=True) | Q(pegawai__hari_terakhir__gte=periode.mulai)
    tempat = Penempatan.objects.filter(
        berlaku(pada), aktif, unit_id__in=list(unit), jenis=Penempatan.Jenis.DEFINITIF
    )
    bidang = ("id", "pegawai_id", "pegawai__nama", "pegawai__nip", "jabatan__nama", "unit__nama")
    return [dict(b) for b in tempat.order_by().values(*bidang)]


def _evaluasi(periode: Periode, penempatan: list[int]) -> dict[int, dict[str, Any]]:
    tetap = Evaluasi.objects.filter(
        periode=periode, penempatan_id__in=penempatan, status=Evaluasi.Status.DITETAPKAN
    )
    bidang = ("rating_hasil", "rating_perilaku", "usulan_hasil", "usulan_perilaku")
    baris = tetap.values("id", "versi", "pegawai_id", "penempatan_id", "ditetapkan_oleh_id", *bidang)
    return {e["penempatan_id"]: e for e in baris}


def pindah_berlaku(periode: Periode, pegawai: Iterable[int]) -> dict[int, PindahKalibrasi]:
    """Pemindahan yang berlaku menurut id evaluasi: yang terakhir dan tidak ditarik. Satu kueri."""
    baris = PindahKalibrasi.objects.filter(
        periode=periode, pegawai_id__in=list(pegawai), ditarik_pada__isnull=True
    )
    return {p.evaluasi_id: p for p in baris.defer("alasan").order_by("id")}


def _orang(
    b: dict[str, Any],
    penilai_id: int | None,
    nama: dict[int, str],
    e: dict[str, Any] | None,
    pindah: dict[int, PindahKalibrasi],
) -> OrangPapan:
    siapa = {
        "id": b["pegawai_id"],
        "nama": b["pegawai__nama"],
        "nip": b["pegawai__nip"],
        "jabatan": b["jabatan__nama"],
        "unit": b["unit__nama"],
        "penilai_id": penilai_id,
        "penilai": nama.get(penilai_id or 0, ""),
    }
    if e is None:
        return OrangPapan(**siapa)
    semula, geser = Kotak(Rating(e["rating_hasil"]), Rating(e["rating_perilaku"])), pindah.get(e["id"])
    return OrangPapan(
        **siapa,
        evaluasi_id=e["id"],
        versi=e["versi"],
        semula=semula,
        kini=Kotak(Rating(geser.menjadi_hasil), Rating(geser.menjadi_perilaku)) if geser else semula,
        usul=(e["usulan_hasil"], e["usulan_perilaku"]),
        pindah_id=geser.pk if geser else 0,
    )


def riwayat_orang(periode: Periode, pegawai_id: int) -> list[PindahKalibrasi]:
    """Semua pemindahan seorang pegawai pada satu periode, terbaru di atas. Satu kueri."""
    return list(
        PindahKalibrasi.objects.filter(periode=periode, pegawai_id=pegawai_id)
        .select_related("dipindah_oleh", "ditarik_oleh", "kalibrasi__unit")
        .order_by("-id")
    )


def kalibrasi_seinstansi(pegawai: Pegawai, kalibrasi_id: int) -> Kalibrasi | None:
    """Rapat di instansi sendiri; rapat instansi lain seolah-olah tidak ada."""
    return (
        Kalibrasi.objects.filter(pk=kalibrasi_id, instansi_id=pegawai.instansi_id)
        .select_related("periode__instansi", "periode__kebijakan", "unit", "dibuka_oleh", "ditutup_oleh")
        .first()
    )


def hak(pegawai: Pegawai, kalibrasi: Kalibrasi, *, sekarang: datetime) -> HakKalibrasi | None:
    """Hak atas satu rapat menurut hari penilaian periodenya dan peran hari ini."""
    periode = kalibrasi.periode
    return hak_kalibrasi(
        pegawai,
        kalibrasi,
        pada=hari_penilaian(periode, sekarang),
        hari_ini=periode.instansi.hari_pada(sekarang),
    )


def unit_dipimpin(pegawai: Pegawai, *, pada: date) -> list[UnitKerja]:
    """Unit yang ia pimpin hari itu, yaitu tempat ia dapat membuka rapat. Dua kueri."""
    unit = set(
        Penempatan.objects.filter(berlaku(pada), pegawai=pegawai, kepala=True).values_list(
            "unit_id", flat=True
        )
    )
    semua = Penempatan.objects.filter(
        berlaku(pada), unit_id__in=unit, kepala=True, pegawai__is_active=True
    ).select_related("unit")
    terdepan: dict[int, Penempatan] = {}
    for satu in sorted(semua, key=lambda p: URUTAN_KEPALA.index(p.jenis)):
        terdepan.setdefault(satu.unit_id, satu)
    milik = [p.unit for p in terdepan.values() if p.pegawai_id == pegawai.pk]
    return sorted(milik, key=lambda u: (u.urutan, u.nama))


def rapat_unit(unit: Iterable[UnitKerja]) -> QuerySet[Kalibrasi]:
    """Rapat unit-unit itu, terbaru di atas, dengan banyaknya pemindahan yang berlaku."""
    return _dengan_hitungan(Kalibrasi.objects.filter(unit__in=list(unit)))


def rapat_terbaca(milik: Akses) -> QuerySet[Kalibrasi]:
    """Rapat yang unitnya tercakup izin membaca hasil."""
    rapat = Kalibrasi.objects.filter(instansi_id=milik.instansi_id)
    unit = milik.unit(Izin.BACA_HASIL_UNIT)
    return _dengan_hitungan(rapat if unit is None else rapat.filter(unit_id__in=unit))


def _dengan_hitungan(rapat: QuerySet[Kalibrasi]) -> QuerySet[Kalibrasi]:
    geser = Count("pindah", filter=Q(pindah__ditarik_pada__isnull=True))
    return (
        rapat.select_related("unit", "periode", "dibuka_oleh")
        .defer("naskah")
        .annotate(banyak_pindah=geser)
        .order_by("-id")
    )


def hadir(kalibrasi: Kalibrasi, pegawai: Pegawai) -> bool:
    """Apakah orang itu tercatat hadir dalam berita acara rapat yang sudah ditutup."""
    return kalibrasi.naskah is not None and pegawai.nip in {h["nip"] for h in kalibrasi.naskah["hadir"]}
