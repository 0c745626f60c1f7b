"""Cara menulis SKP: kuantitatif dengan target angka, atau kualitatif dengan kriteria keberhasilan (docs/adr/0014)."""

from datetime import datetime

from django.db import transaction

from indikator.models import KUALITATIF, SKP, IndikatorKinerja, Pendekatan, Polaritas
from indikator.queries.teks import sasaran_teks
from indikator.services.langkah import Aksi
from indikator.services.skp.kunci import cocokkan_versi, kunci_skp, simpan_skp
from inti.galat import GalatAturan
from kepegawaian.models import Pegawai

KOLOM = ["polaritas", "polaritas_angka", "satuan", "kriteria", "dipastikan"]


@transaction.atomic
def ganti_pendekatan(*, skp: SKP, pendekatan: str, versi: int, oleh: Pegawai, sekarang: datetime) -> SKP:
    """Ganti cara menulis SKP yang masih disusun. RHK, nama indikator, dan bobot tetap; target atau kriteria yang
    pernah ditulis kembali bila caranya diganti lagi.

    Menolak: bukan pemilik, bukan draf atau perlu perbaikan, usulan adendum, dan versi yang tertinggal.
    """
    if pendekatan not in Pendekatan:
        raise GalatAturan("Pilih kuantitatif atau kualitatif.", bidang="pendekatan")
    baris, _ = kunci_skp(
        skp_id=skp.pk, periode_id=skp.periode_id, aksi=Aksi.SUSUN, oleh=oleh, sekarang=sekarang
    )
    if baris.pendekatan == pendekatan:
        return baris
    if baris.adendum:
        raise GalatAturan(
            "Adendum tidak mengganti cara menulis SKP, karena laporan yang sudah ada akan berarti lain. "
            "Cara lain dapat dipilih pada SKP tahun berikutnya."
        )
    cocokkan_versi(baris, versi)
    indikator = [sesuaikan(i, pendekatan) for i in baris.indikator.select_related("katalog")]
    IndikatorKinerja.objects.bulk_update(indikator, KOLOM)
    lama, baris.pendekatan = baris.pendekatan, pendekatan
    isi = {"sebelum": lama, "sesudah": pendekatan, "indikator": len(indikator)}
    return simpan_skp(baris, aksi="skp.cara_menulis_diganti", oleh=oleh, sekarang=sekarang, isi=isi)


def sesuaikan(indikator: IndikatorKinerja, pendekatan: str) -> IndikatorKinerja:
    """Sesuaikan satu indikator dengan cara menulis SKP-nya; yang perlu ditulis ulang bertanda belum dipastikan.

    Ke kualitatif: arah dan targetnya disimpan, dan kriteria yang masih kosong diawali bunyi targetnya.
    Ke kuantitatif: arah yang disimpan kembali; yang belum pernah berarah menjadi ya atau tidak untuk sementara.
    """
    if pendekatan == Pendekatan.KUALITATIF and not indikator.kualitatif:
        if not indikator.kriteria:
            indikator.kriteria = _kriteria_awal(indikator)
            indikator.dipastikan = False
        indikator.polaritas_angka, indikator.polaritas = indikator.polaritas, KUALITATIF
    elif pendekatan == Pendekatan.KUANTITATIF and indikator.kualitatif:
        if not indikator.polaritas_angka:
            indikator.dipastikan = False
        indikator.polaritas = indikator.polaritas_angka or Polaritas.YA_TIDAK
        indikator.satuan = indikator.satuan or "ya/tidak"
    return indikator


def _kriteria_awal(indikator: IndikatorKinerja) -> str:
    if indikator.polaritas == Polaritas.YA_TIDAK:
        return ""
    return f"Target: {sasaran_teks(indikator)}."
