"""Langkah 4 dan 5: umpan balik 360 dari atasan dan rekan, dan survei warga tanpa akun."""

import re

from django.utils import timezone

from indikator.models import Periode
from tests.e2e.kota import Kota
from tests.e2e.langkah import Orang, Ragam
from umpan_balik.models import Aspirasi, Penugasan, Survei, TitikLayanan
from umpan_balik.services import jawaban

REKAN_MENJAWAB = 3  # jumlah minimum kelompok rekan
# Jawaban tiap nilai BerAKHLAK: Kompeten kuat, Berorientasi Pelayanan lemah, supaya ada kekuatan dan ada yang dilatih.
JAWABAN = (2, 4, 5, 4, 4, 4, 4)
SARAN = "Antreannya cepat. Hubungi saya 081234567890."


def jawab_360_semua(ragam: Ragam, triwulan: Periode, kota: Kota) -> None:
    """Atasan dan satu rekan di peramban, yang pertama mengirim terlalu sedikit dahulu; rekan lain lewat layanannya."""
    tugas = Penugasan.objects.filter(periode=triwulan, dinilai__nip=kota.pegawai).select_related("penilai")
    atasan = [t for t in tugas if t.kelompok == "atasan"]
    rekan = [t for t in tugas if t.kelompok == "rekan"]
    assert [t.penilai.nip for t in atasan] == [kota.penilai]
    assert len(rekan) >= REKAN_MENJAWAB
    for nomor, satu in enumerate([*atasan, rekan[0]]):
        with ragam.orang(satu.penilai.nip) as penjawab:
            jawab_360(penjawab, satu, kota.nama(kota.pegawai), kurang_dahulu=nomor == 0)
    nilai = [JAWABAN[nomor // 3] for nomor in range(21)]
    for satu in rekan[1:REKAN_MENJAWAB]:
        jawaban.kirim_banyak(
            periode_id=triwulan.pk,
            isian=[jawaban.Isian(satu.pk, nilai, {})],
            oleh=satu.penilai,
            sekarang=timezone.now(),
        )


def jawab_360(penjawab: Orang, tugas: Penugasan, nama: str, *, kurang_dahulu: bool) -> None:
    penjawab.buka("/umpan-balik/")
    penjawab.terbaca(nama)
    penjawab.buka(f"/umpan-balik/360/{tugas.pk}/")
    kotak = penjawab.halaman.locator("fieldset.skala")
    assert kotak.count() == 21
    komentar = penjawab.isi.locator("textarea").first
    if kurang_dahulu:
        kotak.first.get_by_role("radio").nth(3).check()
        komentar.fill("Selalu menyapa pasien lebih dahulu.")
        penjawab.tekan("Kirim")
        penjawab.ditolak()
        assert kotak.first.get_by_role("radio").nth(3).is_checked()
        assert komentar.input_value() == "Selalu menyapa pasien lebih dahulu."
    for nomor in range(21):
        kotak.nth(nomor).get_by_role("radio").nth(JAWABAN[nomor // 3] - 1).check()
    penjawab.tekan("Kirim")
    penjawab.diterima()
    tugas.refresh_from_db()
    assert tugas.selesai


def alamat_loket(pengelola: Orang, titik: TitikLayanan) -> str:
    """Alamat di bawah kode QR pada poster yang dicetak admin dinas."""
    pengelola.buka("/layanan/")
    pengelola.ikuti(titik.nama)
    pengelola.ikuti("Cetak poster")
    alamat = pengelola.halaman.locator(".poster .alamat-survei").inner_text()
    assert alamat.endswith(f"/s/{titik.token}/")
    return f"/s/{titik.token}/"


def survei_semua(ragam: Ragam, alamat: str, kota: Kota) -> None:
    """Warga yang lupa mencentang persetujuan, melacak sarannya, dan membaca hasil survei; lalu warga kedua."""
    sebelum = Survei.objects.count()
    for nomor in range(2):
        with ragam.orang() as warga:
            kode = isi_survei(warga, alamat, lupa=nomor == 0)
            if nomor == 0:
                lacak(warga, kode, kota)
    assert Survei.objects.count() == sebelum + 2
    assert not Aspirasi.objects.filter(teks__contains="081234567890").exists()


def isi_survei(warga: Orang, alamat: str, *, lupa: bool) -> str:
    """Sembilan unsur, saran, kirim; kembalikan kode lacaknya."""
    warga.buka(alamat)
    halaman = warga.halaman
    kotak = halaman.locator("form fieldset")
    assert kotak.count() == 9
    for nomor in range(9):
        kotak.nth(nomor).locator("label").nth(2).click()
    halaman.locator("textarea").fill(SARAN)
    if lupa:
        warga.tekan("Kirim")
        warga.ditolak()
        assert kotak.locator("input:checked").count() == 9
        assert halaman.locator("textarea").input_value() == SARAN
    halaman.locator("#setuju").check()
    warga.tekan("Kirim")
    warga.terbaca("Terima kasih")
    kode = halaman.locator(".kode .k").inner_text()
    # Abjadnya 32 huruf, jadi 26 huruf membawa sekurangnya 128 bit.
    assert len(re.sub(r"[^0-9A-Z]", "", kode)) >= 26
    return kode


def lacak(warga: Orang, kode: str, kota: Kota) -> None:
    """Saran dilacak dengan kodenya, nomornya sudah disamarkan; hasil survei terbuka bagi siapa pun."""
    warga.ikuti("Lacak saran", di=warga.halaman.locator("body"))
    warga.isian("Kode lacak").fill("ABCD 1234")
    warga.tekan("Lacak")
    warga.ditolak()
    assert warga.isian("Kode lacak").input_value() == "ABCD 1234"
    warga.isian("Kode lacak").fill(kode)
    warga.tekan("Lacak")
    warga.terbaca("Antreannya cepat.")
    warga.tidak_terbaca("081234567890")
    warga.ikuti("Hasil survei seluruh dinas", di=warga.halaman.locator("body"))
    warga.terbaca(kota.pasangan.instansi.nama)
