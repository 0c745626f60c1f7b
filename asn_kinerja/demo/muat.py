"""Memasang satu pemda contoh dari kosong sampai triwulan berjalan, lewat layanan produk sendiri."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.utils import timezone

from asn_kinerja.demo import (
    SANDI_CONTOH,
    aspirasi,
    belajar,
    berjalan,
    kalender,
    keberatan,
    kepuasan,
    kompetensi,
    pembinaan,
    penghargaan,
    perkembangan,
    rencana,
    riwayat,
    sumber,
    talenta,
    triwulan,
    warga,
)
from asn_kinerja.demo.organisasi import Pasangan, pasang
from asn_kinerja.demo.susunan import Pemda
from indikator.models import Indikator, Kebijakan, Periode
from indikator.services import periode as layanan_periode
from kepegawaian.models import Instansi
from pelatihan.services import katalog as katalog_pelatihan
from penilaian.services import kebijakan, penutupan
from umpan_balik.models import TitikLayanan

Kabar = Callable[[str], None]


def sudah_ada(pemda: Pemda) -> bool:
    """Apakah pemda ini sudah terpasang."""
    return Instansi.objects.filter(slug=pemda.slug).exists()


def muat(pemda: Pemda, *, sekarang: datetime, kabar: Kabar = lambda _: None) -> None:
    """Pasang satu pemda: `pemda.riwayat` triwulan yang ditutup dengan hasil, lalu satu yang sedang berjalan."""
    zona = _zona(pemda)
    lokal = timezone.localtime(sekarang, zona)
    *lama, terakhir, jalan = kalender.berurutan(lokal.date(), zona, riwayat=pemda.riwayat)
    lalu = [*lama, kalender.baru_ditutup(terakhir, sekarang=sekarang)]
    awal = kalender.malam(date(lalu[0].tahun, 1, 10), zona) - timedelta(hours=15)

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
    aspirasi.pasang_libur(hasil, jalan.tahun)
    _katalog_pelatihan(hasil, sekarang=awal)
    kompetensi.isi_contoh(hasil, sekarang=awal)
    talenta.isi_contoh(hasil, sekarang=awal)
    tahun = {
        n: _tahun(hasil, n, aturan, terpasang, saat=awal) for n in sorted({t.tahun for t in (*lalu, jalan)})
    }
    kabar(f"{len(terpasang)} indikator, SKP tersusun")
    for nomor, tw in enumerate(lalu):
        _tertutup(
            hasil,
            tahun[tw.tahun],
            tw,
            titik,
            terpasang,
            urutan=nomor,
            jarak=len(lalu) - 1 - nomor,
            sekarang=sekarang,
        )
        kabar(f"{tw.nama} ditutup dengan hasil")
    berjalan.isi(hasil, tahun[jalan.tahun], jalan, titik, terpasang, sekarang=sekarang)
    kepuasan.isi_contoh(hasil, titik, sekarang=sekarang)
    kabar(f"{jalan.nama} berjalan")


def _tertutup(
    hasil: Pasangan,
    tahun: Periode,
    tw: kalender.Triwulan,
    titik: list[TitikLayanan],
    terpasang: dict[tuple[int, str], Indikator],
    *,
    urutan: int,
    jarak: int,
    sekarang: datetime,
) -> None:
    """Satu triwulan tertutup dan yang lahir darinya; `jarak` triwulan sebelum yang terakhir ditutup."""
    if urutan:
        saat = kalender.malam(tw.mulai, hasil.instansi.zona_waktu) - timedelta(hours=15)
        baru = perkembangan.ganti_orang(hasil, tw, saat=saat)
        rencana.susun_skp(hasil, tahun, terpasang, baru, triwulan.penilai(hasil, tw.mulai), saat=saat)
    kini = perkembangan.mundur(hasil, jarak)
    periode = triwulan.sampai_tutup(kini, tahun, tw, titik, lama=jarak > 0)
    if jarak:
        riwayat.isi(hasil, periode)
    else:
        keberatan.ajukan_contoh(periode, sekarang=sekarang)
        belajar.isi_contoh(hasil, sekarang=sekarang)
        pembinaan.isi_contoh(hasil, periode, sekarang=sekarang)
    if hasil.pemda.riwayat > 1:
        penutupan.rekap_kelompok(periode_id=periode.pk)
        if urutan:
            penghargaan.sidangkan(hasil, periode, tuntas=jarak > 0, sekarang=sekarang)


def _zona(pemda: Pemda):  # type: ignore[no-untyped-def]
    return Instansi(zona=pemda.zona).zona_waktu


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
        triwulan.penilai(hasil, mulai.date()),
        saat=mulai + timedelta(days=1),
    )
    return periode
