"""Mengisi satu pemda dengan orang yang hasil, saran, usulan, riwayat, pembinaan, dan calon penghargaannya sudah ada."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.db.models import Model

from indikator.models import Periode
from inti.models import Berkas
from inti.services import berkas
from kepegawaian.models import Pegawai, Penempatan, UnitKerja
from pelatihan.models import (
    CalonPenghargaan,
    Kepesertaan,
    Pelatihan,
    Pembinaan,
    PotretKompetensi,
    Rekomendasi,
    Sesi,
    SidangPenghargaan,
    Usulan,
)
from pelatihan.services import penghargaan
from penilaian.models import Hasil
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup
from tests.penilaian.pabrik import AWAL, admin, dinas_baru, tambah_staf

BAWAHAN, MILIK_TERBANYAK = 8, 60
BUTUH_STATISTIK = 1_000
BERTAMBAH = (
    Pegawai,
    Penempatan,
    Hasil,
    PotretKompetensi,
    Rekomendasi,
    Usulan,
    Kepesertaan,
    Pembinaan,
    CalonPenghargaan,
    Pelatihan,
    Sesi,
)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"
DILATIH = {"mulai": date(2026, 4, 20), "selesai": date(2026, 4, 21)}
STATUS = ("diajukan", "disetujui", "terdaftar", "diperiksa", "selesai")


@dataclass
class Banyak:
    """Pegangan: pemda yang sudah ditutup dua triwulan, pelatihan yang diikuti orang, dan benda bersamanya."""

    t: Tertutup
    bkd: Pegawai
    lalu: Periode
    pelatihan: Pelatihan
    sesi: Sesi
    sidang: SidangPenghargaan
    sertifikat: Berkas
    dinas_lain: UnitKerja


def pasang() -> Banyak:
    """Triwulan III ditutup sungguhan; Triwulan I disalin darinya."""
    t = pabrik.tutup()
    d = t.d
    bkd = admin(d, tambah_staf(d, "Admin BKD"))
    lalu = Periode.objects.get(pk=t.periode_id)
    lalu.pk, lalu.nama = None, "Triwulan I 2026"
    lalu.mulai, lalu.selesai = date(2026, 1, 1), date(2026, 3, 31)
    lalu.save(force_insert=True)
    penghargaan.tunjuk(pegawai=d.kepala, oleh=bkd, sekarang=SESUDAH)
    latih = _pelatihan(d.instansi.pk, "Mutu Berkas")
    latih.save()
    sesi = _sesi(latih, kursi=30_000)
    sesi.save()
    return Banyak(
        t,
        bkd,
        lalu,
        latih,
        sesi,
        penghargaan.buka(periode_id=t.periode_id, oleh=bkd, sekarang=SESUDAH),
        berkas.simpan(
            kiriman=SimpleUploadedFile("s.pdf", PDF, "application/pdf"), oleh=t.ratna, sekarang=SESUDAH
        ),
        dinas_baru(d.instansi, d.akar, "Dinas Dua"),
    )


def _pelatihan(instansi_id: int, judul: str) -> Pelatihan:
    return Pelatihan(
        instansi_id=instansi_id,
        judul=judul,
        bentuk="Kursus",
        kode_bentuk=11,
        jp=2,
        tanda=["aspek:kualitas"],
        biaya=1000,
    )


def _sesi(latih: Pelatihan, *, kursi: int) -> Sesi:
    hari = SESUDAH.date()
    return Sesi(
        instansi_id=latih.instansi_id,
        pelatihan=latih,
        mulai=hari,
        selesai=hari,
        batas_daftar=hari,
        tempat="Aula",
        kursi=kursi,
        status="disetujui",
    )


def isi(b: Banyak, dari: int, sampai: int) -> None:
    """Orang ke-`dari` sampai ke-`sampai`, dan sepersepuluhnya pelatihan bersesi; paling banyak 60 di antaranya milik Ratna."""
    orang = _orang(b, dari, sampai)
    lalu = _hasil(b, orang, b.lalu, 60)
    kini = _hasil(b, orang, b.t.d.triwulan, 75)
    _belajar(b, [t.pegawai for t in orang], lalu)
    _lain(b, orang, kini)
    baru = Pelatihan.objects.bulk_create(
        _pelatihan(b.t.d.instansi.pk, f"Kursus {n:05d}") for n in range(dari // 10, sampai // 10)
    )
    Sesi.objects.bulk_create(_sesi(p, kursi=5) for p in baru)
    _milik_ratna(b, baru[: max(0, MILIK_TERBANYAK - dari // 10)])
    if sampai >= BUTUH_STATISTIK:
        with connection.cursor() as kursor:
            kursor.execute(f"ANALYZE {', '.join(m._meta.db_table for m in BERTAMBAH)}")


def _orang(b: Banyak, dari: int, sampai: int) -> list[Penempatan]:
    d = b.t.d
    baru = Pegawai.objects.bulk_create(
        Pegawai(
            instansi=d.instansi,
            nip=f"19910101{n:010d}",
            nama=f"Orang {n:05d}",
            status="PNS",
            kelamin="P",
            tanggal_lahir=date(1991, 1, 1),
            password="!",
        )
        for n in range(dari, sampai)
    )
    return Penempatan.objects.bulk_create(
        Penempatan(
            pegawai=p,
            unit=d.dinas if dari + n < BAWAHAN else b.dinas_lain,
            jabatan=d.jabatan,
            sejak=AWAL,
        )
        for n, p in enumerate(baru)
    )


def _hasil(b: Banyak, orang: list[Penempatan], periode: Periode, skor: int) -> list[Hasil]:
    contoh = Hasil.objects.get(periode_id=b.t.periode_id, pegawai=b.t.ratna)
    bersama = {
        f.attname: getattr(contoh, f.attname)
        for f in Hasil._meta.concrete_fields
        if f.attname not in ("id", "pegawai_id", "penempatan_id", "unit_id", "dinas_id", "periode_id")
    }
    hasil = Hasil.objects.bulk_create(
        Hasil(
            **bersama,
            periode=periode,
            pegawai=t.pegawai,
            penempatan=t,
            unit_id=t.unit_id,
            dinas_id=t.unit_id,
        )
        for t in orang
    )
    PotretKompetensi.objects.bulk_create(
        PotretKompetensi(
            instansi_id=h.instansi_id,
            periode=periode,
            pegawai_id=h.pegawai_id,
            hasil=h,
            angka={"aspek:kualitas": str(skor + n % 9)},
        )
        for n, h in enumerate(hasil)
    )
    return hasil


def _saran(h: Hasil, latih: Pelatihan) -> Rekomendasi:
    return Rekomendasi(
        instansi_id=h.instansi_id,
        periode_id=h.periode_id,
        pegawai_id=h.pegawai_id,
        hasil=h,
        pelatihan=latih,
        urutan=1,
        alasan="Karena capaian 60,00 dari 100,00.",
        dasar={"kebutuhan": [{"kode": "aspek:kualitas", "label": "capaian", "angka": "60"}]},
        status="disetujui",
        ditanggapi_pada=SESUDAH,
        ditanggapi_oleh_id=h.pegawai_id,
    )


def _usulan(b: Banyak, saran: Rekomendasi, latih: Pelatihan, sesi: Sesi, status: str) -> Usulan:
    ikut: dict[str, Any] = {}
    if status not in STATUS[:2]:
        ikut = {"sesi": sesi, "didaftar_pada": SESUDAH, "didaftar_oleh": b.bkd}
    return Usulan(
        instansi=b.t.d.instansi,
        pegawai_id=saran.pegawai_id,
        pelatihan=latih,
        rekomendasi=saran,
        tahun=2026,
        alasan=saran.alasan,
        status=status,
        diajukan_pada=SESUDAH,
        diajukan_oleh_id=saran.pegawai_id,
        dinas=b.t.d.dinas,
        biaya=1000,
        **ikut,
    )


def _kepesertaan(b: Banyak, u: Usulan) -> Kepesertaan:
    periksa = {"diverifikasi_pada": SESUDAH, "diverifikasi_oleh": b.bkd} if u.status == "selesai" else {}
    return Kepesertaan(
        instansi=b.t.d.instansi,
        pegawai_id=u.pegawai_id,
        pelatihan_id=u.pelatihan_id,
        sesi_id=u.sesi_id,
        usulan=u,
        **DILATIH,
        tahun=2026,
        jp=2,
        hadir_pada=SESUDAH - timedelta(days=90),
        hadir_oleh=b.bkd,
        nomor_sertifikat=f"S-{u.pk}",
        sertifikat=b.sertifikat,
        diunggah_pada=SESUDAH,
        diunggah_oleh_id=u.pegawai_id,
        **periksa,
    )


def _belajar(b: Banyak, orang: list[Pegawai], hasil: list[Hasil]) -> None:
    """Seperlima pada tiap keadaan usulan; separuh orang tidak ikut apa pun, menjadi pembanding."""
    saran = Rekomendasi.objects.bulk_create(_saran(h, b.pelatihan) for h in hasil[::2])
    usulan = Usulan.objects.bulk_create(
        _usulan(b, s, b.pelatihan, b.sesi, STATUS[n % 5]) for n, s in enumerate(saran)
    )
    Kepesertaan.objects.bulk_create(_kepesertaan(b, u) for u in usulan if u.status in STATUS[3:])


def _milik_ratna(b: Banyak, latih: list[Pelatihan]) -> None:
    hasil = Hasil.objects.get(periode_id=b.t.periode_id, pegawai=b.t.ratna)
    saran = Rekomendasi.objects.bulk_create(_saran(hasil, p) for p in latih)
    sesi = {s.pelatihan_id: s for s in Sesi.objects.filter(pelatihan__in=latih)}
    usulan = Usulan.objects.bulk_create(
        _usulan(b, s, p, sesi[p.pk], "selesai") for s, p in zip(saran, latih, strict=True)
    )
    Kepesertaan.objects.bulk_create(_kepesertaan(b, u) for u in usulan)


def _lain(b: Banyak, orang: list[Penempatan], hasil: list[Hasil]) -> None:
    baru: list[Model] = [
        Pembinaan(
            instansi=b.t.d.instansi,
            periode_id=h.periode_id,
            pegawai_id=h.pegawai_id,
            hasil=h,
            dinas_id=h.dinas_id,
            dibuat=SESUDAH,
            susun_sampai=SESUDAH.date(),
        )
        for h in hasil
    ]
    Pembinaan.objects.bulk_create(baru)
    CalonPenghargaan.objects.bulk_create(
        CalonPenghargaan(
            sidang=b.sidang, jenis="beruntun", pegawai=t.pegawai, unit_id=t.unit_id, alasan="Dua kali."
        )
        for t in orang
    )
