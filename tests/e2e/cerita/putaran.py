"""Putaran pelatihan: dua periode satu pemda, dan yang hanya dilakukan waktu atau pekerja latar."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile

from indikator.models import Periode
from inti.services import berkas
from kepegawaian.models import Pegawai
from pelatihan import tasks
from pelatihan.models import Pelatihan, Rekomendasi, Sesi, Usulan
from pelatihan.services import rekomendasi
from pelatihan.services import usulan as layanan
from penilaian.tasks import rekap_kelompok
from tests.pelatihan.pabrik import isi_katalog
from tests.penilaian import pabrik
from tests.penilaian.pabrik import WIB, Dunia

SESUDAH_SATU = datetime(2026, 10, 12, 9, 0, tzinfo=WIB)
MULAI_SESI, SELESAI_SESI = date(2026, 10, 20), date(2026, 10, 21)
HARI_TERAKHIR = datetime(2026, 10, 21, 15, 0, tzinfo=WIB)
SESUDAH_DUA = datetime(2027, 4, 12, 9, 0, tzinfo=WIB)
PILIHAN, DITOLAK = "Pengelolaan Mutu", "Komunikasi Publik untuk Pelayanan"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


@dataclass
class Putaran:
    """Pelaku cerita. `teman` ikut pelatihan yang sama dengan Ratna, `serupa` sama kurangnya tetapi tidak ikut apa pun."""

    d: Dunia
    ratna: Pegawai
    teman: list[Pegawai]
    serupa: list[Pegawai]
    budi: Pegawai
    dedi: Pegawai
    bkd: Pegawai
    anggota: Pegawai
    kedua: Dunia | None = None

    @property
    def kepala(self) -> Pegawai:
        return self.d.kepala

    @property
    def peserta(self) -> list[Pegawai]:
        return [self.ratna, *self.teman]


def pasang() -> Putaran:
    """Triwulan III 2026 siap ditutup, dan katalog kecil berbiaya."""
    d = pabrik.dunia(staf=0)

    def staf(nama: str) -> Pegawai:
        return pabrik.tambah_staf(d, nama)

    p = Putaran(
        d,
        ratna=staf("Ratna Sari"),
        teman=[staf(f"Peserta {n}") for n in range(1, 6)],
        serupa=[staf(f"Rekan {n}") for n in range(1, 7)],
        budi=staf("Budi Santoso"),
        dedi=staf("Dedi Kurnia"),
        bkd=pabrik.admin(d, staf("Admin BKD")),
        anggota=staf("Anggota Panitia"),
    )
    isi_katalog(d)
    Pelatihan.objects.update(biaya=500_000)
    _isi(p, d, {s: Decimal(60) for s in (*p.peserta, *p.serupa)} | {p.dedi: Decimal(40)})
    return p


def _isi(p: Putaran, d: Dunia, capaian: dict[Pegawai, Decimal]) -> None:
    """Laporan, jawaban atasan, dan rating. Semuanya kurang dalam pelayanan, kecuali Budi."""
    for siapa, angka in {**capaian, p.budi: Decimal(110)}.items():
        baik = siapa == p.budi
        satu = pabrik.skp(d, siapa, {"aspek": "kualitas", "nama": "Berkas tanpa perbaikan"})
        pabrik.lapor(d, satu.indikator.get(), angka)
        pabrik.jawab(d, siapa, d.kepala, "atasan", *[5 if baik else 2] * 3, *[5] * 18)
        hasil = "di_atas" if baik else "di_bawah" if siapa == p.dedi else "sesuai"
        alasan = {"alasan_hasil": "Sesuai bukti.", "alasan_perilaku": "Sesuai bukti."}
        pabrik.nilai(d, siapa, hasil, "di_atas" if baik else "sesuai", **alasan)


def periode_kedua(p: Putaran) -> Dunia:
    """Triwulan I 2027: yang ikut pelatihan naik lebih banyak daripada yang serupa; Dedi masih Butuh Perbaikan."""
    bersama = {"instansi": p.d.instansi, "kebijakan": p.d.kebijakan, "status": Periode.Status.DIPROSES}
    tutup_pada = SESUDAH_DUA - timedelta(days=2)
    bidang = ("tutup_pada", "tenggat_nilai", "tenggat_umpan_balik", "tenggat_lapor", "tenggat_skp")
    tenggat = {nama: tutup_pada - timedelta(days=hari) for hari, nama in enumerate(bidang)}
    tahun = Periode.objects.create(
        jenis="tahunan",
        nama="Tahun 2027",
        mulai=date(2027, 1, 1),
        selesai=date(2027, 12, 31),
        **bersama,
        **{nama: saat + timedelta(days=290) for nama, saat in tenggat.items()},
    )
    triwulan = Periode.objects.create(
        jenis="triwulan",
        nama="Triwulan I 2027",
        induk=tahun,
        mulai=date(2027, 1, 1),
        selesai=date(2027, 3, 31),
        **bersama,
        **tenggat,
    )
    p.kedua = replace(p.d, tahun=tahun, triwulan=triwulan)
    naik = {siapa: Decimal(90 + n) for n, siapa in enumerate(p.peserta)}
    tetap = {siapa: Decimal(62 + n) for n, siapa in enumerate(p.serupa)}
    _isi(p, p.kedua, naik | tetap | {p.dedi: Decimal(55)})
    return p.kedua


def tutup(d: Dunia, sekarang: datetime) -> None:
    """Penutupan dan tugas yang lahir darinya, seperti dikerjakan pekerja latar."""
    pabrik.tutup(d, sekarang)
    rekap_kelompok(d.triwulan.pk)
    tasks.buat_rekomendasi(d.triwulan.pk)
    tasks.buat_pembinaan(d.triwulan.pk)


def teman_memilih(p: Putaran, sekarang: datetime) -> None:
    """Lima orang lain memilih pelatihan yang sama; langkah layarnya ditempuh Ratna."""
    for siapa in p.teman:
        satu = Rekomendasi.objects.get(pegawai=siapa, pelatihan__judul=PILIHAN)
        rekomendasi.terima(rekomendasi=satu, oleh=siapa, sekarang=sekarang)


def teman_mendaftar(p: Putaran, sekarang: datetime) -> None:
    for siapa in p.teman:
        usulan, sesi = Usulan.objects.get(pegawai=siapa), Sesi.objects.get()
        layanan.daftar(usulan_id=usulan.pk, sesi_id=sesi.pk, oleh=siapa, sekarang=sekarang)


def teman_menyerahkan(p: Putaran, sekarang: datetime) -> None:
    for siapa in p.teman:
        pdf = SimpleUploadedFile("sertifikat.pdf", PDF, "application/pdf")
        isi = berkas.simpan(kiriman=pdf, oleh=siapa, sekarang=sekarang)
        nomor, usulan = f"MUTU-{siapa.pk}/2026", Usulan.objects.get(pegawai=siapa)
        layanan.unggah(usulan_id=usulan.pk, berkas=isi, nomor=nomor, oleh=siapa, sekarang=sekarang)
