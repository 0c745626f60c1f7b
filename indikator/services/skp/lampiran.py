"""Lampiran SKP dan ekspektasi khusus pimpinan (PermenPANRB 6/2022; lihat docs/aturan/skp.md)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from indikator.models import SKP
from indikator.rules.berakhlak import NILAI
from indikator.rules.naskah import LAMPIRAN, butir
from indikator.services.langkah import Aksi
from indikator.services.skp.kunci import cocokkan_versi, kunci_skp, simpan_skp
from inti.galat import GalatAturan
from kepegawaian.models import Pegawai

BUTIR_TERBANYAK = 20
HURUF_TERBANYAK = 500


@transaction.atomic
def atur_lampiran(
    *,
    skp: SKP,
    lampiran: Mapping[str, str],
    ekspektasi: Mapping[str, str],
    versi: int,
    oleh: Pegawai,
    sekarang: datetime,
) -> SKP:
    """Pemilik mengisi lampiran dan mengusulkan ekspektasi selama SKP-nya disusun. Yang sama tidak ditulis.

    `lampiran`: sumber_daya, pertanggungjawaban, konsekuensi; satu butir satu baris.
    Menolak lebih dari 20 butir, atau butir dan ekspektasi lebih dari 500 huruf.
    """
    baris, _ = kunci_skp(
        skp_id=skp.pk, periode_id=skp.periode_id, aksi=Aksi.SUSUN, oleh=oleh, sekarang=sekarang
    )
    rapi = {nama: _lampiran(nama, lampiran.get(nama, "")) for nama in LAMPIRAN}
    harapan = _ekspektasi(ekspektasi)
    if rapi == {nama: getattr(baris, nama) for nama in LAMPIRAN} and harapan == baris.ekspektasi:
        return baris
    cocokkan_versi(baris, versi)
    for nama, teks in rapi.items():
        setattr(baris, nama, teks)
    baris.ekspektasi = harapan
    return simpan_skp(
        baris, aksi="skp.lampiran_diatur", oleh=oleh, sekarang=sekarang, isi={**rapi, "ekspektasi": harapan}
    )


@transaction.atomic
def atur_ekspektasi(
    *, skp: SKP, ekspektasi: Mapping[str, str], versi: int, oleh: Pegawai, sekarang: datetime
) -> SKP:
    """Pejabat penilai menetapkan ekspektasi khusus tiap nilai BerAKHLAK selama SKP menunggu keputusannya."""
    baris, _ = kunci_skp(
        skp_id=skp.pk, periode_id=skp.periode_id, aksi=Aksi.EKSPEKTASI, oleh=oleh, sekarang=sekarang
    )
    harapan = _ekspektasi(ekspektasi)
    if harapan == baris.ekspektasi:
        return baris
    cocokkan_versi(baris, versi)
    baris.ekspektasi = harapan
    return simpan_skp(
        baris, aksi="skp.ekspektasi_ditetapkan", oleh=oleh, sekarang=sekarang, isi={"ekspektasi": harapan}
    )


def _lampiran(nama: str, teks: str) -> str:
    baris = butir(teks)
    if len(baris) > BUTIR_TERBANYAK:
        raise GalatAturan(
            f"{LAMPIRAN[nama]} memuat {len(baris)} butir, batasnya {BUTIR_TERBANYAK}. Gabungkan yang mirip.",
            bidang=nama,
        )
    panjang = max(map(len, baris), default=0)
    if panjang > HURUF_TERBANYAK:
        raise GalatAturan(
            f"{LAMPIRAN[nama]}: ada butir {panjang} huruf, batasnya {HURUF_TERBANYAK}. Ringkas.", bidang=nama
        )
    return "\n".join(baris)


def _ekspektasi(isi: Mapping[str, str]) -> dict[str, str]:
    hasil = {}
    for nilai in NILAI:
        teks = " ".join(isi.get(nilai.kode, "").split())
        if len(teks) > HURUF_TERBANYAK:
            raise GalatAturan(
                f"Ekspektasi {nilai.nama} {len(teks)} huruf, batasnya {HURUF_TERBANYAK}. Ringkas.",
                bidang=nilai.kode,
            )
        if teks:
            hasil[str(nilai.kode)] = teks
    return hasil
