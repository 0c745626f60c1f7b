"""Rencana pembinaan contoh: yang terbaru ditulis sekaligus, yang lama dijalani lewat layanan sampai ditinjau."""

from datetime import datetime, timedelta

from asn_kinerja.demo.organisasi import Pasangan
from indikator.models import Periode
from kepegawaian.models import Pegawai
from pelatihan.models import Pembinaan, PertemuanPembinaan, SasaranPembinaan
from pelatihan.permissions import penilai_dari
from pelatihan.queries.pembinaan import acuan
from pelatihan.services import pembinaan

S = Pembinaan.Status
DISUSUN_TERBANYAK = 12
# Banyaknya sasaran yang tercapai dari dua; None: rencananya belum pernah ditinjau.
DIJALANI: tuple[int | None, ...] = (2, 1, None)
SASARAN = (
    (
        "Melaporkan kemajuan indikator ini tiap bulan beserta rekapnya.",
        "Tiga laporan bulanan sebelum tanggal lima.",
    ),
    ("Mencatat tiap berkas pada hari diterima.", "Dua puluh berkas berturut-turut."),
)
POKOK = ("Menyepakati sasaran dan kendalanya.", "Memeriksa kemajuan dan bukti yang sudah ada.")
CATATAN = "Kendalanya dibicarakan; jadwal mingguan disepakati dan dicatat di buku kerja."
TERCAPAI = "Buktinya lengkap dan ukurannya terpenuhi."
BELUM = "Ukurannya baru terpenuhi sebagian; dilanjutkan pada triwulan berikutnya."
ISI = (
    (
        "nilai:akuntabel",
        "Akuntabel",
        "Mencatat tiap berkas pada hari diterima.",
        "Dua puluh berkas berturut-turut.",
    ),
    (
        "nilai:kompeten",
        "Kompeten",
        "Menyelesaikan rekap bulanan tanpa pembetulan.",
        "Dua rekap berturut-turut.",
    ),
)


def isi_contoh(hasil: Pasangan, periode: Periode, *, sekarang: datetime) -> None:
    """Buka rencana dari periode yang ditutup, lalu susun sebagian atas nama penilainya."""
    pembinaan.buat_untuk_periode(periode_id=periode.pk, sekarang=sekarang)
    hari = hasil.instansi.hari_pada(sekarang)
    rencana = list(Pembinaan.objects.filter(periode=periode, status=S.BELUM_DISUSUN).order_by("pk"))
    penilai = penilai_dari([r.pegawai_id for r in rencana], pada=hari)
    berjalan = [r for r in rencana if penilai.get(r.pegawai_id)][::2][:DISUSUN_TERBANYAK]
    for r in berjalan:
        r.status = Pembinaan.Status.BERJALAN
        r.ditetapkan_pada, r.ditetapkan_oleh_id = sekarang, penilai[r.pegawai_id]
    Pembinaan.objects.bulk_update(berjalan, ["status", "ditetapkan_pada", "ditetapkan_oleh"])
    SasaranPembinaan.objects.bulk_create(
        SasaranPembinaan(
            pembinaan=r,
            acuan=acuan,
            sebutan=sebutan,
            teks=teks,
            ukuran=ukuran,
            batas=hari + timedelta(days=28),
        )
        for r in berjalan
        for acuan, sebutan, teks, ukuran in ISI
    )
    PertemuanPembinaan.objects.bulk_create(
        PertemuanPembinaan(
            pembinaan=r, tanggal=hari + timedelta(days=jarak), pokok="Membahas sasaran dan kendalanya."
        )
        for r in berjalan
        for jarak in (3, 17)
    )


def jalani_contoh(hasil: Pasangan, periode: Periode) -> None:
    """Buka rencana triwulan lama; tiga dijalani lewat layanan, sisanya tidak pernah disusun."""
    assert periode.ditutup is not None
    saat = periode.ditutup
    pembinaan.buat_untuk_periode(periode_id=periode.pk, sekarang=saat)
    orang = {a.pegawai.pk: a.pegawai for a in hasil.anggota}
    rencana = list(Pembinaan.objects.filter(periode=periode, status=S.BELUM_DISUSUN).order_by("pk"))
    penilai = penilai_dari([r.pegawai_id for r in rencana], pada=hasil.instansi.hari_pada(saat))
    siap = [r for r in rencana if r.pegawai_id in orang and penilai.get(r.pegawai_id) in orang]
    for r, tercapai in zip(siap, DIJALANI, strict=False):
        penilainya = orang[penilai[r.pegawai_id] or 0]
        sasaran = _susun(r, penilainya, saat + timedelta(days=4))
        if tercapai is not None:
            _buktikan(r, sasaran, orang[r.pegawai_id], saat + timedelta(days=30))
            _tinjau(r, sasaran, tercapai, penilainya, saat + timedelta(days=35))


def _susun(r: Pembinaan, penilai: Pegawai, saat: datetime) -> list[SasaranPembinaan]:
    """Dua sasaran, dua pertemuan yang lalu dicatat, dan ditetapkan."""
    hari = r.instansi.hari_pada(saat)
    kode = (acuan(r.hasil_id)[0].kode, "nilai:akuntabel")
    umum = {"pembinaan_id": r.pk, "oleh": penilai}
    sasaran = [
        pembinaan.tambah_sasaran(
            acuan=satu, teks=teks, ukuran=ukuran, batas=hari + timedelta(days=40), sekarang=saat, **umum
        )
        for satu, (teks, ukuran) in zip(kode, SASARAN, strict=True)
    ]
    temu = [
        pembinaan.jadwalkan(tanggal=hari + timedelta(days=jarak), pokok=pokok, sekarang=saat, **umum)
        for jarak, pokok in zip((6, 20), POKOK, strict=True)
    ]
    pembinaan.tetapkan(sekarang=saat, **umum)
    for jarak, t in zip((6, 20), temu, strict=True):
        pembinaan.catat_pertemuan(
            pertemuan_id=t.pk, catatan=CATATAN, sekarang=saat + timedelta(days=jarak), **umum
        )
    return sasaran


def _buktikan(r: Pembinaan, sasaran: list[SasaranPembinaan], pegawai: Pegawai, saat: datetime) -> None:
    for s in sasaran:
        pembinaan.tambah_bukti(
            pembinaan_id=r.pk,
            sasaran_id=s.pk,
            berkas=(),
            tautan=f"https://berkas.contoh.go.id/pembinaan/{s.pk}.pdf",
            judul="Rekap bulanan",
            oleh=pegawai,
            sekarang=saat,
        )
    pembinaan.ajukan(pembinaan_id=r.pk, catatan="Mohon ditinjau.", oleh=pegawai, sekarang=saat)


def _tinjau(
    r: Pembinaan, sasaran: list[SasaranPembinaan], tercapai: int, penilai: Pegawai, saat: datetime
) -> None:
    pembinaan.tinjau(
        pembinaan_id=r.pk,
        hasil={
            s.pk: ("tercapai", TERCAPAI) if nomor < tercapai else ("belum", BELUM)
            for nomor, s in enumerate(sasaran)
        },
        oleh=penilai,
        sekarang=saat,
    )
