"""Satu pemda kecil dengan orang bernama, dipakai uji indikator.

Organisasi: Kota Uji → Disdukcapil (Bidang Pencatatan Sipil) dan Dinas Kesehatan (Puskesmas Ampenan).
Waktu tetap: Senin, 2 November 2026 pukul 09.00 WITA.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from indikator.models import RHK, SKP, Indikator, IndikatorKinerja, Kebijakan, Periode, StatusDokumen
from indikator.rules.jadwal import rentang_triwulan
from indikator.rules.kebijakan import aturan_dari
from indikator.services import katalog, periode
from kepegawaian.models import Instansi, Jabatan, Pegawai, Penempatan, Peran, UnitKerja

SEJAK = date(2020, 1, 1)
WITA = Instansi.Zona.WITA


@dataclass
class Pemda:
    """Pemda uji beserta orang-orangnya; nama orang = perannya."""

    instansi: Instansi
    akar: UnitKerja
    dukcapil: UnitKerja
    capil: UnitKerja
    dinkes: UnitKerja
    puskesmas: UnitKerja
    jabatan: dict[str, Jabatan]
    kebijakan: Kebijakan
    sekda: Pegawai
    kadis: Pegawai
    kabid: Pegawai
    ratna: Pegawai
    budi: Pegawai
    kadinkes: Pegawai
    kapus: Pegawai
    perawat: Pegawai
    admin: Pegawai
    admin_dukcapil: Pegawai
    auditor: Pegawai

    @property
    def sekarang(self) -> datetime:
        return datetime(2026, 11, 2, 9, tzinfo=self.instansi.zona_waktu)

    def saat(self, tahun: int, bulan: int, hari: int, jam: int = 23, menit: int = 59) -> datetime:
        return datetime(tahun, bulan, hari, jam, menit, tzinfo=self.instansi.zona_waktu)


_nomor = iter(range(1, 1_000_000))


def pegawai(instansi: Instansi, nama: str) -> Pegawai:
    """Pegawai aktif bersandi `rahasia-uji`; NIP-nya bentuknya saja yang benar."""
    urut = next(_nomor)
    return Pegawai.objects.create_user(
        nip=f"19900101{urut:010d}",
        password="rahasia-uji",
        instansi=instansi,
        nama=nama,
        status=Pegawai.Status.PNS,
        kelamin=Pegawai.Kelamin.PEREMPUAN,
        tanggal_lahir=date(1990, 1, 1),
    )


def tempatkan(orang: Pegawai, unit: UnitKerja, jabatan: Jabatan, *, kepala: bool = False) -> Penempatan:
    return Penempatan.objects.create(pegawai=orang, unit=unit, jabatan=jabatan, kepala=kepala, sejak=SEJAK)


def unit(
    instansi: Instansi, nama: str, jenis: str, induk: UnitKerja | None, *, dinas: bool = False
) -> UnitKerja:
    """Unit; `dinas=True` menjadikannya perangkat daerah."""
    baru = UnitKerja.objects.create(
        instansi=instansi,
        nama=nama,
        jenis=jenis,
        induk=induk,
        dinas=induk.dinas if induk else None,
        sejak=SEJAK,
    )
    if dinas:
        baru.dinas = baru
        baru.save(update_fields=["dinas"])
    return baru


def pemda(nama: str = "Kota Uji", *, tinjauan: bool = True) -> Pemda:
    """Buat pemda uji lengkap dengan kebijakan yang sudah ditetapkan."""
    instansi = Instansi.objects.create(nama=nama, slug=nama.lower().replace(" ", "-"), zona=WITA)
    akar = unit(instansi, f"Pemerintah {nama}", "pemda", None)
    dukcapil = unit(instansi, "Dinas Kependudukan dan Pencatatan Sipil", "dinas", akar, dinas=True)
    capil = unit(instansi, "Bidang Pencatatan Sipil", "bidang", dukcapil)
    dinkes = unit(instansi, "Dinas Kesehatan", "dinas", akar, dinas=True)
    puskesmas = unit(instansi, "Puskesmas Ampenan", "puskesmas", dinkes)
    jabatan = {
        kunci: Jabatan.objects.create(instansi=instansi, nama=judul, jenis=jenis)
        for kunci, judul, jenis in (
            ("sekda", "Sekretaris Daerah", "jpt"),
            ("kadis", "Kepala Dinas", "jpt"),
            ("kabid", "Kepala Bidang", "administrator"),
            ("pranata", "Pranata Komputer Ahli Pertama", "fungsional"),
            ("pengadministrasi", "Pengadministrasi Umum", "pelaksana"),
            ("perawat", "Perawat Terampil", "fungsional"),
        )
    }
    orang = {
        kunci: pegawai(instansi, sebutan)
        for kunci, sebutan in (
            ("sekda", "Lalu Sekretaris"),
            ("kadis", "Baiq Kadis"),
            ("kabid", "Kurnia Kabid"),
            ("ratna", "Ratna Wulandari"),
            ("budi", "Budi Santoso"),
            ("kadinkes", "Hasan Kadinkes"),
            ("kapus", "Kartika Kapus"),
            ("perawat", "Putu Perawat"),
            ("admin", "Dewi Anggraini"),
            ("admin_dukcapil", "Ahmad Admin"),
            ("auditor", "Oka Auditor"),
        )
    }
    for kunci, di, sebagai, kepala in (
        ("sekda", akar, "sekda", True),
        ("kadis", dukcapil, "kadis", True),
        ("kabid", capil, "kabid", True),
        ("ratna", capil, "pranata", False),
        ("budi", capil, "pengadministrasi", False),
        ("kadinkes", dinkes, "kadis", True),
        ("kapus", puskesmas, "kabid", True),
        ("perawat", puskesmas, "perawat", False),
        ("admin", akar, "pengadministrasi", False),
        ("admin_dukcapil", dukcapil, "pengadministrasi", False),
        ("auditor", akar, "pengadministrasi", False),
    ):
        tempatkan(orang[kunci], di, jabatan[sebagai], kepala=kepala)
    beri_peran(orang["admin"], Peran.Jenis.ADMIN_BKD)
    beri_peran(orang["admin_dukcapil"], Peran.Jenis.ADMIN_DINAS, dukcapil)
    beri_peran(orang["auditor"], Peran.Jenis.AUDITOR)
    return Pemda(
        instansi=instansi,
        akar=akar,
        dukcapil=dukcapil,
        capil=capil,
        dinkes=dinkes,
        puskesmas=puskesmas,
        jabatan=jabatan,
        kebijakan=kebijakan(instansi, oleh=orang["admin"], tinjauan=tinjauan),
        **orang,
    )


def beri_peran(orang: Pegawai, jenis: str, di: UnitKerja | None = None) -> Peran:
    return Peran.objects.create(pegawai=orang, jenis=jenis, unit=di, sejak=SEJAK)


def kebijakan(
    instansi: Instansi,
    *,
    oleh: Pegawai,
    tinjauan: bool = True,
    ditetapkan: bool = True,
    nama: str = "Kebijakan uji",
) -> Kebijakan:
    return Kebijakan.objects.create(
        instansi=instansi,
        nama=nama,
        penjelasan="Hasil kerja 60 %, perilaku 40 %.",
        aturan=aturan_dari().ke_dict(),
        tinjauan_indikator=tinjauan,
        status="ditetapkan" if ditetapkan else "draf",
        ditetapkan_pada=datetime(2025, 12, 1, tzinfo=instansi.zona_waktu) if ditetapkan else None,
        ditetapkan_oleh=oleh if ditetapkan else None,
    )


def indikator(p: Pemda, nama: str = "Persentase kepemilikan akta kematian", **lain: Any) -> Indikator:
    """Indikator katalog Disdukcapil, kecuali `unit` disebut."""
    isian = {
        "unit": p.dukcapil,
        "satuan": "%",
        "polaritas": "maksimal",
        "aspek": "kuantitas",
        "target_acuan": Decimal("95"),
        **lain,
    }
    return katalog.tambah(instansi=p.instansi, nama=nama, oleh=None, sekarang=p.sekarang, **isian)


def tahun(p: Pemda, *, ke: int = 2026, buka: bool = True) -> Periode:
    """Periode tahunan 2026; untuk dibuka, katalog mendapat satu indikator bila masih kosong."""
    hasil = periode.buat_tahun(
        instansi=p.instansi,
        tahun=ke,
        kebijakan=p.kebijakan,
        tenggat_skp=p.saat(ke, 1, 31),
        tutup_pada=p.saat(ke + 1, 1, 31),
        oleh=None,
        sekarang=p.sekarang,
    )
    return _buka(p, hasil) if buka else hasil


def triwulan(p: Pemda, di: Periode | None = None, *, ke: int = 4, buka: bool = True) -> Periode:
    """Triwulan IV 2026 (atau `ke`), tenggatnya sesudah triwulan berakhir."""
    induk = di or tahun(p, buka=buka)
    _, selesai = rentang_triwulan(induk.mulai.year, ke)
    akhir = datetime.combine(selesai, datetime.min.time(), tzinfo=p.instansi.zona_waktu)
    hasil = periode.buat_triwulan(
        tahun=induk,
        triwulan=ke,
        tenggat_lapor=akhir + timedelta(days=7),
        tenggat_umpan_balik=akhir + timedelta(days=7),
        tenggat_nilai=akhir + timedelta(days=14),
        tutup_pada=akhir + timedelta(days=21),
        oleh=None,
        sekarang=p.sekarang,
    )
    return _buka(p, hasil) if buka else hasil


def _buka(p: Pemda, satu: Periode) -> Periode:
    if not Indikator.objects.filter(instansi=p.instansi).exists():
        indikator(p)
    return periode.buka(periode=satu, oleh=None, sekarang=p.sekarang)


def skp(
    p: Pemda, orang: Pegawai, di: Periode, memakai: Indikator | None = None, *, status: str = "draf"
) -> SKP:
    """SKP dengan satu RHK dan satu indikator berbobot 100, ditulis langsung ke tabel."""
    diajukan = status != StatusDokumen.DRAF
    diputus = status == StatusDokumen.DISETUJUI
    baris = SKP.objects.create(
        instansi=p.instansi,
        periode=di,
        pegawai=orang,
        penempatan=orang.penempatan.get(jenis="definitif"),
        status=status,
        diajukan_pada=p.sekarang if diajukan else None,
        diajukan_oleh=orang if diajukan else None,
        diputus_pada=p.sekarang if diputus else None,
        diputus_oleh=(p.kadis if orang.pk == p.kabid.pk else p.kabid) if diputus else None,
    )
    rhk = RHK.objects.create(skp=baris, teks="Akta terbit tepat waktu")
    IndikatorKinerja.objects.create(
        skp=baris,
        rhk=rhk,
        katalog=memakai,
        kode="IK1",
        nama=memakai.nama if memakai else "Jumlah akta",
        satuan="%",
        polaritas="maksimal",
        aspek="kuantitas",
        bobot=Decimal(100),
        target=Decimal(95),
    )
    return baris
