"""Mengakhiri semua yang bertanggal milik seseorang pada satu hari, dan mengembalikannya."""

from datetime import date
from typing import Any

from django.db.models import Model, ProtectedError, Q, QuerySet

from inti.galat import GalatAturan
from inti.rules.format import tanggal
from kepegawaian.models import Pegawai, PejabatPenilai, Penempatan, Peran
from kepegawaian.services.bentrok import jelaskan_bentrok


def akhiri_semua(pegawai: Pegawai, *, terakhir: date) -> dict[str, Any]:
    """Semua penempatan, peran, dan penilai khusus berhenti sesudah `terakhir`; kembalikan keadaan sebelumnya.

    Bentuknya {"penempatan": [[id, sampai semula atau null], …], "penilai": …, "peran": …, "dihapus": {…}}.
    """
    sumber: dict[str, QuerySet[Any]] = {
        "penempatan": Penempatan.objects.filter(pegawai=pegawai),
        "penilai": PejabatPenilai.objects.filter(Q(pegawai=pegawai) | Q(penilai=pegawai)),
        "peran": Peran.objects.filter(pegawai=pegawai),
    }
    hasil: dict[str, Any] = {"dihapus": {}}
    for nama, semua in sumber.items():
        hasil["dihapus"][nama] = _hapus_mendatang(semua.filter(sejak__gt=terakhir), terakhir)
        berjalan = semua.filter(Q(sampai__isnull=True) | Q(sampai__gt=terakhir), sejak__lte=terakhir)
        hasil[nama] = [
            [b.pk, b.sampai.isoformat() if b.sampai else None]
            for b in berjalan.select_for_update().order_by("pk")
        ]
        berjalan.update(sampai=terakhir)
    return hasil


def kembalikan_semua(pegawai: Pegawai, berakhir: dict[str, Any]) -> None:
    """Kembalikan penempatan dan penilai khusus yang dicatat `akhiri_semua`; yang sudah diubah orang lain dibiarkan.

    Menolak bila kursinya sudah diisi.
    """
    terisi = GalatAturan(
        "Kursi lamanya sudah diisi orang lain. Akhiri penempatan orang itu, atau tempatkan pegawai ini di tempat lain dahulu."
    )
    model: dict[str, type[Model]] = {"penempatan": Penempatan, "penilai": PejabatPenilai}
    batasan = ("penempatan_satu_definitif", "penempatan_satu_kepala", "penilai_khusus_satu")
    with jelaskan_bentrok({nama: (lambda: terisi) for nama in batasan}):
        for nama, kelas in model.items():
            for pk, sampai in berakhir.get(nama, []):
                kelas._default_manager.filter(pk=pk, sampai=pegawai.hari_terakhir).update(
                    sampai=date.fromisoformat(sampai) if sampai else None
                )


def _hapus_mendatang(baris: QuerySet[Any], terakhir: date) -> list[dict[str, Any]]:
    daftar = list(baris)
    isi = [{"id": b.pk, "sejak": b.sejak.isoformat(), "unit": getattr(b, "unit_id", None)} for b in daftar]
    try:
        baris.delete()
    except ProtectedError as galat:
        raise GalatAturan(
            f"Ada penempatan yang mulai sesudah {tanggal(terakhir)} dan sudah dipakai SKP. "
            "Pilih hari sesudahnya, atau batalkan SKP itu dahulu.",
            bidang="mulai",
        ) from galat
    return isi
