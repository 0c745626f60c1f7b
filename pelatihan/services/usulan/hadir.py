"""Daftar hadir sesi: yang hadir menjadi kepesertaan, yang tidak hadir ditutup dengan alasannya."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.rules.format import tanggal
from inti.rules.kabar import JenisKabar
from kepegawaian.models import Pegawai
from pelatihan.models import Kepesertaan, Sesi, Usulan
from pelatihan.rules.usulan import Perbuatan
from pelatihan.services.usulan import kursi, umum
from pelatihan.services.usulan.umum import Banyak

SENDIRI = "Kehadiran Anda sendiri dicatat admin BKD lain."


@transaction.atomic
def catat_kehadiran(*, sesi_id: int, hadir: Mapping[int, bool], oleh: Pegawai, sekarang: datetime) -> Banyak:
    """Catat kehadiran peserta: nomor usulan → hadir atau tidak. Yang tidak disebut tetap menunggu.

    Dicatat sejak hari terakhir sesi. Menolak yang bukan admin BKD; yang sudah dicatat, bukan peserta sesi ini, atau
    milik admin itu sendiri dilewati dengan sebabnya.
    """
    umum.wajib_bkd(oleh, sekarang)
    sesi = kursi.kunci_sesi(sesi_id, instansi_id=oleh.instansi_id)
    if sesi.instansi.hari_pada(sekarang) < sesi.selesai:
        raise GalatAturan(f"Kehadiran dicatat sejak hari terakhir sesi, {tanggal(sesi.selesai)}.")
    hasil = Banyak()
    for usulan in umum.kunci(hadir, instansi_id=oleh.instansi_id):
        if usulan.sesi_id != sesi.pk or usulan.status != Usulan.Status.TERDAFTAR:
            hasil.dilewati.append((usulan, umum.salah_saat(usulan)))
        elif usulan.pegawai_id == oleh.pk:
            hasil.dilewati.append((usulan, SENDIRI))
        else:
            (_hadir if hadir[usulan.pk] else _tidak_hadir)(usulan, sesi, oleh=oleh, sekarang=sekarang)
            hasil.berhasil.append(usulan)
    return hasil


def _hadir(usulan: Usulan, sesi: Sesi, *, oleh: Pegawai, sekarang: datetime) -> None:
    umum.pindah(usulan, Perbuatan.CATAT_HADIR)
    usulan.save(update_fields=["status"])
    Kepesertaan.objects.create(
        instansi_id=usulan.instansi_id,
        pegawai=usulan.pegawai,
        pelatihan=usulan.pelatihan,
        sesi=sesi,
        usulan=usulan,
        mulai=sesi.mulai,
        selesai=sesi.selesai,
        tahun=sesi.selesai.year,
        jp=usulan.pelatihan.jp,
        hadir_pada=sekarang,
        hadir_oleh=oleh,
    )
    umum.jejak(usulan, "usulan_pelatihan.hadir", oleh=oleh, sekarang=sekarang, sesi=sesi.pk)
    umum.kabari(
        usulan,
        usulan.pegawai,
        judul="Kehadiran pelatihan Anda dicatat",
        isi=f"{usulan.pelatihan.judul}. Unggah sertifikatnya supaya {usulan.pelatihan.jp} JP dihitung.",
        kunci="hadir",
        sekarang=sekarang,
        jenis=JenisKabar.TUGAS,
    )


def _tidak_hadir(usulan: Usulan, sesi: Sesi, *, oleh: Pegawai, sekarang: datetime) -> None:
    umum.pindah(usulan, Perbuatan.CATAT_TIDAK_HADIR)
    alasan = f"Tidak hadir pada sesi {tanggal(sesi.mulai)}."
    umum.tutup(usulan, Usulan.Sebab.TIDAK_HADIR, alasan, oleh=oleh, sekarang=sekarang)
    umum.jejak(usulan, "usulan_pelatihan.tidak_hadir", oleh=oleh, sekarang=sekarang, sesi=sesi.pk)
    umum.kabari(
        usulan,
        usulan.pegawai,
        judul="Anda dicatat tidak hadir di pelatihan",
        isi=f"{usulan.pelatihan.judul}. Bila keliru, hubungi BKD.",
        kunci="tidak_hadir",
        sekarang=sekarang,
    )
