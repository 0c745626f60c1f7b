"""Langkah 1 dan 7: admin BKD membuka periode, menambah indikator, dan menutup periode."""

import re
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from indikator.models import Periode
from indikator.services import periode as layanan_periode
from inti.rules.format import waktu
from penilaian.models import Penutupan
from tests.e2e.kota import Kota
from tests.e2e.langkah import Orang

INDIKATOR_BARU = "Persentase pasien dilayani di bawah 30 menit"


def tunggu(syarat: Callable[[], bool], apa: str, log: Path, *, batas: float = 150) -> None:
    """Tunggu pekerja latar; bila tidak juga terjadi, kabarkan lognya."""
    akhir = time.monotonic() + batas
    while time.monotonic() < akhir:
        if syarat():
            return
        time.sleep(0.3)
    raise AssertionError(f"{apa} tidak terjadi dalam {batas:.0f} detik.\n{log.read_text()[-3000:]}")


def buka_periode(admin: Orang) -> Periode:
    """Triwulan berjalan beserta tahunnya, dengan tenggat yang diusulkan; tenggat terbalik ditolak tanpa kehilangan isian."""
    hari_ini = timezone.localdate()
    admin.buka("/periode/")
    admin.ikuti("Periode baru")
    admin.isian("Tahun", tepat=True).select_option(str(hari_ini.year))
    admin.isian("Triwulan", tepat=True).select_option(str((hari_ini.month - 1) // 3 + 1))
    admin.tekan("Lanjut ke tenggat")
    lapor = admin.halaman.locator("[name=tenggat_lapor]")
    usul = lapor.input_value()
    terlambat = f"{hari_ini.year + 2}-01-31T10:00"
    lapor.fill(terlambat)
    admin.tekan("Simpan draf dan periksa")
    admin.ditolak()
    assert lapor.input_value() == terlambat
    lapor.fill(usul)
    admin.tekan("Simpan draf dan periksa")
    admin.tekan("Buka periode")
    triwulan = Periode.objects.get(jenis=Periode.Jenis.TRIWULAN)
    assert triwulan.status == Periode.Status.DIPROSES
    assert triwulan.induk is not None and triwulan.induk.status == Periode.Status.DIPROSES
    admin.buka(f"/periode/{triwulan.pk}/")
    admin.terbaca(waktu(timezone.localtime(triwulan.tutup_pada)))
    return triwulan


def tambah_indikator(admin: Orang) -> None:
    """Indikator satu dinas untuk satu jabatan; sesudah disimpan tampak jabatan mana yang terjangkau."""
    admin.buka("/katalog/")
    admin.ikuti("Indikator baru")
    dinas = admin.isian("Perangkat daerah")
    dinas.select_option(
        dinas.locator("option", has_text=re.compile("^Dinas Kesehatan")).get_attribute("value")
    )
    admin.tekan("Lanjut")
    isian = {
        "Nama indikator": INDIKATOR_BARU,
        "Definisi": "Pasien rawat jalan yang dilayani paling lama 30 menit sejak mendaftar.",
        "Cara menghitung": "pasien di bawah 30 menit : seluruh pasien × 100",
        "Satuan": "%",
        "Sumber data": "Buku antrean",
        "Target acuan": "90",
        "Bobot acuan": "40",
    }
    for label, teks in isian.items():
        admin.isian(label).fill(teks)
    admin.isian("Aspek", tepat=True).select_option(label="Waktu")
    admin.isi.locator("summary", has_text="Jabatan tertentu").click()
    admin.isian("Perawat Terampil").check()
    # Arah lupa dipilih: diminta, yang sudah diketik tetap.
    admin.tekan("Simpan indikator")
    admin.ditolak()
    assert {label: admin.isian(label).input_value() for label in isian} == isian
    assert admin.isian("Perawat Terampil").is_checked()
    admin.isi.locator("[name=polaritas][value=maksimal]").check()
    admin.tekan("Simpan indikator")
    admin.diterima()
    admin.terbaca(INDIKATOR_BARU)
    terjangkau = admin.isi.get_by_role("table").filter(has_text="Perawat Terampil").first.inner_text()
    assert "Dokter" not in terjangkau and "Pengelola Data" not in terjangkau


def tutup(admin: Orang, triwulan: Periode, pekerja: Path) -> None:
    """Tombol admin dengan konfirmasi; dikerjakan Celery, dan halamannya menyegarkan diri sampai selesai."""
    admin.buka(f"/periode/{triwulan.pk}/")
    admin.ikuti("Penutupan")
    admin.konfirmasi()
    admin.isian("Ketik nama periode").fill("triwulan lain")
    admin.isi.get_by_role("checkbox").check()
    admin.tekan("Tutup sekarang")
    admin.ditolak()
    assert admin.isian("Ketik nama periode").input_value() == "triwulan lain"
    assert not Penutupan.objects.exists()
    admin.isian("Ketik nama periode").fill(triwulan.nama)
    admin.tekan("Tutup sekarang")
    admin.diterima()
    assert Penutupan.objects.get(periode=triwulan).diminta_oleh.nip == admin.nip
    tunggu(lambda: ditutup(triwulan), "penutupan", pekerja)
    # Tanpa menyentuh apa pun: htmx, atau penyegaran halaman bila tanpa JavaScript.
    admin.halaman.get_by_text("Hasil sudah tampil bagi semua orang.").wait_for()
    admin.periksa()
    admin.terbaca("Ditutup")


def ditutup(periode: Periode) -> bool:
    periode.refresh_from_db()
    return bool(periode.status == Periode.Status.DITUTUP)


def siapkan_yang_jatuh_tempo(kota: Kota, triwulan: Periode) -> Periode:
    """Triwulan lain di tahun yang sama, dibuka, dan saat tutupnya baru saja lewat: sisanya urusan beat."""
    sekarang = timezone.now()
    lain = 1 if triwulan.mulai.month > 1 else 2
    hari = {
        "tenggat_lapor": sekarang + timedelta(days=1),
        "tenggat_umpan_balik": sekarang + timedelta(days=2),
        "tenggat_nilai": sekarang + timedelta(days=3),
        "tutup_pada": sekarang + timedelta(days=4),
    }
    kedua = layanan_periode.buat_triwulan(
        tahun=triwulan.induk, triwulan=lain, **hari, oleh=kota.pasangan.admin, sekarang=sekarang
    )
    layanan_periode.buka(periode=kedua, oleh=kota.pasangan.admin, sekarang=sekarang)
    # Menggeser tenggat ke masa lalu ditolak layanannya; di sini waktunya yang dimajukan.
    lewat = timedelta(days=5)
    Periode.objects.filter(pk=kedua.pk).update(**{k: v - lewat for k, v in hari.items()})
    return kedua


def lihat_ditutup_jadwal(admin: Orang, kedua: Periode, pekerja: Path) -> None:
    """Tidak seorang pun menekan tombol: beat yang memulainya."""
    tunggu(lambda: ditutup(kedua), "penutupan oleh jadwal", pekerja)
    assert Penutupan.objects.get(periode=kedua).diminta_oleh is None
    admin.buka(f"/periode/{kedua.pk}/penutupan/")
    admin.terbaca("Hasil sudah tampil bagi semua orang.")
    admin.terbaca("Ditutup")
