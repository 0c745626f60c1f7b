"""Mengubah data seorang pegawai."""

import hashlib
import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan, SudahBerubah
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from kepegawaian.models import Pegawai
from kepegawaian.rules import golongan as aturan_golongan
from kepegawaian.services.lingkup import kunci_pegawai, wajib_kelola_orang

TELEPON = re.compile(r"\+?[0-9][0-9 .\-]{5,18}")


@dataclass(frozen=True, slots=True)
class DataPegawai:
    """Yang boleh diubah tanpa mengganti nomor induk."""

    nama: str
    gelar_depan: str = ""
    gelar_belakang: str = ""
    golongan: str = ""
    email: str = ""
    telepon: str = ""


def sidik_data(pegawai: Pegawai) -> str:
    """Sidik isi yang sedang tampil; dua tab yang mengubah orang yang sama tidak saling menimpa."""
    isi = "\x1f".join(getattr(pegawai, bidang) for bidang in DataPegawai.__dataclass_fields__)
    return hashlib.sha256(isi.encode()).hexdigest()[:16]


@transaction.atomic
def ubah(
    *,
    pegawai: Pegawai,
    data: DataPegawai,
    semula: str | None = None,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Pegawai:
    """Simpan data baru; yang sama dengan semula tidak ditulis. Perubahan surel dikabarkan ke alamat lama.

    Menolak: di luar kewenangan, nama kosong, golongan yang bukan golongan statusnya, surel atau telepon yang
    tidak terbaca, dan isi yang sudah diubah orang lain sejak `semula` (sidik_data) dibaca.
    """
    wajib_kelola_orang(oleh, pegawai, sekarang=sekarang)
    baris = kunci_pegawai(pegawai)
    baru = _periksa(data, baris.status)
    beda = {b: (getattr(baris, b), n) for b, n in asdict(baru).items() if getattr(baris, b) != n}
    if not beda:
        return baris
    if semula is not None and semula != sidik_data(baris):
        raise SudahBerubah("Data ini baru diubah orang lain. Periksa isinya yang terbaru, lalu simpan lagi.")
    tulis(baris, beda, oleh=oleh, sekarang=sekarang)
    return baris


def tulis(
    baris: Pegawai,
    beda: dict[str, tuple[str, str]],
    *,
    oleh: Pegawai | None,
    sekarang: datetime,
    alasan: str = "",
) -> None:
    """Tulis bidang yang berbeda (dulu, kini) pada baris yang sudah terkunci, beserta jejak dan kabarnya."""
    for bidang, (_, kini) in beda.items():
        setattr(baris, bidang, kini)
    baris.save(update_fields=list(beda))
    jejak = catat(
        aksi="pegawai.diubah",
        objek_jenis="pegawai",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=baris.instansi_id,
        isi={bidang: {"dulu": dulu, "kini": kini} for bidang, (dulu, kini) in beda.items()},
        alasan=alasan,
    )
    if "email" in beda:
        _kabari_surel(baris, lama=beda["email"][0], nomor=jejak.pk, oleh=oleh, sekarang=sekarang)


def periksa_kontak(email: str, telepon: str) -> tuple[str, str]:
    """Surel dan telepon yang rapi; kosong boleh. Menolak yang tidak terbaca."""
    email, telepon = email.strip(), " ".join(telepon.split())
    if email:
        try:
            validate_email(email)
        except ValidationError as galat:
            raise GalatAturan("Tulis surel seperti nama@contoh.go.id.", bidang="email") from galat
    if telepon and not TELEPON.fullmatch(telepon):
        raise GalatAturan("Tulis nomor telepon dengan angka, misalnya 0812 3456 7890.", bidang="telepon")
    return email, telepon


def periksa_golongan(golongan: str, status: str) -> str:
    """Golongan resmi status itu, atau kosong."""
    try:
        return aturan_golongan.periksa(golongan, status=status)
    except ValueError as galat:
        raise GalatAturan(str(galat), bidang="golongan") from galat


def _periksa(data: DataPegawai, status: str) -> DataPegawai:
    nama = " ".join(data.nama.split())
    if not nama:
        raise GalatAturan("Isi nama pegawai.", bidang="nama")
    email, telepon = periksa_kontak(data.email, data.telepon)
    return DataPegawai(
        nama=nama,
        gelar_depan=data.gelar_depan.strip(),
        gelar_belakang=data.gelar_belakang.strip().lstrip(", "),
        golongan=periksa_golongan(data.golongan, status),
        email=email,
        telepon=telepon,
    )


def _kabari_surel(baris: Pegawai, *, lama: str, nomor: int, oleh: Pegawai | None, sekarang: datetime) -> None:
    siapa = "Anda" if oleh is not None and oleh.pk == baris.pk else (oleh.nama if oleh else "sistem")
    beri_tahu(
        penerima_id=baris.pk,
        instansi_id=baris.instansi_id,
        jenis=JenisKabar.KEAMANAN,
        judul="Alamat surel Anda diubah",
        isi=f"Diubah oleh {siapa}. Bila bukan atas kehendak Anda, hubungi admin BKD.",
        tautan=reverse("kepegawaian:profil"),
        kunci=f"surel-diubah:{nomor}",
        sekarang=sekarang,
        surel=lama,
    )
