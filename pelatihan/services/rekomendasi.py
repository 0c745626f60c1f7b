"""Saran pelatihan sesudah penutupan, dan tanggapan pegawai."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from indikator.models import Periode
from indikator.rules.kebijakan import aturan_dari
from inti.galat import GalatAturan
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from kepegawaian.models import Pegawai
from pelatihan.models import Pelatihan, Rekomendasi
from pelatihan.permissions import wajib_pemilik
from pelatihan.queries.alamat import alamat_saran_pada_hasil
from pelatihan.queries.kebutuhan import RataNilai, kebutuhan_dari, rata_nilai
from pelatihan.rules.hak import HAK_JP
from pelatihan.rules.kebutuhan import Kebutuhan
from pelatihan.rules.rekomendasi import Pilihan, rekomendasikan, tawaran_studi
from pelatihan.rules.tanda import tanda_jabatan
from penilaian.models import Hasil
from penilaian.rules.predikat import Predikat

SEKALI = 500
JEDA_ULANG = timedelta(days=730)


@dataclass(slots=True)
class _Riwayat:
    """Yang sudah dipilih atau ditolak seseorang dalam dua tahun."""

    diambil: set[int] = field(default_factory=set)
    ditolak: set[int] = field(default_factory=set)
    jp_tahun_ini: int = 0


def buat_untuk_periode(*, periode_id: int, sekarang: datetime) -> int:
    """Buat saran untuk semua hasil periode yang sudah ditutup; kembalikan jumlah baris baru.

    Boleh diulang dan boleh mati di tengah: orang yang sudah punya saran untuk hasil itu dilewati.
    Menolak periode yang belum ditutup.
    """
    periode = Periode.objects.select_related("kebijakan").get(pk=periode_id)
    if periode.status != Periode.Status.DITUTUP:
        raise GalatAturan(
            f"{periode.nama} belum ditutup, jadi belum ada hasil untuk disarankan pelatihannya."
        )
    katalog = [
        Pilihan(p.pk, p.judul, p.jp, p.klasikal, frozenset(p.tanda), p.penyelenggara)
        for p in Pelatihan.objects.filter(instansi_id=periode.instansi_id, aktif=True).order_by("pk")
    ]
    jumlah, terakhir = 0, 0
    while True:
        baru, sampai = _buat_sekelompok(periode, katalog, sesudah=terakhir, sekarang=sekarang)
        if sampai is None:
            return jumlah
        jumlah, terakhir = jumlah + baru, sampai


@transaction.atomic
def _buat_sekelompok(
    periode: Periode, katalog: list[Pilihan], *, sesudah: int, sekarang: datetime
) -> tuple[int, int | None]:
    """Saran bagi 500 hasil berikutnya: jumlah baris, dan hasil terakhir yang dilewati (None bila habis)."""
    _kunci(periode)
    kelompok = list(
        Hasil.objects.filter(_versi_terbaru(), periode=periode, pk__gt=sesudah, rekomendasi__isnull=True)
        .select_related("pegawai", "penempatan__jabatan", "unit")
        .order_by("pk")[:SEKALI]
    )
    if not kelompok:
        return 0, None
    ids = [h.pegawai_id for h in kelompok]
    min_n = {k.kelompok.value: k.min_n for k in aturan_dari(periode.kebijakan.aturan).kelompok}
    rata = rata_nilai(periode_id=periode.pk, pegawai_ids=ids, min_n=min_n)
    riwayat = _riwayat(ids, tahun=periode.selesai.year, sekarang=sekarang)
    baris = [
        satu
        for hasil in kelompok
        for satu in _untuk(
            periode, hasil, rata.get(hasil.pegawai_id, []), riwayat[hasil.pegawai_id], katalog, min_n
        )
    ]
    Rekomendasi.objects.bulk_create(baris)
    catat(
        aksi="rekomendasi.dibuat",
        objek_jenis="periode",
        objek_id=periode.pk,
        oleh=None,
        sekarang=sekarang,
        instansi_id=periode.instansi_id,
        isi={"pegawai": len(kelompok), "saran": len(baris)},
    )
    return len(baris), kelompok[-1].pk


def _kunci(periode: Periode) -> None:
    """Tugas yang diulang selagi yang pertama belum selesai menunggu di sini, lalu melewati yang sudah dibuat."""
    with connection.cursor() as kursor:
        kursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"rekomendasi:{periode.pk}"])


def _versi_terbaru() -> Q:
    """Hasil yang sudah dibetulkan tidak dijawab lagi dengan saran."""
    lebih_baru = Hasil.objects.filter(
        periode=OuterRef("periode"), pegawai=OuterRef("pegawai"), versi__gt=OuterRef("versi")
    )
    return ~Q(Exists(lebih_baru))


def _untuk(
    periode: Periode,
    hasil: Hasil,
    rata: list[RataNilai],
    riwayat: _Riwayat,
    katalog: list[Pilihan],
    min_n: dict[str, int],
) -> list[Rekomendasi]:
    jabatan = hasil.penempatan.jabatan
    saran = rekomendasikan(
        kebutuhan_dari(hasil, rata, min_n=min_n),
        katalog,
        sisa_jp=HAK_JP[hasil.pegawai.status] - riwayat.jp_tahun_ini,
        tanda_orang=tanda_jabatan(jabatan.nama, unit=hasil.unit.nama, jenjang=jabatan.jenjang),
        sudah_diambil=riwayat.diambil,
        ditolak=riwayat.ditolak,
    )
    baris = [
        _baris(
            periode,
            hasil,
            pelatihan_id=s.pelatihan.id,
            urutan=s.urutan,
            alasan=s.alasan,
            dasar={"kebutuhan": [_dasar(k) for k in s.kebutuhan]},
        )
        for s in saran
    ]
    predikat = Predikat(hasil.predikat) if hasil.predikat else None
    tawaran = tawaran_studi(predikat, aktif=periode.kebijakan.tawaran_studi)
    if tawaran:
        studi = {"jenis": Rekomendasi.Jenis.STUDI, "dasar": {"judul": tawaran.judul}}
        baris.append(_baris(periode, hasil, urutan=len(baris) + 1, alasan=tawaran.alasan, **studi))
    return baris


def _baris(periode: Periode, hasil: Hasil, **lain: Any) -> Rekomendasi:
    return Rekomendasi(
        instansi_id=periode.instansi_id,
        periode=periode,
        pegawai_id=hasil.pegawai_id,
        hasil=hasil,
        **lain,
    )


def _dasar(kebutuhan: Kebutuhan) -> dict[str, str]:
    return {
        "kode": kebutuhan.kode,
        "label": kebutuhan.label,
        "angka": kebutuhan.angka,
        "celah": format(kebutuhan.celah, ".6f"),
    }


def _riwayat(pegawai_ids: list[int], *, tahun: int, sekarang: datetime) -> dict[int, _Riwayat]:
    """Tanggapan dua tahun terakhir. Satu kueri."""
    hasil: dict[int, _Riwayat] = defaultdict(_Riwayat)
    tanggapan = Rekomendasi.objects.filter(
        Q(status=Rekomendasi.Status.DISETUJUI) | Q(status=Rekomendasi.Status.DITUTUP),
        pegawai_id__in=pegawai_ids,
        pelatihan__isnull=False,
        ditanggapi_pada__gte=sekarang - JEDA_ULANG,
    ).select_related("pelatihan", "periode")
    for satu in tanggapan:
        if satu.pelatihan is None:
            continue
        riwayat = hasil[satu.pegawai_id]
        if satu.status == Rekomendasi.Status.DITUTUP:
            riwayat.ditolak.add(satu.pelatihan.pk)
            continue
        riwayat.diambil.add(satu.pelatihan.pk)
        if satu.periode.selesai.year == tahun:
            riwayat.jp_tahun_ini += satu.pelatihan.jp
    return hasil


def terima(*, rekomendasi: Rekomendasi, oleh: Pegawai, sekarang: datetime) -> Rekomendasi:
    """Pegawai memilih pelatihan ini; penilainya diberi tahu. Diulang tidak mengubah apa pun."""
    return _tanggapi(rekomendasi, Rekomendasi.Status.DISETUJUI, "", oleh=oleh, sekarang=sekarang)


def tolak(*, rekomendasi: Rekomendasi, alasan: str, oleh: Pegawai, sekarang: datetime) -> Rekomendasi:
    """Pegawai tidak mengambil pelatihan ini; alasannya wajib dan pelatihan itu tidak disarankan lagi dua tahun."""
    alasan = alasan.strip()
    if len(alasan) < 5:
        raise GalatAturan(
            "Tulis alasannya sedikitnya lima huruf, supaya saran berikutnya lebih tepat.", bidang="alasan"
        )
    return _tanggapi(rekomendasi, Rekomendasi.Status.DITUTUP, alasan, oleh=oleh, sekarang=sekarang)


@transaction.atomic
def _tanggapi(
    rekomendasi: Rekomendasi, status: str, alasan: str, *, oleh: Pegawai, sekarang: datetime
) -> Rekomendasi:
    wajib_pemilik(rekomendasi, oleh)
    baris = (
        Rekomendasi.objects.select_for_update(of=("self",))
        .select_related("pelatihan", "hasil")
        .defer("hasil__rincian")
        .get(pk=rekomendasi.pk)
    )
    if baris.status == status:
        return baris
    if baris.status != Rekomendasi.Status.DIAJUKAN:
        raise GalatAturan("Saran ini sudah Anda tanggapi. Hubungi pengelola pelatihan untuk mengubahnya.")
    baris.status, baris.alasan_tolak = status, alasan
    baris.ditanggapi_pada, baris.ditanggapi_oleh = sekarang, oleh
    baris.save(update_fields=["status", "alasan_tolak", "ditanggapi_pada", "ditanggapi_oleh"])
    catat(
        aksi=f"rekomendasi.{status}",
        objek_jenis="rekomendasi",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"judul": baris.judul},
        alasan=alasan,
    )
    if status == Rekomendasi.Status.DISETUJUI:
        _kabari_penilai(baris, oleh=oleh, sekarang=sekarang)
    return baris


def _kabari_penilai(baris: Rekomendasi, *, oleh: Pegawai, sekarang: datetime) -> None:
    """Penilai yang menetapkan hasil itu; bila tidak ada, tidak ada yang dikabari."""
    if baris.hasil.penilai_id is None:
        return
    beri_tahu(
        penerima_id=baris.hasil.penilai_id,
        instansi_id=baris.instansi_id,
        judul=f"{oleh.nama} memilih pelatihan",
        isi=baris.judul,
        tautan=alamat_saran_pada_hasil(baris.hasil_id),
        kunci=f"rekomendasi:{baris.pk}",
        sekarang=sekarang,
    )
