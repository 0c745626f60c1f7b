"""Mengunggah bukti sebelum laporannya disimpan, dan batas besarnya."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum

from indikator.models import Bukti, Periode
from inti.galat import GalatAturan
from inti.models import Berkas
from inti.rules.format import ukuran
from inti.services import berkas as layanan_berkas
from kepegawaian.models import Pegawai

MEGA: Final = 1024 * 1024
LAPORAN_TERBESAR: Final = 50 * MEGA
PERIODE_TERBESAR: Final = 200 * MEGA
SEHARI_TERBESAR: Final = 200 * MEGA
KEMBAR_SELAMA: Final = timedelta(hours=1)


def unggah_bukti(*, kiriman: "UploadedFile[bytes]", oleh: Pegawai, sekarang: datetime) -> Berkas:
    """Simpan satu berkas yang belum dilampirkan. Menolak yang ditolak layanan berkas, dan lebih dari 200 MB sehari.

    Isi dan nama yang sama dari orang yang sama dalam sejam (tombol ditekan dua kali, formulir diperiksa lagi) mengembalikan
    berkas yang sudah ada, tanpa memakan jatah lagi; yang isinya sudah hilang dari penyimpanan disimpan lagi.
    """
    lolos = layanan_berkas.periksa(kiriman=kiriman, oleh=oleh, sekarang=sekarang)
    with transaction.atomic():
        _bergiliran(oleh)
        kembar = Berkas.objects.filter(
            pemilik_id=oleh.pk,
            sha256=lolos.berkas.sha256,
            nama=lolos.berkas.nama,
            dibuat__gt=sekarang - KEMBAR_SELAMA,
        ).last()
        if kembar is not None and kembar.isi.storage.exists(str(kembar.isi.name)):
            return kembar
        _periksa_sehari(lolos.berkas.ukuran, oleh=oleh, sekarang=sekarang)
        return layanan_berkas.tulis(lolos, oleh=oleh)


def _periksa_sehari(besar: int, *, oleh: Pegawai, sekarang: datetime) -> None:
    sehari = Berkas.objects.filter(pemilik_id=oleh.pk, dibuat__gt=sekarang - timedelta(days=1))
    total = sehari.aggregate(total=Sum("ukuran"))["total"] or 0
    if total + besar > SEHARI_TERBESAR:
        raise GalatAturan(
            f"Unggahan Anda hari ini sudah {ukuran(total)}, batasnya {ukuran(SEHARI_TERBESAR)}. "
            "Lanjutkan besok, atau pakai bukti yang sudah ada.",
            bidang="berkas",
        )


def periksa_jatah(
    periode: Periode,
    tiap_laporan: Sequence[tuple[int, Iterable[Berkas]]],
    *,
    oleh: Pegawai,
) -> None:
    """Tolak laporan di atas 50 MB dan seseorang di atas 200 MB dalam satu periode; berkas yang sama dihitung sekali.

    `tiap_laporan`: (id indikator, berkasnya sesudah disimpan). Tanpa kueri bila tidak ada berkas.
    """
    diminta: dict[int, int] = {}
    for _, daftar in tiap_laporan:
        besar = {b.pk: b.ukuran for b in daftar}
        if sum(besar.values()) > LAPORAN_TERBESAR:
            raise GalatAturan(
                f"Berkas laporan ini {ukuran(sum(besar.values()))}, batasnya {ukuran(LAPORAN_TERBESAR)}. "
                "Hapus salah satu, atau ganti dengan tautan.",
                bidang="berkas",
            )
        diminta |= besar
    if not diminta:
        return
    _bergiliran(oleh)
    lain = Bukti.objects.filter(
        realisasi__periode=periode, realisasi__pegawai=oleh, berkas__isnull=False
    ).exclude(realisasi__indikator_id__in=[i for i, _ in tiap_laporan])
    semua = dict(lain.values_list("berkas_id", "berkas__ukuran")) | diminta
    if sum(semua.values()) > PERIODE_TERBESAR:
        raise GalatAturan(
            f"Seluruh bukti Anda pada {periode.nama} menjadi {ukuran(sum(semua.values()))}, "
            f"batasnya {ukuran(PERIODE_TERBESAR)}. Perkecil berkasnya, atau ganti dengan tautan.",
            bidang="berkas",
        )


def _bergiliran(oleh: Pegawai) -> None:
    """Unggahan dan laporan seorang saling menunggu: dua kiriman bersamaan tidak bersama-sama melampaui jatahnya."""
    Pegawai.objects.select_for_update(no_key=True).get(pk=oleh.pk)
