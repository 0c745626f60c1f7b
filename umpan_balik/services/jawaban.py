"""Menyimpan jawaban 360.

Sengaja tanpa jejak audit dan tanpa waktu. Jejak berisi siapa dan kapan; bila tindakan ini dicatat di sana, siapa pun
yang membaca jejak atau cadangannya dapat mencocokkan penilai dengan jawaban sesudah nama dilepas.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from kepegawaian.models import Pegawai
from umpan_balik.models import Jawaban, JawabanAnonim, Penugasan
from umpan_balik.rules.berakhlak import PANDUAN, KodeNilai
from umpan_balik.rules.rekan_gaya import samarkan_penulis
from umpan_balik.services.penugasan import kunci_permintaan

SEDIKITNYA_TERJAWAB = 11
KOMENTAR_TERPANJANG = 1_000
BUKAN_PENILAI = (
    "Permintaan menilai ini bukan untuk Anda. Kembali ke Umpan balik untuk melihat permintaan Anda."
)

DARI_TAB_LAIN = (
    "Formulir ini disimpan dari tab atau perangkat lain. Yang Anda ketik tetap di sini; "
    "kirim lagi untuk memakainya, atau muat ulang untuk melihat yang tersimpan."
)


@dataclass(frozen=True, slots=True)
class Halaman:
    """Halaman terbuka yang menyimpan, dan versi jawaban yang dilihatnya; supaya dua tab tidak saling menimpa."""

    tanda: str
    versi: int


def simpan(
    *,
    penugasan_id: int,
    nilai: Sequence[int | None],
    komentar: Mapping[str, str],
    kirim: bool,
    oleh: Pegawai,
    sekarang: datetime,
    halaman: Halaman | None = None,
) -> Jawaban:
    """Simpan draf atau kirim 21 jawaban 1–5 (None = tidak dapat menilai); dapat diganti sampai penutupan.

    Saat dikirim, nama penulis dan nomor pribadi dalam komentar disamarkan. Menolak yang bukan penilainya, periode yang
    tidak menerima tulisan atau namanya sudah dilepas, angka di luar 1–5, kiriman dengan kurang dari 11 jawaban, draf di
    atas jawaban yang sudah dikirim, dan (SudahBerubah) simpanan dari halaman yang tertinggal.
    """
    isi, catatan = _periksa_nilai(nilai), _periksa_komentar(komentar)
    if kirim:
        _wajib_cukup(isi)
        catatan = _samar(catatan, oleh)
    with transaction.atomic():
        jawaban = _terkunci(penugasan_id, oleh, sekarang, halaman)
        if _terkirim(jawaban) and not kirim:
            raise GalatAturan("Jawaban ini sudah dikirim. Untuk mengubahnya tekan “Kirim perubahan”.")
        jawaban.nilai, jawaban.komentar, jawaban.draf, jawaban.ubahan = isi, catatan, not kirim, None
        _tulis(jawaban, halaman)
    return jawaban


@transaction.atomic
def titipkan(
    *,
    penugasan_id: int,
    nilai: Sequence[int | None],
    komentar: Mapping[str, str],
    oleh: Pegawai,
    sekarang: datetime,
    halaman: Halaman | None = None,
) -> Jawaban:
    """Simpan ketikan di atas jawaban yang sudah dikirim; jawaban terkirimnya tetap sampai dikirim lagi.

    Menolak yang ditolak `simpan`, dan jawaban yang belum pernah dikirim.
    """
    isi, catatan = _periksa_nilai(nilai), _periksa_komentar(komentar)
    jawaban = _terkunci(penugasan_id, oleh, sekarang, halaman)
    if not _terkirim(jawaban):
        raise GalatAturan("Jawaban ini belum dikirim. Tekan “Simpan draf”.")
    jawaban.ubahan = {"nilai": isi, "komentar": catatan}
    _tulis(jawaban, halaman)
    return jawaban


@transaction.atomic
def buang_titipan(*, penugasan_id: int, oleh: Pegawai, sekarang: datetime) -> None:
    """Kembali ke jawaban yang terkirim; ketikan di atasnya dibuang. Diulang tidak mengubah apa pun."""
    jawaban = _terkunci(penugasan_id, oleh, sekarang, None)
    if jawaban.pk is not None and jawaban.ubahan is not None:
        jawaban.ubahan = None
        _tulis(jawaban, None)


def _terkirim(jawaban: Jawaban) -> bool:
    return jawaban.pk is not None and not jawaban.draf


def _terkunci(penugasan_id: int, oleh: Pegawai, sekarang: datetime, halaman: Halaman | None) -> Jawaban:
    penugasan = Penugasan.objects.filter(pk=penugasan_id, penilai=oleh).first()
    if penugasan is None:
        raise TidakBerhak(BUKAN_PENILAI)
    kunci_bersama(periode_id=penugasan.periode_id, sekarang=sekarang)
    tolak_sesudah_dilepas(penugasan.periode_id)
    # Dua tab yang menyimpan bersamaan bergiliran di sini. Penugasan dapat hilang oleh usul atau penolakan.
    kunci_permintaan([penugasan.pk])
    if not Penugasan.objects.filter(pk=penugasan.pk).exists():
        raise GalatAturan("Anda tidak lagi diminta menilai orang ini. Kembali ke Umpan balik.")
    jawaban = Jawaban.objects.filter(penugasan=penugasan).first()
    if jawaban is None:
        return Jawaban(penugasan=penugasan, versi=0)
    if halaman is not None and jawaban.halaman != halaman.tanda and jawaban.versi != halaman.versi:
        raise SudahBerubah(DARI_TAB_LAIN)
    return jawaban


def _tulis(jawaban: Jawaban, halaman: Halaman | None) -> None:
    jawaban.versi += 1
    jawaban.halaman = halaman.tanda if halaman is not None else ""
    jawaban.save()


def tolak_sesudah_dilepas(periode_id: int) -> None:
    """Sekali nama dilepas, periode itu tidak menerima jawaban lagi, juga bila dibuka kembali.

    Satu jawaban tambahan di atas rata-rata yang sudah tampil dapat dihitung dengan mengurangkan.
    """
    if JawabanAnonim.objects.filter(periode=periode_id).exists():
        raise GalatAturan(
            "Nama penilai periode ini sudah dilepas, jadi jawabannya tidak dapat ditambah atau diganti."
        )


@dataclass(frozen=True, slots=True)
class Isian:
    """Jawaban untuk satu permintaan."""

    penugasan_id: int
    nilai: Sequence[int | None]
    komentar: Mapping[str, str]


def kirim_banyak(*, periode_id: int, isian: Sequence[Isian], oleh: Pegawai, sekarang: datetime) -> int:
    """Kirim jawaban satu penilai untuk beberapa orang sekali jalan; satu yang ditolak menolak semuanya.

    Aturannya sama dengan `simpan`; jumlah kuerinya tetap berapa pun orangnya.
    """
    siap = {
        satu.penugasan_id: (_periksa_nilai(satu.nilai), _samar(_periksa_komentar(satu.komentar), oleh))
        for satu in isian
    }
    for nilai, _ in siap.values():
        _wajib_cukup(nilai)
    with transaction.atomic():
        kunci_bersama(periode_id=periode_id, sekarang=sekarang)
        tolak_sesudah_dilepas(periode_id)
        kunci_permintaan(siap)
        milik = Penugasan.objects.filter(pk__in=siap, penilai=oleh, periode_id=periode_id)
        penugasan = list(milik.order_by("pk"))
        if len(penugasan) != len(siap):
            raise TidakBerhak(BUKAN_PENILAI)
        Jawaban.objects.bulk_create(
            [
                Jawaban(penugasan=p, nilai=siap[p.pk][0], komentar=siap[p.pk][1], draf=False)
                for p in penugasan
            ],
            update_conflicts=True,
            unique_fields=["penugasan"],
            update_fields=["nilai", "komentar", "draf", "ubahan"],
        )
    return len(penugasan)


def _samar(catatan: Mapping[str, str], oleh: Pegawai) -> dict[str, str]:
    return {kode: samarkan_penulis(teks, oleh.nama) for kode, teks in catatan.items()}


def _wajib_cukup(isi: Sequence[int | None]) -> None:
    terjawab = sum(satu is not None for satu in isi)
    if terjawab < SEDIKITNYA_TERJAWAB:
        raise GalatAturan(
            f"Isi paling sedikit {SEDIKITNYA_TERJAWAB} dari {len(PANDUAN)} panduan untuk mengirim; "
            f"baru {terjawab} terisi. Yang belum lengkap dapat disimpan sebagai draf."
        )


def _periksa_nilai(nilai: Sequence[int | None]) -> list[int | None]:
    if len(nilai) != len(PANDUAN):
        raise GalatAturan(
            f"Jawaban harus {len(PANDUAN)} butir; tiba {len(nilai)}. Muat ulang halaman lalu isi lagi."
        )
    for panduan, satu in zip(PANDUAN, nilai, strict=True):
        if satu is not None and (isinstance(satu, bool) or satu not in (1, 2, 3, 4, 5)):
            raise GalatAturan(f"Panduan {panduan.kode} dijawab 1 sampai 5, atau “tidak dapat menilai”.")
    return list(nilai)


def _periksa_komentar(komentar: Mapping[str, str]) -> dict[str, str]:
    dikenal = {kode.value for kode in KodeNilai}
    bersih = {kode: teks.strip() for kode, teks in komentar.items() if teks.strip()}
    if asing := set(bersih) - dikenal:
        raise GalatAturan(
            f"Komentar untuk {', '.join(sorted(asing))} tidak dikenal. Muat ulang halaman lalu isi lagi."
        )
    for kode, teks in bersih.items():
        if len(teks) > KOMENTAR_TERPANJANG:
            raise GalatAturan(
                f"Komentar paling panjang {KOMENTAR_TERPANJANG} huruf; ini {len(teks)}. Ringkas dahulu.",
                bidang=f"komentar_{kode}",
            )
    return bersih
