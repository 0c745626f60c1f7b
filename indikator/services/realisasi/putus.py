"""Pejabat penilai memeriksa laporan: setujui, kembalikan, dikecualikan, tidak dilaporkan."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F

from indikator.models import IndikatorKinerja, Periode, Realisasi, StatusDokumen
from indikator.permissions import Pihak, hari_setempat, wajib_penilai_semua
from indikator.queries.hitungan import TERHITUNG
from indikator.services import alamat
from indikator.services.kunci import kunci_bersama
from indikator.services.langkah import LANGKAH_REALISASI, Aksi, berikutnya
from indikator.services.realisasi.kabar import kabari_pelapor
from inti.galat import GalatAturan, SudahBerubah
from inti.rules.kabar import JenisKabar
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai

TELAH_BERUBAH = "Ada laporan yang berubah sejak halaman ini dibuka. Periksa lagi, lalu setujui."


@transaction.atomic
def setujui_banyak(
    *, realisasi_ids: Iterable[int], oleh: Pegawai, sekarang: datetime, versi: Mapping[int, int] | None = None
) -> int:
    """Setujui semua yang masih diajukan; kembalikan jumlahnya. Yang sudah diputus dilewati.

    Satu saja yang bukan bawahan `oleh`, atau yang kualitatif (perlu rating beralasan), menolak semuanya.
    `versi` (id → yang dilihat) menolak yang berubah.
    """
    ids = set(realisasi_ids)
    for periode_id in sorted(set(Realisasi.objects.filter(pk__in=ids).values_list("periode_id", flat=True))):
        kunci_bersama(periode_id=periode_id, sekarang=sekarang)
    baris = list(
        Realisasi.objects.select_for_update(of=("self",))
        .select_related("indikator")
        .filter(pk__in=ids)
        .order_by("pk")
    )
    hari = hari_setempat(oleh.instansi, sekarang=sekarang)
    wajib_penilai_semua(oleh, pemilik_ids={r.pegawai_id for r in baris}, pada=hari)
    menunggu = [r for r in baris if r.status == StatusDokumen.DIAJUKAN]
    if kualitatif := next((r.indikator.nama for r in menunggu if r.indikator.kualitatif), ""):
        raise GalatAturan(f"“{kualitatif}” kualitatif: beri rating beserta alasannya, satu per satu.")
    if versi is not None and any(versi.get(r.pk, r.versi) != r.versi for r in menunggu):
        raise SudahBerubah(TELAH_BERUBAH)
    Realisasi.objects.filter(pk__in=[r.pk for r in menunggu]).update(
        status=StatusDokumen.DISETUJUI,
        catatan="",
        diputus_pada=sekarang,
        diputus_oleh=oleh,
        versi=F("versi") + 1,
    )
    jejak.catat_banyak(
        aksi="realisasi.disetujui",
        objek_jenis="realisasi",
        butir=[(r.pk, {"versi": r.versi + 1, "status": StatusDokumen.DISETUJUI}) for r in menunggu],
        oleh=oleh,
        sekarang=sekarang,
    )
    kabari_pelapor(
        menunggu,
        judul="{} laporan capaian Anda disetujui",
        isi=f"Disetujui {oleh.nama}.",
        kunci=lambda r: f"realisasi:disetujui:{r.pegawai_id}:{r.pk}:{sekarang.timestamp():.3f}",
        sekarang=sekarang,
    )
    return len(menunggu)


@transaction.atomic
def kembalikan(
    *, realisasi: Realisasi, catatan: str, oleh: Pegawai, sekarang: datetime, versi: int | None = None
) -> Realisasi:
    """Minta perbaikan; catatan wajib. Yang disetujui pun masih dapat dikembalikan sampai periode ditutup."""
    catatan = catatan.strip()
    if not catatan:
        raise GalatAturan("Tulis apa yang perlu diperbaiki, supaya pelapornya tahu.", bidang="catatan")
    baris, periode = kunci_laporan(realisasi, oleh=oleh, sekarang=sekarang)
    if baris.status == StatusDokumen.PERLU_PERBAIKAN and (baris.catatan, baris.diputus_oleh_id) == (
        catatan,
        oleh.pk,
    ):
        return baris
    baris.status = berikutnya(
        tabel=LANGKAH_REALISASI,
        status=baris.status,
        aksi=Aksi.KEMBALIKAN,
        pihak=Pihak.PENILAI,
        benda="Laporan",
    )
    tolak_tertinggal(baris, versi)
    baris.catatan, baris.diputus_pada, baris.diputus_oleh = catatan, sekarang, oleh
    baris.rating = baris.alasan_rating = ""
    baris.versi += 1
    baris.save()
    jejak.catat(
        aksi="realisasi.dikembalikan",
        objek_jenis="realisasi",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"versi": baris.versi},
        alasan=catatan,
    )
    _kabari_dikembalikan(baris, periode.nama, oleh=oleh, sekarang=sekarang)
    return baris


def _kabari_dikembalikan(baris: Realisasi, nama_periode: str, *, oleh: Pegawai, sekarang: datetime) -> None:
    kotak.beri_tahu(
        penerima_id=baris.pegawai_id,
        instansi_id=baris.instansi_id,
        judul=f"{nama_periode}: laporan capaian perlu perbaikan",
        isi=f"{baris.indikator.nama}. {oleh.nama}: {baris.catatan}",
        tautan=alamat.lapor(baris.periode_id, baris.indikator_id),
        kunci=f"realisasi:{baris.pk}:dikembalikan:{baris.versi}",
        sekarang=sekarang,
        jenis=JenisKabar.HASIL,
        surel_ke=baris.pegawai,
    )


@transaction.atomic
def perlakukan(
    *, periode_id: int, indikator_id: int, perlakuan: str, alasan: str, oleh: Pegawai, sekarang: datetime
) -> Realisasi:
    """Tetapkan indikator dikecualikan (bobotnya keluar) atau tidak dilaporkan (dihitung 0); "" mencabutnya.

    Alasan wajib kecuali saat mencabut. Menolak yang bukan penilai, dan "tidak dilaporkan" untuk laporan
    yang sudah diserahkan.
    """
    alasan = alasan.strip()
    _periksa_perlakuan(perlakuan, alasan)
    periode = kunci_bersama(periode_id=periode_id, sekarang=sekarang)
    indikator = _kunci_indikator(indikator_id, periode)
    wajib_penilai(oleh, indikator.skp.pegawai_id, sekarang=sekarang)
    baris = _baris_perlakuan(periode.pk, indikator, buat=bool(perlakuan))
    if (baris.perlakuan, baris.alasan_perlakuan) == (perlakuan, alasan if perlakuan else ""):
        return baris
    if perlakuan == Realisasi.Perlakuan.TIDAK_DILAPORKAN and baris.status in TERHITUNG:
        raise GalatAturan(
            "Indikator ini sudah dilaporkan. Kembalikan dengan catatan bila isinya keliru.",
            bidang="perlakuan",
        )
    baris.perlakuan, baris.alasan_perlakuan = perlakuan, alasan if perlakuan else ""
    baris.diputus_pada, baris.diputus_oleh = sekarang, oleh
    baris.versi += 1
    baris.save()
    jejak.catat(
        aksi="realisasi.diperlakukan",
        objek_jenis="realisasi",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"versi": baris.versi, "perlakuan": perlakuan},
        alasan=alasan,
    )
    _kabari_perlakuan(baris, indikator, periode.nama, oleh=oleh, sekarang=sekarang)
    return baris


def _periksa_perlakuan(perlakuan: str, alasan: str) -> None:
    if perlakuan not in Realisasi.Perlakuan:
        raise GalatAturan("Pilih dikecualikan atau tidak dilaporkan.", bidang="perlakuan")
    if perlakuan and not alasan:
        raise GalatAturan(
            "Tulis alasannya; alasan ini tampil kepada pegawai dan di hasilnya.", bidang="alasan"
        )


def _kunci_indikator(indikator_id: int, periode: Periode) -> IndikatorKinerja:
    indikator = (
        IndikatorKinerja.objects.select_for_update(of=("self",), no_key=True)
        .select_related("skp__pegawai")
        .filter(pk=indikator_id, skp__status=StatusDokumen.DISETUJUI)
        .first()
    )
    if indikator is None or indikator.skp.periode_id != periode.induk_id:
        raise GalatAturan("Indikator ini bukan bagian dari SKP yang disetujui tahun ini. Pilih dari daftar.")
    return indikator


def _baris_perlakuan(periode_id: int, indikator: IndikatorKinerja, *, buat: bool) -> Realisasi:
    ada = Realisasi.objects.select_for_update().filter(periode_id=periode_id, indikator=indikator).first()
    if ada is None and not buat:
        raise GalatAturan(
            "Indikator ini belum dilaporkan dan belum diperlakukan, jadi tidak ada yang dicabut."
        )
    return ada or Realisasi.objects.create(
        instansi_id=indikator.skp.instansi_id,
        periode_id=periode_id,
        pegawai_id=indikator.skp.pegawai_id,
        indikator=indikator,
        versi=0,
    )


def _kabari_perlakuan(
    baris: Realisasi, indikator: IndikatorKinerja, nama_periode: str, *, oleh: Pegawai, sekarang: datetime
) -> None:
    kata = {
        Realisasi.Perlakuan.DIKECUALIKAN: "dikecualikan dari penilaian",
        Realisasi.Perlakuan.TIDAK_DILAPORKAN: "ditandai tidak dilaporkan",
        Realisasi.Perlakuan.DINILAI: "dinilai lagi dari laporannya",
    }[Realisasi.Perlakuan(baris.perlakuan)]
    kotak.beri_tahu(
        penerima_id=baris.pegawai_id,
        instansi_id=baris.instansi_id,
        judul=f"{nama_periode}: satu indikator {kata}",
        isi=f"{indikator.nama}. {oleh.nama}: {baris.alasan_perlakuan}".removesuffix(": "),
        tautan=alamat.lapor(baris.periode_id, baris.indikator_id),
        kunci=f"realisasi:{baris.pk}:perlakuan:{baris.versi}",
        sekarang=sekarang,
    )


def kunci_laporan(realisasi: Realisasi, *, oleh: Pegawai, sekarang: datetime) -> tuple[Realisasi, Periode]:
    """Laporan itu dan periodenya, keduanya terkunci; menolak yang bukan penilainya."""
    periode = kunci_bersama(periode_id=realisasi.periode_id, sekarang=sekarang)
    baris = (
        Realisasi.objects.select_for_update(of=("self",))
        .select_related("pegawai", "indikator")
        .get(pk=realisasi.pk)
    )
    wajib_penilai(oleh, baris.pegawai_id, sekarang=sekarang)
    return baris, periode


def tolak_tertinggal(baris: Realisasi, versi: int | None) -> None:
    """Tolak putusan atas laporan yang berubah sejak halamannya dibuka."""
    if versi is not None and versi != baris.versi:
        raise SudahBerubah(TELAH_BERUBAH)


def wajib_penilai(oleh: Pegawai, pegawai_id: int, *, sekarang: datetime) -> None:
    """Tolak yang bukan pejabat penilai orang itu hari ini."""
    wajib_penilai_semua(oleh, pemilik_ids=[pegawai_id], pada=hari_setempat(oleh.instansi, sekarang=sekarang))
