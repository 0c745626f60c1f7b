"""Memindahkan rating seseorang di papan kalibrasi, dan menariknya kembali."""

from datetime import datetime

from django.db import transaction

from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan, SudahBerubah
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai
from penilaian.models import Evaluasi, Kalibrasi, PindahKalibrasi
from penilaian.queries.kalibrasi import OrangPapan, pindah_berlaku, tanda_lihat
from penilaian.rules.kalibrasi import ALASAN_TERPENDEK, Kotak, baca_kotak
from penilaian.rules.predikat import LABEL_RATING, Rating
from penilaian.services.kalibrasi.umum import (
    isi_papan,
    jejak,
    kabari,
    periode_rapat,
    terkunci,
    wajib_terbuka,
)


@transaction.atomic
def pindahkan(
    *,
    kalibrasi_id: int,
    pegawai_id: int,
    menjadi: str,
    alasan: str,
    dilihat: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> PindahKalibrasi:
    """Pindahkan seseorang ke kotak `menjadi` (Kotak.kode); evaluasi penilainya tidak berubah.

    Hanya pimpinan rapat yang terbuka, selama periodenya menerima tulisan, dan hanya orang di papan yang ratingnya sudah
    ditetapkan. Alasan sekurangnya 20 huruf. `dilihat` keadaan yang dibaca pimpinan (OrangPapan.dilihat); bila sudah
    lain, ditolak dengan SudahBerubah. Kiriman ulang yang sama mengembalikan pemindahan yang sama.
    """
    kunci_bersama(periode_id=periode_rapat(kalibrasi_id, oleh=oleh), sekarang=sekarang)
    rapat = terkunci(kalibrasi_id, oleh=oleh, sekarang=sekarang)
    wajib_terbuka(rapat)
    tujuan, alasan = _tujuan(menjadi), _alasan(alasan)
    orang = _di_papan(rapat, pegawai_id, sekarang)
    evaluasi = Evaluasi.objects.select_for_update().get(pk=orang.evaluasi_id)
    terakhir = pindah_berlaku(rapat.periode, [pegawai_id]).get(evaluasi.pk)
    if dilihat != tanda_lihat(evaluasi.versi, terakhir.pk if terakhir else 0):
        if terakhir is not None and _kiriman_ulang(terakhir, rapat, tujuan, alasan, oleh):
            return terakhir
        raise SudahBerubah(
            f"Rating {orang.nama} sudah berubah sejak Anda membukanya, oleh penilainya atau dari jendela lain. "
            "Baca yang tersimpan di papan, lalu pindahkan lagi bila masih perlu."
        )
    kini = _kotak(evaluasi, terakhir)
    if tujuan == kini:
        raise GalatAturan(f"{orang.nama} sudah berada di kotak itu. Pilih kotak lain.", bidang="menjadi")
    baris = PindahKalibrasi.objects.create(
        instansi_id=rapat.instansi_id,
        kalibrasi=rapat,
        periode_id=rapat.periode_id,
        pegawai_id=pegawai_id,
        evaluasi=evaluasi,
        asal_hasil=kini.hasil,
        asal_perilaku=kini.perilaku,
        menjadi_hasil=tujuan.hasil,
        menjadi_perilaku=tujuan.perilaku,
        alasan=alasan,
        dipindah_pada=sekarang,
        dipindah_oleh=oleh,
    )
    _sesudah_pindah(rapat, baris, orang, kini, tujuan, sekarang)
    return baris


def _sesudah_pindah(
    rapat: Kalibrasi,
    baris: PindahKalibrasi,
    orang: OrangPapan,
    kini: Kotak,
    tujuan: Kotak,
    sekarang: datetime,
) -> None:
    """Kabar kepada penilainya, dan jejak dengan asal dan tujuannya."""
    kabari(
        rapat,
        {orang.penilai_id or 0} - {baris.dipindah_oleh_id},
        judul=f"Rating {orang.nama} dikalibrasi",
        isi=f"{beda(kini, tujuan)}. Alasan: {baris.alasan} Oleh {baris.dipindah_oleh.nama}. "
        "Rating yang Anda tetapkan tetap tersimpan.",
        kunci=f"pindah:{baris.pk}",
        sekarang=sekarang,
        pegawai_id=orang.id,
    )
    jejak(
        rapat,
        "kalibrasi.dipindah",
        oleh=baris.dipindah_oleh,
        sekarang=sekarang,
        alasan=baris.alasan,
        pegawai=orang.id,
        evaluasi=orang.evaluasi_id,
        pindah=baris.pk,
        sebelum=kini.kode,
        sesudah=tujuan.kode,
    )


@transaction.atomic
def tarik(*, kalibrasi_id: int, pindah_id: int, oleh: Pegawai, sekarang: datetime) -> PindahKalibrasi:
    """Tarik pemindahan yang sedang berlaku; yang sebelumnya (atau rating penilai) berlaku lagi. Ditarik dua kali sama saja.

    Hanya pimpinan rapatnya, sebelum rapat dan periodenya ditutup. Pemindahan yang sudah disusul yang lain tidak ditarik:
    tarik yang terakhir lebih dahulu.
    """
    kunci_bersama(periode_id=periode_rapat(kalibrasi_id, oleh=oleh), sekarang=sekarang)
    rapat = terkunci(kalibrasi_id, oleh=oleh, sekarang=sekarang)
    baris = rapat.pindah.select_related("pegawai", "evaluasi").filter(pk=pindah_id).first()
    if baris is None:
        raise GalatAturan("Pemindahan itu bukan dari rapat ini. Muat ulang papannya.")
    if baris.ditarik_pada is not None:
        return baris
    wajib_terbuka(rapat)
    evaluasi = Evaluasi.objects.select_for_update().get(pk=baris.evaluasi_id)
    if pindah_berlaku(rapat.periode, [baris.pegawai_id])[evaluasi.pk].pk != baris.pk:
        raise GalatAturan("Pemindahan ini sudah disusul yang lebih baru. Tarik yang terakhir lebih dahulu.")
    baris.ditarik_pada, baris.ditarik_oleh = sekarang, oleh
    baris.save(update_fields=["ditarik_pada", "ditarik_oleh"])
    kini = _kotak(evaluasi, pindah_berlaku(rapat.periode, [baris.pegawai_id]).get(evaluasi.pk))
    kabari(
        rapat,
        {evaluasi.ditetapkan_oleh_id or 0} - {oleh.pk},
        judul=f"Kalibrasi rating {baris.pegawai.nama} ditarik",
        isi=f"{oleh.nama} menarik pemindahannya. Yang berlaku: {kini.sebutan}.",
        kunci=f"tarik:{baris.pk}",
        sekarang=sekarang,
        pegawai_id=baris.pegawai_id,
    )
    jejak(
        rapat,
        "kalibrasi.ditarik",
        oleh=oleh,
        sekarang=sekarang,
        pegawai=baris.pegawai_id,
        pindah=baris.pk,
        sesudah=kini.kode,
    )
    return baris


def beda(dari: Kotak, menjadi: Kotak) -> str:
    """Hasil kerja dari Di Atas Ekspektasi menjadi Sesuai Ekspektasi."""
    bagian = [
        f"{sebutan} dari {LABEL_RATING[lama]} menjadi {LABEL_RATING[baru]}"
        for sebutan, lama, baru in (
            ("hasil kerja", dari.hasil, menjadi.hasil),
            ("perilaku kerja", dari.perilaku, menjadi.perilaku),
        )
        if lama is not baru
    ]
    kalimat = ", ".join(bagian) or "tetap"
    return kalimat[0].upper() + kalimat[1:]


def _tujuan(menjadi: str) -> Kotak:
    kotak = baca_kotak(menjadi)
    if kotak is None:
        raise GalatAturan("Pilih salah satu dari sembilan kotak papan.", bidang="menjadi")
    return kotak


def _alasan(teks: str) -> str:
    return berukuran(teks, sekurangnya=ALASAN_TERPENDEK, pesan="Pegawai dan penilainya akan membacanya.")


def _di_papan(rapat: Kalibrasi, pegawai_id: int, sekarang: datetime) -> OrangPapan:
    orang = isi_papan(rapat, sekarang).cari(pegawai_id)
    if orang is None:
        raise GalatAturan(
            "Orang ini tidak ada di papan rapat Anda. Pilih dari papannya. Yang dikalibrasi hanya orang yang penilainya di bawah unit Anda."
        )
    if orang.semula is None:
        raise GalatAturan(
            f"Rating {orang.nama} belum ditetapkan {orang.penilai or 'penilainya'}, jadi belum ada yang dapat dipindahkan."
        )
    return orang


def _kotak(evaluasi: Evaluasi, terakhir: PindahKalibrasi | None) -> Kotak:
    if terakhir is not None:
        return Kotak(Rating(terakhir.menjadi_hasil), Rating(terakhir.menjadi_perilaku))
    return Kotak(Rating(evaluasi.rating_hasil), Rating(evaluasi.rating_perilaku))


def _kiriman_ulang(
    terakhir: PindahKalibrasi, rapat: Kalibrasi, tujuan: Kotak, alasan: str, oleh: Pegawai
) -> bool:
    """Formulir yang sama terkirim dua kali oleh orang yang sama."""
    return (
        terakhir.kalibrasi_id == rapat.pk
        and terakhir.dipindah_oleh_id == oleh.pk
        and _sama(terakhir, tujuan)
        and terakhir.alasan == alasan
    )


def _sama(terakhir: PindahKalibrasi, tujuan: Kotak) -> bool:
    return (terakhir.menjadi_hasil, terakhir.menjadi_perilaku) == (tujuan.hasil, tujuan.perilaku)
