"""SKP berpindah tangan: diajukan, ditarik, disetujui, dikembalikan."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from indikator.models import SKP, StatusDokumen
from indikator.permissions import hari_setempat, wajib_penilai_semua
from indikator.queries.skp.batal import dapat_dibatalkan
from indikator.queries.skp.kekurangan import kekurangan
from indikator.services import alamat
from indikator.services.kunci import kunci_bersama
from indikator.services.langkah import Aksi
from indikator.services.skp import adendum
from indikator.services.skp.kunci import cocokkan_versi, kunci_skp, simpan_skp
from indikator.services.skp.naskah import JENIS_DOKUMEN, terbitkan
from inti.galat import GalatAturan, SudahBerubah
from inti.rules.kabar import JenisKabar
from inti.services import dokumen, jejak, kotak
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import penilai_pada


@transaction.atomic
def ajukan(*, skp: SKP, oleh: Pegawai, sekarang: datetime, versi: int | None = None) -> SKP:
    """Serahkan SKP atau usulan adendum kepada pejabat penilai; yang sudah diajukan dikembalikan apa adanya.

    Menolak: belum menyatakan pemahaman bila kebijakan mewajibkan, tanpa RHK, RHK tanpa indikator, sasaran
    yang belum lengkap, jumlah bobot yang tidak tepat 100 (disebut selisihnya), dan halangan adendum.
    """
    baris, berikut = _kunci(skp, Aksi.AJUKAN, oleh=oleh, sekarang=sekarang)
    if baris.status == berikut:
        return baris
    cocokkan_versi(baris, versi)
    kurang = kekurangan(baris)
    if kurang:
        raise GalatAturan(" ".join(k.kalimat for k in kurang))
    baris.status, baris.diajukan_pada, baris.diajukan_oleh = berikut, sekarang, oleh
    simpan_skp(baris, aksi="skp.diajukan", oleh=oleh, sekarang=sekarang)
    penilai = penilai_pada(
        pada=hari_setempat(oleh.instansi, sekarang=sekarang), pegawai_ids=[baris.pegawai_id]
    ).get(baris.pegawai_id)
    if penilai is not None and penilai.penilai_id is not None:
        kotak.beri_tahu(
            penerima_id=penilai.penilai_id,
            instansi_id=baris.instansi_id,
            judul=f"{baris.periode.nama}: {_benda(baris)} {baris.pegawai.nama} menunggu persetujuan",
            isi="Setujui, atau kembalikan dengan catatan.",
            tautan=alamat.periksa_skp(baris.pk),
            kunci=f"skp:{baris.pk}:diajukan:{baris.versi}",
            sekarang=sekarang,
        )
    return baris


@transaction.atomic
def tarik(*, skp: SKP, oleh: Pegawai, sekarang: datetime) -> SKP:
    """Pemilik menarik kembali SKP yang belum diputus; menjadi draf lagi."""
    baris, berikut = _kunci(skp, Aksi.TARIK, oleh=oleh, sekarang=sekarang)
    if baris.status == berikut:
        return baris
    baris.status = berikut
    return simpan_skp(baris, aksi="skp.ditarik", oleh=oleh, sekarang=sekarang)


@transaction.atomic
def setujui(*, skp: SKP, oleh: Pegawai, sekarang: datetime, versi: int | None = None) -> SKP:
    """Pejabat penilai hari ini menyetujui; yang sudah disetujui dikembalikan apa adanya. Naskahnya dibekukan.

    Usulan adendum yang disetujui menggantikan isi SKP-nya; yang dikembalikan SKP itu.
    """
    if skp.adendum:
        pokok = adendum.setujui(skp=skp, oleh=oleh, sekarang=sekarang, versi=versi)
        _kabari_disetujui(pokok, oleh=oleh, sekarang=sekarang, benda="Adendum SKP")
        return pokok
    baris, berikut = _kunci(skp, Aksi.SETUJUI, oleh=oleh, sekarang=sekarang)
    if baris.status == berikut:
        return baris
    cocokkan_versi(baris, versi)
    baris.status, baris.catatan = berikut, ""
    baris.diputus_pada, baris.diputus_oleh = sekarang, oleh
    simpan_skp(baris, aksi="skp.disetujui", oleh=oleh, sekarang=sekarang)
    terbitkan(daftar=[baris], oleh=oleh, sekarang=sekarang)
    _kabari_disetujui(baris, oleh=oleh, sekarang=sekarang)
    return baris


@transaction.atomic
def kembalikan(*, skp: SKP, catatan: str, oleh: Pegawai, sekarang: datetime, versi: int | None = None) -> SKP:
    """Pejabat penilai meminta perbaikan; catatan wajib, supaya pemiliknya tahu apa yang diubah."""
    catatan = catatan.strip()
    if not catatan:
        raise GalatAturan("Tulis apa yang perlu diperbaiki, supaya pemiliknya tahu.", bidang="catatan")
    ada = SKP.semua.filter(pk=skp.pk).first() or skp
    if ada.status == StatusDokumen.PERLU_PERBAIKAN and (ada.catatan, ada.diputus_oleh_id) == (
        catatan,
        oleh.pk,
    ):
        return ada
    baris, berikut = _kunci(skp, Aksi.KEMBALIKAN, oleh=oleh, sekarang=sekarang)
    cocokkan_versi(baris, versi)
    baris.status, baris.catatan = berikut, catatan
    baris.diputus_pada, baris.diputus_oleh = sekarang, oleh
    simpan_skp(baris, aksi="skp.dikembalikan", oleh=oleh, sekarang=sekarang, alasan=catatan)
    kotak.beri_tahu(
        penerima_id=baris.pegawai_id,
        instansi_id=baris.instansi_id,
        judul=f"{baris.periode.nama}: {_benda(baris)} Anda perlu perbaikan",
        isi=f"{oleh.nama}: {catatan}",
        tautan=alamat.skp(baris.pk),
        kunci=f"skp:{baris.pk}:dikembalikan:{baris.versi}",
        sekarang=sekarang,
        jenis=JenisKabar.HASIL,
        surel_ke=baris.pegawai,
    )
    return baris


@transaction.atomic
def batalkan_setuju(*, skp_ids: Iterable[int], oleh: Pegawai, sekarang: datetime) -> list[SKP]:
    """Penilai membatalkan persetujuannya sendiri; SKP menunggu lagi. Kembalikan yang benar-benar dibatalkan.

    Hanya selama belum ada yang memakainya: pemiliknya belum melapor, membuka adendum, atau menulis catatan sesudahnya,
    dan SKP-nya belum berubah. Yang sudah dipakai dilewati; naskahnya tetap tersimpan dan dokumennya dibatalkan.
    """
    baris = _kunci_banyak(set(skp_ids), sekarang=sekarang)
    hari = hari_setempat(oleh.instansi, sekarang=sekarang)
    wajib_penilai_semua(oleh, pemilik_ids={s.pegawai_id for s in baris}, pada=hari)
    boleh = dapat_dibatalkan([s.pk for s in baris], oleh=oleh)
    dibatalkan = [s for s in baris if s.pk in boleh]
    for skp in dibatalkan:
        skp.status, skp.naskah, skp.diputus_pada, skp.diputus_oleh = StatusDokumen.DIAJUKAN, None, None, None
        simpan_skp(skp, aksi="skp.persetujuan_dibatalkan", oleh=oleh, sekarang=sekarang)
        kotak.beri_tahu(
            penerima_id=skp.pegawai_id,
            instansi_id=skp.instansi_id,
            judul=f"{skp.periode.nama}: persetujuan SKP Anda dibatalkan",
            isi=f"{oleh.nama} membatalkan persetujuannya. SKP Anda menunggu keputusan lagi.",
            tautan=alamat.skp(skp.pk),
            kunci=f"skp:{skp.pk}:batal:{skp.versi}",
            sekarang=sekarang,
        )
    dokumen.batalkan(jenis=JENIS_DOKUMEN, objek_ids=[s.pk for s in dibatalkan], sekarang=sekarang)
    return dibatalkan


@transaction.atomic
def setujui_banyak(
    *, skp_ids: Iterable[int], oleh: Pegawai, sekarang: datetime, versi: Mapping[int, int] | None = None
) -> int:
    """Setujui semua yang masih menunggu; kembalikan jumlahnya. Yang sudah diputus dilewati.

    Satu saja yang bukan bawahan `oleh` menolak semuanya. `versi` (id → yang dilihat) menolak yang berubah.
    """
    baris = _kunci_banyak(set(skp_ids), sekarang=sekarang)
    hari = hari_setempat(oleh.instansi, sekarang=sekarang)
    wajib_penilai_semua(oleh, pemilik_ids={s.pegawai_id for s in baris}, pada=hari)
    menunggu = [s for s in baris if s.status == StatusDokumen.DIAJUKAN]
    if versi is not None and any(versi.get(s.pk, s.versi) != s.versi for s in menunggu):
        raise SudahBerubah("Ada SKP yang berubah sejak halaman ini dibuka. Periksa lagi, lalu setujui.")
    SKP.objects.filter(pk__in=[s.pk for s in menunggu]).update(
        status=StatusDokumen.DISETUJUI,
        catatan="",
        diputus_pada=sekarang,
        diputus_oleh=oleh,
        versi=F("versi") + 1,
    )
    jejak.catat_banyak(
        aksi="skp.disetujui",
        objek_jenis="skp",
        butir=[(s.pk, {"versi": s.versi + 1, "status": StatusDokumen.DISETUJUI}) for s in menunggu],
        oleh=oleh,
        sekarang=sekarang,
    )
    terbitkan(daftar=menunggu, oleh=oleh, sekarang=sekarang)
    for skp in menunggu:
        skp.versi += 1
        _kabari_disetujui(skp, oleh=oleh, sekarang=sekarang)
    return len(menunggu)


def _kunci_banyak(ids: set[int], *, sekarang: datetime) -> list[SKP]:
    """Kunci semua periodenya, lalu SKP-nya, masing-masing urut id."""
    for periode_id in sorted(set(SKP.objects.filter(pk__in=ids).values_list("periode_id", flat=True))):
        kunci_bersama(periode_id=periode_id, sekarang=sekarang)
    terkunci = SKP.objects.select_for_update(of=("self",)).select_related("periode", "pegawai")
    return list(terkunci.filter(pk__in=ids).order_by("pk"))


def _kunci(skp: SKP, aksi: Aksi, *, oleh: Pegawai, sekarang: datetime) -> tuple[SKP, StatusDokumen]:
    return kunci_skp(skp_id=skp.pk, periode_id=skp.periode_id, aksi=aksi, oleh=oleh, sekarang=sekarang)


def _benda(skp: SKP) -> str:
    return "adendum SKP" if skp.adendum else "SKP"


def _kabari_disetujui(skp: SKP, *, oleh: Pegawai, sekarang: datetime, benda: str = "SKP") -> None:
    kotak.beri_tahu(
        penerima_id=skp.pegawai_id,
        instansi_id=skp.instansi_id,
        judul=f"{skp.periode.nama}: {benda} Anda disetujui",
        isi=f"Disetujui {oleh.nama}. Capaian dilaporkan tiap periode.",
        tautan=alamat.skp(skp.pk),
        kunci=f"skp:{skp.pk}:disetujui:{skp.versi}",
        sekarang=sekarang,
    )
