"""Menyiapkan instansi, pohon unit kerja, dan jabatan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from inti.galat import GalatAturan
from inti.services.jejak import catat, catat_banyak
from kepegawaian.models import Instansi, Jabatan, Pegawai, UnitKerja
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.wewenang import hanya_sistem, wajib_kelola_pegawai, wajib_seinstansi

PERANGKAT_DAERAH = frozenset(
    {
        UnitKerja.Jenis.SETDA,
        UnitKerja.Jenis.BADAN,
        UnitKerja.Jenis.DINAS,
        UnitKerja.Jenis.KECAMATAN,
        UnitKerja.Jenis.INSPEKTORAT,
    }
)


@dataclass(frozen=True, slots=True)
class MasukanUnit:
    """Satu unit untuk `tambah_unit_banyak`. `kunci` bebas asal unik; `induk` kunci unit yang lebih dahulu atau unit yang sudah ada."""

    kunci: str
    induk: "str | UnitKerja | None"
    nama: str
    jenis: str
    sejak: date
    singkatan: str = ""
    urutan: int = 0
    sumber: str = ""


@dataclass(frozen=True, slots=True)
class MasukanJabatan:
    """Satu jabatan untuk `tambah_jabatan_banyak`."""

    nama: str
    jenis: str
    jenjang: str = ""
    kelas: int | None = None
    sumber: str = ""


@transaction.atomic
def tambah_instansi(
    *,
    nama: str,
    slug: str,
    provinsi: str = "",
    zona: str = Instansi.Zona.WIB,
    kontak: str = "",
    data_contoh: bool = False,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Instansi:
    """Tambah satu pemerintah daerah. Hanya sistem; nama atau slug yang sudah dipakai ditolak."""
    hanya_sistem(oleh)
    sudah_ada = GalatAturan(f"{nama} sudah terdaftar. Pakai nama atau alamat lain.", bidang="nama")
    if Instansi.objects.filter(nama=nama).exists() or Instansi.objects.filter(slug=slug).exists():
        raise sudah_ada
    instansi = Instansi(
        nama=nama, slug=slug, provinsi=provinsi, zona=zona, kontak=kontak, data_contoh=data_contoh
    )
    instansi.full_clean(validate_unique=False, validate_constraints=False)
    instansi.save()
    catat(
        aksi="instansi.ditambah",
        objek_jenis="instansi",
        objek_id=instansi.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi={"nama": nama, "slug": slug},
    )
    return instansi


def tambah_unit(
    *,
    instansi: Instansi,
    induk: UnitKerja | None,
    nama: str,
    jenis: str,
    singkatan: str = "",
    sejak: date,
    urutan: int = 0,
    sumber: str = "",
    oleh: Pegawai | None,
    sekarang: datetime,
) -> UnitKerja:
    """Tambah satu unit di bawah `induk`. Menolak induk dari instansi lain dan akar kedua."""
    masukan = MasukanUnit("baru", induk, nama, jenis, sejak, singkatan, urutan, sumber)
    return tambah_unit_banyak(instansi=instansi, masukan=[masukan], oleh=oleh, sekarang=sekarang)["baru"]


@transaction.atomic
def tambah_unit_banyak(
    *, instansi: Instansi, masukan: Iterable[MasukanUnit], oleh: Pegawai | None, sekarang: datetime
) -> dict[str, UnitKerja]:
    """Tambah banyak unit, induk sebelum anak. Kembalikan unit menurut kuncinya.

    Izin: mengelola pegawai di induknya; akar pohon memerlukan seluruh instansi.
    """
    daftar = list(masukan)
    lama = {m.induk.pk for m in daftar if isinstance(m.induk, UnitKerja)}
    ada_akar = any(m.induk is None for m in daftar)
    wajib_kelola_pegawai(oleh, instansi=instansi, sekarang=sekarang, unit_ids=None if ada_akar else lama)
    hasil: dict[str, UnitKerja] = {}
    for satu in daftar:
        induk = satu.induk if isinstance(satu.induk, UnitKerja | None) else hasil[satu.induk]
        wajib_seinstansi(instansi.pk, induk)
        hasil[satu.kunci] = _unit(instansi, satu, induk)
    _simpan_per_tingkat(list(hasil.values()))
    catat_banyak(
        aksi="unit.ditambah",
        objek_jenis="unit_kerja",
        butir=[
            (u.pk, {"nama": u.nama, "induk": u.induk_id, "sejak": u.sejak.isoformat()})
            for u in hasil.values()
        ],
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
    )
    return hasil


def _unit(instansi: Instansi, masukan: MasukanUnit, induk: UnitKerja | None) -> UnitKerja:
    nama = masukan.nama.strip()
    if not nama:
        raise GalatAturan("Isi nama unit.", bidang="nama")
    if masukan.jenis not in UnitKerja.Jenis.values:
        raise GalatAturan(f"Jenis unit “{masukan.jenis}” belum dikenal. Pilih dari daftar.", bidang="jenis")
    if induk is not None and masukan.sejak < induk.sejak:
        raise GalatAturan(
            f"{nama} tidak dapat mulai sebelum induknya, {induk.nama}. Mundurkan tanggal mulainya.",
            bidang="sejak",
        )
    return UnitKerja(
        instansi=instansi,
        induk=induk,
        nama=nama,
        jenis=masukan.jenis,
        singkatan=masukan.singkatan,
        sejak=masukan.sejak,
        urutan=masukan.urutan,
        sumber=masukan.sumber,
    )


def perangkat_daerah(unit: UnitKerja) -> UnitKerja | None:
    """Perangkat daerah tempat unit bernaung; akar pemda tidak bernaung di mana pun.

    Unit langsung di bawah akar selalu perangkat daerah (termasuk sekretariat DPRD dan rumah sakit);
    rumah sakit di bawah dinas ikut dinasnya.
    """
    if unit.induk is None:
        return None
    return unit if unit.induk.induk_id is None or unit.jenis in PERANGKAT_DAERAH else unit.induk.dinas


def _simpan_per_tingkat(daftar: list[UnitKerja]) -> None:
    """Satu INSERT tiap tingkat pohon, lalu satu UPDATE untuk `dinas` yang menunjuk dirinya sendiri."""
    sisa = daftar
    while sisa:
        siap = [u for u in sisa if u.induk is None or u.induk.pk is not None]
        for unit in siap:
            unit.induk_id = unit.induk.pk if unit.induk else None
            dinas = perangkat_daerah(unit)
            unit.dinas = None if dinas is unit else dinas
        UnitKerja.objects.bulk_create(siap)
        sendiri = [u for u in siap if perangkat_daerah(u) is u]
        for unit in sendiri:
            unit.dinas = unit
        UnitKerja.objects.bulk_update(sendiri, ["dinas"])
        sisa = [u for u in sisa if u.pk is None]


def tambah_jabatan(
    *,
    instansi: Instansi,
    nama: str,
    jenis: str,
    jenjang: str = "",
    kelas: int | None = None,
    sumber: str = "",
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Jabatan:
    """Tambah satu nama jabatan. Nama yang sudah ada di instansi ditolak."""
    masukan = MasukanJabatan(nama, jenis, jenjang, kelas, sumber)
    return tambah_jabatan_banyak(instansi=instansi, masukan=[masukan], oleh=oleh, sekarang=sekarang)[0]


@transaction.atomic
def tambah_jabatan_banyak(
    *, instansi: Instansi, masukan: Iterable[MasukanJabatan], oleh: Pegawai | None, sekarang: datetime
) -> list[Jabatan]:
    """Tambah banyak nama jabatan sekali jalan, urut seperti masukan."""
    wajib_kelola_pegawai(oleh, instansi=instansi, sekarang=sekarang, unit_ids=())
    daftar = [
        Jabatan(
            instansi=instansi, nama=m.nama, jenis=m.jenis, jenjang=m.jenjang, kelas=m.kelas, sumber=m.sumber
        )
        for m in masukan
    ]
    for satu in daftar:
        if satu.jenis not in Jabatan.Jenis.values:
            raise GalatAturan(
                f"Jenis jabatan “{satu.jenis}” belum dikenal. Pilih dari daftar.", bidang="jenis"
            )
    ganda = GalatAturan(
        "Nama jabatan ini sudah ada. Pakai yang sudah ada, atau tulis nama yang lebih khusus.", bidang="nama"
    )
    with jelaskan_bentrok({"jabatan_satu_nama": lambda: ganda}):
        Jabatan.objects.bulk_create(daftar)
    catat_banyak(
        aksi="jabatan.ditambah",
        objek_jenis="jabatan",
        butir=[(j.pk, {"nama": j.nama, "jenis": j.jenis}) for j in daftar],
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
    )
    return daftar
