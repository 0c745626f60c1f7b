"""Umpan balik yang tidak pantas: penerima melapor, admin BKD memutus dengan alasan."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan, TidakBerhak
from inti.rules.format import tanggal
from inti.rules.kabar import JenisKabar
from inti.services import jejak, kotak
from inti.services.tulisan import berukuran
from kepegawaian.models import Pegawai
from kepegawaian.permissions import Izin, wajib_di
from kepegawaian.queries.pengelola import pengelola_unit
from umpan_balik.models import LaporanUmpanBalik, UmpanBalik

ALASAN_TERPENDEK, ALASAN_TERPANJANG = 10, 1_000


@transaction.atomic
def lapor(*, umpan_balik_id: int, alasan: str, oleh: Pegawai, sekarang: datetime) -> LaporanUmpanBalik:
    """Penerima menyerahkan satu umpan balik kepada admin BKD; hanya dengan ini orang ketiga membaca isinya.

    Laporan kedua dengan alasan yang sama mengembalikan yang pertama. Menolak bukan penerimanya, yang ditarik, dan
    yang sudah dilaporkan dengan alasan lain.
    """
    alasan = _alasan(alasan)
    baris = (
        UmpanBalik.objects.select_for_update(of=("self",)).filter(pk=umpan_balik_id, penerima=oleh).first()
    )
    if baris is None:
        raise TidakBerhak("Umpan balik ini bukan untuk Anda. Kembali ke daftar Anda.")
    if baris.ditarik is not None:
        raise GalatAturan("Umpan balik ini sudah ditarik penulisnya dan isinya sudah dihapus.")
    laporan, baru = LaporanUmpanBalik.objects.get_or_create(
        umpan_balik=baris,
        defaults={
            "instansi_id": baris.instansi_id,
            "alasan": alasan,
            "dilaporkan_pada": sekarang,
            "dilaporkan_oleh": oleh,
        },
    )
    if baru:
        _catat("umpan_balik.dilaporkan", laporan, oleh, sekarang)
        hari = oleh.instansi.hari_pada(sekarang)
        for admin in pengelola_unit(unit_id=None, instansi_id=baris.instansi_id, pada=hari):
            if admin.pk not in (baris.ditulis_oleh_id, baris.penerima_id):
                _beri_tahu(laporan, admin, "Umpan balik dilaporkan tidak pantas", sekarang, jenis="tugas")
    elif laporan.alasan != alasan:
        raise GalatAturan(
            f"Umpan balik ini sudah Anda laporkan pada {tanggal(oleh.instansi.hari_pada(laporan.dilaporkan_pada))} dengan alasan "
            "lain. Alasan ini belum dikirim; sampaikan kepada admin BKD yang memutus laporan itu.",
            bidang="alasan",
        )
    return laporan


@transaction.atomic
def putus(
    *, laporan_id: int, putusan: str, catatan: str, oleh: Pegawai, sekarang: datetime
) -> LaporanUmpanBalik:
    """Admin BKD mempertahankan atau menyembunyikan; pelapor dan, bila disembunyikan, penulisnya membaca catatannya.

    Menolak yang bukan admin BKD seluruh instansi, penulis atau penerimanya sendiri, dan laporan yang sudah diputus.
    """
    laporan = (
        LaporanUmpanBalik.objects.select_for_update(of=("self",))
        .select_related("umpan_balik__ditulis_oleh", "dilaporkan_oleh")
        .get(pk=laporan_id)
    )
    hari = oleh.instansi.hari_pada(sekarang)
    wajib_di(oleh, Izin.KELOLA_PEGAWAI, pada=hari, instansi_id=laporan.instansi_id, unit_ids=None)
    baris = laporan.umpan_balik
    if oleh.pk in (baris.ditulis_oleh_id, baris.penerima_id):
        raise TidakBerhak("Laporan yang menyangkut Anda diputus admin BKD lain.")
    if putusan not in LaporanUmpanBalik.Putusan.values:
        raise GalatAturan("Pilih tetap ditampilkan atau disembunyikan.", bidang="putusan")
    if laporan.putusan:
        raise GalatAturan("Laporan ini sudah diputus. Muat ulang halaman untuk membacanya.")
    laporan.putusan, laporan.catatan = putusan, _alasan(catatan, bidang="catatan")
    laporan.diputus_pada, laporan.diputus_oleh = sekarang, oleh
    laporan.save(update_fields=["putusan", "catatan", "diputus_pada", "diputus_oleh"])
    sembunyi = putusan == LaporanUmpanBalik.Putusan.DISEMBUNYIKAN
    if sembunyi:
        UmpanBalik.objects.filter(pk=baris.pk).update(disembunyikan=True)
    _catat("umpan_balik.laporan_diputus", laporan, oleh, sekarang, putusan=putusan)
    _beri_tahu(laporan, laporan.dilaporkan_oleh, "Laporan umpan balik Anda diputus", sekarang, catatan=True)
    if sembunyi:
        judul = "Umpan balik yang Anda tulis disembunyikan admin BKD"
        _beri_tahu(laporan, baris.ditulis_oleh, judul, sekarang, catatan=True)
    return laporan


def _alasan(teks: str, *, bidang: str = "alasan") -> str:
    return berukuran(teks, sekurangnya=ALASAN_TERPENDEK, paling_banyak=ALASAN_TERPANJANG, bidang=bidang)


def _beri_tahu(
    laporan: LaporanUmpanBalik,
    orang: Pegawai,
    judul: str,
    sekarang: datetime,
    *,
    catatan: bool = False,
    jenis: str = "hasil",
) -> None:
    tujuan = "umpan_balik:daftar" if catatan else "umpan_balik:langsung_laporan"
    kotak.beri_tahu(
        penerima_id=orang.pk,
        instansi_id=laporan.instansi_id,
        judul=judul,
        isi=f"{laporan.get_putusan_display()}. Alasannya: {laporan.catatan}" if catatan else "",
        tautan=reverse(tujuan),
        kunci=f"laporan-ub:{laporan.pk}:{orang.pk}:{'putus' if catatan else 'baru'}",
        sekarang=sekarang,
        jenis=JenisKabar(jenis),
    )


def _catat(aksi: str, laporan: LaporanUmpanBalik, oleh: Pegawai, sekarang: datetime, **isi: object) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="laporan_umpan_balik",
        objek_id=laporan.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"umpan_balik": laporan.umpan_balik_id} | isi,
    )
