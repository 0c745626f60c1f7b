"""Tanda terima survei dan pelacakan: yang boleh dibaca warga dengan kodenya sendiri."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from kepegawaian.models import Instansi
from umpan_balik.models import Aspirasi, LangkahAspirasi, Survei
from umpan_balik.queries.aspirasi import langkah
from umpan_balik.rules.hari_kerja import HARI_BACA, HARI_JAWAB, sesudah_hari_kerja
from umpan_balik.sidik import PANJANG_PELACAK, berkelompok, kode_pelacakan, rapikan_kode, sidik_pelacak


@dataclass(frozen=True, slots=True)
class TandaTerima:
    """Satu kiriman yang diterima; kiriman ulang dengan kunci yang sama menghasilkan isi yang sama."""

    survei_id: int
    kode_pelacakan: str
    instansi: Instansi
    layanan: str
    titik: str
    unit: str
    diterima: datetime
    berkode: bool
    ditahan: bool
    alasan_ditahan: str
    ditolak: bool
    alasan_putusan: str
    ada_saran: bool
    dibaca_paling_lambat: date
    dijawab_paling_lambat: date

    @property
    def kode_berspasi(self) -> str:
        """Kode untuk layar: berpindah baris di antara kelompok, tanpa tanda hubung di ujungnya."""
        return self.kode_pelacakan.replace("-", " ")


@dataclass(frozen=True, slots=True)
class Pelacakan:
    """Keadaan satu kiriman menurut kode pelacakan: suaranya, dan sarannya bila ada."""

    terima: TandaTerima
    aspirasi: Aspirasi | None
    langkah: tuple[LangkahAspirasi, ...] = ()

    @property
    def boleh_dinilai(self) -> bool:
        """Ada jawaban resmi yang menunggu penilaian warganya."""
        a = self.aspirasi
        return a is not None and bool(a.jawaban) and a.status == Aspirasi.Status.DITUTUP and not a.ditolak


def tanda_terima(survei: Survei, *, ada_saran: bool) -> TandaTerima:
    """Susun tanda terima dari barisnya; kode pelacakan dihitung ulang dari kunci formulir."""
    hari = survei.instansi.hari_pada(survei.setuju_waktu)
    perkara = _aspirasi(survei) if ada_saran else None
    return TandaTerima(
        survei_id=survei.pk,
        kode_pelacakan=berkelompok(kode_pelacakan(survei.kunci)),
        instansi=survei.instansi,
        layanan=survei.layanan.nama,
        titik=survei.titik.nama,
        unit=survei.unit.nama,
        diterima=survei.setuju_waktu,
        berkode=survei.sumber == Survei.Sumber.BERKODE,
        ditahan=survei.status == Survei.Status.DITAHAN,
        alasan_ditahan=survei.alasan_ditahan,
        ditolak=survei.status == Survei.Status.DITOLAK,
        alasan_putusan=survei.alasan_putusan,
        ada_saran=ada_saran,
        dibaca_paling_lambat=(perkara and perkara.baca_sampai) or sesudah_hari_kerja(hari, HARI_BACA),
        dijawab_paling_lambat=(perkara and perkara.jawab_sampai) or sesudah_hari_kerja(hari, HARI_JAWAB),
    )


def terima_dengan_kunci(kunci: UUID) -> TandaTerima | None:
    """Tanda terima kiriman dengan kunci formulir itu. Satu kueri."""
    survei = _dengan_induk().filter(kunci=kunci).first()
    return None if survei is None else tanda_terima(survei, ada_saran=_aspirasi(survei) is not None)


def lacak(kode: str) -> Pelacakan | None:
    """Kiriman dengan kode pelacakan itu; kode yang panjangnya lain tidak dicari. Satu kueri."""
    return lacak_sidik(sidik_pelacak(kode)) if len(rapikan_kode(kode)) == PANJANG_PELACAK else None


def lacak_sidik(sidik: str) -> Pelacakan | None:
    """Kiriman dengan sidik kode pelacakan itu. Satu kueri, dua bila ada sarannya."""
    survei = _dengan_induk().filter(pelacak=sidik).first()
    if survei is None:
        return None
    aspirasi = _aspirasi(survei)
    perjalanan = tuple(langkah(aspirasi)) if aspirasi is not None else ()
    return Pelacakan(tanda_terima(survei, ada_saran=aspirasi is not None), aspirasi, perjalanan)


def _dengan_induk() -> QuerySet[Survei]:
    return Survei.objects.select_related("instansi", "unit", "layanan", "titik", "aspirasi__unit")


def _aspirasi(survei: Survei) -> Aspirasi | None:
    return getattr(survei, "aspirasi", None)
