"""Mengganti nomor induk: pengangkatan baru, atau nomor yang salah tulis."""

from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.rules.format import tanggal
from inti.services.jejak import catat
from kepegawaian.models import KodeMasuk, Pegawai
from kepegawaian.rules import nip as aturan_nip
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.lingkup import kunci_pegawai, wajib_kelola_orang
from kepegawaian.services.pegawai.ubah import periksa_golongan


@transaction.atomic
def ganti_nomor(
    *,
    pegawai: Pegawai,
    nip: str,
    status: str,
    golongan: str,
    dasar: str,
    ikut_nomor: bool = False,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Pegawai:
    """Ganti NIP atau NI PPPK; orangnya tetap satu, nomor lamanya di jejak. Kode masuk yang terbuka berhenti berlaku.

    Nomor baru harus menyebut lahir dan kelamin yang sama; `ikut_nomor` membetulkan keduanya menurut nomor baru.
    Menolak juga: tanpa dasar, nomor milik orang lain, golongan yang bukan golongan status barunya.
    """
    wajib_kelola_orang(oleh, pegawai, sekarang=sekarang)
    if not dasar.strip():
        raise GalatAturan("Tulis dasarnya, misalnya nomor SK pengangkatan.", bidang="dasar")
    baris = kunci_pegawai(pegawai)
    baru = _baca(nip, status)
    golongan = periksa_golongan(golongan, status)
    if (baris.nip, baris.status, baris.golongan) == (baru.nomor, status, golongan):
        return baris
    if not ikut_nomor:
        _cocokkan(baris, baru)
    lama = {"nip": baris.nip, "status": baris.status, "golongan": baris.golongan}
    baris.nip, baris.status, baris.golongan = baru.nomor, status, golongan
    baris.tanggal_lahir, baris.kelamin = baru.tanggal_lahir, baru.kelamin.value
    terpakai = GalatAturan("NIP itu sudah terdaftar atas nama lain. Periksa angkanya pada SK.", bidang="nip")
    with jelaskan_bentrok({"kepegawaian_pegawai_nip_key": lambda: terpakai}):
        baris.save(update_fields=["nip", "status", "golongan", "tanggal_lahir", "kelamin"])
    KodeMasuk.objects.filter(pegawai=baris, selesai__isnull=True).update(selesai=sekarang)
    catat(
        aksi="pegawai.nomor_diganti",
        objek_jenis="pegawai",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=baris.instansi_id,
        isi={"dulu": lama, "kini": {"nip": baru.nomor, "status": status, "golongan": golongan}},
        alasan=dasar,
    )
    return baris


def _baca(nip: str, status: str) -> aturan_nip.Nip:
    if status not in Pegawai.Status.values:
        raise GalatAturan("Pilih PNS atau PPPK.", bidang="status")
    try:
        return aturan_nip.baca(nip, jenis=status)
    except ValueError as galat:
        raise GalatAturan(str(galat), bidang="nip") from galat


def _cocokkan(baris: Pegawai, baru: aturan_nip.Nip) -> None:
    if baru.tanggal_lahir != baris.tanggal_lahir:
        raise GalatAturan(
            f"Menurut nomor baru, lahir {tanggal(baru.tanggal_lahir)}; tercatat {tanggal(baris.tanggal_lahir)}. "
            "Periksa angkanya, atau centang bahwa data lama yang keliru.",
            bidang="nip",
        )
    if baru.kelamin.value != baris.kelamin:
        raise GalatAturan(
            f"Menurut nomor baru, {Pegawai.Kelamin(baru.kelamin).label.lower()}; "
            f"tercatat {baris.get_kelamin_display().lower()}. "
            "Periksa angkanya, atau centang bahwa data lama yang keliru.",
            bidang="nip",
        )
