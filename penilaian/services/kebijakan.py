"""Menetapkan cara menilai. Sekali ditetapkan tidak berubah; perubahan menjadi versi baru."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from indikator.models import Kebijakan
from indikator.rules.kebijakan import KebijakanKeliru, aturan_dari
from inti.galat import GalatAturan
from inti.services.jejak import catat
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.permissions import Izin, wajib_di

HARI_KEBERATAN_TERBANYAK = 60


@transaction.atomic
def tetapkan(
    *,
    instansi: Instansi,
    nama: str,
    penjelasan: str,
    dasar_hukum: str,
    aturan: dict[str, Any],
    pemahaman_wajib: bool,
    tinjauan_indikator: bool,
    tawaran_studi: bool,
    hari_keberatan: int,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Kebijakan:
    """Simpan kebijakan sebagai versi berikutnya dari nama yang sama, langsung ditetapkan.

    Kunci aturan yang tidak ditulis diisi bawaan, sehingga yang tersimpan selalu utuh. Menolak aturan yang
    berlubang atau tidak dikenal (semua kesalahan sekaligus) dan masa keberatan di luar 1–60 hari.
    """
    if oleh is not None:
        wajib_di(
            oleh,
            Izin.KELOLA_PERIODE,
            pada=instansi.hari_pada(sekarang),
            instansi_id=instansi.pk,
            unit_ids=None,
        )
    nama = " ".join(nama.split())
    utuh = _periksa(nama, penjelasan, hari_keberatan, aturan)
    kebijakan = Kebijakan.objects.create(
        instansi=instansi,
        nama=nama,
        versi=_versi_berikut(instansi, nama),
        status=Kebijakan.Status.DITETAPKAN,
        penjelasan=penjelasan.strip(),
        dasar_hukum=dasar_hukum.strip(),
        aturan=utuh,
        pemahaman_wajib=pemahaman_wajib,
        tinjauan_indikator=tinjauan_indikator,
        tawaran_studi=tawaran_studi,
        hari_keberatan=hari_keberatan,
        ditetapkan_pada=sekarang if oleh else None,
        ditetapkan_oleh=oleh,
    )
    catat(
        aksi="kebijakan.ditetapkan",
        objek_jenis="kebijakan",
        objek_id=kebijakan.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi={"nama": nama, "versi": kebijakan.versi, "aturan": utuh},
    )
    return kebijakan


def _periksa(nama: str, penjelasan: str, hari_keberatan: int, aturan: dict[str, Any]) -> dict[str, object]:
    """Aturan yang utuh, atau penolakan yang menunjuk bidangnya."""
    if not nama:
        raise GalatAturan("Isi nama kebijakan, misalnya Capaian kinerja.", bidang="nama")
    if not penjelasan.strip():
        raise GalatAturan(
            "Isi penjelasan dengan kata biasa, supaya pegawai tahu apa yang dinilai.", bidang="penjelasan"
        )
    if not 1 <= hari_keberatan <= HARI_KEBERATAN_TERBANYAK:
        raise GalatAturan(
            f"Masa keberatan antara 1 dan {HARI_KEBERATAN_TERBANYAK} hari.", bidang="hari_keberatan"
        )
    try:
        return aturan_dari(aturan).ke_dict()
    except KebijakanKeliru as keliru:
        raise GalatAturan(" ".join(keliru.kesalahan), bidang="aturan") from keliru


def _versi_berikut(instansi: Instansi, nama: str) -> int:
    """Kunci instansi membuat dua penetapan bersamaan mendapat versi yang berurutan."""
    Instansi.objects.select_for_update().get(pk=instansi.pk)
    terakhir = Kebijakan.objects.filter(instansi=instansi, nama=nama).aggregate(n=Max("versi"))["n"]
    return (terakhir or 0) + 1
