"""Menempatkan pegawai di unit dan jabatan mulai suatu hari."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from inti.galat import GalatAturan
from inti.rules.format import tanggal
from inti.services.jejak import catat_banyak
from kepegawaian.models import Instansi, Jabatan, Pegawai, Penempatan, UnitKerja
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.wewenang import wajib_kelola_pegawai, wajib_seinstansi

SEHARI = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MasukanPenempatan:
    """Satu penempatan untuk `tetapkan_banyak`."""

    pegawai: Pegawai
    unit: UnitKerja
    jabatan: Jabatan
    sejak: date
    jenis: str = Penempatan.Jenis.DEFINITIF
    kepala: bool = False
    sampai: date | None = None
    dasar: str = ""


def tetapkan(
    *,
    pegawai: Pegawai,
    unit: UnitKerja,
    jabatan: Jabatan,
    jenis: str = Penempatan.Jenis.DEFINITIF,
    kepala: bool = False,
    sejak: date,
    sampai: date | None = None,
    dasar: str = "",
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Penempatan:
    """Tempatkan satu pegawai. Definitif mengakhiri definitif yang berjalan sehari sebelumnya.

    Kiriman kedua yang persis sama mengembalikan penempatan yang sudah ada.
    Menolak: pegawai yang tidak aktif, unit yang belum atau tidak berlaku, unit yang sudah berkepala sejenis, definitif yang sudah
    dijadwalkan sesudahnya, dan pegawai atau unit di luar kewenangan `oleh`.
    """
    masukan = MasukanPenempatan(pegawai, unit, jabatan, sejak, jenis, kepala, sampai, dasar)
    with transaction.atomic():
        Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)
        kembar = _kembar(masukan)
        if kembar is not None:
            wajib_kelola_pegawai(oleh, instansi=pegawai.instansi, sekarang=sekarang, unit_ids={unit.pk})
            return kembar
        return tetapkan_banyak(instansi=pegawai.instansi, masukan=[masukan], oleh=oleh, sekarang=sekarang)[0]


def _kembar(m: MasukanPenempatan) -> Penempatan | None:
    """Baris yang persis sama: kiriman kedua dari tombol yang sama tidak menjadi penempatan kedua."""
    return Penempatan.objects.filter(
        pegawai=m.pegawai,
        unit=m.unit,
        jabatan=m.jabatan,
        jenis=m.jenis,
        kepala=m.kepala,
        sejak=m.sejak,
        sampai=m.sampai,
    ).first()


@transaction.atomic
def tetapkan_banyak(
    *, instansi: Instansi, masukan: Iterable[MasukanPenempatan], oleh: Pegawai | None, sekarang: datetime
) -> list[Penempatan]:
    """Seperti `tetapkan` untuk banyak orang sekali jalan; satu yang ditolak menolak semuanya."""
    daftar = list(masukan)
    for satu in daftar:
        periksa(instansi, satu)
    definitif = {m.pegawai.pk: m for m in daftar if m.jenis == Penempatan.Jenis.DEFINITIF}
    # Dikunci berurutan, supaya dua mutasi bersamaan untuk orang yang sama saling menunggu.
    list(
        Pegawai.objects.select_for_update(no_key=True)
        .filter(pk__in=definitif)
        .order_by("pk")
        .values_list("pk")
    )
    berjalan = list(_definitif_pada_mulai(definitif))
    wajib_kelola_pegawai(
        oleh,
        instansi=instansi,
        sekarang=sekarang,
        unit_ids={m.unit.pk for m in daftar} | {p.unit_id for p in berjalan},
    )
    akhiri_baris(berjalan, definitif, oleh=oleh, sekarang=sekarang)
    return _tulis(instansi, daftar, oleh=oleh, sekarang=sekarang)


def periksa(instansi: Instansi, m: MasukanPenempatan, *, harus_aktif: bool = True) -> None:
    """Yang dapat ditolak tanpa melihat penempatan lain: instansi, jenis, urutan tanggal, masa unit."""
    wajib_seinstansi(instansi.pk, m.pegawai, m.unit, m.jabatan)
    if harus_aktif and not m.pegawai.is_active:
        raise GalatAturan(
            f"{m.pegawai.nama} tidak aktif. Aktifkan dahulu lewat halamannya.", bidang="pegawai"
        )
    if m.jenis not in Penempatan.Jenis.values:
        raise GalatAturan(f"Jenis penempatan “{m.jenis}” belum dikenal. Pilih dari daftar.", bidang="jenis")
    if m.sampai is not None and m.sampai < m.sejak:
        raise GalatAturan(
            "Hari terakhir tidak boleh sebelum hari mulai. Perbaiki salah satunya.", bidang="sampai"
        )
    if m.sejak < m.unit.sejak:
        raise GalatAturan(
            f"{m.unit.nama} baru berlaku {tanggal(m.unit.sejak)}. Pilih hari mulai sesudahnya.",
            bidang="sejak",
        )
    if m.unit.sampai is not None and (
        m.sejak > m.unit.sampai or m.sampai is None or m.sampai > m.unit.sampai
    ):
        raise GalatAturan(
            f"{m.unit.nama} hanya berlaku sampai {tanggal(m.unit.sampai)}. Pilih unit penggantinya.",
            bidang="unit",
        )


def _definitif_pada_mulai(masukan: dict[int, MasukanPenempatan]) -> Iterable[Penempatan]:
    """Penempatan definitif yang masih berjalan saat yang baru mulai."""
    calon = Penempatan.objects.filter(pegawai_id__in=masukan, jenis=Penempatan.Jenis.DEFINITIF).order_by("pk")
    for lama in calon:
        mulai = masukan[lama.pegawai_id].sejak
        if lama.sejak < mulai and (lama.sampai is None or lama.sampai >= mulai):
            yield lama


def akhiri_baris(
    berjalan: list[Penempatan],
    pengganti: dict[int, MasukanPenempatan],
    *,
    oleh: Pegawai | None,
    sekarang: datetime,
    pada: date | None = None,
    alasan: str = "",
) -> None:
    if not berjalan:
        return
    dulu = {p.pk: p.sampai for p in berjalan}
    for lama in berjalan:
        lama.sampai = pada or pengganti[lama.pegawai_id].sejak - SEHARI
    Penempatan.objects.bulk_update(berjalan, ["sampai"], batch_size=1000)
    catat_banyak(
        aksi="penempatan.diakhiri",
        objek_jenis="penempatan",
        butir=[
            (
                p.pk,
                {
                    "pegawai": p.pegawai_id,
                    "unit": p.unit_id,
                    "sampai": str(p.sampai),
                    "sampai_dulu": iso(dulu[p.pk]),
                },
            )
            for p in berjalan
        ],
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=berjalan[0].pegawai.instansi_id,
        alasan=alasan,
    )


def _tulis(
    instansi: Instansi, daftar: list[MasukanPenempatan], *, oleh: Pegawai | None, sekarang: datetime
) -> list[Penempatan]:
    baris = [
        Penempatan(
            pegawai=m.pegawai,
            unit=m.unit,
            jabatan=m.jabatan,
            jenis=m.jenis,
            kepala=m.kepala,
            sejak=m.sejak,
            sampai=m.sampai,
            dasar=m.dasar,
        )
        for m in daftar
    ]
    with jelaskan_bentrok(
        {
            "penempatan_satu_definitif": lambda: bentrok_definitif(daftar),
            "penempatan_satu_kepala": lambda: bentrok_kepala(daftar),
        }
    ):
        Penempatan.objects.bulk_create(baris, batch_size=1000)
    catat_banyak(
        aksi="penempatan.ditetapkan",
        objek_jenis="penempatan",
        butir=[(p.pk, isi_jejak(p)) for p in baris],
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
    )
    return baris


def iso(hari: date | None) -> str | None:
    """Tanggal untuk jejak."""
    return hari.isoformat() if hari else None


def isi_jejak(p: Penempatan) -> dict[str, object]:
    return {
        "pegawai": p.pegawai_id,
        "unit": p.unit_id,
        "jabatan": p.jabatan_id,
        "jenis": p.jenis,
        "kepala": p.kepala,
        "sejak": p.sejak.isoformat(),
        "sampai": iso(p.sampai),
        "dasar": p.dasar,
    }


def _bertumpang(m: MasukanPenempatan) -> Q:
    """Baris yang harinya beririsan dengan masukan."""
    sesudah = Q(sampai__isnull=True) | Q(sampai__gte=m.sejak)
    return sesudah if m.sampai is None else sesudah & Q(sejak__lte=m.sampai)


def bentrok_definitif(daftar: list[MasukanPenempatan], *, kecuali: int = 0) -> GalatAturan:
    """Kalimat untuk dua definitif pada satu hari."""
    for m in daftar:
        ada = (
            Penempatan.objects.filter(_bertumpang(m), pegawai=m.pegawai, jenis=Penempatan.Jenis.DEFINITIF)
            .filter(sejak__gte=m.sejak)
            .exclude(pk=kecuali)
            .select_related("unit")
            .first()
        )
        if m.jenis == Penempatan.Jenis.DEFINITIF and ada:
            return GalatAturan(
                f"{m.pegawai.nama} sudah ditempatkan di {ada.unit.nama} mulai {tanggal(ada.sejak)}. "
                "Pilih hari mulai sesudahnya, atau akhiri penempatan itu dahulu.",
                bidang="sejak",
            )
    return GalatAturan(
        "Satu orang hanya punya satu jabatan definitif pada satu hari. Periksa tanggalnya.", bidang="sejak"
    )


def bentrok_kepala(daftar: list[MasukanPenempatan], *, kecuali: int = 0) -> GalatAturan:
    """Kalimat untuk dua kepala sejenis pada satu hari."""
    for m in daftar:
        ada = (
            Penempatan.objects.filter(_bertumpang(m), unit=m.unit, jenis=m.jenis, kepala=True)
            .exclude(pk=kecuali)
            .select_related("pegawai")
            .first()
        )
        if m.kepala and ada:
            return GalatAturan(
                f"{m.unit.nama} sudah dipimpin {ada.pegawai.nama} ({ada.get_jenis_display()}) sejak {tanggal(ada.sejak)}. "
                "Akhiri penempatannya dahulu, atau pilih Plt. atau Plh.",
                bidang="unit",
            )
    return GalatAturan(
        "Satu unit hanya punya satu kepala sejenis pada satu hari. Periksa tanggalnya.", bidang="unit"
    )
