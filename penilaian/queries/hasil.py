"""Hasil seorang pegawai untuk dibaca, dan rinciannya sebagai berkas."""

from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from indikator.models import Periode
from kepegawaian.models import Pegawai, Peran
from kepegawaian.permissions import akses
from kepegawaian.queries.orang import KartuOrang, kartu_orang
from penilaian.models import Hasil, Keberatan, TandaBaca
from penilaian.permissions import Pembaca, atasan_penilai, pembaca
from penilaian.queries.nota import susun_nota


@dataclass(frozen=True, slots=True)
class Terbaca:
    """Hasil yang ditemukan dan sebagai siapa ia dibaca; `sebagai` kosong berarti ada tetapi bukan haknya."""

    hasil: Hasil
    sebagai: Pembaca | None


@dataclass(frozen=True, slots=True)
class HakKeberatan:
    """Apa yang dapat dilakukan pemilik hasil, dan sampai kapan."""

    keberatan: Keberatan | None
    terbuka: bool
    tenggat: datetime | None
    pemutus: KartuOrang | None
    sebab_tertutup: str = ""


def digantikan(semua: QuerySet[Hasil] | None = None) -> Exists:
    """Saringan hasil yang punya versi lebih baru bagi orang dan periode yang sama, di antara `semua` bila diberikan."""
    pembanding = Hasil.objects.all() if semua is None else semua
    return Exists(
        pembanding.filter(
            periode=OuterRef("periode"), pegawai=OuterRef("pegawai"), versi__gt=OuterRef("versi")
        )
    )


def hasil_terbaru(pegawai: Pegawai) -> Hasil | None:
    """Hasil sendiri yang paling baru tampil. Satu kueri."""
    milik = Hasil.objects.filter(pegawai=pegawai, periode__status=Periode.Status.DITUTUP)
    return milik.order_by("-periode__mulai", "-versi").first()


def terbaca(pegawai: Pegawai, *, hasil_id: int, pada: date) -> Terbaca | None:
    """Satu hasil seinstansi yang periodenya sudah ditutup; selain itu None, seolah-olah tidak ada."""
    hasil = (
        Hasil.objects.filter(
            pk=hasil_id, instansi_id=pegawai.instansi_id, periode__status=Periode.Status.DITUTUP
        )
        .select_related("periode__instansi", "periode__kebijakan", "pegawai", "penilai", "unit", "dinas")
        .first()
    )
    return Terbaca(hasil, pembaca(pegawai, hasil, pada=pada)) if hasil else None


def semua_hasil(hasil: Hasil) -> list[Hasil]:
    """Hasil lain orang yang sama, terbaru di atas, untuk berpindah periode. Satu kueri."""
    return list(
        Hasil.objects.filter(pegawai_id=hasil.pegawai_id, periode__status=Periode.Status.DITUTUP)
        .select_related("periode")
        .defer("rincian", "kurang")
        .order_by("-periode__mulai", "-versi")
    )


def hak_keberatan(hasil: Hasil, *, sekarang: datetime) -> HakKeberatan:
    """Keberatan yang ada, atau apakah masih dapat diajukan dan siapa yang akan memutus."""
    keberatan = Keberatan.objects.filter(hasil=hasil).select_related("pemutus").first()
    batas = hasil.periode.tenggat_keberatan
    hari = hasil.periode.instansi.hari_pada(sekarang)
    pemutus_id = keberatan.pemutus_id if keberatan else None
    if keberatan is None and hasil.penilai_id is not None:
        pemutus_id = atasan_penilai(hasil.penilai_id, pada=hari)
    kartu = kartu_orang([pemutus_id], hari).get(pemutus_id) if pemutus_id else None
    sebab = _sebab_tertutup(hasil, batas, sekarang) if keberatan is None else "Keberatan Anda sudah diajukan."
    return HakKeberatan(keberatan, not sebab, batas, kartu, sebab)


def _sebab_tertutup(hasil: Hasil, batas: datetime | None, sekarang: datetime) -> str:
    """Mengapa tidak dapat diajukan; kosong bila dapat."""
    if hasil.asal == Hasil.Asal.KEBERATAN:
        return "Hasil ini lahir dari putusan keberatan, dan putusan itu bersifat akhir."
    if versi_terakhir(hasil).versi != hasil.versi:
        return "Hasil ini sudah digantikan versi yang lebih baru."
    if batas is None or sekarang > batas:
        return "Masa keberatan sudah berakhir. Sampaikan hal ini langsung kepada atasan penilai Anda."
    return ""


def tanda_baca(hasil: Hasil) -> TandaBaca | None:
    """Pernyataan sudah dibaca oleh pemiliknya. Satu kueri."""
    return TandaBaca.objects.filter(hasil=hasil).first()


def versi_terakhir(hasil: Hasil) -> Hasil:
    """Versi terbaru hasil orang dan periode yang sama. Satu kueri."""
    return Hasil.objects.filter(periode_id=hasil.periode_id, pegawai_id=hasil.pegawai_id).latest("versi")


def boleh_rincian_penuh(pegawai: Pegawai, *, pada: date) -> bool:
    """Hanya auditor membaca rata-rata tiap penilai; yang lain membaca rata-rata kelompok."""
    return Peran.Jenis.AUDITOR in akses(pegawai, pada=pada).peran


def rincian_ringkas(hasil: Hasil) -> dict[str, Any]:
    """Rincian tanpa angka tiap penilai: kelompok yang cukup orangnya hanya rata-rata, nilai, dan n.

    Kelompok di bawah jumlah minimum hanya disebut tidak dihitung. Berkas ini untuk dibaca pemiliknya; yang dapat
    dihitung ulang dengan penilaian.rules.periksa adalah rincian penuh di tangan auditor.
    """
    isi: dict[str, Any] = deepcopy(hasil.rincian)
    nota = susun_nota(hasil)
    isi["perilaku"] = {k.kelompok.value: k.ringkas for k in nota.perilaku}
    isi["langkah"] = nota.langkah
    isi["sidik"] = hasil.sidik
    isi["ringkas"] = True
    return isi
