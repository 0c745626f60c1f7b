"""Menerima, meninggalkan, dan mengulang impor; pembacaannya diserahkan ke pekerja latar."""

from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from inti.galat import GalatAturan
from inti.models import Berkas, Impor
from inti.rules.format import ukuran
from inti.services.berkas import KANTOR, berkas_baru, nama_aman
from inti.services.impor.adaptor import Adaptor
from inti.services.jejak import catat
from inti.services.kotak import antre_tugas
from inti.services.lembar import BITA_MAKS, GalatLembar, periksa_arsip
from inti.services.pindai import periksa_kiriman

JENIS_EXCEL = KANTOR[".xlsx"][0]
JENIS_CSV = "text/csv"
LAMA = (".xls", ".xlsb", ".ods", ".xlsm", ".numbers")


class ImporBerjalan(GalatAturan):
    """Masih ada impor sejenis yang belum selesai di instansi ini."""

    def __init__(self, impor: Impor) -> None:
        super().__init__(
            f"Masih ada impor sejenis dari {impor.pengirim_nama} ({impor.get_status_display().lower()}). "
            "Selesaikan atau tinggalkan impor itu dahulu.",
            bidang="berkas",
        )
        self.impor = impor


def unggah(*, adaptor: Adaptor, kiriman: "UploadedFile[bytes]", oleh: Any, sekarang: datetime) -> Impor:
    """Simpan berkas dan minta dibaca di latar. Menolak yang bukan XLSX atau CSV, kosong, terlalu besar, bermakro,
    bersandi, mengembang, atau bertemuan pemindai; dan bila masih ada impor sejenis yang berjalan (ImporBerjalan).
    """
    adaptor.wajib(oleh=oleh, impor=None, instansi_id=oleh.instansi_id, sekarang=sekarang)
    nama = nama_aman(kiriman.name or "")
    _periksa_luar(nama, kiriman)
    isi = kiriman.read()
    pindai = periksa_kiriman(nama=nama, isi=isi, oleh=oleh)
    berkas = berkas_baru(nama, _periksa_isi(nama, isi), isi, pindai, oleh, sekarang)
    try:
        with transaction.atomic():
            return _simpan(adaptor, berkas, isi, oleh, sekarang)
    except IntegrityError:
        berjalan = Impor.objects.filter(
            instansi_id=oleh.instansi_id, jenis=adaptor.kode, status__in=Impor.BERJALAN
        ).first()
        if berjalan is None:
            raise
        raise ImporBerjalan(berjalan) from None


def _akhiran(nama: str) -> str:
    return "." + nama.rsplit(".", 1)[-1].lower() if "." in nama else ""


def _periksa_luar(nama: str, kiriman: "UploadedFile[bytes]") -> None:
    akhiran = _akhiran(nama)
    if akhiran in LAMA:
        raise _tolak(
            f"“{nama}” berbentuk {akhiran}. Simpan sebagai .xlsx tanpa makro, atau .csv, lalu unggah lagi."
        )
    if akhiran not in (".xlsx", ".csv"):
        raise _tolak(f"“{nama}” bukan lembar kerja. Pilih berkas .xlsx atau .csv.")
    if not kiriman.size:
        raise _tolak(f"“{nama}” kosong. Pilih berkas yang ada isinya.")
    if kiriman.size > BITA_MAKS:
        raise _tolak(
            f"“{nama}” {ukuran(kiriman.size)}, batasnya {ukuran(BITA_MAKS)}. Bagi menjadi beberapa berkas."
        )


def _periksa_isi(nama: str, isi: bytes) -> str:
    """Jenis menurut akhiran yang cocok dengan isinya."""
    if _akhiran(nama) == ".csv":
        if isi.startswith(
            (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff", b"MZ", b"\x1f\x8b")
        ):
            raise _tolak(
                f"Isi “{nama}” bukan teks CSV. Simpan ulang dari aplikasi asalnya sebagai CSV UTF-8."
            )
        return JENIS_CSV
    try:
        periksa_arsip(isi)
    except GalatLembar as galat:
        raise _tolak(galat.butir[0]["pesan"]) from galat
    return JENIS_EXCEL


def _tolak(pesan: str) -> GalatAturan:
    return GalatAturan(pesan, bidang="berkas")


def _simpan(adaptor: Adaptor, berkas: Berkas, isi: bytes, oleh: Any, sekarang: datetime) -> Impor:
    # Baris lebih dahulu: bila ada impor lain yang berjalan, tidak ada berkas yang tertinggal di tempat simpan.
    berkas.isi.name = berkas.isi.field.generate_filename(berkas, "")
    berkas.save()
    impor = Impor.objects.create(
        instansi_id=oleh.instansi_id,
        jenis=adaptor.kode,
        berkas=berkas,
        pengirim_id=oleh.pk,
        pengirim_nama=oleh.nama,
        dibuat=sekarang,
    )
    berkas.isi.name = berkas.isi.storage.save(berkas.isi.name, ContentFile(isi))
    berkas.save(update_fields=["isi"])
    catat(
        aksi="impor.diunggah",
        objek_jenis="impor",
        objek_id=impor.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"jenis": adaptor.kode, "berkas": berkas.nama, "ukuran": len(isi), "sha256": berkas.sha256},
    )
    antre(impor, adaptor, sekarang)
    return impor


def antre(impor: Impor, adaptor: Adaptor, sekarang: datetime) -> None:
    """Bangunkan pekerja; yang tahu apa yang harus dikerjakan adalah baris impornya."""
    antre_tugas(
        nama=adaptor.tugas,
        kunci=f"impor:{impor.pk}:{impor.status}:{impor.pagar}:{sekarang:%Y%m%d%H%M%S%f}",
        sekarang=sekarang,
        impor_id=impor.pk,
    )


@transaction.atomic
def tinggalkan(*, impor: Impor, adaptor: Adaptor, oleh: Any, sekarang: datetime) -> Impor:
    """Lepaskan impor yang belum diterapkan. Yang sudah diterapkan dibatalkan, bukan ditinggalkan."""
    adaptor.wajib(oleh=oleh, impor=impor, instansi_id=impor.instansi_id, sekarang=sekarang)
    baris = Impor.objects.select_for_update().get(pk=impor.pk)
    S = Impor.Status
    if baris.status == S.DITINGGALKAN:
        return baris
    if baris.status == S.TERHENTI and baris.dibatalkan_pada is not None:
        baris.status, baris.dibatalkan_pada, baris.dibatalkan_oleh = S.DITERAPKAN, None, None
    elif baris.status in (S.DIUNGGAH, S.DIBACA, S.SIAP, S.TERHENTI):
        baris.status, baris.diterapkan_pada, baris.diterapkan_oleh = S.DITINGGALKAN, None, None
    else:
        raise GalatAturan(f"Impor ini {baris.get_status_display().lower()}, jadi tidak dapat ditinggalkan.")
    baris.pagar += 1
    baris.save()
    catat(
        aksi="impor.ditinggalkan",
        objek_jenis="impor",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=baris.instansi_id,
    )
    return baris


@transaction.atomic
def ulangi(*, impor: Impor, adaptor: Adaptor, oleh: Any, sekarang: datetime) -> Impor:
    """Baca ulang berkas yang sama, atau lanjutkan yang terhenti dari langkah yang sama."""
    adaptor.wajib(oleh=oleh, impor=impor, instansi_id=impor.instansi_id, sekarang=sekarang)
    baris = Impor.objects.select_for_update().get(pk=impor.pk)
    S = Impor.Status
    if baris.status not in (S.TERHENTI, S.SIAP):
        return baris
    if baris.dibatalkan_pada is not None:
        baris.status = S.MEMBATALKAN
    elif baris.diterapkan_pada is not None:
        baris.status = S.MENERAPKAN
    else:
        baris.status, baris.terbaca = S.DIUNGGAH, 0
    baris.percobaan, baris.detak, baris.sebab = 0, None, ""
    baris.pagar += 1
    baris.save()
    antre(baris, adaptor, sekarang)
    return baris
