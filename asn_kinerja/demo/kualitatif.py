"""Contoh SKP kualitatif: kriteria keberhasilan, laporan berupa cerita, dan rating beralasan dari penilainya."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from asn_kinerja.demo.organisasi import Anggota
from indikator.models import KUALITATIF, Realisasi
from indikator.services import realisasi
from indikator.services.skp import MasukanIndikator, MasukanRHK
from kepegawaian.models import Pegawai

# Pekerjaan yang hasilnya lebih tepat dibaca daripada dihitung; satu orang tiap jabatan, paling banyak dua sepemda.
JABATAN = ("Sekretaris Dinas", "Analis Kebijakan", "Analis Pelayanan")
PALING_BANYAK = 2
RENCANA = (
    (
        "Tersusunnya telaah yang dipakai pimpinan mengambil keputusan",
        "Kegunaan telaah bagi keputusan pimpinan",
        "kualitas",
        40,
        "Telaah memuat pilihan, akibatnya, dan dasar hukumnya.\nPimpinan memutus tanpa meminta telaah ulang.",
    ),
    (
        "Terjalinnya kerja sama antarbidang dalam menyelesaikan urusan bersama",
        "Penyelesaian urusan yang melibatkan beberapa bidang",
        "kuantitas",
        35,
        "Setiap urusan bersama punya penanggung jawab dan tenggat tertulis.\nTidak ada yang dikembalikan karena "
        "belum dibicarakan.",
    ),
    (
        "Terjaganya ketepatan tanggapan atas permintaan dari luar dinas",
        "Tanggapan atas permintaan data dan surat dari luar",
        "waktu",
        25,
        "Surat ditanggapi sebelum tenggatnya.\nBila perlu waktu lebih, pengirim diberi tahu alasannya.",
    ),
)
CERITA = (
    "Empat telaah diserahkan. Tiga langsung diputus, satu diminta dilengkapi angka biayanya lalu diputus sepekan kemudian.",
    "Tujuh urusan bersama dibuka dan enam selesai. Yang tersisa menunggu berkas dari pusat; tenggat barunya sudah tertulis.",
    "Semua surat ditanggapi sebelum tenggat. Dua pengirim diberi tahu bahwa datanya baru lengkap bulan depan.",
)
RATING = (
    ("sesuai", "Telaahnya dipakai; satu kali masih diminta melengkapi angka, dan segera dilengkapi."),
    ("sesuai", "Urusan bersama berjalan dengan penanggung jawab yang jelas, sesuai kriterianya."),
    ("di_atas", "Tidak ada surat yang lewat tenggat, dan pengirim diberi tahu lebih dahulu tanpa diminta."),
)


def pilihan(anggota: Iterable[Anggota]) -> set[int]:
    """Id pegawai yang SKP-nya ditulis kualitatif: orang pertama jabatannya, bukan pemegang akun contoh."""
    daftar = [a for a in anggota if not a.pegawai.has_usable_password()]
    pertama = (next((a for a in daftar if a.jabatan.startswith(awal)), None) for awal in JABATAN)
    return {a.pegawai.pk for a in [a for a in pertama if a is not None][:PALING_BANYAK]}


def tulis(rencana: list[MasukanRHK]) -> list[MasukanRHK]:
    """Rencana kualitatif yang menopang RHK pimpinan yang sama dengan `rencana`."""
    return [
        MasukanRHK(
            teks=teks,
            pimpinan_id=rencana[nomor % len(rencana)].pimpinan_id,
            indikator=[
                MasukanIndikator(
                    katalog_id=None,
                    nama=nama,
                    satuan="",
                    polaritas=KUALITATIF,
                    aspek=aspek,
                    bobot=Decimal(bobot),
                    kriteria=kriteria,
                )
            ],
        )
        for nomor, (teks, nama, aspek, bobot, kriteria) in enumerate(RENCANA)
    ]


def cerita(nama: str) -> str:
    """Cerita hasil untuk indikator itu."""
    return next(c for (_, n, *_), c in zip(RENCANA, CERITA, strict=True) if n == nama)


def beri_rating(baris: Iterable[Realisasi], *, oleh: Pegawai, saat: datetime) -> None:
    """Penilai memberi rating beralasan pada laporan yang diserahkan."""
    menurut = {n: r for (_, n, *_), r in zip(RENCANA, RATING, strict=True)}
    for satu in baris:
        rating, alasan = menurut[satu.indikator.nama]
        realisasi.beri_rating(realisasi=satu, rating=rating, alasan=alasan, oleh=oleh, sekarang=saat)
