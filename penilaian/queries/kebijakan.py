"""Kebijakan penilaian sebuah instansi."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, F, Q

from indikator.models import Kebijakan, Periode
from indikator.rules.angka import bulatkan, rata_rata
from penilaian.models import Hasil
from penilaian.rules.nilai import hitung
from penilaian.rules.nota import masukan_dari
from penilaian.rules.predikat import LABEL_RATING

PENGARUH_TERBANYAK = 400
# Lima orang contoh menurut urutan nilai akhirnya, tanpa nama.
LETAK = (
    ("Nilai terendah", Decimal(0)),
    ("Seperempat bawah", Decimal("0.25")),
    ("Di tengah", Decimal("0.5")),
    ("Seperempat atas", Decimal("0.75")),
    ("Nilai tertinggi", Decimal(1)),
)


def daftar_kebijakan(instansi_id: int) -> list[Kebijakan]:
    """Semua versi dengan jumlah periode yang memakainya (`dipakai`, `berjalan`). Satu kueri."""
    return list(
        Kebijakan.objects.filter(instansi_id=instansi_id)
        .annotate(
            dipakai=Count("periode"),
            berjalan=Count("periode", filter=Q(periode__status=Periode.Status.DIPROSES)),
        )
        .order_by("-berjalan", "nama", "-versi")
    )


@dataclass(frozen=True, slots=True)
class Angka:
    """Hasil hitung satu orang menurut satu kebijakan; usul rating dengan kata, bukan rating yang ditetapkan."""

    nilai_hasil: Decimal | None
    nilai_perilaku: Decimal | None
    nilai_akhir: Decimal | None
    usulan_hasil: str
    usulan_perilaku: str


@dataclass(frozen=True, slots=True)
class Contoh:
    """Satu orang contoh tanpa nama: letaknya di antara semua hasil, jabatan, angka sebelum dan sesudah."""

    letak: str
    jabatan: str
    lama: Angka
    baru: Angka


@dataclass(frozen=True, slots=True)
class Pengaruh:
    """Akibat sebuah kebijakan pada hasil periode yang sudah ditutup bila dihitung ulang. Tidak mengubah hasil itu.

    `n` hasil yang dihitung ulang dari `semua`; `pindah_*` banyaknya usul rating yang berubah.
    """

    periode: Periode
    contoh: list[Contoh]
    n: int
    semua: int
    rata_lama: Decimal | None
    rata_baru: Decimal | None
    pindah_hasil: int
    pindah_perilaku: int


def versi_sebelum(kebijakan: Kebijakan) -> Kebijakan | None:
    """Versi bernama sama yang terakhir ditetapkan; bila namanya baru, kebijakan periode terakhir. Paling banyak dua kueri."""
    tetap = Kebijakan.objects.filter(
        instansi_id=kebijakan.instansi_id, status=Kebijakan.Status.DITETAPKAN
    ).exclude(pk=kebijakan.pk)
    sama = tetap.filter(nama=kebijakan.nama, versi__lt=kebijakan.versi).order_by("-versi").first()
    return sama or tetap.filter(periode__isnull=False).order_by("-periode__mulai", "-pk").first()


def pengaruh(kebijakan: Kebijakan) -> Pengaruh | None:
    """Hitung ulang hasil periode terakhir yang ditutup menurut `kebijakan`; None bila belum ada hasil. Empat kueri.

    Paling banyak PENGARUH_TERBANYAK hasil, diambil merata menurut urutan nilainya. Kelompok yang tidak ikut menilai
    pada periode itu tetap kosong, sebab jawabannya tidak pernah ada.
    """
    periode = (
        Periode.objects.filter(instansi_id=kebijakan.instansi_id, status=Periode.Status.DITUTUP)
        .filter(hasil__isnull=False)
        .order_by("-mulai", "-pk")
        .first()
    )
    if periode is None:
        return None
    nilai = list(
        Hasil.objects.filter(periode=periode, lengkap=True)
        .order_by(F("nilai_akhir").asc(nulls_last=True), "pk")
        .values_list("pk", "nilai_akhir")
    )
    if not nilai:
        return None
    urut = [pk for pk, _ in nilai]
    # Contohnya yang berangka; hasil SKP kualitatif tetap ikut hitungan usul yang berubah.
    berangka = [pk for pk, akhir in nilai if akhir is not None]
    terpilih = {berangka[_letak(len(berangka), bagian)]: kata for kata, bagian in LETAK} if berangka else {}
    jarak = max(1, -(-len(urut) // PENGARUH_TERBANYAK))
    baris = Hasil.objects.filter(pk__in={*urut[::jarak], *terpilih}).select_related("penempatan__jabatan")
    hitung_ulang = [(h, _angka(h.rincian), _angka(h.rincian, kebijakan.aturan)) for h in baris]
    return _ringkas(periode, hitung_ulang, terpilih, len(urut))


def _ringkas(
    periode: Periode, hitung_ulang: list[tuple[Hasil, Angka, Angka]], terpilih: dict[int, str], semua: int
) -> Pengaruh:
    contoh = [
        Contoh(terpilih[h.pk], h.penempatan.jabatan.nama, lama, baru)
        for h, lama, baru in hitung_ulang
        if h.pk in terpilih
    ]
    urutan = [kata for kata, _ in LETAK]
    return Pengaruh(
        periode=periode,
        contoh=sorted(contoh, key=lambda c: urutan.index(c.letak)),
        n=len(hitung_ulang),
        semua=semua,
        rata_lama=_rata(lama for _, lama, _ in hitung_ulang),
        rata_baru=_rata(baru for _, _, baru in hitung_ulang),
        pindah_hasil=sum(lama.usulan_hasil != baru.usulan_hasil for _, lama, baru in hitung_ulang),
        pindah_perilaku=sum(lama.usulan_perilaku != baru.usulan_perilaku for _, lama, baru in hitung_ulang),
    )


def _letak(n: int, bagian: Decimal) -> int:
    return int((n - 1) * bagian)


def _angka(rincian: dict[str, Any], aturan: dict[str, Any] | None = None) -> Angka:
    """Hitung dari nota yang tersimpan; `aturan` mengganti kebijakannya."""
    h = hitung(masukan_dari(rincian if aturan is None else rincian | {"kebijakan": aturan}))
    usul = [LABEL_RATING[u] if u else "" for u in (h.usulan_hasil, h.usulan_perilaku)]
    return Angka(h.nilai_hasil, h.nilai_perilaku, h.nilai_akhir, *usul)


def _rata(daftar: Iterable[Angka]) -> Decimal | None:
    nilai = [a.nilai_akhir for a in daftar if a.nilai_akhir is not None]
    return bulatkan(rata_rata(nilai)) if nilai else None
