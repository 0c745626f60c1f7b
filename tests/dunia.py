"""Dua kota kecil yang lengkap: satu triwulan ditutup, satu berjalan, semua peran ada. Dipakai uji yang menyapu."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import connection
from django.db.models import Q

from asn_kinerja.demo import muat
from asn_kinerja.demo.susunan import Pemda, Unit
from kepegawaian.models import Instansi, Pegawai, Penempatan, Peran

KOTA_A = Pemda(
    slug="kota-uji",
    daerah="serang",
    nama="Kota Uji",
    provinsi="Banten",
    zona="Asia/Jakarta",
    benih=7,
    akar=Unit(
        "Pemerintah Kota Uji",
        "pemda",
        "Sekretaris Daerah",
        "jpt",
        anak=(
            Unit(
                "Badan Kepegawaian",
                "badan",
                "Kepala Badan Kepegawaian",
                "jpt",
                (("Analis Sumber Daya Manusia Aparatur Ahli Pertama", 1), ("Pengelola Kepegawaian", 1)),
                singkatan="BKD",
                rumpun="BKPSDM",
            ),
            Unit(
                "Dinas Kesehatan",
                "dinas",
                "Kepala Dinas Kesehatan",
                "jpt",
                (("Pengelola Data", 1),),
                (
                    Unit(
                        "Puskesmas Melati",
                        "puskesmas",
                        "Kepala Puskesmas",
                        "pengawas",
                        (("Dokter Ahli Pertama", 1), ("Perawat Terampil", 5), ("Pengadministrasi Umum", 2)),
                        layanan=("Pendaftaran",),
                    ),
                ),
                "Dinkes",
                "Dinas Kesehatan",
            ),
        ),
    ),
    kebijakan={
        "nama": "Penilaian banyak pihak",
        "penjelasan": "Hasil kerja 60 %, perilaku 40 % dari atasan, rekan, bawahan, dan warga.",
        "aturan": {"bobot_hasil": "0.6"},
        "pemahaman_wajib": True,
        "tinjauan_indikator": True,
        "tawaran_studi": True,
        "hari_keberatan": 14,
    },
)
# Kota kedua memakai nama unit yang sama; hanya kenari yang membedakannya.
KENARI = "Kenari-7f3a"
KOTA_B = replace(
    KOTA_A, slug="kota-tetangga", daerah="solok", nama=f"Kota {KENARI}", provinsi="Sumatera Barat", benih=8
)


@dataclass
class Dunia:
    """Kota A beserta orang menurut peran, dan kota B yang tidak boleh terlihat (bila dibangun)."""

    a: Instansi
    b: Instansi | None
    peran: dict[str, Pegawai | None] = field(default_factory=dict)


def bangun(*, sekarang: datetime, tetangga: bool = True) -> Dunia:
    """Pasang kedua kota lewat layanan produk; tanpa `tetangga`, kota A saja dan peran tetangga tidak ada."""
    muat.muat(KOTA_A, sekarang=sekarang)
    a = Instansi.objects.get(slug=KOTA_A.slug)
    dunia = Dunia(a, _tetangga(sekarang) if tetangga else None)
    dunia.peran = _peran(a, dunia.b)
    hitung_statistik()
    return dunia


def hitung_statistik() -> None:
    """Tanpa statistik, perencana kueri mengira tabelnya kosong dan ribuan permintaan uji memindai semuanya.

    Tabel sendiri saja: ANALYZE tanpa nama mengunci katalog bersama klaster sampai transaksinya selesai, dan uji lain
    di basis data lain menunggunya.
    """
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT string_agg(quote_ident(tablename), ', ') FROM pg_tables WHERE schemaname = 'public'"
        )
        kursor.execute(f"ANALYZE {kursor.fetchone()[0]}")


def _tetangga(sekarang: datetime) -> Instansi:
    """Kota B: nama orangnya diberi kenari, dan adminnya memegang semua peran di kotanya.

    Supaya 404 di kota ini bukan karena ia tidak berperan.
    """
    muat.muat(KOTA_B, sekarang=sekarang)
    b = Instansi.objects.get(slug=KOTA_B.slug)
    for orang in Pegawai.objects.filter(instansi=b):
        orang.nama = f"{orang.nama} {KENARI}"
        orang.save(update_fields=["nama"])
    admin = _pemegang(b, Peran.Jenis.ADMIN_BKD)
    for jenis in (Peran.Jenis.PETUGAS_LAYANAN, Peran.Jenis.AUDITOR, Peran.Jenis.PIMPINAN):
        Peran.objects.create(pegawai=admin, jenis=jenis, sejak=date(2020, 1, 1))
    return b


def _admin_dinas_lain(kepala: Pegawai, orang: Pegawai) -> Pegawai:
    """Admin perangkat daerah yang bukan tempat benda uji berada."""
    unit = Penempatan.objects.get(pegawai=kepala, kepala=True).unit
    Peran.objects.create(pegawai=orang, jenis=Peran.Jenis.ADMIN_DINAS, unit=unit, sejak=date(2020, 1, 1))
    return orang


def _pemegang(instansi: Instansi, jenis: str) -> Pegawai:
    return Peran.objects.filter(pegawai__instansi=instansi, jenis=jenis).order_by("pk")[0].pegawai


def _peran(a: Instansi, b: Instansi | None) -> dict[str, Pegawai | None]:
    def kepala(nama: str) -> Pegawai:
        return Penempatan.objects.get(unit__instansi=a, unit__nama=nama, kepala=True).pegawai

    perawat = [
        p.pegawai
        for p in Penempatan.objects.filter(
            unit__instansi=a, jabatan__nama="Perawat Terampil", sampai__isnull=True
        ).order_by("pk")
        if p.unit.nama == "Puskesmas Melati"
    ]
    # Dari kantor lain, supaya jawabannya tidak bergantung pada mutasi yang diundi di data contoh.
    ketiga = (
        Penempatan.objects.filter(
            Q(unit__nama="Badan Kepegawaian") | Q(unit__dinas__nama="Badan Kepegawaian"),
            unit__instansi=a,
            kepala=False,
            sampai__isnull=True,
            pegawai__peran__isnull=True,
        )
        .order_by("pk")[0]
        .pegawai
    )
    dipakai = {p.pk for p in [*perawat[:2], ketiga]}
    nonaktif = next(
        p.pegawai
        for p in Penempatan.objects.filter(
            unit__instansi=a, kepala=False, jabatan__nama="Perawat Terampil"
        ).order_by("-pk")
        if p.pegawai_id not in dipakai and not p.pegawai.has_usable_password()
    )
    nonaktif.is_active = False
    nonaktif.save(update_fields=["is_active"])
    return {
        "tamu": None,
        "pegawai": perawat[0],
        "rekan": perawat[1],
        "penilai": kepala("Puskesmas Melati"),
        "penilai_lain": kepala("Badan Kepegawaian"),
        "atasan_penilai": kepala("Dinas Kesehatan"),
        "admin_bkd": _pemegang(a, "admin_bkd"),
        "admin_dinas": _pemegang(a, "admin_dinas"),
        "admin_dinas_lain": _admin_dinas_lain(kepala("Badan Kepegawaian"), ketiga),
        "petugas": _pemegang(a, "petugas_layanan"),
        "pimpinan": _pemegang(a, "pimpinan"),
        "auditor": _pemegang(a, "auditor"),
        "nonaktif": nonaktif,
        "tetangga": _pemegang(b, "admin_bkd") if b else None,
    }
