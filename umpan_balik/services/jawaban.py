"""Menyimpan jawaban 360.

Sengaja tanpa jejak audit dan tanpa waktu. Jejak berisi siapa dan kapan; bila tindakan ini dicatat di sana, siapa pun
yang membaca jejak atau cadangannya dapat mencocokkan penilai dengan jawaban sesudah nama dilepas.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan, TidakBerhak
from kepegawaian.models import Pegawai
from umpan_balik.models import Jawaban, Penugasan
from umpan_balik.rules.berakhlak import PANDUAN, KodeNilai

SEDIKITNYA_TERJAWAB = 11
KOMENTAR_TERPANJANG = 1_000
BUKAN_PENILAI = (
    "Permintaan menilai ini bukan untuk Anda. Kembali ke Umpan balik untuk melihat permintaan Anda."
)


def simpan(
    *,
    penugasan_id: int,
    nilai: Sequence[int | None],
    komentar: Mapping[str, str],
    kirim: bool,
    oleh: Pegawai,
    sekarang: datetime,
) -> Jawaban:
    """Simpan draf atau kirim 21 jawaban 1–5 (None = tidak dapat menilai); dapat diganti sampai penutupan.

    Menolak yang bukan penilainya, periode yang tidak menerima tulisan, angka di luar 1–5, kiriman dengan kurang
    dari 11 jawaban, dan draf di atas jawaban yang sudah dikirim.
    """
    isi, catatan = _periksa_nilai(nilai), _periksa_komentar(komentar)
    if kirim:
        _wajib_cukup(isi)
    with transaction.atomic():
        penugasan = Penugasan.objects.filter(pk=penugasan_id, penilai=oleh).first()
        if penugasan is None:
            raise TidakBerhak(BUKAN_PENILAI)
        kunci_bersama(periode_id=penugasan.periode_id, sekarang=sekarang)
        # Dua tab yang menyimpan bersamaan bergiliran di sini.
        penugasan = Penugasan.objects.select_for_update().get(pk=penugasan.pk)
        if penugasan.selesai and not kirim:
            raise GalatAturan("Jawaban ini sudah dikirim. Untuk mengubahnya tekan “Kirim perubahan”.")
        jawaban, _ = Jawaban.objects.update_or_create(
            penugasan=penugasan, defaults={"nilai": isi, "komentar": catatan, "draf": not kirim}
        )
        if kirim and not penugasan.selesai:
            penugasan.selesai = True
            penugasan.save(update_fields=["selesai"])
    return jawaban


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
        satu.penugasan_id: (_periksa_nilai(satu.nilai), _periksa_komentar(satu.komentar)) for satu in isian
    }
    for nilai, _ in siap.values():
        _wajib_cukup(nilai)
    with transaction.atomic():
        kunci_bersama(periode_id=periode_id, sekarang=sekarang)
        milik = Penugasan.objects.select_for_update().filter(pk__in=siap, penilai=oleh, periode_id=periode_id)
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
            update_fields=["nilai", "komentar", "draf"],
        )
        Penugasan.objects.filter(pk__in=siap, selesai=False).update(selesai=True)
    return len(penugasan)


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
