"""Risalah dialog kinerja: disusun salah satu pihak, disahkan keduanya, sesudah itu hanya adendum."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from inti.galat import GalatAturan, SudahBerubah, TidakBerhak
from inti.rules.format import tanggal
from inti.rules.kabar import JenisKabar
from inti.services import jejak, kotak
from kepegawaian.models import Pegawai
from umpan_balik.models import AdendumDialog, DialogKinerja, PokokDialog, TindakDialog
from umpan_balik.queries.dialog import penilai_kini, rhk_dibicarakan

TEKS_TERPANJANG = 2_000
TINDAK_TERBANYAK = 8
PALING_LAMA = timedelta(days=366)
BUKAN_PIHAK = "Risalah ini milik pegawai dan penilainya. Kembali ke daftar dialog Anda."
SUDAH_SAH = "Risalah ini sudah disahkan keduanya dan tidak berubah lagi. Tambahkan adendum."


@dataclass(frozen=True, slots=True)
class Tindak:
    """Satu tindak lanjut; `oleh_penilai` menunjuk penanggung jawabnya."""

    uraian: str
    oleh_penilai: bool
    tenggat: date


@dataclass(frozen=True, slots=True)
class IsiDialog:
    """Isi satu risalah. `pokok` kemajuan per RHK: (id RHK, teks); yang kosong dibuang."""

    tanggal: date
    pokok: tuple[tuple[int, str], ...]
    kendala: str
    dukungan: str
    tindak: tuple[Tindak, ...]


@transaction.atomic
def susun(*, pegawai: Pegawai, isi: IsiDialog, oleh: Pegawai, sekarang: datetime) -> DialogKinerja:
    """Buat draf risalah antara `pegawai` dan penilainya hari ini; keduanya dapat mengubahnya sampai sah.

    Menolak orang ketiga, pegawai tanpa penilai, risalah kosong, tanggal yang belum tiba, dan RHK orang lain. Risalah
    terbuka bertanggal sama dikembalikan sebagai yang harus diubah, bukan dibuat dua kali.
    """
    hari = oleh.instansi.hari_pada(sekarang)
    penilai_id = penilai_kini(pegawai.pk, pada=hari)
    if pegawai.instansi_id != oleh.instansi_id or oleh.pk not in (pegawai.pk, penilai_id):
        raise TidakBerhak(BUKAN_PIHAK)
    if penilai_id is None:
        raise GalatAturan("Belum ada pejabat penilai untuk pegawai ini. Admin BKD dapat menunjuknya.")
    _periksa(isi, pegawai, hari)
    Pegawai.objects.select_for_update(no_key=True).get(pk=pegawai.pk)  # dua klik bergiliran
    if DialogKinerja.objects.filter(pegawai=pegawai, penilai_id=penilai_id, tanggal=isi.tanggal).exists():
        raise GalatAturan(
            f"Risalah {tanggal(isi.tanggal)} sudah ada. Buka dari daftar dialog, lalu ubah di sana.",
            bidang="tanggal",
        )
    dialog = DialogKinerja.objects.create(
        instansi_id=pegawai.instansi_id,
        pegawai=pegawai,
        penilai_id=penilai_id,
        tanggal=isi.tanggal,
        kendala=isi.kendala.strip(),
        dukungan=isi.dukungan.strip(),
        disusun_pada=sekarang,
        disusun_oleh=oleh,
    )
    _tulis_isi(dialog, isi)
    _catat("dialog.disusun", dialog, oleh, sekarang)
    return dialog


@transaction.atomic
def ubah(*, dialog_id: int, versi: int, isi: IsiDialog, oleh: Pegawai, sekarang: datetime) -> DialogKinerja:
    """Ganti isi risalah yang belum sah; pengesahan yang sudah ada batal karena bunyinya berubah."""
    dialog = _terkunci(dialog_id, oleh)
    if dialog.sah:
        raise GalatAturan(SUDAH_SAH)
    _versi(dialog, versi)
    _periksa(isi, dialog.pegawai, oleh.instansi.hari_pada(sekarang))
    kembar = DialogKinerja.objects.filter(
        pegawai=dialog.pegawai, penilai=dialog.penilai, tanggal=isi.tanggal
    ).exclude(pk=dialog.pk)
    if kembar.exists():
        raise GalatAturan(f"Risalah {tanggal(isi.tanggal)} sudah ada. Pilih tanggal lain.", bidang="tanggal")
    batal = dialog.disahkan_pegawai or dialog.disahkan_penilai
    dialog.tanggal, dialog.kendala, dialog.dukungan = isi.tanggal, isi.kendala.strip(), isi.dukungan.strip()
    dialog.disahkan_pegawai = dialog.disahkan_penilai = None
    dialog.versi += 1
    dialog.save()
    _tulis_isi(dialog, isi)
    _catat("dialog.disusun", dialog, oleh, sekarang)
    if batal:
        _kabari(dialog, oleh, f"{oleh.nama} mengubah risalah dialog; pengesahannya diulang", "ubah", sekarang)
    return dialog


@transaction.atomic
def sahkan(*, dialog_id: int, versi: int, oleh: Pegawai, sekarang: datetime) -> DialogKinerja:
    """Satu pihak menyatakan risalah sesuai. Bila keduanya sudah, bunyinya beku di basis data.

    `versi` yang dibaca; bila sementara itu berubah, ditolak supaya tidak ada yang mengesahkan bunyi yang tidak dibacanya.
    """
    dialog = _terkunci(dialog_id, oleh)
    kolom = "disahkan_pegawai" if oleh.pk == dialog.pegawai_id else "disahkan_penilai"
    if dialog.sah or getattr(dialog, kolom) is not None:
        return dialog
    _versi(dialog, versi)
    setattr(dialog, kolom, sekarang)
    dialog.save(update_fields=[kolom])
    _catat("dialog.disahkan", dialog, oleh, sekarang)
    judul = f"Risalah dialog {tanggal(dialog.tanggal)} sah" if dialog.sah else ""
    _kabari(dialog, oleh, judul or f"{oleh.nama} mengesahkan risalah dialog; giliran Anda", "sah", sekarang)
    return dialog


@transaction.atomic
def hapus(*, dialog_id: int, versi: int, oleh: Pegawai, sekarang: datetime) -> DialogKinerja:
    """Penyusun menghapus drafnya selama belum ada yang mengesahkan; yang tinggal hanya jejaknya, tanpa isi.

    Menolak pihak lain, yang sudah disahkan seorang pun, dan yang sementara itu diubah.
    """
    dialog = _terkunci(dialog_id, oleh)
    if dialog.disusun_oleh_id != oleh.pk:
        raise TidakBerhak("Draf risalah dihapus penyusunnya. Anda dapat mengubah isinya.")
    if dialog.disahkan_pegawai or dialog.disahkan_penilai:
        raise GalatAturan(
            "Risalah ini sudah disahkan, jadi tidak dihapus. Ubah isinya, atau tambahkan adendum."
        )
    _versi(dialog, versi)
    _catat("dialog.dihapus", dialog, oleh, sekarang, tanggal=dialog.tanggal.isoformat())
    dialog.delete()
    return dialog


@transaction.atomic
def tambah_adendum(*, dialog_id: int, teks: str, oleh: Pegawai, sekarang: datetime) -> AdendumDialog:
    """Tambahan sesudah sah; tidak dapat diubah. Teks yang sama dari orang yang sama tidak ditulis dua kali."""
    teks = teks.strip()
    dialog = _terkunci(dialog_id, oleh)
    if not dialog.sah:
        raise GalatAturan("Risalah ini belum sah. Ubah isinya langsung; adendum untuk sesudahnya.")
    if not 1 <= len(teks) <= TEKS_TERPANJANG:
        raise GalatAturan(f"Tulis 1 sampai {TEKS_TERPANJANG} huruf; ini {len(teks)}.", bidang="teks")
    terakhir = dialog.adendum.filter(ditulis_oleh=oleh).order_by("-pk").first()
    if terakhir is not None and terakhir.teks == teks:
        return terakhir
    baris = AdendumDialog.objects.create(dialog=dialog, teks=teks, ditulis_pada=sekarang, ditulis_oleh=oleh)
    _catat("dialog.ditambah", dialog, oleh, sekarang)
    _kabari(dialog, oleh, f"{oleh.nama} menambahkan adendum risalah dialog", f"adendum-{baris.pk}", sekarang)
    return baris


@transaction.atomic
def selesaikan(*, tindak_id: int, oleh: Pegawai, sekarang: datetime) -> TindakDialog:
    """Tandai satu tindak lanjut selesai, atau buka lagi. Oleh penanggung jawabnya, pihak dialog, atau penilai kini."""
    tindak = TindakDialog.objects.select_for_update(of=("self",)).select_related("dialog").get(pk=tindak_id)
    dialog = tindak.dialog
    pihak = {dialog.pegawai_id, dialog.penilai_id, tindak.penanggung_jawab_id}
    if oleh.pk not in pihak and oleh.pk != penilai_kini(
        dialog.pegawai_id, pada=oleh.instansi.hari_pada(sekarang)
    ):
        raise TidakBerhak(BUKAN_PIHAK)
    if not dialog.sah:
        raise GalatAturan("Tindak lanjut dapat ditandai sesudah risalahnya sah.")
    selesai = tindak.selesai_pada is None
    tindak.selesai_pada, tindak.selesai_oleh = (sekarang, oleh) if selesai else (None, None)
    tindak.save(update_fields=["selesai_pada", "selesai_oleh"])
    _catat("dialog.tindak_lanjut_selesai", dialog, oleh, sekarang, tindak=tindak.pk, selesai=selesai)
    return tindak


def _periksa(isi: IsiDialog, pegawai: Pegawai, hari: date) -> None:
    if isi.tanggal > hari:
        raise GalatAturan("Tanggal pertemuan belum tiba. Risalah ditulis sesudah bertemu.", bidang="tanggal")
    if isi.tanggal < hari - PALING_LAMA:
        raise GalatAturan("Tanggal pertemuan lebih dari setahun lalu. Periksa tahunnya.", bidang="tanggal")
    pokok = {nomor for nomor, teks in isi.pokok if teks.strip()}
    if not pokok and not isi.kendala.strip() and not isi.dukungan.strip():
        raise GalatAturan("Tulis sekurangnya satu hal: kemajuan satu RHK, kendala, atau dukungan.")
    if not pokok <= {r.pk for r in rhk_dibicarakan(pegawai)}:
        raise GalatAturan("Salah satu RHK sudah tidak berlaku. Muat ulang halaman, lalu pilih lagi.")
    teks = [*(t for _, t in isi.pokok), isi.kendala, isi.dukungan]
    if any(len(t.strip()) > TEKS_TERPANJANG for t in teks):
        raise GalatAturan(f"Satu kotak paling panjang {TEKS_TERPANJANG} huruf. Ringkas dahulu.")
    if len(isi.tindak) > TINDAK_TERBANYAK:
        raise GalatAturan(f"Paling banyak {TINDAK_TERBANYAK} tindak lanjut dalam satu dialog.")
    if any(t.tenggat < isi.tanggal for t in isi.tindak):
        raise GalatAturan("Tenggat tindak lanjut mendahului pertemuannya. Periksa tanggalnya.")


def _tulis_isi(dialog: DialogKinerja, isi: IsiDialog) -> None:
    bunyi = {r.pk: r.teks for r in rhk_dibicarakan(dialog.pegawai)}
    dialog.pokok.all().delete()
    dialog.tindak_lanjut.all().delete()
    PokokDialog.objects.bulk_create(
        PokokDialog(dialog=dialog, rhk_nomor=nomor, rhk_teks=bunyi[nomor], teks=teks.strip())
        for nomor, teks in isi.pokok
        if teks.strip()
    )
    TindakDialog.objects.bulk_create(
        TindakDialog(
            instansi_id=dialog.instansi_id,
            dialog=dialog,
            uraian=t.uraian.strip(),
            penanggung_jawab_id=dialog.penilai_id if t.oleh_penilai else dialog.pegawai_id,
            tenggat=t.tenggat,
        )
        for t in isi.tindak
    )


def _terkunci(dialog_id: int, oleh: Pegawai) -> DialogKinerja:
    dialog = (
        DialogKinerja.objects.select_for_update(of=("self",))
        .select_related("pegawai", "penilai")
        .filter(pk=dialog_id)
        .first()
    )
    if dialog is None or oleh.pk not in (dialog.pegawai_id, dialog.penilai_id):
        raise TidakBerhak(BUKAN_PIHAK)
    return dialog


def _versi(dialog: DialogKinerja, versi: int) -> None:
    if dialog.versi != versi:
        raise SudahBerubah("Risalah ini baru saja diubah. Baca yang terbaru, lalu ulangi.")


def _kabari(dialog: DialogKinerja, oleh: Pegawai, judul: str, kunci: str, sekarang: datetime) -> None:
    """Kabar kepada pihak seberang, tanpa isi risalahnya."""
    lawan = dialog.penilai if oleh.pk == dialog.pegawai_id else dialog.pegawai
    kotak.beri_tahu(
        penerima_id=lawan.pk,
        instansi_id=dialog.instansi_id,
        judul=judul,
        isi=f"Dialog kinerja {tanggal(dialog.tanggal)}.",
        tautan=reverse("umpan_balik:dialog_rinci", args=[dialog.pk]),
        kunci=f"dialog:{dialog.pk}:{kunci}:{dialog.versi}:{lawan.pk}",
        sekarang=sekarang,
        jenis=JenisKabar.TUGAS,
        surel_ke=lawan,
    )


def _catat(aksi: str, dialog: DialogKinerja, oleh: Pegawai, sekarang: datetime, **isi: object) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="dialog_kinerja",
        objek_id=dialog.pk,
        oleh=oleh,
        sekarang=sekarang,
        isi={"pegawai": dialog.pegawai_id, "versi": dialog.versi} | isi,
    )
