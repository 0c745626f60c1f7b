"""Mengisi katalog pelatihan: menambah, mengubah, menarik, dan menawarkan lagi."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from inti.galat import GalatAturan
from inti.services.jejak import catat
from kepegawaian.models import Instansi, Pegawai
from pelatihan.models import Pelatihan
from pelatihan.permissions import wajib_kelola_katalog
from pelatihan.rules.bentuk import BENTUK, klasikal, kode_dari_teks
from pelatihan.rules.tanda import tag_pelatihan

PRASYARAT_TERDALAM = 20


@dataclass(frozen=True, slots=True)
class IsianPelatihan:
    """Isi satu pelatihan seperti di formulir; `jp` jam pelajaran, `biaya` rupiah tiap orang, `kode_bentuk` SIASN 1–25."""

    judul: str
    kode_bentuk: int
    jp: int
    jp_usulan: bool = False
    penyelenggara: str = ""
    kompetensi: str = ""
    biaya: int = 0
    prasyarat: Pelatihan | None = None
    sumber: str = ""


@transaction.atomic
def tambah(
    *,
    instansi: Instansi,
    judul: str,
    bentuk: str,
    jp: int,
    jp_usulan: bool = False,
    penyelenggara: str = "",
    kompetensi: str = "",
    biaya: int = 0,
    prasyarat: Pelatihan | None = None,
    sumber: str = "",
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Pelatihan:
    """Tambah satu judul; judul yang sudah ada mengembalikan barisnya. `jp` jam pelajaran, lebih dari 0.

    `bentuk` sebutan penyelenggara atau kode SIASN. Tandanya dibaca dari judul, bentuk, dan kompetensi
    (docs/aturan/rekomendasi.md).
    """
    wajib_kelola_katalog(oleh, instansi=instansi, sekarang=sekarang)
    judul = " ".join(judul.split())
    kode = kode_dari_teks(bentuk)
    sebutan = BENTUK[kode].nama if bentuk.strip().isdigit() else bentuk
    _periksa(judul, jp, biaya, prasyarat, instansi_id=instansi.pk)
    pelatihan, baru = Pelatihan.objects.get_or_create(
        instansi=instansi,
        judul=judul,
        defaults={
            "bentuk": sebutan,
            "kode_bentuk": kode,
            "klasikal": klasikal(kode),
            "jp": jp,
            "jp_usulan": jp_usulan,
            "penyelenggara": penyelenggara,
            "kompetensi": kompetensi,
            "biaya": biaya,
            "prasyarat": prasyarat,
            "tanda": _tanda(judul, sebutan, kompetensi),
            "sumber": sumber,
        },
    )
    if baru:
        _jejak(pelatihan, "pelatihan.ditambah", oleh=oleh, sekarang=sekarang, jp=jp)
    return pelatihan


@transaction.atomic
def ubah(*, pelatihan: Pelatihan, isi: IsianPelatihan, oleh: Pegawai, sekarang: datetime) -> Pelatihan:
    """Ubah satu pelatihan. Usulan dan kepesertaan yang sudah ada tetap memakai JP dan biaya saat dicatat.

    Menolak judul yang sudah dipakai pelatihan lain dan prasyarat yang berputar kembali kepadanya.
    """
    wajib_kelola_katalog(oleh, instansi=pelatihan.instansi, sekarang=sekarang)
    baris = Pelatihan.objects.select_for_update().get(pk=pelatihan.pk)
    judul = " ".join(isi.judul.split())
    _periksa(judul, isi.jp, isi.biaya, isi.prasyarat, instansi_id=baris.instansi_id, milik=baris.pk)
    semula = {n: getattr(baris, n) for n in _TERCATAT}
    if isi.kode_bentuk != baris.kode_bentuk:
        baris.bentuk = BENTUK[isi.kode_bentuk].nama
    baris.judul, baris.kode_bentuk, baris.klasikal = judul, isi.kode_bentuk, klasikal(isi.kode_bentuk)
    for nama in ("jp", "jp_usulan", "penyelenggara", "kompetensi", "biaya", "prasyarat", "sumber"):
        setattr(baris, nama, getattr(isi, nama))
    if (judul, isi.kompetensi) != (semula["judul"], semula["kompetensi"]):
        baris.tanda = _tanda(judul, baris.bentuk, isi.kompetensi)
    try:
        with transaction.atomic():
            baris.save()
    except IntegrityError as galat:
        raise GalatAturan(
            "Judul ini sudah dipakai pelatihan lain. Bedakan judulnya, atau ubah pelatihan itu.",
            bidang="judul",
        ) from galat
    beda = {n: [semula[n], getattr(baris, n)] for n in _TERCATAT if semula[n] != getattr(baris, n)}
    _jejak(baris, "pelatihan.diubah", oleh=oleh, sekarang=sekarang, beda=beda)
    return baris


@transaction.atomic
def atur_aktif(*, pelatihan: Pelatihan, aktif: bool, oleh: Pegawai, sekarang: datetime) -> Pelatihan:
    """Tarik dari tawaran atau tawarkan lagi; usulan yang sudah berjalan diteruskan. Diulang tidak mengubah apa pun."""
    wajib_kelola_katalog(oleh, instansi=pelatihan.instansi, sekarang=sekarang)
    baris = Pelatihan.objects.select_for_update().get(pk=pelatihan.pk)
    if baris.aktif != aktif:
        baris.aktif = aktif
        baris.save(update_fields=["aktif"])
        aksi = "pelatihan.ditawarkan" if aktif else "pelatihan.ditarik"
        _jejak(baris, aksi, oleh=oleh, sekarang=sekarang)
    return baris


_TERCATAT = ("judul", "kode_bentuk", "jp", "penyelenggara", "kompetensi", "biaya", "prasyarat_id")


def _tanda(judul: str, bentuk: str, kompetensi: str) -> list[str]:
    return sorted(tag_pelatihan(judul=judul, jenis=bentuk, kompetensi=kompetensi))


def _periksa(
    judul: str,
    jp: int,
    biaya: int,
    prasyarat: Pelatihan | None,
    *,
    instansi_id: int,
    milik: int | None = None,
) -> None:
    if not judul:
        raise GalatAturan("Isi judul pelatihan.", bidang="judul")
    if jp <= 0:
        raise GalatAturan("Jam pelajaran paling sedikit 1.", bidang="jp")
    if biaya < 0:
        raise GalatAturan("Biaya paling sedikit Rp 0.", bidang="biaya")
    if prasyarat is not None and prasyarat.instansi_id != instansi_id:
        raise GalatAturan("Prasyarat harus dari katalog instansi ini.", bidang="prasyarat")
    telusur, langkah = prasyarat, 0
    while telusur is not None:
        langkah += 1
        if telusur.pk == milik or langkah > PRASYARAT_TERDALAM:
            raise GalatAturan(
                "Prasyarat ini kembali kepada pelatihan itu sendiri. Pilih yang lain.", bidang="prasyarat"
            )
        telusur = telusur.prasyarat


def _jejak(satu: Pelatihan, aksi: str, *, oleh: Pegawai | None, sekarang: datetime, **isi: Any) -> None:
    catat(
        aksi=aksi,
        objek_jenis="pelatihan",
        objek_id=satu.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=satu.instansi_id,
        isi={"judul": satu.judul, **isi},
    )
