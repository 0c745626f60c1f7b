"""Triwulan berjalan pemda contoh: kerja dalam semua keadaan, dan orang yang baru pindah."""

from datetime import datetime, timedelta

from asn_kinerja.demo import (
    aspirasi,
    kalender,
    kalibrasi,
    kerja,
    langsung,
    musyawarah,
    rencana,
    triwulan,
    warga,
)
from asn_kinerja.demo.organisasi import Anggota, Pasangan
from indikator.models import Indikator, Periode
from kepegawaian.models import Jabatan, Penempatan
from kepegawaian.services import penempatan
from umpan_balik.models import TitikLayanan

# Pembagian keadaan kerja pada triwulan berjalan; sisanya disetujui.
TAHAP_LAPORAN = (
    ("belum_mulai", 25),
    ("draf", 15),
    ("sebagian", 15),
    ("diajukan", 15),
    ("perlu_perbaikan", 8),
)
TAHAP_SKP_BARU = ("belum_mulai", "draf", "diajukan", "perlu_perbaikan")


def isi(
    hasil: Pasangan,
    tahun: Periode,
    tw: kalender.Triwulan,
    titik: list[TitikLayanan],
    terpasang: dict[tuple[int, str], Indikator],
    *,
    sekarang: datetime,
) -> None:
    """Triwulan berjalan dengan kerja dalam semua keadaan, termasuk orang yang baru pindah dan SKP-nya terlambat."""
    zona = hasil.instansi.zona_waktu
    awal = min(kalender.malam(tw.mulai, zona) - timedelta(hours=15), sekarang - timedelta(minutes=20))
    pindah = _mutasi(hasil, tw, saat=awal)
    periode = triwulan.buka(hasil, tahun, tw, saat=awal)
    atasan = triwulan.penilai(hasil, tw.mulai)
    rencana.susun_skp(
        hasil,
        tahun,
        terpasang,
        pindah,
        atasan,
        saat=awal,
        sampai_tahap={a.pegawai.pk: TAHAP_SKP_BARU[n % 4] for n, a in enumerate(reversed(pindah))},
    )
    saat = sekarang - timedelta(days=min(3, max(0, (sekarang - awal).days - 1)), minutes=10)
    saat = max(saat, awal)
    warga.kirim_survei(hasil, titik, saat=saat - timedelta(minutes=30), tiap_titik=7)
    aspirasi.tangani(hasil, saat=saat, semua=False)
    musyawarah.isi(hasil, sekarang=sekarang)
    pindah_id = {a.pegawai.pk for a in pindah}
    menetap = [a for a in hasil.anggota if a.pegawai.pk not in pindah_id]
    kerja.laporkan(
        hasil, periode, menetap, atasan, saat=saat - timedelta(days=1), tahap=_bagi_tahap(hasil, menetap)
    )
    kerja.isi_360(hasil, periode, saat=saat, bagian=0.35)
    kerja.tetapkan_rating(hasil, periode, atasan, saat=saat, bagian=0.12)
    langsung.isi(hasil, atasan, saat=saat)
    kalibrasi.buka_contoh(periode, saat=saat)


def _bagi_tahap(hasil: Pasangan, anggota: list[Anggota]) -> dict[int, str]:
    """Keadaan laporan tiap orang; akun contoh "pegawai" dan penilainya selalu punya yang harus dikerjakan."""
    tahap: dict[int, str] = {}
    for a in anggota:
        undian, batas = hasil.acak.randrange(100), 0
        for nama, persen in TAHAP_LAPORAN:
            batas += persen
            if undian < batas:
                tahap[a.pegawai.pk] = nama
                break
        if a.pegawai.has_usable_password() and not a.kepala:
            tahap[a.pegawai.pk] = "perlu_perbaikan"
    return tahap


def _mutasi(hasil: Pasangan, tw: kalender.Triwulan, *, saat: datetime) -> list[Anggota]:
    """Beberapa staf pindah pada hari pertama triwulan; SKP mereka di tempat baru belum selesai."""
    banyak = max(4, len(hasil.anggota) // 60)
    calon = [a for a in hasil.anggota if not a.kepala and not a.pegawai.has_usable_password()]
    pilihan = [*hasil.acak.sample(calon, k=banyak - 1), hasil.anggota[-1]]
    pindah: list[Anggota] = []
    for a in pilihan:
        tujuan = _tujuan(hasil, a)
        baru = penempatan.tetapkan(
            pegawai=a.pegawai,
            unit=tujuan.penempatan.unit,
            jabatan=Jabatan.objects.get(instansi=hasil.instansi, nama=tujuan.jabatan),
            jenis=Penempatan.Jenis.DEFINITIF,
            kepala=False,
            sejak=tw.mulai,
            sampai=None,
            dasar=f"SK 824/{a.pegawai.pk}/BKPSDM/{tw.tahun}",
            oleh=None,
            sekarang=saat,
        )
        anggota = Anggota(
            a.pegawai, baru, tujuan.unit, tujuan.jabatan, tujuan.jenis, False, tujuan.tingkat, a.cakap, a.laku
        )
        hasil.anggota[hasil.anggota.index(a)] = anggota
        pindah.append(anggota)
    return pindah


def _tujuan(hasil: Pasangan, a: Anggota) -> Anggota:
    """Unit lain yang jabatannya sejenis."""
    sejenis = [
        b
        for b in hasil.anggota
        if not b.kepala and b.jenis == a.jenis and b.penempatan.unit_id != a.penempatan.unit_id
    ]
    return hasil.acak.choice(sejenis or [b for b in hasil.anggota if not b.kepala])
