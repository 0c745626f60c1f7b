"""Meleburkan unit ke unit penerus mulai suatu hari."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction

from inti.galat import GalatAturan
from inti.rules.format import tanggal
from inti.services.jejak import catat_banyak
from kepegawaian.models import Instansi, LetakUnit, Pegawai, Penempatan, Peran, UnitKerja
from kepegawaian.queries.orang import berlaku
from kepegawaian.services.organisasi.dampak import kabari_berganti, penilai_cabang
from kepegawaian.services.organisasi.letak import (
    kunci_pohon,
    letak_pada,
    tolak_periode_ditutup,
    ubah_letak,
    wajib_dasar,
)
from kepegawaian.services.penempatan import MasukanPenempatan, akhiri, tetapkan_banyak
from kepegawaian.services.wewenang import wajib_kelola_pegawai, wajib_seinstansi

SEHARI = timedelta(days=1)


@transaction.atomic
def gabungkan_unit(
    *,
    dari: Iterable[UnitKerja],
    ke: UnitKerja,
    sejak: date,
    dasar: str,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> list[UnitKerja]:
    """Leburkan unit-unit `dari` ke `ke` mulai `sejak`; kiriman kedua tidak mengubah apa pun.

    Unit lama berakhir sehari sebelumnya dan menunjuk penerusnya. Unit di bawahnya dan orang-orangnya pindah ke penerus
    mulai hari itu; kepala unit lama tidak lagi memimpin (yang definitif ikut pindah sebagai anggota dengan jabatan
    semula sampai diberi jabatan baru). Pemegang peran di unit lama mendapat peran yang sama di penerus; peran lamanya
    tetap, supaya titik layanan dan riwayat unit lama tetap terbaca. Menolak: puncak organisasi, penerus di bawah unit
    yang melebur, penempatan yang baru mulai hari itu atau sesudahnya, dan semua yang ditolak `pindahkan_unit`.
    """
    instansi = kunci_pohon(ke.instansi_id)
    daftar = list(
        UnitKerja.objects.filter(pk__in=[u.pk for u in dari]).exclude(penerus=ke, sampai=sejak - SEHARI)
    )
    if not daftar:
        return []
    wajib_seinstansi(instansi.pk, *daftar)
    dasar = wajib_dasar(dasar)
    _periksa(daftar, ke, sejak)
    lama = {u.pk for u in daftar}
    wajib_kelola_pegawai(oleh, instansi=instansi, sekarang=sekarang, unit_ids=lama | {ke.pk})
    tolak_periode_ditutup(instansi.pk, sejak)
    hari = max(sejak, instansi.hari_pada(sekarang))
    sebelum = penilai_cabang(lama, hari)
    _pindahkan_anak(instansi, lama, ke, sejak, dasar, oleh=oleh, sekarang=sekarang)
    _pindahkan_orang(instansi, lama, ke, sejak, dasar, oleh=oleh, sekarang=sekarang)
    _teruskan_peran(instansi, lama, ke, sejak, dasar, oleh=oleh, sekarang=sekarang)
    UnitKerja.objects.filter(pk__in=lama).update(sampai=sejak - SEHARI, penerus=ke)
    catat_banyak(
        aksi="unit.digabung",
        objek_jenis="unit_kerja",
        butir=[(u.pk, {"nama": u.nama, "ke": ke.pk, "sejak": sejak.isoformat()}) for u in daftar],
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        alasan=dasar,
    )
    nama = ", ".join(u.nama for u in daftar)
    kabari_berganti(
        sebab=f"{nama} melebur ke {ke.nama}"[:300],
        kunci=f"gabung-{ke.pk}",
        sebelum=sebelum,
        hari=hari,
        sekarang=sekarang,
    )
    return daftar


def _periksa(daftar: list[UnitKerja], ke: UnitKerja, sejak: date) -> None:
    letak_pada(ke, sejak)
    for unit in daftar:
        if unit.pk == ke.pk:
            raise GalatAturan(
                "Unit tidak dapat melebur ke dirinya sendiri. Pilih unit penerus lain.", bidang="ke"
            )
        if unit.sampai is not None:
            raise GalatAturan(
                f"{unit.nama} sudah ditetapkan berakhir {tanggal(unit.sampai)}. Pilih unit lain.",
                bidang="dari",
            )
        if letak_pada(unit, sejak).induk_id is None:
            raise GalatAturan(f"{unit.nama} adalah puncak organisasi dan tidak dapat melebur.", bidang="dari")
        if sejak <= unit.sejak:
            raise GalatAturan(
                f"{unit.nama} baru berlaku {tanggal(unit.sejak)}. Pilih tanggal sesudahnya.", bidang="sejak"
            )
    if ke.sampai is not None:
        raise GalatAturan(f"{ke.nama} berakhir {tanggal(ke.sampai)}. Pilih unit penerus lain.", bidang="ke")
    baru = Penempatan.objects.filter(unit__in=daftar, sejak__gte=sejak).select_related("pegawai")
    if baru:
        nama = ", ".join(p.pegawai.nama for p in baru[:3])
        raise GalatAturan(
            f"{len(baru)} penempatan di unit itu baru mulai {tanggal(sejak)} atau sesudahnya ({nama}). "
            "Alihkan atau batalkan dahulu penempatannya.",
            bidang="sejak",
        )


def _pindahkan_anak(
    instansi: Instansi,
    lama: set[int],
    ke: UnitKerja,
    sejak: date,
    dasar: str,
    *,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> None:
    anak = list(
        LetakUnit.objects.filter(berlaku(sejak), induk_id__in=lama)
        .exclude(unit_id__in=lama)
        .values_list("unit_id", "induk_id")
    )
    if ke.pk in {unit for unit, _ in anak}:
        raise GalatAturan(
            f"{ke.nama} berada di bawah unit yang melebur. Pindahkan {ke.nama} dahulu, lalu ulangi.",
            bidang="ke",
        )
    if anak:
        ubah_letak(
            instansi_id=instansi.pk,
            unit_ids=[unit for unit, _ in anak],
            sejak=sejak,
            dasar=dasar,
            isi={"induk": ke.pk},
            sekarang=sekarang,
        )
    catat_banyak(
        aksi="unit.dipindah",
        objek_jenis="unit_kerja",
        butir=[
            (unit, {"induk_lama": asal, "induk": ke.pk, "sejak": sejak.isoformat()}) for unit, asal in anak
        ],
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        alasan=dasar,
    )
    terjadwal = (
        LetakUnit.objects.filter(induk_id__in=lama, sejak__gte=sejak).exclude(unit_id__in=lama).first()
    )
    if terjadwal is not None:
        raise GalatAturan(
            f"{terjadwal.nama} sudah dijadwalkan pindah ke unit yang melebur mulai {tanggal(terjadwal.sejak)}. "
            "Batalkan jadwal itu dahulu.",
            bidang="sejak",
        )


def _pindahkan_orang(
    instansi: Instansi,
    lama: set[int],
    ke: UnitKerja,
    sejak: date,
    dasar: str,
    *,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> None:
    """Penempatan yang berjalan pada `sejak` berlanjut di penerus; memimpin dan Plt./Plh. kepala berakhir."""
    berjalan = list(
        Penempatan.objects.filter(berlaku(sejak), unit_id__in=lama)
        .select_related("pegawai__instansi", "jabatan", "unit")
        .order_by("pegawai_id", "pk")
    )
    lanjut = []
    for p in berjalan:
        definitif = p.jenis == Penempatan.Jenis.DEFINITIF
        if not definitif or not p.pegawai.is_active:
            akhiri(penempatan=p, sampai=sejak - SEHARI, dasar=dasar, oleh=oleh, sekarang=sekarang)
        if p.pegawai.is_active and (definitif or not p.kepala):
            lanjut.append(MasukanPenempatan(p.pegawai, ke, p.jabatan, sejak, p.jenis, False, p.sampai, dasar))
    if lanjut:
        tetapkan_banyak(instansi=instansi, masukan=lanjut, oleh=oleh, sekarang=sekarang)


def _teruskan_peran(
    instansi: Instansi,
    lama: set[int],
    ke: UnitKerja,
    sejak: date,
    dasar: str,
    *,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> None:
    sesudah = Peran.objects.exclude(sampai__lt=sejak)
    sudah = set(sesudah.filter(unit=ke).values_list("pegawai_id", "jenis"))
    baru = []
    for satu in sesudah.filter(unit_id__in=lama).order_by("pk"):
        if (satu.pegawai_id, satu.jenis) not in sudah:
            sudah.add((satu.pegawai_id, satu.jenis))
            baru.append(
                Peran(
                    pegawai_id=satu.pegawai_id,
                    jenis=satu.jenis,
                    unit=ke,
                    sejak=max(sejak, satu.sejak),
                    sampai=satu.sampai,
                    dasar=dasar,
                )
            )
    Peran.objects.bulk_create(baru)
    catat_banyak(
        aksi="peran.diberi",
        objek_jenis="peran",
        butir=[
            (p.pk, {"pegawai": p.pegawai_id, "jenis": p.jenis, "unit": ke.pk, "sejak": p.sejak.isoformat()})
            for p in baru
        ],
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        alasan=dasar,
    )
