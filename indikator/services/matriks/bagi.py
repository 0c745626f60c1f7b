"""Menugaskan orang pada RHK sendiri, dan menariknya kembali; banyak sel dalam satu tindakan."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Final

from django.db import transaction
from django.urls import reverse

from indikator.models import RHK, SKP, PeranHasil, StatusDokumen
from indikator.permissions import hari_setempat
from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan, TidakBerhak
from inti.rules.kabar import JenisKabar
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai, Penempatan
from kepegawaian.queries.orang import berlaku
from kepegawaian.queries.penilai import bawahan_pada

SEL_TERBANYAK: Final = 200
PERAN_TERPANJANG: Final = 200
BUKAN_PEMILIK = "RHK ini milik pimpinan lain. Hanya pemiliknya yang membagikannya."


@transaction.atomic
def tugaskan(*, sel: Collection[tuple[int, int]], peran: str, oleh: Pegawai, sekarang: datetime) -> int:
    """Beri peran pada tiap pasangan (RHK sendiri, pegawai); banyaknya yang berubah. Diulang tidak mengubah apa pun.

    Menolak: bukan pejabat penilai, RHK milik orang lain atau masih draf, orang di luar instansi atau belum
    ditempatkan, dan diri sendiri. Pasangan yang sudah ada hanya diganti kata perannya.
    """
    peran = _rapikan(peran)
    rhk = _rhk_sendiri(sel, oleh=oleh, sekarang=sekarang)
    pada = hari_setempat(oleh.instansi, sekarang=sekarang)
    orang = _orang(sel, oleh=oleh, pada=pada)
    ada = {(p.rhk_id, p.pegawai_id): p for p in PeranHasil.objects.filter(rhk__in=rhk.values())}
    baru = PeranHasil.objects.bulk_create(
        PeranHasil(
            instansi_id=oleh.instansi_id,
            rhk=rhk[rhk_id],
            pegawai=orang[pegawai_id],
            peran=peran,
            ditetapkan_pada=sekarang,
            ditetapkan_oleh=oleh,
        )
        for rhk_id, pegawai_id in sorted(set(sel) - ada.keys())
    )
    ganti = [ada[s] for s in sorted(set(sel) & ada.keys()) if ada[s].peran != peran]
    for satu in ganti:
        satu.peran, satu.ditetapkan_pada, satu.ditetapkan_oleh = peran, sekarang, oleh
    PeranHasil.objects.bulk_update(ganti, ["peran", "ditetapkan_pada", "ditetapkan_oleh"])
    _catat("matriks.ditugaskan", [*baru, *ganti], oleh=oleh, sekarang=sekarang)
    _kabari(baru, oleh=oleh, sekarang=sekarang)
    return len(baru) + len(ganti)


@transaction.atomic
def tarik(*, sel: Collection[tuple[int, int]], oleh: Pegawai, sekarang: datetime) -> int:
    """Cabut peran pada tiap pasangan; banyaknya yang tercabut. Yang sudah tidak ada dilewati.

    Menolak orang dari luar yang RHK-nya sudah menautkan: tautan tanpa izin tidak boleh tertinggal.
    """
    rhk = _rhk_sendiri(sel, oleh=oleh, sekarang=sekarang)
    pada = hari_setempat(oleh.instansi, sekarang=sekarang)
    bawahan = set(bawahan_pada(penilai_id=oleh.pk, pada=pada, instansi_id=oleh.instansi_id))
    tertaut = {
        (i, p)
        for i, p in RHK.objects.filter(pimpinan__in=rhk.values()).values_list(
            "pimpinan_id", "skp__pegawai_id"
        )
        if p not in bawahan
    }
    dicabut = [
        p
        for p in PeranHasil.objects.filter(rhk__in=rhk.values()).select_related("pegawai")
        if (p.rhk_id, p.pegawai_id) in set(sel)
    ]
    nama = sorted({p.pegawai.nama for p in dicabut if (p.rhk_id, p.pegawai_id) in tertaut})
    if nama:
        raise GalatAturan(
            f"RHK milik {', '.join(nama)} masih menautkan RHK Anda. "
            "Minta yang bersangkutan mengalihkan tautannya lebih dahulu, lalu tarik lagi."
        )
    _catat("matriks.ditarik", dicabut, oleh=oleh, sekarang=sekarang)
    PeranHasil.objects.filter(pk__in=[p.pk for p in dicabut]).delete()
    return len(dicabut)


def _rapikan(peran: str) -> str:
    peran = " ".join(peran.split())
    if not peran:
        raise GalatAturan(
            "Peran masih kosong. Tulis yang dihasilkannya, misalnya “Menyediakan data kematian”.",
            bidang="peran",
        )
    if len(peran) > PERAN_TERPANJANG:
        raise GalatAturan(
            f"Peran {len(peran)} huruf, batasnya {PERAN_TERPANJANG}. Ringkas kalimatnya.", bidang="peran"
        )
    return peran


def _rhk_sendiri(sel: Collection[tuple[int, int]], *, oleh: Pegawai, sekarang: datetime) -> dict[int, RHK]:
    """RHK milik `oleh` yang disebut, SKP-nya terkunci. Urutan kunci sama dengan SKP: periode lalu SKP."""
    if not sel:
        raise GalatAturan("Belum ada yang dicentang. Centang orang pada RHK yang dimaksud.", bidang="sel")
    if len(sel) > SEL_TERBANYAK:
        raise GalatAturan(
            f"Paling banyak {SEL_TERBANYAK} centang sekali simpan. Kurangi centangnya.", bidang="sel"
        )
    pada = hari_setempat(oleh.instansi, sekarang=sekarang)
    if not oleh.is_active or not bawahan_pada(penilai_id=oleh.pk, pada=pada, instansi_id=oleh.instansi_id):
        raise TidakBerhak(
            "Matriks peran hasil diisi pejabat penilai. Hari ini tidak ada pegawai yang Anda nilai."
        )
    ids = {rhk_id for rhk_id, _ in sel}
    skp = SKP.objects.filter(rhk__in=ids, pegawai=oleh).distinct()
    for periode_id in sorted({s.periode_id for s in skp}):
        kunci_bersama(periode_id=periode_id, sekarang=sekarang)
    milik = list(
        SKP.objects.select_for_update().filter(pk__in=[s.pk for s in skp]).exclude(status=StatusDokumen.DRAF)
    )
    rhk = {r.pk: r for r in RHK.objects.filter(pk__in=ids, skp__in=milik)}
    if rhk.keys() != ids:
        if skp.filter(status=StatusDokumen.DRAF).exists():
            raise GalatAturan("SKP Anda masih draf. Ajukan lebih dahulu, lalu bagikan RHK-nya.", bidang="sel")
        raise TidakBerhak(BUKAN_PEMILIK)
    return rhk


def _orang(sel: Iterable[tuple[int, int]], *, oleh: Pegawai, pada: date) -> dict[int, Pegawai]:
    """Orang yang disebut: aktif, seinstansi, ditempatkan hari itu, dan bukan diri sendiri. Satu kueri."""
    ids = {pegawai_id for _, pegawai_id in sel}
    ditempatkan = Penempatan.objects.filter(
        berlaku(pada), jenis=Penempatan.Jenis.DEFINITIF, pegawai_id__in=ids
    ).values("pegawai_id")
    orang = {
        p.pk: p
        for p in Pegawai.objects.filter(
            pk__in=ditempatkan, instansi_id=oleh.instansi_id, is_active=True
        ).exclude(pk=oleh.pk)
    }
    if orang.keys() != ids:
        raise GalatAturan(
            "Ada orang yang tidak dapat ditugasi: sudah tidak aktif, belum ditempatkan, atau diri Anda sendiri. "
            "Muat ulang halaman, lalu pilih lagi.",
            bidang="sel",
        )
    return orang


def _catat(aksi: str, peran: Collection[PeranHasil], *, oleh: Pegawai, sekarang: datetime) -> None:
    jejak.catat_banyak(
        aksi=aksi,
        objek_jenis="rhk",
        butir=((p.rhk_id, {"pegawai_id": p.pegawai_id, "peran": p.peran}) for p in peran),
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=oleh.instansi_id,
    )


def _kabari(baru: Collection[PeranHasil], *, oleh: Pegawai, sekarang: datetime) -> None:
    """Satu kabar untuk tiap orang, berapa pun RHK yang dibagikan kepadanya."""
    per_orang: dict[int, list[PeranHasil]] = {}
    for satu in baru:
        per_orang.setdefault(satu.pegawai_id, []).append(satu)
    for milik in per_orang.values():
        rhk = "; ".join(f"“{p.rhk.teks}”" for p in milik)
        kotak.beri_tahu(
            penerima_id=milik[0].pegawai_id,
            instansi_id=oleh.instansi_id,
            judul=f"Anda diberi peran pada RHK {oleh.nama_lengkap}",
            isi=f"{milik[0].peran}. Untuk: {rhk}. Tautkan dengan RHK Anda.",
            tautan=reverse("indikator:tautan"),
            kunci=f"peran-hasil:{milik[0].pk}",
            sekarang=sekarang,
            jenis=JenisKabar.TUGAS,
            surel_ke=milik[0].pegawai,
        )
