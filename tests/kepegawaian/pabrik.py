"""Pembuat data uji yang langsung ke tabel, supaya susunan yang mustahil lewat layanan pun dapat diuji."""

import itertools
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kepegawaian.models import Instansi, Jabatan, Pegawai, PejabatPenilai, Penempatan, Peran, UnitKerja

AWAL = date(2025, 1, 1)
SEKARANG = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
HARI = SEKARANG.date()
LAHIR = date(1986, 9, 26)
SANDI = "rahasia-warung-kopi"

_urut = itertools.count(1)


def nip(urut: int | None = None) -> str:
    """NIP PNS laki-laki lahir 26 September 1986; bulan CPNS ikut berputar supaya tidak habis."""
    n = next(_urut) if urut is None else urut
    tahun, sisa = divmod(n, 12 * 999)
    bulan, ekor = divmod(sisa, 999)
    return f"{LAHIR:%Y%m%d}{2005 + tahun}{bulan + 1:02d}1{ekor + 1:03d}"


def instansi(nama: str = "Kota Uji", **lain: Any) -> Instansi:
    isi = {"nama": nama, "slug": nama.lower().replace(" ", "-"), "kontak": "BKPSDM, telepon 0370-123"} | lain
    return Instansi.objects.create(**isi)


def unit(
    milik: Instansi, nama: str, induk: UnitKerja | None = None, jenis: str = "bidang", **lain: Any
) -> UnitKerja:
    baru = UnitKerja(instansi=milik, nama=nama, induk=induk, jenis=jenis, **({"sejak": AWAL} | lain))
    baru.dinas = induk.dinas if induk else None
    baru.save()
    if induk is not None and induk.induk_id is None:
        baru.dinas = baru
        baru.save()
    return baru


def jabatan(milik: Instansi, nama: str = "Analis Kebijakan", jenis: str = "fungsional") -> Jabatan:
    return Jabatan.objects.get_or_create(instansi=milik, nama=nama, defaults={"jenis": jenis})[0]


def pegawai(milik: Instansi, nama: str, *, sandi: str | None = None, **lain: Any) -> Pegawai:
    isi = {"nip": nip(), "status": "PNS", "kelamin": "L", "tanggal_lahir": LAHIR} | lain
    baru = Pegawai(instansi=milik, nama=nama, **isi)
    if sandi is None:
        baru.set_unusable_password()
    else:
        baru.set_password(sandi)
    baru.save()
    return baru


def tempatkan(siapa: Pegawai, di: UnitKerja, *, post: str = "Analis Kebijakan", **lain: Any) -> Penempatan:
    isi = {"jenis": "definitif", "kepala": False, "sejak": AWAL} | lain
    return Penempatan.objects.create(pegawai=siapa, unit=di, jabatan=jabatan(di.instansi, post), **isi)


def khususkan(siapa: Pegawai, penilai: Pegawai, **lain: Any) -> PejabatPenilai:
    return PejabatPenilai.objects.create(
        pegawai=siapa, penilai=penilai, **({"sejak": AWAL, "alasan": "Penugasan khusus."} | lain)
    )


def peran(siapa: Pegawai, jenis: str, di: UnitKerja | None = None, **lain: Any) -> Peran:
    return Peran.objects.create(pegawai=siapa, jenis=jenis, unit=di, **({"sejak": AWAL} | lain))
