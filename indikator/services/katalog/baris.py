"""Kerja pada baris katalog: kunci, kode, kembaran, versi, jangkauan, jejak. Dipanggil di dalam transaksi."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal

from indikator.models import Indikator, IndikatorKinerja, Jangkauan, Tinjauan
from indikator.queries.katalog import MasukanJangkauan
from inti.galat import GalatAturan, SudahBerubah
from inti.services import jejak
from kepegawaian.models import Jabatan, Pegawai, UnitKerja


def kunci_unit(unit_id: int) -> None:
    """Satu penulis katalog per dinas, supaya kode dan nama tidak kembar."""
    UnitKerja.objects.select_for_update(no_key=True).get(pk=unit_id)


def kode_baru(unit: UnitKerja, kode: str) -> str:
    """Kode pilihan orang bila belum dipakai di dinas itu, atau nomor berikutnya."""
    kode = kode.strip()
    terpakai = set(Indikator.objects.filter(unit=unit).values_list("kode", flat=True))
    if not kode:
        nomor = len(terpakai) + 1
        while f"IND-{nomor:03d}" in terpakai:
            nomor += 1
        return f"IND-{nomor:03d}"
    if len(kode) > 30:
        raise GalatAturan("Kode paling panjang 30 huruf. Ringkas, atau kosongkan kodenya.", bidang="kode")
    if kode in terpakai:
        raise GalatAturan(
            f"Kode {kode} sudah dipakai di dinas ini. Ganti, atau kosongkan kodenya.", bidang="kode"
        )
    return kode


def bernama_sama(unit_id: int, nama: object, *, selain_kode: str = "") -> Indikator | None:
    """Indikator aktif lain di dinas itu dengan nama yang sama, tanpa membedakan huruf besar."""
    sama = Indikator.objects.filter(unit_id=unit_id, aktif=True, nama__iexact=nama)
    return sama.exclude(kode=selain_kode).prefetch_related("jangkauan").first()


def tolak_nama_kembar(kembar: Indikator | None) -> None:
    if kembar is not None:
        raise GalatAturan(
            f"Nama ini sudah ada di katalog dinas itu ({kembar.kode}). Ubah yang ada, atau bedakan namanya.",
            bidang="nama",
        )


def versi_berlaku(indikator: Indikator, *, tunggu_pemakai: bool) -> Indikator:
    """Versi terbaru, terkunci. `tunggu_pemakai`: SKP yang sedang mengambilnya selesai dulu (lihat migrasi 0003).

    Menolak (SudahBerubah) bila `indikator` bukan versi terbaru.
    """
    terbaru = (
        Indikator.objects.select_for_update(no_key=not tunggu_pemakai)
        .filter(unit_id=indikator.unit_id, kode=indikator.kode)
        .order_by("-versi")[:1]
        .get()
    )
    if terbaru.pk != indikator.pk:
        raise SudahBerubah(
            f"Ini versi {indikator.versi}; yang berlaku versi {terbaru.versi}. Buka versi terbarunya."
        )
    return terbaru


def simpan_perubahan(
    lama: Indikator, isian: Mapping[str, object], *, oleh: Pegawai | None, sekarang: datetime
) -> Indikator:
    """Tulis isian: di tempat bila belum pernah dipakai SKP, selain itu sebagai versi baru."""
    # Termasuk yang dihentikan adendum atau masih usulan: versi yang pernah dipakai tidak berubah.
    if not IndikatorKinerja.semua.filter(katalog=lama).exists():
        for bidang, nilai in isian.items():
            setattr(lama, bidang, nilai)
        lama.save(update_fields=list(isian))
        return lama
    aktif = lama.aktif
    lama.aktif = False
    lama.save(update_fields=["aktif"])
    baru = Indikator(
        instansi_id=lama.instansi_id,
        unit_id=lama.unit_id,
        kode=lama.kode,
        versi=lama.versi + 1,
        aktif=aktif,
        dibuat_pada=sekarang,
        dibuat_oleh=oleh,
    )
    for bidang, nilai in isian.items():
        setattr(baru, bidang, nilai)
    baru.save(force_insert=True)
    return baru


def pasang_jangkauan(indikator: Indikator, jangkauan: Sequence[MasukanJangkauan]) -> None:
    """Ganti jangkauan. Menolak jabatan atau unit yang bukan milik instansinya."""
    jabatan = {j.jabatan_id for j in jangkauan if j.jabatan_id is not None}
    unit = {j.unit_id for j in jangkauan if j.unit_id is not None}
    instansi_id = indikator.instansi_id
    asing = bool(jabatan) and Jabatan.objects.filter(pk__in=jabatan, instansi_id=instansi_id).count() != len(
        jabatan
    )
    asing |= bool(unit) and UnitKerja.objects.filter(pk__in=unit, instansi_id=instansi_id).count() != len(
        unit
    )
    if asing or any(j.jenis_jabatan and j.jenis_jabatan not in Jabatan.Jenis.values for j in jangkauan):
        raise GalatAturan(
            "Ada jabatan atau unit yang tidak dikenal. Pilih lagi dari daftar.", bidang="jabatan"
        )
    indikator.jangkauan.all().delete()
    Jangkauan.objects.bulk_create(
        Jangkauan(
            indikator=indikator, jabatan_id=j.jabatan_id, jenis_jabatan=j.jenis_jabatan, unit_id=j.unit_id
        )
        for j in dict.fromkeys(jangkauan)
        if not j.kosong
    )


def sebut_tinjauan(baru: Indikator) -> list[int]:
    """Catat tinjauan berputusan "diubah" yang menunggu sebagai sebab versi ini; kembalikan id-nya."""
    menunggu = Tinjauan.objects.filter(
        indikator__unit_id=baru.unit_id,
        indikator__kode=baru.kode,
        putusan=Tinjauan.Putusan.DIUBAH,
        menjadi__isnull=True,
    )
    ids = sorted(menunggu.values_list("pk", flat=True))
    Tinjauan.objects.filter(pk__in=ids).update(menjadi=baru)
    return ids


def teks(isian: Mapping[str, object]) -> dict[str, object]:
    """Bentuk JSON untuk jejak; angka sebagai teks supaya tidak menjadi pecahan biner."""
    return {k: str(v) if isinstance(v, Decimal) else v for k, v in isian.items()}


def catat(
    aksi: str, indikator: Indikator, *, oleh: Pegawai | None, sekarang: datetime, **lain: dict[str, object]
) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="indikator",
        objek_id=indikator.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=indikator.instansi_id,
        isi={"kode": indikator.kode, "versi": indikator.versi, **lain},
    )
