"""Mencatat penerima layanan, menindaklanjuti unsur yang rendah, dan menerbitkan laporan SKM."""

import hashlib
import json
from datetime import date, datetime
from typing import Any

from django.db import transaction

from inti.galat import GalatAturan
from inti.models import Dokumen
from inti.services import dokumen, jejak
from inti.services.dokumen import Terbitan
from kepegawaian.models import Instansi, Pegawai, UnitKerja
from kepegawaian.permissions import Izin, wajib
from umpan_balik.models import LaporanSkm, Layanan, PenerimaLayanan, TindakLanjutSkm
from umpan_balik.queries.skm_laporan import isi_laporan
from umpan_balik.rules.ikm_masa import Masa
from umpan_balik.rules.unsur import KodeUnsur

JENIS_DOKUMEN = "skm"
PENERIMA_TERBANYAK = 10_000_000


@transaction.atomic
def catat_penerima(
    *, layanan: Layanan, tahun: int, banyak: int, oleh: Pegawai, sekarang: datetime
) -> PenerimaLayanan:
    """Catat penerima satu layanan setahun, dasar responden yang diperlukan. Menolak angka di luar 1–10 juta."""
    _wajib(oleh, layanan.unit, sekarang)
    if not 1 <= banyak <= PENERIMA_TERBANYAK:
        raise GalatAturan("Isi banyaknya penerima layanan setahun, paling sedikit 1.", bidang="banyak")
    ada = PenerimaLayanan.objects.select_for_update().filter(layanan=layanan, tahun=tahun).first()
    if ada is not None and ada.banyak == banyak:
        return ada
    baris, _ = PenerimaLayanan.objects.update_or_create(
        layanan=layanan,
        tahun=tahun,
        defaults={"banyak": banyak, "dicatat_pada": sekarang, "dicatat_oleh": oleh},
    )
    jejak.catat(
        aksi="penerima_layanan.dicatat",
        objek_jenis="layanan",
        objek_id=layanan.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=layanan.instansi_id,
        isi={"tahun": tahun, "dari": ada.banyak if ada else None, "menjadi": banyak},
    )
    return baris


@transaction.atomic
def rencanakan(
    *,
    unit: UnitKerja,
    unsur: str,
    masa: Masa,
    rencana: str,
    penanggung_jawab: str,
    tenggat: date,
    oleh: Pegawai,
    sekarang: datetime,
) -> TindakLanjutSkm:
    """Tambah tindak lanjut satu unsur. Rencana yang sama dua kali tidak digandakan; tenggat yang sudah lewat ditolak."""
    _wajib(oleh, unit, sekarang)
    rencana, penanggung_jawab = " ".join(rencana.split()), " ".join(penanggung_jawab.split())
    _periksa_rencana(unsur, rencana, penanggung_jawab, tenggat, hari_ini=unit.instansi.hari_pada(sekarang))
    UnitKerja.objects.select_for_update(no_key=True).get(pk=unit.pk)  # klik ganda bergiliran
    isian = {"unit": unit, "unsur": unsur, "jenis": masa.jenis, "mulai": masa.mulai, "rencana": rencana}
    ada = TindakLanjutSkm.objects.filter(**isian).first()
    if ada is not None:
        return ada
    baris = TindakLanjutSkm.objects.create(
        instansi_id=unit.instansi_id,
        penanggung_jawab=penanggung_jawab,
        tenggat=tenggat,
        dibuat_pada=sekarang,
        dibuat_oleh=oleh,
        **isian,
    )
    _catat("tindak_lanjut_skm.ditambah", baris, oleh, sekarang, unsur=unsur, rencana=rencana)
    return baris


def _periksa_rencana(
    unsur: str, rencana: str, penanggung_jawab: str, tenggat: date, *, hari_ini: date
) -> None:
    if unsur not in list(KodeUnsur):
        raise GalatAturan("Pilih unsur yang ditindaklanjuti.", bidang="unsur")
    if not rencana:
        raise GalatAturan("Tulis apa yang akan dikerjakan.", bidang="rencana")
    if not penanggung_jawab:
        raise GalatAturan("Tulis jabatan yang bertanggung jawab.", bidang="penanggung_jawab")
    if tenggat < hari_ini:
        raise GalatAturan("Tenggatnya sudah lewat. Pilih hari ini atau sesudahnya.", bidang="tenggat")


@transaction.atomic
def perbarui(
    *, tindak: TindakLanjutSkm, status: str, hasil: str, bukti: str, oleh: Pegawai, sekarang: datetime
) -> TindakLanjutSkm:
    """Ubah keadaan dan hasilnya. Ditutup hanya bila hasilnya ditulis; yang sudah ditutup tidak dibuka lagi."""
    baris = TindakLanjutSkm.objects.select_for_update(of=("self",)).select_related("unit").get(pk=tindak.pk)
    _wajib(oleh, baris.unit, sekarang)
    S = TindakLanjutSkm.Status
    hasil, bukti = " ".join(hasil.split()), bukti.strip()
    if status not in S.values:
        raise GalatAturan("Pilih keadaannya.", bidang="status")
    if status == S.DITUTUP and not hasil:
        raise GalatAturan("Tulis hasilnya sebelum menutup.", bidang="hasil")
    if bukti and not bukti.startswith("https://"):
        raise GalatAturan("Tautan bukti dimulai dengan https://.", bidang="bukti")
    lama = {"status": baris.status, "hasil": baris.hasil, "bukti": baris.bukti}
    baru = {"status": str(status), "hasil": hasil, "bukti": bukti}
    if lama == baru:
        return baris
    if baris.status == S.DITUTUP:
        raise GalatAturan("Tindak lanjut ini sudah ditutup. Tambahkan rencana baru bila masih ada pekerjaan.")
    for bidang, nilai in baru.items():
        setattr(baris, bidang, nilai)
    baris.diubah_pada, baris.diubah_oleh = sekarang, oleh
    baris.save(update_fields=[*baru, "diubah_pada", "diubah_oleh"])
    _catat("tindak_lanjut_skm.diubah", baris, oleh, sekarang, dari=lama, menjadi=baru)
    return baris


@transaction.atomic
def terbitkan_laporan(*, unit: UnitKerja, masa: Masa, oleh: Pegawai, sekarang: datetime) -> LaporanSkm:
    """Bekukan laporan SKM satu unit dan beri nomor dokumen. Menerbitkan lagi isi yang sama mengembalikan yang ada;
    isi yang berbeda menjadi versi berikutnya dan menggantikannya. Menolak masa yang belum selesai dan angka yang belum
    boleh terbit.
    """
    _wajib(oleh, unit, sekarang)
    instansi = Instansi.objects.get(pk=unit.instansi_id)
    UnitKerja.objects.select_for_update(no_key=True).get(pk=unit.pk)
    isi = _isi_terbit(instansi, unit, masa, hari_ini=instansi.hari_pada(sekarang))
    sidik = _sidik(isi)
    versi = list(LaporanSkm.objects.filter(unit=unit, jenis=masa.jenis, mulai=masa.mulai).order_by("versi"))
    if versi and versi[-1].sidik == sidik:
        return versi[-1]
    laporan = LaporanSkm.objects.create(
        unit=unit,
        jenis=masa.jenis,
        mulai=masa.mulai,
        selesai=masa.selesai,
        versi=len(versi) + 1,
        isi=isi,
        sidik=sidik,
        diterbitkan_pada=sekarang,
        diterbitkan_oleh=oleh,
    )
    _terbitkan_dokumen(laporan, versi[0] if versi else laporan, sekarang)
    jejak.catat(
        aksi="laporan_skm.diterbitkan",
        objek_jenis="laporan_skm",
        objek_id=laporan.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=instansi.pk,
        isi={"unit": unit.pk, "masa": masa.nama, "versi": laporan.versi, "sidik": sidik},
    )
    return laporan


def _terbitkan_dokumen(laporan: LaporanSkm, pokok: LaporanSkm, sekarang: datetime) -> None:
    dokumen.terbitkan(
        jenis=JENIS_DOKUMEN,
        instansi_id=laporan.unit.instansi_id,
        butir=[
            Terbitan(
                objek_id=pokok.pk,
                versi=laporan.versi,
                nomor=f"SKM-{laporan.mulai.year}-{pokok.pk:06d}-{laporan.versi}",
                sidik=laporan.sidik,
                unit=laporan.unit.nama,
                inisial="",
            )
        ],
        sekarang=sekarang,
    )


def dokumen_laporan(laporan: LaporanSkm) -> Dokumen:
    """Dokumen bernomor milik satu versi laporan."""
    pokok = LaporanSkm.objects.get(unit=laporan.unit_id, jenis=laporan.jenis, mulai=laporan.mulai, versi=1)
    return Dokumen.objects.get(jenis=JENIS_DOKUMEN, objek_id=pokok.pk, versi=laporan.versi)


def _isi_terbit(instansi: Instansi, unit: UnitKerja, masa: Masa, *, hari_ini: date) -> dict[str, Any]:
    """Isi yang boleh dibekukan; menolak masa yang belum selesai dan angka yang belum boleh terbit."""
    if masa.selesai.replace(day=1) >= hari_ini.replace(day=1):
        raise GalatAturan(
            f"{masa.nama} belum selesai. Laporannya dapat diterbitkan sesudah bulan terakhirnya lewat."
        )
    isi = isi_laporan(instansi, unit, masa, hari_ini=hari_ini)
    if isi["ikm"] is None:
        raise GalatAturan(f"Laporan {masa.nama} belum dapat diterbitkan. {isi['alasan']}")
    return isi


def _sidik(isi: dict[str, Any]) -> str:
    teks = json.dumps(isi, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(teks.encode()).hexdigest()


def _wajib(oleh: Pegawai, unit: UnitKerja, sekarang: datetime) -> None:
    hari = unit.instansi.hari_pada(sekarang)
    wajib(oleh, Izin.KELOLA_TITIK, pada=hari, instansi_id=unit.instansi_id, unit_id=unit.pk)


def _catat(aksi: str, baris: TindakLanjutSkm, oleh: Pegawai, sekarang: datetime, **isi: object) -> None:
    jejak.catat(
        aksi=aksi,
        objek_jenis="tindak_lanjut_skm",
        objek_id=baris.pk,
        oleh=oleh,
        sekarang=sekarang,
        instansi_id=baris.instansi_id,
        isi=isi | {"unit": baris.unit_id},
    )
