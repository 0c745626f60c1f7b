"""Menutup dan membuka kembali pintu seorang pegawai."""

from datetime import date, datetime, timedelta

from django.db import transaction

from inti.galat import GalatAturan, TidakBerhak
from inti.models import Jejak
from inti.services.jejak import catat, catat_banyak
from kepegawaian.models import Instansi, KodeMasuk, Pegawai
from kepegawaian.services.lingkup import kunci_instansi, kunci_pegawai, wajib_kelola_orang
from kepegawaian.services.pegawai.akhir import akhiri_semua, kembalikan_semua
from kepegawaian.services.peran import tolak_bila_admin_terakhir

SEHARI = timedelta(days=1)
AKSI = "pegawai.dinonaktifkan"


@transaction.atomic
def nonaktifkan(
    *,
    pegawai: Pegawai,
    sebab: str = Pegawai.SebabBerhenti.BERHENTI,
    mulai: date | None = None,
    alasan: str,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Pegawai:
    """Tutup pintu `mulai` hari itu (kosong: hari ini); sesi yang terbuka berhenti pada permintaan berikutnya.

    Penempatan, peran, dan penilai khususnya berakhir sehari sebelumnya; yang belum mulai dihapus. Ditutup lagi
    dengan isi yang sama tidak berbuat apa-apa. Menolak: tanpa alasan, diri sendiri, admin BKD terakhir, di luar
    kewenangan, dan penempatan mendatang yang sudah dipakai SKP.
    """
    wajib_kelola_orang(oleh, pegawai, sekarang=sekarang)
    _periksa(pegawai, sebab, alasan, oleh)
    kunci_instansi(pegawai.instansi)
    baris = kunci_pegawai(pegawai)
    hari_ini = baris.instansi.hari_pada(sekarang)
    terakhir = (mulai or hari_ini) - SEHARI
    if not baris.is_active or (baris.hari_terakhir, baris.sebab_berhenti) == (terakhir, sebab):
        return _salin(pegawai, baris)
    tolak_bila_admin_terakhir(baris, pada=hari_ini)
    if baris.hari_terakhir is not None:
        _kembalikan(baris)  # dijadwalkan ulang: yang dicatat haruslah keadaan sebelum jadwal pertama
    berakhir = akhiri_semua(baris, terakhir=terakhir)
    baris.hari_terakhir, baris.sebab_berhenti = terakhir, sebab
    baris.is_active = terakhir >= hari_ini
    baris.save(update_fields=["hari_terakhir", "sebab_berhenti", "is_active"])
    KodeMasuk.objects.filter(pegawai=baris, selesai__isnull=True).update(selesai=sekarang)
    catat(
        aksi=AKSI,
        objek_jenis="pegawai",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=baris.instansi_id,
        isi={"sebab": sebab, "hari_terakhir": terakhir.isoformat(), "berakhir": berakhir},
        alasan=alasan.strip(),
    )
    return _salin(pegawai, baris)


@transaction.atomic
def aktifkan(*, pegawai: Pegawai, alasan: str, oleh: Pegawai | None, sekarang: datetime) -> Pegawai:
    """Buka kembali pintu yang ditutup, dan kembalikan penempatan serta penilai khusus yang berakhir karenanya.

    Peran tidak ikut kembali: diberikan lagi dengan sengaja. Menolak: tanpa alasan, diri sendiri, di luar
    kewenangan, dan kursi yang sudah diisi orang lain.
    """
    wajib_kelola_orang(oleh, pegawai, sekarang=sekarang)
    if oleh is not None and oleh.pk == pegawai.pk:
        raise TidakBerhak("Penonaktifan akun sendiri dibatalkan pengelola lain.")
    if not alasan.strip():
        raise GalatAturan("Tulis alasannya, misalnya batal pindah.", bidang="alasan")
    baris = kunci_pegawai(pegawai)
    if baris.is_active and baris.hari_terakhir is None:
        return _salin(pegawai, baris)
    _kembalikan(baris)
    baris.is_active, baris.hari_terakhir, baris.sebab_berhenti = True, None, ""
    baris.save(update_fields=["hari_terakhir", "sebab_berhenti", "is_active"])
    catat(
        aksi="pegawai.diaktifkan",
        objek_jenis="pegawai",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=baris.instansi_id,
        alasan=alasan.strip(),
    )
    return _salin(pegawai, baris)


def tutup_yang_tiba(*, sekarang: datetime) -> int:
    """Tutup pintu semua yang hari terakhirnya sudah lewat menurut zona instansinya; kembalikan banyaknya."""
    tertutup = 0
    for instansi in Instansi.objects.order_by("pk"):
        with transaction.atomic():
            ids = list(
                Pegawai.objects.select_for_update(no_key=True)
                .filter(instansi=instansi, is_active=True, hari_terakhir__lt=instansi.hari_pada(sekarang))
                .order_by("pk")
                .values_list("pk", flat=True)
            )
            Pegawai.objects.filter(pk__in=ids).update(is_active=False)
            catat_banyak(
                aksi="pegawai.pintu_ditutup",
                objek_jenis="pegawai",
                butir=[(pk, {}) for pk in ids],
                oleh=None,
                sekarang=sekarang,
                instansi_id=instansi.pk,
                alasan="Hari terakhirnya sudah lewat.",
            )
        tertutup += len(ids)
    return tertutup


def _kembalikan(baris: Pegawai) -> None:
    semua = Jejak.objects.filter(aksi=AKSI, objek_jenis="pegawai", objek_id=baris.pk)
    terakhir = semua.order_by("-pk").first()
    if terakhir is not None:
        kembalikan_semua(baris, terakhir.isi.get("berakhir", {}))


def _periksa(pegawai: Pegawai, sebab: str, alasan: str, oleh: Pegawai | None) -> None:
    if oleh is not None and oleh.pk == pegawai.pk:
        raise TidakBerhak("Akun sendiri dinonaktifkan pengelola lain.")
    if sebab not in Pegawai.SebabBerhenti.values:
        raise GalatAturan("Pilih sebabnya: pensiun, pindah, meninggal, atau berhenti.", bidang="sebab")
    if not alasan.strip():
        raise GalatAturan("Tulis alasannya, misalnya nomor SK pensiun.", bidang="alasan")


def _salin(pegawai: Pegawai, baris: Pegawai) -> Pegawai:
    pegawai.is_active, pegawai.hari_terakhir, pegawai.sebab_berhenti = (
        baris.is_active,
        baris.hari_terakhir,
        baris.sebab_berhenti,
    )
    return pegawai
