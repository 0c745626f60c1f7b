"""Menempatkan pegawai di unit dan jabatan, bertanggal."""

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

    Menolak: unit yang belum atau tidak berlaku, unit yang sudah berkepala sejenis, definitif yang sudah
    dijadwalkan sesudahnya, dan pegawai atau unit di luar kewenangan `oleh`.
    """
    masukan = MasukanPenempatan(pegawai, unit, jabatan, sejak, jenis, kepala, sampai, dasar)
    return tetapkan_banyak(instansi=pegawai.instansi, masukan=[masukan], oleh=oleh, sekarang=sekarang)[0]


@transaction.atomic
def tetapkan_banyak(
    *, instansi: Instansi, masukan: Iterable[MasukanPenempatan], oleh: Pegawai | None, sekarang: datetime
) -> list[Penempatan]:
    """Seperti `tetapkan` untuk banyak orang sekali jalan; satu yang ditolak menolak semuanya."""
    daftar = list(masukan)
    for satu in daftar:
        _periksa(instansi, satu)
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
    _akhiri(berjalan, definitif, oleh=oleh, sekarang=sekarang)
    return _tulis(instansi, daftar, oleh=oleh, sekarang=sekarang)


@transaction.atomic
def akhiri(
    *, penempatan: Penempatan, sampai: date, dasar: str = "", oleh: Pegawai | None, sekarang: datetime
) -> Penempatan:
    """Tetapkan hari terakhir penempatan, misalnya Plt. yang selesai. Menolak hari sebelum mulai."""
    instansi = penempatan.pegawai.instansi
    wajib_kelola_pegawai(oleh, instansi=instansi, sekarang=sekarang, unit_ids={penempatan.unit_id})
    baris = Penempatan.objects.select_for_update().get(pk=penempatan.pk)
    if sampai < baris.sejak:
        raise GalatAturan(
            f"Hari terakhir tidak boleh sebelum {tanggal(baris.sejak)}, hari mulainya.", bidang="sampai"
        )
    if baris.sampai is not None and sampai > baris.sampai:
        raise GalatAturan(
            f"Penempatan ini sudah berakhir {tanggal(baris.sampai)}. Untuk memperpanjang, buat penempatan baru.",
            bidang="sampai",
        )
    _akhiri([baris], {}, oleh=oleh, sekarang=sekarang, pada=sampai, alasan=dasar)
    return baris


def _periksa(instansi: Instansi, m: MasukanPenempatan) -> None:
    wajib_seinstansi(instansi.pk, m.pegawai, m.unit, m.jabatan)
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


def _akhiri(
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
    for lama in berjalan:
        lama.sampai = pada or pengganti[lama.pegawai_id].sejak - SEHARI
    Penempatan.objects.bulk_update(berjalan, ["sampai"], batch_size=1000)
    catat_banyak(
        aksi="penempatan.diakhiri",
        objek_jenis="penempatan",
        butir=[
            (p.pk, {"pegawai": p.pegawai_id, "unit": p.unit_id, "sampai": str(p.sampai)}) for p in berjalan
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
            "penempatan_satu_definitif": lambda: _bentrok_definitif(daftar),
            "penempatan_satu_kepala": lambda: _bentrok_kepala(daftar),
        }
    ):
        Penempatan.objects.bulk_create(baris, batch_size=1000)
    catat_banyak(
        aksi="penempatan.ditetapkan",
        objek_jenis="penempatan",
        butir=[(p.pk, _isi(p)) for p in baris],
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
    )
    return baris


def _isi(p: Penempatan) -> dict[str, object]:
    return {
        "pegawai": p.pegawai_id,
        "unit": p.unit_id,
        "jabatan": p.jabatan_id,
        "jenis": p.jenis,
        "kepala": p.kepala,
        "sejak": p.sejak.isoformat(),
        "sampai": p.sampai.isoformat() if p.sampai else None,
        "dasar": p.dasar,
    }


def _bertumpang(m: MasukanPenempatan) -> Q:
    """Baris yang harinya beririsan dengan masukan."""
    sesudah = Q(sampai__isnull=True) | Q(sampai__gte=m.sejak)
    return sesudah if m.sampai is None else sesudah & Q(sejak__lte=m.sampai)


def _bentrok_definitif(daftar: list[MasukanPenempatan]) -> GalatAturan:
    for m in daftar:
        ada = (
            Penempatan.objects.filter(_bertumpang(m), pegawai=m.pegawai, jenis=Penempatan.Jenis.DEFINITIF)
            .filter(sejak__gte=m.sejak)
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


def _bentrok_kepala(daftar: list[MasukanPenempatan]) -> GalatAturan:
    for m in daftar:
        ada = (
            Penempatan.objects.filter(_bertumpang(m), unit=m.unit, jenis=m.jenis, kepala=True)
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
