"""Menyusun dan menetapkan cara menilai. Sekali ditetapkan tidak berubah; perubahan menjadi versi baru."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from indikator.models import Kebijakan
from indikator.rules.kebijakan import KebijakanKeliru, aturan_dari
from indikator.rules.kelompok import LABEL_KELOMPOK
from inti.galat import GalatAturan, SudahBerubah
from inti.services.jejak import catat
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.permissions import Izin, wajib_di

SEDIKITNYA_TANPA_NAMA = 3
HARI_KEBERATAN_TERBANYAK = 60
HARI_TANGGAPAN, HARI_PUTUSAN = 5, 14
DRAF_BERUBAH = (
    "Draf ini sudah diubah dari tempat lain sejak Anda membukanya. Isian Anda masih ada di bawah; "
    "buka drafnya di tab lain untuk membandingkan, lalu simpan lagi."
)


@dataclass(frozen=True, slots=True)
class IsiKebijakan:
    """Semua yang ditulis orang pada satu versi kebijakan; `aturan` seperti indikator.rules.kebijakan."""

    nama: str
    penjelasan: str
    dasar_hukum: str
    aturan: dict[str, Any]
    pemahaman_wajib: bool
    tinjauan_indikator: bool
    tawaran_studi: bool
    hari_keberatan: int
    hari_tanggapan: int = HARI_TANGGAPAN
    hari_putusan: int = HARI_PUTUSAN


@transaction.atomic
def tetapkan(
    *,
    instansi: Instansi,
    nama: str,
    penjelasan: str,
    dasar_hukum: str,
    aturan: dict[str, Any],
    pemahaman_wajib: bool,
    tinjauan_indikator: bool,
    tawaran_studi: bool,
    hari_keberatan: int,
    hari_tanggapan: int = HARI_TANGGAPAN,
    hari_putusan: int = HARI_PUTUSAN,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Kebijakan:
    """Simpan kebijakan sebagai versi berikutnya dari nama yang sama, langsung ditetapkan.

    Kunci aturan yang tidak ditulis diisi bawaan, sehingga yang tersimpan selalu utuh. Menolak aturan yang
    berlubang atau tidak dikenal (semua kesalahan sekaligus) dan masa keberatan di luar 1–60 hari.
    """
    if oleh is not None:
        _wajib(oleh, instansi, sekarang)
    nama = " ".join(nama.split())
    utuh = _periksa(nama, penjelasan, hari_keberatan, aturan)
    _periksa_jam(hari_tanggapan, hari_putusan)
    kebijakan = Kebijakan.objects.create(
        instansi=instansi,
        nama=nama,
        versi=_versi_berikut(instansi, nama),
        status=Kebijakan.Status.DITETAPKAN,
        penjelasan=penjelasan.strip(),
        dasar_hukum=dasar_hukum.strip(),
        aturan=utuh,
        pemahaman_wajib=pemahaman_wajib,
        tinjauan_indikator=tinjauan_indikator,
        tawaran_studi=tawaran_studi,
        hari_keberatan=hari_keberatan,
        hari_tanggapan=hari_tanggapan,
        hari_putusan=hari_putusan,
        ditetapkan_pada=sekarang if oleh else None,
        ditetapkan_oleh=oleh,
    )
    catat(
        aksi="kebijakan.ditetapkan",
        objek_jenis="kebijakan",
        objek_id=kebijakan.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi={"nama": nama, "versi": kebijakan.versi, "aturan": utuh},
    )
    return kebijakan


@transaction.atomic
def simpan_draf(
    *,
    instansi: Instansi,
    isi: IsiKebijakan,
    draf: Kebijakan | None,
    sidik_semula: str,
    oleh: Pegawai,
    sekarang: datetime,
) -> Kebijakan:
    """Simpan draf baru (`draf` kosong) atau ubah draf yang ada; belum dipakai siapa pun sampai ditetapkan.

    `sidik_semula` sidik isi draf saat dibuka: bila sudah lain, ditolak dengan SudahBerubah. Menolak juga aturan
    yang berlubang, draf yang sudah ditetapkan, dan draf kedua untuk nama yang sama.
    """
    _wajib(oleh, instansi, sekarang)
    nama = " ".join(isi.nama.split())
    utuh = _periksa(nama, isi.penjelasan, isi.hari_keberatan, isi.aturan)
    _periksa_jam(isi.hari_tanggapan, isi.hari_putusan)
    versi = _versi_berikut(instansi, nama)
    baris = _draf_terkunci(instansi, draf) if draf else Kebijakan(instansi=instansi)
    if draf and sidik(baris) != sidik_semula:
        raise SudahBerubah(DRAF_BERUBAH)
    _tolak_draf_kedua(instansi, nama, kecuali=baris.pk)
    if not draf or baris.nama != nama:
        baris.versi = versi
    kolom = asdict(isi) | {"nama": nama, "aturan": utuh, "penjelasan": isi.penjelasan.strip()}
    for satu, nilai in kolom.items():
        setattr(baris, satu, nilai)
    baris.save()
    catat(
        aksi="kebijakan.draf_disimpan",
        objek_jenis="kebijakan",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"nama": nama, "versi": baris.versi, "aturan": utuh},
    )
    return baris


@transaction.atomic
def tetapkan_draf(*, draf: Kebijakan, sidik_semula: str, oleh: Pegawai, sekarang: datetime) -> Kebijakan:
    """Jadikan draf itu versi yang berlaku untuk dipilih periode; sesudah ini beku.

    Yang ditetapkan hanya yang dibaca pada pratinjau: draf yang berubah sesudahnya ditolak. Kiriman kedua mengembalikan
    versi yang sama.
    """
    _wajib(oleh, draf.instansi, sekarang)
    baris = Kebijakan.objects.select_for_update().get(pk=draf.pk)
    if baris.status == Kebijakan.Status.DITETAPKAN:
        return baris
    if sidik(baris) != sidik_semula:
        raise SudahBerubah(
            "Draf ini berubah sesudah Anda membacanya. Baca lagi pengaruhnya sebelum menetapkan."
        )
    baris.status = Kebijakan.Status.DITETAPKAN
    baris.ditetapkan_pada, baris.ditetapkan_oleh = sekarang, oleh
    baris.save(update_fields=["status", "ditetapkan_pada", "ditetapkan_oleh"])
    catat(
        aksi="kebijakan.ditetapkan",
        objek_jenis="kebijakan",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"nama": baris.nama, "versi": baris.versi, "aturan": baris.aturan},
    )
    return baris


@transaction.atomic
def buang_draf(*, draf: Kebijakan, oleh: Pegawai, sekarang: datetime) -> None:
    """Hapus draf yang tidak jadi. Menolak yang sudah ditetapkan dan yang sudah dipilih sebuah periode."""
    _wajib(oleh, draf.instansi, sekarang)
    baris = Kebijakan.objects.select_for_update().filter(pk=draf.pk).first()
    if baris is None:
        return
    _tolak_bukan_draf(baris)
    dipakai = baris.periode.values_list("nama", flat=True).first()
    if dipakai:
        raise GalatAturan(f"Draf ini sudah dipilih {dipakai}. Ganti kebijakan periode itu dahulu.")
    catat(
        aksi="kebijakan.draf_dibuang",
        objek_jenis="kebijakan",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"nama": baris.nama, "versi": baris.versi, "aturan": baris.aturan},
    )
    baris.delete()


def sidik(kebijakan: Kebijakan) -> str:
    """Sidik isi yang ditulis orang; berubah bila satu huruf atau angka pun berubah."""
    isi = {nama: getattr(kebijakan, nama) for nama in IsiKebijakan.__dataclass_fields__}
    return hashlib.sha256(json.dumps(isi, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _wajib(oleh: Pegawai, instansi: Instansi, sekarang: datetime) -> None:
    wajib_di(
        oleh, Izin.KELOLA_PERIODE, pada=instansi.hari_pada(sekarang), instansi_id=instansi.pk, unit_ids=None
    )


def _draf_terkunci(instansi: Instansi, draf: Kebijakan) -> Kebijakan:
    baris = Kebijakan.objects.select_for_update().filter(pk=draf.pk, instansi=instansi).first()
    if baris is None:
        raise SudahBerubah("Draf ini sudah dibuang. Simpan isian Anda sebagai draf baru.")
    _tolak_bukan_draf(baris)
    return baris


def _tolak_bukan_draf(baris: Kebijakan) -> None:
    if baris.status != Kebijakan.Status.DRAF:
        raise GalatAturan("Kebijakan ini sudah ditetapkan dan tidak berubah lagi. Susun versi baru.")


def _tolak_draf_kedua(instansi: Instansi, nama: str, *, kecuali: int | None) -> None:
    lain = Kebijakan.objects.filter(instansi=instansi, nama=nama, status=Kebijakan.Status.DRAF)
    if (lain.exclude(pk=kecuali) if kecuali else lain).exists():
        raise GalatAturan(
            f"Sudah ada draf bernama {nama}. Lanjutkan draf itu, atau pakai nama lain.", bidang="nama"
        )


def _periksa_jam(hari_tanggapan: int, hari_putusan: int) -> None:
    """Penilai menanggapi lebih dahulu, baru atasannya memutus; keduanya dihitung sejak keberatan diajukan."""
    if not 1 <= hari_tanggapan < hari_putusan <= HARI_KEBERATAN_TERBANYAK:
        raise GalatAturan(
            f"Waktu putusan lebih lama daripada waktu tanggapan, dan paling lama {HARI_KEBERATAN_TERBANYAK} hari.",
            bidang="hari_putusan",
        )


def _periksa(nama: str, penjelasan: str, hari_keberatan: int, aturan: dict[str, Any]) -> dict[str, object]:
    """Aturan yang utuh, atau penolakan yang menunjuk bidangnya."""
    if not nama:
        raise GalatAturan("Isi nama kebijakan, misalnya Capaian kinerja.", bidang="nama")
    if not penjelasan.strip():
        raise GalatAturan(
            "Isi penjelasan dengan kata biasa, supaya pegawai tahu apa yang dinilai.", bidang="penjelasan"
        )
    if not 1 <= hari_keberatan <= HARI_KEBERATAN_TERBANYAK:
        raise GalatAturan(
            f"Masa keberatan antara 1 dan {HARI_KEBERATAN_TERBANYAK} hari.", bidang="hari_keberatan"
        )
    try:
        utuh = aturan_dari(aturan)
    except KebijakanKeliru as keliru:
        raise GalatAturan(" ".join(keliru.kesalahan), bidang="aturan") from keliru
    for satu in utuh.kelompok:
        # Dua orang atau kurang bukan kelompok: rata-ratanya menunjuk jawaban seseorang (docs/aturan/anonimitas.md).
        if satu.maks_n is not None and satu.bobot > 0 and satu.min_n < SEDIKITNYA_TANPA_NAMA:
            label = LABEL_KELOMPOK[satu.kelompok].lower()
            raise GalatAturan(
                f"Paling sedikit {SEDIKITNYA_TANPA_NAMA} {label} yang menjawab, supaya jawabannya tanpa nama.",
                bidang=f"min_{satu.kelompok.value}",
            )
    return utuh.ke_dict()


def _versi_berikut(instansi: Instansi, nama: str) -> int:
    """Kunci instansi membuat dua penetapan bersamaan mendapat versi yang berurutan."""
    Instansi.objects.select_for_update().get(pk=instansi.pk)
    terakhir = Kebijakan.objects.filter(instansi=instansi, nama=nama).aggregate(n=Max("versi"))["n"]
    return (terakhir or 0) + 1
