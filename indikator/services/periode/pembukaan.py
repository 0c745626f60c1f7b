"""Membuka periode sesudah pemeriksaan kesiapannya."""

from datetime import datetime

from django.db import transaction

from indikator.models import Periode
from indikator.permissions import wajib_kelola_periode
from indikator.queries.periode import kesiapan
from inti.galat import GalatAturan
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai


def buka(*, periode: Periode, oleh: Pegawai | None, sekarang: datetime) -> Periode:
    """Buka periode (draf → diproses); membuka triwulan juga membuka tahunnya. Boleh diulang.

    Menolak: sudah ditutup, atau ada syarat wajib di `queries.periode.kesiapan` yang belum terpenuhi.
    """
    wajib_kelola_periode(oleh, instansi=periode.instansi, sekarang=sekarang)
    with transaction.atomic():
        # Tahun dikunci lebih dahulu, urutan yang sama dengan buat_triwulan.
        kunci = Periode.objects.select_for_update(of=("self",)).select_related(
            "instansi", "kebijakan", "induk"
        )
        tahun = kunci.get(pk=periode.induk_id) if periode.induk_id else None
        periode = kunci.get(pk=periode.pk)
        if periode.status == Periode.Status.DIPROSES:
            return periode
        if periode.status == Periode.Status.DITUTUP:
            raise GalatAturan(f"{periode.nama} sudah ditutup. Buat periode baru untuk masa berikutnya.")
        kurang = [b.judul for b in kesiapan(periode, sekarang=sekarang).penghalang]
        if kurang:
            raise GalatAturan(f"{periode.nama} belum dapat dibuka. Lengkapi dahulu: {'; '.join(kurang)}.")
        if tahun is not None and tahun.status == Periode.Status.DRAF:
            _buka_satu(tahun, oleh=oleh, sekarang=sekarang)
        _buka_satu(periode, oleh=oleh, sekarang=sekarang)
        if periode.jenis != Periode.Jenis.TAHUNAN:
            kotak.antre_tugas(
                nama="umpan_balik.tasks.tugaskan_periode",
                kunci=f"tugaskan:{periode.pk}",
                sekarang=sekarang,
                periode_id=periode.pk,
            )
    return periode


def _buka_satu(periode: Periode, *, oleh: Pegawai | None, sekarang: datetime) -> None:
    periode.status = Periode.Status.DIPROSES
    # Waktu dan pelaku selalu berdua; bila sistem yang membuka, jejak yang menyimpan waktunya.
    periode.dibuka_pada = sekarang if oleh else None
    periode.dibuka_oleh = oleh
    periode.save(update_fields=["status", "dibuka_pada", "dibuka_oleh"])
    jejak.catat(
        aksi="periode.dibuka",
        objek_jenis="periode",
        objek_id=periode.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=periode.instansi_id,
        isi={"nama": periode.nama, "tutup_pada": periode.tutup_pada.isoformat()},
    )
