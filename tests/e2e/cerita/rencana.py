"""Langkah 2: pegawai memahami indikator dan menyusun SKP; penilainya mengembalikan lalu menyetujui."""

from datetime import datetime

from django.utils import timezone

from indikator.models import SKP, Pemahaman
from indikator.services import skp as layanan_skp
from inti.rules.format import waktu
from tests.e2e.cerita.kalender import INDIKATOR_BARU
from tests.e2e.kota import Kota
from tests.e2e.langkah import Orang, Ragam


def lihat_beranda(pegawai: Orang, kota: Kota, *, tenggat_skp: datetime) -> None:
    """Apa yang diminta, sampai kapan, siapa penilainya, dan mengapa."""
    pegawai.buka("/")
    pegawai.terbaca("Yang diminta dari Anda")
    pegawai.terbaca("Pahami indikator dan cara menilai")
    pegawai.terbaca("Susun SKP")
    pegawai.terbaca(waktu(timezone.localtime(tenggat_skp)))
    pegawai.terbaca(kota.nama(kota.penilai))
    pegawai.terbaca("Mengapa beliau?")


def susun_skp(orang: Orang, teks: str, *, tautkan: bool) -> None:
    """Dua RHK; pegawai yang menautkan diri memakai indikator katalog yang baru ditambah admin."""
    orang.buka("/pemahaman/")
    if tautkan:
        orang.terbaca(INDIKATOR_BARU)
    orang.tekan("Saya sudah membaca dan paham")
    assert Pemahaman.objects.filter(dinyatakan_oleh__nip=orang.nip).count() == 1
    orang.buka("/skp/")
    orang.tekan("Mulai SKP", tepat=False)
    _tambah_rhk(orang, f"{teks} 1", tautkan=tautkan)
    _tambah_indikator_sendiri(orang, "Jumlah tindakan", "tindakan", "900", "60")
    _ajukan_kurang(orang)
    _tambah_rhk(orang, f"{teks} 2", tautkan=tautkan)
    if tautkan:
        _tambah_indikator_katalog(orang)
    else:
        _tambah_indikator_sendiri(orang, "Persentase kepatuhan", "%", "85,5", "40")
    orang.terbaca("Jumlah bobot 100 dari 100")
    if tautkan:
        orang.terbaca("Layanan puskesmas bermutu 1")
    orang.tekan("Ajukan")
    orang.diterima()
    orang.terbaca("Diajukan")
    assert SKP.objects.get(pegawai__nip=orang.nip).status == "diajukan"


def _tambah_rhk(orang: Orang, teks: str, *, tautkan: bool) -> None:
    orang.tekan("Tambah RHK")
    orang.isian("Hasil yang ingin dicapai").fill(teks)
    if tautkan:
        orang.isian("Layanan puskesmas bermutu 1").check()
    orang.tekan("Tambah RHK")
    # Langsung ke pemilihan indikatornya.
    orang.terbaca(f"Untuk RHK: {teks}")


def _tambah_indikator_sendiri(orang: Orang, nama: str, satuan: str, target: str, bobot: str) -> None:
    orang.isi.locator("[name=arah][value=maksimal]").check()
    orang.tekan("Lanjut mengisi")
    orang.isian("Nama indikator").fill(nama)
    orang.isian("Satuan").fill(satuan)
    orang.isian("Kuantitas" if satuan == "tindakan" else "Kualitas", tepat=True).check()
    orang.isian("Bobot").fill(bobot)
    # Target lupa diisi: diminta, yang lain tetap.
    orang.tekan("Tambah indikator")
    orang.ditolak()
    assert orang.isian("Nama indikator").input_value() == nama
    assert orang.isian("Bobot").input_value() == bobot
    orang.isian("Target").fill(target)
    orang.tekan("Tambah indikator")
    orang.diterima()
    orang.terbaca(nama)


def _tambah_indikator_katalog(orang: Orang) -> None:
    orang.ikuti(INDIKATOR_BARU)
    assert orang.isian("Target").input_value() == "90"
    assert orang.isian("Bobot").input_value() == "40"
    orang.tekan("Tambah indikator")
    orang.diterima()


def _ajukan_kurang(orang: Orang) -> None:
    """Bobot yang belum 100 ditolak saat diajukan, dan angka yang diketik tidak hilang."""
    bobot = orang.isi.get_by_label("Bobot", exact=False).first
    bobot.fill("55")
    orang.tekan("Ajukan")
    orang.ditolak()
    assert bobot.input_value() == "55"
    bobot.fill("60")


def setujui_lewat_layanan(kota: Kota, nip: str) -> None:
    """SKP penilai disetujui atasannya lewat layanan; langkah yang sama di peramban ditempuh pegawai."""
    atasan = next(a.pegawai for a in kota.pasangan.anggota if a.jabatan == "Kepala Dinas Kesehatan")
    baris = SKP.objects.get(pegawai__nip=nip)
    layanan_skp.setujui(skp=baris, oleh=atasan, sekarang=timezone.now())


def kembalikan_lalu_setujui(penilai: Orang, kota: Kota, ragam: Ragam) -> None:
    """Dikembalikan dengan catatan, diperbaiki pemiliknya, lalu disetujui."""
    nama = kota.nama(kota.pegawai)
    catatan = "Bobot tindakan cukup, tetapi jelaskan sumber datanya."
    penilai.buka("/periksa/skp/")
    penilai.ikuti(nama)
    penilai.tekan("Kembalikan dengan catatan")
    penilai.ditolak()
    penilai.isi.locator("[name=catatan]").fill(catatan)
    penilai.tekan("Kembalikan dengan catatan")
    penilai.diterima()
    with ragam.orang(kota.pegawai) as pegawai:
        pegawai.terbaca("Perbaiki SKP")
        pegawai.buka("/pemberitahuan/")
        pegawai.terbaca("SKP")
        pegawai.buka("/skp/")
        pegawai.terbaca("jelaskan sumber datanya")
        pegawai.tekan("Ajukan lagi")
        pegawai.diterima()
    penilai.buka("/periksa/skp/")
    penilai.ikuti(nama)
    penilai.tekan("Setujui SKP ini")
    assert SKP.objects.get(pegawai__nip=kota.pegawai).status == "disetujui"
