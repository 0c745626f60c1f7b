"""Hasil per unit bagi yang boleh membacanya: rekap per perangkat daerah dan daftar orangnya."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, Q, QuerySet

from indikator.models import Periode
from kepegawaian.models import UnitKerja
from kepegawaian.permissions import Akses, Izin
from penilaian.models import Hasil, Predikat, RekapKelompok, RekapUnit
from penilaian.queries.hasil import digantikan

POLA = {
    # Tinggi gambar pola distribusi menurut capaian organisasi, bukan kuota; SK, K, BP, B, SB.
    "istimewa": (0, 1, 3, 7, 13),
    "baik": (2, 3, 6, 11, 2),
    "butuh_perbaikan": (3, 4, 10, 4, 3),
    "kurang": (2, 11, 6, 3, 2),
    "sangat_kurang": (13, 7, 3, 1, 0),
}
URUTAN_PREDIKAT = (
    Predikat.SANGAT_KURANG,
    Predikat.KURANG,
    Predikat.BUTUH_PERBAIKAN,
    Predikat.BAIK,
    Predikat.SANGAT_BAIK,
)


@dataclass(frozen=True, slots=True)
class BarisUnit:
    """Satu unit dalam tabel."""

    unit_id: int
    nama: str
    jumlah: int
    lengkap: int
    rata_hasil: Decimal | None
    rata_perilaku: Decimal | None
    rata_akhir: Decimal | None
    predikat: dict[str, int]

    @property
    def tidak_lengkap(self) -> int:
        return self.jumlah - self.lengkap


def periode_tertutup(instansi_id: int) -> list[Periode]:
    """Periode yang hasilnya sudah tampil, terbaru di atas. Satu kueri."""
    return list(
        Periode.objects.filter(instansi_id=instansi_id, status=Periode.Status.DITUTUP).order_by(
            "-mulai", "jenis"
        )
    )


def hasil_tercakup(periode: Periode, *, milik: Akses) -> QuerySet[Hasil]:
    """Hasil versi terbaru pada unit yang tercakup izinnya."""
    hasil = Hasil.objects.filter(~digantikan(), periode=periode, instansi_id=milik.instansi_id)
    unit = milik.unit(Izin.BACA_HASIL_UNIT)
    return hasil if unit is None else hasil.filter(unit_id__in=unit)


def tabel_unit(periode: Periode, *, milik: Akses) -> list[BarisUnit]:
    """Per perangkat daerah dari rekap; bila izinnya hanya sebagian, dari hasil yang tercakup. Paling banyak tiga kueri."""
    cakupan = milik.unit(Izin.BACA_HASIL_UNIT)
    if cakupan is None:
        return _dari_rekap(periode)
    hasil = hasil_tercakup(periode, milik=milik)
    dinas = set(hasil.order_by().values_list("dinas_id", flat=True).distinct())
    kunci = "dinas_id" if dinas <= cakupan else "unit_id"
    baris = (
        hasil.order_by()
        .values(kunci)
        .annotate(
            jumlah=Count("pk"),
            utuh=Count("pk", filter=Q(lengkap=True)),
            hasil_rata=Avg("nilai_hasil"),
            perilaku_rata=Avg("nilai_perilaku"),
            akhir_rata=Avg("nilai_akhir"),
            **{f"n_{p.value}": Count("pk", filter=Q(predikat=p)) for p in Predikat},
        )
    )
    unit = UnitKerja.objects.in_bulk([b[kunci] for b in baris])
    tabel = [
        BarisUnit(
            unit_id=b[kunci],
            nama=unit[b[kunci]].nama,
            jumlah=b["jumlah"],
            lengkap=b["utuh"],
            rata_hasil=b["hasil_rata"],
            rata_perilaku=b["perilaku_rata"],
            rata_akhir=b["akhir_rata"],
            predikat={p.value: b[f"n_{p.value}"] for p in Predikat},
        )
        for b in baris
    ]
    return sorted(tabel, key=lambda b: (unit[b.unit_id].urutan, b.nama))


def _dari_rekap(periode: Periode) -> list[BarisUnit]:
    """Rekap kelompok, yang ikut putusan keberatan; selama belum ditulis, rekap saat ditutup. Dua kueri."""
    kini = list(RekapKelompok.objects.filter(periode=periode, jenis=RekapKelompok.Jenis.DINAS))
    baris: list[tuple[int, RekapKelompok | RekapUnit]] = [(r.objek_id, r) for r in kini]
    if not kini:
        baris = [(r.dinas_id, r) for r in RekapUnit.objects.filter(periode=periode)]
    unit = UnitKerja.objects.in_bulk([pk for pk, _ in baris])
    tabel = [
        BarisUnit(
            unit_id=pk,
            nama=unit[pk].nama,
            jumlah=r.jumlah,
            lengkap=r.jumlah_lengkap,
            rata_hasil=r.rata_hasil,
            rata_perilaku=r.rata_perilaku,
            rata_akhir=r.rata_akhir,
            predikat=r.predikat,
        )
        for pk, r in baris
    ]
    return sorted(tabel, key=lambda b: (unit[b.unit_id].urutan, b.nama))


def sebaran(tabel: list[BarisUnit]) -> list[tuple[str, int]]:
    """Jumlah orang tiap predikat, dari yang terendah, untuk grafik."""
    return [(p.label, sum(b.predikat[p.value] for b in tabel)) for p in URUTAN_PREDIKAT]


def orang_unit(
    periode: Periode, *, milik: Akses, unit_id: int | None, predikat: str, cari: str
) -> QuerySet[Hasil]:
    """Orang di unit atau dinas itu, disaring; rinciannya tidak ikut diambil."""
    hasil = hasil_tercakup(periode, milik=milik).select_related("pegawai", "unit", "dinas").defer("rincian")
    if unit_id is not None:
        hasil = hasil.filter(Q(dinas_id=unit_id) | Q(unit_id=unit_id))
    if predikat == "tidak_lengkap":
        hasil = hasil.filter(lengkap=False)
    elif predikat:
        hasil = hasil.filter(predikat=predikat)
    if cari:
        hasil = hasil.filter(Q(pegawai__nama__icontains=cari) | Q(pegawai__nip__startswith=cari))
    return hasil.order_by("pegawai__nama", "pk")
