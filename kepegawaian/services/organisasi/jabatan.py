"""Menambah, mengubah, dan menggabung nama jabatan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.services.jejak import catat_banyak
from kepegawaian.models import Instansi, Jabatan, Pegawai
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.wewenang import wajib_kelola_pegawai


@dataclass(frozen=True, slots=True)
class MasukanJabatan:
    """Satu jabatan untuk `tambah_jabatan_banyak`."""

    nama: str
    jenis: str
    jenjang: str = ""
    kelas: int | None = None
    sumber: str = ""


def tambah_jabatan(
    *,
    instansi: Instansi,
    nama: str,
    jenis: str,
    jenjang: str = "",
    kelas: int | None = None,
    sumber: str = "",
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Jabatan:
    """Tambah satu nama jabatan. Nama yang sudah ada di instansi ditolak."""
    masukan = MasukanJabatan(nama, jenis, jenjang, kelas, sumber)
    return tambah_jabatan_banyak(instansi=instansi, masukan=[masukan], oleh=oleh, sekarang=sekarang)[0]


@transaction.atomic
def tambah_jabatan_banyak(
    *, instansi: Instansi, masukan: Iterable[MasukanJabatan], oleh: Pegawai | None, sekarang: datetime
) -> list[Jabatan]:
    """Tambah banyak nama jabatan sekali jalan, urut seperti masukan."""
    wajib_kelola_pegawai(oleh, instansi=instansi, sekarang=sekarang, unit_ids=())
    daftar = [
        Jabatan(
            instansi=instansi, nama=m.nama, jenis=m.jenis, jenjang=m.jenjang, kelas=m.kelas, sumber=m.sumber
        )
        for m in masukan
    ]
    for satu in daftar:
        if satu.jenis not in Jabatan.Jenis.values:
            raise GalatAturan(
                f"Jenis jabatan “{satu.jenis}” belum dikenal. Pilih dari daftar.", bidang="jenis"
            )
    ganda = GalatAturan(
        "Nama jabatan ini sudah ada. Pakai yang sudah ada, atau tulis nama yang lebih khusus.", bidang="nama"
    )
    with jelaskan_bentrok({"jabatan_satu_nama": lambda: ganda}):
        Jabatan.objects.bulk_create(daftar)
    catat_banyak(
        aksi="jabatan.ditambah",
        objek_jenis="jabatan",
        butir=[(j.pk, {"nama": j.nama, "jenis": j.jenis}) for j in daftar],
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
    )
    return daftar
