"""Rencana pengembangan kompetensi (AKPK/HCDP): usulan, biaya, dan anggaran tiap perangkat daerah."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from kepegawaian.models import Pegawai, UnitKerja
from pelatihan.models import AnggaranPelatihan, Usulan
from pelatihan.rules.usulan import TERENCANA

MASUK_RENCANA = Q(status__in=TERENCANA) | Q(sebab_tutup=Usulan.Sebab.TIDAK_HADIR)
TANPA_DINAS = "Belum ditempatkan"


@dataclass(frozen=True, slots=True)
class BarisRencana:
    """Satu perangkat daerah pada satu tahun; `pagu` kosong berarti belum diisi."""

    dinas_id: int | None
    nama: str
    menunggu: int
    biaya_menunggu: int
    terencana: int
    orang: int
    jp: int
    biaya: int
    selesai: int
    pagu: int | None

    @property
    def sisa(self) -> int | None:
        """Pagu dikurangi rencana; negatif berarti melampaui."""
        return None if self.pagu is None else self.pagu - self.biaya

    @property
    def lebih(self) -> int:
        """Rupiah yang melampaui pagu; tanpa pagu seluruh biayanya."""
        return max(0, self.biaya - (self.pagu or 0))


def terpakai(*, dinas_id: int, tahun: int) -> tuple[int | None, int]:
    """Pagu dan biaya yang sudah direncanakan. Dua kueri."""
    pagu = (
        AnggaranPelatihan.objects.filter(dinas_id=dinas_id, tahun=tahun)
        .values_list("jumlah", flat=True)
        .first()
    )
    dinas = Q(dinas_id=dinas_id) if dinas_id else Q(dinas__isnull=True)
    jumlah = Usulan.objects.filter(MASUK_RENCANA, dinas, tahun=tahun).aggregate(biaya=Sum("biaya"))
    return pagu, jumlah["biaya"] or 0


def per_dinas(*, instansi_id: int, tahun: int) -> list[BarisRencana]:
    """Tabel AKPK setahun: tiap perangkat daerah yang berusulan atau beranggaran. Tiga kueri."""
    menunggu = Q(status=Usulan.Status.DISETUJUI)
    angka: dict[int | None, Any] = {
        b["dinas_id"]: {nama: nilai for nama, nilai in b.items() if nama != "dinas_id"}
        for b in Usulan.objects.filter(instansi_id=instansi_id, tahun=tahun)
        .order_by()
        .values("dinas_id")
        .annotate(
            menunggu=Count("pk", filter=menunggu),
            biaya_menunggu=Sum("biaya", filter=menunggu, default=0),
            terencana=Count("pk", filter=MASUK_RENCANA),
            orang=Count("pegawai", filter=MASUK_RENCANA, distinct=True),
            jp=Sum("pelatihan__jp", filter=MASUK_RENCANA, default=0),
            biaya_rencana=Sum("biaya", filter=MASUK_RENCANA, default=0),
            selesai=Count("pk", filter=Q(status=Usulan.Status.SELESAI)),
        )
    }
    pagu: dict[int | None, int] = dict(
        AnggaranPelatihan.objects.filter(instansi_id=instansi_id, tahun=tahun).values_list(
            "dinas_id", "jumlah"
        )
    )
    nama: dict[int | None, str] = dict(
        UnitKerja.objects.filter(pk__in=[pk for pk in {*angka, *pagu} if pk is not None]).values_list(
            "pk", "nama"
        )
    )
    kosong = dict.fromkeys(
        ("menunggu", "biaya_menunggu", "terencana", "orang", "jp", "biaya_rencana", "selesai"), 0
    )
    baris = []
    for dinas_id in {*angka, *pagu}:
        isi = dict(angka.get(dinas_id, kosong))
        isi["biaya"] = isi.pop("biaya_rencana")
        baris.append(
            BarisRencana(
                dinas_id=dinas_id, nama=nama.get(dinas_id, TANPA_DINAS), pagu=pagu.get(dinas_id), **isi
            )
        )
    return sorted(baris, key=lambda b: b.nama)


def jumlahkan(baris: list[BarisRencana]) -> BarisRencana:
    """Baris jumlah; pagu hanya dari yang sudah diisi, kosong bila belum ada satu pun."""
    pagu = [b.pagu for b in baris if b.pagu is not None]
    return BarisRencana(
        dinas_id=None,
        nama="Jumlah",
        pagu=sum(pagu) if pagu else None,
        **{
            nama: sum(getattr(b, nama) for b in baris)
            for nama in ("menunggu", "biaya_menunggu", "terencana", "orang", "jp", "biaya", "selesai")
        },
    )


def dinas_pilihan(instansi_id: int) -> list[tuple[int, str]]:
    """Perangkat daerah yang masih berlaku, menurut nama. Satu kueri."""
    return list(
        UnitKerja.objects.filter(instansi_id=instansi_id, dinas=F("pk"), sampai__isnull=True)
        .order_by("nama")
        .values_list("pk", "nama")
    )


def daftar_rencana(
    pegawai: Pegawai, *, tahun: int, dinas_id: int | None = None, status: str = ""
) -> QuerySet[Usulan]:
    """Usulan seinstansi setahun untuk direncanakan: yang paling besar kebutuhannya dan paling lama menunggu di atas."""
    semua = Usulan.objects.filter(instansi_id=pegawai.instansi_id, tahun=tahun).select_related(
        "pegawai", "pelatihan__prasyarat", "dinas", "sesi"
    )
    if dinas_id is not None:
        semua = semua.filter(dinas_id=dinas_id)
    if status:
        semua = semua.filter(status=status)
    return semua.order_by("-celah", "disetujui_pada", "pk")
