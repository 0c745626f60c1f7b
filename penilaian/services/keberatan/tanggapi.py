"""Tanggapan pejabat penilai atas keberatan."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Berkas
from inti.rules.kabar import JenisKabar
from kepegawaian.models import Pegawai
from penilaian.models import Keberatan
from penilaian.services.keberatan import umum


@transaction.atomic
def tanggapi(
    *, keberatan_id: int, tanggapan: str, berkas: Sequence[Berkas] = (), oleh: Pegawai, sekarang: datetime
) -> Keberatan:
    """Penilai pada hasil itu menjelaskan penilaiannya, sekali; sesudahnya keberatan menunggu putusan.

    Yang terlambat tetap diterima selama belum diputus. Kiriman ulang yang sama tidak mengubah apa pun.
    """
    keberatan = umum.terkunci(keberatan_id, oleh=oleh)
    if keberatan.hasil.penilai_id != oleh.pk:
        raise TidakBerhak("Tanggapan ditulis oleh pejabat penilai pada hasil ini.")
    teks = umum.alasan_cukup(
        tanggapan, sebutan="tanggapan: dasar penilaian Anda dan buktinya,", bidang="tanggapan"
    )
    if keberatan.ditanggapi_pada is not None and keberatan.tanggapan == teks:
        return keberatan
    umum.wajib_terbuka(keberatan)
    if keberatan.ditanggapi_pada is not None:
        raise GalatAturan(
            "Tanggapan Anda sudah terkirim dan sedang dibaca pemutus, jadi tidak dapat diganti."
        )
    keberatan.status = Keberatan.Status.DIPROSES
    keberatan.tanggapan, keberatan.ditanggapi_pada, keberatan.ditanggapi_oleh = teks, sekarang, oleh
    keberatan.save(update_fields=["status", "tanggapan", "ditanggapi_pada", "ditanggapi_oleh"])
    umum.lampirkan(keberatan, berkas, oleh=oleh)
    _kabari(keberatan, sekarang)
    umum.jejak(keberatan, "keberatan.ditanggapi", oleh=oleh, sekarang=sekarang, alasan=teks)
    return keberatan


def _kabari(keberatan: Keberatan, sekarang: datetime) -> None:
    """Pemutus tahu gilirannya; pengaju tahu penilainya sudah menjawab."""
    nama, periode = keberatan.hasil.pegawai.nama, keberatan.hasil.periode.nama
    umum.kabari(
        keberatan,
        [keberatan.pemutus],
        judul=f"Keberatan {nama} siap diputus",
        isi=f"Penilai sudah menanggapi keberatan atas hasil {periode}.",
        kunci="ditanggapi",
        sekarang=sekarang,
    )
    umum.kabari(
        keberatan,
        [keberatan.hasil.pegawai],
        judul="Penilai menanggapi keberatan Anda",
        isi=f"Atas hasil {periode}. Atasan penilai memutus berikutnya.",
        kunci="ditanggapi",
        sekarang=sekarang,
        jenis=JenisKabar.HASIL,
    )
