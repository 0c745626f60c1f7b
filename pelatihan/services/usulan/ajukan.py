"""Mengusulkan pelatihan: dari saran atau atas alasan sendiri, dan menariknya kembali."""

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import tanggal
from inti.rules.kabar import JenisKabar
from kepegawaian.models import Pegawai
from pelatihan.models import Pelatihan, Rekomendasi, Usulan
from pelatihan.permissions import penilai_dari
from pelatihan.queries.usulan import dinas_pada
from pelatihan.rules.usulan import BERKURSI, TERBUKA, Perbuatan
from pelatihan.services.usulan import kursi, umum


@transaction.atomic
def ajukan(*, pelatihan: Pelatihan, alasan: str, oleh: Pegawai, sekarang: datetime) -> Usulan:
    """Usulkan satu pelatihan dari katalog dengan alasan sendiri; penilainya diberi tahu.

    Diusulkan dua kali mengembalikan usulan yang sama. Menolak pelatihan instansi lain, yang sudah ditarik dari
    katalog, yang sudah diusulkan dengan alasan lain, dan alasan kurang dari sepuluh huruf (PP 11/2017 Pasal 203:
    kebutuhan pegawai sendiri).
    """
    if pelatihan.instansi_id != oleh.instansi_id:
        raise TidakBerhak("Pelatihan ini tidak ada di katalog instansi Anda. Pilih dari katalog.")
    alasan = umum.alasan_cukup(alasan)
    sudah = _terbuka(pelatihan.pk, oleh)
    if sudah is not None:
        if sudah.alasan != alasan:
            raise GalatAturan(
                f"Pelatihan ini sudah Anda usulkan pada {tanggal(oleh.instansi.hari_pada(sudah.diajukan_pada))} dengan alasan "
                "lain. Alasan ini belum dikirim. Tarik usulan itu dahulu bila alasannya perlu diganti.",
                bidang="alasan",
            )
        return sudah
    return _buat(pelatihan, alasan, Decimal(0), None, oleh=oleh, sekarang=sekarang)


@transaction.atomic
def dari_rekomendasi(*, rekomendasi: Rekomendasi, oleh: Pegawai, sekarang: datetime) -> Usulan | None:
    """Usulan dari saran yang baru dipilih pemiliknya; None bagi tawaran studi, yang bukan pelatihan di katalog.

    Pelatihan yang usulannya masih terbuka tidak diusulkan dua kali: yang ada dikembalikan.
    """
    if rekomendasi.pegawai_id != oleh.pk:
        raise TidakBerhak("Rekomendasi ini untuk pegawai lain. Hanya pemiliknya yang dapat memilih.")
    if rekomendasi.pelatihan is None:
        return None
    sudah = _terbuka(rekomendasi.pelatihan.pk, oleh)
    if sudah is not None:
        return sudah
    celah = max(
        (Decimal(k["celah"]) for k in rekomendasi.dasar.get("kebutuhan", []) if k.get("celah")),
        default=Decimal(0),
    )
    return _buat(rekomendasi.pelatihan, rekomendasi.alasan, celah, rekomendasi, oleh=oleh, sekarang=sekarang)


def _terbuka(pelatihan_id: int, oleh: Pegawai) -> Usulan | None:
    return Usulan.objects.filter(pegawai=oleh, pelatihan_id=pelatihan_id, status__in=TERBUKA).first()


def _buat(
    pelatihan: Pelatihan,
    alasan: str,
    celah: Decimal,
    rekomendasi: Rekomendasi | None,
    *,
    oleh: Pegawai,
    sekarang: datetime,
) -> Usulan:
    if not pelatihan.aktif:
        raise GalatAturan(f"{pelatihan.judul} sudah tidak ditawarkan. Pilih pelatihan lain di katalog.")
    hari = oleh.instansi.hari_pada(sekarang)
    try:
        with transaction.atomic():
            usulan = Usulan.objects.create(
                instansi_id=oleh.instansi_id,
                pegawai=oleh,
                pelatihan=pelatihan,
                rekomendasi=rekomendasi,
                tahun=hari.year,
                alasan=alasan,
                celah=min(celah, Decimal(1)),
                biaya=pelatihan.biaya,
                dinas_id=dinas_pada([oleh.pk], pada=hari).get(oleh.pk),
                diajukan_pada=sekarang,
                diajukan_oleh=oleh,
            )
    except IntegrityError:
        # Kiriman kedua pada saat yang sama: batasan basis data menjaganya, jawabannya usulan yang pertama.
        return Usulan.objects.get(pegawai=oleh, pelatihan=pelatihan, status__in=TERBUKA)
    umum.jejak(usulan, "usulan_pelatihan.diajukan", oleh=oleh, sekarang=sekarang, alasan=alasan)
    _kabari_penilai(usulan, sekarang)
    return usulan


def _kabari_penilai(usulan: Usulan, sekarang: datetime) -> None:
    """Penilai pada hari itu; bila rantainya kosong, admin BKD melihatnya di daftar usulan."""
    hari = usulan.pegawai.instansi.hari_pada(sekarang)
    penilai_id = penilai_dari([usulan.pegawai_id], pada=hari).get(usulan.pegawai_id)
    penilai = Pegawai.objects.filter(pk=penilai_id or 0).first()
    if penilai is not None:
        umum.kabari(
            usulan,
            penilai,
            judul=f"{usulan.pegawai.nama} memilih pelatihan",
            isi=f"{usulan.pelatihan.judul}, {usulan.pelatihan.jp} JP. Menunggu persetujuan Anda.",
            kunci="diajukan",
            sekarang=sekarang,
            jenis=JenisKabar.TUGAS,
        )


@transaction.atomic
def tarik(*, usulan_id: int, alasan: str = "", oleh: Pegawai, sekarang: datetime) -> Usulan:
    """Tarik usulan sendiri sebelum pelatihannya diikuti; kursinya lepas dan diberikan kepada yang menunggu.

    Ditarik dua kali tidak mengubah apa pun. Menolak milik orang lain dan yang sudah hadir.
    """
    usulan = umum.terkunci(usulan_id, instansi_id=oleh.instansi_id)
    if usulan.pegawai_id != oleh.pk:
        raise TidakBerhak("Usulan hanya dapat ditarik oleh yang mengusulkan.")
    if usulan.sebab_tutup == Usulan.Sebab.DITARIK:
        return usulan
    umum.wajib(usulan, Perbuatan.TARIK, oleh=oleh, sekarang=sekarang)
    semula, sesi = usulan.status, usulan.sesi
    umum.pindah(usulan, Perbuatan.TARIK)
    umum.tutup(usulan, Usulan.Sebab.DITARIK, alasan.strip(), oleh=oleh, sekarang=sekarang)
    umum.jejak(usulan, "usulan_pelatihan.ditarik", oleh=oleh, sekarang=sekarang, alasan=alasan, semula=semula)
    if sesi is not None and semula in BERKURSI:
        kursi.lepas(sesi, sekarang=sekarang)
    return usulan
