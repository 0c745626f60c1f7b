"""Menyiapkan sisi warga: layanan, titik ber-QR, siapa berjaga, dan kode kunjungan."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from inti.galat import GalatAturan
from inti.services import jejak
from kepegawaian.models import Pegawai, UnitKerja
from kepegawaian.permissions import Izin, wajib
from umpan_balik.models import JagaTitik, KodeKunjungan, Layanan, TitikLayanan
from umpan_balik.sidik import (
    PANJANG_KIOS,
    PANJANG_TOKEN_TITIK,
    daftar_kode,
    kode_acak,
    kunci_acak,
    sidik_kunjungan,
)

KODE_TERBANYAK = 500
HARI_KODE_KE_DEPAN = 60


def _wajib(oleh: Pegawai | None, unit: UnitKerja, sekarang: datetime) -> None:
    """`oleh` kosong berarti sistem (penyiapan)."""
    if oleh is not None:
        hari = oleh.instansi.hari_pada(sekarang)
        wajib(oleh, Izin.KELOLA_TITIK, pada=hari, instansi_id=unit.instansi_id, unit_id=unit.pk)


def _catat(aksi: str, titik: TitikLayanan, oleh: Pegawai | None, sekarang: datetime, **isi: object) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="titik_layanan",
        objek_id=titik.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=titik.layanan.instansi_id,
        isi=isi,
    )


@transaction.atomic
def layanan_baru(
    *, unit: UnitKerja, nama: str, gratis: bool, oleh: Pegawai | None, sekarang: datetime
) -> Layanan:
    """Tambah layanan milik satu unit. Nama yang sudah ada di unit itu mengembalikan layanan yang ada."""
    _wajib(oleh, unit, sekarang)
    nama = " ".join(nama.split())
    if not nama:
        raise GalatAturan("Tulis nama layanan, misalnya “KTP-el dan Kartu Keluarga”.", bidang="nama")
    layanan, baru = Layanan.objects.get_or_create(
        unit=unit, nama=nama, defaults={"instansi_id": unit.instansi_id, "gratis": gratis}
    )
    if baru:
        jejak.catat(
            aksi="layanan.ditambah",
            objek_jenis="layanan",
            objek_id=layanan.pk,
            oleh=oleh,
            sekarang=sekarang,
            instansi_id=unit.instansi_id,
            isi={"nama": nama, "unit": unit.pk, "gratis": gratis},
        )
    return layanan


@transaction.atomic
def titik_baru(*, layanan: Layanan, nama: str, oleh: Pegawai | None, sekarang: datetime) -> TitikLayanan:
    """Tambah loket atau ruang dengan alamat survei sendiri yang tidak dapat ditebak."""
    _wajib(oleh, layanan.unit, sekarang)
    nama = " ".join(nama.split())
    if not nama:
        raise GalatAturan("Tulis nama titik, misalnya “Loket 3”.", bidang="nama")
    Layanan.objects.select_for_update().get(pk=layanan.pk)  # klik ganda bergiliran
    ada = TitikLayanan.objects.filter(layanan=layanan, nama=nama, aktif=True).first()
    if ada is not None:
        return ada
    token = kode_acak(PANJANG_TOKEN_TITIK).lower()
    titik = TitikLayanan.objects.create(layanan=layanan, nama=nama, token=token)
    _catat("titik.ditambah", titik, oleh, sekarang, nama=nama)
    return titik


@transaction.atomic
def atur_titik(*, titik: TitikLayanan, aktif: bool, oleh: Pegawai, sekarang: datetime) -> TitikLayanan:
    """Buka atau hentikan penerimaan survei di satu titik; jawaban lama tetap dihitung."""
    _wajib(oleh, titik.layanan.unit, sekarang)
    if TitikLayanan.objects.filter(pk=titik.pk, aktif=not aktif).update(aktif=aktif):
        _catat("titik.dibuka" if aktif else "titik.dihentikan", titik, oleh, sekarang)
    titik.aktif = aktif
    return titik


@transaction.atomic
def pasang_kios(*, titik: TitikLayanan, pasang: bool, oleh: Pegawai, sekarang: datetime) -> TitikLayanan:
    """Beri titik itu alamat untuk tablet di loket, atau cabut; alamat yang dicabut berhenti seketika.

    Memasang dua kali mengembalikan alamat yang sama; mencabut lalu memasang memberi alamat baru.
    """
    _wajib(oleh, titik.layanan.unit, sekarang)
    baris = TitikLayanan.objects.select_for_update().get(pk=titik.pk)
    if bool(baris.kunci_kios) != pasang:
        baris.kunci_kios = kode_acak(PANJANG_KIOS).lower() if pasang else ""
        baris.save(update_fields=["kunci_kios"])
        _catat("titik.kios_dipasang" if pasang else "titik.kios_dicabut", titik, oleh, sekarang)
    titik.kunci_kios = baris.kunci_kios
    return titik


@transaction.atomic
def jaga(
    *,
    titik: TitikLayanan,
    pegawai: Pegawai,
    sejak: date,
    sampai: date | None,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> JagaTitik:
    """Catat petugas yang berjaga sejak–sampai (kosong = seterusnya). Menolak rentang yang bertindihan."""
    _wajib(oleh, titik.layanan.unit, sekarang)
    if pegawai.instansi_id != titik.layanan.instansi_id or not pegawai.is_active:
        raise GalatAturan("Pilih pegawai aktif dari instansi ini.", bidang="pegawai")
    if sampai is not None and sampai < sejak:
        raise GalatAturan("Hari terakhir tidak boleh sebelum hari pertama.", bidang="sampai")
    TitikLayanan.objects.select_for_update().get(pk=titik.pk)
    bertindih = JagaTitik.objects.filter(titik=titik, pegawai=pegawai).filter(
        Q(sampai__isnull=True) | Q(sampai__gte=sejak)
    )
    if sampai is not None:
        bertindih = bertindih.filter(sejak__lte=sampai)
    ada = bertindih.first()
    if ada is not None:
        if (ada.sejak, ada.sampai) == (sejak, sampai):
            return ada
        raise GalatAturan(
            f"{pegawai.nama} sudah tercatat berjaga di {titik.nama} pada sebagian hari itu. "
            "Akhiri dahulu catatan yang lama.",
            bidang="sejak",
        )
    baris = JagaTitik.objects.create(titik=titik, pegawai=pegawai, sejak=sejak, sampai=sampai)
    _catat(
        "jaga.ditambah", titik, oleh, sekarang, pegawai=pegawai.pk, sejak=str(sejak), sampai=str(sampai or "")
    )
    return baris


@transaction.atomic
def akhiri_jaga(*, baris: JagaTitik, sampai: date, oleh: Pegawai, sekarang: datetime) -> JagaTitik:
    """Tetapkan hari terakhir berjaga; suara sesudahnya tidak lagi milik petugas itu."""
    _wajib(oleh, baris.titik.layanan.unit, sekarang)
    if sampai < baris.sejak:
        raise GalatAturan("Hari terakhir tidak boleh sebelum hari pertama berjaga.", bidang="sampai")
    if JagaTitik.objects.filter(pk=baris.pk).exclude(sampai=sampai).update(sampai=sampai):
        _catat("jaga.diakhiri", baris.titik, oleh, sekarang, pegawai=baris.pegawai_id, sampai=str(sampai))
    baris.sampai = sampai
    return baris


@transaction.atomic
def terbitkan_kode(
    *,
    titik: TitikLayanan,
    jumlah: int,
    tanggal: date,
    oleh: Pegawai,
    sekarang: datetime,
    kunci: UUID | None = None,
) -> list[str]:
    """Buat kode kunjungan sekali pakai untuk satu hari layanan; hanya di sini kodenya terbaca.

    Yang disimpan hanya sidiknya. `kunci` formulir yang sama menghasilkan kode yang sama, sehingga klik ganda dan
    muat ulang tidak menambah kode. Menolak jumlah di luar 1–500 dan hari yang sudah lewat.
    """
    _wajib(oleh, titik.layanan.unit, sekarang)
    TitikLayanan.objects.select_for_update().get(pk=titik.pk)
    hari_ini = titik.layanan.instansi.hari_pada(sekarang)
    if not 1 <= jumlah <= KODE_TERBANYAK:
        raise GalatAturan(f"Sekali terbit 1 sampai {KODE_TERBANYAK} kode.", bidang="jumlah")
    if not hari_ini <= tanggal <= hari_ini + timedelta(days=HARI_KODE_KE_DEPAN):
        raise GalatAturan(
            f"Kode diterbitkan untuk hari ini sampai {HARI_KODE_KE_DEPAN} hari ke depan. Pilih hari di antaranya.",
            bidang="tanggal",
        )
    kode = daftar_kode(kunci or kunci_acak(), jumlah)
    if not KodeKunjungan.objects.filter(sidik=sidik_kunjungan(kode[0])).exists():
        isi: dict[str, Any] = {
            "titik": titik,
            "tanggal": tanggal,
            "dibuat_pada": sekarang,
            "dibuat_oleh": oleh,
        }
        KodeKunjungan.objects.bulk_create(KodeKunjungan(sidik=sidik_kunjungan(satu), **isi) for satu in kode)
        _catat("kode.diterbitkan", titik, oleh, sekarang, jumlah=jumlah, tanggal=str(tanggal))
    return kode
