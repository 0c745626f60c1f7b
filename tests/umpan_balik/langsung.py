"""Rencana kerja kecil bagi uji umpan balik langsung: RHK kepala bidang, dua RHK anggotanya, satu laporan."""

from dataclasses import dataclass
from decimal import Decimal

from indikator.models import RHK, SKP, IndikatorKinerja, Realisasi
from kepegawaian.models import Pegawai
from tests.umpan_balik.conftest import SEKARANG, Kota
from umpan_balik.models import UmpanBalik
from umpan_balik.services import langsung


@dataclass
class Rencana:
    """`induk` milik kepala bidang; `rhk` dan `saudara` milik anggota 1 dan 2; `laporan` milik anggota 1."""

    induk: RHK
    rhk: RHK
    saudara: RHK
    laporan: Realisasi


def buat_rencana(kota: Kota) -> Rencana:
    def rhk(pegawai: Pegawai, teks: str, pimpinan: RHK | None = None) -> RHK:
        skp = SKP.objects.create(
            instansi=kota.instansi,
            periode=kota.periode.induk,
            pegawai=pegawai,
            penempatan=pegawai.penempatan.get(),
            status="disetujui",
        )
        return RHK.objects.create(skp=skp, teks=teks, pimpinan=pimpinan)

    induk = rhk(kota.kabid, "Pendaftaran penduduk tertib")
    satu = rhk(kota.anggota[1], "Akta terbit tepat waktu", induk)
    dua = rhk(kota.anggota[2], "Arsip akta tertata", induk)
    indikator = IndikatorKinerja.objects.create(
        skp=satu.skp,
        rhk=satu,
        kode="IK1",
        nama="Akta yang terbit",
        satuan="%",
        polaritas="maksimal",
        aspek="kuantitas",
        bobot=Decimal(100),
        target=Decimal(95),
    )
    laporan = Realisasi.objects.create(
        instansi=kota.instansi,
        periode=kota.periode,
        pegawai=kota.anggota[1],
        indikator=indikator,
        status="disetujui",
        nilai=Decimal(114),
    )
    return Rencana(induk, satu, dua, laporan)


def kirim(kota: Kota, **lain: object) -> UmpanBalik:
    """Anggota 2 memuji anggota 1, pribadi, tentang nilai akuntabel."""
    isi = {
        "penerima": kota.anggota[1],
        "jenis": "pujian",
        "teks": "Penjelasan Anda di rapat membantu.",
        "pokok": "nilai:akuntabel",
        "terbaca_atasan": False,
        "oleh": kota.anggota[2],
        "sekarang": SEKARANG,
    } | lain
    return langsung.kirim(**isi)  # type: ignore[arg-type]
