"""Dialog kinerja di sebelah SKP: kedua pihak menulis, tidak ada yang menghapus."""

from datetime import datetime

from django.db import transaction

from indikator.models import RHK, SKP, CatatanSKP
from indikator.permissions import Pihak, hari_setempat, wajib_pihak
from indikator.services import alamat
from indikator.services.kunci import kunci_bersama
from inti.galat import GalatAturan
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import penilai_pada

HURUF_TERBANYAK = 2000


@transaction.atomic
def tulis_catatan(*, skp: SKP, teks: str, rhk: RHK | None, oleh: Pegawai, sekarang: datetime) -> CatatanSKP:
    """Tambah satu catatan tentang SKP atau satu RHK-nya; lawan bicara diberi tahu paling banyak sekali sehari.

    Kiriman kedua yang sama persis mengembalikan catatan yang sudah ada. Menolak orang ketiga, teks kosong,
    RHK milik SKP lain, draf bagi penilai, dan tahun yang sudah ditutup.
    """
    teks = teks.strip()
    if not teks:
        raise GalatAturan("Tulis catatannya lebih dahulu.", bidang="teks")
    if len(teks) > HURUF_TERBANYAK:
        raise GalatAturan(f"Catatan {len(teks)} huruf, batasnya {HURUF_TERBANYAK}. Ringkas.", bidang="teks")
    kunci_bersama(periode_id=skp.periode_id, sekarang=sekarang)
    pokok = SKP.objects.select_for_update(of=("self",)).select_related("periode").get(pk=skp.pokok_id)
    hari = hari_setempat(oleh.instansi, sekarang=sekarang)
    pihak = wajib_pihak(oleh, pemilik_id=pokok.pegawai_id, pada=hari)
    if rhk is not None and rhk.skp_id != pokok.pk:
        raise GalatAturan("RHK itu bukan bagian dari SKP ini. Pilih dari daftar.", bidang="rhk")
    terakhir = pokok.dialog.filter(ditulis_oleh=oleh).order_by("-pk").first()
    if terakhir and (terakhir.teks, terakhir.rhk_nomor) == (teks, rhk.pk if rhk else None):
        return terakhir
    catatan = CatatanSKP.objects.create(
        skp=pokok,
        rhk_nomor=rhk.pk if rhk else None,
        rhk_teks=rhk.teks if rhk else "",
        teks=teks,
        ditulis_pada=sekarang,
        ditulis_oleh=oleh,
    )
    jejak.catat(
        aksi="skp.catatan_ditulis",
        objek_jenis="skp",
        objek_id=pokok.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"catatan_id": catatan.pk},
    )
    _kabari(pokok, pihak, oleh=oleh, sekarang=sekarang)
    return catatan


def _kabari(skp: SKP, pihak: Pihak, *, oleh: Pegawai, sekarang: datetime) -> None:
    """Satu pesan sehari untuk tiap penulis, berapa pun catatannya."""
    hari = hari_setempat(oleh.instansi, sekarang=sekarang)
    penerima_id: int | None = skp.pegawai_id
    if pihak is Pihak.PEMILIK:
        penilai = penilai_pada(pada=hari, pegawai_ids=[skp.pegawai_id]).get(skp.pegawai_id)
        penerima_id = penilai.penilai_id if penilai else None
    if penerima_id is None:
        return
    kotak.beri_tahu(
        penerima_id=penerima_id,
        instansi_id=skp.instansi_id,
        judul=f"{skp.periode.nama}: {oleh.nama} menulis catatan di SKP",
        isi="Buka dialognya untuk membaca dan menjawab.",
        tautan=alamat.dialog(skp.pk),
        kunci=f"skp:{skp.pk}:dialog:{oleh.pk}:{hari.isoformat()}",
        sekarang=sekarang,
    )
