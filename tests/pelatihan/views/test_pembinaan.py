"""Halaman pembinaan: satu rencana dari disusun sampai terpenuhi di layar, dan siapa yang membacanya."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from kepegawaian.models import Peran
from pelatihan.models import BuktiPembinaan, Pembinaan
from pelatihan.services import pembinaan
from pelatihan.views import pembinaan as halaman_pembinaan
from penilaian.models import Hasil
from tests.klien import masuk
from tests.pelatihan import pabrik
from tests.pelatihan.pabrik import SESUDAH, Tertutup

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


@pytest.fixture(autouse=True)
def _jam() -> Any:
    with time_machine.travel(SESUDAH, tick=False):
        yield


@pytest.fixture
def t() -> Tertutup:
    tertutup = pabrik.tutup()
    pembinaan.buat_untuk_periode(periode_id=tertutup.periode_id, sekarang=SESUDAH)
    Peran.objects.create(pegawai=tertutup.budi, jenis=Peran.Jenis.ADMIN_BKD, sejak=SESUDAH.date())
    return tertutup


def isi(jawaban: Any) -> str:
    assert jawaban.status_code == 200
    return str(jawaban.content.decode())


def test_satu_rencana_dari_disusun_sampai_terpenuhi(t: Tertutup) -> None:
    satu = Pembinaan.objects.get()
    alamat, hari = f"/pembinaan/{satu.pk}/", t.d.instansi.hari_pada(SESUDAH)
    penilai, orang = masuk(t.d.kepala), masuk(t.ratna)
    assert "Susun rencana pembinaan" in isi(penilai.get("/"))
    assert t.ratna.nama in isi(penilai.get("/pembinaan/tim/"))
    kosong = isi(penilai.post(f"{alamat}sasaran/", {"teks": "Catat semua berkas."}))
    assert "Pilih indikator atau nilainya." in kosong and "Catat semua berkas." in kosong
    kiriman = {
        "acuan": "nilai:akuntabel",
        "teks": "Catat semua berkas.",
        "ukuran": "Dua puluh berkas.",
        "batas": (hari + timedelta(days=20)).isoformat(),
    }
    assert "tersimpan" in isi(penilai.post(f"{alamat}sasaran/", kiriman, follow=True))
    assert "tanggal pertemuan" in isi(penilai.post(f"{alamat}tetapkan/", follow=True))
    temu = {"tanggal": hari.isoformat(), "pokok": "Membahas sasaran."}
    assert "tersimpan" in isi(penilai.post(f"{alamat}pertemuan/", temu, follow=True))
    assert "ditetapkan" in isi(penilai.post(f"{alamat}tetapkan/", follow=True))
    sasaran, pertemuan = satu.sasaran.get(), satu.pertemuan.get()
    isi(penilai.get(f"{alamat}pertemuan/{pertemuan.pk}/catat/"))
    catatan = {"catatan": "Disepakati mulai besok."}
    assert "Disepakati mulai besok." in isi(
        penilai.post(f"{alamat}pertemuan/{pertemuan.pk}/catat/", catatan, follow=True)
    )
    assert "Serahkan bukti sasaran pembinaan" in isi(orang.get("/"))
    assert "Belum ada bukti" in isi(orang.post(f"{alamat}sasaran/{sasaran.pk}/bukti/", {"aksi": "kirim"}))
    berkas = SimpleUploadedFile("rekap.pdf", PDF, "application/pdf")
    serah = orang.post(
        f"{alamat}sasaran/{sasaran.pk}/bukti/", {"aksi": "kirim", "berkas": [berkas]}, follow=True
    )
    assert "rekap.pdf" in isi(serah)
    bukti = BuktiPembinaan.objects.get()
    unduhan = penilai.get(f"/pembinaan/bukti/{bukti.pk}/")
    assert unduhan.headers["Content-Disposition"].startswith("attachment")
    assert unduhan.getvalue() == PDF
    assert "diminta meninjau" in isi(orang.post(f"{alamat}ajukan/", {"catatan": "Sudah."}, follow=True))
    assert "Tinjau rencana pembinaan" in isi(penilai.get("/"))
    tanpa = isi(penilai.post(f"{alamat}tinjau/", {f"hasil_{sasaran.pk}": "tercapai"}))
    assert "Tulis alasannya." in tanpa
    lengkap = {f"hasil_{sasaran.pk}": "tercapai", f"alasan_{sasaran.pk}": "Rekapnya lengkap."}
    assert "terpenuhi" in isi(penilai.post(f"{alamat}tinjau/", lengkap, follow=True))
    assert "Rekapnya lengkap." in isi(orang.get(alamat))
    assert "1 dari 1" in isi(orang.get("/pembinaan/"))
    assert penilai.get(f"{alamat}tinjau/", follow=True).status_code == 200


def test_isinya_hanya_bagi_dua_orangnya_dan_bkd_membaca_hitungannya(t: Tertutup) -> None:
    satu = Pembinaan.objects.get()
    alamat = f"/pembinaan/{satu.pk}/"
    hasil = Hasil.objects.get(periode_id=t.periode_id, pegawai=t.ratna)
    for siapa in (t.ratna, t.d.kepala):
        assert masuk(siapa).get(alamat).status_code == 200
        assert f'href="{alamat}"' in isi(masuk(siapa).get(f"/hasil/{hasil.pk}/"))
    admin = masuk(t.budi)
    assert admin.get(alamat).status_code == 403
    assert f'href="{alamat}"' not in isi(admin.get(f"/hasil/{hasil.pk}/"))
    hitungan = isi(admin.get("/pembinaan/hitungan/"))
    assert t.d.dinas.nama in hitungan and t.ratna.nama not in hitungan.split("<main")[1].split("</main>")[0]
    assert masuk(t.ratna).get("/pembinaan/hitungan/").status_code == 403
    for akhiran in ("sasaran/", "pertemuan/", "tinjau/"):
        assert masuk(t.ratna).get(alamat + akhiran).status_code == 403
    for akhiran in ("tetapkan/", "ajukan/"):
        assert admin.post(alamat + akhiran).status_code == 403
    assert admin.get("/pembinaan/999999/").status_code == 404
    assert "Tidak ada rencana pembinaan" in isi(admin.get("/pembinaan/"))


def test_kembaran_tanpa_pintu_halaman_admin_membaca_isinya(
    t: Tertutup, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        halaman_pembinaan.kueri,
        "pelaku_pembinaan",
        lambda *_, **__: frozenset({halaman_pembinaan.Pelaku.PEMILIK}),
    )
    assert masuk(t.budi).get(f"/pembinaan/{Pembinaan.objects.get().pk}/").status_code == 200
