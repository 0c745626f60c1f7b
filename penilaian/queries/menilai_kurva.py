"""Sebaran predikat yang sudah ditetapkan penilai dan unitnya, di samping capaian unit itu sendiri."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count

from indikator.models import Periode
from indikator.rules.hasil_kerja import StatusIndikator
from indikator.rules.kebijakan import aturan_dari
from kepegawaian.models import Pegawai
from penilaian.models import Evaluasi
from penilaian.queries.bahan import Bahan, bahan, hari_penilaian
from penilaian.queries.unit import POLA
from penilaian.rules.menilai_kurva import (
    LABEL_CAPAIAN,
    URUTAN,
    Tanda,
    setara,
    tanda,
    unit_terbit,
)
from penilaian.rules.predikat import LABEL_PREDIKAT, TABEL_PREDIKAT, Predikat, Rating

Sebaran = dict[Predikat, int]


@dataclass(frozen=True, slots=True)
class KurvaMeja:
    """Sebaran penilai ini; `unit` puluhan persen dari penilai lain, kosong bila terlalu sedikit untuk dilihat.

    `capaian` rata-rata berbobot indikator penilai ini sendiri yang sudah dilaporkan, `sebutan` setaranya.
    """

    milik: tuple[int, ...]
    unit: tuple[int, ...]
    nama_unit: str
    capaian: Decimal | None
    dari: tuple[int, int]
    sebutan: str
    pola: tuple[Decimal, ...]
    tanda: tuple[Tanda, ...]

    @property
    def jumlah(self) -> int:
        return sum(self.milik)

    @property
    def kolom(self) -> list[tuple[str, int]]:
        """Untuk grafik: sebutan predikat dan banyak orangnya, dari yang terendah."""
        return [(LABEL_PREDIKAT[p], n) for p, n in zip(URUTAN, self.milik, strict=True)]

    @property
    def kolom_unit(self) -> list[tuple[str, int]]:
        """Puluhan persen tiap predikat di unit; kosong bila tidak ditampilkan."""
        return [(LABEL_PREDIKAT[p], n) for p, n in zip(URUTAN, self.unit, strict=True)] if self.unit else []

    @property
    def kalimat(self) -> list[str]:
        """Tanda dengan kata; selalu untuk dibicarakan, tidak pernah batas."""
        kata = {
            Tanda.LEBIH_TINGGI: f"Predikat tim Anda jauh lebih tinggi daripada capaian unit, yang setara {self.sebutan}. "
            "Periksa lagi apakah buktinya mendukung.",
            Tanda.LEBIH_RENDAH: f"Predikat tim Anda jauh lebih rendah daripada capaian unit, yang setara {self.sebutan}. "
            "Periksa lagi apakah hasil yang baik sudah terbaca.",
            Tanda.SERAGAM: f"Semua {self.jumlah} orang mendapat predikat yang sama. "
            "Periksa lagi apakah bedanya memang tidak ada.",
        }
        return [kata[satu] for satu in self.tanda]


def kurva_meja(*, penilai: Pegawai, periode: Periode, sekarang: datetime) -> KurvaMeja:
    """Kurva di samping daftar orang. Jumlah kuerinya tetap berapa pun orangnya.

    Hasil orang lain belum tampil sebelum penutupan: sebaran unit hanya ada bila sedikitnya sepuluh orang sudah
    ditetapkan oleh dua penilai lain atau lebih dan tidak hampir semuanya sama, dan hanya sebagai puluhan persen.
    """
    sendiri = bahan(
        periode=periode, pegawai_id=penilai.pk, penilai_id=None, pada=hari_penilaian(periode, sekarang)
    )
    dinas = sendiri.penempatan.unit.dinas if sendiri.penempatan else None
    menurut = _menurut_penilai(periode, penilai.pk, dinas.pk if dinas else None)
    milik = menurut.pop(penilai.pk, {})
    capaian, dari = _capaian(sendiri)
    sebutan = setara(capaian, aturan=aturan_dari(periode.kebijakan.aturan)) if capaian is not None else None
    pola = POLA[sebutan.value] if sebutan else None
    deret = _deret(milik)
    n, tinggi = sum(deret), sum(pola or (1,))
    return KurvaMeja(
        milik=deret,
        unit=unit_terbit([_deret(satu) for satu in menurut.values()]),
        nama_unit=dinas.nama if dinas else "",
        capaian=capaian,
        dari=dari,
        sebutan=LABEL_CAPAIAN[sebutan] if sebutan else "",
        pola=tuple(Decimal(p * n) / tinggi for p in pola or ()),
        tanda=tanda(deret, pola),
    )


def _menurut_penilai(periode: Periode, penilai_id: int, dinas_id: int | None) -> dict[int, Sebaran]:
    """Predikat yang sudah ditetapkan tiap penilai; tanpa dinas hanya milik sendiri. Satu kueri."""
    semua = Evaluasi.objects.filter(periode=periode, status=Evaluasi.Status.DITETAPKAN)
    semua = (
        semua.filter(ditetapkan_oleh_id=penilai_id)
        if dinas_id is None
        else semua.filter(penempatan__unit__dinas_id=dinas_id)
    )
    hasil: dict[int, Sebaran] = {}
    for oleh, kerja, perilaku, n in (
        semua.values_list("ditetapkan_oleh_id", "rating_hasil", "rating_perilaku")
        .annotate(n=Count("pk"))
        .order_by()
    ):
        satu = hasil.setdefault(oleh, {})
        predikat = TABEL_PREDIKAT[Rating(kerja), Rating(perilaku)]
        satu[predikat] = satu.get(predikat, 0) + n
    return hasil


def _deret(sebaran: Mapping[Predikat, int]) -> tuple[int, ...]:
    return tuple(sebaran.get(p, 0) for p in URUTAN)


def _capaian(sendiri: Bahan) -> tuple[Decimal | None, tuple[int, int]]:
    """Rata-rata berbobot capaian yang ada, dan (yang ada, semuanya). SKP kualitatif tidak berangka."""
    semua = sendiri.hasil.indikator
    ada = [
        (h.indikator.bobot, h.capaian)
        for h in semua
        if h.status is StatusIndikator.DIHITUNG and h.capaian is not None
    ]
    bobot = sum((b for b, _ in ada), Decimal(0))
    if not bobot:
        return None, (0, len(semua))
    return sum((b * c for b, c in ada), Decimal(0)) / bobot, (len(ada), len(semua))
