"""Membuat tahun dan bagiannya; keduanya mulai sebagai draf."""

from datetime import date, datetime

from django.db import transaction

from indikator.models import Kebijakan, Periode
from indikator.permissions import wajib_kelola_periode
from indikator.rules.jadwal import nama_triwulan, rentang_triwulan
from indikator.services.periode.tenggat import Tenggat, tolak_tenggat_terbalik
from inti.galat import GalatAturan
from inti.services import jejak
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.services.bentrok import jelaskan_bentrok


def buat_tahun(
    *,
    instansi: Instansi,
    tahun: int,
    kebijakan: Kebijakan,
    tenggat_skp: datetime,
    tutup_pada: datetime,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Periode:
    """Buat periode tahunan (tempat SKP) dalam keadaan draf.

    Menolak: tahun yang sudah ada, kebijakan instansi lain, tenggat SKP sesudah penutupan.
    """
    wajib_kelola_periode(oleh, instansi=instansi, sekarang=sekarang)
    _wajib_kebijakan_sendiri(kebijakan, instansi=instansi)
    if tenggat_skp > tutup_pada:
        raise GalatAturan("Tenggat SKP melewati penutupan tahun. Majukan tenggat SKP.", bidang="tenggat_skp")
    return _simpan(
        Periode(
            instansi=instansi,
            kebijakan=kebijakan,
            jenis=Periode.Jenis.TAHUNAN,
            nama=f"Tahun {tahun}",
            mulai=date(tahun, 1, 1),
            selesai=date(tahun, 12, 31),
            tenggat_skp=tenggat_skp,
            tenggat_lapor=tutup_pada,
            tenggat_umpan_balik=tutup_pada,
            tenggat_nilai=tutup_pada,
            tutup_pada=tutup_pada,
        ),
        oleh=oleh,
        sekarang=sekarang,
    )


def buat_triwulan(
    *,
    tahun: Periode,
    triwulan: int | None = None,
    mulai: date | None = None,
    selesai: date | None = None,
    nama: str = "",
    jenis: str = Periode.Jenis.TRIWULAN,
    kebijakan: Kebijakan | None = None,
    tenggat_lapor: datetime,
    tenggat_umpan_balik: datetime,
    tenggat_nilai: datetime,
    tutup_pada: datetime,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Periode:
    """Buat bagian tahun (tempat laporan dan evaluasi) dalam keadaan draf.

    `triwulan` 1–4 memakai triwulan kalender; tanpa itu `mulai` dan `selesai` (bulan: `jenis` bulanan). Kebijakan
    bawaan: tahunnya. Menolak: di luar tahunnya, bertumpang tindih, tahun yang dibagi dengan cara lain atau sudah
    ditutup, urutan tenggat terbalik.
    """
    instansi = tahun.instansi
    wajib_kelola_periode(oleh, instansi=instansi, sekarang=sekarang)
    _wajib_kebijakan_sendiri(kebijakan or tahun.kebijakan, instansi=instansi)
    if triwulan is not None:
        mulai, selesai = rentang_triwulan(tahun.mulai.year, triwulan)
        nama = nama or nama_triwulan(tahun.mulai.year, triwulan)
    if mulai is None or selesai is None or not nama:
        raise GalatAturan(
            "Pilih triwulan, atau isi nama serta hari pertama dan terakhirnya.", bidang="triwulan"
        )
    with transaction.atomic():
        kunci = Periode.objects.select_for_update(of=("self",)).select_related("instansi", "kebijakan")
        tahun = kunci.get(pk=tahun.pk)
        tenggat = Tenggat(tahun.tenggat_skp, tenggat_lapor, tenggat_umpan_balik, tenggat_nilai, tutup_pada)
        _tolak_di_luar_tahun(tahun, mulai=mulai, selesai=selesai)
        _tolak_pembagian_lain(tahun, jenis)
        tolak_tenggat_terbalik(tenggat, tahun=tahun)
        bagian = Periode(
            instansi=instansi,
            induk=tahun,
            kebijakan=kebijakan or tahun.kebijakan,
            jenis=jenis,
            nama=nama,
            mulai=mulai,
            selesai=selesai,
            **tenggat.ke_bidang(),
        )
        return _simpan(bagian, oleh=oleh, sekarang=sekarang)


def siapkan_triwulan(
    *,
    instansi: Instansi,
    tahun: int,
    triwulan: int,
    kebijakan: Kebijakan,
    tenggat: Tenggat,
    tutup_tahun: datetime,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Periode:
    """Buat triwulan, berikut tahunnya bila belum ada, dalam satu transaksi. Kiriman ulang disimpan sekali.

    `tenggat.skp` dan `tutup_tahun` hanya dipakai untuk tahun yang baru. Menolak hal yang sama dengan
    `buat_tahun` dan `buat_triwulan`.
    """
    wajib_kelola_periode(oleh, instansi=instansi, sekarang=sekarang)
    with transaction.atomic():
        induk = _tahun_ada(instansi, tahun) or buat_tahun(
            instansi=instansi,
            tahun=tahun,
            kebijakan=kebijakan,
            tenggat_skp=tenggat.skp,
            tutup_pada=tutup_tahun,
            oleh=oleh,
            sekarang=sekarang,
        )
        return _kiriman_ulang(induk, triwulan, kebijakan, tenggat) or buat_triwulan(
            tahun=induk,
            triwulan=triwulan,
            kebijakan=kebijakan,
            tenggat_lapor=tenggat.lapor,
            tenggat_umpan_balik=tenggat.umpan_balik,
            tenggat_nilai=tenggat.nilai,
            tutup_pada=tenggat.tutup,
            oleh=oleh,
            sekarang=sekarang,
        )


def _tahun_ada(instansi: Instansi, tahun: int) -> Periode | None:
    return (
        Periode.objects.select_related("instansi", "kebijakan")
        .filter(instansi=instansi, jenis=Periode.Jenis.TAHUNAN, mulai=date(tahun, 1, 1))
        .first()
    )


def _kiriman_ulang(induk: Periode, triwulan: int, kebijakan: Kebijakan, tenggat: Tenggat) -> Periode | None:
    """Triwulan yang sudah dibuat oleh kiriman yang sama (klik ganda)."""
    mulai, selesai = rentang_triwulan(induk.mulai.year, triwulan)
    return induk.bagian.filter(
        mulai=mulai,
        selesai=selesai,
        kebijakan=kebijakan,
        tenggat_lapor=tenggat.lapor,
        tenggat_umpan_balik=tenggat.umpan_balik,
        tenggat_nilai=tenggat.nilai,
        tutup_pada=tenggat.tutup,
    ).first()


def _simpan(periode: Periode, *, oleh: Pegawai | None, sekarang: datetime) -> Periode:
    with (
        transaction.atomic(),
        jelaskan_bentrok({"periode_tidak_tumpang_tindih": lambda: _tumpang_tindih(periode)}),
    ):
        periode.save(force_insert=True)
        jejak.catat(
            aksi="periode.dibuat",
            objek_jenis="periode",
            objek_id=periode.pk,
            oleh=oleh,
            sekarang=sekarang,
            instansi_id=periode.instansi_id,
            isi={"nama": periode.nama, "kebijakan_id": periode.kebijakan_id},
        )
    return periode


def _tumpang_tindih(periode: Periode) -> GalatAturan:
    bentrok = Periode.objects.filter(
        instansi=periode.instansi,
        jenis=periode.jenis,
        mulai__lte=periode.selesai,
        selesai__gte=periode.mulai,
    ).first()
    return GalatAturan(
        f"{periode.nama} bertumpang tindih dengan {bentrok or 'periode lain'}. Pilih masa lain.",
        bidang="triwulan" if periode.induk_id else "tahun",
    )


def _wajib_kebijakan_sendiri(kebijakan: Kebijakan, *, instansi: Instansi) -> None:
    if kebijakan.instansi_id != instansi.pk:
        raise GalatAturan(
            "Kebijakan itu milik instansi lain. Pilih kebijakan instansi Anda.", bidang="kebijakan"
        )


def _tolak_pembagian_lain(tahun: Periode, jenis: str) -> None:
    """Satu tahun satu pembagian: laporan bulan dan triwulannya tidak dihitung dua kali."""
    lain = tahun.bagian.exclude(jenis=jenis).first()
    if lain is not None:
        raise GalatAturan(
            f"{tahun.nama} sudah dibagi menurut {lain.get_jenis_display().lower()} ({lain.nama}). "
            "Pakai pembagian yang sama.",
            bidang="pembagian",
        )


def _tolak_di_luar_tahun(tahun: Periode, *, mulai: date, selesai: date) -> None:
    if tahun.jenis != Periode.Jenis.TAHUNAN:
        raise GalatAturan("Triwulan hanya dapat dibuat di dalam periode tahunan.", bidang="tahun")
    if tahun.status == Periode.Status.DITUTUP or tahun.penutupan_dimulai is not None:
        raise GalatAturan(f"{tahun.nama} sudah ditutup. Buat triwulan di tahun berikutnya.", bidang="tahun")
    if selesai < mulai:
        raise GalatAturan("Hari terakhir mendahului hari pertama. Tukar kedua tanggal itu.", bidang="selesai")
    if mulai < tahun.mulai or selesai > tahun.selesai:
        raise GalatAturan(f"Masa itu di luar {tahun.nama}. Pilih tanggal di dalam tahunnya.", bidang="mulai")
