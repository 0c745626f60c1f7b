"""Tenggat sebuah periode: urutannya, dan menggesernya selama belum ditutup."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from indikator.models import Periode
from indikator.permissions import wajib_kelola_periode
from inti.galat import GalatAturan
from inti.services import jejak
from kepegawaian.models import Pegawai


@dataclass(frozen=True, slots=True)
class Tenggat:
    """Lima tenggat sebuah periode; hanya `tutup` yang keras."""

    skp: datetime
    lapor: datetime
    umpan_balik: datetime
    nilai: datetime
    tutup: datetime

    @classmethod
    def dari(cls, periode: Periode) -> "Tenggat":
        return cls(
            periode.tenggat_skp,
            periode.tenggat_lapor,
            periode.tenggat_umpan_balik,
            periode.tenggat_nilai,
            periode.tutup_pada,
        )

    def ke_bidang(self) -> dict[str, datetime]:
        return {
            "tenggat_skp": self.skp,
            "tenggat_lapor": self.lapor,
            "tenggat_umpan_balik": self.umpan_balik,
            "tenggat_nilai": self.nilai,
            "tutup_pada": self.tutup,
        }


def tolak_tenggat_terbalik(tenggat: Tenggat, *, tahun: Periode | None) -> None:
    """Tolak urutan yang terbalik, dan bagian yang baru ditutup sesudah tahunnya."""
    if tenggat.lapor > tenggat.nilai:
        raise GalatAturan(
            "Tenggat menilai mendahului tenggat lapor capaian. Mundurkan tenggat menilai.",
            bidang="tenggat_nilai",
        )
    if tenggat.nilai > tenggat.tutup:
        raise GalatAturan("Penutupan mendahului tenggat menilai. Mundurkan penutupan.", bidang="tutup_pada")
    if tenggat.umpan_balik > tenggat.tutup:
        raise GalatAturan(
            "Tenggat umpan balik melewati penutupan. Majukan tenggat umpan balik.",
            bidang="tenggat_umpan_balik",
        )
    if tahun is None and tenggat.skp > tenggat.tutup:
        raise GalatAturan("Tenggat SKP melewati penutupan tahun. Majukan tenggat SKP.", bidang="tenggat_skp")
    if tahun is not None and tenggat.tutup > tahun.tutup_pada:
        raise GalatAturan(
            f"Penutupan triwulan melewati penutupan {tahun.nama}. Majukan penutupan triwulan.",
            bidang="tutup_pada",
        )


def ubah_tenggat(
    *, periode: Periode, tenggat: Tenggat, alasan: str, oleh: Pegawai | None, sekarang: datetime
) -> Periode:
    """Geser tenggat. Yang sudah dibuka perlu alasan; jejak menyimpan yang lama dan yang baru.

    Tenggat SKP milik tahun; bagiannya yang belum ditutup mengikuti. Menolak: sudah atau sedang ditutup,
    urutan terbalik, penutupan yang sudah lewat, bagian yang baru ditutup sesudah tahunnya.
    """
    wajib_kelola_periode(oleh, instansi=periode.instansi, sekarang=sekarang)
    alasan = alasan.strip()
    with transaction.atomic():
        periode = Periode.objects.select_for_update(of=("self",)).select_related("induk").get(pk=periode.pk)
        lama = Tenggat.dari(periode)
        if lama == tenggat:
            return periode
        _tolak(periode, tenggat, alasan=alasan, sekarang=sekarang)
        for bidang, nilai in tenggat.ke_bidang().items():
            setattr(periode, bidang, nilai)
        periode.save(update_fields=list(tenggat.ke_bidang()))
        periode.bagian.exclude(status=Periode.Status.DITUTUP).update(tenggat_skp=tenggat.skp)
        jejak.catat(
            aksi="periode.tenggat_diubah",
            objek_jenis="periode",
            objek_id=periode.pk,
            oleh=oleh,
            sekarang=sekarang,
            instansi_id=periode.instansi_id,
            isi=_beda(lama, tenggat),
            alasan=alasan,
        )
    return periode


def _beda(lama: Tenggat, baru: Tenggat) -> dict[str, dict[str, str]]:
    sebelum = lama.ke_bidang()
    return {
        bidang: {"lama": sebelum[bidang].isoformat(), "baru": nilai.isoformat()}
        for bidang, nilai in baru.ke_bidang().items()
        if sebelum[bidang] != nilai
    }


def _tolak(periode: Periode, tenggat: Tenggat, *, alasan: str, sekarang: datetime) -> None:
    if periode.status == Periode.Status.DITUTUP or periode.penutupan_dimulai is not None:
        raise GalatAturan(f"{periode.nama} sudah ditutup, jadi tenggatnya tidak berubah lagi.")
    if periode.status == Periode.Status.DIPROSES and not alasan:
        raise GalatAturan("Tulis alasannya. Semua pegawai terkena perubahan ini.", bidang="alasan")
    if tenggat.tutup <= sekarang and tenggat.tutup != periode.tutup_pada:
        raise GalatAturan(
            "Waktu penutupan itu sudah lewat. Pilih waktu sesudah sekarang.", bidang="tutup_pada"
        )
    tolak_tenggat_terbalik(tenggat, tahun=periode.induk)
    terakhir = periode.bagian.order_by("-tutup_pada").first()
    if terakhir is not None and terakhir.tutup_pada > tenggat.tutup:
        raise GalatAturan(
            f"{terakhir.nama} baru ditutup sesudah itu. Mundurkan penutupan tahun.", bidang="tutup_pada"
        )
