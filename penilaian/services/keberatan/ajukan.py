"""Mengajukan dan menarik keberatan: oleh pemilik hasil, beralasan, dalam tenggat."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Berkas
from inti.rules.format import tanggal, waktu
from kepegawaian.models import Pegawai
from penilaian.models import Hasil, Keberatan
from penilaian.permissions import atasan_penilai, tampil
from penilaian.queries.hasil import digantikan
from penilaian.services.keberatan import umum


@transaction.atomic
def ajukan(
    *, hasil: Hasil, alasan: str, berkas: Sequence[Berkas] = (), oleh: Pegawai, sekarang: datetime
) -> Keberatan:
    """Ajukan keberatan atas hasil sendiri. Kiriman kedua yang sama mengembalikan keberatan itu; yang lain ditolak.

    Menolak hasil orang lain, yang belum tampil, yang tenggatnya lewat, yang sudah digantikan, yang lahir dari putusan
    keberatan (putusan itu akhir), dan alasan kurang dari 20 huruf. Pemutusnya penilai dari penilai pada hari
    pengajuan; jamnya disalin dari kebijakan periode itu.
    """
    if hasil.pegawai_id != oleh.pk:
        raise TidakBerhak("Keberatan hanya dapat diajukan oleh pemilik hasil ini.")
    if not tampil(hasil) or hasil.periode.tenggat_keberatan is None:
        raise GalatAturan(f"Hasil {hasil.periode.nama} belum tampil, jadi belum dapat diajukan keberatan.")
    alasan = umum.alasan_cukup(
        alasan, sebutan="alasan: bagian mana yang keliru dan mengapa,", bidang="alasan"
    )
    sudah = Keberatan.objects.filter(hasil=hasil).first()
    if sudah is not None:
        return _sama(sudah, alasan, berkas)
    _periksa(hasil, sekarang)
    isi = _isi(hasil, sekarang) | {"alasan": alasan, "diajukan_pada": sekarang, "diajukan_oleh": oleh}
    keberatan, baru = Keberatan.objects.get_or_create(hasil=hasil, defaults=isi)
    if baru:
        umum.lampirkan(keberatan, berkas, oleh=oleh)
        _kabari(keberatan, hasil, sekarang)
        umum.jejak(
            keberatan,
            "keberatan.diajukan",
            oleh=oleh,
            sekarang=sekarang,
            alasan=alasan,
            pemutus=keberatan.pemutus_id,
        )
    return keberatan if baru else _sama(keberatan, alasan, berkas)


def _sama(sudah: Keberatan, alasan: str, berkas: Sequence[Berkas]) -> Keberatan:
    """Keberatan yang sudah ada bila kirimannya sama dengannya; kiriman lain ditolak, supaya tidak hilang diam-diam."""
    terlampir = set(sudah.bukti.values_list("berkas_id", flat=True))
    if sudah.alasan != alasan or {b.pk for b in berkas} - terlampir:
        raise GalatAturan(
            f"Keberatan atas hasil ini sudah Anda ajukan pada {tanggal(sudah.instansi.hari_pada(sudah.diajukan_pada))}, dan "
            "satu hasil menerima satu keberatan. Isian ini belum dikirim; sampaikan tambahannya kepada atasan penilai yang memutus.",
            bidang="alasan",
        )
    return sudah


def _isi(hasil: Hasil, sekarang: datetime) -> dict[str, Any]:
    """Pemutus dan jamnya, dari hasil itu dan kebijakan periodenya."""
    kebijakan, instansi = hasil.periode.kebijakan, hasil.periode.instansi
    return {
        "instansi_id": hasil.instansi_id,
        # Tanpa penilai tidak ada yang menanggapi: langsung menunggu putusan.
        "status": Keberatan.Status.DIAJUKAN if hasil.penilai_id else Keberatan.Status.DIPROSES,
        "pemutus_id": _pemutus(hasil, sekarang),
        "tanggapan_sampai": umum.akhir_hari(instansi, sekarang, kebijakan.hari_tanggapan),
        "putusan_sampai": umum.akhir_hari(instansi, sekarang, kebijakan.hari_putusan),
    }


def _periksa(hasil: Hasil, sekarang: datetime) -> None:
    batas = hasil.periode.tenggat_keberatan
    if hasil.asal == Hasil.Asal.KEBERATAN:
        raise GalatAturan("Hasil ini lahir dari putusan keberatan, dan putusan itu bersifat akhir.")
    if Hasil.objects.filter(digantikan(), pk=hasil.pk).exists():
        raise GalatAturan(
            "Hasil ini sudah digantikan versi yang lebih baru. Buka “Hasil saya”, lalu ajukan dari sana."
        )
    if batas is not None and sekarang > batas:
        lokal = timezone.localtime(batas, hasil.periode.instansi.zona_waktu)
        raise GalatAturan(
            f"Masa keberatan berakhir {waktu(lokal)}. Sampaikan hal ini langsung kepada atasan penilai Anda."
        )


def _pemutus(hasil: Hasil, sekarang: datetime) -> int | None:
    if hasil.penilai_id is None:
        return None
    return atasan_penilai(hasil.penilai_id, pada=hasil.periode.instansi.hari_pada(sekarang))


def _kabari(keberatan: Keberatan, hasil: Hasil, sekarang: datetime) -> None:
    judul = f"Keberatan {hasil.pegawai.nama}"
    lokal = timezone.localtime(keberatan.tanggapan_sampai, hasil.periode.instansi.zona_waktu)
    umum.kabari(
        keberatan,
        [hasil.penilai],
        judul=judul,
        isi=f"Atas hasil {hasil.periode.nama}. Tanggapan Anda ditunggu sampai {waktu(lokal)}.",
        kunci="diajukan",
        sekarang=sekarang,
    )
    umum.kabari(
        keberatan,
        [keberatan.pemutus],
        judul=judul,
        isi=f"Atas hasil {hasil.periode.nama}. Anda memutusnya sesudah penilai menanggapi.",
        kunci="diajukan",
        sekarang=sekarang,
    )


@transaction.atomic
def tarik(*, keberatan_id: int, oleh: Pegawai, sekarang: datetime) -> Keberatan:
    """Tarik keberatan sendiri yang belum diputus. Ditarik dua kali tidak mengubah apa pun."""
    keberatan = umum.terkunci(keberatan_id, oleh=oleh)
    if keberatan.diajukan_oleh_id != oleh.pk:
        raise TidakBerhak("Keberatan hanya dapat ditarik oleh yang mengajukan.")
    if keberatan.status == Keberatan.Status.DITUTUP:
        return keberatan
    umum.wajib_terbuka(keberatan)
    keberatan.status, keberatan.ditarik_pada, keberatan.ditarik_oleh = (
        Keberatan.Status.DITUTUP,
        sekarang,
        oleh,
    )
    keberatan.save(update_fields=["status", "ditarik_pada", "ditarik_oleh"])
    umum.kabari(
        keberatan,
        [keberatan.hasil.penilai, keberatan.pemutus],
        judul=f"Keberatan {keberatan.hasil.pegawai.nama} ditarik",
        isi=f"Atas hasil {keberatan.hasil.periode.nama}. Tidak ada lagi yang perlu Anda kerjakan.",
        kunci="ditarik",
        sekarang=sekarang,
    )
    umum.jejak(keberatan, "keberatan.ditarik", oleh=oleh, sekarang=sekarang)
    return keberatan
