"""Dunia kecil untuk uji penilaian: satu pemda, satu dinas, kepala dan stafnya, satu triwulan yang berjalan."""

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from indikator.models import RHK, SKP, IndikatorKinerja, Kebijakan, Periode, Realisasi
from indikator.rules.kebijakan import aturan_dari
from kepegawaian.models import Instansi, Jabatan, Pegawai, Penempatan, Peran, UnitKerja
from penilaian.models import Evaluasi
from penilaian.services import penutupan
from umpan_balik.models import Jawaban, Penugasan

WIB = ZoneInfo("Asia/Jakarta")
AWAL = date(2025, 1, 1)
SEKARANG = datetime(2026, 10, 5, 9, 0, tzinfo=WIB)
TUTUP = datetime(2026, 10, 10, 23, 59, 59, tzinfo=WIB)
SESUDAH = TUTUP + timedelta(minutes=2)
_nomor = itertools.count(1)


@dataclass
class Dunia:
    """Pegangan uji ke semua yang dibuat."""

    instansi: Instansi
    akar: UnitKerja
    dinas: UnitKerja
    jabatan: Jabatan
    kebijakan: Kebijakan
    tahun: Periode
    triwulan: Periode
    kepala: Pegawai
    staf: list[Pegawai] = field(default_factory=list)


def dunia(
    nama: str = "Kota Uji", *, staf: int = 3, aturan: dict[str, Any] | None = None, **lain: Any
) -> Dunia:
    """Pemda dengan walikota (kepala akar), satu dinas berkepala, dan `staf` orang di bawahnya."""
    instansi = Instansi.objects.create(
        nama=nama, slug=nama.lower().replace(" ", "-"), kontak="BKPSDM", **lain
    )
    akar = UnitKerja.objects.create(instansi=instansi, nama=f"Pemerintah {nama}", jenis="pemda", sejak=AWAL)
    jabatan = Jabatan.objects.create(instansi=instansi, nama="Analis", jenis="fungsional")
    kebijakan = Kebijakan.objects.create(
        instansi=instansi,
        nama="Capaian",
        status="ditetapkan",
        penjelasan="Hasil kerja dan perilaku.",
        aturan=aturan_dari(aturan or {}).ke_dict(),
    )
    tahun, triwulan = _periode(instansi, kebijakan)
    sekda = orang(instansi, "Sekda Utama")
    tempatkan(sekda, akar, jabatan, kepala=True)
    dinas = dinas_baru(instansi, akar, "Dinas Satu")
    kepala = orang(instansi, "Kepala Dinas Satu")
    tempatkan(kepala, dinas, jabatan, kepala=True)
    hasil = Dunia(instansi, akar, dinas, jabatan, kebijakan, tahun, triwulan, kepala)
    for nomor in range(staf):
        hasil.staf.append(tambah_staf(hasil, f"Staf {nomor + 1}"))
    return hasil


def _periode(instansi: Instansi, kebijakan: Kebijakan) -> tuple[Periode, Periode]:
    waktu = {
        bidang: TUTUP - timedelta(days=hari)
        for bidang, hari in (
            ("tenggat_skp", 8),
            ("tenggat_lapor", 6),
            ("tenggat_umpan_balik", 4),
            ("tenggat_nilai", 2),
        )
    }
    tahun = Periode.objects.create(
        instansi=instansi,
        kebijakan=kebijakan,
        jenis="tahunan",
        nama="Tahun 2026",
        mulai=date(2026, 1, 1),
        selesai=date(2026, 12, 31),
        status="diproses",
        tutup_pada=datetime(2027, 1, 31, 23, 59, tzinfo=WIB),
        **waktu,
    )
    triwulan = Periode.objects.create(
        instansi=instansi,
        induk=tahun,
        kebijakan=kebijakan,
        jenis="triwulan",
        nama="Triwulan III 2026",
        mulai=date(2026, 7, 1),
        selesai=date(2026, 9, 30),
        status="diproses",
        tutup_pada=TUTUP,
        **waktu,
    )
    return tahun, triwulan


def dinas_baru(instansi: Instansi, akar: UnitKerja, nama: str) -> UnitKerja:
    unit = UnitKerja.objects.create(instansi=instansi, induk=akar, nama=nama, jenis="dinas", sejak=AWAL)
    unit.dinas = unit
    unit.save()
    return unit


def orang(instansi: Instansi, nama: str, **lain: Any) -> Pegawai:
    tahun, urut = divmod(next(_nomor), 999)
    nip = f"19860926{2005 + tahun}011{urut + 1:03d}"
    return Pegawai.objects.create_user(
        nip,
        None,
        instansi=instansi,
        nama=nama,
        status="PNS",
        kelamin="L",
        tanggal_lahir=date(1986, 9, 26),
        **lain,
    )


def tempatkan(siapa: Pegawai, unit: UnitKerja, jabatan: Jabatan, **lain: Any) -> Penempatan:
    return Penempatan.objects.create(
        pegawai=siapa, unit=unit, jabatan=jabatan, **({"jenis": "definitif", "sejak": AWAL} | lain)
    )


def tambah_staf(d: Dunia, nama: str, *, unit: UnitKerja | None = None, **lain: Any) -> Pegawai:
    siapa = orang(d.instansi, nama, **lain)
    tempatkan(siapa, unit or d.dinas, d.jabatan)
    return siapa


def skp(d: Dunia, siapa: Pegawai, *indikator: dict[str, Any], status: str = "disetujui") -> SKP:
    """SKP disetujui; tiap indikator cukup menyebut yang berbeda dari bawaan (maksimal, target 100)."""
    penempatan = Penempatan.objects.get(pegawai=siapa, jenis="definitif", sampai=None)
    baru = SKP.objects.create(
        instansi=d.instansi, periode=d.tahun, pegawai=siapa, penempatan=penempatan, status=status
    )
    rhk = RHK.objects.create(skp=baru, teks="Layanan berjalan")
    daftar = indikator or ({},)
    for nomor, isi in enumerate(daftar, start=1):
        bawaan = {
            "kode": f"IK{nomor}",
            "nama": f"Indikator {nomor}",
            "satuan": "%",
            "polaritas": "maksimal",
            "aspek": "kuantitas",
            "bobot": Decimal(100) / len(daftar),
            "urutan": nomor,
        }
        if isi.get("polaritas", "maksimal") in ("maksimal", "minimal"):
            bawaan["target"] = Decimal(100)
        IndikatorKinerja.objects.create(skp=baru, rhk=rhk, **(bawaan | isi))
    return baru


def lapor(
    d: Dunia, satu: IndikatorKinerja, nilai: object = None, *, status: str = "disetujui", **lain: Any
) -> Realisasi:
    return Realisasi.objects.create(
        instansi=d.instansi,
        periode=d.triwulan,
        pegawai_id=satu.skp.pegawai_id,
        indikator=satu,
        status=status,
        nilai=nilai,
        **lain,
    )


def jawab(
    d: Dunia, dinilai: Pegawai, penilai: Pegawai, kelompok: str, *nilai: int | None, draf: bool = False
) -> Jawaban:
    """Jawaban 360; satu angka berarti sama untuk semua 21 panduan."""
    isi = list(nilai) * 21 if len(nilai) == 1 else [*nilai, *([None] * (21 - len(nilai)))]
    penugasan = Penugasan.objects.create(
        instansi=d.instansi,
        periode=d.triwulan,
        dinilai=dinilai,
        penilai=penilai,
        kelompok=kelompok,
    )
    return Jawaban.objects.create(penugasan=penugasan, nilai=isi, draf=draf)


def nilai(d: Dunia, siapa: Pegawai, hasil: str = "sesuai", perilaku: str = "sesuai", **lain: Any) -> Evaluasi:
    """Evaluasi yang sudah ditetapkan kepala dinas."""
    return Evaluasi.objects.create(
        instansi=d.instansi,
        periode=d.triwulan,
        pegawai=siapa,
        penempatan=Penempatan.objects.get(pegawai=siapa, jenis="definitif", sampai=None),
        status="ditetapkan",
        rating_hasil=hasil,
        rating_perilaku=perilaku,
        ditetapkan_pada=SEKARANG,
        ditetapkan_oleh=d.kepala,
        **lain,
    )


def admin(d: Dunia, siapa: Pegawai | None = None) -> Pegawai:
    """Beri peran admin BKD seluruh instansi; bawaannya kepala dinas."""
    siapa = siapa or d.kepala
    Peran.objects.create(pegawai=siapa, jenis="admin_bkd", sejak=AWAL)
    return siapa


def tutup(d: Dunia, sekarang: datetime = SESUDAH) -> None:
    """Tutup triwulannya lewat layanan sampai selesai."""
    satu = penutupan.minta(periode=d.triwulan, oleh=None, sekarang=sekarang)
    assert penutupan.kerjakan(penutupan_id=satu.pk, sekarang=sekarang)
    d.triwulan.refresh_from_db()
