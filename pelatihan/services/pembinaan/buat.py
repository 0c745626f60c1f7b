"""Rencana lahir sesudah penutupan, diteruskan sampai tercapai, dan dibatalkan bila hasilnya dibetulkan."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from indikator.models import Periode
from inti.galat import GalatAturan
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu_banyak
from kepegawaian.models import Pegawai
from pelatihan.models import Pembinaan, PertemuanPembinaan, SasaranPembinaan
from pelatihan.permissions import penilai_dari
from pelatihan.rules.pembinaan import (
    HARI_MENYUSUN,
    PEMICU,
    TERBUKA,
    Keadaan,
    Perbuatan,
    keadaan_terusan,
    sesudah_penutupan,
    wajib_dibina,
)
from penilaian.models import Hasil

SEKALI = 1000
S = Pembinaan.Status
SUDAH_BAIK = "Hasil periode berikutnya sudah memenuhi harapan sebelum rencananya disusun."
DIBETULKAN = "Hasilnya dibetulkan dan tidak lagi di bawah harapan."


@dataclass(frozen=True, slots=True)
class _Hasil:
    pk: int
    pegawai_id: int
    predikat: str
    dinas_id: int


def buat_untuk_periode(*, periode_id: int, sekarang: datetime) -> int:
    """Buka rencana bagi tiap hasil Butuh Perbaikan ke bawah, dan teruskan yang belum tercapai; kembalikan banyaknya.

    Sekali jalan untuk seluruh instansi, kueri tetap; aman diulang: yang sudah punya rencana periode itu dilewati.
    Menolak periode yang belum ditutup.
    """
    periode = Periode.objects.select_related("instansi").get(pk=periode_id)
    if periode.status != Periode.Status.DITUTUP:
        raise GalatAturan(f"{periode.nama} belum ditutup, jadi belum ada hasil yang dibina.")
    with transaction.atomic():
        with connection.cursor() as kursor:
            kursor.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"pembinaan:{periode.instansi_id}"]
            )
        hasil = _hasil_terbaru(periode)
        lama = _terbuka(hasil)
        baru = _baru(periode, hasil, lama, sekarang)
        if not (baru or lama):
            return 0
        _kabari(periode, baru, sekarang)
        catat(
            aksi="pembinaan.dibuka",
            objek_jenis="periode",
            objek_id=periode.pk,
            oleh=None,
            sekarang=sekarang,
            instansi_id=periode.instansi_id,
            isi={
                "rencana": len(baru),
                "diteruskan": sum(b.asal_id is not None for b in baru),
            },
        )
        return len(baru)


def _hasil_terbaru(periode: Periode) -> list[_Hasil]:
    """Hasil versi terakhir yang perlu dilihat: di bawah harapan, atau orangnya masih punya rencana terbuka."""
    lebih_baru = Hasil.objects.filter(
        periode=OuterRef("periode"), pegawai=OuterRef("pegawai"), versi__gt=OuterRef("versi")
    )
    sudah = Pembinaan.objects.filter(periode=periode, pegawai=OuterRef("pegawai"))
    terbuka = Pembinaan.objects.filter(pegawai=OuterRef("pegawai"), status__in=TERBUKA)
    baris = Hasil.objects.filter(
        ~Exists(lebih_baru), ~Exists(sudah), Q(predikat__in=PEMICU) | Exists(terbuka), periode=periode
    )
    return [_Hasil(*b) for b in baris.order_by("pk").values_list("pk", "pegawai_id", "predikat", "dinas_id")]


def _terbuka(hasil: Iterable[_Hasil]) -> dict[int, Pembinaan]:
    """Rencana terbuka orang-orang itu, terkunci; pegawai → rencana."""
    semua = (
        Pembinaan.objects.select_for_update(of=("self",))
        .filter(
            status__in=TERBUKA,
            pegawai_id__in=[h.pegawai_id for h in hasil],
        )
        .select_related("periode")
        .prefetch_related("sasaran", "pertemuan")
        .order_by("pk")
    )
    return {p.pegawai_id: p for p in semua}


def _baru(
    periode: Periode, hasil: Iterable[_Hasil], lama: dict[int, Pembinaan], sekarang: datetime
) -> list[Pembinaan]:
    """Tutup yang lama menurut aturan, lalu tulis yang baru beserta sasaran dan pertemuan yang masih tertinggal."""
    rencana: list[Pembinaan] = []
    for h in hasil:
        asal = lama.get(h.pegawai_id)
        if asal is None:
            rencana.append(_satu(periode, h, None, sekarang))
            continue
        if asal.periode.selesai > periode.selesai:
            # Periode lama yang terlambat ditutup: orangnya sudah dibina menurut hasil yang lebih baru.
            del lama[h.pegawai_id]
            continue
        perbuatan = sesudah_penutupan(asal.status, ada_sasaran=bool(asal.sasaran.all()), predikat=h.predikat)
        asal.berakhir = sekarang
        if perbuatan is Perbuatan.TERUSKAN:
            asal.status = S.DITERUSKAN
            rencana.append(_satu(periode, h, asal, sekarang))
        else:
            asal.status, asal.alasan_akhir = S.DIBATALKAN, SUDAH_BAIK
    Pembinaan.objects.bulk_update(lama.values(), ["status", "berakhir", "alasan_akhir"], batch_size=SEKALI)
    Pembinaan.objects.bulk_create(rencana, batch_size=SEKALI)
    _salin_isi(rencana)
    return rencana


def _satu(periode: Periode, h: _Hasil, asal: Pembinaan | None, sekarang: datetime) -> Pembinaan:
    hari = periode.instansi.hari_pada(sekarang)
    baru = Pembinaan(
        instansi_id=periode.instansi_id,
        periode=periode,
        pegawai_id=h.pegawai_id,
        hasil_id=h.pk,
        dinas_id=h.dinas_id,
        asal=asal,
        dibuat=sekarang,
        susun_sampai=hari + timedelta(days=HARI_MENYUSUN),
    )
    if asal is not None and asal.ditetapkan_pada is not None:
        baru.status = keadaan_terusan(bool(asal.sasaran.all())).value
        baru.ditetapkan_pada, baru.ditetapkan_oleh_id = asal.ditetapkan_pada, asal.ditetapkan_oleh_id
    return baru


def _salin_isi(rencana: Iterable[Pembinaan]) -> None:
    """Sasaran yang belum tercapai dan pertemuan yang belum berlangsung; bukti tinggal di rencana lama."""
    sasaran, pertemuan = [], []
    for baru in rencana:
        if baru.asal is None:
            continue
        for s in baru.asal.sasaran.all():
            if s.hasil != SasaranPembinaan.Hasil.TERCAPAI:
                sasaran.append(
                    SasaranPembinaan(
                        pembinaan=baru,
                        acuan=s.acuan,
                        sebutan=s.sebutan,
                        awal=s.awal,
                        teks=s.teks,
                        ukuran=s.ukuran,
                        batas=s.batas,
                        asal=s,
                    )
                )
        for p in baru.asal.pertemuan.all():
            if p.dicatat_pada is None:
                pertemuan.append(PertemuanPembinaan(pembinaan=baru, tanggal=p.tanggal, pokok=p.pokok))
    SasaranPembinaan.objects.bulk_create(sasaran, batch_size=SEKALI)
    PertemuanPembinaan.objects.bulk_create(pertemuan, batch_size=SEKALI)


def _kabari(periode: Periode, rencana: list[Pembinaan], sekarang: datetime) -> None:
    """Orangnya dan penilainya masing-masing satu kabar."""
    ids = [r.pegawai_id for r in rencana]
    penilai = penilai_dari(ids, pada=periode.instansi.hari_pada(sekarang))
    for siapa, judul, isi, alamat, kunci in (
        (
            set(ids),
            "Rencana pembinaan kinerja dibuka",
            f"Dari hasil {periode.nama}. Penilai Anda menyusunnya bersama Anda: sasaran, tanggal pertemuan, dan ukurannya.",
            "pelatihan:pembinaan",
            "orang",
        ),
        (
            {p for p in penilai.values() if p is not None},
            "Susun rencana pembinaan kinerja",
            f"Dari hasil {periode.nama}, paling lambat {HARI_MENYUSUN} hari. Siapa saja, terlihat di halamannya.",
            "pelatihan:pembinaan_tim",
            "penilai",
        ),
    ):
        beri_tahu_banyak(
            Pegawai.objects.filter(pk__in=siapa, is_active=True),
            judul=judul,
            isi=isi,
            tautan=reverse(alamat),
            kunci=f"pembinaan:{periode.pk}:{kunci}",
            sekarang=sekarang,
            jenis=JenisKabar.TUGAS,
        )


@transaction.atomic
def selaraskan(*, sekarang: datetime) -> int:
    """Batalkan rencana yang hasilnya dibetulkan (keberatan atau pembukaan kembali) menjadi memenuhi harapan.

    Rencana terusan tidak dibatalkan: sasarannya dari periode lain. Aman dipanggil berulang.
    """
    lebih_baru = Hasil.objects.filter(
        periode=OuterRef("periode"), pegawai=OuterRef("pegawai"), versi__gt=OuterRef("hasil__versi")
    )
    calon = list(
        Pembinaan.objects.select_for_update(of=("self",))
        .filter(Exists(lebih_baru), status__in=TERBUKA, asal__isnull=True)
        .order_by("pk")
    )
    terakhir: dict[tuple[int, int], str] = {}
    for periode, pegawai, predikat in (
        Hasil.objects.filter(
            periode_id__in={p.periode_id for p in calon}, pegawai_id__in={p.pegawai_id for p in calon}
        )
        .order_by("versi")
        .values_list("periode_id", "pegawai_id", "predikat")
    ):
        terakhir[periode, pegawai] = predikat
    batal = [
        p for p in calon if (predikat := terakhir[p.periode_id, p.pegawai_id]) and not wajib_dibina(predikat)
    ]
    for p in batal:
        p.status, p.berakhir, p.alasan_akhir = Keadaan.DIBATALKAN.value, sekarang, DIBETULKAN
        catat(
            aksi="pembinaan.dibatalkan",
            objek_jenis="pembinaan",
            objek_id=p.pk,
            oleh=None,
            sekarang=sekarang,
            instansi_id=p.instansi_id,
            isi={"pegawai": p.pegawai_id, "periode": p.periode_id},
            alasan=DIBETULKAN,
        )
    Pembinaan.objects.bulk_update(batal, ["status", "berakhir", "alasan_akhir"])
    return len(batal)
