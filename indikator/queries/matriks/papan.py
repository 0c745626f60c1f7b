"""Matriks Peran Hasil satu pimpinan: RHK-nya, orangnya, siapa yang ditugasi, dan siapa yang sudah menautkan."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from indikator.models import RHK, PeranHasil, StatusDokumen
from kepegawaian.models import Pegawai
from kepegawaian.queries.orang import BELUM_DITEMPATKAN, KartuOrang, kartu_orang

CARI_TERBANYAK = 10
CARI_TERPENDEK = 3


@dataclass(frozen=True, slots=True)
class RhkMatriks:
    """Satu kolom matriks. `pendukung` RHK orang lain yang menautkan; draf tidak dihitung karena belum terlihat."""

    nomor: str
    rhk: RHK
    pendukung: int
    ditugasi: int

    @property
    def bercelah(self) -> bool:
        """Belum ada yang menautkan dan belum ada yang ditugasi."""
        return not self.pendukung and not self.ditugasi


@dataclass(frozen=True, slots=True)
class Sel:
    """Satu orang pada satu RHK: peran yang diberikan, dan RHK miliknya yang menautkan."""

    nomor: str
    kunci: str
    peran: str
    tautan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BarisOrang:
    """Satu orang dengan selnya pada tiap RHK. `bawahan` salah berarti diundang dari luar."""

    kartu: KartuOrang
    bawahan: bool
    sel: tuple[Sel, ...]

    @property
    def melayani(self) -> bool:
        return any(s.tautan for s in self.sel)


def rhk_pimpinan(pegawai: Pegawai, *, tahun_id: int) -> list[RhkMatriks]:
    """RHK milik sendiri yang sudah diajukan tahun itu, dengan banyaknya pendukung. Satu kueri."""
    tampak = Q(penopang__dihentikan_pada__isnull=True, penopang__skp__adendum_dari__isnull=True) & ~Q(
        penopang__skp__status=StatusDokumen.DRAF
    )
    rhk = (
        RHK.objects.filter(skp__pegawai=pegawai, skp__periode_id=tahun_id, skp__adendum_dari__isnull=True)
        .exclude(skp__status=StatusDokumen.DRAF)
        .annotate(
            pendukung=Count("penopang", filter=tampak, distinct=True),
            ditugasi=Count("peran_hasil", distinct=True),
        )
        .order_by("skp_id", "urutan", "pk")
    )
    return [RhkMatriks(f"R{n}", r, r.pendukung, r.ditugasi) for n, r in enumerate(rhk, start=1)]


def orang_matriks(rhk: Sequence[RhkMatriks], *, bawahan: Collection[int]) -> list[int]:
    """Id bawahan, lalu orang luar yang ditugasi atau sudah menautkan; masing-masing urut nama. Satu kueri."""
    ids = [r.rhk.pk for r in rhk]
    tampak = Q(skp__rhk__pimpinan_id__in=ids) & ~Q(skp__status=StatusDokumen.DRAF)
    luar = Pegawai.objects.filter(Q(peran_hasil__rhk_id__in=ids) | tampak).values("pk")
    semua = (
        Pegawai.objects.filter(Q(pk__in=list(bawahan)) | Q(pk__in=luar))
        .order_by("nama", "pk")
        .values_list("pk", flat=True)
    )
    return sorted(semua, key=lambda pk: pk not in bawahan)


def baris_orang(
    pegawai_ids: Sequence[int], *, rhk: Sequence[RhkMatriks], bawahan: Collection[int], pada: date
) -> list[BarisOrang]:
    """Isi matriks untuk orang-orang itu, urut seperti diminta. Tiga kueri berapa pun orang dan RHK-nya."""
    kartu = kartu_orang(pegawai_ids, pada)
    ids = [r.rhk.pk for r in rhk]
    peran = {
        (p.rhk_id, p.pegawai_id): p.peran
        for p in PeranHasil.objects.filter(rhk_id__in=ids, pegawai_id__in=pegawai_ids)
    }
    tautan: dict[tuple[int, int], list[str]] = defaultdict(list)
    menautkan = RHK.objects.filter(
        pimpinan_id__in=ids, skp__pegawai_id__in=pegawai_ids, skp__adendum_dari__isnull=True
    )
    for milik in menautkan.exclude(skp__status=StatusDokumen.DRAF).order_by("urutan").select_related("skp"):
        tautan[(milik.pimpinan_id or 0, milik.skp.pegawai_id)].append(milik.teks)
    return [
        BarisOrang(
            kartu[i],
            i in bawahan,
            tuple(
                Sel(
                    r.nomor,
                    f"{r.rhk.pk}-{i}",
                    peran.get((r.rhk.pk, i), ""),
                    tuple(tautan.get((r.rhk.pk, i), ())),
                )
                for r in rhk
            ),
        )
        for i in pegawai_ids
        if i in kartu
    ]


def cari_orang(kata: str, *, pegawai: Pegawai, selain: Iterable[int], pada: date) -> list[int]:
    """Id pegawai aktif seinstansi menurut nama atau NIP, paling banyak sepuluh, selain yang sudah tampil. Dua kueri."""
    kata = " ".join(kata.split())
    if len(kata) < CARI_TERPENDEK:
        return []
    cocok = (
        Pegawai.objects.filter(instansi_id=pegawai.instansi_id, is_active=True)
        .filter(Q(nama__icontains=kata) | Q(nip__startswith=kata))
        .exclude(pk__in=[*selain, pegawai.pk])
        .order_by("nama", "pk")
        .values_list("pk", flat=True)
    )
    kartu = kartu_orang(cocok[: CARI_TERBANYAK * 2], pada)
    return [i for i in kartu if kartu[i].jabatan != BELUM_DITEMPATKAN][:CARI_TERBANYAK]


@dataclass(frozen=True, slots=True)
class Menunggu:
    """Berapa bawahan yang RHK-nya belum tertaut, dan berapa RHK-nya."""

    orang: int
    rhk: int


def menunggu_rencana(bawahan: Collection[int], *, tahun_id: int) -> Menunggu:
    """RHK bawahan yang menunggu ditautkan. Hanya banyaknya, karena sebagian masih draf pemiliknya. Satu kueri."""
    hitung = RHK.objects.filter(
        skp__periode_id=tahun_id,
        skp__pegawai_id__in=list(bawahan),
        skp__adendum_dari__isnull=True,
        pimpinan__isnull=True,
    ).aggregate(orang=Count("skp__pegawai_id", distinct=True), rhk=Count("pk"))
    return Menunggu(hitung["orang"], hitung["rhk"])
