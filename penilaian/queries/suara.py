"""Kekuatan dan yang perlu ditingkatkan di sebelah formulir rating dan di halaman hasil."""

from datetime import datetime

from indikator.models import StatusDokumen
from indikator.rules.hasil_kerja import StatusIndikator
from indikator.rules.kebijakan import aturan_dari
from kepegawaian.models import Pegawai
from penilaian.models import Hasil
from penilaian.queries.meja import Meja
from penilaian.queries.nota import Nota
from umpan_balik.queries.kekuatan import SuaraSetahun, Tercapai, suara_setahun


def suara_meja(isi: Meja, *, pembaca: Pegawai, sekarang: datetime) -> SuaraSetahun:
    """Dari laporan yang sudah diserahkan pada periode berjalan; tanpa 360, karena periodenya belum ditutup."""
    return suara_setahun(
        pegawai=isi.pegawai,
        pembaca=pembaca,
        periode=isi.periode,
        tercapai=[
            Tercapai(b.indikator.nama, b.indikator.bobot, b.nilai_capaian)
            for b in (satu.baris for satu in isi.baris)
            if b.realisasi is not None
            and b.realisasi.status != StatusDokumen.DRAF
            and not b.perlakuan
            and b.nilai_capaian is not None
        ],
        min_n={k.kelompok.value: k.min_n for k in aturan_dari(isi.periode.kebijakan.aturan).kelompok},
        sekarang=sekarang,
    )


def suara_hasil(hasil: Hasil, nota: Nota, *, pembaca: Pegawai, sekarang: datetime) -> SuaraSetahun:
    """Dari nota yang dibekukan, 360 yang sudah ditutup, warga, dan umpan balik bernama sampai penutupan."""
    return suara_setahun(
        pegawai=hasil.pegawai,
        pembaca=pembaca,
        periode=hasil.periode,
        tercapai=[
            Tercapai(h.indikator.nama, h.indikator.bobot, h.capaian)
            for h in nota.hitungan.indikator
            if h.status is StatusIndikator.DIHITUNG and h.capaian is not None
        ],
        min_n={k.kelompok.value: k.min_n for k in nota.aturan.kelompok},
        sekarang=sekarang,
    )
