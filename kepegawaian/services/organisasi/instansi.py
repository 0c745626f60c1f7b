"""Menambah pemerintah daerah."""

from datetime import datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.services.jejak import catat
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.services.wewenang import hanya_sistem


@transaction.atomic
def tambah_instansi(
    *,
    nama: str,
    slug: str,
    provinsi: str = "",
    zona: str = Instansi.Zona.WIB,
    kontak: str = "",
    data_contoh: bool = False,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Instansi:
    """Tambah satu pemerintah daerah. Hanya sistem; nama atau slug yang sudah dipakai ditolak."""
    hanya_sistem(oleh)
    sudah_ada = GalatAturan(f"{nama} sudah terdaftar. Pakai nama atau alamat lain.", bidang="nama")
    if Instansi.objects.filter(nama=nama).exists() or Instansi.objects.filter(slug=slug).exists():
        raise sudah_ada
    instansi = Instansi(
        nama=nama, slug=slug, provinsi=provinsi, zona=zona, kontak=kontak, data_contoh=data_contoh
    )
    instansi.full_clean(validate_unique=False, validate_constraints=False)
    instansi.save()
    catat(
        aksi="instansi.ditambah",
        objek_jenis="instansi",
        objek_id=instansi.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi={"nama": nama, "slug": slug},
    )
    return instansi
