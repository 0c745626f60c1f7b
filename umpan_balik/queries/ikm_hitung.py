"""Satu angka IKM dan cara menjumlah suara menjadi angka itu; dipakai halaman dalam, laporan, dan halaman umum."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from kepegawaian.models import Instansi
from umpan_balik.models import Survei
from umpan_balik.rules.ikm import MINIMAL_TERBIT, hitung_ikm
from umpan_balik.rules.ikm_terbit import HITUNGAN, Vektor, cukup, hitungan
from umpan_balik.rules.tabulasi import Tanggapan
from umpan_balik.rules.unsur import UNSUR, KodeUnsur

BELUM_CUKUP = f"Belum terbit: kurang dari {MINIMAL_TERBIT} responden untuk tiap unsur."
BELUM_MINIMAL = "Belum terbit: responden belum mencapai {minimal}."
IKUT_DISIMPAN = "Belum terbit: disimpan supaya jawaban segelintir orang tidak dapat dihitung."


@dataclass(frozen=True, slots=True)
class Ikm:
    """Angka satu kelompok. Semua kosong, juga `n`, bila tidak boleh terbit; `alasan` mengatakan mengapa."""

    n: int | None
    ikm: Decimal | None
    mutu: str
    kinerja: str
    nrr: Mapping[KodeUnsur, Decimal | None]
    alasan: str = ""
    koma_sebelas: Decimal | None = None

    @property
    def terbit(self) -> bool:
        return self.ikm is not None

    @property
    def unsur(self) -> list[tuple[str, Decimal | None]]:
        """Nama dan NRR kesembilan unsur dalam urutan tetap."""
        return [(u.nama, self.nrr.get(u.kode)) for u in UNSUR]

    @property
    def terendah(self) -> list[tuple[str, Decimal]]:
        """Tiga unsur terendah."""
        ada = [(nama, nilai) for nama, nilai in self.unsur if nilai is not None]
        return sorted(ada, key=lambda pasangan: pasangan[1])[:3]


def suara(
    instansi: Instansi | int, mulai: date, selesai: date, *, sebelum: datetime | None = None
) -> QuerySet[Survei]:
    """Suara yang dihitung pada rentang itu dan sudah masuk `sebelum` saat itu."""
    hasil = Survei.objects.filter(
        instansi=instansi, tanggal__range=(mulai, selesai), status=Survei.Status.DIHITUNG
    )
    return hasil if sebelum is None else hasil.filter(setuju_waktu__lt=sebelum)


def agregat() -> dict[str, Count | Sum]:
    """Anotasi satu kelompok, urut seperti Vektor."""
    menjawab = ~Q(**{f"{u.kode}__isnull": True for u in UNSUR})
    hasil: dict[str, Count | Sum] = {"n": Count("pk", filter=menjawab)}
    hasil |= {f"n_{u.kode}": Count(u.kode) for u in UNSUR}
    hasil |= {f"t_{u.kode}": Sum(u.kode, default=0) for u in UNSUR}
    return hasil


NAMA_AGREGAT = tuple(agregat())


def vektor(baris: Mapping[str, Any]) -> Vektor:
    """Baris anotasi menjadi vektor."""
    return tuple(baris[nama] for nama in NAMA_AGREGAT)


def tanggapan(v: Vektor) -> dict[KodeUnsur, Tanggapan]:
    """Jumlah nilai dan banyaknya jawaban tiap unsur."""
    return {u.kode: Tanggapan(v[HITUNGAN + i], v[1 + i]) for i, u in enumerate(UNSUR)}


def ikm_dari(v: Vektor, *, terbit: bool = True, minimal: int = MINIMAL_TERBIT) -> Ikm:
    """Angka dari vektor; tanpa angka bila belum cukup atau harus disimpan."""
    if not cukup(hitungan(v)):
        return tertutup(BELUM_CUKUP)
    if v[0] < minimal:
        return tertutup(BELUM_MINIMAL.format(minimal=minimal))
    if not terbit:
        return tertutup(IKUT_DISIMPAN)
    hasil = hitung_ikm(tanggapan(v))
    return Ikm(
        v[0],
        hasil.ikm,
        hasil.mutu or "",
        hasil.kinerja or "",
        hasil.nrr,
        koma_sebelas=hasil.ikm_koma_sebelas,
    )


def tertutup(alasan: str) -> Ikm:
    """Angka yang tidak ditampilkan, dengan sebabnya."""
    return Ikm(None, None, "", "", {}, alasan)
