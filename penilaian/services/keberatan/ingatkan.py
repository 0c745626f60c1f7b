"""Jam keberatan: mengingatkan sebelum tenggat, menaikkan sesudahnya. Tidak pernah memutus sendiri."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from inti.rules.format import waktu
from inti.rules.kabar import JenisKabar
from kepegawaian.models import Pegawai, Peran
from kepegawaian.queries.orang import berlaku
from penilaian.models import Keberatan
from penilaian.permissions import atasan_penilai
from penilaian.services.keberatan import umum

SEBELUM_TANGGAPAN = timedelta(days=1)
SEBELUM_PUTUSAN = timedelta(days=3)


def ingatkan(*, sekarang: datetime) -> int:
    """Periksa semua keberatan terbuka yang tenggatnya dekat atau lewat; kembalikan banyaknya yang diperiksa.

    Aman dipanggil berulang: tiap kabar berkunci, jadi terkirim sekali saja.
    """
    dekat = Q(ditanggapi_pada__isnull=True, tanggapan_sampai__lte=sekarang + SEBELUM_TANGGAPAN)
    dekat |= Q(putusan_sampai__lte=sekarang + SEBELUM_PUTUSAN)
    terbuka = Keberatan.objects.filter(dekat, status__in=Keberatan.TERBUKA).select_related(
        "hasil__periode__instansi", "hasil__pegawai", "hasil__penilai", "pemutus"
    )
    banyak = 0
    for keberatan in terbuka.defer("hasil__rincian").order_by("pk"):
        _tanggapan(keberatan, sekarang)
        _putusan(keberatan, sekarang)
        banyak += 1
    return banyak


def _tanggapan(k: Keberatan, sekarang: datetime) -> None:
    """Sehari sebelum tenggat tanggapan ke penilai; sesudahnya pemutus boleh memutus tanpa tanggapan."""
    if k.ditanggapi_pada is not None or k.tanggapan_sampai is None or k.hasil.penilai is None:
        return
    nama, periode = k.hasil.pegawai.nama, k.hasil.periode.nama
    if sekarang <= k.tanggapan_sampai:
        if sekarang >= k.tanggapan_sampai - SEBELUM_TANGGAPAN:
            umum.kabari(
                k,
                [k.hasil.penilai],
                judul=f"Tanggapan atas keberatan {nama} ditunggu",
                isi=f"Atas hasil {periode}, sampai {_lokal(k, k.tanggapan_sampai)}. "
                "Sesudah itu atasan Anda dapat memutus tanpa tanggapan.",
                kunci="ingat-tanggapan",
                sekarang=sekarang,
            )
        return
    umum.kabari(
        k,
        [k.pemutus],
        judul=f"Keberatan {nama} dapat diputus",
        isi=f"Penilai tidak menanggapi sampai tenggatnya. Atas hasil {periode}.",
        kunci="tanpa-tanggapan",
        sekarang=sekarang,
    )


def _putusan(k: Keberatan, sekarang: datetime) -> None:
    """Tiga hari sebelum tenggat putusan ke pemutus; sesudahnya naik ke atasannya dan admin BKD."""
    batas = k.putusan_sampai
    if batas is None or sekarang < batas - SEBELUM_PUTUSAN:
        return
    nama, periode = k.hasil.pegawai.nama, k.hasil.periode.nama
    if sekarang <= batas:
        umum.kabari(
            k,
            [k.pemutus],
            judul=f"Putusan keberatan {nama} ditunggu",
            isi=f"Atas hasil {periode}, sampai {_lokal(k, batas)}.",
            kunci="ingat-putusan",
            sekarang=sekarang,
        )
        return
    umum.kabari(
        k,
        [k.pemutus, *_atasan_dan_admin(k, sekarang)],
        judul=f"Putusan keberatan {nama} terlambat",
        isi=f"Tenggatnya {_lokal(k, batas)}, atas hasil {periode}. Putuskan, atau tunjuk pemutus lain.",
        kunci="putusan-lewat",
        sekarang=sekarang,
    )
    umum.kabari(
        k,
        [k.hasil.pegawai],
        judul="Putusan keberatan Anda terlambat",
        isi=f"Tenggatnya {_lokal(k, batas)}. Atasan pemutus dan admin BKD sudah diberi tahu.",
        kunci="putusan-lewat",
        sekarang=sekarang,
        jenis=JenisKabar.HASIL,
    )


def _atasan_dan_admin(k: Keberatan, sekarang: datetime) -> list[Pegawai]:
    hari = k.hasil.periode.instansi.hari_pada(sekarang)
    atasan = atasan_penilai(k.pemutus_id, pada=hari) if k.pemutus_id else None
    admin = Q(peran__jenis=Peran.Jenis.ADMIN_BKD, peran__unit__isnull=True) & berlaku(hari, "peran__")
    semua = Pegawai.objects.filter(admin | Q(pk=atasan), instansi_id=k.instansi_id, is_active=True)
    return list(semua.exclude(pk=k.diajukan_oleh_id).distinct().order_by("pk"))


def _lokal(k: Keberatan, saat: datetime) -> str:
    return waktu(timezone.localtime(saat, k.hasil.periode.instansi.zona_waktu))
