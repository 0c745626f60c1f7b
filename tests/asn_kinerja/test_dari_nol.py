"""U49: dari basis data kosong sampai periode terbuka, menurut docs/operasi/mulai.md, sebagai admin BKD pertama."""

import io
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from indikator.models import Periode
from inti.models import Impor, Jejak
from kepegawaian.models import Instansi, Pegawai, UnitKerja
from mutu.catat import catat
from tests.e2e.pakai.formulir import Formulir, baca
from tests.e2e.pakai.perayap import nama_alamat
from tests.kepegawaian import faktor
from tests.kepegawaian.impor import alat

pytestmark = pytest.mark.django_db
PANDUAN = Path(__file__).resolve().parents[2] / "docs" / "operasi" / "mulai.md"
NIP, KEPALA, STAF = "198805142011122001", "198312142007032001", "199210022016042001"
SANDI = "perahu-layar-subuh-2026"
BATAS_MENIT = 15
# Taksiran orang yang teliti: membaca halaman yang baru baginya, melihat lagi yang sudah dikenal, mengetuk, dan mengetik.
DETIK_BARU, DETIK_DIKENAL, DETIK_KETUK, DETIK_HURUF = 20, 8, 1.2, 0.3
UNIT = (
    ("Nama", "Jenis", "Induk", "Sejak"),
    ("Dinas Kesehatan", "Dinas", "Pemerintah Kota Serang", "01-01-2026"),
)
JABATAN = (("Nama", "Jenis"), ("Kepala Dinas", "Jabatan pimpinan tinggi"), ("Perawat Terampil", "Fungsional"))
PEGAWAI = (("NIP", "Nama"), (KEPALA, "Maryam Anggraeni"), (STAF, "Yuyun Fauziah"))
PENEMPATAN = (
    ("NIP", "Unit", "Jabatan", "Jenis", "Kepala", "Mulai"),
    (KEPALA, "Dinas Kesehatan", "Kepala Dinas", "Definitif", "Ya", "02-01-2026"),
    (STAF, "Dinas Kesehatan", "Perawat Terampil", "Definitif", "Tidak", "02-01-2026"),
)


def pasang(**lain: str) -> str:
    """Jalankan perintahnya; kembalikan yang dicetaknya."""
    keluar = io.StringIO()
    isi = {"nip": NIP, "nama": "Yuyun Maesaroh"} | lain
    call_command("pasang_pemda", isi.pop("pemda", "Kota Serang"), stdout=keluar, **isi)
    return keluar.getvalue()


@dataclass
class Admin:
    """Seorang di depan peramban tanpa skrip; yang dibuka, diketuk, dan diketiknya dihitung."""

    klien: Client = field(default_factory=Client)
    dibuka: list[str] = field(default_factory=list)
    ketukan: int = 0
    huruf: int = 0

    def buka(self, jalur: str) -> str:
        jawaban = self.klien.get(jalur, follow=True)
        tiba = jawaban.redirect_chain[-1][0] if jawaban.redirect_chain else jalur
        assert jawaban.status_code == 200, f"{jalur}: {jawaban.status_code}"
        self.dibuka.append(tiba)
        return str(jawaban.content.decode())

    def kirim(self, tombol: str, **isi: Any) -> str:
        """Isi formulir bertombol itu di halaman terakhir, kirim, dan baca halaman sesudahnya."""
        asal = self.dibuka[-1]
        satu = next(
            f for f in baca(self.klien.get(asal).content.decode()) if any(tombol in t[2] for t in f.tombol)
        )
        self.ketukan += 1 + len(isi)
        self.huruf += sum(len(n) for n in isi.values() if isinstance(n, str))
        tujuan = urljoin(asal, satu.tujuan or asal)
        if satu.cara == "get":
            kueri = "&".join(f"{n}={v}" for n, v in isi.items())
            return self.buka(f"{tujuan}?{kueri}")
        return self._pos(asal, tujuan, satu, tombol, isi)

    def _pos(self, asal: str, tujuan: str, satu: Formulir, tombol: str, isi: dict[str, Any]) -> str:
        ditekan = next(t for t in satu.tombol if tombol in t[2])
        terisi = satu.apa_adanya() | isi | satu.ber(ditekan)
        jawaban = self.klien.post(tujuan, terisi)
        assert jawaban.status_code == 302, f"{asal} {tombol}: {jawaban.content.decode()[:3000]}"
        return self.buka(urljoin(tujuan, jawaban.headers["Location"]))

    def impor(self, jenis: str, baris: tuple[tuple[str, ...], ...]) -> None:
        """Unggah, baca pratinjaunya, periksa, terapkan; pekerja latar dijalankan di antaranya."""
        self.buka(f"/impor/{jenis}/")
        berkas = SimpleUploadedFile(f"{jenis}.csv", alat.teks_csv(*baris))
        self.kirim("Unggah dan lihat pratinjau", berkas=berkas)
        satu = alat.kerjakan(Impor.objects.latest("pk"), sekarang=timezone.now())
        self.buka(f"/impor/{satu.pk}/")
        self.buka(f"/impor/{satu.pk}/terapkan/")
        if "/konfirmasi/" in self.dibuka[-1]:
            faktor.konfirmasi(self.klien, SANDI)
            self.huruf += len(SANDI)
            self.buka(f"/impor/{satu.pk}/terapkan/")
        self.kirim("Terapkan")
        alat.kerjakan(satu, sekarang=timezone.now())
        assert "Diterapkan:" in self.buka(f"/impor/{satu.pk}/")

    @property
    def detik(self) -> float:
        jenis = len({nama_alamat(jalur) for jalur in self.dibuka})
        membaca = jenis * DETIK_BARU + (len(self.dibuka) - jenis) * DETIK_DIKENAL
        return membaca + self.ketukan * DETIK_KETUK + self.huruf * DETIK_HURUF


def masuk_pertama(admin: Admin, kode: str) -> None:
    """Kode menjadi sandi, masuk, lalu aplikasi kode dipasang karena pengelola wajib memakainya."""
    admin.buka("/kata-sandi/baru/")
    admin.kirim("Simpan", nip=NIP, kode=kode, sandi_baru=SANDI, sandi_ulang=SANDI)
    admin.kirim("Masuk", nip=NIP, sandi=SANDI)
    faktor.konfirmasi(admin.klien, SANDI)
    faktor.pasang_lewat_halaman(admin.klien)
    admin.dibuka += ["/konfirmasi/", "/faktor-kedua/aplikasi/pasang/", "/faktor-kedua/kode-cadangan/"]
    admin.huruf += len(SANDI) + 6


def buka_periode(admin: Admin) -> str:
    hari = timezone.localdate()
    admin.buka("/periode/baru/")
    admin.kirim("Lanjut ke tenggat", tahun=str(hari.year), triwulan=str((hari.month - 1) // 3 + 1))
    periksa = admin.kirim("Simpan draf dan periksa")
    admin.kirim("Buka periode")
    return periksa


@pytest.mark.panjang
def test_dari_basis_data_kosong_sampai_periode_terbuka_menurut_panduan(settings: Any) -> None:
    settings.FAKTOR_KEDUA_WAJIB = True
    mulai = time.perf_counter()
    assert not Instansi.objects.exists()
    kode = re.search(r"^\s+(\w{4}-\w{4}-\w{4})$", pasang(kontak="BKPSDM Kota Serang"), re.MULTILINE)
    assert kode is not None
    admin = Admin()
    masuk_pertama(admin, kode[1])
    admin.buka("/")
    assert "Cara menilai belum ada" in admin.buka(
        f"/periode/baru/?tahun={timezone.localdate().year}&triwulan=4"
    )
    lembar = {"unit": UNIT, "jabatan": JABATAN, "pegawai": PEGAWAI, "penempatan": PENEMPATAN}
    for jenis, baris in lembar.items():
        admin.impor(jenis, baris)
    admin.buka("/kebijakan/baru/")
    admin.kirim(
        "Simpan draf", nama="Berbasis capaian", penjelasan="Hasil kerja dari capaian, perilaku dari 360."
    )
    admin.kirim("Tetapkan kebijakan")
    admin.buka("/katalog/baru/")
    admin.kirim("Lanjut", unit=str(UnitKerja.objects.get(nama="Dinas Kesehatan").pk))
    admin.kirim(
        "Simpan indikator",
        nama="Persentase pasien dilayani di bawah 30 menit",
        definisi="Pasien rawat jalan yang dilayani paling lama 30 menit.",
        formula="pasien di bawah 30 menit : seluruh pasien × 100",
        satuan="%",
        sumber_data="Buku antrean",
        target_acuan="90",
        bobot_acuan="40",
        aspek="waktu",
        polaritas="maksimal",
    )
    periksa = buka_periode(admin)
    terbuka = Periode.objects.filter(jenis="triwulan", status="diproses").count()
    menit = (admin.detik + time.perf_counter() - mulai) / 60
    ada = [
        j
        for j in ("/kata-sandi/baru/", "/impor/unit/", "/kebijakan/baru/", "/katalog/baru/", "/periode/baru/")
        if j in PANDUAN.read_text(encoding="utf-8")
    ]
    lulus = terbuka == 1 and menit <= BATAS_MENIT and len(ada) == 5 and "Wajib sebelum dibuka" not in periksa
    catat(
        "U49",
        f"{len(admin.dibuka)} halaman, {admin.ketukan} ketukan, {admin.huruf} huruf: {menit:.0f} menit; 0 jalan buntu",
        lulus=lulus,
    )
    assert lulus, (terbuka, menit, ada)


def test_pemda_terpasang_dengan_admin_dan_jejaknya_dan_tidak_dua_kali() -> None:
    assert "72 jam" in pasang(zona="WITA")
    admin = Pegawai.objects.get(nip=NIP)
    assert (admin.instansi.zona, admin.kelamin, admin.status) == ("Asia/Makassar", "P", "PNS")
    assert not admin.instansi.data_contoh and admin.peran.get().jenis == "admin_bkd"
    aksi = set(Jejak.objects.values_list("aksi", flat=True))
    assert {"instansi.ditambah", "unit.ditambah", "pegawai.ditambah", "peran.diberikan"} <= aksi
    with pytest.raises(CommandError, match="sudah terdaftar"):
        pasang()


@pytest.mark.parametrize("nip", ["12", "198805142011123001"])
def test_nip_yang_keliru_tidak_meninggalkan_pemda(nip: str) -> None:
    with pytest.raises(CommandError):
        pasang(nip=nip)
    assert not Instansi.objects.exists()
