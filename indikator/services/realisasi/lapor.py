"""Pegawai melaporkan capaian: draf, ajukan, tarik."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from indikator.models import Bukti, IndikatorKinerja, Periode, Realisasi, StatusDokumen
from indikator.permissions import Pihak, hari_setempat, wajib_seinstansi
from indikator.queries.hitungan import TERHITUNG
from indikator.services import alamat
from indikator.services.kunci import kunci_bersama
from indikator.services.langkah import LANGKAH_REALISASI, Aksi, berikutnya
from indikator.services.realisasi.bukti import ambil_berkas, bukti_lama, samakan_bukti, sudah_terlampir
from indikator.services.realisasi.masukan import MasukanRealisasi, periksa_isian
from indikator.services.realisasi.unggah import periksa_jatah
from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.models import Berkas
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai
from kepegawaian.queries.penilai import penilai_pada

TELAH_BERUBAH = (
    "Laporan ini sudah diubah di tab atau perangkat lain. Ketikan Anda tetap ada di sini. "
    "Bandingkan dengan isi terbarunya, lalu simpan lagi."
)
DITULIS = [
    "status",
    "nilai",
    "tanggal",
    "keterangan",
    "perlakuan",
    "alasan_perlakuan",
    "rating",
    "alasan_rating",
    "terlambat",
    "nomor",
    "versi",
    "diajukan_pada",
    "diajukan_oleh",
]


@dataclass(slots=True)
class _Butir:
    """Satu laporan yang sedang diproses."""

    masukan: MasukanRealisasi
    indikator: IndikatorKinerja
    realisasi: Realisasi


@transaction.atomic
def laporkan(
    *, periode_id: int, masukan: Sequence[MasukanRealisasi], ajukan: bool, oleh: Pegawai, sekarang: datetime
) -> list[Realisasi]:
    """Simpan laporan beberapa indikator sekaligus; `ajukan` menyerahkannya dan memberi nomor tanda terima.

    Semua atau tidak sama sekali. Kiriman kedua dengan isi yang sama mengembalikan tanda terima yang sama.
    Menolak: periode tidak menerima, SKP bukan milik `oleh` atau belum disetujui, nilai mustahil, tanpa bukti
    saat diajukan, berkas di atas jatahnya, indikator yang dikecualikan penilai, dan versi yang tertinggal (SudahBerubah).
    """
    periode = kunci_bersama(periode_id=periode_id, sekarang=sekarang)
    wajib_seinstansi(oleh, instansi_id=periode.instansi_id)
    berkas = ambil_berkas({i for m in masukan for i in m.berkas_ids}, oleh=oleh)
    indikator = _indikator_milik(periode, masukan, oleh=oleh)
    butir = _butir(periode, masukan, indikator, oleh=oleh)
    periksa_jatah(periode, [(m.indikator_id, [berkas[i] for i in m.berkas_ids]) for m in masukan], oleh=oleh)
    lama = bukti_lama([b.realisasi for b in butir])
    diubah = [b for b in butir if not _terkirim_ulang(b, lama.get(b.realisasi.pk, []), berkas)]
    hari = hari_setempat(oleh.instansi, sekarang=sekarang)
    for satu in diubah:
        _terapkan(
            satu, periode, ajukan=ajukan, hari=hari, oleh=oleh, sekarang=sekarang, banyak=len(masukan) > 1
        )
    _tulis(diubah, lama, berkas, ajukan=ajukan, oleh=oleh, sekarang=sekarang)
    if ajukan and diubah:
        _kabari_penilai(periode, len(diubah), oleh=oleh, hari=hari, sekarang=sekarang)
    return [b.realisasi for b in butir]


def _indikator_milik(
    periode: Periode, masukan: Sequence[MasukanRealisasi], *, oleh: Pegawai
) -> dict[int, IndikatorKinerja]:
    """Kunci indikator yang dilaporkan, urut id: dua kiriman untuk indikator yang sama saling menunggu."""
    ids = [m.indikator_id for m in masukan]
    if len(set(ids)) != len(ids):
        raise GalatAturan("Satu indikator hanya dapat dilaporkan sekali dalam satu kiriman.")
    ada = {
        i.pk: i
        for i in IndikatorKinerja.objects.select_for_update(of=("self",), no_key=True)
        .select_related("skp")
        .filter(pk__in=ids, skp__instansi_id=oleh.instansi_id)
        .order_by("pk")
    }
    if len(ada) != len(ids) or any(i.skp.pegawai_id != oleh.pk for i in ada.values()):
        raise TidakBerhak("Capaian hanya dapat dilaporkan oleh pemilik SKP-nya.")
    for indikator in ada.values():
        if indikator.skp.periode_id != periode.induk_id:
            raise GalatAturan(
                f"“{indikator.nama}” bukan bagian dari SKP tahun {periode.mulai.year}. Pilih dari daftar."
            )
        if indikator.skp.status != StatusDokumen.DISETUJUI:
            raise GalatAturan(
                "SKP Anda belum disetujui. Capaian dapat dilaporkan sesudah pejabat penilai menyetujuinya."
            )
    return ada


def _butir(
    periode: Periode,
    masukan: Sequence[MasukanRealisasi],
    indikator: dict[int, IndikatorKinerja],
    *,
    oleh: Pegawai,
) -> list[_Butir]:
    ada = {
        r.indikator_id: r
        for r in Realisasi.objects.select_for_update()
        .filter(periode=periode, indikator_id__in=indikator)
        .order_by("pk")
    }
    baru = [
        Realisasi(
            instansi_id=periode.instansi_id,
            periode=periode,
            pegawai=oleh,
            indikator=indikator[m.indikator_id],
            versi=0,
        )
        for m in masukan
        if m.indikator_id not in ada
    ]
    for r in Realisasi.objects.bulk_create(baru):
        ada[r.indikator_id] = r
    return [_Butir(m, indikator[m.indikator_id], ada[m.indikator_id]) for m in masukan]


def _terkirim_ulang(butir: _Butir, lama: Sequence[Bukti], berkas: dict[int, Berkas]) -> bool:
    """Kiriman yang sama dua kali (klik ganda, muat ulang): sudah diserahkan dengan isi yang sama."""
    r, m = butir.realisasi, butir.masukan
    return (
        r.status in TERHITUNG
        and (r.nilai, r.tanggal, r.keterangan) == (m.nilai, m.tanggal, m.keterangan.strip())
        and sudah_terlampir(m, lama, berkas)
    )


def _terapkan(
    butir: _Butir,
    periode: Periode,
    *,
    ajukan: bool,
    hari: date,
    oleh: Pegawai,
    sekarang: datetime,
    banyak: bool,
) -> None:
    """Pindahkan isian ke baris sesudah semua syarat terpenuhi."""
    r, m = butir.realisasi, butir.masukan
    berikutnya(
        tabel=LANGKAH_REALISASI, status=r.status, aksi=Aksi.SUSUN, pihak=Pihak.PEMILIK, benda="Laporan"
    )
    if m.versi is not None and m.versi != r.versi:
        raise SudahBerubah(TELAH_BERUBAH)
    if r.perlakuan == Realisasi.Perlakuan.DIKECUALIKAN:
        raise GalatAturan(
            f"Penilai mengecualikan indikator ini: {r.alasan_perlakuan} "
            "Minta penilai mencabutnya bila tetap ingin melapor."
        )
    try:
        periksa_isian(m, butir.indikator, hari=hari, ajukan=ajukan)
    except GalatAturan as galat:
        if banyak:
            raise GalatAturan(f"{butir.indikator.nama}: {galat.pesan}", bidang=galat.bidang) from galat
        raise
    r.nilai, r.tanggal, r.keterangan = m.nilai, m.tanggal, m.keterangan.strip()
    r.versi += 1
    if ajukan:
        _serahkan(r, periode, oleh=oleh, sekarang=sekarang)


def _serahkan(r: Realisasi, periode: Periode, *, oleh: Pegawai, sekarang: datetime) -> None:
    """Laporan berpindah ke penilai: keadaan, tanda terlambat, dan nomor tanda terima."""
    sebelum = r.status
    r.status = berikutnya(
        tabel=LANGKAH_REALISASI, status=r.status, aksi=Aksi.AJUKAN, pihak=Pihak.PEMILIK, benda="Laporan"
    )
    # Perbaikan sesudah dikembalikan bukan keterlambatan pelapor; pengajuan pertama dan sesudah ditarik iya.
    if sebelum != StatusDokumen.PERLU_PERBAIKAN:
        r.terlambat = sekarang > periode.tenggat_lapor
    r.perlakuan, r.alasan_perlakuan = Realisasi.Perlakuan.DINILAI, ""
    r.rating = r.alasan_rating = ""
    r.diajukan_pada, r.diajukan_oleh = sekarang, oleh
    r.nomor = r.nomor or nomor_tanda_terima(periode, r.pk)


def nomor_tanda_terima(periode: Periode, realisasi_id: int) -> str:
    """LC-2026-3-000123: tahun, triwulan (atau bulan dua angka), id laporan; karena itu selalu unik."""
    bulan = periode.mulai.month
    bagian = f"{bulan:02d}" if periode.jenis == Periode.Jenis.BULANAN else str((bulan - 1) // 3 + 1)
    return f"LC-{periode.mulai.year}-{bagian}-{realisasi_id:06d}"


def _tulis(
    butir: Sequence[_Butir],
    lama: dict[int, list[Bukti]],
    berkas: dict[int, Berkas],
    *,
    ajukan: bool,
    oleh: Pegawai,
    sekarang: datetime,
) -> None:
    if not butir:
        return
    # Bukan bulk_update: CASE WHEN per baris dan kolomnya lima kali lebih mahal, dan ribuan orang melapor sekaligus.
    Realisasi.objects.bulk_create(
        [b.realisasi for b in butir], update_conflicts=True, unique_fields=["id"], update_fields=DITULIS
    )
    samakan_bukti([(b.realisasi, b.masukan) for b in butir], lama, berkas, oleh=oleh, sekarang=sekarang)
    jejak.catat_banyak(
        aksi="realisasi.diajukan" if ajukan else "realisasi.disimpan",
        objek_jenis="realisasi",
        butir=[(b.realisasi.pk, _isi_jejak(b)) for b in butir],
        oleh=oleh,
        sekarang=sekarang,
    )


def _isi_jejak(butir: _Butir) -> dict[str, Any]:
    r = butir.realisasi
    return {
        "indikator_id": r.indikator_id,
        "versi": r.versi,
        "status": r.status,
        "nilai": None if r.nilai is None else str(r.nilai),
        "tanggal": None if r.tanggal is None else r.tanggal.isoformat(),
        "terlambat": r.terlambat,
        "bukti": len(butir.masukan.berkas_ids) + len(butir.masukan.tautan),
    }


def _kabari_penilai(periode: Periode, jumlah: int, *, oleh: Pegawai, hari: date, sekarang: datetime) -> None:
    """Satu pesan sehari untuk tiap pelapor, supaya penilai tidak dibanjiri."""
    penilai = penilai_pada(pada=hari, pegawai_ids=[oleh.pk]).get(oleh.pk)
    if penilai is None or penilai.penilai_id is None:
        return
    kotak.beri_tahu(
        penerima_id=penilai.penilai_id,
        instansi_id=oleh.instansi_id,
        judul=f"{periode.nama}: laporan capaian {oleh.nama} menunggu diperiksa",
        isi=f"{jumlah} indikator diajukan.",
        tautan=alamat.periksa_capaian(periode.pk, oleh.pk),
        kunci=f"realisasi:{periode.pk}:{oleh.pk}:diajukan:{hari.isoformat()}",
        sekarang=sekarang,
    )


@transaction.atomic
def tarik(*, realisasi: Realisasi, oleh: Pegawai, sekarang: datetime) -> Realisasi:
    """Pemilik menarik laporan yang belum diputus; menjadi draf lagi, nomor tanda terimanya tetap."""
    kunci_bersama(periode_id=realisasi.periode_id, sekarang=sekarang)
    baris = Realisasi.objects.select_for_update().get(pk=realisasi.pk)
    if baris.pegawai_id != oleh.pk or not oleh.is_active:
        raise TidakBerhak("Laporan hanya dapat ditarik oleh pemiliknya.")
    berikut = berikutnya(
        tabel=LANGKAH_REALISASI, status=baris.status, aksi=Aksi.TARIK, pihak=Pihak.PEMILIK, benda="Laporan"
    )
    if baris.status == berikut:
        return baris
    baris.status = berikut
    baris.versi += 1
    baris.save(update_fields=["status", "versi"])
    jejak.catat(
        aksi="realisasi.ditarik", objek_jenis="realisasi", objek_id=baris.pk, oleh=oleh, sekarang=sekarang
    )
    return baris
