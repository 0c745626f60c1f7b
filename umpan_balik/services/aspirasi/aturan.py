"""Aturan saran warga sebagai data bertanggal: jam menjawab, hari libur, dan izin menyebut nama."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.services import jejak
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.permissions import DI_LUAR_WEWENANG, Izin, akses
from umpan_balik.models import HariLibur, IzinNama, KebijakanAspirasi
from umpan_balik.rules.hari_kerja import Jam

DASAR_TERPENDEK = 5


@transaction.atomic
def tetapkan(
    *,
    instansi: Instansi,
    sejak: date,
    baca: int,
    rencana: int,
    jawab: int,
    puji_bernama: bool,
    dasar: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> KebijakanAspirasi:
    """Tetapkan jam dan penyebutan nama mulai satu hari. Yang sudah masuk memakai batas yang dijanjikan kepadanya.

    Menolak tanggal yang sudah lewat, jam yang tidak menaik, dan tanpa dasar hukum.
    """
    _wajib_seluruh(instansi, oleh, sekarang)
    try:
        Jam(baca, rencana, jawab)
    except ValueError as galat:
        raise GalatAturan(
            "Hari membaca, berencana, dan menjawab harus menaik, 1 sampai 60 hari kerja.", bidang="jawab"
        ) from galat
    if sejak < instansi.hari_pada(sekarang):
        raise GalatAturan("Berlaku paling cepat hari ini; janji yang sudah dibuat tetap.", bidang="sejak")
    if len(dasar.strip()) < DASAR_TERPENDEK:
        raise GalatAturan("Tulis dasarnya, misalnya nomor keputusan.", bidang="dasar")
    isi = {"hari_baca": baca, "hari_rencana": rencana, "hari_jawab": jawab, "puji_bernama": puji_bernama}
    baris, _ = KebijakanAspirasi.objects.update_or_create(
        instansi=instansi,
        sejak=sejak,
        defaults=isi | {"dasar": dasar.strip(), "ditetapkan_pada": sekarang, "ditetapkan_oleh": oleh},
    )
    _catat("aspirasi.aturan_ditetapkan", instansi, oleh, sekarang, sejak=str(sejak), **isi)
    return baris


@transaction.atomic
def tambah_libur(
    *, instansi: Instansi, butir: Iterable[tuple[date, str]], oleh: Pegawai, sekarang: datetime
) -> int:
    """Catat hari libur; tanggal yang sudah ada diganti namanya. Batas yang sudah dijanjikan tidak bergeser."""
    _wajib_seluruh(instansi, oleh, sekarang)
    baru = {tanggal: " ".join(nama.split())[:120] for tanggal, nama in butir}
    if not baru or not all(baru.values()):
        raise GalatAturan("Tulis tanggal dan nama liburnya, satu baris satu hari.", bidang="butir")
    HariLibur.objects.bulk_create(
        [HariLibur(instansi=instansi, tanggal=t, nama=n) for t, n in sorted(baru.items())],
        update_conflicts=True,
        unique_fields=["instansi", "tanggal"],
        update_fields=["nama"],
    )
    _catat("aspirasi.libur_dicatat", instansi, oleh, sekarang, tanggal=[str(t) for t in sorted(baru)])
    return len(baru)


@transaction.atomic
def hapus_libur(*, instansi: Instansi, tanggal: date, oleh: Pegawai, sekarang: datetime) -> bool:
    """Hapus satu hari libur yang keliru. Diulang tidak mengubah apa pun."""
    _wajib_seluruh(instansi, oleh, sekarang)
    banyak, _ = HariLibur.objects.filter(instansi=instansi, tanggal=tanggal).delete()
    if banyak:
        _catat("aspirasi.libur_dihapus", instansi, oleh, sekarang, tanggal=str(tanggal))
    return bool(banyak)


@transaction.atomic
def pilih_nama(*, boleh: bool, oleh: Pegawai, sekarang: datetime) -> IzinNama:
    """Pegawai memilih sendiri bolehkah namanya disebut saat dipuji warga; dapat dicabut kapan saja."""
    lama = IzinNama.objects.select_for_update().filter(pegawai=oleh).first()
    if lama is not None and lama.boleh == boleh:
        return lama
    baris, _ = IzinNama.objects.update_or_create(
        pegawai=oleh, defaults={"boleh": boleh, "diputus_pada": sekarang, "diputus_oleh": oleh}
    )
    jejak.catat(
        aksi="pegawai.nama_dipilih",
        objek_jenis="pegawai",
        objek_id=oleh.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"boleh": boleh},
    )
    return baris


def _wajib_seluruh(instansi: Instansi, oleh: Pegawai, sekarang: datetime) -> None:
    milik = akses(oleh, pada=instansi.hari_pada(sekarang))
    if (
        not milik.boleh(Izin.SARING_ASPIRASI, instansi_id=instansi.pk)
        or milik.unit(Izin.SARING_ASPIRASI) is not None
    ):
        raise TidakBerhak(DI_LUAR_WEWENANG)


def _catat(aksi: str, instansi: Instansi, oleh: Pegawai, sekarang: datetime, **isi: object) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="instansi",
        objek_id=instansi.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi=isi,
    )
