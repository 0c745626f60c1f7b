"""Daftar hadir sesi: yang hadir menjadi kepesertaan, yang tidak hadir ditutup; catatan yang keliru dapat diurungkan."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.rules.format import tanggal
from inti.rules.kabar import JenisKabar
from kepegawaian.models import Pegawai
from pelatihan.models import Kepesertaan, Sesi, Usulan
from pelatihan.queries.usulan import ada_terbuka
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
        raise GalatAturan(
            f"Kehadiran dicatat sejak hari terakhir sesi, {tanggal(sesi.selesai)}. Catat pada hari itu."
        )
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


@transaction.atomic
def urungkan_kehadiran(*, usulan_id: int, alasan: str, oleh: Pegawai, sekarang: datetime) -> Usulan:
    """Kembalikan catatan hadir atau tidak hadir yang keliru menjadi belum dicatat; sesi yang sudah ditutup dibuka lagi.

    Menolak selain admin BKD, kehadirannya sendiri, yang kehadirannya belum dicatat, yang sertifikatnya sudah pernah
    diunggah, dan bila orangnya sudah mengusulkan pelatihan itu lagi.
    """
    usulan = umum.terkunci(usulan_id, instansi_id=oleh.instansi_id)
    umum.wajib(usulan, Perbuatan.URUNGKAN_HADIR, oleh=oleh, sekarang=sekarang)
    tidak_hadir = usulan.sebab_tutup == Usulan.Sebab.TIDAK_HADIR
    if usulan.status == Usulan.Status.DITUTUP and not tidak_hadir:
        raise GalatAturan(umum.salah_saat(usulan))
    alasan = umum.alasan_cukup(alasan)
    if tidak_hadir:
        if ada_terbuka(usulan.pegawai, pelatihan_id=usulan.pelatihan_id):
            raise GalatAturan(
                f"{usulan.pegawai.nama} sudah mengusulkan pelatihan ini lagi. Mintalah usulan itu ditarik dahulu."
            )
        usulan.sebab_tutup = usulan.alasan_tutup = ""
        usulan.ditutup_pada = usulan.ditutup_oleh = None
    else:
        ikut = usulan.kepesertaan
        if ikut.diunggah_pada is not None:
            raise GalatAturan(
                "Sertifikatnya sudah diunggah, jadi kehadirannya tidak dapat diurungkan. "
                "Kembalikan sertifikat itu dengan sebabnya bila keliru."
            )
        ikut.delete()
    umum.pindah(usulan, Perbuatan.URUNGKAN_HADIR)
    usulan.save()
    _buka_lagi(usulan)
    umum.jejak(
        usulan,
        "usulan_pelatihan.kehadiran_diurungkan",
        oleh=oleh,
        sekarang=sekarang,
        alasan=alasan,
        sesi=usulan.sesi_id,
        semula="tidak hadir" if tidak_hadir else "hadir",
    )
    umum.kabari(
        usulan,
        usulan.pegawai,
        judul="Catatan kehadiran Anda diurungkan",
        isi=f"{usulan.pelatihan.judul}. {alasan} BKD mencatatnya lagi sesudah memeriksa.",
        kunci=f"hadir_urung:{sekarang:%Y%m%d%H%M%S}",
        sekarang=sekarang,
    )
    return usulan


def _buka_lagi(usulan: Usulan) -> None:
    """Sesi yang sudah ditutup menerima daftar hadir lagi. Barisnya sudah terkunci lewat `umum.terkunci`."""
    assert usulan.sesi_id is not None
    Sesi.objects.filter(pk=usulan.sesi_id, status=Sesi.Status.DITUTUP, alasan_batal="").update(
        status=Sesi.Status.DISETUJUI, ditutup_pada=None, ditutup_oleh=None
    )
