"""Mencoba angka: aturan yang sama dengan perkiraan, tanpa menyimpan apa pun."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from indikator.models import IndikatorKinerja, Periode, Polaritas, Realisasi, StatusDokumen
from indikator.queries.hitungan import capaian_realisasi, prakiraan
from indikator.queries.realisasi.daftar import BarisCapaian, DaftarCapaian, daftar_capaian
from indikator.rules.angka import bulatkan
from indikator.rules.kebijakan import Aturan, aturan_dari
from indikator.rules.kualitatif import LABEL_EKSPEKTASI, Ekspektasi
from indikator.rules.prakiraan import Prakiraan
from kepegawaian.models import Pegawai
from penilaian.rules.predikat import LABEL_RATING, usulan_rating

Isian = Mapping[int, Decimal | date | Ekspektasi | None]


@dataclass(frozen=True, slots=True)
class BarisCoba:
    """Satu indikator: keadaannya sekarang dan capaian dari angka yang dicoba."""

    baris: BarisCapaian
    capaian: Decimal | None
    rating: str = ""

    @property
    def indikator(self) -> IndikatorKinerja:
        return self.baris.indikator


@dataclass(frozen=True, slots=True)
class Cobaan:
    """Perkiraan sekarang dan perkiraan bila angkanya seperti yang dicoba."""

    baris: list[BarisCoba]
    kini: Prakiraan | None
    nanti: Prakiraan | None
    label_kini: str
    label_nanti: str

    @property
    def selisih(self) -> Decimal | None:
        """Naik atau turunnya perkiraan; kosong bila salah satunya belum ada."""
        if self.kini is None or self.nanti is None or self.kini.nilai is None or self.nanti.nilai is None:
            return None
        return bulatkan(self.nanti.nilai) - bulatkan(self.kini.nilai)


def bahan_coba(pegawai: Pegawai, periode: Periode, *, sekarang: datetime) -> DaftarCapaian:
    """Indikator sendiri pada periode itu dengan angka yang sudah ada. Dua kueri."""
    return daftar_capaian(pegawai, periode, sekarang=sekarang)


def coba(daftar: DaftarCapaian, isian: Isian) -> Cobaan:
    """Hitung lagi dengan `isian` (id indikator → angka, tanggal, atau kosong). Tanpa kueri, tanpa tulisan.

    Yang dikecualikan penilai tetap dikecualikan. Kosong berarti belum dilaporkan.
    """
    aturan = aturan_dari(daftar.periode.kebijakan.aturan)
    andai = {b.indikator.pk: _andai(b, isian.get(b.indikator.pk)) for b in daftar.baris}
    satu_skp = len({b.indikator.skp_id for b in daftar.baris}) == 1
    nanti = prakiraan([b.indikator for b in daftar.baris], andai, aturan=aturan) if satu_skp else None
    baris = [_baris(b, andai[b.indikator.pk], aturan) for b in daftar.baris]
    return Cobaan(baris, daftar.prakiraan, nanti, _label(daftar.prakiraan, aturan), _label(nanti, aturan))


def _andai(b: BarisCapaian, nilai: Decimal | date | Ekspektasi | None) -> Realisasi:
    """Laporan khayal; hanya di ingatan, tidak pernah disimpan."""
    dikecualikan = b.perlakuan == Realisasi.Perlakuan.DIKECUALIKAN
    return Realisasi(
        indikator=b.indikator,
        status=StatusDokumen.DIAJUKAN,
        nilai=nilai if isinstance(nilai, Decimal) else None,
        tanggal=nilai if isinstance(nilai, date) else None,
        rating=nilai.value if isinstance(nilai, Ekspektasi) else "",
        perlakuan=Realisasi.Perlakuan.DIKECUALIKAN if dikecualikan else Realisasi.Perlakuan.DINILAI,
    )


def _baris(b: BarisCapaian, andai: Realisasi, aturan: Aturan) -> BarisCoba:
    if andai.perlakuan:
        return BarisCoba(b, None)
    if b.indikator.kualitatif:
        return BarisCoba(b, None, LABEL_EKSPEKTASI[Ekspektasi(andai.rating)] if andai.rating else "")
    hasil = capaian_realisasi(b.indikator, nilai=andai.nilai, tanggal=andai.tanggal, aturan=aturan)
    return BarisCoba(b, hasil.nilai if hasil else None)


def _label(kira: Prakiraan | None, aturan: Aturan) -> str:
    if kira is not None and kira.rating is not None:
        return LABEL_EKSPEKTASI[kira.rating]
    if kira is None or kira.nilai is None:
        return ""
    return LABEL_RATING[usulan_rating(bulatkan(kira.nilai), aturan=aturan)]


def awal(b: BarisCapaian) -> Decimal | date | str | None:
    """Angka yang sudah ditulis orangnya sendiri, termasuk drafnya, sebagai titik mulai mencoba."""
    r = b.realisasi
    if r is None:
        return None
    if b.indikator.kualitatif:
        return r.rating or None
    if b.indikator.polaritas == Polaritas.TANGGAL:
        return r.tanggal
    if b.indikator.polaritas == Polaritas.YA_TIDAK:
        return None if r.nilai is None else str(int(r.nilai))
    return r.nilai
