"""Saran di ujung survei menjadi perkara: disamarkan, diberi batas, dan menunggu disaring."""

from datetime import datetime

from umpan_balik.models import Aspirasi, SebutanPetugas, Survei
from umpan_balik.queries.aspirasi_aturan import batas_pada, petugas_sekitar
from umpan_balik.rules.hari_kerja import hari_masuk
from umpan_balik.rules.penyamaran import samarkan
from umpan_balik.rules.penyamaran_nama import samarkan_nama


def terima(*, survei: Survei, saran: str, sekarang: datetime) -> Aspirasi | None:
    """Buka perkara dari saran survei itu; None bila sarannya kosong. Dipanggil di dalam transaksi surveinya.

    Nomor pribadi, nama petugas, dan nama sesudah sapaan disamarkan sebelum disimpan. Batasnya disimpan pada perkara,
    jadi kebijakan atau hari libur yang berubah kemudian tidak menggeser janji di tanda terima. Tanpa jejak, dengan
    sebab yang sama seperti surveinya.
    """
    saran = saran.strip()
    if not saran:
        return None
    hari = hari_masuk(sekarang, survei.instansi.zona_waktu)
    nama = samarkan_nama(samarkan(saran).teks, petugas_sekitar(survei, hari))
    batas = batas_pada(survei.instansi_id, hari)
    perkara = Aspirasi.objects.create(
        instansi=survei.instansi,
        unit=survei.unit,
        survei=survei,
        teks=nama.teks,
        tanggal=hari,
        baca_sampai=batas.baca,
        rencana_sampai=batas.rencana,
        jawab_sampai=batas.jawab,
        tenggat=batas.baca,
    )
    SebutanPetugas.objects.bulk_create(
        SebutanPetugas(aspirasi=perkara, nomor=nomor, pegawai_id=pegawai)
        for nomor, pegawai in nama.petugas.items()
        if pegawai is not None
    )
    return perkara
