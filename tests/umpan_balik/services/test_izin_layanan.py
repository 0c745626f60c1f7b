"""Setiap layanan warga menolak sendiri orang yang tidak berhak, juga bila halamannya keliru memanggilnya."""

import uuid
from datetime import date, timedelta

import pytest

from inti.galat import TidakBerhak
from tests.umpan_balik.conftest import SEKARANG, Kota
from umpan_balik.models import Aspirasi, JagaTitik, Survei
from umpan_balik.persetujuan import VERSI_KINI
from umpan_balik.rules.ikm_masa import Masa
from umpan_balik.services import aspirasi, musyawarah, skm, warga
from umpan_balik.services.aspirasi import aturan
from umpan_balik.services.warga import ditahan

HARI = SEKARANG.date()
RENCANA = {
    "unsur": "waktu",
    "masa": Masa("triwulan", date(2026, 10, 1)),
    "rencana": "Menambah loket Senin",
    "penanggung_jawab": "Kepala Bidang",
    "tenggat": HARI + timedelta(days=30),
}


def kirim(kota: Kota, *, nilai: dict[str, int], saran: str) -> None:
    """Satu suara dari alat yang selalu sama."""
    warga.kirim_survei(
        titik=kota.titik,
        nilai=nilai,
        saran=saran,
        setuju_versi=VERSI_KINI,
        kunci=uuid.uuid4(),
        kode=None,
        sidik="a" * 64,
        sekarang=SEKARANG,
    )


def bukan_pengelola(kota: Kota, kota_lain: Kota) -> tuple[object, ...]:
    """Pemimpin unitnya, petugas loketnya, dan admin pemda lain: tidak seorang pun mengelola titik itu."""
    return kota.kabid, kota.petugas, kota_lain.admin


def test_titik_hanya_dihentikan_dan_diberi_kios_oleh_pengelolanya(kota: Kota, kota_lain: Kota) -> None:
    for oleh in bukan_pengelola(kota, kota_lain):
        with pytest.raises(TidakBerhak):
            warga.atur_titik(titik=kota.titik, aktif=False, oleh=oleh, sekarang=SEKARANG)
        with pytest.raises(TidakBerhak):
            warga.pasang_kios(titik=kota.titik, pasang=True, oleh=oleh, sekarang=SEKARANG)
    kota.titik.refresh_from_db()
    assert kota.titik.aktif and not kota.titik.kunci_kios


def test_petugas_tidak_mencatat_dan_mengakhiri_jaganya_sendiri(kota: Kota, kota_lain: Kota) -> None:
    baris = JagaTitik.objects.get(titik=kota.titik)
    for oleh in bukan_pengelola(kota, kota_lain):
        with pytest.raises(TidakBerhak):
            warga.jaga(
                titik=kota.titik,
                pegawai=kota.anggota[1],
                sejak=HARI,
                sampai=None,
                oleh=oleh,
                sekarang=SEKARANG,
            )
        with pytest.raises(TidakBerhak):
            warga.akhiri_jaga(baris=baris, sampai=HARI, oleh=oleh, sekarang=SEKARANG)


def test_jawaban_yang_ditahan_tidak_diputus_petugas_yang_dinilainya(kota: Kota, kota_lain: Kota) -> None:
    for _ in range(6):
        kirim(kota, nilai={"waktu": 1}, saran="")
    satu = Survei.objects.get(status="ditahan")
    for oleh in bukan_pengelola(kota, kota_lain):
        with pytest.raises(TidakBerhak):
            ditahan.putus_pilihan(
                titik=kota.titik,
                tanggal=satu.tanggal,
                pilihan=[satu.pk],
                hitung=False,
                alasan="Nilainya terlalu rendah.",
                oleh=oleh,
                sekarang=SEKARANG,
            )
    assert Survei.objects.get(pk=satu.pk).status == "ditahan"


def test_laporan_dan_tindak_lanjut_skm_hanya_oleh_pengelolanya(kota: Kota, kota_lain: Kota) -> None:
    tindak = skm.rencanakan(unit=kota.dinas, oleh=kota.admin, sekarang=SEKARANG, **RENCANA)
    for oleh in bukan_pengelola(kota, kota_lain):
        with pytest.raises(TidakBerhak):
            skm.catat_penerima(
                layanan=kota.titik.layanan, tahun=2026, banyak=1200, oleh=oleh, sekarang=SEKARANG
            )
        with pytest.raises(TidakBerhak):
            skm.rencanakan(unit=kota.dinas, oleh=oleh, sekarang=SEKARANG, **RENCANA)
        with pytest.raises(TidakBerhak):
            skm.perbarui(
                tindak=tindak, status="ditutup", hasil="Selesai", bukti="", oleh=oleh, sekarang=SEKARANG
            )


def test_laporan_skm_tidak_diterbitkan_petugas_loket(
    kota: Kota, kota_lain: Kota, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(skm, "isi_laporan", lambda *_, **__: {"ikm": "88.00"})
    monkeypatch.setattr(skm, "_terbitkan_dokumen", lambda *_: None)
    for oleh in bukan_pengelola(kota, kota_lain):
        with pytest.raises(TidakBerhak):
            skm.terbitkan_laporan(
                unit=kota.dinas, masa=Masa("triwulan", date(2026, 7, 1)), oleh=oleh, sekarang=SEKARANG
            )


def test_musyawarah_hanya_disusun_pengelolanya(kota: Kota, kota_lain: Kota) -> None:
    for oleh in bukan_pengelola(kota, kota_lain):
        with pytest.raises(TidakBerhak):
            musyawarah.susun(
                musyawarah=None,
                unit=kota.dinas,
                judul="Apa yang perlu dibenahi?",
                uraian="Ruang tunggu diperluas tahun depan; urutannya terserah Anda.",
                mulai=HARI,
                selesai=HARI + timedelta(days=14),
                oleh=oleh,
                sekarang=SEKARANG,
            )


def test_libur_dan_penolakan_saran_hanya_oleh_penyaring(kota: Kota, kota_lain: Kota) -> None:
    aturan.tambah_libur(
        instansi=kota.instansi, butir=[(date(2026, 12, 25), "Natal")], oleh=kota.admin, sekarang=SEKARANG
    )
    kirim(kota, nilai={"sarana": 1}, saran="Kipas mati.")
    satu = Aspirasi.objects.get()
    for oleh in bukan_pengelola(kota, kota_lain):
        with pytest.raises(TidakBerhak):
            aturan.tambah_libur(
                instansi=kota.instansi, butir=[(date(2026, 12, 26), "Bersama")], oleh=oleh, sekarang=SEKARANG
            )
        with pytest.raises(TidakBerhak):
            aturan.hapus_libur(
                instansi=kota.instansi, tanggal=date(2026, 12, 25), oleh=oleh, sekarang=SEKARANG
            )
        with pytest.raises(TidakBerhak):
            aspirasi.tolak(
                aspirasi=satu, alasan="Hanya makian tanpa masalah.", kata=[], oleh=oleh, sekarang=SEKARANG
            )
