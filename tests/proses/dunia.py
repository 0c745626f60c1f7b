"""Pemda kecil yang jatuh tempo sekarang, seluruhnya dalam satu transaksi: penjadwal melihatnya utuh atau tidak sama sekali."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from indikator.models import RHK, SKP, IndikatorKinerja, Periode
from kepegawaian.models import Pegawai, Penempatan
from tests.penilaian import pabrik
from tests.penilaian.services.test_penutupan_mati_di_tengah import dunia_terisi, sidik_dunia
from tests.proses.panggung import Panggung, tunggu

TENGGAT = ("tenggat_skp", "tenggat_lapor", "tenggat_umpan_balik", "tenggat_nilai")


def jatuh_tempo(nama: str) -> pabrik.Dunia:
    """Dunia terisi yang tenggat kerasnya dua menit yang lalu."""
    with transaction.atomic():
        d = dunia_terisi(nama)
        d.staf[0].email = f"{d.instansi.pk}@contoh.id"
        d.staf[0].save()
        tutup = timezone.now() - timedelta(minutes=2)
        waktu = dict.fromkeys(TENGGAT, tutup - timedelta(days=1))
        Periode.objects.filter(pk=d.triwulan.pk).update(tutup_pada=tutup, **waktu)
        Periode.objects.filter(pk=d.tahun.pk).update(tutup_pada=timezone.now() + timedelta(days=90))
    return d


def tertutup(d: pabrik.Dunia) -> bool:
    return Periode.objects.filter(pk=d.triwulan.pk, status="ditutup").exists()


def tutup_utuh(p: Panggung) -> tuple[str, int]:
    """Tutup satu pemda tanpa gangguan; kembalikan sidiknya dan banyaknya tulisan."""
    p.perintah(nomor="utuh", n=0, sesudah=False, cara="anak")
    d = jatuh_tempo("Kota Utuh")
    tunggu(lambda: tertutup(d), batas=120, apa="penutupan yang tidak diganggu", ekor=p.ekor)
    return sidik_dunia(d), int((p.folder / "hitung-utuh.txt").read_text().split()[-1])


def berjalan(nama: str, *, orang: int) -> pabrik.Dunia:
    """Pemda dengan triwulan yang sedang menerima laporan hari ini, kapan pun uji ini dijalankan."""
    with transaction.atomic():
        d = pabrik.dunia(nama, staf=orang)
        for siapa in d.staf:
            pabrik.skp(d, siapa)
        jadikan_berjalan(d)
    return d


def berjalan_besar(nama: str, *, orang: int, mulai: int = 0) -> pabrik.Dunia:
    """Seperti `berjalan`, ditulis sekaligus untuk ribuan pegawai, tanpa umpan balik; NIP-nya dari urutan `mulai`."""
    with transaction.atomic():
        d = berjalan(nama, orang=0)
        d.staf = Pegawai.objects.bulk_create(
            Pegawai(
                instansi=d.instansi,
                nip=f"19700101{2001 + n // 900}011{n % 900 + 1:03d}",
                nama=f"Orang {n}",
                status="PNS",
                kelamin="L",
                tanggal_lahir=date(1970, 1, 1),
            )
            for n in range(mulai, mulai + orang)
        )
        tempat = Penempatan.objects.bulk_create(
            Penempatan(pegawai=p, unit=d.dinas, jabatan=d.jabatan, jenis="definitif", sejak=pabrik.AWAL)
            for p in d.staf
        )
        skp = SKP.objects.bulk_create(
            SKP(instansi=d.instansi, periode=d.tahun, pegawai=t.pegawai, penempatan=t, status="disetujui")
            for t in tempat
        )
        rhk = RHK.objects.bulk_create(RHK(skp=s, teks="Layanan berjalan") for s in skp)
        IndikatorKinerja.objects.bulk_create(
            IndikatorKinerja(
                skp=r.skp,
                rhk=r,
                kode="IK1",
                nama="Waktu layanan",
                satuan="%",
                polaritas="maksimal",
                aspek="kuantitas",
                bobot=100,
                target=100,
            )
            for r in rhk
        )
    return d


def jadikan_berjalan(d: pabrik.Dunia) -> None:
    """Geser tahun dan triwulannya supaya hari ini ada di dalamnya, dengan tenggat dua puluh hari lagi."""
    kini = timezone.now()
    tutup = kini + timedelta(days=20)
    waktu = dict.fromkeys(TENGGAT, tutup) | {"tutup_pada": tutup}
    hari = timezone.localdate(kini)
    rentang = {"mulai": hari - timedelta(days=60), "selesai": hari + timedelta(days=1)}
    Periode.objects.filter(pk=d.tahun.pk).update(
        **waktu, mulai=hari - timedelta(days=200), selesai=hari + timedelta(days=100)
    )
    Periode.objects.filter(pk=d.triwulan.pk).update(**waktu, **rentang)
