"""Suara dua tahun menurut dinas, unit, layanan, dan bulan; dari sinilah semua angka halaman dalam dijumlah.

Satu pohon untuk seluruh instansi, siapa pun yang membaca: angka yang disimpan dari satu orang tersimpan dari semua,
sehingga dua halaman yang berbeda tidak dapat dikurangkan. Angkanya sampai kemarin, tidak bergerak tiap suara.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models.functions import Coalesce, TruncMonth

from indikator.rules.angka import bulatkan, rata_rata
from kepegawaian.models import Instansi
from umpan_balik.queries.ikm_hitung import Ikm, agregat, ikm_dari, suara, tertutup, vektor
from umpan_balik.rules.ikm_masa import Masa
from umpan_balik.rules.ikm_terbit import NOL, Vektor, hitungan, masa_terbit, tambah, yang_terbit

Bulanan = Mapping[date, Vektor]
Letak = tuple[int, int, int]  # dinas, unit, layanan
DITUTUP_INDUK = "Belum terbit: angka induknya belum terbit."


@dataclass(frozen=True, slots=True)
class Simpul:
    """Yang sedang dilihat: seluruh instansi, satu dinas, satu unit, atau satu layanan."""

    jenis: str = "instansi"
    dinas: int = 0
    unit: int = 0
    layanan: int = 0

    @property
    def jalur(self) -> tuple[int, ...]:
        """Id dari dinas ke bawah; kosong untuk seluruh instansi."""
        return (self.dinas, self.unit, self.layanan)[
            : ("instansi", "dinas", "unit", "layanan").index(self.jenis)
        ]


@dataclass(frozen=True, slots=True)
class Pohon:
    """Vektor tiap letak tiap bulan."""

    isi: Mapping[Letak, Bulanan]

    def anak(self, jalur: tuple[int, ...]) -> dict[int, Bulanan]:
        """Simpul tepat di bawah `jalur`, dengan jumlah tiap bulannya."""
        tingkat = len(jalur)
        return _gabung(self.isi, lambda letak: letak[tingkat] if letak[:tingkat] == jalur else None)

    def seluruh(self, jalur: tuple[int, ...]) -> Bulanan:
        """Jumlah tiap bulan satu simpul."""
        tingkat = len(jalur)
        return _gabung(self.isi, lambda letak: 0 if letak[:tingkat] == jalur else None).get(0, {})

    def ikm(self, jalur: tuple[int, ...], masa: Masa) -> Ikm:
        """Angka satu simpul pada satu masa, atau sebab ia disimpan; dihitung dari akar ke bawah."""
        angka = _satu(self.seluruh(()), masa)
        for tingkat in range(len(jalur)):
            if not angka.terbit:
                return tertutup(DITUTUP_INDUK)
            angka = self.ikm_anak(jalur[:tingkat], masa).get(jalur[tingkat]) or ikm_dari(NOL)
        return angka

    def ikm_anak(self, jalur: tuple[int, ...], masa: Masa) -> dict[int, Ikm]:
        """Angka tiap anak satu simpul; induknya dianggap sudah terbit."""
        anak = self.anak(jalur)
        jumlah = {k: pada_masa(b, masa) for k, b in anak.items()}
        terbit = yang_terbit({k: hitungan(v) for k, v in jumlah.items()})
        return {k: ikm_dari(jumlah[k], terbit=k in terbit and masa_boleh(anak[k], masa)) for k in jumlah}


def pohon(instansi: Instansi, *, tahun: int, hari_ini: date) -> Pohon:
    """Suara tahun itu dan tahun sebelumnya yang masuk sampai kemarin. Satu kueri."""
    sebelum = datetime.combine(hari_ini, time.min, instansi.zona_waktu)
    baris = (
        suara(instansi, date(tahun - 1, 1, 1), date(tahun, 12, 31), sebelum=sebelum)
        .order_by()
        .values(
            "layanan_id", "unit_id", di=Coalesce("unit__dinas_id", "unit_id"), bulan=TruncMonth("tanggal")
        )
        .annotate(**agregat())
    )
    isi: dict[Letak, dict[date, Vektor]] = defaultdict(dict)
    for satu in baris:
        isi[satu["di"], satu["unit_id"], satu["layanan_id"]][satu["bulan"]] = vektor(satu)
    return Pohon(isi)


def pada_masa(bulanan: Bulanan, masa: Masa) -> Vektor:
    """Jumlah bulan-bulan masa itu."""
    return tambah(v for bulan, v in bulanan.items() if masa.mulai <= bulan <= masa.selesai)


def masa_boleh(bulanan: Bulanan, masa: Masa) -> bool:
    """Apakah masa itu boleh terbit di antara masa lain setahun yang sama."""
    tahun = masa.mulai.year
    dua_belas = [hitungan(bulanan.get(date(tahun, nomor, 1), NOL)) for nomor in range(1, 13)]
    return (masa.jenis, masa.urutan) in masa_terbit(dua_belas)


def rata_anak(anak: Mapping[int, Ikm]) -> Decimal | None:
    """Rata-rata IKM anak yang terbit, tiap anak sama beratnya; pembanding, bukan angka resmi."""
    ada = [satu.ikm for satu in anak.values() if satu.ikm is not None]
    return bulatkan(rata_rata(ada)) if ada else None


def _satu(bulanan: Bulanan, masa: Masa) -> Ikm:
    return ikm_dari(pada_masa(bulanan, masa), terbit=masa_boleh(bulanan, masa))


def _gabung(isi: Mapping[Letak, Bulanan], kunci: Callable[[Letak], int | None]) -> dict[int, Bulanan]:
    kelompok: dict[int, dict[date, list[Vektor]]] = defaultdict(lambda: defaultdict(list))
    for letak, bulanan in isi.items():
        ke = kunci(letak)
        if ke is not None:
            for bulan, v in bulanan.items():
                kelompok[ke][bulan].append(v)
    return {ke: {b: tambah(v) for b, v in bulanan.items()} for ke, bulanan in kelompok.items()}
