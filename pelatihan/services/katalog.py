"""Mengisi katalog pelatihan."""

from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.services.jejak import catat
from kepegawaian.models import Instansi, Pegawai
from pelatihan.models import Pelatihan
from pelatihan.permissions import wajib_kelola_katalog
from pelatihan.rules.bentuk import klasikal, kode_dari_teks
from pelatihan.rules.tanda import tag_pelatihan


@transaction.atomic
def tambah(
    *,
    instansi: Instansi,
    judul: str,
    bentuk: str,
    jp: int,
    jp_usulan: bool = False,
    penyelenggara: str = "",
    kompetensi: str = "",
    sumber: str = "",
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Pelatihan:
    """Tambah satu judul; judul yang sudah ada mengembalikan barisnya. `jp` jam pelajaran, lebih dari 0.

    Tandanya dibaca dari judul, bentuk, dan kompetensi (docs/aturan/rekomendasi.md).
    """
    wajib_kelola_katalog(oleh, instansi=instansi, sekarang=sekarang)
    judul = " ".join(judul.split())
    if not judul:
        raise GalatAturan("Isi judul pelatihan.", bidang="judul")
    if jp <= 0:
        raise GalatAturan("Jam pelajaran paling sedikit 1.", bidang="jp")
    pelatihan, baru = Pelatihan.objects.get_or_create(
        instansi=instansi,
        judul=judul,
        defaults={
            "bentuk": bentuk,
            "kode_bentuk": (kode := kode_dari_teks(bentuk)),
            "klasikal": klasikal(kode),
            "jp": jp,
            "jp_usulan": jp_usulan,
            "penyelenggara": penyelenggara,
            "kompetensi": kompetensi,
            "tanda": sorted(tag_pelatihan(judul=judul, jenis=bentuk, kompetensi=kompetensi)),
            "sumber": sumber,
        },
    )
    if baru:
        catat(
            aksi="pelatihan.ditambah",
            objek_jenis="pelatihan",
            objek_id=pelatihan.pk,
            oleh=oleh,
            sekarang=sekarang,
            instansi_id=instansi.pk,
            isi={"judul": judul, "jp": jp},
        )
    return pelatihan
