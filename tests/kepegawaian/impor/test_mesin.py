"""Mesin impor: satu yang berjalan, sekali diterapkan, pekerja yang mati disambung, yang usang dibaca ulang."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from inti.galat import GalatAturan, TidakBerhak
from inti.models import BarisImpor, Berkas, Impor, Jejak, KotakKeluar, Pemberitahuan
from inti.services import impor as mesin
from inti.services.impor import kerja
from kepegawaian.models import KodeMasuk, Pegawai, Peran
from kepegawaian.services import kode as layanan_kode
from kepegawaian.services.impor import ADAPTOR
from kepegawaian.services.impor.pegawai import AdaptorPegawai
from kepegawaian.tasks import kerjakan_impor, sambung_impor
from tests.kepegawaian import pabrik
from tests.kepegawaian.conftest import Kota
from tests.kepegawaian.impor import alat
from tests.kepegawaian.impor.alat import teks_csv

KEPALA = ("NIP", "Nama")
BERKAS = teks_csv(KEPALA, ("198609262015051001", "Budi Santoso"), ("199001012015052001", "Siti Aminah"))


def test_satu_impor_sejenis_pada_satu_waktu(kota: Kota, seberang: Kota) -> None:
    pertama = alat.unggah("pegawai", BERKAS, kota.admin_dinas)
    with pytest.raises(mesin.ImporBerjalan, match="Masih ada impor sejenis dari Sari Admin"):
        alat.unggah("pegawai", BERKAS, kota.admin_bkd)
    assert Berkas.objects.count() == 1, "berkas yang ditolak tidak tertinggal"
    alat.unggah("jabatan", teks_csv(("Nama", "Jenis"), ("A", "Pelaksana")), kota.admin_bkd)
    alat.unggah("pegawai", BERKAS, seberang.admin_bkd)
    alat.tinggalkan(pertama, kota.admin_bkd)
    assert alat.unggah("pegawai", BERKAS, kota.admin_bkd).status == "diunggah"


def test_tugas_di_kotak_keluar_dikenal_pekerja_dan_mengerjakannya(kota: Kota) -> None:
    impor = alat.unggah("pegawai", BERKAS, kota.admin_bkd)
    muatan = KotakKeluar.objects.get(jenis="tugas").muatan
    jadwal = {satu["task"] for satu in settings.CELERY_BEAT_SCHEDULE.values()}
    assert muatan["nama"] == kerjakan_impor.name and sambung_impor.name in jadwal
    kerjakan_impor(**muatan["argumen"])
    impor.refresh_from_db()
    assert impor.status == "siap"
    pesan = Pemberitahuan.objects.get(penerima_id=kota.admin_bkd.pk)
    assert (pesan.judul, pesan.tautan) == ("Impor pegawai siap dilihat", f"/impor/{impor.pk}/")


def test_diminta_dua_kali_diterapkan_sekali(kota: Kota) -> None:
    impor = alat.pratinjau("pegawai", BERKAS, kota.admin_bkd)
    for _ in range(2):
        mesin.minta_terapkan(
            impor=impor, adaptor=ADAPTOR["pegawai"], oleh=kota.admin_bkd, sekarang=pabrik.SEKARANG
        )
    for _ in range(2):
        alat.kerjakan(impor)
    assert impor.status == "diterapkan"
    assert Pegawai.objects.filter(nama__in=["Budi Santoso", "Siti Aminah"]).count() == 2
    assert Jejak.objects.filter(aksi="impor.diterapkan", objek_id=impor.pk).count() == 1
    assert Jejak.objects.filter(aksi="pegawai.ditambah").count() == 2


def test_pekerja_yang_mati_di_tengah_membaca_disambung(kota: Kota, monkeypatch: pytest.MonkeyPatch) -> None:
    impor = alat.unggah("pegawai", BERKAS, kota.admin_bkd)
    asli = AdaptorPegawai.banding

    def mati(*argumen: Any) -> Iterator[Any]:
        yield next(iter(asli(*argumen)))
        raise SystemExit("dibunuh")

    monkeypatch.setattr(AdaptorPegawai, "banding", mati)
    with pytest.raises(SystemExit):
        alat.kerjakan(impor)
    impor.refresh_from_db()
    assert (impor.status, BarisImpor.objects.count()) == ("dibaca", 0)
    monkeypatch.setattr(AdaptorPegawai, "banding", asli)
    assert alat.kerjakan(impor).status == "dibaca", "detaknya masih segar: mungkin masih dikerjakan"
    assert mesin.sambung(adaptor=ADAPTOR, sekarang=pabrik.SEKARANG) == 0
    Impor.objects.filter(pk=impor.pk).update(detak=Now() - timedelta(seconds=61))
    assert mesin.sambung(adaptor=ADAPTOR, sekarang=pabrik.SEKARANG) == 1
    assert alat.hitungan(alat.kerjakan(impor)) == (2, 0, 0, 0)


def test_pekerja_terlambat_tidak_menulis_apa_pun(kota: Kota, monkeypatch: pytest.MonkeyPatch) -> None:
    impor = alat.unggah("pegawai", BERKAS, kota.admin_bkd)
    asli = AdaptorPegawai.banding

    def disalip(*argumen: Any) -> Iterator[Any]:
        yield from asli(*argumen)
        monkeypatch.setattr(AdaptorPegawai, "banding", asli)
        Impor.objects.filter(pk=impor.pk).update(detak=Now() - timedelta(seconds=61))
        alat.kerjakan(impor)

    monkeypatch.setattr(AdaptorPegawai, "banding", disalip)
    alat.kerjakan(impor)
    assert impor.status == "siap"
    assert BarisImpor.objects.filter(impor=impor).count() == 2


def test_percobaan_habis_menjadi_terhenti_dan_dapat_diulang(
    kota: Kota, monkeypatch: pytest.MonkeyPatch
) -> None:
    impor = alat.unggah("pegawai", BERKAS, kota.admin_bkd)

    def rusak(*_: Any) -> Iterator[Any]:
        raise RuntimeError("cakram penuh")

    monkeypatch.setattr(AdaptorPegawai, "banding", rusak)
    for _ in range(4):
        alat.kerjakan(impor)
        Impor.objects.filter(pk=impor.pk).update(detak=Now() - timedelta(seconds=61))
    impor.refresh_from_db()
    assert impor.status == "terhenti" and "cakram penuh" in impor.sebab
    assert Pemberitahuan.objects.filter(penerima_id=kota.admin_bkd.pk, judul__contains="terhenti").exists()
    monkeypatch.undo()
    mesin.ulangi(impor=impor, adaptor=ADAPTOR["pegawai"], oleh=kota.admin_bkd, sekarang=pabrik.SEKARANG)
    assert alat.kerjakan(impor).status == "siap"


def test_pratinjau_usang_dibaca_ulang_bukan_diterapkan(kota: Kota) -> None:
    berkas = teks_csv((*KEPALA, "Surel"), (kota.staf.nip, "Ratna Staf", "baru@contoh.go.id"))
    impor = alat.pratinjau("pegawai", berkas, kota.admin_bkd)
    Pegawai.objects.filter(pk=kota.staf.pk).update(email="lain@contoh.go.id")
    alat.terapkan(impor, kota.admin_bkd)
    assert impor.status == "diunggah" and "tidak ada yang diterapkan" in impor.sebab
    assert Pegawai.objects.get(pk=kota.staf.pk).email == "lain@contoh.go.id"
    alat.kerjakan(impor)
    assert BarisImpor.objects.get(impor=impor).banding == [
        ["Surel", "lain@contoh.go.id", "baru@contoh.go.id"]
    ]
    assert alat.terapkan(impor, kota.admin_bkd).status == "diterapkan"


def test_izin_yang_dicabut_sesudah_meminta_tetap_berlaku(kota: Kota) -> None:
    impor = alat.pratinjau("pegawai", BERKAS, kota.admin_bkd)
    mesin.minta_terapkan(
        impor=impor, adaptor=ADAPTOR["pegawai"], oleh=kota.admin_bkd, sekarang=pabrik.SEKARANG
    )
    Peran.objects.filter(pegawai=kota.admin_bkd).delete()
    alat.kerjakan(impor)
    assert impor.status == "siap" and "kewenangan" in impor.sebab
    assert not Pegawai.objects.filter(nama="Budi Santoso").exists()


def test_izin_yang_dicabut_sesudah_meminta_batal_pun_tetap_berlaku(kota: Kota) -> None:
    impor = alat.terapkan(alat.pratinjau("pegawai", BERKAS, kota.admin_bkd), kota.admin_bkd)
    mesin.minta_batalkan(
        impor=impor, adaptor=ADAPTOR["pegawai"], oleh=kota.admin_bkd, sekarang=pabrik.SEKARANG
    )
    Peran.objects.filter(pegawai=kota.admin_bkd).delete()
    alat.kerjakan(impor)
    assert impor.status == "diterapkan" and "kewenangan" in impor.sebab
    assert Pegawai.objects.filter(nama="Budi Santoso").exists()


def test_yang_tidak_berhak_tidak_membatalkan_dan_tidak_mengulangi(kota: Kota, seberang: Kota) -> None:
    impor = alat.terapkan(alat.pratinjau("pegawai", BERKAS, kota.admin_bkd), kota.admin_bkd)
    for oleh in (kota.staf, kota.auditor, kota.admin_dinas, seberang.admin_bkd):
        with pytest.raises(TidakBerhak):
            alat.batalkan(impor, oleh)
        with pytest.raises(TidakBerhak):
            mesin.ulangi(impor=impor, adaptor=ADAPTOR["pegawai"], oleh=oleh, sekarang=pabrik.SEKARANG)
    impor.refresh_from_db()
    assert impor.status == "diterapkan"


def test_galat_di_tengah_penerapan_tidak_meninggalkan_separuh(
    kota: Kota, monkeypatch: pytest.MonkeyPatch
) -> None:
    impor = alat.pratinjau("pegawai", BERKAS, kota.admin_bkd)
    sebelum = alat.potret()
    monkeypatch.setattr(
        "inti.services.impor.terapkan._catat_akibat", lambda *_: (_ for _ in ()).throw(RuntimeError("putus"))
    )
    alat.terapkan(impor, kota.admin_bkd)
    assert impor.status == "menerapkan" and alat.potret() == sebelum
    monkeypatch.undo()
    Impor.objects.filter(pk=impor.pk).update(detak=Now() - timedelta(seconds=61))
    assert alat.kerjakan(impor).status == "diterapkan"


def test_pembatalan_ditolak_dengan_nama_bila_sudah_dipakai(kota: Kota) -> None:
    impor = alat.terapkan(alat.pratinjau("pegawai", BERKAS, kota.admin_bkd), kota.admin_bkd)
    budi = Pegawai.objects.get(nama="Budi Santoso")
    pabrik.tempatkan(budi, kota.bidang)
    sebelum = alat.potret()
    alat.batalkan(impor, kota.admin_bkd)
    assert impor.status == "diterapkan" and "Budi Santoso" in impor.sebab and "Siti" not in impor.sebab
    assert alat.potret() == sebelum


def test_pembatalan_ditolak_bila_baris_diubah_lagi(kota: Kota) -> None:
    berkas = teks_csv((*KEPALA, "Surel"), (kota.staf.nip, "Ratna Staf", "baru@contoh.go.id"))
    impor = alat.terapkan(alat.pratinjau("pegawai", berkas, kota.admin_bkd), kota.admin_bkd)
    Pegawai.objects.filter(pk=kota.staf.pk).update(email="lagi@contoh.go.id")
    assert "Ratna Staf" in alat.batalkan(impor, kota.admin_bkd).sebab
    assert Pegawai.objects.get(pk=kota.staf.pk).email == "lagi@contoh.go.id"


def test_hanya_impor_terakhir_sejenis_yang_dapat_dibatalkan(kota: Kota) -> None:
    pertama = alat.terapkan(alat.pratinjau("pegawai", BERKAS, kota.admin_bkd), kota.admin_bkd)
    berkas = teks_csv(KEPALA, ("199101012015051001", "Adi"))
    kedua = alat.pratinjau("pegawai", berkas, kota.admin_bkd)
    mesin.minta_terapkan(
        impor=kedua,
        adaptor=ADAPTOR["pegawai"],
        oleh=kota.admin_bkd,
        sekarang=pabrik.SEKARANG + timedelta(minutes=1),
    )
    alat.kerjakan(kedua)
    with pytest.raises(GalatAturan, match="ada impor lain yang diterapkan"):
        alat.batalkan(pertama, kota.admin_bkd)
    assert alat.batalkan(kedua, kota.admin_bkd).status == "dibatalkan"
    assert alat.batalkan(pertama, kota.admin_bkd).status == "dibatalkan"


def test_pratinjau_yang_lama_ditinggal_dilepas_sendiri(kota: Kota) -> None:
    impor = alat.pratinjau("pegawai", BERKAS, kota.admin_bkd)
    mesin.sambung(adaptor=ADAPTOR, sekarang=pabrik.SEKARANG + kerja.UMUR_PRATINJAU + timedelta(hours=1))
    impor.refresh_from_db()
    assert impor.status == "ditinggalkan"


def test_baris_lama_dibuang_kecuali_yang_masih_dapat_dibatalkan(kota: Kota) -> None:
    ditinggal = alat.tinggalkan(alat.pratinjau("pegawai", BERKAS, kota.admin_bkd), kota.admin_bkd)
    diterapkan = alat.terapkan(alat.pratinjau("pegawai", BERKAS, kota.admin_bkd), kota.admin_bkd)
    for lama, sisa in (
        (kerja.UMUR_BARIS - timedelta(days=1), {ditinggal.pk, diterapkan.pk}),
        (kerja.UMUR_BARIS, {diterapkan.pk}),
    ):
        mesin.sambung(adaptor=ADAPTOR, sekarang=pabrik.SEKARANG + lama + timedelta(minutes=1))
        assert set(BarisImpor.objects.values_list("impor_id", flat=True)) == sisa
    assert alat.batalkan(diterapkan, kota.admin_bkd).status == "dibatalkan"


def test_yang_dibaca_dan_diterapkan_sama_dengan_hitungan_pratinjau(kota: Kota) -> None:
    sebelum = Pegawai.objects.count()
    impor = alat.pratinjau("pegawai", BERKAS, kota.admin_bkd)
    assert Pegawai.objects.count() == sebelum
    alat.terapkan(impor, kota.admin_bkd)
    assert Pegawai.objects.count() == sebelum + impor.baru
    baris = BarisImpor.objects.filter(impor=impor)
    assert set(baris.values_list("objek_id", flat=True)) == set(
        Pegawai.objects.filter(nip__in=["198609262015051001", "199001012015052001"]).values_list(
            "pk", flat=True
        )
    )


def test_pegawai_baru_tanpa_sandi_dan_kodenya_tidak_dari_nip(kota: Kota) -> None:
    berkas = teks_csv(KEPALA, *[(f"19900101201505100{n}", f"Orang {n}") for n in range(1, 9)])
    alat.terapkan(alat.pratinjau("pegawai", berkas, kota.admin_bkd), kota.admin_bkd)
    baru = list(Pegawai.objects.filter(nama__startswith="Orang "))
    assert len(baru) == 8 and not any(p.has_usable_password() for p in baru)
    assert not KodeMasuk.objects.filter(pegawai__in=baru).exists()
    kode = {layanan_kode.terbitkan(pegawai=p, oleh=kota.admin_bkd, sekarang=pabrik.SEKARANG) for p in baru}
    assert len(kode) == 8 and not any(k in p.nip or p.nip in k for k in kode for p in baru)


@pytest.mark.parametrize("siapa", ["staf", "auditor", "kadis"])
def test_yang_tidak_mengelola_pegawai_tidak_dapat_mengimpor(kota: Kota, siapa: str) -> None:
    with pytest.raises(TidakBerhak):
        alat.unggah("pegawai", BERKAS, getattr(kota, siapa))
    assert not Impor.objects.exists() and not KotakKeluar.objects.exists()


def test_admin_dinas_lain_tidak_mengurus_impor_orang(kota: Kota, seberang: Kota) -> None:
    impor = alat.pratinjau("pegawai", BERKAS, kota.admin_bkd)
    for orang in (kota.admin_dinas, seberang.admin_bkd):
        with pytest.raises(TidakBerhak):
            alat.terapkan(impor, orang)
        with pytest.raises(TidakBerhak):
            alat.tinggalkan(impor, orang)
    milik_dinas = alat.tinggalkan(impor, kota.admin_bkd) and alat.pratinjau(
        "pegawai", BERKAS, kota.admin_dinas
    )
    assert alat.terapkan(milik_dinas, kota.admin_bkd).status == "diterapkan"


def _banyak(n: int) -> bytes:
    return teks_csv(KEPALA, *[(f"199001012015051{k:03d}", f"Orang {k}") for k in range(1, n + 1)])


def test_banyak_kueri_pratinjau_tidak_bergantung_pada_banyak_baris(kota: Kota) -> None:
    hitung = []
    for n in (20, 600):
        impor = alat.unggah("pegawai", _banyak(n), kota.admin_bkd)
        with _penghitung() as catat:
            alat.kerjakan(impor)
        hitung.append(len(catat))
        assert impor.baru == n
        alat.tinggalkan(impor, kota.admin_bkd)
    assert hitung[0] == hitung[1] <= 25, hitung


class _penghitung:
    """Kueri yang dijalankan selama blok."""

    def __enter__(self) -> list[str]:
        self.isi: list[str] = []
        self._pasang = connection.execute_wrapper(self._catat)
        self._pasang.__enter__()
        return self.isi

    def __exit__(self, *galat: object) -> None:
        self._pasang.__exit__(*galat)

    def _catat(self, jalan: Any, sql: str, isi: Any, banyak: bool, konteks: Any) -> Any:
        self.isi.append(sql)
        return jalan(sql, isi, banyak, konteks)
