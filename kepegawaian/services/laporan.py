"""Menangani laporan "Bukan atasan saya"."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.rules.format import tanggal
from inti.rules.kabar import JenisKabar
from inti.services.jejak import catat
from inti.services.kotak import beri_tahu
from kepegawaian.models import LaporanAtasan, Pegawai
from kepegawaian.queries.pengelola import pengelola_unit
from kepegawaian.queries.penilai import penilai_pada
from kepegawaian.services import penilai as layanan_penilai
from kepegawaian.services.bentrok import jelaskan_bentrok
from kepegawaian.services.penilai import unit_pegawai
from kepegawaian.services.wewenang import wajib_kelola_pegawai, wajib_seinstansi

TENGGAT = timedelta(days=7)
ALASAN_MAKS = 1000


@transaction.atomic
def laporkan(
    *, pegawai: Pegawai, usulan: Pegawai | None, alasan: str, oleh: Pegawai, sekarang: datetime
) -> LaporanAtasan:
    """Ajukan laporan atas penilai sendiri kepada pengelola; tenggatnya 7 hari, akhir hari setempat.

    Kiriman kedua dengan isi yang sama mengembalikan laporan yang terbuka itu; isi lain ditolak selagi ia terbuka.
    Menolak: bukan untuk diri sendiri, tanpa alasan, usulan diri sendiri, usulan nonaktif atau instansi lain, usulan yang
    sudah menjadi penilai.
    """
    if oleh.pk != pegawai.pk:
        raise TidakBerhak("Laporan ini hanya dapat dibuat oleh pegawainya sendiri.")
    wajib_seinstansi(pegawai.instansi_id, usulan)
    terbuka = LaporanAtasan.objects.filter(pegawai=pegawai).exclude(status=LaporanAtasan.Status.DITUTUP)
    ada = terbuka.first()
    if ada is not None:
        return _sama(ada, usulan, alasan)
    hari_ini = pegawai.instansi.hari_pada(sekarang)
    kini = penilai_pada(pada=hari_ini, pegawai_ids=[pegawai.pk]).get(pegawai.pk)
    penilai_id = kini.penilai_id if kini else None
    _periksa_laporan(pegawai, usulan, alasan, penilai_id)
    unit = unit_pegawai(pegawai, hari_ini)
    laporan = LaporanAtasan(
        pegawai=pegawai,
        unit_id=min(unit) if unit else None,
        penilai_semula_id=penilai_id,
        usulan=usulan,
        alasan=alasan.strip(),
        diajukan=sekarang,
        tenggat=pegawai.instansi.akhir_hari(hari_ini + TENGGAT),
    )
    if not _simpan_bila_satu_satunya(laporan):
        return _sama(terbuka.get(), usulan, alasan)  # kiriman dari jendela lain menang lebih dulu
    _catat("laporan_atasan.diajukan", laporan, oleh=oleh, sekarang=sekarang, alasan=alasan)
    _kabari_pengelola(laporan, hari_ini, sekarang)
    return laporan


def _sama(ada: LaporanAtasan, usulan: Pegawai | None, alasan: str) -> LaporanAtasan:
    """Laporan yang terbuka bila kirimannya sama dengannya; kiriman lain ditolak, supaya tidak hilang diam-diam."""
    if (ada.usulan, ada.alasan) != (usulan, alasan.strip()):
        raise GalatAturan(
            "Laporan Anda masih menunggu putusan, jadi yang ini belum dikirim. Tunggu sampai "
            f"{tanggal(ada.pegawai.instansi.hari_pada(ada.tenggat))}, atau sampaikan tambahannya kepada pengelola yang "
            "memutuskan.",
            bidang="alasan",
        )
    return ada


@transaction.atomic
def mulai(*, laporan: LaporanAtasan, oleh: Pegawai, sekarang: datetime) -> LaporanAtasan:
    """Tandai sedang ditangani; yang sudah diproses atau ditutup dibiarkan."""
    _wajib_pengelola(laporan, oleh, sekarang)
    baru = LaporanAtasan.objects.filter(pk=laporan.pk, status=LaporanAtasan.Status.DIAJUKAN).update(
        status=LaporanAtasan.Status.DIPROSES, diproses_pada=sekarang, diproses_oleh=oleh
    )
    if baru:
        _catat("laporan_atasan.diproses", laporan, oleh=oleh, sekarang=sekarang)
    laporan.refresh_from_db()
    return laporan


@transaction.atomic
def ubah_penilai(
    *, laporan: LaporanAtasan, penilai: Pegawai, sejak: date, alasan: str, oleh: Pegawai, sekarang: datetime
) -> LaporanAtasan:
    """Setujui: tetapkan penilai khusus mulai `sejak`, tutup laporan, beri tahu pelapor dan kedua penilai.

    Menolak yang ditolak `penilai.khususkan`, dan laporan yang sudah ditutup dengan keputusan lain.
    """
    _wajib_pengelola(laporan, oleh, sekarang)
    baris = _kunci_terbuka(laporan)
    layanan_penilai.khususkan(
        pegawai=baris.pegawai, penilai=penilai, sejak=sejak, alasan=alasan, oleh=oleh, sekarang=sekarang
    )
    baris.penilai_baru = penilai
    baris.berlaku_sejak = sejak
    _tutup(baris, LaporanAtasan.Keputusan.DIUBAH, alasan, oleh=oleh, sekarang=sekarang)
    mulai_kata = f"mulai {tanggal(sejak)}"
    _kabari(
        baris,
        baris.pegawai,
        "Penilai Anda diubah",
        f"{penilai.nama} menilai Anda {mulai_kata}. {alasan}",
        sekarang,
    )
    _kabari(
        baris, penilai, "Anda menilai seorang pegawai lagi", f"{baris.pegawai.nama}, {mulai_kata}.", sekarang
    )
    if baris.penilai_semula is not None and baris.penilai_semula_id != penilai.pk:
        _kabari(
            baris,
            baris.penilai_semula,
            "Seorang pegawai tidak lagi Anda nilai",
            f"{baris.pegawai.nama} dinilai {penilai.nama} {mulai_kata}.",
            sekarang,
        )
    return baris


@transaction.atomic
def tutup_sudah_berubah(*, laporan: LaporanAtasan, oleh: Pegawai, sekarang: datetime) -> LaporanAtasan:
    """Tutup laporan yang sebabnya sudah dibetulkan lewat penempatan, Plt., atau letak unit; pelapor diberi tahu.

    Menolak bila penilai pelapor hari ini masih sama dengan saat ia melapor, atau belum ada.
    """
    _wajib_pengelola(laporan, oleh, sekarang)
    baris = _kunci_terbuka(laporan)
    hari_ini = baris.pegawai.instansi.hari_pada(sekarang)
    kini = penilai_pada(pada=hari_ini, pegawai_ids=[baris.pegawai_id]).get(baris.pegawai_id)
    if kini is None or kini.penilai_id is None or kini.penilai_id == baris.penilai_semula_id:
        raise GalatAturan(
            "Penilainya belum berubah. Betulkan penempatan atau unitnya dahulu, atau tetapkan penilai di halaman ini."
        )
    penilai = Pegawai.objects.get(pk=kini.penilai_id)
    baris.penilai_baru = penilai
    baris.berlaku_sejak = kini.sejak or hari_ini
    alasan = f"Data organisasi sudah dibetulkan; penilai Anda {penilai.nama}."
    _tutup(baris, LaporanAtasan.Keputusan.DIUBAH, alasan, oleh=oleh, sekarang=sekarang)
    _kabari(baris, baris.pegawai, "Penilai Anda diubah", alasan, sekarang)
    return baris


@transaction.atomic
def tetapkan_tetap(
    *, laporan: LaporanAtasan, alasan: str, oleh: Pegawai, sekarang: datetime
) -> LaporanAtasan:
    """Tutup tanpa mengubah penilai; alasannya dibaca pelapor. Menolak tanpa alasan."""
    _wajib_pengelola(laporan, oleh, sekarang)
    if not alasan.strip():
        raise GalatAturan("Tulis alasannya; pegawai akan membacanya.", bidang="alasan")
    baris = _kunci_terbuka(laporan)
    _tutup(baris, LaporanAtasan.Keputusan.TETAP, alasan, oleh=oleh, sekarang=sekarang)
    _kabari(baris, baris.pegawai, "Penilai Anda tetap", alasan, sekarang)
    return baris


def _simpan_bila_satu_satunya(laporan: LaporanAtasan) -> bool:
    try:
        with jelaskan_bentrok(
            {"laporan_atasan_satu_terbuka": lambda: SudahBerubah("Laporan ini sudah dikirim.")}
        ):
            laporan.save()
    except SudahBerubah:
        return False
    return True


def _periksa_laporan(pegawai: Pegawai, usulan: Pegawai | None, alasan: str, penilai_id: int | None) -> None:
    if not alasan.strip():
        raise GalatAturan("Tulis alasannya, misalnya “pindah bidang sejak Januari”.", bidang="alasan")
    if len(alasan) > ALASAN_MAKS:
        raise GalatAturan(f"Ringkas alasan menjadi paling banyak {ALASAN_MAKS} huruf.", bidang="alasan")
    if usulan is None:
        return
    if usulan.pk == pegawai.pk:
        raise GalatAturan("Anda tidak dapat menilai diri sendiri. Pilih orang lain.", bidang="usulan")
    if usulan.pk == penilai_id:
        raise GalatAturan(f"{usulan.nama} memang penilai Anda sekarang. Pilih orang lain.", bidang="usulan")
    if not usulan.is_active:
        raise GalatAturan(f"{usulan.nama} sudah tidak aktif. Pilih orang lain.", bidang="usulan")


def _wajib_pengelola(laporan: LaporanAtasan, oleh: Pegawai, sekarang: datetime) -> None:
    """Pengelola unit pelapor; laporan sendiri harus diputus orang lain."""
    unit = None if laporan.unit_id is None else {laporan.unit_id}
    wajib_kelola_pegawai(oleh, instansi=laporan.pegawai.instansi, sekarang=sekarang, unit_ids=unit)
    if oleh.pk == laporan.pegawai_id:
        raise TidakBerhak("Laporan Anda sendiri diputus pengelola lain.")


def _kunci_terbuka(laporan: LaporanAtasan) -> LaporanAtasan:
    baris = (
        LaporanAtasan.objects.select_for_update(of=("self",))
        .select_related("pegawai__instansi", "penilai_semula")
        .get(pk=laporan.pk)
    )
    if baris.status == LaporanAtasan.Status.DITUTUP:
        raise SudahBerubah("Laporan ini sudah diputus. Muat ulang halaman untuk melihat keputusannya.")
    return baris


def _tutup(baris: LaporanAtasan, keputusan: str, alasan: str, *, oleh: Pegawai, sekarang: datetime) -> None:
    baris.status = LaporanAtasan.Status.DITUTUP
    baris.keputusan = keputusan
    baris.jawaban = alasan.strip()
    baris.dijawab_pada = sekarang
    baris.dijawab_oleh = oleh
    baris.save()
    _catat(f"laporan_atasan.{keputusan}", baris, oleh=oleh, sekarang=sekarang, alasan=alasan)


def _catat(aksi: str, laporan: LaporanAtasan, *, oleh: Pegawai, sekarang: datetime, alasan: str = "") -> None:
    catat(
        aksi=aksi,
        objek_jenis="laporan_atasan",
        objek_id=laporan.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={
            "pegawai": laporan.pegawai_id,
            "penilai_semula": laporan.penilai_semula_id,
            "usulan": laporan.usulan_id,
            "penilai_baru": laporan.penilai_baru_id,
        },
        alasan=alasan,
    )


def _kabari_pengelola(laporan: LaporanAtasan, hari_ini: date, sekarang: datetime) -> None:
    pengelola = pengelola_unit(
        unit_id=laporan.unit_id, instansi_id=laporan.pegawai.instansi_id, pada=hari_ini
    )
    for satu in pengelola:
        if satu.pk != laporan.pegawai_id:
            beri_tahu(
                penerima_id=satu.pk,
                instansi_id=satu.instansi_id,
                judul=f"{laporan.pegawai.nama}: bukan atasan saya",
                isi=f"Putuskan paling lambat {tanggal(hari_ini + TENGGAT)}.",
                tautan=reverse("kepegawaian:laporan_atasan_rinci", args=[laporan.pk]),
                kunci=f"laporan-atasan:{laporan.pk}:{satu.pk}",
                sekarang=sekarang,
                jenis=JenisKabar.TUGAS,
                surel_ke=satu,
            )


def _kabari(laporan: LaporanAtasan, siapa: Pegawai, judul: str, isi: str, sekarang: datetime) -> None:
    tautan = "kepegawaian:bukan_atasan" if siapa.pk == laporan.pegawai_id else "beranda"
    beri_tahu(
        penerima_id=siapa.pk,
        instansi_id=siapa.instansi_id,
        judul=judul,
        isi=isi,
        tautan=reverse(tautan),
        kunci=f"laporan-atasan:{laporan.pk}:putusan:{siapa.pk}",
        sekarang=sekarang,
        jenis=JenisKabar.HASIL,
        surel_ke=siapa,
    )
