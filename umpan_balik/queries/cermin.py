"""Cermin penilai: dihitung dari jawabannya sendiri saat halaman dibuka, tidak pernah disimpan, hanya untuk dirinya.

Pembandingnya dari periode terakhir yang sudah ditutup. Angka periode berjalan tidak pernah dipakai: unit yang rata-ratanya
bergerak tiap ada jawaban masuk akan menunjukkan siapa baru saja menjawab.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indikator.models import Periode
from kepegawaian.models import Pegawai, Penempatan
from umpan_balik.models import Jawaban, PembandingCermin
from umpan_balik.rules.cermin import Kebiasaan, kalimat, kebiasaan

LEBAR = Decimal(200)


@dataclass(frozen=True, slots=True)
class BarisCermin:
    """Satu ukuran: angka sendiri dan unit, serta letaknya (0–200) pada garis `bawah` sampai `atas`."""

    judul: str
    bantuan: str
    bawah: Decimal
    atas: Decimal
    satuan: str
    diri: Decimal | None
    unit: Decimal | None

    @property
    def x_diri(self) -> str:
        return _letak(self.diri, self.bawah, self.atas)

    @property
    def x_unit(self) -> str:
        return _letak(self.unit, self.bawah, self.atas)


@dataclass(frozen=True, slots=True)
class Cermin:
    """Yang tampil di halaman: tiga baris, satu kalimat, dan asal pembandingnya (kosong bila belum ada)."""

    orang: int
    baris: tuple[BarisCermin, ...]
    kalimat: str
    pembanding: str


def cermin(
    *, pegawai: Pegawai, periode: Periode, sementara: Mapping[int, Sequence[int | None]] | None = None
) -> Cermin | None:
    """Cermin seorang penilai pada satu periode; None bila belum ada satu pun panduan yang dijawab. Tiga kueri.

    `sementara`: id penugasan → isian yang belum disimpan, menggantikan yang tersimpan.
    """
    isi = {j.penugasan_id: _terbaru(j) for j in _jawaban(pegawai, periode)} | dict(sementara or {})
    diri = kebiasaan([f for f in isi.values()])
    if diri is None:
        return None
    asal = _pembanding(pegawai, periode)
    unit = Kebiasaan(asal.n, asal.rata, asal.sebaran, asal.kesamaan) if asal else None
    return Cermin(
        orang=diri.n,
        baris=_baris(diri, unit),
        kalimat=kalimat(diri, unit),
        pembanding=_asal(asal) if asal else "",
    )


def _jawaban(pegawai: Pegawai, periode: Periode) -> list[Jawaban]:
    milik = Jawaban.objects.filter(penugasan__penilai=pegawai, penugasan__periode=periode)
    return list(milik.order_by("penugasan_id"))


def _terbaru(jawaban: Jawaban) -> Sequence[int | None]:
    ubahan: Sequence[int | None] = jawaban.ubahan["nilai"] if jawaban.ubahan else jawaban.nilai
    return ubahan


def _pembanding(pegawai: Pegawai, periode: Periode) -> PembandingCermin | None:
    """Unit sendiri, atau gabungan unit kecil perangkat daerahnya, pada penutupan terakhir sebelum periode ini."""
    tempat = (
        Penempatan.objects.filter(pegawai=pegawai, jenis="definitif", sejak__lte=periode.mulai)
        .exclude(sampai__lt=periode.mulai)
        .select_related("unit")
        .first()
    )
    if tempat is None:
        return None
    dinas = tempat.unit.dinas_id or tempat.unit_id
    ditutup = PembandingCermin.objects.filter(
        instansi_id=periode.instansi_id,
        periode__status=Periode.Status.DITUTUP,
        periode__mulai__lt=periode.mulai,
    ).select_related("periode", "unit")
    calon = ditutup.filter(unit=tempat.unit_id, sisa=False) | ditutup.filter(unit=dinas, sisa=True)
    return calon.order_by("-periode__mulai", "sisa").first()


def _asal(asal: PembandingCermin) -> str:
    nama = f"unit-unit kecil di {asal.unit.nama}" if asal.sisa else asal.unit.nama
    return f"{asal.n} penilai di {nama}, {asal.periode.nama}"


def _baris(diri: Kebiasaan, unit: Kebiasaan | None) -> tuple[BarisCermin, ...]:
    return (
        BarisCermin(
            "Rata-rata", "dari 1 sampai 5", Decimal(1), Decimal(5), "", diri.rata, unit.rata if unit else None
        ),
        BarisCermin(
            "Beda antarorang",
            "rata-rata jarak tiap orang dari rata-rata itu",
            Decimal(0),
            Decimal(2),
            "",
            diri.sebaran,
            unit.sebaran if unit else None,
        ),
        BarisCermin(
            "Kesamaan",
            "jawaban yang sama bagi dua orang",
            Decimal(0),
            Decimal(100),
            " %",
            diri.kesamaan,
            unit.kesamaan if unit else None,
        ),
    )


def _letak(nilai: Decimal | None, bawah: Decimal, atas: Decimal) -> str:
    if nilai is None:
        return ""
    bagian = min(Decimal(1), max(Decimal(0), (nilai - bawah) / (atas - bawah)))
    return f"{bagian * LEBAR:.1f}"
