"""Saran warga yang disaring, direncanakan, dan dijawab di pemda contoh; ditulis sekaligus supaya pemuatan tetap cepat."""

from datetime import date, datetime, timedelta

from asn_kinerja.demo import sumber
from asn_kinerja.demo.organisasi import Pasangan
from kepegawaian.models import Pegawai, Peran
from umpan_balik.models import Aspirasi, HariLibur, LangkahAspirasi

JAWABAN_RESMI = (
    "Terima kasih. Antrean daring dibuka mulai bulan depan; loket tetap melayani yang datang langsung.",
    "Terima kasih atas masukannya. Petugas loket sudah diingatkan, dan jadwalnya kami tambah pada jam ramai.",
    "Kursi ruang tunggu ditambah pekan ini. Mohon sampaikan lagi bila belum terasa.",
)
RENCANA = "Kami periksa di loket pekan ini dan mengabarkan hasilnya sebelum batas jawaban."
DITOLAK = "Tidak memuat masalah yang dapat dikerjakan; silakan sampaikan lagi dengan contohnya."
LIBUR_TETAP = (
    (1, 1, "Tahun Baru Masehi"),
    (5, 1, "Hari Buruh Internasional"),
    (6, 1, "Hari Lahir Pancasila"),
    (8, 17, "Hari Kemerdekaan Republik Indonesia"),
    (12, 25, "Hari Raya Natal"),
)
KOLOM = (
    *(
        "jenis",
        "moderasi",
        "alasan_moderasi",
        "dimoderasi_pada",
        "dimoderasi_oleh",
        "status",
        "tenggat",
        "tampil",
    ),
    *("jawaban", "dijawab_pada", "dijawab_oleh", "hari_dijawab", "tanggapan"),
    *("rencana", "direncanakan_pada", "direncanakan_oleh"),
)
Langkah = LangkahAspirasi.Jenis


def pasang_libur(hasil: Pasangan, tahun: int) -> None:
    """Libur nasional bertanggal tetap tahun itu dan tahun berikutnya; yang berpindah ditambahkan pemdanya."""
    HariLibur.objects.bulk_create(
        HariLibur(instansi=hasil.instansi, tanggal=date(t, bulan, hari), nama=nama)
        for t in (tahun, tahun + 1)
        for bulan, hari, nama in LIBUR_TETAP
    )


def tangani(hasil: Pasangan, *, saat: datetime, semua: bool) -> None:
    """Saring dan jawab yang menunggu. `semua` salah menyisakan antrean, rencana, dan satu yang tidak diteruskan."""
    petugas = {
        p.unit_id: p.pegawai
        for p in Peran.objects.filter(
            pegawai__instansi=hasil.instansi, jenis=Peran.Jenis.PETUGAS_LAYANAN
        ).select_related("pegawai")
    }
    jenis = sumber.jenis_saran()
    baris = list(
        Aspirasi.objects.filter(instansi=hasil.instansi, moderasi=Aspirasi.Moderasi.MENUNGGU).order_by("pk")
    )
    langkah: list[LangkahAspirasi] = []
    for nomor, satu in enumerate(baris):
        satu.jenis = jenis.get(satu.teks, Aspirasi.Jenis.SARAN)
        giliran = nomor % 6 if not semua else (0 if nomor % 2 == 0 else 1)
        if giliran in (3, 4) or satu.unit_id not in petugas:
            continue
        langkah += _satu(satu, giliran, petugas[satu.unit_id], hasil.admin, saat, nomor)
    for satu in baris:  # satu per satu lebih cepat daripada CASE sepanjang seratus baris
        satu.save(update_fields=KOLOM)
    LangkahAspirasi.objects.bulk_create(langkah)


def _satu(
    satu: Aspirasi, giliran: int, petugas: Pegawai, admin: Pegawai, saat: datetime, nomor: int
) -> list[LangkahAspirasi]:
    satu.dimoderasi_pada, satu.dimoderasi_oleh = saat - timedelta(hours=4), admin
    hari = saat.date()
    if giliran == 5:
        satu.moderasi, satu.alasan_moderasi = Aspirasi.Moderasi.DITOLAK, DITOLAK
        satu.status, satu.tenggat = Aspirasi.Status.DITUTUP, None
        return [LangkahAspirasi(aspirasi=satu, jenis=Langkah.DITOLAK, tanggal=hari, keterangan=DITOLAK)]
    satu.moderasi, satu.tenggat = Aspirasi.Moderasi.DITERIMA, satu.rencana_sampai
    dibaca = min(hari, satu.baca_sampai or hari)
    langkah = [LangkahAspirasi(aspirasi=satu, jenis=Langkah.DITERUSKAN, tanggal=dibaca)]
    if giliran == 0:
        satu.jawaban = JAWABAN_RESMI[nomor // 2 % len(JAWABAN_RESMI)]
        satu.tampil, satu.status, satu.tenggat = True, Aspirasi.Status.DITUTUP, None
        batas = satu.jawab_sampai or satu.tanggal
        satu.hari_dijawab = min(
            hari, batas + timedelta(days=3) if nomor % 10 == 4 else batas - timedelta(days=2)
        )
        satu.dijawab_pada, satu.dijawab_oleh = saat + (satu.hari_dijawab - hari), petugas
        satu.tanggapan = Aspirasi.Tanggapan.MEMBANTU if nomor % 8 != 2 else Aspirasi.Tanggapan.BELUM
        langkah.append(LangkahAspirasi(aspirasi=satu, jenis=Langkah.DIJAWAB, tanggal=satu.hari_dijawab))
    elif giliran == 2:
        satu.rencana, satu.status, satu.tenggat = RENCANA, Aspirasi.Status.DIPROSES, satu.jawab_sampai
        satu.direncanakan_pada, satu.direncanakan_oleh = saat, petugas
        langkah.append(
            LangkahAspirasi(aspirasi=satu, jenis=Langkah.DIRENCANAKAN, tanggal=hari, keterangan=RENCANA)
        )
    return langkah
