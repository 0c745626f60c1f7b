"""Memasang organisasi dan orang satu pemda contoh lewat layanan kepegawaian."""

import random
from dataclasses import dataclass, field
from datetime import date, datetime

from asn_kinerja.demo import sumber
from asn_kinerja.demo.orang import OrangRekaan, PembuatOrang
from asn_kinerja.demo.susunan import Pemda, Unit
from kepegawaian.models import Instansi, Jabatan, Pegawai, Penempatan, Peran, UnitKerja
from kepegawaian.services import organisasi, pegawai, penempatan, peran
from kepegawaian.services.organisasi import MasukanJabatan, MasukanUnit
from kepegawaian.services.pegawai import MasukanPegawai
from kepegawaian.services.penempatan import MasukanPenempatan

Kursi = tuple[str, str, str, bool, Unit, int]
JENJANG = ("Ahli Pertama", "Ahli Muda", "Ahli Madya", "Terampil", "Mahir", "Penyelia")


@dataclass(frozen=True, slots=True)
class Anggota:
    """Seorang di pemda contoh dengan tempatnya dan wataknya (rekaan, tetap untuk benih yang sama)."""

    pegawai: Pegawai
    penempatan: Penempatan
    unit: Unit
    jabatan: str
    jenis: str
    kepala: bool
    tingkat: int
    cakap: float
    laku: float


@dataclass(slots=True)
class Pasangan:
    """Yang sudah terpasang untuk satu pemda."""

    pemda: Pemda
    instansi: Instansi
    acak: random.Random
    unit: dict[str, UnitKerja] = field(default_factory=dict)
    anggota: list[Anggota] = field(default_factory=list)
    admin: Pegawai | None = None
    pembuat: PembuatOrang | None = None


def pasang(pemda: Pemda, *, sandi: str, hari_ini: date, sekarang: datetime) -> Pasangan:
    """Instansi, unit, jabatan, orang, penempatan, dan peran. Orang berakun contoh saja yang diberi sandi."""
    acak = random.Random(pemda.benih)
    sejak = date(hari_ini.year - 3, 1, 2)
    instansi = organisasi.tambah_instansi(
        nama=pemda.nama,
        slug=pemda.slug,
        provinsi=pemda.provinsi,
        zona=pemda.zona,
        kontak=f"BKPSDM {pemda.nama} (contoh), hari kerja pukul 08.00 sampai 16.00.",
        data_contoh=True,
        oleh=None,
        sekarang=sekarang,
    )
    hasil = Pasangan(pemda, instansi, acak)
    hasil.unit = organisasi.tambah_unit_banyak(
        instansi=instansi, masukan=_unit(pemda.akar, sejak=sejak), oleh=None, sekarang=sekarang
    )
    tempat = list(_tempat(pemda.akar))
    jabatan = {
        j.nama: j
        for j in organisasi.tambah_jabatan_banyak(
            instansi=instansi,
            masukan=[_jabatan(nama, jenis) for nama, jenis in dict((t[1], t[2]) for t in tempat).items()],
            oleh=None,
            sekarang=sekarang,
        )
    }
    kursi = kursi_peran(tempat)
    _orang(
        hasil,
        tempat,
        jabatan,
        set(kursi.values()),
        sandi=sandi,
        hari_ini=hari_ini,
        sejak=sejak,
        sekarang=sekarang,
    )
    _peran(hasil, kursi, sejak=sejak, sekarang=sekarang)
    return hasil


def _unit(akar: Unit, *, sejak: date) -> list[MasukanUnit]:
    nyata = sumber.unit_nyata()

    def susun(unit: Unit, kunci: str, induk: str | None, urutan: int) -> list[MasukanUnit]:
        asal = nyata.get(unit.nama, "")
        baris = [MasukanUnit(kunci, induk, unit.nama, unit.jenis, sejak, unit.singkatan, urutan, asal)]
        for nomor, anak in enumerate(unit.anak):
            baris += susun(anak, f"{kunci}/{anak.nama}", kunci, nomor)
        return baris

    return susun(akar, akar.nama, None, 0)


def _tempat(unit: Unit, kunci: str = "", tingkat: int = 0) -> list[Kursi]:
    """(kunci unit, jabatan, jenis, kepala, unit, tingkat) untuk setiap kursi, dari atas ke bawah."""
    kunci = kunci or unit.nama
    kursi = []
    if unit.kepala:
        nama = f"Kepala {unit.nama}" if unit.kepala == "Kepala Puskesmas" else unit.kepala
        kursi.append((kunci, nama, unit.jenis_kepala, True, unit, tingkat))
    for jabatan, banyak in unit.isi:
        jenis = sumber.kelas_jabatan().get(jabatan, ("", "", None, ""))[0]
        jenis = jenis or ("fungsional" if jabatan.endswith(JENJANG) else "pelaksana")
        kursi += [(kunci, jabatan, jenis, False, unit, tingkat)] * banyak
    for anak in unit.anak:
        kursi += _tempat(anak, f"{kunci}/{anak.nama}", tingkat + 1)
    return kursi


def _jabatan(nama: str, jenis: str) -> MasukanJabatan:
    _, jenjang, kelas, asal = sumber.kelas_jabatan().get(nama, ("", "", None, ""))
    jenjang = jenjang or next((j for j in JENJANG if nama.endswith(j)), "")
    return MasukanJabatan(nama, jenis, jenjang, kelas, asal)


def _orang(
    hasil: Pasangan,
    tempat: list[Kursi],
    jabatan: dict[str, Jabatan],
    berakun: set[int],
    *,
    sandi: str,
    hari_ini: date,
    sejak: date,
    sekarang: datetime,
) -> None:
    hasil.pembuat = pembuat = PembuatOrang(hasil.pemda.daerah, hasil.acak, tahun=hari_ini.year)
    rekaan = [pembuat.untuk(t[1], jenis=t[2], jenjang=jabatan[t[1]].jenjang) for t in tempat]
    orang = pegawai.tambah_banyak(
        instansi=hasil.instansi,
        masukan=[
            masukan_pegawai(r, sandi=sandi if nomor in berakun else None) for nomor, r in enumerate(rekaan)
        ],
        oleh=None,
        sekarang=sekarang,
    )
    duduk = penempatan.tetapkan_banyak(
        instansi=hasil.instansi,
        masukan=[
            MasukanPenempatan(
                pegawai=p,
                unit=hasil.unit[t[0]],
                jabatan=jabatan[t[1]],
                jenis=Penempatan.Jenis.DEFINITIF,
                kepala=t[3],
                sejak=sejak,
                dasar=f"SK 821/{100 + nomor}/BKPSDM/{sejak.year}",
            )
            for nomor, (t, p) in enumerate(zip(tempat, orang, strict=True))
        ],
        oleh=None,
        sekarang=sekarang,
    )
    for t, p, d in zip(tempat, orang, duduk, strict=True):
        cakap, laku = hasil.acak.gauss(1.02, 0.07), hasil.acak.gauss(3.9, 0.45)
        hasil.anggota.append(Anggota(p, d, t[4], t[1], t[2], t[3], t[5], cakap, laku))


def masukan_pegawai(r: OrangRekaan, *, sandi: str | None = None) -> MasukanPegawai:
    """Orang rekaan sebagai masukan layanan; tanpa `sandi` ia tidak dapat masuk."""
    return MasukanPegawai(
        nip=r.nip,
        nama=r.nama,
        status=r.status,
        kelamin=r.kelamin,
        tanggal_lahir=r.tanggal_lahir,
        gelar_depan=r.gelar_depan,
        gelar_belakang=r.gelar_belakang,
        golongan=r.golongan,
        sandi=sandi,
    )


def kursi_peran(tempat: list[Kursi]) -> dict[str, int]:
    """Kursi yang memegang peran contoh; semuanya mendapat sandi contoh."""

    def cari(*awal: str, bukan: tuple[int, ...] = ()) -> int:
        return next(n for n, t in enumerate(tempat) if not t[3] and t[1].startswith(awal) and n not in bukan)

    dinas = next(n for n, t in enumerate(tempat) if t[3] and t[4].jenis == "dinas")
    layan = next(n for n, t in enumerate(tempat) if not t[3] and t[4].layanan)
    admin_dinas = next(
        n for n, t in enumerate(tempat) if not t[3] and t[0].startswith(tempat[dinas][0]) and n != layan
    )
    pegawai = cari("Perawat Terampil", "Operator", "Analis Pelayanan", bukan=(layan, admin_dinas))
    return {
        "admin_bkd": cari("Analis Sumber Daya"),
        "pimpinan": 0,
        "kepala_dinas": dinas,
        "admin_dinas": admin_dinas,
        "petugas_layanan": layan,
        "auditor": cari("Pengelola Kepegawaian"),
        "penilai": next(n for n, t in enumerate(tempat) if t[3] and t[0] == tempat[pegawai][0]),
        "pegawai": pegawai,
        "pegawai_baru": len(tempat) - 1,
    }


def _peran(hasil: Pasangan, kursi: dict[str, int], *, sejak: date, sekarang: datetime) -> None:
    """Admin BKD, pimpinan, admin dinas, petugas layanan, auditor."""
    dinas = hasil.anggota[kursi["kepala_dinas"]].penempatan.unit
    layan: UnitKerja = hasil.anggota[kursi["petugas_layanan"]].penempatan.unit
    daftar = [
        ("admin_bkd", Peran.Jenis.ADMIN_BKD, None),
        ("pimpinan", Peran.Jenis.PIMPINAN, None),
        ("kepala_dinas", Peran.Jenis.PIMPINAN, dinas),
        ("admin_dinas", Peran.Jenis.ADMIN_DINAS, dinas),
        ("petugas_layanan", Peran.Jenis.PETUGAS_LAYANAN, layan),
        ("auditor", Peran.Jenis.AUDITOR, None),
    ]
    hasil.admin = hasil.anggota[kursi["admin_bkd"]].pegawai
    orang = [(hasil.anggota[kursi[nama]].pegawai, jenis, unit) for nama, jenis, unit in daftar]
    orang += [
        (a.pegawai, Peran.Jenis.PETUGAS_LAYANAN, unit) for a, unit in _petugas(hasil) if unit.pk != layan.pk
    ]
    for nomor, (pegawai_peran, jenis, unit) in enumerate(orang, 101):
        peran.beri(
            pegawai=pegawai_peran,
            jenis=jenis,
            unit=unit,
            sejak=sejak,
            sampai=None,
            dasar=f"SK 800/{nomor}/BKPSDM/{sejak.year}",
            oleh=None,
            sekarang=sekarang,
        )


def _petugas(hasil: Pasangan) -> list[tuple[Anggota, UnitKerja]]:
    """Seorang staf tiap unit berlayanan menjawab saran warganya."""
    pasangan = []
    for kunci, unit in hasil.unit.items():
        staf = [a for a in hasil.anggota if not a.kepala and a.penempatan.unit.dinas_id == unit.dinas_id]
        spek = next(u for u in hasil.pemda.akar.semua() if u.nama == kunci.rsplit("/", 1)[-1])
        if spek.layanan and staf:
            pasangan.append((next((a for a in staf if a.penempatan.unit_id == unit.pk), staf[0]), unit))
    return pasangan
