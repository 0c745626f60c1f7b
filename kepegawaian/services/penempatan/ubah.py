"""Mengakhiri, membatalkan, dan membetulkan tanggal penempatan."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from inti.galat import GalatAturan
from inti.models import Jejak
from inti.rules.format import tanggal
from inti.services.jejak import catat
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.sekitar import periode_ditutup
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.penempatan.tetapkan import (
    MasukanPenempatan,
    akhiri_baris,
    bentrok_definitif,
    bentrok_kepala,
    isi_jejak,
    periksa,
)
from kepegawaian.services.wewenang import wajib_kelola_pegawai

SEHARI = timedelta(days=1)
SELAMANYA = date(9999, 12, 31)


@transaction.atomic
def akhiri(
    *, penempatan: Penempatan, sampai: date, dasar: str = "", oleh: Pegawai | None, sekarang: datetime
) -> Penempatan:
    """Tetapkan hari terakhir penempatan, misalnya Plt. yang selesai. Menolak hari sebelum mulai.

    Yang sudah berakhir pada hari itu dibiarkan.
    """
    baris = _kunci(penempatan, oleh=oleh, sekarang=sekarang)
    if baris.sampai == sampai:
        return baris
    if sampai < baris.sejak:
        raise GalatAturan(
            f"Hari terakhir tidak boleh sebelum {tanggal(baris.sejak)}, hari mulainya.", bidang="sampai"
        )
    if baris.sampai is not None and sampai > baris.sampai:
        raise GalatAturan(
            f"Penempatan ini sudah berakhir {tanggal(baris.sampai)}. Untuk memperpanjang, buat penempatan baru.",
            bidang="sampai",
        )
    akhiri_baris([baris], {}, oleh=oleh, sekarang=sekarang, pada=sampai, alasan=dasar)
    return baris


@transaction.atomic
def batalkan(*, penempatan: Penempatan, alasan: str, oleh: Pegawai | None, sekarang: datetime) -> None:
    """Hapus penempatan yang belum mulai; definitif sebelumnya berlanjut seperti semula. Yang sudah hilang dibiarkan.

    Menolak: tanpa alasan, yang sudah mulai (akhiri atau betulkan tanggalnya), dan yang sudah dipakai SKP.
    """
    if not Penempatan.objects.filter(pk=penempatan.pk).exists():
        return
    baris = _kunci(penempatan, oleh=oleh, sekarang=sekarang)
    _wajib_alasan(alasan)
    if baris.sejak <= baris.pegawai.instansi.hari_pada(sekarang):
        raise GalatAturan(
            f"Penempatan ini sudah mulai {tanggal(baris.sejak)}. Akhiri, atau betulkan tanggalnya."
        )
    nomor, isi = baris.pk, isi_jejak(baris)
    try:
        baris.delete()
    except ProtectedError as galat:
        raise GalatAturan(
            "SKP sudah disusun untuk penempatan ini. Betulkan tanggalnya, atau minta pegawainya menghapus SKP itu."
        ) from galat
    sebelumnya = _lanjutkan_sebelumnya(baris)
    catat(
        aksi="penempatan.dibatalkan",
        objek_jenis="penempatan",
        objek_id=nomor,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=baris.pegawai.instansi_id,
        isi=isi | {"dilanjutkan": sebelumnya},
        alasan=alasan.strip(),
    )


@transaction.atomic
def perbaiki(
    *,
    penempatan: Penempatan,
    sejak: date,
    sampai: date | None,
    alasan: str,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Penempatan:
    """Betulkan tanggal yang salah tulis; definitif yang bersambung sebelumnya ikut menyesuaikan.

    Menolak: tanpa alasan, hari yang berubah menyentuh periode yang sudah ditutup, bertumpang dengan penempatan
    lain, dan di luar masa unitnya.
    """
    baris = _kunci(penempatan, oleh=oleh, sekarang=sekarang)
    if (baris.sejak, baris.sampai) == (sejak, sampai):
        return baris
    _wajib_alasan(alasan)
    instansi = baris.pegawai.instansi
    masukan = MasukanPenempatan(
        baris.pegawai, baris.unit, baris.jabatan, sejak, baris.jenis, baris.kepala, sampai, baris.dasar
    )
    periksa(instansi, masukan, harus_aktif=False)
    _tolak_bila_ditutup(baris, sejak, sampai)
    dulu = isi_jejak(baris)
    tetangga = _sambungan(baris)
    if tetangga is not None and sejak <= tetangga.sejak:
        raise GalatAturan(
            f"Penempatan sebelumnya mulai {tanggal(tetangga.sejak)}. Pilih hari mulai sesudahnya.",
            bidang="sejak",
        )
    baris.sejak, baris.sampai = sejak, sampai
    with jelaskan_bentrok(
        {
            "penempatan_satu_definitif": lambda: bentrok_definitif([masukan], kecuali=baris.pk),
            "penempatan_satu_kepala": lambda: bentrok_kepala([masukan], kecuali=baris.pk),
        }
    ):
        _geser(baris, tetangga)
    catat(
        aksi="penempatan.dibetulkan",
        objek_jenis="penempatan",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi={"dulu": dulu, "kini": isi_jejak(baris), "sebelumnya": tetangga.pk if tetangga else None},
        alasan=alasan.strip(),
    )
    return baris


def _kunci(penempatan: Penempatan, *, oleh: Pegawai | None, sekarang: datetime) -> Penempatan:
    """Izin, lalu kunci orangnya dan barisnya."""
    instansi = penempatan.pegawai.instansi
    wajib_kelola_pegawai(oleh, instansi=instansi, sekarang=sekarang, unit_ids={penempatan.unit_id})
    Pegawai.objects.select_for_update(no_key=True).get(pk=penempatan.pegawai_id)
    return (
        Penempatan.objects.select_for_update(of=("self",))
        .select_related("pegawai__instansi", "unit", "jabatan")
        .get(pk=penempatan.pk)
    )


def _wajib_alasan(alasan: str) -> None:
    if not alasan.strip():
        raise GalatAturan("Tulis alasannya; alasan itu tercatat di jejak.", bidang="alasan")


def _sambungan(baris: Penempatan) -> Penempatan | None:
    """Definitif yang berakhir tepat sehari sebelum baris ini mulai."""
    if baris.jenis != Penempatan.Jenis.DEFINITIF:
        return None
    return (
        Penempatan.objects.select_for_update()
        .filter(pegawai_id=baris.pegawai_id, jenis=baris.jenis, sampai=baris.sejak - SEHARI)
        .exclude(pk=baris.pk)
        .first()
    )


def _geser(baris: Penempatan, tetangga: Penempatan | None) -> None:
    """Simpan baris dan sambungannya; yang menyusut lebih dahulu, supaya tidak sempat bertumpang."""
    urut: list[Penempatan] = [baris]
    if tetangga is not None:
        menyusut = baris.sejak - SEHARI < (tetangga.sampai or SELAMANYA)
        tetangga.sampai = baris.sejak - SEHARI
        urut = [tetangga, baris] if menyusut else [baris, tetangga]
    for satu in urut:
        satu.save(update_fields=["sejak", "sampai"])


def _tolak_bila_ditutup(baris: Penempatan, sejak: date, sampai: date | None) -> None:
    """Hari-hari yang berubah tidak boleh menyentuh periode yang sudah ditutup."""
    ujung = [
        ("sejak", baris.sejak, sejak),
        (
            "sampai",
            (baris.sampai or SELAMANYA) + _lewat(baris.sampai),
            (sampai or SELAMANYA) + _lewat(sampai),
        ),
    ]
    for bidang, dulu, kini in ujung:
        if dulu == kini:
            continue
        ditutup = periode_ditutup(
            instansi_id=baris.pegawai.instansi_id, dari=min(dulu, kini), sampai=max(dulu, kini) - SEHARI
        )
        if ditutup:
            raise GalatAturan(
                f"{' dan '.join(ditutup)} sudah ditutup dan memuat hari yang berubah. "
                "Hasilnya dihitung menurut tanggal lama. Admin BKD membuka periodenya dahulu bila memang perlu.",
                bidang=bidang,
            )


def _lewat(hari: date | None) -> timedelta:
    return SEHARI if hari is not None else timedelta(0)


def _lanjutkan_sebelumnya(dibatalkan: Penempatan) -> dict[str, Any] | None:
    """Definitif yang dahulu diakhiri oleh penempatan ini kembali ke hari terakhirnya semula."""
    tetangga = _sambungan(dibatalkan)
    if tetangga is None:
        return None
    jejak = (
        Jejak.objects.filter(aksi="penempatan.diakhiri", objek_jenis="penempatan", objek_id=tetangga.pk)
        .order_by("-pk")
        .first()
    )
    if jejak is None or "sampai_dulu" not in jejak.isi:
        return None
    dulu = jejak.isi["sampai_dulu"]
    tetangga.sampai = date.fromisoformat(dulu) if dulu else None
    tetangga.save(update_fields=["sampai"])
    return {"id": tetangga.pk, "sampai": dulu}
