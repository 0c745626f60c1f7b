"""Menambah, mengubah, dan menggabung nama jabatan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower

from inti.galat import GalatAturan
from inti.services.jejak import catat, catat_banyak
from kepegawaian.models import Instansi, Jabatan, Pegawai, Penempatan
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.wewenang import wajib_kelola_pegawai

KELAS_MIN, KELAS_MAKS = 1, 17


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
            instansi=instansi,
            nama=" ".join(m.nama.split()),
            jenis=m.jenis,
            jenjang=m.jenjang,
            kelas=m.kelas,
            sumber=m.sumber,
        )
        for m in masukan
    ]
    for satu in daftar:
        _periksa(satu)
    _tolak_ganda(instansi, [j.nama for j in daftar])
    with jelaskan_bentrok({"jabatan_satu_nama": _ganda}):
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


@transaction.atomic
def ubah_jabatan(
    *,
    jabatan: Jabatan,
    nama: str,
    jenis: str,
    jenjang: str = "",
    kelas: int | None = None,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Jabatan:
    """Ubah nama atau keterangan jabatan; dipakai bersama, jadi hanya admin seluruh instansi.

    Nama baru tampil di semua penempatan yang memakainya; hasil yang sudah ditutup menyimpan nama lamanya. Menolak: nama
    kosong atau sudah ada (huruf besar kecil tidak dibedakan), kelas di luar 1 sampai 17, dan mengganti jenis jabatan
    yang sudah dipakai, sebab indikator menjangkau orang menurut jenisnya. Yang tidak berubah tidak dicatat.
    """
    wajib_kelola_pegawai(oleh, instansi=jabatan.instansi, sekarang=sekarang, unit_ids=None)
    baris = Jabatan.objects.select_for_update(of=("self",)).select_related("instansi").get(pk=jabatan.pk)
    isi: dict[str, Any] = {
        "nama": " ".join(nama.split()),
        "jenis": jenis,
        "jenjang": jenjang.strip(),
        "kelas": kelas,
    }
    berubah = {b: {"dulu": getattr(baris, b), "kini": n} for b, n in isi.items() if getattr(baris, b) != n}
    if not berubah:
        return baris
    dipakai = Penempatan.objects.filter(jabatan=baris).count()
    if "jenis" in berubah and dipakai:
        raise GalatAturan(
            f"Jabatan ini sudah dipakai {dipakai} penempatan, jadi jenisnya tidak dapat diganti. "
            "Tambah jabatan baru dengan jenis yang benar.",
            bidang="jenis",
        )
    for bidang, nilai in isi.items():
        setattr(baris, bidang, nilai)
    _periksa(baris)
    _tolak_ganda(baris.instansi, [baris.nama], kecuali=baris.pk)
    with jelaskan_bentrok({"jabatan_satu_nama": _ganda}):
        baris.save(update_fields=list(isi))
    catat(
        aksi="jabatan.diubah",
        objek_jenis="jabatan",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=baris.instansi_id,
        isi=berubah | {"dipakai": dipakai},
    )
    return baris


def _periksa(jabatan: Jabatan) -> None:
    if not jabatan.nama:
        raise GalatAturan("Isi nama jabatan.", bidang="nama")
    if jabatan.jenis not in Jabatan.Jenis.values:
        raise GalatAturan(
            f"Jenis jabatan “{jabatan.jenis}” belum dikenal. Pilih dari daftar.", bidang="jenis"
        )
    if jabatan.kelas is not None and not KELAS_MIN <= jabatan.kelas <= KELAS_MAKS:
        raise GalatAturan(f"Kelas jabatan {KELAS_MIN} sampai {KELAS_MAKS}.", bidang="kelas")


def _tolak_ganda(instansi: Instansi, nama: list[str], *, kecuali: int | None = None) -> None:
    """Nama yang hanya berbeda huruf besar kecil dianggap sama. Satu kueri."""
    kecil = [n.lower() for n in nama]
    sama = Jabatan.objects.filter(instansi=instansi).annotate(kecil=Lower("nama")).filter(kecil__in=kecil)
    if kecuali is not None:
        sama = sama.exclude(pk=kecuali)
    if len(set(kecil)) < len(kecil) or sama.exists():
        raise _ganda()


def _ganda() -> GalatAturan:
    return GalatAturan(
        "Nama jabatan ini sudah ada. Pakai yang sudah ada, atau tulis nama yang lebih khusus.", bidang="nama"
    )
