"""Memasang satu pemda contoh dari kosong sampai triwulan berjalan, lewat layanan produk sendiri."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.utils import timezone

from asn_kinerja.demo import (
    SANDI_CONTOH,
    aspirasi,
    belajar,
    kalender,
    kalibrasi,
    keberatan,
    kepuasan,
    kerja,
    kompetensi,
    kualitatif,
    langsung,
    musyawarah,
    pembinaan,
    rencana,
    sumber,
    talenta,
    warga,
)
from asn_kinerja.demo.organisasi import Anggota, Pasangan, pasang
from asn_kinerja.demo.susunan import Pemda
from indikator.models import Indikator, Kebijakan, Periode
from indikator.services import periode as layanan_periode
from kepegawaian.models import Instansi, Jabatan, Penempatan
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.services import penempatan
from pelatihan.services import katalog as katalog_pelatihan
from pelatihan.services import saran
from penilaian.services import kebijakan, penutupan
from umpan_balik.services import penugasan

# Pembagian keadaan kerja pada triwulan berjalan; sisanya disetujui.
TAHAP_LAPORAN = (
    ("belum_mulai", 25),
    ("draf", 15),
    ("sebagian", 15),
    ("diajukan", 15),
    ("perlu_perbaikan", 8),
)
TAHAP_SKP_BARU = ("belum_mulai", "draf", "diajukan", "perlu_perbaikan")

Kabar = Callable[[str], None]


def sudah_ada(pemda: Pemda) -> bool:
    """Apakah pemda ini sudah terpasang."""
    return Instansi.objects.filter(slug=pemda.slug).exists()


def muat(pemda: Pemda, *, sekarang: datetime, kabar: Kabar = lambda _: None) -> None:
    """Pasang satu pemda: satu triwulan yang ditutup dengan hasil, satu yang sedang berjalan."""
    lokal = timezone.localtime(sekarang, _zona(pemda))
    jalan = kalender.triwulan_memuat(lokal.date())
    lalu = kalender.sebelum(*jalan)
    zona = _zona(pemda)
    tw_jalan = kalender.triwulan(*jalan, zona)
    tw_lalu = kalender.baru_ditutup(kalender.triwulan(*lalu, zona), sekarang=sekarang)
    awal = kalender.malam(date(tw_lalu.tahun, 1, 10), zona) - timedelta(hours=15)

    hasil = pasang(pemda, sandi=SANDI_CONTOH, hari_ini=lokal.date(), sekarang=awal)
    kabar(f"{len(hasil.anggota)} pegawai di {len(hasil.unit)} unit")
    aturan = kebijakan.tetapkan(
        instansi=hasil.instansi,
        dasar_hukum="Contoh; kerangkanya PermenPANRB 6/2022 dan PP 30/2019",
        **pemda.kebijakan,
        oleh=hasil.admin,
        sekarang=awal,
    )
    terpasang = rencana.isi_katalog(hasil, sekarang=awal)
    titik = warga.pasang_titik(hasil, sekarang=awal)
    aspirasi.pasang_libur(hasil, tw_jalan.tahun)
    _katalog_pelatihan(hasil, sekarang=awal)
    kompetensi.isi_contoh(hasil, sekarang=awal)
    talenta.isi_contoh(hasil, sekarang=awal)
    tahun = {
        n: _tahun(hasil, n, aturan, terpasang, saat=awal) for n in sorted({tw_lalu.tahun, tw_jalan.tahun})
    }
    kabar(f"{len(terpasang)} indikator, SKP tersusun")
    tertutup = _triwulan_lalu(hasil, tahun[tw_lalu.tahun], tw_lalu, titik)
    keberatan.ajukan_contoh(tertutup, sekarang=sekarang)
    belajar.isi_contoh(hasil, sekarang=sekarang)
    pembinaan.isi_contoh(hasil, tertutup, sekarang=sekarang)
    kabar(f"{tw_lalu.nama} ditutup dengan hasil")
    _triwulan_jalan(hasil, tahun[tw_jalan.tahun], tw_jalan, titik, terpasang, sekarang=sekarang)
    kepuasan.isi_contoh(hasil, titik, sekarang=sekarang)
    kabar(f"{tw_jalan.nama} berjalan")


def _zona(pemda: Pemda):  # type: ignore[no-untyped-def]
    return Instansi(zona=pemda.zona).zona_waktu


def _penilai(hasil: Pasangan, pada: date) -> dict[int, int | None]:
    return {k: p.penilai_id for k, p in penilai_pada(pada=pada, instansi_id=hasil.instansi.pk).items()}


def _katalog_pelatihan(hasil: Pasangan, *, sekarang: datetime) -> None:
    for satu in sumber.pelatihan():
        katalog_pelatihan.tambah(
            instansi=hasil.instansi,
            judul=satu.judul[:250],
            bentuk=satu.jenis,
            jp=satu.jp,
            jp_usulan=satu.jp_usulan,
            penyelenggara=satu.penyelenggara,
            kompetensi=satu.kompetensi,
            sumber=satu.sumber[:300],
            oleh=None,
            sekarang=sekarang,
        )


def _tahun(
    hasil: Pasangan,
    tahun: int,
    aturan: Kebijakan,
    terpasang: dict[tuple[int, str], Indikator],
    *,
    saat: datetime,
) -> Periode:
    """Buka tahun; semua orang menyusun SKP pada Januari."""
    zona = hasil.instansi.zona_waktu
    mulai = max(saat, kalender.malam(date(tahun, 1, 10), zona) - timedelta(hours=15))
    periode = layanan_periode.buat_tahun(
        instansi=hasil.instansi,
        tahun=tahun,
        kebijakan=aturan,
        tenggat_skp=kalender.malam(date(tahun, 1, 31), zona),
        tutup_pada=kalender.malam(date(tahun + 1, 1, 31), zona),
        oleh=hasil.admin,
        sekarang=mulai,
    )
    periode = layanan_periode.buka(periode=periode, oleh=hasil.admin, sekarang=mulai)
    rencana.susun_skp(
        hasil,
        periode,
        terpasang,
        hasil.anggota,
        _penilai(hasil, mulai.date()),
        saat=mulai + timedelta(days=1),
    )
    return periode


def _buka_triwulan(hasil: Pasangan, tahun: Periode, tw: kalender.Triwulan, *, saat: datetime) -> Periode:
    periode = layanan_periode.buat_triwulan(
        tahun=tahun,
        triwulan=tw.nomor,
        tenggat_lapor=tw.tenggat_lapor,
        tenggat_umpan_balik=tw.tenggat_umpan_balik,
        tenggat_nilai=tw.tenggat_nilai,
        tutup_pada=tw.tutup_pada,
        oleh=hasil.admin,
        sekarang=saat,
    )
    periode = layanan_periode.buka(periode=periode, oleh=hasil.admin, sekarang=saat)
    penugasan.tugaskan_periode(periode=periode, oleh=None, sekarang=saat)
    return periode


def _triwulan_lalu(hasil: Pasangan, tahun: Periode, tw: kalender.Triwulan, titik: list) -> Periode:  # type: ignore[type-arg]
    zona = hasil.instansi.zona_waktu
    awal = kalender.malam(tw.mulai, zona) - timedelta(hours=15)
    periode = _buka_triwulan(hasil, tahun, tw, saat=awal)
    atasan = _penilai(hasil, tw.mulai)
    serentak = len(hasil.anggota) > 200
    for pekan in (2, 6, 10):
        warga.kirim_survei(hasil, titik, saat=awal + timedelta(weeks=pekan), tiap_titik=6 if serentak else 14)
    akhir = min(kalender.malam(tw.selesai, zona), tw.tenggat_lapor - timedelta(hours=2))
    kosong = {
        a.pegawai.pk: "belum_mulai" for a in hasil.acak.sample(hasil.anggota, k=len(hasil.anggota) // 25)
    }
    for lengkap in kualitatif.pilihan(hasil.anggota):
        kosong.pop(lengkap, None)
    kerja.laporkan(hasil, periode, hasil.anggota, atasan, saat=akhir - timedelta(days=2), tahap=kosong)
    kerja.isi_360(hasil, periode, saat=akhir - timedelta(days=1))
    kerja.beri_umpan_balik(hasil, atasan, saat=akhir - timedelta(days=1), banyak=len(hasil.anggota) // 8)
    aspirasi.tangani(hasil, saat=akhir, semua=True)
    kerja.tetapkan_rating(hasil, periode, atasan, saat=tw.tenggat_nilai - timedelta(minutes=30), bagian=0.97)
    run = penutupan.minta(periode=periode, oleh=None, sekarang=tw.tutup_pada)
    penutupan.kerjakan(penutupan_id=run.pk, sekarang=tw.tutup_pada)
    saran.buat_untuk_periode(periode_id=periode.pk, sekarang=tw.tutup_pada)
    return Periode.objects.select_related("instansi", "kebijakan").get(pk=periode.pk)


def _triwulan_jalan(
    hasil: Pasangan,
    tahun: Periode,
    tw: kalender.Triwulan,
    titik: list,  # type: ignore[type-arg]
    terpasang: dict[tuple[int, str], Indikator],
    *,
    sekarang: datetime,
) -> None:
    """Triwulan berjalan dengan kerja dalam semua keadaan, termasuk orang yang baru pindah dan SKP-nya terlambat."""
    zona = hasil.instansi.zona_waktu
    awal = min(kalender.malam(tw.mulai, zona) - timedelta(hours=15), sekarang - timedelta(minutes=20))
    pindah = _mutasi(hasil, tw, saat=awal)
    periode = _buka_triwulan(hasil, tahun, tw, saat=awal)
    atasan = _penilai(hasil, tw.mulai)
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
