"""Umpan balik antarrekan, permintaan, dan risalah dialog bagi akun contoh; sedikit saja, lewat layanan produk."""

from datetime import datetime, timedelta

from asn_kinerja.demo.organisasi import Anggota, Pasangan
from kepegawaian.models import Pegawai
from umpan_balik.queries.dialog import rhk_dibicarakan
from umpan_balik.services import dialog, langsung, langsung_minta
from umpan_balik.services.dialog import IsiDialog, Tindak

AKUN_TERBANYAK = 3
PUJIAN_REKAN = (
    "Berita acaranya lengkap, jadi saya tidak perlu menanyakan ulang ke loket.",
    "Menawarkan diri menggantikan saya saat ada rapat mendadak.",
)
SARAN_REKAN = "Kirim undangan rapat sehari sebelumnya supaya kami sempat menyiapkan data."
KEMAJUAN = "Berjalan sesuai rencana; angka bulan ini sudah dicocokkan dengan aplikasi induk."
KENDALA = "Jaringan di ruang layanan sering putus pada jam sibuk."
DUKUNGAN = "Penilai meminta perbaikan jaringan kepada Dinas Komunikasi dan Informatika."


def isi(hasil: Pasangan, penilai: dict[int, int | None], *, saat: datetime) -> None:
    """Beberapa akun contoh menerima pujian dan saran rekan, menunggu jawaban, dan punya satu risalah yang sah."""
    orang = {a.pegawai.pk: a.pegawai for a in hasil.anggota}
    akun = [a for a in hasil.anggota if a.pegawai.has_usable_password() and penilai.get(a.pegawai.pk)]
    for a in akun[-AKUN_TERBANYAK:]:
        rekan = _rekan(hasil, a)
        _antarrekan(a.pegawai, rekan, saat)
        atasan = penilai[a.pegawai.pk]
        if atasan is not None:
            _risalah(a.pegawai, orang[atasan], saat)


def _rekan(hasil: Pasangan, a: Anggota) -> list[Pegawai]:
    """Tiga orang lain, seunit lebih dahulu."""
    lain = [b for b in hasil.anggota if b.pegawai.pk != a.pegawai.pk]
    lain.sort(key=lambda b: (b.penempatan.unit_id != a.penempatan.unit_id, b.pegawai.pk))
    return [b.pegawai for b in lain[:3]]


def _antarrekan(pegawai: Pegawai, rekan: list[Pegawai], saat: datetime) -> None:
    for nomor, teks in enumerate(PUJIAN_REKAN):
        langsung.kirim(
            penerima=pegawai,
            jenis="pujian",
            teks=teks,
            pokok="nilai:kolaboratif",
            terbaca_atasan=True,
            oleh=rekan[nomor],
            sekarang=saat,
        )
    langsung.kirim(
        penerima=pegawai,
        jenis="saran",
        teks=SARAN_REKAN,
        pokok="nilai:harmonis",
        terbaca_atasan=False,
        oleh=rekan[2],
        sekarang=saat,
    )
    langsung_minta.minta(
        penjawab=[pegawai],
        pokok="nilai:adaptif",
        pesan="Apa yang perlu saya ubah saat aplikasinya berganti?",
        oleh=rekan[0],
        sekarang=saat,
    )
    langsung_minta.minta(penjawab=rekan[:2], pokok="nilai:kompeten", pesan="", oleh=pegawai, sekarang=saat)


def _risalah(pegawai: Pegawai, atasan: Pegawai, saat: datetime) -> None:
    hari = pegawai.instansi.hari_pada(saat) - timedelta(days=10)
    risalah = dialog.susun(
        pegawai=pegawai,
        isi=IsiDialog(
            tanggal=hari,
            pokok=tuple((r.pk, KEMAJUAN) for r in rhk_dibicarakan(pegawai)[:2]),
            kendala=KENDALA,
            dukungan=DUKUNGAN,
            tindak=(
                Tindak("Ajukan perbaikan jaringan", oleh_penilai=True, tenggat=hari + timedelta(days=21)),
                Tindak("Rekap kendala tiap pekan", oleh_penilai=False, tenggat=hari + timedelta(days=14)),
            ),
        ),
        oleh=atasan,
        sekarang=saat,
    )
    for orang in (atasan, pegawai):
        dialog.sahkan(dialog_id=risalah.pk, versi=risalah.versi, oleh=orang, sekarang=saat)
