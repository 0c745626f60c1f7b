"""Membuat dan membuka periode."""

from datetime import date, datetime, timedelta

from django.db import transaction

from indikator.models import Kebijakan, Periode
from indikator.permissions import wajib_kelola_periode
from indikator.queries.periode import kesiapan
from inti.galat import GalatAturan
from inti.services import jejak, kotak
from kepegawaian.models import Instansi, Pegawai
from kepegawaian.services.bentrok import jelaskan_bentrok

ROMAWI = {1: "I", 2: "II", 3: "III", 4: "IV"}


def rentang_triwulan(tahun: int, triwulan: int) -> tuple[date, date]:
    """Hari pertama dan terakhir sebuah triwulan kalender. Menolak (ValueError) selain 1–4."""
    if triwulan not in ROMAWI:
        raise ValueError("Triwulan hanya 1 sampai 4.")
    bulan = 3 * triwulan
    berikut = date(tahun + 1, 1, 1) if triwulan == 4 else date(tahun, bulan + 1, 1)
    return date(tahun, bulan - 2, 1), berikut - timedelta(days=1)


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
    kebijakan: Kebijakan | None = None,
    tenggat_lapor: datetime,
    tenggat_umpan_balik: datetime,
    tenggat_nilai: datetime,
    tutup_pada: datetime,
    oleh: Pegawai | None,
    sekarang: datetime,
) -> Periode:
    """Buat bagian tahun (tempat laporan dan evaluasi) dalam keadaan draf.

    `triwulan` 1–4 memakai triwulan kalender; tanpa itu `mulai` dan `selesai`. Kebijakan bawaan: milik tahun.
    Menolak: di luar tahunnya, bertumpang tindih, tahun sudah ditutup, urutan tenggat terbalik.
    """
    instansi = tahun.instansi
    wajib_kelola_periode(oleh, instansi=instansi, sekarang=sekarang)
    _wajib_kebijakan_sendiri(kebijakan or tahun.kebijakan, instansi=instansi)
    if triwulan is not None:
        mulai, selesai = rentang_triwulan(tahun.mulai.year, triwulan)
        nama = nama or f"Triwulan {ROMAWI[triwulan]} {tahun.mulai.year}"
    if mulai is None or selesai is None or not nama:
        raise GalatAturan(
            "Pilih triwulan, atau isi nama serta hari pertama dan terakhirnya.", bidang="triwulan"
        )
    with transaction.atomic():
        tahun = Periode.objects.select_for_update().select_related("instansi", "kebijakan").get(pk=tahun.pk)
        _tolak_di_luar_tahun(tahun, mulai=mulai, selesai=selesai)
        _tolak_tenggat_terbalik(
            tahun, lapor=tenggat_lapor, umpan_balik=tenggat_umpan_balik, nilai=tenggat_nilai, tutup=tutup_pada
        )
        return _simpan(
            Periode(
                instansi=instansi,
                induk=tahun,
                kebijakan=kebijakan or tahun.kebijakan,
                jenis=Periode.Jenis.TRIWULAN,
                nama=nama,
                mulai=mulai,
                selesai=selesai,
                tenggat_skp=tahun.tenggat_skp,
                tenggat_lapor=tenggat_lapor,
                tenggat_umpan_balik=tenggat_umpan_balik,
                tenggat_nilai=tenggat_nilai,
                tutup_pada=tutup_pada,
            ),
            oleh=oleh,
            sekarang=sekarang,
        )


def buka(*, periode: Periode, oleh: Pegawai | None, sekarang: datetime) -> Periode:
    """Buka periode (draf → diproses); membuka triwulan juga membuka tahunnya. Boleh diulang.

    Menolak: sudah ditutup, atau ada syarat wajib di `queries.periode.kesiapan` yang belum terpenuhi.
    """
    wajib_kelola_periode(oleh, instansi=periode.instansi, sekarang=sekarang)
    with transaction.atomic():
        # Tahun dikunci lebih dahulu, urutan yang sama dengan buat_triwulan.
        kunci = Periode.objects.select_for_update(of=("self",)).select_related(
            "instansi", "kebijakan", "induk"
        )
        tahun = kunci.get(pk=periode.induk_id) if periode.induk_id else None
        periode = kunci.get(pk=periode.pk)
        if periode.status == Periode.Status.DIPROSES:
            return periode
        if periode.status == Periode.Status.DITUTUP:
            raise GalatAturan(f"{periode.nama} sudah ditutup. Buat periode baru untuk masa berikutnya.")
        kurang = [b.judul for b in kesiapan(periode, sekarang=sekarang).penghalang]
        if kurang:
            raise GalatAturan(f"{periode.nama} belum dapat dibuka. Lengkapi dahulu: {'; '.join(kurang)}.")
        if tahun is not None and tahun.status == Periode.Status.DRAF:
            _buka_satu(tahun, oleh=oleh, sekarang=sekarang)
        _buka_satu(periode, oleh=oleh, sekarang=sekarang)
        if periode.jenis != Periode.Jenis.TAHUNAN:
            kotak.antre_tugas(
                nama="umpan_balik.tasks.tugaskan_periode",
                kunci=f"tugaskan:{periode.pk}",
                sekarang=sekarang,
                periode_id=periode.pk,
            )
    return periode


def _buka_satu(periode: Periode, *, oleh: Pegawai | None, sekarang: datetime) -> None:
    periode.status = Periode.Status.DIPROSES
    # Waktu dan pelaku selalu berdua; bila sistem yang membuka, jejak yang menyimpan waktunya.
    periode.dibuka_pada = sekarang if oleh else None
    periode.dibuka_oleh = oleh
    periode.save(update_fields=["status", "dibuka_pada", "dibuka_oleh"])
    jejak.catat(
        aksi="periode.dibuka",
        objek_jenis="periode",
        objek_id=periode.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=periode.instansi_id,
        isi={"nama": periode.nama, "tutup_pada": periode.tutup_pada.isoformat()},
    )


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


def _tolak_di_luar_tahun(tahun: Periode, *, mulai: date, selesai: date) -> None:
    if tahun.jenis != Periode.Jenis.TAHUNAN:
        raise GalatAturan("Triwulan hanya dapat dibuat di dalam periode tahunan.", bidang="tahun")
    if tahun.status == Periode.Status.DITUTUP or tahun.penutupan_dimulai is not None:
        raise GalatAturan(f"{tahun.nama} sudah ditutup. Buat triwulan di tahun berikutnya.", bidang="tahun")
    if selesai < mulai:
        raise GalatAturan("Hari terakhir mendahului hari pertama. Tukar kedua tanggal itu.", bidang="selesai")
    if mulai < tahun.mulai or selesai > tahun.selesai:
        raise GalatAturan(f"Masa itu di luar {tahun.nama}. Pilih tanggal di dalam tahunnya.", bidang="mulai")


def _tolak_tenggat_terbalik(
    tahun: Periode, *, lapor: datetime, umpan_balik: datetime, nilai: datetime, tutup: datetime
) -> None:
    if lapor > nilai:
        raise GalatAturan(
            "Tenggat menilai mendahului tenggat lapor capaian. Mundurkan tenggat menilai.",
            bidang="tenggat_nilai",
        )
    if nilai > tutup:
        raise GalatAturan("Penutupan mendahului tenggat menilai. Mundurkan penutupan.", bidang="tutup_pada")
    if umpan_balik > tutup:
        raise GalatAturan(
            "Tenggat umpan balik melewati penutupan. Majukan tenggat umpan balik.",
            bidang="tenggat_umpan_balik",
        )
    if tutup > tahun.tutup_pada:
        raise GalatAturan(
            f"Penutupan triwulan melewati penutupan {tahun.nama}. Majukan penutupan triwulan.",
            bidang="tutup_pada",
        )
