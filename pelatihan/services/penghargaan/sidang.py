"""Sidang panitia: calon dihitung, diputus dengan alasan, lalu ditutup dengan berita acara dan piagam."""

import hashlib
import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any, Final

from django.db import transaction
from django.urls import reverse

from indikator.models import Periode
from inti.galat import GalatAturan, TidakBerhak
from inti.rules.kabar import JenisKabar
from inti.services import dokumen
from inti.services.kotak import beri_tahu_banyak
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai
from pelatihan.models import CalonPenghargaan, SidangPenghargaan
from pelatihan.permissions import membaca_sidang
from pelatihan.queries import penghargaan as kueri
from pelatihan.rules.alasan import ALASAN_TERPENDEK
from pelatihan.services.penghargaan import umum

JENIS_SIDANG: Final = "sidang_penghargaan"
JENIS_PIAGAM: Final = "penghargaan"


@transaction.atomic
def buka(*, periode_id: int, oleh: Pegawai, sekarang: datetime) -> SidangPenghargaan:
    """Hitung calon satu periode yang sudah ditutup menurut ukuran yang berlaku; dibuka dua kali mengembalikan yang ada.

    Menolak selain panitia dan admin BKD, dan periode yang belum ditutup.
    """
    if not membaca_sidang(oleh, pada=oleh.instansi.hari_pada(sekarang)):
        raise TidakBerhak(umum.BUKAN_PANITIA)
    periode = Periode.objects.select_for_update().filter(pk=periode_id, instansi_id=oleh.instansi_id).first()
    if periode is None:
        raise TidakBerhak("Periode ini tidak ada di instansi Anda. Buka lagi dari daftarnya.")
    if periode.status != Periode.Status.DITUTUP:
        raise GalatAturan(f"{periode.nama} belum ditutup, jadi belum ada hasil untuk dihargai.")
    lama = SidangPenghargaan.objects.filter(periode=periode).first()
    if lama is not None:
        return lama
    aturan = kueri.aturan_berlaku(oleh.instansi_id)
    satu = SidangPenghargaan.objects.create(
        instansi_id=oleh.instansi_id,
        periode=periode,
        aturan=aturan.beku(),
        dibuka_pada=sekarang,
        dibuka_oleh=oleh,
    )
    baris = [
        CalonPenghargaan(
            sidang=satu, jenis=c.jenis.value, pegawai_id=c.pegawai_id, unit_id=c.unit_id, alasan=c.alasan
        )
        for c in kueri.calon(periode, aturan)
    ]
    CalonPenghargaan.objects.bulk_create(baris)
    umum.jejak(
        "penghargaan.sidang_dibuka",
        satu.pk,
        jenis="sidang_penghargaan",
        oleh=oleh,
        sekarang=sekarang,
        periode=periode.pk,
        calon=len(baris),
    )
    return satu


@transaction.atomic
def putus(*, calon_id: int, putusan: str, alasan: str, oleh: Pegawai, sekarang: datetime) -> CalonPenghargaan:
    """Diberikan atau tidak, dengan alasan; dapat diubah sampai sidangnya ditutup.

    Menolak selain anggota panitia, anggota yang menjadi calon itu sendiri, dan alasan tidak memberikan yang menyebut
    nama calon lain: alasan itu dibaca orangnya.
    """
    umum.wajib_panitia(oleh, sekarang)
    sidang_id = (
        CalonPenghargaan.objects.filter(pk=calon_id, sidang__instansi_id=oleh.instansi_id)
        .values_list("sidang_id", flat=True)
        .first()
    )
    umum.sidang_terbuka(sidang_id or 0, oleh=oleh)
    calon = CalonPenghargaan.objects.select_related("pegawai", "unit").get(pk=calon_id)
    if calon.pegawai_id == oleh.pk:
        raise TidakBerhak("Calon diri sendiri diputus anggota panitia lain.")
    calon.putusan = CalonPenghargaan.Putusan(putusan).value
    calon.alasan_putusan = berukuran(alasan, sekurangnya=ALASAN_TERPENDEK)
    if calon.putusan == CalonPenghargaan.Putusan.TIDAK and calon.pegawai_id:
        _tanpa_calon_lain(calon)
    calon.diputus_pada, calon.diputus_oleh = sekarang, oleh
    calon.save(update_fields=["putusan", "alasan_putusan", "diputus_pada", "diputus_oleh"])
    umum.jejak(
        "penghargaan.diputus",
        calon.pk,
        jenis="calon_penghargaan",
        oleh=oleh,
        sekarang=sekarang,
        alasan=calon.alasan_putusan,
        putusan=calon.putusan,
        sidang=calon.sidang_id,
    )
    return calon


@transaction.atomic
def tutup(
    *, sidang_id: int, hadir: Collection[int], catatan: str, oleh: Pegawai, sekarang: datetime
) -> SidangPenghargaan:
    """Bekukan sidang, terbitkan berita acara dan piagam tiap yang diberikan, lalu kabari penerimanya dan calon lain.

    Menolak selain anggota panitia, bila masih ada calon yang belum diputus, dan tanpa anggota lain yang hadir.
    """
    umum.wajib_panitia(oleh, sekarang)
    satu = umum.sidang_terbuka(sidang_id, oleh=oleh)
    calon = kueri.calon_sidang(satu)
    belum = sum(not c.putusan for c in calon)
    if belum:
        raise GalatAturan(f"{belum} calon belum diputus. Putus semuanya, lalu tutup sidangnya.")
    anggota = {
        a.pegawai_id: a.pegawai
        for a in kueri.panitia(oleh.instansi_id, pada=oleh.instansi.hari_pada(sekarang))
    }
    dipilih = sorted((set(hadir) & set(anggota)) - {oleh.pk})
    if not dipilih:
        raise GalatAturan("Tandai sekurangnya satu anggota panitia lain yang hadir.", bidang="hadir")
    satu.naskah = _naskah(satu, calon, [anggota[i] for i in dipilih], catatan, oleh, sekarang)
    satu.sidik = sidik(satu.naskah)
    satu.status = SidangPenghargaan.Status.DITUTUP
    satu.ditutup_pada, satu.ditutup_oleh = sekarang, oleh
    satu.save()
    _terbitkan(satu, calon, oleh, sekarang)
    umum.jejak(
        "penghargaan.sidang_ditutup",
        satu.pk,
        jenis="sidang_penghargaan",
        oleh=oleh,
        sekarang=sekarang,
        sidik=satu.sidik,
        diberikan=sum(c.putusan == "diberikan" for c in calon),
    )
    return satu


def _tanpa_calon_lain(calon: CalonPenghargaan) -> None:
    """GalatAturan bila alasannya menyebut nama calon lain di sidang yang sama. Satu kueri."""
    lain = CalonPenghargaan.objects.filter(sidang=calon.sidang_id, pegawai__isnull=False)
    kecil = calon.alasan_putusan.casefold()
    for nama in lain.exclude(pegawai=calon.pegawai_id).values_list("pegawai__nama", flat=True):
        if nama.casefold() in kecil:
            raise GalatAturan(
                "Alasan ini dibaca orangnya. Tulis yang belum terpenuhi padanya, tanpa menyebut calon lain.",
                bidang="alasan",
            )


def sidik(isi: dict[str, Any]) -> str:
    """sha256 isi JSON yang diurutkan kuncinya."""
    return hashlib.sha256(
        json.dumps(isi, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    ).hexdigest()


def _naskah(
    satu: SidangPenghargaan,
    calon: list[CalonPenghargaan],
    hadir: list[Pegawai],
    catatan: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> dict[str, Any]:
    """Isi berita acara dan piagam yang dibekukan."""
    return {
        "nomor": f"BAP-{satu.periode_id:04d}-{satu.pk:06d}",
        "periode": satu.periode.nama,
        "ditutup": sekarang.astimezone(UTC).isoformat(timespec="seconds"),
        "pimpinan": {"nama": oleh.nama_lengkap, "nip": oleh.nip},
        "hadir": [{"nama": p.nama_lengkap, "nip": p.nip} for p in hadir],
        "catatan": catatan.strip()[:4000],
        "aturan": satu.aturan,
        "calon": [
            {
                "id": c.pk,
                "nomor": f"PGH-{satu.periode_id:04d}-{c.pk:06d}",
                "nama": c.nama,
                "nip": c.pegawai.nip if c.pegawai else "",
                "unit": c.unit.nama,
                "jenis": c.jenis,
                "alasan": c.alasan,
                "putusan": c.putusan,
                "alasan_putusan": c.alasan_putusan,
                "oleh": c.diputus_oleh.nama_lengkap if c.diputus_oleh else "",
            }
            for c in calon
        ],
    }


def _terbitkan(
    satu: SidangPenghargaan, calon: list[CalonPenghargaan], oleh: Pegawai, sekarang: datetime
) -> None:
    """Dokumen berita acara dan piagam; kabar kepada penerimanya dan kepada calon yang belum menerima."""
    assert satu.naskah is not None
    beku = {c["id"]: c for c in satu.naskah["calon"]}
    diberikan = [c for c in calon if c.putusan == CalonPenghargaan.Putusan.DIBERIKAN]
    berita = dokumen.Terbitan(
        objek_id=satu.pk,
        versi=1,
        nomor=satu.naskah["nomor"],
        sidik=satu.sidik,
        unit=satu.instansi.nama,
        inisial=oleh.inisial,
    )
    piagam = [
        dokumen.Terbitan(
            objek_id=c.pk,
            versi=1,
            nomor=beku[c.pk]["nomor"],
            sidik=sidik(beku[c.pk] | {"periode": satu.naskah["periode"]}),
            unit=c.unit.nama,
            inisial=c.pegawai.inisial if c.pegawai else "",
        )
        for c in diberikan
    ]
    for jenis, butir in ((JENIS_SIDANG, [berita]), (JENIS_PIAGAM, piagam)):
        dokumen.terbitkan(jenis=jenis, instansi_id=satu.instansi_id, butir=butir, sekarang=sekarang)
    beri_tahu_banyak(
        Pegawai.objects.filter(pk__in=[c.pegawai_id for c in diberikan if c.pegawai_id], is_active=True),
        judul="Anda menerima penghargaan",
        isi=f"Dari {satu.periode.nama}. Piagamnya dapat diunduh, beserta alasannya.",
        tautan=reverse("pelatihan:penghargaan"),
        kunci=f"penghargaan:{satu.pk}",
        sekarang=sekarang,
        jenis=JenisKabar.HASIL,
    )
    penerima = {c.pegawai_id for c in diberikan}
    belum = {c.pegawai_id for c in calon if c.pegawai_id and c.pegawai_id not in penerima}
    beri_tahu_banyak(
        Pegawai.objects.filter(pk__in=belum, is_active=True),
        judul="Pencalonan Anda sudah dibahas panitia penghargaan",
        isi=f"Dari {satu.periode.nama}. Kali ini belum diberikan; alasannya tertulis di halaman Penghargaan, dan hanya "
        "Anda, panitia, serta admin BKD yang membacanya. Terima kasih atas kerja Anda.",
        tautan=reverse("pelatihan:penghargaan"),
        kunci=f"penghargaan_belum:{satu.pk}",
        sekarang=sekarang,
        jenis=JenisKabar.HASIL,
    )
