"""Rencana pembinaan dan sidang penghargaan dari satu hasil bagi sapuan alamat; rencana contoh yang sudah ada dipakai lagi."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from inti.models import Berkas
from kepegawaian.models import Pegawai
from pelatihan.models import (
    AnggotaPanitia,
    BuktiPembinaan,
    CalonPenghargaan,
    Pembinaan,
    PertemuanPembinaan,
    SasaranPembinaan,
    SidangPenghargaan,
)
from pelatihan.rules.penghargaan import Aturan
from penilaian.models import Hasil


@dataclass(frozen=True)
class BendaPembinaan:
    pembinaan: Pembinaan
    sasaran: SasaranPembinaan
    pertemuan: PertemuanPembinaan
    bukti: BuktiPembinaan
    anggota: AnggotaPanitia
    sidang: SidangPenghargaan
    calon: CalonPenghargaan


def buat(hasil: Hasil, berkas: Berkas, admin: Pegawai, *, sekarang: datetime) -> BendaPembinaan:
    """Rencana dengan satu sasaran, pertemuan, dan bukti; sidang terbuka dengan satu calon."""
    hari = admin.instansi.hari_pada(sekarang)
    # Penutupan sudah membukanya bila predikat orang itu di bawah harapan.
    rencana, _ = Pembinaan.objects.update_or_create(
        periode=hasil.periode,
        pegawai=hasil.pegawai,
        defaults={
            "instansi_id": hasil.instansi_id,
            "hasil": hasil,
            "dinas_id": hasil.dinas_id,
            "status": Pembinaan.Status.BERJALAN,
            "dibuat": sekarang,
            "susun_sampai": hari,
            "ditetapkan_pada": sekarang,
            "ditetapkan_oleh": admin,
        },
    )
    sasaran = SasaranPembinaan.objects.create(
        pembinaan=rencana,
        acuan="nilai:akuntabel",
        sebutan="Akuntabel",
        teks="Catat tiap berkas.",
        ukuran="Dua puluh berkas.",
        batas=hari + timedelta(days=9),
    )
    sidang, _ = SidangPenghargaan.objects.get_or_create(
        periode=hasil.periode,
        defaults={
            "instansi_id": hasil.instansi_id,
            "aturan": Aturan().beku(),
            "dibuka_pada": sekarang,
            "dibuka_oleh": admin,
        },
    )
    return BendaPembinaan(
        rencana,
        sasaran,
        PertemuanPembinaan.objects.create(pembinaan=rencana, tanggal=hari, pokok="Membahas sasaran."),
        BuktiPembinaan.objects.create(
            sasaran=sasaran,
            berkas=berkas,
            judul="rekap.pdf",
            ditambah_pada=sekarang,
            ditambah_oleh=hasil.pegawai,
        ),
        AnggotaPanitia.objects.get_or_create(
            pegawai=hasil.pegawai,
            sampai=None,
            defaults={
                "instansi_id": hasil.instansi_id,
                "sejak": hari,
                "ditunjuk_pada": sekarang,
                "ditunjuk_oleh": admin,
            },
        )[0],
        sidang,
        CalonPenghargaan.objects.create(
            sidang=sidang,
            jenis="pujian",
            pegawai=hasil.pegawai,
            unit_id=hasil.unit_id,
            alasan="Empat pujian.",
        ),
    )
