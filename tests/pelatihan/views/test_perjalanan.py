"""Hasil → saran → dipilih → disetujui → direncanakan → terdaftar → hadir → sertifikat → JP, lewat halamannya saja."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from inti.models import Jejak, Pemberitahuan
from pelatihan.models import Pelatihan, Sesi, Usulan
from pelatihan.queries.riwayat_jp import jp_tahun_ini
from pelatihan.services import saran
from tests.klien import masuk
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup
from tests.penilaian.pabrik import admin, tambah_staf

pytestmark = pytest.mark.django_db


@pytest.fixture
def jam() -> Any:
    with time_machine.travel(SESUDAH, tick=False) as jalan:
        yield jalan


@pytest.fixture
def t() -> Tertutup:
    tertutup = pabrik.tutup()
    pabrik.isi_katalog(tertutup.d)
    Pelatihan.objects.update(biaya=1_000_000)
    saran.buat_untuk_periode(periode_id=tertutup.periode_id, sekarang=SESUDAH)
    return tertutup


def isi(jawaban: Any) -> str:
    assert jawaban.status_code == 200
    return str(jawaban.content.decode())


def kirim(client: Client, alamat: str, **data: Any) -> str:
    return isi(client.post(alamat, data, follow=True))


def test_dari_hasil_sampai_jp_dihitung(t: Tertutup, jam: Any) -> None:
    bkd = admin(t.d, tambah_staf(t.d, "Admin BKD"))
    ratna, kepala, admin_bkd = masuk(t.ratna), masuk(t.d.kepala), masuk(bkd)

    # Dipilih pegawai dari sarannya.
    satu = pabrik.saran(t.ratna)[0]
    assert "Pelatihan dipilih" in kirim(ratna, f"/pelatihan/{satu.pk}/terima/")
    usulan = Usulan.objects.get(rekomendasi=satu)
    halaman = f"/pelatihan/usulan/{usulan.pk}/"
    assert "menunggu persetujuan atasan" in isi(ratna.get(halaman))

    # Disetujui penilai hari itu; yang tanpa alasan tidak dapat ditolak dan centangnya tidak hilang.
    ditolak = kirim(kepala, "/pelatihan/persetujuan/", pilih=usulan.pk, aksi="tolak", alasan="ya")
    assert "sekurangnya 10 huruf" in ditolak and f'value="{usulan.pk}" checked' in ditolak
    assert "1 usulan disetujui" in kirim(
        kepala, "/pelatihan/persetujuan/", pilih=usulan.pk, aksi="setujui", alasan=""
    )

    # Direncanakan BKD: tanpa anggaran dikatakan, sesudah anggaran diisi masuk.
    lewat = kirim(admin_bkd, "/pelatihan/rencana/", pilih=usulan.pk, aksi="rencanakan", alasan="", lampaui="")
    assert "anggarannya belum diisi" in lewat and f'value="{usulan.pk}" checked' in lewat
    assert "Rp 5.000.000" in kirim(
        admin_bkd, "/pelatihan/rencana/anggaran/", dinas=t.d.dinas.pk, jumlah="5.000.000"
    )
    assert "1 usulan masuk rencana" in kirim(
        admin_bkd, "/pelatihan/rencana/", pilih=usulan.pk, aksi="rencanakan", alasan="", lampaui=""
    )
    assert "Rp 4.000.000" in isi(admin_bkd.get("/pelatihan/rencana/"))

    # Sesi dibuka, pegawai mendaftar.
    mulai = (SESUDAH + timedelta(days=10)).date()
    isian = {
        "mulai": mulai.isoformat(),
        "selesai": (mulai + timedelta(days=1)).isoformat(),
        "batas_daftar": mulai.isoformat(),
        "kursi": "1",
        "tempat": "Aula BKD",
        "biaya": "1.000.000",
        "buka": "on",
    }
    baru = f"/pelatihan/katalog/{usulan.pelatihan_id}/sesi/baru/"
    assert "Batas pendaftaran paling lambat hari mulai" in kirim(
        admin_bkd, baru, **isian | {"batas_daftar": "2026-12-31"}
    )
    assert "Sesi disimpan" in kirim(admin_bkd, baru, **isian)
    sesi = Sesi.objects.get()
    assert "Aula BKD" in isi(ratna.get(halaman))
    assert Pemberitahuan.objects.get(judul="Sesi pelatihan dibuka").penerima_id == t.ratna.pk
    assert "terdaftar di sesi" in kirim(ratna, f"{halaman}daftar/", sesi=sesi.pk)
    kalender = ratna.get(f"/pelatihan/sesi/{sesi.pk}/kalender.ics").content.decode()
    assert f"DTSTART;VALUE=DATE:{mulai:%Y%m%d}" in kalender and "LOCATION:Aula BKD" in kalender

    # Hadir: sebelum hari terakhir ditolak dengan pesan.
    hadir = {f"hadir_{usulan.pk}": "ya"}
    assert "Kehadiran dicatat sejak hari terakhir" in kirim(
        admin_bkd, f"/pelatihan/rencana/sesi/{sesi.pk}/hadir/", **hadir
    )
    jam.move_to(SESUDAH + timedelta(days=11))
    ratna, kepala, admin_bkd = masuk(t.ratna), masuk(t.d.kepala), masuk(bkd)
    assert "1 usulan dicatat kehadirannya" in kirim(
        admin_bkd, f"/pelatihan/rencana/sesi/{sesi.pk}/hadir/", **hadir
    )

    # Sertifikat: nomor kosong ditolak di bidangnya dan berkasnya tetap ada; dikembalikan sekali, lalu benar.
    pdf = SimpleUploadedFile("sertifikat.pdf", b"%PDF-1.4 isi", "application/pdf")
    tolak = kirim(ratna, f"{halaman}sertifikat/", berkas=pdf, nomor="")
    assert "Tulis nomor sertifikatnya" in tolak and "sertifikat.pdf" in tolak
    nomor_berkas = tolak.split('name="berkas_ids" value="')[1].split('"')[0]
    assert "Sertifikat diserahkan" in kirim(
        ratna, f"{halaman}sertifikat/", nomor="KS-1/2026", berkas_ids=nomor_berkas
    )
    assert jp_tahun_ini([t.ratna.pk], tahun=2026)[t.ratna.pk].terhitung == 0
    assert "dikembalikan dengan sebabnya" in kirim(
        admin_bkd,
        "/pelatihan/rencana/sertifikat/",
        pilih=usulan.pk,
        aksi="kembalikan",
        alasan="Fotonya kabur.",
    )
    assert "BKD meminta perbaikan: Fotonya kabur." in isi(ratna.get(halaman))
    kirim(ratna, f"{halaman}sertifikat/", nomor="KS-1/2026", berkas_ids=nomor_berkas)
    assert "JP-nya dihitung" in kirim(
        admin_bkd, "/pelatihan/rencana/sertifikat/", pilih=usulan.pk, aksi="verifikasi", alasan=""
    )

    jp = usulan.pelatihan.jp
    assert jp_tahun_ini([t.ratna.pk], tahun=2026)[t.ratna.pk].terhitung == jp
    riwayat = isi(ratna.get("/pelatihan/usulan/"))
    assert "KS-1/2026" in riwayat and f">{jp}</p>" in riwayat
    langkah = list(
        Jejak.objects.filter(objek_jenis="usulan_pelatihan").order_by("pk").values_list("aksi", flat=True)
    )
    assert [a.removeprefix("usulan_pelatihan.") for a in langkah] == [
        "diajukan",
        "disetujui",
        "direncanakan",
        "terdaftar",
        "hadir",
        "sertifikat_diunggah",
        "sertifikat_dikembalikan",
        "sertifikat_diunggah",
        "selesai",
    ]
    kabar = Pemberitahuan.objects.filter(penerima_id=t.ratna.pk, tautan=halaman)
    assert kabar.count() == 5
    assert usulan.pelatihan.judul not in isi(kepala.get("/pelatihan/persetujuan/"))
    for pembaca in (kepala, admin_bkd):
        assert "KS-1/2026" in isi(pembaca.get(halaman))
    assert "menyerahkan sertifikat pelatihan" in isi(ratna.get(f"/jejak/usulan_pelatihan/{usulan.pk}/"))

    # Orang lain: ada tetapi bukan urusannya 403; instansi lain 404; bukan pengurus 403.
    assert masuk(t.budi).get(halaman).status_code == 403
    assert masuk(t.budi).get(f"{halaman}berkas/").status_code == 403
    lain = pabrik.tutup(nama="Kota Lain")
    assert masuk(lain.budi).get(halaman).status_code == 404
    assert masuk(lain.budi).get(f"/pelatihan/sesi/{sesi.pk}/kalender.ics").status_code == 404
    assert ratna.get("/pelatihan/rencana/").status_code == 403


def test_usul_sendiri_ditolak_atasan_lalu_diusulkan_lagi_dan_ditarik(t: Tertutup, jam: Any) -> None:
    latih = Pelatihan.objects.get(judul="Pengelolaan Mutu")
    ratna, kepala = masuk(t.ratna), masuk(t.d.kepala)
    usul = f"/pelatihan/katalog/{latih.pk}/usulkan/"
    assert "Usulkan" in isi(ratna.get(f"/pelatihan/katalog/{latih.pk}/"))
    kosong = kirim(ratna, usul, alasan="")
    assert "<title>Galat: Usulkan pelatihan" in kosong
    assert "Usulan diajukan" in kirim(ratna, usul, alasan="Menyusun laporan mutu tiap triwulan.")
    lain = kirim(ratna, usul, alasan="Alasan yang diketik di tab lain.")
    assert "sudah Anda usulkan" in lain and "diketik di tab lain" in lain
    usulan = Usulan.objects.get()
    assert "1 usulan tidak disetujui" in kirim(
        kepala,
        "/pelatihan/persetujuan/",
        pilih=usulan.pk,
        aksi="tolak",
        alasan="Tunda sampai laporan selesai.",
    )
    halaman = isi(ratna.get(f"/pelatihan/usulan/{usulan.pk}/"))
    assert "Tunda sampai laporan selesai." in halaman and "tidak disetujui atasan" in halaman
    assert "Usulan diajukan" in kirim(ratna, usul, alasan="Laporannya sudah selesai minggu ini.")
    kedua = Usulan.objects.latest("pk")
    assert "Usulan ditarik" in kirim(ratna, f"/pelatihan/usulan/{kedua.pk}/tarik/")
    assert masuk(t.budi).post(f"/pelatihan/usulan/{kedua.pk}/tarik/").status_code == 403
    assert jp_tahun_ini([t.ratna.pk], tahun=2026)[t.ratna.pk].terpakai == 0
