"""Satu siklus penuh di peramban: sembilan langkah, tiap langkah oleh orang yang punya langkah itu.

Dijalankan dua kali: dengan JavaScript pada layar lebar, dan tanpa JavaScript pada ponsel 360 px. Tiap halaman yang
dilewati diperiksa lebarnya pada 360 dan 1280 px, dan dengan axe bila JavaScript menyala.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser

from indikator.models import SKP, Periode
from indikator.services import skp as layanan_skp
from penilaian.models import Hasil
from tests.e2e.conftest import AKAR, SANDI, Kota
from tests.e2e.langkah import Orang, orang_baru
from umpan_balik.models import Penugasan, TitikLayanan

pytestmark = [pytest.mark.lambat, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(
    ("berskrip", "lebar"), [(True, 1280), (False, 360)], ids=["berskrip-1280", "tanpa-skrip-360"]
)
def test_satu_siklus_dari_periode_sampai_hasil(
    kota: Kota, pekerja: Path, live_server, peramban: Browser, berskrip: bool, lebar: int, tmp_path: Path
) -> None:
    def siapa(nip: str | None = None):  # type: ignore[no-untyped-def]
        return _masuk(peramban, live_server.url, nip, berskrip=berskrip, lebar=lebar)

    with siapa(kota.admin) as admin:
        triwulan = _buka_periode(admin)
        _tambah_indikator(admin)
    _tunggu(lambda: Penugasan.objects.filter(periode=triwulan).exists(), "penugasan 360", pekerja)

    with siapa(kota.penilai) as penilai:
        _susun_skp(penilai, "Layanan puskesmas bermutu", tautkan=False)
    _setujui_sendiri(kota)
    with siapa(kota.pegawai) as pegawai:
        _lihat_beranda(pegawai, kota)
        _susun_skp(pegawai, "Tindakan keperawatan dasar dilaksanakan", tautkan=True)
    with siapa(kota.penilai) as penilai:
        _kembalikan_lalu_setujui(penilai, kota, siapa)

    with siapa(kota.pegawai) as pegawai:
        _laporkan(pegawai, triwulan, tmp_path)
    with siapa(kota.penilai) as penilai:
        _periksa_capaian(penilai, triwulan, kota)

    for nip in [kota.penilai, *kota.rekan]:
        with siapa(nip) as penjawab:
            _jawab_360(penjawab, triwulan, kota)
    for _ in range(5):
        with siapa(None) as warga:
            _isi_survei(warga, TitikLayanan.objects.get())

    with siapa(kota.penilai) as penilai:
        _tetapkan_rating(penilai, triwulan, kota)
    with siapa(kota.admin) as admin:
        _tutup(admin, triwulan, pekerja)

    with siapa(kota.pegawai) as pegawai:
        _baca_hasil(pegawai, triwulan)
    with siapa(None) as umum:
        umum.buka("/publik/kota-uji/")
        umum.terbaca("Dinas Kesehatan")
        umum.tidak_terbaca(kota.orang(kota.pegawai).pegawai.nama)
    _periksa_semua_nota(triwulan, tmp_path)


@contextmanager
def _masuk(peramban: Browser, situs: str, nip: str | None, *, berskrip: bool, lebar: int) -> Iterator[Orang]:
    with orang_baru(peramban, situs, berskrip=berskrip, lebar=lebar) as orang:
        if nip:
            orang.masuk(nip, SANDI)
        yield orang


def _tunggu(syarat, apa: str, log: Path, *, batas: float = 90) -> None:  # type: ignore[no-untyped-def]
    akhir = time.monotonic() + batas
    while time.monotonic() < akhir:
        if syarat():
            return
        time.sleep(0.5)
    raise AssertionError(f"{apa} tidak terjadi dalam {batas:.0f} detik.\n{log.read_text()[-3000:]}")


# 1. Admin BKD


def _buka_periode(admin: Orang) -> Periode:
    admin.buka("/periode/baru/")
    hari_ini = date.today()
    halaman = admin.halaman
    halaman.get_by_label("Tahun").select_option(str(hari_ini.year))
    halaman.get_by_label("Triwulan").select_option(str((hari_ini.month - 1) // 3 + 1))
    admin.tekan("Lanjut ke tenggat")
    admin.tekan("Simpan draf dan periksa")
    admin.tekan("Buka periode")
    triwulan = Periode.objects.get(jenis=Periode.Jenis.TRIWULAN)
    assert triwulan.status == Periode.Status.DIPROSES
    assert triwulan.induk is not None and triwulan.induk.status == Periode.Status.DIPROSES
    return triwulan


def _tambah_indikator(admin: Orang) -> None:
    admin.buka("/katalog/")
    admin.ikuti("Tambah indikator")
    halaman = admin.halaman
    if halaman.get_by_label("Perangkat daerah").count():
        halaman.get_by_label("Perangkat daerah").select_option(label=re.compile("Dinas Kesehatan"))  # type: ignore[arg-type]
        admin.tekan("Lanjut", tepat=False)
    halaman.get_by_label("Nama", exact=False).first.fill("Persentase pasien dilayani di bawah 30 menit")
    halaman.get_by_label("Definisi").fill(
        "Pasien rawat jalan yang dilayani paling lama 30 menit sejak mendaftar."
    )
    halaman.get_by_label("Cara menghitung").fill("pasien di bawah 30 menit : seluruh pasien × 100")
    halaman.get_by_label("Satuan").fill("%")
    halaman.get_by_label("Sumber data").fill("Buku antrean")
    halaman.get_by_label("Waktu", exact=True).check()
    halaman.get_by_label("Makin besar makin baik").check()
    halaman.get_by_label("Target acuan").fill("90")
    halaman.get_by_label("Bobot acuan").fill("20")
    admin.tekan("Simpan", tepat=False)
    admin.terbaca("Persentase pasien dilayani di bawah 30 menit")
    admin.terbaca("Perawat Terampil")


# 2. Pegawai dan penilai: rencana


def _lihat_beranda(pegawai: Orang, kota: Kota) -> None:
    pegawai.buka("/")
    pegawai.terbaca("Yang diminta dari Anda")
    pegawai.terbaca(kota.orang(kota.penilai).pegawai.nama)
    pegawai.terbaca("Mengapa beliau?")


def _susun_skp(orang: Orang, teks: str, *, tautkan: bool) -> None:
    orang.buka("/pemahaman/")
    orang.tekan("Saya sudah membaca dan paham")
    orang.buka("/skp/")
    orang.tekan("Mulai SKP", tepat=False)
    halaman = orang.halaman
    for nomor, (nama, target, bobot) in enumerate(
        [("Jumlah tindakan", "900", "60"), ("Persentase kepatuhan", "85,5", "40")]
    ):
        orang.tekan("Tambah RHK")
        halaman.get_by_label("Rencana hasil kerja").fill(f"{teks} {nomor + 1}")
        if tautkan:
            pilihan = halaman.get_by_label("RHK pimpinan", exact=False)
            pilihan.select_option(index=1)
        orang.tekan("Tambah RHK")
        orang.tekan("Tambah indikator", tepat=False)
        halaman.get_by_label("Makin besar makin baik").check()
        orang.tekan("Lanjut mengisi")
        halaman.get_by_label("Indikator", exact=False).first.fill(nama)
        halaman.get_by_label("Satuan").fill("tindakan" if nomor == 0 else "%")
        halaman.get_by_label("Kuantitas" if nomor == 0 else "Kualitas", exact=True).check()
        halaman.get_by_label("Target", exact=True).fill(target)
        halaman.get_by_label("Bobot", exact=False).first.fill(bobot)
        orang.tekan("Tambah indikator", tepat=False)
    orang.terbaca("Jumlah bobot 100 dari 100")
    orang.tekan("Ajukan")
    orang.terbaca("Diajukan")


def _setujui_sendiri(kota: Kota) -> None:
    """SKP penilai disetujui atasannya lewat layanan; langkah yang sama di peramban diuji untuk pegawai."""
    atasan = next(a.pegawai for a in kota.pasangan.anggota if a.jabatan == "Kepala Dinas Kesehatan")
    baris = SKP.objects.get(pegawai__nip=kota.penilai)
    layanan_skp.setujui(skp=baris, oleh=atasan, sekarang=timezone.now())


def _kembalikan_lalu_setujui(penilai: Orang, kota: Kota, siapa) -> None:  # type: ignore[no-untyped-def]
    nama = kota.orang(kota.pegawai).pegawai.nama
    penilai.buka("/periksa/skp/")
    penilai.ikuti(nama)
    penilai.halaman.get_by_label("Catatan", exact=False).first.fill(
        "Bobot tindakan cukup, tetapi jelaskan sumber datanya."
    )
    penilai.tekan("Kembalikan dengan catatan")
    with siapa(kota.pegawai) as pegawai:
        pegawai.buka("/skp/")
        pegawai.terbaca("jelaskan sumber datanya")
        pegawai.tekan("Ajukan lagi")
    penilai.buka("/periksa/skp/")
    penilai.ikuti(nama)
    penilai.tekan("Setujui SKP ini")
    assert SKP.objects.get(pegawai__nip=kota.pegawai).status == "disetujui"


# 3. Laporan


def _laporkan(pegawai: Orang, triwulan: Periode, folder: Path) -> None:
    pdf = folder / "Rekap tindakan.pdf"
    pdf.write_bytes(b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
    halaman = pegawai.halaman
    pegawai.buka("/capaian/")
    pegawai.ikuti("Lapor", di=halaman.locator("main table"))
    # Tanpa bukti: ditolak dengan penjelasan, ketikannya tetap.
    halaman.get_by_label("Realisasi").fill("945")
    halaman.get_by_label("Apa yang Anda kerjakan").fill("Tindakan dasar di poli umum dan IGD.")
    pegawai.tekan("Ajukan")
    assert halaman.title().startswith("Galat: ")
    assert halaman.get_by_label("Realisasi").input_value() == "945"
    assert (
        halaman.get_by_label("Apa yang Anda kerjakan").input_value() == "Tindakan dasar di poli umum dan IGD."
    )
    halaman.get_by_label("Pilih berkas atau foto").set_input_files(pdf)
    pegawai.tekan("Ajukan")
    pegawai.terbaca("Laporan capaian diterima")
    pegawai.terbaca("105,00")
    pegawai.ikuti("Lanjut", tepat=False)
    halaman.get_by_label("Realisasi").fill("86,3")
    halaman.get_by_label("Tautan bukti").fill("https://contoh.go.id/rekap Rekap kepatuhan")
    pegawai.tekan("Ajukan")
    pegawai.terbaca("Laporan capaian diterima")
    pegawai.buka("/")


def _periksa_capaian(penilai: Orang, triwulan: Periode, kota: Kota) -> None:
    penilai.buka("/periksa/capaian/")
    penilai.ikuti(kota.orang(kota.pegawai).pegawai.nama)
    penilai.terbaca("Rekap tindakan.pdf")
    penilai.tekan("Setujui yang dicentang")


# 4. Umpan balik 360


def _jawab_360(penjawab: Orang, triwulan: Periode, kota: Kota) -> None:
    tugas = Penugasan.objects.filter(
        periode=triwulan, dinilai__nip=kota.pegawai, penilai__nip=penjawab.nip
    ).first()
    if tugas is None:
        return
    penjawab.buka("/umpan-balik/")
    penjawab.buka(f"/umpan-balik/360/{tugas.pk}/")
    halaman = penjawab.halaman
    for nomor, kotak in enumerate(halaman.locator("fieldset.skala").all()):
        kotak.get_by_role("radio").nth(3 if nomor % 3 else 4).check()
    penjawab.tekan("Kirim")
    tugas.refresh_from_db()
    assert tugas.selesai


# 5. Warga


def _isi_survei(warga: Orang, titik: TitikLayanan) -> None:
    warga.buka(f"/s/{titik.token}/")
    halaman = warga.halaman
    for kotak in halaman.locator("fieldset").all():
        kotak.locator("label").nth(2).click()
    halaman.locator("textarea").fill("Antreannya cepat. Hubungi saya 081234567890.")
    halaman.locator("input[type=checkbox]").check()
    warga.tekan("Kirim")
    kode = halaman.locator(".kode .k").inner_text()
    assert len(re.sub(r"[^0-9A-Z]", "", kode)) >= 26
    warga.buka("/lacak/")
    halaman.locator("main input[type=text]").first.fill(kode)
    warga.tekan("Lihat", tepat=False)
    warga.tidak_terbaca("081234567890")


# 6. Rating


def _tetapkan_rating(penilai: Orang, triwulan: Periode, kota: Kota) -> None:
    pegawai = kota.orang(kota.pegawai).pegawai
    penilai.buka(f"/menilai/{triwulan.pk}/{pegawai.pk}/")
    halaman = penilai.halaman
    hasil = halaman.locator("[name=rating_hasil][value=di_atas]")
    hasil.check()
    halaman.locator("[name=rating_perilaku][value=sesuai]").check()
    penilai.tekan("Tetapkan", tepat=False)
    # Berbeda dari usul angka (sesuai): alasannya diminta, pilihannya tetap.
    assert halaman.title().startswith("Galat: ")
    assert halaman.locator("[name=rating_hasil][value=di_atas]").is_checked()
    halaman.locator("[name=alasan_hasil]").fill("Menyusun cara kerja yang kini dipakai seluruh puskesmas.")
    if halaman.locator("[name=alasan_perilaku]").count():
        halaman.locator("[name=alasan_perilaku]").fill(
            "Konsisten sepanjang triwulan menurut pengamatan harian."
        )
    halaman.locator("[name=umpan_balik]").fill("Pertahankan ketelitian pencatatan.")
    penilai.tekan("Tetapkan", tepat=False)
    assert triwulan.evaluasi.get(pegawai=pegawai).status == "ditetapkan"


# 7. Penutupan


def _tutup(admin: Orang, triwulan: Periode, pekerja: Path) -> None:
    admin.buka(f"/periode/{triwulan.pk}/penutupan/")
    halaman = admin.halaman
    halaman.locator("main form [name=nama], main form [name=konfirmasi]").first.fill(triwulan.nama)
    admin.tekan("Tutup sekarang")

    def ditutup() -> bool:
        triwulan.refresh_from_db()
        return triwulan.status == Periode.Status.DITUTUP

    _tunggu(ditutup, "penutupan", pekerja)
    admin.buka(f"/periode/{triwulan.pk}/penutupan/")
    admin.terbaca("Ditutup")


# 8. Hasil


def _baca_hasil(pegawai: Orang, triwulan: Periode) -> None:
    hasil = Hasil.objects.get(periode=triwulan, pegawai__nip=pegawai.nip)
    assert hasil.lengkap and hasil.predikat == "baik"
    pegawai.buka("/hasil/")
    pegawai.terbaca("Baik")
    pegawai.terbaca("Mengapa nilai saya sekian?")
    pegawai.terbaca(f"{hasil.nilai_akhir:.2f}".replace(".", ","))
    pegawai.terbaca("Ajukan keberatan")
    pegawai.buka("/pelatihan/")
    if pegawai.halaman.get_by_role("button", name=re.compile("^Pilih")).count():
        pegawai.tekan("Pilih", tepat=False)
        pegawai.terbaca("Pelatihan dipilih")
    pegawai.buka(f"/hasil/{hasil.pk}/keberatan/")
    pegawai.buka("/")


# 9. Siapa pun menghitung ulang


def _periksa_semua_nota(triwulan: Periode, folder: Path) -> None:
    """Setiap rincian yang tersimpan dihitung ulang program yang tidak mengenal Django: 100 % sama."""
    for hasil in Hasil.objects.filter(periode=triwulan):
        nota = folder / "nota.json"
        nota.write_text(json.dumps(hasil.rincian))
        keluar = subprocess.run(
            [sys.executable, "-m", "penilaian.rules.periksa", str(nota)],
            cwd=AKAR,
            capture_output=True,
            text=True,
            check=False,
        )
        if not hasil.rincian["indikator"]:
            assert not hasil.lengkap
            continue
        assert keluar.returncode == 0, keluar.stderr
        hitungan = json.loads(keluar.stdout)
        for bidang in ("nilai_hasil", "nilai_perilaku", "nilai_akhir"):
            tersimpan = getattr(hasil, bidang)
            assert hitungan[bidang] == (None if tersimpan is None else f"{tersimpan:.2f}")
        assert (hitungan["predikat"] or "") == hasil.predikat
