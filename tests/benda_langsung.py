"""Benda umpan balik bernama dan dialog milik satu pegawai, bagi sapuan alamat."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from kepegawaian.models import Pegawai
from umpan_balik.models import (
    DialogKinerja,
    LaporanUmpanBalik,
    PermintaanUmpanBalik,
    TindakDialog,
    UmpanBalik,
)
from umpan_balik.queries.dialog import penilai_kini
from umpan_balik.services import dialog, langsung, langsung_lapor, langsung_minta
from umpan_balik.services.dialog import IsiDialog, Tindak


@dataclass(frozen=True)
class BendaLangsung:
    """`ditulis` dan `diminta` dari pegawai itu; `diterima`, `permintaan`, dan `laporan` untuk atau olehnya."""

    diterima: UmpanBalik
    ditulis: UmpanBalik
    laporan: LaporanUmpanBalik
    permintaan: PermintaanUmpanBalik
    diminta: PermintaanUmpanBalik
    dialog: DialogKinerja
    tindak: TindakDialog


def buat(pegawai: Pegawai, *, sekarang: datetime) -> BendaLangsung:
    """Pegawai itu dan penilainya saling menulis, meminta, dan punya satu risalah draf serta satu yang sah."""
    hari = pegawai.instansi.hari_pada(sekarang)
    penilai = Pegawai.objects.get(pk=penilai_kini(pegawai.pk, pada=hari))

    def kirim(dari: Pegawai, kepada: Pegawai, teks: str) -> UmpanBalik:
        return langsung.kirim(
            penerima=kepada,
            jenis="pujian",
            teks=teks,
            pokok="nilai:loyal",
            terbaca_atasan=False,
            oleh=dari,
            sekarang=sekarang,
        )

    def minta(dari: Pegawai, kepada: Pegawai) -> PermintaanUmpanBalik:
        return langsung_minta.minta(
            penjawab=[kepada], pokok="nilai:loyal", pesan="", oleh=dari, sekarang=sekarang
        )[0]

    def risalah(mundur: int) -> DialogKinerja:
        tindak = Tindak("Rekap kendala tiap pekan", oleh_penilai=False, tenggat=hari + timedelta(days=7))
        isi = IsiDialog(hari - timedelta(days=mundur), (), "Jaringan sering putus.", "", (tindak,))
        return dialog.susun(pegawai=pegawai, isi=isi, oleh=pegawai, sekarang=sekarang)

    dilaporkan = kirim(penilai, pegawai, "Isi yang akan dilaporkan penerimanya.")
    sah = risalah(30)
    for orang in (pegawai, penilai):
        dialog.sahkan(dialog_id=sah.pk, versi=1, oleh=orang, sekarang=sekarang)
    return BendaLangsung(
        diterima=kirim(penilai, pegawai, "Rekapnya selesai sebelum waktunya."),
        ditulis=kirim(pegawai, penilai, "Arahan rapat kemarin mudah diikuti."),
        laporan=langsung_lapor.lapor(
            umpan_balik_id=dilaporkan.pk, alasan="Menyebut hal pribadi.", oleh=pegawai, sekarang=sekarang
        ),
        permintaan=minta(penilai, pegawai),
        diminta=minta(pegawai, penilai),
        dialog=risalah(0),
        tindak=sah.tindak_lanjut.get(),
    )
